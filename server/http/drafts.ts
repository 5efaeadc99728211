/**
 * How a draft came to be, step by step, for everybody who may read it: `/{work}/proposals/{id}/history` as a page,
 * `/api/proposals/{id}/history` for programs. And a step's words restored, which is a new edit in the living draft.
 */
import { Router, type Request } from "express";
import { z } from "zod";
import {
  AGAINST,
  neededFor,
  readSteps,
  somebody,
  somebodyGone,
  stepsDropped,
  type LoggedStep,
  type Shown,
  type DraftHistoryView,
} from "../../editor/playback/playback.ts";
import { address } from "../../editor/links/addresses.ts";
import type { StepsAfterwards } from "../../translations/ledger/events.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import { hereIn, versionOf, type ProposalHere } from "../../translations/ledger/state.ts";
import type { Person } from "../../translations/notes/note.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { Playback, type Step } from "../sync/sync.ts";
import { sendJson, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { notFound, Problem } from "./problem.ts";
import { actingIn, proposalSeen } from "./seen.ts";
import { actorFor, visitorOf } from "./visitor.ts";
import { draftOf, noProposal, part, placeFor, show, type Place, type Workbench } from "./workbench.ts";
import { termsOn } from "./terms.ts";
import { headOf } from "./head.ts";

/** Which step is to be restored: `to`, its last moment, tells whether its number still means the same step. */
export const Restore = z.object({ to: z.string().max(40).optional() });

/** A proposal with its passage and its draft. */
type Found = Place & { proposal: ProposalHere; draft: string };

export function draftRoutes(bench: Workbench): Router {
  const router = Router();
  const playback = new Playback(bench.store.drafts);
  router.get("/api/proposals/:id/history", async (req, res) => {
    const { proposal, draft } = await findSteps(bench, req);
    const afterwards = await bench.store.drafts.stepsAfter(draft);
    sendJson(res, {
      proposal: proposal.id,
      steps: await logOf(bench, playback, draft),
      ...(afterwards && { afterwards }),
    });
  });
  // The page's address fits the one above as well: it comes after.
  router.get("/:work/proposals/:id/history", async (req, res) => {
    const found = await findSteps(bench, req, part(req, "work"));
    const log = await logOf(bench, playback, found.draft);
    const actor = await actingIn(bench, found.work.id, await visitorOf(bench, req));
    const afterwards = await bench.store.drafts.stepsAfter(found.draft);
    const json = { proposal: found.proposal.id, steps: log, ...(afterwards && { afterwards }) };
    if (wantsJson(req)) return sendJson(res, json);
    if (afterwards === "dropped" && req.query["step"] !== undefined)
      throw new Problem(404, { code: "not-found", why: "steps-dropped" }, stepsDropped());
    const view = await viewOf(
      playback,
      found,
      log,
      askedOf(req, log, address.history(found.work.id, found.proposal.id)),
    );
    await show(bench, req, res, {
      view: { ...view, afterwards, mayRestore: rightsIn(found.proposal, actor).edit },
      json,
    });
  });
  router.get("/api/proposals/:id/history/:step", async (req, res) => {
    const found = await findSteps(bench, req);
    const { proposal } = found;
    const afterwards = await bench.store.drafts.stepsAfter(found.draft);
    if (afterwards === "dropped") throw new Problem(404, { code: "not-found", why: "steps-dropped" }, stepsDropped());
    const { step, rendering } = await playedStep(playback, found, part(req, "step"));
    const [told] = await toldOf(bench, [step], afterwards);
    sendJson(res, { proposal: proposal.id, ...told, rendering: renderingToJson(rendering) });
  });
  router.post("/api/proposals/:id/history/:step/restore", async (req, res) => {
    const actor = await actorFor(bench, req);
    const found = await findDraft(bench, part(req, "id"), req);
    const { work, proposal, draft } = found;
    mayRestore(proposal, rightsIn(proposal, await actingIn(bench, work.id, actor)).edit);
    const { to } = bodyOf(Restore, req);
    const { step, rendering } = await playedStep(playback, found, part(req, "step"));
    if (to !== undefined && to !== (instant(step.to) ?? ""))
      throw new Problem(409, { code: "step-moved", why: "gathered", step: step.number });
    await bench.live.write(draft, { rendering }, actor.id);
    if (!wantsJson(req)) return res.redirect(303, address.history(work.id, proposal.id));
    sendJson(res, { proposal: proposal.id, restored: step.number });
  });
  return router;
}

/** The draft of the part that `?part=` names, else of the first. @throws Problem 404 */
async function findDraft(bench: Workbench, id: string, req: Request): Promise<Found> {
  const found = await proposalSeen(bench, req, id);
  const asked = req.query["part"];
  const passage = typeof asked === "string" ? asked : found?.proposal.parts[0]?.passage;
  const proposal = found && passage !== undefined ? hereIn(found.proposal, passage) : null;
  if (!found || !proposal) throw noProposal(id);
  const place = await placeFor(bench, req, found.work, proposal.passage);
  return { ...place, proposal, draft: await draftOf(bench, proposal) };
}

/**
 * The proposal whose steps are asked for, in `work` if its address names one.
 * @throws Problem 404; 401 or 403 for those who may not play them back.
 */
async function findSteps(bench: Workbench, req: Request, work?: string): Promise<Found> {
  const found = await findDraft(bench, part(req, "id"), req);
  if (work !== undefined && work !== found.work.id) throw noProposal(part(req, "id"));
  const visitor = await actingIn(bench, found.work.id, await visitorOf(bench, req));
  if (rightsIn(found.proposal, visitor).playBack) return found;
  throw visitor
    ? new Problem(403, { code: "not-allowed", why: "playing-back" })
    : new Problem(401, { code: "sign-in-first", why: "playing-back" });
}

/** @throws Problem 409 once the draft is closed, 403 for those who may not write in it. */
function mayRestore({ status }: ProposalHere, edit: boolean): void {
  if (status !== "draft") throw new Problem(409, { code: "not-a-draft", why: "closed" });
  if (!edit) throw new Problem(403, { code: "not-allowed", why: "restoring" });
}

/** @throws Problem 404, 503 */
async function playedStep(playback: Playback, { proposal: { id }, draft }: Found, digits: string) {
  const played = STEP.test(digits) ? await playback.at(draft, Number(digits)) : null;
  if (played) return played;
  throw notFound({ why: "step", step: digits, proposal: id });
}

const STEP = /^[1-9]\d{0,4}$/;

async function logOf(bench: Workbench, playback: Playback, draft: string): Promise<LoggedStep[]> {
  const afterwards = await bench.store.drafts.stepsAfter(draft);
  if (afterwards === "dropped") return [];
  return toldOf(bench, await playback.steps(draft), afterwards);
}

/** Steps as they are told of, everywhere alike: with their people, unless these were not kept. */
async function toldOf(
  bench: Workbench,
  steps: readonly Step[],
  afterwards: StepsAfterwards | null,
): Promise<LoggedStep[]> {
  if (afterwards === "anonymous")
    return steps.map((step) => ({ ...stepJson(step, new Map()), by: [{ name: somebody() }] }));
  const names = await bench.accounts.names([...new Set(steps.flatMap(({ by }) => by))]);
  return steps.map((step) => stepJson(step, names));
}

/** What a page's address asks for; without a step, the last. @throws Problem 404 naming the steps there are. */
function askedOf({ query }: Request, log: readonly LoggedStep[], path: string): Shown {
  const level = query["level"] === "every" ? "every" : "gathered";
  const against = AGAINST.find((each) => each === query["against"]) ?? "before";
  const most = readSteps(log, level).length;
  const asked = query["step"];
  if (asked === undefined) return { at: most, level, against };
  const at = typeof asked === "string" && STEP.test(asked) ? Number(asked) : 0;
  if (at >= 1 && at <= most) return { at, level, against };
  throw notFound({ why: "steps", steps: most, path });
}

/** The view for `shown`, for somebody who may only read. */
async function viewOf(playback: Playback, found: Found, log: LoggedStep[], shown: Shown): Promise<DraftHistoryView> {
  const { work, passage, state, proposal, draft } = found;
  const base = proposal.kind === "revision" && proposal.base !== null ? versionOf(state, proposal.base) : null;
  const renderings: DraftHistoryView["renderings"] = {};
  for (const step of neededFor(readSteps(log, shown.level)[shown.at - 1], log.length, shown)) {
    const played = await playback.at(draft, step);
    if (played) renderings[step] = renderingToJson(played.rendering);
  }
  return {
    page: "draft-history",
    work: headOf(work),
    terms: termsOn(work, passage, [base?.words, ...Object.values(renderings).map((rendering) => ({ rendering }))]),
    passage,
    proposal,
    base: base ?? null,
    log,
    shown,
    renderings,
    afterwards: null,
    mayRestore: false,
  };
}

function stepJson({ number, from, to, by }: Step, names: ReadonlyMap<string, string>): LoggedStep {
  const people = by.map((id): Person => ({ id, name: names.get(id) ?? somebodyGone() }));
  return { step: number, from: instant(from), to: instant(to), by: people };
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
