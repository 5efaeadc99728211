/**
 * Ledgers of the nineteenth set: two approvals, one of which was taken back and given again; words that were approved, and others
 * after them; passages that are final, and something that is
 * proposed for one; and a version that nobody reviewed.
 */
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { accepted, ANN, BEN, begun, made, of, ofWork, OLIVE, opened, part, submitted } from "./ledgers.ts";

const PROPOSED = "A way that can be told is no lasting way.";
const OTHER = "A way that can be spoken is no lasting way.";

type Version = LedgerEvent & { type: "version-recorded" };

const needing = (needed: 0 | 1 | 2, own: "nobody" | "owners" | "reviewers") =>
  ofWork({ type: "approvals-set", needed, own, by: OLIVE });

const approvedBy = (by: typeof BEN, text: string, reason = "") =>
  ofWork({
    type: "proposal-approved",
    proposal: "told",
    parts: [{ passage: "1-1", text: digestOfText(text), base: 1 }],
    by,
    reason,
  });

export const APPROVAL_LEDGERS: Record<string, (name: string) => LedgerRecord[]> = {
  "two-approvals": (name) => {
    const [decision, version] = accepted("told", [["1-1", made(2, OTHER, "told", { rationale: "Told, not walked." })]]);
    const event = version!.event as Version;
    const approvers = [OLIVE, BEN].map((person) => ({ ...person, role: "approver" as const }));
    const proposers = event.contributors.filter(({ role }) => role !== "approver");
    return begun(name)
      .act(needing(2, "nobody"))
      .act(opened("told", [{ passage: "1-1", base: 1 }]))
      .act(submitted("told", "Told, not walked.", part("1-1", PROPOSED)))
      .act(approvedBy(OLIVE, PROPOSED, "As I would say it."))
      .act(
        ofWork({
          type: "approval-withdrawn",
          proposal: "told",
          passages: ["1-1"],
          by: OLIVE,
          reason: "Not quite, after all.",
        }),
      )
      .act(ofWork({ type: "proposal-returned", proposal: "told", passages: ["1-1"], by: OLIVE, reason: "“Spoken”?" }))
      .act(submitted("told", "Told, not walked.", part("1-1", OTHER)))
      .act(approvedBy(OLIVE, OTHER))
      .act(decision!, of("1-1", { ...event, contributors: [...proposers, ...approvers] })).records;
  },
  "final-passage": (name) =>
    begun(name)
      .act(ofWork({ type: "finality-set", passages: ["1-1", "1-2"], final: true, by: OLIVE }))
      .act(opened("told", [{ passage: "1-1", base: 1 }]))
      .act(
        ofWork({
          ...submitted("told", "“Told” is meant.", part("1-1", PROPOSED)).event,
          wrong: "accuracy",
        } as LedgerEvent),
      )
      .act(ofWork({ type: "finality-set", passages: ["1-2"], final: false, by: OLIVE })).records,
  unreviewed: (name) => {
    const [decision, version] = accepted("told", [["1-1", made(2, OTHER, "told")]]);
    const event = version!.event as Version;
    const contributors = event.contributors.filter(({ role }) => role !== "approver");
    const review = { kind: "accepted" as const, by: ANN, self: true, reason: "", unreviewed: true as const };
    const accepting = { ...decision!.event, by: ANN } as LedgerEvent;
    return begun(name)
      .act(needing(0, "owners"))
      .act(opened("told", [{ passage: "1-1", base: 1 }]))
      .act(
        submitted("told", "Told, not walked.", part("1-1", OTHER)),
        ofWork(accepting),
        of("1-1", { ...event, contributors, review }),
      ).records;
  },
};
