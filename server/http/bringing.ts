/** `/works/new`: a text and its source are laid beside each other, mended, and made a work once somebody says so. */
import { Router, type Request, type RequestHandler, type Response } from "express";
import { z } from "zod";
import { cellOf, type BackForm, type StagedView } from "../../editor/bringing/bringing.ts";
import { address } from "../../editor/links/addresses.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { isInvisible } from "../../translations/text/well-formed.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { makingOf, refuseWhileMade, toldOfMaking } from "./bringing-making.ts";
import { taken } from "./bringing-mending.ts";
import { bringerFor } from "./bringing-rights.ts";
import { begunBeside, discardBeside } from "./bringing-beside.ts";
import { begun, begunFor, isToBeWork, Moved, readNow, saved, stageFor } from "./bringing-stage.ts";
import { formSent, takenFrom, type FormSent } from "./bringing-forms.ts";
import { takeIn } from "./bringing-taking.ts";
import { asked, CAME_BACK, choicesOf, pasted, textBody, textsBody, textSent } from "./bringing-texts.ts";
import { AT_ONCE, viewOf, type Answered, type Asks } from "./bringing-view.ts";
import { CreateOfTexts, DescribeFurther, furtherHeadOf, notTaken } from "./heads.ts";
import { doing } from "./doing.ts";
import { notFound, Problem } from "./problem.ts";
import { onHost, part, show, type Workbench } from "./workbench.ts";

/** Texts that are pasted; either may be left out. */
export const Texts = z.object({ source: z.string().default(""), rendering: z.string().default("") });
/** A further translation that is pasted; without it, one that is sent behind. */
export const FurtherText = Texts.pick({ rendering: true });
/** A sentence of a pair: in which piece of it, and at which letter of that. */
const PLACE = z.string().regex(/^\d{1,6}:\d{1,6}$/);
/** A step: `do` is what, and at which pair; `after` names the state it is taken from; of a split, before which sentences. */
export const Step = z.object({
  do: z.string().regex(/^(?:undo|redo|(?:settle|join|apart|split|shift-a|shift-b) \d{1,6})$/),
  after: z.string().max(100),
  only: z.enum(["yes", "no"]).default("no"),
  /** Of a further translation that is mended in the table of all: with which row that begins. */
  row: z.string().regex(/^\d{1,6}$/).optional(), // prettier-ignore
  a: PLACE.optional(),
  b: PLACE.optional(),
});
const BOTH = ["/works/new/:staged", "/api/works/new/:staged"];
const under = (act: string): string[] => BOTH.map((path) => `${path}/${act}`);

export function bringingRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/works/new", "/api/works/new"], async (req, res) =>
    showBegun(bench, req, res, await bringerFor(bench, req), null),
  );
  // Of nobody who may not bring a work in anything is held.
  router.post(
    "/works/new",
    async (req, _res, next) => {
      await bringerFor(bench, req);
      next();
    },
    textsBody,
  );
  router.post(["/works/new", "/api/works/new"], async (req, res) => {
    const actor = await bringerFor(bench, req);
    const form = formSent(req);
    if (form) {
      const came = await begunFromForm(bench, actor, form);
      return typeof came === "string"
        ? answered(bench, req, res, actor, came)
        : showBegun(bench, req, res, actor, came);
    }
    const { source, rendering } = bodyOf(Texts, req);
    if (!wantsJson(req) && isInvisible(source) && isInvisible(rendering)) throw notTaken("nothing");
    const id = await begun(bench, actor);
    try {
      for (const [side, text] of [
        ["a", source],
        ["b", rendering],
      ] as const)
        // prettier-ignore
        if (!isInvisible(text)) await takeIn(bench, actor, id, side, pasted(text), {});
    } catch (error) {
      await bench.staging.discard(id);
      throw error;
    }
    await answered(bench, req, res, actor, id);
  });
  // Of nobody who may not bring a text in anything is held.
  const mayAdd: RequestHandler = async (req, _res, next) => {
    await begunFor(bench, await bringerFor(bench, req), part(req, "staged"));
    next();
  };
  router.post(under("texts/:side"), mayAdd, textBody, async (req, res) => {
    const actor = await bringerFor(bench, req);
    const stage = await begunFor(bench, actor, part(req, "staged"));
    const { id } = stage;
    const side = part(req, "side");
    if (side !== "a" && side !== "b") throw notFound({ why: "address" });
    refuseWhileMade(bench, actor, stage);
    const questions = await takeIn(bench, actor, id, side, textSent(req), choicesOf(req));
    refuseWhileMade(bench, actor, stage);
    res.json({ id, questions });
  });
  router.get(BOTH, async (req, res) => {
    const actor = await bringerFor(bench, req);
    const { id, made } = await stageFor(bench, actor, part(req, "staged"));
    if (made !== null && !wantsJson(req)) res.redirect(302, onHost(bench, address.work(made)));
    else await showStage(bench, req, res, actor, id, {});
  });
  router.post(under("mend"), async (req, res) => {
    const actor = await bringerFor(bench, req);
    const stage = await begunFor(bench, actor, part(req, "staged"));
    const step = bodyOf(Step, req);
    if (step.after !== stage.changed) throw new Moved();
    const { stage: next, at } = await taken(bench, stage, step);
    await saved(bench, next);
    const { beside } = next.about;
    if (!beside || step.row === undefined || wantsJson(req))
      return answered(bench, req, res, actor, stage.id, at, step.only === "yes");
    const all = onHost(bench, address.staged(beside.stage, Number(step.row), step.only === "yes"));
    res.redirect(303, `${all}#${cellOf(stage.id, Math.min(at, next.pairs.length - 1))}`);
  });
  router.post(under("discard"), async (req, res) => {
    const actor = await bringerFor(bench, req);
    const { id, about } = await stageFor(bench, actor, part(req, "staged"));
    await discardBeside(bench, actor, id);
    await bench.staging.discard(id);
    const to = about.beside ? address.staged(about.beside.stage) : address.bringing();
    if (wantsJson(req)) res.json({ id });
    else res.redirect(303, onHost(bench, to));
  });
  router.post(under("further"), mayAdd, textsBody, async (req, res) => {
    const actor = await bringerFor(bench, req);
    const form = formSent(req);
    if (form) {
      const first = await begunFor(bench, actor, part(req, "staged"));
      const came = await besideFromForm(bench, actor, first.id, form);
      return typeof came === "string"
        ? answered(bench, req, res, actor, came)
        : showStage(bench, req, res, actor, first.id, { back: came });
    }
    const { rendering } = bodyOf(FurtherText, req);
    if (!wantsJson(req) && isInvisible(rendering)) throw notTaken("nothing");
    const id = await begunBeside(bench, actor, part(req, "staged"));
    try {
      if (!isInvisible(rendering)) await takeIn(bench, actor, id, "b", pasted(rendering), {});
      refuseWhileMade(bench, actor, await stageFor(bench, actor, id));
    } catch (error) {
      await bench.staging.discard(id);
      throw error;
    }
    await answered(bench, req, res, actor, id);
  });
  router.post(under("describe"), async (req, res) => {
    const actor = await bringerFor(bench, req);
    const fields = bodyOf(DescribeFurther, req);
    const stage = await begunFor(bench, actor, part(req, "staged"));
    const { beside } = stage.about;
    if (!beside) throw notFound({ why: "staged" });
    // What was filled in stays, whatever is wrong with it.
    await saved(bench, { ...stage, about: { ...stage.about, fields } });
    try {
      furtherHeadOf(fields);
    } catch (error) {
      if (!(error instanceof Problem) || wantsJson(req)) throw error;
      return showStage(bench, req, res, actor, stage.id, { refused: error });
    }
    if (wantsJson(req)) res.json({ id: stage.id });
    else res.redirect(303, `${onHost(bench, address.staged(beside.stage))}#further`);
  });
  router.post(under("create"), async (req, res) => {
    const actor = await bringerFor(bench, req);
    const fields = bodyOf(CreateOfTexts, req);
    const id = part(req, "staged");
    try {
      await doing(bench, req, res, await makingOf(bench, actor, id, fields), toldOfMaking);
    } catch (error) {
      await showNotMade(bench, req, res, actor, id, error);
    }
  });
  return router;
}

/** What is to be a work, with why none was made of it. @throws what it is, if that can't be shown there */
export async function showNotMade(
  bench: Workbench,
  req: Request,
  res: Response,
  actor: Actor,
  id: string,
  error: unknown,
): Promise<void> {
  const stage = wantsJson(req) ? null : await bench.staging.get(actor.id, id);
  if (!(error instanceof Problem) || !stage || stage.made !== null) throw error;
  await showStage(bench, req, res, actor, id, { refused: error });
}

/** After a change: the state as JSON, or on to the page of it. */
async function answered(
  bench: Workbench,
  req: Request,
  res: Response,
  actor: Actor,
  id: string,
  at: number | null = null,
  only = false,
): Promise<void> {
  const page = pageStart(at ?? 0);
  if (wantsJson(req)) return void res.json(await viewNow(bench, actor, id, { from: page, only, split: null }));
  const from = only ? 0 : page;
  const { pairs } = await stageFor(bench, actor, id);
  const place = at === null ? "" : `#pair-${Math.min(at, pairs.length - 1)}`;
  res.redirect(303, onHost(bench, address.staged(id, from, only) + place));
}

function pageStart(pair: number): number {
  return Math.floor(pair / AT_ONCE) * AT_ONCE;
}

function viewNow(bench: Workbench, actor: Actor, id: string, asks: Asks, answer: Answered = {}): Promise<StagedView> {
  return readNow(
    () => stageFor(bench, actor, id),
    (stage) => viewOf(bench, actor, stage, asks, answer),
  );
}

async function showStage(
  bench: Workbench,
  req: Request,
  res: Response,
  actor: Actor,
  id: string,
  answer: Answered,
): Promise<void> {
  const [from, split] = ["from", "split"].map((name) => Number.parseInt(asked(req, name), 10));
  const asks = { from: from || 0, only: asked(req, "only") === "yes", split: split ?? null };
  const view = await viewNow(bench, actor, id, asks, answer);
  const status = answer.refused?.status ?? (answer.back && CAME_BACK);
  await show(bench, req, res, { view, json: view, ...(status && { status }) });
}

/** The page where it begins, perhaps with a form that comes back. */
async function showBegun(
  bench: Workbench,
  req: Request,
  res: Response,
  actor: Actor,
  back: BackForm | null,
): Promise<void> {
  const all = (await bench.staging.of(actor.id)).filter(isToBeWork);
  const begun = all.map(({ id, changed, about }) => ({ id, changed, title: about.fields["title"] ?? "" }));
  // What has no title is known by its files.
  const listed = all.map(({ id, changed, about: { texts, fields } }) => {
    const files = [texts.a, texts.b].flatMap((text) => (text && text.name !== "" ? [text.name] : []));
    return { id, changed, title: fields["title"] || [...new Set(files)].join(" · ") };
  });
  const view = { page: "bringing", begun: listed, back } as const;
  await show(bench, req, res, { view, json: { begun }, ...(back && { status: CAME_BACK }) });
}

/** Begins with the texts of a form, either of which may be left out. @returns its id, or how the form comes back */
function begunFromForm(bench: Workbench, actor: Actor, form: FormSent): Promise<string | BackForm> {
  return startedFromForm(bench, actor, form, () => begun(bench, actor));
}

/** The same of a further translation. */
function besideFromForm(bench: Workbench, actor: Actor, first: string, form: FormSent): Promise<string | BackForm> {
  return startedFromForm(bench, actor, form, () => begunBeside(bench, actor, first));
}

/** Nothing is begun of a form that comes back. */
async function startedFromForm(
  bench: Workbench,
  actor: Actor,
  form: FormSent,
  start: () => Promise<string>,
): Promise<string | BackForm> {
  const started: string[] = [];
  const discard = async (): Promise<void> => {
    for (const id of started) await bench.staging.discard(id);
  };
  try {
    const back = await takenFrom(form, async (side, sent, choices) => {
      if (started.length === 0) started.push(await start());
      const questions = await takeIn(bench, actor, started[0]!, side, sent, choices);
      refuseWhileMade(bench, actor, await stageFor(bench, actor, started[0]!));
      return questions;
    });
    if (back) await discard();
    return back ?? started[0]!;
  } catch (error) {
    await discard();
    throw error;
  }
}
