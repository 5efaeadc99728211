/** What a file says otherwise, as proposals: each of as many passages as one may have, all with one reason. */
import { type BroughtProposal, proposeBrought } from "../../translations/decide/decide.ts";
import type { ReturnedPart } from "../../translations/exchange/returned.ts";
import { recordsOfAct } from "../../translations/ledger/record.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import type { Person } from "../../translations/notes/note.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { newId, newSalt } from "../store/ids.ts";
import type { Store } from "../store/store.ts";

/** Records proposals. @returns why they can't be, or null */
export type Recording = (proposals: readonly BroughtProposal[]) => Promise<Refusal | null>;

/** @returns the proposals' ids; or why they can't be recorded. */
export async function propose(
  parts: readonly ReturnedPart[],
  summary: string,
  record: Recording,
): Promise<{ proposals: string[] } | { refusal: Refusal }> {
  const all: BroughtProposal[] = [];
  for (let at = 0; at < parts.length; at += LIMITS.parts)
    all.push({ proposal: newId(), parts: parts.slice(at, at + LIMITS.parts), summary });
  const refusal = await record(all);
  return refusal ? { refusal } : { proposals: all.map(({ proposal }) => proposal) };
}

/** By somebody at the machine itself: all in one act or none. */
export function atMachine(store: Pick<Store, "append">, work: string, by: Person): Recording {
  return async (proposals) => {
    const facts = [];
    for (const proposal of proposals) {
      const decision = proposeBrought(proposal, by);
      if (!decision.ok) return decision.refusal;
      facts.push(...decision.facts);
    }
    if (facts.length === 0) return null;
    const act = { id: newId(), at: new Date().toISOString(), newSalt };
    const kept = await store.append(recordsOfAct(work, new Map(), act, facts));
    if (!kept.ok) throw new Error(`proposing: new proposals of ${work} were there already`);
    return null;
  };
}
