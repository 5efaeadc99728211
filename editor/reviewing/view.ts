/** What the queue is given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { OutlineChange, OutlineProposal } from "../../translations/ledger/outline-proposals.ts";
import type { OpenCounts, ProposalHere } from "../../translations/ledger/state.ts";
import { NOTE_CATEGORIES, type NoteCategory, type Person } from "../../translations/notes/note.ts";
import type { ProposedTerm } from "../glossary/glossary.ts";
import type { SourceMove } from "../difference/difference.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";

/** By what its reasons are about a queue may be asked for: by each kind but that of which nobody said what it is. */
export const QUEUE_KINDS = NOTE_CATEGORIES.filter((kind) => kind !== "note");

/** What a queue may be asked for alone beside whose and of what: those whose passage has moved on, or for which others wait, too. */
export const QUEUE_STATES = ["stale", "rivals"] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

/** What is shown of a queue; "" and false: all of it, oldest first. */
export interface QueueOnly {
  /** Of one work; in which somebody is credited, by their account; on what whoever looks decides. */
  work: string;
  person: string;
  mine: boolean;
  newest: boolean;
  /** With a reason about this. */
  kind: NoteCategory | "";
  state: QueueState | "";
}

export interface ReviewView {
  page: "review";
  /** What is shown of it. */
  only: QueueOnly;
  /** How many whoever looks decides on; null of those who decide on none. */
  mine: number | null;
  /** The instant (ISO 8601) at which it is looked at, by which ages are told; null for strangers, whose page is kept. */
  now: string | null;
  /** What is on its way in all works. */
  open: OpenCounts;
  /** Oldest first, from where the page was asked for. */
  proposals: ProposalInReview[];
  /** Where the list goes on; null if it is at its end. */
  next: string | null;
  /** What is proposed for terms and waits, oldest first: on the first page of all that waits. */
  terms: ProposedTerm[];
  /** How outlines are proposed to change, and wait, in the same order: on the first page, as far as they are asked for. */
  outlines: ProposedOutline[];
  /** The passages whose source reads otherwise now than it is rendered, the longest first, and how many there are. */
  moved: { passages: MovedInReview[]; next: string | null; count: number };
}

/** A proposal of an outline, as the queue lists it. */
export interface ProposedOutline extends Pick<OutlineProposal, "number" | "by" | "at" | "reason"> {
  act: OutlineChange["act"];
  work: Pick<WorkHead, "id" | "title" | "sourceLanguage">;
  /** The passages that it is about. */
  passages: PassageName[];
  /** True if one of them reads or stands otherwise by now. */
  stale: boolean;
  /** How many others that wait are about any of them. */
  rivals: number;
  /** Whether whoever looks decides on it (`hand`: not, as it is their own); null of those who decide on none. */
  yours: "decide" | "hand" | null;
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
  /** How many of them put back words that a version before had changed. */
  putsBack: number;
  /** How many other proposals for a passage of it wait as well. */
  rivals: number;
  /** If some do: a passage for which several wait, and the sigla by which a collation lays them beside the version that stands. */
  beside: { passage: string; sigla: string[] } | null;
  /** How many discussions hang on it, and how many of them are open. */
  discussed: { all: number; open: number };
  /** Who approved of what waits, where it needs the approval of more. */
  approvers: Person[];
  /**
   * Whether whoever looks decides on it: `hand`, not on what they wrote themselves; `approved`, they have, and it is others' turn; null
   * of those who decide on none.
   */
  yours: "decide" | "hand" | "approved" | null;
}
