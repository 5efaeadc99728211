/** A proposal until it is submitted: begun, more passages added, its people and readers, its words handed in. */
import {
  type ProposalKind,
  type Readers,
  type Revised,
  type StartedFrom,
  type Submission,
  type SubmittedPart,
  USUAL_READERS,
} from "../ledger/events.ts";
import { cameUnknown } from "../ledger/came.ts";
import type { Refusal } from "../ledger/refusals.ts";
import { isWriter, mayBegin, writersOf } from "../ledger/rights.ts";
import { type Actor, personOf } from "../ledger/roles.ts";
import {
  begunSince,
  evolveProposal,
  hereIn,
  needsReason,
  type Part,
  type Proposal,
  type Standing,
  standingFor,
  startedBefore,
  versionOf,
  withoutDoubles,
  wordsRemoved,
} from "../ledger/state.ts";
import { isLoose } from "../notes/loose.ts";
import type { Note, Person } from "../notes/note.ts";
import { canonical, canonicalText, renderingFromJson, renderingToJson, sameRendering } from "../text/canonical.ts";
import { canonicalJson } from "../text/json.ts";
import { excessOfParts } from "../text/excess.ts";
import { over } from "../text/limits.ts";
import type { RenderingJson } from "../text/schema.ts";
import {
  type Command,
  type Decision,
  type Known,
  type PartWords,
  add,
  refuse,
  said,
  standingOf,
  tooLarge,
} from "./commands.ts";
import { find, isDecision, ofPart, only, standing } from "./parts.ts";

export function openProposal(known: Known, command: Command & { type: "open-proposal" }, actor: Actor): Decision {
  const { proposal: id, kind, parts, readers = USUAL_READERS, startedFrom } = command;
  if (!mayBegin(actor)) return refuse({ code: "not-allowed", why: "proposing" });
  if (known.proposal) return sameOpening(known.proposal, { kind, parts, readers, startedFrom }, actor);
  const [first] = parts;
  if (!first) return refuse({ code: "unknown-part", why: "none" });
  if (begunSince(standingOf(known, first.passage), { ...command, base: first.base, readers }, actor)) return add();
  // Pressed twice it is one.
  if (startedFrom && startedBefore(standingOf(known, first.passage), startedFrom.proposal, actor)) return add();
  const excess = over("undecided", (command.undecided ?? 0) + 1);
  if (excess) return { ok: false, refusal: tooLarge(excess) };
  if (new Set(parts.map(({ passage }) => passage)).size < parts.length)
    return refuse({ code: "already-exists", why: "passage-twice" });
  for (const part of parts) {
    const refused = refusedPart(standingOf(known, part.passage), kind, part.base, startedFrom ? null : known.own);
    if (refused) return parts.length === 1 ? refused : ofPart(refused, part.passage);
  }
  const tooMuch = excessOfParts(parts.map(({ passage, base }) => wordsAt(known, passage, base)));
  if (tooMuch) return { ok: false, refusal: tooLarge(tooMuch) };
  const opening = { type: "proposal-opened", proposal: id, kind, parts, by: personOf(actor), readers } as const;
  return add(startedFrom ? { ...opening, startedFrom } : opening);
}

/** The words of a version that a part starts from; null if there are none. */
function wordsAt(known: Known, passage: string, base: number | null): RenderingJson | null {
  return (base !== null && versionOf(standingOf(known, passage), base)?.words?.rendering) || null;
}

/**
 * Why a proposal of that kind can't start from `base` of a passage; null if it can.
 * @param own the id of the work's own translation; null: it may start from a version that was passed.
 */
function refusedPart(state: Standing, kind: ProposalKind, base: number | null, own: string | null): Decision | null {
  const target = base === null ? undefined : versionOf(state, base);
  if (base !== null && !target) return refuse({ code: "unknown-version", why: "not-there", base });
  if (kind === "supply" && !target) return refuse({ code: "unknown-version", why: "not-named" });
  if (kind === "supply" && target && wordsRemoved(target)) return refuse({ code: "removed", number: target.number });
  if (kind === "supply" && target?.words) return refuse({ code: "already-held", why: "before", number: target.number });
  const current = own === null ? base : (standingFor(base, state, own)?.number ?? null);
  if (kind === "revision" && base !== current) return refuse({ code: "stale-base", why: "beginning", current });
  return null;
}

/** Who asks for other readers is not told that it is done: what they write would be read by others than they chose. */
function sameOpening(
  before: Proposal,
  asked: Pick<Command & { type: "open-proposal" }, "kind" | "parts"> & {
    readers: Readers;
    startedFrom: StartedFrom | undefined;
  },
  actor: Actor,
): Decision {
  const { kind, parts, readers, startedFrom } = asked;
  const begun = before.parts.map(({ passage, base }) => ({ passage, base }));
  const alike =
    before.kind === kind &&
    before.readers === readers &&
    before.startedFrom?.proposal === startedFrom?.proposal &&
    canonicalJson(begun) === canonicalJson(parts.map(revised));
  const same = alike && before.openedBy.id === actor.id;
  return same ? add() : refuse({ code: "already-exists", why: "address" });
}

function revised({ passage, base }: Revised): Revised {
  return { passage, base };
}

/** Has a proposal that is being written revise one passage more. Said twice, it is one part. */
export function addPart(known: Known, command: Command & { type: "add-part" }, actor: Actor): Decision {
  const { proposal: id, passage, base } = command;
  const found = find(known.proposal, { type: "add-part" }, actor, "draft");
  if (isDecision(found)) return found;
  const { kind, parts } = known.proposal!;
  const before = parts.find((part) => part.passage === passage);
  if (before?.base === base && before.status === "draft") return add();
  if (before) return refuse({ code: "already-exists", why: "passage-already" });
  // The others are not looked at: as if each were as long.
  const alike = Array.from({ length: parts.length + 1 }, () => wordsAt(known, passage, base));
  const excess = over("parts", parts.length + 1) ?? excessOfParts(alike);
  if (excess) return { ok: false, refusal: tooLarge(excess) };
  const refused = refusedPart(standingOf(known, passage), kind, base, known.own);
  return refused ?? add({ type: "part-added", proposal: id, passage, base, by: personOf(actor) });
}

/** Says who reads the draft and who plays back its steps; what is not said stays. Said twice, it is one choice. */
export function chooseReaders(known: Known, command: Command & { type: "choose-readers" }, actor: Actor): Decision {
  const found = find(known.proposal, command, actor, "draft", "open");
  if (isDecision(found)) return found;
  const proposal = known.proposal!;
  const { readers = proposal.readers, steps = proposal.steps } = command;
  if (readers === proposal.readers && steps === proposal.steps) return add();
  return add({ type: "readers-chosen", proposal: proposal.id, readers, steps, by: personOf(actor) });
}

/** Lets somebody write in a proposal that they did not begin. Said twice, it is one invitation. */
export function invitePerson(known: Known, command: Command & { type: "invite-person" }, actor: Actor): Decision {
  const { proposal, person } = command;
  const found = find(known.proposal, command, actor, "draft", "open");
  if (isDecision(found)) return found;
  if (!mayBegin(person)) return refuse({ code: "not-allowed", why: "inviting-a-reader" });
  if (isWriter(known.proposal!, person)) return add();
  return add({ type: "person-invited", proposal, person: personOf(person), by: personOf(actor) });
}

/** Takes an invitation back; those invited may also leave by themselves. What they wrote stays, and their credit. */
export function letPersonGo(known: Known, command: Command & { type: "let-person-go" }, actor: Actor): Decision {
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
export function submitProposal(
  known: Known,
  command: Command & { type: "submit-proposal" | "accept-at-once" },
  actor: Actor,
): Decision {
  const { parts, summary, knows, wrong } = command;
  const passages = parts.map(({ passage }) => passage);
  const found = find(known.proposal, { type: command.type, passages }, actor, "draft", "open");
  if (isDecision(found)) return found;
  const proposal = known.proposal!;
  const untold = knows && refusedUntold(known, proposal, found, knows);
  if (untold) return refuse(untold);
  const submitted: SubmittedPart[] = [];
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
  if (summary.trim() === "" && needsReason(proposal.kind, proposal.parts))
    return refuse({ code: "reason-required", why: proposal.kind === "supply" ? "supplying" : "revising" });
  const reason = said(summary);
  const drafts = submitted.filter((_, at) => found[at]!.status === "draft");
  if (drafts.length < submitted.length) {
    for (const [at, part] of found.entries())
      if (part.status === "open" && (drafts.length > 0 || !isSame(part, { ...submitted[at]!, summary: reason })))
        return only(proposal, part, OTHER_WORDS);
    return add();
  }
  return add({
    ...{ type: "proposal-submitted", proposal: proposal.id, parts: submitted, summary: reason },
    ...(wrong && { wrong }),
  });
}

/** What is said if versions came while it was written of which the submission does not say that they are known. */
function refusedUntold(
  known: Known,
  proposal: Proposal,
  meant: readonly Part[],
  knows: readonly string[],
): Refusal | null {
  const told = new Set(knows);
  const came = meant
    .filter(({ status }) => status === "draft")
    .flatMap(({ passage }) => {
      const here = hereIn(proposal, passage);
      return (here && cameUnknown(here, standingOf(known, passage), known.own, told)) ?? [];
    });
  const [first] = came;
  return first ? { code: "stale-base", why: "proposing", current: first.number, came, passage: first.passage } : null;
}

/** Opens a proposal and submits all of it, or neither: nothing is left of what can't be submitted. */
export function proposeWhole(
  known: Known,
  { proposal, parts, summary, undecided = 0, wrong }: Command & { type: "propose" },
  actor: Actor,
  at: string,
): Decision {
  const revising = parts.map(revised);
  const opening = openProposal(
    known,
    { type: "open-proposal", proposal, kind: "revision", parts: revising, undecided },
    actor,
  );
  if (!opening.ok) return opening;
  const begun = opening.facts.reduce((whole, { event }) => evolveProposal(whole, { event, at }), known.proposal);
  const submitting = submitProposal(
    { ...known, proposal: begun },
    { type: "submit-proposal", proposal, parts, summary, ...(wrong && { wrong }) },
    actor,
  );
  return submitting.ok ? { ok: true, facts: [...opening.facts, ...submitting.facts] } : submitting;
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
