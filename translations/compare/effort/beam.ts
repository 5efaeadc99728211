/**
 * Levenshtein's distance between two lists of words, looked for only near the diagonal of the table, as translation
 * edit rate is computed in practice. It knows rows of that table and no shifts: those stand in `edit-rate.ts`.
 */

/** How far left and right of the diagonal a row is filled in (the limit sacreBLEU sets). */
const BEAM_WIDTH = 25;
const UNREACHED = 0x3fffffff;

/** What is done to the next word of the list when it is rewritten. */
export const KEEP = 0;
export const REPLACE = 1;
export const DROP = 2;
export const ADD = 3;

/** `words` rewritten into the reference: what each step does, first to last, and how many of them are edits. */
export interface Rewriting {
  distance: number;
  steps: number[];
}

/** Distances to one reference from lists that all have the same length. */
export interface Beam {
  /** The distance from `words`, with its steps; later calls of `distanceFrom` start from these rows. */
  rewrite(words: Int32Array): Rewriting;
  /**
   * The distance from `words`, which are those last rewritten but for words `from` to `to`. Gives up with a number
   * above `limit` as soon as the distance must be above it.
   */
  distanceFrom(words: Int32Array, from: number, to: number, limit: number): number;
}

/** A beam for lists of `length` words, at least 1, and a reference of at least 1. Words are numbers: equal is equal. */
export function beamTo(reference: Int32Array, length: number): Beam {
  const ratio = reference.length / length;
  const reach = BEAM_WIDTH < ratio / 2 ? Math.ceil(ratio / 2 + BEAM_WIDTH) : BEAM_WIDTH;
  const width = 2 * reach + 2;
  const costs = new Int32Array((length + 1) * width);
  const taken = new Uint8Array((length + 1) * width);
  let [above, current] = [new Int32Array(reference.length + 2), new Int32Array(reference.length + 2)];
  let distance = 0;

  const first = (row: number) => (row === 0 ? 0 : Math.max(0, Math.floor(row * ratio) - reach));
  const end = (row: number) =>
    row === 0 || row >= length ? reference.length + 1 : Math.min(reference.length + 1, Math.floor(row * ratio) + reach);

  /** Makes `above` that row as last rewritten, with nothing reached on either side of it. */
  function recall(row: number): void {
    if (row === 0) for (let column = 0; column <= reference.length; column++) above[column] = column;
    else above.set(costs.subarray(row * width, row * width + end(row) - first(row)), first(row));
    fence(above, row);
  }

  function fence(cells: Int32Array, row: number): void {
    if (first(row) > 0) cells[first(row) - 1] = UNREACHED;
    if (row < length) cells.fill(UNREACHED, end(row), end(row + 1));
  }

  /** Fills in `current` from `above` and returns its least cost. Of equal costs a kept or replaced word comes first. */
  function fill(word: number, row: number, steps: Uint8Array | null): number {
    const [from, to] = [first(row), end(row)];
    let [left, diagonal] = [UNREACHED, from > 0 ? above[from - 1]! : UNREACHED];
    let least = UNREACHED;
    for (let column = from; column < to; column++) {
      const over = above[column]!;
      let cost = over + 1;
      let step = DROP;
      const replaced = column > 0 && word === reference[column - 1] ? diagonal : diagonal + 1;
      if (replaced <= cost) {
        cost = replaced;
        step = replaced === diagonal ? KEEP : REPLACE;
      }
      if (left + 1 < cost) {
        cost = left + 1;
        step = ADD;
      }
      current[column] = cost;
      if (steps) steps[row * width + column - from] = step;
      if (cost < least) least = cost;
      left = cost;
      diagonal = over;
    }
    return least;
  }

  function next(row: number): void {
    fence(current, row);
    [above, current] = [current, above];
  }

  /** By how much all of `current` is above that row as last rewritten, and so will all rows below; null if it varies. */
  function driftOf(row: number): number | null {
    const [from, to, at] = [first(row), end(row), row * width];
    const drift = current[from]! - costs[at]!;
    for (let column = from + 1; column < to; column++)
      if (current[column]! - costs[at + column - from]! !== drift) return null;
    return drift;
  }

  function stepsBack(): number[] {
    const steps: number[] = [];
    for (let [row, column] = [length, reference.length]; row > 0 || column > 0;) {
      const step = row === 0 ? ADD : taken[row * width + column - first(row)]!;
      steps.push(step);
      if (step !== ADD) row--;
      if (step !== DROP) column--;
    }
    return steps.reverse();
  }

  return {
    rewrite(words) {
      recall(0);
      for (let row = 1; row <= length; row++) {
        fill(words[row - 1]!, row, taken);
        costs.set(current.subarray(first(row), end(row)), row * width);
        next(row);
      }
      distance = above[reference.length]!;
      return { distance, steps: stepsBack() };
    },
    distanceFrom(words, from, to, limit) {
      recall(from);
      for (let row = from + 1; row <= length; row++) {
        if (fill(words[row - 1]!, row, null) > limit) return UNREACHED;
        const drift = row >= to ? driftOf(row) : null;
        if (drift !== null) return distance + drift;
        next(row);
      }
      return above[reference.length]!;
    },
  };
}
