/**
 * Notes: a translator's reasons, hung on the words they explain. How an anchor finds its words again in a
 * later rendering stands in `anchor.ts`.
 */

/** What a note is about, in the order the interface offers them. */
export const NOTE_CATEGORIES = [
  "accuracy",
  "terminology",
  "style",
  "ambiguity",
  "source corrected",
  "formatting",
  // Where nobody has said what it is about.
  "note",
] as const;

export type NoteCategory = (typeof NOTE_CATEGORIES)[number];

/**
 * The words a note hangs on: W3C Web Annotation's TextQuoteSelector and TextPositionSelector together.
 * Offsets are UTF-16 code units into the canonical text; the quotation decides, the offsets only help.
 */
export interface Anchor {
  exact: string;
  prefix: string;
  suffix: string;
  start: number;
  end: number;
}

/** Someone who is named: with `id` if they have an account here. */
export interface Person {
  id?: string;
  name: string;
  /** How the name divides, if its bearer has said so; nobody guesses. */
  parts?: NameParts;
  /** It is no person, but a program. */
  program?: true;
}

/** How a person is called whose name was removed, or is not known, as scholars do: *nomen nescio*. */
export const WITHHELD = "N. N.";

/** The parts of a name as CSL and BibLaTeX tell them apart: "Ludwig" "van" "Beethoven", "Sammy" "Davis" "Jr." */
export interface NameParts {
  family: string;
  given?: string;
  /** What stands before the family name and is not sorted by: "van", "de la". */
  particle?: string;
  /** What stands behind it: "Jr.", "III". */
  suffix?: string;
}

export interface Note {
  /** Unique within its passage; never used again. */
  id: string;
  author: Person;
  /** ISO 8601: a day, or an instant. */
  date: string;
  category: NoteCategory;
  /** Plain text, paragraphs parted by an empty line. */
  body: string;
  /** On words of the rendering; null if it speaks of the whole, or its words are gone (see `lost`). */
  target: Anchor | null;
  /** On words of the source; null if none. */
  source: Anchor | null;
  /** Renderings that the note offers instead of its words. */
  alternatives: string[];
  /** The words the note hung on, where they could no longer be found when it was recorded. */
  lost?: string;
  /** Where it was first published, if elsewhere. */
  publishedIn?: Publication;
}

/** Where something was published. */
export interface Publication {
  title: string;
  /** ISO 8601 day. */
  date?: string;
  url?: string;
}
