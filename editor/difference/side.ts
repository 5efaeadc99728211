/**
 * Two texts side by side, sentence by sentence: rows that begin and end where both sides keep the end of a sentence or
 * paragraph, so that what corresponds stands on one height. Pure; how it looks stands in `Diff.tsx`.
 */
import type { Layout } from "../../translations/text/layout.ts";
import { shape, type MergedBlock, type MergedPart, type TwoSided } from "./merged.ts";
import { firstSights, type ChangeSpan } from "../rendering/overlay.ts";

export interface SideRow {
  older: MergedBlock[];
  newer: MergedBlock[];
}

/** The rows of two texts that differ by `both`, in order; together they have every word of both sides, once. */
export function sideRows(a: Layout, b: Layout, both: readonly TwoSided[]): SideRow[] {
  const cuts = commonEnds(a.text, b.text, both);
  const older = slices(
    a,
    both.map((pair) => pair.older),
    "older",
    cuts.map(([at]) => at),
  );
  const newer = slices(
    b,
    both.map((pair) => pair.newer),
    "newer",
    cuts.map(([, at]) => at),
  );
  return older
    .map((blocks, index) => ({ older: blocks, newer: newer[index]! }))
    .filter((row) => row.older.length + row.newer.length > 0);
}

const SENTENCE_END = /[.!?…。！？]+[)\]}"”’»」』）】]*\s+|\n+/g;
/** So many kept letters before a cut must be the same on both sides. */
const SURE = 8;

/** Where sentences end in words that both sides kept: offsets in the older and the newer text. */
function commonEnds(a: string, b: string, both: readonly TwoSided[]): [atA: number, atB: number][] {
  const ends: [number, number][] = [];
  let [fromA, fromB] = [0, 0];
  const look = (toA: number, toB: number): void => {
    for (const { 0: sign, index } of a.slice(fromA, toA).matchAll(SENTENCE_END)) {
      const atA = fromA + index + sign.length;
      const sure = Math.min(SURE, atA - fromA);
      const found = [fromB + (atA - fromA), toB - (toA - atA)].find(
        (atB) => atB > fromB && atB <= toB && a.slice(atA - sure, atA) === b.slice(atB - sure, atB),
      );
      if (found !== undefined && atA < a.length && found < b.length) ends.push([atA, found]);
    }
  };
  for (const { older, newer } of both) {
    look(older.from, newer.from);
    [fromA, fromB] = [older.to, newer.to];
  }
  look(a.length, b.length);
  return ends;
}

/** The blocks of a text parted at `cuts`; a block that goes on in the next row goes on without its mark. */
function slices(
  plan: Layout,
  changes: readonly ChangeSpan[],
  side: MergedPart["side"],
  cuts: readonly number[],
): MergedBlock[][] {
  const shown = changes.filter(({ from, to }) => to > from);
  const { breaks } = firstSights(plan.blocks, shown);
  const rows: MergedBlock[][] = Array.from({ length: cuts.length + 1 }, () => []);
  let [row, next] = [0, 0];
  for (const [index, block] of plan.blocks.entries()) {
    let from = block.from;
    while (row < cuts.length && cuts[row]! <= from) row++;
    for (let begins = true; begins || from < block.to; begins = false) {
      const to = Math.min(block.to, cuts[row] ?? Infinity);
      while (next < shown.length && shown[next]!.to <= from) next++;
      const merged = shape(plan, block, "kept");
      if (begins) merged.parts.push(...(breaks.get(index) ?? []).map((change) => sign(side, from, change)));
      else [merged.marker, merged.apart] = [null, false];
      merged.parts.push(...parted({ from, to }, shown, next, side));
      rows[row]!.push(merged);
      from = to;
      if (from < block.to) row++;
    }
  }
  return rows;
}

/** A stretch of words in parts, each of one change or of none. `next` is the first change that may touch it. */
function parted(
  { from, to }: { from: number; to: number },
  changes: readonly ChangeSpan[],
  next: number,
  side: MergedPart["side"],
): MergedPart[] {
  const parts: MergedPart[] = [];
  const add = (start: number, end: number, change: ChangeSpan | null): void => {
    if (end > start) parts.push({ from: start, to: end, side, change, glyph: null });
  };
  let at = from;
  for (let index = next; index < changes.length && changes[index]!.from < to; index++) {
    const change = changes[index]!;
    add(at, Math.max(at, change.from), null);
    add(Math.max(at, change.from), Math.min(to, change.to), change);
    at = Math.max(at, Math.min(to, change.to));
  }
  add(at, to, null);
  return parts;
}

function sign(side: MergedPart["side"], at: number, change: ChangeSpan): MergedPart {
  return { from: at, to: at, side, change, glyph: "¶" };
}
