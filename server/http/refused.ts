/** What accounts refuse, as an answer, and by what their tries are counted. */
import type { Request, Response } from "express";
import { accountRefusalInWords } from "../../editor/refusals/refusals.ts";
import type { Refused } from "../accounts/accounts.ts";
import { networkOfPeer } from "../host/network.ts";
import { Problem } from "./problem.ts";

/** Where a request comes from, as tries are counted. */
export function networkFor(req: Request): string {
  return networkOfPeer(req) ?? "this machine";
}

/** A refusal of the accounts, thrown for a program. */
export function problemOfRefused(
  { status, refusal }: Pick<Refused, "refusal"> & { status: number },
  code: "not-done" | "not-signed-in" | "not-as-things-stand" = "not-done",
): Problem {
  const { code: why, ...about } = refusal;
  return new Problem(status, { code, why, ...about }, accountRefusalInWords(refusal));
}

/** Says when to come back, where a refusal does. */
export function retryAfter(res: Response, outcome: { ok: boolean; retryAfter?: number }): void {
  if (outcome.retryAfter !== undefined) res.set("Retry-After", String(outcome.retryAfter));
}
