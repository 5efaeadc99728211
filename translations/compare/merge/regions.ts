/**
 * Where two sides changed the base, stretch by stretch. What overlaps is one region; what only touches is one where it
 * can't be told that both may stand ({@link collide}).
 */
import { hunkAt, isDeletion, isInsertion, lengthA, lengthB, type Hunk } from "../change.ts";
import { firstWhere } from "../../text/search.ts";
import { isBlock, type Token } from "./tokens.ts";

/** A stretch of the base that one side changed, or both did, and what each side has there. */
export interface Region {
  base: Stretch;
  ours: Stretch;
  theirs: Stretch;
  /** Who changed something in it. */
  by: "ours" | "theirs" | "both";
}

/** Tokens of a side, `to` exclusive. */
export interface Stretch {
  from: number;
  to: number;
}

interface Sided {
  hunk: Hunk;
  isOurs: boolean;
}

/** Hunks of one region, and the stretch of the base that it takes. */
interface Group extends Stretch {
  hunks: Sided[];
}

/** The three sides of a merge. */
export interface Sides {
  base: readonly Token[];
  ours: readonly Token[];
  theirs: readonly Token[];
}

/**
 * The regions, in order, none overlapping.
 * @param whole stretches of the base each of which lies in one region, whatever was changed there.
 */
export function regionsOf(
  sides: Sides,
  ours: readonly Hunk[],
  theirs: readonly Hunk[],
  whole: readonly Stretch[],
): Region[] {
  const all = [...cutAlike(ours, theirs).map(asOurs), ...cutAlike(theirs, ours).map(asTheirs)];
  all.sort((x, y) => x.hunk.fromA - y.hunk.fromA || x.hunk.toA - y.hunk.toA);
  const groups: Group[] = [];
  for (const next of all) {
    const group = groups.at(-1);
    if (group && isOne(group, next, sides, whole)) {
      group.hunks.push(next);
      Object.assign(group, over(Math.max(group.to, next.hunk.toA), group.from, whole));
    } else groups.push({ hunks: [next], ...over(next.hunk.toA, next.hunk.fromA, whole) });
  }
  const shift = { ours: 0, theirs: 0 };
  return groups.map(({ hunks: group, from, to }) => {
    const base = { from, to };
    const stretch = (isOurs: boolean): Stretch => {
      const hunks = group.filter((each) => each.isOurs === isOurs).map(({ hunk }) => hunk);
      const name = isOurs ? "ours" : "theirs";
      const from = base.from + shift[name];
      shift[name] += hunks.reduce((sum, hunk) => sum + lengthB(hunk) - lengthA(hunk), 0);
      return { from, to: base.to + shift[name] };
    };
    const [mine, yours] = [group.some(({ isOurs }) => isOurs), group.some(({ isOurs }) => !isOurs)];
    return { base, ours: stretch(true), theirs: stretch(false), by: mine && yours ? "both" : mine ? "ours" : "theirs" };
  });
}

function asOurs(hunk: Hunk): Sided {
  return { hunk, isOurs: true };
}

function asTheirs(hunk: Hunk): Sided {
  return { hunk, isOurs: false };
}

/** Of two deletions that overlap what both took out is one hunk of either side: what only one took out is nobody's quarrel. */
function cutAlike(hunks: readonly Hunk[], others: readonly Hunk[]): Hunk[] {
  const edges = [...new Set(others.filter(isDeletion).flatMap(({ fromA, toA }) => [fromA, toA]))];
  return hunks.flatMap((hunk) => {
    if (!isDeletion(hunk)) return [hunk];
    const first = firstWhere(edges, (edge) => edge > hunk.fromA);
    const inside = edges.slice(
      first,
      firstWhere(edges, (edge) => edge >= hunk.toA),
    );
    const cuts = [hunk.fromA, ...inside, hunk.toA];
    return cuts.slice(1).map((to, index) => hunkAt(cuts[index]!, to, hunk.fromB, hunk.toB));
  });
}

/** A stretch of the base with those that are to lie in one region with it. */
function over(to: number, from: number, whole: readonly Stretch[]): Stretch {
  const met = whole.filter((stretch) => stretch.from <= to && from <= stretch.to);
  return { from: Math.min(from, ...met.map((one) => one.from)), to: Math.max(to, ...met.map((one) => one.to)) };
}

function isOne({ hunks, to }: Group, next: Sided, sides: Sides, whole: readonly Stretch[]): boolean {
  const { fromA } = next.hunk;
  if (fromA !== to) return fromA < to;
  if (whole.some((stretch) => stretch.to === to)) return true;
  return hunks.some((each) => each.isOurs !== next.isOurs && each.hunk.toA === fromA && collide(each, next, sides));
}

/**
 * Whether two hunks of two sides that touch, the one before the other, are in conflict. Other words stand beside other
 * words; but
 * - of two insertions at one place nobody knows which comes first;
 * - beside words that the other side took out nothing is put in or replaced: it may have hung on them, or say them now;
 * - where both put in the same word, it may be one word for both: it would stand twice.
 */
function collide(x: Sided, y: Sided, sides: Sides): boolean {
  const [putX, putY] = [putIn(x, sides), putIn(y, sides)];
  if (isInsertion(x.hunk) && isInsertion(y.hunk)) return true;
  if (takesWords(x, sides)) return putY.length > 0;
  if (takesWords(y, sides)) return putX.length > 0;
  return putY.some((word) => putX.includes(word));
}

/** Signs may go, and the words beside them change. */
function takesWords({ hunk }: Sided, { base }: Sides): boolean {
  return isDeletion(hunk) && base.slice(hunk.fromA, hunk.toA).some(({ letters }) => WORD.test(letters));
}

const WORD = /[\p{L}\p{N}]/u;

/** The words that a side puts in, in small letters; a block may begin anywhere. */
function putIn({ hunk, isOurs }: Sided, { ours, theirs }: Sides): string[] {
  const tokens = (isOurs ? ours : theirs).slice(hunk.fromB, hunk.toB);
  return tokens.filter((token) => !isBlock(token)).map(({ letters }) => letters.toLowerCase());
}
