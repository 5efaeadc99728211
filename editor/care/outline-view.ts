/** What the page is given on which two states of a work's outline stand beside each other. */
import type { OutlineChange, OutlinePoint } from "../../translations/ledger/outline-compared.ts";
import type { OutlineStep } from "../../translations/ledger/outline-history.ts";
import type { WorkHead } from "../shell/view.ts";

export interface OutlineView {
  page: "outline";
  work: WorkHead;
  /** The earlier and the later state, and what differs, in the order of the later one; null if none was asked for. */
  compared: { from: OutlinePoint; to: OutlinePoint; changes: OutlineChange[] } | null;
  /** So many more differ than are listed. */
  more: number;
  /** What was done between them, or at all, newest first; null if the outline is too long to be gone through for a page. */
  steps: OutlineStep[] | null;
}
