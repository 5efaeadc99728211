/** What the page is given that tells what happened in a work. */
import type { Happening } from "../../translations/ledger/happening.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { RequestAct } from "../../translations/requests/request.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";

/** What stands in no record, and is told to owners of a work alone: what people are asked for, what takes long, and readers' remarks. */
export const BESIDE_RECORDS = [
  ...(["request", "request-settled", "errand-under-way", "errand-done", "errand-failed", "remarks-refused"] as const),
] as const;
export type BesideRecords = (typeof BESIDE_RECORDS)[number];

/** What is done with a request, its beginning too. */
export type RequestDeed = "ask" | RequestAct;

/** What takes long. */
export const LONG_TASKS = [
  ...(["keepRevision", "recordSource", "undo", "make", "bring", "take"] as const),
  ...(["add", "differ", "supply", "takeBack", "takeTerms", "undoTerms"] as const),
] as const;
export type LongTask = (typeof LONG_TASKS)[number];

/** All that is of one kind and was done at once. */
export interface HappenedLine {
  kind: Happening | BesideRecords;
  /** ISO 8601 instant. */
  at: string;
  /** The first passage that it is about, and how many there are of it beside that. */
  passage: PassageName | null;
  more: number;
  /**
   * The number of the version, or the id of the proposal, of the discussion, the term or the import; what was set, what was done with a
   * request, what takes long, or how many remarks there were;
   */
  subject: string | null;
  /** of one on a proposal, that proposal. */
  proposal: string | null;
  /** The number of a proposal of the outline. */
  outline: number | null;
  /** For owners: whose deed it is, and who else it is about. */
  by?: readonly Person[];
  whom?: Person;
  /** Of what takes long, its id, if whoever looks asked for it; of what is asked about a term, that term. */
  of?: string;
}

export interface HappenedView {
  page: "happened";
  work: WorkHead;
  /** True: an owner of the work is told who did what. */
  forOwner: boolean;
  /** The days that are asked for, ISO 8601; "": without a beginning, without an end. */
  from: string;
  to: string;
  /** When whoever looks said that they had looked through it, where that was asked for; null: they never did. */
  since: string | null | false;
  /** The newest first. */
  lines: HappenedLine[];
  next: string | null;
  /** What whoever is signed in says by the form that all of it was looked through; null for others. */
  through: string | null;
}
