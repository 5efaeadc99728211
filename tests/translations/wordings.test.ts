/** Every wording that some words of a passage have had. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wordingsOf, wordsAt, type Witness } from "../../translations/apparatus/apparatus.ts";
import { applyChanges } from "../../translations/compare/change.ts";
import { diffTexts } from "../../translations/compare/words/words.ts";
import { made } from "../help/two-edits.ts";
import "../help/laws.ts";

const V1 = "Clarify the relation of government and markets, and let each county report on its plan.";
const V2 = "Sort out the relation of government and markets, and let every county tell of its plan.";
const V3 = "Sort out the relation of government and the market, and let every county report on its plan.";

const witnesses = (...texts: string[]): Witness<string>[] => texts.map((text, at) => ({ of: `v${at + 1}`, text }));

/** What is said of the words `on` of the first text: who says what, and instead of what, if it is more. */
function told(text: string, on: string, others: readonly Witness<string>[]): string[] {
  const from = text.indexOf(on);
  return wordingsOf(text, { from, to: from + on.length }, others).map(({ words, said, ...here }) => {
    const instead = text.slice(here.from, here.to).trim();
    return `${said.map(({ of }) => of).join(" ")}: ${words.trim()}${instead === on ? "" : ` for ${instead}`}`;
  });
}

describe("by hand", () => {
  test("equal wordings are one, with all who say it", () => {
    expect(told(V3, "Sort", witnesses(V1, V2, V3))).toEqual(["v1: Clarify for Sort out", "v2 v3: Sort"]);
    expect(told(V3, "report on", witnesses(V1, V2, V3))).toEqual(["v1 v3: report on", "v2: tell of"]);
  });

  test("what a text takes out is a wording without words, and what it puts beside the words is one with them", () => {
    expect(told("a very good life", "very", witnesses("a good life"))).toEqual(["v1: "]);
    expect(told("a good life", "good", witnesses("a very good life"))).toEqual(["v1: very good"]);
  });

  test("what stands elsewhere is said there", () => {
    const a = "When it rains in the hills, we stay at home.";
    const b = "We stay at home when it rains in the hills.";
    expect(told(a, "stay", witnesses(b))).toEqual(["v1: We stay at home for we stay at home"]);
  });

  test("a text that has words of its own says nothing of others", () => {
    const own = [{ from: 0, to: "Clarify".length }];
    expect(told(V3, "Sort", [{ of: "p", text: V1, own }])).toEqual(["p: Clarify for Sort out"]);
    expect(told(V3, "county", [{ of: "p", text: V1, own }])).toEqual([]);
  });

  test("a caret is on the word that it touches, sooner than on a sign", () => {
    const at = (place: number) => {
      const span = wordsAt("One two, three", { from: place, to: place });
      return span && "One two, three".slice(span.from, span.to);
    };
    expect([0, 2, 3, 4, 7, 8, 14].map(at)).toEqual(["One", "One", "One", "two", "two", ",", "three"]);
    expect(wordsAt(" ", { from: 0, to: 0 })).toBe(null);
    const part = wordsAt("One two, three", { from: 2, to: 5 });
    expect(part).toEqual({ from: 0, to: 7 });
  });
});

describe("laws", () => {
  const seeds = fc.integer({ min: 1, max: 1_000_000 });
  const place = fc.record({ from: fc.nat(), length: fc.nat(4) });

  function asked(seed: number, { from, length }: { from: number; length: number }) {
    const [base, ours, theirs] = made(seed);
    const start = from % (ours.length + 1);
    const span = wordsAt(ours, { from: start, to: Math.min(ours.length, start + length) });
    return { text: ours, span: span ?? { from: 0, to: ours.length }, others: [base, theirs, ours] };
  }

  test("what is taken from a text is what it says at the place, and every text says one thing", () => {
    fc.assert(
      fc.property(seeds, place, (seed, at) => {
        const { text, span, others } = asked(seed, at);
        const found = wordingsOf(text, span, witnesses(...others));
        const all = found.flatMap(({ words, said }) => said.map((each) => ({ ...each, words })));
        expect(all.map(({ of }) => of).sort()).toEqual(["v1", "v2", "v3"]);
        for (const { of, from, to, words } of all) expect(others[Number(of.slice(1)) - 1]!.slice(from, to)).toBe(words);
        expect(new Set(found.map(({ from, to, words }) => `${from} ${to} ${words}`)).size).toBe(found.length);
      }),
    );
  });

  test("what stands before and after a wording here is laid on what stands before and after it there", () => {
    fc.assert(
      fc.property(seeds, place, (seed, at) => {
        const { text, span, others } = asked(seed, at);
        for (const other of others) {
          const changes = diffTexts(text, other);
          if (changes.some(({ kind }) => kind === "moved")) continue;
          const { from, to, said } = wordingsOf(text, span, [{ of: "it", text: other }])[0]!;
          expect(from).toBeLessThanOrEqual(span.from);
          expect(to).toBeGreaterThanOrEqual(span.to);
          const before = changes.filter(({ toA, fromA }) => toA <= from && fromA < from);
          const after = changes.filter(({ toA, fromA }) => fromA >= to && toA > to);
          expect(applyChanges(before, text.slice(0, from), other)).toBe(other.slice(0, said[0]!.from));
          expect(text.slice(to) === "" || after.length > 0 || other.slice(said[0]!.to) === text.slice(to)).toBe(true);
        }
      }),
    );
  });

  test("of a text that is the same, the words themselves; of all that is selected, whole texts", () => {
    fc.assert(
      fc.property(seeds, place, (seed, at) => {
        const { text, span, others } = asked(seed, at);
        const same = wordingsOf(text, span, [{ of: "it", text }]);
        expect(same.map(({ words }) => words)).toEqual([text.slice(span.from, span.to)]);
        const whole = wordingsOf(text, { from: 0, to: text.length }, witnesses(...others));
        for (const { words, said } of whole)
          for (const { of } of said) expect(words).toBe(others[Number(of.slice(1)) - 1]);
      }),
    );
  });
});
