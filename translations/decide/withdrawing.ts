/** A version is withdrawn: number, address, people and reason stay, its words are given out no more. */
import { isWithdrawn, versionOf, type Version } from "../ledger/state.ts";
import type { Person } from "../notes/note.ts";
import { isInvisible } from "../text/well-formed.ts";
import { add, refuse, type Decision } from "./commands.ts";

export interface WithdrawingVersion {
  type: "withdraw-version";
  passage: string;
  number: number;
  reason: string;
}

export function isWithdrawing(command: { type: string }): command is WithdrawingVersion {
  return command.type === "withdraw-version";
}

/**
 * Where it was the current one, the one before it that was made current is so again, by the rules of `state.ts`. Said a second
 * time it adds nothing.
 */
export function withdrawVersion(
  { passage, number, reason }: WithdrawingVersion,
  by: Person,
  versions: readonly Version[],
): Decision {
  const version = versionOf({ versions }, number);
  if (!version) return refuse({ code: "unknown-version", why: "not-there", base: number });
  if (isWithdrawn(version)) return add();
  if (isInvisible(reason)) return refuse({ code: "reason-required", why: "withdrawing-version" });
  return { ok: true, facts: [{ passage, event: { type: "version-withdrawn", number, by, reason } }] };
}
