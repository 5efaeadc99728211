/**
 * What changed between two texts, word by word, for a reader:
 * align the words -> slide insertions and deletions -> join speckled stretches -> marks -> gaps -> classify.
 * Each pass stands in a file of its own with an example; none of them draws.
 */
import { canonical } from "../text/canonical.ts";
import { layout, type Layout } from "../text/layout.ts";
import { schema, type Rendering } from "../text/schema.ts";
import { alignWords } from "./align.ts";
import type { Change } from "./change.ts";
import { classify } from "./classify.ts";
import { withGaps } from "./gaps.ts";
import { eachKept, mergeTouching, type Hunk } from "./hunk.ts";
import { joinHunks } from "./join.ts";
import { slideHunks } from "./slide.ts";
import { wordingOfLayout, wordingOfText, type Wording } from "./wording.ts";

export { describe } from "./describe.ts";
export { summary, summaryInWords, type Summary } from "./summary.ts";

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
  return diffWordings(wordingOfText(a), wordingOfText(b));
}

/**
 * The changes from rendering `a` to rendering `b`, as they stand: drafts need not be canonical. Null is a rendering
 * without words. Words with other marks, or in another kind of block, are `reformatted`.
 */
export function diffRenderings(a: Rendering | null, b: Rendering | null): RenderingDiff {
  const [layoutA, layoutB] = [layoutOf(a), layoutOf(b)];
  return { a: layoutA, b: layoutB, changes: diffLayouts(layoutA, layoutB) };
}

/** The changes between two renderings whose layouts are at hand. */
export function diffLayouts(a: Layout, b: Layout): Change[] {
  return diffWordings(wordingOfLayout(a), wordingOfLayout(b));
}

function layoutOf(rendering: Rendering | null): Layout {
  return layout(rendering ?? canonical(schema.nodes.doc.createAndFill()!));
}

/** The changes between two texts whose words are at hand: what {@link diffTexts} finds, without reading them again. */
export function diffWordings(a: Wording, b: Wording): Change[] {
  const aligned = alignWords(a.letters, b.letters);
  const readable = joinHunks(slideHunks(aligned, a, b), a, b);
  return classify(withGaps(withMarks(readable, a, b), a, b), a, b);
}

/** Kept words with other marks are changes too. */
function withMarks(hunks: readonly Hunk[], a: Wording, b: Wording): Hunk[] {
  const all = [...hunks];
  eachKept(hunks, a.words.length, (i, j) => {
    if (a.marks[i] !== b.marks[j]) all.push({ fromA: i, toA: i + 1, fromB: j, toB: j + 1 });
  });
  return mergeTouching(all.sort((x, y) => x.fromA - y.fromA || x.fromB - y.fromB));
}
