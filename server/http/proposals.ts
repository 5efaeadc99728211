/** `/{work}/proposals/{id}`: a proposal, whatever its state, and what may be done to it. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { address as addresses } from "../../editor/links/addresses.ts";
import type { OtherPart, ProposalView } from "../../editor/drafting/drafting.ts";
import type { ProposalInReview, ReviewView } from "../../editor/reviewing/reviewing.ts";
import { refusedSubmission, type Command, type PartWords } from "../../translations/decide/decide.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import { hiddenOf, isWriter, mayBegin, rightsIn, veiled, writersOf } from "../../translations/ledger/rights.ts";
import { decidedBy, isDecisive, READERS, STEP_READERS } from "../../translations/ledger/events.ts";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import {
  currentVersion,
  heresOf,
  hereIn,
  isStale,
  versionOf,
  type PassageState,
  type Proposal,
  type ProposalHere,
} from "../../translations/ledger/state.ts";
import { passageIn } from "../../translations/ledger/sections.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { looksLike } from "../../translations/people/name.ts";
import { settled as cleared } from "../../translations/notes/loose.ts";
import { canonicalText, renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { excessOf } from "../../translations/text/excess.ts";
import { over, OverLimit, type Excess } from "../../translations/text/limits.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import type { Outcome } from "../desk/desk.ts";
import type { ProposalLine } from "../reading/reading.ts";
import { stepsAfterwards } from "../sync/sync.ts";
import { sendJson, sendPage, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { typedIn } from "./forms.ts";
import { notesBy } from "./notes.ts";
import { notFound, Problem, problemOf } from "./problem.ts";
import {
  actorFor,
  draftOf,
  noProposal,
  onHost,
  part,
  placeFor,
  show,
  visitOf,
  visitorOf,
  workFor,
  type Workbench,
} from "./workbench.ts";
import { PassageIds, standingIn } from "./passages.ts";
import { termsOn } from "./terms.ts";
import { nextToDecide } from "./home.ts";
import { headOf } from "./works.ts";

const reason = z.string().default("");

/** A reviewer's or proposer's word on parts of a proposal: on passages that it revises, or on all that it can be about. */
export const Reasoned = z.object({
  reason,
  parts: PassageIds.optional(),
  /** Sent by a form whose boxes are to be ticked: without one, no part is meant. */
  ticked: z.literal("yes").optional(),
});
/** Which version to move a part onto; of which passage, if the proposal has several. */
export const Rebase = z.object({ base: z.coerce.number().int().positive(), part: z.string().max(200).optional() });
/** A passage of the work that a draft is to revise as well, from the version that stands now. */
export const Addition = z.object({ passage: z.string().min(1).max(200) });
/** Who reads a draft, and who plays back its steps; what is not said stays. */
export const Reading = z.object({ readers: z.enum(READERS).optional(), steps: z.enum(STEP_READERS).optional() });
/** Whom to invite to a draft, or to let go from it: the id of an account. */
export const Guest = z.object({ person: z.string().min(1).max(200) });
/** A submission without the live editor: `text` replaces the draft's words. How long both may be, the ledger says. */
const Loose = z.union([z.enum(["general", "drop"]), z.strictObject({ on: z.string().min(1).max(10_000) })]);
export const Submit = z.object({
  /** The words of one part: of the passage `part`, if the proposal has several. */
  text: z.string().optional(),
  part: z.string().max(200).optional(),
  summary: z.string().optional(),
  /** Which parts are submitted; left out, all that are being written. */
  parts: PassageIds.optional(),
  /** What becomes of reasons whose words are gone: all of them, or each by its id. */
  loose: z.union([Loose, z.record(z.string(), Loose)]).optional(),
});

type Making = (
  id: string,
  req: Request,
  bench: Workbench,
  proposal: Proposal,
  work: string,
) => Command | Promise<Command>;

/** Where boxes are to be ticked and none is, no part is meant: the ledger says so. */
function wordOn(req: Request) {
  const { reason, parts, ticked } = bodyOf(Reasoned, req);
  return { reason, passages: parts ?? (ticked ? [] : undefined) };
}

/** What a route's last word asks of the ledger. Submitting is apart: it takes the live draft with it. */
const COMMANDS: ReadonlyMap<string, Making> = new Map<string, Making>([
  ["accept", (proposal, req) => ({ type: "accept-proposal", proposal, ...wordOn(req) })],
  ["decline", (proposal, req) => ({ type: "decline-proposal", proposal, ...wordOn(req) })],
  ["return", (proposal, req) => ({ type: "return-proposal", proposal, ...wordOn(req) })],
  ["withdraw", (proposal, req) => ({ type: "withdraw-proposal", proposal, ...wordOn(req) })],
  [
    "rebase",
    (proposal, req, _bench, { parts }) => {
      const { base, part = parts[0]!.passage } = bodyOf(Rebase, req);
      return { type: "rebase-proposal", proposal, passage: part, base };
    },
  ],
  [
    "add",
    async (proposal, req, bench, _found, work) => ({
      type: "add-part",
      proposal,
      ...(await standingIn(bench, { work }, bodyOf(Addition, req).passage)),
    }),
  ],
  ["readers", (proposal, req) => ({ type: "choose-readers", proposal, ...bodyOf(Reading, req) })],
  ["invite", async (proposal, req, bench) => ({ type: "invite-person", proposal, person: await guestIn(req, bench) })],
  ["let-go", (proposal, req, _bench, found) => ({ type: "let-person-go", proposal, person: leavingIn(req, found) })],
]);

/** A proposal that was asked for, and its work. */
interface Found {
  work: Work;
  proposal: Proposal;
}

export function proposalRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/review", async (req, res) => {
    const waiting = await waitingForReview(bench, askedAfter(req));
    const view: ReviewView = { page: "review", ...waiting, open: await bench.reading.open() };
    await show(bench, req, res, { view, json: waiting });
  });
  router.get(["/api/proposals/:id", "/:work/proposals/:id"], async (req, res) => {
    const found = await findProposal(bench, part(req, "id"));
    const work = part(req, "work");
    if (work !== "" && work !== found.work.id) throw noProposal(part(req, "id"));
    const view = await viewOf(bench, found, await visitorOf(bench, req), partAsked(req));
    await show(bench, req, res, { view, json: jsonOf(bench, found, view) });
  });
  router.post("/api/proposals/:id/submit", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, part(req, "id"));
    await answer(bench, req, res, actor, found, await submit(bench, found, actor, req));
  });
  router.post("/api/proposals/:id/:verb", async (req, res) => {
    const command = COMMANDS.get(part(req, "verb"));
    if (!command) throw notFound({ why: "verb", verb: part(req, "verb") });
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, part(req, "id"));
    const { work, proposal } = found;
    const asked = await command(proposal.id, req, bench, proposal, work.id);
    const outcome = await bench.desk.execute({ work: work.id }, asked, actor);
    if (outcome.ok) for (const event of outcome.events) if (isDecisive(event)) await closeDrafts(bench, event);
    const added = asked.type === "add-part" ? asked.passage : undefined;
    await answer(bench, req, res, actor, found, outcome, added);
  });
  return router;
}

/** Closes the drafts of what was decided. */
async function closeDrafts({ store, live }: Workbench, event: Parameters<typeof decidedBy>[0]): Promise<void> {
  for (const passage of decidedBy(event))
    for (const draft of await store.drafts.of(event.proposal, passage)) await live.close(draft);
}

/** The part that a page is to be turned to, as `?part=` says; undefined if it doesn't. */
function partAsked(req: Request): string | undefined {
  const asked = req.query["part"];
  return typeof asked === "string" ? asked : undefined;
}

/**
 * Whom to invite. Where there is no such account it is one that may not write, so that the ledger says the same of both,
 * and whoever may not invite learns of neither. @throws Problem 400
 */
async function guestIn(req: Request, { accounts }: Workbench): Promise<Actor> {
  const { person: id } = bodyOf(Guest, req);
  return (await accounts.person(id)) ?? { id, name: "", role: "reader" };
}

/** Whom to let go: one of its people, also if their account is gone; of others no more than the id. @throws Problem 400 */
function leavingIn(req: Request, proposal: Proposal): Person & { id: string } {
  const { person: id } = bodyOf(Guest, req);
  return { name: "", ...writersOf(proposal).find((person) => person.id === id), id };
}

async function findProposal(bench: Workbench, id: string): Promise<Found> {
  const found = await bench.desk.proposal(id);
  if (!found) throw noProposal(id);
  return { work: await workFor(bench, found.work), proposal: found.proposal };
}

/**
 * Submits what the live drafts say, of which nobody who may not submit it learns anything, not even its size; with the words
 * that were sent along written into one of them first: nobody can write between its last word and the ledger's record of it,
 * and of many who send words at once one is told that theirs were taken.
 */
async function submit(bench: Workbench, found: Found, actor: Actor, req: Request): Promise<Outcome> {
  const { work, proposal } = found;
  const body = bodyOf(Submit, req);
  const refusal = refusedSubmission(proposal, actor);
  if (refusal) return { ok: false, refusal };
  const read = wordsIn(body);
  if (isExcess(read)) return { ok: false, refusal: { code: "too-large", excess: read } };
  const words = read;
  const named = heresOf(proposal).filter(({ passage }) => body.parts?.includes(passage) ?? true);
  const drafts = named.filter(({ status }) => status === "draft");
  // Those that wait already are submitted a second time, with the same words or in vain.
  const meant = drafts.length > 0 ? drafts : named.filter(({ status }) => status === "open");
  const unmeant = refusedNames(proposal, body, meant);
  if (unmeant) return { ok: false, refusal: unmeant };
  const into = body.part ?? meant[0]?.passage;
  const contents: (PartWords & { summary: string })[] = [];

  /** Settles the draft of each part, one within the other, and submits what all of them say. */
  async function settled([part, ...rest]: ProposalHere[]): Promise<Outcome> {
    if (!part) {
      const reasons = [...new Set(contents.map(({ summary }) => summary.trim()))].filter((each) => each !== "");
      const summary = contents.length === 1 ? contents[0]!.summary : reasons.join("\n\n");
      const parts = contents.map(({ summary: _, ...words }) => words);
      return bench.desk.execute(
        { work: work.id },
        { type: "submit-proposal", proposal: proposal.id, parts, summary },
        actor,
      );
    }
    const { passage } = part;
    const mayWrite = async () => {
      const now = await bench.desk.proposal(proposal.id);
      return rightsIn(now && hereIn(now.proposal, passage), actor).edit;
    };
    const { outcome } = await bench.live.settle<{ closed: boolean; outcome: Outcome }>(
      await draftOf(bench, part),
      async ({ rendering, notes: all, summary }, authors): Promise<{ closed: boolean; outcome: Outcome }> => {
        const notes = body.loose === undefined ? all : cleared(all, body.loose, canonicalText(rendering));
        contents.push({ passage, rendering, notes, proposers: await people(bench, authors), summary });
        const outcome = await settled(rest);
        return { closed: outcome.ok, outcome };
      },
      passage === into && Object.keys(words).length > 0 ? { words, by: actor.id, mayWrite } : undefined,
    );
    return outcome;
  }

  return settled(meant);
}

/** What is said if a submission names a part that there is not, or that is not submitted with it: nothing is passed over. */
function refusedNames(
  { parts }: Proposal,
  { part, parts: named = [] }: z.output<typeof Submit>,
  meant: readonly ProposalHere[],
): Refusal | null {
  for (const passage of part === undefined ? named : [...named, part]) {
    if (!parts.some((each) => each.passage === passage))
      return { code: "unknown-part", why: "not-revised", named: passage };
    if (!meant.some((each) => each.passage === passage))
      return { code: "not-a-draft", why: "not-written-now", passage };
  }
  return null;
}

function isExcess(words: ReturnType<typeof wordsIn>): words is Excess {
  return "limit" in words;
}

/** What was sent to be written into the draft; or which limit it is over, and then nothing is written. */
function wordsIn({ text, summary }: z.output<typeof Submit>): { rendering?: Rendering; summary?: string } | Excess {
  try {
    const rendering = text === undefined ? undefined : parseText(text);
    const excess = (rendering && excessOf(rendering)) ?? over("reason", summary?.length ?? 0);
    return excess ?? { ...(rendering && { rendering }), ...(summary !== undefined && { summary }) };
  } catch (error) {
    if (error instanceof OverLimit) return error.excess;
    throw error;
  }
}

async function people({ accounts }: Workbench, ids: string[]): Promise<Person[]> {
  const signatures = await accounts.signatures(ids);
  return ids.flatMap((id) => signatures.get(id) ?? []);
}

async function answer(
  bench: Workbench,
  req: Request,
  res: Response,
  actor: Actor,
  found: Found,
  outcome: Outcome,
  turned?: string,
): Promise<void> {
  const locatorOf = (id: string): string => found.work.passages.find((passage) => passage.id === id)?.locator ?? id;
  const problem = outcome.ok ? null : problemOf(outcome.refusal, locatorOf);
  if (problem && wantsJson(req)) throw problem;
  if (outcome.ok && !wantsJson(req))
    return res.redirect(
      303,
      turned === undefined ? addressOf(found) : addresses.part(found.work.id, found.proposal.id, turned),
    );
  const now: Found = { ...found, proposal: (await bench.desk.proposal(found.proposal.id))?.proposal ?? found.proposal };
  const seen = await viewOf(bench, now, actor, outcome.ok ? turned : outcome.refusal.passage);
  const view = { ...seen, refused: problem?.message ?? null, typed: problem && typedIn(req) };
  if (!problem) return sendJson(res, jsonOf(bench, now, view));
  const visit = { ...(await visitOf(bench, req)), url: addressOf(found) };
  await sendPage(bench, res, view, visit, problem.status);
}

function addressOf({ work, proposal }: Found): string {
  return `/${work.id}/proposals/${proposal.id}`;
}

/** The proposal turned to its part on `passage`; if that is none to read, to the first that is theirs to write, that waits, or to read. */
async function viewOf(
  bench: Workbench,
  { work, proposal }: Found,
  actor: Actor | null,
  passage: string | undefined,
): Promise<ProposalView> {
  const order = inOrder(work, proposal);
  const parts: OtherPart[] = [];
  for (const id of order) parts.push(await partView(bench, work, hereIn(proposal, id)!, actor));
  const readable = parts.filter(({ may }) => may.read);
  const asked = readable.find((part) => part.passage.id === passage);
  const waits = readable.find((part) => part.proposal.status === "open");
  const shown = asked ?? parts.find(({ may }) => may.edit) ?? waits ?? readable[0] ?? parts[0]!;
  const { may } = shown;
  const whole = rightsIn(proposal, actor);
  return {
    page: "proposal",
    work: headOf(work),
    ...shown,
    others: parts.filter((part) => part !== shown),
    order,
    addable: whole.edit && proposal.kind === "revision" ? addableIn(work, proposal) : [],
    afterwards:
      (await bench.store.drafts.stepsAfter(await draftOf(bench, shown.proposal))) ??
      (await stepsAfterwards(bench.settings)),
    invitable: may.invite ? await invitable(bench, proposal) : [],
    since: may.read || may.invite ? await sinceOfNamesakes(bench, proposal) : {},
    next: shown.proposal.decision && actor && atLeast(actor.role, "reviewer") ? await nextFor(bench, actor) : null,
    refused: null,
  };
}

/** The passages that a proposal revises, in the order of its work. */
function inOrder(work: Work, { parts }: Proposal): string[] {
  const own = parts.map(({ passage }) => passage);
  if (own.length === 1) return own;
  const at = (id: string) => work.passages.findIndex((passage) => passage.id === id);
  return own.toSorted((a, b) => at(a) - at(b));
}

/** So many passages are offered to be revised as well: those that follow its first, and then some that come before. */
const OFFERED = 30;

function addableIn(work: Work, proposal: Proposal): ProposalView["addable"] {
  const own = new Set(proposal.parts.map(({ passage }) => passage));
  const at = work.passages.findIndex(({ id }) => own.has(id));
  const others = (from: number, to: number) =>
    work.passages.slice(Math.max(0, from), to).filter(({ id }) => !own.has(id));
  const after = others(at, at + OFFERED + own.size).slice(0, OFFERED);
  return [...after, ...others(at - OFFERED / 2, at)].map(({ id, locator }) => ({ id, locator }));
}

async function partView(bench: Workbench, work: Work, proposal: ProposalHere, actor: Actor | null): Promise<OtherPart> {
  const { passage, state } = await placeFor(bench, work.id, proposal.passage);
  const base = baseOf(state, proposal);
  const may = rightsIn(proposal, actor);
  const current = currentVersion(state) ?? null;
  const draft = may.read ? await livingText(bench, proposal) : null;
  const words = [base?.words, current?.words, ...(may.read ? [proposal.submission, draft] : [])];
  return {
    terms: termsOn(work, passage, words),
    passage,
    proposal: may.read ? proposal : veiled(proposal, may.invite),
    base,
    current,
    stale: isStale(state, proposal),
    notes:
      base && proposal.kind === "revision"
        ? await notesBy(bench.aside, "standingNotes", state.versions, base.number)
        : [],
    draft,
    may,
  };
}

/** What the draft says, or said at last if it was given up before it was proposed; null once something was proposed. */
async function livingText(bench: Workbench, part: ProposalHere): Promise<ProposalView["draft"]> {
  const { status, submission } = part;
  const id = await draftOf(bench, part);
  const givenUp = status === "withdrawn" && submission === null;
  if (status !== "draft" && !(givenUp && (await bench.store.drafts.isBegun(id)))) return null;
  const { rendering, notes, summary } = await bench.live.read(id);
  return { id, rendering: renderingToJson(rendering), notes, summary };
}

function baseOf(state: PassageState, { base }: ProposalHere) {
  return base === null ? null : (versionOf(state, base) ?? null);
}

/**
 * A proposal as programs read it: its parts, and what is the same for all of them. What the part that it is turned to says
 * stands outside as well, as it did when a proposal revised one passage.
 */
function jsonOf(bench: Workbench, { work, proposal }: Found, view: ProposalView) {
  const { passage, draft, may, invitable, others, order } = view;
  const address = onHost(bench, `/${work.id}/proposals/${proposal.id}`);
  const parts = order.map((id) => partJson(id === passage.id ? view : others.find((each) => each.passage.id === id)!));
  const told = may.read || may.invite ? { ...view.proposal, hidden: !may.read } : hiddenOf(view.proposal);
  return { ...told, work: work.id, passage: passage.id, draft, may, invitable, address, parts };
}

function partJson({ passage, proposal, draft, may, stale }: OtherPart) {
  const { id: _, base, status, submission, returns, decision, number, removals } = proposal;
  const told = may.read || may.invite ? { submission, returns, decision, number, removals } : {};
  return { passage: passage.id, base, status, hidden: !may.read, stale, ...told, draft, may };
}

/** Those who may be invited: everybody who may write, and does not write in it yet, by name. */
async function invitable({ accounts }: Workbench, proposal: Proposal): Promise<ProposalView["invitable"]> {
  const people = (await accounts.people()).filter((person) => mayBegin(person) && !isWriter(proposal, person));
  return people
    .map(({ id, name, role, since }) => ({ id, name, role, since }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/** Since when those of its writers are here whose names look alike, by their id. */
async function sinceOfNamesakes({ accounts }: Workbench, proposal: Proposal): Promise<Record<string, string>> {
  const writers = writersOf(proposal);
  const alike = writers.filter((one) => writers.some((other) => other !== one && looksLike(other.name, one.name)));
  if (alike.length === 0) return {};
  const known = (await accounts.people()).filter(({ id }) => alike.some((writer) => writer.id === id));
  return Object.fromEntries(known.map(({ id, since }) => [id, since]));
}

/** What has waited longest for this person's decision. */
async function nextFor(bench: Workbench, actor: Actor): Promise<ProposalView["next"]> {
  const found = await nextToDecide(bench, actor);
  return found ? { work: found.work, id: found.id, locator: found.locator } : "none";
}

/** So many proposals stand on a page of the queue. */
const QUEUED = 50;

/** A page of the queue, from behind `after`. */
async function waitingForReview(
  { reading, store }: Workbench,
  after: number,
): Promise<Pick<ReviewView, "proposals" | "next">> {
  const { lines, next } = await reading.queue(after, QUEUED);
  const proposals: ProposalInReview[] = [];
  for (const line of lines) {
    const work = await store.work(line.work);
    const [passage, ...others] = work ? line.parts.flatMap(({ passage }) => passageIn(work, passage) ?? []) : [];
    if (work && passage) proposals.push(listed(work, passage, others, line));
  }
  return { proposals, next };
}

function listed(
  { id: work, title, sourceLanguage }: Work,
  { id: passage, locator }: Passage,
  others: readonly Passage[],
  { id, kind, parts, submission }: ProposalLine,
): ProposalInReview {
  const [first] = parts;
  return {
    ...{ work: { id: work, title, sourceLanguage }, passage: { id: passage, locator } },
    others: others.map(({ id, locator }) => ({ id, locator })),
    ...{ proposal: { id, kind, base: first?.base ?? null }, ...submission! },
    stale: parts.some(({ stale }) => stale),
  };
}

/** @throws Problem 400 if `?after=` is no number. */
function askedAfter(req: Request): number {
  const asked = req.query["after"] ?? "0";
  if (typeof asked === "string" && /^\d{1,15}$/.test(asked)) return Number(asked);
  throw new Problem(400, { code: "not-readable", why: "queue" });
}
