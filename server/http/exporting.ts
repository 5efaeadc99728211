/** `/api/works/{work}/export/{as}`: a whole work as a file. It is written down first, beside all else, and then sent as it was at that moment. */
import { createReadStream, fstatSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { Router, type Response } from "express";
import { isFormatName } from "../../translations/exchange/format-names.ts";
import { actorIn } from "../../translations/ledger/access.ts";
import { mayTakeOutWhole } from "../../translations/ledger/rights.ts";
import { WRITTEN, type Writing, type Written } from "../exchanging/exchanging.ts";
import { AtOnce } from "./at-once.ts";
import { notFound, Problem } from "./problem.ts";
import { actorFor } from "./visitor.ts";
import { part, workFor, type Workbench } from "./workbench.ts";

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
};

/** So many files one person is sent at once. */
const MOST_OF_ONE = 2;
/** Whoever takes nothing for so many milliseconds is sent no more. */
const PATIENCE = 60_000;
/** Characters of what was not written that are told beside the file; more would be too much for a header. */
const MOST_TOLD = 2_000;

export function exportRoutes(bench: Workbench): Router {
  const router = Router();
  const sending = new AtOnce(MOST_OF_ONE);
  router.get("/api/works/:work/export/:as", async (req, res) => {
    const actor = await actorFor(bench, req);
    const { id } = await workFor(bench, req, part(req, "work"));
    const as = part(req, "as");
    if (as !== "archive" && !isFormatName(as)) throw notFound({ why: "export", as });
    const inWork = actorIn(await bench.desk.access(id), actor);
    if (as === "archive" && !(inWork && mayTakeOutWhole(inWork)))
      throw new Problem(403, { code: "not-allowed", why: "archive" });
    const sources = req.query["source"] === "yes";
    const writing = { work: id, as, base: bench.address.whole() ?? "", drafts: false, sources };
    await sending.for(actor.id, () => send(bench, res, writing));
  });
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
        "Content-Disposition": `attachment; filename="${work}.${as === "archive" ? "zip" : as}"`,
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

function toldOf(written: Written): string {
  const said = JSON.stringify(written);
  return said.length > MOST_TOLD ? JSON.stringify({ ...written, leftOut: {} }) : said;
}
