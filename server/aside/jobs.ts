/**
 * What is worked out for readers and may take long, by its name: functions from plain data to plain data, so that they
 * run here as well as on another thread. What is asked of them and answered with it stands in `http/`.
 */
import { compare } from "../../editor/difference/difference.ts";
import { shortened } from "../../editor/design/wording.ts";
import { tellChanges } from "../../editor/prosemirror/marking.ts";
import { renderPage } from "../../editor/render.tsx";
import { collate, variantsOf, type Witness } from "../../translations/compare/collation/collation.ts";
import { textsOf } from "../../translations/compare/change.ts";
import { meetings } from "../../translations/compare/meeting.ts";
import { diffRenderings } from "../../translations/compare/words/words.ts";
import { putBack, type Reading, trace } from "../../translations/compare/lineage/lineage.ts";
import {
  type Choice,
  conflictsIn,
  fatesOf,
  markOf,
  mergedRendering,
  mergeRenderings,
  reworded,
  taking,
} from "../../translations/compare/merge/merge.ts";
import { editRate } from "../../translations/compare/effort/effort.ts";
import {
  editedNotes,
  partedNotes,
  standingAlternatives,
  standingNotes,
  notesOfVersion,
  notesOnVersion,
  notesToCheck,
  wordsSince,
} from "../../translations/apparatus/apparatus.ts";
import { mendedBy } from "../../translations/align/align.ts";
import { docxOfChanges, type ComparedPassage } from "../../translations/exchange/docx-compared.ts";
import { dictionaryOf } from "../../translations/terms/glossary.ts";
import type { TakenWords } from "../../translations/ledger/events.ts";
import type { Left } from "../../translations/ledger/refusals.ts";
import type { Term, Work } from "../../translations/ledger/work.ts";
import type { Note } from "../../translations/notes/note.ts";
import { renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import { excessOf } from "../../translations/text/excess.ts";
import { layout } from "../../translations/text/layout.ts";
import { OverLimit } from "../../translations/text/limits.ts";
import type { Rendering, RenderingJson } from "../../translations/text/schema.ts";
import { writeZip } from "../host/zip-out.ts";
import { reasonedChanges } from "./reasoned.ts";
import { termsLaid } from "./terms.ts";

export const JOBS = {
  /** In UTF-8, as it goes out. */
  page: (...asked: Parameters<typeof renderPage>): Uint8Array => inUtf8(renderPage(...asked)),
  compared: compare,
  measured,
  changeCount: (...asked: Parameters<typeof measured>) => measured(...asked).changes.length,
  firstChange,
  met,
  left,
  traced: (readings: readonly Reading[], number: number) => [...trace(readings, number)],
  putsBack,
  reasonedChanges,
  collated,
  standingAlternatives,
  standingNotes,
  notesOfVersion,
  notesOnVersion,
  notesToCheck,
  wordsSince,
  mendedBy,
  merged,
  tookSome,
  edited,
  termsLaid,
  /** A Word file in which changes are tracked. */
  trackedInWord,
};

export type Jobs = typeof JOBS;

/**
 * How conflicts are settled, in order, and by whose words those behind them; and which ones were, if who did it saw them: the
 * mark of their merge.
 */
export interface Settled {
  choices: readonly Choice[];
  rest?: "ours" | "theirs" | undefined;
  seen: string | null;
}

/** What most pages are written into first: a long one takes two thirds of the time that an encoder takes for it. */
const ROOM = Buffer.allocUnsafeSlow(2_000_000);

function inUtf8(page: string): Uint8Array {
  const most = 3 * page.length;
  const room = most <= ROOM.length ? ROOM : Buffer.allocUnsafeSlow(most);
  return new Uint8Array(room.subarray(0, room.write(page)));
}

/** All changes of two renderings, and the edit rate of their texts; the terms are those of their work. */
function measured(older: RenderingJson, newer: RenderingJson, terms: readonly Term[] = []) {
  const dictionary = dictionaryOf(terms);
  const { a, b, changes } = diffRenderings(renderingFromJson(older), renderingFromJson(newer), dictionary);
  return { changes, rate: editRate(a.text, b.text) };
}

/** What a revision says, and the version that it revises. */
export interface Revising {
  base: Numbered;
  words: RenderingJson;
}

/** Words that two revisions both change: in how many places (null: there is nothing to compare), and the first of them. */
export interface Met {
  places: number | null;
  words: string[];
}

/**
 * The words that a revision and each of its rivals both change: of the version that both revise, or, where they revise
 * others, of the one that stands, with what it changed carried into both.
 */
function met(own: Revising, rivals: readonly Revising[], standing: Numbered | null, terms: readonly Term[]): Met[] {
  const dictionary = dictionaryOf(terms);
  const known = new Map<number, ReturnType<typeof diffRenderings> | null>();
  /** What the revision changes in version `on`; null where words are not held. */
  const changesOn = (revising: Revising, on: Numbered) => {
    const words = carried(revising, on);
    return on.rendering && words && diffRenderings(renderingFromJson(on.rendering), words, dictionary);
  };
  return rivals.map((rival) => {
    const on = rival.base.number === own.base.number ? own.base : standing;
    if (!on) return NOT_COMPARED;
    if (!known.has(on.number)) known.set(on.number, changesOn(own, on));
    const [mine, theirs] = [known.get(on.number)!, changesOn(rival, on)];
    if (!mine || !theirs) return NOT_COMPARED;
    const all = meetings(mine.changes, theirs.changes);
    const words = all.slice(0, MOST_TOLD).map(({ from, to }) => cut(mine.a.text.slice(from, to)));
    return { places: all.length, words: words.filter((each) => each.trim() !== "") };
  });
}

const NOT_COMPARED: Met = { places: null, words: [] };

/** What a revision would say of version `on`: with what that changed; its own words where both changed the same. */
function carried({ base, words }: Revising, on: Numbered): Rendering | null {
  const own = renderingFromJson(words);
  if (base.number === on.number) return own;
  if (!base.rendering || !on.rendering) return null;
  return mergedRendering(mergeRenderings(renderingFromJson(base.rendering), own, renderingFromJson(on.rendering)));
}

/** What is left of a revision of `base` beside another one of it, that stands now. */
function left(base: RenderingJson, own: RenderingJson, standing: RenderingJson, terms: readonly Term[]): Left {
  const [older, revised] = [renderingFromJson(base), renderingFromJson(own)];
  const { changes } = diffRenderings(older, revised, dictionaryOf(terms));
  const counts = { already: 0, stands: 0, meets: 0 };
  for (const fate of fatesOf(mergeRenderings(older, revised, renderingFromJson(standing)), changes)) counts[fate]++;
  return counts;
}

/** So many places are told in words. */
const MOST_TOLD = 3;

/** How many changes there are between two renderings, and the words of the first that has some; of one replaced before others. */
function firstChange(older: RenderingJson, newer: RenderingJson, terms: readonly Term[]) {
  const { a, b, changes } = diffRenderings(renderingFromJson(older), renderingFromJson(newer), dictionaryOf(terms));
  const replaced = changes.find(({ kind }) => kind === "replaced");
  const change = replaced ?? changes.find(({ kind }) => kind === "inserted" || kind === "deleted");
  if (!change) return { changes: changes.length, first: null };
  const [before, after] = textsOf(change, a.text, b.text);
  return { changes: changes.length, first: { before: cut(before), after: cut(after) } };
}

/** So many characters of changed words stand on a line of a list. */
const LONGEST = 80;

function cut(words: string): string {
  return shortened(words.trim(), LONGEST);
}

/** Two revisions of a base (null: without words) in one, and what of it is over a limit; null if there are other conflicts than were settled. */
function merged(
  base: RenderingJson | null,
  ours: RenderingJson,
  theirs: RenderingJson,
  { choices, rest, seen }: Settled,
) {
  const merge = mergeRenderings(base && renderingFromJson(base), renderingFromJson(ours), renderingFromJson(theirs));
  const left = conflictsIn(merge).length - choices.length;
  const isSettled = (left <= 0 || rest !== undefined) && (seen === null || seen === markOf(merge));
  if (!isSettled) return null;
  const others = Array.from({ length: Math.max(0, left) }, (): Choice => ({ side: rest! }));
  const rendering = mergedRendering(merge, [...choices, ...others]);
  return { rendering: renderingToJson(rendering), excess: excessOf(rendering) };
}

/** What comes of a base if only these changes of what is proposed are made, with the notes of both; null if they stand nowhere there. */
function tookSome(base: RenderingJson, proposed: RenderingJson, taken: readonly TakenWords[], notes: readonly Note[]) {
  const [from, to] = [renderingFromJson(base), renderingFromJson(proposed)];
  const spans = taken.map((each) => ({
    ...{ fromA: each.base.from, toA: each.base.to },
    ...{ fromB: each.proposed.from, toB: each.proposed.to },
  }));
  try {
    const rendering = taking(from, to, spans);
    return { rendering: renderingToJson(rendering), notes: partedNotes(notes, to, rendering, taken) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** What is proposed, worded otherwise, with its notes on the same words; or what of it is over a limit. */
function edited(proposed: RenderingJson, text: string, notes: readonly Note[]) {
  try {
    const before = renderingFromJson(proposed);
    const rendering = reworded(before, text);
    return { rendering: renderingToJson(rendering), notes: editedNotes(notes, before, rendering) };
  } catch (error) {
    if (error instanceof OverLimit) return { excess: error.excess };
    throw error;
  }
}

/** A version by its number; without words, if they are not held. */
export interface Numbered {
  number: number;
  rendering: RenderingJson | null;
}

/** What a revision of the last of the versions puts back, by its changes as its page numbers and tells them. */
function putsBack(versions: readonly Numbered[], words: RenderingJson, terms: readonly Term[]) {
  const base = versions.at(-1)?.rendering;
  if (!base) return [];
  const laidOut = (rendering: RenderingJson) => layout(renderingFromJson(rendering));
  const readings = versions.map(({ number, rendering }) => ({ number, text: rendering && laidOut(rendering).text }));
  const { changes } = compare(base, words, terms);
  const revised = laidOut(words);
  const told = tellChanges(changes, laidOut(base), revised);
  return putBack(readings, changes, revised.text).map(({ change, version }) => {
    const { number, kind, before, after } = told[change]!;
    return { change: number, kind, before, after, version };
  });
}

function trackedInWord(work: Work, passages: readonly ComparedPassage[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const dictionary = dictionaryOf(work.terms);
  const changesOf = (older: RenderingJson, newer: RenderingJson) =>
    diffRenderings(renderingFromJson(older), renderingFromJson(newer), dictionary).changes;
  writeZip(docxOfChanges(work, passages, changesOf), (bytes) => pieces.push(bytes));
  return new Uint8Array(Buffer.concat(pieces));
}

function collated(witnesses: readonly Witness[]) {
  const collation = collate(witnesses);
  return { parts: variantsOf(collation, witnesses), coarse: collation.coarse };
}
