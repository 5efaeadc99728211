/** What is answered where something of an account is refused. */
import type { AccountRefusal, PlainRefusal } from "../../editor/refusals/refusals.ts";
import type { Refused } from "./contract.ts";

/** @param retryAfter in seconds. */
export function refuse(
  status: Refused["status"],
  refusal: AccountRefusal | PlainRefusal,
  retryAfter?: number,
): Refused {
  const told = typeof refusal === "string" ? { code: refusal } : refusal;
  return { ok: false, status, refusal: told, ...(retryAfter !== undefined && { retryAfter }) };
}

/** Of a link that can't be used. */
export function refuseLink(link: (AccountRefusal & { code: "link" })["link"]): Refused {
  return refuse(link === "unknown" ? 404 : 410, { code: "link", link });
}

export function tooOften(seconds: number): Refused {
  return refuse(429, { code: "too-often", wait: seconds }, seconds);
}
