/** What a proposal puts back of what versions before had changed, in the versions that its base was revised from. */
import type { ProposalView } from "../../editor/drafting/drafting.ts";
import { isHeld, isUndecided, versionOf, type PassageState, type Version } from "../../translations/ledger/state.ts";
import type { Workbench } from "./workbench.ts";

/** So many versions are looked through, as `compare/lineage` does. */
const MOST = 100;

/** Its changes that put something back; none of what is decided, or has nothing that it revises. */
export async function putsBackIn(
  { aside }: Workbench,
  { versions }: PassageState,
  { base, proposal, draft, terms }: Pick<ProposalView, "base" | "proposal" | "draft" | "terms">,
): Promise<ProposalView["putsBack"]> {
  const words = draft ?? proposal.submission;
  if (!base || base.base === null || !words || proposal.kind !== "revision" || !isUndecided(proposal.status)) return [];
  const chain = chainTo(base, versions);
  const numbered = chain.map((version) => ({
    number: version.number,
    rendering: isHeld(version) ? version.words.rendering : null,
  }));
  const found = await aside("putsBack", numbered, words.rendering, terms);
  return found.map(({ change, version: by }) => {
    const { number, contributors, date, rationale } = versionOf({ versions }, by)!;
    return { change: change + 1, version: { number, contributors, date, rationale } };
  });
}

/** A version and those that it was revised from, one from another, oldest first. */
function chainTo(version: Version, versions: readonly Version[]): Version[] {
  const chain = [version];
  for (let at = version; at.base !== null && chain.length <= MOST;) {
    const before = versionOf({ versions }, at.base);
    if (!before || before.number >= at.number) break;
    chain.unshift((at = before));
  }
  return chain;
}
