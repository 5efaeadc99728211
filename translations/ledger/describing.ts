/**
 * The facts that describe a work: what it is, the translation it holds, its outline, its source words and its terms. Codes
 * and ids are said for good; words, which may have to go, stand in `wording`, enclosed whole (null: removed since). How these
 * facts become a work again stands in `described.ts`.
 */
import type { Person } from "../notes/note.ts";
import { passagesOfChange, type OutlineProposalEvent } from "./outline-proposals.ts";
import type { Passage, Source, TermWords, Translation, Work, Worded } from "./work.ts";

interface Said {
  /** Whoever said so; null where that is not known: of what was described before descriptions were records. */
  by: Person | null;
}

/** What the work is. Said again, all of it counts anew. */
export interface WorkDescribed extends Said, Pick<Work, "sourceLanguage" | "issued"> {
  type: "work-described";
  wording: Pick<Work, "title" | "originalTitle" | "issuer" | "originalIssuer" | "about" | "rights"> | null;
}

/** Whose and which the versions are that belong to this translation. Said again, all of it counts anew. */
export interface TranslationDescribed extends Said, Pick<Translation, "language"> {
  type: "translation-described";
  translation: string;
  wording: Pick<Translation, "title" | "publisher" | "url"> | null;
  contributors: (Person & { role: "translator" | "editor" })[];
  date?: string;
  licence?: string;
}

/** The work has this translation no more: none of its versions stands. Described again, it does. */
export interface TranslationWithdrawn extends Said {
  type: "translation-withdrawn";
  translation: string;
  reason: string;
}

/** Where a passage stands: behind another, or (null) before all. Said again, it has moved there, or is called otherwise. */
export interface PassagePlaced extends Said, Pick<Passage, "kind" | "level"> {
  type: "passage-placed";
  passage: string;
  after: string | null;
  wording: Pick<Passage, "locator" | "remark"> | null;
  /** Why it stands there now, or is called so; absent where nobody was asked. */
  reason?: string;
  /** The number of the proposal that was accepted so, in the same act. */
  accepts?: number;
}

/** Why something of the outline goes. "": removed since, or none was given. */
interface Reasoned extends Said {
  reason: string;
  /** The number of the proposal that was accepted so, in the same act. */
  accepts?: number;
}

/** A passage stands in the outline no more. Placed again, it does. */
export interface PassageRetired extends Reasoned {
  type: "passage-retired";
  passage: string;
}

/** It went, and others, which were placed behind it just before, stand there instead. */
export interface PassageSplit extends Reasoned {
  type: "passage-split";
  passage: string;
  into: string[];
}

/** They went, and one, which was placed behind the last of them just before, stands there instead. */
export interface PassagesJoined extends Reasoned {
  type: "passages-joined";
  passages: string[];
  into: string;
}

/**
 * These passages are final from then on: whoever proposes something for one says what is wrong there; or (`final` false) they are no
 * more.
 */
export interface FinalitySet extends Said {
  type: "finality-set";
  passages: string[];
  final: boolean;
}

/** A wording of a passage's source, numbered 1, 2, 3 … per passage; the last one stands now. */
export interface SourceWorded extends Said, Pick<Source, "number" | "held" | "provenance"> {
  type: "source-worded";
  wording: Source["words"] | null;
  /** SHA-256 of its text (`sourceText`). */
  digest: string;
  /** The first wording since which the source reads so, where the words don't show it: an earlier wording stands again. */
  since?: number;
}

/** That a version, which renders another wording of its passage's source, renders this one as well. */
export interface SourceConfirmed extends Said {
  type: "source-confirmed";
  /** Of the version. */
  number: number;
  /** The number of the wording. */
  source: number;
  reason: string;
}

/** A term of the glossary. Said again, all of it counts anew. */
export interface TermSet extends Said {
  type: "term-set";
  term: string;
  wording: TermWords | null;
  /** Why; absent where nobody was asked. */
  reason?: string;
  /** The number of the proposal that was accepted so, in the same act. */
  accepts?: number;
  /** The import that it came with. */
  import?: string;
}

/** A term of the glossary stands in it no more. Set again, it does. */
export interface TermRetired extends Said {
  type: "term-retired";
  term: string;
  reason: string;
}

/** Which stream what is worded stands in, after its work: `term/nip14/t1`. */
export function streamOfWorded(work: string, of: Worded): string {
  switch (of.kind) {
    case "work":
    case "translation":
      return `work/${work}`;
    case "passage":
      return `outline/${work}`;
    case "source":
      return `passage/${work}/${of.passage}`;
    case "term":
      return `term/${work}/${of.term}`;
  }
}

/** What an event words. @param passage whose source that is, of an event in a passage's stream. */
export function wordedBy(event: DescribingEvent, passage: string): Worded {
  switch (event.type) {
    case "work-described":
      return { kind: "work" };
    case "translation-described":
    case "translation-withdrawn":
      return { kind: "translation", translation: event.translation };
    case "passage-placed":
    case "passage-retired":
    case "passage-split":
      return { kind: "passage", passage: event.passage };
    case "finality-set":
      // It has no words of its own, whichever of them it is taken for.
      return { kind: "passage", passage: event.passages[0] ?? "" };
    case "passages-joined":
      return { kind: "passage", passage: event.into };
    case "outline-proposed":
      return { kind: "passage", passage: passagesOfChange(event.change)[0]! };
    case "outline-accepted":
    case "outline-declined":
    case "outline-withdrawn":
      // Of which passages it is, stands in what was proposed under its number.
      return { kind: "work" };
    case "source-worded":
      return { kind: "source", passage, number: event.number };
    case "source-confirmed":
      return { kind: "source", passage, number: event.source };
    case "term-set":
    case "term-retired":
      return { kind: "term", term: event.term };
  }
}

/** What takes passages out of the outline. */
export type OutlineEnding = PassageRetired | PassageSplit | PassagesJoined;

/** The passages that go, and those that stand there instead. */
export function endedBy(event: OutlineEnding): { passages: readonly string[]; into: readonly string[] } {
  switch (event.type) {
    case "passage-retired":
      return { passages: [event.passage], into: [] };
    case "passage-split":
      return { passages: [event.passage], into: event.into };
    case "passages-joined":
      return { passages: event.passages, into: [event.into] };
  }
}

export type DescribingEvent =
  | WorkDescribed
  | TranslationDescribed
  | TranslationWithdrawn
  | PassagePlaced
  | FinalitySet
  | OutlineEnding
  | OutlineProposalEvent
  | SourceWorded
  | SourceConfirmed
  | TermSet
  | TermRetired;
