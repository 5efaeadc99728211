/**
 * `/api/works/{work}/import`: a work is brought in from lines that whoever brings it has made of their files. They are taken
 * down first and brought in by a process of their own: until all of them are there nothing is changed, and once they are, whoever
 * sent them may go.
 */
import { write } from "node:fs";
import { promisify } from "node:util";
import { Router, type Request } from "express";
import { z } from "zod";
import { FIELDS, type FieldName } from "../../editor/bringing/bringing.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import { personOf } from "../../translations/ledger/roles.ts";
import { sendJson } from "./answer.ts";
import { AtOnce } from "./at-once.ts";
import { bringerFor } from "./bringing-rights.ts";
import { Create, headOf, idTaken, refused } from "./heads.ts";
import { Problem } from "./problem.ts";
import { part, type Workbench } from "./workbench.ts";

/** What lines are sent as. */
export const LINES = "application/jsonl";

/** So much is taken from one person at once. */
const MOST_OF_ONE = 2;
/** Whoever sends nothing for so many milliseconds is waited for no longer. */
const PATIENCE = 60_000;

/** SHA-256 of what the files are, and how they were read: by it the same are known again. */
const Of = z.string().regex(/^[0-9a-f]{64}$/);

export function importRoutes(bench: Workbench): Router {
  const router = Router();
  const taking = new AtOnce(MOST_OF_ONE);
  router.post("/api/works/:work/import", async (req, res) => {
    const { id } = await bringerFor(bench, req);
    const { head, of } = saidIn(req);
    if (!req.is(LINES)) throw new Problem(415, { code: "not-readable", why: "lines" });
    const done = await taking.for(id, () =>
      bench.exchanging.withFile(async (file) => {
        await takeDown(req, file);
        // They may have lost that right meanwhile.
        const by = personOf(await bringerFor(bench, req));
        return bench.exchanging.run("bring", { head, by, of }, file);
      }),
    );
    if ("fault" in done) throw refused("", done);
    const { came, passages, versions } = done;
    if (came === "another" || came === "under-way") throw idTaken();
    sendJson(res, { work: head.id, passages, versions, already: came === "already" });
  });
  return router;
}

/** What the work is, and what it is made of. @throws Problem 400, 422 */
function saidIn(req: Request): { head: ReturnType<typeof headOf>["head"]; of: string } {
  const given = (name: FieldName): unknown => (name === "work" ? part(req, "work") : req.query[name]);
  const fields = Create.safeParse(Object.fromEntries(FIELDS.map((name) => [name, given(name)])));
  const of = Of.safeParse(req.query["of"]);
  if (!fields.success || !of.success) throw new Problem(400, { code: "not-readable", why: "import" });
  return { head: headOf(fields.data).head, of: of.data };
}

const written = promisify(write);

/** Writes what comes in into a file. @throws Problem 413, 415; 400 if it ends before its end. */
async function takeDown(req: Request, file: number): Promise<void> {
  const tooLarge = () => new Problem(413, { code: "too-large", why: "sent", most: FILE_LIMITS.sent });
  if (!/^(?:identity)?$/.test(req.headers["content-encoding"] ?? ""))
    throw new Problem(415, { code: "not-readable", why: "lines" });
  if (Number(req.headers["content-length"] ?? 0) > FILE_LIMITS.sent) throw tooLarge();
  req.setTimeout(PATIENCE, () => req.destroy());
  let bytes = 0;
  try {
    for await (const piece of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > FILE_LIMITS.sent) throw tooLarge();
      for (let rest = piece; rest.length > 0;) rest = rest.subarray((await written(file, rest)).bytesWritten);
    }
  } catch (error) {
    throw req.destroyed && !(error instanceof Problem)
      ? new Problem(400, { code: "not-readable", why: "request" })
      : error;
  }
  req.setTimeout(0);
}
