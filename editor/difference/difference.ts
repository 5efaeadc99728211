/**
 * What a comparison shows: the changes between two renderings, numbered in reading order, as spans on either side and
 * as sentences. The changes themselves come from `translations/compare`.
 */
import type { Change } from "../../translations/compare/change.ts";
import {
  describe,
  type Description,
  diffRenderings,
  fewer,
  movedPairs,
  type Sign,
  signsOfAll,
  summary,
  type Summary,
} from "../../translations/compare/words/words.ts";
import { editRate, type EditRate } from "../../translations/compare/effort/effort.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { dictionaryOf } from "../../translations/terms/glossary.ts";
import type { Term } from "../../translations/ledger/work.ts";
import { layout, type Layout } from "../../translations/text/layout.ts";
import { spacesAfter, spacesBefore } from "../../translations/text/lines.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { firstWhere } from "../../translations/text/search.ts";
import type { TwoSided } from "./merged.ts";
import { onRendering, type NumberedNote } from "../rendering/notes.ts";
import { overlapping, type ChangeSpan, type NoteSpan, type Side, type Span } from "../rendering/overlay.ts";
import { changeInWords, countsInWords } from "../changes/changes.ts";
import { curling } from "../design/wording.ts";

/** How a comparison is printed. */
export const SHOWS = ["inline", "side", "new", "changes"] as const;
export type Show = (typeof SHOWS)[number];

/** The way of printing that an address asks for with `?view=`; inline unless it does. */
export function showOf(url: string): Show {
  const asked = new URLSearchParams(url.split("?")[1]?.split("#")[0] ?? "").get("view");
  return SHOWS.find((show) => show === asked) ?? "inline";
}

/** A source reads otherwise now than in the wording that a version renders, or against which a proposal was written. */
export interface SourceMove {
  /** The numbers of the two wordings, the one that it follows and the one that stands now, */
  from: number;
  to: number;
  /** what they read, and what differs; null if the words of one were taken out. */
  read: { older: RenderingJson; newer: RenderingJson; found: Compared } | null;
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
  /** "2 changes · 3 words of 104". */
  measure: string;
}

/** The changes between two renderings, however they are printed. */
export interface Changes {
  changes: Change[];
  /** The two ends of each move, as indexes of changes. */
  pairs: [number, number][];
  /** What is told of each change. */
  described: Description[];
  counts: Summary;
}

/** What differs between two renderings, with how much that is: plain data, worked out once and handed down to pages. */
export interface Compared extends Changes {
  /** Null where the texts are equal or too long for it. */
  rate: EditRate | null;
}

/** So many changes are shown one by one; of more, those nearest to each other are shown as one that says it is coarse. */
const MOST_SHOWN = 2_000;

/** What was compared last with a rendering: a page asks for it several times. */
const compared = new WeakMap<RenderingJson, { older: RenderingJson; terms: readonly Term[]; found: Compared }>();

const NO_TERMS: readonly Term[] = [];

/** Works out what differs between `older` and `newer`; the terms are those of their work. */
export function compare(older: RenderingJson, newer: RenderingJson, terms = NO_TERMS): Compared {
  const known = compared.get(newer);
  if (known?.older === older && known.terms === terms) return known.found;
  const { of, a, b } = changesAndTexts(older, newer, terms);
  const found = { ...of, rate: of.changes.length > 0 ? editRate(a, b) : null };
  compared.set(newer, { older, terms, found });
  return found;
}

/** The same without the edit rate, which takes as long as all else. */
export function changed(older: RenderingJson, newer: RenderingJson, terms: readonly Term[]): Changes {
  return changesAndTexts(older, newer, terms).of;
}

function changesAndTexts(
  older: RenderingJson,
  newer: RenderingJson,
  terms: readonly Term[],
): { of: Changes; a: string; b: string } {
  const dictionary = dictionaryOf(terms);
  const { a, b, changes: all } = diffRenderings(renderingFromJson(older), renderingFromJson(newer), dictionary);
  const changes = fewer(all, MOST_SHOWN, a.text, b.text);
  const of = {
    changes,
    pairs: [...movedPairs(changes, a.text, b.text)],
    described: describe(changes, a, b),
    counts: summary(changes, a.text, b.text),
  };
  return { of, a: a.text, b: b.text };
}

/** The differences between `older` and `newer`, ready to be printed as `show`; `apart` if links to them would be ambiguous. */
export function difference(
  older: RenderingJson,
  newer: RenderingJson,
  show: Show,
  apart = false,
  found: Changes = compare(older, newer),
): Difference {
  const [a, b] = [layout(renderingFromJson(older)), layout(renderingFromJson(newer))];
  const pairs = new Map(found.pairs);
  const signs = signsOfAll(found.changes, a.text, b.text);
  const curl = curling(a.text, b.text);
  const both = found.changes.map((change, index) =>
    twoSided(change, a.text, b.text, { number: index + 1, pair: pairs.get(index), signs: signs[index]!, show, apart }),
  );
  return {
    a,
    b,
    changes: both.map((pair, index) => ({
      number: index + 1,
      sentence: curl(sentenceOf(found.described[index]!)),
      ...pair,
    })),
    both,
    older: both.map((pair) => pair.older).filter(hasWords),
    newer: both.map((pair) => pair.newer).filter(hasWords),
    anchors: new Set(both.filter((pair) => pair.older.anchor ?? pair.newer.anchor).map((pair) => pair.older.number)),
    measure: countsInWords(found.counts),
  };
}

/** The sentence as it is printed. Quoted words that end a sentence end this one too. */
function sentenceOf(description: Description): string {
  const words = changeInWords(description);
  const stop = /[.!?…。！？]"$/u.test(words) ? "" : ".";
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${stop}`;
}

/**
 * The words of a span without the spaces at its ends, which are not coloured unless they have a sign. Line ends stay: a
 * break is a change.
 */
function trimmed(text: string, { from, to }: Span, signs: readonly Sign[]): Span {
  const words = text.slice(from, to);
  const before = spacesBefore(words);
  if (before === words.length) return { from, to };
  return {
    from: Math.min(from + before, signs[0]?.from ?? to),
    to: Math.max(to - spacesAfter(words), signs.at(-1)?.to ?? from),
  };
}

function hasWords({ from, to }: Span): boolean {
  return to > from;
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

/**
 * In one text the number stands before the first half of a replacement; side by side, before both.
 * @param print `pair` is the index of the other end of a move.
 */
function twoSided(
  change: Change,
  a: string,
  b: string,
  print: { number: number; pair: number | undefined; signs: [Sign[], Sign[]]; show: Show; apart: boolean },
): TwoSided {
  const { number, pair, signs, show, apart } = print;
  // Of the new text alone the place that words left has nothing to lead to.
  const other = pair === undefined || apart || show === "new" ? undefined : pair + 1;
  const { fromA, toA, fromB, toB, kind } = change;
  const [signsA, signsB] = signs;
  const [older, newer] = [trimmed(a, { from: fromA, to: toA }, signsA), trimmed(b, { from: fromB, to: toB }, signsB)];
  const alone = fromB === toB;
  const olderShows = show !== "new" && toA > fromA && !(show !== "side" && kind === "reformatted");
  const newerShows = toB > fromB;
  const anchor = apart ? undefined : `change-${number}`;
  return {
    older: {
      ...older,
      number,
      other,
      side: OLDER_SIDE[kind],
      anchored: !apart,
      labelled: olderShows,
      anchor: olderShows ? anchor : undefined,
      signs: signsA,
    },
    newer: {
      ...newer,
      number,
      other,
      side: NEWER_SIDE[kind],
      anchored: !apart,
      labelled: newerShows && (show === "side" || !olderShows),
      anchor: newerShows && !olderShows ? anchor : undefined,
      signs: signsB,
    },
    gap: {
      before: alone && older.from > fromA ? " " : "",
      after: alone && older.to < toA ? " " : "",
    },
  };
}

/** Notes that hang on any of the words of `span`, or on the place where there are none. */
export function notesOn(notes: readonly NumberedNote[], span: Span): NumberedNote[] {
  return span.from < span.to ? overlapping(targetsOf(notes), span).map(({ note }) => note) : [];
}

type Target = Span & { note: NumberedNote };

/** Where the notes of a page hang, worked out once for all changes of it. */
const targets = new WeakMap<readonly NumberedNote[], Target[]>();

function targetsOf(notes: readonly NumberedNote[]): Target[] {
  let found = targets.get(notes);
  if (!found) {
    found = notes.flatMap((note) => {
      const { target } = note.note;
      return note.gone || !target ? [] : [{ from: target.start, to: target.end, note }];
    });
    targets.set(notes, found);
  }
  return found;
}

/** Which words of the two sides, as they are printed, notes hang on. */
export interface HungNotes {
  older: NoteSpan[];
  newer: NoteSpan[];
  /** Ids of the notes whose number stands on words of the page. */
  shown: ReadonlySet<string>;
}

/**
 * The places of both sides' notes in a comparison. Where only one text is printed, a note of the older side hangs on
 * its words in the newer if no change touches them, else on what is struck through.
 */
export function hungNotes(
  { both }: Pick<Difference, "both">,
  older: readonly NumberedNote[],
  newer: readonly NumberedNote[],
  show: Show,
): HungNotes {
  const [before, after] = [onRendering(older), onRendering(newer)];
  if (show === "changes") return { older: [], newer: [], shown: new Set() };
  if (show === "side") return { older: before, newer: after, shown: idsOf([...before, ...after]) };
  const kept = before.flatMap((note) => carriedOver(note, both));
  const struck = show === "new" ? [] : before.filter((note) => endsInOne(note, both));
  return { older: before, newer: [...after, ...kept], shown: idsOf([...after, ...kept, ...struck]) };
}

function idsOf(notes: readonly NoteSpan[]): Set<string> {
  return new Set(notes.map(({ id }) => id));
}

/** Whether the last of the note's words are struck through. Changes stand in order, so that one place is looked at. */
function endsInOne({ to }: NoteSpan, both: readonly TwoSided[]): boolean {
  const struck = both[firstWhere(both, ({ older }) => older.to >= to)]?.older;
  return struck !== undefined && struck.side !== "reformatted" && struck.from < to;
}

/** The note on the same words in the newer text; none if a change touches them. */
function carriedOver(note: NoteSpan, both: readonly TwoSided[]): NoteSpan[] {
  const next = firstWhere(both, ({ older }) => older.to > note.from);
  if (both[next] && both[next].older.from < note.to) return [];
  const last = both[next - 1];
  const shift = last ? last.newer.to - last.older.to : 0;
  return [{ ...note, from: note.from + shift, to: note.to + shift }];
}
