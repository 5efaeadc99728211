/**
 * An index of words: entries under places, which are numbers in the order of outlines and, within a passage, of versions.
 * What the tokens are is not its matter. The same questions find the same places in each implementation.
 */
import type { Clause, Entry, Field } from "../../translations/search/search.ts";

/** Passages as they stand now, or what stood before and beside that. */
export const SHELVES = ["now", "then"] as const;
export type Shelf = (typeof SHELVES)[number];

/** Clauses all of which stand in one field, whichever of these it is. */
export interface Wanted {
  in: readonly Field[];
  clauses: readonly Clause[];
}

export interface WordQuestion {
  shelf: Shelf;
  /** Each must be so; one at least. */
  wanted: readonly Wanted[];
  /** And this not. */
  without: Wanted | null;
  /** Between these places, both included. */
  from: bigint;
  to: bigint;
  most: number;
}

export interface WordIndex {
  /** Puts an entry at a place where there is none; one without tokens is none. */
  put(shelf: Shelf, place: bigint, entry: Entry): void;
  /** Takes away what is at a place, if anything is. */
  drop(shelf: Shelf, place: bigint): void;
  /** The places where it is found, rising. */
  find(question: WordQuestion): bigint[];
}
