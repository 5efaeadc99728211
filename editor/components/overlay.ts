/**
 * What is laid over a text: notes on their words, changes on theirs. Cuts a stretch of text into pieces that each
 * carry one set of marks, notes and at most one change. How a piece looks stands in `Rendering.tsx`.
 */
import type { Mark } from "prosemirror-model";
import type { Layout } from "../../translations/text/layout.ts";

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

/** The pieces of `within`, in order: together they are its text, whole. */
export function pieces(layout: Pick<Layout, "text" | "runs">, within: Span, overlays: Overlays): Piece[] {
  const runs = layout.runs.filter((run) => run.to > within.from && run.from < within.to);
  const notes = overlays.notes.filter((note) => note.to > within.from && note.from < within.to);
  const changes = overlays.changes.filter((change) => change.to > within.from && change.from < within.to);
  const edges = cuts(within, [...runs, ...notes, ...changes]);
  return edges.slice(1).map((to, index) => {
    const from = edges[index]!;
    const covering = notes.filter((note) => note.from <= from && note.to >= to);
    return {
      from,
      to,
      text: layout.text.slice(from, to),
      marks: runs.find((run) => run.from <= from && run.to >= to)?.marks ?? [],
      notes: covering,
      ending: covering.filter(
        (note) => note.to === to || (to === within.to && note.to > to && endsHere(note, layout, to)),
      ),
      change: changes.find((change) => change.from <= from && change.to >= to) ?? null,
    };
  });
}

/** A note that reaches over a block's end into nothing but markers ends with the block. */
function endsHere(note: NoteSpan, { runs }: Pick<Layout, "runs">, to: number): boolean {
  return !runs.some((run) => run.from >= to && run.from < note.to);
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
    const block = blocks.find(({ from, to }) => change.from < to && change.to > from);
    if (block) words.set(change.number, Math.max(change.from, block.from));
    else if (change.to > change.from) {
      const next = blocks.findIndex(({ from }) => from >= change.from);
      const index = next < 0 ? blocks.length - 1 : next;
      breaks.set(index, [...(breaks.get(index) ?? []), change]);
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
