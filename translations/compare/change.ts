/**
 * One difference between two texts: the shape that every diff, note, blame and page here speaks, and what can be done
 * with a list of them: apply it, turn it round, carry an offset through it.
 */

/** `moved` comes in pairs, one at each end; `reformatted` has equal words and other marks. */
export type ChangeKind = "inserted" | "deleted" | "replaced" | "moved" | "reformatted";

/**
 * `a.slice(fromA, toA)` became `b.slice(fromB, toB)`. Offsets are UTF-16 code units into the two (canonical) texts.
 * In a list of changes they are in order and do not touch: between two changes stands at least one kept word,
 * and the text between them is equal on both sides.
 */
export interface Change {
  fromA: number;
  toA: number;
  fromB: number;
  toB: number;
  kind: ChangeKind;
  /**
   * Of a replacement or a lone sign: that only letters' case differs (`Lord`, `lord`), only signs (`,` for `;`), or
   * only the spelling of the same words (`labour`, `labor`). Absent where words differ.
   */
  only?: "case" | "punctuation" | "spelling";
  /** The two stretches were too long to be compared word by word: there may be kept words in them. */
  coarse?: true;
}

/** The change with its offsets counted from elsewhere. */
export function shifted(change: Change, byA: number, byB: number): Change {
  const { fromA, toA, fromB, toB } = change;
  return { ...change, fromA: fromA + byA, toA: toA + byA, fromB: fromB + byB, toB: toB + byB };
}

/**
 * The second text, put together from the kept text of `a` and the changed text of `b`.
 * For the changes from `a` to `b` it equals `b`.
 * @throws RangeError if the changes are not in order or do not fit the texts.
 */
export function applyChanges(changes: readonly Change[], a: string, b: string): string {
  let result = "";
  let kept = 0;
  for (const { fromA, toA, fromB, toB } of changes) {
    if (fromA < kept || toA < fromA || toA > a.length || toB < fromB || toB > b.length)
      throw new RangeError(`applyChanges: a change at ${fromA}–${toA} is out of order or outside the texts`);
    result += a.slice(kept, fromA) + b.slice(fromB, toB);
    kept = toA;
  }
  return result + a.slice(kept);
}

const OPPOSITE: Record<ChangeKind, ChangeKind> = {
  inserted: "deleted",
  deleted: "inserted",
  replaced: "replaced",
  moved: "moved",
  reformatted: "reformatted",
};

/** The changes from the second text back to the first. `invert(invert(c))` equals `c`. */
export function invert(changes: readonly Change[]): Change[] {
  return changes.map((change) => ({
    ...change,
    fromA: change.fromB,
    toA: change.toB,
    fromB: change.fromA,
    toB: change.toA,
    kind: OPPOSITE[change.kind],
  }));
}

/**
 * Where `offset` of the first text stands in the second. In kept text, and in words only set otherwise: at the same
 * letter. Inside another change, or where something was inserted: before it (`bias` −1) or after it (`bias` 1).
 * A move counts as what it is at each end: words taken away here, words put in there (`movedPairs` finds the other
 * end). Never decreases as `offset` grows.
 */
export function mapOffset(changes: readonly Change[], offset: number, bias: -1 | 1): number {
  let shift = 0;
  for (const change of changes) {
    if (offset < change.fromA) break;
    if (offset < change.toA || change.fromA === offset) return mapInside(change, offset, bias);
    shift = change.toB - change.toA;
  }
  return offset + shift;
}

function mapInside({ fromA, toA, fromB, toB, kind }: Change, offset: number, bias: -1 | 1): number {
  if (offset === fromA && fromA < toA) return fromB;
  if (kind === "reformatted") return Math.max(fromB, toB - (toA - offset));
  return bias < 0 ? fromB : toB;
}
