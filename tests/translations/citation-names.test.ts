import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressLine, dayOf, isoDay, isWebAddress, line } from "../../translations/citation/line.ts";
import { initialled, nameOf, sorted, spoken } from "../../translations/citation/name.ts";
import { awkwardText } from "../help/renderings.ts";
import { clockOfWork } from "../help/worked.ts";

describe("a name", () => {
  const words = fc.constantFrom(
    ..."Ada Lovelace van de J. F. Kennedy O’Brien Jean-Paul Li Wei Xi Jr. III Inc. team project 习近平 欧阳修 国务院 שלום @ab a1".split(
      " ",
    ),
    ",",
    "and",
  );
  const anyName = fc.oneof(
    awkwardText,
    fc.array(words, { minLength: 1, maxLength: 5 }).map((list) => list.join(" ").replaceAll(" ,", ",")),
    fc.string({ unit: "grapheme", maxLength: 30 }),
  );

  test("loses and changes no letter, whether told apart or kept whole", () => {
    fc.assert(
      fc.property(anyName, (text) => {
        const name = nameOf(text);
        expect([spoken(name), sorted(name)]).toContain(line(text));
      }),
    );
  });

  test("read back from the form in which it is sorted is the same name", () => {
    fc.assert(
      fc.property(anyName, (text) => {
        const name = nameOf(text);
        fc.pre(!("family" in name && /^\p{Script=Han}/u.test(name.family)));
        expect(nameOf(sorted(name))).toEqual(name);
      }),
    );
  });

  test("of any length is judged at once", () => {
    const worked = clockOfWork();
    nameOf(`${"na".repeat(20_000)} ${"anan".repeat(10_000)}x`);
    nameOf("A.B-".repeat(20_000));
    expect(worked()).toBeLessThan(500);
  });

  test.each([
    ["Rogier Creemers", "Creemers, Rogier", "R. Creemers"],
    ["  Ada\n Lovelace ", "Lovelace, Ada", "A. Lovelace"],
    ["John F. Kennedy", "Kennedy, John F.", "J. F. Kennedy"],
    ["J.R.R. Tolkien", "Tolkien, J.R.R.", "J.R.R. Tolkien"],
    ["Jean-Paul Sartre", "Sartre, Jean-Paul", "J.-P. Sartre"],
    ["Vincent van Gogh", "van Gogh, Vincent", "V. van Gogh"],
    ["Ursula von der Leyen", "von der Leyen, Ursula", "U. von der Leyen"],
    ["Flann O’Brien", "O’Brien, Flann", "F. O’Brien"],
    ["Émile Zola", "Zola, Émile", "É. Zola"],
    ["Lovelace, Ada", "Lovelace, Ada", "A. Lovelace"],
    ["Ludwig van Beethoven", "van Beethoven, Ludwig", "L. van Beethoven"],
    ["Johann Wolfgang von Goethe", "von Goethe, Johann Wolfgang", "J. W. von Goethe"],
    ["Simone de Beauvoir", "de Beauvoir, Simone", "S. de Beauvoir"],
    ["Seán Ó Faoláin", "Ó Faoláin, Seán", "S. Ó Faoláin"],
    ["Nuala Ní Dhomhnaill", "Ní Dhomhnaill, Nuala", "N. Ní Dhomhnaill"],
    ["Mary Lloyd-Jones", "Lloyd-Jones, Mary", "M. Lloyd-Jones"],
    ["Ronald McDonald", "McDonald, Ronald", "R. McDonald"],
    ["Bruce Lee", "Lee, Bruce", "B. Lee"],
    ["Ki-moon Ban", "Ban, Ki-moon", "K.-M. Ban"],
  ])("of a Western person is told apart: %s", (said, filed, short) => {
    expect(nameOf(said)).not.toHaveProperty("literal");
    expect([sorted(nameOf(said)), initialled(nameOf(said))]).toEqual([filed, short]);
  });

  test.each([
    ["习近平", "习", "近平"],
    ["王力", "王", "力"],
    ["欧阳修", "欧阳", "修"],
    ["司马相如", "司马", "相如"],
    ["李世民", "李", "世民"],
    ["毛泽东", "毛", "泽东"],
    ["林语堂", "林", "语堂"],
  ])("in Chinese is told apart, and said without a space: %s", (said, family, given) => {
    expect(nameOf(said)).toEqual({ family, given });
    expect([spoken(nameOf(said)), initialled(nameOf(said))]).toEqual([said, said]);
  });

  test.each([
    ["one word", "Variorum"],
    ["one word", "Plato"],
    ["a project", "Variorum project"],
    ["a body", "Central Commission for Cybersecurity and Informatization"],
    ["a body with a comma", "DigiChina, Stanford University"],
    ["a company", "Acme, Inc."],
    ["a Chinese body", "国务院"],
    ["a Chinese body", "中央网络安全和信息化委员会"],
    ["a family name no list holds", "国新民"],
    ["a Chinese body", "外交部"],
    ["a Chinese body", "新华社"],
    ["a firm", "高盛"],
    ["a Japanese name, whose family is two signs", "高橋誠"],
    ["a given name of two syllables, last", "Sun Yat-sen"],
    ["a given name of two syllables, last", "Ban Ki-moon"],
    ["a given name of two syllables, last", "Chiang Kai-shek"],
    ["a given name of two syllables, last", "Kim Jong-Un"],
    ["Korean or Vietnamese, in either order", "Kim Minji"],
    ["Korean or Vietnamese, in either order", "Nguyễn Trãi"],
    ["Burmese", "Aung San"],
    ["Japanese, in either order", "Murakami Haruki"],
    ["Japanese, in either order", "Haruki Murakami"],
    ["Hungarian, in either order", "Nagy Imre"],
    ["Hungarian, in either order", "Bartók Béla"],
    ["whose daughter she is", "Björk Guðmundsdóttir"],
    ["a byname", "Le Corbusier"],
    ["a byname", "El Greco"],
    ["a byname", "La Rochefoucauld"],
    ["a byname", "Ibn Khaldun"],
    ["a byname", "Abu Nuwas"],
    ["a place as often as a family", "Leonardo da Vinci"],
    ["a place as often as a family", "Thomas à Kempis"],
    ["a father", "Mahathir bin Mohamad"],
    ["a program", "DeepL Pro"],
    ["a program", "Google Translate"],
    ["a program", "OpenAI Whisper"],
    ["a program", "GPT Four"],
    ["initials that may be a word", "JRR Tolkien"],
    ["romanised Chinese, in either order", "Xi Jinping"],
    ["romanised Chinese, in either order", "Wei Li"],
    ["three full words", "Gabriel García Márquez"],
    ["a suffix", "Martin Luther King Jr."],
    ["a handle", "anna_k"],
    ["lower case", "ann example"],
    ["an initial at the end", "Ann B."],
    ["a particle first", "van Gogh"],
    ["a particle last", "Ludwig van"],
    ["two people", "Ann Example and Ben Example"],
    ["letters and numbers", "Translator 2"],
    ["a script it can't judge", "Лев Толстой"],
    ["a script it can't judge", "محمود درويش"],
    ["nothing", ""],
  ])("that may be cut in the wrong place is kept whole (%s): %s", (_why, said) => {
    expect(nameOf(said)).toEqual({ literal: said });
    expect(initialled(nameOf(said))).toBe(said);
  });
});

describe("a line", () => {
  test("is one line without control or direction characters, and stays as it is a second time", () => {
    fc.assert(
      fc.property(fc.oneof(awkwardText, fc.string({ unit: "binary" })), (text) => {
        const once = line(text);
        expect(once).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|^\s|\s$/u);
        expect(line(once)).toBe(once);
      }),
    );
  });

  test("keeps letters of every script", () => {
    expect(line("“十四五” \r\n שלום 👩‍👩‍👧 e\u0301\u202e")).toBe("“十四五” שלום 👩‍👩‍👧 é");
  });
});

describe("a day", () => {
  const instant = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });

  test("written as ISO 8601 reads back as the same day", () => {
    fc.assert(
      fc.property(instant, (date) => {
        const day = dayOf(date.toISOString());
        expect(isoDay(day)).toBe(date.toISOString().slice(0, 10));
        expect(dayOf(isoDay(day))).toEqual(day);
      }),
    );
  });

  test.each([
    ["2022-01-24", [2022, 1, 24]],
    ["2022-01", [2022, 1]],
    ["2022", [2022]],
    ["2026-11-24T23:30:00-02:00", [2026, 11, 25]],
    ["2024-02-29", [2024, 2, 29]],
    ["2022-02-30", []],
    ["2022-13-01", []],
    ["2022-00-10", []],
    ["24 January 2022", []],
    ["Tuesday", []],
    ["", []],
  ])("%s is %j", (iso, day) => {
    expect(dayOf(iso)).toEqual(day);
  });
});

describe("an address", () => {
  test("on its line holds nothing that ends it in any format", () => {
    fc.assert(
      fc.property(awkwardText, (text) => {
        expect(addressLine(`https://variorum.example/${text}`)).not.toMatch(/[\s<>"{}|\\^`]/u);
      }),
    );
  });

  test("that is well-formed stays as it is", () => {
    const url = "https://variorum.example:3000/nip14/4-10/v2?a=b&c='d'#e_f~g%20";
    expect(addressLine(url)).toBe(url);
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "/nip14", "https://", "ftp://a.example", "https:///x"])(
    "%s is not one to link to",
    (url) => {
      expect(isWebAddress(url)).toBe(false);
    },
  );
});
