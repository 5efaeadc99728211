/**
 * Which version of a passage each word of it came with, where some versions are not held and there may be very many.
 * Finding words again over a chain of texts is `blame.ts`; who wrote a version, and how it is shown, is left to others.
 */
import { countWords } from "../../text/words.ts";
import { blameEach, type Origin } from "./blame.ts";

/** A version of the passage by its number; `text` is null where its words are not held. */
export interface Reading {
  number: number;
  text: string | null;
}

/** A version that words of the text came with. */
export interface Source {
  number: number;
  /** How many of the text's words, as a reader counts them. */
  words: number;
  /** Versions just before it whose words are not held: some of the words may be theirs. */
  unheld: number[];
  /** Older versions are held but were not looked through, for there are too many: some words may be theirs. */
  cut: boolean;
}

export interface Traced {
  /** In order; each word stands in exactly one. Their versions are numbers. */
  stretches: Origin[];
  /** By number, oldest first. */
  sources: Source[];
}

/** So many words are read at most to trace one version: a passage of 200 words through 1,000 versions. */
const MOST_WORDS = 200_000;

/**
 * Traces the version `number`, if its words are held, and others that are read on the way, one after another, each
 * given by its number: all, or of a chain too long to be read at once those of one stretch of it; see
 * {@link windowOf}. Whichever of them is asked for, what is said of each is the same. A generator, so that whoever
 * runs it can do other things between two versions.
 * @param readings all versions, oldest first, numbers rising.
 * @param most so many words are read at most.
 */
export function* trace(
  readings: readonly Reading[],
  number: number,
  most = MOST_WORDS,
): Generator<[number: number, traced: Traced]> {
  const held = readings.filter((reading): reading is Reading & { text: string } => reading.text !== null);
  const at = held.findIndex((reading) => reading.number === number);
  if (at < 0) return;
  const { start, from, end } = windowOf(
    held.map(({ text }) => countWords(text)),
    at,
    most,
  );
  const read = held.slice(start, end);
  const numbers = read.map((reading) => reading.number);
  let index = 0;
  for (const origins of blameEach(read.map(({ text }) => text))) {
    const { number: own, text } = read[index]!;
    if (start + index++ >= from) yield [own, tracedOf(text, origins, numbers, readings, start > 0)];
  }
}

/** Texts `start` to before `end` are read, those from `from` on traced. */
interface Window {
  start: number;
  from: number;
  end: number;
}

/**
 * Which texts to read so that the one at `at` is traced: all, if together they have no more than `most` words; else
 * the block of texts that has it and the block before, each of no more than half as many, or of one text.
 */
export function windowOf(counts: readonly number[], at: number, most: number): Window {
  if (counts.reduce((sum, count) => sum + count, 0) <= most) return { start: 0, from: 0, end: counts.length };
  const starts = [0];
  let words = 0;
  counts.forEach((count, index) => {
    words += count;
    if (index === 0 || words <= most / 2) return;
    starts.push(index);
    words = count;
  });
  const block = starts.findLastIndex((start) => start <= at);
  return { start: starts[Math.max(0, block - 1)]!, from: starts[block]!, end: starts[block + 1] ?? counts.length };
}

function tracedOf(
  text: string,
  origins: readonly Origin[],
  numbers: readonly number[],
  readings: readonly Reading[],
  cut: boolean,
): Traced {
  const words = new Map<number, number>();
  const stretches = origins.map(({ from, to, version }) => {
    words.set(version, (words.get(version) ?? 0) + countWords(text.slice(from, to)));
    return { from, to, version: numbers[version]! };
  });
  const sources = [...words].sort(([a], [b]) => a - b);
  return {
    stretches,
    sources: sources.map(([version, count]) => ({
      number: numbers[version]!,
      words: count,
      unheld: unheldBefore(numbers[version]!, readings),
      cut: cut && version === 0,
    })),
  };
}

/** The versions not held between `number` and the version before it that is. */
function unheldBefore(number: number, readings: readonly Reading[]): number[] {
  const before = readings.filter((reading) => reading.number < number);
  const last = before.findLastIndex(({ text }) => text !== null);
  return before.slice(last + 1).map((reading) => reading.number);
}
