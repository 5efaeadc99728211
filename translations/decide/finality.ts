/**
 * Passages that are final: an owner says so, of one, of all that stands under one, or of many. Something can be proposed for them
 * as before, but who does says what is wrong. What is final stays so when a version comes; what is made of it when it is split or
 * joined is not.
 */
import { everIn, outlineOf } from "../ledger/sections.ts";
import { isRetired, type Work } from "../ledger/work.ts";
import type { Person } from "../notes/note.ts";
import type { Wrong } from "../ledger/events.ts";
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
 * Why something can't be proposed for a passage that is final, however it came: it does not say what is wrong. Null if it does, or none is.
 * @param proposal the one that the command names, as it stands.
 */
export function refusedWhereFinal(work: Work | null, command: Command, proposal: Proposal | null): Refusal | null {
  if (command.type !== "submit-proposal" && command.type !== "accept-at-once" && command.type !== "propose")
    return null;
  return work && proposal?.kind !== "supply" ? refusedUnsaid(work, command) : null;
}

/** What is proposed, and what is said of it. */
interface Said {
  parts: readonly { passage: string }[];
  summary: string;
  wrong?: Wrong | undefined;
}

/** What is said to whoever proposes that, of passages that are final, without saying what is wrong; null if they do, or none is. */
export function refusedUnsaid(work: Work, { parts, summary, wrong }: Said): Refusal | null {
  if (wrong !== undefined && !isInvisible(summary)) return null;
  const final = parts.find(({ passage }) => isFinal(work, passage));
  return final ? { code: "reason-required", why: "final", passage: final.passage } : null;
}

/** Of passages, by their ids, how many are final. */
export function finalAmong(work: Work, passages: readonly string[]): number {
  return passages.filter((id) => isFinal(work, id)).length;
}

/** True of a passage that stands, and is final. */
function isFinal(work: Work, id: string): boolean {
  const passage = everIn(work, id);
  return passage !== undefined && !isRetired(passage) && passage.final !== undefined;
}
