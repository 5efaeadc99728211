/**
 * What a draft's surface draws upon its words: the difference from the base, and the notes. Plain values, worked out
 * afresh from the whole text; `marks.ts` makes decorations of them. Nothing here is ever part of the rendering.
 */
import { textsOf, type Change, type ChangeKind } from "../../translations/compare/change.ts";
import {
  atSigns,
  describe,
  madeBy,
  signsOfAll,
  unseenChange,
  type Shown,
  type Sign,
} from "../../translations/compare/words/words.ts";
import { offsetAt, positionAt, type Layout } from "../../translations/text/layout.ts";
import { lineOf, withPilcrows } from "../../translations/text/lines.ts";
import type { Span } from "../../translations/draft/anchors.ts";
import { changeInWords, newsInWords } from "../changes/changes.ts";

/**
 * Something drawn upon words from `from` to `to`, or standing between words `at` a position. `shown` are its words cut at
 * what can't be seen of them, where there is such.
 */
export type Marking =
  | { kind: "inserted" | "moved" | "reformatted"; from: number; to: number; change: number }
  | { kind: "sign"; from: number; to: number; sign: Sign; change: number }
  | { kind: "deleted" | "moved-away" | "broken"; at: number; words: string; shown?: readonly Shown[]; change: number }
  | { kind: "noted"; from: number; to: number; note: string; number: number }
  | { kind: "noting" | "finding"; from: number; to: number };

/** A change as the list beside the draft tells it. */
export interface ToldChange {
  /** From 1. */
  number: number;
  kind: ChangeKind;
  /** The words before and after, on one line; "" if there are none. */
  before: string;
  after: string;
  /** The whole in a sentence, where words are the same or look it: `"Three four" made verse`. */
  sentence: string | null;
  /** What blocks the words that came begin: `made verse`; "" if there is nothing to say. */
  made: string;
  /** Where it stands in the draft; `from` equals `to` where words were only taken away. */
  span: Span;
}

/** A note that stands on words of the draft. */
export interface PlacedNote extends Span {
  id: string;
  /** From 1, in the order of their words. */
  number: number;
}

/** Every change told, in order. The changes are from `base` to `now`. */
export function tellChanges(changes: readonly Change[], base: Layout, now: Layout): ToldChange[] {
  return changes.map((change, index) => {
    const { kind, fromA, toA, fromB, toB } = change;
    const same = kind === "reformatted" || unseenChange(...textsOf(change, base.text, now.text)) !== null;
    return {
      number: index + 1,
      kind,
      before: lineOf(base, fromA, toA).trim(),
      after: lineOf(now, fromB, toB).trim(),
      sentence: same ? changeInWords(describe([change], base, now)[0]!) : null,
      made: newsInWords(madeBy(change, base, now)),
      span: spanOf(now, fromB, toB),
    };
  });
}

/** White space at the ends of a change is no part of what is pointed at. */
function spanOf(now: Layout, fromB: number, toB: number): Span {
  const words = now.text.slice(fromB, toB);
  const start = fromB + words.length - words.trimStart().length;
  const end = Math.max(start, toB - (words.length - words.trimEnd().length));
  const from = positionAt(now, start, 1);
  return { from, to: Math.max(from, positionAt(now, end, -1)) };
}

/** What the changes draw: what went before what came, at the place of each. */
export function markChanges(changes: readonly Change[], base: Layout, now: Layout): Marking[] {
  const signs = signsOfAll(changes, base.text, now.text);
  return changes.flatMap((change, index) => {
    const [older, newer] = signs[index]!;
    return [...markGone(change, index + 1, base, now, older), ...markCome(change, index + 1, now, newer)];
  });
}

function markGone(
  { kind, fromA, toA, fromB, toB }: Change,
  change: number,
  base: Layout,
  now: Layout,
  signs: readonly Sign[],
): Marking[] {
  if (kind === "reformatted" || fromA === toA) return [];
  const gone = base.text.slice(fromA, toA);
  const at = positionAt(now, fromB, fromB === toB ? -1 : 1);
  const as = kind === "moved" ? "moved-away" : "deleted";
  const marking: Marking = { kind: as, at, words: withPilcrows(gone), change };
  return [signs.length > 0 ? { ...marking, shown: atSigns(gone, fromA, signs) } : marking];
}

function markCome({ kind, fromB, toB }: Change, change: number, now: Layout, signs: readonly Sign[]): Marking[] {
  if (fromB === toB) return [];
  // Of a block's end nothing is drawn, nor of spaces at it: what changed is the block behind it.
  const start = now.text[fromB] === "\n" ? fromB + 1 : fromB;
  const [from, to] = [positionAt(now, start, 1), positionAt(now, toB, -1)];
  const as = kind === "moved" || kind === "reformatted" ? kind : "inserted";
  if (from < to) return [{ kind: as, from, to, change }, ...markSigns(signs, change, now)];
  return now.text.slice(fromB, toB).includes("\n")
    ? [{ kind: "broken", at: positionAt(now, fromB, -1), words: "¶", change }]
    : [];
}

function markSigns(signs: readonly Sign[], change: number, now: Layout): Marking[] {
  return signs.map((sign) => ({
    kind: "sign",
    from: positionAt(now, sign.from, 1),
    to: positionAt(now, sign.to, -1),
    sign,
    change,
  }));
}

/** What the notes draw. */
export function markNotes(notes: readonly PlacedNote[]): Marking[] {
  return notes.map(({ from, to, id, number }) => ({ kind: "noted", from, to, note: id, number }));
}

/** The numbers of the notes that stand on a change's words, or touch the place where words were taken away. */
export function reasonsFor({ span }: ToldChange, notes: readonly PlacedNote[]): number[] {
  const [from, to] = span.from === span.to ? [span.from - 1, span.to + 1] : [span.from, span.to];
  const touching = notes.filter((note) =>
    span.from === span.to ? note.from <= to && note.to >= from : note.from < to && note.to > from,
  );
  return touching.map(({ number }) => number);
}

/**
 * The words to hang a reason on, for a change at `span`: its own, or the whole word beside the place where words were
 * only taken away (the next one, at the end of a block the last). Null if the draft has no words there.
 */
export function wordsFor(now: Layout, span: Span): Span | null {
  if (span.from < span.to) return span;
  const offset = offsetAt(now, span.from);
  const block = now.blocks.find(({ from, to }) => from <= offset && offset <= to);
  if (!block) return null;
  const words = [...now.text.slice(block.from, block.to).matchAll(/[^\s]+/gu)];
  const word = words.find(({ index, 0: letters }) => block.from + index + letters.length > offset) ?? words.at(-1);
  if (!word) return null;
  const from = block.from + word.index;
  return { from: positionAt(now, from), to: positionAt(now, from + word[0].length) };
}
