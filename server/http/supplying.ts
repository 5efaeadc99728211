/** `/{work}/-/source`: an owner gives a work its source from a whole text, sees how it lies on the passages, and has it recorded. */
import { Router, type Request, type RequestHandler } from "express";
import { z } from "zod";
import type { ChangedSource, LaidSource, SupplyView } from "../../editor/bringing/bringing.ts";
import { address } from "../../editor/links/addresses.ts";
import { Counting } from "../../translations/exchange/brought.ts";
import type { Choices, Question } from "../../translations/exchange/reading.ts";
import { mayDescribe } from "../../translations/ledger/rights.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { over } from "../../translations/text/limits.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import type { Sent } from "../bringing/reading-files.ts";
import { HELD_SOURCE, holdSource, isSourceOf, type HeldSource } from "../bringing/staged-source.ts";
import type { Stage } from "../store/staging.ts";
import { inTurns } from "../store/turns.ts";
import { actingFor, type Acting } from "./acting.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { readNow, stagedOr } from "./bringing-stage.ts";
import { formSent, heldFrom } from "./bringing-forms.ts";
import { CAME_BACK, choicesOf, pasted, textBody, textsBody, textSent } from "./bringing-texts.ts";
import { doing, type Telling } from "./doing.ts";
import { notTaken } from "./heads.ts";
import { notFound, problemOf } from "./problem.ts";
import { writeTo } from "./taking-down.ts";
import { asParagraphs } from "./wordings.ts";
import { onHost, part, show, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/** A text that is pasted. */
export const SourceText = z.object({ source: z.string() });
/** That what was shown is to be recorded: `plan` names what that was, `provenance` says where the words are from and why they come. */
export const RecordSource = z.object({ plan: z.string().max(200), provenance: z.string().default("") });

export function supplyingRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/:work/-/source", async (req, res) => {
    const { work } = await ownerOf(bench, req);
    const view: SupplyView = { page: "supply", work: headOf(work), laid: null, back: null };
    await show(bench, req, res, { view, json: view });
  });
  router.get("/:work/-/source/:staged", async (req, res) => {
    const { work, actor } = await ownerOf(bench, req);
    const laid = await readNow(
      () => stageFor(bench, actor, work, part(req, "staged")),
      (stage) => laidOf(bench, actor, work, stage),
    );
    const view: SupplyView = { page: "supply", work: headOf(work), laid, back: null };
    await show(bench, req, res, { view, json: view });
  });
  // Of nobody who may not give it anything is held.
  const first: RequestHandler = async (req, _res, next) => {
    await ownerOf(bench, req);
    next();
  };
  router.post("/api/works/:work/source", first, textsBody, async (req, res) => {
    const { work, actor } = await ownerOf(bench, req);
    const form = formSent(req);
    if (form) {
      const held = await heldFrom(bench, form, (sent, choices) => takenIn(bench, actor, work, sent, choices));
      if ("id" in held) return res.redirect(303, onHost(bench, address.source(work.id, held.id)));
      const view: SupplyView = { page: "supply", work: headOf(work), laid: null, back: held.back };
      return show(bench, req, res, { view, json: view, status: CAME_BACK });
    }
    const { source } = bodyOf(SourceText, req);
    if (isInvisible(source)) throw notTaken("nothing");
    const { id } = await takenIn(bench, actor, work, pasted(source), {});
    if (wantsJson(req)) res.json({ id, address: onHost(bench, address.source(work.id, id)) });
    else res.redirect(303, onHost(bench, address.source(work.id, id)));
  });
  router.post("/api/works/:work/source/text", first, textBody, async (req, res) => {
    const { work, actor } = await ownerOf(bench, req);
    res.json(await takenIn(bench, actor, work, textSent(req), choicesOf(req)));
  });
  router.post("/api/works/:work/source/:staged", async (req, res) => {
    const { work, actor } = await ownerOf(bench, req);
    const stage = await stageFor(bench, actor, work, part(req, "staged"));
    const { plan, provenance: said } = bodyOf(RecordSource, req);
    const excess = over("reason", said.length);
    if (excess) throw problemOf({ code: "too-large", excess });
    const provenance = isInvisible(said) ? "" : plainly(said);
    const asked = { ...heldBy(actor, work, stage), plan, provenance, by: personOf(actor) };
    const of = { person: actor.id, work: work.id, isShort: isShort(work, stage) };
    await doing(bench, req, res, { ...of, name: "recordSource", asked }, toldOfSource);
  });
  return router;
}

/** What came of a text that was to be recorded as a work's source. */
export const toldOfSource: Telling<"recordSource"> = async (_bench, { work }, came) => {
  if (came && "refusal" in came) throw problemOf(came.refusal);
  const { records, counts, import: imported } = stagedOr(came, "source");
  const json = { work, said: records, source: counts, ...(imported !== null && { import: imported }) };
  return Promise.resolve({ json, to: `${address.workSettings(work)}?done=${records}` });
};

/** @throws Problem 401, 403, 404 */
function ownerOf(bench: Workbench, req: Request): Promise<Acting> {
  return actingFor(bench, req, mayDescribe, "describing");
}

/** @throws Problem 404 if there is none of this work, or it is another's. */
async function stageFor({ staging }: Workbench, { id: person }: Actor, work: Work, id: string): Promise<Stage> {
  const stage = await staging.get(person, id);
  if (!stage || !isSourceOf(work.id, stage)) throw notFound({ why: "staged" });
  return stage;
}

/** What has more bytes or passages, nobody else waits for; to begin a process takes as long as a short one. */
const SHORT = { bytes: 500_000, passages: 2_000 };

function isShort({ passages }: Work, { about }: Stage): boolean {
  return passages.length <= SHORT.passages && (about.texts.a?.pieces ?? 0) <= SHORT.passages;
}

function heldBy({ id: person }: Actor, { id: work }: Work, { id }: Stage): HeldSource {
  return { person, work, id };
}

/** Reads a text and keeps it until it is recorded. */
async function takenIn(
  { staging, exchanging }: Workbench,
  { id: person }: Actor,
  { id: work }: Work,
  { bytes, ...sent }: Sent,
  choices: Choices,
): Promise<{ id: string; questions: Question[] }> {
  const asked = { ...sent, person, work, choices };
  if (bytes.length <= SHORT.bytes) return stagedOr(await holdSource({ staging }, asked, bytes), "source");
  return exchanging.withFile(async (file) => {
    await writeTo(file, bytes);
    return stagedOr(await exchanging.run("holdSource", asked, file), "source");
  });
}

async function laidOf(bench: Workbench, actor: Actor, work: Work, stage: Stage): Promise<LaidSource> {
  const asked = heldBy(actor, work, stage);
  const { exchanging } = bench;
  const found = isShort(work, stage)
    ? await HELD_SOURCE.laySource(bench, asked)
    : await exchanging.withFile((file) => exchanging.run("laySource", asked, file));
  const laid = stagedOr(found, "source");
  const changed: ChangedSource[] = [];
  const others = inTurns();
  for (const { read, ...each } of laid.changed) {
    changed.push({ ...each, read: read && (await comparedIn(bench, work, read)) });
    await others();
  }
  const counting = new Counting();
  counting.addAll(laid.notTaken);
  return { ...laid, id: stage.id, notTaken: counting.counts(), changed };
}

async function comparedIn(
  { aside }: Workbench,
  { terms }: Work,
  { before, words }: { before: string[]; words: string[] },
): Promise<ChangedSource["read"]> {
  const [older, newer] = [asParagraphs({ words: before }), asParagraphs({ words })];
  return older && newer ? { older, newer, found: await aside("compared", older, newer, terms) } : null;
}
