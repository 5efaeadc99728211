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
import type { Rendering } from "../../text/schema.ts";
import type { Dictionary } from "../words/words.ts";
import { changesOf } from "./hunks.ts";
import { followed } from "./moved.ts";
import { type Merge, type Piece, piecesOf } from "./pieces.ts";
import { regionsOf, type Sides } from "./regions.ts";
import { tokensOf } from "./tokens.ts";

export type { Merge, Piece } from "./pieces.ts";
export { mergedRendering, wordsOf } from "./settle.ts";

/** So many moves are followed; where there are more, all is one conflict. */
const MOST_MOVES = 16;

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
    const next = followed(sides, mine!, yours!);
    if ("sides" in next && count < MOST_MOVES) {
      sides = next.sides;
      continue;
    }
    const whole = "whole" in next ? next.whole : [{ from: 0, to: sides.base.length }];
    return { sides, pieces: piecesOf(sides, regionsOf(sides, mine!.hunks, yours!.hunks, whole)) };
  }
}

/** The pieces in which each side has other words, for a person to settle. */
export function conflictsIn({ pieces }: Merge): Piece[] {
  return pieces.filter(({ kind }) => kind === "conflict");
}
