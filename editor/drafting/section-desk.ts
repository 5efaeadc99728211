/**
 * What a translator's screen knows while a section is revised as one text, and what a person can do there. Each passage has an
 * editor of its own, which is made when the caret goes into it: what is written in an untouched passage is written upon what
 * its draft will begin with, and goes on there once the passage is a part of the proposal.
 */
import type { Wrong } from "../../translations/ledger/events.ts";
import { computed, effect, signal, untracked, type ReadonlySignal, type Signal } from "@preact/signals";
import type { EditorView } from "prosemirror-view";
import type { Actor } from "../../translations/ledger/roles.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { askHowItEnded, summaryIn } from "./ended.ts";
import { liveAddress } from "./live-address.ts";
import { DraftModel } from "./model.ts";
import { Proposing, type Submitted } from "./proposing.ts";
import { goTo, turnedTo, wayOut, type Where } from "./section-caret.ts";
import { SECTION_DESK } from "./section-desk-words.tsx";
import { factsOfAll } from "./section-facts.ts";
import { SectionParts, type Became } from "./section-parts.ts";
import { MOST_CONNECTED, toLetGo } from "./section-pool.ts";
import { SectionReason, type Standing } from "./section-reason.ts";
import { pageOfRow, SectionRow, type Neighbour } from "./section-row.ts";
import { stillIn } from "./section-still.ts";
import type { PartAnswer, SectionProposal, SectionView } from "./section-view.ts";
import { DraftSession } from "./session.ts";
import { remember, remembered, type Showing } from "./showing.ts";
import type { Facts } from "./state.ts";
import { submitDraft } from "./submit-draft.ts";
import { openSurface } from "./surface.ts";
import { keepTypedNote } from "./typed-note.ts";

export class SectionDesk {
  readonly view: SectionView;
  readonly me: Actor;
  readonly rows: readonly SectionRow[];
  readonly active: Signal<SectionRow>;
  readonly of: Signal<SectionProposal | null>;
  readonly reason: SectionReason;
  readonly proposing: Proposing;
  readonly facts: ReadonlySignal<Facts>;
  readonly changed: ReadonlySignal<SectionRow[]>;
  readonly showing: Signal<Showing> = signal(remembered());
  readonly refused: Signal<string | null> = signal(null);
  readonly #parts: SectionParts;
  readonly #reached: Signal<boolean> = signal(true);
  readonly #known = new Set<string>();
  readonly #ends: (() => void)[] = [];
  /** Where the caret goes as soon as the words have come, and what is typed there then. */
  #wish: { row: SectionRow; where: Where; typed: string } | null = null;
  #count = 0;

  constructor(view: SectionView, me: Actor) {
    this.view = view;
    this.me = me;
    this.rows = view.lines.map((line) => new SectionRow(line));
    this.active = signal(this.rows.find(({ id }) => id === view.at) ?? this.rows[0]!);
    this.of = signal(view.proposal);
    this.#parts = new SectionParts({
      work: view.work.id,
      proposal: view.proposal?.id ?? null,
      ending: view.ending,
      onReached: (reached) => (this.#reached.value = reached),
      onBegun: (id) => history.replaceState(null, "", at(address.revising(view.work.id, view.at, id))),
    });
    this.reason = new SectionReason({
      me,
      open: (draft) => this.#session(draft),
      ask: async () => this.#summaryIn(),
      onPeople: (places) => this.#onPeople(places),
    });
    this.changed = computed(() => this.rows.filter(({ changed }) => changed.value));
    this.facts = computed(() =>
      factsOfAll({
        sessions: this.#models.flatMap(({ session }) => (session.isJoined ? [session.facts.value] : [])),
        reason: this.reason.session.value?.facts.value ?? null,
        asks: this.rows.some(({ asks }) => asks.value),
        reached: this.#reached.value,
        kept: this.#models.every(({ session }) => session.facts.value.kept),
      }),
    );
    this.proposing = new Proposing(
      {
        mayWrite: computed(() => this.of.value !== null),
        refused: this.refused,
        hasLoose: () => this.#leadsToLoose(),
        excess: () => this.#models.map((model) => model.excess()).find((excess) => excess !== null) ?? null,
        saved: (patience) => this.saved(patience),
      },
      (...how) => this.#submit(...how),
    );
    this.reason.follow(view.proposal?.summaryIn ?? null);
  }

  /** Takes the places where the words of its passages stand. */
  begin(placeOf: (passage: string) => HTMLElement | null): void {
    for (const row of this.rows) {
      row.place = placeOf(row.id);
      this.#still(row);
    }
    const kept = keptNames();
    for (const row of this.rows)
      if (!row.part.peek() && this.#names(row).some((name) => kept.some((each) => each.startsWith(`${name}:`))))
        this.#open(row);
    this.#open(this.active.peek());
    this.#ends.push(
      effect(() => {
        void this.facts.value;
        queueMicrotask(() => this.#joinWaiting());
      }),
    );
  }

  /** Goes into a passage: at once, or as soon as its words have come. */
  enter(row: SectionRow, where: Where): void {
    this.#wish = { row, where, typed: "" };
    this.#open(row);
    if (!row.model.peek()?.view) row.place?.querySelector<HTMLElement>(".draft-words")?.focus({ preventScroll: true });
    this.#goIn();
  }

  /** Letters that are struck while the words of a passage are still on their way go in where the caret will stand. */
  #typedEarly(row: SectionRow, event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, isComposing } = event;
    if (this.#wish?.row !== row || Array.from(key).length !== 1 || ctrlKey || metaKey || isComposing) return;
    this.#wish.typed += key;
    event.preventDefault();
  }

  /** The next change in any of the passages, or the one before. */
  step(direction: 1 | -1): void {
    const here = this.active.peek();
    const model = here.model.peek();
    const changes = model?.listed.peek() ?? [];
    const now = changes.findIndex(({ number }) => number === model?.current.peek());
    const isMore = changes.length > 0 && (now < 0 || changes[now + direction] !== undefined);
    if (model && isMore && document.activeElement === model.view?.dom) return model.step(direction);
    const all = this.changed.peek();
    const from = this.rows.indexOf(here);
    const beyond = (row: SectionRow): boolean => (this.rows.indexOf(row) - from) * direction > 0;
    const next = direction > 0 ? (all.find(beyond) ?? all[0]) : (all.findLast(beyond) ?? all.at(-1));
    if (!next) return;
    this.enter(next, { kind: direction > 0 ? "start" : "end" });
    next.model.peek()?.step(direction);
  }

  show(showing: Showing): void {
    this.showing.value = showing;
    remember(showing);
    for (const model of this.#models) model.show(showing);
  }

  /** Asks again to have a passage become a part that could not. */
  retry(row: SectionRow): void {
    if (row.part.peek() === null) void this.#ask(row);
    else void this.#parts.look(row.id).then((answer) => answer && this.#became(row, answer));
  }

  /** Connects again whatever was refused. */
  retryAll(): void {
    for (const session of [...this.#models.map((model) => model.session), this.reason.session.peek()])
      if (session && session.facts.peek().refused !== null) session.retry();
  }

  /** Lets go what was written in a passage that was refused, and shows it as it stands. */
  leaveWords(row: SectionRow): void {
    row.model.peek()?.session.giveUpUnsaved();
    row.model.peek()?.destroy();
    row.model.value = null;
    row.refused.value = null;
    this.#still(row);
    void this.#parts.look(row.id).then((answer) => answer && this.#became(row, answer));
  }

  /** Resolves to true once all that was written here is on disk, or to false when that takes longer than `patience` ms. */
  async saved(patience: number): Promise<boolean> {
    const end = Date.now() + patience;
    const asks = (): boolean => this.rows.some(({ asks: each }) => each.peek());
    while (asks() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
    const reason = this.reason.session.peek();
    const sessions = [...this.#models.map(({ session }) => session), ...(reason ? [reason] : [])];
    const saved = await Promise.all(sessions.map((session) => session.saved(end - Date.now())));
    return !asks() && saved.every(Boolean);
  }

  /** True if something that was written here would go with the page. */
  get mayLose(): boolean {
    return this.#models.some(({ session }) => session.facts.peek().unsaved && !session.facts.peek().kept);
  }

  destroy(): void {
    for (const end of this.#ends) end();
    this.#parts.destroy();
    for (const model of this.#models) model.destroy();
    this.reason.destroy();
  }

  get #models(): DraftModel[] {
    return this.rows.flatMap(({ model }) => model.value ?? []);
  }

  #session(draft: string): DraftSession {
    return new DraftSession({ live: liveAddress(), draft, proposal: this.of.peek()!.id, me: this.me, mayWrite: true });
  }

  async #summaryIn(): Promise<string | null> {
    const { work } = this.view;
    const part = this.rows.find(({ part: known }) => known.peek());
    return part ? summaryIn({ work, proposal: { id: this.of.peek()!.id, passage: part.id } }) : null;
  }

  /** Under which names the browser keeps what is written in a passage that is no part yet. */
  #names(row: SectionRow): [now: string, earlier: string] {
    const place = `${row.id}@${row.line.base?.number ?? ""}`;
    const fresh = `new/${this.view.work.id}/${place}`;
    const proposal = this.of.peek()?.id;
    return [proposal === undefined ? fresh : `${proposal}/${place}`, fresh];
  }

  /** Shows the words of a passage to be read, and lets who presses or tabs to them go in. */
  #still(row: SectionRow): void {
    const { place } = row;
    if (!place) return;
    const words = row.part.peek()?.draft?.rendering ?? row.line.base?.words?.rendering;
    stillIn(place, {
      rendering: words,
      language: this.view.work.language,
      label: this.#label(row),
      isReached: row === this.active.peek(),
      isEntered: () => this.#wish?.row === row,
      onEnter: (where) => this.enter(row, where),
      onKey: (event) => this.#typedEarly(row, event),
    });
  }

  #label(row: SectionRow): string {
    return wordsFrom(SECTION_DESK).label(row.line.passage.locator);
  }

  /** Makes the editor of a passage, if it has none, and connects it if it is a part. */
  #open(row: SectionRow): void {
    const part = row.part.peek();
    if (row.model.peek()) return this.#join(row);
    if (part && (!part.draft || !part.may.edit || part.proposal.status !== "draft")) return;
    if (part && !this.#hasRoom(row)) return;
    const { update } = row.begins();
    const [name, earlier] = this.#names(row);
    const model = new DraftModel({
      view: pageOfRow(this.view.work, row, this.of.peek()?.id ?? "", this.me),
      draft: part?.draft?.id ?? null,
      me: this.me,
      live: liveAddress(),
      onSubmit: (...how) => this.#submit(...how),
      among: {
        begins: part ? null : { update, name, earlier },
        label: this.#label(row),
        isFinal: () =>
          this.of.value?.final === true ||
          this.rows.some(({ line, part }) => part.value !== null && line.passage.final !== undefined),
        summary: (own) => this.reason.of(own),
        proposing: this.proposing,
        isActive: () => this.active.peek() === row,
        leadsOn: (view, event) => this.#leadsOn(row, view, event),
      },
    });
    model.showing.value = this.showing.peek();
    row.model.value = model;
    this.#mountIn(row, model);
    if (part) return this.#isPart(row, model);
    model.session.doc.on("update", (_update, _origin, _doc, { local }) => local && void this.#ask(row));
    if (model.session.facts.peek().unsaved) void this.#ask(row);
  }

  /** Puts an editor in the place of the words that are only read, once its own have come. */
  #mountIn(row: SectionRow, model: DraftModel): void {
    const end = effect(() => {
      const isOpened = model.opened.value;
      untracked(() => {
        if (!isOpened || model.view || !row.place) return;
        model.view = openSurface(row.place, model);
        model.view.dom.addEventListener("focus", () => this.#activate(row));
        model.redraw();
        this.#goIn();
      });
    });
    const endFollowing = effect(() => {
      void [model.mayWrite.value, this.active.value];
      model.view?.setProps({});
      untracked(() => model.touched.value++);
    });
    this.#ends.push(end, endFollowing);
  }

  #goIn(): void {
    const view = this.#wish?.row.model.peek()?.view;
    if (!this.#wish || !view) return;
    const { where, typed } = this.#wish;
    this.#wish = null;
    goTo(view, where);
    if (typed !== "") view.dispatch(view.state.tr.insertText(typed).scrollIntoView());
  }

  #activate(row: SectionRow): void {
    row.used = ++this.#count;
    this.active.value = row;
    this.reason.stand({ passage: row.id, writes: row.part.peek() !== null });
    this.#join(row);
    const place = this.rows.indexOf(row);
    for (const beside of [this.rows[place + 1], this.rows[place - 1]]) if (beside?.part.peek()) this.#open(beside);
  }

  #leadsOn(row: SectionRow, view: EditorView, event: KeyboardEvent): boolean {
    const turned = turnedTo(view, event, () => this.rows.map(({ place }) => place!));
    if (turned) return this.#enters(turned.place, turned.where);
    const way = wayOut(view, event);
    return way !== null && this.#enters(this.rows.indexOf(row) + way.by, way.where);
  }

  /** False if no passage has that place. */
  #enters(place: number, where: Where): boolean {
    const row = this.rows[place];
    if (row) this.enter(row, where);
    return row !== undefined;
  }

  /** Asks, once, that a passage become a part: from then on what is written in it goes into its draft. */
  async #ask(row: SectionRow): Promise<void> {
    if (row.part.peek() || row.asks.peek()) return;
    row.asks.value = true;
    row.refused.value = null;
    const answer: Became = await this.#parts.become(row.id, row.line.base?.number ?? null);
    if (answer.ok) this.#became(row, answer);
    else row.refused.value = answer.message;
    row.asks.value = false;
  }

  #became(row: SectionRow, { part, of }: PartAnswer): void {
    const words = wordsFrom(SECTION_DESK);
    const model = row.model.peek();
    this.of.value = of;
    row.part.value = part;
    this.reason.follow(of.summaryIn);
    if (this.active.peek() === row) this.reason.stand({ passage: row.id, writes: true });
    if (!model) {
      this.#still(row);
      if (row.here.peek().length > 0) this.#open(row);
    } else if (!part.draft || !part.may.edit || part.proposal.status !== "draft") row.refused.value = words.closed;
    else if (part.beginning !== row.begins().number) row.refused.value = words.begunOtherwise;
    else {
      model.revise(pageOfRow(this.view.work, row, of.id, this.me));
      this.#isPart(row, model);
      this.#join(row);
    }
  }

  #isPart(row: SectionRow, model: DraftModel): void {
    this.#ends.push(keepTypedNote(model), askHowItEnded(model));
    if (this.active.peek() === row && model.view?.hasFocus()) this.reason.stand({ passage: row.id, writes: true });
  }

  /** Connects a passage that is a part, if there is room. */
  #join(row: SectionRow): void {
    const [model, part] = [row.model.peek(), row.part.peek()];
    if (!model || !part?.draft || model.session.isJoined || row.refused.peek() !== null || !this.#hasRoom(row)) return;
    model.session.join(part.draft.id, part.proposal.id);
  }

  #joinWaiting(): void {
    for (const row of this.rows) if (row.model.peek()?.session.facts.peek().unsaved) this.#join(row);
  }

  /** True if one more may be connected: what was used longest ago is let go for it. */
  #hasRoom(wanted: SectionRow): boolean {
    const connected = this.rows.flatMap((row) => {
      const session = row.model.peek()?.session;
      const isNeeded = row === this.active.peek() || (session?.facts.peek().unsaved ?? false);
      return session?.isJoined && row !== wanted ? [{ session, isNeeded, used: row.used }] : [];
    });
    if (connected.length < MOST_CONNECTED) return true;
    const last = toLetGo(connected);
    last?.session.leave();
    return last !== null;
  }

  #onPeople(places: readonly { who: Neighbour; at: Standing }[]): void {
    for (const row of this.rows) {
      const here = places.filter(({ at: standing }) => standing.passage === row.id);
      const people = here.map(({ who }) => who);
      if (JSON.stringify(people) !== JSON.stringify(row.here.peek())) row.here.value = people;
      if (here.length === 0) continue;
      if (row.part.peek()) this.#open(row);
      else if (here.some(({ at: standing }) => standing.writes)) void this.#learn(row);
    }
  }

  /** A colleague has begun to write in a passage that was untouched here. */
  async #learn(row: SectionRow): Promise<void> {
    const answer = row.asks.peek() ? null : await this.#parts.look(row.id);
    if (answer && row.part.peek() === null && !row.asks.peek()) this.#became(row, answer);
  }

  #leadsToLoose(): boolean {
    const row = this.rows.find(({ model }) => model.peek()?.hasLoose());
    if (row) this.active.value = row;
    return row !== undefined;
  }

  async #submit(atOnce: boolean, wrong: Wrong | ""): Promise<Submitted> {
    const { id } = this.of.peek()!;
    const answer = await submitDraft(id, { knows: [...this.#known], untouched: "leave-out", atOnce, wrong });
    if (answer.ok) location.assign(at(address.proposal(this.view.work.id, id)));
    else for (const name of answer.came) this.#known.add(name);
    return answer;
  }
}

/** What the browser keeps that was not sent, by name and person. */
function keptNames(): string[] {
  try {
    const before = "variorum.unsent:";
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(before) ? [key.slice(before.length)] : []));
  } catch {
    return [];
  }
}
