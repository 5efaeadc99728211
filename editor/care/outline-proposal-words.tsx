/** The sentences of the pages on which a change of an outline is proposed, and decided, by language. */
import type { JSX } from "preact";
import type { OutlineChange, OutlineProposalStatus } from "../../translations/ledger/outline-proposals.ts";
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const acts: Record<OutlineChange["act"], (pieces: number) => string> = {
  split: (pieces) => `Split into ${count(pieces, "passage")}`,
  join: (pieces) => `Join ${count(pieces, "passage")}`,
  move: () => "Move",
};

const en = {
  crumb: "Outline",
  /** What is proposed: how, and of how many passages. */
  acts,
  title: (what: string, locator: string) => `${what}: ${locator}`,
  stands: {
    open: "It waits for a reviewer.",
    accepted: "Accepted, and done.",
    declined: "Declined.",
    withdrawn: "Given up.",
  } satisfies Record<OutlineProposalStatus, string>,
  proposedBy: (by: JSX.Element) => <>Proposed by {by}</>,
  decidedBy: (by: JSX.Element) => <>Decided by {by}</>,
  again: "You proposed the same before, and it waits: this is it. Nothing was added.",
  stale:
    "What it is about reads or stands otherwise by now than when it was proposed: it can’t be accepted. It can be proposed anew.",
  before: "As it stands",
  was: "As it stood",
  after: "As it would stand",
  is: "As it stood from then on",
  changes: "this is what changes",
  notHeld: "Its words are not held here.",
  decide: "Decide",
  accept: "Accept it",
  acceptIt: "Accept, and do it",
  acceptHint:
    "It is done at once, credited to whoever proposed it and to you. Notes and versions keep their addresses.",
  decline: "Decline it…",
  declineIt: "Decline",
  why: "Why",
  withdraw: "Give it up…",
  withdrawIt: "Give it up for good",
  forms: {
    title: (locator: string) => `Propose to change where ${locator} stands`,
    tab: (locator: string) => `Change the outline: ${locator}`,
    lead: "Whoever decides on words decides on this; what is accepted is done at once, with your name and theirs. What is cut or joined keeps its words, notes and addresses.",
    back: "Back to the passage",
    proposed: "Proposed already",
    split: "Propose to split it",
    splitIt: "Propose the split",
    join: (next: string) => `Propose to join it with ${next}`,
    joinIt: "Propose the join",
    joined: "What the whole is to be called (left empty, after both)",
    move: "Propose to move it",
    moveIt: "Propose the move",
  },
};

export const OUTLINE_PROPOSALS: Catalogue<typeof en> = { en };
