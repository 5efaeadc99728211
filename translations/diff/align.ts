/**
 * Which words two texts share, in order: a longest common subsequence of words (Myers 1986, as diff-match-patch
 * does it), each word written as one UTF-16 code unit. What reads well is left to `slide.ts` and `join.ts`.
 */
import DiffMatchPatch from "diff-match-patch";
import { anchors } from "./anchors.ts";
import { mergeTouching, type Hunk } from "./hunk.ts";

/**
 * How many pairs of words (length times length) are compared exactly: well over a passage of 3,000 words, and at most
 * about a quarter of a second. Longer texts are first parted at words that occur once on both sides.
 */
const EXACT = 10_000_000;
/** How often a long part is parted again before it is called replaced as a whole. */
const MAX_PARTINGS = 6;

/**
 * The stretches of words that differ between `a` and `b`. Words are the same if their strings are. No clock: the
 * same two texts always give the same answer. It is the shortest up to {@link EXACT}; beyond that it may be coarser,
 * down to one replaced stretch where two long texts share no telling word, and keeps only what is equal.
 */
export function alignWords(a: readonly string[], b: readonly string[]): Hunk[] {
  return mergeTouching(align(a, b, { a: 0, b: 0 }, MAX_PARTINGS));
}

/** Where a part begins in the whole. */
interface Origin {
  a: number;
  b: number;
}

function align(a: readonly string[], b: readonly string[], origin: Origin, partings: number): Hunk[] {
  const prefix = commonPrefix(a, b);
  const suffix = commonSuffix(a, b, Math.min(a.length, b.length) - prefix);
  const [middleA, middleB] = [a.slice(prefix, a.length - suffix), b.slice(prefix, b.length - suffix)];
  const inner = { a: origin.a + prefix, b: origin.b + prefix };
  if (middleA.length * middleB.length <= EXACT) return alignExactly(middleA, middleB, inner);
  if (partings > 0) return alignParts(middleA, middleB, inner, partings);
  return [{ fromA: inner.a, toA: inner.a + middleA.length, fromB: inner.b, toB: inner.b + middleB.length }];
}

function alignExactly(a: readonly string[], b: readonly string[], origin: Origin): Hunk[] {
  const differ = new DiffMatchPatch();
  differ.Diff_Timeout = 0;
  return hunksOf(differ.diff_main(...encode(a, b), false), origin);
}

/** Each part goes from one anchor to the next; without an anchor there is one part, and it is aligned no further. */
function alignParts(a: readonly string[], b: readonly string[], origin: Origin, partings: number): Hunk[] {
  const found = anchors(a, b);
  const left = found.length > 0 ? partings - 1 : 0;
  const hunks: Hunk[] = [];
  let [startA, startB] = [0, 0];
  for (const [endA, endB] of [...found, [a.length, b.length] as const]) {
    const at = { a: origin.a + startA, b: origin.b + startB };
    hunks.push(...align(a.slice(startA, endA), b.slice(startB, endB), at, left));
    [startA, startB] = [endA, endB];
  }
  return hunks;
}

function commonPrefix(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function commonSuffix(a: readonly string[], b: readonly string[], limit: number): number {
  let length = 0;
  while (length < limit && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

/** Code units of words that stand on one side only: nothing on the other side equals them. */
const ONLY_A = "\u0001";
const ONLY_B = "\u0002";
const FIRST_SHARED = 3;

/**
 * Both lists as strings, a code unit a word. Only shared words need letters of their own; within {@link EXACT} there
 * are at most 3,162 of them, far below the surrogates.
 */
function encode(a: readonly string[], b: readonly string[]): [string, string] {
  const inB = new Set(b);
  const units = new Map<string, string>();
  for (const word of a)
    if (inB.has(word) && !units.has(word)) units.set(word, String.fromCharCode(FIRST_SHARED + units.size));
  const spell = (words: readonly string[], other: string) => words.map((word) => units.get(word) ?? other).join("");
  return [spell(a, ONLY_A), spell(b, ONLY_B)];
}

function hunksOf(diffs: readonly (readonly [number, string])[], origin: Origin): Hunk[] {
  const hunks: Hunk[] = [];
  let { a, b } = origin;
  let open: Hunk | null = null;
  for (const [operation, { length }] of diffs) {
    if (operation === 0) open = null;
    else if (!open) hunks.push((open = { fromA: a, toA: a, fromB: b, toB: b }));
    if (operation <= 0) a += length;
    if (operation >= 0) b += length;
    if (open) [open.toA, open.toB] = [a, b];
  }
  return hunks;
}
