/** What could not have happened: versions without their number, a decision on what was decided. */
import type { Person } from "../notes/note.ts";
import type { LedgerEvent } from "./events.ts";
import type { Flaw } from "./flaws.ts";
import type { LedgerRecord } from "./record.ts";
import { evolveProposal, type Proposal } from "./state.ts";

/** What a stream has said so far: a passage's, or a proposal's. */
export interface Found {
  /** By its number, whether a version has its words. */
  versions: Map<number, boolean>;
  proposal: Proposal | null;
}

/** The state after `record`, which takes in what it says of versions. */
export function after({ versions, proposal }: Found, record: LedgerRecord, isProposal: boolean): Found {
  if (isProposal) return { versions, proposal: evolveProposal(proposal, record) };
  const { event } = record;
  if (event.type === "version-recorded") versions.set(event.number, Boolean(event.words));
  if (event.type === "text-supplied" && versions.has(event.number)) versions.set(event.number, true);
  return { versions, proposal };
}

/** What could not have happened in `state`. */
export function historyProblems(state: Found, event: LedgerEvent): Flaw[] {
  switch (event.type) {
    case "version-recorded":
      return numberProblems(state, event);
    case "text-supplied":
      return supplyProblems(state, event.number);
    case "proposal-opened":
      return state.proposal
        ? [{ flaw: "opened-before", proposal: event.proposal }]
        : twiceProblems(event.parts.map(({ passage }) => passage));
    case "person-invited":
    case "person-let-go":
      return [...goingProblems(state, event.proposal), ...joiningProblems(event)];
    case "readers-chosen":
      return goingProblems(state, event.proposal);
    case "part-added":
      return [
        ...goingProblems(state, event.proposal),
        ...twiceProblems([...(state.proposal?.parts ?? []).map(({ passage }) => passage), event.passage]),
      ];
    case "proposal-submitted":
    case "proposal-approved":
    case "proposal-accepted":
      return partProblems(
        state,
        event.proposal,
        event.parts.map(({ passage }) => passage),
      );
    case "approval-withdrawn":
    case "proposal-returned":
    case "proposal-declined":
    case "proposal-withdrawn":
      return partProblems(state, event.proposal, event.passages);
    case "proposal-rebased":
      return partProblems(state, event.proposal, [event.passage]);
    case "version-chosen":
      return state.versions.has(event.number) ? [] : [{ flaw: "chosen-not-there", number: event.number }];
    case "version-withdrawn":
      return state.versions.has(event.number) ? [] : [{ flaw: "withdrawn-not-there", number: event.number }];
    case "note-checked":
      return [event.of.version, event.version].flatMap((number): Flaw[] =>
        state.versions.has(number) ? [] : [{ flaw: "checked-not-there", number }],
      );
    case "version-removed":
      return state.versions.has(event.number) ? [] : [{ flaw: "removed-version", number: event.number }];
    case "proposal-removed":
      return state.proposal ? [] : [{ flaw: "never-opened", proposal: event.proposal }];
    case "name-removed":
      return [];
    default:
      return [];
  }
}

function numberProblems({ versions }: Found, { number, base }: { number: number; base: number | null }): Flaw[] {
  const after = versions.size;
  const problems: Flaw[] = number === after + 1 ? [] : [{ flaw: "version-number", after, number }];
  if (base !== null && !versions.has(base)) problems.push({ flaw: "base-not-there", number, base });
  return problems;
}

function supplyProblems({ versions }: Found, number: number): Flaw[] {
  const isHeld = versions.get(number);
  if (isHeld === undefined) return [{ flaw: "supplied-not-there", number }];
  return isHeld ? [{ flaw: "supplied-twice", number }] : [];
}

function joiningProblems({ person: { id, name } }: { person: Person }): Flaw[] {
  return id === undefined ? [{ flaw: "nobody", name }] : [];
}

/** Whether anything of the proposal is undecided. */
function goingProblems({ proposal }: Found, id: string): Flaw[] {
  if (!proposal) return [{ flaw: "never-opened", proposal: id }];
  const going = proposal.status === "draft" || proposal.status === "open";
  return going ? [] : [{ flaw: "decided-before", proposal: id, status: proposal.status }];
}

/** Whether the proposal has parts on these passages, and none was decided. */
function partProblems({ proposal }: Found, id: string, passages: readonly string[]): Flaw[] {
  if (!proposal) return [{ flaw: "never-opened", proposal: id }];
  return passages.flatMap((passage): Flaw[] => {
    const part = proposal.parts.find((each) => each.passage === passage);
    if (!part) return [{ flaw: "not-revised", proposal: id, passage }];
    const going = part.status === "draft" || part.status === "open";
    return going ? [] : [{ flaw: "decided-before", proposal: id, status: part.status }];
  });
}

function twiceProblems(passages: readonly string[]): Flaw[] {
  return new Set(passages).size < passages.length ? [{ flaw: "revised-twice" }] : [];
}
