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
