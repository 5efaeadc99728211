/** How the parts of a proposal stand now, whatever its page was given when it was opened. */
import type { Came } from "../../translations/ledger/refusals.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import type { ProposalView, RevisedNow, Rival } from "./view.ts";

/** `came`: the version that stands now, where it revises another. */
export interface PartNow {
  passage: string;
  status: string;
  base: number | null;
  came: Came | null;
}

/** How they stand, and what else is proposed for the passage that the page is turned to. */
export interface Now {
  parts: PartNow[];
  rivals: Rival[];
}

type Asked = Pick<ProposalView, "work" | "proposal" | "passage">;

/** Null where it can't be asked now. */
export function nowOf({ work, proposal, passage }: Asked): Promise<Now | null> {
  return answerFrom<Now>(`${address.proposal(work.id, proposal.id)}?part=${encodeURIComponent(passage.id)}`);
}

/** What the part that a page is turned to revises now; null where it can't be asked. */
export function revisedNow({ proposal, passage }: Asked): Promise<RevisedNow | null> {
  return answerFrom<RevisedNow>(address.revised(proposal.id, passage.id));
}

/** The same page, its part revising what it revises now. */
export function revising(view: ProposalView, { passage: _, ...now }: RevisedNow): ProposalView {
  return { ...view, ...now, proposal: { ...view.proposal, base: now.base?.number ?? null } };
}

async function answerFrom<Answer>(address: string): Promise<Answer | null> {
  try {
    const response = await fetch(at(address), { headers: { Accept: "application/json" } });
    return response.ok ? ((await response.json()) as Answer) : null;
  } catch {
    return null;
  }
}
