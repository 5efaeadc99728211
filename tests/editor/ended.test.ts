import { expect, test } from "vitest";
import { endedInWords, type Ending } from "../../editor/client/draft/ended.ts";

const [ann, ben] = [
  { id: "1", name: "Ann 安" },
  { id: "2", name: "Ben" },
];
const AT = "2026-11-26T14:02:07.000Z";
const submission = { rendering: { type: "doc" }, notes: [], summary: "Better.", proposers: [ann, ben], at: AT };
const decision = { by: ben, reason: "No.", at: "2026-11-27T09:00:00.000Z" };

test.each<[string, Ending, string, string | null]>([
  ["goes on", { status: "draft", submission: null, decision: null }, "1", null],
  [
    "is proposed",
    { status: "open", submission, decision: null },
    "1",
    "Ann 安 and Ben proposed this draft on 26 November 2026, 14:02 UTC.",
  ],
  [
    "is proposed by oneself, elsewhere",
    { status: "open", submission: { ...submission, proposers: [ann] }, decision: null },
    "1",
    "You proposed this draft on 26 November 2026, 14:02 UTC.",
  ],
  [
    "is declined",
    { status: "declined", submission, decision },
    "1",
    "Ben declined this proposal on 27 November 2026, 09:00 UTC.",
  ],
  [
    "is given up",
    { status: "withdrawn", submission: null, decision },
    "2",
    "You gave this proposal up on 27 November 2026, 09:00 UTC.",
  ],
  ["is not for this person to know of", { status: "open", submission: null, decision: null }, "1", null],
])("a draft that %s is told with who did it and when", (_, ending, me, said) => {
  expect(endedInWords(ending, me)).toBe(said);
});
