/**
 * What changed between two texts, word by word, for a reader:
 * number the words -> align -> realign between strong anchors -> slide insertions and deletions -> whole words of the
 * dictionary, if one is given -> marks -> gaps -> classify. Each pass stands in a file of its own with an example; none of them draws.
 */
import { canonical } from "../../text/canonical.ts";
import { layout, type Layout } from "../../text/layout.ts";
import { schema, type Rendering } from "../../text/schema.ts";
import { seamAfter, seamBefore, sheetFor } from "../../text/words.ts";
import { alignCodes } from "./align.ts";
import {
  area,
  beside,
  eachRun,
  inOrder,
  isEmpty,
  mergeTouching,
  trimmed,
  whole,
  type Change,
  type Hunk,
} from "../change.ts";
import { classify } from "./classify.ts";
import { COSTS } from "./costs.ts";
import { inWholeWords, type Dictionary } from "./dictionary.ts";
import { isEdgeOfWindow } from "./edges.ts";
import { withGaps } from "./gaps.ts";
import { realign } from "./realign.ts";
import { slideHunks } from "./slide.ts";
import { withTrueCodes, wordingOfLayout, wordingOnto, type Wording } from "./wording.ts";

/** Two renderings with their layouts; the changes' offsets count in `a.text` and `b.text`. */
export interface RenderingDiff {
  a: Layout;
  b: Layout;
  changes: Change[];
}

/**
 * The changes from text `a` to text `b`, any two strings. None cuts a word, and the text between changes is equal
 * on both sides, white space included. A change of white space alone takes in the word after it (or, at the end,
 * before it) and is `reformatted`; only in a text without any word does a change stand on white space alone.
 * @param dictionary the words of scripts without spaces, none of which is cut; without it each character is a word.
 */
export function diffTexts(a: string, b: string, dictionary?: Dictionary): Change[] {
  if (a === b) return [];
  const prefix = commonPrefix(a, b);
  const suffix = commonSuffix(a, b, Math.min(a.length, b.length) - prefix);
  for (let [before, behind] = [BEFORE, BEHIND]; ; before *= WIDER, behind *= WIDER) {
    const start = prefix <= before ? 0 : seamBefore(a, prefix - before);
    const endA = suffix <= behind ? a.length : seamAfter(a, a.length - suffix + behind);
    const endB = b.length - (a.length - endA);
    const [sheetA, sheetB] =
      Math.max(endA, endB) - start <= SHEET ? SHEETS : [sheetFor(endA >> 2), sheetFor(endB >> 2)];
    const left = wordingOnto(sheetA, a, start, endA);
    const right = wordingOnto(sheetB, b, start, endB);
    const hunks = changedHunks(left, right, dictionary);
    if (!isCramped(hunks, left, right)) return classify(hunks, left, right, dictionary);
  }
}

/** Texts of up to so many UTF-16 code units are read onto the same sheets again and again. */
const SHEET = 200_000;
const SHEETS = [sheetFor(256), sheetFor(256)] as const;

/** Only the words from the first difference to the last are read and a little around, in UTF-16 code units: */
const BEFORE = 8;
/** mostly a word before, and two behind, that a change may slide over; */
const BEHIND = 16;
/** this much more if one slid to the edge of what was read. */
const WIDER = 16;

/** What {@link diffTexts} finds, for two versions whose words are at hand. */
export function diffWordings(a: Wording, b: Wording): Change[] {
  return a.text === b.text ? [] : changesBetween(a, b);
}

/**
 * The changes from rendering `a` to rendering `b`, as they stand: drafts need not be canonical. Null is a rendering
 * without words. Words with other marks, or in another kind of block, are `reformatted`.
 */
export function diffRenderings(a: Rendering | null, b: Rendering | null, dictionary?: Dictionary): RenderingDiff {
  const layoutA = layoutOf(a);
  const layoutB = layoutOf(b);
  return { a: layoutA, b: layoutB, changes: diffLayouts(layoutA, layoutB, dictionary) };
}

/** Layouts never change, so the words of each are read once for as long as somebody holds it. */
const wordings = new WeakMap<Layout, Wording>();

/** The changes between two renderings whose layouts are at hand. */
export function diffLayouts(a: Layout, b: Layout, dictionary?: Dictionary): Change[] {
  return changesBetween(wordingOf(a), wordingOf(b), dictionary);
}

function changesBetween(a: Wording, b: Wording, dictionary?: Dictionary): Change[] {
  return classify(changedHunks(a, b, dictionary), a, b, dictionary);
}

function wordingOf(rendered: Layout): Wording {
  let wording = wordings.get(rendered);
  if (!wording) wordings.set(rendered, (wording = wordingOfLayout(rendered)));
  return wording;
}

/** Renderings never change either. */
const layouts = new WeakMap<Rendering, Layout>();

function layoutOf(rendering: Rendering | null): Layout {
  if (!rendering) return layout(canonical(schema.nodes.doc.createAndFill()!));
  let known = layouts.get(rendering);
  if (!known) layouts.set(rendering, (known = layout(rendering)));
  return known;
}

/** Letters that are compared at once: much sooner than one by one. */
const AT_ONCE = 64;

function commonPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length + AT_ONCE <= most && a.slice(length, length + AT_ONCE) === b.slice(length, length + AT_ONCE))
    length += AT_ONCE;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

function commonSuffix(a: string, b: string, most: number): number {
  const [endA, endB] = [a.length, b.length];
  let length = 0;
  while (
    length + AT_ONCE <= most &&
    a.slice(endA - length - AT_ONCE, endA - length) === b.slice(endB - length - AT_ONCE, endB - length)
  )
    length += AT_ONCE;
  while (length < most && a.charCodeAt(endA - 1 - length) === b.charCodeAt(endB - 1 - length)) length++;
  return length;
}

/** Whether a change stands at an edge of the window that is no edge of the text. */
function isCramped(hunks: readonly Hunk[], a: Wording, b: Wording): boolean {
  if (hunks.length === 0) return a.start > 0 || a.end < a.text.length;
  const first = hunks[0]!;
  const last = hunks.at(-1)!;
  if (a.end < a.text.length && last.toA >= a.count - 1) return true;
  return isEdgeOfWindow(a, first.fromA) || isEdgeOfWindow(b, first.fromB);
}

function changedHunks(a: Wording, b: Wording, dictionary?: Dictionary): readonly Hunk[] {
  const slid = slideHunks(readableHunks(middleOf(a, b), a, b), a, b);
  const hunks = dictionary ? inWholeWords(slid, a, b, dictionary) : slid;
  return withGaps(withMarks(hunks, a, b), a, b) ?? changedHunks(...withTrueCodes(a, b), dictionary);
}

/** What lies between the words that both sides begin and end with. */
function middleOf(a: Wording, b: Wording): Hunk {
  return trimmed(whole(a.count, b.count), a.code, b.code);
}

/** What is kept and what is changed in the middle, where the two sides begin and end with different words. */
function readableHunks(middle: Hunk, a: Wording, b: Wording): readonly Hunk[] {
  if (isEmpty(middle)) return [];
  if (area(middle) <= 1) return [middle];
  return realign(alignCodes(a.code, b.code, middle), a, b, COSTS);
}

/** Kept words with other marks are changes too. */
function withMarks(hunks: readonly Hunk[], a: Wording, b: Wording): readonly Hunk[] {
  if (!a.marks && !b.marks) return hunks;
  const all = [...hunks];
  eachRun(hunks, a.count, (from, to, shift) => {
    for (let i = from; i < to; i++)
      if ((a.marks?.[i] ?? "") !== (b.marks?.[i + shift] ?? "")) all.push(beside(i, i + shift));
  });
  return mergeTouching(all.sort(inOrder));
}
