/** `/api/works/{work}/return`: a Word file of a work comes back; what it says otherwise is proposed by whoever brings it. */
import { Router, type Request } from "express";
import { address } from "../../editor/links/addresses.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import type { Wrong } from "../../translations/ledger/events.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { doing, type Telling } from "./doing.ts";
import { notTaken, refused } from "./heads.ts";
import { Problem, problemOf } from "./problem.ts";
import { proposerFor, whySaid, WrongSaid } from "./proposing.ts";
import { takingDown } from "./taking-down.ts";
import { part, type Workbench } from "./workbench.ts";

/** What a file is sent as. */
const FILE = "application/octet-stream";

export function returningRoutes(bench: Workbench): Router {
  const router = Router();
  const taken = takingDown(bench);
  router.post("/api/works/:work/return", async (req, res) => {
    const may = () => proposerFor(bench, req).then(({ actor }) => actor);
    await may();
    const length = req.headers["content-length"];
    if (!req.is(FILE) || length === "0") throw notTaken("nothing");
    const work = part(req, "work");
    const name = said(req, "name").slice(0, 200) || "returned.docx";
    const why = whySaid(said(req, "reason"), name, wrongIn(req));
    const isTried = said(req, "dry") === "yes";
    const take = (
      actor: Parameters<Parameters<typeof taken>[2]>[0],
      { file, digest }: { file: string; digest: string },
    ) => {
      const asked = { work, name, actor, why, isTried, digest };
      const errand = { person: actor.id, work, name: "takeBack" as const, asked, file, isShort: false };
      return doing(bench, req, res, errand, toldOfTakingBack);
    };
    await taken(req, may, take, FILE_LIMITS.bytes);
  });
  return router;
}

/** What came of a Word file that came back. */
export const toldOfTakingBack: Telling<"takeBack"> = (_, { work, asked: { name } }, done) => {
  if ("fault" in done) throw refused(name, done);
  if ("refusal" in done) throw problemOf(done.refusal);
  const { found, passages, already: before, notTaken: left, proposals } = done;
  if (found === 0) throw notTaken("of-another-work");
  const already = passages === 0 && before > 0;
  const json = { work, passages, versions: 0, notTaken: left, already, before, proposals };
  return Promise.resolve({ json, to: address.work(work) });
};

/** @throws Problem 400 if it is nothing that may be wrong. */
function wrongIn({ query }: Request): Wrong | undefined {
  const read = WrongSaid.safeParse(query["wrong"]);
  if (!read.success) throw new Problem(400, { code: "not-readable", why: "import" });
  return read.data;
}

function said({ query }: Request, name: "name" | "reason" | "dry"): string {
  const given = query[name];
  return typeof given === "string" && !isInvisible(given) ? plainly(given) : "";
}
