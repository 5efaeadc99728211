/** Where terms stand in a source, and where they hold. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Passage, Term } from "../../translations/ledger/work.ts";
import { termPlaces, termsHolding } from "../../translations/terms/in-source.ts";
import "../help/laws.ts";

function term(source: string, more: Partial<Term> = {}): Term {
  return { id: source, source, rendering: `(${source})`, alternatives: [], remark: "", provenance: "", ...more };
}

const told = (source: string, terms: readonly Term[]): string[] =>
  termPlaces(source, terms).map(
    ({ from, to, terms: own }) => `${source.slice(from, to)} ${own.map(({ id }) => id).join()}`,
  );

test("the longest of those that begin together, other forms too, and several meanings of the same words", () => {
  const terms = [term("生态"), term("生态文明"), term("治理", { forms: ["治國"] }), term("治理", { id: "other" })];
  expect(told("生态文明和生态治理，治國", terms)).toEqual([
    "生态文明 生态文明",
    "生态 生态",
    "治理 治理,other",
    "治國 治理",
  ]);
});

test("whole words alone where words have spaces", () => {
  expect(told("The art of the party, art", [term("art")])).toEqual(["art art", "art art"]);
  expect(told("5G网络和G网", [term("5G")])).toEqual(["5G 5G"]);
});

test("what is said of a passage holds in it and in all that stands under it", () => {
  const source = { number: 1, held: "none" as const, words: [] };
  const passages = [1, 2, 3, 2, 1].map((level, at): Passage => ({
    id: `p${at}`,
    locator: "",
    kind: "paragraph",
    level,
    source,
  }));
  const terms = [term("a"), term("b", { within: ["p1"] }), term("c", { within: ["p0", "p4"] })];
  const holding = passages.map(({ id }) =>
    termsHolding(terms, passages, id)
      .map((each) => each.id)
      .join(""),
  );
  expect(holding).toEqual(["ac", "abc", "abc", "ac", "ac"]);
});

test("places are of their terms, in order, and none overlaps another", () => {
  const words = fc.string({ unit: fc.constantFrom("治", "理", "a", "b", " "), minLength: 1, maxLength: 3 });
  const source = fc.string({ unit: fc.constantFrom("治", "理", "a", "b", " ", "。"), maxLength: 30 });
  fc.assert(
    fc.property(source, fc.array(words, { maxLength: 6 }), (text, all) => {
      let before = 0;
      for (const { from, to, terms } of termPlaces(
        text,
        all.map((each) => term(each)),
      )) {
        expect(from).toBeGreaterThanOrEqual(before);
        for (const { source } of terms) expect(text.slice(from, to)).toBe(source);
        before = to;
      }
    }),
  );
});
