/**
 * The usual revision changes a few words of a passage. For those the greedy algorithm of Myers (1986) finds the
 * longest common subsequence on the words as they stand, sooner than they could be numbered; `align.ts` does the rest.
 */
import type { Hunk } from "../change.ts";

/** Up to so many words taken away and put in; the work grows with its square. */
const FEW = 40;

/** For d edits and each diagonal -d, -d + 2 … d the furthest word of a; d's begin at d (d + 1) / 2. */
const USUAL = new Int32Array(((FEW + 1) * (FEW + 2)) / 2);

/**
 * The hunks between words `fromA` to `toA` of one side and `fromB` to `toB` of the other, or null if there is more
 * than a little to change. What is kept is the most that can be kept.
 * @param most how many words taken away and put in are a little
 */
export function alignShort(a: Int32Array, b: Int32Array, middle: Hunk, most = FEW): Hunk[] | null {
  const { fromA, toA, fromB, toB } = middle;
  if (Math.abs(toA - fromA - toB + fromB) > most) return null;
  let furthest: Int32Array = USUAL;
  for (let d = 0, row = 0, before = 0; d <= most; before = row, row += ++d) {
    if (row + d >= furthest.length) furthest = larger(furthest);
    for (let index = 0; index <= d; index++) {
      const reached = d === 0 ? 0 : step(furthest, before, index, d);
      let i = fromA + reached;
      let j = i - fromA + fromB + d - 2 * index;
      if (reached < 0 || i > toA || j > toB) i = fromA - 1;
      else
        while (i < toA && j < toB && a[i] === b[j]) {
          i++;
          j++;
        }
      furthest[row + index] = i - fromA;
      if (i === toA && j === toB) return retrace(furthest, middle, d, index);
    }
  }
  return null;
}

function larger(sheet: Int32Array): Int32Array {
  const copy = new Int32Array(2 * sheet.length);
  copy.set(sheet);
  return copy;
}

/** Where one more edit leads: a word further in a from the diagonal before, or one further in b from the next. */
function step(furthest: Int32Array, before: number, index: number, d: number): number {
  const deleting = index > 0 ? furthest[before + index - 1]! : -1;
  const inserting = index < d ? furthest[before + index]! : -1;
  return deleting >= 0 && deleting + 1 > inserting ? deleting + 1 : inserting;
}

/** Back from the end, one edit at a time; edits with no kept word between are one hunk. */
function retrace(furthest: Int32Array, { fromA, fromB }: Hunk, edits: number, end: number): Hunk[] {
  const hunks: Hunk[] = [];
  let index = end;
  for (let d = edits; d > 0; d--) {
    const before = ((d - 1) * d) / 2;
    const deleting = index > 0 ? furthest[before + index - 1]! : -1;
    const inserting = index < d ? furthest[before + index]! : -1;
    const deletes = deleting >= 0 && deleting + 1 > inserting;
    const x = deletes ? deleting : inserting;
    if (deletes) index--;
    const atA = fromA + x;
    const atB = fromB + x + d - 1 - 2 * index;
    const endA = deletes ? atA + 1 : atA;
    const endB = deletes ? atB : atB + 1;
    const last = hunks.at(-1);
    if (last && last.fromA === endA && last.fromB === endB) {
      last.fromA = atA;
      last.fromB = atB;
    } else hunks.push({ fromA: atA, toA: endA, fromB: atB, toB: endB });
  }
  return hunks.reverse();
}
