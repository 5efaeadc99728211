import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeOf, countWords, smallCodeOf, words } from "../../translations/text/words.ts";
import { awkwardText, pastedText } from "../help/renderings.ts";

function law(holds: (text: string) => void): void {
  const texts = fc.oneof(pastedText, awkwardText, fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
  fc.assert(
    fc.property(texts, (text) => {
      holds(text);
    }),
    { numRuns: 800 },
  );
}

/** The words with a bar between them: "one|two". */
function cut(text: string, terms: string[] = []): string {
  return words(text, terms)
    .map(({ from, to }) => text.slice(from, to))
    .join("|");
}

test("a word's code in small letters is that of its small letters, plain or not", () =>
  law((text) => expect(smallCodeOf(`a${text}b`, 1, 1 + text.length)).toBe(codeOf(text.toLowerCase()))));

describe("words", () => {
  test("are in order, do not overlap, and leave only white space out", () =>
    law((text) => {
      let end = 0;
      for (const { from, to } of words(text)) {
        expect(to).toBeGreaterThan(from);
        expect(text.slice(end, from)).toMatch(/^\p{White_Space}*$/u);
        expect(text.slice(from, to)).not.toMatch(/^\p{White_Space}+$/u);
        end = to;
      }
      expect(text.slice(end)).toMatch(/^\p{White_Space}*$/u);
    }));

  test("never cut a grapheme cluster, as Intl.Segmenter finds them", () => {
    const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
    law((text) => {
      const edges = new Set([...graphemes.segment(text)].map(({ index }) => index).concat(text.length));
      for (const { from, to } of words(text))
        expect([edges.has(from), edges.has(to), text, from]).toEqual([true, true, text, from]);
    });
  });

  test("never cut a surrogate pair", () =>
    law((text) => {
      for (const { from, to } of words(text))
        for (const at of [from, to])
          expect(/^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1)) && at > 0).toBe(false);
    }));

  test("are the same whether or not a glossary has to be asked for each", () =>
    law((text) => expect(words(text, ["\u0000\u0000never"])).toEqual(words(text))));

  test("of a text with an empty line in it are the words of its two parts", () =>
    law((text) => {
      const [a, b] = [text.slice(0, text.length / 2), text.slice(text.length / 2)];
      const parts = [cut(a), cut(b)].filter((part) => part !== "");
      expect(cut(`${a}\n\n${b}`)).toBe(parts.join("|"));
    }));

  test.each([
    ["plain words and punctuation", "the government, and markets.", "the|government|,|and|markets|."],
    ["whole hyphenated compounds", "a well-ordered, multi-level system", "a|well-ordered|,|multi-level|system"],
    ["a hanging hyphen apart", "large- and small", "large|-|and|small"],
    ["percentages", "98% of 5‰", "98%|of|5‰"],
    ["numbers with their signs", "1,234.5 and 3.14, 10:30.", "1,234.5|and|3.14|,|10:30|."],
    ["spans of years", "in 2021–2025", "in|2021–2025"],
    ["ordinals and money", "the 14th for $5.50", "the|14th|for|$5.50"],
    ["note marks", "markets[1] and [12].", "markets|[1]|and|[12]|."],
    [
      "raised figures apart, as note marks are",
      "Party building¹, markets.¹² ‘no’³",
      "Party|building|¹|,|markets|.|¹²|‘|no|’|³",
    ],
    ["exponents with their numbers", "10⁶ and 10⁻³", "10⁶|and|10⁻³"],
    ["degrees with their letters", "20°C, 20 °C, 68°F, 45° north", "20°C|,|20|°C|,|68°F|,|45°|north"],
    ["degrees of one letter", "5℃ at 30°N", "5℃|at|30°N"],
    ["names joined by a low line", "a snake_case and HTTP_404 _so_", "a|snake_case|and|HTTP_404|_|so|_"],
    ["inner apostrophes", "China’s don't ‘tis’", "China’s|don't|‘|tis|’"],
    ["repeated punctuation", "well... no——yes!!", "well|...|no|——|yes|!!"],
    ["different signs apart", "what?!”", "what|?|!|”"],
    ["a dash between words apart", "hands—and both", "hands|—|and|both"],
    ["abbreviations", "e.g. this", "e.g|.|this"],
    ["Han one by one", "有为政府。", "有|为|政|府|。"],
    ["Han beyond the basic plane", "𠮷野", "𠮷|野"],
    ["Han beside Latin", "5G网络 qīng清", "5G|网|络|qīng|清"],
    ["combining marks with their letters", "e\u0301te\u0301 q\u0323\u0307", "e\u0301te\u0301|q\u0323\u0307"],
    ["emoji sequences", "a 👍🏽👩‍👩‍👧❤️1️⃣", "a|👍🏽|👩‍👩‍👧|❤️|1️⃣"],
    ["flags two by two", "🇨🇳🇺🇸🇬", "🇨🇳|🇺🇸|🇬"],
    ["right-to-left words", "שלום עולם می\u200cخواهم", "שלום|עולם|می\u200cخواهم"],
    ["a soft hyphen inside a word", "co\u00adoperate", "co\u00adoperate"],
    ["nothing", " \n\t\u3000", ""],
  ])("keep %s", (_, text, expected) => expect(cut(text)).toBe(expected));

  test("keep a glossary's terms together, the longest first", () => {
    expect(cut("推动有为政府", ["有为", "有为政府", "政府"])).toBe("推|动|有为政府");
    expect(cut("政府和市场", ["政府"])).toBe("政府|和|市|场");
    expect(cut("market markets", ["market"])).toBe("market|markets");
  });

  test("are counted without signs", () => expect(countWords("“Clarify” the 关系 — 98%, 👍🏽!")).toBe(5));
});
