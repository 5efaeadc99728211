/**
 * What a file says, whatever it is, and what it leaves to whoever brings it. How one is read stands in a file a format; that
 * it is read beside the workbench, within limits, in `server/bringing/`.
 */
import type { BroughtPassage, Counts } from "./brought.ts";
import type { Front } from "./front.ts";
import type { Piece } from "./pieces.ts";
import type { ColumnsAsked, SaidColumns } from "./table-columns.ts";

/** What becomes of a file's footnotes: passages of the author's, notes of the translator's, or nothing. */
export const FOOTNOTES = ["passages", "notes", "none"] as const;
export type Footnotes = (typeof FOOTNOTES)[number];

/** How a file is read whose changes are tracked: with all of them, with none, or as a version and what it was revised to. */
export const TRACKED = ["accepted", "rejected", "both"] as const;
export type TrackedChoice = (typeof TRACKED)[number];

/** What is chosen for a file; of what is not, the first possibility holds, and is asked. */
export interface Choices {
  /** Of a text that does not say it itself: `gb18030`, `big5` … */
  encoding?: string;
  footnotes?: Footnotes;
  tracked?: TrackedChoice;
  /** Of a table, which column is what, see {@link SaidColumns}; `ask`: it is asked where the first line does not say it. */
  columns?: SaidColumns | "ask";
  /** Of JSON Lines, the member that holds source words. */
  sourceField?: string;
}

/** What a file leaves open. Samples are the beginnings of what is meant, three at most. */
export type Question =
  /** No file says it, and the bytes can be read in each of these; the likeliest first, in which it was read. */
  | { about: "encoding"; guesses: { encoding: string; sample: string }[] }
  | { about: "footnotes"; count: number; samples: string[] }
  | ColumnsAsked
  | { about: "tracked"; count: number; people: string[]; samples: { before: string; after: string }[] };

/** A text in pieces, or passages with their versions. */
export type FileRead = { notTaken: Counts; questions: Question[] } & (
  { kind: "pieces"; pieces: Piece[]; front?: Front } | { kind: "passages"; passages: BroughtPassage[] }
);
