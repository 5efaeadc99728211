/**
 * Places in two long texts that surely correspond: runs of words that occur exactly once on each side, as many as
 * stand in the same order (Cohen's patience diff). They part a long comparison into short ones.
 */
import { tableSize } from "./intern.ts";

/** A stretch of two lists of numbered words. */
export interface Stretch {
  fromA: number;
  toA: number;
  fromB: number;
  toB: number;
}

/**
 * Pairs of indexes, increasing on both sides, at which the same `length` words begin that stand nowhere else in
 * the stretch.
 */
export function anchors(
  a: Int32Array,
  b: Int32Array,
  { fromA, toA, fromB, toB }: Stretch,
  length: number,
): [number, number][] {
  const seenA = onlyOnce(a, fromA, toA, length);
  const seenB = onlyOnce(b, fromB, toB, length);
  const pairs: [number, number][] = [];
  for (let i = fromA; i + length <= toA; i++) {
    if (seenA.find(a, i) !== i) continue;
    const j = seenB.find(a, i);
    if (j >= 0) pairs.push([i, j]);
  }
  return longestIncreasing(pairs);
}

interface Once {
  /** Where the words that stand in `list` from `at` on begin here, -1 if nowhere, -2 if in several places. */
  find(list: Int32Array, at: number): number;
}

/** Of runs this long one in {@link SAMPLE} is enough, chosen by its words, so that both sides choose alike. */
const LONG_RUN = 8;
const SAMPLE = 4;

function hashOf(list: Int32Array, at: number, length: number): number {
  let hash = 0;
  for (let k = 0; k < length; k++) hash = Math.imul(hash ^ list[at + k]!, 0x9e3779b1) ^ (hash >>> 13);
  return Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
}

function onlyOnce(words: Int32Array, from: number, to: number, length: number): Once {
  const mask = tableSize(Math.max(0, to - from)) - 1;
  const table = new Int32Array(mask + 1).fill(-1);
  const repeated = new Uint8Array(mask + 1);
  const isSkipped = (hash: number) => length >= LONG_RUN && (hash >>> 28) % SAMPLE !== 0;
  const slotOf = (list: Int32Array, at: number, hash: number): number => {
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const known = table[slot]!;
      if (known < 0 || sameRun(list, at, words, known, length)) return slot;
    }
  };
  for (let at = from; at + length <= to; at++) {
    const hash = hashOf(words, at, length);
    if (isSkipped(hash)) continue;
    const slot = slotOf(words, at, hash);
    if (table[slot]! < 0) table[slot] = at;
    else repeated[slot] = 1;
  }
  return {
    find(list, at) {
      const hash = hashOf(list, at, length);
      if (isSkipped(hash)) return -1;
      const slot = slotOf(list, at, hash);
      return repeated[slot] === 1 ? -2 : table[slot]!;
    },
  };
}

function sameRun(x: Int32Array, i: number, y: Int32Array, j: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (x[i + k] !== y[j + k]) return false;
  return true;
}

/** The longest run of pairs whose second members increase: patience sorting, with a link back from each card. */
function longestIncreasing(pairs: readonly [number, number][]): [number, number][] {
  const piles: number[] = [];
  const back = new Int32Array(pairs.length);
  pairs.forEach(([, j], index) => {
    const pile = firstPile(piles, pairs, j);
    back[index] = piles[pile - 1] ?? -1;
    piles[pile] = index;
  });
  const run: [number, number][] = [];
  for (let index = piles.at(-1) ?? -1; index >= 0; index = back[index]!) run.push(pairs[index]!);
  return run.reverse();
}

/** The leftmost pile whose top is not below `j`. */
function firstPile(piles: readonly number[], pairs: readonly [number, number][], j: number): number {
  let [low, high] = [0, piles.length];
  if (high > 0 && pairs[piles[high - 1]!]![1] < j) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pairs[piles[middle]!]![1] < j) low = middle + 1;
    else high = middle;
  }
  return low;
}
