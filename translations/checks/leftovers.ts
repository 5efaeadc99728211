/** What of one text has no like in the other: things with a key, each standing for one of the same key. */
import { type Change, mapOffset } from "../compare/change.ts";
import type { Place, Touch, Touched } from "./finding.ts";

export interface Keyed extends Place {
  key: string;
  /** It may stand for one, but its own coming and going says nothing. */
  isLoose?: boolean;
}

/** Of two lists what is left when each has taken away its like, in order. */
export function leftovers<T extends Keyed>(
  a: readonly T[],
  b: readonly T[],
  keyOf = ({ key }: T): string => key,
): [T[], T[]] {
  const open = new Map<string, T[]>();
  for (const each of b.toReversed()) {
    const same = open.get(keyOf(each));
    if (same) same.push(each);
    else open.set(keyOf(each), [each]);
  }
  const left = a.filter((each) => open.get(keyOf(each))?.pop() === undefined);
  return [left, [...open.values()].flat().sort((x, y) => x.from - y.from)];
}

/** Without those of which the other text as a whole has as many: they only stand elsewhere. */
export function withoutMoved<T extends Keyed>(
  [a, b]: readonly [readonly T[], readonly T[]],
  [allA, allB]: readonly [readonly Keyed[], readonly Keyed[]],
): [T[], T[]] {
  const [inA, inB] = [countsOf(allA), countsOf(allB)];
  const more = (key: string): number => (inA.get(key) ?? 0) - (inB.get(key) ?? 0);
  return [a.filter(({ key }) => more(key) > 0), b.filter(({ key }) => more(key) < 0)];
}

function countsOf(all: readonly Keyed[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of all) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** By which side of a change places are told. */
export type Side = "A" | "B";

/** The indexes of changes that a place shares a letter with, the first and the one behind the last. */
export function changesAt(changes: readonly Change[], side: Side, { from, to }: Place): [first: number, end: number] {
  const [start, stop] = side === "A" ? (["fromA", "toA"] as const) : (["fromB", "toB"] as const);
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle]![stop] > from) high = middle;
    else low = middle + 1;
  }
  let end = low;
  while (end < changes.length && changes[end]![start] < to) end++;
  return [low, end];
}

/** `mapOffset`, found by halving: where an offset of the first text stands in the second. */
export function mapped(changes: readonly Change[], offset: number, bias: -1 | 1): number {
  const [near] = changesAt(changes, "A", { from: offset - 1, to: offset });
  return mapOffset(changes.slice(Math.max(0, near - 1), near + 3), offset, bias);
}

/** Those of both lists that stand in a change, and those of the other list that stand where these do. */
export function changedOf<T extends Place>(
  a: readonly T[],
  b: readonly T[],
  changes: readonly Change[],
  back: readonly Change[],
): [T[], T[]] {
  const [ownA, ownB] = [a.map((each) => isIn(changes, "A", each)), b.map((each) => isIn(changes, "B", each))];
  const besideA = besides(a, ownA, b, changes);
  const besideB = besides(b, ownB, a, back);
  return [a.filter((_, at) => ownA[at]! || besideB.has(at)), b.filter((_, at) => ownB[at]! || besideA.has(at))];
}

function isIn(changes: readonly Change[], side: Side, place: Place): boolean {
  const [first, end] = changesAt(changes, side, place);
  return end > first;
}

/** Which of `others`, by index, stand where those of `all` that are changed stand on the other side. */
function besides(
  all: readonly Place[],
  changed: readonly boolean[],
  others: readonly Place[],
  changes: readonly Change[],
): Set<number> {
  const found = new Set<number>();
  // Places come in order: those before `next` are found already, however many stand in one change.
  let [at, next] = [0, 0];
  all.forEach((place, index) => {
    if (!changed[index]) return;
    const [from, to] = [mapped(changes, place.from, -1), mapped(changes, place.to, 1)];
    while (at < others.length && others[at]!.to <= from) at++;
    for (next = Math.max(at, next); next < others.length && others[next]!.from < to; next++) found.add(next);
  });
  return found;
}

/** What is left on both sides as touches: one beside the other where they stand at the same place, else each alone. */
export function beside(touch: Touch, a: readonly Keyed[], b: readonly Keyed[], changes: readonly Change[]): Touched[] {
  const taken = new Set<number>();
  const found: Touched[] = [];
  let at = 0;
  for (const gone of a) {
    const [from, to] = [mapped(changes, gone.from, -1), mapped(changes, gone.to, 1)];
    while (at < b.length && (taken.has(at) || b[at]!.to <= from)) at++;
    const partner = at < b.length && b[at]!.from < to ? b[at]! : null;
    if (partner) taken.add(at);
    if (gone.isLoose && (partner?.isLoose ?? true)) continue;
    found.push({ touch, a: placeOf(gone), b: partner && placeOf(partner) });
  }
  b.forEach((come, index) => {
    if (!taken.has(index) && !come.isLoose) found.push({ touch, a: null, b: placeOf(come) });
  });
  return found;
}

export function placeOf({ from, to }: Place): Place {
  return { from, to };
}
