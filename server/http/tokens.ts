/**
 * Tokens in `Authorization: Bearer`: programs come with one to addresses under /api, and to no page. What a token may be
 * used for is said here and nowhere else; all that is not named, it may not. Cookies beside it count for nothing, and
 * since no browser sends one by itself, another site's page can't either.
 */
import type { Request, RequestHandler } from "express";
import type { TokenMay } from "../../translations/people/tokens.ts";
import { bringsToken } from "./bearer.ts";
import { Problem } from "./problem.ts";
import { openedBy } from "./visitor.ts";
import { type Workbench } from "./workbench.ts";

const SCHEME = "Bearer";

/** What each address needs of a token: to read, or more. The first that fits; `work`, `proposal` say whose work it is. */
const NEEDS: readonly [method: "GET" | "POST", path: RegExp, needs: "read" | TokenMay][] = [
  ["GET", /^\/api\/works\/new(?:\/|$)/, "import"],
  ["POST", /^\/api\/works\/new(?:\/|$)/, "import"],
  ["POST", /^\/api\/works\/(?<work>[a-z0-9-]+)\/(?:import|source)$/, "import"],
  ["POST", /^\/api\/works\/(?<work>[a-z0-9-]+)\/return$/, "propose"],
  ["GET", /^\/api\/works\/(?<work>[a-z0-9-]+)(?:\/|$)/, "read"],
  ["GET", /^\/api\/proposals\/(?<proposal>[a-z0-9-]+)(?:\/|$)/, "read"],
  ["GET", /^\/api\/me\/(?:news|bell|following)$/, "read"],
  ["GET", /^\/api\/(?:works|me|search|events|news|openapi\.json)$/, "read"],
  ["POST", /^\/api\/works\/(?<work>[a-z0-9-]+)\/passages\/[a-z0-9-]+\/proposals$/, "propose"],
  ["POST", /^\/api\/proposals\/(?<proposal>[a-z0-9-]+)\/(?:submit|add|rebase|start|withdraw)$/, "propose"],
];

/** Lets a request with a token on if the token opens something, and what is asked of the address. */
export function byToken(bench: Workbench): RequestHandler {
  return async (req, res, next) => {
    if (!bringsToken(req)) return next();
    delete req.headers.cookie;
    const { work, may } = await openedBy(bench, req);
    const { path, needs } = needFor(req.method, req.path) ?? {};
    if (!path || !needs || (needs !== "read" && !may.includes(needs)))
      throw new Problem(403, { code: "not-allowed", why: "token", may: ["read", ...may] });
    if (work !== null && (await workAt(bench, req, path)) !== work)
      throw new Problem(403, { code: "not-allowed", why: "token-elsewhere", work });
    next();
  };
}

/** What a request needs of a token, and the row that says so; null: there is no token for it. */
export function needFor(method: string, asked: string): { path: RegExp; needs: "read" | TokenMay } | null {
  const read = method === "HEAD" ? "GET" : method;
  const [, path, needs] = NEEDS.find(([method, path]) => method === read && path.test(asked)) ?? [];
  return path && needs ? { path, needs } : null;
}

/** The one work that a request is about; null if it is about several, or none. */
async function workAt({ desk }: Workbench, req: Request, path: RegExp): Promise<unknown> {
  const { work, proposal } = path.exec(req.path)?.groups ?? {};
  if (work !== undefined) return work;
  if (proposal !== undefined) return (await desk.proposal(proposal))?.work ?? null;
  return req.path === "/api/search" ? req.query["work"] : null;
}

/** `WWW-Authenticate` of an answer to a request with a token (RFC 6750, section 3); null if it has none. */
export function challenge(req: Request, { status }: Problem): string | null {
  if (!bringsToken(req) || (status !== 401 && status !== 403)) return null;
  return `${SCHEME} error="${status === 401 ? "invalid_token" : "insufficient_scope"}"`;
}
