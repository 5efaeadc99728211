/** `/{work}/-/export`: in which formats a work goes out; `/api/works/{work}/export/{as}`: the whole of it as a file. That is written down first, beside all else, and then sent as it was at that moment. */
import { createReadStream, fstatSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { Router, type Response } from "express";
import { LRUCache } from "lru-cache";
import type { ExportView } from "../../editor/exporting/exporting.ts";
import { isFormatName, type FormatName } from "../../translations/exchange/format-names.ts";
import type { Counts } from "../../translations/exchange/brought.ts";
import { mayBegin, mayTakeOutWhole } from "../../translations/ledger/rights.ts";
import { TooBusy } from "../aside/aside.ts";
import { ARCHIVES, type Writing, type Written } from "../exchanging/exchanging.ts";
import { WRITTEN } from "../store/names.ts";
import { AtOnce } from "./at-once.ts";
import { notFound, Problem } from "./problem.ts";
import { actingIn } from "./seen.ts";
import { actorFor } from "./visitor.ts";
import { part, show, workFor, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/** What each goes out as. */
const TYPES: Readonly<Record<string, string>> = {
  txt: "text/plain; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  html: "text/html; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  tsv: "text/tab-separated-values; charset=utf-8",
  jsonl: "application/jsonl; charset=utf-8",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  archive: "application/zip",
  "public-archive": "application/zip",
};

/** As they are listed: what is read first, then what is worked on by programs. */
const LISTED: readonly FormatName[] = ["docx", "html", "md", "txt", "csv", "tsv", "jsonl"];

/** So many files one person is sent at once. */
const MOST_OF_ONE = 2;
/** Whoever takes nothing for so many milliseconds is sent no more. */
const PATIENCE = 60_000;
/** A page waits so many milliseconds for what each format can't hold to be counted; of so many works that is remembered. */
const [COUNTING, COUNTED] = [4_000, 100];
/** Characters of what was not written that are told beside the file; more would be too much for a header. */
const MOST_TOLD = 2_000;

type LeftOut = Readonly<Record<string, Counts>>;

export function exportRoutes(bench: Workbench): Router {
  const router = Router();
  const sending = new AtOnce(MOST_OF_ONE);
  router.get("/api/works/:work/export/:as", async (req, res) => {
    const actor = await actorFor(bench, req);
    const { id } = await workFor(bench, req, part(req, "work"));
    const as = part(req, "as");
    if (!ARCHIVES.includes(as) && !isFormatName(as)) throw notFound({ why: "export", as });
    const inWork = await actingIn(bench, id, actor);
    if (as === "archive" && !(inWork && mayTakeOutWhole(inWork)))
      throw new Problem(403, { code: "not-allowed", why: "archive" });
    const sources = req.query["source"] === "yes";
    const writing = { work: id, as, base: bench.address.whole() ?? "", drafts: false, sources };
    await sending.for(actor.id, () => send(bench, res, writing));
  });
  router.get("/:work/-/export", async (req, res) => {
    const actor = await actorFor(bench, req);
    const work = await workFor(bench, req, part(req, "work"));
    const inWork = await actingIn(bench, work.id, actor);
    const counts = await leftOut(work.id);
    const view: ExportView = {
      page: "export",
      work: headOf(work),
      formats: LISTED.map((as) => ({ as, leftOut: counts?.[as] ?? null })),
      archive: inWork !== null && mayTakeOutWhole(inWork),
      returns: inWork !== null && mayBegin(inWork),
    };
    await show(bench, req, res, { view, json: { formats: view.formats, archive: view.archive } });
  });

  const known = new LRUCache<string, LeftOut>({ max: COUNTED });

  /** What each format can't hold of a work; null if nobody has counted it in the time there is. */
  async function leftOut(work: string): Promise<LeftOut | null> {
    const tag = bench.positions.work(work) ?? "";
    const found = known.get(tag);
    if (found) return found;
    const late = AbortSignal.timeout(COUNTING);
    const counted = await bench.exchanging
      .withFile((file) => bench.exchanging.run("count", { work }, file, late))
      .catch((error: unknown) => {
        if (late.aborted || error instanceof TooBusy) return null;
        throw error;
      });
    if (counted) known.set(tag, counted);
    return counted;
  }
  return router;
}

async function send({ exchanging }: Workbench, res: Response, writing: Writing): Promise<void> {
  const { work, as } = writing;
  const gone = new AbortController();
  res.once("close", () => gone.abort());
  await exchanging
    .withFile(async (file) => {
      const written = await exchanging.run("write", writing, file, gone.signal);
      if (!written) throw notFound({ why: "work", work });
      res.set({
        "Content-Type": TYPES[as]!,
        "Content-Length": String(fstatSync(file).size),
        "Content-Disposition": `attachment; filename="${nameOf(work, as)}"`,
        "Cache-Control": "private, no-store",
        [WRITTEN]: encodeURIComponent(toldOf(written)),
      });
      res.setTimeout(PATIENCE, () => res.destroy());
      await pipeline(createReadStream("", { fd: file, start: 0, autoClose: false }), res);
    })
    .catch((error: unknown) => {
      // Whoever asked is not there any more to be told.
      if (!gone.signal.aborted) throw error;
    });
}

function nameOf(work: string, as: string): string {
  if (!ARCHIVES.includes(as)) return `${work}.${as}`;
  return as === "archive" ? `${work}.zip` : `${work}-public.zip`;
}

function toldOf(written: Written): string {
  const said = JSON.stringify(written);
  return said.length > MOST_TOLD ? JSON.stringify({ ...written, leftOut: {} }) : said;
}
