/** What kind of change each one is, and which deletion and insertion are one stretch that moved. */
import type { Change, ChangeKind } from "./change.ts";
import type { Range } from "./gaps.ts";
import { isStopWord } from "./stops.ts";
import { words } from "../text/words.ts";

/** A stretch of fewer words than this that turns up elsewhere is not said to have moved: it may be chance. */
const MIN_MOVED = 3;

/** The ranges as changes. A deletion and an insertion of the same words become two ends of a move. */
export function classify(ranges: readonly Range[], a: string, b: string): Change[] {
  const changes = ranges.map((range): Change => ({ ...range, kind: kindOf(range, a, b) }));
  for (const [from, to] of pairs(changes, a, b, "deleted", "inserted")) {
    changes[from]!.kind = "moved";
    changes[to]!.kind = "moved";
  }
  return changes;
}

/**
 * For each end of a move the index of its other end. Ends with the same words are paired in order.
 * @param changes as {@link classify} made them of these two texts.
 */
export function movedPairs(changes: readonly Change[], a: string, b: string): Map<number, number> {
  const found = new Map<number, number>();
  for (const [from, to] of pairs(changes, a, b, "moved", "moved")) found.set(from, to).set(to, from);
  return found;
}

function kindOf({ fromA, toA, fromB, toB }: Range, a: string, b: string): ChangeKind {
  if (fromA === toA) return "inserted";
  if (fromB === toB) return "deleted";
  return spelled(a.slice(fromA, toA)) === spelled(b.slice(fromB, toB)) ? "reformatted" : "replaced";
}

/** Words with one space between them, however they were set. */
function spelled(text: string): string {
  return words(text)
    .map(({ from, to }) => text.slice(from, to))
    .join(" ");
}

/** Pairs of a pure deletion and a pure insertion of the same words, in order. */
function pairs(changes: readonly Change[], a: string, b: string, gone: ChangeKind, come: ChangeKind): [number, number][] {
  const waiting = new Map<string, number[]>();
  changes.forEach(({ kind, fromA, toA, fromB, toB }, index) => {
    if (kind !== gone || fromB !== toB || !isWorthMoving(a.slice(fromA, toA))) return;
    const key = spelled(a.slice(fromA, toA));
    waiting.set(key, [...(waiting.get(key) ?? []), index]);
  });
  const found: [number, number][] = [];
  changes.forEach(({ kind, fromA, toA, fromB, toB }, index) => {
    if (kind !== come || fromA !== toA) return;
    const from = waiting.get(spelled(b.slice(fromB, toB)))?.shift();
    if (from !== undefined) found.push([from, index]);
  });
  return found;
}

function isWorthMoving(text: string): boolean {
  const counted = words(text).filter(({ kind }) => kind === "word");
  return counted.length >= MIN_MOVED && counted.some(({ from, to }) => !isStopWord(text.slice(from, to)));
}
