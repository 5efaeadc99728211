/**
 * Which facts may be added: `decide(known, command)` gives the facts a command makes, or says by name why not.
 * Pure: no clock, no chance, no store. The ids and instants come in with the command.
 */
import type { LedgerEvent, VersionFacts, Words } from "../ledger/events.ts";
import type { RemovalFacts } from "../ledger/grounds.ts";
import { type Fact, factsOf, partsOf } from "../ledger/record.ts";
import type { Refusal } from "../ledger/refusals.ts";
import { type Going, type Removal, type Removing, calledAfter } from "../ledger/removals.ts";
import { mayRecord, mayRemove, refusedTo } from "../ledger/rights.ts";
import { type Actor, personOf } from "../ledger/roles.ts";
import { type Proposal, type ProposalHere, type Version, isUndecided, versionOf } from "../ledger/state.ts";
import { excessOfNotes } from "../notes/excess.ts";
import type { Worded } from "../ledger/work.ts";
import type { Person } from "../notes/note.ts";
import { canonicalText } from "../text/canonical.ts";
import { excessOf } from "../text/excess.ts";
import { canonicalJson } from "../text/json.ts";
import { type Excess, over } from "../text/limits.ts";
import {
  type AboutPassage,
  type Command,
  type Decision,
  type Known,
  type PartWords,
  add,
  refuse,
  said,
  standingOf,
  tooLarge,
  wordsOf,
} from "./commands.ts";
import { acceptAtOnce, acceptProposal } from "./accepting.ts";
import { withdrawApproval } from "./approving.ts";
import { declineProposal, rebaseProposal, returnProposal, withdrawProposal } from "./decisions.ts";
import { find, isDecision } from "./parts.ts";
import {
  addPart,
  chooseReaders,
  invitePerson,
  letPersonGo,
  openProposal,
  proposeWhole,
  submitProposal,
} from "./writing.ts";

export { finalAmong, refusedUnsaid, refusedWhereFinal } from "./finality.ts";
export { backing } from "./approving.ts";
export { freeId, freeTranslationId } from "./in-outline.ts";
export { piecesOf, sourceCutsIn } from "./parting.ts";
export { DEEPEST_LEVEL, refusedWhereGone } from "./outline.ts";
export { isOutlineStale } from "./outline-stale.ts";
export { decideOnAccess, type AccessCommand } from "./access.ts";
export { decideOnWork, passagesConcerned, streamsTold, type TranslationWords, type WorkCommand } from "./describe.ts";
export { type BroughtProposal, proposeBrought } from "./bringing.ts";
export { isMore, refusedBy, withdrawnFrom, withdrawnProposal, type Undoing, type Whose } from "./undoing.ts";
export { decideOnTerm, takeTerms, undoTerms, type Glossed, type TermCommand, type TermsTaken } from "./terms.ts";
export { laidTerms, type BroughtTerm, type LaidTerms, type NotTakenWhy } from "./terms-brought.ts";
export { decideOnThread, type AskedOn, type ThreadCommand, type ThreadKnown } from "./discussing.ts";
export { supplySource, type SuppliedSource, type SupplyingSource } from "./supplying.ts";
export {
  outlineProposalsOn,
  outlineRightsIn,
  passagesAsked,
  type AskedChange,
  type OutlineProposing,
  sameOutlineProposal,
} from "./outline-proposals.ts";
export { approversOf } from "./commands.ts";
export type { Command, PartWords, Decision, Known, Otherwise } from "./commands.ts";

/** The passages whose versions a decision is made on, given the proposal that the command names. */
export function concernedBy(command: Command, proposal: Proposal | null): string[] {
  switch (command.type) {
    case "record-version":
    case "rebase-proposal":
    case "add-part":
      return [command.passage];
    case "remove-words":
    case "remove-name":
    case "remove-wording":
      return command.passage === null ? [] : [command.passage];
    case "open-proposal":
    case "submit-proposal":
    case "accept-at-once":
    case "propose":
      return command.parts.map(({ passage }) => passage);
    case "accept-proposal": {
      const parts = proposal?.parts.map(({ passage }) => passage) ?? [];
      return parts.filter((passage) => command.passages?.includes(passage) ?? true);
    }
    default:
      return [];
  }
}

/** True if it matters for a decision which proposals there are on its passages. */
export function asksAround(command: Command): boolean {
  if (command.type !== "open-proposal") return takesOut(command);
  return command.after !== undefined || command.startedFrom !== undefined;
}

/**
 * The facts that `command` by `actor` adds to what is `known`. No facts, without a refusal, means that it was done before:
 * a second submission of the same thing changes nothing.
 * @param at ISO 8601 instant of the decision; the date of a version it makes.
 */
export function decide(known: Known, command: Command, actor: Actor, at: string): Decision {
  const excess = excessIn(command);
  if (excess) return { ok: false, refusal: notTheirs(known, command, actor) ?? tooLarge(excess) };
  switch (command.type) {
    case "record-version":
      return recordVersion(known, command, actor);
    case "open-proposal":
      return openProposal(known, command, actor);
    case "add-part":
      return addPart(known, command, actor);
    case "submit-proposal":
      return submitProposal(known, command, actor);
    case "accept-at-once":
      return acceptAtOnce(known, command, actor, at);
    case "withdraw-approval":
      return withdrawApproval(known, command, actor);
    case "propose":
      return proposeWhole(known, command, actor, at);
    case "choose-readers":
      return chooseReaders(known, command, actor);
    case "invite-person":
      return invitePerson(known, command, actor);
    case "let-person-go":
      return letPersonGo(known, command, actor);
    case "return-proposal":
      return returnProposal(known, command, actor);
    case "rebase-proposal":
      return rebaseProposal(known, command, actor);
    case "accept-proposal":
      return acceptProposal(known, command, actor, at);
    case "decline-proposal":
      return declineProposal(known, command, actor);
    case "withdraw-proposal":
      return withdrawProposal(known, command, actor);
    case "remove-words":
    case "remove-name":
    case "remove-wording":
      return remove(known, command, actor);
  }
}

/** What is said to whoever may not give the command at all, however long what it brings: that is for others to learn. */
function notTheirs({ proposal }: Known, command: Command, actor: Actor): Refusal | null {
  if (command.type === "record-version") return mayRecord(actor) ? null : NOT_RECORDED;
  if (takesOut(command)) return mayRemove(actor) ? null : NOT_REMOVED;
  if (!proposal || command.type === "open-proposal" || command.type === "propose") return null;
  if (command.type === "withdraw-approval") return null;
  return refusedTo(command.type, proposal, actor);
}

/** What is said to `actor` if they may not submit the proposal as it stands, or accept it at once; null if its words can be looked at. */
export function refusedSubmission(proposal: Proposal, actor: Actor, atOnce = false): Refusal | null {
  const type = atOnce ? "accept-at-once" : "submit-proposal";
  const found = find(proposal, { type }, actor, "draft", ...(atOnce ? [] : (["open"] as const)));
  return isDecision(found) && !found.ok ? found.refusal : null;
}

/** What is said to `actor` if they may not accept the part on `passage` as it stands; null if it can be looked at. */
export function refusedAcceptance(proposal: Proposal, passage: string, actor: Actor): Refusal | null {
  const found = find(proposal, { type: "accept-proposal", passages: [passage] }, actor, "open", "accepted");
  return isDecision(found) && !found.ok ? found.refusal : null;
}

/** What of the words that `command` brings is over a limit, or null. */
function excessIn(command: Command): Excess | null {
  switch (command.type) {
    case "record-version": {
      const { rendering, notes, rationale, provenance, contributors, publishedIn } = command.facts;
      return (
        (rendering && excessOf(rendering)) ??
        excessOfNotes(notes) ??
        over("reason", Math.max(rationale.length, provenance.length)) ??
        over("people", contributors.length) ??
        over("publications", publishedIn.length)
      );
    }
    case "submit-proposal":
    case "accept-at-once":
    case "propose":
      return (
        over("reason", command.summary.length) ??
        over("parts", command.parts.length) ??
        over(
          "partsCharacters",
          command.parts.reduce((sum, part) => sum + part.rendering.textContent.length, 0),
        ) ??
        command.parts.reduce<Excess | null>((found, part) => found ?? excessInPart(part), null)
      );
    case "open-proposal":
      return over("parts", command.parts.length);
    default:
      return "reason" in command ? over("reason", command.reason.length) : null;
  }
}

function excessInPart({ rendering, notes, proposers }: PartWords): Excess | null {
  return excessOf(rendering) ?? excessOfNotes(notes) ?? over("people", proposers.length);
}

const NOT_RECORDED: Refusal = { code: "not-allowed", why: "recording" };

/** Records a version that was made elsewhere. Only an owner brings such versions in. */
function recordVersion(known: Known, { passage, facts }: Command & { type: "record-version" }, actor: Actor): Decision {
  if (!mayRecord(actor)) return { ok: false, refusal: NOT_RECORDED };
  const state = standingOf(known, passage);
  const { rendering, ...rest } = facts;
  const number = state.versions.length + 1;
  if (rest.base !== null && !versionOf(state, rest.base))
    return refuse({ code: "unknown-version", why: "base", base: rest.base, number });
  if (rendering && canonicalText(rendering) === "") return refuse({ code: "empty", why: "version" });
  const words = rendering ? wordsOf(rendering) : null;
  if (state.versions.some((version) => saysNothingNew(version, rest, words))) return add();
  const event: LedgerEvent = {
    type: "version-recorded",
    ...rest,
    number,
    madeCurrent: true,
    words,
    review: { kind: "recorded", by: personOf(actor) },
    proposal: null,
  };
  return { ok: true, facts: [{ passage, event }] };
}

/** True if `version` was recorded with just these facts; a version that is not held may have got its words since. */
function saysNothingNew(version: Version, facts: Partial<VersionFacts>, words: Words | null): boolean {
  if (version.review.kind !== "recorded") return false;
  const same = { ...version, ...facts, words: version.supplied && words === null ? version.words : words };
  return canonicalJson(same) === canonicalJson(version);
}

const NOT_REMOVED: Refusal = { code: "not-allowed", why: "removing" };

function takesOut(command: Command): command is Removal & AboutPassage {
  return command.type === "remove-words" || command.type === "remove-name" || command.type === "remove-wording";
}

/** Takes out words, reasons or a name. What is gone already stays so: said twice, it is one removal. */
function remove(known: Known, command: Removal & AboutPassage, actor: Actor): Decision {
  if (!mayRemove(actor)) return { ok: false, refusal: NOT_REMOVED };
  const { ground, reason } = command;
  if (reason.trim() === "") return refuse({ code: "reason-required", why: "removing" });
  const facts = { ground, reason: said(reason), by: personOf(actor) };
  if (command.type === "remove-name")
    return namesRemoved(command, { ...facts, by: calledAfter(command, personOf(actor)) });
  const passage = command.passage ?? "";
  const undecided = standingOf(known, passage).proposals.find((each) => isInTheWay(each, command));
  if (undecided) return refuse({ code: "undecided", proposal: undecided.id });
  if (command.type === "remove-wording") return withoutWording(command, facts);
  return { ok: true, facts: factsOf(passage, takenOut(passage, command.removing, facts)) };
}

/** True of an undecided proposal that can't do without what is to go, or whose draft may quote it. */
function isInTheWay(proposal: ProposalHere, command: Removal & { type: "remove-words" | "remove-wording" }): boolean {
  if (command.type === "remove-wording") return isUndecided(proposal.status);
  return command.removing.some((going) => needs(proposal, going));
}

function takenOut(passage: string, removing: readonly Removing[], facts: Why): LedgerEvent[] {
  return removing.map(({ of, what, enclosures }): LedgerEvent => {
    if ("thread" in of)
      return { type: "thread-removed", thread: of.thread, number: 1, what: "quoted", enclosures, ...facts };
    return "version" in of
      ? { type: "version-removed", number: of.version, what, enclosures, ...facts }
      : { type: "proposal-removed", proposal: of.proposal, passage, what, enclosures, ...facts };
  });
}

type Why = Pick<RemovalFacts, "ground" | "reason" | "by">;

function namesRemoved({ going, instead }: Removal & { type: "remove-name" }, why: Why): Decision {
  return { ok: true, facts: going.map((each) => nameless(each, instead, why)) };
}

/** That a name stands in a stream no more. */
function nameless({ stream, enclosures }: Going, instead: Person | null, why: Why): Fact {
  const { kind, id = null } = partsOf(stream) ?? {};
  const event = {
    type: "name-removed",
    proposal: kind === "proposal" ? id : null,
    enclosures,
    instead,
    ...why,
  } as const;
  return { passage: kind === "passage" ? id : null, stream, event };
}

/** With a source's words go the notes that quote them, and what was proposed for it that has them. */
function withoutWording(
  { of, enclosures, quoting, corrections, passage }: Removal & AboutPassage & { type: "remove-wording" },
  why: Why,
): Decision {
  const without = (what: Worded, going: string[]): Fact[] =>
    going.length === 0
      ? []
      : [{ passage: null, event: { type: "wording-removed", of: what, enclosures: going, ...why } }];
  const proposed: Fact[] =
    of.kind === "source" ? without({ kind: "passage", passage: of.passage, source: of.number }, corrections) : [];
  const notes = enclosures.length === 0 ? [] : factsOf(passage ?? "", takenOut(passage ?? "", quoting, why));
  return { ok: true, facts: [...without(of, enclosures), ...proposed, ...notes] };
}

/** True if an undecided proposal can't do without what is to go: it revises these words, or they are its own. */
function needs({ id, base, status, whole }: ProposalHere, { of, what }: Removing): boolean {
  // The reasons are given for all its passages.
  if ("proposal" in of) return of.proposal === id && isUndecided(what === "reasons" ? whole : status);
  return "version" in of && isUndecided(status) && what !== "reasons" && base !== null && base >= of.version;
}
