/** Ledgers of the thirteenth set: terms proposed and decided, brought in a file and put back, and taken out. */
import { termSet } from "../../translations/ledger/described.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { ANN, BEN, begun, OLIVE, ofWork, wordingRemoved, type Chronicle } from "./ledgers.ts";

const T1 = { source: "道", rendering: "way", alternatives: ["path"], remark: "", provenance: "" };
const AVOIDED = { ...T1, forms: ["大道"], avoided: ["Tao"], obsolete: ["Reason"], scope: "the name", within: ["1-1"] };
const T2 = { source: "名", rendering: "name", alternatives: [], remark: "𠮷 and é.", provenance: "Ch. 1" };

const proposed = (chronicle: Chronicle) =>
  chronicle
    .act(
      ofWork({
        ...{ type: "term-proposed", term: "t1", number: 1, wording: AVOIDED },
        ...{ reason: "“Tao” is no English word.", by: ANN },
      }),
    )
    .act(ofWork({ type: "term-remarked", term: "t1", number: 1, wording: "It has become one.", by: BEN }));

export const TERM_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "term-accepted": (name) =>
    proposed(begun(name))
      .act(
        ofWork({ type: "term-accepted", term: "t1", number: 1, reason: "", by: BEN }),
        ofWork(termSet({ id: "t1", ...AVOIDED }, BEN, { accepts: 1 })),
      )
      .act(ofWork({ type: "term-remarked", term: "t1", number: 1, wording: "So be it.", by: ANN })).records,
  "term-declined": (name) =>
    begun(name)
      .act(ofWork({ type: "term-proposed", term: "t2", number: 1, wording: T2, reason: "Missing.", by: ANN }))
      .act(ofWork({ type: "term-returned", term: "t2", number: 1, reason: "And as a verb?", by: BEN }))
      .act(
        ofWork({
          ...{ type: "term-proposed", term: "t2", number: 1, wording: { ...T2, alternatives: ["to name"] } },
          ...{ reason: "With the verb.", by: ANN },
        }),
      )
      .act(ofWork({ type: "term-declined", term: "t2", number: 1, reason: "Everybody knows.", by: BEN }))
      .act(ofWork({ type: "term-proposed", term: "t2", number: 2, wording: T2, reason: "All the same.", by: ANN }))
      .act(ofWork({ type: "term-withdrawn", term: "t2", number: 2, reason: "", by: ANN })).records,
  "terms-brought": (name) =>
    begun(name)
      .act(
        ofWork(termSet({ id: "t1", ...AVOIDED }, OLIVE, { reason: "tao.tbx", import: "i1" })),
        ofWork(termSet({ id: "t2", ...T2 }, OLIVE, { reason: "tao.tbx", import: "i1" })),
      )
      .act(
        ofWork(termSet({ id: "t1", ...T1 }, OLIVE, { reason: "The wrong file." })),
        ofWork({ type: "term-retired", term: "t2", reason: "The wrong file.", by: OLIVE }),
      ).records,
  "proposed-term-removed": (name) =>
    wordingRemoved(proposed(begun(name)), { worded: { kind: "term", term: "t1" } }).records,
};
