/** Putting together lists of changes that were found apart: what then touches is one, and ends of moves find each other. */
import { isWhite } from "../../text/words.ts";
import { asChange, joined, kindBySides, type Change } from "../change.ts";
import { pairsOfWords } from "./moves.ts";

/**
 * Changes in order, with no word between some of them, as a list in which a kept word stands between any two. An end
 * of a move becomes a deletion or an insertion, for its other end may be part of another change now.
 * @param a the older text.
 */
export function joinTouching(changes: readonly Change[], a: string): Change[] {
  const list: Change[] = [];
  for (const change of changes) {
    const last = list.at(-1);
    if (last && isWhite(a.slice(last.toA, change.fromA))) list[list.length - 1] = both(last, change);
    else list.push(unpaired(change));
  }
  return list;
}

function unpaired(change: Change): Change {
  if (change.kind !== "moved") return change;
  return asChange(change, kindBySides(change));
}

function both(change: Change, next: Change): Change {
  const hunk = joined(change, next);
  return asChange(hunk, kindBySides(hunk));
}

/**
 * Finds deletions and insertions of the same words and makes both the ends of a move, as the diff does within one
 * text. Ends with the same words are paired in order. Answers the indexes of both ends.
 * @param changes of any passages, offsets into `a` and `b`; their kinds are set in place.
 */
export function pairMoves(changes: readonly Change[], a: string, b: string): [number, number][] {
  const found = pairsOfWords(changes, a, b);
  for (const [from, to] of found) [changes[from]!.kind, changes[to]!.kind] = ["moved", "moved"];
  return found;
}

/**
 * At most `most` changes: where there are more, those with the least kept between them become one, which says that it
 * is coarse. Nobody reads thousands of changes one by one, and a page can't show them.
 */
export function fewer(changes: readonly Change[], most: number, a: string, b: string): Change[] {
  if (changes.length <= most) return [...changes];
  const kept = (index: number): number => changes[index]!.fromA - changes[index - 1]!.toA;
  const widest = [...changes.keys()].slice(1).sort((i, j) => kept(j) - kept(i) || i - j);
  const parted = new Set(widest.slice(0, most - 1));
  const list: Change[] = [];
  changes.forEach((change, index) => {
    const last = list.at(-1);
    if (!last || parted.has(index)) list.push(unpaired(change));
    else list[list.length - 1] = { ...both(last, change), coarse: true };
  });
  pairMoves(list, a, b);
  return list;
}
