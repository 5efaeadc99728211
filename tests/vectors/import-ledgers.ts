/** Ledgers of the sixth set: an import onto a work that is there, and its undoing. */
import { translated, worded } from "../../translations/ledger/described.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { of, OLIVE, ofWork, revised, version } from "./ledgers.ts";
import { DAY, OTHERS } from "./translation-ledgers.ts";

const reason = "The wrong file.";

export const IMPORT_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "onto-undone": (name) =>
    revised(name)
      .act(ofWork(begun("i1", "translation", "day.docx")), ofWork(translated(DAY, OLIVE)))
      .act(of("1-1", version(3, OTHERS, { madeCurrent: false, base: null, translation: "day", date: "2001" })))
      .act(ofWork({ type: "import-ended", import: "i1", passages: 1, pieces: 1, by: OLIVE }))
      .act(
        of("1-1", { type: "version-withdrawn", number: 3, reason, by: OLIVE }),
        ofWork({ type: "translation-withdrawn", translation: "day", reason, by: OLIVE }),
        ofWork({ type: "import-undone", import: "i1", reason, by: OLIVE }),
      ).records,
  "source-undone": (name) =>
    revised(name)
      .act(
        ofWork(begun("i2", "source", "馬王堆.txt")),
        of(
          "1-1",
          worded({ number: 2, held: "whole", words: ["道，可道也，非恆道也。"], provenance: "馬王堆帛書" }, OLIVE),
        ),
      )
      .act(
        of("1-1", { ...worded({ number: 3, held: "whole", words: ["道可道，非常道。"] }, OLIVE), since: 1 }),
        ofWork({ type: "import-undone", import: "i2", reason: "", by: OLIVE }),
      ).records,
};

function begun(id: string, brings: "translation" | "source", file: string) {
  return {
    type: "import-begun" as const,
    ...{ import: id, brings, digest: digestOfText(file), wording: { file }, by: OLIVE },
  };
}
