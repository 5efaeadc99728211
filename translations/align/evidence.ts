/**
 * What speaks for two stretches of text saying the same: the signs of the one that the other's explain, against how often
 * such signs stand anywhere. A logarithm of odds; 0 if nothing is known.
 */
import { ROWS } from "./band.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Sides } from "./segments.ts";

/** Of two segments, by place among the signs of each, how much of the sign the other segment explains. */
interface Explained {
  a: Float32Array;
  b: Float32Array;
}

/** Signs of one sentence come together: each says less than if it came by itself. */
const EACH_SAYS = 0.4;

/**
 * What speaks for the segments from `fromA` to before `toA` being those from `fromB` to before `toB`. It is asked row by
 * row, `toA` rising: only a few rows are remembered.
 */
export type Evidence = (fromA: number, toA: number, fromB: number, toB: number) => number;

export function evidenceOf({ a, b, vocabulary }: Sides, lexicon: Lexicon): Evidence {
  const { starts, signs, there, back, explainedA, explainedB } = lexicon;
  const rows: { row: number; known: Map<number, Explained | null> }[] = Array.from({ length: ROWS }, () => ({
    row: -1,
    known: new Map(),
  }));
  /** Of the row at hand, by sign of the second text, the pairs that lead to it, each linked to the one before. */
  const heads = new Int32Array(vocabulary).fill(-1);
  let linked = -1;
  let links: { place: number; pair: number; next: number }[] = [];

  function link(row: number): void {
    if (linked === row) return;
    for (const { pair } of links) heads[signs[pair]!] = -1;
    links = [];
    linked = row;
    a.signs[row]!.forEach((sign, place) => {
      for (let pair = starts[sign]!; pair < starts[sign + 1]!; pair++) {
        const other = signs[pair]!;
        heads[other] = links.push({ place, pair, next: heads[other]! }) - 1;
      }
    });
  }

  function explained(row: number, column: number): Explained | null {
    const kept = rows[row % ROWS]!;
    if (kept.row !== row) {
      kept.row = row;
      kept.known.clear();
    }
    const known = kept.known.get(column);
    if (known !== undefined) return known;
    const found = explainedAnew(row, column);
    kept.known.set(column, found);
    return found;
  }

  function explainedAnew(row: number, column: number): Explained | null {
    link(row);
    const found = { a: new Float32Array(a.signs[row]!.length), b: new Float32Array(b.signs[column]!.length) };
    let isAny = false;
    b.signs[column]!.forEach((sign, place) => {
      for (let at = heads[sign]!; at >= 0; at = links[at]!.next) {
        found.b[place]! += there[links[at]!.pair]!;
        found.a[links[at]!.place]! += back[links[at]!.pair]!;
        isAny = true;
      }
    });
    return isAny ? found : null;
  }

  /** What the signs of one segment say, each explained so far by so many signs. */
  function said(
    own: Int32Array,
    by: readonly (Float32Array | undefined)[],
    size: number,
    { counts, total }: { counts: Float64Array; total: number },
    share: Float32Array,
  ): number {
    let sum = 0;
    for (let place = 0; place < own.length; place++) {
      const sign = own[place]!;
      const often = share[sign]!;
      if (often === 0) continue;
      let explains = 0;
      for (const each of by) if (each) explains += each[place]!;
      sum += Math.log(1 - often + (often * explains * total) / (size * counts[sign]!));
    }
    return sum;
  }

  return (fromA, toA, fromB, toB) => {
    let [sizeA, sizeB] = [0, 0];
    for (let i = fromA; i < toA; i++) sizeA += a.signs[i]!.length;
    for (let j = fromB; j < toB; j++) sizeB += b.signs[j]!.length;
    if (sizeA === 0 || sizeB === 0) return 0;
    const found: (Explained | null)[][] = [];
    for (let i = fromA; i < toA; i++) {
      const row: (Explained | null)[] = [];
      for (let j = fromB; j < toB; j++) row.push(explained(i, j));
      found.push(row);
    }
    let sum = 0;
    for (let i = fromA; i < toA; i++)
      sum += said(
        a.signs[i]!,
        found[i - fromA]!.map((each) => each?.a),
        sizeB,
        a,
        explainedA,
      );
    for (let j = fromB; j < toB; j++)
      sum += said(
        b.signs[j]!,
        found.map((row) => row[j - fromB]?.b),
        sizeA,
        b,
        explainedB,
      );
    return (EACH_SAYS * sum) / 2;
  };
}
