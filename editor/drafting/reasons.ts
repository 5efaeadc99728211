/** The reasons of a draft, as a translator's screen has them: where each stands, the form in which one is written, and what can be done with one. */
import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { EditorView } from "prosemirror-view";
import type * as Y from "yjs";
import {
  anchorOf,
  isWorn,
  resolve,
  standsInstead,
  type DraftAnchor,
  type Span,
} from "../../translations/draft/anchors.ts";
import { notesOf, onlyPlace, readNotes, type DraftNote } from "../../translations/draft/draft.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import type { NoteCategory } from "../../translations/notes/note.ts";
import type { Binding } from "../prosemirror/binding.ts";
import type { Marking, PlacedNote } from "../prosemirror/marking.ts";
import { freshName } from "./fresh-name.ts";
import { levelNotes } from "./level.ts";
import type { DraftSession } from "./session.ts";
import { isAsGiven, withSame, type Sharing } from "./sharing.ts";
import type { Spreading } from "./spreading.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

/** A note with the place of its words, if they are there. */
export interface ListedNote {
  note: DraftNote;
  number: number;
  span: Span | null;
  /** What stands in the place of its words, if they are gone and the place is known. */
  instead: (Span & { words: string }) | null;
  mine: boolean;
  /** The number of the first note that says the same, if that is another one. */
  as: number | null;
  /** Its own id, and those of this person's other notes that say the same. */
  same: readonly string[];
}

/** A note being written. */
export interface OpenForm {
  /** The note that is changed; null for a new one. */
  id: string | null;
  anchor: DraftAnchor;
  /** Further words that a new one is for as well. */
  more: readonly DraftAnchor[];
  /** Of one that is changed: this person's other notes that say the same; */
  same: readonly string[];
  /** and whether they change with it. */
  together: boolean;
  category: NoteCategory;
  body: string;
  alternative: string;
  source: string;
  /** Where the source words were selected, if they were. */
  sourceAt: number | null;
  refused: string | null;
}

/** The words of the source that a form speaks of, as they are looked for. */
export function sourceWordsOf({ source }: Pick<OpenForm, "source">): string {
  return source.trim().normalize("NFC");
}

/** How long a person must have paused before worn anchors of their notes are mended, in ms. */
const MENDING_PAUSE = 1_500;

/** How long a person must have paused before the notes in the margin follow their lines, in ms. */
const LEVELLING_PAUSE = 120;

/** What reasons need of the draft around them. */
interface Around {
  readonly me: Actor;
  readonly source: string;
  readonly session: Pick<DraftSession, "doc">;
  readonly sharing: Pick<Sharing, "clear">;
  readonly spreading: Pick<Spreading, "look">;
  readonly binding: Binding;
  readonly mayWrite: ReadonlySignal<boolean>;
  readonly said: Signal<string>;
  readonly view: EditorView | null;
  select(span: Span): void;
  redraw(): void;
}

export class Reasons {
  readonly list: Signal<ListedNote[]> = signal([]);
  readonly form: Signal<OpenForm | null> = signal(null);
  readonly deleted: Signal<DraftNote | null> = signal(null);
  /** The notes that one reason was given in last, for several changes. */
  readonly given: Signal<readonly DraftNote[]> = signal([]);
  readonly #draft: Around;
  /** The notes as they were last read; null when one was written since. */
  #read: readonly DraftNote[] | null = null;
  /** Where the notes stood when they were last drawn, or what stands in the place of their words. */
  #spans = new Map<string, Span | null>();
  #margin: HTMLElement | null = null;
  #levelling: ReturnType<typeof setTimeout> | undefined;
  #mending: ReturnType<typeof setTimeout> | undefined;

  constructor(draft: Around) {
    this.#draft = draft;
    this.#map.observe(() => {
      this.#read = null;
      draft.redraw();
    });
  }

  get #map(): Y.Map<DraftNote> {
    return notesOf(this.#draft.session.doc) as Y.Map<DraftNote>;
  }

  /** Finds where every note stands now. Gives those whose words are there. */
  place(): PlacedNote[] {
    const notes = this.#place();
    this.#spans = new Map(notes.map(({ note: { id }, span, instead }) => [id, span ?? instead]));
    if (!sameNotes(this.list.peek(), notes)) this.list.value = notes;
    return notes.flatMap(({ note: { id }, number, span }): PlacedNote[] => (span ? [{ id, number, ...span }] : []));
  }

  #place(): ListedNote[] {
    const { binding, me, session } = this.#draft;
    const found = (this.#read ??= readNotes(session.doc)).map((note) => {
      const span = resolve(binding.reading, note.anchor);
      const instead = span || note.anchor.exact === "" ? null : standsInstead(binding.reading, note.anchor);
      return { note, span, instead, mine: note.author.id === me.id };
    });
    found.sort((x, y) => (placeOf(x) ?? Infinity) - (placeOf(y) ?? Infinity) || 0);
    return withSame(found.map((listed, index) => ({ ...listed, number: index + 1 })));
  }

  /** The words that the open form is about. */
  noting(): Marking[] {
    const span = this.form.value && resolve(this.#draft.binding.reading, this.form.value.anchor);
    return span ? [{ kind: "noting", ...span }] : [];
  }

  /** From now on the notes in `list` stand level with their lines, also when the window changes. Gives what ends it. */
  keepLevel(list: HTMLElement): () => void {
    const observer = new ResizeObserver(() => this.level());
    this.#margin = list;
    observer.observe(list.parentElement!);
    return () => {
      this.#margin = null;
      observer.disconnect();
    };
  }

  /** Puts the notes level with their lines. */
  level(): void {
    const [margin, { view }] = [this.#margin, this.#draft];
    if (!margin || !view || view.isDestroyed) return;
    levelNotes(margin, (index) => {
      const span = this.#spans.get(this.list.peek()[index]?.note.id ?? "");
      return span && span.from <= view.state.doc.content.size ? view.coordsAtPos(span.from).top : null;
    });
  }

  /** Once a person pauses, worn anchors are mended, and the notes follow their lines. */
  tidySoon(): void {
    clearTimeout(this.#mending);
    this.#mending = setTimeout(() => this.#mend(), MENDING_PAUSE);
    clearTimeout(this.#levelling);
    this.#levelling = setTimeout(() => this.level(), LEVELLING_PAUSE);
  }

  /** Anchors of one's own notes only: a note is replaced whole, and two people must not write the same one. */
  #mend(): void {
    const { binding, mayWrite, view } = this.#draft;
    if (!mayWrite.value || view?.composing) return;
    for (const { note, mine } of this.list.value) {
      const span = mine && isWorn(binding.reading, note.anchor) ? resolve(binding.reading, note.anchor) : null;
      if (span) this.#hang(note, span);
    }
  }

  /** Hangs a note on other words. Gives these, or null if there are none in `span`. */
  #hang(note: DraftNote, { from, to }: Span): DraftAnchor | null {
    const anchor = anchorOf(this.#draft.binding.reading, from, to);
    if (anchor) this.#map.set(note.id, { ...note, anchor });
    return anchor;
  }

  #say(words: string): void {
    this.#draft.said.value = words;
  }

  /** Selects the words of a note, where they stand now. */
  goTo({ id }: DraftNote): void {
    const span = this.#spans.get(id);
    if (span) this.#draft.select(span);
  }

  /** Begins a note on the words selected in the draft. False, and said, if there are none. */
  beginOnSelection(): boolean {
    const { view, mayWrite } = this.#draft;
    if (!view || view.composing || !mayWrite.value) return false;
    return this.begin(view.state.selection);
  }

  /** Begins a note on words of the draft, about `source` if that is given. False, and said, if there are none in `span`. */
  begin(span: Span, category: NoteCategory = "terminology", source = ""): boolean {
    return this.beginOnAll([span], category, source);
  }

  /** Begins one reason for several words, each of which gets it as a note of its own. False, and said, if there are none. */
  beginOnAll(spans: readonly Span[], category: NoteCategory, source = ""): boolean {
    const anchors = distinct(spans).flatMap(({ from, to }) => anchorOf(this.#draft.binding.reading, from, to) ?? []);
    const [anchor, ...more] = anchors;
    if (!anchor) {
      this.#say(wordsFrom(DESK).reasons.selectFirst);
      return false;
    }
    this.form.value = {
      id: null,
      ...{ anchor, more, same: [], together: false },
      category,
      body: "",
      alternative: "",
      source,
      sourceAt: null,
      refused: null,
    };
    this.#draft.redraw();
    return true;
  }

  edit({ note, same }: ListedNote): void {
    const { id, anchor, category, body, alternative, source, sourceAt = null } = note;
    const others = same.filter((each) => each !== id);
    const several = { more: [], same: others, together: others.length > 0 };
    this.form.value = { id, anchor, ...several, category, body, alternative, source, sourceAt, refused: null };
    this.#draft.redraw();
  }

  closeForm(): void {
    this.form.value = null;
    this.#draft.redraw();
    this.#draft.view?.focus();
  }

  /** What has been entered, as it stands now. A refusal goes when it is answered. */
  fill(entered: Partial<OpenForm>): void {
    if (this.form.value) this.form.value = { ...this.form.value, refused: null, ...entered };
  }

  /** Writes the note into the draft, or says in the form what is missing. */
  keep(): void {
    const form = this.form.value;
    if (!form) return;
    const source = sourceWordsOf(form);
    const at = this.#sourcePlace(source, form.sourceAt);
    if (form.body.trim() === "") return this.fill({ refused: wordsFrom(DESK).reasons.writeFirst });
    if (typeof at === "string") return this.fill({ refused: at });
    const said = {
      category: form.category,
      body: form.body.trim(),
      alternative: form.alternative.trim(),
      source,
      ...(at !== null && { sourceAt: at }),
    };
    this.given.value = [];
    const notes = form.id === null ? this.#newNotes(form, said) : this.#changedNotes(form, said);
    this.#draft.session.doc.transact(() => {
      for (const note of notes) this.#map.set(note.id, note);
    });
    const { isKept, isKeptForAll } = wordsFrom(DESK).reasons;
    this.#say(notes.length > 1 ? isKeptForAll(notes.length) : isKept);
    if (form.id === null && notes.length > 1) {
      this.given.value = notes;
      this.#draft.sharing.clear();
    }
    this.closeForm();
    void this.#draft.spreading.look(notes[0]!);
  }

  #newNotes({ anchor, more }: OpenForm, said: Said): DraftNote[] {
    const [author, date] = [personOf(this.#draft.me), new Date().toISOString()];
    return [anchor, ...more].map((each) => ({ id: freshName(), author, date, ...said, anchor: each }));
  }

  /** The words of the source are those of the note that is changed: of the others they stay. */
  #changedNotes({ id, anchor, same, together }: OpenForm, said: Said): DraftNote[] {
    const before = this.#map.get(id!);
    const { author = personOf(this.#draft.me), date = new Date().toISOString() } = before ?? {};
    const { category, body, alternative } = said;
    const others = (together ? same : []).flatMap((each) => this.#map.get(each) ?? []);
    return [
      { id: id!, author, date, ...said, anchor: before?.anchor ?? anchor },
      ...others.map((other) => ({ ...other, category, body, alternative })),
    ];
  }

  /** What was given to several changes last is taken back, wherever nobody has changed it since. */
  takeBack(): void {
    const given = this.given.value;
    this.given.value = [];
    this.#draft.session.doc.transact(() => {
      for (const note of given) if (isAsGiven(this.#map.get(note.id), note)) this.#map.delete(note.id);
    });
    this.#say(wordsFrom(DESK).reasons.takenBack);
  }

  /** Where the source words stand, null if there are none, or a sentence that says what is wrong with them. */
  #sourcePlace(words: string, selectedAt: number | null): number | null | string {
    const held = this.#draft.source;
    if (words === "") return null;
    if (selectedAt !== null && held.startsWith(words, selectedAt)) return selectedAt;
    const only = onlyPlace(held, words);
    if (only !== null) return only;
    const { severalPlaces, noPlace } = wordsFrom(DESK).reasons;
    return held.includes(words) ? severalPlaces(words) : noPlace(words);
  }

  remove({ note }: ListedNote): void {
    this.#map.delete(note.id);
    this.deleted.value = note;
  }

  /** The note that was deleted last comes back. */
  putBack(): void {
    const note = this.deleted.value;
    if (note) this.#map.set(note.id, note);
    this.deleted.value = null;
  }

  /** The notes whose words are gone: before it is proposed, what becomes of them is asked. */
  loose(): ListedNote[] {
    return this.list.value.filter(({ note, span }) => span === null && note.anchor.exact !== "");
  }

  /** Hangs a note whose words were changed on the words that stand in their place. */
  keepOnNewWords({ note }: ListedNote): void {
    const instead = standsInstead(this.#draft.binding.reading, note.anchor);
    const anchor = instead && this.#hang(note, instead);
    if (anchor) this.#say(keptOn(anchor));
  }

  /** By key: the first of one's own notes that came loose and whose place is known. */
  keepNext(): void {
    const loose = this.#draft.mayWrite.value ? this.list.value.find(({ mine, instead }) => mine && instead) : undefined;
    if (loose) this.keepOnNewWords(loose);
    else this.#say(wordsFrom(DESK).reasons.noneLoose);
  }

  /** Hangs a note whose words are gone on the words selected now. */
  hangAgain({ note }: ListedNote): void {
    const selection = this.#draft.view?.state.selection;
    const anchor = selection && this.#hang(note, selection);
    this.#say(anchor ? keptOn(anchor) : wordsFrom(DESK).reasons.selectToKeep);
  }

  /** Lets a note whose words are gone speak of the whole. */
  makeGeneral({ note }: ListedNote): void {
    this.#map.set(note.id, { ...note, anchor: { from: null, to: null, exact: "", prefix: "", suffix: "" } });
    this.#say(wordsFrom(DESK).reasons.general);
  }

  destroy(): void {
    clearTimeout(this.#mending);
    clearTimeout(this.#levelling);
  }
}

/** What a note says, wherever it stands. */
type Said = Pick<DraftNote, "category" | "body" | "alternative" | "source" | "sourceAt">;

function distinct(spans: readonly Span[]): Span[] {
  return spans.filter((span, at) => spans.findIndex(({ from, to }) => from === span.from && to === span.to) === at);
}

function keptOn({ exact }: DraftAnchor): string {
  return wordsFrom(DESK).reasons.keptOn(exact);
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
        one.as === other.as &&
        one.same.length === other.same.length &&
        (one.span === null) === (other.span === null) &&
        one.instead?.words === other.instead?.words
      );
    })
  );
}
