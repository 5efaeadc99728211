/** Ledgers of the sixteenth set: how an outline is to change, proposed, and accepted, declined or given up. */
import { placed, worded } from "../../translations/ledger/described.ts";
import type { OutlineChange } from "../../translations/ledger/outline-proposals.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { ANN, begun, of, ofWork, OLIVE, passage, revised, version } from "./ledgers.ts";

const proposed = (number: number, change: OutlineChange, locators: string[], reason: string) =>
  ofWork({ type: "outline-proposed", number, change, wording: { locators }, reason, by: ANN });
const MOVE: OutlineChange = { act: "move", passage: "1-2", branch: false, from: "1-1", after: null };

export const OUTLINE_PROPOSAL_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "split-accepted": (name) =>
    revised(name)
      .act(
        proposed(
          1,
          {
            act: "split",
            passage: "1-1",
            version: 2,
            source: 1,
            cuts: [23],
            sourceCuts: [{ paragraph: 0, offset: 5 }],
          },
          ["1.1 (1)", "1.1 (2)"],
          "Two thoughts.",
        ),
      )
      .act(
        ofWork({ type: "outline-accepted", number: 1, reason: "So they are.", by: OLIVE }),
        ofWork({ ...placed(passage("1-1-1", "1.1 (1)", []), "1-1", OLIVE), accepts: 1 }),
        ofWork({ ...placed(passage("1-1-2", "1.1 (2)", []), "1-1-1", OLIVE), accepts: 1 }),
        ofWork({
          ...{ type: "passage-split", passage: "1-1", into: ["1-1-1", "1-1-2"], reason: "Two thoughts.", by: OLIVE },
          accepts: 1,
        }),
        of("1-1-1", worded({ number: 1, held: "whole", words: ["道可道，"] }, OLIVE)),
        of("1-1-2", worded({ number: 1, held: "whole", words: ["非常道。"] }, OLIVE)),
        of("1-1-1", version(1, "A way that can be told", { from: [{ passage: "1-1", number: 2 }], source: 1 })),
        of("1-1-2", version(1, "is no lasting way.", { from: [{ passage: "1-1", number: 2 }], source: 1 })),
      ).records,
  "move-declined": (name) =>
    begun(name)
      .act(proposed(1, MOVE, [], "It stands first in the oldest copy."))
      .act(ofWork({ type: "outline-declined", number: 1, reason: "In one copy alone.", by: OLIVE }))
      .act(proposed(2, MOVE, [], "In two, now."))
      .act(ofWork({ type: "outline-withdrawn", number: 2, reason: "", by: ANN })).records,
};
