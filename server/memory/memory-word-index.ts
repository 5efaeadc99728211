/** An index of words in memory: it looks through every entry. */
import { FIELDS, matches, type Entry } from "../../translations/search/search.ts";
import type { Shelf, Wanted, WordIndex, WordQuestion } from "../store/word-index.ts";

export class MemoryWordIndex implements WordIndex {
  readonly #shelves: Readonly<Record<Shelf, Map<bigint, Entry>>> = { now: new Map(), then: new Map() };

  put(shelf: Shelf, place: bigint, entry: Entry): void {
    if (FIELDS.some((field) => (entry[field] ?? []).length > 0)) this.#shelves[shelf].set(place, entry);
  }

  drop(shelf: Shelf, place: bigint): void {
    this.#shelves[shelf].delete(place);
  }

  find({ shelf, wanted, without, from, to, most }: WordQuestion): bigint[] {
    return [...this.#shelves[shelf]]
      .filter(([place]) => from <= place && place <= to)
      .filter(([, entry]) => wanted.every((each) => isIn(entry, each)) && !(without && isIn(entry, without)))
      .map(([place]) => place)
      .sort((a, b) => (a < b ? -1 : 1))
      .slice(0, most);
  }
}

function isIn(entry: Entry, { in: fields, clauses }: Wanted): boolean {
  return fields.some((field) => matches(entry[field] ?? [], clauses));
}
