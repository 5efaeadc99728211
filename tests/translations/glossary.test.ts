/** The terms of a glossary as words of scripts without spaces. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { diffTexts, icuWords } from "../../translations/compare/words/words.ts";
import { dictionaryOf } from "../../translations/ledger/glossary.ts";
import type { Term } from "../../translations/ledger/work.ts";

const term = (source: string, rendering: string, ...alternatives: string[]): Term => ({
  source,
  rendering,
  alternatives,
  remark: "",
  provenance: "",
});

const han = fc.string({
  unit: fc.constantFrom(...Array.from("高质量发展有为政府和市场的")),
  minLength: 1,
  maxLength: 6,
});

test("law: no word of the dictionary begins inside a term, and none is lost elsewhere", () => {
  fc.assert(
    fc.property(han, han, han, (own, before, after) => {
      const text = `${before}、${own}、${after}`;
      const at = before.length + 1;
      const begins = dictionaryOf([term(own, "term")])(text);
      expect(begins).toContain(at);
      expect(begins.filter((begin) => begin > at && begin < at + own.length)).toEqual([]);
      for (const begin of begins) expect(begin >= 0 && begin < text.length).toBe(true);
    }),
  );
});

test("law: whatever changes in a term, the change takes it in whole", () => {
  fc.assert(
    fc.property(han, fc.nat(5), (own, place) => {
      const at = place % own.length;
      const [a, b] = [`他说：${own}。`, `他说：${own.slice(0, at)}国${own.slice(at + 1)}。`];
      const changes = diffTexts(a, b, dictionaryOf([term(own, "term")]));
      expect(changes.map(({ fromA, toA }) => a.slice(fromA, toA))).toEqual([own]);
    }),
  );
});

test("terms of the translation and their alternatives are words too; those with spaces change nothing", () => {
  const words = dictionaryOf([term("high-quality development", "高质量发展", "优质量发展")]);
  expect(words("高质量发展")).toEqual([0]);
  expect(words("优质量发展")).toEqual([0]);
  expect(dictionaryOf([term("markets", "Märkte")])).toBe(icuWords);
});
