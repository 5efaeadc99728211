/** One piece of a new text that has the words of several passages of the old one, cut again where one passes into the next. */
import type { Change } from "../compare/change.ts";
import { diffTexts } from "../compare/words/words.ts";
import { canonicalText, renderingFromJson } from "../text/canonical.ts";
import { cutsIn } from "../text/cuts.ts";
import { words } from "../text/words.ts";
import { partsOf } from "./cutting.ts";
import type { Piece } from "./pieces.ts";

/** What stands between two sentences at most. */
const SPACE = 2;

/**
 * The piece in as many parts as there are passages; null if it has no words of one of them, or changes are tracked in it: which
 * words they are in would have to be guessed.
 * @param passages the words of each.
 */
export function cutBetween(piece: Piece, passages: readonly string[]): Piece[] | null {
  if (piece.revision) return null;
  const rendering = renderingFromJson(piece.rendering);
  const text = canonicalText(rendering);
  const old = passages.join("\n\n");
  const changes = diffTexts(old, text);
  const sentences = cutsIn(rendering);
  const starts = words(text).map(({ from }) => from);
  const ats: number[] = [];
  let end = 0;
  for (const passage of passages.slice(0, -1)) {
    end += passage.length;
    ats.push(nearest(carried(end, changes), sentences, starts));
    end += 2;
  }
  const parts = [0, ...ats, text.length];
  if (parts.some((at, index) => index > 0 && text.slice(parts[index - 1], at).trim() === "")) return null;
  return partsOf(piece, ats);
}

/** Where a place of the old text stands in the new one: in words that are kept, there; in others, somewhere from one place to another. */
function carried(place: number, changes: readonly Change[]): { from: number; to: number } {
  let shift = 0;
  for (const { fromA, toA, fromB, toB } of changes) {
    if (fromA > place) break;
    if (toA > place) return { from: fromB, to: toB };
    shift = toB - toA;
  }
  return { from: place + shift, to: place + shift };
}

/** The sentence that begins there; if none does, the word. */
function nearest({ from, to }: { from: number; to: number }, sentences: readonly number[], starts: readonly number[]) {
  const middle = (from + to) / 2;
  const closest = (all: readonly number[]): number | undefined =>
    all.reduce<number | undefined>(
      (best, at) => (best === undefined || Math.abs(at - middle) < Math.abs(best - middle) ? at : best),
      undefined,
    );
  return closest(sentences.filter((at) => at >= from && at <= to + SPACE)) ?? closest(starts) ?? from;
}
