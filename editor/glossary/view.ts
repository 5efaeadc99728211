/** What the pages of the glossary are given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { RequestsHere } from "../requests/requests.ts";
import type { TermProposalStatus, TermState } from "../../translations/ledger/term-state.ts";
import type { TermStanding } from "../../translations/ledger/term-words.ts";
import type { Term } from "../../translations/ledger/work.ts";
import type { LaidTerms } from "../../translations/decide/decide.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";

/** What can be asked of the list beside words: terms with renderings not recommended, obsolete ones, or a meaning or place of their own. */
export const TERMS_FILTERS = ["avoided", "obsolete", "scoped"] as const;
export type TermsFilter = (typeof TERMS_FILTERS)[number];

export interface TermsView {
  page: "terms";
  work: WorkHead;
  asked: { q: string; only: TermsFilter | "" };
  /** So many terms there are, and so many of them fit. */
  count: number;
  fitting: number;
  /** What waits for a decision, oldest first. */
  proposed: ProposedTerm[];
  terms: Term[];
  /** From which on the list goes on; null at its end. */
  next: string | null;
}

/** A proposal of a term as lists have it. */
export interface ProposedTerm {
  work: Pick<WorkHead, "id" | "title" | "sourceLanguage" | "language">;
  term: string;
  number: number;
  by: Person;
  /** ISO 8601 instant. */
  at: string;
  reason: string;
  status: TermProposalStatus;
  /** Its source words; "" if they were taken out. */
  named: string;
  /** The preferred rendering that stands, null if the term is new; and the one that is proposed. */
  before: string | null;
  after: string;
}

/** Words in a row: marked as the term's, as one of its renderings, or not. */
export interface Piece {
  words: string;
  mark: TermStanding | "term" | null;
}

/** A passage whose source has the term. */
export interface ConcordanceLine {
  passage: PassageName;
  /** The number of its current version; null if none stands. */
  version: number | null;
  source: Piece[];
  rendering: Piece[];
  /** The best of the term's renderings that stands there; `none` of them; or `unrendered`: there are no words. */
  stands: TermStanding | "none" | "unrendered";
  /** So many proposals are on their way there. */
  open: number;
}

export interface Concordance {
  /** In so many passages the source has it. */
  passages: number;
  /** True: only those where another rendering stands than the preferred one, or none. */
  others: boolean;
  lines: ConcordanceLine[];
  /** The passage behind which it goes on; null at its end. */
  next: string | null;
}

/** Terms in and out as files: what would come, and what came. */
export interface TermsInOutView {
  page: "terms-in-out";
  work: WorkHead;
  /** So many terms there are. */
  count: number;
  /** What would come of a text that was looked at, the first of each kind; null: none was. */
  laid:
    | (Pick<LaidTerms, "fresh" | "changed" | "notTaken"> & {
        counts: { fresh: number; changed: number; equal: number; notTaken: number };
      })
    | null;
  text: string;
  reason: string;
  /** The id of what has come, to be undone; and whether something was. */
  done: string | null;
  undone: boolean;
}

export interface TermView {
  page: "term";
  work: WorkHead;
  term: TermState;
  /** Of how it stands, or else of what is proposed; null where there are no words. */
  concordance: Concordance | null;
  /** What is asked for of it; nothing for strangers. */
  requests?: RequestsHere;
}
