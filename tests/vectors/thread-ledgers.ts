/** Ledgers of the tenth set: discussions on words, on a note and on a change that is proposed; what was said in them, and went. */
import { digestsIn } from "../../translations/ledger/enclosures.ts";
import { saidIn, type LedgerRecord } from "../../translations/ledger/record.ts";
import { anchorOn } from "../../translations/notes/anchor.ts";
import { ANN, BEN, begun, OLIVE, ofWork, opened, part, revised, submitted, wordsRemoved } from "./ledgers.ts";
import { digestOfText } from "../../translations/text/digest.ts";

const [V1, TOLD] = ["A way that can be walked is no lasting way.", "A way that can be told is no lasting way."];
const SOURCE = "道可道，非常道。";
const onWords = {
  type: "thread-opened" as const,
  thread: "q1",
  on: { passage: "1-1", version: 1, source: 1 },
  quoted: { target: anchorOn(V1, "walked"), proposed: null, source: anchorOn(SOURCE, "道", 2) },
  wording: "Is 道 a verb here?\n\nThe *Shuowen* has it as one.",
  by: ANN,
};

const discussed = (name: string) =>
  begun(name)
    .act(ofWork(onWords))
    .act(ofWork({ type: "thread-replied", thread: "q1", number: 2, wording: "It is: “to tell”.", by: BEN }))
    .act(ofWork({ type: "thread-edited", thread: "q1", number: 2, wording: "It is: “to say”.", by: BEN }));

/** The digest of what a record encloses as what was said. */
function saidIs({ records }: { records: readonly LedgerRecord[] }, number: number): string[] {
  return records.flatMap((record) => {
    const { stream, event } = saidIn(record) as unknown as {
      stream: string;
      event: { number?: number; wording: never };
    };
    return stream === "thread/tao/q1" && (event.number ?? 1) === number ? digestsIn(event.wording ?? null) : [];
  });
}

export const THREAD_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  discussion: (name) =>
    discussed(name)
      .act(ofWork({ type: "thread-resolved", thread: "q1", by: ANN, reason: "So it shall be." }))
      .act(ofWork({ type: "thread-reopened", thread: "q1", by: BEN, reason: "" }))
      .act(
        ofWork({
          ...{ type: "thread-opened", thread: "q2", on: { passage: "1-1", version: 1, note: "n1" }, quoted: null },
          ...{ wording: "A road, all the same.", by: OLIVE },
        }),
      )
      .act(
        ofWork({
          ...{ type: "thread-opened", thread: "q3", on: { passage: "1-3", version: null }, quoted: null },
          ...{ wording: "Who has the words?", by: BEN },
        }),
      ).records,
  "discussion-of-a-proposal": (name) =>
    begun(name)
      .act(opened("told", [{ passage: "1-1", base: 1 }]))
      .act(submitted("told", "Told, not spoken.", part("1-1", TOLD)))
      .act(
        ofWork({
          type: "thread-opened",
          thread: "q1",
          on: { proposal: "told", passage: "1-1", text: digestOfText(TOLD), base: 1 },
          quoted: { target: anchorOn(V1, "walked"), proposed: anchorOn(TOLD, "told"), source: null },
          wording: "Spoken?",
          by: BEN,
        }),
      )
      .act(
        ofWork({
          ...{ type: "thread-opened", thread: "q2", on: { proposal: "told" }, quoted: null },
          ...{ wording: "All of it reads well.", by: BEN },
        }),
      ).records,
  "said-removed": (name) => {
    const chronicle = discussed(name);
    const why = { ground: "person", reason: "", by: BEN } as const;
    const enclosures = saidIs(chronicle, 2);
    return chronicle.act(
      ofWork({ type: "thread-removed", thread: "q1", number: 2, what: "wording", enclosures, ...why }),
    ).records;
  },
  "quoted-removed": (name) => wordsRemoved(revised(name).act(ofWork(onWords)), "text", 1).records,
};
