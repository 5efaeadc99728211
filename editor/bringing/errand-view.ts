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
  /** How far it has come; zeros before anybody knows. */
  done: number;
  of: number;
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
