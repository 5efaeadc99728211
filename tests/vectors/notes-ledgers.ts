/** Ledgers of the twentieth set: notes whose words changed; people who are named in what is said; and what a reader without an account said. */
import { anchorOn } from "../../translations/notes/anchor.ts";
import type { NoteChecked } from "../../translations/ledger/note-checks.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { ANN, BEN, begun, of, OLIVE, ofWork, revised, version, wordsRemoved, type Chronicle } from "./ledgers.ts";

const V3 = "A road you can tell is not the lasting road.";

const said = (more: Partial<NoteChecked>): NoteChecked => ({
  ...{
    type: "note-checked",
    of: { version: 1, note: "n1" },
    version: 3,
    outcome: "open",
    wording: null,
    reason: "",
    by: BEN,
  },
  ...more,
});

/** Two notes whose words are no more: one holds for others and is worded anew, the other is retired. */
const checked = (name: string): Chronicle =>
  revised(name)
    .act(of("1-1", version(3, V3)))
    .act(
      of("1-1", said({ outcome: "confirmed", wording: { target: anchorOn(V3, "road", 1) }, reason: "A road it is." })),
    )
    .act(of("1-1", said({})))
    .act(of("1-1", said({ outcome: "edited", wording: { target: null, body: "道 is a road here." }, by: OLIVE })))
    .act(of("1-1", said({ of: { version: 2, note: "n2" }, outcome: "retired", reason: "Nobody tells." })));

const asked = {
  type: "thread-opened" as const,
  thread: "q1",
  on: { passage: "1-1", version: 1 },
  quoted: null,
};

export const NOTES_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "notes-checked": (name) => checked(name).records,
  "checked-note-removed": (name) => wordsRemoved(checked(name), "text", 1).records,
  mentioned: (name) =>
    begun(name)
      .act(
        ofWork({
          ...asked,
          ...{ wording: "@ and @: is 道 a verb?", by: OLIVE },
          mentioned: [
            { at: 0, person: ANN },
            { at: 6, person: BEN },
          ],
        }),
      )
      .act(
        ofWork({
          ...{ type: "thread-replied", thread: "q1", number: 2, wording: "Ask @.", by: BEN },
          mentioned: [{ at: 4, person: ANN }],
        }),
      )
      .act(ofWork({ type: "thread-edited", thread: "q1", number: 2, wording: "I can’t tell.", by: BEN })).records,
  "said-by-a-reader": (name) =>
    begun(name).act(
      ofWork({
        ...{
          ...asked,
          quoted: {
            target: anchorOn("A way that can be walked is no lasting way.", "walked"),
            proposed: null,
            source: null,
          },
        },
        ...{ wording: "My teacher said “told”.", by: { name: "Wu 吴" }, approver: BEN },
      }),
    ).records,
};
