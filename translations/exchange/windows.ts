/** Where two states of a text differ: what is equal is found by equality alone, so that a long text that hardly changed costs next to nothing. */
import { hunkAt, lengthA, lengthB, type Hunk } from "../compare/change.ts";
import { heaviestRising } from "../text/search.ts";

/**
 * The windows in which `b` differs from `a`, in order; what stands between two of them is equal, one to one. Equal ends are
 * taken off, then what stands once in either list parts the rest (patience). Time in proportion to both lengths, but for
 * the sorting of what stands once.
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

/** What stands once in either side and in the same order. */
function fixedIn(a: readonly string[], b: readonly string[], window: Hunk): { i: number; j: number }[] {
  const [inA, inB] = [onceIn(a, window.fromA, window.toA), onceIn(b, window.fromB, window.toB)];
  const pairs: { i: number; j: number }[] = [];
  for (const [value, i] of inA) {
    const j = inB.get(value) ?? -1;
    if (i >= 0 && j >= 0) pairs.push({ i, j });
  }
  return heaviestRising(pairs.map(({ j }) => j)).map((index) => pairs[index]!);
}

/** Where values stand that stand once, in order; −1 of the others. */
function onceIn(values: readonly string[], from: number, to: number): Map<string, number> {
  const found = new Map<string, number>();
  for (let at = from; at < to; at++) found.set(values[at]!, found.has(values[at]!) ? -1 : at);
  return found;
}
