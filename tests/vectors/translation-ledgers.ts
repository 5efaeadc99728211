/** Ledgers of the fifth set: a second translation in the same passages, and which version is chosen as the current one. */
import { translated } from "../../translations/ledger/described.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { BEN, of, OLIVE, ofWork, revised, version } from "./ledgers.ts";

/** A second translation, and how it words the first passage. */
export const DAY = {
  id: "day",
  language: "en-GB",
  title: "The Way",
  publisher: "Day & Sons",
  translators: [BEN],
  editors: [],
};
export const OTHERS = "The way that can be told is no constant way.";

export const TRANSLATION_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "version-chosen": (name) =>
    revised(name)
      .act(ofWork(translated({ ...DAY, date: "2001", licence: "CC-BY-4.0" }, OLIVE)))
      .act(of("1-1", version(3, OTHERS, { madeCurrent: false, base: null, translation: "day", date: "2001" })))
      .act(of("1-1", { type: "version-chosen", number: 3, translation: "day", reason: "It reads better.", by: OLIVE }))
      .act(of("1-1", { type: "version-chosen", number: 1, translation: "lee", reason: "", by: BEN })).records,
};
