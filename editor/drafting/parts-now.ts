/** How the parts of a proposal stand now, whatever its page was given when it was opened. */
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import type { ProposalView } from "./view.ts";

/** `stale`: it revises another version than stands now. */
export interface PartNow {
  passage: string;
  status: string;
  base: number | null;
  stale: boolean;
}

/** None where it can't be asked now. */
export async function partsNow({ work, proposal }: Pick<ProposalView, "work" | "proposal">): Promise<PartNow[]> {
  try {
    const response = await fetch(at(address.proposal(work.id, proposal.id)), {
      headers: { Accept: "application/json" },
    });
    return response.ok ? ((await response.json()) as { parts: PartNow[] }).parts : [];
  } catch {
    return [];
  }
}
