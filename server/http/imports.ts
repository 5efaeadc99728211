/** `/{work}/-/imports`: an owner sees what was brought to a work, and undoes it, as long as nobody has built on it. */
import { Router, type Request } from "express";
import { z } from "zod";
import {
  WORK_ITSELF,
  type Going,
  type ImportLine,
  type ImportsView,
  type ImportView,
  type KeptBy,
  type ListedImport,
} from "../../editor/bringing/bringing.ts";
import { address } from "../../editor/links/addresses.ts";
import { keptInWords } from "../../editor/refusals/refusals.ts";
import { refusedBy } from "../../translations/decide/decide.ts";
import { importsIn } from "../../translations/ledger/imports.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import { mayDescribe } from "../../translations/ledger/rights.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { translationOf, type Work } from "../../translations/ledger/work.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { broughtBy, wouldUndoImport } from "../bringing/undoing.ts";
import { wouldUndo } from "../bringing/undoing-onto.ts";
import { undoneHalfway } from "../bringing/undone-halfway.ts";
import { actingFor } from "./acting.ts";
import { wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { doing, type Telling } from "./doing.ts";
import { notFound, problemOf } from "./problem.ts";
import { part, show, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/** Why it is undone. */
export const UndoImport = z.object({ reason: z.string().max(LIMITS.reason).default("") });

/** Works of more passages are not gone through for a page. */
const LONGEST = 5_000;

/** Who asks: an owner of the work, and whether of the whole workbench. */
interface Owner {
  work: Work;
  actor: Actor;
  mayUndoWork: boolean;
}

export function importsRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/:work/-/imports", "/api/works/:work/imports"], async (req, res) => {
    const { work, mayUndoWork } = await ownerOf(bench, req);
    const lines = await linesOf(bench, work);
    const done = lines.find(({ id, undone }) => undone && id === req.query["done"]) ?? null;
    const imports = wantsJson(req) ? [] : await listed(bench, work, lines);
    const view: ImportsView = { page: "imports", work: headOf(work), imports, mayUndoWork, done };
    await show(bench, req, res, { view, json: { work: work.id, imports: lines } });
  });
  router.get(["/:work/-/imports/:import", "/api/works/:work/imports/:import"], async (req, res) => {
    const owner = await ownerOf(bench, req);
    const { work } = owner;
    const line = await lineFor(bench, owner, part(req, "import"));
    const { going, refusal, gone } = await wouldGo(bench, work, line);
    const kept = refusal && keptBy(work, refusal);
    const view: ImportView = { page: "import", work: headOf(work), import: line, going, kept, gone };
    await show(bench, req, res, { view, json: { work: work.id, import: line, going, refused: refusal } });
  });
  router.post("/api/works/:work/imports/:import/undo", async (req, res) => {
    const owner = await ownerOf(bench, req);
    const { work, actor } = owner;
    const { id } = await lineFor(bench, owner, part(req, "import"));
    const { reason } = bodyOf(UndoImport, req);
    if (isInvisible(reason)) throw problemOf({ code: "reason-required", why: "undoing" });
    const why = { by: personOf(actor), reason: plainly(reason) };
    const asked = { work: work.id, import: id === WORK_ITSELF ? null : id, ...why };
    const of = { person: actor.id, work: work.id, isShort: lengthOf(work) <= SHORT };
    await doing(bench, req, res, { ...of, name: "undo", asked }, toldOfUndoing);
  });
  return router;
}

/** Works of more passages are gone through by a process of its own; to begin one takes as long as a short one. */
const SHORT = 500;

/** What came of an import that was to be undone. */
export const toldOfUndoing: Telling<"undo"> = async ({ store }, { work, asked }, came) => {
  const id = asked.import ?? WORK_ITSELF;
  const described = came.was === "built-on" ? await store.work(work) : null;
  if (came.was === "built-on" && described)
    throw problemOf(refusedBy(came, importsIn(await store.stream(`work/${work}`))), locatorsIn(described));
  if (came.was === "none" || came.was === "not-brought") throw notFound({ why: "import", named: id });
  const passages = came.was === "undone" ? came.passages : 0;
  const json = { work, passages, already: came.was === "already" };
  return { json, to: `${address.imports(work)}?done=${encodeURIComponent(id)}` };
};

/** @throws Problem 401, 403, 404 */
async function ownerOf(bench: Workbench, req: Request): Promise<Owner> {
  const { work, actor } = await actingFor(bench, req, mayDescribe, "describing");
  // A work is put away by owners of the workbench.
  return { work, actor, mayUndoWork: mayDescribe(actor) };
}

/** What was brought to a work, the newest first; at last the import that brought the work itself, if one did. */
async function linesOf({ store }: Workbench, work: Work): Promise<ImportLine[]> {
  const described = await store.stream(`work/${work.id}`);
  const lines: ImportLine[] = importsIn(described).reverse();
  const [first] = described;
  if (!first || broughtBy(described) === null) return lines;
  const { passages, retired = [] } = work;
  const end = passages.length === 0 ? retired.at(-1)?.end : undefined;
  const by = first.event.type === "work-described" ? first.event.by : null;
  const undone = end?.by ? { by: end.by, reason: end.reason, at: end.at } : null;
  const count = passages.length + (undone ? retired.length : 0);
  const ended = { passages: count, pieces: count };
  return [...lines, { id: WORK_ITSELF, brings: WORK_ITSELF, file: "", by, at: first.at, ended, undone }];
}

/** @throws Problem 404 */
async function lineFor(bench: Workbench, { work, mayUndoWork }: Owner, id: string): Promise<ImportLine> {
  const line = (await linesOf(bench, work)).find((each) => each.id === id);
  if (!line || (id === WORK_ITSELF && !mayUndoWork)) throw notFound({ why: "import", named: id });
  return line;
}

/** What would come of undoing an import. `gone`: all of it is. Of what was not looked at, nothing is known. */
interface WouldGo {
  going: Going | null;
  refusal: BuiltOn | null;
  gone: boolean;
}

type BuiltOn = Refusal & { code: "built-on" };

const NOT_LOOKED: WouldGo = { going: null, refusal: null, gone: false };

/** What would go; of a work that is too long to be looked through for a page, nothing is known. */
async function wouldGo({ store }: Workbench, work: Work, { id, ended, undone }: ImportLine): Promise<WouldGo> {
  if (undone && ended) return { ...NOT_LOOKED, gone: true };
  if (lengthOf(work) > LONGEST) return NOT_LOOKED;
  const would = await (id === WORK_ITSELF ? wouldUndoImport(store, work.id) : wouldUndo(store, work.id, id));
  if (would.was === "built-on") {
    const refusal = refusedBy(would, importsIn(await store.stream(`work/${work.id}`)));
    return { ...NOT_LOOKED, refusal };
  }
  if (would.was !== "undone") return { ...NOT_LOOKED, gone: would.was === "already" };
  if (!("going" in would)) {
    const { passages } = work;
    return {
      ...NOT_LOOKED,
      going: { versions: 0, sources: 0, passages: passages.length, proposals: 0, translation: null },
    };
  }
  const { translation, ...counts } = would.going;
  const title = translation === null ? null : translationOf(work, { translation }).title || translation;
  return { ...NOT_LOOKED, going: { ...counts, translation: title } };
}

const NONE: ReadonlySet<string> = new Set();

/** The imports with what can be done about each, the newest looked at first, as far as that is quick. */
async function listed(bench: Workbench, work: Work, lines: readonly ImportLine[]): Promise<ListedImport[]> {
  const all: ListedImport[] = [];
  const halfway = lengthOf(work) > LONGEST ? NONE : await undoneHalfway(bench.store, work);
  let left = LONGEST;
  for (const line of lines) {
    const { undone, ended } = line;
    const isOver = undone !== null && ended !== null;
    if (!isOver) left -= lengthOf(work);
    const { going, refusal } = isOver || left < 0 ? NOT_LOOKED : await wouldGo(bench, work, line);
    const rest = undone !== null && (going ?? refusal) !== null;
    all.push({ ...line, kept: refusal && keptBy(work, refusal), rest, halfway: halfway.has(line.id) });
  }
  return all;
}

function lengthOf({ passages, retired = [] }: Work): number {
  return passages.length + retired.length;
}

function locatorsIn(work: Work): (passage: string) => string {
  return (passage) => everIn(work, passage)?.locator ?? passage;
}

function keptBy(work: Work, refusal: BuiltOn): KeptBy {
  return { sentence: keptInWords(refusal, locatorsIn(work)), href: whereIs(work.id, refusal) };
}

/** Where that is read by which somebody has built on it. */
function whereIs(work: string, { why, named, number }: BuiltOn): string {
  switch (why) {
    case "proposal":
      return address.proposal(work, named);
    case "import":
      return address.imported(work, named);
    case "version":
    case "choice":
      return number === null ? address.passage(work, named) : address.version(work, named, number);
    case "source":
    case "outline":
      return address.passage(work, named);
    case "translation":
    case "description":
      return address.workSettings(work);
  }
}
