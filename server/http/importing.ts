/**
 * `/api/works/{work}/import`: a work is brought in, from lines that whoever brings it has made of their files or from an archive.
 * What comes is taken down first and brought in by a process of its own: until all of it is there nothing is changed, and once it
 * is, whoever sent it may go.
 */
import { Router, type Request } from "express";
import { z } from "zod";
import { BRINGING } from "../../editor/bringing/bringing.ts";
import { wordsFrom } from "../../editor/language/language.ts";
import { address } from "../../editor/links/addresses.ts";
import { archiveFaultInWords } from "../../editor/refusals/refusals.ts";
import type { ArchiveFault } from "../../translations/exchange/archive.ts";
import type { Head } from "../../translations/exchange/records.ts";
import { mayTakeOutWhole } from "../../translations/ledger/rights.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import { isWorkId } from "../../translations/ledger/work.ts";
import { plainly } from "../../translations/text/well-formed.ts";
import { bringerFor } from "./bringing-rights.ts";
import { doing, type Telling } from "./doing.ts";
import { refuseName } from "./names.ts";
import { Create, headOf, idTaken, notTaken, refused } from "./heads.ts";
import { Problem } from "./problem.ts";
import { actingIn, workSeen } from "./seen.ts";
import { takingDown } from "./taking-down.ts";
import { actorFor } from "./visitor.ts";
import { part, type Workbench } from "./workbench.ts";

/** What lines are sent as. */
export const LINES = "application/jsonl";

/** What an archive is sent as. */
export const ARCHIVE = "application/zip";

/** SHA-256 of what the files are, and how they were read: by it the same are known again. */
const Of = z.string().regex(/^[0-9a-f]{64}$/);

export function importRoutes(bench: Workbench): Router {
  const router = Router();
  const taken = takingDown(bench);
  router.post("/api/works/:work/import", async (req, res, next) => {
    if (!req.is(ARCHIVE)) return next();
    const work = part(req, "work");
    if (!isWorkId(work)) throw notTaken("no-id");
    const name = typeof req.query["name"] === "string" ? plainly(req.query["name"]).slice(0, 200) : "";
    await taken(
      req,
      () => archivistFor(bench, req, work),
      ({ id: person }, { file, digest }) =>
        doing(
          bench,
          req,
          res,
          { ...{ person, work, name: "take", file, isShort: false }, asked: { work, name, digest } },
          toldOfArchive,
        ),
    );
  });
  router.post("/api/works/:work/import", async (req, res) => {
    const bringer = () => bringerFor(bench, req);
    const actor = await bringer();
    const { head, of } = saidIn(req);
    refuseName(actor, head.id);
    if (!req.is(LINES)) throw new Problem(415, { code: "not-readable", why: "lines" });
    await taken(req, bringer, (by, { file, digest }) => {
      const asked = { head, by: personOf(by), of, digest };
      const errand = { person: by.id, work: head.id, name: "bring" as const, asked, file, isShort: false };
      return doing(bench, req, res, errand, toldOfBringing);
    });
  });
  return router;
}

/** What came of an archive that was to be taken in. */
export const toldOfArchive: Telling<"take"> = (_, { work, asked: { name } }, done) => {
  if ("fault" in done) throw refused(name, done);
  if ("refused" in done) throw notTheSame(name, done);
  return Promise.resolve({ json: { ...done, already: done.added === 0 }, to: address.work(work) });
};

/** What came of lines that were to be a work. */
export const toldOfBringing: Telling<"bring"> = (_, { work }, done) => {
  if ("fault" in done) throw refused("", done);
  const { came, passages, versions } = done;
  if (came === "another" || came === "under-way") throw idTaken();
  return Promise.resolve({ json: { work, passages, versions, already: came === "already" }, to: address.work(work) });
};

/** Who asks, if they may take an archive of this work in: an owner of it or, if it is not there, of the workbench. @throws Problem 401, 403 */
async function archivistFor(bench: Workbench, req: Request, work: string): Promise<Actor> {
  const actor = await actorFor(bench, req);
  const inWork = (await workSeen(bench, req, work)) ? await actingIn(bench, work, actor) : actor;
  if (!inWork || !mayTakeOutWhole(inWork)) throw new Problem(403, { code: "not-allowed", why: "archive-in" });
  return actor;
}

/** An archive that is sound, and not of what is here. */
function notTheSame(name: string, { refused, said }: { refused: ArchiveFault; said: string | null }): Problem {
  const sentence = archiveFaultInWords(name || wordsFrom(BRINGING).nameless, refused, said);
  return new Problem(UNSOUND.has(refused.code) ? 422 : 409, { code: "not-taken", why: "file", sentence });
}

/** Faults of an archive itself, whatever is here. */
const UNSOUND: ReadonlySet<ArchiveFault["code"]> = new Set([
  ...(["no-records", "record-altered", "another-work", "access", "first-format", "not-that-work"] as const),
]);

/** What the work is, and what it is made of. @throws Problem 400, 422 */
function saidIn(req: Request): { head: Head; of: string } {
  const given = (name: string): unknown => (name === "work" ? part(req, "work") : req.query[name]);
  const fields = Create.safeParse(Object.fromEntries(Object.keys(Create.shape).map((name) => [name, given(name)])));
  const of = Of.safeParse(req.query["of"]);
  if (!fields.success || !of.success) throw new Problem(400, { code: "not-readable", why: "import" });
  return { head: headOf(fields.data), of: of.data };
}
