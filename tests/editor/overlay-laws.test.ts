/** What is laid over a text is found quickly, and is what looking at every span for every block would find. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { hungNotes, notesOn } from "../../editor/difference/difference.ts";
import type { NumberedNote } from "../../editor/rendering/notes.ts";
import { firstSights, pieces, type ChangeSpan, type NoteSpan, type Span } from "../../editor/rendering/overlay.ts";
import type { TwoSided } from "../../editor/difference/merged.ts";
import type { Run } from "../../translations/text/layout.ts";

const LENGTH = 30;
const TEXT = Array.from({ length: LENGTH }, (_, at) => String.fromCharCode(97 + (at % 26))).join("");

/** Spans in order, none in another; some empty if asked. */
const inOrder = (empty: boolean) =>
  fc.uniqueArray(fc.nat(LENGTH), { maxLength: 12 }).map((edges) => {
    const sorted = edges.sort((a, b) => a - b);
    const spans: Span[] = [];
    for (let at = 0; at + 1 < sorted.length; at += 2) spans.push({ from: sorted[at]!, to: sorted[at + 1]! });
    return empty ? spans.map(({ from, to }, at) => ({ from, to: at % 3 === 2 ? from : to })) : spans;
  });

const anySpans = fc.array(
  fc.tuple(fc.nat(LENGTH - 1), fc.integer({ min: 1, max: LENGTH })).map(([from, length]) => ({
    from,
    to: Math.min(LENGTH, from + length),
  })),
  { maxLength: 8 },
);

const runsOf = (spans: Span[]): Run[] => spans.map((span) => ({ ...span, pos: span.from, marks: [] }));
const notesOf = (spans: Span[]): NoteSpan[] => spans.map((span, at) => ({ ...span, id: `n${at}`, number: at + 1 }));
const changesOf = (spans: Span[]): ChangeSpan[] =>
  spans.map((span, at) => ({ ...span, number: at + 1, side: "inserted", labelled: true, anchored: true }));

test("pieces carry the notes and the change that cover them, and end the notes that end there", () => {
  fc.assert(
    fc.property(inOrder(false), anySpans, inOrder(true), anySpans, (runSpans, noteSpans, changeSpans, withins) => {
      const runs = runsOf(runSpans);
      const [notes, changes] = [notesOf(noteSpans), changesOf(changeSpans)];
      for (const within of withins) {
        const found = pieces({ text: TEXT, runs }, within, { notes, changes });
        expect(found.map(({ text }) => text).join("")).toBe(TEXT.slice(within.from, within.to));
        for (const { from, to, notes: own, ending, change } of found) {
          const covering = notes.filter((note) => note.from <= from && note.to >= to);
          expect(own).toEqual(covering);
          expect(change).toBe(
            changes.find((each) => each.to > each.from && each.from <= from && each.to >= to) ?? null,
          );
          const endsHere = (note: NoteSpan) => !runs.some((run) => run.to > to && run.from < note.to);
          expect(ending).toEqual(
            covering.filter((note) => note.to === to || (to === within.to && note.to > to && endsHere(note))),
          );
        }
      }
    }),
  );
});

test("a change first shows in the first block with a letter of it, or before the block that follows", () => {
  fc.assert(
    fc.property(inOrder(true), inOrder(true), (blocks, spans) => {
      fc.pre(blocks.length > 0);
      const changes = changesOf(spans);
      const found = firstSights(blocks, changes);
      for (const change of changes) {
        const block = blocks.find(({ from, to }) => change.from < to && change.to > from);
        expect(found.words.get(change.number)).toBe(block && Math.max(change.from, block.from));
        if (block || change.to === change.from) continue;
        const next = blocks.findIndex(({ from }) => from >= change.from);
        expect(found.breaks.get(next < 0 ? blocks.length - 1 : next)).toContain(change);
      }
    }),
  );
});

test("a note of the older text hangs on the same words of the newer if no change touches them", () => {
  fc.assert(
    fc.property(inOrder(true), anySpans, (spans, noteSpans) => {
      const both = changesOf(spans).map((older): TwoSided => {
        const newer: ChangeSpan = { ...older, from: older.from + 5, to: older.to + 7 };
        return { older, newer, gap: { before: "", after: "" } };
      });
      const notes = notesOf(noteSpans).map(({ from, to, id, number }) => {
        const target = { start: from, end: to, exact: "", prefix: "", suffix: "" };
        return { note: { id, target }, number, gone: false, version: 1 } as unknown as NumberedNote;
      });
      const found = hungNotes({ both }, notes, [], "inline");
      notes.forEach(({ note }, at) => {
        const span = noteSpans[at]!;
        const touched = both.some(
          ({ older }) =>
            (older.from < span.to && older.to > span.from) ||
            (older.from === older.to && span.from < older.from && older.from < span.to),
        );
        const last = both.findLast(({ older }) => older.to <= span.from);
        const shift = last ? last.newer.to - last.older.to : 0;
        const kept = found.newer.find(({ id }) => id === note.id);
        expect(kept && [kept.from, kept.to]).toEqual(touched ? undefined : [span.from + shift, span.to + shift]);
        const struck = both.some(({ older }) => older.from < span.to && span.to <= older.to);
        expect(found.shown.has(note.id)).toBe(!touched || struck);
      });
      for (const span of spans)
        expect(notesOn(notes, span)).toEqual(
          notes.filter(
            (_, at) => span.from < span.to && noteSpans[at]!.from < span.to && noteSpans[at]!.to > span.from,
          ),
        );
    }),
  );
});
