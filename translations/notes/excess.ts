/** Whether notes that are to be taken in are over one of the limits, and which: `text/limits.ts` names these. */
import { over, type Excess } from "../text/limits.ts";
import type { Note } from "./note.ts";

/** What of a version's notes is over a limit, or null. */
export function excessOfNotes(notes: readonly Note[]): Excess | null {
  const many = over("notes", notes.length);
  if (many) return many;
  const longest = notes.reduce((most, note) => Math.max(most, lengthOf(note)), 0);
  const all = notes.reduce((sum, note) => sum + lengthOf(note) + anchored(note), 0);
  return over("noteCharacters", longest) ?? over("notesCharacters", all);
}

/** The characters of a note's reason and of what it offers instead. */
function lengthOf({ body, alternatives }: Note): number {
  return alternatives.reduce((sum, { length }) => sum + length, body.length);
}

function anchored({ target, source, lost }: Note): number {
  return (target?.exact.length ?? 0) + (source?.exact.length ?? 0) + (lost?.length ?? 0);
}
