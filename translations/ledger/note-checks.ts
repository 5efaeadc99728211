/**
 * What was said of a note whose words changed after its version: that it holds for the words that stand there now, that it reads otherwise
 * from then on, or that it holds no more. It stands in the stream of the passage, and the note as it was recorded stays.
 */
import type { Anchor, Person } from "../notes/note.ts";

/** `open`: what was said of it before counts no more, and it is to be looked at again. */
export const NOTE_OUTCOMES = ["confirmed", "edited", "retired", "open"] as const;
export type NoteOutcome = (typeof NOTE_OUTCOMES)[number];

/** A note of a passage: the version that it was recorded with, and its id. */
export interface NoteOf {
  version: number;
  note: string;
}

/** What a note hangs on from then on, and how it reads. */
export interface NoteWording {
  /** In the text of the version on which it was checked; null: it speaks of the whole. */
  target: Anchor | null;
  /** Of a note that was edited: plain text, paragraphs parted by an empty line. */
  body?: string;
}

export interface NoteChecked {
  type: "note-checked";
  of: NoteOf;
  /** The version on which it was checked: it counts on that one, and on those that are revised from it. */
  version: number;
  outcome: NoteOutcome;
  /** Null where it is retired or open again, or if it was taken out. */
  wording: NoteWording | null;
  /** "": none was given, or it was taken out. */
  reason: string;
  by: Person;
}

/** The same as a version has it. */
export interface NoteCheck extends Pick<NoteChecked, "version" | "outcome" | "wording" | "reason" | "by"> {
  /** The note's id. */
  note: string;
  /** ISO 8601 instant. */
  at: string;
  /** The place of its record among the passage's. */
  position: number;
}
