import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalText } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { canonicalPlain } from "../../translations/text/plain.ts";
import { pastedText } from "../help/renderings.ts";

const word = fc.constantFrom("the", "old", "king", "1980.", "-", ">", "|", "#", "e\u0301", "98%", "厘清");
const paragraph = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => ["Then", ...words]);
const paragraphs = fc.array(paragraph, { minLength: 1, maxLength: 4 });
/** White space that may stand between two words of a paragraph. */
const wrap = fc.constantFrom(" ", "  ", "\n", "\r\n", "\r", " \n", "\n   ", "\t");

describe("the canonical form of a text file", () => {
  test("is its own, whatever the text", () =>
    fc.assert(
      fc.property(pastedText, (text) => {
        expect(canonicalPlain(canonicalPlain(text))).toBe(canonicalPlain(text));
      }),
      { numRuns: 500 },
    ));

  test("is the same however paragraphs are wrapped, their lines end and their letters are composed", () =>
    fc.assert(
      fc.property(
        paragraphs,
        fc.array(wrap, { minLength: 1 }),
        fc.constantFrom("\n\n", "\r\n\r\n", "\n \n\n"),
        (all, wraps, between) => {
          const plain = all.map((words) => words.join(" ")).join("\n\n");
          let next = 0;
          const wrapped = all
            .map((words) => words.reduce((line, word) => line + wraps[next++ % wraps.length]! + word))
            .join(between);
          expect(canonicalPlain(wrapped)).toBe(plain.normalize("NFC"));
          expect(canonicalPlain(`\ufeff${wrapped.normalize("NFD")}\n`)).toBe(plain.normalize("NFC"));
        },
      ),
    ));

  test.each([
    "One two.\n\n- three\n- four\n\n  - five\n\n10. six\n11. seven",
    "| One,\n| two,\n\n| three",
    "> One two.\n>\n> - three\n>\n> > four",
    "# One\n\ntwo",
  ])("leaves lists, verse, quotations and headings of a canonical text as they stand: %j", (text) => {
    expect(canonicalText(parseText(text))).toBe(text);
    expect(canonicalPlain(text)).toBe(text);
  });

  test.each([
    ["- one\n  two\n- three", "- one two\n- three"],
    ["1. one in\n1980. Then\n2. two", "1. one in 1980. Then\n2. two"],
    ["> one\n> two\n>\n> three", "> one two\n>\n> three"],
    ["We met in\n1980. Then", "We met in 1980. Then"],
    ["a dash\n- here", "a dash - here"],
    ["# One\ntwo\nthree", "# One\n\ntwo three"],
    ["\tOne  two\u00a010\v\n\f\nthree\u0000", "One two\u00a010\n\nthree"],
    ["", ""],
  ])("of %j is %j", (text, form) => expect(canonicalPlain(text)).toBe(form));
});
