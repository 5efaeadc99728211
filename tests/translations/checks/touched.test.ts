import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { doubtOf, touchedBy } from "../../../translations/checks/checks.ts";
import { touchesOf } from "../../../translations/checks/touched.ts";
import { mapped } from "../../../translations/checks/leftovers.ts";
import { mapOffset } from "../../../translations/compare/change.ts";
import type { NoteCategory } from "../../../translations/notes/note.ts";
import { diffTexts } from "../../../translations/compare/words/words.ts";
import { made } from "../../help/two-edits.ts";
import "../../help/laws.ts";

const TERMS = [{ rendering: "governance", alternatives: ["government"] }];

/** Each touch as `touch: old words > new words`. */
function told(a: string, b: string, terms = [] as typeof TERMS): string[] {
  return touchedBy(a, b, diffTexts(a, b), "en", terms).map(
    ({ touch, a: gone, b: come }) =>
      `${touch}: ${gone ? a.slice(gone.from, gone.to) : "-"} > ${come ? b.slice(come.from, come.to) : "-"}`,
  );
}

const anyText = fc
  .array(
    fc.constantFrom(
      ...Array.from("“”‘’\"'()，。.,1235%$年万"),
      ...[
        "in",
        "1204",
        "March",
        "BC",
        "two",
        "first",
        "not",
        "no",
        "must",
        "may",
        "shall",
        "he",
        "they",
        "by",
        "king",
        "second",
        "km",
        "miles",
        "said",
        "was",
        "seen",
        "Ann",
        "治理",
        "house",
      ],
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(" "));

describe("what a revision touches, whatever the texts", () => {
  test("is nothing where nothing is changed", () =>
    fc.assert(
      fc.property(anyText, (text) => {
        expect(told(text, text, TERMS)).toEqual([]);
      }),
    ));

  test("stands within the texts, and each at a change", () =>
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom("en-GB", "zh-Hans", "ro"), (a, b, language) => {
        const changes = diffTexts(a, b);
        for (const { a: gone, b: come } of touchedBy(a, b, changes, language, TERMS)) {
          expect(gone ?? come).not.toBeNull();
          if (gone) expect(gone.from >= 0 && gone.from <= gone.to && gone.to <= a.length).toBe(true);
          if (come) expect(come.from >= 0 && come.from < come.to && come.to <= b.length).toBe(true);
        }
      }),
    ));

  test("is nothing if only spaces and letters' case differ", () =>
    fc.assert(
      fc.property(fc.nat(10_000), (seed) => {
        const [text] = made(seed);
        expect(told(text, text.toUpperCase())).toEqual([]);
      }),
    ));
});

test.each([
  ["In 2,07 million", "In 2.07 million"],
  ["4 million children", "four million children"],
  ["1.2 million Serbs", "1,200,000 Serbs"],
  ["on 23 May 1915 he came", "on May 23, 1915, he came"],
  ["for an hour and a half", "for ninety minutes"],
  ["the V century", "the fifth century"],
  ["48 km away", "48 kilometres away"],
  ["it had not much soil", "the soil wasn't deep"],
  ["have taken no action", "have not taken any action"],
  ["they are not allowed to go", "they may not go"],
  ["they must follow", "they have to follow"],
  ["it shall be so", "it will be so"],
  ["so that he may see", "so that he can see"],
  ["all joy be yours", "may all joy be yours"],
  ["no man sews; if he does", "no one sews; if they do"],
  ["‘Messengers’ came", "“messengers” came"],
])("%s, and %s: nothing is touched", (a, b) => expect(told(a, b)).toEqual([]));

test.each([
  ["seven shepherds", "eight shepherds", ["number: seven > eight"]],
  ["1.035 tons", "1,035 tons", ["number: 1.035 tons > 1,035 tons"]],
  ["the second war", "the two wars", ["number: second > two"]],
  ["on 25 April they came", "on 25 August they came", ["date: 25 April > 25 August"]],
  ["before 5000 it was used", "before 5000 BC it was used", ["date: - > 5000 BC"]],
  ["the sum is 100%", "the sum is 100", ["unit: 100% > -"]],
  ["every ten milliseconds", "every ten seconds", ["unit: ten milliseconds > ten seconds"]],
  ["it can't solve it", "it can solve it", ["negation: can't > -"]],
  ["they did not comply", "they complied", ["negation: not > -"]],
  ["no progress was made", "little progress was made", ["negation: no > -"]],
  ["pupils may choose", "pupils must choose", ["modal: may > must"]],
  ["they should obey", "they obey", ["modal: should > -"]],
  ["He had it done", "It had it done", ["actor: He > It"]],
  ["he was stopped there", "the guards stopped him there", ["actor: he > guards"]],
  ["the old king ruled it", "the young bishop ruled it", ["actor: king > bishop"]],
  ["In time the river rose and they fled", "In time the river rose and the farmers fled", ["actor: they > farmers"]],
  ["It was founded by monks in 306.", "It was founded in 306.", ["actor: by monks > -"]],
  ["After that he went home.", "After that they went home.", ["actor: he > they"]],
  ["History did not need it.", "The historian did not need it.", ["actor: History > The historian"]],
  ["It escapes and takes it.", "The group manages to escape and takes it.", ["actor: It > The group"]],
  ["The country gave up the war.", "The Tsar gave up the war.", ["actor: The country > The Tsar"]],
  ["Then I said, it is time.", "It is time, said Isaiah.", ["actor: I > Isaiah"]],
  ["It was held by fortune then.", "It was held by the misers then.", ["actor: by fortune > by the misers"]],
  ["In honour of the poet made a play.", "In honour of the poet he made a play.", ["actor: - > he"]],
  ["So they went.", "So they went, said Ann.", ["actor: - > said Ann"]],
  ["Bulgarian troops stood there", "Romanian troops stood there", ["actor: Bulgarian > Romanian"]],
  ["He should have left them", "He could have left them", ["modal: should > could"]],
  ["less than 30ms per step", "less than 30s per step", ["unit: 30ms > 30s"]],
  ["it came in 795.", "it came in the ninth century.", ["date: 795 > ninth century"]],
  [
    "open until three in the afternoon",
    "open until two in the afternoon",
    ["date: three in the afternoon > two in the afternoon"],
  ],
  ["they left on the first day", "they left on the second day", ["date: first day > second day"]],
  ["in the 1870s it fell", "in the 1970s it fell", ["date: 1870s > 1970s"]],
  ["there were 470 million of them", "there were 470 000 of them", ["number: 470 million > 470 000"]],
  ["all towns were free", "nearly all towns were free", ["number: all > nearly all"]],
  ["disks of 1.2 MB", "disks of 1.2 GB", ["unit: 1.2 MB > 1.2 GB"]],
  ["all had the right to vote", "all had to vote", ["modal: right > -"]],
  ["he was able to show it", "he showed it", ["modal: able > -"]],
  ["they were unable to lead it", "they could lead it", ["negation: unable > -"]],
  ["80 km and 284 km away", "80 miles and 284 km away", ["unit: 80 km > 80 miles"]],
  ["the fairs were held", "the “fairs” were held", ["quotation: fairs > “fairs”"]],
  ["a ‘multi-faceted’ world", "a ‘pluriverse’ of worlds", ["quotation: multi-faceted > ‘pluriverse’"]],
  ["order (治理) reigns", "order (管理) reigns", ["quotation: 治理 > 管理"]],
])("%s, and %s", (a, b, touched) => expect(told(a, b)).toEqual(touched));

test("a term of the glossary, also for another of its renderings", () => {
  expect(told("good governance helps", "good government helps", TERMS)).toEqual(["term: governance > government"]);
  expect(told("good governance helps", "good order helps", TERMS)).toEqual(["term: governance > -"]);
  expect(told("good governance helps", "fine governance helps", TERMS)).toEqual([]);
});

test("an offset is found by halving where it is found by going through all changes", () =>
  fc.assert(
    fc.property(anyText, anyText, fc.constantFrom(-1 as const, 1 as const), (a, b, bias) => {
      const changes = diffTexts(a, b);
      for (let at = 0; at <= a.length; at++) expect(mapped(changes, at, bias)).toBe(mapOffset(changes, at, bias));
    }),
  ));

test("a change tells what it touches, and no other change's", () => {
  const [a, b] = ["In school they may choose four subjects today.", "In class they may choose five subjects today."];
  const changes = diffTexts(a, b);
  const touched = touchedBy(a, b, changes, "en");
  expect(changes.map((change) => touchesOf(change, touched))).toEqual([[], ["number"]]);
});

test("in Chinese numbers, dates and quotations, by its numerals", () => {
  const of = (a: string, b: string) => touchedBy(a, b, diffTexts(a, b), "zh-Hans").map(({ touch }) => touch);
  expect(of("增长百分之五", "增长5%")).toEqual([]);
  expect(of("增长百分之五", "增长百分之六")).toEqual(["number"]);
  expect(of("二〇二五年开始", "二〇二六年开始")).toEqual(["date"]);
});

describe("what the reason calls a change, and what it does", () => {
  const doubts = (a: string, b: string, ...categories: NoteCategory[]) => {
    const changes = diffTexts(a, b);
    const touched = touchedBy(a, b, changes, "en");
    return changes.map((change) => doubtOf(change, categories, touched));
  };

  test("style or formatting that touches something is told, with all that it touches", () => {
    expect(doubts("pupils may choose two", "pupils must choose two", "style")).toEqual([
      { category: "style", touches: ["modal"] },
    ]);
    expect(doubts("he did not comply", "he complied", "style", "formatting")).toEqual([
      { category: "style", touches: ["negation"] },
    ]);
  });

  test("a correction that is only typography is told, and nothing of other kinds or with no reason", () => {
    expect(doubts("the Priest came", "the priest came", "accuracy")).toEqual([{ category: "accuracy", only: "case" }]);
    expect(doubts("the Priest came", "the priest came", "terminology")).toEqual([null]);
    expect(doubts("pupils may choose two", "pupils must choose two", "accuracy")).toEqual([null]);
    expect(doubts("pupils may choose two", "pupils must choose two", "style", "accuracy")).toEqual([null]);
    expect(doubts("pupils may choose two", "pupils must choose two")).toEqual([null]);
  });
});

test.each([
  ["on 20 June 1791 he left", "on 20/06/1791 he left"],
  ["on 20 June 1791 he left", "on 1791-06-20 he left"],
  ["on 17 June they came", "on June 17th they came"],
  ["in 146 BC it was annexed", "in 146 B.C. it was annexed"],
  ["in 70 AD it fell", "in AD 70 it fell"],
  ["90 minutes later", "1.5 hours later"],
  ["it is not known", "it is unknown"],
  ["not until noon", "only at noon"],
  ["it is not less than twice that", "it is at least twice that"],
  ["161 km from there", "100 miles from there"],
  ["in December 1437 he died", "in Dec. 1437 he died"],
  ["a fire that cannot be put out", "an inextinguishable fire"],
  ["no man knows it", "no person knows it"],
  ["what a man says counts", "what people say counts"],
  ["our fate was sealed", "we were lost"],
  ["in the 30s they left", "in the thirties they left"],
  ["forty days passed", "40 days passed"],
  ["if anyone comes, he is welcome", "if anyone comes, they are welcome"],
  ["they came and went", "they came and they went"],
  ["the fleet of the voivoes sailed", "the fleet of the voivodes sailed"],
  ["145 151 people", "145,151 people"],
  ["at the end of the 1970s it was", "in the late seventies it was"],
  ["in the XIX century", "in the nineteenth century"],
  ["the panic of 1819 and the war of 1819", "the 1819 panic and the 1819 war"],
  ["2.88 MB", "2.88 megabytes"],
])("%s, and %s: the same, written otherwise", (a, b) => expect(told(a, b)).toEqual([]));

test("figures that count something are no year", () => {
  expect(told("there were 1400 children", "there were 1500 children")).toEqual(["number: 1400 > 1500"]);
  expect(told("it rose in 1400 when", "it rose in 1500 when")).toEqual(["date: 1400 > 1500"]);
});
