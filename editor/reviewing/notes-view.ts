/** What the page is given that has the notes of a work whose words changed. */
import type { NoteOf, NoteOutcome } from "../../translations/ledger/note-checks.ts";
import type { NoteCategory, Person } from "../../translations/notes/note.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";

/** A note that waits for somebody to say what becomes of it. */
export interface NoteLine {
  passage: PassageName;
  /** The version that is current. */
  version: number;
  of: NoteOf;
  author: Person;
  /** ISO 8601: a day, or an instant. */
  date: string;
  category: NoteCategory;
  body: string;
  /** The words of the source that it hangs on; "": none. */
  source: string;
  /** The words of the rendering that it hung on, the last version that has them (null: not known), and what stands there now. */
  words: string;
  last: number | null;
  /** Offsets in UTF-16 code units; null: nothing does, or it is not known. */
  instead: { start: number; end: number; exact: string } | null;
}

/** What was done with one just now, and can be undone. */
export interface NotesDone {
  passage: PassageName;
  of: NoteOf;
  version: number;
  outcome: Exclude<NoteOutcome, "open">;
  by: Person;
}

export interface NotesView {
  page: "notes";
  work: WorkHead;
  /** The passage whose notes alone are asked for. */
  only: PassageName | null;
  notes: NoteLine[];
  /** The passage behind which they go on; null at the end. */
  next: string | null;
  done: NotesDone | null;
}
