/** Ledgers of the twelfth set: a proposal that began with the words of another, and the version that it became. */
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { accepted, ANN, BEN, begun, made, of, ofWork, opened, part, submitted } from "./ledgers.ts";

const TOLD = "A road that can be told is no lasting way.";
const OTHERWISE = "A road that can be told is no lasting road.";

type Version = LedgerEvent & { type: "version-recorded" };

export const STARTED_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "started-from": (name) => {
    const [decision, version] = accepted("other", [
      ["1-1", made(2, OTHERWISE, "other", { rationale: "As it walks." })],
    ]);
    const event = version!.event as Version;
    const startedFrom = { proposal: "told", proposers: [ANN] };
    return begun(name)
      .act(opened("told", [{ passage: "1-1", base: 1 }]))
      .act(submitted("told", "Told, not walked.", part("1-1", TOLD)))
      .act(opened("other", [{ passage: "1-1", base: 1 }], { by: BEN, startedFrom }))
      .act(submitted("other", "As it walks.", part("1-1", OTHERWISE)))
      .act(decision!, of("1-1", { ...event, contributors: [{ ...BEN, role: "proposer" }, ...event.contributors] }))
      .act(
        ofWork({
          type: "proposal-declined",
          proposal: "told",
          passages: ["1-1"],
          by: BEN,
          reason: "The other stands.",
        }),
      ).records;
  },
};
