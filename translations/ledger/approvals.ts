/**
 * How many people's approval a version needs in a work, and whether that of somebody who had a hand in the words is one. An owner
 * says so; it counts from then on, and decides nothing by itself: what waits, waits until somebody accepts it. It stands with who
 * may do what in the work (`access.ts`). Who may give an approval is said in `rights.ts`, what comes of it in `decide/`.
 */
import type { Person } from "../notes/note.ts";
import { canonicalJson } from "../text/json.ts";

/** So many approvals a version may be said to need. None: whoever writes it may accept it, and it says that nobody reviewed it. */
export const NEEDED = [0, 1, 2] as const;

/** Whose approval counts of words that they had a hand in: nobody's, an owner's, or that of whoever decides. */
export const OWN_COUNTS = ["nobody", "owners", "reviewers"] as const;
export type OwnCounts = (typeof OWN_COUNTS)[number];

export interface ApprovalRule {
  needed: (typeof NEEDED)[number];
  own: OwnCounts;
}

/** What holds while nothing is said. */
export const USUAL_APPROVALS: ApprovalRule = { needed: 1, own: "owners" };

export type ApprovalRuleEvent = { type: "approvals-set"; by: Person } & ApprovalRule;

/** Of a part of a proposal, just what somebody approved. */
export interface ApprovedText {
  passage: string;
  /** The digest of the canonical text that was proposed, */
  text: string;
  /** and the version that it revises; null: none. */
  base: number | null;
}

/** That somebody approves of parts of a proposal, of which a version needs the approval of more people; or does no more. */
export type ApprovingEvent =
  | { type: "proposal-approved"; proposal: string; parts: ApprovedText[]; own?: true; by: Person; reason: string }
  | { type: "approval-withdrawn"; proposal: string; passages: string[]; by: Person; reason: string };

/** An approval that stands: of a part as it was submitted last. */
export interface Approval extends Omit<ApprovedText, "passage"> {
  by: Person;
  reason: string;
  /** ISO 8601 instant. */
  at: string;
  /** Given by somebody who had a hand in the words. */
  own?: true;
}

/** How many approvals it takes: words that are supplied for a version make none, and take one, whatever is said of versions. */
export function neededFor(kind: "revision" | "supply", { needed }: ApprovalRule): number {
  return kind === "supply" ? 1 : needed;
}

/** What of a part somebody may have approved. */
interface Approvable {
  approvals?: Approval[];
}

/** Those of a part that others gave than this person. */
export function approvalsOfOthers({ approvals = [] }: Approvable, { id }: Person): Approval[] {
  return approvals.filter(({ by }) => by.id !== id);
}

/** A part with these, and no others. */
export function withApprovals<Part extends Approvable>({ approvals: _, ...part }: Part, approvals: Approval[]): Part {
  return { ...part, ...(approvals.length > 0 && { approvals }) } as Part;
}

/** What was submitted, as far as it is approved. */
interface Text {
  rendering: unknown;
  notes: unknown;
  proposers: readonly Person[];
}

/** True if what is submitted is, word for word and note for note, what was submitted before, and by the same people. */
export function isSameText(before: Text, now: Text): boolean {
  return approvedIn(before) === approvedIn(now);
}

/** All of what was submitted that is approved, as one text: the words, the notes on them, and whose they are. */
export function approvedIn({ rendering, notes, proposers }: Text): string {
  return canonicalJson({ rendering, notes, proposers: proposers.map(({ id, name }) => id ?? name) });
}
