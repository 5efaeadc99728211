/**
 * What of a record is news to somebody, and to whom: to those who follow what it is about, to those whom it names, and to those
 * whose approval it may wait for. Things that are followed are called as their streams are: a work, a passage, a proposal, a term. Whoever takes part in one follows it by
 * itself. What each may read of it is not said here: a proposal may have become a draft again.
 */
import type { Person } from "../notes/note.ts";
import type { HungOn, Saying } from "./discussing.ts";
import type { LedgerEvent } from "./events.ts";
import { withNames } from "./mentions.ts";
import { passagesOfChange } from "./outline-proposals.ts";
import { partsOf, passageStream, proposalStream, termStream, type LedgerRecord } from "./record.ts";

/**
 * Of proposals and the approvals that they wait for, of versions and what is beside them, of how outlines are proposed to change, of
 * discussions, of terms, and what is done to somebody. `named`: what was said, to those whom it names.
 */
export type NewsKind =
  | ("proposed" | "returned" | "accepted" | "declined" | "given-up")
  | ("approved" | "approval-withdrawn")
  | ("recorded" | "withdrawn" | "source" | "outline")
  | ("outline-proposed" | "outline-accepted" | "outline-declined" | "outline-given-up")
  | ("said" | "named" | "resolved")
  | ("term-proposed" | "term-said" | "term-returned" | "term-accepted" | "term-declined" | "term-set")
  | ("invited" | "role");

/** A piece of news. */
export interface Told {
  kind: NewsKind;
  /** What it is about, as those who follow any of it are told. */
  things: string[];
  /** True: those who follow the work are told, too; of all of this kind that was done at once, of the first. */
  ofWork: boolean;
  /** The first passage that it is about, and how many there are beside. */
  passage: string | null;
  more: number;
  /** The proposal that it is of, whoever is told must read it; */
  proposal: string | null;
  /** the discussion or the term; */
  subject: string | null;
  /** or the number of the version, or of the proposal of its work's outline. */
  version: number | null;
  outline: number | null;
  /** The number of what was said, in its discussion. */
  comment: number | null;
  /** Whose deed it is, by their accounts: they are not told. */
  by: string[];
}

/** Things that can be followed. */
export const FOLLOWED = ["work", "passage", "proposal", "term", "outline"] as const;
export type Followed = (typeof FOLLOWED)[number];

const OUTLINE = "outline-proposal";

/** What a proposal of a work's outline is called among them: it has no stream of its own. */
export function outlineThing(work: string, number: number): string {
  return `${OUTLINE}/${work}/${number}`;
}

/** The number of the proposal of an outline that is called so; null of anything else. */
export function outlineNumberOf(thing: string): number | null {
  const [kind, , number] = thing.split("/");
  return kind === OUTLINE ? Number(number) : null;
}

/** What a work is called among the things that are followed. */
export function workThing(work: string): string {
  return `work/${work}`;
}

/** What an account is called among them: what is done to somebody is news to them alone. */
export function accountThing(id: string): string {
  return `account/${id}`;
}

/** What is told to whoever decides in the work that it is of, because it may wait for their approval. */
export const DECIDERS = "deciders";

/** What a discussion hangs on, where that is known. */
export type HungOf = (work: string, thread: string) => { passage: string | null; proposal: string | null } | null;

/** What was recorded before: what discussions hang on, and which passages a proposal of an outline is about. */
export interface KnownBefore {
  hungOf: HungOf;
  reshaped: (work: string, number: number) => readonly string[];
}

type Said = Pick<LedgerRecord, "stream" | "position" | "event">;

/** What a record is told as; null of what is told to nobody. */
export function newsOf({ stream, position, event }: Said, { hungOf, reshaped }: KnownBefore): Told | null {
  const { work, id } = partsOf(stream)!;
  const passage = (of: string): string => passageStream({ work, passage: of });
  switch (event.type) {
    case "proposal-submitted":
      return ofProposal(work, "proposed", event.proposal, passagesIn(event.parts), proposers(event));
    case "proposal-accepted":
      return {
        ...ofProposal(work, "accepted", event.proposal, passagesIn(event.parts), [event.by]),
        version: event.parts[0]?.number ?? null,
      };
    case "proposal-declined":
      return ofProposal(work, "declined", event.proposal, event.passages, [event.by]);
    case "proposal-withdrawn":
    case "proposal-returned": {
      const kind = event.type === "proposal-returned" ? "returned" : "given-up";
      const told = ofProposal(work, kind, event.proposal, event.passages, [event.by]);
      // It is a draft, or what was given up of one: for those who follow itself.
      return { ...told, things: [proposalStream(work, event.proposal)], ofWork: false };
    }
    case "proposal-approved": {
      const told = ofProposal(work, "approved", event.proposal, passagesIn(event.parts), [event.by]);
      return { ...told, things: [...told.things, DECIDERS] };
    }
    case "approval-withdrawn":
      return ofProposal(work, "approval-withdrawn", event.proposal, event.passages, [event.by]);
    case "person-invited":
      return { ...toAccount("invited", event.person, event.by), proposal: event.proposal };
    case "role-given":
      return toAccount("role", event.person, event.by);
    case "version-recorded": {
      if (event.proposal !== null) return null;
      // A first version comes with its work, or with a text of it: those who follow that are told.
      const things = event.number === 1 ? [] : [passage(id!)];
      const by = event.review.kind === "recorded" ? [event.review.by] : [];
      return { ...NOTHING, kind: "recorded", things, ofWork: true, passage: id, version: event.number, by: idsOf(by) };
    }
    case "version-withdrawn": {
      const { number: version, by } = event;
      return {
        ...NOTHING,
        ...{ kind: "withdrawn", things: [passage(id!)], ofWork: true, passage: id, version, by: idsOf([by]) },
      };
    }
    case "source-worded":
      // The first is what a passage begins with.
      if (position === 1) return null;
      return { ...NOTHING, kind: "source", things: [passage(id!)], ofWork: true, passage: id };
    case "outline-proposed":
      return ofOutline(work, "outline-proposed", event, passagesOfChange(event.change));
    case "outline-accepted":
    case "outline-declined":
      return ofOutline(work, event.type, event, reshaped(work, event.number));
    case "outline-withdrawn": {
      const told = ofOutline(work, "outline-given-up", event, reshaped(work, event.number));
      return { ...told, things: [outlineThing(work, event.number)], ofWork: false };
    }
    case "passage-retired":
    case "passage-split":
      // What was accepted is told as that.
      if ("accepts" in event && event.accepts !== undefined) return null;
      return { ...NOTHING, kind: "outline", things: [passage(event.passage)], ofWork: true, passage: event.passage };
    case "passages-joined": {
      if (event.accepts !== undefined) return null;
      const things = [...new Set([...event.passages, event.into])].map(passage);
      return { ...NOTHING, kind: "outline", things, ofWork: true, passage: event.into };
    }
    case "thread-opened":
    case "thread-replied":
    case "thread-resolved": {
      const hung = event.type === "thread-opened" ? hungAs(event.on) : hungOf(work, event.thread);
      if (!hung) return null;
      const { passage, proposal } = hung;
      const approver = "approver" in event && event.approver ? [event.approver] : [];
      const about = { passage, proposal, subject: event.thread, by: idsOf([event.by, ...approver]) };
      const things = [hungThing(work, hung)];
      if (event.type === "thread-resolved") return { ...NOTHING, ...about, kind: "resolved", things, ofWork: false };
      const comment = event.type === "thread-opened" ? 1 : event.number;
      return { ...NOTHING, ...about, kind: "said", things: [...things, ...named(event)], ofWork: true, comment };
    }
    case "thread-edited": {
      const hung = hungOf(work, event.thread);
      if (!hung) return null;
      // Worded anew, it is told to those alone whom it names.
      const about = { ...hung, subject: event.thread, comment: event.number, by: idsOf([event.by]) };
      return { ...NOTHING, ...about, kind: "said", things: named(event), ofWork: false };
    }
    case "term-set":
    case "term-proposed":
    case "term-remarked":
    case "term-returned":
    case "term-accepted":
    case "term-declined": {
      // What was accepted is told as that.
      if (event.type === "term-set" && event.accepts !== undefined) return null;
      const kind = TERM_KINDS[event.type];
      const by = "by" in event && event.by ? [event.by] : [];
      const ofWork = kind !== "term-said" && kind !== "term-returned";
      const things = [termStream(work, event.term)];
      return { ...NOTHING, kind, things, ofWork, subject: event.term, by: idsOf(by) };
    }
    default:
      return null;
  }
}

const NOTHING = {
  ...{ passage: null, more: 0, proposal: null, subject: null, version: null, outline: null, comment: null, by: [] },
};

/** The accounts of those whom somebody names in what they say. */
function named({ mentioned = [] }: Saying): string[] {
  return idsOf(mentioned.map(({ person }) => person)).map(accountThing);
}

const TERM_KINDS = {
  "term-set": "term-set",
  "term-proposed": "term-proposed",
  "term-remarked": "term-said",
  "term-returned": "term-returned",
  "term-accepted": "term-accepted",
  "term-declined": "term-declined",
} as const;

function ofProposal(
  work: string,
  kind: NewsKind,
  proposal: string,
  passages: readonly string[],
  by: readonly Person[],
): Told {
  return {
    ...NOTHING,
    ...{ kind, proposal, ofWork: true, by: idsOf(by) },
    things: [proposalStream(work, proposal), ...passages.map((passage) => passageStream({ work, passage }))],
    passage: passages[0] ?? null,
    more: Math.max(0, passages.length - 1),
  };
}

function ofOutline(
  work: string,
  kind: NewsKind,
  { number: outline, by }: { number: number; by: Person },
  passages: readonly string[],
): Told {
  return {
    ...NOTHING,
    ...{ kind, outline, ofWork: true, by: idsOf([by]) },
    things: [outlineThing(work, outline), ...passages.map((passage) => passageStream({ work, passage }))],
    passage: passages[0] ?? null,
    more: Math.max(0, passages.length - 1),
  };
}

function toAccount(kind: NewsKind, person: Person, by: Person): Told {
  const things = person.id === undefined ? [] : [accountThing(person.id)];
  return { ...NOTHING, kind, things, ofWork: false, by: idsOf([by]) };
}

function passagesIn(parts: readonly { passage: string }[]): string[] {
  return parts.map(({ passage }) => passage);
}

function proposers({ parts }: LedgerEvent & { type: "proposal-submitted" }): Person[] {
  return parts.flatMap((part) => part.proposers);
}

function idsOf(people: readonly Person[]): string[] {
  return [...new Set(people.flatMap(({ id }) => id ?? []))];
}

function hungAs(on: HungOn): { passage: string | null; proposal: string | null } {
  return { passage: on.passage ?? null, proposal: "proposal" in on ? on.proposal : null };
}

function hungThing(work: string, { passage, proposal }: { passage: string | null; proposal: string | null }): string {
  return proposal === null ? passageStream({ work, passage: passage ?? "" }) : proposalStream(work, proposal);
}

/** Somebody who takes part in something from then on, by their account. */
export interface TakingPart {
  account: string;
  thing: string;
}

/**
 * Who takes part in what, as a record says: in a proposal whoever writes, is invited to, approves or decides it; in a passage whoever made
 * words of a version, or speaks on it; in a term whoever proposes, sets, decides or speaks. What comes in a file is nobody's part.
 */
export function partTaken({ stream, event }: Said, hungOf: HungOf): TakingPart[] {
  const { work, id } = partsOf(stream)!;
  const all = (people: readonly Person[], thing: string): TakingPart[] =>
    idsOf(people).map((account) => ({ account, thing }));
  switch (event.type) {
    case "proposal-opened":
    case "proposal-returned":
    case "proposal-approved":
    case "proposal-accepted":
    case "proposal-declined":
    case "proposal-withdrawn":
      return all([event.by], proposalStream(work, event.proposal));
    case "proposal-submitted":
      return all(proposers(event), proposalStream(work, event.proposal));
    case "person-invited":
      return all([event.person], proposalStream(work, event.proposal));
    case "version-recorded":
      if (event.proposal === null) return [];
      return all(
        event.contributors.filter(({ role }) => role !== "approver" && role !== "supplier"),
        passageStream({ work, passage: id! }),
      );
    case "thread-opened":
      return all([event.by], hungThing(work, hungAs(event.on)));
    case "thread-replied": {
      const hung = hungOf(work, event.thread);
      return hung ? all([event.by], hungThing(work, hung)) : [];
    }
    case "term-set":
      return event.import === undefined && event.by ? all([event.by], termStream(work, event.term)) : [];
    case "term-proposed":
    case "term-remarked":
    case "term-returned":
    case "term-accepted":
    case "term-declined":
      return all([event.by], termStream(work, event.term));
    case "outline-proposed":
    case "outline-accepted":
    case "outline-declined":
    case "outline-withdrawn":
      return all([event.by], outlineThing(work, event.number));
    default:
      return [];
  }
}

/** What somebody says of something they did, as it is told with that: why, or the words themselves; "" where nothing is said. */
export function reasonIn(event: LedgerEvent): string {
  switch (event.type) {
    case "proposal-submitted":
      return event.summary;
    case "proposal-accepted":
    case "proposal-declined":
    case "proposal-withdrawn":
    case "proposal-returned":
    case "proposal-approved":
    case "approval-withdrawn":
    case "version-withdrawn":
    case "thread-resolved":
    case "term-proposed":
    case "term-returned":
    case "term-accepted":
    case "term-declined":
    case "outline-proposed":
    case "outline-accepted":
    case "outline-declined":
    case "outline-withdrawn":
      return event.reason;
    case "term-set":
      return event.reason ?? "";
    case "thread-opened":
    case "thread-replied":
    case "thread-edited":
      return withNames(event.wording ?? "", event.mentioned).words;
    case "term-remarked":
      return event.wording ?? "";
    default:
      return "";
  }
}

/** Whose deed something is. `reader`: nobody vouches for the name, which a reader without an account has given. */
export interface Doer extends Person {
  reader?: true;
}

/** Whose deed a record is, as it names them. */
export function doersIn(event: LedgerEvent): Doer[] {
  if (event.type === "proposal-submitted") return proposers(event);
  if (event.type === "version-recorded") return event.review.kind === "recorded" ? [event.review.by] : [];
  if (event.type === "thread-opened" && event.approver) return [{ ...event.by, reader: true }];
  return "by" in event && event.by ? [event.by] : [];
}
