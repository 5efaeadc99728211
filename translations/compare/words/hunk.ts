/** A stretch of words that differs: the shape the passes of the diff hand to each other. */

/**
 * Words `fromA` to `toA` of one side stand where words `fromB` to `toB` of the other stand. Offsets count words.
 * Hunks are in order; what stands between two of them is kept, word for word.
 */
export interface Hunk {
  fromA: number;
  toA: number;
  fromB: number;
  toB: number;
  /** Not looked into: a budget was reached. */
  coarse?: true;
}

/** One hunk over both, and over all between. */
export function span(first: Hunk, last: Hunk): Hunk {
  const hunk: Hunk = {
    fromA: Math.min(first.fromA, last.fromA),
    toA: Math.max(first.toA, last.toA),
    fromB: Math.min(first.fromB, last.fromB),
    toB: Math.max(first.toB, last.toB),
  };
  if (first.coarse || last.coarse) hunk.coarse = true;
  return hunk;
}

/** Hunks with no kept word between them, or that overlap, become one: `[a/x][b/y]` is `[a b/x y]`. */
export function mergeTouching(hunks: readonly Hunk[]): Hunk[] {
  const merged: Hunk[] = [];
  for (const hunk of hunks) {
    const last = merged[merged.length - 1];
    if (last && last.toA >= hunk.fromA && last.toB >= hunk.fromB) merged[merged.length - 1] = span(last, hunk);
    else merged.push(hunk);
  }
  return merged;
}

/** The order in which hunks stand. */
export function inOrder(x: Hunk, y: Hunk): number {
  return x.fromA - y.fromA || x.fromB - y.fromB;
}

/**
 * Visits every run of kept words: `from` to `to` of a, which stand `shift` words further in b; `after` says that a
 * hunk ends where it begins.
 */
export function eachRun(
  hunks: readonly Hunk[],
  lengthA: number,
  visit: (from: number, to: number, shift: number, after: boolean) => void,
): void {
  let from = 0;
  let shift = 0;
  for (const hunk of hunks) {
    if (hunk.fromA > from) visit(from, hunk.fromA, shift, hunk !== hunks[0]);
    from = hunk.toA;
    shift = hunk.toB - hunk.toA;
  }
  if (lengthA > from) visit(from, lengthA, shift, hunks.length > 0);
}
