/** What the queue is given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { OpenCounts, ProposalHere } from "../../translations/ledger/state.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { SourceMove } from "../difference/difference.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";

export interface ReviewView {
  page: "review";
  /** What is on its way in all works. */
  open: OpenCounts;
  /** Oldest first, from where the page was asked for. */
  proposals: ProposalInReview[];
  /** Where the list goes on; null if it is at its end. */
  next: string | null;
  /** The passages whose source reads otherwise now than it is rendered, the longest first, and how many there are. */
  moved: { passages: MovedInReview[]; next: string | null; count: number };
}

/** A passage that waits because its source was worded anew. */
export interface MovedInReview {
  work: Pick<WorkHead, "id" | "title" | "sourceLanguage">;
  passage: PassageName;
  /** The number of its current version. */
  version: number;
  move: SourceMove;
}

/** A proposal that waits, as the list of those has it: without the words of it and of its passage. */
export interface ProposalInReview {
  work: Pick<WorkHead, "id" | "title" | "sourceLanguage">;
  /** The first of the passages that it revises, */
  passage: PassageName;
  /** and the others that wait with it. */
  others: PassageName[];
  proposal: Pick<ProposalHere, "id" | "kind" | "base">;
  proposers: Person[];
  summary: string;
  /** ISO 8601 instant. */
  at: string;
  notes: number;
  stale: boolean;
}
