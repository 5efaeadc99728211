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
}

/** One hunk over both, and over all between. */
export function span(first: Hunk, last: Hunk): Hunk {
  return {
    fromA: Math.min(first.fromA, last.fromA),
    toA: Math.max(first.toA, last.toA),
    fromB: Math.min(first.fromB, last.fromB),
    toB: Math.max(first.toB, last.toB),
  };
}

/** Hunks with no kept word between them, or that overlap, become one: `[a/x][b/y]` is `[a b/x y]`. */
export function mergeTouching(hunks: readonly Hunk[]): Hunk[] {
  const merged: Hunk[] = [];
  for (const hunk of hunks) {
    const last = merged.at(-1);
    if (last && last.toA >= hunk.fromA && last.toB >= hunk.fromB) merged[merged.length - 1] = span(last, hunk);
    else merged.push(hunk);
  }
  return merged;
}

/** Visits every kept pair of words; `after` is the hunk that ends just before it, if one does. */
export function eachKept(
  hunks: readonly Hunk[],
  lengthA: number,
  visit: (a: number, b: number, after: Hunk | undefined) => void,
): void {
  let [a, b] = [0, 0];
  for (const [index, hunk] of [...hunks, undefined].entries()) {
    const end = hunk ? hunk.fromA : lengthA;
    const before = hunks[index - 1];
    for (let first = true; a < end; a++, b++, first = false) visit(a, b, first ? before : undefined);
    if (hunk) [a, b] = [hunk.toA, hunk.toB];
  }
}
