/**
 * What a translator's screen knows while drafting, as signals, and what a person can do there. The words themselves are
 * in the session's document; `surface.ts` shows them, the components show the rest.
 */
import { isFinal } from "./Final.tsx";
import { batch, computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { EditorView } from "prosemirror-view";
import { TextSelection, type Transaction } from "prosemirror-state";
import type { Change } from "../../translations/compare/change.ts";
import { diffLayouts } from "../../translations/compare/words/words.ts";
import { layoutAsProposed } from "../../translations/draft/as-proposed.ts";
import { dictionaryOf } from "../../translations/terms/glossary.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { sourceText } from "../../translations/ledger/work.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { layout, type Layout } from "../../translations/text/layout.ts";
import { excessOf } from "../../translations/text/excess.ts";
import { over, type Excess } from "../../translations/text/limits.ts";
import { excessInWords } from "../refusals/refusals.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import type { Span } from "../../translations/draft/anchors.ts";
import { readNotes, textOf } from "../../translations/draft/draft.ts";
import { draftCommands, type DraftCommands } from "../prosemirror/keys.ts";
import { markChanges, markNotes, reasonsFor, tellChanges, wordsFor, type ToldChange } from "../prosemirror/marking.ts";
import { draw, drawAlong } from "../prosemirror/marks.ts";
import { Binding, isRemote } from "../prosemirror/binding.ts";
import { pastedText } from "../prosemirror/paste.ts";
import type { DraftPage } from "./view.ts";
import { Checks, type ListedFinding, type Looked } from "./checks.ts";
import { catchUp, isSelecting } from "./caret.ts";
import { Composing } from "./composing.ts";
import { inWords } from "./in-words.ts";
import type { Among, DraftOptions } from "./options.ts";
import { Pasting } from "./pasting.ts";
import { Proposing } from "./proposing.ts";
import { Reasons } from "./reasons.ts";
import { needsReasonHere } from "../../translations/ledger/state.ts";
import { summaryIn } from "./ended.ts";
import { DraftSession } from "./session.ts";
import { PuttingBack } from "./putting-back.ts";
import { Sharing } from "./sharing.ts";
import { Spreading } from "./spreading.ts";
import { remember, remembered, type Showing } from "./showing.ts";
import type { Facts } from "./state.ts";
import { SharedSummary, type Summary } from "./summary.ts";
import { Remembering } from "./memory.ts";
import { otherWriter, OwnWords, type Taken } from "./taken.ts";
import { Wordings } from "./wordings.ts";
import { RENDERING } from "../rendering/words.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

/** What the draft would be proposed as, and how that differs from its base. */
interface Difference {
  doc: Rendering;
  now: Layout;
  changes: Change[];
}

/** A change with the numbers of the notes that give a reason for it. */
export interface ListedChange extends ToldChange {
  reasons: number[];
}

/** How many pictures drawing may wait for a selection on its way. */
const MOST_POSTPONED = 3;

/** How often the list of changes follows while a person types, in ms: nobody reads it letter by letter. */
const LISTING_PAUSE = 150;

function baseOf({ base }: DraftPage): Layout | null {
  return base?.words ? layout(renderingFromJson(base.words.rendering)) : null;
}

export class DraftModel {
  readonly me: Actor;
  /** Set of a draft that stands among others. */
  readonly among: Among | null;
  readonly session: DraftSession;
  readonly summary: Summary;
  readonly source: string;
  readonly supply: boolean;
  readonly binding: Binding;
  readonly commands: DraftCommands;
  readonly showing: Signal<Showing>;
  readonly changes: Signal<ListedChange[]> = signal([]);
  /** The same, for the list beside the words: it follows a little later, and not every letter. */
  readonly listed: Signal<ListedChange[]> = signal([]);
  readonly reasons: Reasons;
  /** Which changes are to have one reason. */
  readonly sharing = new Sharing();
  /** Where the last reason would do in other parts. */
  readonly spreading = new Spreading(this);
  readonly proposing: Proposing;
  readonly composing: Composing;
  readonly puttingBack: PuttingBack;
  readonly checks: Checks;
  readonly wordings: Wordings;
  readonly memory: Remembering;
  /** False while nothing is written. */
  readonly someWords: Signal<boolean> = signal(false);
  /** Which limit the draft has grown over, in words: so it can't be proposed. */
  readonly tooLarge: Signal<string | null> = signal(null);
  /** The change that was last gone to. */
  readonly current: Signal<number | null> = signal(null);
  /** Told politely to those who listen. */
  readonly said: Signal<string> = signal("");
  readonly refused: Signal<string | null> = signal(null);
  /** Who ended the draft and when, in a sentence, once it has ended and that is known. */
  readonly ended: Signal<string | null> = signal(null);
  readonly pasting = new Pasting(this.refused);
  /** Words of one's own that another's edit took out, and that do not stand there again. */
  readonly taken: Signal<Taken[]> = signal([]);
  /** Counts what may change a button: selection, marks, undo. */
  readonly touched: Signal<number> = signal(0);
  readonly mayWrite: ReadonlySignal<boolean>;
  /** True once the draft says something that its base does not. */
  readonly worthProposing: ReadonlySignal<boolean>;
  /** Of what the session knows, the parts that change seldom: the rest of it changes with every letter. */
  readonly opened: ReadonlySignal<boolean>;
  readonly invited: ReadonlySignal<boolean>;
  readonly refusal: ReadonlySignal<number | null>;
  view: EditorView | null = null;
  /** What the page was given; with another base once the draft is brought up to date. */
  readonly #page: Signal<DraftPage>;
  readonly #base: ReadonlySignal<Layout | null>;
  readonly #own: OwnWords;
  #listing: ReturnType<typeof setTimeout> | undefined;
  #difference: Difference | null = null;
  #now: Layout | null = null;
  #frame = 0;
  #postponed = 0;

  constructor({ view, draft, me, live, onSubmit, among }: DraftOptions) {
    this.#page = signal(view);
    this.me = me;
    this.source = sourceText(view.passage.source);
    this.supply = view.proposal.kind === "supply";
    this.#base = computed(() => (this.supply ? null : baseOf(this.page)));
    this.showing = signal(remembered());
    const within = { live, proposal: view.proposal.id, me, mayWrite: view.may.edit };
    this.among = among ?? null;
    this.session = new DraftSession({ ...within, draft, begins: among?.begins ?? null });
    this.summary =
      among?.summary(this.session) ??
      new SharedSummary({
        own: this.session,
        draft: draft!,
        summaryIn: view.draft?.summaryIn ?? draft!,
        open: (other) => new DraftSession({ ...within, draft: other, isSeen: false }),
        ask: () => summaryIn(view),
      });
    const text = textOf(this.session.doc);
    this.#own = new OwnWords(text);
    this.binding = new Binding(text, {
      onRemote: (runs) => {
        if (this.view) catchUp(this.view);
        // What comes while one comes back may be of people who have gone since.
        const by = otherWriter(runs, this.session.facts.peek().synced ? this.session.people.peek() : []);
        this.taken.value = [...this.taken.peek(), ...this.#own.takenBy(runs, by)];
      },
    });
    text.observeDeep((_events, { local }) => local && this.#own.wrote());
    this.commands = draftCommands(view.work.sourceLanguage, this.binding);
    this.mayWrite = computed(
      () => this.session.mayWrite && !this.proposing.underWay.value && this.proposing.done.value === null,
    );
    this.worthProposing = computed(() => (this.hasBase ? this.listed.value.length > 0 : this.someWords.value));
    this.opened = computed(() => this.session.facts.value.opened);
    this.invited = computed(() => this.session.facts.value.mayWrite);
    this.refusal = computed(() => this.session.facts.value.refused);
    this.reasons = new Reasons(this);
    this.puttingBack = new PuttingBack(view, (patience) => this.saved(patience));
    this.checks = new Checks(view, this.source, () => this.redraw());
    this.wordings = new Wordings(this);
    this.memory = new Remembering(this);
    this.proposing = among?.proposing ?? new Proposing(this, onSubmit);
    this.composing = new Composing(this.session, () => this.view);
  }

  /** True if what is proposed with it revises a passage that is final. */
  get isFinal(): boolean {
    return this.among?.isFinal() ?? isFinal(this.page);
  }

  get page(): DraftPage {
    return this.#page.value;
  }

  /** False for what revises nothing that is held. */
  get hasBase(): boolean {
    return this.#base.value !== null;
  }

  /** True if the proposal can only be proposed with a reason. */
  get needsReason(): boolean {
    return needsReasonHere(this.page.proposal);
  }

  /** From now on it revises what `page` says: what it changes, what that puts back and what checks find is told anew. */
  revise(page: DraftPage): void {
    this.#difference = null;
    batch(() => {
      this.#page.value = page;
      this.puttingBack.revise(page);
    });
    this.checks.revise(page);
    this.redraw();
  }

  /** What is known of the draft, and of the one in which the reason for the whole is written. */
  get facts(): ReadonlySignal<Facts> {
    return this.summary.facts;
  }

  /** Works everything drawn out afresh, before the next picture; while an input method composes, after it. */
  redraw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#redraw());
  }

  #redraw(): void {
    const { view } = this;
    if (!view || view.isDestroyed || view.composing) return;
    if (isSelecting(view) && this.#postponed++ < MOST_POSTPONED) return this.redraw();
    this.#postponed = 0;
    const { now, changes } = this.#differenceOf(view.state.doc);
    this.#now = now;
    const base = this.#base.peek();
    const told = base ? tellChanges(changes, base, now) : [];
    const placed = batch(() => {
      const placed = this.reasons.place();
      this.changes.value = told.map((change) => ({ ...change, reasons: reasonsFor(change, placed) }));
      return placed;
    });
    this.#missOnlyWhatIsGone(now.text);
    const drawn = base && this.showing.value === "changes" ? markChanges(changes, base, now) : [];
    const others = [
      ...markNotes(placed),
      ...this.reasons.noting(),
      ...this.checks.markings(),
      ...this.wordings.markings(),
    ];
    const drawing = draw(view.state, [...drawn, ...others]);
    if (drawing) view.dispatch(drawing);
    if (this.listed.peek().length === 0) this.#listChanges();
    this.#listing ??= setTimeout(() => this.#listChanges(), LISTING_PAUSE);
    this.reasons.tidySoon();
  }

  /** What the draft says now, as it would be proposed; null until it is open. */
  now(): Layout | null {
    return this.view && !this.view.isDestroyed ? this.#differenceOf(this.view.state.doc).now : null;
  }

  /** Worked out once for the same words: they are drawn as they are typed, and looked at again before the picture. */
  #differenceOf(doc: Rendering): Difference {
    if (this.#difference?.doc !== doc) {
      const now = layoutAsProposed(doc);
      const base = this.#base.peek();
      const changes = base ? diffLayouts(base, now, dictionaryOf(this.#page.peek().terms)) : [];
      this.#difference = { doc, now, changes };
    }
    return this.#difference;
  }

  #listChanges(): void {
    clearTimeout(this.#listing);
    this.#listing = undefined;
    this.listed.value = this.changes.peek();
    this.puttingBack.look(this.listed.peek());
    this.checks.look(() => this.#looked());
    this.someWords.value = (this.#now?.text ?? "").trim() !== "";
    const excess = this.excess();
    this.tooLarge.value = excess && excessInWords(excess);
  }

  #looked(): Looked | null {
    const { view } = this;
    if (!view || view.isDestroyed || view.composing) return null;
    const { now, changes } = this.#differenceOf(view.state.doc);
    return { base: this.#base.peek(), now, changes, listed: this.changes.peek(), notes: this.reasons.list.peek() };
  }

  /** Which limit the draft has grown over. */
  excess(): Excess | null {
    const words = this.view && excessOf(this.view.state.doc);
    return words ?? over("notes", this.reasons.list.peek().length) ?? over("reason", this.summary.text.peek().length);
  }

  /** Draws the changes along with an edit made here, so that a letter and its mark come into the page in one step. */
  drawAlong(transaction: Transaction): void {
    const base = this.#base.peek();
    if (!base || this.showing.peek() !== "changes" || !transaction.docChanged || isRemote(transaction)) return;
    const { now, changes } = this.#differenceOf(transaction.doc);
    drawAlong(transaction, markChanges(changes, base, now));
  }

  hasComposed(): void {
    this.redraw();
    this.composing.hasEnded();
  }

  show(showing: Showing): void {
    this.showing.value = showing;
    remember(showing);
    this.redraw();
  }

  /** Selects words of the draft and brings them into sight. */
  select({ from, to }: Span): void {
    const { view } = this;
    if (!view) return;
    const size = view.state.doc.content.size;
    const selection = TextSelection.between(
      view.state.doc.resolve(Math.min(from, size)),
      view.state.doc.resolve(Math.min(to, size)),
    );
    view.dispatch(view.state.tr.setSelection(selection).scrollIntoView());
    view.focus();
  }

  goTo(change: ListedChange): void {
    this.current.value = change.number;
    this.said.value = wordsFrom(DESK).changes.said(change.number, this.changes.value.length, inWords(change));
    // The caret alone: what is typed next must not replace what is looked at.
    this.select({ from: change.span.from, to: change.span.from });
  }

  /** Begins a note on the selected words; on the change that the caret was led to, where none are selected. */
  beginReason(): boolean {
    const selection = this.view?.state.selection;
    if (selection?.empty && this.sharing.among(this.changes.value).length > 0) return this.noteOnChosen();
    const current = this.changes.value.find(({ number }) => number === this.current.value);
    if (selection?.empty && current?.span.from === selection.from) return this.noteOnChange(current);
    return this.reasons.beginOnSelection();
  }

  /**
   * Gives the change at the caret the reason that is ready for a spelling that is corrected; of several that touch it, the
   * first. False if there is none, or it has a reason.
   */
  correctsSpelling(): boolean {
    const at = this.view?.state.selection.head ?? 0;
    const change = this.changes.value.find(({ span }) => span.from <= at && at <= span.to);
    if (!change || change.reasons.length > 0 || !this.mayWrite.value || !this.noteOnChange(change)) return false;
    this.reasons.fill({ category: "formatting", body: wordsFrom(DESK).reasons.spelling });
    this.reasons.keep();
    return true;
  }

  /** The next change after the caret, or before it; round at the ends. */
  step(direction: 1 | -1): void {
    const changes = this.changes.value;
    if (changes.length === 0) return;
    const known = changes.findIndex(({ number }) => number === this.current.value);
    const at = this.view?.state.selection.from ?? 0;
    const here = known >= 0 && changes[known]!.span.from === at ? known : undefined;
    const next = here !== undefined ? here + direction : this.#beside(at, direction);
    this.goTo(changes[(next + changes.length) % changes.length]!);
  }

  #beside(at: number, direction: 1 | -1): number {
    const changes = this.changes.value;
    const next = changes.findIndex(({ span }) => span.from > at);
    if (direction > 0) return next < 0 ? 0 : next;
    const before = changes.findLastIndex(({ span }) => span.from < at);
    return before < 0 ? changes.length - 1 : before;
  }

  /** Begins a note on a change, or on the word beside what was taken away. */
  noteOnChange({ span, before, after }: ListedChange): boolean {
    const words = this.#now && wordsFor(this.#now, span);
    return words ? this.reasons.begin(words, before !== "" && after !== "" ? "terminology" : "accuracy") : false;
  }

  /** Begins one note for all changes that are chosen. */
  noteOnChosen(): boolean {
    const chosen = this.sharing.among(this.changes.value);
    const words = chosen.flatMap(({ span }) => (this.#now && wordsFor(this.#now, span)) ?? []);
    const replaces = chosen.some(({ before, after }) => before !== "" && after !== "");
    return this.reasons.beginOnAll(words, replaces ? "terminology" : "accuracy");
  }

  /** Chooses the change that the caret is at, or was led to, or no more; says which. */
  chooseHere(): void {
    const words = wordsFrom(DESK).changes;
    const at = this.view?.state.selection.head ?? 0;
    const changes = this.changes.value;
    const here =
      changes.find(({ number, span }) => number === this.current.value && span.from === at) ??
      changes.find(({ span }) => span.from <= at && at <= span.to);
    if (!here) {
      this.said.value = words.noneHere;
      return;
    }
    const isChosen = this.sharing.toggle(changes, here);
    this.said.value = words.chosenHere(here.number, isChosen, this.sharing.among(changes).length);
  }

  /** Begins a note that says why what was found stays: on its words, or on the word at the caret, about those of the source. */
  keepFinding({ span, source }: ListedFinding): void {
    const at = this.view?.state.selection.from ?? 0;
    const words = span ?? (this.#now && wordsFor(this.#now, { from: at, to: at }));
    if (words) this.reasons.begin(words, "accuracy", source);
  }

  /** What was cut here may have been pasted there, or put back by its author's undo. */
  #missOnlyWhatIsGone(text: string): void {
    const taken = this.taken.peek();
    const gone = taken.filter(({ words }) => !text.includes(words.trim()));
    if (gone.length < taken.length) this.taken.value = gone;
  }

  /** Puts words that another's edit took out where they stood, or as near to it as can be. */
  putBackTaken(taken: Taken): void {
    const { view } = this;
    if (!view || !this.mayWrite.value) return;
    const at = this.binding.absolute(taken.place) ?? view.state.selection.to;
    const slice = pastedText(taken.words, view.state.doc.resolve(at));
    view.dispatch(view.state.tr.replaceRange(at, at, slice).scrollIntoView());
    this.letTakenGo(taken);
    this.said.value = wordsFrom(DESK).taken.standAgain;
  }

  /** The button that was pressed goes with the words: whoever pressed it by key is in the draft again. */
  letTakenGo(taken: Taken): void {
    this.taken.value = this.taken.value.filter((each) => each !== taken);
    this.view?.focus();
  }

  letLeftBehindGo(): void {
    this.session.letLeftBehindGo();
    this.view?.focus();
  }

  /** Everything a person has written here, as plain text. */
  words(): string {
    const rendering = canonicalText(this.binding.reading.rendering);
    const notes = readNotes(this.session.doc).map(({ anchor, category, body }) =>
      wordsFrom(DESK).reasons.copied(anchor.exact, wordsFrom(RENDERING).categories[category], body),
    );
    return [rendering, ...notes, this.summary.text.peek().toString().trim()].filter((part) => part !== "").join("\n\n");
  }

  /** Opens the draft anew as the server has it: for words that it would never take. */
  reloadWithoutUnsaved(): void {
    this.session.giveUpUnsaved();
    location.reload();
  }

  /** Resolves to true once all that was written here is on disk, or to false when that takes longer than `patience` ms. */
  saved(patience: number): Promise<boolean> {
    return this.summary.saved(patience);
  }

  hasLoose(): boolean {
    return this.reasons.loose().length > 0;
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#listing);
    this.reasons.destroy();
    this.composing.destroy();
    this.puttingBack.destroy();
    this.checks.destroy();
    this.memory.destroy();
    this.pasting.destroy();
    this.view?.destroy();
    this.view = null;
    this.summary.destroy();
    this.session.destroy();
  }
}
