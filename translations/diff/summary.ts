/** How much changed, in numbers: "2 changes · 3 words of 104", "edit rate 0.03". */
import { countWords, words } from "../text/words.ts";
import type { Change } from "./change.ts";
import { ter, type EditRate } from "./edit-rate.ts";

/** Longer texts are not rated: the search for shifts is then cut short, and costs more than a page may wait for. */
const MOST_RATED = 1000;

/** Counts of a comparison. Words are counted as a reader does: signs are none, a Han character is one. */
export interface Summary {
  /** As they are numbered on the page: a move has two ends. */
  changes: number;
  /** Of each change the longer side; a move once; words only set otherwise are not counted. */
  wordsChanged: number;
  /** Words of the longer text. */
  words: number;
}

/** The numbers for the changes from `a` to `b`. */
export function summary(changes: readonly Change[], a: string, b: string): Summary {
  return {
    changes: changes.length,
    wordsChanged: changes.reduce((sum, change) => sum + wordsChanged(change, a, b), 0),
    words: Math.max(countWords(a), countWords(b)),
  };
}

function wordsChanged({ fromA, toA, fromB, toB, kind }: Change, a: string, b: string): number {
  if (kind === "reformatted") return 0;
  const [before, after] = [countWords(a.slice(fromA, toA)), countWords(b.slice(fromB, toB))];
  return kind === "moved" ? after : Math.max(before, after);
}

/** The numbers in words, such as "2 changes · 3 words of 104". */
export function summaryInWords({ changes, wordsChanged: changed, words }: Summary): string {
  if (changes === 0) return "no changes";
  return `${counted(changes, "change")} · ${counted(changed, "word")} of ${words}`;
}

/**
 * The translation edit rate of the revision, words and signs as they are written; null if one of the texts has more
 * than 1,000 of them.
 */
export function editRate(a: string, b: string): EditRate | null {
  const [older, newer] = [written(a), written(b)];
  return Math.max(older.length, newer.length) > MOST_RATED ? null : ter(older, newer);
}

function written(text: string): string[] {
  return words(text).map(({ from, to }) => text.slice(from, to));
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

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
