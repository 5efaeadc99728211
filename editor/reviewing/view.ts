/** What the queue is given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { OpenCounts, ProposalHere } from "../../translations/ledger/state.ts";
import type { NoteCategory, Person } from "../../translations/notes/note.ts";
import type { ProposedTerm } from "../glossary/glossary.ts";
import type { SourceMove } from "../difference/difference.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";

export interface ReviewView {
  page: "review";
  /** What is shown of it: of one work, of one person, what whoever looks decides on, newest first; "" and false: all, oldest first. */
  only: { work: string; person: string; mine: boolean; newest: boolean };
  /** How many whoever looks decides on; null of those who decide on none. */
  mine: number | null;
  /** What is on its way in all works. */
  open: OpenCounts;
  /** Oldest first, from where the page was asked for. */
  proposals: ProposalInReview[];
  /** Where the list goes on; null if it is at its end. */
  next: string | null;
  /** What is proposed for terms and waits, oldest first: on the first page of all that waits. */
  terms: ProposedTerm[];
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
  work: Pick<WorkHead, "id" | "title" | "sourceLanguage" | "language">;
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
  /** The words of its first change in that passage, as they read and as they are to read; null where there are none. */
  first: { before: string; after: string } | null;
  /** How many changes it makes there. */
  changes: number;
  /** What its reasons are about. */
  kinds: NoteCategory[];
  /** How many other proposals for a passage of it wait as well. */
  rivals: number;
  /** How many discussions hang on it, and how many of them are open. */
  discussed: { all: number; open: number };
  /** Whether whoever looks decides on it: `hand`, not on what they wrote themselves; null of those who decide on none. */
  yours: "decide" | "hand" | null;
}
