/**
 * The words of two passages compared, never more than a fixed number in one run: longer ones are parted at their lines,
 * then at their sentences, then at words that the letters themselves single out, and the parts are aligned before
 * their words. Where nothing corresponds for longer than one run, the answer says that it is coarse.
 */
import { scanWords, seamAfter, seamBefore } from "../../text/words.ts";
import { alignPassages } from "./align-passages.ts";
import { shiftedChange, type Change } from "../change.ts";
import { type Dictionary, diffTexts, joinTouching, withMoves } from "../words/words.ts";
import { partsOf } from "../../text/sentences.ts";

/** So many words of a side are compared in one run: above it one run would take the time of many. */
const MOST_WORDS = 20_000;

/** Where the two texts are cut: between words, before white space. */
interface Cut {
  a: number;
  b: number;
}

/**
 * The changes from `a` to `b` as `diffTexts` has them; `coarse` if somewhere they were not looked into.
 * @param most how many words of a side are compared in one run.
 */
export function diffLong(
  a: string,
  b: string,
  dictionary?: Dictionary,
  most = MOST_WORDS,
): { changes: Change[]; coarse: boolean } {
  if (fits(a, b, most)) return { changes: diffTexts(a, b, dictionary), coarse: false };
  const found: Change[] = [];
  let last: Cut = { a: 0, b: 0 };
  for (const cut of cuts(a, b, WAYS, most)) {
    const [left, right] = [a.slice(last.a, cut.a), b.slice(last.b, cut.b)];
    const changes = fits(left, right, most) ? diffTexts(left, right, dictionary) : [unread(left, right)];
    for (const change of changes) found.push(shiftedChange(change, last.a, last.b));
    last = cut;
  }
  const changes = withMoves(joinTouching(found, a), a, b, dictionary);
  return { changes, coarse: changes.some(({ coarse }) => coarse) };
}

/** Whether what stands between equal beginnings and ends can be compared in one run. */
function fits(a: string, b: string, most: number): boolean {
  if (a.length <= most && b.length <= most) return true;
  const { start, endA, endB } = differing(a, b);
  return endA <= start || endB <= start || (wordsIn(a, start, endA) <= most && wordsIn(b, start, endB) <= most);
}

function wordsIn(text: string, from: number, to: number): number {
  return scanWords(text, from, to).from.length;
}

/** Where the texts differ: from `start` on, up to `endA` and `endB`, and the words there whole. */
function differing(a: string, b: string): { start: number; endA: number; endB: number } {
  const most = Math.min(a.length, b.length);
  let [start, end] = [0, 0];
  while (start < most && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (end < most - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++;
  const endA = seamAfter(a, a.length - Math.max(0, end - 1));
  return { start: seamBefore(a, Math.max(0, start - 1)), endA, endB: b.length - (a.length - endA) };
}

/** All that differs as one change, not looked into. */
function unread(a: string, b: string): Change {
  const { start, endA, endB } = differing(a, b);
  return { fromA: start, toA: endA, fromB: start, toB: endB, kind: "replaced", coarse: true };
}

type Parting = (text: string) => number[];

/** Cuts such that what is between two of them fits in one run, as far as the ways of parting go; the last is the end. */
function cuts(a: string, b: string, ways: readonly Parting[], most: number): Cut[] {
  const [way, ...finer] = ways;
  const end = { a: a.length, b: b.length };
  if (!way || a === "" || b === "") return [end];
  const all: Cut[] = [];
  for (const { from, to } of runs(a, b, upTo(end, corresponding(a, b, way), a, b), most)) {
    const [left, right] = [a.slice(from.a, to.a), b.slice(from.b, to.b)];
    if (fits(left, right, most)) all.push(to);
    else for (const cut of cuts(left, right, finer, most)) all.push({ a: from.a + cut.a, b: from.b + cut.b });
  }
  return all;
}

/** The cuts and the end; white space after the last word is no part by itself. */
function upTo(end: Cut, inside: readonly Cut[], a: string, b: string): Cut[] {
  const last = inside.at(-1);
  const done = last !== undefined && wordsIn(a, last.a, end.a) + wordsIn(b, last.b, end.b) === 0;
  return [...(done ? inside.slice(0, -1) : inside), end];
}

/** As many parts in one run as fit. */
function runs(a: string, b: string, ends: readonly Cut[], most: number): { from: Cut; to: Cut }[] {
  const found: { from: Cut; to: Cut }[] = [];
  let [from, to, inA, inB]: [Cut, Cut, number, number] = [{ a: 0, b: 0 }, { a: 0, b: 0 }, 0, 0];
  for (const end of ends) {
    const [moreA, moreB] = [wordsIn(a, to.a, end.a), wordsIn(b, to.b, end.b)];
    if (inA + moreA > most || inB + moreB > most) {
      if (inA + inB > 0) found.push({ from, to });
      [from, inA, inB] = [to, 0, 0];
    }
    [to, inA, inB] = [end, inA + moreA, inB + moreB];
  }
  found.push({ from, to });
  return found;
}

/** Where parts end that correspond and stand in the same order. */
function corresponding(a: string, b: string, way: Parting): Cut[] {
  const [endsA, endsB] = [way(a), way(b)];
  const pairs = alignPassages(slices(a, endsA), slices(b, endsB));
  return pairs.flatMap(({ a: left, b: right, moved }) =>
    left.length === 0 || right.length === 0 || moved ? [] : [{ a: endsA[left.at(-1)!]!, b: endsB[right.at(-1)!]! }],
  );
}

function slices(text: string, ends: readonly number[]): { text: string }[] {
  return ends.map((end, index) => ({ text: text.slice(ends[index - 1] ?? 0, end) }));
}

function linesOf(text: string): number[] {
  const { words, paragraphs } = partsOf(text);
  return paragraphs.map(({ to }) => words[to - 1]!.to);
}

function sentencesOf(text: string): number[] {
  const { words, sentences } = partsOf(text);
  return sentences.map(({ to }) => words[to - 1]!.to);
}

/** A stretch ends after about every so many words. */
const STRETCH = 32;

/**
 * Ends a stretch after certain pairs of words, wherever they stand: words put in or taken out before a stretch do not
 * change where it ends (content-defined chunking).
 */
function stretchesOf(text: string): number[] {
  const { to, code } = scanWords(text);
  return [...to].filter((_, index) => (Math.imul(code[index - 1] ?? 0, 31) + code[index]!) % STRETCH === 0);
}

const WAYS: readonly Parting[] = [linesOf, sentencesOf, stretchesOf];
