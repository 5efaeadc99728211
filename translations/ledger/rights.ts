/**
 * What somebody may do with a proposal: those who write it, those who decide on it, and everybody else. The rules are
 * here, once, each with the states in which it means something: pages show the buttons by `rightsIn`, live drafts hold
 * the sockets to it, and `decide.ts` asks `refusedTo` for every command, so that a page offers just what the ledger takes.
 *
 * A draft is written by its people: whoever began it, and those invited to it by them or by an owner. A role gives no
 * way into somebody else's draft: reviewers and owners write in it once invited, for who writes has a hand in it and
 * decides no more. A reader only reads: who was a translator and is none any more keeps their credit and their place
 * among its people, and may leave, but act on it they can't. So that no draft is stuck when its people have left or
 * lost their roles, an owner may invite to any, themselves too (the ledger says who invited whom), and end any.
 */
import type { Person } from "../notes/note.ts";
import type { Refusal, RefusalCode } from "./refusals.ts";
import { atLeast, type Actor } from "./roles.ts";
import type { Proposal, ProposalStatus } from "./state.ts";

export interface Rights {
  /** Write in the draft, and submit it. */
  edit: boolean;
  /** Accept or decline what was submitted. */
  decide: boolean;
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

interface Rule {
  /** Where the proposal must stand. */
  in: readonly ProposalStatus[];
  /** Whose the right is, wherever it stands. */
  whose(proposal: Proposal, actor: Actor): boolean;
}

const DRAFT: readonly ProposalStatus[] = ["draft"];
const OPEN: readonly ProposalStatus[] = ["open"];
const UNDECIDED: readonly ProposalStatus[] = ["draft", "open"];

const RULES: Readonly<Record<Right, Rule>> = {
  edit: { in: DRAFT, whose: writes },
  decide: {
    in: OPEN,
    whose: (proposal, actor) => isReviewer(actor) && (!hadAHand(proposal, actor) || actor.role === "owner"),
  },
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

const ALL = Object.keys(RULES) as Right[];

/** What `actor` may do with the proposal as it stands; nothing without a proposal, or without an account. */
export function rightsIn(proposal: Proposal | null, actor: Actor | null): Rights {
  const has = (right: Right): boolean => {
    if (!proposal || !actor) return false;
    return RULES[right].in.includes(proposal.status) && RULES[right].whose(proposal, actor);
  };
  return Object.fromEntries(ALL.map((right) => [right, has(right)])) as unknown as Rights;
}

/** What a command needs: one of these rights; and what is said to those who have none of them. */
interface Need {
  rights: readonly Right[];
  refusal: (proposal: Proposal, actor: Actor) => Refusal;
}

const DECIDING: Need = {
  rights: ["decide"],
  refusal: (_proposal, actor) =>
    isReviewer(actor)
      ? refusal("not-yours", "You had a hand in this proposal. Another reviewer has to decide on it.")
      : refusal(
          "not-allowed",
          "Deciding on a proposal needs the role of reviewer. Ask an owner of this workbench for it.",
        ),
};

const INVITING: Need = {
  rights: ["invite"],
  refusal: ({ openedBy: { name } }) =>
    refusal("not-allowed", `Only ${name}, who began it, while a translator, and owners can say who else writes in it.`),
};

/** Every command about a proposal that there is, and what it needs. */
const NEEDS = {
  "submit-proposal": {
    rights: ["edit"],
    refusal: ({ openedBy: { name } }, actor) =>
      mayBegin(actor)
        ? refusal(
            "not-invited",
            `This proposal is written by those invited to it. Ask ${name}, who began it, or an owner to invite you, or begin one of your own.`,
          )
        : refusal("not-allowed", "Submitting needs the role of translator. Ask an owner of this workbench for it."),
  },
  "return-proposal": {
    rights: ["takeBack", "sendBack"],
    refusal: () =>
      refusal("not-allowed", "Only its proposers, while translators, and reviewers can make a proposal a draft again."),
  },
  "rebase-proposal": {
    rights: ["move"],
    refusal: ({ kind }) =>
      kind === "supply"
        ? refusal(
            "not-allowed",
            "A text that is supplied belongs to its version; it can't be moved to another. Give it up and supply the text there.",
          )
        : refusal(
            "not-allowed",
            "Only its proposers, while translators, and reviewers can move a proposal to another version.",
          ),
  },
  "accept-proposal": DECIDING,
  "decline-proposal": DECIDING,
  "withdraw-proposal": {
    rights: ["withdraw"],
    refusal: () => refusal("not-allowed", "Only its proposers, while translators, and owners can give a proposal up."),
  },
  "invite-person": INVITING,
  "let-person-go": INVITING,
} satisfies Record<string, Need>;

/** A command about a proposal, by its name. */
export type ProposalCommand = keyof typeof NEEDS;

/**
 * What is said to `actor` if the command is not theirs to give, wherever the proposal stands in its life; null if it
 * is. Leaving is letting oneself go, which needs no right: see `decide.ts`.
 */
export function refusedTo(command: ProposalCommand, proposal: Proposal, actor: Actor): Refusal | null {
  const { rights, refusal: said }: Need = NEEDS[command];
  return rights.some((right) => RULES[right].whose(proposal, actor)) ? null : said(proposal, actor);
}

function refusal(code: RefusalCode, message: string): Refusal {
  return { code, message };
}

/** True if `actor` may begin proposals, and be invited to write in those of others. */
export function mayBegin({ role }: Pick<Actor, "role">): boolean {
  return atLeast(role, "translator");
}

/** True if `actor` may record versions that were made elsewhere. */
export function mayRecord({ role }: Actor): boolean {
  return atLeast(role, "owner");
}

function isReviewer({ role }: Actor): boolean {
  return atLeast(role, "reviewer");
}

/** True if the proposal is `actor`'s to write, and their role lets them. */
function writes(proposal: Proposal, actor: Actor): boolean {
  return mayBegin(actor) && isWriter(proposal, actor);
}

/** True if `actor` began the proposal or is credited with its words. Letting somebody go takes no credit from them. */
export function hadAHand({ openedBy, submission }: Proposal, { id }: Actor): boolean {
  return openedBy.id === id || isAmong(submission?.proposers ?? [], id);
}

/** True if `actor` is one of the proposal's people, whatever their role. */
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
