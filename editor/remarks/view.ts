/** What the pages of readers' remarks are given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { Version } from "../../translations/ledger/state.ts";
import type { Passage } from "../../translations/ledger/work.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";

/** Where somebody leaves one. */
export interface RemarkView {
  page: "remark";
  work: WorkHead;
  passage: Passage;
  /** As which version it reads there; null: it has none. */
  version: Version | null;
  /** Says when the form was opened. */
  stamp: string;
  /** True: they have just left one. */
  left: boolean;
}

/** A remark that waits, or was refused. */
export interface RemarkLine {
  id: string;
  passage: PassageName;
  version: number | null;
  /** The words that it is about; "": the whole. */
  quoted: string;
  ofSource: boolean;
  words: string;
  /** As they call themselves; "": they gave no name. */
  name: string;
  /** ISO 8601 instant. */
  at: string;
  /** How many beside it wait that came of the same address on the same day. */
  alike: number;
}

/** What was done just now: one was let through, and stands there now; or so many were refused; or one waits again. */
export type RemarksDone = { through: PassageName; thread: string } | { refused: number } | { back: true };

export interface RemarksView {
  page: "remarks";
  work: WorkHead;
  /** Whether any may be left. */
  allowed: boolean;
  /** The oldest first. */
  waiting: RemarkLine[];
  /** The last first. */
  refused: RemarkLine[];
  done: RemarksDone | null;
}

/** How many wait in a work for somebody who may say what becomes of them; `fresh`: so many of them since they looked. */
export interface RemarksHere {
  work: Pick<WorkHead, "id" | "title">;
  count: number;
  fresh: number;
}
