/** Answers: a page to a browser, JSON to a program. Which one a request wants is decided here and nowhere else. */
import type { Request, Response } from "express";
import type { View } from "../../editor/pages.ts";
import type { Visit } from "../../editor/shell/view.ts";
import type { Aside } from "../aside/aside.ts";
import type { Assets } from "./assets.ts";
import { bringsToken } from "./bearer.ts";
import { bytesOf, headersFor, sendPublic } from "./kept.ts";
import { OPEN_TO_ALL } from "./open.ts";
import type { Problem } from "./problem.ts";

/** True if the request asks for JSON: an address under /api that is read or asked with a token, or an Accept header that prefers it. */
export function wantsJson(req: Request): boolean {
  if ((req.method === "GET" || req.method === "HEAD") && /^\/api(\/|$)/.test(req.path)) return true;
  if (bringsToken(req)) return true;
  return req.accepts(["html", "json"]) === "json";
}

/** Answers with JSON, kept by nobody in between, and by a browser only to ask again: what it says is for who asked. */
export function sendJson(res: Response, body: unknown, status = 200): void {
  res
    .status(status)
    .set(headersFor(res, { "Cache-Control": "private, no-cache" }))
    .json(body);
}

/**
 * What goes with a public answer, sent whole or not again: whoever has it asks before they show it. Page and JSON may
 * stand at one address, and there is the page of whoever is signed in, too.
 */
const BY_ASKER = { "Cache-Control": "no-cache", Vary: "Cookie, Accept, Accept-Encoding" };
export const PUBLIC_HEADERS = {
  page: BY_ASKER,
  json: { ...OPEN_TO_ALL, ...BY_ASKER },
  file: { ...OPEN_TO_ALL, "Cache-Control": "no-cache", Vary: "Accept-Encoding" },
} as const;

export const JSON_TYPE = "application/json; charset=utf-8";

/** Answers with JSON that is public: any site's page may read it. */
export function sendOpenJson(res: Response, body: unknown): Promise<void> {
  const headers = { ...PUBLIC_HEADERS.json, "Content-Type": JSON_TYPE };
  return sendPublic(res, headers, JSON.stringify(body));
}

/** Answers with a version, or what changed, in one of its formats, which is public. */
export function sendFile(
  res: Response,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): Promise<void> {
  return sendPublic(res, { ...PUBLIC_HEADERS.file, ...headers }, body);
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
  const headers = { ...PUBLIC_HEADERS.page, "Content-Type": "text/html; charset=utf-8" };
  if (visit.actor === null && status === 200) return sendPublic(res, headers, page);
  res
    .status(status)
    .set(headersFor(res, { ...headers, ...(visit.actor && { "Cache-Control": "private, no-cache" }) }))
    .send(bytesOf(page));
}

/** Answers with the problem as RFC 9457 `application/problem+json`. */
export function sendProblemJson(res: Response, { status, title, message, code, parameters }: Problem): void {
  res.status(status).set("Cache-Control", "no-store").type("application/problem+json");
  res.send(JSON.stringify({ type: "about:blank", title, status, detail: message, code, ...parameters }));
}
