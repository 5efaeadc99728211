/**
 * Every wording that some words of a passage have had, as other texts of it say them: earlier versions, proposals, drafts,
 * renderings that a note offers. Each text is laid on the passage word by word, and says at the place what it says there.
 * Which texts there are, and how they are told, is left to others.
 */
import { firstWhere } from "../text/search.ts";
import type { Stretch } from "../text/sentences.ts";
import { isWhite, words } from "../text/words.ts";
import { isDeletion, isInsertion, type Change } from "../compare/change.ts";
import { diffTexts, movedPairs } from "../compare/words/words.ts";

/** A text of the passage. Offsets are UTF-16 code units into its `text`. */
export interface Witness<Of> {
  of: Of;
  text: string;
  /** The words that are its own: of others it says nothing. Absent: all are. An empty one is a place where words were taken out. */
  own?: readonly Stretch[];
}

/** Where a text says a wording. */
export interface Saying<Of> extends Stretch {
  of: Of;
}

/** Words that may stand instead of those `from` to `to` of the passage; "" are none. */
export interface Wording<Of> extends Stretch {
  words: string;
  /** The texts that say so, in the order in which they were given; never none. */
  said: Saying<Of>[];
}

/**
 * The wordings of what stands at `span` of `text`, equal ones as one, in the order of the first text that has each. Where a
 * text words more than the span as one, the wording stands instead of all that. Where both begin or end amid words that stand
 * elsewhere in a text, what it says is what stands there.
 */
export function wordingsOf<Of>(text: string, span: Stretch, witnesses: readonly Witness<Of>[]): Wording<Of>[] {
  const found = new Map<string, Wording<Of>>();
  for (const { of, text: other, own } of witnesses) {
    const { here, there } = laidAt(text, other, span);
    if (own && !own.some((each) => meets(each, there))) continue;
    const said = other.slice(there.from, there.to);
    const key = `${here.from} ${here.to} ${said}`;
    const known = found.get(key);
    if (known) known.said.push({ of, ...there });
    else found.set(key, { ...here, words: said, said: [{ of, ...there }] });
  }
  return [...found.values()];
}

/**
 * The words that a caret or a selection is on: whole ones; of a caret between two, the one behind it, and a word sooner than a
 * sign. Null if there is none.
 */
export function wordsAt(text: string, { from, to }: Stretch): Stretch | null {
  const all = words(text);
  const first = firstWhere(all, (word) => word.to >= from);
  const near = all.slice(
    first,
    firstWhere(all, (word) => word.from > to),
  );
  const under = near.filter((word) => word.from < to && word.to > from);
  if (from < to && under.length > 0) return { from: under[0]!.from, to: under.at(-1)!.to };
  const touched = near.findLast(({ kind }) => kind === "word") ?? near.at(-1);
  return touched ? { from: touched.from, to: touched.to } : null;
}

/** What stands at a span here, with all that differs there as one, and where that is there. */
function laidAt(text: string, other: string, span: Stretch): { here: Stretch; there: Stretch } {
  const changes = diffTexts(text, other);
  const moved = movedTo(changes, text, other, span);
  if (moved) return moved;
  const here = changes.reduce((so, change) => grown(so, change, text), { from: span.from, to: span.to });
  return { here, there: thereOf(changes, here) };
}

/** Where that is there, with what is put in at either end. */
function thereOf(changes: readonly Change[], { from, to }: Stretch): Stretch {
  const before = changes.findLast((change) => change.toA <= from && !(isInsertion(change) && change.toA === from));
  const last = changes.findLast((change) => change.fromA < to || (isInsertion(change) && change.fromA === to));
  return { from: from + shiftOf(before), to: to + shiftOf(last) };
}

function shiftOf(change: Change | undefined): number {
  return change ? change.toB - change.toA : 0;
}

/** With a change that the span has a part of, or that puts words in beside it. */
function grown({ from, to }: Stretch, change: Change, text: string): Stretch {
  const { fromA, toA } = change;
  const isPart = fromA < to && from < toA;
  const isBeside = isInsertion(change) && isWhite(text.slice(Math.min(fromA, to), Math.max(fromA, from)));
  return isPart || isBeside ? { from: Math.min(from, fromA), to: Math.max(to, toA) } : { from, to };
}

/** Words that stand elsewhere in the other text say there what they say here, without the signs at their ends. */
function movedTo(
  changes: readonly Change[],
  text: string,
  other: string,
  span: Stretch,
): { here: Stretch; there: Stretch } | null {
  const index = changes.findIndex(
    (change) => change.kind === "moved" && isDeletion(change) && change.fromA <= span.from && span.to <= change.toA,
  );
  if (index < 0) return null;
  const end = changes[movedPairs(changes, text, other).get(index) ?? -1];
  if (!end || !isInsertion(end)) return null;
  const { fromA, toA } = changes[index]!;
  return { here: wordsIn(text, fromA, toA), there: wordsIn(other, end.fromB, end.toB) };
}

function wordsIn(text: string, from: number, to: number): Stretch {
  const said = words(text.slice(from, to)).filter(({ kind }) => kind === "word");
  const [first, last] = [said[0], said.at(-1)];
  return first && last ? { from: from + first.from, to: from + last.to } : { from, to };
}

/** Whether two stretches have something in common; an empty one has its place. */
function meets(a: Stretch, b: Stretch): boolean {
  if (a.from === a.to || b.from === b.to) return a.from <= b.to && b.from <= a.to;
  return a.from < b.to && b.from < a.to;
}
