/** Terms go out as a table or TBX, and come in from such files, or as JSON: looked at first, and undone as long as nobody set them anew. */
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { TermsInOutView } from "../../editor/glossary/glossary.ts";
import { address } from "../../editor/links/addresses.ts";
import type { BroughtTerm, LaidTerms } from "../../translations/decide/decide.ts";
import { termsTable } from "../../translations/exchange/terms-table.ts";
import { termsTbx } from "../../translations/exchange/terms-tbx.ts";
import { maySetTerm } from "../../translations/ledger/term-state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import { LIMITS, over } from "../../translations/text/limits.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import type { TermsGiven } from "../aside/aside.ts";
import { actingFor } from "./acting.ts";
import { sendFile } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { doing, type Telling } from "./doing.ts";
import { notTaken, refused } from "./heads.ts";
import { Problem, problemOf } from "./problem.ts";
import { TermAsked, termAsked } from "./term-asked.ts";
import { part, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/** A table, TBX, or JSON as `GET …/terms` gives it. `preview`: nothing is taken in, it is only said what would be. */
export const ImportTerms = z.object({
  text: z.string(),
  reason: z.string().max(LIMITS.reason).default(""),
  preview: z.literal("yes").optional(),
});

/** The id of what was taken in, and why it is undone. */
export const UndoTerms = z.object({
  import: z.string().regex(/^[a-z0-9-]{1,64}$/),
  reason: z.string().max(LIMITS.reason).default(""),
});

const AsJson = z.union([
  z.array(TermAsked.extend({ id: z.string().optional() })),
  z.object({ terms: z.array(TermAsked.extend({ id: z.string().optional() })) }).transform(({ terms }) => terms),
]);

export function termsInOutRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/:work/terms.csv", async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    await sendFile(res, fileNamed(work, "csv", "text/csv; charset=utf-8"), termsTable(work.terms));
  });
  router.get("/:work/terms.tbx", async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    await sendFile(res, fileNamed(work, "tbx", "application/x-tbx+xml; charset=utf-8"), termsTbx(work));
  });
  router.get("/:work/-/terms", async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const done = idIn(req.query["done"]);
    const view: TermsInOutView = { ...ofWork(work), done, undone: req.query["undone"] === "yes" };
    await show(bench, req, res, { view, json: { work: work.id, terms: work.terms.length } });
  });
  router.post("/api/works/:work/terms-import", (req, res) => taken(bench, req, res));
  router.post("/api/works/:work/terms-undo", async (req, res) => {
    const { work, actor } = await actingFor(bench, req, maySetTerm, "describing");
    const asked = bodyOf(UndoTerms, req);
    if (isInvisible(asked.reason)) throw problemOf({ code: "reason-required", why: "undoing" });
    const isShort = work.terms.length <= SHORT;
    const of = { person: actor.id, work: work.id, name: "undoTerms" as const, isShort };
    await doing(bench, req, res, { ...of, asked: { work: work.id, actor, ...asked } }, toldOfTermsUndone);
  });
  return router;
}

/** What comes in, or would. */
async function taken(bench: Workbench, req: Request, res: Response): Promise<void> {
  const { work, actor } = await actingFor(bench, req, maySetTerm, "describing");
  const { text, reason, preview } = bodyOf(ImportTerms, req);
  const laid = await laidOn(bench, work, text);
  const counts = countsOf(laid);
  if (preview) {
    const view: TermsInOutView = { ...ofWork(work), laid: shown(laid), text, reason };
    return show(bench, req, res, { view, json: { work: work.id, ...counts, ...laid, equal: laid.equal } });
  }
  const imported = importOf(work, text);
  const terms = [...laid.fresh, ...laid.changed.map(({ after }) => after)];
  const asked = { work: work.id, actor, import: imported, terms, reason: plainly(reason) };
  const laidOut = { counts: counts.counts, notTaken: laid.notTaken };
  const of = { person: actor.id, work: work.id, name: "takeTerms" as const, isShort: terms.length <= SHORT };
  await doing(bench, req, res, { ...of, asked: { ...asked, laid: laidOut } }, toldOfTerms);
}

/** What came of terms that were to come. */
export const toldOfTerms: Telling<"takeTerms"> = (_, { work, asked }, came) => {
  if ("refusal" in came) throw problemOf(came.refusal);
  const json = { work, import: asked.import, ...asked.laid };
  return Promise.resolve({ json, to: address.termsInOut(work, { done: asked.import }) });
};

/** What came of terms that were to be put back. */
export const toldOfTermsUndone: Telling<"undoTerms"> = (_, { work }, came) => {
  if ("refusal" in came) throw problemOf(came.refusal);
  return Promise.resolve({ json: { work, said: came.said }, to: address.termsInOut(work, { undone: "yes" }) });
};

/** More terms nobody else waits for; to begin a process takes as long as a few. */
const SHORT = 50;

/** By the same text in the same work the same: stopped on the way, it is gone on with, and put back as one. */
function importOf({ id }: Work, text: string): string {
  return digestOfJson([id, text]).slice(0, 32);
}

function countsOf({ fresh, changed, equal, notTaken: left }: LaidTerms) {
  return { counts: { new: fresh.length, changed: changed.length, equal, notTaken: left.length } };
}

/** So many of each are shown. */
const SHOWN = 50;

function shown({ fresh, changed, equal, notTaken: left }: LaidTerms): NonNullable<TermsInOutView["laid"]> {
  const counts = { fresh: fresh.length, changed: changed.length, equal, notTaken: left.length };
  return { counts, fresh: fresh.slice(0, SHOWN), changed: changed.slice(0, SHOWN), notTaken: left.slice(0, SHOWN) };
}

function ofWork(work: Work): TermsInOutView {
  const nothing = { laid: null, text: "", reason: "", done: null, undone: false };
  return { page: "terms-in-out", work: headOf(work), count: work.terms.length, ...nothing };
}

/** How terms lie beside those of the work. @throws Problem 422 if they can't be read, or are too many; 400 */
async function laidOn({ aside, store }: Workbench, work: Work, text: string): Promise<LaidTerms> {
  const { sourceLanguage, language, terms, passages, retired = [] } = work;
  const ids = [...passages, ...retired].map(({ id }) => id);
  const asked = { given: given(text), languages: { sourceLanguage, language }, terms, passages: ids };
  const laid = await aside("termsLaid", { ...asked, used: await store.termsOf(work.id) });
  if (!("fault" in laid)) return laid;
  const { fault } = laid;
  throw fault.code === "too-large" ? problemOf({ code: "too-large", excess: fault.excess }) : refused("", laid);
}

/** JSON is read here, as what else is sent so. */
function given(text: string): TermsGiven {
  if (isInvisible(text)) throw notTaken("nothing");
  return /^[[{]/.test(text.trimStart().replace(/^\uFEFF/, "")) ? { brought: readTermsJson(text) } : { text };
}

/** @throws Problem 422 */
function refuseMoreThanMay(terms: readonly unknown[]): void {
  const excess = over("terms", terms.length);
  if (excess) throw problemOf({ code: "too-large", excess });
}

function readTermsJson(text: string): BroughtTerm[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem(400, { code: "not-readable", why: "json" });
  }
  for (const terms of [value, (value as { terms?: unknown } | null)?.terms])
    if (Array.isArray(terms)) refuseMoreThanMay(terms);
  const read = AsJson.safeParse(value);
  if (!read.success) throw new Problem(400, { code: "not-readable", why: "json" });
  return read.data.map(({ id, ...asked }, index) => ({ id: id ?? null, words: termAsked(asked), at: index + 1 }));
}

function idIn(value: unknown): string | null {
  return typeof value === "string" && /^[a-z0-9-]{1,64}$/.test(value) ? value : null;
}

function fileNamed({ id }: Work, ending: string, type: string): Record<string, string> {
  return { "Content-Type": type, "Content-Disposition": `attachment; filename="${id}-terms.${ending}"` };
}
