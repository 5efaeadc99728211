/**
 * What a comparison shows: the changes between two renderings, numbered in reading order, as spans on either side and
 * as sentences. The changes themselves, and their words, come from `translations/diff`.
 */
import { describe, diffRenderings, summary } from "../../translations/diff/diff.ts";
import type { Change } from "../../translations/diff/change.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { layout, type Layout } from "../../translations/text/layout.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import type { TwoSided } from "./merged.ts";
import type { NumberedNote } from "./notes.ts";
import type { ChangeSpan, Side, Span } from "./overlay.ts";

/** How a comparison is printed. */
export const SHOWS = ["inline", "side", "new", "changes"] as const;
export type Show = (typeof SHOWS)[number];

/** The way of printing that an address asks for with `?view=`; inline unless it does. */
export function showOf(url: string): Show {
  const asked = new URLSearchParams(url.split("?")[1]?.split("#")[0] ?? "").get("view");
  return SHOWS.find((show) => show === asked) ?? "inline";
}

export interface DescribedChange {
  number: number;
  sentence: string;
  older: Span;
  newer: Span;
}

export interface Difference {
  a: Layout;
  b: Layout;
  changes: DescribedChange[];
  both: TwoSided[];
  /** The older side's and the newer side's words that changed. */
  older: ChangeSpan[];
  newer: ChangeSpan[];
  /** Numbers of the changes that can be seen in the text as it is printed. */
  anchors: ReadonlySet<number>;
  /** "3 words of 104 · edit rate 0.03". */
  measure: string;
}


/** The differences between `a` and `b`, ready to be printed as `show`. */
export function difference(a: RenderingJson, b: RenderingJson, show: Show): Difference {
  const [left, right] = [renderingFromJson(a), renderingFromJson(b)];
  const changes = diffRenderings(left, right);
  const [planA, planB] = [layout(left), layout(right)];
  const others = otherEnds(changes, planA.text, planB.text);
  const both = changes.map((change, index) => twoSided(change, index + 1, others.get(index), show));
  const sentences = describe(changes, planA.text, planB.text);
  return {
    a: planA,
    b: planB,
    changes: both.map(({ older, newer }, index) => ({ number: index + 1, sentence: sentences[index] ?? "", older, newer })),
    both,
    older: both.map(({ older }) => older).filter(hasWords),
    newer: both.map(({ newer }) => newer).filter(hasWords),
    anchors: new Set(both.filter(({ older, newer }) => older.anchor ?? newer.anchor).map(({ older }) => older.number)),
    measure: measureWords(summary(changes, planA.text, planB.text)),
  };
}

function measureWords({ words, changedWords, editRate }: { words: number; changedWords: number; editRate: number }): string {
  return `${changedWords} of ${words} words · edit rate ${editRate.toFixed(2)}`;
}

function hasWords({ from, to }: Span): boolean {
  return to > from;
}

/** For each end of a move, the number of the other: ends with equal words, in order. */
function otherEnds(changes: readonly Change[], a: string, b: string): Map<number, number> {
  const ends = new Map<number, number>();
  const wordsOf = (text: string, from: number, to: number): string => text.slice(from, to).trim();
  changes.forEach((away, index) => {
    if (away.kind !== "moved" || away.toA === away.fromA) return;
    const here = changes.findIndex(
      (change, other) =>
        change.kind === "moved" &&
        change.toB > change.fromB &&
        other !== index &&
        !ends.has(other) &&
        wordsOf(b, change.fromB, change.toB) === wordsOf(a, away.fromA, away.toA),
    );
    if (here < 0) return;
    ends.set(index, here + 1);
    ends.set(here, index + 1);
  });
  return ends;
}

const OLDER_SIDE: Record<Change["kind"], Side> = {
  inserted: "deleted",
  deleted: "deleted",
  replaced: "deleted",
  moved: "moved-away",
  reformatted: "reformatted",
};
const NEWER_SIDE: Record<Change["kind"], Side> = {
  inserted: "inserted",
  deleted: "inserted",
  replaced: "inserted",
  moved: "moved-here",
  reformatted: "reformatted",
};

/** In one text the number stands before the first half of a replacement; side by side, before both. */
function twoSided(change: Change, number: number, other: number | undefined, show: Show): TwoSided {
  const { fromA, toA, fromB, toB, kind } = change;
  const olderShows = show !== "new" && toA > fromA && !(show !== "side" && kind === "reformatted");
  const newerShows = toB > fromB;
  const anchor = `change-${number}`;
  return {
    older: {
      from: fromA, to: toA, number, other, side: OLDER_SIDE[kind],
      labelled: olderShows,
      anchor: olderShows ? anchor : undefined,
    },
    newer: {
      from: fromB, to: toB, number, other, side: NEWER_SIDE[kind],
      labelled: newerShows && (show === "side" || !olderShows),
      anchor: newerShows && !olderShows ? anchor : undefined,
    },
  };
}

/** Notes that hang on any of the words of `span`, or on the place where there are none. */
export function notesOn(notes: readonly NumberedNote[], span: Span): NumberedNote[] {
  return notes.filter(({ note: { target }, gone }) => !gone && target && touches(target, span));
}

function touches({ start, end }: { start: number; end: number }, { from, to }: Span): boolean {
  return from < to && start < to && end > from;
}
