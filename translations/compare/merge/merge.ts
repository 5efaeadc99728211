/**
 * Two revisions of one base put together, word by word: the door of this room.
 *
 * A merge is a row of pieces. What nobody changed is kept; what one side changed is that side's; what both changed alike is
 * there once; and where each changed the same words otherwise it is a conflict, that a person settles. Both sides' changes
 * stand if they touch other words; when changes that only touch each other are in conflict all the same stands in
 * `regions.ts`. What a side moved takes with it what the other edited within it (`moved.ts`). Marks, blocks and spaces
 * that one side set otherwise stand (`looks.ts`). The formal side of such merges: Khanna, Kunal and Pierce, "A Formal
 * Investigation of Diff3" (2007). How pieces are put together again stands in `settle.ts`.
 */
import { canonicalText } from "../../text/canonical.ts";
import { parseText } from "../../text/parse.ts";
import type { Rendering } from "../../text/schema.ts";
import type { Dictionary } from "../words/words.ts";
import { changesOf } from "./hunks.ts";
import { followed } from "./moved.ts";
import { type Merge, type Piece, piecesOf } from "./pieces.ts";
import { regionsOf, type Sides } from "./regions.ts";
import { codeOf } from "../../text/words.ts";
import { mergedRendering, wordsOf } from "./settle.ts";
import { tokensOf } from "./tokens.ts";

export { fatesOf } from "./left.ts";
export type { Merge, Piece } from "./pieces.ts";
export { type Choice, mergedRendering, spanOf, wordsOf } from "./settle.ts";
export { type Taken, taking } from "./taking.ts";

/** So many moves are followed, each of which takes two more differences; */
const MOST_MOVES = 8;
/** in a base of more words and signs than this none is. */
const LONG = 1_000;

/**
 * Merges two revisions of `base`. Null is a rendering without words. `mergeRenderings(base, theirs, ours)` is the same with
 * the sides exchanged.
 * @param dictionary the words of scripts without spaces, as the diff takes it.
 */
export function mergeRenderings(
  base: Rendering | null,
  ours: Rendering,
  theirs: Rendering,
  dictionary?: Dictionary,
): Merge {
  let sides: Sides = { base: base ? tokensOf(base) : [], ours: tokensOf(ours), theirs: tokensOf(theirs) };
  for (let count = 0; ; count++) {
    const [mine, yours] = [sides.ours, sides.theirs].map((side) => changesOf(sides.base, side, dictionary));
    const mayFollow = count < MOST_MOVES && sides.base.length <= LONG;
    const next = followed(sides, mine!, yours!, mayFollow);
    if ("whole" in next)
      return { sides, pieces: piecesOf(sides, regionsOf(sides, mine!.hunks, yours!.hunks, next.whole)) };
    sides = next.sides;
  }
}

/** The pieces in which each side has other words, for a person to settle. */
export function conflictsIn({ pieces }: Merge): Piece[] {
  return pieces.filter(({ kind }) => kind === "conflict");
}

/**
 * A rendering worded otherwise in plain text: the canonical one that reads `text`, with the marks of `before` on the words that
 * are still there.
 * @throws OverLimit if the text is longer than any rendering may be.
 */
export function reworded(before: Rendering, text: string): Rendering {
  const written = parseText(text);
  const set = mergedRendering(mergeRenderings(parseText(canonicalText(before)), written, before));
  // Where the two quarrel, what was written stands, as it was written.
  return canonicalText(set) === canonicalText(written) ? set : written;
}

/** What tells the conflicts of a merge from those of another, for who settles them later; "" if there are none. */
export function markOf(merge: Merge): string {
  const told = conflictsIn(merge).map((piece) => [wordsOf(merge, piece, "ours"), wordsOf(merge, piece, "theirs")]);
  return told.length === 0 ? "" : codeOf(JSON.stringify(told)).toString(36);
}
