/**
 * What a translator's screen knows while drafting, as signals, and what a person can do there. The words themselves are
 * in the session's document; `surface.ts` shows them, the components show the rest.
 */
import { batch, computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { EditorView } from "prosemirror-view";
import { TextSelection, type Transaction } from "prosemirror-state";
import type * as Y from "yjs";
import { diffRenderings } from "../../../translations/diff/diff.ts";
import type { Actor } from "../../../translations/ledger/roles.ts";
import { personOf } from "../../../translations/ledger/roles.ts";
import { sourceText } from "../../../translations/ledger/work.ts";
import type { NoteCategory } from "../../../translations/notes/note.ts";
import { canonicalText, renderingFromJson } from "../../../translations/text/canonical.ts";
import type { Layout } from "../../../translations/text/layout.ts";
import { excessOf } from "../../../translations/text/excess.ts";
import { excessInWords, over, OverLimit, type Excess } from "../../../translations/text/limits.ts";
import type { Rendering } from "../../../translations/text/schema.ts";
import {
  anchorOf,
  isWorn,
  resolve,
  standsInstead,
  type DraftAnchor,
  type Span,
} from "../../../translations/draft/anchors.ts";
import {
  notesOf,
  onlyPlace,
  readNotes,
  readSummary,
  summaryOf,
  textOf,
  type DraftNote,
} from "../../../translations/draft/draft.ts";
import { draftCommands, type DraftCommands } from "../../prosemirror/keys.ts";
import {
  markChanges,
  markNotes,
  reasonsFor,
  tellChanges,
  wordsFor,
  type Marking,
  type PlacedNote,
  type ToldChange,
} from "../../prosemirror/marking.ts";
import { draw, drawAlong } from "../../prosemirror/marks.ts";
import { Binding, isRemote } from "../../prosemirror/binding.ts";
import { pastedText } from "../../prosemirror/paste.ts";
import type { ProposalView } from "../../views.ts";
import { catchUp, isSelecting } from "./caret.ts";
import { levelNotes } from "./level.ts";
import { DraftSession } from "./session.ts";
import { OwnWords, type Taken } from "./taken.ts";
import type { DraftOptions, Submitted } from "./options.ts";

type DiffedRenderings = ReturnType<typeof diffRenderings>;

/** A change with the numbers of the notes that give a reason for it. */
export interface ListedChange extends ToldChange {
  reasons: number[];
}

/** A note with the place of its words, if they are there. */
export interface ListedNote {
  note: DraftNote;
  number: number;
  span: Span | null;
  /** What stands in the place of its words, if they are gone and the place is known. */
  instead: (Span & { words: string }) | null;
  mine: boolean;
}

/** A note being written. */
export interface OpenForm {
  /** The note that is changed; null for a new one. */
  id: string | null;
  anchor: DraftAnchor;
  category: NoteCategory;
  body: string;
  alternative: string;
  source: string;
  /** Where the source words were selected, if they were. */
  sourceAt: number | null;
  refused: string | null;
}

export type Showing = "changes" | "new";

const SHOWING = "variorum.draft.showing";

/** How many pictures drawing may wait for a selection on its way. */
const MOST_POSTPONED = 3;

/** How long a person must have paused before worn anchors of their notes are mended, in ms. */
const MENDING_PAUSE = 1_500;

/** How long an input method may pause before the others' words come in nevertheless, in ms: a phone's may never end. */
const COMPOSING_PATIENCE = 20_000;

/** ProseMirror takes some 20 ms after a composition to read what came of it. */
const COMPOSED_PAUSE = 60;

/** How long a person must have paused before the notes in the margin follow their lines, in ms. */
const LEVELLING_PAUSE = 120;

/** How often the list of changes follows while a person types, in ms: nobody reads it letter by letter. */
const LISTING_PAUSE = 150;

/** How long submitting waits for the last words to reach the server's disk, in ms. */
const SAVING_PATIENCE = 6_000;

export class DraftModel {
  readonly page: ProposalView;
  readonly me: Actor;
  readonly session: DraftSession;
  readonly source: string;
  readonly supply: boolean;
  readonly binding: Binding;
  readonly commands: DraftCommands;
  readonly showing: Signal<Showing>;
  readonly changes: Signal<ListedChange[]> = signal([]);
  /** The same, for the list beside the words: it follows a little later, and not every letter. */
  readonly listed: Signal<ListedChange[]> = signal([]);
  readonly notes: Signal<ListedNote[]> = signal([]);
  readonly form: Signal<OpenForm | null> = signal(null);
  /** False while nothing is written. */
  readonly someWords: Signal<boolean> = signal(false);
  /** Which limit the draft has grown over, in words: so it can't be proposed. */
  readonly tooLarge: Signal<string | null> = signal(null);
  /** The change that was last gone to. */
  readonly current: Signal<number | null> = signal(null);
  /** Told politely to those who listen. */
  readonly said: Signal<string> = signal("");
  readonly refused: Signal<string | null> = signal(null);
  /** True once somebody has tried to propose while reasons were loose. */
  readonly asksForLoose: Signal<boolean> = signal(false);
  readonly submitting: Signal<boolean> = signal(false);
  /** From then on the page goes on without the editor. */
  readonly submitted: Signal<boolean> = signal(false);
  readonly deleted: Signal<DraftNote | null> = signal(null);
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
  readonly hasBase: boolean;
  view: EditorView | null = null;
  readonly #base: Rendering | null;
  readonly #own: OwnWords;
  /** The notes as they were last read; null when one was written since. */
  #read: DraftNote[] | null = null;
  /** Where the notes stood when they were last drawn, or what stands in the place of their words. */
  #spans = new Map<string, Span | null>();
  #list: HTMLElement | null = null;
  #levelling: ReturnType<typeof setTimeout> | undefined;
  #listing: ReturnType<typeof setTimeout> | undefined;
  /** The difference last worked out, and of which words. */
  #difference: { doc: Rendering; diff: DiffedRenderings } | null = null;
  readonly #onSubmit: DraftOptions["onSubmit"];
  #now: Layout | null = null;
  /** What was just pasted is over a limit, in words. */
  #tooMuch: string | null = null;
  #frame = 0;
  #postponed = 0;
  #mending: ReturnType<typeof setTimeout> | undefined;
  #releasing: ReturnType<typeof setTimeout> | undefined;

  constructor({ view, me, live, onSubmit }: DraftOptions) {
    this.page = view;
    this.me = me;
    this.#onSubmit = onSubmit;
    this.source = sourceText(view.passage.source);
    this.supply = view.proposal.kind === "supply";
    this.#base = view.base?.words && !this.supply ? renderingFromJson(view.base.words.rendering) : null;
    this.hasBase = this.#base !== null;
    this.showing = signal(remembered());
    this.session = new DraftSession({ live, proposal: view.proposal.id, me, mayWrite: view.may.edit });
    const text = textOf(this.session.doc);
    this.#own = new OwnWords(text);
    this.binding = new Binding(text, {
      onRemote: (runs) => {
        if (this.view) catchUp(this.view);
        this.taken.value = [...this.taken.peek(), ...this.#own.takenBy(runs)];
      },
    });
    text.observeDeep((_events, { local }) => local && this.#own.wrote());
    this.commands = draftCommands(view.work.sourceLanguage, this.binding);
    this.mayWrite = computed(
      () => this.session.facts.value.opened && this.session.mayWrite && !this.submitting.value && !this.submitted.value,
    );
    this.worthProposing = computed(() => (this.hasBase ? this.listed.value.length > 0 : this.someWords.value));
    this.opened = computed(() => this.session.facts.value.opened);
    this.invited = computed(() => this.session.facts.value.mayWrite);
    this.refusal = computed(() => this.session.facts.value.refused);
    this.#noteMap.observe(() => {
      this.#read = null;
      this.redraw();
    });
  }

  get summary(): Y.Text {
    return summaryOf(this.session.doc);
  }

  get #noteMap(): Y.Map<DraftNote> {
    return notesOf(this.session.doc) as Y.Map<DraftNote>;
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
    const { a, b, changes } = this.#differenceOf(view.state.doc);
    this.#now = b;
    const notes = this.#place();
    const placed = notes.flatMap(({ note: { id }, number, span }): PlacedNote[] =>
      span ? [{ id, number, ...span }] : [],
    );
    const told = this.hasBase ? tellChanges(changes, a, b) : [];
    batch(() => {
      if (!sameNotes(this.notes.peek(), notes)) this.notes.value = notes;
      this.changes.value = told.map((change) => ({ ...change, reasons: reasonsFor(change, placed) }));
    });
    this.#missOnlyWhatIsGone(b.text);
    this.#spans = new Map(notes.map(({ note: { id }, span, instead }) => [id, span ?? instead]));
    const drawn = this.hasBase && this.showing.value === "changes" ? markChanges(changes, a, b) : [];
    const drawing = draw(view.state, [...drawn, ...markNotes(placed), ...this.#noting()]);
    if (drawing) view.dispatch(drawing);
    this.#mendSoon();
    if (this.listed.peek().length === 0) this.#listChanges();
    this.#listing ??= setTimeout(() => this.#listChanges(), LISTING_PAUSE);
    clearTimeout(this.#levelling);
    this.#levelling = setTimeout(() => this.level(), LEVELLING_PAUSE);
  }

  /** Worked out once for the same words: they are drawn as they are typed, and looked at again before the picture. */
  #differenceOf(doc: Rendering): DiffedRenderings {
    if (this.#difference?.doc !== doc) this.#difference = { doc, diff: diffRenderings(this.#base, doc) };
    return this.#difference.diff;
  }

  #listChanges(): void {
    clearTimeout(this.#listing);
    this.#listing = undefined;
    this.listed.value = this.changes.peek();
    this.someWords.value = (this.#now?.text ?? "").trim() !== "";
    const excess = this.#excess();
    this.tooLarge.value = excess && excessInWords(excess);
  }

  #excess(): Excess | null {
    const words = this.view && excessOf(this.view.state.doc);
    return words ?? over("notes", this.notes.peek().length) ?? over("reason", this.summary.length);
  }

  /** Draws the changes along with an edit made here, so that a letter and its mark come into the page in one step. */
  drawAlong(transaction: Transaction): void {
    if (!this.hasBase || this.showing.peek() !== "changes" || !transaction.docChanged || isRemote(transaction)) return;
    const { a, b, changes } = this.#differenceOf(transaction.doc);
    drawAlong(transaction, markChanges(changes, a, b));
  }

  /** From now on the notes in `list` stand level with their lines, also when the window changes. Gives what ends it. */
  keepLevel(list: HTMLElement): () => void {
    const observer = new ResizeObserver(() => this.level());
    this.#list = list;
    observer.observe(list.parentElement!);
    return () => {
      this.#list = null;
      observer.disconnect();
    };
  }

  /** Puts the notes level with their lines. */
  level(): void {
    const [list, view] = [this.#list, this.view];
    if (!list || !view || view.isDestroyed) return;
    levelNotes(list, (index) => {
      const span = this.#spans.get(this.notes.peek()[index]?.note.id ?? "");
      return span && span.from <= view.state.doc.content.size ? view.coordsAtPos(span.from).top : null;
    });
  }

  #place(): ListedNote[] {
    const found = this.#allNotes().map((note) => {
      const span = resolve(this.binding.reading, note.anchor);
      const instead = span || note.anchor.exact === "" ? null : standsInstead(this.binding.reading, note.anchor);
      return { note, span, instead, mine: note.author.id === this.me.id };
    });
    found.sort((x, y) => (placeOf(x) ?? Infinity) - (placeOf(y) ?? Infinity) || 0);
    return found.map((listed, index) => ({ ...listed, number: index + 1 }));
  }

  #allNotes(): readonly DraftNote[] {
    return (this.#read ??= readNotes(this.session.doc));
  }

  #noting(): Marking[] {
    const span = this.form.value && resolve(this.binding.reading, this.form.value.anchor);
    return span ? [{ kind: "noting", ...span }] : [];
  }

  /** An input method is at work: until it has done the others' words wait, but not for ever. */
  composes(): void {
    this.session.hold();
    clearTimeout(this.#releasing);
    this.#releasing = setTimeout(() => this.#losePatience(), COMPOSING_PATIENCE);
  }

  /**
   * Words can't come in under a composition: the keyboard would write what it has composed a second time. If some wait,
   * what is composed so far is taken as written; a keyboard hears of that, and goes on behind it.
   */
  #losePatience(): void {
    if (!this.session.holds) return this.composes();
    if (this.view?.composing) {
      this.view.dom.blur();
      this.view.focus();
    }
    this.#releaseIn(COMPOSED_PAUSE);
  }

  hasComposed(): void {
    this.redraw();
    this.#releaseIn(COMPOSED_PAUSE);
  }

  #releaseIn(pause: number): void {
    clearTimeout(this.#releasing);
    this.#releasing = setTimeout(() => this.session.release(), pause);
  }

  /** Anchors of one's own notes only: a note is replaced whole, and two people must not write the same one. */
  #mendSoon(): void {
    clearTimeout(this.#mending);
    this.#mending = setTimeout(() => this.#mend(), MENDING_PAUSE);
  }

  #mend(): void {
    if (!this.mayWrite.value || this.view?.composing) return;
    const { reading } = this.binding;
    for (const { note, mine } of this.notes.value) {
      const span = mine && isWorn(reading, note.anchor) ? resolve(reading, note.anchor) : null;
      const anchor = span && anchorOf(reading, span.from, span.to);
      if (anchor) this.#noteMap.set(note.id, { ...note, anchor });
    }
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

  /** Selects the words of a note, where they stand now. */
  goToNote({ id }: DraftNote): void {
    const span = this.#spans.get(id);
    if (span) this.select(span);
  }

  goTo(change: ListedChange): void {
    this.current.value = change.number;
    this.said.value = `Change ${change.number} of ${this.changes.value.length}: ${inWords(change)}.`;
    this.select(change.span);
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

  /** Begins a note on the words selected in the draft. False, and said, if there are none. */
  noteOnSelection(): boolean {
    const { view } = this;
    if (!view || view.composing || !this.mayWrite.value) return false;
    return this.#begin(view.state.selection);
  }

  /** Begins a note on a change, or on the word beside what was taken away. */
  noteOnChange({ span, before, after }: ListedChange): boolean {
    const words = this.#now && wordsFor(this.#now, span);
    return words ? this.#begin(words, before !== "" && after !== "" ? "terminology" : "accuracy") : false;
  }

  #begin({ from, to }: Span, category: NoteCategory = "terminology"): boolean {
    const anchor = anchorOf(this.binding.reading, from, to);
    if (!anchor) {
      this.said.value = "Select the words first that the reason is about.";
      return false;
    }
    this.form.value = {
      id: null,
      anchor,
      category,
      body: "",
      alternative: "",
      source: "",
      sourceAt: null,
      refused: null,
    };
    this.redraw();
    return true;
  }

  edit({ note }: ListedNote): void {
    const { id, anchor, category, body, alternative, source, sourceAt = null } = note;
    this.form.value = { id, anchor, category, body, alternative, source, sourceAt, refused: null };
    this.redraw();
  }

  closeForm(): void {
    this.form.value = null;
    this.redraw();
    this.view?.focus();
  }

  /** What has been entered, as it stands now. A refusal goes when it is answered. */
  fill(entered: Partial<OpenForm>): void {
    if (this.form.value) this.form.value = { ...this.form.value, refused: null, ...entered };
  }

  /** Writes the note into the draft, or says in the form what is missing. */
  keepNote(): void {
    const form = this.form.value;
    if (!form) return;
    const source = form.source.trim().normalize("NFC");
    const at = this.#sourcePlace(source, form.sourceAt);
    if (form.body.trim() === "") return this.fill({ refused: "Write the reason first. One sentence will do." });
    if (typeof at === "string") return this.fill({ refused: at });
    const old = form.id === null ? undefined : this.#noteMap.get(form.id);
    const note: DraftNote = {
      id: form.id ?? freshId(),
      author: old?.author ?? personOf(this.me),
      date: old?.date ?? new Date().toISOString(),
      category: form.category,
      body: form.body.trim(),
      alternative: form.alternative.trim(),
      source,
      ...(at !== null && { sourceAt: at }),
      anchor: old?.anchor ?? form.anchor,
    };
    this.#noteMap.set(note.id, note);
    this.said.value = "The reason is kept with its words.";
    this.closeForm();
  }

  /** Where the source words stand, null if there are none, or a sentence that says what is wrong with them. */
  #sourcePlace(words: string, selectedAt: number | null): number | null | string {
    if (words === "") return null;
    if (selectedAt !== null && this.source.startsWith(words, selectedAt)) return selectedAt;
    const only = onlyPlace(this.source, words);
    if (only !== null) return only;
    return this.source.includes(words)
      ? `“${words}” occurs more than once in the source. Select the place in the source words, or add a word beside it.`
      : `“${words}” does not occur in the source words held here. Copy them exactly, or leave the field empty.`;
  }

  deleteNote({ note }: ListedNote): void {
    this.#noteMap.delete(note.id);
    this.deleted.value = note;
  }

  /** The note that was deleted last comes back. */
  putBack(): void {
    const note = this.deleted.value;
    if (note) this.#noteMap.set(note.id, note);
    this.deleted.value = null;
  }

  /** Hangs a note whose words were changed on the words that stand in their place. */
  keepOnNewWords({ note }: ListedNote): void {
    const instead = standsInstead(this.binding.reading, note.anchor);
    const anchor = instead && anchorOf(this.binding.reading, instead.from, instead.to);
    if (!anchor) return;
    this.#noteMap.set(note.id, { ...note, anchor });
    this.said.value = `The reason is kept, on “${anchor.exact}”.`;
  }

  /** What was cut here may have been pasted there, or put back by its author's undo. */
  #missOnlyWhatIsGone(text: string): void {
    const taken = this.taken.peek();
    const gone = taken.filter(({ words }) => !text.includes(words));
    if (gone.length < taken.length) this.taken.value = gone;
  }

  /** Puts words that another's edit took out where they stood, or as near to it as can be. */
  putBackTaken(taken: Taken): void {
    const { view } = this;
    if (!view || !this.mayWrite.value) return;
    const at = this.binding.absolute(taken.place) ?? view.state.selection.to;
    const slice = pastedText(taken.words, view.state.doc.resolve(at));
    view.dispatch(view.state.tr.replaceRange(at, at, slice).scrollIntoView());
    view.focus();
    this.letTakenGo(taken);
    this.said.value = "Your words stand there again.";
  }

  letTakenGo(taken: Taken): void {
    this.taken.value = this.taken.value.filter((each) => each !== taken);
  }

  /** The notes whose words are gone: before it is proposed, what becomes of them is asked. */
  loose(): ListedNote[] {
    return this.notes.value.filter(({ note, span }) => span === null && note.anchor.exact !== "");
  }

  /** Lets a note whose words are gone speak of the whole. */
  makeGeneral({ note }: ListedNote): void {
    this.#noteMap.set(note.id, { ...note, anchor: { from: null, to: null, exact: "", prefix: "", suffix: "" } });
    this.said.value = "The reason speaks of the whole now.";
  }

  /** By key: the first of one's own notes that came loose and whose place is known. */
  keepNext(): void {
    const loose = this.mayWrite.value ? this.notes.value.find(({ mine, instead }) => mine && instead) : undefined;
    if (loose) this.keepOnNewWords(loose);
    else this.said.value = "No reason of yours has come loose from words that were changed.";
  }

  /** Says that nothing came in, and that what was selected still stands. Always true: the browser need do nothing. */
  nothingToPaste(): true {
    const tooMuch = this.#tooMuch;
    this.#tooMuch = null;
    this.said.value = tooMuch ?? "There are no words in what you pasted, so nothing was changed.";
    this.refused.value = tooMuch;
    return true;
  }

  /** What is pasted; nothing if it is over a limit, and then {@link nothingToPaste} says which. */
  ifItFits<T>(pasted: () => T, nothing: T): T {
    this.#tooMuch = null;
    try {
      return pasted();
    } catch (error) {
      if (!(error instanceof OverLimit)) throw error;
      this.#tooMuch = `${error.message} Nothing was pasted.`;
      return nothing;
    }
  }

  /** Hangs a note whose words are gone on the words selected now. */
  hangAgain({ note }: ListedNote): void {
    const selection = this.view?.state.selection;
    const anchor = selection && anchorOf(this.binding.reading, selection.from, selection.to);
    if (anchor) this.#noteMap.set(note.id, { ...note, anchor });
    this.said.value = anchor
      ? "The reason hangs on the selected words now."
      : "Select words in the draft first, then hang the reason on them.";
  }

  /** Everything a person has written here, as plain text. */
  words(): string {
    const rendering = canonicalText(this.binding.reading.rendering);
    const notes = readNotes(this.session.doc).map(
      ({ anchor, category, body }) => `“${anchor.exact}” (${category}): ${body}`,
    );
    return [rendering, ...notes, readSummary(this.session.doc)].filter((part) => part !== "").join("\n\n");
  }

  /** Opens the draft anew as the server has it: for words that it would never take. */
  reloadWithoutUnsaved(): void {
    this.session.giveUpUnsaved();
    location.reload();
  }

  /** Waits until the last words are on disk, then submits. A refusal is shown beside the button. */
  async submit(): Promise<void> {
    if (this.submitting.value || !this.mayWrite.value) return;
    this.asksForLoose.value = this.loose().length > 0;
    if (this.asksForLoose.value) return;
    const excess = this.#excess();
    if (excess) return void (this.refused.value = `${excessInWords(excess)} Nothing was proposed; all is kept here.`);
    batch(() => {
      this.refused.value = null;
      this.submitting.value = true;
    });
    try {
      const saved = await this.session.saved(SAVING_PATIENCE);
      const answer = saved ? await this.#onSubmit() : NOT_SAVED;
      if (answer.ok) this.submitted.value = true;
      else this.refused.value = answer.message;
    } catch (error) {
      this.refused.value = NOT_REACHED;
      console.error(error);
    } finally {
      this.submitting.value = false;
    }
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#mending);
    clearTimeout(this.#levelling);
    clearTimeout(this.#listing);
    clearTimeout(this.#releasing);
    this.view?.destroy();
    this.view = null;
    this.session.destroy();
  }
}

/** Where a note stands in the draft, or what took the place of its words. */
function placeOf({ span, instead }: Pick<ListedNote, "span" | "instead">): number | undefined {
  return (span ?? instead)?.from;
}

/** True if the two would be drawn the same; where they stand does not show in the list. */
function sameNotes(a: readonly ListedNote[], b: readonly ListedNote[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index]!;
      return (
        one.note === other.note &&
        one.number === other.number &&
        (one.span === null) === (other.span === null) &&
        one.instead?.words === other.instead?.words
      );
    })
  );
}

const NOT_SAVED: Submitted = {
  ok: false,
  message:
    "Your last words have not reached the server yet. They are safe here. Propose again once the line above says “Saved”.",
};
const NOT_REACHED =
  "The server could not be reached, so nothing was proposed. Your words are safe. Try again in a moment.";

/** A change in a few words: “Clarify” → “Sort out”. */
export function inWords({ kind, before, after }: ToldChange): string {
  if (kind === "reformatted") return reformattedInWords(before, after);
  if (kind === "moved")
    return before !== "" && after === ""
      ? `“${shortened(before)}” moved from here`
      : `“${shortened(after)}” moved to here`;
  if (before === "") return `“${shortened(after)}” added`;
  return after === "" ? `“${shortened(before)}” taken out` : `“${shortened(before)}” → “${shortened(after)}”`;
}

/** A new or a lost paragraph stands at the edge of words that are the same. */
function reformattedInWords(before: string, after: string): string {
  const [was, is] = [before.startsWith("¶"), after.startsWith("¶")];
  const words = shortened(after.replace(/^¶ ?/, ""));
  if (is && !was) return `new paragraph before “${words}”`;
  return was && !is ? `no new paragraph before “${words}”` : `“${words}” formatted anew`;
}

const characters = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Long words with their middle left out: 40 letters stay of their beginning and 20 of their end. */
export function shortened(words: string): string {
  if (words.length <= 70) return words;
  // Only the ends are cut into letters: what is long grows with every one that is typed.
  const letters = characters.segment(words);
  let [head, tail] = [0, words.length];
  for (let count = 0; count < 40 && head < words.length; count++) {
    const { index, segment } = letters.containing(head)!;
    head = index + segment.length;
  }
  for (let count = 0; count < 20 && tail > head; count++) tail = letters.containing(tail - 1)!.index;
  return tail <= head ? words : `${words.slice(0, head).trimEnd()} … ${words.slice(tail).trimStart()}`;
}

/** Random enough never to meet another; made without `randomUUID`, which browsers keep for https. */
function freshId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function remembered(): Showing {
  try {
    return localStorage.getItem(SHOWING) === "new" ? "new" : "changes";
  } catch (error) {
    if (error instanceof DOMException) return "changes";
    throw error;
  }
}

function remember(showing: Showing): void {
  try {
    localStorage.setItem(SHOWING, showing);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
