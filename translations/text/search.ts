/** Searching in ordered lists, once for all who do. */

/** The first index whose value holds, in a list where what follows a value that holds does too; the length if none. */
export function firstWhere<T>(ordered: readonly T[], holds: (value: T) => boolean): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(ordered[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The last index whose value holds, in a list where what stands before a value that holds does too; −1 if none. */
export function lastWhere<T>(ordered: readonly T[], holds: (value: T) => boolean): number {
  return firstWhere(ordered, (value) => !holds(value)) - 1;
}

/** The longest run of pairs whose second members increase: patience sorting, with a link back from each card. */
export function longestIncreasing(pairs: readonly [number, number][]): [number, number][] {
  const piles: number[] = [];
  const back = new Int32Array(pairs.length);
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
  const last = piles.at(-1);
  if (last !== undefined && pairs[last]![1] < j) return piles.length;
  return firstWhere(piles, (index) => pairs[index]![1] >= j);
}
