/**
 * What a block's marker says, and where that puts the block: in which lists, as what. A rendering is a row of blocks;
 * the tree that readers see follows from each block's place and that of the block before it.
 *
 * A marker says one short text:
 *
 *     ""          a paragraph (so does no text, and whatever is not listed here)
 *     1 … 6       a heading of that level
 *     b, bo, …    in lists, from the outermost in: `b` bullets, `o` numbers; `o5` begins at 5
 *     !b          in a new list, beside one of the same kind
 *     b+          a further paragraph of the item before it
 *     =           as the block before it; in a list, a new item of it. The second half of a block that was split.
 *
 * One text and not two, so that what two people make of a block at once can't mix into something that is neither.
 */
import { LIMITS } from "../text/limits.ts";

/** Where a block stands. */
export interface Place {
  /** 0: a paragraph; 1 to 6: a heading. */
  heading: number;
  /** The lists it stands in, from the outermost: a letter each, `b` or `o`. */
  lists: string;
  /** How many of its ancestors (list, item, list, item …) are those of the block before it as well. */
  shared: number;
  /** The first number of the list that it opens; 1 if it opens none. */
  start: number;
}

/** Of the block before a place, what its own place depends on. */
export type Before = Pick<Place, "heading" | "lists">;

/** Before the first block. */
export const NOTHING: Before = { heading: 0, lists: "" };

/** What the marker of a split block's second half says. */
export const AS_BEFORE = "=";

interface Level {
  kind: string;
  start: number;
  /** Beside a list of the same kind, not going on with it. */
  fresh: boolean;
}

const LISTS = /^(?:!?(?:b|o\d{0,4}))+\+?$/;
const LEVEL = /(!?)([bo])(\d*)/g;
/** Lists nested deeper are left out; what is left is over the limit, so that such a draft is refused and never cut. */
const DEEPEST = LIMITS.depth + 5;

/** What a marker that says `said` means after a block at `before`. Lists that no block opens are left out. */
export function placeOf(said: unknown, before: Before): Place {
  if (said === AS_BEFORE) return asBefore(before);
  if (typeof said !== "string") return paragraph();
  if (/^[1-6]$/.test(said)) return { ...paragraph(), heading: Number(said) };
  if (!LISTS.test(said)) return paragraph();
  const levels = opened(levelsOf(said), before.lists);
  const lists = levels.map(({ kind }) => kind).join("");
  const common = inCommon(levels, before.lists);
  if (lists.length > common) return { heading: 0, lists, shared: 2 * common, start: levels[common]!.start };
  return { heading: 0, lists, shared: 2 * lists.length - (said.endsWith("+") ? 0 : 1), start: 1 };
}

function paragraph(): Place {
  return { heading: 0, lists: "", shared: 0, start: 1 };
}

function asBefore({ heading, lists }: Before): Place {
  return { heading, lists, shared: Math.max(0, 2 * lists.length - 1), start: 1 };
}

function levelsOf(said: string): Level[] {
  const levels = [...said.matchAll(LEVEL)].slice(0, DEEPEST);
  return levels.map(([, fresh, kind, start]) => ({
    kind: kind!,
    start: start === "" ? 1 : Number(start),
    fresh: fresh !== "",
  }));
}

/** One block opens one list at most: the outer ones of several that are not there yet are left out. */
function opened(levels: Level[], before: string): Level[] {
  const left = [...levels];
  let common = inCommon(left, before);
  while (left.length > common + 1) {
    left.splice(common, 1);
    common = inCommon(left, before);
  }
  return left;
}

function inCommon(levels: readonly Level[], before: string): number {
  let common = 0;
  while (common < levels.length && levels[common]!.kind === before[common] && !levels[common]!.fresh) common++;
  return common;
}

/** What a marker must say for its block to stand at `place` after a block at `before`, by itself: never {@link AS_BEFORE}. */
export function saying({ heading, lists, shared, start }: Place, before: Before): string {
  if (lists === "") return heading > 0 ? String(heading) : "";
  const opens = shared === 2 * lists.length - 2 ? lists.length - 1 : -1;
  const levels = lists.split("").map((kind, at) => {
    if (at !== opens) return kind;
    const beside = before.lists[at] === kind && before.lists.startsWith(lists.slice(0, at));
    return (beside ? "!" : "") + kind + (start === 1 ? "" : String(start));
  });
  return levels.join("") + (shared === 2 * lists.length ? "+" : "");
}

/** True if the two are the same place. */
export function samePlace(a: Place, b: Place): boolean {
  return a.heading === b.heading && a.lists === b.lists && a.shared === b.shared && a.start === b.start;
}
