/** What a proposal puts back of what versions before had changed, in the versions that its base was revised from. */
import { z } from "zod";
import type { ProposalView } from "../../editor/drafting/drafting.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import {
  hereIn,
  isHeld,
  isUndecided,
  versionOf,
  type PassageState,
  type Proposal,
  type Version,
} from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { wordsNow } from "./left.ts";
import { problemOf } from "./problem.ts";
import { termsOn } from "./terms.ts";
import { placeIn, type Workbench } from "./workbench.ts";

/** So many versions are looked through, as `compare/lineage` does; and so long is a text, before anybody looks at it. */
const [MOST, LONGEST] = [100, 2_000_000];

/** Other words than a part has, as whoever decides would accept them. */
export const Rewording = z.object({ part: z.string().max(200).optional(), text: z.string().max(LONGEST) });

/** Its changes that put something back; none of what is decided, or has nothing that it revises. */
export async function putsBackIn(
  { aside }: Workbench,
  { versions }: PassageState,
  { base, proposal, words, terms }: Asked,
): Promise<ProposalView["putsBack"]> {
  if (!base || base.base === null || !words || proposal.kind !== "revision" || !isUndecided(proposal.status)) return [];
  const chain = chainTo(base, versions);
  const numbered = chain.map((version) => ({
    number: version.number,
    rendering: isHeld(version) ? version.words.rendering : null,
  }));
  const found = await aside("putsBack", numbered, words.rendering, terms);
  return found.map(({ version: by, ...change }) => {
    const { number, contributors, date, rationale } = versionOf({ versions }, by)!;
    return { ...change, version: { number, contributors, date, rationale } };
  });
}

/**
 * The same of a part as it reads now, or would with another `text`, for those who may read it.
 * @throws Problem 403; 422 if the text is over a limit
 */
export async function putsBackNow(
  bench: Workbench,
  { work, proposal }: { work: Work; proposal: Proposal },
  { part, text }: Partial<z.output<typeof Rewording>>,
  actor: Actor | null,
): Promise<ProposalView["putsBack"]> {
  const passage = part ?? proposal.parts[0]!.passage;
  const here = hereIn(proposal, passage);
  if (!here || !rightsIn(here, actor).read) throw problemOf({ code: "not-invited", began: null });
  const { passage: place, state } = await placeIn(bench, work, passage);
  const base = here.base === null ? null : (versionOf(state, here.base) ?? null);
  const now = await wordsNow(bench, here);
  const words = now && text !== undefined ? await reworded(bench, now.rendering, text) : now;
  return putsBackIn(bench, state, { base, proposal: here, words, terms: termsOn(work, place, [base?.words, words]) });
}

/** @throws Problem 422 */
async function reworded({ aside }: Workbench, rendering: RenderingJson, text: string): Promise<Asked["words"]> {
  const made = await aside("edited", rendering, text, []);
  if ("excess" in made) throw problemOf({ code: "too-large", excess: made.excess });
  return made;
}

/** What is looked through: words, and those of the version that they revise. */
interface Asked extends Pick<ProposalView, "base" | "proposal" | "terms"> {
  words: { rendering: RenderingJson } | null;
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
