/**
 * What a block's marker says, and where that puts the block: in which quotations, lists or stanza, as what. A rendering is
 * a row of blocks; the tree that readers see follows from each block's place and that of the block before it.
 *
 * A marker says one short text:
 *
 *     ""          a paragraph (so does no text, and whatever is not listed here)
 *     1 … 6       a heading of that level
 *     v           a line of verse
 *     b, bo, …    in lists, from the outermost in: `b` bullets, `o` numbers; `o5` begins at 5
 *     b+          a further paragraph of the item before it
 *     q, q2, qb … in a quotation, or in several; what else it is comes behind: a paragraph, a heading, a list, verse
 *     !b, !v, !q  in a new list, stanza or quotation beside one of the same kind
 *     =           as the block before it; in a list, a new item of it. The second half of a block that was split.
 *
 * One text and not two, so that what two people make of a block at once can't mix into something that is neither.
 */
import { LIMITS } from "../text/limits.ts";

/** Where a block stands. */
export interface Place {
  /** 0: a paragraph, or a line of verse in a stanza; 1 to 6: a heading. */
  heading: number;
  /** What it stands in, from the outermost: a letter each, `q` a quotation, `b` or `o` a list, `v` a stanza. */
  within: string;
  /** How many of its ancestors (quotation, list, item …) are those of the block before it as well. */
  shared: number;
  /** The first number of the list that it opens; 1 if it opens none. */
  start: number;
}

/** Of the block before a place, what its own place depends on. */
export type Before = Pick<Place, "heading" | "within">;

/** Before the first block. */
export const NOTHING: Before = { heading: 0, within: "" };

const PARAGRAPH: Place = { ...NOTHING, shared: 0, start: 1 };

/** What the marker of a split block's second half says. */
export const AS_BEFORE = "=";

interface Level {
  kind: string;
  start: number;
  /** Beside one of the same kind, not going on with it. */
  fresh: boolean;
}

const SAID = /^(?:!?q)*(?:[1-6]|!?v|(?:!?(?:b|o\d{0,4}))+\+?)?$/;
const HEADING = /^[!q]*([1-6])$/;
const LEVEL = /(!?)([qbov])(\d*)/g;
/**
 * What is nested deeper is left out; what is left is over the limit, so that such a draft is refused and never cut. The
 * deepest that may be, pasted into the deepest, stands.
 */
const DEEPEST = 2 * LIMITS.depth + 5;

/** What was asked last: most blocks say what the one before them says, and stand after the same. */
let last: { said: string; after: Before; place: Place } = { said: "", after: NOTHING, place: PARAGRAPH };

/** What a marker that says `said` means after a block at `before`. Lists that no block opens are left out. */
export function placeOf(said: unknown, before: Before): Place {
  if (typeof said !== "string") return PARAGRAPH;
  const { after } = last;
  if (said !== last.said || before.within !== after.within || before.heading !== after.heading)
    last = { said, after: before, place: meantBy(said, before) };
  return last.place;
}

function meantBy(said: string, before: Before): Place {
  if (said === AS_BEFORE) return asBefore(before);
  if (said === "" || !SAID.test(said)) return PARAGRAPH;
  const levels = opened(levelsOf(said), before.within);
  const common = inCommon(levels, before.within);
  const within = levels.map(({ kind }) => kind).join("");
  const begins = common === levels.length && isList(within.at(-1)) && !said.endsWith("+");
  return {
    heading: Number(HEADING.exec(said)?.[1] ?? 0),
    within,
    shared: ancestors(within.slice(0, common)) - (begins ? 1 : 0),
    start: common < levels.length && isList(within.at(-1)) ? levels.at(-1)!.start : 1,
  };
}

function asBefore({ heading, within }: Before): Place {
  return { heading, within, shared: ancestors(within) - (isList(within.at(-1)) ? 1 : 0), start: 1 };
}

function isList(kind: string | undefined): boolean {
  return kind === "b" || kind === "o";
}

/** How many nodes stand around a block within these: of a list there is the item as well. */
export function ancestors(within: string): number {
  let count = within.length;
  for (const kind of within) if (isList(kind)) count++;
  return count;
}

function levelsOf(said: string): Level[] {
  const levels: Level[] = [];
  for (const [, fresh, kind, start] of said.matchAll(LEVEL)) {
    // A marker may be a million letters long: no more of it is read than counts.
    if (levels.length === DEEPEST) break;
    levels.push({ kind: kind!, start: start === "" ? 1 : Number(start), fresh: fresh !== "" });
  }
  return levels;
}

/** One block opens one list at most: the outer ones of several that are not there yet are left out. */
function opened(levels: Level[], before: string): Level[] {
  const left = [...levels];
  for (let at = inCommon(left, before); at < left.length - 1;) {
    if (isList(left[at]!.kind)) {
      left.splice(at, 1);
      at = inCommon(left, before);
    } else at++;
  }
  return left;
}

function inCommon(levels: readonly Level[], before: string): number {
  let common = 0;
  while (common < levels.length && levels[common]!.kind === before[common] && !levels[common]!.fresh) common++;
  return common;
}

/**
 * What a marker must say for its block to stand at `place` after a block at `before`, by itself: never {@link AS_BEFORE}.
 * One that begins a stanza says so though no other stands before it, also where it begins a quotation: it stays one when
 * another's comes to stand there. So does one that begins a list, unless it is `made` a list just now: of two neighbours
 * that two people list at once there is one list.
 */
export function saying({ heading, within, shared, start }: Place, before: Before, made = false): string {
  const known = levelsShared(within, shared);
  const beside = before.within[known] === within[known] && before.within.startsWith(within.slice(0, known));
  const [last, end] = [within.at(-1), within.length - 1];
  const opens = known <= end;
  const list = isList(last);
  const begins = opens && (last === "v" || (list && !made));
  const letters = within
    .split("")
    .map((kind, at) => ((at === known && beside) || (at === end && begins) ? "!" : "") + kind);
  return [
    ...letters,
    opens && list && start !== 1 ? String(start) : "",
    !opens && list && shared === ancestors(within) ? "+" : "",
    heading > 0 ? String(heading) : "",
  ].join("");
}

/** True if a block stands in a list, and in nothing within it. */
export function isListed({ within }: Before): boolean {
  return isList(within.at(-1));
}

/** How many of these go on with those of the block before; of a list, the item need not. */
function levelsShared(within: string, shared: number): number {
  let [known, around] = [0, 0];
  while (known < within.length && around < shared) around += isList(within[known++]) ? 2 : 1;
  return known;
}

/** True if a block whose marker says `said` stands where it stands behind the one as behind the other. */
export function isBehindBoth(said: unknown, a: Before, b: Before): boolean {
  return a.within === b.within && (a.heading === b.heading || said !== AS_BEFORE);
}

/** True if the two are the same place. */
export function samePlace(a: Place, b: Place): boolean {
  return a.heading === b.heading && a.within === b.within && a.shared === b.shared && a.start === b.start;
}
