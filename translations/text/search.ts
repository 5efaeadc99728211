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

/**
 * Of all runs of places that rise, the heaviest: the indexes of its members, in order. Where nothing has a weight it is
 * the longest. Patience sorting, with a link back from each card.
 * @param weights by index, above 0; 1 each if there are none.
 */
export function heaviestRising(places: ArrayLike<number>, weights?: ArrayLike<number>): number[] {
  // Nearly always nothing falls, and no tables are needed to find it out.
  if (risesUntil(places) === places.length) return [...new Int32Array(places.length).keys()];
  /** Where runs end, by rising place and rising weight: a lighter run that ends later is never wanted. */
  const ends: number[] = [];
  const before = new Int32Array(places.length);
  const weighing = new Float64Array(places.length);
  for (let index = 0; index < places.length; index++) {
    const at = firstEnd(ends, places, places[index]!);
    const last = at > 0 ? ends[at - 1]! : -1;
    before[index] = last;
    weighing[index] = (weights ? weights[index]! : 1) + (last < 0 ? 0 : weighing[last]!);
    let beaten = at;
    while (beaten < ends.length && weighing[ends[beaten]!]! <= weighing[index]!) beaten++;
    // At the end, or in place of one, nearly always: then nothing is moved.
    if (at === ends.length || beaten === at + 1) ends[at] = index;
    else ends.splice(at, beaten - at, index);
  }
  const run: number[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index]!) run.push(index);
  return run.reverse();
}

/** The first index whose place does not rise over the one before it; the length if all do. */
function risesUntil(places: ArrayLike<number>): number {
  let index = 1;
  while (index < places.length && places[index]! > places[index - 1]!) index++;
  return Math.min(index, places.length);
}

/** The first run that ends at `place` or behind it. */
function firstEnd(ends: readonly number[], places: ArrayLike<number>, place: number): number {
  const last = ends.at(-1);
  if (last === undefined || places[last]! < place) return ends.length;
  return firstWhere(ends, (index) => places[index]! >= place);
}
