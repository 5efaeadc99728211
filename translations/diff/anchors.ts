/**
 * Words that surely correspond: those that occur exactly once on each side, as many as stand in the same order
 * (Cohen's patience diff). They part a long comparison into short ones.
 */

/** Pairs of indexes of such words, increasing on both sides. */
export function anchors(a: readonly string[], b: readonly string[]): [number, number][] {
  const [onceInA, onceInB] = [singles(a), singles(b)];
  const pairs: [number, number][] = [];
  for (const [word, i] of onceInA) {
    const j = onceInB.get(word);
    if (j !== undefined) pairs.push([i, j]);
  }
  return longestIncreasing(pairs.sort(([i], [k]) => i - k));
}

/** Where each word stands that occurs once. */
function singles(words: readonly string[]): Map<string, number> {
  const seen = new Map<string, number>();
  words.forEach((word, index) => seen.set(word, seen.has(word) ? -1 : index));
  for (const [word, index] of seen) if (index < 0) seen.delete(word);
  return seen;
}

/** The longest run of pairs whose second members increase: patience sorting, with a link back from each card. */
function longestIncreasing(pairs: readonly [number, number][]): [number, number][] {
  const piles: number[] = [];
  const back: number[] = [];
  pairs.forEach(([, j], index) => {
    const pile = firstPile(piles, pairs, j);
    back[index] = piles[pile - 1] ?? -1;
    piles[pile] = index;
  });
  const run: [number, number][] = [];
  for (let index = piles.at(-1) ?? -1; index >= 0; index = back[index]!) run.push(pairs[index]!);
  return run.reverse();
}

/** The leftmost pile whose top is not below `j`. */
function firstPile(piles: readonly number[], pairs: readonly [number, number][], j: number): number {
  let [low, high] = [0, piles.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pairs[piles[middle]!]![1] < j) low = middle + 1;
    else high = middle;
  }
  return low;
}
