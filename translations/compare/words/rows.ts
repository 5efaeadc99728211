/**
 * A row of numbers that moved on by one reads as one change, `in [2019, 2020 and 2021/2020, 2021 and 2022]`, whether
 * the numbers that both sides share were kept or each was put for the one before it.
 */
import { joined, type Hunk } from "../change.ts";
import { weightOf } from "./stops.ts";
import { lettersOf, lineEndsBefore, type Wording } from "./wording.ts";

/** `hunks` in which those of a row that moved on, or back, are one. */
export function rowsAsOne(hunks: readonly Hunk[], a: Wording, b: Wording): readonly Hunk[] {
  if (!hunks.some(({ fromA, toA }) => hasNumber(a, fromA, toA))) return hunks;
  const found: Hunk[] = [];
  for (let first = 0; first < hunks.length;) {
    let last = first;
    if (isOfRow(hunks[first]!, a, b))
      while (last + 1 < hunks.length && goesOn(hunks[last]!, hunks[last + 1]!, a, b)) last++;
    const row = joined(hunks[first]!, hunks[last]!);
    if (last > first && hasMoved(row, a, b)) found.push(row);
    else found.push(...hunks.slice(first, last + 1));
    first = last + 1;
  }
  return found;
}

function isOfRow({ fromA, toA, fromB, toB, coarse }: Hunk, a: Wording, b: Wording): boolean {
  return !coarse && holdsRow(a, fromA, toA) && holdsRow(b, fromB, toB);
}

function goesOn(left: Hunk, right: Hunk, a: Wording, b: Wording): boolean {
  return !lineEndsBefore(a, right.fromA) && holdsRow(a, left.toA, right.fromA) && isOfRow(right, a, b);
}

/** Whether nothing stands there but numbers and what stands between numbers. */
function holdsRow(side: Wording, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const weight = weightOf(side, index);
    if (weight === "sentenceEnd" || (weight === "content" && !isNumber(side, index))) return false;
    if (index > from && lineEndsBefore(side, index)) return false;
  }
  return true;
}

/** Whether the second row is the first without its first number and with another behind, or the other way round. */
function hasMoved({ fromA, toA, fromB, toB }: Hunk, a: Wording, b: Wording): boolean {
  const [old, young] = [numbers(a, fromA, toA), numbers(b, fromB, toB)];
  if (old.length < 2 || old.length !== young.length) return false;
  const follows = (row: readonly string[], next: readonly string[]) =>
    row.slice(1).every((number, index) => number === next[index]);
  return follows(old, young) || follows(young, old);
}

function numbers(side: Wording, from: number, to: number): string[] {
  const found: string[] = [];
  for (let index = from; index < to; index++) if (isNumber(side, index)) found.push(lettersOf(side, index));
  return found;
}

function hasNumber(side: Wording, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (isNumber(side, index)) return true;
  return false;
}

const LAST_ASCII = 0x7f;

function isNumber(side: Wording, index: number): boolean {
  if (side.code[index]! < 0) return false;
  const first = side.text.charCodeAt(side.from[index]!);
  if (first <= LAST_ASCII) return first >= 0x30 && first <= 0x39;
  return /^\p{N}/u.test(lettersOf(side, index));
}
