import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { DIFFERENCE } from "../../editor/difference/words.tsx";
import { editRate } from "../../translations/compare/effort/effort.ts";

describe("an edit rate in words", () => {
  test.each([
    ["the wrath of Achilles", "the rage of Achilles", "edit rate 0.25"],
    ["the wrath of Achilles", "the wrath of Achilles", "edit rate 0.00"],
    ["", "new words", "edit rate 1.00"],
    [`${"word ".repeat(999)}old`, `${"word ".repeat(999)}new`, "edit rate under 0.01"],
  ])("%j to %j", (a, b, words) => expect(DIFFERENCE.en.rate(editRate(a, b)!)).toBe(words));

  test("is explained by what was counted", () => {
    const rate = editRate("clear orderly systems of oversight", "orderly systems of oversight clear and")!;
    const explained = DIFFERENCE.en.rateExplained(<b>edit rate</b>, rate);
    expect(renderToString(explained)).toMatch(
      /^<b>edit rate<\/b>: About 33 edits for each 100 words and signs of the newer text: 2 edits for its 6, one of them a run of words/,
    );
  });
});
