/** Where two states of a text differ: what is equal is found by equality alone, so that a long text that hardly changed costs next to nothing. */
import { hunkAt, lengthA, lengthB, type Hunk } from "../compare/change.ts";
import { heaviestRising } from "../text/search.ts";

/**
 * The windows in which `b` differs from `a`, in order; what stands between two of them is equal, one to one. Equal ends are
 * taken off, then what stands as often in either list parts the rest (patience). Time in proportion to both lengths, but for
 * the sorting of that.
 */
export function windowsOf(a: readonly string[], b: readonly string[]): Hunk[] {
  const all = trimmed(a, b, hunkAt(0, a.length, 0, b.length));
  if (lengthA(all) === 0 || lengthB(all) === 0) return isEmpty(all) ? [] : [all];
  const found: Hunk[] = [];
  let [fromA, fromB] = [all.fromA, all.fromB];
  for (const { i, j } of [...fixedIn(a, b, all), { i: all.toA, j: all.toB }]) {
    const window = trimmed(a, b, hunkAt(fromA, i, fromB, j));
    if (!isEmpty(window)) found.push(window);
    [fromA, fromB] = [i + 1, j + 1];
  }
  return found;
}

function isEmpty(window: Hunk): boolean {
  return lengthA(window) === 0 && lengthB(window) === 0;
}

function trimmed(a: readonly string[], b: readonly string[], { fromA, toA, fromB, toB }: Hunk): Hunk {
  while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) [fromA, fromB] = [fromA + 1, fromB + 1];
  while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) [toA, toB] = [toA - 1, toB - 1];
  return hunkAt(fromA, toA, fromB, toB);
}

/** What stands as often in either side, the first beside the first, as far as it is in the same order. */
function fixedIn(a: readonly string[], b: readonly string[], window: Hunk): { i: number; j: number }[] {
  const [inA, inB] = [placesIn(a, window.fromA, window.toA), placesIn(b, window.fromB, window.toB)];
  const pairs = [...inA].flatMap(([value, places]) => {
    const there = inB.get(value) ?? [];
    return there.length === places.length ? places.map((i, index) => ({ i, j: there[index]! })) : [];
  });
  pairs.sort((x, y) => x.i - y.i);
  return heaviestRising(pairs.map(({ j }) => j)).map((index) => pairs[index]!);
}

/** Where each value stands. */
function placesIn(values: readonly string[], from: number, to: number): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (let at = from; at < to; at++) {
    const places = found.get(values[at]!);
    if (places) places.push(at);
    else found.set(values[at]!, [at]);
  }
  return found;
}
