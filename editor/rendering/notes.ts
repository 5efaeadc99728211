/** Which number a note has on a page, and which words it hangs on. */
import { inOrder, type StandingNote } from "../../translations/apparatus/apparatus.ts";
import { sourceText, type Source } from "../../translations/ledger/work.ts";
import type { Anchor } from "../../translations/notes/note.ts";
import { byReason } from "../../translations/notes/shared.ts";
import type { NoteSpan } from "./overlay.ts";

/** A standing note with the number the reader sees. */
export interface NumberedNote extends StandingNote {
  number: number;
}

/** Notes with their numbers, in the order of their words. */
export function numbered(notes: readonly StandingNote[]): NumberedNote[] {
  return inOrder(notes).map((note, index) => ({ ...note, number: index + 1 }));
}

/** A reason that stands at several words of a page: the note that says it first, and the others that say the same. */
export interface SharedReason<Each> {
  first: Each;
  others: readonly Each[];
}

/** For each note, by its id, the reason that it shares with others of these; nothing for one that stands alone. */
export function sharedReasons<Each extends NumberedNote>(notes: readonly Each[]): Map<string, SharedReason<Each>> {
  const found = new Map<string, SharedReason<Each>>();
  for (const [first, ...others] of byReason(notes, ({ note }) => note)) {
    if (!first || others.length === 0) continue;
    for (const { note } of [first, ...others]) found.set(note.id, { first, others });
  }
  return found;
}

/** A note of two versions that are compared. */
export interface NoteOfTwo extends NumberedNote {
  /** Which of the two it holds in. */
  holds: "older" | "newer" | "both";
}

/**
 * The notes of two versions that are compared, numbered together. One that holds in both hangs on its words in the
 * newer. What became of a note after the two is not said.
 */
export function ofTwo(older: readonly StandingNote[], newer: readonly StandingNote[]): NoteOfTwo[] {
  const [there, here] = [idsOf(older), idsOf(newer)];
  return numbered([...older.filter(({ note }) => !here.has(note.id)), ...newer]).map(
    ({ number, note, version, gone }) => ({
      number,
      note,
      version,
      gone,
      holds: !here.has(note.id) ? "older" : there.has(note.id) ? "both" : "newer",
    }),
  );
}

function idsOf(notes: readonly StandingNote[]): Set<string> {
  return new Set(notes.map(({ note }) => note.id));
}

/** The words of the rendering that notes hang on. */
export function onRendering(notes: readonly NumberedNote[]): NoteSpan[] {
  return spans(notes, ({ note, gone }) => (gone ? null : note.target));
}

/**
 * The words of the source that notes hang on. One that was made on another wording hangs on the same words in this one, if
 * they stand there once and between the same; else on none.
 */
export function onSource(notes: readonly NumberedNote[], source: Pick<Source, "words">): NoteSpan[] {
  if (notes.length === 0) return [];
  const text = sourceText(source);
  return spans(notes, ({ note }) => note.source && inWording(note.source, text));
}

function inWording(anchor: Anchor, text: string): { start: number; end: number } | null {
  const { exact, prefix, suffix, start, end } = anchor;
  if (text.slice(start, end) === exact) return anchor;
  const whole = prefix + exact + suffix;
  const at = text.indexOf(whole);
  if (at < 0 || text.includes(whole, at + 1)) return null;
  return { start: at + prefix.length, end: at + prefix.length + exact.length };
}

function spans(
  notes: readonly NumberedNote[],
  anchor: (note: NumberedNote) => { start: number; end: number } | null,
): NoteSpan[] {
  return notes.flatMap((note) => {
    const words = anchor(note);
    return words ? [{ from: words.start, to: words.end, id: note.note.id, number: note.number }] : [];
  });
}
