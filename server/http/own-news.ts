/** `/me/news`: what was told to whoever is signed in, and that they have seen it. */
import { Router, type Request } from "express";
import { z } from "zod";
import { address } from "../../editor/links/addresses.ts";
import type { NewsView } from "../../editor/mine/mine.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { sendJson, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { Problem } from "./problem.ts";
import { readUntil, untilNow } from "./seen-until.ts";
import { actorFor, visitorOf } from "./visitor.ts";
import { onHost, show, unseenBy, type Workbench } from "./workbench.ts";

/** So many pieces stand on a page. */
const EACH = 50;

/** That somebody has seen their news, until where the page said. */
export const Seen = z.object({ through: z.string().max(100) });

export function ownNewsRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/me/news", "/api/me/news"], async (req, res) => {
    if (!wantsJson(req) && !(await visitorOf(bench, req)))
      return res.redirect(303, onHost(bench, address.signIn(req.originalUrl)));
    const actor = await actorFor(bench, req);
    const view = await viewOf(bench, actor, beforeAsked(bench, req));
    const { lines: news, next, unseen, through, remarks } = view;
    await show(bench, req, res, { view, json: { news, next, unseen, through, remarks } });
  });
  router.get("/api/me/bell", async (req, res) => {
    const actor = await actorFor(bench, req);
    sendJson(res, { unseen: await unseenBy(bench, actor) });
  });
  router.post("/api/me/news/seen", async (req, res) => {
    const actor = await actorFor(bench, req);
    const until = readUntil(bench, bodyOf(Seen, req).through);
    if (until === null) throw unreadable();
    await bench.accounts.seeNews(actor.id, Math.min(until.record, await bench.store.through()));
    bench.accounts.requests.notices.see(actor.id, until.notice);
    await bench.remarks.see(actor);
    if (wantsJson(req)) sendJson(res, { unseen: await unseenBy(bench, actor) });
    else res.redirect(303, onHost(bench, address.ownNews()));
  });
  return router;
}

function unreadable(): Problem {
  return new Problem(400, { code: "not-readable", why: "goes-on" });
}

/** The number of the record before which a list goes on. @throws Problem 400 of what never said that it does */
function beforeAsked({ cursors }: Workbench, { query }: Request): number {
  const { after = "" } = query;
  const from = typeof after !== "string" ? null : after === "" ? 0 : cursors.open(after);
  if (from === null || (after !== "" && from === 0)) throw unreadable();
  return from;
}

async function viewOf(bench: Workbench, actor: Actor, before: number): Promise<NewsView> {
  // Looked at first: what comes meanwhile was not on the page.
  const { personal, cursors } = bench;
  const through = await untilNow(bench, actor);
  const { lines, next } = await personal.news(actor, { before, most: EACH });
  const unseen = await unseenBy(bench, actor);
  return {
    page: "news",
    ...{ lines, unseen, remarks: before === 0 ? await bench.remarks.waitingFor(actor) : [] },
    next: next === null ? null : cursors.seal(next),
    through: unseen > 0 ? through : null,
  };
}
