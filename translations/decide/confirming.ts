/** A source was worded anew, and somebody says that a version renders that as well. */
import { everIn } from "../ledger/sections.ts";
import { sourceMoved, versionOf, type Version } from "../ledger/state.ts";
import type { Work } from "../ledger/work.ts";
import type { Person } from "../notes/note.ts";
import { add, refuse, type Decision } from "./commands.ts";

export interface Confirming {
  type: "confirm-source";
  passage: string;
  /** Of the version, */
  number: number;
  /** and of the wording that stands now. */
  source: number;
  reason: string;
}

export function isConfirming(command: { type: string }): command is Confirming {
  return command.type === "confirm-source";
}

/** Said a second time, or of a version that renders the source as it reads, it adds nothing. */
export function confirmSource(
  work: Work,
  { passage, number, source, reason }: Confirming,
  by: Person,
  versions: readonly Version[],
): Decision {
  const current = everIn(work, passage)?.source;
  if (!current) return refuse({ code: "unknown-passage", named: passage });
  const version = versionOf({ versions }, number);
  if (!version) return refuse({ code: "unknown-version", why: "not-there", base: number });
  if (current.number !== source) return refuse({ code: "stale-base", why: "source", current: current.number });
  if (!sourceMoved(version, current)) return add();
  return { ok: true, facts: [{ passage, event: { type: "source-confirmed", number, source, reason, by } }] };
}
