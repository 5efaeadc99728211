/** `/{work}/proposals/{id}`: a proposal, whatever its state, and what may be done to it. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { address as addresses } from "../../editor/links/addresses.ts";
import type { Command } from "../../translations/decide/decide.ts";
import { writersOf } from "../../translations/ledger/rights.ts";
import { decidedBy, isDecisive, READERS, STEP_READERS } from "../../translations/ledger/events.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { knownAs } from "../../translations/ledger/came.ts";
import type { Proposal } from "../../translations/ledger/state.ts";
import type { Person } from "../../translations/notes/note.ts";
import { over } from "../../translations/text/limits.ts";
import type { Outcome } from "../desk/desk.ts";
import { accepting } from "./accepting.ts";
import { addableIn } from "./adding.ts";
import { sendJson, sendPage, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { typedIn } from "./forms.ts";
import { notFound, problemOf } from "./problem.ts";
import { jsonOf, lookedAs, mayAdd, revisedIn, viewOf, type Found, type Turned } from "./proposal-view.ts";
import { toldLeft } from "./left.ts";
import { memoryOf } from "./memory.ts";
import { networkOf } from "./searching.ts";
import { otherTexts } from "./other-wordings.ts";
import { requestsHere } from "./requests-view.ts";
import { reasonOf } from "./ready-reasons.ts";
import { putsBackNow, Rewording } from "./putting-back.ts";
import { seenHere } from "./discussed.ts";
import { actingIn, proposalSeen } from "./seen.ts";
import { startFrom, Starting } from "./starting.ts";
import { carrySummary, submit } from "./submitting.ts";
import { bringUpToDate } from "./updating.ts";
import { actorFor, onlyWork, visitorOf } from "./visitor.ts";
import { passagesOf, sendProposalInWord } from "./word.ts";
import { absolute, noProposal, onHost, part, placeFor, show, visitOf, workFor, type Workbench } from "./workbench.ts";
import { PassageIds, standingIn, translationRevised } from "./passages.ts";

const reason = z.string().default("");

/** A reviewer's or proposer's word on parts of a proposal: on passages that it revises, or on all that it can be about. */
export const Reasoned = z.object({
  reason,
  /** One of those that are ready for the work; `reason` stands behind it. */
  ready: z.string().max(300).optional(),
  parts: PassageIds.optional(),
  /** Sent by a form whose boxes are to be ticked: without one, no part is meant. */
  ticked: z.literal("yes").optional(),
});
/** Passages of the work that a draft is to revise as well, each from the version that stands now. */
export const Addition = z.object({ passage: PassageIds.optional() });
/** Who reads a draft, and who plays back its steps; what is not said stays. */
export const Reading = z.object({ readers: z.enum(READERS).optional(), steps: z.enum(STEP_READERS).optional() });
/** Until which record of its stream somebody has looked at a proposal, as its page said. */
export const LookedAt = z.object({ through: z.coerce.number().int().min(0).max(1_000_000) });
/** Whom to invite to a draft, or to let go from it: the id of an account. */
export const Guest = z.object({ person: z.string().min(1).max(200) });

/** One command, or several that are given one after another, until one is refused. */
type Making = (
  id: string,
  req: Request,
  bench: Workbench,
  proposal: Proposal,
  work: string,
) => Command | Command[] | Promise<Command | Command[]>;

/** Where boxes are to be ticked and none is, no part is meant: the ledger says so. */
function wordOn(req: Request) {
  const { parts, ticked, ...said } = bodyOf(Reasoned, req);
  return { reason: reasonOf(said), passages: parts ?? (ticked ? [] : undefined) };
}

/** What a route's last word asks of the ledger. Submitting is apart: it takes the live draft with it. */
const COMMANDS: ReadonlyMap<string, Making> = new Map<string, Making>([
  ["withdraw-approval", (proposal, req) => ({ type: "withdraw-approval", proposal, ...wordOn(req) })],
  ["decline", (proposal, req) => ({ type: "decline-proposal", proposal, ...wordOn(req) })],
  ["return", (proposal, req) => ({ type: "return-proposal", proposal, ...wordOn(req) })],
  ["withdraw", (proposal, req) => ({ type: "withdraw-proposal", proposal, ...wordOn(req) })],
  [
    "add",
    async (proposal, req, bench, { parts }, work) => {
      const { passage: passages = [] } = bodyOf(Addition, req);
      // They are added one after another: too many are refused before the first.
      const excess = over("parts", new Set([...parts.map(({ passage }) => passage), ...passages]).size);
      if (excess) throw problemOf({ code: "too-large", excess });
      const first = await placeFor(bench, req, work, parts[0]!.passage);
      const translation = translationRevised(first, parts[0]!.base);
      const standing = await Promise.all(
        passages.map((passage) => standingIn(bench, req, { work, passage }, translation)),
      );
      return standing.map((part): Command => ({ type: "add-part", proposal, ...part }));
    },
  ],
  ["readers", (proposal, req) => ({ type: "choose-readers", proposal, ...bodyOf(Reading, req) })],
  ["invite", async (proposal, req, bench) => ({ type: "invite-person", proposal, person: await guestIn(req, bench) })],
  ["let-go", (proposal, req, _bench, found) => ({ type: "let-person-go", proposal, person: leavingIn(req, found) })],
]);

const NONE_NAMED: Outcome = { ok: false, refusal: { code: "unknown-part", why: "none-named" } };

export function proposalRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/api/proposals/:id", "/:work/proposals/:id"], async (req, res) => {
    const found = await findProposal(bench, req, part(req, "id"), part(req, "work"));
    const visitor = await visitorOf(bench, req);
    const view = {
      ...(await viewOf(bench, found, visitor, turnedAs(req))),
      ...(await requestsHere(bench, found.work, { kind: "proposal", id: found.proposal.id }, visitor)),
    };
    const here = await actingIn(bench, found.work.id, visitor);
    if (here) await seenHere(bench, here, found.work.id, view.threads);
    await show(bench, req, res, { view, json: jsonOf(bench, found, view) });
  });
  router.get(["/api/proposals/:id/docx", "/:work/proposals/:id/docx"], async (req, res) => {
    const found = await findProposal(bench, req, part(req, "id"), part(req, "work"));
    const view = await viewOf(bench, found, await visitorOf(bench, req), {});
    await sendProposalInWord(
      bench,
      res,
      found,
      passagesOf(view, (path) => absolute(bench, req, path)),
    );
  });
  router.get("/api/proposals/:id/addable", async (req, res) => {
    const { work, proposal } = await findProposal(bench, req, part(req, "id"));
    if (!mayAdd(proposal, await actingIn(bench, work.id, await actorFor(bench, req))))
      throw problemOf({ code: "not-allowed", why: "adding-passages" });
    const { passage = proposal.parts[0]!.passage, find = "" } = turnedAs(req);
    const isOver = (): boolean => res.closed;
    sendJson(res, await addableIn(bench, work, proposal, { asked: find, at: passage, isOver }));
  });
  router.get("/api/proposals/:id/puts-back", async (req, res) => {
    const found = await findProposal(bench, req, part(req, "id"));
    const actor = await actingIn(bench, found.work.id, await actorFor(bench, req));
    sendJson(res, { putsBack: await putsBackNow(bench, found, { part: turnedAs(req).passage }, actor) });
  });
  router.post("/api/proposals/:id/puts-back", async (req, res) => {
    const visitor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const actor = await actingIn(bench, found.work.id, visitor);
    sendJson(res, { putsBack: await putsBackNow(bench, found, bodyOf(Rewording, req), actor) });
  });
  router.get("/api/proposals/:id/base", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const view = await viewOf(bench, found, actor, turnedAs(req));
    if (!view.may.read) throw problemOf({ code: "not-invited", began: null });
    sendJson(res, revisedIn(view));
  });
  router.get("/api/proposals/:id/wordings", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const { passage = found.proposal.parts[0]!.passage } = turnedAs(req);
    sendJson(res, await otherTexts(bench, found, passage, await actingIn(bench, found.work.id, actor)));
  });
  router.get("/api/proposals/:id/memory", async (req, res) => {
    const visitor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const { passage = found.proposal.parts[0]!.passage } = turnedAs(req);
    const actor = await actingIn(bench, found.work.id, visitor);
    sendJson(
      res,
      await memoryOf(bench, found, passage, { visitor, actor, from: networkOf(req), only: await onlyWork(bench, req) }),
    );
  });
  const submitting = (atOnce: boolean) => async (req: Request, res: Response) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const acting = await actingIn(bench, found.work.id, actor);
    const outcome = await submit(bench, found, acting ?? actor, req, atOnce);
    if (outcome.ok) for (const event of outcome.events) if (isDecisive(event)) await closeDrafts(bench, event);
    if (outcome.ok) await carrySummary(bench, found.proposal);
    await answer(bench, req, res, actor, found, outcome);
  };
  router.post("/api/proposals/:id/submit", submitting(false));
  router.post("/api/proposals/:id/accept-at-once", submitting(true));
  router.post("/api/proposals/:id/rebase", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const acting = await actingIn(bench, found.work.id, actor);
    const { outcome, turned } = await bringUpToDate(bench, found, acting ?? actor, req);
    await answer(bench, req, res, actor, found, outcome, turned);
  });
  router.post("/api/proposals/:id/accept", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const acting = await actingIn(bench, found.work.id, actor);
    const outcome = await acceptedBy(bench, req, found, acting ?? actor);
    if (outcome.ok) for (const event of outcome.events) if (isDecisive(event)) await closeDrafts(bench, event);
    if (outcome.ok) await carrySummary(bench, found.proposal);
    await answer(bench, req, res, actor, found, outcome);
  });
  router.post("/api/proposals/:id/looked", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    await bench.accounts.lookThrough(actor.id, lookedAs(found.proposal.id), bodyOf(LookedAt, req).through);
    await answer(bench, req, res, actor, found, { ok: true, events: [] });
  });
  router.post("/api/proposals/:id/start", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const acting = await actingIn(bench, found.work.id, actor);
    bodyOf(Starting, req);
    const { outcome, id } = await startFrom(bench, found, acting ?? actor);
    if (!outcome.ok) return answer(bench, req, res, actor, found, outcome);
    const address = addresses.proposal(found.work.id, id);
    if (!wantsJson(req)) return res.redirect(303, address);
    res.status(outcome.events.length > 0 ? 201 : 200).location(address);
    res.json({ id, work: found.work.id, startedFrom: found.proposal.id, address: onHost(bench, address) });
  });
  router.post("/api/proposals/:id/:verb", async (req, res) => {
    const command = COMMANDS.get(part(req, "verb"));
    if (!command) throw notFound({ why: "verb", verb: part(req, "verb") });
    const actor = await actorFor(bench, req);
    const found = await findProposal(bench, req, part(req, "id"));
    const { work, proposal } = found;
    const asked = [await command(proposal.id, req, bench, proposal, work.id)].flat();
    let outcome = NONE_NAMED;
    for (const each of asked) {
      outcome = await bench.desk.execute({ work: work.id }, each, actor);
      if (!outcome.ok) break;
      for (const event of outcome.events) if (isDecisive(event)) await closeDrafts(bench, event);
    }
    if (outcome.ok) await carrySummary(bench, proposal);
    const [first] = asked;
    const turned = first?.type === "add-part" ? first.passage : undefined;
    await answer(bench, req, res, actor, found, outcome, turned);
  });
  return router;
}

/** What came of accepting; a refusal of what was sent stands on the proposal's page, with what was typed. */
async function acceptedBy(bench: Workbench, req: Request, found: Found, actor: Actor): Promise<Outcome> {
  const command = await accepting(bench, req, found, actor);
  if ("refusal" in command) return { ok: false, refusal: command.refusal };
  return bench.desk.execute({ work: found.work.id }, command, actor);
}

/** Closes the drafts of what was decided. */
async function closeDrafts({ store, live }: Workbench, event: Parameters<typeof decidedBy>[0]): Promise<void> {
  for (const passage of decidedBy(event))
    for (const draft of await store.drafts.of(event.proposal, passage)) await live.close(draft);
}

/** The part that a page is to be turned to (`?part=`), and what passage is looked for (`?find=`). */
function turnedAs({ query }: Request): Turned {
  const asked = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === "string" ? value : undefined;
  };
  return { passage: asked("part"), find: asked("find") };
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

/** @param work of which it has to be; "": whichever. */
async function findProposal(bench: Workbench, req: Request, id: string, work = ""): Promise<Found> {
  const found = await proposalSeen(bench, req, id);
  if (!found || (work !== "" && work !== found.work)) throw noProposal(id);
  return { work: await workFor(bench, req, found.work), proposal: found.proposal };
}

async function answer(
  bench: Workbench,
  req: Request,
  res: Response,
  actor: Actor,
  found: Found,
  came: Outcome,
  turned?: string,
): Promise<void> {
  const outcome = await toldLeft(bench, found, came);
  const locatorOf = (id: string): string => found.work.passages.find((passage) => passage.id === id)?.locator ?? id;
  const problem = outcome.ok ? null : problemOf(outcome.refusal, locatorOf);
  if (problem && wantsJson(req)) throw problem;
  if (outcome.ok && !wantsJson(req))
    return res.redirect(
      303,
      turned === undefined ? addressOf(found) : addresses.part(found.work.id, found.proposal.id, turned),
    );
  const now: Found = { ...found, proposal: (await bench.desk.proposal(found.proposal.id))?.proposal ?? found.proposal };
  const seen = await viewOf(bench, now, actor, { passage: outcome.ok ? turned : outcome.refusal.passage });
  const view = {
    ...seen,
    refused: problem?.message ?? null,
    typed: problem && typedIn(req),
    untold: untoldIn(outcome, req),
  };
  if (!problem) return sendJson(res, jsonOf(bench, now, view));
  const visit = { ...(await visitOf(bench, req)), url: addressOf(found) };
  await sendPage(bench, res, view, visit, problem.status);
}

/** What the form that was refused is to say is known when it is sent again: what was told before, and what is told now. */
function untoldIn(outcome: Outcome, { body }: Request): string[] {
  if (outcome.ok || outcome.refusal.code !== "stale-base" || outcome.refusal.why !== "proposing") return [];
  const { knows = [] } = (body ?? {}) as { knows?: string | string[] };
  return [...new Set([...[knows].flat(), ...outcome.refusal.came.map(knownAs)])];
}

function addressOf({ work, proposal }: Found): string {
  return `/${work.id}/proposals/${proposal.id}`;
}
