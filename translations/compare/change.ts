/**
 * One difference between two sides: the shape that every diff, note, blame and page here speaks, its moves, and what
 * can be done with a list of them. How differences are found, and how they are shown, is left to others.
 */

/**
 * `fromA` to `toA` of one side stand where `fromB` to `toB` of the other stand: words inside a diff, UTF-16 code units
 * in what it answers. In a list hunks are in order; what stands between two of them is kept, one to one.
 */
export interface Hunk {
  fromA: number;
  toA: number;
  fromB: number;
  toB: number;
  /** Too long to be looked into, for a budget was reached: there may be kept words in it. */
  coarse?: true;
}

/** `moved` comes in pairs, one at each end; `reformatted` has equal words and other marks. */
export type ChangeKind = "inserted" | "deleted" | "replaced" | "moved" | "reformatted";

/**
 * `a.slice(fromA, toA)` became `b.slice(fromB, toB)`. Offsets are UTF-16 code units into the two (canonical) texts.
 * In a list of changes they are in order, and the text between them is equal on both sides. Between two changes stands
 * at least one kept word; only beside the end of a move does one begin where the other ends.
 */
export interface Change extends Hunk {
  kind: ChangeKind;
  /**
   * Of a replacement or a lone sign: that only letters' case differs (`Lord`, `lord`), only signs (`,` for `;`), or
   * only the spelling of the same words (`labour`, `labor`). Absent where words differ.
   */
  only?: "case" | "punctuation" | "spelling";
}

/**
 * A hunk from its four ends. All are made with the same names in the same order, and so are all changes: what reads
 * thousands of them is compiled for that one shape, and slow where it meets several.
 */
export function hunkAt(fromA: number, toA: number, fromB: number, toB: number, coarse?: true): Hunk {
  const hunk: Hunk = { fromA, toA, fromB, toB };
  if (coarse) hunk.coarse = coarse;
  return hunk;
}

/** A change of this kind, where the hunk is. */
export function asChange({ fromA, toA, fromB, toB, coarse }: Hunk, kind: ChangeKind, only?: Change["only"]): Change {
  const change: Change = { fromA, toA, fromB, toB, kind };
  if (only) change.only = only;
  if (coarse) change.coarse = coarse;
  return change;
}

/** All of two sides of these lengths. */
export function whole(lengthA: number, lengthB: number): Hunk {
  return { fromA: 0, toA: lengthA, fromB: 0, toB: lengthB };
}

/** One of either side, `i` beside `j`. */
export function beside(i: number, j: number): Hunk {
  return { fromA: i, toA: i + 1, fromB: j, toB: j + 1 };
}

export function lengthA({ fromA, toA }: Hunk): number {
  return toA - fromA;
}

export function lengthB({ fromB, toB }: Hunk): number {
  return toB - fromB;
}

/** How many pairs there are of one of either side: what it takes to compare each with each. */
export function area(hunk: Hunk): number {
  return lengthA(hunk) * lengthB(hunk);
}

/** Nothing stands there on the first side. */
export function isInsertion({ fromA, toA }: Hunk): boolean {
  return fromA === toA;
}

/** Nothing stands there on the second side. */
export function isDeletion({ fromB, toB }: Hunk): boolean {
  return fromB === toB;
}

export function isEmpty(hunk: Hunk): boolean {
  return isInsertion(hunk) && isDeletion(hunk);
}

/** What its sides say of a change, whatever words stand there. */
export function kindBySides(hunk: Hunk): "inserted" | "deleted" | "replaced" {
  if (isInsertion(hunk)) return "inserted";
  return isDeletion(hunk) ? "deleted" : "replaced";
}

/** What stands there in the two texts. */
export function textsOf({ fromA, toA, fromB, toB }: Hunk, a: string, b: string): [older: string, newer: string] {
  return [a.slice(fromA, toA), b.slice(fromB, toB)];
}

/** The same with its offsets counted from elsewhere. */
export function shifted({ fromA, toA, fromB, toB, coarse }: Hunk, byA: number, byB: number): Hunk {
  return hunkAt(fromA + byA, toA + byA, fromB + byB, toB + byB, coarse);
}

/** A change with its offsets counted from elsewhere. */
export function shiftedChange(change: Change, byA: number, byB: number): Change {
  return asChange(shifted(change, byA, byB), change.kind, change.only);
}

/** With so much more of both sides before it and after it. */
export function widened({ fromA, toA, fromB, toB, coarse }: Hunk, before: number, after: number): Hunk {
  return hunkAt(fromA - before, toA + after, fromB - before, toB + after, coarse);
}

/** Without what is equal on both sides at its beginning. */
export function withoutHead<T>(hunk: Hunk, a: ArrayLike<T>, b: ArrayLike<T>): Hunk {
  const head = equalHead(hunk, a, b);
  return hunkAt(hunk.fromA + head, hunk.toA, hunk.fromB + head, hunk.toB, hunk.coarse);
}

/** Without what is equal on both sides at its beginning, and then at its end. */
export function trimmed<T>(hunk: Hunk, a: ArrayLike<T>, b: ArrayLike<T>): Hunk {
  const head = equalHead(hunk, a, b);
  const fromA = hunk.fromA + head;
  const fromB = hunk.fromB + head;
  let { toA, toB } = hunk;
  while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) {
    toA--;
    toB--;
  }
  return hunkAt(fromA, toA, fromB, toB, hunk.coarse);
}

function equalHead<T>({ fromA, toA, fromB, toB }: Hunk, a: ArrayLike<T>, b: ArrayLike<T>): number {
  const most = Math.min(toA - fromA, toB - fromB);
  let head = 0;
  while (head < most && a[fromA + head] === b[fromB + head]) head++;
  return head;
}

/** The same seen from the other side. */
export function mirrored({ fromA, toA, fromB, toB, coarse }: Hunk): Hunk {
  return hunkAt(fromB, toB, fromA, toA, coarse);
}

/** One over both, and over all between. */
export function joined(x: Hunk, y: Hunk): Hunk {
  return hunkAt(
    Math.min(x.fromA, y.fromA),
    Math.max(x.toA, y.toA),
    Math.min(x.fromB, y.fromB),
    Math.max(x.toB, y.toB),
    x.coarse ?? y.coarse,
  );
}

/** The order in which hunks stand. */
export function inOrder(x: Hunk, y: Hunk): number {
  return x.fromA - y.fromA || x.fromB - y.fromB;
}

/** Hunks with nothing kept between them, or that overlap, become one: `[a/x][b/y]` is `[a b/x y]`. */
export function mergeTouching(hunks: readonly Hunk[]): readonly Hunk[] {
  let first = 1;
  while (first < hunks.length && !touches(hunks[first - 1]!, hunks[first]!)) first++;
  if (first >= hunks.length) return hunks;
  const merged = hunks.slice(0, first);
  for (let index = first; index < hunks.length; index++) {
    const [last, hunk] = [merged[merged.length - 1]!, hunks[index]!];
    if (touches(last, hunk)) merged[merged.length - 1] = joined(last, hunk);
    else merged.push(hunk);
  }
  return merged;
}

function touches(hunk: Hunk, next: Hunk): boolean {
  return hunk.toA >= next.fromA && hunk.toB >= next.fromB;
}

/**
 * Visits every kept run: `from` to `to` of a, which stand `shift` further in b; `after` says that a hunk ends where it
 * begins.
 */
export function eachRun(
  hunks: readonly Hunk[],
  lengthOfA: number,
  visit: (from: number, to: number, shift: number, after: boolean) => void,
): void {
  let from = 0;
  let shift = 0;
  for (const hunk of hunks) {
    if (hunk.fromA > from) visit(from, hunk.fromA, shift, hunk !== hunks[0]);
    from = hunk.toA;
    shift = hunk.toB - hunk.toA;
  }
  if (lengthOfA > from) visit(from, lengthOfA, shift, hunks.length > 0);
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
  return changes.map((change) => asChange(mirrored(change), OPPOSITE[change.kind], change.only));
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
