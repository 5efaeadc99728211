/** The text that a version is cited by: what was recorded before verse and quotations keeps its bytes and its digest. */
import { expect, test } from "vitest";
import { citedText } from "../../translations/ledger/cited.ts";
import { canonicalText, parseText, renderingToJson } from "../../translations/text/canonical.ts";
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
