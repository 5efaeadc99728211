/** Which of somebody's lists a proposal stands on, as the ledger's own rules have it. */
import { hadAHand, isWriter, rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { isUndecided, type ProposalHere } from "../../translations/ledger/state.ts";
import type { OwnList } from "../../translations/people/own-work.ts";

/** The lists of somebody's own work on which a proposal stands. */
export function listsOf(proposal: ProposalHere, actor: Actor): OwnList[] {
  const { status, returns, openedBy } = proposal;
  const decides: OwnList[] = rightsIn(proposal, actor).decide ? ["decide"] : [];
  if (!isUndecided(status)) return isWriter(proposal, actor) || hadAHand(proposal, actor) ? ["decided"] : [];
  if (!isWriter(proposal, actor)) return decides;
  if (status === "open") return [...decides, "proposed"];
  const by = returns.at(-1)?.by;
  if (by && !(by.id !== undefined && isWriter(proposal, { id: by.id }))) return ["returned"];
  return openedBy.id === actor.id ? ["drafts"] : ["invited"];
}
