/** The sentences of the pages on which a change of an outline is proposed, and decided, by language. */
import type { JSX } from "preact";
import type { OutlineChange, OutlineProposalStatus } from "../../translations/ledger/outline-proposals.ts";
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const acts: Record<OutlineChange["act"], (pieces: number) => string> = {
  split: (pieces) => `Split into ${count(pieces, "passage")}`,
  join: (pieces) => `Join ${count(pieces, "passage")}`,
  move: () => "Move",
  source: () => "Correct the source",
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
  /** Of a source: it reads otherwise by now. */
  staleSource: "The source reads otherwise by now than when this was proposed: it can’t be accepted as it is.",
  anew: "Bring it up to date",
  /** That words of a source are not there. */
  sourceGone: "Words of the source that this is about were taken out.",
  changed: "What would change in the source",
  wasChanged: "What it changes in the source",
  provenance: (where: string) => `From: ${where}`,
  discuss: "Discuss the source at its passage",
  acceptSource:
    "The source reads so at once, credited to whoever proposed it and to you. What renders it waits until somebody says that it still holds, or revises it.",
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
    title: (locator: string) => `Propose a change of ${locator}`,
    titleSource: (locator: string) => `Propose a correction of the source of ${locator}`,
    tab: (locator: string) => `Change the outline: ${locator}`,
    lead: "Whoever decides on words decides on this; what is accepted is done at once, with your name and theirs.",
    keeps: "What is cut or joined keeps its words, notes and addresses.",
    back: "Back to the passage",
    proposed: "Proposed already",
    tabSource: (locator: string) => `Correct the source: ${locator}`,
    correct: "Propose a correction of the source",
    correctLead: "Write the source as it should read; paragraphs are parted by an empty line.",
    sourceText: "The source",
    provenance: "Where it is from, or where the right words are found (an edition, a page, a link)",
    correctIt: "Propose the correction",
    fromOlder: "This is what was proposed, brought up to date with the source as it reads now.",
    met: (places: number) =>
      `In ${count(places, "place")} both changed the same words: those of the proposal stand here. Look at them first.`,
    decided: "Corrections decided before",
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
