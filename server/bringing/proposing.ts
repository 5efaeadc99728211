/** What a file says otherwise, as proposals: each of as many passages as one may have, all with one reason. */
import { type BroughtProposal, proposeBrought, refusedUnsaid } from "../../translations/decide/decide.ts";
import type { ReturnedPart } from "../../translations/exchange/returned.ts";
import { withWrittenAgainst } from "../../translations/ledger/described.ts";
import { recordsOfAct, type Fact } from "../../translations/ledger/record.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import { charactersIn } from "../../translations/text/excess.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { newId, newSalt } from "../store/ids.ts";
import type { Store } from "../store/store.ts";
import { beginning, ending, nextAct, type Importing, type ImportOf } from "./importing.ts";

/** Records proposals, and tells of each that is recorded by itself. @returns why they can't be, or null */
export type Recording = (
  proposals: readonly BroughtProposal[],
  told?: (proposal: BroughtProposal) => void,
) => Promise<Refusal | null>;

/** Why something reads otherwise, and what is wrong with what is final. */
export type Why = Pick<BroughtProposal, "summary" | "wrong">;

/** @returns the proposals' ids; or why they can't be recorded: the first ones may be. */
export async function propose(
  parts: readonly ReturnedPart[],
  why: Why,
  record: Recording,
  idOf: (nth: number) => string = newId,
): Promise<{ proposals: string[] } | { refusal: Refusal }> {
  const all = inProposals(parts).map((own, nth): BroughtProposal => ({ proposal: idOf(nth), parts: own, ...why }));
  const refusal = await record(all);
  return refusal ? { refusal } : { proposals: all.map(({ proposal }) => proposal) };
}

/** As many parts a proposal as it may have, and as much. */
function inProposals(parts: readonly ReturnedPart[]): ReturnedPart[][] {
  const all: ReturnedPart[][] = [];
  let characters = 0;
  for (const part of parts) {
    const [own, last] = [charactersIn(part.rendering), all.at(-1)];
    characters += own;
    if (last && last.length < LIMITS.parts && characters <= LIMITS.partsCharacters) last.push(part);
    else [characters] = [own, all.push([part])];
  }
  return all;
}

/** How often an act is decided anew because another writer was quicker. */
const ATTEMPTS = 5;

/** An import that brings proposals. */
export function proposalsFrom(of: Omit<ImportOf, "brings">): Importing {
  return { id: newId(), of: { ...of, brings: "proposals" }, begun: false, seen: 0 };
}

/** By somebody at the machine itself, as an import: all in one act or none. */
export function atMachine(store: Store, work: string, going: Importing): Recording {
  return async (proposals) => {
    const said: Fact[] = [];
    const described = await store.work(work);
    for (const proposal of proposals) {
      const unsaid = described && refusedUnsaid(described, proposal);
      if (unsaid) return unsaid;
      const decision = proposeBrought(proposal, going.of.by);
      if (!decision.ok) return decision.refusal;
      said.push(...decision.facts);
    }
    if (said.length === 0) return null;
    const proposed = described ? withWrittenAgainst(described, said) : said;
    const pieces = proposals.reduce((sum, { parts }) => sum + parts.length, 0);
    for (let attempt = 1; !going.begun && attempt <= ATTEMPTS; attempt++) {
      const first = await beginning(store, work, going);
      const last = await ending(store, work, going, { passages: pieces, pieces });
      const act = { id: nextAct(going), at: new Date().toISOString(), newSalt };
      const facts = [...first.facts, ...proposed, ...last.facts];
      going.begun = (await store.append(recordsOfAct(work, first.ends, act, facts))).ok;
    }
    if (!going.begun) throw new Error(`proposing: ${work} kept changing; ${ATTEMPTS} attempts failed`);
    return null;
  };
}
