/** `/works/new`: a text and its source are laid beside each other, mended, and made a work once somebody says so. */
import { write } from "node:fs";
import { promisify } from "node:util";
import express, { Router, type Request, type Response } from "express";
import { z } from "zod";
import { FIELDS, type FieldName, type PairRow, type StagedView } from "../../editor/bringing/bringing.ts";
import { address } from "../../editor/links/addresses.ts";
import {
  countsOf,
  goneBack,
  held,
  isUnsure,
  mended,
  MOST_MENDS,
  NO_MENDS,
  withMend,
  type Mend,
  type Pair,
  type Side,
} from "../../translations/align/align.ts";
import { Counting, NotTaken } from "../../translations/exchange/brought.ts";
import { idOfKey } from "../../translations/exchange/keys.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import { FOOTNOTES, TRACKED, type Choices, type Question } from "../../translations/exchange/reading.ts";
import { BLOCK, wordsOf } from "../../translations/exchange/staged.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import { isWorkId } from "../../translations/ledger/work.ts";
import { plainly, isInvisible } from "../../translations/text/well-formed.ts";
import { digestOf } from "../../translations/text/digest.ts";
import { hasBroughtIn } from "../bringing/bringing.ts";
import { pairsOfStaged, readStaged } from "../bringing/reading-files.ts";
import { newId } from "../store/ids.ts";
import type { Sides, Stage, StagedText } from "../store/staging.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { bringerFor } from "./bringing-rights.ts";
import { Create, headOf, idTaken, notTaken, refused, type Filled } from "./heads.ts";
import { notFound, Problem } from "./problem.ts";
import { onHost, part, show, type Workbench } from "./workbench.ts";

/** Texts that are pasted; either may be left out. */
export const Texts = z.object({ source: z.string().default(""), rendering: z.string().default("") });
/** What is chosen for a file. */
const Chosen = z.object({
  encoding: z.string().max(40).optional(),
  footnotes: z.enum(FOOTNOTES).optional(),
  tracked: z.enum(TRACKED).optional(),
});
/** A step: `do` is what, and at which pair; `after` names the state it is taken from. */
export const Step = z.object({
  do: z.string().regex(/^(?:undo|redo|(?:settle|join|apart|split|shift-a|shift-b) \d{1,6})$/),
  after: z.string().max(100),
  only: z.enum(["yes", "no"]).default("no"),
});
/** So many pairs a page. */
const AT_ONCE = 60;
/** So many texts somebody may have begun at once. */
const MOST_BEGUN = 20;
const BOTH = ["/works/new/:staged", "/api/works/new/:staged"];
const under = (act: string): string[] => BOTH.map((path) => `${path}/${act}`);

export function bringingRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/works/new", "/api/works/new"], async (req, res) => {
    const actor = await bringerFor(bench, req);
    const begun = (await bench.staging.of(actor.id)).map(({ id, changed, about }) => ({
      ...{ id, changed, title: about.fields["title"] ?? "" },
    }));
    await show(bench, req, res, { view: { page: "bringing", begun }, json: { begun } });
  });
  router.post(["/works/new", "/api/works/new"], async (req, res) => {
    const actor = await bringerFor(bench, req);
    const { source, rendering } = bodyOf(Texts, req);
    if (!wantsJson(req) && isInvisible(source) && isInvisible(rendering)) throw notTaken("nothing");
    const id = await begun(bench, actor);
    try {
      for (const [side, text] of [
        ["a", source],
        ["b", rendering],
      ] as const)
        // prettier-ignore
        if (!isInvisible(text)) await takeIn(bench, actor, id, side, { name: "", bytes: Buffer.from(text) }, {});
    } catch (error) {
      await bench.staging.discard(id);
      throw error;
    }
    await answered(bench, req, res, await stageFor(bench, actor, id));
  });
  router.post(
    under("texts/:side"),
    // Of nobody who may not bring a text in anything is held.
    async (req, _res, next) => {
      await begunFor(bench, await bringerFor(bench, req), part(req, "staged"));
      next();
    },
    express.raw({ type: "application/octet-stream", limit: FILE_LIMITS.bytes }),
    async (req, res) => {
      const actor = await bringerFor(bench, req);
      const { id } = await begunFor(bench, actor, part(req, "staged"));
      const side = part(req, "side");
      if (side !== "a" && side !== "b") throw notFound({ why: "address" });
      if (!Buffer.isBuffer(req.body) || req.body.length === 0) throw notTaken("nothing");
      const file = { name: plainly(asked(req, "name")).slice(0, 200), bytes: req.body };
      const questions = await takeIn(bench, actor, id, side, file, choicesOf(req));
      res.json({ id, questions });
    },
  );
  router.get(BOTH, async (req, res) => {
    const stage = await stageFor(bench, await bringerFor(bench, req), part(req, "staged"));
    if (stage.made !== null && !wantsJson(req)) res.redirect(302, onHost(bench, address.work(stage.made)));
    else await showStage(bench, req, res, stage, null);
  });
  router.post(under("mend"), async (req, res) => {
    const actor = await bringerFor(bench, req);
    const stage = await begunFor(bench, actor, part(req, "staged"));
    const step = bodyOf(Step, req);
    if (step.after !== stage.changed) throw moved();
    const { stage: next, at } = await taken(bench, stage, step.do);
    await saved(bench, next);
    await answered(bench, req, res, await stageFor(bench, actor, stage.id), at, step.only === "yes");
  });
  router.post(under("discard"), async (req, res) => {
    const { id } = await stageFor(bench, await bringerFor(bench, req), part(req, "staged"));
    await bench.staging.discard(id);
    if (wantsJson(req)) res.json({ id });
    else res.redirect(303, onHost(bench, address.bringing()));
  });
  router.post(under("create"), async (req, res) => {
    const actor = await bringerFor(bench, req);
    const fields = bodyOf(Create, req);
    const stage = await described(bench, actor, part(req, "staged"), fields);
    try {
      const work = await created(bench, actor, stage, fields);
      if (wantsJson(req)) res.json({ work });
      else res.redirect(303, onHost(bench, address.work(work)));
    } catch (error) {
      if (!(error instanceof Problem) || wantsJson(req)) throw error;
      await showStage(bench, req, res, await stageFor(bench, actor, stage.id), error);
    }
  });
  return router;
}

/** @throws Problem 404 if there is none, or it is another's. */
async function stageFor({ staging }: Workbench, { id: person }: Actor, id: string): Promise<Stage> {
  const stage = await staging.get(person, id);
  if (!stage) throw notFound({ why: "staged" });
  return stage;
}

/** The same, as long as no work was made of it. @throws Problem 404, 409 */
async function begunFor(bench: Workbench, actor: Actor, id: string): Promise<Stage> {
  const stage = await stageFor(bench, actor, id);
  if (stage.made !== null) throw new Problem(409, { code: "already-exists", why: "made", work: stage.made });
  return stage;
}

/** Both texts, as this state of the stage lays them. @throws Problem 409 if it was changed meanwhile */
async function sidesOf({ staging }: Workbench, { id: person }: Actor, { id, changed }: Stage): Promise<Sides> {
  const sides = { a: await staging.blocks(id, "a"), b: await staging.blocks(id, "b") };
  if ((await staging.get(person, id))?.changed !== changed) throw moved();
  return sides;
}

async function begun({ staging }: Workbench, { id: person }: Actor): Promise<string> {
  if ((await staging.of(person)).length >= MOST_BEGUN)
    throw new Problem(409, { code: "not-as-things-stand", why: "many-begun", most: MOST_BEGUN });
  const id = newId();
  await staging.begin(person, id, new Date().toISOString());
  return id;
}

async function saved({ staging }: Workbench, stage: Stage, sides: Partial<Sides> = {}): Promise<void> {
  if (!(await staging.save(stage, later(stage.changed), sides))) throw moved();
}

/** Now, and after it was changed last: two steps in one millisecond are told apart. */
function later(changed: string): string {
  return new Date(Math.max(Date.now(), Date.parse(changed) + 1)).toISOString();
}

function moved(): Problem {
  return new Problem(409, { code: "not-as-things-stand", why: "staged-moved" });
}

/** What is made of a file. @throws Problem 422 if it can't be taken in */
function takenOr<Made>(name: string, making: Promise<Made>): Promise<Made> {
  return making.catch((error: unknown) => {
    throw error instanceof NotTaken ? refused(name, error) : error;
  });
}

/** What was chosen for a file. @throws Problem 422 if there is no such choice */
function choicesOf(req: Request): Choices {
  const chosen = ["encoding", "footnotes", "tracked"].flatMap((name) => {
    const value = asked(req, name);
    return value === "" ? [] : [[name, value]];
  });
  const choices = Chosen.safeParse(Object.fromEntries(chosen));
  if (!choices.success) throw notTaken("choice");
  return choices.data as Choices;
}

/**
 * Reads a file, puts it on its side, and lays both beside each other anew.
 * @returns what the file leaves open, and was decided as is usual.
 */
async function takeIn(
  bench: Workbench,
  actor: Actor,
  id: string,
  side: Side,
  { name, bytes }: { name: string; bytes: Uint8Array },
  choices: Choices,
): Promise<Question[]> {
  const { blocks, questions, ...read } = await takenOr(name, readStaged(name, bytes, choices));
  const stage = await begunFor(bench, actor, id);
  const sides: Sides = { ...(await sidesOf(bench, actor, stage)), [side]: blocks };
  const own: StagedText = { name, digest: digestOf(bytes), ...read };
  const found = await takenOr(name, pairsOfStaged(sides.a, sides.b));
  const { fields } = stage.about;
  const title = fields["title"] || (side === "b" ? read.heading : "");
  const about = { texts: { ...stage.about.texts, [side]: own }, fields: { ...fields, title } };
  await saved(bench, { ...stage, about, found, pairs: found, mends: NO_MENDS }, { [side]: blocks });
  return questions;
}

/** The stage after a step, and the pair that is to be looked at then. @throws Problem 409 if it can't be taken */
async function taken({ aside }: Workbench, stage: Stage, what: string): Promise<{ stage: Stage; at: number }> {
  const [act = "", number = "0"] = what.split(" ");
  if (act === "undo" || act === "redo") {
    const mends = goneBack(stage.mends, act);
    if (!mends) throw moved();
    const at = stage.mends.steps[Math.min(stage.mends.done, mends.done)]?.pair ?? 0;
    return { stage: { ...stage, mends, pairs: await aside("mendedBy", stage.found, held(mends)) }, at };
  }
  const mend = mendIn(act, Number(number), stage.pairs);
  const pairs = mend && mended(stage.pairs, mend);
  if (!mend || !pairs || stage.mends.done >= MOST_MENDS) throw moved();
  return { stage: { ...stage, pairs, mends: withMend(stage.mends, mend) }, at: mend.pair };
}

function mendIn(act: string, pair: number, pairs: readonly Pair[]): Mend | null {
  const here = pairs[pair];
  if (!here) return null;
  if (act === "shift-a" || act === "shift-b") return { act: "shift", pair, side: act === "shift-a" ? "a" : "b" };
  if (act === "settle" || act === "join" || act === "apart") return { act, pair };
  // The first of either side, and the rest.
  return { act: "split", pair, a: Math.min(1, here.toA - here.fromA), b: Math.min(1, here.toB - here.fromB) };
}

function asked({ query }: Request, name: string): string {
  const value = query[name];
  return typeof value === "string" ? value : "";
}

/** After a change: the state as JSON, or on to the page of it. */
async function answered(
  bench: Workbench,
  req: Request,
  res: Response,
  stage: Stage,
  at: number | null = null,
  only = false,
): Promise<void> {
  const page = pageStart(at ?? 0);
  if (wantsJson(req)) return void res.json(await viewOf(bench, stage, { from: page, only }, null));
  const from = only ? 0 : page;
  const place = at === null ? "" : `#pair-${Math.min(at, stage.pairs.length - 1)}`;
  res.redirect(303, onHost(bench, address.staged(stage.id, from, only) + place));
}

function pageStart(pair: number): number {
  return Math.floor(pair / AT_ONCE) * AT_ONCE;
}

async function showStage(
  bench: Workbench,
  req: Request,
  res: Response,
  stage: Stage,
  refused: Problem | null,
): Promise<void> {
  const asks = { from: Number.parseInt(asked(req, "from"), 10) || 0, only: asked(req, "only") === "yes" };
  const view = await viewOf(bench, stage, asks, refused);
  await show(bench, req, res, { view, json: view, ...(refused && { status: refused.status }) });
}

async function viewOf(
  bench: Workbench,
  stage: Stage,
  { from, only }: { from: number; only: boolean },
  refused: Problem | null,
): Promise<StagedView> {
  const { id, changed, pairs, mends, about } = stage;
  const listed = pairs.flatMap((pair, at) => (!only || isUnsure(pair) ? [{ pair, at }] : []));
  const first = Math.max(0, listed.findIndex(({ at }) => at >= from)); // prettier-ignore
  const shown = listed.slice(first, first + AT_ONCE);
  const behind = pairs.findIndex((pair, at) => at > (shown.at(-1)?.at ?? 0) && isUnsure(pair));
  const counting = new Counting();
  for (const text of Object.values(about.texts)) counting.addAll(text?.notTaken ?? {});
  const before = listed[first - AT_ONCE] ?? listed[0];
  return {
    ...{ page: "staged", id, after: changed, only },
    counts: countsOf(pairs),
    rows: await rowsOf(bench, id, shown),
    previous: first > 0 ? (before?.at ?? 0) : null,
    next: listed[first + AT_ONCE]?.at ?? null,
    unsureFrom: behind < 0 ? null : behind,
    mayUndo: mends.done > 0,
    mayRedo: mends.done < mends.steps.length,
    notTaken: counting.counts(),
    languages: { source: about.texts.a?.language ?? null, rendering: about.texts.b?.language ?? null },
    fields: await fieldsOf(bench, stage),
    refused: refused?.message ?? null,
  };
}

async function rowsOf(
  { staging }: Workbench,
  id: string,
  shown: readonly { pair: Pair; at: number }[],
): Promise<PairRow[]> {
  const rows: PairRow[] = [];
  const kept = new Map<string, string[]>();
  const paragraphs = async (side: Side, from: number, to: number): Promise<string[]> => {
    const words: string[] = [];
    for (let at = from; at < to; at++) {
      const place = Math.floor(at / BLOCK);
      const name = `${side}${place}`;
      if (!kept.has(name)) {
        const [block = "[]"] = await staging.blocks(id, side, place, place);
        kept.set(name, (JSON.parse(block) as Piece[]).map(wordsOf));
      }
      words.push(kept.get(name)![at % BLOCK] ?? "");
    }
    return words;
  };
  for (const { pair, at } of shown)
    rows.push({
      pair: at,
      source: await paragraphs("a", pair.fromA, pair.toA),
      rendering: await paragraphs("b", pair.fromB, pair.toB),
      unsure: isUnsure(pair),
      settled: pair.settled,
    });
  return rows;
}

/** What was filled in, else what the texts say. */
async function fieldsOf({ store }: Workbench, { about, id }: Stage): Promise<StagedView["fields"]> {
  const { texts, fields } = about;
  const title = fields["title"] ?? "";
  const usual: Partial<Record<FieldName, string>> = {
    originalTitle: texts.a?.heading ?? "",
    language: texts.b?.language ?? "und",
    sourceLanguage: texts.a?.language ?? "und",
    work: await freeId(store, idOfKey(title) ?? `work-${id.slice(0, 6)}`),
  };
  return Object.fromEntries(FIELDS.map((name) => [name, fields[name] ?? usual[name] ?? ""])) as StagedView["fields"];
}

async function freeId(store: Workbench["store"], wanted: string): Promise<string> {
  const comingIn = new Set((await store.stage.works()).map(({ work }) => work));
  for (let number = 1; number < 100; number++) {
    const id =
      number === 1 ? wanted.slice(0, 60).replace(/-$/, "") : `${wanted.slice(0, 56).replace(/-$/, "")}-${number}`;
    if (isWorkId(id) && !comingIn.has(id) && (await store.work(id)) === null) return id;
  }
  return "";
}

/**
 * With what was filled in: it stays, whatever is wrong with it, so that after a stop the work is gone on with under the
 * address that was chosen.
 * @throws Problem 404; 409 if a work was made of it, perhaps one that was stopped on the way and is whole now
 */
async function described(bench: Workbench, actor: Actor, id: string, fields: Filled): Promise<Stage> {
  const stage = await begunFor(bench, actor, id);
  const before = stage.about.fields["work"] ?? "";
  const mayBeMade = before !== fields.work && isWorkId(before);
  if (mayBeMade && (await hasBroughtIn(bench.store, before, actOf(stage, before))))
    await made(bench, actor, stage, before);
  const now = await begunFor(bench, actor, id);
  await saved(bench, { ...now, about: { ...now.about, fields: { ...fields } } });
  return begunFor(bench, actor, id);
}

/** Keeps that this work was made of it, whatever was changed in it meanwhile; what only served to make it goes. */
async function made({ staging }: Workbench, actor: Actor, stage: Stage, work: string): Promise<void> {
  for (;;) {
    const now = await staging.get(actor.id, stage.id);
    // Thrown away meanwhile, it is begun no more either.
    if (!now) return;
    const done = { ...now, made: work, found: [], pairs: [], mends: NO_MENDS };
    if (await staging.save(done, later(now.changed), { a: [], b: [] })) return;
  }
}

/** Made at two addresses at once, both are works, whose acts are others. */
function actOf({ id }: Stage, work: string): string {
  return `staged/${id}/${work}`;
}

/** Makes the work. @throws Problem 409 if another has its address, 422 if something is missing */
async function created(bench: Workbench, actor: Actor, stage: Stage, fields: Filled): Promise<string> {
  const { head, date } = headOf(fields);
  if (stage.pairs.length === 0) throw notTaken("nothing");
  const { a, b } = await sidesOf(bench, actor, stage);
  // In a process of its own: who writes meanwhile waits for none of it.
  const done = await bench.exchanging.withFile(async (file) => {
    await writeLines(file, [JSON.stringify(stage.pairs), ...a, ...b]);
    const making = { head, date, by: personOf(actor), act: actOf(stage, head.id), source: a.length };
    return bench.exchanging.run("make", making, file);
  });
  if ("fault" in done) throw refused("", done);
  if (done.came === "another" || done.came === "under-way") throw idTaken();
  await made(bench, actor, stage, head.id);
  return head.id;
}

const written = promisify(write);

async function writeLines(file: number, lines: readonly string[]): Promise<void> {
  for (const line of lines)
    for (let rest = Buffer.from(`${line}\n`); rest.length > 0;)
      rest = rest.subarray((await written(file, rest)).bytesWritten);
}
