/**
 * Which facts may be added: `decide(state, command)` gives the facts a command makes, or says by name why not.
 * Pure: no clock, no chance, no store. The ids and instants come in with the command.
 */
import { isLoose } from "../notes/loose.ts";
import type { Note, Person } from "../notes/note.ts";
import { canonical, canonicalText, renderingFromJson, renderingToJson, sameRendering } from "../text/canonical.ts";
import { digestOfText } from "../text/digest.ts";
import { excessOf, excessOfNotes } from "../text/excess.ts";
import { canonicalJson } from "../text/json.ts";
import { excessInWords, over, type Excess } from "../text/limits.ts";
import type { Rendering } from "../text/schema.ts";
import { wellFormed } from "../text/well-formed.ts";
import {
  USUAL_READERS,
  type LedgerEvent,
  type ProposalKind,
  type Readers,
  type StepReaders,
  type Submission,
  type VersionFacts,
  type Words,
} from "./events.ts";
import type { Refusal, RefusalCode } from "./refusals.ts";
import { hadAHand, isWriter, mayBegin, mayRecord, refusedTo, writersOf, type ProposalCommand } from "./rights.ts";
import { personOf, type Actor } from "./roles.ts";
import {
  begunSince,
  currentVersion,
  isStale,
  proposalOf,
  versionOf,
  type PassageState,
  type Proposal,
  type Version,
} from "./state.ts";

export type Command =
  | {
      type: "record-version";
      facts: Omit<VersionFacts, "number" | "words" | "review" | "proposal"> & { rendering: Rendering | null };
    }
  /**
   * `after`: so many proposals the page knew of from which it was begun, if it was one; see `begunSince`. `undecided`: so
   * many of theirs are, in all passages.
   */
  | {
      type: "open-proposal";
      proposal: string;
      kind: ProposalKind;
      base: number | null;
      after?: number;
      undecided?: number;
      readers?: Readers;
    }
  | { type: "choose-readers"; proposal: string; readers?: Readers | undefined; steps?: StepReaders | undefined }
  | ({ type: "submit-proposal"; proposal: string; rendering: Rendering } & Omit<Submission, "rendering">)
  | { type: "invite-person"; proposal: string; person: Actor }
  | { type: "let-person-go"; proposal: string; person: Person & { id: string } }
  | { type: "return-proposal"; proposal: string; reason: string }
  | { type: "rebase-proposal"; proposal: string; base: number }
  | { type: "accept-proposal"; proposal: string; reason: string }
  | { type: "decline-proposal"; proposal: string; reason: string }
  | { type: "withdraw-proposal"; proposal: string; reason: string };

export type Decision = { ok: true; events: LedgerEvent[] } | { ok: false; refusal: Refusal };

/**
 * The facts that `command` by `actor` adds to `state`. No facts, without a refusal, means that it was done before:
 * a second submission of the same thing changes nothing.
 * @param at ISO 8601 instant of the decision; the date of a version it makes.
 */
export function decide(state: PassageState, command: Command, actor: Actor, at: string): Decision {
  const excess = excessIn(command);
  if (excess) return { ok: false, refusal: notTheirs(state, command, actor) ?? refusalOf(excess) };
  switch (command.type) {
    case "record-version":
      return recordVersion(state, command.facts, actor);
    case "open-proposal":
      return openProposal(state, command, actor);
    case "submit-proposal":
      return submitProposal(state, command, actor);
    case "choose-readers":
      return chooseReaders(state, command, actor);
    case "invite-person":
      return invitePerson(state, command, actor);
    case "let-person-go":
      return letPersonGo(state, command, actor);
    case "return-proposal":
      return returnProposal(state, command, actor);
    case "rebase-proposal":
      return rebaseProposal(state, command, actor);
    case "accept-proposal":
      return acceptProposal(state, command, actor, at);
    case "decline-proposal":
      return declineProposal(state, command, actor);
    case "withdraw-proposal":
      return withdrawProposal(state, command, actor);
  }
}

function add(...events: LedgerEvent[]): Decision {
  return { ok: true, events };
}

function refuse(code: RefusalCode, message: string): Decision {
  return { ok: false, refusal: { code, message } };
}

/** What is said to whoever may not give the command at all, however long what it brings: that is for others to learn. */
function notTheirs(state: PassageState, command: Command, actor: Actor): Refusal | null {
  if (command.type === "record-version") return mayRecord(actor) ? null : NOT_RECORDED;
  const proposal = proposalOf(state, command.proposal);
  if (!proposal || command.type === "open-proposal") return null;
  return refusedTo(command.type, proposal, actor);
}

/** What is said to `actor` if they may not submit the proposal as it stands; null if its words can be looked at. */
export function refusedSubmission(state: PassageState, proposal: string, actor: Actor): Refusal | null {
  const found = find(state, { type: "submit-proposal", proposal }, actor, "draft", "open");
  return isDecision(found) && !found.ok ? found.refusal : null;
}

/** The refusal of what is over a limit. */
export function refusalOf(excess: Excess): Refusal {
  return { code: "too-large", message: `${excessInWords(excess)} Nothing was changed.` };
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
      return (
        excessOf(command.rendering) ??
        excessOfNotes(command.notes) ??
        over("reason", command.summary.length) ??
        over("people", command.proposers.length)
      );
    default:
      return "reason" in command ? over("reason", command.reason.length) : null;
  }
}

/** What somebody gave as a reason, without white space around it; half a character, which no digest can take, is U+FFFD. */
function said(reason: string): string {
  return wellFormed(reason).trim();
}

function wordsOf(rendering: Rendering): Words {
  const form = canonical(rendering);
  return { rendering: renderingToJson(form), digest: digestOfText(canonicalText(form)) };
}

const NOT_RECORDED: Refusal = {
  code: "not-allowed",
  message: "Only an owner can record a version that was made elsewhere. Propose a revision instead.",
};

/** Records a version that was made elsewhere. Only an owner brings such versions in. */
function recordVersion(
  state: PassageState,
  facts: (Command & { type: "record-version" })["facts"],
  actor: Actor,
): Decision {
  if (!mayRecord(actor)) return { ok: false, refusal: NOT_RECORDED };
  const { rendering, ...rest } = facts;
  const number = state.versions.length + 1;
  if (rest.base !== null && !versionOf(state, rest.base))
    return refuse(
      "unknown-version",
      `Version ${number} can't be revised from v${rest.base}: there is no such version.`,
    );
  if (rendering && canonicalText(rendering) === "")
    return refuse("empty", "A version needs words. If its words are not held, record it without a text.");
  const words = rendering ? wordsOf(rendering) : null;
  if (state.versions.some((version) => saysNothingNew(version, rest, words))) return add();
  return add({
    type: "version-recorded",
    ...rest,
    number,
    words,
    review: { kind: "recorded", by: personOf(actor) },
    proposal: null,
  });
}

/** True if `version` was recorded with just these facts; a version that is not held may have got its words since. */
function saysNothingNew(version: Version, facts: Partial<VersionFacts>, words: Words | null): boolean {
  if (version.review.kind !== "recorded") return false;
  const same = { ...version, ...facts, words: version.supplied && words === null ? version.words : words };
  return canonicalJson(same) === canonicalJson(version);
}

function openProposal(state: PassageState, command: Command & { type: "open-proposal" }, actor: Actor): Decision {
  const { proposal: id, kind, base, readers = USUAL_READERS } = command;
  if (!mayBegin(actor))
    return refuse("not-allowed", "Proposing needs the role of translator. Ask an owner of this workbench for it.");
  const before = proposalOf(state, id);
  if (before) return sameOpening(before, { kind, base, readers }, actor);
  if (begunSince(state, { ...command, readers }, actor)) return add();
  const excess = over("undecided", (command.undecided ?? 0) + 1);
  if (excess) return { ok: false, refusal: refusalOf(excess) };
  const target = base === null ? undefined : versionOf(state, base);
  if (base !== null && !target) return refuse("unknown-version", `There is no v${base} of this passage.`);
  if (kind === "supply" && !target) return refuse("unknown-version", "Say which version this is the text of.");
  if (kind === "supply" && target?.words)
    return refuse("already-held", `The text of v${base} is held already. A version's words never change.`);
  const current = currentVersion(state)?.number ?? null;
  if (kind === "revision" && base !== current)
    return refuse(
      "stale-base",
      `This passage stands at ${current === null ? "no version" : `v${current}`} now. Start from there.`,
    );
  return add({ type: "proposal-opened", proposal: id, kind, base, by: personOf(actor), readers });
}

/** Who asks for other readers is not told that it is done: what they write would be read by others than they chose. */
function sameOpening(before: Proposal, asked: Pick<Proposal, "kind" | "base" | "readers">, actor: Actor): Decision {
  const { kind, base, readers } = asked;
  const alike = before.kind === kind && before.base === base && before.readers === readers;
  const same = alike && before.openedBy.id === actor.id;
  return same ? add() : refuse("already-exists", "A proposal with this address exists already. Start another.");
}

const DECIDED: Record<string, string> = { accepted: "accepted", declined: "declined", withdrawn: "given up" };

/** Finds the command's proposal, if it is in one of `statuses` and the command is `actor`'s to give, or refuses. */
function find(
  state: PassageState,
  command: { type: ProposalCommand; proposal: string },
  actor: Actor,
  ...statuses: Proposal["status"][]
): Proposal | Decision {
  const found = standing(state, command.proposal, ...statuses);
  if (isDecision(found)) return found;
  const refusal = refusedTo(command.type, found, actor);
  return refusal ? { ok: false, refusal } : found;
}

/** Finds a proposal that is in one of `statuses`, or refuses. */
function standing(state: PassageState, id: string, ...statuses: Proposal["status"][]): Proposal | Decision {
  const proposal = proposalOf(state, id);
  if (!proposal) return refuse("unknown-proposal", "There is no such proposal for this passage.");
  if (statuses.includes(proposal.status)) return proposal;
  if (DECIDED[proposal.status])
    return refuse(
      "already-decided",
      `This proposal was ${DECIDED[proposal.status]}${byWhom(proposal)}. It is kept as it is; start another.`,
    );
  if (proposal.status === "draft")
    return refuse("not-submitted", "This proposal is still being written. It can be decided once it is submitted.");
  return refuse("not-a-draft", "This proposal has been submitted. Take it back to change it.");
}

function isDecision(found: Proposal | Decision): found is Decision {
  return "ok" in found;
}

/** Says who reads the draft and who plays back its steps; what is not said stays. Said twice, it is one choice. */
function chooseReaders(state: PassageState, command: Command & { type: "choose-readers" }, actor: Actor): Decision {
  const found = find(state, command, actor, "draft", "open");
  if (isDecision(found)) return found;
  const { readers = found.readers, steps = found.steps } = command;
  if (readers === found.readers && steps === found.steps) return add();
  return add({ type: "readers-chosen", proposal: found.id, readers, steps, by: personOf(actor) });
}

/** Lets somebody write in a proposal that they did not begin. Said twice, it is one invitation. */
function invitePerson(state: PassageState, command: Command & { type: "invite-person" }, actor: Actor): Decision {
  const { proposal, person } = command;
  const found = find(state, command, actor, "draft", "open");
  if (isDecision(found)) return found;
  if (!mayBegin(person))
    return refuse(
      "not-allowed",
      "There is nobody with this account who may write: it reads only, or is not there. Choose somebody from the list; an owner can make a reader a translator first.",
    );
  if (isWriter(found, person)) return add();
  return add({ type: "person-invited", proposal, person: personOf(person), by: personOf(actor) });
}

/** Takes an invitation back; those invited may also leave by themselves. What they wrote stays, and their credit. */
function letPersonGo(state: PassageState, command: Command & { type: "let-person-go" }, actor: Actor): Decision {
  const {
    proposal,
    person: { id },
  } = command;
  const leaves = actor.id === id;
  const found = leaves ? standing(state, proposal, "draft", "open") : find(state, command, actor, "draft", "open");
  if (isDecision(found)) return found;
  if (found.openedBy.id === id)
    return refuse("not-allowed", `${found.openedBy.name} began this proposal and stays with it. It can be given up.`);
  const person = writersOf(found).find((writer) => writer.id === id);
  if (person) return add({ type: "person-let-go", proposal, person, by: personOf(actor) });
  if (found.letGo.some((gone) => gone.person.id === id)) return add();
  return refuse("not-a-writer", "That person does not write in this proposal, so there is nobody to let go.");
}

function submitProposal(state: PassageState, command: Command & { type: "submit-proposal" }, actor: Actor): Decision {
  const found = find(state, command, actor, "draft", "open");
  if (isDecision(found)) return found;
  const { rendering, notes, summary } = command;
  const base = found.base === null ? undefined : versionOf(state, found.base);
  if (canonicalText(rendering) === "") return refuse("empty", "There are no words yet. Write the rendering first.");
  if (base?.words && sameRendering(rendering, renderingFromJson(base.words.rendering)))
    return refuse(
      "unchanged",
      `Nothing differs from v${base.number} yet. Change the words you would render otherwise, then propose.`,
    );
  const loose = found.status === "draft" ? notes.filter(isLoose) : [];
  if (loose.length > 0) return refuse("words-gone", wordsGone(loose));
  if (summary.trim() === "") return refuse("reason-required", missingReason(found.kind));
  const submission: Submission = {
    rendering: renderingToJson(canonical(rendering)),
    notes,
    summary: said(summary),
    proposers: withoutDoubles([asNow(found.openedBy, command.proposers), ...command.proposers]),
  };
  if (found.status === "open") return sameSubmission(found, submission);
  return add({ type: "proposal-submitted", proposal: found.id, ...submission });
}

/** `person` as one of `people`, if they are among them: by the name they have now. */
function asNow(person: Person, people: readonly Person[]): Person {
  return people.find(({ id }) => id !== undefined && id === person.id) ?? person;
}

function wordsGone(loose: readonly Note[]): string {
  const [{ lost = "" } = {}, ...more] = loose;
  const which = more.length === 0 ? "a reason was given for" : `a reason was given for, and of ${more.length} more,`;
  return `The words “${lost.slice(0, 80)}”, which ${which} are no longer in the text. Say what becomes of each such reason: keep it on other words, let it speak of the whole, or drop it (over the API: “loose”).`;
}

function missingReason(kind: ProposalKind): string {
  return kind === "supply"
    ? "Say where this text comes from: a link, a file, a date. Reviewers can't check it otherwise."
    : "Say in a sentence why this is better. Reviewers read it first.";
}

function sameSubmission(open: Proposal, submission: Submission): Decision {
  const before = open.submission!;
  const same =
    before.summary === submission.summary &&
    canonicalJson(before.notes) === canonicalJson(submission.notes) &&
    sameRendering(renderingFromJson(before.rendering), renderingFromJson(submission.rendering));
  if (same) return add();
  return refuse(
    "not-a-draft",
    "This proposal was submitted already, with other words, so yours were not taken. Go on writing in it once it is a draft again, or begin another proposal with yours.",
  );
}

function withoutDoubles(people: Person[]): Person[] {
  return people.filter(
    ({ id, name }, index) => people.findIndex((other) => (id ? other.id === id : other.name === name)) === index,
  );
}

/** A reviewer asks for changes, or a proposer takes it back: it is a draft again. */
function returnProposal(state: PassageState, command: Command & { type: "return-proposal" }, actor: Actor): Decision {
  const { proposal, reason } = command;
  const found = find(state, command, actor, "open", "draft");
  if (isDecision(found)) return found;
  if (found.status === "draft") return sameReturn(found, actor, reason);
  const own = isWriter(found, actor);
  if (!own && reason.trim() === "")
    return refuse("reason-required", "Say what should change, so that the proposers can act on it.");
  return add({ type: "proposal-returned", proposal, by: personOf(actor), reason: said(reason) });
}

/** True if what `before` kept is what `actor` says again, word for word. */
function saidBefore(before: { by: Person; reason: string } | null | undefined, actor: Actor, reason: string): boolean {
  return before?.by.id === actor.id && before.reason === said(reason);
}

function sameReturn(draft: Proposal, actor: Actor, reason: string): Decision {
  if (saidBefore(draft.returns.at(-1), actor, reason)) return add();
  return refuse(
    "not-submitted",
    "This proposal is being written already, so there is nothing to send or take back, and your reason was not kept. Say it to its people.",
  );
}

/** Moves a proposal onto the current version: its words stay, and what they change is shown against that version. */
function rebaseProposal(state: PassageState, command: Command & { type: "rebase-proposal" }, actor: Actor): Decision {
  const { proposal, base } = command;
  const found = find(state, command, actor, "draft", "open");
  if (isDecision(found)) return found;
  const current = currentVersion(state)?.number;
  if (base !== current)
    return refuse(
      "stale-base",
      `This passage stands at ${current ? `v${current}` : "no version"} now. Compare with that one first.`,
    );
  if (found.base === base) return add();
  return add({ type: "proposal-rebased", proposal, base, by: personOf(actor) });
}

function acceptProposal(
  state: PassageState,
  command: Command & { type: "accept-proposal" },
  actor: Actor,
  at: string,
): Decision {
  const { reason } = command;
  const found = find(state, command, actor, "open", "accepted");
  if (isDecision(found)) return found;
  if (found.status === "accepted") return sameDecision(found, actor, reason);
  return found.kind === "supply"
    ? acceptSupply(state, found, reason, actor)
    : acceptRevision(state, found, reason, actor, at);
}

/** Of what was never proposed nobody is named: it may be hidden from whoever asks. */
function byWhom({ decision, submission }: Proposal): string {
  return submission ? ` by ${decision?.by.name ?? "someone"}` : "";
}

/** The same decision with the same reason is one decision; with another reason it is not, for that would be lost. */
function sameDecision(proposal: Proposal, actor: Actor, reason: string): Decision {
  const { decision, status } = proposal;
  if (saidBefore(decision, actor, reason)) return add();
  const before =
    decision?.by.id === actor.id
      ? `You ${status === "withdrawn" ? "withdrew" : status} this proposal already, and the reason given then is kept`
      : `This proposal was ${DECIDED[status]}${byWhom(proposal)} already`;
  return refuse("already-decided", `${before}. Nothing was changed, and this reason was not added.`);
}

function acceptRevision(state: PassageState, proposal: Proposal, reason: string, actor: Actor, at: string): Decision {
  const current = currentVersion(state)?.number ?? null;
  if (isStale(state, proposal))
    return refuse(
      "stale-base",
      `The passage has moved to v${current} since this proposal was begun. Read both differences, then move the proposal onto v${current} or decline it.`,
    );
  const { rendering, notes, summary, proposers } = proposal.submission!;
  const standing = currentVersion(state)?.words;
  if (standing && sameRendering(renderingFromJson(rendering), renderingFromJson(standing.rendering)))
    return refuse(
      "unchanged",
      `Nothing differs from v${current}: it has these words already. Decline the proposal, or send it back to drafting.`,
    );
  const by = personOf(actor);
  const number = state.versions.length + 1;
  const recorded: LedgerEvent = {
    type: "version-recorded",
    number,
    base: proposal.base,
    words: wordsOf(renderingFromJson(rendering)),
    contributors: [
      ...proposers.map((person) => ({ ...person, role: "proposer" as const })),
      { ...by, role: "approver" as const },
    ],
    date: at,
    publishedIn: [],
    rationale: summary,
    notes,
    provenance: "Proposed and accepted on this workbench.",
    review: { kind: "accepted", by, self: hadAHand(proposal, actor), reason: said(reason) },
    proposal: proposal.id,
  };
  return add(recorded, { type: "proposal-accepted", proposal: proposal.id, by, reason: said(reason), number });
}

function acceptSupply(state: PassageState, proposal: Proposal, reason: string, actor: Actor): Decision {
  const target = versionOf(state, proposal.base!)!;
  if (target.words)
    return refuse("already-held", `The text of v${target.number} has been supplied meanwhile. Decline this one.`);
  const { rendering, summary, proposers } = proposal.submission!;
  const by = personOf(actor);
  const words = wordsOf(renderingFromJson(rendering));
  return add(
    {
      type: "text-supplied",
      number: target.number,
      words,
      provenance: summary,
      by: proposers[0]!,
      approver: by,
      proposal: proposal.id,
    },
    { type: "proposal-accepted", proposal: proposal.id, by, reason: said(reason), number: target.number },
  );
}

function declineProposal(state: PassageState, command: Command & { type: "decline-proposal" }, actor: Actor): Decision {
  const { proposal, reason } = command;
  const found = find(state, command, actor, "open", "declined");
  if (isDecision(found)) return found;
  if (found.status === "declined") return sameDecision(found, actor, reason);
  if (reason.trim() === "")
    return refuse("reason-required", "Say why it is declined. The proposal stays readable with your reason.");
  return add({ type: "proposal-declined", proposal, by: personOf(actor), reason: said(reason) });
}

function withdrawProposal(
  state: PassageState,
  command: Command & { type: "withdraw-proposal" },
  actor: Actor,
): Decision {
  const { proposal, reason } = command;
  const found = find(state, command, actor, "draft", "open", "withdrawn");
  if (isDecision(found)) return found;
  if (found.status === "withdrawn") return sameDecision(found, actor, reason);
  return add({ type: "proposal-withdrawn", proposal, by: personOf(actor), reason: said(reason) });
}
