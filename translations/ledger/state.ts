/** The state of one passage: what its facts add up to. A value; `evolve` gives the next one. */
import type { Person } from "../notes/note.ts";
import {
  USUAL_READERS,
  type LedgerEvent,
  type LedgerRecord,
  type ProposalKind,
  type Readers,
  type StepReaders,
  type Submission,
  type VersionFacts,
  type Words,
} from "./events.ts";

export interface Version extends VersionFacts {
  /** Set when the words came later than the version. */
  supplied: {
    at: string;
    by: Person;
    approver: Person;
    provenance: string;
    proposal: string;
    /** The place of the record that brought them, among the passage's. */
    position: number;
  } | null;
  /** The record that made it, and the digest before it. */
  record: { position: number; digest: string; previous: string | null; at: string };
}

/** A version whose words are held. */
export type HeldVersion = Version & { words: Words };

/** `draft`: being written. `open`: submitted, to be reviewed. The rest are final. */
export type ProposalStatus = "draft" | "open" | "accepted" | "declined" | "withdrawn";

/** Somebody who was invited to write in a proposal, or let go from it, by whom and when (ISO 8601 instant). */
export interface Joining {
  person: Person;
  by: Person;
  at: string;
}

export interface Proposal {
  id: string;
  kind: ProposalKind;
  /** A revision: the version it revises, null for a first rendering. A supply: the version it gives words. */
  base: number | null;
  status: ProposalStatus;
  openedBy: Person;
  openedAt: string;
  /** Those invited to write in it, beside whoever began it, in the order they came. Nobody is also in `letGo`. */
  invited: Joining[];
  /** Those let go, or who left, and were not invited again. */
  letGo: Joining[];
  /** Who reads it while it is a draft, and who plays back how it came to be. */
  readers: Readers;
  steps: StepReaders;
  /** What was last submitted; null before the first time. */
  submission: (Submission & { at: string }) | null;
  /** Each time it came back, in order. */
  returns: { by: Person; reason: string; at: string }[];
  decision: { by: Person; reason: string; at: string } | null;
  /** The version it became. */
  number: number | null;
}

export interface PassageState {
  versions: readonly Version[];
  /** In the order they were opened. */
  proposals: readonly Proposal[];
}

export const NOTHING: PassageState = { versions: [], proposals: [] };

/** The state after one more record. The records must be in order; see `verify.ts` for a check that they are. */
export function evolve(state: PassageState, record: LedgerRecord): PassageState {
  const { event, at } = record;
  switch (event.type) {
    case "version-recorded":
      return { ...state, versions: [...state.versions, version(event, record)] };
    case "text-supplied":
      return decided(supplied(state, event, record), event.proposal, { number: event.number });
    case "proposal-opened":
      return { ...state, proposals: [...state.proposals, opened(event, at)] };
    case "proposal-submitted":
      return decided(state, event.proposal, { status: "open", submission: { ...submission(event), at } });
    case "readers-chosen":
      return decided(state, event.proposal, { readers: event.readers, steps: event.steps });
    case "person-invited":
      return joined(state, event, at, "invited");
    case "person-let-go":
      return joined(state, event, at, "letGo");
    case "proposal-returned":
      return returned(state, event, at);
    case "proposal-rebased":
      return decided(state, event.proposal, { base: event.base });
    case "proposal-accepted":
      return decided(state, event.proposal, { ...ending("accepted", event, at), number: event.number });
    case "proposal-declined":
      return decided(state, event.proposal, ending("declined", event, at));
    case "proposal-withdrawn":
      return decided(state, event.proposal, ending("withdrawn", event, at));
  }
}

/** The state after all of `records`, which are one passage's, in order. */
export function replay(records: Iterable<LedgerRecord>): PassageState {
  let state = NOTHING;
  for (const record of records) state = evolve(state, record);
  return state;
}

function version({ type: _, ...facts }: LedgerEvent & { type: "version-recorded" }, record: LedgerRecord): Version {
  const { position, digest, previous, at } = record;
  return { ...facts, supplied: null, record: { position, digest, previous, at } };
}

function supplied(
  state: PassageState,
  event: LedgerEvent & { type: "text-supplied" },
  { at, position }: LedgerRecord,
): PassageState {
  const { number, words, by, approver, provenance, proposal } = event;
  const versions = state.versions.map((version) =>
    version.number === number
      ? { ...version, words, supplied: { at, by, approver, provenance, proposal, position } }
      : version,
  );
  return { ...state, versions };
}

function opened(event: LedgerEvent & { type: "proposal-opened" }, at: string): Proposal {
  const { proposal: id, kind, base, by: openedBy, readers = USUAL_READERS } = event;
  return {
    id,
    kind,
    base,
    openedBy,
    openedAt: at,
    invited: [],
    letGo: [],
    readers,
    steps: "writers",
    status: "draft",
    submission: null,
    returns: [],
    decision: null,
    number: null,
  };
}

function submission(event: LedgerEvent & { type: "proposal-submitted" }): Submission {
  const { rendering, notes, summary, proposers } = event;
  return { rendering, notes, summary, proposers };
}

/** The newest word on a person counts: they are among those invited or among those let go, never both. */
function joined(
  state: PassageState,
  { proposal: id, person, by }: LedgerEvent & { type: "person-invited" | "person-let-go" },
  at: string,
  where: "invited" | "letGo",
): PassageState {
  const { invited = [], letGo = [] } = proposalOf(state, id) ?? {};
  const others = (list: readonly Joining[]) => list.filter((joining) => joining.person.id !== person.id);
  const lists = { invited: others(invited), letGo: others(letGo) };
  return decided(state, id, { ...lists, [where]: [...lists[where], { person, by, at }] });
}

function returned(state: PassageState, event: LedgerEvent & { type: "proposal-returned" }, at: string): PassageState {
  const proposal = proposalOf(state, event.proposal);
  const returns = [...(proposal?.returns ?? []), { by: event.by, reason: event.reason, at }];
  return decided(state, event.proposal, { status: "draft", returns });
}

function ending(status: ProposalStatus, { by, reason }: { by: Person; reason: string }, at: string): Partial<Proposal> {
  return { status, decision: { by, reason, at } };
}

function decided(state: PassageState, id: string, news: Partial<Proposal>): PassageState {
  const proposals = state.proposals.map((proposal) => (proposal.id === id ? { ...proposal, ...news } : proposal));
  return { ...state, proposals };
}

/** The version that stands now: the newest. Undefined if the passage has none. */
export function currentVersion(state: PassageState): Version | undefined {
  return state.versions.at(-1);
}

/** Version `number`, or undefined. */
export function versionOf(state: PassageState, number: number): Version | undefined {
  return state.versions[number - 1];
}

/** The proposal with that id, or undefined. */
export function proposalOf(state: PassageState, id: string): Proposal | undefined {
  return state.proposals.find((proposal) => proposal.id === id);
}

/**
 * What `actor` has begun already from a page on which `after` proposals were known: a form that is sent twice begins
 * one. Undefined if nothing, or if the page did not say.
 */
export function begunSince(
  state: PassageState,
  { kind, base, readers, after }: Pick<Proposal, "kind" | "base" | "readers"> & { after?: number },
  actor: Person,
): Proposal | undefined {
  if (after === undefined) return undefined;
  return openProposals(state).find(
    (proposal) =>
      state.proposals.indexOf(proposal) >= after &&
      proposal.kind === kind &&
      proposal.base === base &&
      proposal.readers === readers &&
      proposal.openedBy.id === actor.id,
  );
}

/** Proposals that are still on their way: being written, or waiting for review. */
export function openProposals(state: PassageState): Proposal[] {
  return state.proposals.filter(({ status }) => status === "draft" || status === "open");
}

/** How many proposals are on their way, by where they stand. */
export interface OpenCounts {
  /** Submitted, and waiting for review. */
  waiting: number;
  /** Being written. */
  written: number;
}

/** Counts what is on its way in these passages. */
export function countOpen(states: Iterable<{ proposals: readonly Pick<Proposal, "status">[] }>): OpenCounts {
  const counts = { waiting: 0, written: 0 };
  for (const { proposals } of states)
    for (const { status } of proposals) {
      if (status === "open") counts.waiting++;
      if (status === "draft") counts.written++;
    }
  return counts;
}

/** How many proposals that are not decided an account has begun in these passages. */
export function undecidedOf(states: Iterable<{ proposals: readonly Proposal[] }>, account: string): number {
  let count = 0;
  for (const { proposals } of states)
    for (const { status, openedBy } of proposals)
      if ((status === "draft" || status === "open") && openedBy.id === account) count++;
  return count;
}

/** True if the words of `version` are held. */
export function isHeld(version: Version): version is HeldVersion {
  return version.words !== null;
}

/**
 * True if the passage has moved on from the version that a proposed revision revises, so that it can't be accepted
 * until it is moved. A supply is never stale, nor is what was decided.
 */
export function isStale(state: PassageState, { kind, base, status }: Proposal): boolean {
  const undecided = status === "draft" || status === "open";
  return undecided && kind === "revision" && base !== (currentVersion(state)?.number ?? null);
}
