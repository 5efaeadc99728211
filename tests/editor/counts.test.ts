/** What is on its way, counted in words that agree with their numbers; and what somebody said, quoted once. */
import { expect, test } from "vitest";
import { openWords } from "../../editor/design/wording.ts";
import { quoted } from "../../editor/language/english.ts";

test.each([
  [0, 0, "no open proposals"],
  [1, 0, "1 waits for review"],
  [2, 0, "2 wait for review"],
  [0, 1, "1 is being written"],
  [0, 2, "2 are being written"],
  [2, 1, "2 wait for review, 1 is being written"],
  [1, 11, "1 waits for review, 11 are being written"],
])("%i waiting and %i being written", (waiting, written, words) => {
  expect(openWords({ waiting, written })).toBe(words);
});

test.each([
  ["Too long.", "“Too long.”"],
  ["“Sort out” is plainer.", "“Sort out” is plainer."],
  ["Not “clarify”", "Not “clarify”"],
  ["「理」 is order.", "「理」 is order."],
  ["Say “order” here.", "“Say “order” here.”"],
])("%s", (said, read) => {
  expect(quoted(said)).toBe(read);
});
