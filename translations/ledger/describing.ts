/**
 * The facts that describe a work: what it is, the translation it holds, its outline, its source words and its terms. Codes
 * and ids are said for good; words, which may have to go, stand in `wording`, enclosed whole (null: removed since). How these
 * facts become a work again stands in `described.ts`.
 */
import type { Person } from "../notes/note.ts";
import type { Passage, Source, Term, Work } from "./work.ts";

interface Said {
  /** Whoever said so; null where that is not known: of what was described before descriptions were records. */
  by: Person | null;
}

/** What the work is. Said again, all of it counts anew. */
export interface WorkDescribed extends Said, Pick<Work, "sourceLanguage" | "language" | "issued"> {
  type: "work-described";
  wording: Pick<Work, "title" | "originalTitle" | "issuer" | "originalIssuer" | "about" | "rights"> | null;
}

/** Whose and which the versions are that belong to this translation. */
export interface TranslationDescribed extends Said {
  type: "translation-described";
  translation: string;
  wording: { title: string; publisher: string } | null;
  contributors: (Person & { role: "translator" | "editor" })[];
  date?: string;
  url?: string;
  licence?: string;
}

/** Where a passage stands: behind another, or (null) before all. Said again, it has moved there, or is called otherwise. */
export interface PassagePlaced extends Said, Pick<Passage, "kind" | "level"> {
  type: "passage-placed";
  passage: string;
  after: string | null;
  wording: Pick<Passage, "locator" | "remark"> | null;
}

/** A wording of a passage's source, numbered 1, 2, 3 … per passage; the last one stands now. */
export interface SourceWorded extends Said, Pick<Source, "number" | "held" | "provenance"> {
  type: "source-worded";
  wording: Source["words"] | null;
  /** SHA-256 of its text (`sourceText`). */
  digest: string;
}

/** A term of the glossary. Said again, all of it counts anew. */
export interface TermSet extends Said {
  type: "term-set";
  term: string;
  wording: Omit<Term, "id"> | null;
}

export type DescribingEvent = WorkDescribed | TranslationDescribed | PassagePlaced | SourceWorded | TermSet;
