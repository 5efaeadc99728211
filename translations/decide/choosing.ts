/** Somebody says which of a passage's versions is the current one, whichever was made last. */
import { currentVersion, versionOf, type Version } from "../ledger/state.ts";
import type { Person } from "../notes/note.ts";
import { isInvisible } from "../text/well-formed.ts";
import { add, refuse, type Decision } from "./commands.ts";

export interface Choosing {
  type: "choose-version";
  passage: string;
  number: number;
  /** The number of the one that is current, as far as is known to whoever chooses; null: none. */
  current: number | null;
  reason: string;
}

export function isChoosing(command: { type: string }): command is Choosing {
  return command.type === "choose-version";
}

/** Said a second time, or of the one that is current, it adds nothing. */
export function chooseVersion(
  { passage, number, current, reason }: Choosing,
  by: Person,
  versions: readonly Version[],
): Decision {
  const version = versionOf({ versions }, number);
  if (!version) return refuse({ code: "unknown-version", why: "not-there", base: number });
  const stands = currentVersion({ versions })?.number ?? null;
  if (stands === number) return add();
  if (stands !== current) return refuse({ code: "stale-base", why: "choosing", current: stands });
  if (isInvisible(reason)) return refuse({ code: "reason-required", why: "choosing" });
  const { translation } = version;
  const event = {
    type: "version-chosen" as const,
    number,
    ...(translation !== undefined && { translation }),
    by,
    reason,
  };
  return { ok: true, facts: [{ passage, event }] };
}
