/** How work grows with the size of what is asked about, told from a few measurements that are never quite right. */

/** What is measured, in milliseconds by size. */
export type Times = Readonly<Record<number, number>>;

export interface Measure {
  /** Sizes below this are not looked at. */
  from: number;
  /** What it takes whatever the size. */
  whatever: number;
  /** What takes less than so many milliseconds beyond that at the largest size has no growth that could be told. */
  telling: number;
  /** So far off a measurement may be: what takes less is left out. */
  grain: number;
}

/**
 * The power of the size by which `times` grow: the median of the slopes between all pairs of points, both axes as
 * logarithms (Theil 1950, Sen 1968). So one measurement that is off, or one step to a dearer level, as where objects no
 * longer fit into the space for young ones, does not pass for growth, while what grows faster does so between all pairs.
 * Null if it can't be told.
 */
export function exponentOf(times: Times, { from, whatever, telling, grain }: Measure): number | null {
  const spent = Object.entries(times)
    .map(([size, time]) => ({ size: Number(size), time: time - whatever }))
    .filter(({ size, time }) => size >= from && time >= grain);
  if (spent.length < 3 || Math.max(...spent.map(({ time }) => time)) < telling) return null;
  const points = spent.map(({ size, time }) => ({ x: Math.log(size), y: Math.log(time) }));
  return median(points.flatMap((a, at) => points.slice(at + 1).map((b) => (b.y - a.y) / (b.x - a.x))));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** By size the least of what was measured on several servers, where it was measured. */
export function leastOf(all: readonly Times[]): Record<number, number> {
  const least: Record<number, number> = {};
  for (const times of all)
    for (const [size, time] of Object.entries(times))
      least[Number(size)] = Math.min(least[Number(size)] ?? Infinity, time);
  return least;
}
