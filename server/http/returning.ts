/** `/api/works/{work}/return`: a Word file of a work comes back; what it says otherwise is proposed by whoever brings it. */
import express, { Router, type Request } from "express";
import { Counting, NotTaken } from "../../translations/exchange/brought.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import { type Actor, personOf } from "../../translations/ledger/roles.ts";
import type { Wrong } from "../../translations/ledger/events.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { isInvisible, plainly } from "../../translations/text/well-formed.ts";
import { propose, type Why } from "../bringing/proposing.ts";
import { returnedFile, returnedTo } from "../bringing/returning.ts";
import { byAccount } from "../exchanging/by-account.ts";
import { sendJson } from "./answer.ts";
import { AtOnce } from "./at-once.ts";
import { notTaken, refused } from "./heads.ts";
import { Problem, problemOf } from "./problem.ts";
import { proposerFor, whySaid, WrongSaid } from "./proposing.ts";
import type { Workbench } from "./workbench.ts";

/** So much is taken from one person at once. */
const MOST_OF_ONE = 2;

export function returningRoutes(bench: Workbench): Router {
  const router = Router();
  const taking = new AtOnce(MOST_OF_ONE);
  router.post(
    "/api/works/:work/return",
    // Of nobody who may not propose anything is held.
    async (req, _res, next) => {
      await proposerFor(bench, req);
      next();
    },
    express.raw({ type: "application/octet-stream", limit: FILE_LIMITS.bytes }),
    async (req, res) => {
      const { actor, work } = await proposerFor(bench, req);
      const bytes: unknown = req.body;
      if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw notTaken("nothing");
      const name = said(req, "name").slice(0, 200) || "returned.docx";
      const done = await taking.for(actor.id, () =>
        takeBack(bench, {
          actor,
          work,
          name,
          bytes,
          why: whySaid(said(req, "reason"), name, wrongIn(req)),
          isTried: said(req, "dry") === "yes",
        }),
      );
      sendJson(res, { work: work.id, ...done });
    },
  );
  return router;
}

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

interface Taking {
  actor: Actor;
  work: Work;
  name: string;
  bytes: Uint8Array;
  why: Why;
  /** It is said what would be proposed, and nothing kept. */
  isTried: boolean;
}

async function takeBack(bench: Workbench, { actor, work, name, bytes, why, isTried }: Taking) {
  const file = await returnedFile(name, bytes).catch((error: unknown) => {
    throw error instanceof NotTaken ? refused(name, error) : error;
  });
  const found = await returnedTo(bench.store, work, file, personOf(actor), new Date().toISOString().slice(0, 10));
  if (found.found === 0) throw notTaken("of-another-work");
  const counting = new Counting();
  for (const counts of [file.notTaken, found.notTaken]) counting.addAll(counts);
  // What was revised since would have its older words put back.
  const parts = found.parts.filter(({ stale }) => !stale);
  counting.add("passages that were revised since", found.parts.length - parts.length);
  const kept = isTried ? { proposals: [] } : await propose(parts, why, byAccount(bench, work.id, actor));
  if ("refusal" in kept) throw problemOf(kept.refusal);
  const already = parts.length === 0 && found.already > 0;
  const came = { passages: parts.length, versions: 0, notTaken: counting.counts(), already, before: found.already };
  return { ...came, proposals: kept.proposals };
}
