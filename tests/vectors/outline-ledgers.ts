/** Ledgers of the second set: an outline that lives. */
import { placed, worded } from "../../translations/ledger/described.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { begun, founded, of, ofWork, OLIVE, passage, revised, version } from "./ledgers.ts";

const none = { number: 1, held: "none" as const, words: [] };

export const OUTLINE_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "outline-moved": (name) =>
    begun(name)
      .act(ofWork(placed(passage("1-3", "1.3", []), null, OLIVE, "It stands first in the oldest copy.")))
      .act(ofWork(placed(passage("1-1", "1.1a", []), "1-3", OLIVE))).records,
  "outline-retired": (name) =>
    begun(name)
      .act(ofWork({ type: "passage-retired", passage: "1-2", reason: "No part of it.", by: OLIVE }))
      .act(ofWork(placed(passage("1-2", "1.2", []), "1-1", OLIVE, "It is, after all."))).records,
  "outline-split": (name) =>
    revised(name).act(
      ofWork(placed(passage("1-1-1", "1.1 a", []), "1-1", OLIVE)),
      ofWork(placed(passage("1-1-2", "1.1 b", []), "1-1-1", OLIVE)),
      ofWork({ type: "passage-split", passage: "1-1", into: ["1-1-1", "1-1-2"], reason: "Two thoughts.", by: OLIVE }),
      of("1-1-1", worded({ number: 1, held: "whole", words: ["道可道，"] }, OLIVE)),
      of("1-1-2", worded({ number: 1, held: "whole", words: ["非常道。"] }, OLIVE)),
      of("1-1-1", version(1, "A way that can be told", { from: [{ passage: "1-1", number: 2 }], source: 1 })),
      of("1-1-2", version(1, "is no lasting way.", { from: [{ passage: "1-1", number: 2 }], source: 1 })),
    ).records,
  "outline-joined": (name) =>
    begun(name).act(
      ofWork(placed(passage("1-12", "1.1 f.", []), "1-2", OLIVE)),
      ofWork({ type: "passages-joined", passages: ["1-1", "1-2"], into: "1-12", reason: "", by: OLIVE }),
      of("1-12", worded(none, OLIVE)),
    ).records,
  "outline-name-only": (name) => founded(name).act(ofWork(placed(passage("1-2", "2", []), "1-1", OLIVE, ""))).records,
};
