/** Where a term stands in a source, and which of its renderings in a rendering. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { placesOf, renderedIn } from "../../translations/terms/places.ts";

const found = (text: string, words: string[], language = "zh-Hans") =>
  placesOf(text, words, language).map(({ from, to }) => text.slice(from, to));

test.each<[string, string, string[], string, string[]]>([
  ["Chinese, wherever it stands", "国家治理与治理体系", ["治理"], "zh-Hans", ["治理", "治理"]],
  ["the longest of several forms", "治理体系", ["治理", "治理体系"], "zh-Hans", ["治理体系"]],
  [
    "English in all forms of its words",
    "Data elements; a data element; updata.",
    ["data element"],
    "en",
    ["Data elements", "data element"],
  ],
  ["whole words alone", "The wayward way.", ["way"], "en", ["way"]],
  ["words of a script with spaces in Chinese", "用5G网络和AI。", ["AI"], "zh-Hans", ["AI"]],
  ["nothing of an empty form", "治理", ["", " "], "zh-Hans", []],
])("finds %s", (_, text, words, language, places) => {
  expect(found(text, words, language)).toEqual(places);
});

test("a place of a better rendering is none of a worse one", () => {
  const term = {
    source: "治理",
    rendering: "data governance",
    alternatives: ["governance"],
    remark: "",
    provenance: "",
  };
  const text = "Data governance, and governance; the rule.";
  const places = renderedIn(text, { ...term, avoided: ["rule"] }, "en");
  expect(places.map(({ from, to, standing }) => [text.slice(from, to), standing])).toEqual([
    ["Data governance", "preferred"],
    ["governance", "admitted"],
    ["rule", "avoided"],
  ]);
});

test("places are in the text, in order, and none within another", () => {
  const word = fc.constantFrom("治", "理", "way", "ways", " ", "👩‍👩‍👧", "\u202e", "AI");
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 12 }),
      fc.array(fc.array(word, { maxLength: 3 }), { maxLength: 3 }),
      (all, forms) => {
        const text = all.join("");
        const places = placesOf(
          text,
          forms.map((form) => form.join("")),
          "en",
        );
        places.forEach(({ from, to }, at) => {
          expect(from).toBeGreaterThanOrEqual(places[at - 1]?.to ?? 0);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
        });
      },
    ),
  );
});

test("renderings that stand at many places are told apart, the better one first", () => {
  const term = { source: "字", rendering: "治理", alternatives: ["理数"], remark: "", provenance: "" };
  const found = renderedIn("治理数".repeat(20_000), term, "zh-Hans");
  expect(found).toHaveLength(20_000);
  expect(found.every(({ standing }) => standing === "preferred")).toBe(true);
});
