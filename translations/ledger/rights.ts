/**
 * What somebody may do with a proposal: those who write it, those who decide on it, and everybody else. The rules are
 * here, once; `decide.ts` holds the ledger to them, live drafts the sockets, and pages show the buttons.
 *
 * A draft is written by its people: whoever began it, and those invited to it by them or by an owner. A role gives no
 * way into somebody else's draft: reviewers and owners read it as it is written, and write in it once invited, for who
 * writes has a hand in it and decides no more. An owner may invite to any draft, themselves too, so that no draft is
 * stuck when its people have left; the ledger says who invited whom.
 */
import type { Person } from "../notes/note.ts";
import { atLeast, type Actor } from "./roles.ts";
import type { Proposal } from "./state.ts";

export interface Rights {
  /** Write in the draft, and submit it. */
  edit: boolean;
  /** Accept or decline what was submitted. */
  decide: boolean;
  /** Make a draft again of what was submitted. */
  takeBack: boolean;
  /** End it for good. */
  withdraw: boolean;
  /** Invite others to write in it, and let them go. */
  invite: boolean;
  /** Be one of its people no more. */
  leave: boolean;
}

/** What `actor` may do with the proposal as it stands; nothing without a proposal, or without an account. */
export function rightsIn(proposal: Proposal | null, actor: Actor | null): Rights {
  if (!proposal || !actor)
    return { edit: false, decide: false, takeBack: false, withdraw: false, invite: false, leave: false };
  const { status } = proposal;
  const undecided = status === "draft" || status === "open";
  const writes = isWriter(proposal, actor);
  return {
    edit: status === "draft" && writes && atLeast(actor.role, "translator"),
    decide:
      status === "open" && atLeast(actor.role, "reviewer") && (!hadAHand(proposal, actor) || actor.role === "owner"),
    takeBack: status === "open" && writes,
    withdraw: undecided && mayWithdraw(proposal, actor),
    invite: undecided && mayInvite(proposal, actor),
    leave: undecided && writes && proposal.openedBy.id !== actor.id,
  };
}

/** True if `actor` may say who else writes in the proposal: whoever began it, while they may write, and owners. */
export function mayInvite({ openedBy }: Proposal, { id, role }: Actor): boolean {
  return role === "owner" || (openedBy.id === id && atLeast(role, "translator"));
}

/** True if `actor` may end the proposal: whoever began it, those whose words stand in it, and owners. */
export function mayWithdraw(proposal: Proposal, actor: Actor): boolean {
  return actor.role === "owner" || (isWriter(proposal, actor) && hadAHand(proposal, actor));
}

/** True if `actor` began the proposal or is credited with its words. Letting somebody go takes no credit from them. */
export function hadAHand({ openedBy, submission }: Proposal, { id }: Actor): boolean {
  return openedBy.id === id || isAmong(submission?.proposers ?? [], id);
}

/** True if the proposal is `person`'s to write, whatever their role. */
export function isWriter(proposal: Proposal, { id }: Pick<Actor, "id">): boolean {
  return isAmong(writersOf(proposal), id);
}

/**
 * The people whose proposal it is: who began it, those invited to it, and those credited in its submission who were
 * never let go. The last are for proposals from before there were invitations: they stay with their people.
 */
export function writersOf({ openedBy, invited, letGo, submission }: Proposal): Person[] {
  const gone = letGo.map(({ person }) => person);
  const credited = (submission?.proposers ?? []).filter(({ id }) => id !== undefined && !isAmong(gone, id));
  const all = [openedBy, ...invited.map(({ person }) => person), ...credited];
  return all.filter(({ id }, at) => at === 0 || all.findIndex((other) => other.id === id) === at);
}

function isAmong(people: readonly Person[], id: string): boolean {
  return people.some((person) => person.id === id);
}
