/** `/{work}/proposals/{id}`: a proposal, whatever its state, and what may be done to it. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { ProposalView, ReviewView } from "../../editor/views.ts";
import type { Command } from "../../translations/ledger/decide.ts";
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
import { standingNotes } from "../../translations/notes/carry.ts";
import { parseText, renderingToJson } from "../../translations/text/canonical.ts";
import type { Outcome } from "../desk.ts";
import { sendJson, sendPage, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { notFound, problemOf, type Problem } from "./problem.ts";
import { actorFor, part, type Place, placeFor, show, visitOf, visitorOf, type Workbench } from "./workbench.ts";
import { headOf } from "./works.ts";

const reason = z.string().max(10_000, "at most 10,000 characters").default("");

/** A reviewer's or proposer's word on a proposal. */
export const Reasoned = z.object({ reason });
/** Which version to move a proposal onto. */
export const Rebase = z.object({ base: z.coerce.number().int().positive() });
/** A submission without the live editor: `text` replaces the draft's words. */
export const Submit = z.object({
  text: z.string().max(500_000, "at most 500,000 characters").optional(),
  summary: z.string().max(10_000, "at most 10,000 characters").optional(),
});

/** What a decision route says, from its body. Submitting is apart: it takes the live draft with it. */
const COMMANDS: Record<string, (proposal: string, req: Request) => Command> = {
  accept: (proposal, req) => ({ type: "accept-proposal", proposal, ...bodyOf(Reasoned, req) }),
  decline: (proposal, req) => ({ type: "decline-proposal", proposal, ...bodyOf(Reasoned, req) }),
  return: (proposal, req) => ({ type: "return-proposal", proposal, ...bodyOf(Reasoned, req) }),
  withdraw: (proposal, req) => ({ type: "withdraw-proposal", proposal, ...bodyOf(Reasoned, req) }),
  rebase: (proposal, req) => ({ type: "rebase-proposal", proposal, ...bodyOf(Rebase, req) }),
};

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
    await show(bench, req, res, { view, json: jsonOf(found, view) });
  });
  router.post("/api/proposals/:id/submit", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, part(req, "id"));
    await answer(bench, req, res, actor, found, await submit(bench, found, actor, req));
  });
  router.post("/api/proposals/:id/:verb", async (req, res) => {
    const command = COMMANDS[part(req, "verb")];
    if (!command)
      throw notFound(
        `A proposal can be submitted, accepted, declined, returned, rebased or withdrawn, not “${part(req, "verb")}”.`,
      );
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, part(req, "id"));
    const outcome = await bench.desk.execute(found.stream, command(found.proposal.id, req), actor);
    if (outcome.ok && found.proposal.status === "draft") await bench.live.close(found.proposal.id);
    await answer(bench, req, res, actor, found, outcome);
  });
  return router;
}

const unknown = (id: string): Problem =>
  notFound(`There is no proposal “${id}” here. Proposals are never deleted, so the address may be mistyped.`);

async function findProposal(bench: Workbench, id: string): Promise<Found> {
  const found = await bench.desk.proposal(id);
  if (!found) throw unknown(id);
  return { ...(await placeFor(bench, found.stream.work, found.stream.passage)), proposal: found.proposal };
}

/** Submits what the live draft says: nobody can write between its last word and the ledger's record of it. */
async function submit(bench: Workbench, { proposal, stream }: Found, actor: Actor, req: Request): Promise<Outcome> {
  const body = bodyOf(Submit, req);
  const rights = mayOf(proposal, actor);
  if (proposal.status === "draft" && rights.edit && (body.text !== undefined || body.summary !== undefined)) {
    const rendering = body.text === undefined ? undefined : parseText(body.text);
    await bench.live.write(
      proposal.id,
      { ...(rendering && { rendering }), ...(body.summary !== undefined && { summary: body.summary }) },
      actor.id,
    );
  }
  const { outcome } = await bench.live.settle(proposal.id, async ({ rendering, notes, summary }, authors) => {
    const proposers = await people(bench, authors);
    const command: Command = { type: "submit-proposal", proposal: proposal.id, rendering, notes, summary, proposers };
    const outcome = await bench.desk.execute(stream, command, actor);
    return { closed: outcome.ok, outcome };
  });
  return outcome;
}

async function people({ accounts }: Workbench, ids: string[]): Promise<Person[]> {
  const names = await accounts.names(ids);
  return ids.flatMap((id) => (names.has(id) ? [{ id, name: names.get(id)! }] : []));
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
  const view = await viewOf(bench, now, actor, problem?.message ?? null);
  if (!problem) return sendJson(res, jsonOf(now, view));
  const visit = { ...(await visitOf(bench, req)), url: addressOf(found) };
  sendPage(res, view, visit, bench.assets, problem.status);
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
  return {
    page: "proposal",
    work,
    passage,
    proposal,
    base,
    current: currentVersion(state) ?? null,
    notes: base && proposal.kind === "revision" ? standingNotes(state.versions, base.number) : [],
    draft: proposal.status === "draft" ? await draftOf(bench, proposal.id) : null,
    may: mayOf(proposal, actor),
    refused,
  };
}

async function draftOf({ live }: Workbench, id: string): Promise<ProposalView["draft"]> {
  const { rendering, notes, summary } = await live.read(id);
  return { rendering: renderingToJson(rendering), notes, summary };
}

function baseOf(state: PassageState, { base }: Proposal) {
  return base === null ? null : (versionOf(state, base) ?? null);
}

function jsonOf({ work, passage, proposal }: Found, { draft }: ProposalView) {
  return { ...proposal, work: work.id, passage: passage.id, draft, address: `/${work.id}/proposals/${proposal.id}` };
}

/** What `actor` may do with the proposal now. The ledger decides; this only says which buttons to show. */
export function mayOf(proposal: Proposal | null, actor: Actor | null): ProposalView["may"] {
  if (!proposal || !actor) return { edit: false, decide: false, takeBack: false, withdraw: false };
  const { status, openedBy, submission } = proposal;
  const own = [openedBy, ...(submission?.proposers ?? [])].some(({ id }) => id === actor.id);
  const reviewer = atLeast(actor.role, "reviewer");
  return {
    edit: status === "draft" && atLeast(actor.role, "translator"),
    decide: status === "open" && reviewer && (!own || actor.role === "owner"),
    takeBack: status === "open" && own,
    withdraw: (status === "draft" || status === "open") && (own || actor.role === "owner"),
  };
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
