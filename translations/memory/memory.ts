/**
 * What was translated before: of passages whose source is the same or nearly, which are nearest, and where they differ. Which
 * passages come into question an index says, asked for runs of words that similar sources share; who may read them, and how
 * they are shown, is left to others.
 */
import type { Change } from "../compare/change.ts";
import { diffTexts } from "../compare/words/words.ts";

/** A passage of which the source is told. */
export interface Remembered {
  source: string;
  /** How it is rendered, as text. */
  rendering: string;
}

/** One that is near: how much of both sources is the same, from 0 to 1, and the changes from the source asked about to its own. */
export interface Near<Of extends Remembered> {
  of: Of;
  share: number;
  changes: Change[];
  /** How many others have the same source and rendering. */
  others: number;
}

/** What is less alike is no help, */
const LEAST_SHARE = 0.6;
/** and more than so many nobody reads. */
const MOST_SHOWN = 10;
/** Sources of more characters than this are not compared. */
const MOST_LETTERS = 10_000;

/** The nearest of some passages to a source, those that are most alike first; equal ones once. */
export function nearestTo<Of extends Remembered>(source: string, passages: readonly Of[]): Near<Of>[] {
  const once = new Map<string, Near<Of>>();
  for (const of of passages) {
    const key = JSON.stringify([of.source, of.rendering]);
    const known = once.get(key);
    if (known) known.others++;
    else if (mayBeNear(source, of.source)) {
      const changes = diffTexts(source, of.source);
      once.set(key, { of, share: shareOf(source, of.source, changes), changes, others: 0 });
    }
  }
  return [...once.values()]
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_SHOWN);
}

/** How many of the letters of both texts stand outside the changes: 1 for the same letters, 0 where none are shared. */
export function shareOf(a: string, b: string, changes: readonly Change[]): number {
  const all = lettersIn(a) + lettersIn(b);
  const changed = changes.reduce(
    (sum, { fromA, toA, fromB, toB, kind }) =>
      kind === "reformatted" ? sum : sum + lettersIn(a.slice(fromA, toA)) + lettersIn(b.slice(fromB, toB)),
    0,
  );
  return all === 0 ? (a === b ? 1 : 0) : 1 - changed / all;
}

/** No two texts of so different lengths share enough. */
function mayBeNear(a: string, b: string): boolean {
  const [less, more] = [lettersIn(a), lettersIn(b)].sort((x, y) => x - y) as [number, number];
  return less > 0 && a.length <= MOST_LETTERS && b.length <= MOST_LETTERS && (2 * less) / (less + more) >= LEAST_SHARE;
}

const NO_LETTER = /[^\p{L}\p{N}]+/gu;

function lettersIn(text: string): number {
  return text.replace(NO_LETTER, "").length;
}

/** So many runs are looked for, */
const MOST_RUNS = 8;
/** of so many words in a row: shorter ones stand everywhere, longer ones are parted by a single other word. */
const RUN = 3;

/**
 * Runs of a source's words by which others like it are found, spread evenly over it: whatever is alike enough has some of them.
 * One of fewer words is one run.
 * @param words as an index has them, in order.
 */
export function runsOf(words: readonly string[]): string[][] {
  if (words.length <= RUN) return words.length === 0 ? [] : [[...words]];
  const last = words.length - RUN;
  const count = Math.min(MOST_RUNS, last + 1);
  const starts = Array.from({ length: count }, (_, at) => (count === 1 ? 0 : Math.round((at * last) / (count - 1))));
  return [...new Set(starts)].map((start) => words.slice(start, start + RUN));
}
