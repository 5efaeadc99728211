import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findingsIn, type Place } from "../../../translations/checks/checks.ts";
import { made } from "../../help/two-edits.ts";
import "../../help/laws.ts";

const LANGUAGES = ["en", "en-GB", "zh-Hans", "ro", "", "?"];
/** Letters that checks look for, among others. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...Array.from("“”‘’\"'`()[]（）「」,，。、;. \n%$°1290〇一二百万亿年月日第"),
        "the",
        " not ",
        " must ",
        " one ",
        "](",
        "http://",
        "百分之",
      ),
      fc.string({ unit: "grapheme", maxLength: 4 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));
const language = fc.constantFrom(...LANGUAGES);

/** Each finding as `check: words of the source > words of the rendering`. */
function told(text: string, source: string | null = null, base: string | null = null): string[] {
  const words = (place: Place | null, all: string): string => (place ? all.slice(place.from, place.to) : "-");
  const found = findingsIn({ text, language: "en" }, source === null ? null : { text: source, language: "zh-Hans" }, {
    base,
  });
  return found.map(({ check, at, source: place }) => `${check}: ${words(place, source ?? "")} > ${words(at, text)}`);
}

describe("findings, whatever the texts", () => {
  const fits = (place: Place | null, text: string) =>
    place === null || (place.from >= 0 && place.from < place.to && place.to <= text.length);

  test("have a place on one side at least, within the text, and are in order", () =>
    fc.assert(
      fc.property(anyText, anyText, language, language, (text, source, here, there) => {
        const found = findingsIn({ text, language: here }, { text: source, language: there }, { base: source });
        for (const { at, source: place } of found) {
          expect(at ?? place).not.toBeNull();
          expect(fits(at, text) && fits(place, source)).toBe(true);
        }
        const starts = found.map(({ at }) => at?.from ?? Infinity);
        expect(starts).toEqual(starts.toSorted((x, y) => x - y));
      }),
    ));

  test("of a text beside itself are those that it has alone", () =>
    fc.assert(
      fc.property(anyText, language, (text, tag) => {
        expect(findingsIn({ text, language: tag }, { text, language: tag })).toEqual(
          findingsIn({ text, language: tag }, null),
        );
      }),
    ));

  test("are none of sentences that nothing is wrong with", () =>
    fc.assert(
      fc.property(fc.nat(10_000), (seed) =>
        made(seed).forEach((text) =>
          expect(told(`${text}.`).filter((each) => !each.startsWith("doubled"))).toEqual([]),
        ),
      ),
    ));
});

describe("numbers beside the source", () => {
  test.each([
    ["到2025年，增长百分之六点五。", "By 2025 it grows by 6.5 percent."],
    ["二〇二五年三月一日", "1 March 2025"],
    ["一百二十万人，1.5亿元", "1.2 million people, 150 million yuan"],
    ["第十四个五年规划", "the 14th Five-Year Plan"],
    ["三十二万吨", "320,000 tonnes"],
    ["二十二种语言", "twenty-two languages"],
    ["这一点十分重要，千万不要忘记。", "This is very important; never forget it."],
    ["建立全方位、立体化监管体系", "establish comprehensive, three-dimensional oversight systems"],
    ["3D 饼图和三维柱状图", "3D pie charts and 3D bar charts"],
  ])("%s is told as it is", (source, text) => expect(told(text, source)).toEqual([]));

  test.each([
    ["到2025年增长6.5%。", "By 2026 it grows by 6.5%.", ["number: 2025 > 2026"]],
    ["百分之五的企业", "15 percent of companies", ["number: 百分之五 > 15 percent"]],
    ["总和为 100%。", "The sum is 100.", ["unit: 100% > 100"]],
    ["三月一日起", "from 1 May", ["number: 三月 > 1 May"]],
    ["它在第五个分块。", "It is in the last block.", ["number: 第五 > -"]],
    ["两个图表并排显示", "three charts side by side", ["number: - > three"]],
    ["三个或更多的维度", "more than three dimensions", ["number: 三 > three"]],
    ["数据只处理了一遍", "the data is processed twice", ["number: 一 > twice"]],
    ["5亿美元", "500 million yuan", ["unit: 5亿美元 > 500 million yuan"]],
  ])("%s is told otherwise", (source, text, findings) => expect(told(text, source)).toEqual(findings));

  test("of a language that isn't known only figures count", () => {
    const beside = (text: string, source: string) =>
      findingsIn({ text, language: "ro" }, { text: source, language: "de" }).map(({ check }) => check);
    expect(beside("În 1836, trei oameni.", "Im Jahr 1836 drei Leute.")).toEqual([]);
    expect(beside("În 1863.", "Im Jahr 1836.")).toEqual(["number"]);
  });
});

describe("what is lost", () => {
  test.each([
    ["发邮件至 dev@example.org。", "Write to us.", ["source-word: dev@example.org > -"]],
    ["形变（morph）和分裂（separate）", "to morph and split", ["source-word: （separate） > -"]],
    ["正文[12]。", "The text.", ["source-word: [12] > -"]],
    [
      "我们始终致力于让开发者以更方便的方式创造作品。在最新版本中，我们着力加强了图表的叙事能力。",
      "We have always been committed to making it easier for developers to create works.",
      ["missing: 在最新版本中，我们着力加强了图表的叙事能力。 > -"],
    ],
    [
      "柱状图适合比较数据，因为左侧的颜色使人冷静。折线图适合显示趋势的变化，但是不适合显示比例。",
      "Line charts are suitable for showing how a trend changes, but not for showing proportions.",
      ["missing: 柱状图适合比较数据，因为左侧的颜色使人冷静。 > -"],
    ],
    [
      "如果文件保存在服务器上，直接下载即可，系统会自动更新所有用户的配置和权限。",
      "The system automatically updates the settings and permissions of all users.",
      ["missing: 如果文件保存在服务器上，直接下载即可， > -"],
    ],
    [
      "如果文件保存在服务器上，系统会自动更新所有用户的配置和权限。",
      "When a file is kept on the server, the system updates all users' settings and permissions.",
      [],
    ],
  ])("%s", (source, text, findings) => expect(told(text, source)).toEqual(findings));

  test("a term of which no rendering stands there", () => {
    const terms = [
      {
        id: "t",
        source: "数据要素",
        rendering: "data element",
        alternatives: ["data factor"],
        remark: "",
        provenance: "",
      },
    ];
    const found = (text: string) =>
      findingsIn({ text, language: "en" }, { text: "数据要素市场", language: "zh-Hans" }, { terms }).map(
        ({ check }) => check,
      );
    expect(found("the market of Data Elements")).toEqual([]);
    expect(found("the market of data factors")).toEqual([]);
    expect(found("the market of data items")).toEqual(["term"]);
  });

  describe("terms", () => {
    const term = (source: string, rendering: string, more = {}) => {
      return { id: source, source, rendering, alternatives: [], remark: "", provenance: "", ...more };
    };
    const TERMS = [
      term("治理", "governance", { avoided: ["governing", "rule"], obsolete: ["administration"], forms: ["治國"] }),
      term("生态", "ecosystem", { alternatives: ["ecology"] }),
      term("生态文明", "ecological civilization"),
      term("厘清", "clarify", { alternatives: ["sort out (the details)"] }),
    ];
    const found = (source: string, text: string): string[] =>
      findingsIn({ text, language: "en" }, { text: source, language: "zh-Hans" }, { terms: TERMS }).map(
        ({ check, at, source: place, instead }) =>
          `${check}: ${source.slice(place!.from, place!.to)} ${at ? text.slice(at.from, at.to) : "-"} ${instead}`,
      );
    test.each([
      ["基层治理", "community governance", []],
      ["基层治理", "the rule of communities", ["avoided: 治理 rule governance"]],
      ["基层治理", "community administration", ["avoided: 治理 administration governance"]],
      ["治國", "good order", ["term: 治國 - governance"]],
      // As often as the term stands there: the other word renders something else.
      ["治理规则", "rules of governance", []],
      ["治理，治理", "governance, and rule", ["avoided: 治理 rule governance"]],
      ["建设生态文明", "build an ecological civilization", []],
      ["厘清关系", "sort out their relationship", []],
      ["厘清关系", "sorting out the details of their relationship", []],
    ])("%s: %s", (source, text, findings) => expect(found(source, text)).toEqual(findings));
  });
});

describe("a rendering by itself", () => {
  test.each([
    ["He said (as always so.", ["brackets: - > ("]],
    ["It is a]fault.", ["brackets: - > ]"]],
    ["a) first, b) second, and 3) third", []],
    ["The “great” leap and “small steps.", []],
    ["The “great leap and “small” steps.", ["quotes: - > “"]],
    ['They called it "great and left.', ['quotes: - > "']],
    ["the people's voice, the dogs' bowls, 'tis so", []],
    ["“So it goes on,” he said. “And on.", []],
    ['They asked for a " " to be made.', ['quotes: - > " "']],
    ["It was the the end.", ["doubled: - > the the"]],
    ["The SVG SVG file, and Boutros Boutros.", ["doubled: - > SVG SVG"]],
    ["He had had enough, and that that is so.", []],
    ["one,, two", ["doubled: - > ,,"]],
    ["one  two", ["doubled: - >   "]],
    ["one,two and three", ["spacing: - > ,"]],
    ["1,200 and x,y", []],
    ["And so，we see。", ["punctuation: - > ，", "punctuation: - > 。"]],
    ["He wrote 数据、算力 there.", []],
    ["See [the manual](https://example.org/a,b) and `a,,b  c`.", []],
  ])("%s", (text, findings) => expect(told(text)).toEqual(findings));

  test("a mark whose partner the revision took away, though speech may run on", () => {
    const [base, text] = ["“So it is,” he said.", "“So it is, he said."];
    expect(told(text)).toEqual([]);
    expect(told(text, null, base)).toEqual(["quotes: - > “"]);
  });

  test("speech that begins with a revision may run on", () => {
    const base = "And he made it known in the city:";
    expect(told(`${base} “By order of the king and of his nobles: eat nothing.`, null, base)).toEqual([]);
  });

  test("marks of the other writing between Chinese words", () => {
    const found = findingsIn({ text: "数据,算力。", language: "zh-Hans" }, null);
    expect(found).toEqual([{ check: "punctuation", at: { from: 2, to: 3 }, source: null }]);
  });
});

/** As long as texts are that are looked at. */
const LONG = 20_000;
const longOf = (words: string): string => words.repeat(Math.ceil(LONG / words.length)).slice(0, LONG);

test.each([
  ["one word over and over, without a sentence's end", longOf("发展"), longOf("development ")],
  ["Latin words that each begin many others", longOf("发展aa 建设aaa 治理aaaa "), longOf("aaaab aaaabc aaaabcd ")],
  [
    "sixty sentences of the same words",
    longOf(`${"数字经济发展abc ".repeat(30)}。`),
    longOf(`${"Digital economy abc ".repeat(16)}. `),
  ],
  ["nothing but the end of sentences", longOf("。"), longOf(". ")],
  ["points without end", longOf("发展。"), longOf("...a")],
  ["an item of a list that is all spaces", `- ${" ".repeat(LONG - 4)}`, "- one"],
  ["brackets that are never closed", longOf("（A"), longOf("(a “")],
  ["numbers and dates without end", longOf("2025年3月1日"), longOf("1 March 2025 ")],
] as const)("%s is looked at without keeping anybody waiting", (_, source, text) => {
  const found = findingsIn({ text, language: "en" }, { text: source, language: "zh-Hans" });
  expect(found.length).toBeLessThanOrEqual(100);
});
