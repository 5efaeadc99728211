/**
 * What is laid over a text: notes on their words, changes on theirs. Cuts a stretch of text into pieces that each
 * carry one set of marks, notes and at most one change. How a piece looks stands in `Rendering.tsx`.
 */
import type { Mark } from "prosemirror-model";
import type { Sign } from "../../translations/compare/words/words.ts";
import type { Layout } from "../../translations/text/layout.ts";
import { firstWhere } from "../../translations/text/search.ts";

/** A stretch of words, in UTF-16 code units into the text; `to` is exclusive. */
export interface Span {
  from: number;
  to: number;
}

/** A note on its words; `number` is what the reader sees, `id` what links point to. */
export interface NoteSpan extends Span {
  id: string;
  number: number;
}

export type Side = "deleted" | "inserted" | "moved-away" | "moved-here" | "reformatted";

/** A change on one side of a comparison; `number` counts from 1 in reading order. */
export interface ChangeSpan extends Span {
  number: number;
  side: Side;
  /** The number of the other end of a move. */
  other?: number | undefined;
  /** True if the number stands before the words. Of a replacement printed in one text only the first half shows it. */
  labelled: boolean;
  /** True if the change stands in words on the same page, under its number. */
  anchored: boolean;
  /** The id that links to this change point to: one element of a page has it. */
  anchor?: string | undefined;
  /** What of it can't be seen. */
  signs?: readonly Sign[];
}

export interface Overlays {
  notes: readonly NoteSpan[];
  changes: readonly ChangeSpan[];
}

export const BARE: Overlays = { notes: [], changes: [] };

export interface Piece extends Span {
  text: string;
  marks: readonly Mark[];
  /** Notes that cover the piece. */
  notes: readonly NoteSpan[];
  /** Notes whose words end with this piece: their numbers stand after it. */
  ending: readonly NoteSpan[];
  change: ChangeSpan | null;
}

/** The pieces of `within`, in order: together they are its text, whole. Runs, and changes, stand in order, none in another. */
export function pieces(layout: Pick<Layout, "text" | "runs">, within: Span, overlays: Overlays): Piece[] {
  const runs = inside(layout.runs, within);
  // Most words that are read have nothing laid over them.
  const isBare = overlays.notes.length === 0 && overlays.changes.length === 0;
  if (isBare && runs.length <= 1 && within.from < within.to) return [bare(layout.text, within, runs[0]?.marks ?? [])];
  const changes = inside(overlays.changes, within);
  const notes = overlapping(overlays.notes, within);
  const edges = cuts(within, [...runs, ...notes, ...changes]);
  const [runAt, changeAt, notesAt] = [cursor(runs), cursor(changes), covering(notes)];
  return edges.slice(1).map((to, index) => {
    const from = edges[index]!;
    const covered = notesAt(from, to);
    return {
      from,
      to,
      text: layout.text.slice(from, to),
      marks: runAt(from, to)?.marks ?? [],
      notes: covered,
      ending: covered.filter(
        (note) => note.to === to || (to === within.to && note.to > to && endsHere(note, layout, to)),
      ),
      change: changeAt(from, to),
    };
  });
}

function bare(text: string, { from, to }: Span, marks: readonly Mark[]): Piece {
  return { from, to, text: text.slice(from, to), marks, notes: [], ending: [], change: null };
}

/** Those of some spans in order, none in another, that share a letter with `within`. */
function inside<S extends Span>(ordered: readonly S[], within: Span): S[] {
  const first = firstWhere(ordered, ({ to }) => to > within.from);
  const end = firstWhere(ordered, ({ from }) => from >= within.to);
  return ordered.slice(first, Math.max(first, end));
}

/** Answers, asked from left to right, which of some spans in order covers a stretch; null if none does. */
function cursor<S extends Span>(ordered: readonly S[]): (from: number, to: number) => S | null {
  let at = 0;
  return (from, to) => {
    while (at < ordered.length && ordered[at]!.to <= from) at++;
    const span = ordered[at];
    return span && span.from <= from && span.to >= to ? span : null;
  };
}

/** Answers, asked from left to right, which of some notes cover a stretch, in the order in which they were given. */
function covering(notes: readonly NoteSpan[]): (from: number, to: number) => NoteSpan[] {
  const waiting = notes.map((note, order) => ({ note, order })).sort((a, b) => a.note.from - b.note.from);
  let [next, open]: [number, typeof waiting] = [0, []];
  return (from, to) => {
    const before = open.length;
    while (next < waiting.length && waiting[next]!.note.from <= from) open.push(waiting[next++]!);
    if (open.length > before) open.sort((a, b) => a.order - b.order);
    open = open.filter(({ note }) => note.to >= to);
    return open.map(({ note }) => note);
  };
}

/** Spans by where they begin; `reach` is how far any up to each goes. */
interface ByBeginning {
  spans: readonly { from: number; to: number; order: number }[];
  reach: readonly number[];
}

const indexes = new WeakMap<readonly Span[], ByBeginning>();

/** Those of `spans`, which may overlap, that share a letter with `within`, in the order in which they are given. */
export function overlapping<S extends Span>(spans: readonly S[], within: Span): S[] {
  const { spans: sorted, reach } = byBeginning(spans);
  const found: number[] = [];
  for (let at = firstWhere(reach, (to) => to > within.from); at < sorted.length; at++) {
    const { from, to, order } = sorted[at]!;
    if (from >= within.to) break;
    if (to > within.from) found.push(order);
  }
  return found.sort((a, b) => a - b).map((order) => spans[order]!);
}

function byBeginning(spans: readonly Span[]): ByBeginning {
  const known = indexes.get(spans);
  if (known) return known;
  const sorted = spans.map(({ from, to }, order) => ({ from, to, order })).sort((a, b) => a.from - b.from);
  let furthest = -Infinity;
  const made = { spans: sorted, reach: sorted.map(({ to }) => (furthest = Math.max(furthest, to))) };
  indexes.set(spans, made);
  return made;
}

/** A note that reaches over a block's end into nothing but markers ends with the block. */
function endsHere(note: NoteSpan, { runs }: Pick<Layout, "runs">, to: number): boolean {
  const next = runs[firstWhere(runs, (run) => run.to > to)];
  return !next || next.from >= note.to;
}

/**
 * Where each change first shows: the offset of its first word in `blocks`. A change that touches no word (a break, a
 * list's marker) shows before the block that follows it: `breaks` gives those by the index of that block.
 */
export function firstSights(
  blocks: readonly Span[],
  changes: readonly ChangeSpan[],
): { words: ReadonlyMap<number, number>; breaks: ReadonlyMap<number, ChangeSpan[]> } {
  const words = new Map<number, number>();
  const breaks = new Map<number, ChangeSpan[]>();
  for (const change of changes) {
    const block = blocks[firstWhere(blocks, ({ to }) => to > change.from)];
    if (block && change.to > block.from) words.set(change.number, Math.max(change.from, block.from));
    else if (change.to > change.from) {
      const next = firstWhere(blocks, ({ from }) => from >= change.from);
      const index = next === blocks.length ? blocks.length - 1 : next;
      const known = breaks.get(index);
      if (known) known.push(change);
      else breaks.set(index, [change]);
    }
  }
  return { words, breaks };
}

function cuts(within: Span, spans: readonly Span[]): number[] {
  const edges = new Set([within.from, within.to]);
  for (const { from, to } of spans)
    for (const edge of [from, to]) if (edge > within.from && edge < within.to) edges.add(edge);
  return [...edges].sort((a, b) => a - b);
}

/** Neighbours that `same` finds equal, together. */
export function groups<T>(list: readonly T[], same: (a: T, b: T) => boolean): T[][] {
  const out: T[][] = [];
  for (const entry of list) {
    const last = out.at(-1);
    if (last && same(last.at(-1)!, entry)) last.push(entry);
    else out.push([entry]);
  }
  return out;
}
