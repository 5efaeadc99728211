/** What else is proposed of a passage, beside a proposal that is not decided: whose, of which version, and where both change the same words. */
import type { OtherPart, ProposalView } from "../../editor/drafting/drafting.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import {
  isHeld,
  isUndecided,
  standingFor,
  versionOf,
  wordsRemoved,
  type PassageState,
  type Version,
} from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Numbered } from "../aside/aside.ts";
import { translationRevised } from "./passages.ts";
import type { Workbench } from "./workbench.ts";

/** With so many rivals at most a part is compared, the newest. */
const MOST_RIVALS = 10;

/**
 * Its rivals: what waits for a decision, as far as `actor` reads it, and revises the passage in the same translation, also an older
 * version of that or a newer one.
 */
export async function rivalsIn(
  { aside }: Workbench,
  { work, state }: { work: Work; state: PassageState },
  { proposal, base, draft, terms }: OtherPart,
  actor: Actor | null,
): Promise<ProposalView["rivals"]> {
  if (proposal.kind !== "revision" || !isUndecided(proposal.status)) return [];
  const translation = translationRevised({ work, state }, proposal.base);
  const found = state.proposals.flatMap((each, at) => {
    const { id, kind, status, submission } = each;
    const isRival = id !== proposal.id && kind === "revision" && status === "open" && rightsIn(each, actor).read;
    if (!isRival || !submission || wordsRemoved(each)) return [];
    if (translationRevised({ work, state }, each.base) !== translation) return [];
    const told = { id, people: submission.proposers, base: each.base, siglum: `p${at + 1}` };
    return [{ told, words: submission.rendering }];
  });
  const rivals = found.slice(-MOST_RIVALS);
  const own = (draft ?? proposal.submission)?.rendering;
  if (rivals.length === 0 || !own) return [];
  const standing = standingFor(proposal.base, state, work.translation.id);
  const met =
    base && standing
      ? await aside(
          "met",
          { base: numbered(base), words: own },
          rivals.map(({ told, words }) => ({ base: numberedOf(state, told.base), words })),
          numbered(standing),
          terms,
        )
      : [];
  return rivals.map(({ told }, at) => ({ ...told, ...(met[at] ?? { places: null, words: [] }) }));
}

function numbered(version: Version): Numbered {
  return { number: version.number, rendering: isHeld(version) ? version.words.rendering : null };
}

/** A first rendering revises nothing: 0, without words. */
function numberedOf(state: PassageState, base: number | null): Numbered {
  const version = base === null ? undefined : versionOf(state, base);
  return version ? numbered(version) : { number: 0, rendering: null };
}
