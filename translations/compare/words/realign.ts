/**
 * Between strong anchors the words are aligned again, at the least cost to a reader: a longest common subsequence
 * keeps every "the" it can, and `[He went/She ran] to [his home/the hills] of [his fathers/Judah]` should be one
 * change. Lightly revised windows keep all they share, but in the best place: `the old [king/queen]`, not
 * `the [old king/old queen]`.
 */
import { joined, mergeTouching, type Hunk } from "../change.ts";
import type { Costs } from "./costs.ts";
import { byClauses } from "./clauses.ts";
import { keepDense, keepLight, openingBetween } from "./keep.ts";
import { matchesOf } from "./matches.ts";
import { rowsAsOne } from "./rows.ts";
import { costOf, withoutScraps, worth } from "./scraps.ts";
import { weightOf } from "./stops.ts";
import type { Wording } from "./wording.ts";

/** A window longer than this on a side ends at its next kept content word, so that the work grows with the text. */
const LONG_WINDOW = 600;
/** In a light window each pair is weighed against each, for which it must be small. */
const MAX_LIGHT_MATCHES = 120;

/** `hunks` as `align.ts` found them between these sides, with less speckle. */
export function realign(hunks: readonly Hunk[], a: Wording, b: Wording, costs: Costs): readonly Hunk[] {
  if (hunks.length < 2) return hunks;
  const found: Hunk[] = [];
  for (let first = 0; first < hunks.length;) {
    let last = first;
    while (last + 1 < hunks.length && !isStrong(hunks, first, last, a, costs)) last++;
    if (first === last) found.push(hunks[first]!);
    else for (const hunk of realignWindow(hunks.slice(first, last + 1), a, b, costs)) found.push(hunk);
    first = last + 1;
  }
  return rowsAsOne(byClauses(withoutScraps(mergeTouching(found), a, b, costs), a, b), a, b);
}

/** Whether the run kept after hunk `last` of a window that began with hunk `first` ends the window. */
function isStrong(hunks: readonly Hunk[], first: number, last: number, a: Wording, costs: Costs): boolean {
  const left = hunks[last]!;
  const right = hunks[last + 1]!;
  const { fromA, fromB } = hunks[first]!;
  const long = left.toA - fromA > LONG_WINDOW || left.toB - fromB > LONG_WINDOW;
  const enough = long ? costs.content : costs.strongAnchor;
  if (left.coarse || right.coarse) return true;
  return worth(a, left.toA, right.fromA, costs, enough) >= enough;
}

function realignWindow(hunks: readonly Hunk[], a: Wording, b: Wording, costs: Costs): Hunk[] {
  const window = joined(hunks[0]!, hunks[hunks.length - 1]!);
  const matches = matchesOf(window, a, b);
  if (!matches) return [...hunks];
  const opening = openingBetween(a, b, costs);
  if (!isLight(window, a, b, costs)) return keepDense(matches, window, opening, costs, (j) => costOf(b, j, costs));
  if (matches.count > MAX_LIGHT_MATCHES) return keepDense(matches, window, opening, costs, () => costs.content);
  return keepLight(matches, window, opening, costs, a, b);
}

/** Whether few content words stand in a window, both sides together. */
function isLight({ fromA, toA, fromB, toB }: Hunk, a: Wording, b: Wording, { lightBelow }: Costs): boolean {
  let content = 0;
  for (let i = fromA; i < toA && content < lightBelow; i++) if (weightOf(a, i) === "content") content++;
  for (let j = fromB; j < toB && content < lightBelow; j++) if (weightOf(b, j) === "content") content++;
  return content < lightBelow;
}
