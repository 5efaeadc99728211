/** Where terms stand in a source, and where they hold. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Passage, Term } from "../../translations/ledger/work.ts";
import { findingsIn } from "../../translations/checks/checks.ts";
import { termPlaces, termsHolding } from "../../translations/terms/in-source.ts";
import { formsOf, placesOf, renderedIn } from "../../translations/terms/places.ts";
import { clockOfWork } from "../help/worked.ts";
import "../help/laws.ts";

function term(source: string, more: Partial<Term> = {}): Term {
  return { id: source, source, rendering: `(${source})`, alternatives: [], remark: "", provenance: "", ...more };
}

const told = (source: string, terms: readonly Term[], language = "zh-Hans"): string[] =>
  termPlaces(source, terms, language).map(
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

test("whatever its letters, a term stands where the concordance has it, and nowhere else", () => {
  expect(told("Data Elements, a data element; Über uber", [term("data element"), term("über")], "en")).toEqual([
    "Data Elements data element",
    "data element data element",
    "Über über",
    "uber über",
  ]);
  expect(told("治理体系", [term("治理（体系）")])).toEqual(["治理 治理（体系）"]);
});

test("the source of a draft, the concordance and the checks find the same places", () => {
  const piece = fc.constantFrom("治", "理", "Way", "ways", "é", "e\u0301", " ", "(of", ")", "5G", "。");
  const words = fc.array(piece, { minLength: 1, maxLength: 4 }).map((all) => all.join(""));
  const text = fc.array(piece, { maxLength: 30 }).map((all) => all.join(""));
  fc.assert(
    fc.property(text, words, fc.constantFrom("en", "zh-Hans", "grc"), (source, spelled, language) => {
      const own = { ...term(spelled), id: "own" };
      const places = placesOf(source, formsOf(own), language);
      expect(termPlaces(source, [own], language)).toEqual(places.map((place) => ({ ...place, terms: [own] })));
      // A rendering that has the term's own words is found there as the source has them.
      const asRendered = { ...own, rendering: spelled };
      expect(renderedIn(source, asRendered, language).map(({ from, to }) => ({ from, to }))).toEqual(
        placesOf(source, [spelled], language),
      );
      const missed = findingsIn({ text: "nothing", language }, { text: source, language }, { terms: [own] });
      const first = missed.filter(({ check }) => check === "term").map((each) => each.source);
      expect(first).toEqual(places.slice(0, 1));
    }),
  );
});

test("places of many terms are in order, and none overlaps another", () => {
  const piece = fc.constantFrom("治", "理", "a", "b", " ", "。");
  const words = fc.array(piece, { minLength: 1, maxLength: 3 }).map((all) => all.join(""));
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 30 }).map((all) => all.join("")),
      fc.uniqueArray(words, { maxLength: 6 }),
      (source, all) => {
        let before = 0;
        const terms = all.map((each) => term(each));
        for (const { from, to, terms: own } of termPlaces(source, terms, "zh-Hans")) {
          expect(from).toBeGreaterThanOrEqual(before);
          for (const each of own) expect(placesOf(source, formsOf(each), "zh-Hans")).toContainEqual({ from, to });
          before = to;
        }
      },
    ),
  );
});

test("200,000 letters are looked through for 3,000 terms in time that grows with both, not with their squares", () => {
  const worked = (times: number): number => {
    const terms = Array.from({ length: 300 * times }, (_, at) =>
      term(`word${at % 7} number${at}`, { rendering: `r${at}` }),
    );
    const one = terms.map(({ source }) => `The ${source} of 治理${source.length}.`).join(" ");
    const text = one.repeat(Math.ceil((20_000 * times) / one.length)).slice(0, 20_000 * times);
    const clock = clockOfWork();
    expect(termPlaces(text, terms, "en").length).toBeGreaterThan(100 * times);
    return clock();
  };
  worked(1);
  const [few, many] = [worked(1), worked(10)];
  expect(many).toBeLessThan(60 * Math.max(few, 20));
});
