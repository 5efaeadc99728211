/** Ledgers of the eighth set: a translation that a program made, of words that the source does not have. */
import { translated, worded } from "../../translations/ledger/described.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import type { Person } from "../../translations/notes/note.ts";
import { BEN, of, OLIVE, ofWork, revised, version } from "./ledgers.ts";

const ENGINE: Person = { name: "An Engine", program: true };
const MADE = { id: "engine", language: "en", title: "By an engine", publisher: "", translators: [ENGINE], editors: [] };

export const PROGRAM_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "program-translated": (name) =>
    revised(name)
      .act(ofWork(translated({ ...MADE, date: "2026-11" }, OLIVE)))
      .act(
        of("1-3", worded({ number: 2, held: "whole", words: [] }, OLIVE)),
        of("1-3", {
          ...version(1, "Thus it is said.", { madeCurrent: true, base: null, translation: "engine", source: 2 }),
          contributors: [
            { ...ENGINE, role: "translator" },
            { ...BEN, role: "editor" },
          ],
        }),
      ).records,
};
