/** Which words of a window are equal: every pair of them, or none where there are too many to be weighed. */
import { area, type Hunk } from "../change.ts";
import { intern, type Interned } from "./intern.ts";
import type { Wording } from "./wording.ts";

/** Windows of so many pairs of words (length times length) are looked through sooner than their words are numbered. */
export const SMALL_WINDOW = 2_500;
/** A window of more pairs than this holds stretches so long that its few kept words are no speckle. */
const MAX_AREA = 4_000_000;
/** Pairs of equal words that a window may have; a window of nothing but one word repeated stays as it is. */
const MAX_MATCHES = 60_000;

/** `count` pairs of equal words, by row (a) and then by column (b). What stands behind them in the lists means nothing. */
export interface Matches {
  rows: Int32Array;
  columns: Int32Array;
  count: number;
}

/** What small windows use, one after another, so that none of them asks for memory. */
const SMALL = { rows: new Int32Array(SMALL_WINDOW), columns: new Int32Array(SMALL_WINDOW) };

/** The pairs of equal words in `window`; null if it is too large, or holds too many. */
export function matchesOf(window: Hunk, a: Wording, b: Wording): Matches | null {
  const { fromA, toA, fromB, toB } = window;
  if (area(window) > MAX_AREA) return null;
  if (area(window) > SMALL_WINDOW) return matchesByNumber(window, a, b);
  const { rows, columns } = SMALL;
  let count = 0;
  for (let i = fromA; i < toA; i++) {
    const code = a.code[i]!;
    for (let j = fromB; j < toB; j++) {
      if (code !== b.code[j]) continue;
      rows[count] = i;
      columns[count++] = j;
    }
  }
  return { rows, columns, count };
}

function matchesByNumber({ fromA, toA, fromB, toB }: Hunk, a: Wording, b: Wording): Matches | null {
  const numbered = intern(a.code.subarray(fromA, toA), b.code.subarray(fromB, toB));
  const most = pairsIn(numbered);
  if (most > MAX_MATCHES) return null;
  const places = new Map<number, number[]>();
  for (let j = fromB; j < toB; j++) {
    const number = numbered.b[j - fromB]!;
    if (numbered.inA[number] === 0) continue;
    const known = places.get(number);
    if (known) known.push(j);
    else places.set(number, [j]);
  }
  const [rows, columns] = [new Int32Array(most), new Int32Array(most)];
  let count = 0;
  for (let i = fromA; i < toA; i++)
    for (const j of places.get(numbered.a[i - fromA]!) ?? []) {
      rows[count] = i;
      columns[count++] = j;
    }
  return { rows, columns, count };
}

/** How many pairs of equal words there are. */
function pairsIn({ inA, inB }: Interned): number {
  let pairs = 0;
  for (let number = 0; number < inA.length && inA[number]! + inB[number]! > 0; number++)
    pairs += inA[number]! * inB[number]!;
  return pairs;
}
