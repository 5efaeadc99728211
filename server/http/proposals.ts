/** `/{work}/proposals/{id}`: a proposal, whatever its state, and what may be done to it. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { ProposalView, ReviewView } from "../../editor/views.ts";
import { refusalOf, refusedSubmission, type Command } from "../../translations/ledger/decide.ts";
import { hiddenOf, isWriter, mayBegin, rightsIn, veiled, writersOf } from "../../translations/ledger/rights.ts";
import { READERS, STEP_READERS } from "../../translations/ledger/events.ts";
import { atLeast, type Actor } from "../../translations/ledger/roles.ts";
import {
  currentVersion,
  isStale,
  proposalOf,
  versionOf,
  type PassageState,
  type Proposal,
} from "../../translations/ledger/state.ts";
import type { Person } from "../../translations/notes/note.ts";
import { looksLike } from "../../translations/people/name.ts";
import { settled } from "../../translations/notes/loose.ts";
import { canonicalText, renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { excessOf } from "../../translations/text/excess.ts";
import { over, OverLimit, type Excess } from "../../translations/text/limits.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import type { Outcome } from "../desk.ts";
import { stepsAfterwards } from "../sync/ended.ts";
import { sendJson, sendPage, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { typedIn } from "./forms.ts";
import { notesBy } from "./notes.ts";
import { notFound, type Problem, problemOf } from "./problem.ts";
import {
  actorFor,
  draftOf,
  onHost,
  part,
  type Place,
  placeFor,
  show,
  visitOf,
  visitorOf,
  type Workbench,
} from "./workbench.ts";
import { headOf } from "./works.ts";

const reason = z.string().default("");

/** A reviewer's or proposer's word on a proposal. */
export const Reasoned = z.object({ reason });
/** Which version to move a proposal onto. */
export const Rebase = z.object({ base: z.coerce.number().int().positive() });
/** Who reads a draft, and who plays back its steps; what is not said stays. */
export const Reading = z.object({ readers: z.enum(READERS).optional(), steps: z.enum(STEP_READERS).optional() });
/** Whom to invite to a draft, or to let go from it: the id of an account. */
export const Guest = z.object({ person: z.string().min(1, "the id of an account").max(200) });
/** A submission without the live editor: `text` replaces the draft's words. How long both may be, the ledger says. */
const Loose = z.union([z.enum(["general", "drop"]), z.strictObject({ on: z.string().min(1).max(10_000) })]);
export const Submit = z.object({
  text: z.string().optional(),
  summary: z.string().optional(),
  /** What becomes of reasons whose words are gone: all of them, or each by its id. */
  loose: z.union([Loose, z.record(z.string(), Loose)]).optional(),
});

type Making = (id: string, req: Request, bench: Workbench, proposal: Proposal) => Command | Promise<Command>;

/** What a route's last word asks of the ledger. Submitting is apart: it takes the live draft with it. */
const COMMANDS: ReadonlyMap<string, Making> = new Map<string, Making>([
  ["accept", (proposal, req) => ({ type: "accept-proposal", proposal, ...bodyOf(Reasoned, req) })],
  ["decline", (proposal, req) => ({ type: "decline-proposal", proposal, ...bodyOf(Reasoned, req) })],
  ["return", (proposal, req) => ({ type: "return-proposal", proposal, ...bodyOf(Reasoned, req) })],
  ["withdraw", (proposal, req) => ({ type: "withdraw-proposal", proposal, ...bodyOf(Reasoned, req) })],
  ["rebase", (proposal, req) => ({ type: "rebase-proposal", proposal, ...bodyOf(Rebase, req) })],
  ["readers", (proposal, req) => ({ type: "choose-readers", proposal, ...bodyOf(Reading, req) })],
  ["invite", async (proposal, req, bench) => ({ type: "invite-person", proposal, person: await guestIn(req, bench) })],
  ["let-go", (proposal, req, _bench, found) => ({ type: "let-person-go", proposal, person: leavingIn(req, found) })],
]);

/** A proposal that was asked for, and where it stands. */
type Found = Place & { proposal: Proposal };

export function proposalRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/review", async (req, res) => {
    const view: ReviewView = { page: "review", proposals: await waitingForReview(bench) };
    await show(bench, req, res, { view, json: { proposals: view.proposals } });
  });
  router.get(["/api/proposals/:id", "/:work/proposals/:id"], async (req, res) => {
    const found = await findProposal(bench, part(req, "id"));
    const work = part(req, "work");
    if (work !== "" && work !== found.work.id) throw unknown(part(req, "id"));
    const view = await viewOf(bench, found, await visitorOf(bench, req), null);
    await show(bench, req, res, { view, json: jsonOf(bench, found, view) });
  });
  router.post("/api/proposals/:id/submit", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, part(req, "id"));
    await answer(bench, req, res, actor, found, await submit(bench, found, actor, req));
  });
  router.post("/api/proposals/:id/:verb", async (req, res) => {
    const command = COMMANDS.get(part(req, "verb"));
    if (!command)
      throw notFound(
        `A proposal can be submitted, accepted, declined, returned, rebased or withdrawn, people invited to it (invite) or let go (let-go), and its readers chosen (readers), not “${part(req, "verb")}”.`,
      );
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, part(req, "id"));
    const outcome = await bench.desk.execute(
      found.stream,
      await command(found.proposal.id, req, bench, found.proposal),
      actor,
    );
    if (outcome.ok && proposalOf(outcome.state, found.proposal.id)?.decision)
      for (const draft of await bench.store.drafts.of(found.proposal.id)) await bench.live.close(draft);
    await answer(bench, req, res, actor, found, outcome);
  });
  return router;
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

const unknown = (id: string): Problem =>
  notFound(`There is no proposal “${id}” here. Proposals are never deleted, so the address may be mistyped.`);

async function findProposal(bench: Workbench, id: string): Promise<Found> {
  const found = await bench.desk.proposal(id);
  if (!found) throw unknown(id);
  return { ...(await placeFor(bench, found.stream.work, found.stream.passage)), proposal: found.proposal };
}

/**
 * Submits what the live draft says, of which nobody who may not submit it learns anything, not even its size; with the words that were sent along written into it first: nobody can write between
 * its last word and the ledger's record of it, and of many who send words at once one is told that theirs were taken.
 */
async function submit(bench: Workbench, found: Found, actor: Actor, req: Request): Promise<Outcome> {
  const { proposal, stream, state } = found;
  const body = bodyOf(Submit, req);
  const refusal = refusedSubmission(state, proposal.id, actor);
  if (refusal) return { ok: false, state, refusal };
  const words = wordsIn(body);
  if ("limit" in words) return { ok: false, state, refusal: refusalOf(words) };
  const mayWrite = async () => rightsIn((await bench.desk.proposal(proposal.id))?.proposal ?? null, actor).edit;
  const { outcome } = await bench.live.settle(
    await draftOf(bench, proposal.id),
    async ({ rendering, notes: all, summary }, authors) => {
      const notes = body.loose === undefined ? all : settled(all, body.loose, canonicalText(rendering));
      const proposers = await people(bench, authors);
      const command: Command = { type: "submit-proposal", proposal: proposal.id, rendering, notes, summary, proposers };
      const outcome = await bench.desk.execute(stream, command, actor);
      return { closed: outcome.ok, outcome };
    },
    Object.keys(words).length > 0 ? { words, by: actor.id, mayWrite } : undefined,
  );
  return outcome;
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
): Promise<void> {
  const problem = outcome.ok ? null : problemOf(outcome.refusal);
  if (problem && wantsJson(req)) throw problem;
  if (outcome.ok && !wantsJson(req)) return res.redirect(303, addressOf(found));
  const now: Found = {
    ...found,
    state: outcome.state,
    proposal: proposalOf(outcome.state, found.proposal.id) ?? found.proposal,
  };
  const view = { ...(await viewOf(bench, now, actor, problem?.message ?? null)), typed: problem && typedIn(req) };
  if (!problem) return sendJson(res, jsonOf(bench, now, view));
  const visit = { ...(await visitOf(bench, req)), url: addressOf(found) };
  await sendPage(bench, res, view, visit, problem.status);
}

function addressOf({ work, proposal }: Found): string {
  return `/${work.id}/proposals/${proposal.id}`;
}

async function viewOf(
  bench: Workbench,
  found: Found,
  actor: Actor | null,
  refused: string | null,
): Promise<ProposalView> {
  const { work, passage, state, proposal } = found;
  const base = baseOf(state, proposal);
  const may = rightsIn(proposal, actor);
  return {
    page: "proposal",
    work,
    passage,
    proposal: may.read ? proposal : veiled(proposal, may.invite),
    base,
    current: currentVersion(state) ?? null,
    stale: isStale(state, proposal),
    notes:
      base && proposal.kind === "revision"
        ? await notesBy(bench.aside, "standingNotes", state.versions, base.number)
        : [],
    draft: may.read ? await livingText(bench, proposal) : null,
    may,
    afterwards:
      (await bench.store.drafts.stepsAfter(await draftOf(bench, proposal.id))) ??
      (await stepsAfterwards(bench.settings)),
    invitable: may.invite ? await invitable(bench, proposal) : [],
    since: may.read || may.invite ? await sinceOfNamesakes(bench, proposal) : {},
    next: proposal.decision && actor && atLeast(actor.role, "reviewer") ? await nextFor(bench, actor) : null,
    refused,
  };
}

/** What the draft says, or said at last if it was given up before it was proposed; null once something was proposed. */
async function livingText(
  bench: Workbench,
  { id: proposal, status, submission }: Proposal,
): Promise<ProposalView["draft"]> {
  const id = await draftOf(bench, proposal);
  const givenUp = status === "withdrawn" && submission === null;
  if (status !== "draft" && !(givenUp && (await bench.store.drafts.isBegun(id)))) return null;
  const { rendering, notes, summary } = await bench.live.read(id);
  return { id, rendering: renderingToJson(rendering), notes, summary };
}

function baseOf(state: PassageState, { base }: Proposal) {
  return base === null ? null : (versionOf(state, base) ?? null);
}

function jsonOf(bench: Workbench, { work, passage }: Found, { proposal, draft, may, invitable }: ProposalView) {
  const address = onHost(bench, `/${work.id}/proposals/${proposal.id}`);
  const told = may.read || may.invite ? { ...proposal, hidden: !may.read } : hiddenOf(proposal);
  return { ...told, work: work.id, passage: passage.id, draft, may, invitable, address };
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
  const found = (await waitingForReview(bench)).find(({ proposal }) => rightsIn(proposal, actor).decide);
  return found ? { work: found.work.id, id: found.proposal.id, locator: found.passage.locator } : "none";
}

async function waitingForReview(bench: Workbench): Promise<ReviewView["proposals"]> {
  const rows: ReviewView["proposals"] = [];
  for (const work of await bench.store.works()) {
    const states = await bench.desk.work(work.id);
    for (const passage of work.passages) {
      const state = states.get(passage.id);
      if (state)
        rows.push(
          ...openOf(state).map((proposal) => ({
            work: headOf(work),
            passage,
            proposal,
            stale: isStale(state, proposal),
          })),
        );
    }
  }
  return rows.sort((a, b) => (a.proposal.submission!.at < b.proposal.submission!.at ? -1 : 1));
}

function openOf(state: PassageState): Proposal[] {
  return state.proposals.filter(({ status }) => status === "open");
}
