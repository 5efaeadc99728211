/** Ledgers of the third set: sources worded anew. */
import { worded } from "../../translations/ledger/described.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { of, OLIVE, revised } from "./ledgers.ts";

const source = { number: 2, held: "whole" as const, words: ["道，可道也，非恆道也。"], provenance: "馬王堆帛書" };

export const SOURCE_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "source-still-rendered": (name) =>
    revised(name)
      .act(of("1-1", worded(source, OLIVE)))
      .act(of("1-1", { type: "source-confirmed", number: 2, source: 2, reason: "It still holds.", by: OLIVE })).records,
};
