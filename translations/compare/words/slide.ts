/**
 * An insertion or deletion can often stand in several places and mean the same. This pass moves it to where a
 * reader expects it: `sat. The [dog ran. The ]cat` becomes `sat. [The dog ran. ]The cat`.
 */
import type { Hunk } from "./hunk.ts";
import { closes, endsClause, endsSentence, opens, weightOf } from "./stops.ts";
import { gapEnd, gapStart, lettersOf, lineEndsBefore, sameGap, type Wording } from "./wording.ts";

/** Pure insertions and deletions, each at the best place that keeps a word between it and its neighbours. */
export function slideHunks(hunks: readonly Hunk[], a: Wording, b: Wording): Hunk[] {
  const slid: Hunk[] = [];
  hunks.forEach((hunk, index) => {
    const before = slid.at(-1);
    const after = hunks[index + 1];
    if (hunk.fromA === hunk.toA) slid.push(shifted(hunk, bestShift(insertion(hunk, before, after), a, b)));
    else if (hunk.fromB === hunk.toB) slid.push(shifted(hunk, bestShift(deletion(hunk, before, after), b, a)));
    else slid.push(hunk);
  });
  return slid;
}

/** A stretch `from` to `to` of one side that the other side lacks at `at`; it may not slide past `min` or `max`. */
interface Stretch {
  at: number;
  from: number;
  to: number;
  /** Bounds for `at`, exclusive: the neighbouring hunks. */
  min: number;
  max: number;
}

function insertion({ fromA, fromB, toB }: Hunk, before: Hunk | undefined, after: Hunk | undefined): Stretch {
  return { at: fromA, from: fromB, to: toB, min: before?.toA ?? -1, max: after?.fromA ?? Infinity };
}

function deletion({ fromA, toA, fromB }: Hunk, before: Hunk | undefined, after: Hunk | undefined): Stretch {
  return { at: fromB, from: fromA, to: toA, min: before?.toB ?? -1, max: after?.fromB ?? Infinity };
}

function shifted({ fromA, toA, fromB, toB }: Hunk, by: number): Hunk {
  return { fromA: fromA + by, toA: toA + by, fromB: fromB + by, toB: toB + by };
}

/** Of all shifts that keep the words the same the one whose ends read best; of equals the nearest to the start. */
function bestShift(stretch: Stretch, short: Wording, long: Wording): number {
  const first = leftmost(stretch, short, long);
  if (first === 0 && !canGoRight(stretch, 0, short, long)) return 0;
  let best = { shift: 0, score: -Infinity };
  for (let shift = first; ; shift++) {
    const score = scoreOf(long, stretch.from + shift, stretch.to + shift);
    if (score > best.score) best = { shift, score };
    if (!canGoRight(stretch, shift, short, long)) return best.shift;
  }
}

function leftmost(stretch: Stretch, short: Wording, long: Wording): number {
  let shift = 0;
  while (canGoLeft(stretch, shift, short, long)) shift--;
  return shift;
}

/** One word to the left: the word before the stretch equals its last, and what was kept after it keeps its gap. */
function canGoLeft({ at, from, to, min }: Stretch, shift: number, short: Wording, long: Wording): boolean {
  const place = at + shift;
  const start = from + shift;
  const end = to + shift;
  if (start <= 0 || place - 1 <= min) return false;
  return long.code[start - 1] === long.code[end - 1] && sameGap(short, place, long, end);
}

/** One word to the right: the word after the stretch equals its first, and joins what was kept before with its gap. */
function canGoRight({ at, from, to, max }: Stretch, shift: number, short: Wording, long: Wording): boolean {
  const place = at + shift;
  const start = from + shift;
  const end = to + shift;
  if (end >= long.count || place + 1 >= max) return false;
  return long.code[start] === long.code[end] && sameGap(short, place, long, start);
}

function scoreOf(side: Wording, from: number, to: number): number {
  const trailsOff = weightOf(side, to - 1) === "stop" || opens(lettersOf(side, to - 1));
  return boundary(side, from) + boundary(side, to) - (trailsOff ? 0.5 : 0);
}

/** How good a place to cut stands before word `index`: a block's edge, a sentence's, a clause's, a word's. */
function boundary(side: Wording, index: number): number {
  if (index === 0 || index === side.count || lineEndsBefore(side, index)) return 4;
  let last = index - 1;
  while (last > 0 && side.code[last]! < 0 && closes(lettersOf(side, last))) last--;
  if (side.code[last]! >= 0 && side.code[index]! >= 0) return gapStart(side, index) === gapEnd(side, index) ? 0 : 1;
  if (side.code[last]! < 0 && endsSentence(lettersOf(side, last))) return 3;
  if (endsClause(lettersOf(side, index - 1)) || opens(lettersOf(side, index))) return 2;
  return gapStart(side, index) === gapEnd(side, index) ? 0 : 1;
}
