/** What kind of change each one is, and which deletion and insertion are one stretch that moved. */
import { words } from "../text/words.ts";
import type { Change, ChangeKind } from "./change.ts";
import { rangeOf } from "./gaps.ts";
import type { Hunk } from "./hunk.ts";
import { isStopWord } from "./stops.ts";
import type { Wording } from "./wording.ts";

/** A stretch of fewer words than this that turns up elsewhere is not said to have moved: it may be chance. */
const MIN_MOVED = 3;

/** The hunks as changes. A deletion and an insertion of the same words become two ends of a move. */
export function classify(hunks: readonly Hunk[], a: Wording, b: Wording): Change[] {
  const changes = hunks.map((hunk) => changeOf(hunk, a, b));
  for (const [from, to] of pairs(changes, a.text, b.text, "deleted", "inserted")) {
    changes[from]!.kind = "moved";
    changes[to]!.kind = "moved";
  }
  return changes;
}

/**
 * For each end of a move the index of its other end. Ends with the same words are paired in order.
 * @param changes as the diff made them of these two texts.
 */
export function movedPairs(changes: readonly Change[], a: string, b: string): Map<number, number> {
  const found = new Map<number, number>();
  for (const [from, to] of pairs(changes, a, b, "moved", "moved")) found.set(from, to).set(to, from);
  return found;
}

function changeOf(hunk: Hunk, a: Wording, b: Wording): Change {
  const range = rangeOf(hunk, a, b);
  if (range.fromA === range.toA) return { ...range, kind: "inserted" };
  if (range.fromB === range.toB) return { ...range, kind: "deleted" };
  const [before, after] = [a.letters.slice(hunk.fromA, hunk.toA), b.letters.slice(hunk.fromB, hunk.toB)];
  const same = before.length === after.length && before.every((letters, index) => letters === after[index]);
  return { ...range, kind: same ? "reformatted" : "replaced" };
}

/** A list item's or heading's marker at the beginning of a line. */
const MARKER = /^ *(?:- |\d{1,5}\. |#{1,6} )/gm;

/** What must be the same for a stretch to have moved: its words, whatever signs and white space are between. */
function movedWords(text: string): string[] {
  const bare = text.replace(MARKER, "");
  return words(bare).flatMap(({ from, to, kind }) => (kind === "word" ? [bare.slice(from, to)] : []));
}

/** Pairs of a pure deletion and a pure insertion of the same words, in order. */
function pairs(
  changes: readonly Change[],
  a: string,
  b: string,
  gone: ChangeKind,
  come: ChangeKind,
): [number, number][] {
  const waiting = new Map<string, number[]>();
  changes.forEach(({ kind, fromA, toA, fromB, toB }, index) => {
    if (kind !== gone || fromB !== toB) return;
    const moved = movedWords(a.slice(fromA, toA));
    if (isTelling(moved)) waiting.set(moved.join(" "), [...(waiting.get(moved.join(" ")) ?? []), index]);
  });
  const found: [number, number][] = [];
  changes.forEach(({ kind, fromA, toA, fromB, toB }, index) => {
    if (kind !== come || fromA !== toA) return;
    const from = waiting.get(movedWords(b.slice(fromB, toB)).join(" "))?.shift();
    if (from !== undefined) found.push([from, index]);
  });
  return found;
}

function isTelling(moved: readonly string[]): boolean {
  return moved.length >= MIN_MOVED && moved.some((letters) => !isStopWord(letters));
}
