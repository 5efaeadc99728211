import fc from "fast-check";
import { expect, test } from "vitest";
import { diffRenderings } from "../../translations/compare/words/words.ts";
import { canonicalLanguage } from "../../translations/text/language.ts";
import { isLanguageTag, schema } from "../../translations/text/schema.ts";

const subtags = fc.constantFrom("Hans", "Hant", "Latn", "CN", "TW", "SG", "HK", "US", "pinyin", "1996");
const tag = fc
  .tuple(fc.constantFrom("zh", "cmn", "en", "fr", "ja", "yue", "iw", "de"), fc.array(subtags, { maxLength: 3 }))
  .map((parts) => parts.flat().join("-"));

test("law: a canonical tag is its own, a tag still, and the same in whatever case it is written", () => {
  fc.assert(
    fc.property(fc.oneof(tag, fc.string().filter(isLanguageTag)), (written) => {
      const canonical = canonicalLanguage(written);
      expect(canonicalLanguage(canonical)).toBe(canonical);
      expect(isLanguageTag(canonical)).toBe(true);
      for (const other of [written.toLowerCase(), written.toUpperCase()])
        expect(canonicalLanguage(other).toLowerCase()).toBe(canonical.toLowerCase());
    }),
  );
});

test("every name of two letters has one canonical form, whatever its case", () => {
  const letters = Array.from("abcdefghijklmnopqrstuvwxyz");
  for (const name of letters.flatMap((first) => letters.map((second) => first + second)))
    expect(canonicalLanguage(name.toUpperCase())).toBe(canonicalLanguage(name));
});

test("law: Chinese in Chinese characters has one tag a script, whatever its country", () => {
  fc.assert(
    fc.property(fc.constantFrom("Hans", "Hant"), fc.constantFrom("", "-CN", "-TW", "-SG", "-HK"), (script, country) => {
      expect(canonicalLanguage(`zh-${script}${country}`)).toBe(`zh-${script}`);
    }),
  );
});

test.each([
  ["zh", "zh-Hans"],
  ["zh-cn", "zh-Hans"],
  ["ZH-SG", "zh-Hans"],
  ["cmn", "zh-Hans"],
  ["zh-TW", "zh-Hant"],
  ["zh-HK", "zh-Hant"],
  ["zh-Latn-pinyin", "zh-Latn-pinyin"],
  ["yue", "yue"],
  ["en-us", "en-US"],
  ["iw", "he"],
  ["not a tag", "not a tag"],
])("%s is %s", (written, canonical) => expect(canonicalLanguage(written)).toBe(canonical));

test("words that were marked by another tag of the same language have not changed", () => {
  const { doc, paragraph } = schema.nodes;
  const marked = (lang: string) =>
    doc.create(null, paragraph.create(null, schema.text("厘清", [schema.marks.foreign.create({ lang })])));
  expect(diffRenderings(marked("zh-CN"), marked("zh-Hans")).changes).toEqual([]);
  expect(diffRenderings(marked("zh-TW"), marked("zh-Hans")).changes).toHaveLength(1);
});
