/**
 * Proposals of how an outline is to change: a passage split, passages joined, a passage moved, or the source of one to read otherwise.
 * What is said of them stands in the outline's stream, beside what became of the outline: each has a number there, for good, and what is accepted is done in the same act.
 * What one is about is kept as it stood when it was proposed: once that has moved on, it is stale, and can't be accepted.
 */
import type { Person } from "../notes/note.ts";

/** A place in a list of paragraphs: before letter `offset` (UTF-16 code units) of paragraph `paragraph`, both from 0. */
export interface SourceCut {
  paragraph: number;
  offset: number;
}

/** What a passage says: the number of its current version (null: none) and of its source's wording. */
interface AsItReads {
  version: number | null;
  source: number;
}

/** What of an outline is to change. */
export type OutlineChange =
  /** Where the version and the source are cut, as `Splitting` has it. */
  | ({ act: "split"; passage: string; cuts: readonly number[]; sourceCuts: readonly SourceCut[] } & AsItReads)
  /** They stand beside each other, in this order. */
  | { act: "join"; passages: readonly ({ passage: string } & AsItReads)[] }
  /** Behind `after` (null: before all) instead of behind `from`; `branch`: with all under it. */
  | { act: "move"; passage: string; branch: boolean; from: string | null; after: string | null }
  /** The source of a passage is to read otherwise than in its wording of this number. */
  | { act: "source"; passage: string; source: number };

/** How a source is proposed to read, as `Source` has it. */
export interface ProposedSource {
  held: "whole" | "phrases" | "none";
  words: string[];
  provenance?: string;
}

/** What is proposed for an outline, under the next number: `wording` has what the passages are called that come of it, or how the source is to read; null: it was taken out. */
export interface OutlineProposed {
  type: "outline-proposed";
  /** 1, 2, 3 … in its work. */
  number: number;
  change: OutlineChange;
  wording: { locators: readonly string[]; source?: ProposedSource } | null;
  reason: string;
  by: Person;
}

/** It is accepted, and done in the same act; declined; or given up by whoever proposed it. */
export interface OutlineDecided {
  type: "outline-accepted" | "outline-declined" | "outline-withdrawn";
  number: number;
  reason: string;
  by: Person;
}

export type OutlineProposalEvent = OutlineProposed | OutlineDecided;

export type OutlineProposalStatus = "open" | "accepted" | "declined" | "withdrawn";

/** A proposal of an outline, and what became of it. */
export interface OutlineProposal {
  number: number;
  change: OutlineChange;
  /** Of the passages that come of it, in order; none of a move, or where they were taken out. */
  locators: readonly string[];
  /** How the source is to read, where that is what is proposed and was not taken out. */
  source?: ProposedSource;
  reason: string;
  by: Person;
  /** ISO 8601 instant. */
  at: string;
  status: OutlineProposalStatus;
  decision: { by: Person; reason: string; at: string } | null;
}

/** True of what is said of a proposal of an outline. */
export function isOfOutlineProposal(event: { type: string }): event is OutlineProposalEvent {
  return event.type === "outline-proposed" || event.type in ENDS;
}

const ENDS: Readonly<Record<OutlineDecided["type"], OutlineProposalStatus>> = {
  "outline-accepted": "accepted",
  "outline-declined": "declined",
  "outline-withdrawn": "withdrawn",
};

/** What one is that was decided so. */
export function endOf(type: OutlineDecided["type"]): OutlineProposalStatus {
  return ENDS[type];
}

/** Those of a work after one more record; what is said of none that is undecided changes nothing. */
export function outlineProposalsAfter(
  proposals: readonly OutlineProposal[],
  event: OutlineProposalEvent,
  at: string,
): readonly OutlineProposal[] {
  if (event.type === "outline-proposed") {
    const { number, change, wording, reason, by } = event;
    const { locators = [], source } = wording ?? {};
    const proposed = { number, change, locators, ...(source && { source }), reason, by, at };
    return [...proposals, { ...proposed, status: "open", decision: null }];
  }
  const { number, by, reason } = event;
  return proposals.map((each) =>
    each.number === number && each.status === "open"
      ? { ...each, status: ENDS[event.type], decision: { by, reason, at } }
      : each,
  );
}

/** The passages that a change is about, in their order. */
export function passagesOfChange(change: OutlineChange): string[] {
  return change.act === "join" ? change.passages.map(({ passage }) => passage) : [change.passage];
}

/** A proposal of a work's outline, by its number. */
export function outlineProposalOf(
  work: { outlineProposals?: readonly OutlineProposal[] } | null,
  number: number,
): OutlineProposal | undefined {
  return work?.outlineProposals?.find((each) => each.number === number);
}
