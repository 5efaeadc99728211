/** What the front page is given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { Version } from "../../translations/ledger/state.ts";
import type { Passage } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { WorkHead } from "../shell/view.ts";

export interface WorksView {
  page: "works";
  works: { work: WorkHead; passages: number; held: number; open: number; waiting: number }[];
  /** For a stranger: one change that was made here, with its reason; null if there is none, or somebody is signed in. */
  example: ExampleChange | null;
  /** For somebody with an account: what waits for them; `more`: it is not all of it. */
  mine: Record<"toDecide" | "own", { proposals: WaitingProposal[]; more: boolean }> | null;
  /** True for whoever may bring a work in. */
  mayBring: boolean;
  /** For an owner: what is to be set up; empty once all is done or skipped. */
  steps: OwnerStep[];
}

/** A change between two versions with words around it, and why it was made. */
export interface ExampleChange {
  work: WorkHead;
  passage: Passage;
  from: number;
  to: Version;
  before: string;
  older: string;
  newer: string;
  after: string;
  reason: string;
  /** Who gave the reason. */
  by: string;
}

/** A proposal on somebody's list. */
export interface WaitingProposal {
  work: string;
  /** Of the first of its passages that is meant, with how many there are beside. */
  locator: string;
  more: number;
  id: string;
  people: Person[];
  summary: string;
  stands: "draft" | "asked-for-changes" | "open";
}

/** One thing that an owner of a new workbench sees to. */
export type OwnerStep = { done: boolean } &
  /** `example`: the work that stands on the front page as an example, to be put away by one click. */
  (
    | { id: "text"; example: string | null }
    | { id: "readers" | "people" }
    /** Whether a public address is set, and a backup was proved lately. */
    | { id: "care"; addressed: boolean; copied: boolean }
  );
