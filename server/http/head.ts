/** What all pages are given of a work. */
import type { WorkHead } from "../../editor/shell/view.ts";
import type { Work } from "../../translations/ledger/work.ts";

/** A work without its passages and terms, and without what is proposed for its outline: every page of it has this. */
export function headOf(work: Work): WorkHead {
  const { passages: _passages, retired: _retired, terms: _terms, outlineProposals: _proposals, ...head } = work;
  return head;
}
