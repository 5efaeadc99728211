/** Approvals of what waits: given by whoever accepts what needs more than one, and taken back. */
import type { LedgerEvent } from "../ledger/events.ts";
import { neededFor, type Approval } from "../ledger/approvals.ts";
import { approvalsFor, countedApprovals, hadAHand, mayApprove, type RolesNow } from "../ledger/rights.ts";
import { type Actor, personOf } from "../ledger/roles.ts";
import type { Part, Proposal, ProposalHere } from "../ledger/state.ts";
import type { Person } from "../notes/note.ts";
import { renderingFromJson } from "../text/canonical.ts";
import { type Command, type Decision, type Known, add, refuse, said, wordsOf } from "./commands.ts";
import { isDecision, standing } from "./parts.ts";

/** What stands behind a part once `actor` accepts it. */
export interface Backing {
  /** Those who approve, in the order in which they did; none where no approval is needed and whoever accepts gives none. */
  approvers: Person[];
  /** True if these are enough. */
  enough: boolean;
  /** True if nobody approved but those who accept their own words. */
  unreviewed: boolean;
}

/** Who approves of a part as it was submitted last, with `actor` who accepts it. @param roles of those who gave theirs before. */
export function backing(here: ProposalHere, actor: Actor, roles: RolesNow): Backing {
  const rule = approvalsFor(actor);
  const needed = neededFor(here.kind, rule);
  const given = countedApprovals(here, rule, roles).filter(({ by }) => by.id !== actor.id);
  // Where nobody's approval is asked for, that of one's own words says nothing.
  const approves = mayApprove(here, actor) && (needed > 0 || !hadAHand(here, actor));
  const approvers = [...given.map(({ by }) => by), ...(approves ? [personOf(actor)] : [])];
  return { approvers, enough: approvers.length >= needed, unreviewed: approvers.length === 0 };
}

/** True if an accepted part waits for the approval of others: then no other words than those proposed can be accepted. */
export function takesMore(here: ProposalHere, actor: Actor): boolean {
  return neededFor(here.kind, approvalsFor(actor)) > 1;
}

/** That `actor` approves of parts as they were submitted; null if they have, and said why in the same words. */
export function approving(
  proposal: Proposal,
  heres: readonly ProposalHere[],
  actor: Actor,
  reason: string,
): LedgerEvent | null {
  const news = heres.filter((here) => !isOwnApproval(here.approvals, actor, reason));
  if (news.length === 0) return null;
  const parts = news.map(({ passage, base, submission }) => ({
    passage,
    text: wordsOf(renderingFromJson(submission!.rendering)).digest,
    base,
  }));
  return {
    type: "proposal-approved",
    proposal: proposal.id,
    parts,
    ...(hadAHand(proposal, actor) && { own: true as const }),
    by: personOf(actor),
    reason: said(reason),
  };
}

function isOwnApproval(approvals: readonly Approval[] = [], { id }: Actor, reason: string): boolean {
  return approvals.some((each) => each.by.id === id && each.reason === said(reason));
}

/** Takes back what `actor` approved of, until it is decided. */
export function withdrawApproval(
  known: Known,
  command: Command & { type: "withdraw-approval" },
  actor: Actor,
): Decision {
  const { proposal, passages, reason } = command;
  const found = standing(known.proposal, passages, "open");
  if (isDecision(found)) return found;
  const own = found.filter((part: Part) => (part.approvals ?? []).some(({ by }) => by.id === actor.id));
  if (own.length === 0) return refuse({ code: "not-approved" });
  return add({
    type: "approval-withdrawn",
    proposal,
    passages: own.map(({ passage }) => passage),
    by: personOf(actor),
    reason: said(reason),
  });
}
