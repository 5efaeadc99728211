/** What a passage is called where there is room for a line only, and who is told to have made a translation. */
import { expect, test } from "vitest";
import { lineTitle } from "../../editor/reading/reading.ts";
import { READING } from "../../editor/reading/words.tsx";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";

const passage = {
  id: "p-1",
  locator: "1",
  kind: "paragraph" as const,
  level: 1,
  source: { number: 1, held: "whole" as const, words: ["- 政府\n市场"] },
};

test.each([
  ["One two.\n\nThree.", "One two."],
  ["## One two", "One two"],
  ["> > One two\n> >\n> > Three", "One two"],
  ["- One two\n- Three", "One two"],
  ["7. One two\n8. Three", "One two"],
  ["| One two,\n| three", "One two,"],
  ["\\- One two", "- One two"],
])("%j is called %j", (text, title) => {
  const words = { rendering: renderingToJson(parseText(text)) };
  expect(lineTitle({ passage, current: { number: 1, base: null, words } })).toBe(title);
});

test("a passage without a rendering is called by the first line of its source", () => {
  for (const current of [null, { number: 1, base: null, words: null }])
    expect(lineTitle({ passage, current })).toBe("政府");
});

test.each([
  ["", "", ""],
  ["Ann", "", "Translated by Ann."],
  ["", "Ed", "Edited by Ed."],
  ["Ann", "Ed", "Translated by Ann; edited by Ed."],
])("of %j and %j is said %j", (translators, editors, said) => {
  expect(READING.en.madeBy(translators, editors)).toBe(said);
});
