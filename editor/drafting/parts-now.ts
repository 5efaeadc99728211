/** How the parts of a proposal stand now, whatever its page was given when it was opened. */
import type { Came } from "../../translations/ledger/refusals.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import type { ProposalView } from "./view.ts";

/** `came`: the version that stands now, where it revises another. */
export interface PartNow {
  passage: string;
  status: string;
  base: number | null;
  came: Came | null;
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
