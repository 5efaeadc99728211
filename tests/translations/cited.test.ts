/** The text that a version is cited by: what was recorded before verse and quotations keeps its bytes and its digest. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { citedOf, citedText } from "../../translations/ledger/cited.ts";
import { canonicalText, renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { digestOfText } from "../../translations/text/digest.ts";

const words = (text: string, digest = digestOfText(text)) => ({ rendering: renderingToJson(parseText(text)), digest });
const ESCAPED = "\\> five is more than four\n\n- \\| a bar\n\n  12. \\> deep\n\na\\> b";
const BEFORE = "> five is more than four\n\n- | a bar\n\n  12. > deep\n\na\\> b";

test("is what it was recorded with", () => {
  expect(canonicalText(parseText(ESCAPED))).toBe(ESCAPED);
  expect(citedText(words(ESCAPED, digestOfText(BEFORE)))).toBe(BEFORE);
});

test("is the canonical text otherwise, whatever the digest is", () => {
  expect(citedText(words(ESCAPED))).toBe(ESCAPED);
  expect(citedText(words(ESCAPED, "0"))).toBe(ESCAPED);
  expect(citedText(words("> | a", digestOfText("a")))).toBe("> | a");
});

test("words stand in both texts, and where they stand in one is told from where they stand in the other", () => {
  const { text, canonical, toCited, toCanonical } = citedOf(words(ESCAPED, digestOfText(BEFORE)));
  expect([text, canonical]).toEqual([BEFORE, ESCAPED]);
  fc.assert(
    fc.property(fc.nat(BEFORE.length - 1), fc.nat(BEFORE.length), (one, other) => {
      const range = { start: Math.min(one, other), end: Math.max(one + 1, other) };
      const there = toCanonical(range);
      expect(toCited(there)).toEqual(range);
      const said = BEFORE.slice(range.start, range.end);
      const inBoth = ESCAPED.slice(there.start, there.end);
      expect(inBoth[0]).toBe(said[0]);
      expect(inBoth.replaceAll("\\", "")).toBe(said.replaceAll("\\", ""));
    }),
  );
});
