/** What becomes of each stretch: kept, one side's, both sides', or a conflict. */
import { AS_IT_WAS, between, dressing, mergedToken, sameToken, sameWords, together, type Setter } from "./looks.ts";
import type { Region, Sides, Stretch } from "./regions.ts";

export type Side = keyof Sides;

/** A stretch of the merged words, and what each side has in its place; stretches count tokens of `Merge.sides`. */
export interface Piece {
  kind: "kept" | "ours" | "theirs" | "both" | "conflict";
  /** Of kept words: who set them otherwise, in marks, blocks or spaces. */
  set?: Setter;
  base: Stretch;
  ours: Stretch;
  theirs: Stretch;
}

/** Three sides and what becomes of them. */
export interface Merge {
  sides: Sides;
  /** In the order of the merged words. Their stretches of ours hold all words of ours, each once; and so of theirs. */
  pieces: readonly Piece[];
}

/** The regions with all that is kept between them, as pieces. */
export function piecesOf(sides: Sides, regions: readonly Region[]): Piece[] {
  const pieces: Piece[] = [];
  const end = { base: 0, ours: 0, theirs: 0 };
  for (const region of regions) {
    pieces.push(...keptUpTo(sides, end, region.base.from), ...settledRegion(sides, region));
    end.base = region.base.to;
    end.ours = region.ours.to;
    end.theirs = region.theirs.to;
  }
  pieces.push(...keptUpTo(sides, end, sides.base.length));
  return pieces;
}

/** The kept words from where the last region ended, parted where somebody set them otherwise. */
function keptUpTo(sides: Sides, start: Readonly<Record<Side, number>>, to: number): Piece[] {
  const pieces: Piece[] = [];
  for (let count = 0; start.base + count < to; count++) {
    const at: Place = { base: start.base + count, ours: start.ours + count, theirs: start.theirs + count };
    const set = setBy(sides, at, count > 0);
    const last = pieces.at(-1);
    if (last && set !== "conflict" && last.kind === "kept" && (last.set ?? null) === set) {
      for (const side of SIDES) last[side].to++;
    } else pieces.push(pieceAt(at, set));
  }
  return pieces;
}

type Place = Record<Side, number>;
const SIDES = ["base", "ours", "theirs"] as const;

function pieceAt(at: Place, set: Setter | null | "conflict"): Piece {
  const one = (side: Side): Stretch => ({ from: at[side], to: at[side] + 1 });
  const stretches = { base: one("base"), ours: one("ours"), theirs: one("theirs") };
  if (set === "conflict") return { kind: "conflict", ...stretches };
  return { kind: "kept", ...(set && { set }), ...stretches };
}

/** Who set a kept token otherwise, or the space before it if the one before it is kept too. */
function setBy(sides: Sides, at: Place, isBehindKept: boolean): Setter | null | "conflict" {
  const [b, o, t] = [sides.base[at.base]!, sides.ours[at.ours]!, sides.theirs[at.theirs]!];
  const token = mergedToken(b, o, t);
  const gap = isBehindKept ? between(b.gap, o.gap, t.gap, sameWords) : { by: null };
  return token && gap ? together(token.by, gap.by) : "conflict";
}

function settledRegion(sides: Sides, region: Region): Piece[] {
  const { by, base, ours, theirs } = region;
  if (by !== "both") return [{ kind: standsAgainst(sides, region, by) ? by : "conflict", base, ours, theirs }];
  const [mine, yours] = [sides.ours.slice(ours.from, ours.to), sides.theirs.slice(theirs.from, theirs.to)];
  const most = Math.min(mine.length, yours.length);
  let head = 0;
  while (head < most && sameToken(mine[head]!, yours[head]!)) head++;
  if (head === mine.length && head === yours.length) return [{ kind: "both", base, ours, theirs }];
  let tail = 0;
  while (tail < most - head && sameToken(mine.at(-1 - tail)!, yours.at(-1 - tail)!)) tail++;
  const pieces: Piece[] = [];
  if (head > 0) pieces.push({ kind: "both", ...firstOf(region, head) });
  pieces.push({
    kind: "conflict",
    base,
    ours: { from: ours.from + head, to: ours.to - tail },
    theirs: { from: theirs.from + head, to: theirs.to - tail },
  });
  if (tail > 0) pieces.push({ kind: "both", ...lastOf(region, tail) });
  return pieces;
}

function firstOf({ base, ours, theirs }: Region, count: number): Record<Side, Stretch> {
  return {
    base: { from: base.from, to: base.from },
    ours: { from: ours.from, to: ours.from + count },
    theirs: { from: theirs.from, to: theirs.from + count },
  };
}

function lastOf({ base, ours, theirs }: Region, count: number): Record<Side, Stretch> {
  return {
    base: { from: base.to, to: base.to },
    ours: { from: ours.to - count, to: ours.to },
    theirs: { from: theirs.to - count, to: theirs.to },
  };
}

/** Whether what one side put there can be set as the other side set the words that stood there. */
function standsAgainst(sides: Sides, { base, ...stretches }: Region, by: "ours" | "theirs"): boolean {
  const other = stretches[by === "ours" ? "theirs" : "ours"];
  const set = dressing(
    sides.base.slice(base.from, base.to),
    sides[by === "ours" ? "theirs" : "ours"].slice(other.from, other.to),
  );
  return set === AS_IT_WAS || (set !== null && stretches[by].from < stretches[by].to);
}
