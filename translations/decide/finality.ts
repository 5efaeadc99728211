/**
 * Passages that are final: an owner says so, of one, of all that stands under one, or of many. Something can be proposed for them
 * as before, but who does says what is wrong. What is final stays so when a version comes; what is made of it when it is split or
 * joined is not.
 */
import { everIn, outlineOf } from "../ledger/sections.ts";
import { isRetired, type Work } from "../ledger/work.ts";
import type { Person } from "../notes/note.ts";
import type { Refusal } from "../ledger/refusals.ts";
import type { Proposal } from "../ledger/state.ts";
import { isInvisible } from "../text/well-formed.ts";
import { refuse, type Command, type Decision } from "./commands.ts";
import { notStanding } from "./in-outline.ts";

export interface SettingFinality {
  type: "set-finality";
  passages: readonly string[];
  /** With all that stands under each. */
  branch: boolean;
  final: boolean;
}

export function isSettingFinality(command: { type: string }): command is SettingFinality {
  return command.type === "set-finality";
}

/** Of those that stand so already nothing is said. */
export function setFinality(work: Work, { passages, branch, final }: SettingFinality, by: Person): Decision {
  const meant = new Set<string>();
  const { places, ends } = outlineOf(work.passages);
  for (const id of passages) {
    const place = places.get(id);
    if (place === undefined) return notStanding(work, id);
    const to = branch ? ends[place]! : place + 1;
    for (const passage of work.passages.slice(place, to)) if (Boolean(passage.final) !== final) meant.add(passage.id);
  }
  if (passages.length === 0) return refuse({ code: "unknown-part", why: "none-named" });
  if (meant.size === 0) return { ok: true, facts: [] };
  return { ok: true, facts: [{ passage: null, event: { type: "finality-set", passages: [...meant], final, by } }] };
}

/**
 * Why a draft can't be proposed for a passage that is final: it does not say what is wrong. Null if it does, or none is. What comes in a file has
 * its reasons with it, and is not asked.
 * @param proposal the one that the command names, as it stands.
 */
export function refusedWhereFinal(work: Work | null, command: Command, proposal: Proposal | null): Refusal | null {
  if (command.type !== "submit-proposal" && command.type !== "accept-at-once") return null;
  if (proposal?.kind === "supply" || (command.wrong !== undefined && !isInvisible(command.summary))) return null;
  const final = work && command.parts.find(({ passage }) => isFinal(work, passage));
  return final ? { code: "reason-required", why: "final", passage: final.passage } : null;
}

/** True of a passage that stands, and is final. */
function isFinal(work: Work, id: string): boolean {
  const passage = everIn(work, id);
  return passage !== undefined && !isRetired(passage) && passage.final !== undefined;
}
