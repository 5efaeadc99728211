/** Ledgers of the fifteenth set: some changes of a proposal accepted, with what was left of it; and one accepted in other words. */
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { accepted, ANN, BEN, begun, made, of, ofWork, OLIVE, opened, part, submitted } from "./ledgers.ts";

const PROPOSED = "A road that can be told is no lasting way.";
const SOME = "A way that can be told is no lasting way.";
const EDITED = "A way that can be spoken is no lasting way.";

type Accepted = LedgerEvent & { type: "proposal-accepted" };
type Version = LedgerEvent & { type: "version-recorded" };

export const ACCEPTING_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "some-changes": (name) => {
    const [decision, version] = accepted(
      "told",
      [["1-1", made(2, SOME, "told", { rationale: "Told, not walked." })]],
      "The second alone.",
    );
    const event = decision!.event as Accepted;
    const taken = [{ base: { from: 18, to: 24 }, proposed: { from: 19, to: 23 } }];
    const restOf = { proposal: "told", passage: "1-1" };
    const rest = opened("told-rest", [{ passage: "1-1", base: 2 }], { restOf });
    return begun(name)
      .act(opened("told", [{ passage: "1-1", base: 1 }]))
      .act(submitted("told", "Told, not walked.", part("1-1", PROPOSED)))
      .act(
        ofWork({ ...event, parts: event.parts.map((each) => ({ ...each, taken, rest: "told-rest" })) }),
        version!,
        rest,
        ofWork({ type: "person-invited", proposal: "told-rest", person: OLIVE, by: ANN }),
        submitted("told-rest", "Told, not walked.", part("1-1", PROPOSED)),
        ofWork({
          type: "proposal-returned",
          proposal: "told-rest",
          passages: ["1-1"],
          by: BEN,
          reason: "The second alone.",
        }),
      ).records;
  },
  "in-other-words": (name) => {
    const [decision, version] = accepted("told", [
      ["1-1", made(2, EDITED, "told", { rationale: "Told, not walked." })],
    ]);
    const event = decision!.event as Accepted;
    const edited = version!.event as Version;
    return begun(name)
      .act(opened("told", [{ passage: "1-1", base: 1 }]))
      .act(submitted("told", "Told, not walked.", part("1-1", SOME)))
      .act(
        ofWork({ ...event, parts: event.parts.map((each) => ({ ...each, edited: true as const })) }),
        of("1-1", { ...edited, contributors: edited.contributors.toSpliced(1, 0, { ...BEN, role: "editor" }) }),
      ).records;
  },
};
