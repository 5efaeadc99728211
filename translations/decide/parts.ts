/** Which parts of a proposal a command means, and why it can't be about them as they stand. */
import { type ProposalCommand, refusedTo } from "../ledger/rights.ts";
import type { Actor } from "../ledger/roles.ts";
import { type Part, type Proposal, type ProposalStatus, isUndecided } from "../ledger/state.ts";
import { type Decision, type Made, type Named, refuse } from "./commands.ts";

/**
 * The parts that a command means: those it names, or else all that stand in the first of `statuses` in which any does. Each
 * is in one of `statuses`, and the command is `actor`'s to give; or it is refused, by the first part that is not.
 */
export function find(
  proposal: Proposal | null,
  command: { type: ProposalCommand } & Named,
  actor: Actor,
  ...statuses: ProposalStatus[]
): Part[] | Decision {
  const found = standing(proposal, command.passages, ...statuses);
  if (isDecision(found)) return found;
  const refusal = refusedTo(command.type, proposal!, actor);
  return refusal ? { ok: false, refusal } : found;
}

/** The parts meant, each in one of `statuses`, or a refusal. */
export function standing(
  proposal: Proposal | null,
  named: readonly string[] | undefined,
  ...statuses: ProposalStatus[]
): Part[] | Decision {
  if (!proposal) return refuse({ code: "unknown-proposal" });
  const { parts } = proposal;
  const stranger = named?.find((passage) => !parts.some((part) => part.passage === passage));
  if (stranger !== undefined) return refuse({ code: "unknown-part", why: "not-revised", named: stranger });
  if (named?.length === 0) return refuse({ code: "unknown-part", why: "none-named" });
  const meant: Part[] = named ? parts.filter(({ passage }) => named.includes(passage)) : meantIn(parts, statuses);
  const other = meant.find(({ status }) => !statuses.includes(status));
  return other ? only(proposal, other, refusedAsItStands(other)) : meant;
}

function meantIn(parts: readonly Part[], statuses: readonly ProposalStatus[]): Part[] {
  for (const status of statuses) {
    const those = parts.filter((part) => part.status === status);
    if (those.length > 0) return those;
  }
  // None is: what is refused of the one is refused of all.
  const undecided = parts.find(({ status }) => isUndecided(status));
  return [undecided ?? parts[0]!];
}

export function refusedAsItStands(part: Part): Decision {
  const { status } = part;
  if (!isUndecided(status))
    return refuse({ code: "already-decided", why: "as-it-stands", stands: status, by: byWhom(part) });
  if (status === "draft") return refuse({ code: "not-submitted", why: "being-written" });
  return refuse({ code: "not-a-draft", why: "submitted" });
}

/** A refusal of one part: of several, it is told of which. */
export function only({ parts }: Proposal, { passage }: Part, decision: Decision): Decision {
  return parts.length === 1 ? decision : ofPart(decision, passage);
}

export function ofPart(decision: Decision, passage: string): Decision {
  return decision.ok ? decision : refuse({ ...decision.refusal, passage });
}

export function isDecision(found: Part[] | Made["event"] | Decision): found is Decision {
  return "ok" in found;
}

/** The name of who decided. Of what was never proposed nobody is named: it may be hidden from whoever asks. */
export function byWhom({ decision, submission }: Part): string | null {
  return submission && decision ? decision.by.name : null;
}
