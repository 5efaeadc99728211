/** Who asks: by the session of a cookie, or by a token. */
import type { Request } from "express";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Accounts, ByToken } from "../accounts/accounts.ts";
import { bringsToken, tokenOf } from "./bearer.ts";
import { Problem } from "./problem.ts";
import { networkFor, problemOfRefused } from "./refused.ts";

interface Asked {
  accounts: Pick<Accounts, "actorOf" | "byToken">;
}

/** Who asks; null if nobody is signed in. A token is asked anew each time: it may have been revoked while a body came in. */
export async function visitorOf(of: Asked, req: Request): Promise<Actor | null> {
  return bringsToken(req) ? (await openedBy(of, req)).actor : of.accounts.actorOf(req.headers);
}

/**
 * What the request's token opens.
 * @throws Problem 401, or 429 after too many wrong ones.
 */
export async function openedBy({ accounts }: Asked, req: Request): Promise<Extract<ByToken, { ok: true }>> {
  const opened = await accounts.byToken(tokenOf(req) ?? "", networkFor(req));
  if (opened.ok) return opened;
  const problem = problemOfRefused(opened, "not-signed-in");
  throw opened.retryAfter === undefined ? problem : Object.assign(problem, { retryAfter: opened.retryAfter });
}

/** @throws Problem 401 */
export async function actorFor(of: Asked, req: Request): Promise<Actor> {
  const actor = await visitorOf(of, req);
  if (!actor) throw new Problem(401, { code: "sign-in-first", why: "account" });
  return actor;
}

/** The one work that the request's token opens; null: all that whoever asks may read. */
export async function onlyWork(of: Asked, req: Request): Promise<string | null> {
  return bringsToken(req) ? (await openedBy(of, req)).work : null;
}
