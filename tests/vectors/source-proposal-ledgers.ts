/** Ledgers of the seventeenth set: how the source of a passage is to read, proposed, and accepted, declined or given up. */
import { worded } from "../../translations/ledger/described.ts";
import type { ProposedSource } from "../../translations/ledger/outline-proposals.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { ANN, begun, of, ofWork, OLIVE, revised } from "./ledgers.ts";

const proposed = (number: number, corrects: number, source: ProposedSource, reason: string) =>
  ofWork({
    ...{ type: "outline-proposed", number, change: { act: "source", passage: "1-1", source: corrects } },
    ...{ wording: { locators: [], source }, reason, by: ANN },
  });
const SOURCE: ProposedSource = { held: "whole", words: ["道可道也，", "非恒道也。"], provenance: "Mawangdui, copy A" };

export const SOURCE_PROPOSAL_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "correction-accepted": (name) =>
    revised(name)
      .act(proposed(1, 1, SOURCE, "So the oldest copies read."))
      .act(
        ofWork({ type: "outline-accepted", number: 1, reason: "So they do.", by: OLIVE }),
        of("1-1", worded({ ...SOURCE, number: 2, words: [...SOURCE.words] }, OLIVE)),
      ).records,
  "correction-declined": (name) =>
    begun(name)
      .act(proposed(1, 1, SOURCE, "So the oldest copies read."))
      .act(ofWork({ type: "outline-declined", number: 1, reason: "This work has the received text.", by: OLIVE }))
      .act(proposed(2, 1, { held: "phrases", words: ["道可道"] }, "The rest is lost."))
      .act(ofWork({ type: "outline-withdrawn", number: 2, reason: "", by: ANN })).records,
};
