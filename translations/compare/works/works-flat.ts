/** A comparison of works as one list of changes, for those who know nothing of passages. */
import { isWhite } from "../../text/words.ts";
import { asChange, kindBySides, textsOf, type Change, type Hunk } from "../change.ts";
import { joinTouching, withMoves } from "../words/words.ts";
import { placeOf, type WorkDiff } from "./diff-works.ts";

/**
 * The changes from the one text to the other, in order, touching only beside the end of a move, offsets into both whole texts. A passage that
 * moved is deleted here and inserted there. Between passages white space alone may be a change.
 */
export function changesOf({ a, b, groups }: WorkDiff): Change[] {
  const found: Change[] = [];
  let [endA, endB] = [0, 0];
  for (const { a: left, b: right, moved, changes } of groups) {
    if (left.length === 0 || right.length === 0 || moved) continue;
    const [inA, inB] = [placeOf(a, left), placeOf(b, right)];
    found.push(...between(a.text, endA, inA.from, b.text, endB, inB.from), ...changes);
    [endA, endB] = [inA.to, inB.to];
  }
  found.push(...between(a.text, endA, a.text.length, b.text, endB, b.text.length));
  return withMoves(joinTouching(found, a.text), a.text, b.text);
}

/** What stands between two pairs of passages, as one change without the white space that is equal at its ends. */
function between(a: string, fromA: number, endA: number, b: string, fromB: number, endB: number): Change[] {
  if (a.slice(fromA, endA) === b.slice(fromB, endB)) return [];
  let [head, tail] = [0, 0];
  const most = Math.min(endA - fromA, endB - fromB);
  const sameBlank = (i: number, j: number) => a[i] === b[j] && BLANK.test(a[i]!);
  while (tail < most && sameBlank(endA - 1 - tail, endB - 1 - tail)) tail++;
  while (head < most - tail && sameBlank(fromA + head, fromB + head)) head++;
  const change = { fromA: fromA + head, toA: endA - tail, fromB: fromB + head, toB: endB - tail };
  return [asChange(change, kindOf(change, a, b))];
}

/** White space that is no part of a word, whatever stands beside it. */
const BLANK = /^[\t-\r\u0085\u2028\u2029]$/;

function kindOf(hunk: Hunk, a: string, b: string): Change["kind"] {
  return textsOf(hunk, a, b).every(isWhite) ? "reformatted" : kindBySides(hunk);
}
