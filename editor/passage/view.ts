/** What the page of a passage is given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { StandingNote } from "../../translations/apparatus/apparatus.ts";
import type { HiddenProposal } from "../../translations/ledger/rights.ts";
import type { PassageState, Version } from "../../translations/ledger/state.ts";
import type { Passage } from "../../translations/ledger/work.ts";
import type { PassageName, WorkHead } from "../shell/view.ts";

export interface PassageView {
  page: "passage";
  work: WorkHead;
  passage: Passage;
  /** Without the proposals that are hidden from this visitor, */
  state: PassageState;
  /** of which there is no more to tell than this. */
  hidden: HiddenProposal[];
  notes: StandingNote[];
  /** How many proposals were begun here so far: with it, a form sent twice begins one. */
  begun: number;
  previous: PassageName | null;
  next: PassageName | null;
}

/** A version as one of several to choose from: whether its words are held, and if not, whether they were taken out. */
export interface KnownVersion {
  number: number;
  held: boolean;
  removed: boolean;
}

/** A version without its words and notes, to be named. */
export type VersionHead = Pick<Version, "number" | "base" | "date" | "contributors">;
