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
   * The distance from `words`, of which the first `row` are those last rewritten. Gives up with a number above
   * `limit` as soon as the distance must be above it.
   */
  distanceFrom(words: Int32Array, row: number, limit: number): number;
}

/** A beam for lists of `length` words, at least 1, and a reference of at least 1. Words are numbers: equal is equal. */
export function beamTo(reference: Int32Array, length: number): Beam {
  const ratio = reference.length / length;
  const reach = BEAM_WIDTH < ratio / 2 ? Math.ceil(ratio / 2 + BEAM_WIDTH) : BEAM_WIDTH;
  const width = 2 * reach + 2;
  const costs = new Int32Array((length + 1) * width);
  const taken = new Uint8Array((length + 1) * width);
  let [above, current] = [new Int32Array(reference.length + 2), new Int32Array(reference.length + 2)];

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
    let least = UNREACHED;
    for (let column = from; column < to; column++) {
      let [cost, step] = [above[column]! + 1, DROP];
      if (column > 0) {
        const differs = word === reference[column - 1] ? 0 : 1;
        if (above[column - 1]! + differs <= cost)
          [cost, step] = [above[column - 1]! + differs, differs ? REPLACE : KEEP];
        if (column > from && current[column - 1]! + 1 < cost) [cost, step] = [current[column - 1]! + 1, ADD];
      }
      current[column] = cost;
      if (steps) steps[row * width + column - from] = step;
      if (cost < least) least = cost;
    }
    return least;
  }

  function next(row: number): void {
    fence(current, row);
    [above, current] = [current, above];
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
      return { distance: above[reference.length]!, steps: stepsBack() };
    },
    distanceFrom(words, row, limit) {
      recall(row);
      for (let below = row + 1; below <= length; below++) {
        if (fill(words[below - 1]!, below, null) > limit) return UNREACHED;
        next(below);
      }
      return above[reference.length]!;
    },
  };
}
