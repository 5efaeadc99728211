/**
 * Two texts of one language laid beside each other, an old one and a new one: what has equal words belongs together wherever it
 * stands; the others as the aligner finds them, unless they have nothing in common. Where nearly all is equal the aligner looks
 * only between what is alike, which takes a small part of the time.
 */
import { align, DOUBTFUL, withMoved, type Pair, type Segment } from "../align/align.ts";
import { overlap, wordBag } from "../compare/words/words.ts";
import { alignPassages } from "../compare/works/works.ts";
import { heaviestRising } from "../text/search.ts";

/** Segments that belong together, by their places; of one side none where there is nothing. */
export interface Beside {
  a: number[];
  b: number[];
  /** From 0 to 1. */
  confidence: number;
}

/** Pairs of so many words on both sides that share less than this of them (Dice), and are doubtful, are not one worded anew. */
const TELLING = 8;
const LEAST_SHARED = 0.15;

/** Each segment of `b` stands in exactly one; one of `a` in none, if it is gone. */
export function besideEachOther(a: readonly Segment[], b: readonly Segment[]): Beside[] {
  if (a.length === 0 || b.length === 0) return b.map((_, at) => ({ a: [], b: [at], confidence: 1 }));
  const alike = alikeIn(a, b);
  const equal = alike.filter(({ confidence }) => confidence === 1);
  if (isMost(equal, a, b)) return [...alike, ...betweenThem(alike, a, b)];
  const [inA, inB] = [new Set(equal.flatMap((each) => each.a)), new Set(equal.flatMap((each) => each.b))];
  const others = found(a, b).flatMap((each) => {
    const left = { ...each, a: each.a.filter((at) => !inA.has(at)), b: each.b.filter((at) => !inB.has(at)) };
    return isOfOne(left, a, b) ? [left] : apart(left);
  });
  const told = new Set([...inB, ...others.flatMap((each) => each.b)]);
  return [...equal, ...others, ...apart({ a: [], b: [...b.keys()].filter((at) => !told.has(at)), confidence: 1 })];
}

/** Those that share most of their words, also if they were split, merged or moved; of equal words those of confidence 1. */
function alikeIn(a: readonly Segment[], b: readonly Segment[]): Beside[] {
  return alignPassages(a, b)
    .filter(({ a: inA, b: inB }) => inA.length > 0 && inB.length > 0)
    .map(({ a: inA, b: inB, similarity }) => {
      const confidence = similarity < 1 && similarity >= CLEARLY ? SURE : similarity;
      return { a: [...inA], b: [...inB], confidence };
    });
}

/** Those that share so much are surely worded anew. */
const CLEARLY = 0.75;
const SURE = 0.99;

/** So much of both texts is equal where nearly all is. */
const NEARLY_ALL = 0.8;

function isMost(equal: readonly Beside[], a: readonly Segment[], b: readonly Segment[]): boolean {
  const [inA, inB] = [equal.flatMap((each) => each.a).length, equal.flatMap((each) => each.b).length];
  return inA >= NEARLY_ALL * a.length && inB >= NEARLY_ALL * b.length;
}

/** What stands between those that are alike and in one order. */
function betweenThem(alike: readonly Beside[], a: readonly Segment[], b: readonly Segment[]): Beside[] {
  const [inA, inB] = [new Set(alike.flatMap((each) => each.a)), new Set(alike.flatMap((each) => each.b))];
  const rising = heaviestRising(
    alike.map((each) => each.a[0]!),
    alike.map((each) => each.b.reduce((sum, at) => sum + b[at]!.text.length, 1)),
  );
  const laid: Beside[] = [];
  let [fromA, fromB] = [0, 0];
  for (const each of [...rising.map((index) => alike[index]!), { a: [a.length], b: [b.length] }]) {
    const left = range(fromA, each.a[0]!).filter((at) => !inA.has(at));
    const right = range(fromB, each.b[0]!).filter((at) => !inB.has(at));
    [fromA, fromB] = [each.a.at(-1)! + 1, each.b.at(-1)! + 1];
    if (right.length === 0) continue;
    const found = besideEachOther(
      left.map((at) => a[at]!),
      right.map((at) => b[at]!),
    );
    for (const { confidence, ...places } of found)
      laid.push({ a: places.a.map((at) => left[at]!), b: places.b.map((at) => right[at]!), confidence });
  }
  return laid;
}

/** As the aligner finds them, those that moved among them. */
function found(a: readonly Segment[], b: readonly Segment[]): Beside[] {
  const { beads, moved } = withMoved(a, b, align(a, b));
  const elsewhere = new Set(moved.map(({ fromB }) => fromB));
  // What moved stands beside nothing in its order.
  const inOrder = beads.filter(({ fromA, toA, fromB }) => fromA < toA || !elsewhere.has(fromB));
  return [...inOrder, ...moved].map(({ fromA, toA, fromB, toB, confidence }) => ({
    ...{ a: range(fromA, toA), b: range(fromB, toB), confidence },
  }));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}

/** False of two sides that have nothing to do with each other. */
function isOfOne({ a: inA, b: inB, confidence }: Beside, a: readonly Segment[], b: readonly Segment[]): boolean {
  if (inA.length === 0 || inB.length === 0) return false;
  if (confidence >= DOUBTFUL) return true;
  const [left, right] = [wordsOf(a, inA), wordsOf(b, inB)];
  return Math.min(left.length, right.length) < TELLING || overlap(left, right) >= LEAST_SHARED;
}

function wordsOf(all: readonly Segment[], places: readonly number[]) {
  return wordBag(places.map((at) => all[at]!.text).join("\n"));
}

/** What of the new text belongs to nothing. */
function apart({ b }: Beside): Beside[] {
  return b.map((at) => ({ a: [], b: [at], confidence: 1 }));
}

/** Words of a neighbour that are so many times as many as its own, and at least so many (Dice), make a pair doubtful. */
const NEIGHBOURS = { times: 1.5, least: 0.5 };
const DOUBTED = 0.5;

/**
 * Pairs of two texts of one language, as an aligner found them: doubtful where a side shares many more of its words with what
 * stands beside a neighbour. Of two languages hardly any words are shared, and nothing changes.
 */
export function doubtedByWords(pairs: readonly Pair[], a: readonly Segment[], b: readonly Segment[]): Pair[] {
  const bags = pairs.map(({ fromA, toA, fromB, toB }) => ({
    a: wordsOf(a, range(fromA, toA)),
    b: wordsOf(b, range(fromB, toB)),
  }));
  const isElsewhere = (at: number): boolean => {
    const here = bags[at]!;
    const own = overlap(here.a, here.b);
    const near = [bags[at - 1], bags[at + 1]].flatMap((each) =>
      each ? [overlap(here.a, each.b), overlap(each.a, here.b)] : [],
    );
    const most = Math.max(0, ...near);
    return most >= NEIGHBOURS.least && most > own * NEIGHBOURS.times;
  };
  return pairs.map((pair, at) =>
    pair.fromA < pair.toA && pair.fromB < pair.toB && isElsewhere(at)
      ? { ...pair, confidence: Math.min(pair.confidence, DOUBTED) }
      : pair,
  );
}
