/**
 * The table of routes: which addresses there are, and what may be asked of each. It is read off the routes themselves,
 * so that it can't say otherwise. From it come the answers to a wrong method and to OPTIONS.
 */
import type { Express, Request, RequestHandler } from "express";
import { isOpen, openToAll } from "./open.ts";
import { notFound, Problem } from "./problem.ts";
import { placeFor, workFor, type Workbench } from "./workbench.ts";

/** A kind of address that is answered: `GET /:work/:passage`. */
export interface Route {
  method: string;
  path: string;
}

type Layers = Express["router"]["stack"];

/** Every route of `app`, in the order in which they are asked. */
export function routesOf(app: Express): Route[] {
  return routesIn(app.router.stack);
}

/** The routes of a router and of those within it. */
function routesIn(layers: Layers): Route[] {
  return layers.flatMap(({ route, handle }): Route[] => {
    if (!route) return "stack" in handle ? routesIn(handle.stack as Layers) : [];
    const methods = route.stack.map(({ method }) => method.toUpperCase());
    return [route.path].flat().flatMap((path) => [...new Set(methods)].map((method) => ({ method, path })));
  });
}

/**
 * Answers OPTIONS, and a method that an address does not take: 405 with `Allow`. An address that is not held (no such
 * work or passage) has none, and is left to the routes.
 * @param table asked for with every request: the routes are made after this.
 */
export function methodsAsked(bench: Workbench, table: () => readonly Route[]): RequestHandler {
  return async (req, res, next) => {
    const rows = rowsFor(table(), req.path);
    const allowed = allowedBy(rows);
    if (rows.length === 0 || (req.method !== "OPTIONS" && allowed.includes(req.method))) return next();
    const unheld = await notHeld(bench, req, paramsOf(rows[0]!, req.path));
    if (unheld !== null) return next(req.method === "OPTIONS" ? unheld : undefined);
    res.set("Allow", allowed.join(", "));
    if (req.method !== "OPTIONS") throw notTaken(req.method, allowed);
    if (rows.some(({ path }) => isOpen(path))) {
      openToAll(res);
      res.set({ "Access-Control-Allow-Methods": "GET, HEAD", "Access-Control-Allow-Headers": "*" });
      res.set("Access-Control-Max-Age", "86400");
    }
    res.status(204).end();
  };
}

/** That no such work or passage is held; null if it is, or none is named. */
async function notHeld(
  bench: Workbench,
  req: Request,
  { work, passage }: { work?: string; passage?: string },
): Promise<Problem | null> {
  try {
    if (work !== undefined && passage !== undefined) await placeFor(bench, req, work, passage);
    else if (work !== undefined) await workFor(bench, req, work);
    return null;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

function notTaken(method: string, allowed: readonly string[]): Problem {
  const takes = allowed.filter((each) => each !== "OPTIONS");
  return new Problem(405, { code: "not-so", why: "method", method, takes });
}

function allowedBy(rows: readonly Route[]): string[] {
  const methods = new Set(rows.map(({ method }) => method));
  if (methods.has("GET")) methods.add("HEAD");
  return methods.size === 0 ? [] : [...methods, "OPTIONS"];
}

/** The rows that fit `path` most closely: the most words of their own, read from the left. */
export function rowsFor(table: readonly Route[], path: string): Route[] {
  const asked = segmentsOf(path.toLowerCase());
  const fitting = table.filter((row) => fits(row, asked));
  const closest = fitting.map(closeness).sort().at(-1);
  return fitting.filter((row) => closeness(row) === closest);
}

function closeness({ path }: Route): string {
  return ownSegments(path)
    .map((segment) => (segment.startsWith(":") ? "0" : "1"))
    .join("");
}

function fits({ path }: Route, asked: readonly string[]): boolean {
  const own = ownSegments(path);
  if (own.length !== asked.length) return false;
  return own.every((segment, at) => segment.startsWith(":") || segment.toLowerCase() === asked[at]);
}

/** Of the paths of routes, which are few and asked of at every request. */
const known = new Map<string, readonly string[]>();

function ownSegments(path: string): readonly string[] {
  let own = known.get(path);
  if (!own) known.set(path, (own = segmentsOf(path)));
  return own;
}

function paramsOf({ path }: Route, asked: string): { work?: string; passage?: string } {
  const values = segmentsOf(asked);
  return Object.fromEntries(
    ownSegments(path).flatMap((segment, at) =>
      segment === ":work" || segment === ":passage" ? [[segment.slice(1), values[at]!]] : [],
    ),
  );
}

function segmentsOf(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

/** What is asked for where no route has an answer. */
export const nothingHere: RequestHandler = (req) => {
  throw req.method === "GET" || req.method === "HEAD"
    ? notFound({ why: "address" })
    : notFound({ why: "method", method: req.method });
};
