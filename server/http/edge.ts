/**
 * The edge between the paths of the world and those of the program. The workbench may stand under a path
 * (`https://www.uni.example/variorum`), and the proxy before it may leave that path in its requests or not. Here it is
 * taken off what comes in, and put before what goes out: redirects, links in headers, the path of cookies. What stands
 * in pages is put under it where they are drawn (`editor/links/under.ts`).
 */
import type { IncomingHttpHeaders } from "node:http";
import type { RequestHandler } from "express";
import { isUnder, type PublicAddress } from "../host/address.ts";

/** The request's path and query as the program knows them: without the path that the workbench stands under. */
export function inside(url: string, base: string): string {
  if (!isUnder(url, base)) return url;
  const rest = url.slice(base.length);
  return rest.startsWith("/") ? rest : `/${rest}`;
}

/** Brings what goes out under the workbench's path, and has cookies travel safely where the request did. */
export function outside(address: PublicAddress): RequestHandler {
  return (req, res, next) => {
    const base = address.base();
    const astray = base !== "" && comesFromElsewhere(req.headers, base);
    const paths = astray ? (["", base] as const) : ([base, ""] as const);
    // Express gives what was set before along with each further cookie.
    const cookies: string[] = [];
    const set = res.setHeader.bind(res);
    res.setHeader = (name, value) => {
      switch (name.toLowerCase()) {
        case "location":
        case "content-location":
          return set(name, astray ? relative(req.originalUrl, text(value)) : under(base, text(value)));
        case "link":
          return set(
            name,
            each(value, (link) => link.replaceAll(/<(\/[^>]*)>/g, (_, path: string) => `<${under(base, path)}>`)),
          );
        case "set-cookie":
          for (const cookie of all(value))
            if (!cookies.includes(cookie)) cookies.push(...bakedOnce(cookie, paths, req.secure));
          return set(name, cookies);
        default:
          return set(name, value);
      }
    };
    next();
  };
}

/**
 * True if the page that sent the request stands at another path than the public address says. That address is wrong
 * then, and nobody should be kept out by it: the answer leads where the page is.
 */
function comesFromElsewhere(
  { referer, host, "x-forwarded-host": forwarded }: IncomingHttpHeaders,
  base: string,
): boolean {
  if (referer === undefined || !URL.canParse(referer)) return false;
  const page = new URL(referer);
  return (page.host === host || page.host === forwarded) && !isUnder(page.pathname, base);
}

function under(base: string, path: string): string {
  return /^\/(?!\/)/.test(path) ? `${base}${path}` : path;
}

/** The way from the page at `from` to `path`. */
function relative(from: string, path: string): string {
  if (!/^\/(?!\/)/.test(path)) return path;
  const depth = from.replace(/[?#].*$/, "").split("/").length - 2;
  return `${depth > 0 ? "../".repeat(depth) : "./"}${path.slice(1)}`;
}

/**
 * A cookie for the path `here`, and the one of its name that was given for the `other` path, before the public address
 * was changed, taken away: otherwise signing out would leave that session where it is.
 */
function bakedOnce(cookie: string, [here, other]: readonly [string, string], secure: boolean): string[] {
  const kept = baked(cookie, here, secure);
  if (here === other || !AT_ROOT.test(cookie)) return [kept];
  return [baked(`${cookie.split("=", 1)[0]!}=; Path=/; Max-Age=0`, other, secure), kept];
}

const AT_ROOT = /;\s*path=\/(?=;|$)/i;

function baked(cookie: string, base: string, secure: boolean): string {
  const placed = cookie.replace(AT_ROOT, `; Path=${base === "" ? "/" : base}`);
  return secure && !/;\s*secure(?=;|$)/i.test(placed) ? `${placed}; Secure` : placed;
}

function text(value: number | string | readonly string[]): string {
  return typeof value === "object" ? value.join(", ") : String(value);
}

function all(value: number | string | readonly string[]): readonly string[] {
  return typeof value === "object" ? value : [String(value)];
}

function each(value: number | string | readonly string[], change: (one: string) => string): string | string[] {
  return typeof value === "object" ? value.map(change) : change(String(value));
}
