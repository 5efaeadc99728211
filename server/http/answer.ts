/** Answers: a page to a browser, JSON to a program. Which one a request wants is decided here and nowhere else. */
import type { Request, Response } from "express";
import type { View, Visit } from "../../editor/views.ts";
import type { Aside } from "../aside/aside.ts";
import type { Assets } from "./assets.ts";
import { openToAll } from "./open.ts";
import type { Problem } from "./problem.ts";

/** True if the request asks for JSON: an address under /api, or an Accept header that prefers it. */
export function wantsJson(req: Request): boolean {
  if ((req.method === "GET" || req.method === "HEAD") && /^\/api(\/|$)/.test(req.path)) return true;
  return req.accepts(["html", "json"]) === "json";
}

/** Answers with JSON, kept by nobody in between, and by a browser only to ask again: what it says is for who asked. */
export function sendJson(res: Response, body: unknown, status = 200): void {
  res.status(status).set("Cache-Control", "private, no-cache").json(body);
}

/**
 * Answers with JSON that is public and the same for everybody: any site's page may read it. It may stand at the address
 * of a page, so that what was asked for tells them apart.
 */
export function sendOpenJson(res: Response, body: unknown): void {
  openToAll(res);
  res.vary("Accept");
  res.set("Cache-Control", "no-cache").json(body);
}

/** How long what never changes may be kept without asking again: it may be withdrawn. */
export const FOR_A_DAY = "public, max-age=86400, must-revalidate";

/** Answers with a page. A long one is written beside others' requests. */
export async function sendPage(
  { aside, assets }: { aside: Aside; assets: Assets },
  res: Response,
  view: View,
  visit: Visit,
  status = 200,
): Promise<void> {
  const page = await aside("page", view, visit, assets);
  res
    .status(status)
    .set("Cache-Control", visit.actor ? "private, no-cache" : "no-cache")
    .set("Vary", "Cookie, Accept")
    .type("html")
    .send(page);
}

/** Answers with the problem as RFC 9457 `application/problem+json`. */
export function sendProblemJson(res: Response, { status, title, message, code }: Problem): void {
  res.status(status).set("Cache-Control", "no-store").type("application/problem+json");
  res.send(JSON.stringify({ type: "about:blank", title, status, detail: message, code }));
}
