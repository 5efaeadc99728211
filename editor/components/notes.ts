/** Which number a note has on a page, and which words it hangs on. */
import type { Note } from "../../translations/notes/note.ts";
import { inOrder } from "../../translations/notes/of-version.ts";
import type { StandingNote } from "../../translations/notes/carry.ts";
import type { NoteSpan } from "./overlay.ts";

/** A standing note with the number the reader sees. */
export interface NumberedNote extends StandingNote {
  number: number;
}

/** Notes with their numbers, in the order of their words. */
export function numbered(notes: readonly StandingNote[]): NumberedNote[] {
  return inOrder(notes).map((note, index) => ({ ...note, number: index + 1 }));
}

/** The notes of one version, as they were recorded with it. */
export function recordedWith(notes: readonly Note[], version: number): StandingNote[] {
  return notes.map((note) => ({ note, version, gone: note.target === null && note.lost !== undefined }));
}

/** The words of the rendering that notes hang on. */
export function onRendering(notes: readonly NumberedNote[]): NoteSpan[] {
  return spans(notes, ({ note, gone }) => (gone ? null : note.target));
}

/** The words of the source that notes hang on. */
export function onSource(notes: readonly NumberedNote[]): NoteSpan[] {
  return spans(notes, ({ note }) => note.source);
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
