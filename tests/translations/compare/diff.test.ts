import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffRenderings, diffTexts } from "../../../translations/compare/words/words.ts";
import { applyChanges } from "../../../translations/compare/change.ts";
import { parseText } from "../../../translations/text/parse.ts";
import { codeOf } from "../../../translations/text/words.ts";
import { schema } from "../../../translations/text/schema.ts";
import { expectDiff, expectLaws, expectWholeWords, notate } from "../../help/diff-notation.ts";
import { awkwardText, pastedText, rendering, withoutMarks } from "../../help/renderings.ts";

/** `Aa` and `BB` have the same code. */
const VOCABULARY = [
  "Aa",
  "BB",
  "the",
  "of",
  "and",
  "cat",
  "dog",
  "ran",
  "sat",
  ",",
  ".",
  "\n\n",
  "  ",
  "政",
  "府",
  "“",
  "”",
];

/** Few words, so that much is shared and repeated. */
const repetitive = fc.array(fc.constantFrom(...VOCABULARY), { maxLength: 24 }).map((all) => all.join(" "));
const crowded = fc
  .array(fc.constantFrom("政", "府", "的", "。", "cat", " "), { maxLength: 16 })
  .map((all) => all.join(""));
const text = fc.oneof(repetitive, crowded, awkwardText, pastedText);

function law(holds: (a: string, b: string) => void): void {
  const pairs = fc.oneof(fc.tuple(repetitive, repetitive), fc.tuple(crowded, crowded), fc.tuple(text, text));
  fc.assert(
    fc.property(pairs, ([a, b]) => {
      holds(a, b);
    }),
    { numRuns: 800 },
  );
}

describe("changes between any two texts", () => {
  test("rebuild both texts, keep equal text between them, and map every offset", () =>
    law((a, b) => expectLaws(diffTexts(a, b), a, b)));

  test("never cut a word", () => law((a, b) => expectWholeWords(diffTexts(a, b), a, b)));

  test("are none exactly if the texts are equal", () =>
    law((a, b) => {
      expect(diffTexts(a, b).length === 0).toBe(a === b);
      expect(diffTexts(a, a)).toEqual([]);
    }));

  test("are the same whenever asked", () => law((a, b) => expect(diffTexts(a, b)).toEqual(diffTexts(a, b))));

  test("have moves in pairs of the same words", () =>
    law((a, b) => {
      const moved = diffTexts(a, b).filter(({ kind }) => kind === "moved");
      const letters = (t: string) => t.replace(/[^\p{L}\p{N}]/gu, "");
      const gone = moved
        .filter(({ fromB, toB }) => fromB === toB)
        .map(({ fromA, toA }) => letters(a.slice(fromA, toA)));
      const come = moved
        .filter(({ fromA, toA }) => fromA === toA)
        .map(({ fromB, toB }) => letters(b.slice(fromB, toB)));
      expect(gone.sort()).toEqual(come.sort());
    }));

  test("rebuild texts of nothing but white space", () => {
    const blanks = fc.array(fc.constantFrom(" ", "\n", "\t", "\u2028"), { maxLength: 5 }).map((all) => all.join(""));
    fc.assert(fc.property(blanks, blanks, (a, b) => expectLaws(diffTexts(a, b), a, b)));
  });

  test("from nothing are one insertion, to nothing one deletion", () =>
    law((a) => {
      if (a === "") return;
      expect(diffTexts("", a)).toMatchObject([{ fromA: 0, toA: 0, fromB: 0, toB: a.length, kind: "inserted" }]);
      expect(diffTexts(a, "")).toMatchObject([{ fromA: 0, toA: a.length, fromB: 0, toB: 0, kind: "deleted" }]);
    }));
});

describe("a change", () => {
  test.each([
    ["replaces a word", "the [wrath/rage] of the king"],
    ["replaces one word by two", "investment. [Clarify/Sort out] the relationship"],
    ["leaves the comma after the word", "the [markets/market], and"],
    ["takes a whole compound", "a [well-ordered/well-governed] system"],
    ["takes a whole number", "grew by [98%/97.5%] in [2021–2025/2021–2026]"],
    ["takes an accented letter with its accent", "a [cafe/cafe\u0301] here"],
    ["takes a whole emoji", "well [👍🏽/👍🏿] done"],
    ["takes Han by the character", "有[为/效]政府"],
    ["takes the space before an inserted word", "the[/ old] king"],
    ["takes the space after a word put first", "[/Old ]kings rule"],
    ["takes the space before a deleted word", "the[ old/] king"],
    ["at the end takes only what is new", "the king[/ of France]"],
    ["inserts a sentence as a sentence", "A cat sat. [/A dog ran. ]A bird sang."],
    ["puts a first sentence first", "[/The cat sat. ]The dog ran."],
    ["inserts a phrase with its conjunction", "the government[/ and society] and markets"],
    ["inserts a paragraph", "one two[/¶three four]¶five six"],
    ["keeps neighbours apart where a content word stands between", "the [old/young] king [died/slept]"],
    ["keeps two single words apart", "the [wrath/rage] of [kings/queens]"],
    [
      "joins a rewritten stretch over its small words",
      "Then [he went at once to his own home/she ran quickly to the far hills].",
    ],
    ["does not join over the end of a sentence", "[He went home/She ran off]. [Birds sang/Dogs barked]."],
    ["does not join over a paragraph", "[He went home/She ran off] with¶the [bird songs/loud dogs]"],
    ["does not swallow a small word between two insertions", "[/He said ]that[/ it was] done"],
    ["sees that letters changed case", "in the [Wilderness/wilderness]:"],
    ["that is only white space takes the word after it", "one[= two/¶two] three"],
    ["that is only white space at the end takes the word before it", "one [=two/two ]"],
    ["keeps quotation marks that stay", "he said, “[Go/Come]!”"],
    ["doesn't trail off in a small word where it may end in another", "the king[/ of king] of France"],
    ["nor does what is taken out", "the king[ of king/] of France"],
    ["nor does it end in what opens a bracket", "plan[/ (plan] (one) here"],
  ])("%s", (_, notation) => expectDiff(notation));

  test("finds a stretch that moved", () =>
    expectDiff(
      "[~In the early morning light /]we walked along the river until we reached the bridge[/~ In the early morning light]",
    ));

  test("takes two words that say something for a move, and not one with a small word", () => {
    expectDiff("[~red roofs /]we walked all along the river[/~ red roofs]");
    expectDiff("[the roofs /]we walked all along the river[/ the roofs]");
    expectDiff(
      "[~red roofs /]we walked[ so slowly/] along the old river[/~ red roofs] to the bridge of stone[/ so slowly]",
    );
  });
});

const { doc, paragraph, heading, bullet_list, list_item } = schema.nodes;
const { emphasis, strong } = schema.marks;

function marked(...pieces: (string | [string, "emphasis" | "strong"])[]) {
  const content = pieces.map((piece) =>
    typeof piece === "string"
      ? schema.text(piece)
      : schema.text(piece[0], [(piece[1] === "strong" ? strong : emphasis).create()]),
  );
  return doc.create(null, paragraph.create(null, content));
}

function notated(a: ReturnType<typeof marked> | null, b: ReturnType<typeof marked> | null): string {
  const diff = diffRenderings(a, b);
  return notate(diff.a.text, diff.b.text, diff.changes);
}

describe("changes between renderings", () => {
  const pair = fc.oneof(
    fc.tuple(rendering, rendering),
    rendering.map((x) => [x, withoutMarks(x)] as const),
  );

  test("obey the laws of changes, whatever the blocks and marks", () => {
    fc.assert(
      fc.property(pair, ([x, y]) => {
        const { a, b, changes } = diffRenderings(x, y);
        expectLaws(changes, a.text, b.text);
      }),
      { numRuns: 400 },
    );
  });

  test("never cut a word of a block", () => {
    fc.assert(
      fc.property(pair, ([x, y]) => {
        const { a, changes } = diffRenderings(x, y);
        for (const { from, to } of a.blocks) {
          const here = changes.filter(({ fromA, toA }) => fromA >= from && toA <= to);
          const shifted = here.map((c) => ({ ...c, fromA: c.fromA - from, toA: c.toA - from, fromB: 0, toB: 0 }));
          expectWholeWords(shifted, a.text.slice(from, to), "");
        }
      }),
      { numRuns: 400 },
    );
  });

  test("are none for a rendering and itself", () => {
    fc.assert(
      fc.property(rendering, (x) => {
        expect(diffRenderings(x, x).changes).toEqual([]);
      }),
    );
  });

  test("call a word with other marks reformatted", () =>
    expect(notated(marked("the old king"), marked("the ", ["old", "emphasis"], " king"))).toBe("the [=old/old] king"));

  test("say nothing of marks that stay", () => {
    const [a, b] = [marked("the ", ["old", "strong"], " king"), marked("the ", ["old", "strong"], " queen")];
    expect(notated(a, b)).toBe("the old [king/queen]");
  });

  test("see a mark on part of a word", () =>
    expect(notated(marked("qīngchu"), marked(["qīng", "emphasis"], "chu"))).toBe("[=qīngchu/qīngchu]"));

  test("call a paragraph that becomes a heading reformatted, at its first word", () => {
    const a = doc.create(null, paragraph.create(null, schema.text("Markets now")));
    const b = doc.create(null, heading.create({ level: 2 }, schema.text("Markets now")));
    expect(notated(a, b)).toBe("[=Markets/## Markets] now");
  });

  test("call a paragraph that becomes a list item reformatted, and its words kept", () => {
    const a = parseText("one two\n\nthree four");
    const b = doc.create(null, [
      paragraph.create(null, schema.text("one two")),
      bullet_list.create(null, list_item.create(null, paragraph.create(null, schema.text("three four")))),
    ]);
    expect(notated(a, b)).toBe("one two[=¶three/¶- three] four");
  });

  test("from a rendering whose text is not there are all insertion", () =>
    expect(notated(null, parseText("one two"))).toBe("[/one two]"));
});

describe("words with the same code", () => {
  test("are told apart by their letters", () => {
    expect(codeOf("Aa")).toBe(codeOf("BB"));
    expectDiff("one [Aa/BB] two");
    expectDiff("[Aa /]one two[/ BB]");
    expectDiff("BB one [two/three] Aa");
  });
});

describe("very long texts", () => {
  const words = (count: number, seed: number) => {
    let state = seed;
    return Array.from({ length: count }, () => `w${(state = (state * 48271) % 2147483647) % 9000}`);
  };

  test("of a whole book with few changes are compared word by word", () => {
    const a = words(21_000, 7);
    const b = a.map((word, index) => (index % 500 === 250 ? "changed" : word));
    const changes = diffTexts(a.join(" "), b.join(" "));
    expect(changes).toHaveLength(42);
    expect(applyChanges(changes, a.join(" "), b.join(" "))).toBe(b.join(" "));
  });

  test("without much in common are exact, though coarser", () => {
    const [a, b] = [words(20_000, 7).join(" "), words(20_000, 11).join(" ")];
    expect(applyChanges(diffTexts(a, b), a, b)).toBe(b);
    const [x, y] = ["x y z ".repeat(5_000), "z z x y ".repeat(4_000)];
    expect(applyChanges(diffTexts(x, y), x, y)).toBe(y);
  });

  test("that repeat themselves are compared word by word where little changed", () => {
    const a = Array.from({ length: 5_000 }, (_, index) => `w${(index % 911) % 400}`);
    const b = a.map((word, index) => (index % 20 === 7 ? `x${index}` : word));
    expect(diffTexts(a.join(" "), b.join(" "))).toHaveLength(250);
  });

  test("without spaces are compared sign by sign", () => {
    const a = Array.from({ length: 30_000 }, (_, index) => String.fromCodePoint(0x4e00 + ((index * 37) % 9_001))).join(
      "",
    );
    const b = `${a.slice(0, 12_345)}新${a.slice(12_345)}`;
    expect(diffTexts(a, b)).toEqual([{ fromA: 12_345, toA: 12_345, fromB: 12_345, toB: 12_346, kind: "inserted" }]);
    expect(diffTexts(`甲${a}乙`, `丙${a}丁`)).toHaveLength(2);
  });

  test("whose moved sentences all begin alike are looked at in no more time than others", () => {
    const all = (word: string) => Array.from({ length: 316 }, (_, index) => `red green blue ${word}${index}`).join(" ");
    const stayed = Array.from({ length: 1_500 }, (_, index) => `stayed${index}`).join(" ");
    const [a, b] = [`${all("u")} ${stayed}`, `${stayed} ${all("v")}`];
    const changes = diffTexts(a, b);
    expect(changes.filter(({ kind }) => kind === "moved")).toHaveLength(2 * 316);
    expect(applyChanges(changes, a, b)).toBe(b);
  }, 5_000);

  test("of more different words than there are UTF-16 code units are exact", () => {
    const a = Array.from({ length: 70_000 }, (_, index) => `w${index}`);
    const b = a.map((word, index) => (index % 35_000 === 9 ? "changed" : word));
    const [before, after] = [a.join(" "), b.join(" ")];
    const changes = diffTexts(before, after);
    expect(changes).toHaveLength(2);
    expect(applyChanges(changes, before, after)).toBe(after);
  });
});
