/** What the page is given that tells what happened in a work. */
import type { Happening } from "../../translations/ledger/happening.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";

/** All that is of one kind and was done at once. */
export interface HappenedLine {
  kind: Happening;
  /** ISO 8601 instant. */
  at: string;
  /** The first passage that it is about, and how many there are of it beside that. */
  passage: PassageName | null;
  more: number;
  /** The number of the version, or the id of the proposal or of the discussion; */
  subject: string | null;
  /** of one on a proposal, that proposal. */
  proposal: string | null;
  /** The number of a proposal of the outline. */
  outline: number | null;
}

export interface HappenedView {
  page: "happened";
  work: WorkHead;
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
