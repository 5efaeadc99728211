/** Ledgers of the ninth set: a part that says against which wording of the source it was written, which reads otherwise by then. */
import { worded } from "../../translations/ledger/described.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { accepted, begun, made, of, OLIVE, opened, part, submitted } from "./ledgers.ts";

const TOLD = "A way that can be told is no lasting way.";
const SOURCE = { number: 2, held: "whole" as const, words: ["道，可道也，非恆道也。"], provenance: "馬王堆帛書" };

export const AGAINST_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "written-against": (name) =>
    begun(name)
      .act(
        opened("told", [{ passage: "1-1", base: 1 }]),
        submitted("told", "Told, not spoken.", { ...part("1-1", TOLD), source: 1 }),
      )
      .act(of("1-1", worded(SOURCE, OLIVE)))
      .act(...accepted("told", [["1-1", made(2, TOLD, "told", { source: 1 })]])).records,
};
