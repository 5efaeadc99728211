/**
 * What changed between two texts, word by word, for a reader:
 * number the words -> align -> realign between strong anchors -> slide insertions and deletions -> marks -> gaps ->
 * classify. Each pass stands in a file of its own with an example; none of them draws.
 */
import { canonical } from "../text/canonical.ts";
import { layout, type Layout } from "../text/layout.ts";
import { schema, type Rendering } from "../text/schema.ts";
import { seamAfter, seamBefore } from "../text/words.ts";
import { alignShort } from "./align-short.ts";
import { alignNumbers } from "./align.ts";
import type { Change } from "./change.ts";
import { classify } from "./classify.ts";
import { COSTS } from "./costs.ts";
import { withGaps } from "./gaps.ts";
import { eachRun, inOrder, mergeTouching, type Hunk } from "./hunk.ts";
import { intern } from "./intern.ts";
import { realign } from "./realign.ts";
import { slideHunks } from "./slide.ts";
import { sameWord, windowOf, wordingOfLayout, wordingOfText, type Wording } from "./wording.ts";

export { describe } from "./describe.ts";
export { summary, summaryInWords } from "./summary.ts";

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
 */
export function diffTexts(a: string, b: string): Change[] {
  return diffWindows(a, b, (text, start, end) => wordingOfText(text, start, end));
}

/** What {@link diffTexts} finds, for two versions whose words are at hand. */
export function diffWordings(a: Wording, b: Wording): Change[] {
  if (a.text === b.text && a !== b) return diffWordings(a, a);
  return diffWindows(a.text, b.text, (text, start, end) => windowOf(text === a.text ? a : b, start, end));
}

/**
 * The changes from rendering `a` to rendering `b`, as they stand: drafts need not be canonical. Null is a rendering
 * without words. Words with other marks, or in another kind of block, are `reformatted`.
 */
export function diffRenderings(a: Rendering | null, b: Rendering | null): RenderingDiff {
  const [layoutA, layoutB] = [layoutOf(a), layoutOf(b)];
  return { a: layoutA, b: layoutB, changes: diffLayouts(layoutA, layoutB) };
}

/** Layouts never change, so the words of each are read once for as long as somebody holds it. */
const wordings = new WeakMap<Layout, Wording>();

/** The changes between two renderings whose layouts are at hand. */
export function diffLayouts(a: Layout, b: Layout): Change[] {
  const [left, right] = [wordingOf(a), wordingOf(b)];
  return classify(changedHunks(left, right), left, right);
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

/** How much equal text around the changes is read, in UTF-16 code units: words that a change may slide over. */
const CONTEXT = 32;
/** How much more if a change slid to the edge of what was read. */
const WIDER = 16;

/** Reads only the words from the first difference to the last and a little around; more if a change slides there. */
function diffWindows(a: string, b: string, wordingIn: (text: string, start: number, end: number) => Wording): Change[] {
  if (a === b) return [];
  const prefix = commonPrefix(a, b);
  const suffix = commonSuffix(a, b, Math.min(a.length, b.length) - prefix);
  for (let context = CONTEXT; ; context *= WIDER) {
    const start = prefix <= context ? 0 : seamBefore(a, prefix - context);
    const endA = suffix <= context ? a.length : seamAfter(a, a.length - suffix + context);
    const endB = b.length - (a.length - endA);
    const [left, right] = [wordingIn(a, start, endA), wordingIn(b, start, endB)];
    const hunks = changedHunks(left, right);
    if (!isCramped(hunks, left, start, endA)) return classify(hunks, left, right);
  }
}

function commonPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

function commonSuffix(a: string, b: string, most: number): number {
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++;
  return length;
}

/** Whether a change stands at an edge of the window that is no edge of the text. */
function isCramped(hunks: readonly Hunk[], a: Wording, start: number, end: number): boolean {
  if (hunks.length === 0) return start > 0 || end < a.text.length;
  const [first, last] = [hunks[0]!, hunks.at(-1)!];
  return (
    (start > 0 && (first.fromA === 0 || first.fromB === 0)) || (end < a.text.length && last.toA >= a.from.length - 1)
  );
}

function changedHunks(a: Wording, b: Wording): Hunk[] {
  const [lengthA, lengthB] = [a.from.length, b.from.length];
  const most = Math.min(lengthA, lengthB);
  let [prefix, suffix] = [0, 0];
  while (prefix < most && sameWord(a, prefix, b, prefix)) prefix++;
  while (suffix < most - prefix && sameWord(a, lengthA - 1 - suffix, b, lengthB - 1 - suffix)) suffix++;
  const middle = { fromA: prefix, toA: lengthA - suffix, fromB: prefix, toB: lengthB - suffix };
  return withGaps(withMarks(slideHunks(readableHunks(middle, a, b), a, b), a, b), a, b);
}

/** What is kept and what is changed in the middle, where the two sides begin and end with different words. */
function readableHunks(middle: Hunk, a: Wording, b: Wording): Hunk[] {
  const { fromA, toA, fromB, toB } = middle;
  if (fromA === toA && fromB === toB) return [];
  if (fromA === toA || fromB === toB || (toA - fromA === 1 && toB - fromB === 1)) return [middle];
  return realign(alignShort(a, b, middle) ?? alignLong(a, b, middle), a, b, COSTS);
}

function alignLong(a: Wording, b: Wording, { fromA, toA, fromB, toB }: Hunk): Hunk[] {
  const numbered = intern(a, fromA, toA, b, fromB, toB);
  return alignNumbers(numbered.a, numbered.b, numbered.inA, numbered.inB).map((hunk) => ({
    ...hunk,
    fromA: hunk.fromA + fromA,
    toA: hunk.toA + fromA,
    fromB: hunk.fromB + fromB,
    toB: hunk.toB + fromB,
  }));
}

/** Kept words with other marks are changes too. */
function withMarks(hunks: Hunk[], a: Wording, b: Wording): Hunk[] {
  if (!a.marks && !b.marks) return hunks;
  const all = [...hunks];
  eachRun(hunks, a.from.length, (from, to, shift) => {
    for (let i = from; i < to; i++)
      if ((a.marks?.[i] ?? "") !== (b.marks?.[i + shift] ?? ""))
        all.push({ fromA: i, toA: i + 1, fromB: i + shift, toB: i + shift + 1 });
  });
  return mergeTouching(all.sort(inOrder));
}
