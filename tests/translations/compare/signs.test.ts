/** Signs for what can't be seen: each kind has one, they lie on their characters, and usual spelling has none. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  atSigns,
  diffTexts,
  signOf,
  signsOf,
  signsOfAll,
  type Sign,
} from "../../../translations/compare/words/words.ts";
import { isUnseen } from "../../../translations/compare/words/invisible.ts";
import { bothTexts } from "../../help/diff-notation.ts";
import { awkwardText } from "../../help/renderings.ts";

const ALL = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));
/** A line end is seen as such. */
const UNSEEN = ALL.filter((character) => isUnseen(character) && character !== "\n");
const NAMED = UNSEEN.filter((character) => !signOf(character).startsWith("U+"));

/** The signs of both sides of the one change from `a` to `b`. */
function signs(a: string, b: string): [older: Sign[], newer: Sign[]] {
  return signsOf({ fromA: 0, toA: a.length, fromB: 0, toB: b.length }, a, b);
}

const told = (text: string, found: readonly Sign[]) =>
  found.map(({ from, to, drawn }) => [text.slice(from, to), drawn]);

describe("every character that can't be seen", () => {
  test("has a sign that says which it is where nothing else differs", () => {
    expect(UNSEEN.length).toBeGreaterThan(NAMED.length);
    for (const character of UNSEEN) {
      const [a, b] = /\s/.test(character) ? ["one\ttwo", `one${character}two`] : ["onetwo", `one${character}two`];
      if (a === b) continue;
      const [, newer] = signs(a, b);
      expect(newer.map(({ from, to, of }) => [from, to, of])).toEqual([
        [3, 3 + character.length, { unseen: character }],
      ]);
      expect(newer[0]!.drawn).toMatch(/^\S+$/);
    }
  });

  test("has one wherever it stands, however the letters before it are written", () => {
    const letters = fc.array(fc.constantFrom("a", "漢", "𠀀", "e\u0301\u0323", "각"), { maxLength: 20 });
    fc.assert(
      fc.property(letters, fc.constantFrom("\u{e0100}", "\ufe0f", "\u200d", "\u00ad"), (before, character) => {
        const head = before.join("");
        const newer = `${head.normalize("NFC")}${character}X`;
        expect(told(newer, signs(`${head}X`, newer)[1]).map(([sign]) => sign)).toEqual([character]);
      }),
      { numRuns: 500 },
    );
  });

  test("has one in words that came or went, but for the space between them", () => {
    for (const character of UNSEEN.filter((each) => each !== " ")) {
      const words = `some${character}words`;
      expect(signs("", words)[1].map(({ of }) => of)).toEqual([{ unseen: character }]);
      expect(signs(`${words} more`, "others")[0].map(({ of }) => of)).toEqual([{ unseen: character }]);
    }
    expect(signs("", "some words\nand more")).toEqual([[], []]);
  });

  test("has another sign than all others that have a name", () => {
    const drawn = NAMED.map((character) => signs(`a${character}b`, "a\tb\u200b")[0][0]!.drawn);
    expect(NAMED.length).toBeGreaterThan(40);
    expect(new Set(drawn).size).toBe(NAMED.length);
  });
});

test("law: signs stand in order upon single characters, and what is cut at them is the text", () => {
  const letters = fc.constantFrom(
    "plan",
    "\u0440lan",
    "\u00a0",
    " ",
    "\u200d",
    "\u00ad",
    "e\u0301",
    "👩‍👩‍👧",
    "слово",
    "\n",
  );
  const text = fc.oneof(
    awkwardText,
    fc.array(letters, { maxLength: 8 }).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(text, text, fc.nat(9), fc.nat(30), (a, b, from, length) => {
      for (const change of diffTexts(a, b)) {
        const sides = [a, b].map((side, at) => {
          const [start, end] = at === 0 ? [change.fromA, change.toA] : [change.fromB, change.toB];
          const found = signsOf(change, a, b)[at]!;
          let last = start;
          for (const sign of found) {
            expect(last <= sign.from && sign.from < sign.to && sign.to <= end).toBe(true);
            last = sign.to;
          }
          return [side, found] as const;
        });
        for (const [side, found] of sides) {
          const part = side.slice(from, from + length);
          expect(
            atSigns(part, from, found)
              .map((shown) => shown.text)
              .join(""),
          ).toBe(part);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("a text of thousands of them has signs for no more than are read, in changes that have them all", () => {
  const [a, b] = [`x${" word".repeat(3_000)}`, `x${"\u00a0word".repeat(3_000)}`];
  const each = Array.from({ length: 3_000 }, (_, at) => {
    const [from, to] = [1 + 5 * at, 6 + 5 * at];
    return { fromA: from, toA: to, fromB: from, toB: to };
  });
  const found = signsOfAll(each, a, b);
  expect(found.filter(([older, newer]) => older.length + newer.length === 2)).toHaveLength(500);
  expect(found.flat(2)).toHaveLength(1_000);
  expect(signsOfAll([{ fromA: 0, toA: a.length, fromB: 0, toB: b.length }, each[0]!], a, b)).toEqual([
    [[], []],
    signsOf(each[0]!, a, b),
  ]);
});

describe("signs are drawn", () => {
  test.each<[what: string, notation: string, older: string[][], newer: string[][]]>([
    ["for a no-break space, and for the space that it replaces", "[ 10/\u00a010]", [[" ", "␣"]], [["\u00a0", "⍽"]]],
    ["but for no other space there", "[one two 10/one two\u00a010]", [[" ", "␣"]], [["\u00a0", "⍽"]]],
    ["for a narrow one among words that came", "[x/about\u202f10 men]", [], [["\u202f", "⍽N"]]],
    ["for a soft hyphen", "[govern\u00adment/government]", [["\u00ad", "SHY"]], []],
    ["under a Cyrillic letter that was a Latin one", "[plan/pl\u0430n]", [], [["\u0430", "CYR"]]],
    ["under it where the whole word differs, too", "[\u0430nd/king]", [["\u0430", "CYR"]], []],
    [
      "under every letter of a word that only looks Latin",
      "[\u041d\u0415/HE]",
      [
        ["\u041d", "CYR"],
        ["\u0415", "CYR"],
      ],
      [],
    ],
    ["under a Greek letter with its accent", "[\u039f\u0301ne/One]", [["\u039f\u0301", "GRK"]], []],
    ["under no letter of a Russian word", "[слово/корова]", [], []],
    ["nor where its space alone changed", "[ слово/\u00a0слово]", [[" ", "␣"]], [["\u00a0", "⍽"]]],
    ["not for spaces put in or taken out", "[ two/  two]", [], []],
    ["not for a paragraph's end", "[ two/¶two]", [], []],
    ["not within an emoji", "[👩‍👩‍👧/👨‍👩‍👧 ❤️ 1️⃣ here]", [], []],
    ["but for what alone tells two emoji apart", "[❤/❤️]", [], [["\ufe0f", "U+FE0F"]]],
    ["not for joiners in Persian", "[x/می\u200cخواهم]", [], []],
    ["but for those in Latin words", "[x/of\u200cfice]", [], [["\u200c", "ZWNJ"]]],
  ])("%s", (_, notation, older, newer) => {
    const [a, b] = bothTexts(notation);
    const [inA, inB] = signs(a, b);
    expect([told(a, inA), told(b, inB)]).toEqual([older, newer]);
  });

  test("for nothing where only marks of words differ", () => expect(signs("a\u00a0b", "a\u00a0b")).toEqual([[], []]));
});
