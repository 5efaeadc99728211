/**
 * Which facts may be added: `decide(known, command)` gives the facts a command makes, or says by name why not.
 * Pure: no clock, no chance, no store. The ids and instants come in with the command.
 */
import { isLoose } from "../notes/loose.ts";
import type { Note, Person } from "../notes/note.ts";
import { canonical, canonicalText, renderingFromJson, renderingToJson, sameRendering } from "../text/canonical.ts";
import { digestOfText } from "../text/digest.ts";
import { excessOf } from "../text/excess.ts";
import { excessOfNotes } from "../notes/excess.ts";
import { canonicalJson } from "../text/json.ts";
import { over, type Excess } from "../text/limits.ts";
import type { Rendering } from "../text/schema.ts";
import { wellFormed } from "../text/well-formed.ts";
import {
  USUAL_READERS,
  type LedgerEvent,
  type Proposed,
  type ProposalKind,
  type Readers,
  type RemovalFacts,
  type Revised,
  type StepReaders,
  type Submission,
  type VersionFacts,
  type Words,
} from "./events.ts";
import { factsOf, partsOf, type Fact } from "./record.ts";
import type { Refusal } from "./refusals.ts";
import type { Going, Removal, Removing } from "./removals.ts";
import {
  hadAHand,
  isWriter,
  mayBegin,
  mayRecord,
  mayRemove,
  refusedTo,
  writersOf,
  type ProposalCommand,
} from "./rights.ts";
import { personOf, type Actor } from "./roles.ts";
import {
  begunSince,
  currentVersion,
  isStale,
  hereIn,
  isUndecided,
  versionOf,
  withoutDoubles,
  wordsRemoved,
  type Part,
  type PassageState,
  type Proposal,
  type ProposalHere,
  type ProposalStatus,
  type Standing,
  type Version,
} from "./state.ts";

export type Command =
  | {
      type: "record-version";
      passage: string;
      facts: Omit<VersionFacts, "number" | "madeCurrent" | "words" | "review" | "proposal"> & {
        rendering: Rendering | null;
      };
    }
  /**
   * `after`: so many proposals the page of its first passage knew of from which it was begun, if it was one; see `begunSince`. `undecided`: so
   * many of theirs are, in all passages.
   */
  | {
      type: "open-proposal";
      proposal: string;
      kind: ProposalKind;
      parts: Revised[];
      after?: number;
      undecided?: number;
      readers?: Readers;
    }
  | { type: "choose-readers"; proposal: string; readers?: Readers | undefined; steps?: StepReaders | undefined }
  | ({ type: "add-part"; proposal: string } & Revised)
  | { type: "submit-proposal"; proposal: string; parts: PartWords[]; summary: string }
  | { type: "invite-person"; proposal: string; person: Actor }
  | { type: "let-person-go"; proposal: string; person: Person & { id: string } }
  | ({ type: "return-proposal"; proposal: string; reason: string } & Named)
  | { type: "rebase-proposal"; proposal: string; passage: string; base: number }
  | ({ type: "accept-proposal"; proposal: string; reason: string } & Named)
  | ({ type: "decline-proposal"; proposal: string; reason: string } & Named)
  | ({ type: "withdraw-proposal"; proposal: string; reason: string } & Named)
  | (Removal & AboutPassage);

/** The passage that something is taken out of; null: what is said of the work itself. */
interface AboutPassage {
  passage: string | null;
}

/** Which parts of a proposal are meant, by their passages; left out, all that the command can be about. */
interface Named {
  passages?: readonly string[] | undefined;
}

/** What a part is submitted with. */
export type PartWords = Omit<Proposed, "rendering"> & { passage: string; rendering: Rendering };

export type Decision = { ok: true; facts: Fact[] } | { ok: false; refusal: Refusal };

/** What a decision is made on. */
export interface Known {
  /** The passages that {@link concernedBy} names, by their ids; with their proposals if {@link asksAround}. */
  passages: ReadonlyMap<string, PassageState>;
  /** The proposal that the command names, if there is one. */
  proposal: Proposal | null;
}

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
  return takesOut(command) || (command.type === "open-proposal" && command.after !== undefined);
}

/** A passage that nothing was said of. */
function standingOf({ passages }: Known, passage: string): PassageState {
  return passages.get(passage) ?? { passage, versions: [], proposals: [] };
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

/** Facts that stand in the stream of the proposal. */
function add(...events: LedgerEvent[]): Decision {
  return { ok: true, facts: events.map((event) => ({ passage: null, event })) };
}

function refuse(refusal: Refusal): Decision {
  return { ok: false, refusal };
}

/** What is said to whoever may not give the command at all, however long what it brings: that is for others to learn. */
function notTheirs({ proposal }: Known, command: Command, actor: Actor): Refusal | null {
  if (command.type === "record-version") return mayRecord(actor) ? null : NOT_RECORDED;
  if (takesOut(command)) return mayRemove(actor) ? null : NOT_REMOVED;
  if (!proposal || command.type === "open-proposal") return null;
  return refusedTo(command.type, proposal, actor);
}

/** What is said to `actor` if they may not submit the proposal as it stands; null if its words can be looked at. */
export function refusedSubmission(proposal: Proposal, actor: Actor): Refusal | null {
  const found = find(proposal, { type: "submit-proposal" }, actor, "draft", "open");
  return isDecision(found) && !found.ok ? found.refusal : null;
}

/** The refusal of what is over a limit. */
function tooLarge(excess: Excess): Refusal {
  return { code: "too-large", excess };
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
        over("reason", command.summary.length) ??
        over("parts", command.parts.length) ??
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

/** What somebody gave as a reason, without white space around it; half a character, which no digest can take, is U+FFFD. */
function said(reason: string): string {
  return wellFormed(reason).trim();
}

function wordsOf(rendering: Rendering): Words {
  const form = canonical(rendering);
  return { rendering: renderingToJson(form), digest: digestOfText(canonicalText(form)) };
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

function openProposal(known: Known, command: Command & { type: "open-proposal" }, actor: Actor): Decision {
  const { proposal: id, kind, parts, readers = USUAL_READERS } = command;
  if (!mayBegin(actor)) return refuse({ code: "not-allowed", why: "proposing" });
  if (known.proposal) return sameOpening(known.proposal, { kind, parts, readers }, actor);
  const [first] = parts;
  if (!first) return refuse({ code: "unknown-part", why: "none" });
  if (begunSince(standingOf(known, first.passage), { ...command, base: first.base, readers }, actor)) return add();
  const excess = over("undecided", (command.undecided ?? 0) + 1);
  if (excess) return { ok: false, refusal: tooLarge(excess) };
  if (new Set(parts.map(({ passage }) => passage)).size < parts.length)
    return refuse({ code: "already-exists", why: "passage-twice" });
  for (const part of parts) {
    const refused = refusedPart(standingOf(known, part.passage), kind, part.base);
    if (refused) return parts.length === 1 ? refused : ofPart(refused, part.passage);
  }
  return add({ type: "proposal-opened", proposal: id, kind, parts, by: personOf(actor), readers });
}

/** Why a proposal of that kind can't start from `base` of a passage; null if it can. */
function refusedPart(state: Standing, kind: ProposalKind, base: number | null): Decision | null {
  const target = base === null ? undefined : versionOf(state, base);
  if (base !== null && !target) return refuse({ code: "unknown-version", why: "not-there", base });
  if (kind === "supply" && !target) return refuse({ code: "unknown-version", why: "not-named" });
  if (kind === "supply" && target && wordsRemoved(target)) return refuse({ code: "removed", number: target.number });
  if (kind === "supply" && target?.words) return refuse({ code: "already-held", why: "before", number: target.number });
  const current = currentVersion(state)?.number ?? null;
  if (kind === "revision" && base !== current) return refuse({ code: "stale-base", why: "beginning", current });
  return null;
}

/** Who asks for other readers is not told that it is done: what they write would be read by others than they chose. */
function sameOpening(
  before: Proposal,
  asked: Pick<Command & { type: "open-proposal" }, "kind" | "parts"> & { readers: Readers },
  actor: Actor,
): Decision {
  const { kind, parts, readers } = asked;
  const begun = before.parts.map(({ passage, base }) => ({ passage, base }));
  const alike =
    before.kind === kind && before.readers === readers && canonicalJson(begun) === canonicalJson(parts.map(revised));
  const same = alike && before.openedBy.id === actor.id;
  return same ? add() : refuse({ code: "already-exists", why: "address" });
}

function revised({ passage, base }: Revised): Revised {
  return { passage, base };
}

/** Has a proposal that is being written revise one passage more. Said twice, it is one part. */
function addPart(known: Known, command: Command & { type: "add-part" }, actor: Actor): Decision {
  const { proposal: id, passage, base } = command;
  const found = find(known.proposal, { type: "add-part" }, actor, "draft");
  if (isDecision(found)) return found;
  const { kind, parts } = known.proposal!;
  const before = parts.find((part) => part.passage === passage);
  if (before?.base === base && before.status === "draft") return add();
  if (before) return refuse({ code: "already-exists", why: "passage-already" });
  const excess = over("parts", parts.length + 1);
  if (excess) return { ok: false, refusal: tooLarge(excess) };
  const refused = refusedPart(standingOf(known, passage), kind, base);
  return refused ?? add({ type: "part-added", proposal: id, passage, base, by: personOf(actor) });
}

/**
 * The parts that a command means: those it names, or else all that stand in the first of `statuses` in which any does. Each
 * is in one of `statuses`, and the command is `actor`'s to give; or it is refused, by the first part that is not.
 */
function find(
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
function standing(
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

function refusedAsItStands(part: Part): Decision {
  const { status } = part;
  if (!isUndecided(status))
    return refuse({ code: "already-decided", why: "as-it-stands", stands: status, by: byWhom(part) });
  if (status === "draft") return refuse({ code: "not-submitted", why: "being-written" });
  return refuse({ code: "not-a-draft", why: "submitted" });
}

/** A refusal of one part: of several, it is told of which. */
function only({ parts }: Proposal, { passage }: Part, decision: Decision): Decision {
  return parts.length === 1 ? decision : ofPart(decision, passage);
}

function ofPart(decision: Decision, passage: string): Decision {
  return decision.ok ? decision : refuse({ ...decision.refusal, passage });
}

function isDecision(found: Part[] | Made["event"] | Decision): found is Decision {
  return "ok" in found;
}

/** Says who reads the draft and who plays back its steps; what is not said stays. Said twice, it is one choice. */
function chooseReaders(known: Known, command: Command & { type: "choose-readers" }, actor: Actor): Decision {
  const found = find(known.proposal, command, actor, "draft", "open");
  if (isDecision(found)) return found;
  const proposal = known.proposal!;
  const { readers = proposal.readers, steps = proposal.steps } = command;
  if (readers === proposal.readers && steps === proposal.steps) return add();
  return add({ type: "readers-chosen", proposal: proposal.id, readers, steps, by: personOf(actor) });
}

/** Lets somebody write in a proposal that they did not begin. Said twice, it is one invitation. */
function invitePerson(known: Known, command: Command & { type: "invite-person" }, actor: Actor): Decision {
  const { proposal, person } = command;
  const found = find(known.proposal, command, actor, "draft", "open");
  if (isDecision(found)) return found;
  if (!mayBegin(person)) return refuse({ code: "not-allowed", why: "inviting-a-reader" });
  if (isWriter(known.proposal!, person)) return add();
  return add({ type: "person-invited", proposal, person: personOf(person), by: personOf(actor) });
}

/** Takes an invitation back; those invited may also leave by themselves. What they wrote stays, and their credit. */
function letPersonGo(known: Known, command: Command & { type: "let-person-go" }, actor: Actor): Decision {
  const {
    proposal,
    person: { id },
  } = command;
  const whole = known.proposal;
  const leaves = actor.id === id;
  const found = leaves ? standing(whole, undefined, "draft", "open") : find(whole, command, actor, "draft", "open");
  if (isDecision(found)) return found;
  const { openedBy, letGo } = whole!;
  if (openedBy.id === id) return refuse({ code: "not-allowed", why: "letting-go-who-began", began: openedBy.name });
  const person = writersOf(whole!).find((writer) => writer.id === id);
  if (person) return add({ type: "person-let-go", proposal, person, by: personOf(actor) });
  if (letGo.some((gone) => gone.person.id === id)) return add();
  return refuse({ code: "not-a-writer" });
}

/** Submits parts that are being written, all or none of them. Those that were submitted so already are done. */
function submitProposal(known: Known, command: Command & { type: "submit-proposal" }, actor: Actor): Decision {
  const { parts, summary } = command;
  const passages = parts.map(({ passage }) => passage);
  const found = find(known.proposal, { type: command.type, passages }, actor, "draft", "open");
  if (isDecision(found)) return found;
  const proposal = known.proposal!;
  const submitted: (Proposed & { passage: string })[] = [];
  for (const part of found) {
    const words = parts.find(({ passage }) => passage === part.passage)!;
    const refused = refusedWords(standingOf(known, part.passage), part, words);
    if (refused) return only(proposal, part, refused);
    const { rendering, notes, proposers } = words;
    const credited = withoutDoubles([asNow(proposal.openedBy, proposers), ...proposers]);
    submitted.push({
      passage: part.passage,
      rendering: renderingToJson(canonical(rendering)),
      notes,
      proposers: credited,
    });
  }
  if (summary.trim() === "")
    return refuse({ code: "reason-required", why: proposal.kind === "supply" ? "supplying" : "revising" });
  const reason = said(summary);
  const drafts = submitted.filter((_, at) => found[at]!.status === "draft");
  if (drafts.length < submitted.length) {
    for (const [at, part] of found.entries())
      if (part.status === "open" && (drafts.length > 0 || !isSame(part, { ...submitted[at]!, summary: reason })))
        return only(proposal, part, OTHER_WORDS);
    return add();
  }
  return add({ type: "proposal-submitted", proposal: proposal.id, parts: submitted, summary: reason });
}

/** Why a part's words can't be submitted; null if they can. */
function refusedWords(state: Standing, part: Part, { rendering, notes }: PartWords): Decision | null {
  const base = part.base === null ? undefined : versionOf(state, part.base);
  if (canonicalText(rendering) === "") return refuse({ code: "empty", why: "draft" });
  if (base?.words && sameRendering(rendering, renderingFromJson(base.words.rendering)))
    return refuse({ code: "unchanged", why: "as-written", number: base.number });
  const loose = part.status === "draft" ? notes.filter(isLoose) : [];
  return loose.length > 0 ? refuse(wordsGone(loose)) : null;
}

/** `person` as one of `people`, if they are among them: by the name they have now. */
function asNow(person: Person, people: readonly Person[]): Person {
  return people.find(({ id }) => id !== undefined && id === person.id) ?? person;
}

/** So many characters of words that are gone are told. */
const TOLD = 80;

function wordsGone([first, ...more]: readonly Note[]): Refusal {
  return { code: "words-gone", lost: (first?.lost ?? "").slice(0, TOLD), more: more.length };
}

/** True if a part was submitted with just that. */
function isSame({ submission }: Part, { summary, notes, rendering }: Submission): boolean {
  return (
    submission?.summary === summary &&
    canonicalJson(submission.notes) === canonicalJson(notes) &&
    sameRendering(renderingFromJson(submission.rendering), renderingFromJson(rendering))
  );
}

const OTHER_WORDS = refuse({ code: "not-a-draft", why: "submitted-otherwise" });

/** A reviewer asks for changes, or a proposer takes it back: it is a draft again, or those parts of it are. */
function returnProposal(known: Known, command: Command & { type: "return-proposal" }, actor: Actor): Decision {
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
function refusedAgain(
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
function rebaseProposal(known: Known, command: Command & { type: "rebase-proposal" }, actor: Actor): Decision {
  const { proposal, passage, base } = command;
  const found = find(known.proposal, { type: command.type, passages: [passage] }, actor, "draft", "open");
  if (isDecision(found)) return found;
  const current = currentVersion(standingOf(known, passage))?.number ?? null;
  if (base !== current) return refuse({ code: "stale-base", why: "moving", current });
  if (found[0]!.base === base) return add();
  return add({ type: "proposal-rebased", proposal, passage, base, by: personOf(actor) });
}

/** Accepts parts, all or none of them: what can't be accepted of one refuses the act, and is told of it. */
function acceptProposal(
  known: Known,
  command: Command & { type: "accept-proposal" },
  actor: Actor,
  at: string,
): Decision {
  const { reason } = command;
  const found = find(known.proposal, command, actor, "open", "accepted");
  if (isDecision(found)) return found;
  const proposal = known.proposal!;
  const again = refusedAgain(proposal, found, "accepted", (part) => sameDecision(part, actor, reason));
  if (again) return again;
  const made: Made[] = [];
  for (const { passage } of found) {
    const here = hereIn(proposal, passage)!;
    const state = standingOf(known, passage);
    const one = here.kind === "supply" ? suppliedBy(state, here, actor) : revisedBy(state, here, reason, actor, at);
    if (isDecision(one)) return only(proposal, here, one);
    made.push({ passage, event: one });
  }
  const by = personOf(actor);
  const parts = made.map(({ passage, event: { number } }) => ({ passage, number }));
  const accepted: LedgerEvent = { type: "proposal-accepted", proposal: proposal.id, parts, by, reason: said(reason) };
  return { ok: true, facts: [{ passage: null, event: accepted }, ...made] };
}

/** What accepting a part makes of its passage. */
interface Made {
  passage: string;
  event: LedgerEvent & { type: "version-recorded" | "text-supplied" };
}

/** The name of who decided. Of what was never proposed nobody is named: it may be hidden from whoever asks. */
function byWhom({ decision, submission }: Part): string | null {
  return submission && decision ? decision.by.name : null;
}

/** The same decision with the same reason is one decision; with another reason it is not, for that would be lost. */
function sameDecision(part: Part, actor: Actor, reason: string): Decision {
  const { decision, status } = part;
  if (saidBefore(decision, actor, reason)) return add();
  return decision?.by.id === actor.id
    ? refuse({ code: "already-decided", why: "with-another-reason", stands: status })
    : refuse({ code: "already-decided", why: "by-another", stands: status, by: byWhom(part) });
}

function revisedBy(
  state: Standing,
  part: ProposalHere,
  reason: string,
  actor: Actor,
  at: string,
): Made["event"] | Decision {
  const current = currentVersion(state)?.number ?? null;
  if (isStale(state, part)) return refuse({ code: "stale-base", why: "accepting", current });
  const { rendering, notes, summary, proposers } = part.submission!;
  const standing = currentVersion(state)?.words;
  if (standing && sameRendering(renderingFromJson(rendering), renderingFromJson(standing.rendering)))
    return refuse({ code: "unchanged", why: "held-already", number: current });
  const by = personOf(actor);
  return {
    type: "version-recorded",
    number: state.versions.length + 1,
    madeCurrent: true,
    base: part.base,
    words: wordsOf(renderingFromJson(rendering)),
    contributors: [
      ...proposers.map((person) => ({ ...person, role: "proposer" as const })),
      { ...by, role: "approver" as const },
    ],
    date: at,
    publishedIn: [],
    rationale: summary,
    notes,
    // That it was made here is said by the review; a record holds no sentence of the interface.
    provenance: "",
    review: { kind: "accepted", by, self: hadAHand(part, actor), reason: said(reason) },
    proposal: part.id,
  };
}

function suppliedBy(state: Standing, part: ProposalHere, actor: Actor): Made["event"] | Decision {
  const target = versionOf(state, part.base!)!;
  if (target.words) return refuse({ code: "already-held", why: "meanwhile", number: target.number });
  const { rendering, summary, proposers } = part.submission!;
  return {
    type: "text-supplied",
    number: target.number,
    words: wordsOf(renderingFromJson(rendering)),
    provenance: summary,
    by: proposers[0]!,
    approver: personOf(actor),
    proposal: part.id,
  };
}

function declineProposal(known: Known, command: Command & { type: "decline-proposal" }, actor: Actor): Decision {
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
function withdrawProposal(known: Known, command: Command & { type: "withdraw-proposal" }, actor: Actor): Decision {
  const { proposal, reason } = command;
  const undecided = known.proposal?.parts.filter(({ status }) => status === "draft" || status === "open") ?? [];
  const passages = command.passages ?? (undecided.length > 0 ? undecided.map(({ passage }) => passage) : undefined);
  const found = find(known.proposal, { type: command.type, passages }, actor, "draft", "open", "withdrawn");
  if (isDecision(found)) return found;
  const again = refusedAgain(known.proposal!, found, "withdrawn", (part) => sameDecision(part, actor, reason));
  if (again) return again;
  const given = found.map(({ passage }) => passage);
  return add({ type: "proposal-withdrawn", proposal, passages: given, by: personOf(actor), reason: said(reason) });
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
    return { ok: true, facts: command.going.map((each) => nameless(each, command.instead, facts)) };
  if (command.type === "remove-wording") return withoutWording(command, facts);
  const passage = command.passage ?? "";
  const undecided = standingOf(known, passage).proposals.find((each) =>
    command.removing.some((going) => needs(each, going)),
  );
  if (undecided) return refuse({ code: "undecided", proposal: undecided.id });
  const removed = command.removing.map(({ of, what, enclosures }): LedgerEvent =>
    "version" in of
      ? { type: "version-removed", number: of.version, what, enclosures, ...facts }
      : { type: "proposal-removed", proposal: of.proposal, passage, what, enclosures, ...facts },
  );
  return { ok: true, facts: factsOf(passage, removed) };
}

type Why = Pick<RemovalFacts, "ground" | "reason" | "by">;

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

function withoutWording({ of, enclosures }: Removal & { type: "remove-wording" }, why: Why): Decision {
  if (enclosures.length === 0) return add();
  return add({ type: "wording-removed", of, enclosures, ...why });
}

/** True if an undecided proposal can't do without what is to go: it revises these words, or they are its own. */
function needs({ id, base, status, whole }: ProposalHere, { of, what }: Removing): boolean {
  // The reasons are given for all its passages.
  if ("proposal" in of) return of.proposal === id && isUndecided(what === "reasons" ? whole : status);
  return isUndecided(status) && what !== "reasons" && base !== null && base >= of.version;
}
