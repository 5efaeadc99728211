/** What the page is given on which it is seen how far something has come that takes long. */
import type { WorkHead } from "../shell/view.ts";

/** `/{work}/-/errands/{errand}` */
export interface ErrandView {
  page: "errand";
  work: Pick<WorkHead, "id" | "title">;
  /** False of a work that is on its way in, and not there yet. */
  isThere: boolean;
  id: string;
  does: Doing;
  /** How far it has come, or came; zeros where nobody knows. */
  done: number;
  of: number;
  /** Why it was not done, in a sentence; null: it is on its way. */
  failed: Failure | null;
}

/** Of what one is led on to do again, where it was not done to its end. */
export type Failing = "keepRevision" | "recordSource" | "undo";

export interface Failure {
  does: Failing;
  sentence: string;
  /** True: nothing of it was begun. */
  isUnbegun: boolean;
  /** Where it is asked for again. */
  to: string;
}

/** What is done. */
export type Doing =
  /** A revised file is kept, a source recorded, an import undone. */
  | "keepRevision"
  | "recordSource"
  | "undo"
  /** A work is made of texts, or comes as lines or as an archive. */
  | "make"
  | "bring"
  | "take"
  /** Lines come to a work as versions, as proposals, as its source; a Word file comes back. */
  | "add"
  | "differ"
  | "supply"
  | "takeBack"
  /** Terms come, or are put back. */
  | "takeTerms"
  | "undoTerms";
