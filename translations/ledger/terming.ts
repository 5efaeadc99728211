/**
 * The facts of deciding on a term: what is proposed for it, said of that, and decided. They stand in the term's own stream, beside
 * what the term is (`term-set`, `term-retired`: see `describing.ts`). A proposal is numbered there, and keeps its number for good; what
 * is accepted is set in the same act.
 */
import type { Person } from "../notes/note.ts";
import type { TermWords } from "./work.ts";

/** What is said of one proposal of a term. */
interface OfTermProposal {
  term: string;
  /** 1, 2, 3 … in its term. */
  number: number;
  by: Person;
}

/**
 * How a term is to read, and why. Said again under its number it is worded anew, and waits for a decision again. Null: the words
 * were taken out.
 */
export interface TermProposed extends OfTermProposal {
  type: "term-proposed";
  wording: TermWords | null;
  reason: string;
}

/** Something that somebody says of a proposal. Null: it was taken out. */
export interface TermRemarked extends OfTermProposal {
  type: "term-remarked";
  wording: string | null;
}

/** Changes are asked for before it is decided. */
export interface TermReturned extends OfTermProposal {
  type: "term-returned";
  reason: string;
}

/** It is accepted, and set in the same act; */
export interface TermAccepted extends OfTermProposal {
  type: "term-accepted";
  reason: string;
}

/** declined; */
export interface TermDeclined extends OfTermProposal {
  type: "term-declined";
  reason: string;
}

/** or given up by whoever proposed it. */
export interface TermWithdrawn extends OfTermProposal {
  type: "term-withdrawn";
  reason: string;
}

export type TermingEvent = TermProposed | TermRemarked | TermReturned | TermAccepted | TermDeclined | TermWithdrawn;

const TERMING: readonly string[] = [
  ...["term-proposed", "term-remarked", "term-returned"],
  ...["term-accepted", "term-declined", "term-withdrawn"],
];

/** True of what is said of a proposal of a term. */
export function isTerming(event: { type: string }): event is TermingEvent {
  return TERMING.includes(event.type);
}
