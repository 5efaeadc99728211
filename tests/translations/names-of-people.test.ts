import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../help/laws.ts";
import { isSameName, looksLike, namesakes, readName } from "../../translations/people/name.ts";
import { namedAs, readNamed, writtenName } from "../../translations/people/named.ts";

const kept = (typed: string): string => {
  const read = readName(typed);
  return read.ok ? read.name : `! ${read.fault}`;
};

describe("what cannot be seen", () => {
  test.each<[what: string, typed: string, name: string]>([
    ["zero-width spaces", "A\u200bn\u200bn", "Ann"],
    ["a byte order mark", "\ufeffAnn Lee", "Ann Lee"],
    ["soft hyphens", "An\u00adn", "Ann"],
    ["word joiners and invisible plus signs", "An\u2060n\u2064", "Ann"],
    ["marks of direction", "\u200eAnn\u200f", "Ann"],
    ["joiners between Latin letters", "An\u200dn\u200c", "Ann"],
    ["Hangul fillers", "\u3164Ann\uffa0\u115f", "Ann"],
    ["variation selectors on letters", "A\ufe0fn\ufe0en\u{e0100}", "Ann"],
    ["tags", "Ann\u{e0041}\u{e007f}", "Ann"],
    ["a grapheme joiner", "An\u034fn", "Ann"],
    ["blanks of every width", "\u3000Ann\u00a0\u2003 \u2800Lee\u202f", "Ann Lee"],
  ])("%s are left out", (_what, typed, name) => expect(kept(typed)).toBe(name));

  test.each<[what: string, name: string]>([
    ["a Persian non-joiner", "علی\u200cرضا"],
    ["a joiner in Devanagari", "क्\u200dष"],
    ["a non-joiner in Bengali", "ক্\u200cক"],
    ["a family", "👩‍👩‍👧 Lee"],
    ["a heart in colour", "❤\ufe0f"],
    ["a hand of a colour and its trade", "👩🏽‍💻"],
    ["the flag of Scotland", "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}"],
    ["the form of 葛 in Katsuragi", "葛\u{e0100}城"],
  ])("%s stays, as its writing needs it", (_what, name) => expect(kept(name)).toBe(name));

  test.each<[what: string, typed: string, fault: string]>([
    ["nothing at all", " \u200b\u2060 ", "empty"],
    ["signs without a letter", "-- . --", "invisible"],
    ["a turn of direction", "Ann\u202eeeL", "unprintable"],
    ["a control character", "An\u0007n", "unprintable"],
    ["a line end", "Ann\nLee", "unprintable"],
    ["private letters", "Ann\ue000", "unprintable"],
    ["half a character", "Ann\ud83d", "unprintable"],
    ["heaps of marks", "A\u0301\u0302\u0303\u0304\u0305\u0306nn", "unprintable"],
    ["a mark on nothing", "\u0301Ann", "unprintable"],
    ["a Cyrillic letter among Latin ones", "\u0410nn Lee", "mixed-scripts"],
    ["a Greek letter among Latin ones", "Ann L\u03bfe", "mixed-scripts"],
    ["an Armenian letter among Latin ones", "J\u0585hn", "mixed-scripts"],
    ["81 characters", "字".repeat(81), "too-long"],
    ["a million", "x".repeat(1_000_000), "too-long"],
  ])("%s is no name", (_what, typed, fault) => expect(kept(typed)).toBe(`! ${fault}`));

  test.each([
    "李小龍",
    "Ζωή",
    "Анна Ли",
    "O'Brien",
    "José María",
    "Nguyễn Thị Minh Khai",
    "Ann 李",
    "Müller-Lüdenscheidt",
    "יוסף",
    "محمد",
    "ｱﾝ Lee",
    "東京 Tower",
  ])("%s is one, as it is", (name) => expect(kept(name)).toBe(name));

  test("is never in a name that is kept, and what is kept is kept again as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 20 }), (typed) => {
        const once = kept(typed);
        if (once.startsWith("! ")) return;
        expect(kept(once)).toBe(once);
        expect(looksLike(once, `${once}\u200b`)).toBe(true);
      }),
    );
  });
});

describe("two names", () => {
  test.each<[string, string]>([
    ["Ann Lee", "Аnn Lее"],
    ["Capa Opa", "Сара Ора"],
    ["Tom", "Τοm"],
    ["Ian Lee", "lan Lee"],
    ["Paul Allen", "PauI AIIen"],
    ["Arnold", "Amold"],
    ["O’Brien", "O'Brien"],
    ["Jean-Luc", "Jean‐Luc"],
    ["Ann", "Ａｎｎ"],
    ["Ann", "𝐀𝐧𝐧"],
    ["Ola", "0la"],
    ["ロン", "口ン"],
    ["Ann Lee", "Ann\u00a0 Lee"],
    ["Ann", "A\u200bnn"],
    ["Peter", "Рeter"],
    ["John", "Jօhn"],
  ])("%s and %s look alike, and are not written the same", (a, b) => {
    expect(looksLike(a, b)).toBe(true);
    expect(looksLike(b, a)).toBe(true);
  });

  test.each<[string, string]>([
    ["Ann Lee", "ann lee"],
    ["ANN LI", "Ann Li"],
    ["Σίσυφος", "ΣΊΣΥΦΟΣ"],
    ["Strauß", "STRAUSS"],
    ["José", "Jose\u0301"],
  ])("%s and %s are one name", (a, b) => expect([isSameName(a, b), looksLike(a, b)]).toEqual([true, true]));

  test.each<[string, string]>([
    ["Ann Lee", "Anna Lee"],
    ["Mila", "Miia"],
    ["José", "Jose"],
    ["Ali", "All"],
    ["李明", "李朋"],
    ["Zhang Wei", "Zhang Wen"],
  ])("%s and %s are told apart by their letters", (a, b) => expect(looksLike(a, b)).toBe(false));
});

test("of a list, those are named whose names look like another's", () => {
  const people = ["Ann Lee", "Bo", "ann lee", "Ian", "lan"].map((name) => ({ name }));
  expect([...namesakes(people)].map(({ name }) => name).sort()).toEqual(["Ann Lee", "Ian", "ann lee", "lan"]);
});

test("law: a program among names is read as it is written, and every other name as it is", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.boolean(), (typed, program) => {
      const read = readName(typed);
      if (!read.ok || !readNamed(read.name).ok || /\(program\)$/i.test(read.name)) return;
      const who = { name: read.name, ...(program && { program: true as const }) };
      expect(readNamed(writtenName(who))).toEqual({ ok: true, ...who });
      expect(namedAs({ ...who, ...{ id: "x" } })).toEqual(who);
    }),
  );
  expect(readNamed("DeepL  (Program) ")).toEqual({ ok: true, name: "DeepL", program: true });
  expect(readNamed("(program)")).toMatchObject({ ok: false, fault: "empty" });
});
