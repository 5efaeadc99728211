/**
 * Which words two texts share, in order: a longest common subsequence of words (Myers 1986, as diff-match-patch
 * does it), each word written as one UTF-16 code unit. What reads well is left to `slide.ts` and `join.ts`.
 */
import DiffMatchPatch from "diff-match-patch";
import type { Hunk } from "./hunk.ts";

/**
 * The stretches of words that differ between `a` and `b`. Words are the same if their strings are.
 * No time limit: the same two texts always give the same answer. Time grows with length times difference.
 */
export function alignWords(a: readonly string[], b: readonly string[]): Hunk[] {
  const prefix = commonPrefix(a, b);
  const suffix = commonSuffix(a, b, Math.min(a.length, b.length) - prefix);
  const [middleA, middleB] = encode(a.slice(prefix, a.length - suffix), b.slice(prefix, b.length - suffix));
  const differ = new DiffMatchPatch();
  differ.Diff_Timeout = 0;
  return hunksOf(differ.diff_main(middleA, middleB, false), prefix);
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
const SURROGATES = { from: 0xd800, count: 0x800 };
/** How many different shared words there are code units for, surrogates left out. */
const MAX_SHARED = 0x10000 - SURROGATES.count - FIRST_SHARED;

/**
 * Both lists as strings, a code unit a word. Only shared words need letters of their own, so this holds up to
 * 63,485 different shared words; any beyond them count as changed, which is coarser and still exact.
 */
function encode(a: readonly string[], b: readonly string[]): [string, string] {
  const inB = new Set(b);
  const units = new Map<string, string>();
  for (const word of a)
    if (inB.has(word) && !units.has(word) && units.size < MAX_SHARED) units.set(word, unit(units.size));
  const spell = (words: readonly string[], other: string) => words.map((word) => units.get(word) ?? other).join("");
  return [spell(a, ONLY_A), spell(b, ONLY_B)];
}

function unit(index: number): string {
  const code = index + FIRST_SHARED;
  return String.fromCharCode(code < SURROGATES.from ? code : code + SURROGATES.count);
}

function hunksOf(diffs: readonly (readonly [number, string])[], offset: number): Hunk[] {
  const hunks: Hunk[] = [];
  let [a, b] = [offset, offset];
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
