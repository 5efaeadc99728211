/**
 * A revised file of a translation that is here: what became of its passages over the whole work, with a part of a proposal for
 * each that it words otherwise.
 */
import { Counting, type Counts } from "../../translations/exchange/brought.ts";
import {
  BECAME,
  differenceOf,
  type Became,
  type Comparing,
  type Difference,
} from "../../translations/exchange/difference.ts";
import type { Onto } from "../../translations/exchange/onto.ts";
import { replay } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Store } from "../store/store.ts";
import { inTurns } from "../store/turns.ts";

/** What a file differs in from a translation as it stands, over the whole work. */
export interface Differing {
  /** In the order of the file; what is kept is only counted. */
  differences: Difference[];
  /** How many groups of passages became what. */
  counts: Readonly<Record<Became, number>>;
  /** What of the file can't be proposed. */
  notTaken: Counts;
}

/** What a file that lies beside a work differs in from a translation of it. */
export async function differing(
  store: Pick<Store, "records">,
  work: Pick<Work, "id" | "translation">,
  { groups }: Pick<Onto, "groups">,
  comparing: Omit<Comparing, "work">,
): Promise<Differing> {
  const left = new Counting();
  const differences: Difference[] = [];
  const counts = Object.fromEntries(BECAME.map((each) => [each, 0])) as Record<Became, number>;
  const others = inTurns();
  for (const group of groups) {
    const states = await Promise.all(
      group.passages.map(async (passage) => replay(passage, await store.records({ work: work.id, passage }))),
    );
    const found = differenceOf(group, states, { ...comparing, work }, left);
    if (found) counts[found.became]++;
    if (found && found.became !== "kept") differences.push(found);
    await others();
  }
  return { differences, counts, notTaken: left.counts() };
}
