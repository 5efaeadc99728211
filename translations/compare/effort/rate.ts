/** The edit rate of a revision for whoever reads it: the texts as written, the figures in words. */
import { scanWords, type WordColumns } from "../../text/words.ts";
import { counted } from "../words/words.ts";
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

/** The rate in words, such as "edit rate 0.14". */
export function editRateInWords({ ter: rate }: EditRate): string {
  return `edit rate ${rate > 0 && rate < 0.005 ? "under 0.01" : rate.toFixed(2)}`;
}

/** What the rate means, in a few sentences. */
export function editRateExplained({ ter: rate, edits, shifts, length }: EditRate): string {
  const shifted = shifts > 0 ? `, ${shifts === 1 ? "one" : shifts} of them a run of words put elsewhere` : "";
  return [
    `About ${counted(Math.round(rate * 100), "edit")} for each 100 words and signs of the newer text:`,
    `${counted(edits, "edit")} for its ${length}${shifted}.`,
    "An edit puts in, takes out or replaces one word or sign, or puts a run of them elsewhere.",
    "Specialists call this the translation edit rate (TER).",
  ].join(" ");
}
