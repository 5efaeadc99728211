/** How readable one answer is: what a person would count on the page. */
import { isStopWord } from "../../translations/compare/words/stops.ts";
import { words, type Word } from "../../translations/text/words.ts";
import type { Marked } from "./pairs.ts";
import type { Hunk } from "../../translations/compare/change.ts";

/** Counts over one pair; they add up over many. */
export interface Reading {
  pairs: number;
  /** Pairs from whose ranges both texts can be rebuilt. */
  exact: number;
  /** Words that are marked, on both sides. */
  edits: number;
  hunks: number;
  /** Stretches kept between two changes, and how many of them are one stop word or sign. */
  kept: number;
  chaff: number;
  /** Changes' ends inside a word. */
  cuts: number;
  /** Ends inside a surrogate pair or before a combining mark. */
  broken: number;
  /** Kept stretches of white space alone between two changes, and changes of white space alone between two words. */
  islands: number;
}

export const NOTHING: Reading = {
  pairs: 0,
  exact: 0,
  edits: 0,
  hunks: 0,
  kept: 0,
  chaff: 0,
  cuts: 0,
  broken: 0,
  islands: 0,
};

export function plus(x: Reading, y: Reading): Reading {
  const sum = { ...x };
  for (const key of Object.keys(y) as (keyof Reading)[]) sum[key] += y[key];
  return sum;
}

/** One side of a pair, with its words. */
interface Side {
  text: string;
  words: Word[];
}

/** What a reader meets in `ranges`. */
export function reading(ranges: readonly Hunk[], a: string, b: string): Reading {
  const [left, right] = [
    { text: a, words: words(a) },
    { text: b, words: words(b) },
  ];
  const inA = ranges.map(({ fromA, toA }) => [fromA, toA] as const);
  const inB = ranges.map(({ fromB, toB }) => [fromB, toB] as const);
  return {
    pairs: 1,
    exact: rebuilds(ranges, a, b) ? 1 : 0,
    edits: touched(left, inA) + touched(right, inB),
    hunks: ranges.length,
    ...keptStretches(left, inA),
    cuts: cutWords(left, inA) + cutWords(right, inB),
    broken: brokenCharacters(a, inA) + brokenCharacters(b, inB),
  };
}

function rebuilds(ranges: readonly Hunk[], a: string, b: string): boolean {
  let [endA, endB] = [0, 0];
  for (const { fromA, toA, fromB, toB } of [
    ...ranges,
    { fromA: a.length, toA: a.length, fromB: b.length, toB: b.length },
  ]) {
    if (fromA < endA || a.slice(endA, fromA) !== b.slice(endB, fromB)) return false;
    [endA, endB] = [toA, toB];
  }
  return true;
}

/** Marked words of both sides that an engine and an editor marked alike, that only the one, or only the other marked. */
export interface Agreement {
  both: number;
  engine: number;
  editor: number;
}

export function agreement(ranges: readonly Hunk[], { a, b, marksA, marksB }: Marked): Agreement {
  const sum = { both: 0, engine: 0, editor: 0 };
  const sides = [
    { text: a, found: ranges.map(({ fromA, toA }) => [fromA, toA] as const), marks: marksA },
    { text: b, found: ranges.map(({ fromB, toB }) => [fromB, toB] as const), marks: marksB },
  ];
  for (const { text, found, marks } of sides)
    for (const word of words(text)) {
      const [engine, editor] = [isMarked(word, found, text), isMarked(word, marks, text)];
      if (engine && editor) sum.both++;
      else if (engine) sum.engine++;
      else if (editor) sum.editor++;
    }
  return sum;
}

function isMarked({ from, to }: Word, spans: Spans, text: string): boolean {
  return spans.some(([start, end]) => text.slice(Math.max(start, from), Math.min(end, to)).trim() !== "");
}

/** The harmonic mean of precision and recall (van Rijsbergen 1979), from 0 to 1. */
export function f1({ both, engine, editor }: Agreement): number {
  return (2 * both) / Math.max(1, 2 * both + engine + editor);
}

/** How many stretches of both sides an engine marks, and how many the editor: white space alone parts none. */
export function stretches(
  ranges: readonly Hunk[],
  { a, b, marksA, marksB }: Marked,
): { engine: number; editor: number } {
  const inA = ranges.map(({ fromA, toA }) => [fromA, toA] as const);
  const inB = ranges.map(({ fromB, toB }) => [fromB, toB] as const);
  return {
    engine: stretchesOf(inA, a) + stretchesOf(inB, b),
    editor: stretchesOf(marksA, a) + stretchesOf(marksB, b),
  };
}

function stretchesOf(spans: Spans, text: string): number {
  let [count, end] = [0, -1];
  for (const [from, to] of spans.filter(([start, stop]) => start < stop).toSorted(([x], [y]) => x - y)) {
    if (end < 0 || text.slice(end, from).trim() !== "") count++;
    end = Math.max(end, to);
  }
  return count;
}

type Spans = readonly (readonly [number, number])[];

/** Words that a span touches. */
function touched({ words: all }: Side, spans: Spans): number {
  let [count, at] = [0, 0];
  for (const { from, to } of all) {
    while (at < spans.length && spans[at]![1] <= from) at++;
    if (at < spans.length && spans[at]![0] < to) count++;
  }
  return count;
}

/** A change's end strictly inside a word cuts it. */
function cutWords({ words: all }: Side, spans: Spans): number {
  let [count, at] = [0, 0];
  for (const end of spans.flat()) {
    while (at < all.length && all[at]!.to <= end) at++;
    if (at < all.length && all[at]!.from < end) count++;
  }
  return count;
}

function brokenCharacters(text: string, spans: Spans): number {
  return spans.flat().filter((end) => end > 0 && end < text.length && breaks(text, end)).length;
}

function breaks(text: string, end: number): boolean {
  if (/[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(end - 1, end + 1))) return true;
  return /^\p{M}/u.test(text.slice(end)) && /\S$/.test(text.slice(0, end));
}

function keptStretches({ text, words: all }: Side, spans: Spans): Pick<Reading, "kept" | "chaff" | "islands"> {
  const counts = { kept: 0, chaff: 0, islands: 0 };
  let at = 0;
  spans.slice(1).forEach(([end], index) => {
    const start = spans[index]![1];
    while (at < all.length && all[at]!.to <= start) at++;
    const first = all[at];
    while (at < all.length && all[at]!.to <= end) at++;
    const last = all[at - 1];
    if (start === end) return;
    counts.kept++;
    if (text.slice(start, end).trim() === "") counts.islands++;
    else if (first && first === last && isChaff(text, first)) counts.chaff++;
  });
  return counts;
}

function isChaff(text: string, { from, to, kind }: Word): boolean {
  return kind === "sign" || isStopWord(text.slice(from, to));
}

/** The share of words that were changed, by the longer side; `ranges` of an engine that marks little. */
export function shareChanged(ranges: readonly Hunk[], a: string, b: string): number {
  const [left, right] = [
    { text: a, words: words(a) },
    { text: b, words: words(b) },
  ];
  const marked =
    touched(
      left,
      ranges.map(({ fromA, toA }) => [fromA, toA]),
    ) +
    touched(
      right,
      ranges.map(({ fromB, toB }) => [fromB, toB]),
    );
  return marked / Math.max(1, left.words.length + right.words.length);
}

/** The middle of `numbers`, and the value that 95 in 100 do not exceed. */
export function spread(numbers: readonly number[]): { median: number; p95: number } {
  const sorted = [...numbers].sort((x, y) => x - y);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}
