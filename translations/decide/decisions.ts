/** What becomes of a proposal that was submitted: a draft again, moved, accepted, declined, given up. */
import { isWriter } from "../ledger/rights.ts";
import { type Actor, personOf } from "../ledger/roles.ts";
import { type Part, type Proposal, type ProposalStatus, standingFor } from "../ledger/state.ts";
import type { Person } from "../notes/note.ts";
import { type Command, type Decision, type Known, add, refuse, said, standingOf } from "./commands.ts";
import { byWhom, find, isDecision, only, refusedAsItStands } from "./parts.ts";

/** A reviewer asks for changes, or a proposer takes it back: it is a draft again, or those parts of it are. */
export function returnProposal(known: Known, command: Command & { type: "return-proposal" }, actor: Actor): Decision {
  const { proposal, reason } = command;
  const found = find(known.proposal, command, actor, "open", "draft");
  if (isDecision(found)) return found;
  const refused = refusedAgain(known.proposal!, found, "draft", (part) => sameReturn(part, actor, reason));
  if (refused) return refused;
  const own = isWriter(known.proposal!, actor);
  if (!own && reason.trim() === "") return refuse({ code: "reason-required", why: "returning" });
  const passages = found.map(({ passage }) => passage);
  return add({ type: "proposal-returned", proposal, passages, by: personOf(actor), reason: said(reason) });
}

/**
 * What is said if parts stand already where a command would bring them: done, if that was by this very command and of all of
 * them. Null if none does.
 */
export function refusedAgain(
  proposal: Proposal,
  parts: readonly Part[],
  status: ProposalStatus,
  again: (part: Part) => Decision,
): Decision | null {
  const there = parts.filter((part) => part.status === status);
  for (const part of there) {
    const decision = again(part);
    if (!decision.ok) return only(proposal, part, decision);
    if (there.length < parts.length) return only(proposal, part, refusedAsItStands(part));
  }
  return there.length > 0 ? add() : null;
}

/** True if what `before` kept is what `actor` says again, word for word. */
function saidBefore(before: { by: Person; reason: string } | null | undefined, actor: Actor, reason: string): boolean {
  return before?.by.id === actor.id && before.reason === said(reason);
}

function sameReturn(draft: Part, actor: Actor, reason: string): Decision {
  if (saidBefore(draft.returns.at(-1), actor, reason)) return add();
  return refuse({ code: "not-submitted", why: "returned-already" });
}

/** Moves a part onto the current version: its words stay, and what they change is shown against that version. */
export function rebaseProposal(known: Known, command: Command & { type: "rebase-proposal" }, actor: Actor): Decision {
  const { proposal, passage, base } = command;
  const found = find(known.proposal, { type: command.type, passages: [passage] }, actor, "draft", "open");
  if (isDecision(found)) return found;
  const current = standingFor(found[0]!.base, standingOf(known, passage), known.own)?.number ?? null;
  if (base !== current) return refuse({ code: "stale-base", why: "moving", current });
  if (found[0]!.base === base) return add();
  return add({ type: "proposal-rebased", proposal, passage, base, by: personOf(actor) });
}

/** The same decision with the same reason is one decision; with another reason it is not, for that would be lost. */
export function sameDecision(part: Part, actor: Actor, reason: string): Decision {
  const { decision, status } = part;
  if (saidBefore(decision, actor, reason)) return add();
  return decision?.by.id === actor.id
    ? refuse({ code: "already-decided", why: "with-another-reason", stands: status })
    : refuse({ code: "already-decided", why: "by-another", stands: status, by: byWhom(part) });
}

export function declineProposal(known: Known, command: Command & { type: "decline-proposal" }, actor: Actor): Decision {
  const { proposal, reason } = command;
  const found = find(known.proposal, command, actor, "open", "declined");
  if (isDecision(found)) return found;
  const again = refusedAgain(known.proposal!, found, "declined", (part) => sameDecision(part, actor, reason));
  if (again) return again;
  if (reason.trim() === "") return refuse({ code: "reason-required", why: "declining" });
  const passages = found.map(({ passage }) => passage);
  return add({ type: "proposal-declined", proposal, passages, by: personOf(actor), reason: said(reason) });
}

/** Gives parts up, or all that is undecided. */
export function withdrawProposal(
  known: Known,
  command: Command & { type: "withdraw-proposal" },
  actor: Actor,
): Decision {
  const { proposal, reason } = command;
  const undecided = known.proposal?.parts.filter(({ status }) => status === "draft" || status === "open") ?? [];
  const passages = command.passages ?? (undecided.length > 0 ? undecided.map(({ passage }) => passage) : undefined);
  const found = find(known.proposal, { type: command.type, passages }, actor, "draft", "open", "withdrawn");
  if (isDecision(found)) return found;
  // All of it is asked for, and all is decided: what stands in the way is what was decided otherwise, not what was left out before.
  const kept = passages === undefined ? known.proposal!.parts.find(({ status }) => status !== "withdrawn") : undefined;
  if (kept && !found.some((part) => saidBefore(part.decision, actor, reason)))
    return only(known.proposal!, kept, refusedAsItStands(kept));
  const again = refusedAgain(known.proposal!, found, "withdrawn", (part) => sameDecision(part, actor, reason));
  if (again) return again;
  const given = found.map(({ passage }) => passage);
  return add({ type: "proposal-withdrawn", proposal, passages: given, by: personOf(actor), reason: said(reason) });
}
