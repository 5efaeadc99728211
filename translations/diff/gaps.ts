/**
 * What stands between words may differ too: a space, a paragraph's edge, a list's marker. This pass sees to it
 * that every such difference lies inside a change that has a word in it, and gives hunks their offsets in the text.
 */
import { eachKept, mergeTouching, type Hunk } from "./hunk.ts";
import { gapBefore, type Wording } from "./wording.ts";

/** Where a hunk begins and ends in the two texts, in UTF-16 code units. */
export type Range = Hunk;

/**
 * Hunks such that all kept words have equal gaps, or touch a change that takes the gap in: `a b` against
 * `a ¶ b` changes the word `b`, with what stands before it.
 */
export function withGaps(hunks: readonly Hunk[], a: Wording, b: Wording): Hunk[] {
  const all = [...hunks];
  let changed = -1;
  eachKept(hunks, a.words.length, (i, j, after) => {
    if (gapBefore(a, i) === gapBefore(b, j) || after || (changed === i - 1 && i > 0)) return;
    all.push(pair(i, j));
    changed = i;
  });
  const merged = mergeTouching(all.sort((x, y) => x.fromA - y.fromA || x.fromB - y.fromB));
  return mergeTouching(atTheEnd(merged, a, b).map((hunk) => fitting(hunk, a, b)));
}

function pair(i: number, j: number): Hunk {
  return { fromA: i, toA: i + 1, fromB: j, toB: j + 1 };
}

/** White space after the last word belongs to a change there, or makes one of the last word. */
function atTheEnd(hunks: readonly Hunk[], a: Wording, b: Wording): Hunk[] {
  const [endA, endB] = [a.words.length, b.words.length];
  const last = hunks.at(-1);
  if (gapBefore(a, endA) === gapBefore(b, endB) || (last?.toA === endA && last.toB === endB)) return [...hunks];
  if (endA === 0 || endB === 0) return [{ fromA: 0, toA: endA, fromB: 0, toB: endB }];
  return mergeTouching([...hunks, pair(endA - 1, endB - 1)]);
}

/** A pure insertion or deletion that no gap of the other side fits takes the next word in, or the one before. */
function fitting(hunk: Hunk, a: Wording, b: Wording): Hunk {
  const { fromA, toA, fromB, toB } = hunk;
  if ((fromA < toA && fromB < toB) || edges(hunk, a, b).head || edges(hunk, a, b).tail) return hunk;
  if (toA < a.words.length && toB < b.words.length) return { fromA, toA: toA + 1, fromB, toB: toB + 1 };
  if (fromA > 0 && fromB > 0) return { fromA: fromA - 1, toA, fromB: fromB - 1, toB };
  return hunk;
}

/** Whether the gaps at the hunk's two ends are equal on both sides. */
function edges({ fromA, toA, fromB, toB }: Hunk, a: Wording, b: Wording): { head: boolean; tail: boolean } {
  return { head: gapBefore(a, fromA) === gapBefore(b, fromB), tail: gapBefore(a, toA) === gapBefore(b, toB) };
}

/**
 * The hunk's place in the two texts. Equal gaps at its ends stay outside; but a pure insertion or deletion takes
 * one with it: the white space before its first word, or else that after its last.
 */
export function rangeOf(hunk: Hunk, a: Wording, b: Wording): Range {
  const { head, tail } = edges(hunk, a, b);
  const oneSided = hunk.fromA === hunk.toA || hunk.fromB === hunk.toB;
  const [from, to] = oneSided && tail ? [false, true] : [head, tail];
  return {
    fromA: startOf(a, hunk.fromA, from),
    toA: endOf(a, hunk.toA, to),
    fromB: startOf(b, hunk.fromB, from),
    toB: endOf(b, hunk.toB, to),
  };
}

function startOf({ text, words }: Wording, index: number, afterGap: boolean): number {
  return afterGap ? (words[index]?.from ?? text.length) : (words[index - 1]?.to ?? 0);
}

function endOf({ text, words }: Wording, index: number, beforeGap: boolean): number {
  return beforeGap ? (words[index - 1]?.to ?? 0) : (words[index]?.from ?? text.length);
}
