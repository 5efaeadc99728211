/**
 * Two texts laid beside each other, mended by hand. What is mended is where pairs begin and end, and where a segment is cut
 * in two, and nothing else: the words of either text stay all there and in their order, whatever is done, and each step can
 * be taken back exactly.
 */
import { hunkAt, type Hunk } from "../compare/change.ts";
import type { Bead } from "./bead.ts";

/** Segments that are to stand in one passage; of one side there may be none, which leaves the other *alone*. */
export interface Pair extends Hunk {
  /** How likely the aligner found it, from 0 to 1. */
  confidence: number;
  /** Somebody has looked at it, or made it so. */
  settled: boolean;
}

/** The side of the source and that of its translation, as an aligner names them. */
export const SIDES = ["a", "b"] as const;
export type Side = (typeof SIDES)[number];

/** A segment that is cut in two, before a letter of its text (an offset in UTF-16 code units), as it was when it was read. */
export interface Cut {
  side: Side;
  /** Its number among those of its side, counted from 0 as they were read: cuts made before don't count. */
  segment: number;
  at: number;
}

/**
 * One step, at the pair of this number, counted from 0:
 *
 * - `settle`: it is right as it is.
 * - `join`: it and the next are one.
 * - `split`: the first `a` and `b` segments of its sides are one pair, the rest another; `cuts`, at most one a side, are of
 *   segments of the pair, and made before these are counted.
 * - `apart`: its sides don't belong together; each stands alone.
 * - `shift`: what stands on one side moves down a pair from here on, up to where it meets a gap. Nobody has read yet what
 *   comes together further down: it is doubtful.
 */
export type Mend =
  | { act: "settle" | "join" | "apart"; pair: number }
  | { act: "split"; pair: number; a: number; b: number; cuts?: readonly Cut[] }
  | { act: "shift"; pair: number; side: Side };

/** So many steps are kept of one pair of texts: more than anybody takes, and soon taken again. */
export const MOST_MENDS = 5_000;

/** What is less likely is doubtful. */
export const DOUBTFUL = 0.9;

/** How likely pairs are that came together because those before them did. */
const UNREAD = 0.5;

/** True if somebody should look at a pair. */
export function isUnsure({ settled, confidence }: Pair): boolean {
  return !settled && confidence < DOUBTFUL;
}

/** Pairs as an aligner found them. */
export function pairsOf(beads: readonly Bead[]): Pair[] {
  return beads.map(({ fromA, toA, fromB, toB, confidence }) => ({
    ...hunkAt(fromA, toA, fromB, toB),
    confidence,
    settled: false,
  }));
}

/** The pairs after one step; null if there is no such pair, or nothing to be done there. */
export function mended(pairs: readonly Pair[], mend: Mend): Pair[] | null {
  const pair = pairs[mend.pair];
  if (!pair) return null;
  const made = madeAt(pairs, pair, mend);
  if (!made) return null;
  const [taken, sizes] = made;
  const put = tiled(pair, sizes, mend.act === "shift" ? SEEN_SHIFTED : sizes.length);
  const [last, was] = [put.at(-1)!, pairs[mend.pair + taken - 1]!];
  const rest = movedBy(last.toA - was.toA, last.toB - was.toB, pairs.slice(mend.pair + taken));
  return [...pairs.slice(0, mend.pair), ...put, ...rest];
}

/** What stands behind segments that were cut has others before it. */
function movedBy(a: number, b: number, pairs: readonly Pair[]): readonly Pair[] {
  if (a === 0 && b === 0) return pairs;
  return pairs.map((pair) => ({
    ...pair,
    ...hunkAt(pair.fromA + a, pair.toA + a, pair.fromB + b, pair.toB + b),
  }));
}

/** The pairs after all of these steps; one that can't be done is passed over. */
export function mendedBy(pairs: readonly Pair[], mends: readonly Mend[]): readonly Pair[] {
  return mends.reduce<readonly Pair[]>((all, mend) => mended(all, mend) ?? all, pairs);
}

/** How many segments a pair has of each side. */
type Size = readonly [a: number, b: number];

function sizeOf({ fromA, toA, fromB, toB }: Hunk): Size {
  return [toA - fromA, toB - fromB];
}

/** How many pairs from there on are made anew, and how large those are that take their place. */
function madeAt(pairs: readonly Pair[], pair: Pair, mend: Mend): [taken: number, sizes: Size[]] | null {
  const [a, b] = sizeOf(pair);
  switch (mend.act) {
    case "settle":
      return pair.settled ? null : [1, [[a, b]]];
    case "join": {
      const next = pairs[mend.pair + 1];
      if (!next) return null;
      const [nextA, nextB] = sizeOf(next);
      return [2, [[a + nextA, b + nextB]]];
    }
    case "apart":
      return a === 0 || b === 0 ? null : [1, [[a, 0], [0, b]]]; // prettier-ignore
    case "split": {
      const { cuts = [] } = mend;
      if (cuts.some(({ side }) => (side === "a" ? a : b) === 0)) return null;
      const [allA, allB] = [a + cutsOf("a", cuts), b + cutsOf("b", cuts)];
      const isCut = isWithin(mend.a, allA) && isWithin(mend.b, allB);
      const [first, rest] = [mend.a + mend.b, allA - mend.a + allB - mend.b];
      return isCut && first > 0 && rest > 0 ? [1, [[mend.a, mend.b], [allA - mend.a, allB - mend.b]]] : null; // prettier-ignore
    }
    case "shift":
      return shifted(pairs.slice(mend.pair).map(sizeOf), mend.side);
  }
}

function cutsOf(side: Side, cuts: readonly Cut[]): number {
  return cuts.filter((cut) => cut.side === side).length;
}

function isWithin(cut: number, size: number): boolean {
  return Number.isInteger(cut) && cut >= 0 && cut <= size;
}

/** One side moves down a pair; the first gap on it takes in what comes, and all behind it stays. */
function shifted(sizes: readonly Size[], side: Side): [taken: number, sizes: Size[]] | null {
  const moving = side === "a" ? 0 : 1;
  if (sizes[0]![moving] === 0) return null;
  const gap = sizes.findIndex((size) => size[moving] === 0);
  const taken = gap < 0 ? sizes.length : gap + 1;
  const slots = gap < 0 ? taken + 1 : taken;
  const made = Array.from({ length: slots }, (_, at): Size => {
    const stays = at < taken ? sizes[at]![1 - moving]! : 0;
    const comes = at === 0 ? 0 : sizes[at - 1]![moving];
    return side === "a" ? [comes, stays] : [stays, comes];
  });
  return [taken, made.filter(([a, b]) => a + b > 0)];
}

/** Whoever shifts a side has looked at what it leaves there, and at what it comes beside. */
const SEEN_SHIFTED = 2;

/** Pairs of these sizes one after another, from where `first` begins: whoever makes one has looked at so many of them. */
function tiled(first: Hunk, sizes: readonly Size[], seen: number): Pair[] {
  let { fromA, fromB } = first;
  return sizes.map(([a, b], at) => {
    const settled = at < seen;
    const pair = { ...hunkAt(fromA, fromA + a, fromB, fromB + b), confidence: settled ? 1 : UNREAD, settled };
    [fromA, fromB] = [pair.toA, pair.toB];
    return pair;
  });
}

/** The steps that were taken, and how many of them still hold: what was taken back can be done again. */
export interface Mends {
  steps: readonly Mend[];
  done: number;
}

/** What is asked of the steps themselves. */
export type Back = "undo" | "redo";

export const NO_MENDS: Mends = { steps: [], done: 0 };

/** With one more step, which takes the place of those that were taken back. */
export function withMend({ steps, done }: Mends, mend: Mend): Mends {
  return { steps: [...steps.slice(0, done), mend], done: done + 1 };
}

/** With the last step taken back, or done again; null if there is none. */
export function goneBack({ steps, done }: Mends, back: Back): Mends | null {
  const to = back === "undo" ? done - 1 : done + 1;
  return to < 0 || to > steps.length ? null : { steps, done: to };
}

/** The steps that hold. */
export function held({ steps, done }: Mends): readonly Mend[] {
  return steps.slice(0, done);
}

/** The cuts of one side by these steps, in the order of its text. */
export function cutsBy(mends: readonly Mend[], side: Side): Cut[] {
  return mends
    .flatMap((mend) => (mend.act === "split" ? (mend.cuts ?? []) : []))
    .filter((cut) => cut.side === side)
    .sort((x, y) => x.segment - y.segment || x.at - y.at);
}

/** Which segment as it was read, and which part of it (from 0), stands at this place among those that are cut. */
export function readAs(place: number, cuts: readonly Cut[]): { segment: number; part: number } {
  // What stands behind a cut stands one place further on, for this cut and for each before it.
  let before = 0;
  while (before < cuts.length && cuts[before]!.segment + before < place) before++;
  const segment = place - before;
  return { segment, part: cuts.slice(0, before).filter((cut) => cut.segment === segment).length };
}

/** What is said of all pairs: how many there are, how many are unsure, and how many have no source or no rendering. */
export interface PairCounts {
  pairs: number;
  unsure: number;
  withoutSource: number;
  withoutRendering: number;
}

export function countsOf(pairs: readonly Pair[]): PairCounts {
  const of = (fits: (pair: Pair) => boolean): number => pairs.filter(fits).length;
  return {
    pairs: pairs.length,
    unsure: of(isUnsure),
    withoutSource: of(({ fromA, toA }) => fromA === toA),
    withoutRendering: of(({ fromB, toB }) => fromB === toB),
  };
}
