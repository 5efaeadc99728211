/** The terms of a glossary as words of scripts without spaces. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { diffTexts, icuWords } from "../../translations/compare/words/words.ts";
import { dictionaryOf, termsIn } from "../../translations/terms/glossary.ts";
import type { Term } from "../../translations/ledger/work.ts";

const term = (source: string, rendering: string, ...alternatives: string[]): Term => ({
  id: "term",
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

test("law: so it does where letters or figures of another script stand in the term", () => {
  const latin = fc.constantFrom("5G", "AI", "3D", "e");
  const mixed = fc.oneof(
    fc.tuple(latin, han).map((parts) => parts.join("")),
    fc.tuple(han, latin, fc.oneof(han, fc.constant(""))).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(mixed, fc.nat(9), han, (own, place, around) => {
      const at = place % own.length;
      const [a, b] = [
        `${around}：${own}，${around}`,
        `${around}：${own.slice(0, at)}国${own.slice(at + 1)}，${around}`,
      ];
      const changes = diffTexts(a, b, dictionaryOf([term(own, "term")]));
      expect(changes.map(({ fromA, toA }) => a.slice(fromA, toA))).toEqual([own]);
    }),
  );
});

test("a term is none where its letters are part of a longer word, and without terms scripts part words", () => {
  const words = dictionaryOf([term("T恤", "T-shirt"), term("卡拉OK", "karaoke")]);
  expect(words("T恤")).toEqual([0]);
  expect(words("DT恤")).toEqual([0, 2]);
  expect(words("卡拉OK")).toEqual([0]);
  expect(words("卡拉OKAY")).toContain(2);
  expect(icuWords("abภาษา5G网")).toEqual([0, 2, 6, 8]);
  const [a, b] = ["用5G网络", "用6G网络"];
  expect(diffTexts(a, b, icuWords).map(({ fromA, toA }) => a.slice(fromA, toA))).toEqual(["5G"]);
  expect(diffTexts(a, b, dictionaryOf([term("5G网络", "5G")])).map(({ fromA, toA }) => a.slice(fromA, toA))).toEqual([
    "5G网络",
  ]);
});

test("law: the terms that stand in a text cut its words as the whole glossary does", () => {
  fc.assert(
    fc.property(fc.array(han, { maxLength: 8 }), han, han, fc.nat(7), (spelled, before, after, own) => {
      const terms = spelled.map((words) => term(words, "term"));
      const text = before + (spelled[own] ?? "") + after;
      const standing = termsIn(terms, [text]);
      expect(standing.map(({ source }) => source)).toEqual(spelled.filter((words) => text.includes(words)));
      expect(dictionaryOf(standing)(text)).toEqual(dictionaryOf(terms)(text));
    }),
  );
});

test("a term stands in a text by its rendering or an alternative as well, however its letters are composed", () => {
  const [market, naive] = [term("市场", "market", "marketplace"), term("天真", "nai\u0308ve")];
  expect(termsIn([market, naive], ["The marketplace"])).toEqual([market]);
  expect(termsIn([market, naive], ["A na\u00efve one", "of 市场"])).toEqual([market, naive]);
  expect(termsIn([market, naive], ["The 市", "场"])).toEqual([]);
});

test("terms of the translation and their alternatives are words too; those with spaces change nothing", () => {
  const words = dictionaryOf([term("high-quality development", "高质量发展", "优质量发展")]);
  expect(words("高质量发展")).toEqual([0]);
  expect(words("优质量发展")).toEqual([0]);
  expect(dictionaryOf([term("markets", "Märkte")])).toBe(icuWords);
});
