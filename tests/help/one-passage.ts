/**
 * The ledger as one passage sees it whose proposals revise nothing else: commands that need not say which passage, and a
 * state that each record moves on. For all that is the same whether a proposal has one part or several.
 */
import type { Desk, Outcome } from "../../server/desk/desk.ts";
import { decide as decideKnown, type Command as Whole } from "../../translations/decide/decide.ts";
import type { LedgerEvent, Proposed, Readers, ProposalKind } from "../../translations/ledger/events.ts";
import {
  factsOf,
  partsOf,
  recordsOfAct as recordsOfFacts,
  type ActMaking,
  type End,
  type LedgerRecord,
  type Place,
} from "../../translations/ledger/record.ts";
import type { Removal } from "../../translations/ledger/removals.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import {
  evolveProposal,
  evolveVersions,
  hereIn,
  type PassageState,
  type Proposal,
  type ProposalHere,
} from "../../translations/ledger/state.ts";
import type { Rendering } from "../../translations/text/schema.ts";

/** Commands whose passage is understood. */
type Brief =
  | Omit<Whole & { type: "record-version" }, "passage">
  | {
      type: "open-proposal";
      proposal: string;
      kind: ProposalKind;
      base: number | null;
      after?: number;
      undecided?: number;
      readers?: Readers;
    }
  | ({ type: "submit-proposal"; proposal: string; rendering: Rendering; summary: string } & Omit<Proposed, "rendering">)
  | { type: "rebase-proposal"; proposal: string; base: number }
  | Removal;

export type Command = Brief | Exclude<Whole, { type: Brief["type"] }>;

export type Decision = { ok: true; events: LedgerEvent[] } | { ok: false; refusal: Refusal };

/** The command, of that passage. */
export function onOne(passage: string, command: Command): Whole {
  switch (command.type) {
    case "record-version":
    case "rebase-proposal":
    case "remove-words":
    case "remove-name":
    case "remove-wording":
      return { ...command, passage };
    case "open-proposal": {
      const { base, ...rest } = command;
      return { ...rest, parts: [{ passage, base }] };
    }
    case "submit-proposal": {
      const { type, proposal, summary, ...words } = command;
      return { type, proposal, summary, parts: [{ passage, ...words }] };
    }
    default:
      return command;
  }
}

/** Has a desk carry out a command about one passage. */
export function done(desk: Desk, { work, passage }: Place, command: Command, actor: Actor): Promise<Outcome> {
  return desk.execute({ work }, onOne(passage, command), actor);
}

/** The whole of a proposal that revises one passage. */
export function wholeOf(here: ProposalHere): Proposal {
  const { beside: _, passage, base, status, submission, returns, decision, number, removals, ...proposing } = here;
  const part = { passage, base, status, submission, returns, decision, number, removals };
  return { ...proposing, status, parts: [part] };
}

export function decide(state: PassageState, command: Command, actor: Actor, at: string): Decision {
  const id = "proposal" in command ? command.proposal : undefined;
  const here = state.proposals.find((proposal) => proposal.id === id);
  const known = { passages: new Map([[state.passage, state]]), proposal: here ? wholeOf(here) : null, own: "" };
  const decision = decideKnown(known, onOne(state.passage, command), actor, at);
  return decision.ok ? { ok: true, events: decision.facts.map(({ event }) => event) } : decision;
}

export const NOTHING: PassageState = { passage: "s10-government-and-markets", versions: [], proposals: [] };

export function evolve(state: PassageState, record: LedgerRecord): PassageState {
  const { kind, id } = partsOf(record.stream)!;
  if (kind === "passage") return { ...state, passage: id, versions: evolveVersions(state.versions, record) };
  const before = state.proposals.find((proposal) => proposal.id === id);
  const whole = evolveProposal(before ? wholeOf(before) : null, record);
  const here = whole && hereIn(whole, whole.parts[0]!.passage)!;
  if (!here) return state;
  const proposals = before ? state.proposals.map((each) => (each.id === id ? here : each)) : [...state.proposals, here];
  return { ...state, passage: here.passage, proposals };
}

export function replay(records: Iterable<LedgerRecord>): PassageState {
  return [...records].reduce(evolve, NOTHING);
}

export function recordsOfAct(
  { work, passage }: Place,
  ends: ReadonlyMap<string, End>,
  making: ActMaking,
  events: readonly LedgerEvent[],
): LedgerRecord[] {
  return recordsOfFacts(work, ends, making, factsOf(passage, events));
}
