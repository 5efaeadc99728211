/**
 * Records as a file has them, one a line, in the order of the ledger: the form in which they go from one program to another,
 * described in `docs/record-format.md`. The same records make the same bytes.
 */
import { canonicalJson } from "../text/json.ts";
import { besideIn, slotsOf, type Slots } from "./enclosures.ts";
import type { Kept } from "./record.ts";

/** A record as a line, without its end. */
export function lineOf({ body, digest, beside }: Kept): string {
  return canonicalJson({ beside: slotsOf(beside), body, digest });
}

/**
 * The record of a line. Whether it is what it was is for `verify.ts` to say.
 * @throws SyntaxError if the line is no JSON, TypeError if that is no record's.
 */
export function keptInLine(line: string): Kept {
  const { body, digest, beside } = (JSON.parse(line) ?? {}) as Record<"body" | "digest" | "beside", unknown>;
  if (typeof body !== "string" || typeof digest !== "string" || !isSlots(beside))
    throw new TypeError("it is no record's line");
  return { body, digest, beside: besideIn(beside) };
}

function isSlots(value: unknown): value is Slots {
  return Array.isArray(value) && value.every((slot) => slot === null || (Array.isArray(slot) && slot.length <= 2));
}
