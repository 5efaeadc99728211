/**
 * A further translation in the rows that a source and its first translation make: it is laid beside the first, and stands in
 * the row in which the words stand that it is beside.
 */
import { cutsBy, type Cut, type Mend, type Pair, type Side } from "./mending.ts";

/** Two texts beside each other: their pairs as they are now, and the steps by which they were mended. */
export interface Lying {
  pairs: readonly Pair[];
  mends: readonly Mend[];
}

/** Where a pair of a further translation stands: in these rows, in their order; or in none, and then behind so many of them. */
export interface Place {
  rows: number[];
  behind: number;
}

/**
 * Where each pair of a further translation stands.
 * @param first a source (`a`) and its first translation (`b`): each pair is a row.
 * @param further that translation (`a`) and the further one (`b`).
 */
export function placesIn(first: Lying, further: Lying): Place[] {
  const rows = stretchesOf(first, "b").flatMap(({ from, to }, row) => (from < to ? [{ from, to, row }] : []));
  let next = 0;
  return stretchesOf(further, "a").map(({ from, to }) => {
    while (next < rows.length && rows[next]!.to <= from) next++;
    const there: number[] = [];
    for (let at = next; from < to && at < rows.length && rows[at]!.from < to; at++) there.push(rows[at]!.row);
    const before = rows[next] && rows[next]!.from < from ? rows[next] : rows[next - 1];
    return { rows: there, behind: before ? before.row + 1 : 0 };
  });
}

/** More letters than a segment has. */
const SEGMENT = 2 ** 26;

/** From where to where each pair has the text of one side, whatever is cut in it: so many letters, and whole segments before them. */
function stretchesOf({ pairs, mends }: Lying, side: Side): { from: number; to: number }[] {
  const ends = pairs.map(({ fromA, toA, fromB, toB }) => (side === "a" ? { from: fromA, to: toA } : { from: fromB, to: toB })); // prettier-ignore
  const starts = startsOf(ends.at(-1)?.to ?? 0, cutsBy(mends, side));
  return ends.map(({ from, to }) => ({ from: starts[from]!, to: starts[to]! }));
}

/** Where each place of a side begins that is cut so, and at last where the side ends. */
function startsOf(places: number, cuts: readonly Cut[]): number[] {
  const starts: number[] = [];
  let [segment, cut] = [0, 0];
  for (; starts.length < places; segment++) {
    starts.push(segment * SEGMENT);
    for (; cuts[cut]?.segment === segment; cut++) starts.push(segment * SEGMENT + cuts[cut]!.at);
  }
  return [...starts, segment * SEGMENT];
}
