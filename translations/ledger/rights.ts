/**
 * What somebody may do with a proposal: those who write it, those who decide on it, and everybody else. The rules are
 * here, once, each with the states in which it means something: pages show the buttons by `rightsIn`, live drafts hold
 * the sockets to it, and `decide/` asks `refusedTo` for every command, so that a page offers just what the ledger takes.
 *
 * A draft is written by its people: whoever began it, and those invited to it by them or by an owner. A role gives no
 * way into somebody else's draft: reviewers and owners write in it once invited, for who writes has a hand in it and
 * decides no more. A reader only reads: who was a translator and is none any more keeps their credit and their place
 * among its people, and may leave, but act on it they can't. So that no draft is stuck when its people have left or
 * lost their roles, an owner may invite to any, themselves too (the ledger says who invited whom), and end any.
 *
 * How many approvals a version needs is said of its work (`approvals.ts`), and comes in with who acts. An approval is a reviewer's
 * or an owner's, of words that they had no hand in, but for those whose own counts. Where none is needed, whoever writes a
 * proposal may accept it as well.
 *
 * Reading: a draft is read by those its writers have chosen, whatever is offered of it: page, program, socket. Everybody
 * else learns that there is one and that it is unfinished, and not a word, a name or a time of it; owners learn beside
 * that who writes it, so that they can help. Taken or sent back, it is a draft again, and read as one. What was proposed
 * is everybody's to read, what was given up before is not. Its steps are its writers', who may share them.
 */
import { neededFor, USUAL_APPROVALS, type Approval, type ApprovalRule } from "./approvals.ts";
import type { Person } from "../notes/note.ts";
import type { Refusal } from "./refusals.ts";
import { atLeast, type Actor, type Role } from "./roles.ts";
import { heresOf, type PassageState, type Proposal, type ProposalHere, type ProposalStatus } from "./state.ts";

export interface Rights {
  /** Read what it says, and who writes it. */
  read: boolean;
  /** Play back how it came to be: its steps, with their people and times. */
  playBack: boolean;
  /** Say who reads it while it is a draft, and who plays it back. */
  choose: boolean;
  /** Write in the draft, and submit it. */
  edit: boolean;
  /** Accept or decline what was submitted. */
  decide: boolean;
  /** Submit the draft and accept it at once: no other's approval is needed. */
  acceptAtOnce: boolean;
  /** Make a draft again of what was submitted: one's own, */
  takeBack: boolean;
  /** or, with a reason, what others propose. */
  sendBack: boolean;
  /** Have it revise the version that stands now. */
  move: boolean;
  /** End it for good. */
  withdraw: boolean;
  /** Invite others to write in it, and let them go. */
  invite: boolean;
  /** Be one of its people no more. */
  leave: boolean;
}

export type Right = keyof Rights;

/** A proposal as a whole, or one of its parts: who writes it and who decides is the same. */
type Proposing = Pick<
  ProposalHere,
  "kind" | "openedBy" | "invited" | "letGo" | "credited" | "startedFrom" | "readers" | "steps"
>;

/** Rights that need an account; reading may need none. */
type Deed = Exclude<Right, "read" | "playBack">;

interface Rule {
  /** Where the part must stand. */
  in: readonly ProposalStatus[];
  /** Whose the right is, wherever it stands. */
  whose(proposal: Proposing, actor: Actor): boolean;
}

const DRAFT: readonly ProposalStatus[] = ["draft"];
const OPEN: readonly ProposalStatus[] = ["open"];
const UNDECIDED: readonly ProposalStatus[] = ["draft", "open"];

const RULES: Readonly<Record<Deed, Rule>> = {
  choose: { in: UNDECIDED, whose: writes },
  edit: { in: DRAFT, whose: writes },
  decide: { in: OPEN, whose: (proposal, actor) => mayApprove(proposal, actor) || maySpareApproval(proposal, actor) },
  acceptAtOnce: { in: DRAFT, whose: (proposal, actor) => writes(proposal, actor) && decidesAlone(proposal, actor) },
  takeBack: { in: OPEN, whose: writes },
  sendBack: { in: OPEN, whose: (proposal, actor) => isReviewer(actor) && !isWriter(proposal, actor) },
  move: {
    in: UNDECIDED,
    whose: (proposal, actor) => proposal.kind === "revision" && (writes(proposal, actor) || isReviewer(actor)),
  },
  withdraw: {
    in: UNDECIDED,
    whose: (proposal, actor) => actor.role === "owner" || (writes(proposal, actor) && hadAHand(proposal, actor)),
  },
  invite: {
    in: UNDECIDED,
    whose: ({ openedBy }, actor) => actor.role === "owner" || (openedBy.id === actor.id && mayBegin(actor)),
  },
  leave: { in: UNDECIDED, whose: (proposal, actor) => proposal.openedBy.id !== actor.id && isWriter(proposal, actor) },
};

const DEEDS = Object.keys(RULES) as Deed[];

/**
 * What `actor` may do with a part of a proposal as it stands; nothing without one, and without an account only read. With
 * the whole: what they may do with any part of it.
 */
export function rightsIn(proposal: ProposalHere | Proposal | null, actor: Actor | null): Rights {
  if (proposal && "parts" in proposal) return anyOf(heresOf(proposal).map((here) => rightsIn(here, actor)));
  const has = (right: Deed): boolean => {
    if (!proposal || !actor) return false;
    return RULES[right].in.includes(proposal.status) && RULES[right].whose(proposal, actor);
  };
  const deeds = Object.fromEntries(DEEDS.map((right) => [right, has(right)])) as Record<Deed, boolean>;
  const read = proposal !== null && mayRead(proposal, actor);
  return { read, playBack: proposal !== null && mayPlayBack(proposal, actor, read), ...deeds };
}

function anyOf(all: readonly Rights[]): Rights {
  const none = rightsIn(null, null);
  return Object.fromEntries(
    Object.keys(none).map((right) => [right, all.some((rights) => rights[right as Right])]),
  ) as unknown as Rights;
}

function mayRead(proposal: ProposalHere, actor: Actor | null): boolean {
  const { status, submission, readers } = proposal;
  const wasProposed = status !== "draft" && submission !== null;
  if (wasProposed) return true;
  if (!actor) return false;
  if (readers === "accounts" || isWriter(proposal, actor)) return true;
  return readers === "reviewers" && isReviewer(actor);
}

function mayPlayBack(proposal: ProposalHere, actor: Actor | null, read: boolean): boolean {
  return (actor !== null && isWriter(proposal, actor)) || (proposal.steps === "readers" && read);
}

/** All that is told of a proposal to those who may not read it. */
export type HiddenProposal = Pick<ProposalHere, "id" | "kind" | "base" | "status"> & { hidden: true };

/** A passage as `actor` may see it: what they may not read is hidden, and told apart. */
export function seenBy(state: PassageState, actor: Actor | null): { state: PassageState; hidden: HiddenProposal[] } {
  const hides = (proposal: ProposalHere) => !mayRead(proposal, actor);
  const hidden = state.proposals.filter(hides).map(hiddenOf);
  return { state: { ...state, proposals: state.proposals.filter((proposal) => !hides(proposal)) }, hidden };
}

/** What is told of `proposal` to those who may not read it. */
export function hiddenOf({ id, kind, base, status }: ProposalHere): HiddenProposal {
  return { id, kind, base, status, hidden: true };
}

/** The proposal with nothing in it that was written; without its `people`, with nobody named and no time either. */
export function veiled({ startedFrom: _, approvals: __, ...proposal }: ProposalHere, people: boolean): ProposalHere {
  const words = { ...proposal, submission: null, returns: [], decision: null };
  return people ? words : { ...words, openedBy: { name: "" }, openedAt: "", invited: [], letGo: [], credited: [] };
}

/** What a command needs: one of these rights; and what is answered to those who have none of them. */
interface Need {
  rights: readonly Deed[];
  refusal: (proposal: Proposing, actor: Actor) => Refusal;
}

const DECIDING: Need = {
  rights: ["decide"],
  refusal: (_proposal, actor) => (isReviewer(actor) ? { code: "not-yours" } : { code: "not-allowed", why: "deciding" }),
};

const SUBMITTING: Need["refusal"] = (proposal, actor) =>
  mayBegin(actor)
    ? { code: "not-invited", began: whoBegan(proposal, actor) }
    : { code: "not-allowed", why: "submitting" };

const INVITING: Need = {
  rights: ["invite"],
  refusal: (proposal, actor) => ({ code: "not-allowed", why: "inviting", began: whoBegan(proposal, actor) }),
};

/** Every command about a proposal that there is, and what it needs. */
const NEEDS = {
  "submit-proposal": { rights: ["edit"], refusal: SUBMITTING },
  "accept-at-once": {
    rights: ["acceptAtOnce"],
    refusal: (proposal, actor) =>
      writes(proposal, actor) ? { code: "not-allowed", why: "accepting-at-once" } : SUBMITTING(proposal, actor),
  },
  "add-part": { rights: ["edit"], refusal: () => ({ code: "not-allowed", why: "adding-passages" }) },
  "choose-readers": { rights: ["choose"], refusal: () => ({ code: "not-allowed", why: "choosing-readers" }) },
  "return-proposal": {
    rights: ["takeBack", "sendBack"],
    refusal: () => ({ code: "not-allowed", why: "returning" }),
  },
  "rebase-proposal": {
    rights: ["move"],
    refusal: ({ kind }) => ({ code: "not-allowed", why: kind === "supply" ? "moving-a-supply" : "moving" }),
  },
  "accept-proposal": DECIDING,
  "decline-proposal": DECIDING,
  "withdraw-proposal": { rights: ["withdraw"], refusal: () => ({ code: "not-allowed", why: "giving-up" }) },
  "invite-person": INVITING,
  "let-person-go": INVITING,
} satisfies Record<string, Need>;

/** A command about a proposal, by its name. */
export type ProposalCommand = keyof typeof NEEDS;

/**
 * What is answered to `actor` if the command is not theirs to give, wherever the proposal stands in its life; null if it
 * is. Leaving is letting oneself go, which needs no right: see `decide/`.
 */
export function refusedTo(command: ProposalCommand, proposal: Proposing, actor: Actor): Refusal | null {
  const { rights, refusal }: Need = NEEDS[command];
  return rights.some((right) => RULES[right].whose(proposal, actor)) ? null : refusal(proposal, actor);
}

/** The name of who began it, for those who may read it; null for others. */
function whoBegan(proposal: Proposing, actor: Actor): string | null {
  const read = "parts" in proposal && rightsIn(proposal as Proposal, actor).read;
  return read ? proposal.openedBy.name : null;
}

/** True if `actor` may begin proposals, and be invited to write in those of others. */
export function mayBegin({ role }: Pick<Actor, "role">): boolean {
  return atLeast(role, "translator");
}

/** True if `actor` may record versions that were made elsewhere. */
export function mayRecord({ role }: Actor): boolean {
  return atLeast(role, "owner");
}

/** True if `actor` may say anew what a work is, and what is in it. */
export function mayDescribe({ role }: Actor): boolean {
  return atLeast(role, "owner");
}

/** True if `actor`, with their role in a work, may take all of it out, or in, with its records, which name also those who hide their drafts. */
export function mayTakeOutWhole({ role }: Actor): boolean {
  return atLeast(role, "owner");
}

/** True if `actor`, with their role in a work, may say who reads it, and what others may do in it. */
export function mayShare({ role }: Actor): boolean {
  return atLeast(role, "owner");
}

/** True if `actor` may say that a version renders a later wording of its source as well. */
export function mayConfirm(actor: Actor): boolean {
  return isReviewer(actor);
}

/** True if `actor` may let through what readers without an account remark, or refuse it. */
export function mayLetThrough(actor: Actor): boolean {
  return isReviewer(actor);
}

/** True if `actor` may say what becomes of notes whose words changed. */
export function mayCheckNotes(actor: Actor): boolean {
  return isReviewer(actor);
}

/** True if `actor` may say which version of a passage is the current one. */
export function mayChoose(actor: Actor): boolean {
  return isReviewer(actor);
}

/** True if `actor` may withdraw a version. */
export function mayWithdraw({ role }: Actor): boolean {
  return atLeast(role, "owner");
}

/** True if `actor` may take out, for good, what is kept. */
export function mayRemove({ role }: Actor): boolean {
  return atLeast(role, "owner");
}

/** What the work in which somebody acts says of approvals. */
export function approvalsFor({ approvals = USUAL_APPROVALS }: Pick<Actor, "approvals">): ApprovalRule {
  return approvals;
}

/** True if `actor`'s word on the proposal is an approval. */
export function mayApprove(proposal: Pick<Proposing, "openedBy" | "credited" | "startedFrom">, actor: Actor): boolean {
  return isReviewer(actor) && (!hadAHand(proposal, actor) || ownCounts(actor));
}

/** True if `actor`'s approval counts of words that they had a hand in. */
export function ownCounts(actor: Actor): boolean {
  const { own } = approvalsFor(actor);
  return own === "owners" ? actor.role === "owner" : own === "reviewers";
}

/** True if the proposal needs nobody's approval, and is `actor`'s to write. */
function maySpareApproval(proposal: Proposing, actor: Actor): boolean {
  return neededFor(proposal.kind, approvalsFor(actor)) === 0 && writes(proposal, actor);
}

function decidesAlone(proposal: Proposing, actor: Actor): boolean {
  const needed = neededFor(proposal.kind, approvalsFor(actor));
  return needed === 0 || (needed === 1 && isReviewer(actor) && ownCounts(actor));
}

/** What each of those who approved may do in the work by now, by the ids of their accounts; who is not among them may do nothing there. */
export type RolesNow = ReadonlyMap<string, Role>;

/**
 * Why an approval that was given doesn't count: whoever gave it decides nothing in the work any more, or has a hand in the words, and
 * no approval of one's own words counts there by now.
 */
export type WhyUncounted = "role" | "own";

/**
 * Why an approval of a part doesn't count as things stand; null if it does: if whoever gave it could approve now, by the rule that holds
 * now. So one counts no more once its giver may decide no more, and counts again should they do so again.
 */
export function whyUncounted(
  part: Pick<Proposing, "openedBy" | "credited" | "startedFrom">,
  { by: { id = "", name } }: Pick<Approval, "by">,
  approvals: ApprovalRule,
  roles: RolesNow,
): WhyUncounted | null {
  const giver = { id, name, role: roles.get(id) ?? "reader", approvals };
  if (!isReviewer(giver)) return "role";
  return mayApprove(part, giver) ? null : "own";
}

/** Those of a part's approvals that count as things stand, in the order in which they were given. */
export function countedApprovals(part: ProposalHere, rule: ApprovalRule, roles: RolesNow): Approval[] {
  return (part.approvals ?? []).filter((approval) => whyUncounted(part, approval, rule, roles) === null);
}

function isReviewer({ role }: Actor): boolean {
  return atLeast(role, "reviewer");
}

/** Who writes in a proposal. */
type Writing = Pick<Proposing, "openedBy" | "invited" | "letGo" | "credited">;

/** True if the proposal is `actor`'s to write, and their role lets them. */
function writes(proposal: Proposing, actor: Actor): boolean {
  return mayBegin(actor) && isWriter(proposal, actor);
}

/**
 * True if `actor` began the proposal, is credited with its words, or with those that it began with. Letting somebody go takes no
 * credit from them.
 */
export function hadAHand(
  { openedBy, credited, startedFrom }: Pick<Proposing, "openedBy" | "credited" | "startedFrom">,
  { id }: Pick<Actor, "id">,
): boolean {
  return openedBy.id === id || isAmong(credited, id) || isAmong(startedFrom?.proposers ?? [], id);
}

/** True if `actor` is one of the proposal's people, whatever their role. */
export function isWriter(proposal: Writing, { id }: Pick<Actor, "id">): boolean {
  return isAmong(writersOf(proposal), id);
}

/**
 * The people whose proposal it is: who began it, those invited to it, and those credited in its submission who were
 * never let go. The last are for proposals from before there were invitations: they stay with their people.
 */
export function writersOf({ openedBy, invited, letGo, credited }: Writing): Person[] {
  const gone = letGo.map(({ person }) => person);
  const still = credited.filter(({ id }) => id !== undefined && !isAmong(gone, id));
  const all = [openedBy, ...invited.map(({ person }) => person), ...still];
  return all.filter(({ id }, at) => at === 0 || all.findIndex((other) => other.id === id) === at);
}

function isAmong(people: readonly Person[], id: string): boolean {
  return people.some((person) => person.id === id);
}
