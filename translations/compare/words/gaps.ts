/**
 * What stands between words may differ too: a space, a paragraph's edge, a list's marker. This pass sees to it
 * that every such difference lies inside a change that has a word in it, and gives hunks their offsets in the text.
 */
import {
  beside,
  eachRun,
  hunkAt,
  inOrder,
  isDeletion,
  kindBySides,
  mergeTouching,
  whole,
  widened,
  type Hunk,
} from "../change.ts";
import { sentenceEndsBefore } from "./edges.ts";
import { gapEnd, gapStart, lineEndsBefore, sameGap, sameLetters, sameRun, type Wording } from "./wording.ts";

/**
 * Hunks such that all kept words have equal gaps, or touch a change that takes the gap in: `a b` against
 * `a ¶ b` changes the word `b`, with what stands before it. Here too all that is kept is compared, letter for letter:
 * null if a word was kept because its code equals that of another.
 */
export function withGaps(hunks: readonly Hunk[], a: Wording, b: Wording): readonly Hunk[] | null {
  const only: Hunk[] = [];
  let changed = -1;
  let deceived = false;
  eachRun(hunks, a.count, (from, to, shift, after) => {
    const led = after || sameGap(a, from, b, from + shift);
    if (led && sameRun(a, from, b, from + shift, to - from)) return;
    for (let i = from; i < to && !deceived; i++) deceived = !sameLetters(a, i, b, i + shift);
    for (let i = after ? from + 1 : from; i < to; i++) {
      if (sameGap(a, i, b, i + shift) || (changed === i - 1 && i > 0)) continue;
      only.push(beside(i, i + shift));
      changed = i;
    }
  });
  if (deceived) return null;
  const merged = only.length === 0 ? hunks : mergeTouching([...hunks, ...only].sort(inOrder));
  const fit = atTheEnd(merged, a, b).map((hunk) => fitting(hunk, a, b));
  return mergeTouching(fit);
}

/** White space after the last word belongs to a change there, or makes one of the last word. */
function atTheEnd(hunks: readonly Hunk[], a: Wording, b: Wording): readonly Hunk[] {
  const endA = a.count;
  const endB = b.count;
  const last = hunks.at(-1);
  if (sameGap(a, endA, b, endB) || (last?.toA === endA && last.toB === endB)) return hunks;
  if (endA === 0 || endB === 0) return [whole(endA, endB)];
  return mergeTouching([...hunks, beside(endA - 1, endB - 1)]);
}

/** A pure insertion or deletion that no gap of the other side fits takes the next word in, or the one before. */
function fitting(hunk: Hunk, a: Wording, b: Wording): Hunk {
  const { fromA, toA, fromB, toB } = hunk;
  if (kindBySides(hunk) === "replaced" || sameGap(a, fromA, b, fromB) || sameGap(a, toA, b, toB)) return hunk;
  if (gapBefore(hunk, a, b) >= 0) return hunk;
  if (toA < a.count && toB < b.count) return widened(hunk, 0, 1);
  if (fromA > 0 && fromB > 0) return widened(hunk, 1, 0);
  return hunk;
}

/**
 * Where a pure insertion or deletion leaves both its gaps behind, as one: `a [b] c` against `a  c`. The length of the
 * first of them, or -1 if the other side's gap is another.
 */
function gapBefore({ fromA, toA, fromB, toB }: Hunk, a: Wording, b: Wording): number {
  const [long, from, to, short, at] = fromB === toB ? [a, fromA, toA, b, fromB] : [b, fromB, toB, a, fromA];
  if (from === to) return -1;
  const first = long.text.slice(gapStart(long, from), gapEnd(long, from));
  const second = long.text.slice(gapStart(long, to), gapEnd(long, to));
  return short.text.slice(gapStart(short, at), gapEnd(short, at)) === first + second ? first.length : -1;
}

/**
 * The hunk's place in the two texts, in UTF-16 code units. Equal gaps at its ends stay outside; but a pure insertion or
 * deletion takes one with it: the white space after its last word if it is whole sentences, else that before its first.
 */
export function rangeOf(hunk: Hunk, a: Wording, b: Wording): Hunk {
  const head = sameGap(a, hunk.fromA, b, hunk.fromB);
  const tail = sameGap(a, hunk.toA, b, hunk.toB);
  const oneSided = kindBySides(hunk) !== "replaced";
  if (oneSided && !head && !tail) {
    const left = gapBefore(hunk, a, b);
    if (left >= 0) return wordsAlone(hunk, a, b, left);
  }
  const [from, to] =
    !oneSided || !tail ? [head, tail] : head && isSentences(hunk, a, b) ? [true, false] : [false, true];
  return hunkAt(
    startOf(a, hunk.fromA, from),
    endOf(a, hunk.toA, to),
    startOf(b, hunk.fromB, from),
    endOf(b, hunk.toB, to),
    hunk.coarse,
  );
}

/** Whether what one side lacks stands between two sentences of one line. */
function isSentences(hunk: Hunk, a: Wording, b: Wording): boolean {
  const [long, from, to] = isDeletion(hunk) ? [a, hunk.fromA, hunk.toA] : [b, hunk.fromB, hunk.toB];
  if (to === long.count || lineEndsBefore(long, from) || lineEndsBefore(long, to)) return false;
  return sentenceEndsBefore(long, from) && sentenceEndsBefore(long, to);
}

/** `left` of the white space stands before the words that one side lacks, the rest after them. */
function wordsAlone({ fromA, toA, fromB, toB, coarse }: Hunk, a: Wording, b: Wording, left: number): Hunk {
  const [startA, startB] = [gapStart(a, fromA) + left, gapStart(b, fromB) + left];
  const endA = fromA === toA ? startA : gapStart(a, toA);
  const endB = fromB === toB ? startB : gapStart(b, toB);
  return hunkAt(startA, endA, startB, endB, coarse);
}

function startOf(side: Wording, index: number, afterGap: boolean): number {
  return afterGap ? gapEnd(side, index) : gapStart(side, index);
}

function endOf(side: Wording, index: number, beforeGap: boolean): number {
  return beforeGap ? gapStart(side, index) : gapEnd(side, index);
}
