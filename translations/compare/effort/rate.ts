/** The edit rate of a revision for whoever reads it: of the texts as they are written. */
import { scanWords, type WordColumns } from "../../text/words.ts";
import { type EditRate, ter } from "./edit-rate.ts";

/** Longer texts are not rated: the search for shifts is then cut short, and costs more than a page may wait for. */
const MOST_RATED = 1000;

/**
 * The translation edit rate of the revision, words and signs as they are written; null if one of the texts has more
 * than 1,000 of them.
 */
export function editRate(a: string, b: string): EditRate | null {
  const [older, newer] = [scanWords(a), scanWords(b)];
  if (Math.max(older.count, newer.count) > MOST_RATED) return null;
  return ter(written(a, older), written(b, newer));
}

function written(text: string, { from, to }: WordColumns): string[] {
  return Array.from(from, (start, index) => text.slice(start, to[index]));
}
