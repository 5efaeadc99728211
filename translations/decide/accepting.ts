/** Parts of a proposal accepted: as they were proposed, some of their changes alone, or with other words. */
import { cameUnknown } from "../ledger/came.ts";
import type { Contributor, LedgerEvent, Submission } from "../ledger/events.ts";
import type { Refusal } from "../ledger/refusals.ts";
import { hadAHand } from "../ledger/rights.ts";
import { type Actor, personOf } from "../ledger/roles.ts";
import {
  type Part,
  type Proposal,
  type ProposalHere,
  type Standing,
  currentVersion,
  evolveProposal,
  hereIn,
  standingFor,
  translationIn,
  versionOf,
  withoutDoubles,
} from "../ledger/state.ts";
import { excessOfNotes } from "../notes/excess.ts";
import type { Person } from "../notes/note.ts";
import { canonical, canonicalText, renderingFromJson, renderingToJson, sameRendering } from "../text/canonical.ts";
import { excessOf, excessOfParts } from "../text/excess.ts";
import { canonicalJson } from "../text/json.ts";
import { isInvisible } from "../text/well-formed.ts";
import {
  type Command,
  type Decision,
  type Known,
  type Made,
  type Otherwise,
  refuse,
  rolesIn,
  said,
  standingOf,
  tooLarge,
  wordsOf,
} from "./commands.ts";
import { approving, backing, takesMore, type Backing } from "./approving.ts";
import { refusedAgain, returnProposal, sameDecision } from "./decisions.ts";
import { find, isDecision, only, refusedAsItStands } from "./parts.ts";
import { submitProposal } from "./writing.ts";

/**
 * Accepts parts, all or none of them: what can't be accepted of one refuses the act, and is told of it. Of those that need the
 * approval of more people than have given theirs, whoever accepts gives theirs, and they go on waiting.
 */
export function acceptProposal(
  known: Known,
  command: Command & { type: "accept-proposal" },
  actor: Actor,
  at: string,
): Decision {
  const { proposal: id, passages, reason, otherwise, of } = command;
  const noneTaken = otherwise?.some?.taken.length === 0;
  if (noneTaken && isOfOthers(known.proposal, passages, otherwise.of))
    return refuse({ code: "not-submitted", why: "other-words" });
  if (noneTaken) return returnProposal(known, { type: "return-proposal", proposal: id, passages, reason }, actor);
  const found = find(known.proposal, command, actor, "open", "accepted");
  if (isDecision(found)) return found;
  const proposal = known.proposal!;
  if (otherwise && found.length > 1) return refuse({ code: "unknown-part", why: "none-named" });
  const again = refusedAgain(proposal, found, "accepted", (part) => sameAcceptance(known, part, command, actor));
  if (again) return again;
  if (otherwise && !isAsProposed(found[0]!, otherwise))
    return acceptedOtherwise(known, found[0]!, { otherwise, reason, actor, at });
  const unread = of && found.find(({ submission }) => submission && !of.includes(digestIn(submission)));
  if (unread) return only(proposal, unread, refuse({ code: "not-submitted", why: "other-words" }));
  const excess = excessOfParts(found.map(({ submission }) => submission?.rendering ?? null));
  if (excess) return refuse(tooLarge(excess));
  const passed = refusedPassed(known, proposal, found);
  if (passed) return refuse(passed);
  const made: Made[] = [];
  const waiting: ProposalHere[] = [];
  for (const { passage } of found) {
    const here = hereIn(proposal, passage)!;
    const state = standingOf(known, passage);
    const review = { reason, actor, at, backing: backing(here, actor, rolesIn(known)) };
    const one = here.kind === "supply" ? suppliedBy(state, here, actor) : revisedBy(state, here, known.own, review);
    if (isDecision(one)) return only(proposal, here, one);
    if (review.backing.enough) made.push({ passage, event: one });
    else waiting.push(here);
  }
  const by = personOf(actor);
  const parts = made.map(({ passage, event: { number } }) => ({ passage, number }));
  const approved = approving(proposal, waiting, actor, reason);
  const accepted: LedgerEvent = { type: "proposal-accepted", proposal: proposal.id, parts, by, reason: said(reason) };
  const told = [...(approved ? [approved] : []), ...(made.length > 0 ? [accepted] : [])];
  return { ok: true, facts: [...told.map((event) => ({ passage: null, event })), ...made] };
}

/** Submits parts that are being written and accepts them, both or neither. */
export function acceptAtOnce(
  known: Known,
  command: Command & { type: "accept-at-once" },
  actor: Actor,
  at: string,
): Decision {
  const passages = command.parts.map(({ passage }) => passage);
  const found = find(known.proposal, { type: command.type, passages }, actor, "draft");
  if (isDecision(found)) return found;
  const submitting = submitProposal(known, command, actor);
  if (!submitting.ok) return submitting;
  const proposal = submitting.facts.reduce((whole, { event }) => evolveProposal(whole, { event, at }), known.proposal);
  const accept = { type: "accept-proposal", proposal: command.proposal, passages, reason: "" } as const;
  const accepting = acceptProposal({ ...known, proposal }, accept, actor, at);
  return accepting.ok ? { ok: true, facts: [...submitting.facts, ...accepting.facts] } : accepting;
}

/** What is said if versions came since parts were begun: of all of them, so that nobody meets one after another. */
function refusedPassed(known: Known, proposal: Proposal, parts: readonly Part[]): Refusal | null {
  const came = parts.flatMap(
    ({ passage }) => cameUnknown(hereIn(proposal, passage)!, standingOf(known, passage), known.own, NONE) ?? [],
  );
  const [first] = came;
  return first ? { code: "stale-base", why: "accepting", current: first.number, came, passage: first.passage } : null;
}

const NONE: ReadonlySet<string> = new Set();

/** True if other words wait for a decision than those of a digest. */
function isOfOthers(proposal: Proposal | null, passages: readonly string[] | undefined, of: string): boolean {
  const part = proposal?.parts.find(({ passage }) => passages?.includes(passage) ?? true);
  return part?.status === "open" && part.submission !== null && isOfOtherWords(part.submission, of);
}

/** True if all that was proposed is what is accepted, and nothing else. */
function isAsProposed({ submission }: Part, { rendering, of }: Otherwise): boolean {
  if (!submission || isOfOtherWords(submission, of)) return false;
  return sameRendering(rendering, renderingFromJson(submission.rendering));
}

function isOfOtherWords(submission: Submission, of: string): boolean {
  return digestIn(submission) !== of;
}

function digestIn({ rendering }: Submission): string {
  return wordsOf(renderingFromJson(rendering)).digest;
}

/** What is accepted twice is accepted once, if it is the same. */
function sameAcceptance(
  known: Known,
  part: Part,
  { otherwise, reason }: Command & { type: "accept-proposal" },
  actor: Actor,
): Decision {
  const kept = part.otherwise;
  const isWhole = !otherwise || isAsProposed(part, otherwise);
  const version = versionOf(standingOf(known, part.passage), part.number ?? 0);
  const same = isWhole
    ? !kept
    : kept !== undefined &&
      canonicalJson(kept.taken ?? null) === canonicalJson(otherwise.some?.taken ?? null) &&
      version?.words?.digest === wordsOf(otherwise.rendering).digest;
  return same ? sameDecision(part, actor, reason) : refusedAsItStands(part);
}

interface Review {
  reason: string;
  actor: Actor;
  at: string;
  backing: Backing;
}

/** Accepts some changes of a part, of which the rest goes on; or all of it, as whoever decides has worded it. */
function acceptedOtherwise(
  known: Known,
  part: Part,
  deciding: Omit<Review, "backing"> & { otherwise: Otherwise },
): Decision {
  const proposal = known.proposal!;
  const { otherwise, reason, actor } = deciding;
  const { rendering, notes, some, of } = otherwise;
  const here = hereIn(proposal, part.passage)!;
  const refused = (decision: Decision): Decision => only(proposal, part, decision);
  if (isOfOtherWords(part.submission!, of)) return refused(refuse({ code: "not-submitted", why: "other-words" }));
  if (here.kind === "supply") return refused(refuse({ code: "not-allowed", why: "editing-a-supply" }));
  if (takesMore(here, actor)) return refused(refuse({ code: "not-allowed", why: "apart-with-two" }));
  if (isInvisible(canonicalText(rendering))) return refused(refuse({ code: "empty", why: "version" }));
  const excess = excessOf(rendering) ?? excessOfNotes(notes);
  if (excess) return refused(refuse(tooLarge(excess)));
  if (some && reason.trim() === "") return refused(refuse({ code: "reason-required", why: "returning" }));
  const submission = { ...part.submission!, rendering: renderingToJson(canonical(rendering)), notes };
  const passed = refusedPassed(known, proposal, [part]);
  if (passed) return refuse(passed);
  const made = revisedBy(standingOf(known, part.passage), { ...here, submission }, known.own, {
    ...deciding,
    backing: backing(here, actor, rolesIn(known)),
  });
  if (isDecision(made)) return refused(made);
  const by = personOf(actor);
  const { number } = made;
  const event = some || made.type !== "version-recorded" ? made : editedBy(made, by);
  const what = some ? { taken: some.taken, rest: some.rest } : { edited: true as const };
  const accepted: LedgerEvent = {
    type: "proposal-accepted",
    proposal: proposal.id,
    parts: [{ passage: part.passage, number, ...what }],
    by,
    reason: said(reason),
  };
  const facts = [
    { passage: null, event: accepted },
    { passage: part.passage, event },
  ];
  const rest = some ? restOf(proposal, part, { ...some, base: number, by, reason: said(reason) }) : [];
  return { ok: true, facts: [...facts, ...rest.map((each) => ({ passage: null, event: each }))] };
}

/** With credit for whoever worded it otherwise before it was accepted. */
function editedBy<Event extends { contributors: Contributor[] }>(made: Event, by: Person): Event {
  const approver = made.contributors.findIndex(({ role }) => role === "approver");
  const place = approver < 0 ? made.contributors.length : approver;
  return { ...made, contributors: made.contributors.toSpliced(place, 0, { ...by, role: "editor" }) };
}

/**
 * What was not accepted of a part: a proposal of the same people, that says all that was proposed, beside the version that was
 * made. It is theirs to write again, with the reason why it came back.
 */
function restOf(
  { id, openedBy, readers, steps, invited, letGo, startedFrom }: Proposal,
  { passage, submission }: Part,
  {
    rest: proposal,
    notes,
    base,
    by,
    reason,
  }: NonNullable<Otherwise["some"]> & { base: number; by: Person; reason: string },
): LedgerEvent[] {
  const { rendering, proposers, source, summary } = submission!;
  const part = { passage, rendering, notes, proposers, ...(source !== undefined && { source }) };
  const restOf = { proposal: id, passage };
  const parts = [{ passage, base }];
  return [
    {
      type: "proposal-opened",
      proposal,
      kind: "revision",
      parts,
      by: openedBy,
      readers,
      restOf,
      ...(startedFrom && { startedFrom }),
    },
    ...(steps === "writers" ? [] : [{ type: "readers-chosen" as const, proposal, readers, steps, by: openedBy }]),
    ...invited.map((each) => ({ type: "person-invited" as const, proposal, person: each.person, by: each.by })),
    { type: "proposal-submitted", proposal, parts: [part], summary },
    ...letGo.map((each) => ({ type: "person-let-go" as const, proposal, person: each.person, by: each.by })),
    { type: "proposal-returned", proposal, passages: [passage], by, reason },
  ];
}

function revisedBy(
  state: Standing,
  part: ProposalHere,
  own: string,
  { reason, actor, at, backing: { approvers, unreviewed } }: Review,
): Made["event"] | Decision {
  const standing = standingFor(part.base, state, own);
  const number = standing?.number ?? null;
  const { rendering, notes, summary, proposers, source } = part.submission!;
  if (standing?.words && sameRendering(renderingFromJson(rendering), renderingFromJson(standing.words.rendering)))
    return refuse({ code: "unchanged", why: "held-already", number });
  const by = personOf(actor);
  // What it revises, or, where all of that was withdrawn, revised.
  const revised = standing ?? (part.base === null ? undefined : versionOf(state, part.base));
  const translation = revised?.translation;
  const of = revised ? translationIn(revised, own) : own;
  const current = currentVersion(state);
  return {
    type: "version-recorded",
    number: state.versions.length + 1,
    // Which translation is the current one is chosen, and not by revising another.
    madeCurrent: !current || translationIn(current, own) === of,
    // It belongs where what it revises does.
    ...(translation !== undefined && { translation }),
    // However the source reads by now.
    ...(source !== undefined && { source }),
    base: part.base,
    words: wordsOf(renderingFromJson(rendering)),
    contributors: [
      ...withoutDoubles([...proposers, ...(part.startedFrom?.proposers ?? [])]).map((person) => ({
        ...person,
        role: "proposer" as const,
      })),
      ...approvers.map((person) => ({ ...person, role: "approver" as const })),
    ],
    date: at,
    publishedIn: [],
    rationale: summary,
    notes,
    // That it was made here is said by the review; a record holds no sentence of the interface.
    provenance: "",
    review: {
      kind: "accepted",
      by,
      self: hadAHand(part, actor),
      reason: said(reason),
      ...(unreviewed && { unreviewed: true as const }),
    },
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
