/** What the facts of one term add up to: how it reads, how it came to, and what is proposed. Values; each record gives the next one. */
import type { Person } from "../notes/note.ts";
import type { TermRetired, TermSet } from "./describing.ts";
import type { LedgerRecord } from "./record.ts";
import { atLeast, type Actor } from "./roles.ts";
import { isTerming, type TermingEvent } from "./terming.ts";
import type { TermWords } from "./work.ts";

/** That a term was set, or retired (no words, `retired`). */
export interface TermSaid {
  /** Null: it was retired, or its words were taken out. */
  words: TermWords | null;
  retired: boolean;
  by: Person | null;
  /** ISO 8601 instant. */
  at: string;
  /** "": none was asked for. */
  reason: string;
  /** The number of the proposal that it was; null if it was set at once. */
  proposal: number | null;
  /** The import that it came with, if it did. */
  import: string | null;
}

export type TermProposalStatus = "open" | "returned" | "accepted" | "declined" | "withdrawn";

export interface TermRemark {
  by: Person;
  at: string;
  /** Null: taken out. */
  words: string | null;
}

export interface TermProposal {
  /** Never used again in its term. */
  number: number;
  by: Person;
  at: string;
  /** How the term is to read; null: taken out. */
  words: TermWords | null;
  reason: string;
  /** How it was worded before, first to last, each until the instant. */
  earlier: readonly { words: TermWords | null; reason: string; until: string }[];
  status: TermProposalStatus;
  remarks: readonly TermRemark[];
  /** When changes were asked for, by whom and why, first to last. */
  returns: readonly { by: Person; at: string; reason: string }[];
  decision: { by: Person; at: string; reason: string } | null;
}

export interface TermState {
  id: string;
  /** As it stands; null: not set yet, retired, or taken out. */
  words: TermWords | null;
  /** First to last. */
  history: readonly TermSaid[];
  proposals: readonly TermProposal[];
}

/** The term after one more record of its stream, in order; null before anything is said of it. */
export function evolveTerm(
  term: TermState | null,
  { stream, event, at }: Pick<LedgerRecord, "stream" | "event" | "at">,
): TermState | null {
  const before = term ?? { id: stream.slice(stream.lastIndexOf("/") + 1), words: null, history: [], proposals: [] };
  switch (event.type) {
    case "term-set":
    case "term-retired":
      return said(before, event, at);
    case "wording-removed":
      return event.of.kind === "term" ? { ...before, words: null } : term;
    default:
      return isTerming(event) ? { ...before, proposals: proposalsAfter(before.proposals, event, at) } : term;
  }
}

function said(term: TermState, event: TermSet | TermRetired, at: string): TermState {
  const { by, reason = "" } = event;
  const isSet = event.type === "term-set";
  const words = isSet ? event.wording : null;
  const [proposal, brought] = isSet ? [event.accepts ?? null, event.import ?? null] : [null, null];
  const news = { words, retired: !isSet, by, at, reason, proposal, import: brought };
  return { ...term, words, history: [...term.history, news] };
}

function proposalsAfter(proposals: readonly TermProposal[], event: TermingEvent, at: string): readonly TermProposal[] {
  const { number, by } = event;
  const known = proposals[number - 1];
  if (!known) return event.type === "term-proposed" ? [...proposals, proposed(event, at)] : proposals;
  const after = (news: Partial<TermProposal>) => proposals.with(number - 1, { ...known, ...news });
  switch (event.type) {
    case "term-proposed": {
      const { words, reason } = known;
      const earlier = [...known.earlier, { words, reason, until: at }];
      return after({ words: event.wording, reason: event.reason, earlier, status: "open" });
    }
    case "term-remarked":
      return after({ remarks: [...known.remarks, { by, at, words: event.wording }] });
    case "term-returned":
      return after({ status: "returned", returns: [...known.returns, { by, at, reason: event.reason }] });
    case "term-accepted":
    case "term-declined":
    case "term-withdrawn":
      return after({ status: ENDS[event.type], decision: { by, at, reason: event.reason } });
  }
}

const ENDS = { "term-accepted": "accepted", "term-declined": "declined", "term-withdrawn": "withdrawn" } as const;

function proposed({ number, by, wording: words, reason }: TermingEvent & { type: "term-proposed" }, at: string) {
  const nothing = { earlier: [], remarks: [], returns: [], decision: null };
  return { number, by, at, words, reason, status: "open" as const, ...nothing };
}

/** A proposal of a term, by its number. */
export function termProposalOf(term: TermState | null, number: number): TermProposal | undefined {
  return term?.proposals[number - 1];
}

/** True of a proposal that is not decided. */
export function isTermUndecided({ status }: Pick<TermProposal, "status">): boolean {
  return status === "open" || status === "returned";
}

/** The source words by which a term is called: as it stands, else as it stood last, else as it was proposed last; its id if none of these is left. */
export function nameOfTerm({
  id,
  words,
  history,
  proposals,
}: Pick<TermState, "id" | "words" | "history" | "proposals">): string {
  const before = [...proposals, ...history].findLast((each) => each.words)?.words;
  return (words ?? before)?.source ?? id;
}

/** What somebody may do with a proposal of a term. */
export interface TermRights {
  /** Word it anew. */
  reword: boolean;
  /** Accept, return or decline it. */
  decide: boolean;
  withdraw: boolean;
  remark: boolean;
}

/** True if `actor` may propose how terms are to read. */
export function mayProposeTerm({ role }: Pick<Actor, "role">): boolean {
  return atLeast(role, "translator");
}

/** True if `actor` may say at once how a term reads: who may decide on what they write themselves. */
export function maySetTerm({ role }: Pick<Actor, "role">): boolean {
  return atLeast(role, "owner");
}

/** What `actor` (null: nobody) may do with a proposal as it stands. */
export function termRightsIn(proposal: TermProposal, actor: Actor | null): TermRights {
  const isGoing = isTermUndecided(proposal);
  const isOwn = actor !== null && proposal.by.id === actor.id;
  const isOwner = actor !== null && atLeast(actor.role, "owner");
  return {
    reword: isGoing && isOwn && mayProposeTerm(actor),
    decide: proposal.status === "open" && actor !== null && mayDecideTerm(proposal, actor),
    withdraw: isGoing && ((isOwn && mayProposeTerm(actor)) || isOwner),
    remark: actor !== null,
  };
}

/** True if `actor` may decide on such a proposal: reviewers on what others propose, owners on any. */
export function mayDecideTerm({ by }: Pick<TermProposal, "by">, actor: Actor): boolean {
  return atLeast(actor.role, "owner") || (atLeast(actor.role, "reviewer") && by.id !== actor.id);
}
