/** What the page is given on which it is seen how far something has come that takes long. */
import type { WorkHead } from "../shell/view.ts";

/** `/{work}/-/errands/{errand}` */
export interface ErrandView {
  page: "errand";
  work: WorkHead;
  id: string;
  /** What is done: a revised file is kept, a source recorded, an import undone. */
  does: "keepRevision" | "recordSource" | "undo";
  /** How far it has come; zeros before anybody knows. */
  done: number;
  of: number;
}
