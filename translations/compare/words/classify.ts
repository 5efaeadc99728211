/** What kind of change each one is, and which deletion and insertion are one stretch that moved. */
import { words } from "../../text/words.ts";
import {
  isDeletion,
  isInsertion,
  kindBySides,
  lengthA,
  lengthB,
  type Change,
  type ChangeKind,
  type Hunk,
} from "../change.ts";
import { rangeOf } from "./gaps.ts";
import { saysTheSame, slightChange } from "./spelling.ts";
import { isStopWord } from "./stops.ts";
import { sameLetters, type Wording } from "./wording.ts";

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
  const { fromA, toA, fromB, toB } = rangeOf(hunk, a, b);
  const change: Change = { fromA, toA, fromB, toB, kind: "replaced" };
  const sides = kindBySides(change);
  change.kind = sides === "replaced" ? kindOf(hunk, a, b) : sides;
  const only = hunk.coarse ? undefined : onlyOf(change, hunk, a, b);
  if (only) change.only = only;
  if (hunk.coarse) change.coarse = true;
  return change;
}

function kindOf(hunk: Hunk, a: Wording, b: Wording): ChangeKind {
  const count = lengthA(hunk);
  if (count !== lengthB(hunk)) return "replaced";
  for (let k = 0; k < count; k++) if (!sameLetters(a, hunk.fromA + k, b, hunk.fromB + k)) return "replaced";
  return "reformatted";
}

/** At most so many words on a side are looked at for a change of case, of signs or of spelling only. */
const MAX_SLIGHT = 8;

function onlyOf({ kind }: Change, { fromA, toA, fromB, toB }: Hunk, a: Wording, b: Wording): Change["only"] {
  if (kind === "reformatted" || toA - fromA > MAX_SLIGHT || toB - fromB > MAX_SLIGHT) return undefined;
  const firstA = firstCounted(a, fromA, toA);
  const firstB = firstCounted(b, fromB, toB);
  if (firstA === toA && firstB === toB) return sameSigns(a, fromA, toA, b, fromB, toB) ? "punctuation" : undefined;
  if (firstA === toA || firstB === toB || !beginAlike(a, firstA, b, firstB)) return undefined;
  return slightChange(lettersFrom(a, fromA, toA), lettersFrom(b, fromB, toB));
}

/** Whether two stretches of signs alone say the same, before the character that follows both: a minus needs a figure. */
function sameSigns(a: Wording, fromA: number, toA: number, b: Wording, fromB: number, toB: number): boolean {
  const next = fromA < toA ? a.text.charAt(a.to[toA - 1]!) : b.text.charAt(b.to[toB - 1]!);
  return saysTheSame(lettersFrom(a, fromA, toA) + next, lettersFrom(b, fromB, toB) + next);
}

/** Words `from` to `to` with what stands between them. */
function lettersFrom({ text, from: starts, to: ends }: Wording, from: number, to: number): string {
  return from < to ? text.slice(starts[from], ends[to - 1]) : "";
}

/** The first word in a stretch that is no sign; the stretch's end if there is none. */
function firstCounted({ code }: Wording, from: number, to: number): number {
  let index = from;
  while (index < to && code[index]! < 0) index++;
  return index;
}

const LAST_ASCII = 0x7f;
const CASE_BIT = 0x20;

/** Rules most pairs out at a glance: plain letters that differ in more than case begin different words. */
function beginAlike(a: Wording, i: number, b: Wording, j: number): boolean {
  const x = a.text.charCodeAt(a.from[i]!);
  const y = b.text.charCodeAt(b.from[j]!);
  return x > LAST_ASCII || y > LAST_ASCII || (x | CASE_BIT) === (y | CASE_BIT);
}

/** A quotation's, a list item's, a heading's or a line of verse's signs at the beginning of a line. */
const MARKER = /^(?:>(?: |$))* *(?:- |\d{1,5}\. |#{1,6} |\| )?/gm;

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
  if (!changes.some(({ kind }) => kind === gone) || !changes.some(({ kind }) => kind === come)) return [];
  const waiting = new Map<string, number[]>();
  changes.forEach((change, index) => {
    if (change.kind !== gone || !isDeletion(change)) return;
    const moved = movedWords(a.slice(change.fromA, change.toA));
    if (isTelling(moved)) waiting.set(moved.join(" "), [...(waiting.get(moved.join(" ")) ?? []), index]);
  });
  const found: [number, number][] = [];
  changes.forEach((change, index) => {
    if (change.kind !== come || !isInsertion(change)) return;
    const from = waiting.get(movedWords(b.slice(change.fromB, change.toB)).join(" "))?.shift();
    if (from !== undefined) found.push([from, index]);
  });
  return found;
}

function isTelling(moved: readonly string[]): boolean {
  return moved.length >= MIN_MOVED && moved.some((letters) => !isStopWord(letters));
}
