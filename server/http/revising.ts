/**
 * `/{work}/-/return`: a revised file of a work, whatever it is, is laid on it and shown over the whole work; then what it words
 * otherwise is proposed, or, by an owner, recorded as the next versions.
 */
import { Router, type Request, type RequestHandler, type Response } from "express";
import { z } from "zod";
import type { ReturnView } from "../../editor/bringing/bringing.ts";
import { address } from "../../editor/links/addresses.ts";
import { BECAME } from "../../translations/exchange/difference.ts";
import type { Choices, Question } from "../../translations/exchange/reading.ts";
import { mayRecord } from "../../translations/ledger/rights.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import { translationsOf, type Work } from "../../translations/ledger/work.ts";
import { over } from "../../translations/text/limits.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import type { KeepingRevision } from "../bringing/keeping-revision.ts";
import type { Sent } from "../bringing/reading-files.ts";
import { holdRevision } from "../bringing/staged-revision.ts";
import type { Stage, StagedRevision } from "../store/staging.ts";
import { sendJson, wantsJson } from "./answer.ts";
import { AtOnce } from "./at-once.ts";
import { bodyOf } from "./body.ts";
import { Moved, stagedOr } from "./bringing-stage.ts";
import { formSent, heldFrom } from "./bringing-forms.ts";
import { asked, CAME_BACK, choicesOf, pasted, textBody, textSent } from "./bringing-texts.ts";
import { doing, type Telling } from "./doing.ts";
import { dateIn, notTaken } from "./heads.ts";
import { notFound, problemOf } from "./problem.ts";
import { proposerFor, whySaid, WrongSaid } from "./proposing.ts";
import { finalIn, laidOf } from "./revising-view.ts";
import { writeTo } from "./taking-down.ts";
import { onHost, part, show, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/** A text that is pasted, and which translation it revises. */
export const RevisedText = z.object({ rendering: z.string(), translation: z.string().max(200).default("") });
/** That what was shown is to be kept: as a proposal with one reason, or as versions with their day and where they were published. */
export const KeepRevision = z.object({
  as: z.enum(["proposal", "versions"]).default("proposal"),
  reason: z.string().default(""),
  wrong: WrongSaid,
  date: z.string().max(10).default(""),
  published: z.string().max(2_000).default(""),
});

/** So much is read for one person at once. */
const MOST_OF_ONE = 2;

export function revisingRoutes(bench: Workbench): Router {
  const router = Router();
  const taking = new AtOnce(MOST_OF_ONE);
  const takenIn = (req: Request, sent: Sent, choices: Choices, translation: string) =>
    proposerFor(bench, req).then(({ actor, work }) =>
      taking.for(actor.id, () => taken(bench, actor, work, translationIn(work, translation), sent, choices)),
    );
  router.get("/:work/-/return", async (req, res) => {
    const { work } = await proposerFor(bench, req);
    await shown(bench, req, res, { work, laid: null });
  });
  router.get("/:work/-/return/:staged", async (req, res) => {
    const { work, actor, here } = await proposerFor(bench, req);
    const { stage, revised } = await stageFor(bench, actor, work, part(req, "staged"));
    const only = BECAME.find((each) => each === asked(req, "only")) ?? null;
    const from = /^\d{1,6}$/.test(asked(req, "from")) ? Number(asked(req, "from")) : 0;
    const laid = await laidOf(bench, work, stage, revised, { only, from, mayRecord: mayRecord(here) });
    await shown(bench, req, res, { work, laid });
  });
  // Of nobody who may not propose anything is held.
  const first: RequestHandler = async (req, _res, next) => {
    await proposerFor(bench, req);
    next();
  };
  router.post("/api/works/:work/return/text", first, textBody, async (req, res) => {
    const form = formSent(req);
    if (form) {
      const translation = form.fields.get("translation") ?? "";
      const held = await heldFrom(bench, form, (sent, choices) => takenIn(req, sent, choices, translation));
      if ("id" in held) return res.redirect(303, onHost(bench, address.returning(part(req, "work"), held.id)));
      return shown(bench, req, res, { work: (await proposerFor(bench, req)).work, laid: null, back: held.back });
    }
    if (Buffer.isBuffer(req.body))
      return void res.json(await takenIn(req, textSent(req), choicesOf(req), asked(req, "translation")));
    const { rendering, translation } = bodyOf(RevisedText, req);
    if (isInvisible(rendering)) throw notTaken("nothing");
    const { id } = await takenIn(req, pasted(rendering), {}, translation);
    const to = onHost(bench, address.returning(part(req, "work"), id));
    if (wantsJson(req)) sendJson(res, { id, address: to });
    else res.redirect(303, to);
  });
  router.post("/api/works/:work/return/:staged", async (req, res) => {
    const { work, actor, here } = await proposerFor(bench, req);
    const { stage, revised } = await stageFor(bench, actor, work, part(req, "staged"));
    const { as, reason, wrong, date, published } = bodyOf(KeepRevision, req);
    if (as === "versions" && !mayRecord(here)) throw problemOf({ code: "not-allowed", why: "recording" });
    const on = dateIn(date);
    const excess = over("reason", reason.length);
    if (excess) throw problemOf({ code: "too-large", excess });
    const isFinal = as === "proposal" && finalIn(work, revised) > 0;
    if (isFinal && !wantsJson(req) && (isInvisible(reason) || wrong === undefined)) {
      // The form comes back with the choice that it takes.
      const { status, message: sentence } = problemOf({ code: "reason-required", why: "final" });
      const laid = await laidOf(bench, work, stage, revised, { only: null, from: 0, mayRecord: mayRecord(here) });
      return shown(bench, req, res, { work, laid, refused: { sentence, reason, wrong: wrong ?? "" }, status });
    }
    const why = whySaid(isInvisible(reason) ? "" : plainly(reason), stage.about.texts.a?.name ?? "", wrong);
    const asked: KeepingRevision = {
      ...{ actor, work: work.id, id: stage.id, changed: stage.changed, again: stage.made !== null },
      ...{ as, reason: why.summary, wrong: why.wrong, date: on, day: on ?? new Date().toISOString().slice(0, 10) },
      published: isInvisible(published) ? "" : plainly(published),
    };
    const isShort = revised.parts <= SHORT.parts;
    const errand = { person: actor.id, work: work.id, name: "keepRevision" as const, asked, isShort };
    await doing(bench, req, res, errand, toldOfRevision);
  });
  return router;
}

/** What came of a revised file that was to be kept. */
export const toldOfRevision: Telling<"keepRevision"> = async ({ staging }, { person, work, asked }, kept) => {
  if ("moved" in kept) throw new Moved("revised");
  if ("refusal" in kept) throw problemOf(kept.refusal);
  const { passages, proposals, since } = kept.came;
  const about = (await staging.get(person, asked.id))?.about;
  const already = passages === 0 && (about?.revised?.counts.proposed ?? 0) > 0;
  const left = { ...about?.texts.a?.notTaken, ...(since > 0 && { "passages that were revised since": since }) };
  const versions = asked.as === "versions" ? passages : 0;
  const json = { work, passages, versions, notTaken: left, already, proposals, ...about?.revised?.counts };
  return { json, to: address.returning(work, asked.id) };
};

async function shown(
  bench: Workbench,
  req: Request,
  res: Response,
  {
    work,
    laid,
    back = null,
    refused = null,
    status = CAME_BACK,
  }: Pick<ReturnView, "laid"> & Partial<Pick<ReturnView, "back" | "refused">> & { work: Work; status?: number },
): Promise<void> {
  const translations = translationsOf(work).map(({ id, title }) => ({ id, title }));
  const view: ReturnView = { page: "return", work: headOf(work), translations, laid, back, refused };
  await show(bench, req, res, { view, json: view, ...((back ?? refused) && { status }) });
}

/** The id of the translation that is named, or of the work's own. @throws Problem if it has none of that name */
function translationIn(work: Work, named: string): string {
  const found = translationsOf(work).find(({ id }) => id === (named || work.translation.id));
  if (!found) throw problemOf({ code: "unknown-part", why: "translation", named });
  return found.id;
}

/** @throws Problem 404 if there is none of this work, or it is another's. */
async function stageFor(
  { staging }: Workbench,
  { id: person }: Actor,
  work: Work,
  id: string,
): Promise<{ stage: Stage; revised: StagedRevision }> {
  const stage = await staging.get(person, id);
  if (!stage?.about.revised || stage.about.onto !== work.id) throw notFound({ why: "staged" });
  return { stage, revised: stage.about.revised };
}

/** What has more bytes, passages or parts, nobody else waits for; to begin a process takes as long as a short one. */
const SHORT = { bytes: 100_000, passages: 500, parts: 40 };

/** Reads a file and keeps what it differs in until somebody has decided on it. */
async function taken(
  { store, staging, exchanging }: Workbench,
  actor: Actor,
  { id: work, passages }: Work,
  translation: string,
  { bytes, ...sent }: Sent,
  choices: Choices,
): Promise<{ id: string; questions: Question[] }> {
  const asked = { ...sent, person: actor.id, by: personOf(actor), work, translation, choices };
  if (bytes.length <= SHORT.bytes && passages.length <= SHORT.passages)
    return stagedOr(await holdRevision({ store, staging }, asked, bytes), "revised");
  return exchanging.withFile(async (file) => {
    await writeTo(file, bytes);
    return stagedOr(await exchanging.run("holdRevision", asked, file), "revised");
  });
}
