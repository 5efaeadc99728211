/** Laws of what is left of a revision once another version came, and the seen cases. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fatesOf, type Fate } from "../../../translations/compare/merge/left.ts";
import { conflictsIn, mergedRendering, mergeRenderings } from "../../../translations/compare/merge/merge.ts";
import { diffRenderings } from "../../../translations/compare/words/words.ts";
import { canonical, renderingFromJson } from "../../../translations/text/canonical.ts";
import { parseText } from "../../../translations/text/parse.ts";
import { schema, type Rendering } from "../../../translations/text/schema.ts";
import { rendering } from "../../help/renderings.ts";
import { made } from "../../help/two-edits.ts";
import "../../help/laws.ts";

function fates(base: Rendering, ours: Rendering, theirs: Rendering): Fate[] {
  return fatesOf(mergeRenderings(base, ours, theirs), diffRenderings(base, ours).changes);
}

function inWords(base: string, ours: string, theirs: string): Fate[] {
  return fates(parseText(base), parseText(ours), parseText(theirs));
}

const texts = fc.integer({ min: 0, max: 100_000 }).map((seed) => made(seed).map((text) => parseText(text)));
const set = fc
  .tuple(rendering, rendering, rendering)
  .map((all) => all.map((each) => canonical(renderingFromJson(each.toJSON()))));

describe.each([
  ["prose that two edited", texts],
  ["any renderings", set],
])("law, %s", (_name, sides) => {
  test("beside the version that it revises all stands, beside its own words all is there already", () => {
    fc.assert(
      fc.property(sides, ([base, ours]) => {
        const count = diffRenderings(base!, ours!).changes.length;
        expect(fates(base!, ours!, base!)).toEqual(Array.from({ length: count }, () => "stands"));
        expect(fates(base!, ours!, ours!)).toEqual(Array.from({ length: count }, () => "already"));
      }),
      { numRuns: 40 },
    );
  });

  test("some change meets the version exactly where bringing it up to date asks for a choice", () => {
    fc.assert(
      fc.property(sides, ([base, ours, theirs]) => {
        const conflicts = conflictsIn(mergeRenderings(base!, ours!, theirs!)).length;
        expect(fates(base!, ours!, theirs!).includes("meets")).toBe(conflicts > 0);
      }),
      { numRuns: 60 },
    );
  });
});

test("law: if all is there already, bringing it up to date leaves nothing to propose", () => {
  let met = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), (seed) => {
      const [base, ours, other] = made(seed).map((text) => parseText(text));
      // What a later version says that was made of this very revision, and of another one.
      const theirs = seed % 2 === 0 ? mergedRendering(mergeRenderings(base!, ours!, other!)) : other!;
      const merge = mergeRenderings(base!, ours!, theirs);
      const found = fatesOf(merge, diffRenderings(base!, ours!).changes);
      if (found.some((fate) => fate !== "already")) return;
      met += found.length;
      expect(mergedRendering(merge).toJSON()).toEqual(canonical(theirs).toJSON());
    }),
    { numRuns: 60 },
  );
  expect(met).toBeGreaterThan(10);
});

const BASE = "Clarify the relationship between government and markets, and promote better integration.";

test.each<[string, string, string, Fate[]]>([
  ["other words", BASE.replace("better", "closer"), BASE.replace("Clarify", "Sort out"), ["stands"]],
  ["the same words otherwise", BASE.replace("Clarify", "Explain"), BASE.replace("Clarify", "Sort out"), ["meets"]],
  ["the same words alike", BASE.replace("Clarify", "Sort out"), BASE.replace("Clarify", "Sort out"), ["already"]],
  [
    "one of each",
    BASE.replace("Clarify", "Sort out").replace("government", "the state").replace("better", "closer"),
    BASE.replace("Clarify", "Sort out").replace("better", "deeper"),
    ["already", "stands", "meets"],
  ],
  [
    "words taken out that the version changed",
    BASE.replace("better ", ""),
    BASE.replace("better", "closer"),
    ["meets"],
  ],
  ["more of the same taken out", BASE.replace(" the relationship between", ""), BASE.replace(" the", ""), ["stands"]],
  ["a sign", BASE.replace("markets,", "markets;"), BASE.replace("markets,", "markets;"), ["already"]],
])("%s", (_name, ours, theirs, expected) => {
  expect(inWords(BASE, ours, theirs)).toEqual(expected);
});

test("how words are set: by one, and by both alike", () => {
  const emphasized = (kind: "plain" | "strong") =>
    schema.nodes.doc.create(
      null,
      schema.nodes.paragraph.create(null, [
        schema.text("the big "),
        schema.text("dog", kind === "plain" ? [] : [schema.marks.strong.create()]),
      ]),
    );
  const [plain, strong] = [emphasized("plain"), emphasized("strong")];
  expect(fates(plain, strong, plain)).toEqual(["stands"]);
  expect(fates(plain, strong, strong)).toEqual(["already"]);
});
