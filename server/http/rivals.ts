/** What else is proposed of a passage, beside a proposal that is not decided: whose, of which version, and where both change the same words. */
import type { OtherPart, ProposalView } from "../../editor/drafting/drafting.ts";
import type { ProposalInReview } from "../../editor/reviewing/reviewing.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import {
  isHeld,
  isUndecided,
  standingFor,
  versionOf,
  wordsRemoved,
  type PassageState,
  type ProposalHere,
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

/** So many witnesses are named in an address, as a collation takes them; so many passages of a proposal are looked through for rivals. */
const [MOST_BESIDE, MOST_LOOKED] = [10, 20];

/** The first passage of a proposal that waits for which others wait too, with the sigla of all beside the version that stands. */
export async function besideIn(
  { desk }: Pick<Workbench, "desk">,
  work: Work,
  { id, parts }: { id: string; parts: readonly { passage: string }[] },
): Promise<ProposalInReview["beside"]> {
  for (const { passage } of parts.slice(0, MOST_LOOKED)) {
    const state = await desk.passage({ work: work.id, passage });
    const own = state.proposals.find((each) => each.id === id);
    if (!own || own.kind !== "revision") continue;
    const waiting = state.proposals.flatMap(({ kind, status, submission, ...each }, at) =>
      kind === "revision" && status === "open" && submission && !wordsRemoved(each) ? [`p${at + 1}`] : [],
    );
    if (waiting.length < 2) continue;
    const standing = standingFor(own.base, state, work.translation.id);
    const held = standing && isHeld(standing) ? [`v${standing.number}`] : [];
    return { passage, sigla: [...held, ...waiting.slice(-MOST_BESIDE)] };
  }
  return null;
}

/** By which a collation knows the words of a proposal; null while they are written, and where it takes none. */
export function siglumOf(
  { proposals }: PassageState,
  { id, kind, status, submission, removals }: ProposalHere,
): string | null {
  const isReading = submission !== null && kind === "revision" && status !== "accepted" && status !== "draft";
  return isReading && !wordsRemoved({ removals }) ? `p${1 + proposals.findIndex((each) => each.id === id)}` : null;
}

function numbered(version: Version): Numbered {
  return { number: version.number, rendering: isHeld(version) ? version.words.rendering : null };
}

/** A first rendering revises nothing: 0, without words. */
function numberedOf(state: PassageState, base: number | null): Numbered {
  const version = base === null ? undefined : versionOf(state, base);
  return version ? numbered(version) : { number: 0, rendering: null };
}
