/** What the history of a draft is given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { StepsAfterwards } from "../../translations/ledger/events.ts";
import type { ProposalHere, Version } from "../../translations/ledger/state.ts";
import type { Passage, Term } from "../../translations/ledger/work.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import type { LoggedStep, Shown } from "./draft-steps.ts";
import type { WorkHead } from "../shell/view.ts";

export interface DraftHistoryView {
  page: "draft-history";
  work: WorkHead;
  /** Of the work's glossary, those that stand in the words of this page. */
  terms: Term[];
  passage: Passage;
  proposal: ProposalHere;
  /** The version it revises, if its words are to be compared with. */
  base: Version | null;
  /** Every step of the draft's log. */
  log: LoggedStep[];
  shown: Shown;
  /** The renderings that the page as asked for needs, by the number of their step in the log. */
  renderings: Record<number, RenderingJson>;
  /** What became of the steps when it was decided; null before. */
  afterwards: StepsAfterwards | null;
  /** True if this person may restore a step's words. */
  mayRestore: boolean;
}
