/** `/{work}/-/source`: an owner gives a work its source from a whole text, sees how it lies on the passages, and has it recorded. */
import { Router, type Request, type RequestHandler } from "express";
import { z } from "zod";
import type { ChangedSource, LaidSource, SuppliedSource, SupplyView } from "../../editor/bringing/bringing.ts";
import { address } from "../../editor/links/addresses.ts";
import { NO_MENDS } from "../../translations/align/align.ts";
import { Counting } from "../../translations/exchange/brought.ts";
import type { Choices, Question } from "../../translations/exchange/reading.ts";
import { supplyCounts, type Supplied, type Supply } from "../../translations/exchange/supplied.ts";
import { mayDescribe } from "../../translations/ledger/rights.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import type { Sent } from "../bringing/reading-files.ts";
import { supplyOn, supplyTo } from "../bringing/supplying.ts";
import { newId } from "../store/ids.ts";
import { later, type Stage } from "../store/staging.ts";
import { actingFor, type Acting } from "./acting.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { blocksOf, isSourceOf, Moved, readNow, takenOr } from "./bringing-stage.ts";
import { formSent, takenFrom } from "./bringing-forms.ts";
import { CAME_BACK, choicesOf, pasted, textBody, textRead, textsBody, textSent } from "./bringing-texts.ts";
import { notTaken, refused } from "./heads.ts";
import { notFound, problemOf } from "./problem.ts";
import { asParagraphs } from "./wordings.ts";
import { onHost, part, show, type Workbench } from "./workbench.ts";
import { headOf } from "./works.ts";

/** A text that is pasted. */
export const SourceText = z.object({ source: z.string() });
/** That what was shown is to be recorded: `plan` names what that was, `provenance` says where the words are from and why they come. */
export const RecordSource = z.object({ plan: z.string().max(200), provenance: z.string().default("") });

/** So many of each kind are shown. */
const AT_ONCE = 100;
/** So many letters of each. */
const LETTERS = 240;

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
      (stage) => laidOf(bench, work, stage),
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
      let id = "";
      const back = await takenFrom(form, async (_side, sent, choices) => {
        const taken = await takenIn(bench, actor, work, sent, choices);
        ({ id } = taken);
        return taken.questions;
      });
      if (!back) return res.redirect(303, onHost(bench, address.source(work.id, id)));
      if (id !== "") await bench.staging.discard(id);
      const view: SupplyView = { page: "supply", work: headOf(work), laid: null, back };
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
    const supply = await suppliedBy(bench, work, stage);
    if (digestOfJson(supply) !== plan) throw new Moved("source");
    const provenance = isInvisible(said) ? (stage.about.texts.a?.name ?? "") : plainly(said);
    const text = stage.about.texts.a;
    const of = { digest: text?.digest ?? plan, file: text?.name ?? "", by: personOf(actor) };
    const came = await supplyTo(bench.store, work.id, { supply, provenance, reason: provenance }, of);
    if ("refusal" in came) throw problemOf(came.refusal);
    await bench.staging.discard(stage.id);
    if (wantsJson(req))
      res.json({
        ...{ work: work.id, said: came.records, source: supplyCounts(supply) },
        ...(came.import !== null && { import: came.import }),
      });
    else res.redirect(303, onHost(bench, `${address.workSettings(work.id)}?done=${came.records}`));
  });
  return router;
}

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

/** Reads a text and keeps it until it is recorded, in the place of what the same person gave the same work before. */
async function takenIn(
  { staging }: Workbench,
  { id: person }: Actor,
  { id: onto }: Work,
  sent: Sent,
  choices: Choices,
): Promise<{ id: string; questions: Question[] }> {
  const { blocks, questions, table, ...own } = await textRead(sent, choices);
  if (table) throw refused(own.name, { fault: { code: "a-table" }, line: null });
  for (const stage of await staging.of(person)) if (isSourceOf(onto, stage)) await staging.discard(stage.id);
  const id = newId();
  await staging.begin(person, id, new Date().toISOString());
  const begun = await staging.get(person, id);
  if (!begun) throw new Moved("source");
  const about = { texts: { a: own, b: null }, fields: {}, onto };
  const stage = { ...begun, about, found: [], pairs: [], mends: NO_MENDS };
  if (!(await staging.save(stage, later(begun.changed), { a: blocks }))) throw new Moved("source");
  return { id, questions };
}

async function suppliedBy(bench: Workbench, work: Work, stage: Stage): Promise<Supply> {
  const blocks = await blocksOf(bench, stage, "a");
  return takenOr(stage.about.texts.a?.name ?? "", supplyOn(bench.reading, work, blocks));
}

async function laidOf(bench: Workbench, work: Work, stage: Stage): Promise<LaidSource> {
  const supply = await suppliedBy(bench, work, stage);
  const of = (what: Supplied["what"]) => supply.passages.filter((each) => each.what === what).slice(0, AT_ONCE);
  const changed: ChangedSource[] = [];
  for (const each of of("changed")) {
    const [older, newer] = [asParagraphs({ words: each.before }), asParagraphs({ words: each.words })];
    const read =
      older && newer ? { older, newer, found: await bench.aside("compared", older, newer, work.terms) } : null;
    changed.push({ ...shown(each), read });
  }
  const counting = new Counting();
  counting.addAll(stage.about.texts.a?.notTaken ?? {});
  return {
    ...{ id: stage.id, plan: digestOfJson(supply), name: stage.about.texts.a?.name ?? "" },
    ...{ counts: supplyCounts(supply), notTaken: counting.counts() },
    ...{ given: of("given").map(shown), changed, added: of("new").map(shown) },
    without: supply.without.slice(0, AT_ONCE),
  };
}

function shown({ passage, locator, words, doubtful }: Supplied): SuppliedSource {
  const text = words.join(" ");
  return { passage, locator, words: text.length > LETTERS ? `${text.slice(0, LETTERS)}…` : text, doubtful };
}
