/**
 * An insertion or deletion can often stand in several places and mean the same. This pass moves it to where a
 * reader expects it: `sat. The [dog ran. The ]cat` becomes `sat. [The dog ran. ]The cat`.
 */
import { type Hunk, isInsertion, mirrored, shifted } from "../change.ts";
import { boundary, isOpening } from "./edges.ts";
import { weightOf } from "./stops.ts";
import { sameGap, type Wording } from "./wording.ts";

/** Pure insertions and deletions, each at the best place that keeps a word between it and its neighbours. */
export function slideHunks(hunks: readonly Hunk[], a: Wording, b: Wording): Hunk[] {
  const slid: Hunk[] = [];
  for (let index = 0; index < hunks.length; index++) {
    const hunk = hunks[index]!;
    const by = maySlide(hunk, a, b) ? shiftOf(hunk, slid.at(-1), hunks[index + 1], a, b) : 0;
    slid.push(by === 0 ? hunk : shifted(hunk, by, by));
  }
  return slid;
}

/** Rules most hunks out at a glance: whether the words of one that has no other side begin anew behind it, or end before it. */
function maySlide({ fromA, toA, fromB, toB }: Hunk, a: Wording, b: Wording): boolean {
  if (fromA === toA) return recurs(b, fromB, toB);
  return fromB === toB && recurs(a, fromA, toA);
}

function recurs({ code, count }: Wording, from: number, to: number): boolean {
  return (from > 0 && code[from - 1] === code[to - 1]) || (to < count && code[from] === code[to]);
}

function shiftOf(hunk: Hunk, before: Hunk | undefined, after: Hunk | undefined, a: Wording, b: Wording): number {
  if (isInsertion(hunk)) return bestShift(hunk, { min: before?.toA ?? -1, max: after?.fromA ?? Infinity }, a, b);
  return bestShift(mirrored(hunk), { min: before?.toB ?? -1, max: after?.fromB ?? Infinity }, b, a);
}

/** Where the neighbouring hunks are on the side that an insertion adds nothing to: it does not slide up to them. */
interface Room {
  min: number;
  max: number;
}

/** Of all shifts of an insertion that keep the words the same the one whose ends read best; of equals the first. */
function bestShift(added: Hunk, room: Room, short: Wording, long: Wording): number {
  const first = leftmost(added, room, short, long);
  if (first === 0 && !canGoRight(added, 0, room, short, long)) return 0;
  let best = { shift: 0, score: -Infinity };
  for (let shift = first; ; shift++) {
    const score = scoreOf(long, added.fromB + shift, added.toB + shift);
    if (score > best.score) best = { shift, score };
    if (!canGoRight(added, shift, room, short, long)) return best.shift;
  }
}

function leftmost(added: Hunk, room: Room, short: Wording, long: Wording): number {
  let shift = 0;
  while (canGoLeft(added, shift, room, short, long)) shift--;
  return shift;
}

/** One word to the left: the word before it equals its last, and what was kept after it keeps its gap. */
function canGoLeft({ fromA, fromB, toB }: Hunk, shift: number, { min }: Room, short: Wording, long: Wording): boolean {
  const place = fromA + shift;
  const start = fromB + shift;
  const end = toB + shift;
  if (start <= 0 || place - 1 <= min) return false;
  return long.code[start - 1] === long.code[end - 1] && sameGap(short, place, long, end);
}

/** One word to the right: the word after it equals its first, and joins what was kept before with its gap. */
function canGoRight({ fromA, fromB, toB }: Hunk, shift: number, { max }: Room, short: Wording, long: Wording): boolean {
  const place = fromA + shift;
  const start = fromB + shift;
  const end = toB + shift;
  if (end >= long.count || place + 1 >= max) return false;
  return long.code[start] === long.code[end] && sameGap(short, place, long, start);
}

function scoreOf(side: Wording, from: number, to: number): number {
  const trailsOff = weightOf(side, to - 1) === "stop" || isOpening(side, to - 1);
  return boundary(side, from) + boundary(side, to) - (trailsOff ? 0.5 : 0);
}
