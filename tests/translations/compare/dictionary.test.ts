/** Scripts without spaces: with a fixed list of words in place of ICU's, whose answers differ between versions. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffTexts, icuWords, withTerms, type Dictionary } from "../../../translations/compare/words/words.ts";
import { bothTexts, expectLaws, notate } from "../../help/diff-notation.ts";

const LIST = (
  "方法 方式 办法 政府 政策 市场 关系 有为 厘清 政府和市场 数字 数据 经济 发展 网络 信息化 " +
  "กำลัง กำกับ แปล รัฐบาล ส่งเสริม สนับสนุน เศรษฐกิจ ดิจิทัล อย่าง ต่อเนื่อง จริงจัง デジタル 情報 社会 推進 推奨 する"
).split(" ");

/** The longest word of the list that begins at each place; one character where there is none. */
const listed: Dictionary = (text) => {
  const begins: number[] = [];
  for (let at = 0; at < text.length;) {
    begins.push(at);
    const found = LIST.filter((word) => text.startsWith(word, at)).sort((x, y) => y.length - x.length)[0];
    at += found?.length ?? (text.codePointAt(at)! > 0xffff ? 2 : 1);
  }
  return begins;
};

const marked = (notation: string, dictionary?: Dictionary) => {
  const [a, b] = bothTexts(notation);
  return notate(a, b, diffTexts(a, b, dictionary));
};

describe("with a dictionary", () => {
  test.each([
    ["one character of a word takes the word in", "新[方法/方式]来了"],
    ["a character put in, one taken away", "新[方法来/方式]了"],
    ["both sides' words are whole", "这个[政府/政策]的[方法/办法]好"],
    ["a word put in before another is itself", "发展[/数字]经济"],
    ["Thai words", "รัฐบาล[ส่งเสริม/สนับสนุน]เศรษฐกิจดิจิทัลอย่าง[ต่อเนื่อง/จริงจัง]"],
    ["a Thai word with a vowel that is written as one with its consonant", "[กำลัง/กำกับ]แปล"],
    ["kana and Han", "デジタル社会を[推進/推奨]する"],
    ["words with spaces are as they were", "the [king/queen] of the [land/sea] 数字 here"],
    ["a sign ends a word", "数字，[方法/方式]。"],
  ])("%s", (_, notation) => expect(marked(notation, listed)).toBe(notation));

  test("no change ends inside a word, moved or not", () => {
    const sentence = fc.array(fc.constantFrom(...LIST, "，"), { maxLength: 24 });
    fc.assert(
      fc.property(sentence, sentence, fc.nat(24), fc.nat(24), (words, others, from, to) => {
        const [a, turned] = [words.join(""), [...words.slice(from), ...words.slice(0, from)]];
        for (const b of [others.join(""), turned.join(""), [...turned.slice(0, to), ...others].join("")])
          for (const { fromA, toA, fromB, toB } of diffTexts(a, b, listed)) {
            expect([...listed(a), a.length]).toEqual(expect.arrayContaining([fromA, toA]));
            expect([...listed(b), b.length]).toEqual(expect.arrayContaining([fromB, toB]));
          }
      }),
      { numRuns: 500 },
    );
  });

  test("a glossary's terms are words, whatever else the dictionary says", () => {
    const terms = withTerms(listed, ["有为政府", "政府"]);
    expect(marked("推动[有为政府/有为政策]建设", terms)).toBe("推动[有为政府/有为政策]建设");
    expect(terms("推动有为政府和市场")).toEqual([0, 1, 2, 6]);
  });
});

describe("without one", () => {
  test.each([
    ["characters stand by themselves", "政[府/策]的方[法/式]来"],
    ["a character left alone between two changes goes with them", "发[展数字/达数据]好"],
    ["a character that is a word by itself stays", "政[府/策]的[方/办]法"],
  ])("%s", (_, notation) => expect(marked(notation)).toBe(notation));
});

const character = fc.constantFrom(
  ...Array.from("方法式办政府策市场关系有为数字据经济发展ส่งเสริมสนับสนุนデジタル推進する，。 a\n"),
);
const text = fc.string({ unit: character, maxLength: 40 });
/** Any cut of any text: a dictionary that has nothing to do with the words. */
const wild = fc.array(fc.nat(12), { maxLength: 12 }).map((cuts): Dictionary => (unspaced) => {
  const begins = [...new Set([0, ...cuts])].filter((at) => at < unspaced.length);
  return begins.sort((x, y) => x - y);
});

describe("with any dictionary", () => {
  test("a difference is exact, in order and has no island", () => {
    fc.assert(
      fc.property(text, text, wild, (a, b, dictionary) => {
        expectLaws(diffTexts(a, b, dictionary), a, b);
      }),
      { numRuns: 500 },
    );
  });

  test("so it is where little was revised, with the words of a list and with ICU's", () => {
    fc.assert(
      fc.property(text, fc.nat(39), fc.nat(3), fc.string({ unit: character, maxLength: 3 }), (a, at, gone, put) => {
        const b = a.slice(0, at) + put + a.slice(at + gone);
        expectLaws(diffTexts(a, b, listed), a, b);
        expectLaws(diffTexts(a, b, icuWords), a, b);
      }),
      { numRuns: 300 },
    );
  });
});
