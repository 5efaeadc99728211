/** Changes told in words, one sentence each, and how much changed. */
import fc from "fast-check";
import { afterEach, describe as group, expect, test } from "vitest";
import { changeInWords, countsInWords } from "../../editor/changes/changes.ts";
import { ENGLISH, speak } from "../../editor/language/language.ts";
import type { Layout } from "../../translations/text/layout.ts";
import { describe, diffRenderings, diffTexts, movedPairs, summary } from "../../translations/compare/words/words.ts";
import { applyChanges, mapOffset, type Change } from "../../translations/compare/change.ts";
import { folded } from "../../translations/compare/words/invisible.ts";
import { parseText } from "../../translations/text/parse.ts";
import { schema, type Rendering } from "../../translations/text/schema.ts";
import { countWords } from "../../translations/text/words.ts";
import { bothTexts } from "../help/diff-notation.ts";
import { MADE_UP, outside } from "../help/made-up.ts";
import { pastedText, rendering } from "../help/renderings.ts";

function told(changes: readonly Change[], a: string | Layout, b: string | Layout): string[] {
  return describe(changes, a, b).map(changeInWords);
}

function inWords(notation: string): string[] {
  const [a, b] = bothTexts(notation);
  return told(diffTexts(a, b), a, b);
}

function inWordsOf(x: Rendering | null, y: Rendering | null): string[] {
  const { a, b, changes } = diffRenderings(x, y);
  return told(changes, a, b);
}

const { doc, paragraph, heading, bullet_list, list_item } = schema.nodes;
const one = (...content: ReturnType<typeof schema.text>[]) => doc.create(null, paragraph.create(null, content));
const em = schema.marks.emphasis.create();

group("changes in words", () => {
  test("are one line of text a change, in any comparison", () => {
    fc.assert(
      fc.property(rendering, rendering, (x, y) => {
        const { a, b, changes } = diffRenderings(x, y);
        const sentences = told(changes, a, b);
        expect(sentences).toHaveLength(changes.length);
        for (const sentence of sentences) expect(sentence).toMatch(/^[^\n]{3,}$/);
        // A block's signs are no words: nobody reads them.
        const signless = (rendering: Rendering) => !/[>|#-]/.test(rendering.textContent);
        if (signless(x) && signless(y)) expect(sentences.join("")).not.toMatch(/[>|#]|- /);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ["investment. [Clarify/Sort out] the relationship", '"Clarify" replaced by "Sort out"'],
    ["in the time of the[ old/] king", '"old" deleted after "time of the"'],
    ["[Old /]kings rule", '"Old" deleted at the beginning'],
    ["the[/ old] king", 'inserted "old" after "the"'],
    ["[/Old ]kings rule", 'inserted "Old" at the beginning'],
    ["one two[/¶three four]¶five six", 'inserted "three four" after "one two"'],
    ["one two[/¶three four¶five six]", 'inserted "three four ¶ five six" after "one two"'],
    ["one[ two/¶two] three", '"two" now begins a paragraph'],
    ["one[¶two/ two] three", '"two" no longer begins a paragraph'],
    ["one[ two/  two] three", '2 spaces before "two", not a space'],
  ])("say of %s: %s", (notation, sentence) => expect(inWords(notation)).toEqual([sentence]));

  test.each([
    ["about[ 10/\u00a010] men", 'a no-break space before "10", not a space'],
    ["about[\u202f10/\u200910] men", 'a thin space before "10", not a narrow no-break space'],
    ["the [\u0440lan/plan] is", '"plan": its first letter was Cyrillic'],
    ["the [plan/pl\u0430n] is", '"plan": its third letter is now Cyrillic'],
    ["[\u041d\u0415/HE] came", '"HE": its first and second letters were Cyrillic'],
    ["[\u039fne/One] came", '"One": its first letter was Greek'],
    ["the [govern\u00adment/government] is", 'a soft hyphen taken out after "govern"'],
    ["one [two/\u200etwo]", 'a left-to-right mark put in before "two"'],
    ["one [two/two\u200e]", 'a left-to-right mark put in after "two"'],
    ["one[ \u200b/] two", 'a zero-width space deleted after "one"'],
    ["one[/ \u2060] two", 'inserted a word joiner after "one"'],
  ])("name what can't be seen in %j", (notation, sentence) => {
    const [a, b] = bothTexts(notation);
    expect(inWords(notation), JSON.stringify(diffTexts(a, b))).toEqual([sentence]);
  });

  test("count what can't be seen in a great many places, each of which they would name by its word", () => {
    const apart = (letters: string) => Array.from(letters).join("\u200b");
    const said = (letters: string) => told(diffTexts(letters, apart(letters)), letters, apart(letters)).join("");
    expect(said("abcd").split("; ")).toHaveLength(3);
    const word = "abcdefghij".repeat(3);
    expect(said(word)).toBe(`what can't be seen is another in ${word.length - 1} places`);
    expect(said("abcdefghij".repeat(3_000)).length).toBeLessThan(400);
  });

  test("never quote the same twice where two texts look alike", () => {
    const seen = fc.array(fc.constantFrom("plan", "Hope", "10", ",", "one", "e\u0301"), { minLength: 1, maxLength: 6 });
    const between = fc.array(fc.constantFrom(" ", "\u00a0", "\u2009", "\u3000", " \u200b", "\t", "  "), {
      minLength: 6,
      maxLength: 6,
    });
    const unseen = fc.array(fc.constantFrom("", "", "\u00ad", "\u200e", "\u200d", "\u2060"), {
      minLength: 6,
      maxLength: 6,
    });
    const letters = fc.constantFrom<[string, string][]>(
      [],
      [["p", "\u0440"]],
      [
        ["o", "\u03bf"],
        ["H", "\u041d"],
      ],
      [["e\u0301", "\u00e9"]],
    );
    const written = fc.tuple(between, unseen, letters);
    const write = (words: string[], [spaces, signs, alike]: [string[], string[], [string, string][]]) =>
      alike.reduce(
        (text, [from, to]) => text.replaceAll(from, to),
        words.map((word, at) => `${word.slice(0, 1)}${signs[at]!}${word.slice(1)}${spaces[at]!}`).join(""),
      );
    fc.assert(
      fc.property(seen, written, written, (words, one, other) => {
        const [a, b] = [write(words, one), write(words, other)];
        const sentences = told(diffTexts(a, b), a, b);
        expect(sentences.length > 0).toBe(a !== b);
        for (const sentence of sentences) {
          const quotations = [...sentence.matchAll(/"([^"]*)" replaced by "([^"]*)"/g)];
          expect(
            quotations.filter(([, x, y]) => folded(x!) === folded(y!)),
            sentence,
          ).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("say of a move where it stood and where it stands", () =>
    expect(
      inWords("[In the morning light /]we walked along the river until the bridge[/ In the morning light]"),
    ).toEqual([
      '"In the morning light" moved away from here, at the beginning',
      '"In the morning light" moved to here, after "until the bridge"',
    ]));

  test("say which marks a word gained and lost", () => {
    const plain = one(schema.text("the king"));
    const marked = one(schema.text("the "), schema.text("king", [em]));
    const foreign = one(schema.text("the "), schema.text("king", [schema.marks.foreign.create({ lang: "fr" })]));
    expect(inWordsOf(plain, marked)).toEqual(['"king" now emphasised']);
    expect(inWordsOf(marked, plain)).toEqual(['"king" no longer emphasised']);
    expect(inWordsOf(marked, foreign)).toEqual(['"king" now marked as foreign (fr), no longer emphasised']);
    const half = one(schema.text("the ki"), schema.text("ng", [em]));
    expect(inWordsOf(marked, half)).toEqual(['"king" set otherwise']);
  });

  test("show raised letters raised, by signs that are heard so", () => {
    const up = schema.marks.superscript.create();
    const plain = one(schema.text("about 10 men"));
    const figure = one(schema.text("about 10"), schema.text("6", [up]), schema.text(" men"));
    const flat = one(schema.text("about 106 men"));
    expect(inWordsOf(plain, figure)).toEqual(['"10" replaced by "10⁶"']);
    expect(inWordsOf(flat, figure)).toEqual(['"10⁶" now superscript']);
    const rank = one(schema.text("the 1"), schema.text("st章", [up]), schema.text(" king"));
    expect(inWordsOf(one(schema.text("the king")), rank)).toEqual(['inserted "1ˢᵗ章" after "the"']);
  });

  test("say what became of a block", () => {
    const head = doc.create(null, heading.create({ level: 3 }, schema.text("the king")));
    const listed = doc.create(
      null,
      bullet_list.create(null, list_item.create(null, paragraph.create(null, schema.text("the king")))),
    );
    const plain = one(schema.text("the king"));
    expect(inWordsOf(plain, head)).toEqual(['"the king" made heading 3']);
    expect(inWordsOf(plain, listed)).toEqual(['"the king" made a list item']);
    expect(inWordsOf(listed, plain)).toEqual(['"the king" made a paragraph']);
  });

  test.each([
    ["One two.\n\nThree four.", "One two.\n\n> Three four.", '"Three four." made a quotation'],
    ["> One two.\n>\n> - Three four.", "> One two.\n\n- Three four.", '"Three four." no longer in a quotation'],
    ["One two,\n\nthree four.", "One two,\n\n> | three four.", '"three four." made verse in a quotation'],
    ["| One two,\n| three four.", "| One two,\n\n| three four.", '"three" now begins a stanza'],
    ["| One two,\n\n| three four.", "| One two,\n| three four.", '"three" no longer begins a stanza'],
    ["| One,\n| three.", "| One,\n| two,\n| three.", 'inserted "two," after "One,", a line of verse'],
    ["One.", "> | One,\n> | two,\n>\n> | three.", '"One" replaced by "One, / two, ¶ three", made verse in a quotation'],
    ["> One two.\n>\n> Three.", "> One two.\n>\n> New.\n>\n> Three.", 'inserted "New." after "One two."'],
    ["One two three four five six.", "| One two three four five six.", '"One two three four five …" made verse'],
    ["> One two.", "> > One two.", '"One two." put in a further quotation'],
    ["# One two.", "## One two.", '"One two." made heading 2'],
    ["One two.", "One\n\n## two.", '"two" now begins a heading 2'],
    ["> One two.", "> One\n>\n> two.", '"two" now begins a paragraph'],
    ["One two.", "One\n\n> | two.", '"two" now begins a stanza in a quotation'],
    ["- One two.", "- One\n- two.", '"two" now begins a list item'],
    ["| One\n| two.", "| One two.", '"two" no longer begins a line of verse'],
    ["- One.", "- One.\n- Two.", 'inserted "Two." after "One.", a list item'],
    ["- One two.", "- Well: One two.", 'inserted "Well:" at the beginning'],
    ["- One.\n- Two three.", "- One.\n- Well: Two three.", 'inserted "Well:" after "One."'],
    ["# One two.", "# Well: One two.", 'inserted "Well:" at the beginning'],
    ["> One two.", "> Well: One two.", 'inserted "Well:" at the beginning'],
    ["One.", "One.\n\n> Two.", 'inserted "Two." after "One.", a quotation'],
    ["One.", "One.\n\n> - Two.", 'inserted "Two." after "One.", a list item in a quotation'],
    ["- One.\n- Two.", "- One.", '"Two." deleted after "One."'],
    ["2 > 1, or a | b", "2 > 1, or a || b", '"|" replaced by "||"'],
  ])("%j to %j", (a, b, said) => expect(inWordsOf(parseText(a), parseText(b))).toEqual([said]));
});

group("in another language", () => {
  afterEach(() => speak(ENGLISH));

  test("changes and counts are told from its catalogue alone, but for the words compared", () => {
    speak(MADE_UP);
    const letters = (text: string) => text.match(/\p{L}+/gu) ?? [];
    fc.assert(
      fc.property(rendering, rendering, (x, y) => {
        const { a, b, changes } = diffRenderings(x, y);
        for (const sentence of told(changes, a, b)) expect(sentence).toMatch(/^⟦.*⟧$/);
        expect(letters(outside(told(changes, a, b).join(" ")))).toEqual([]);
        expect(countsInWords(summary(changes, a.text, b.text))).toMatch(/^⟦.*⟧$/);
      }),
    );
  });

  test.each([
    ["in the time of the[ old/] king", '⟦⟦"old"⟧ délétéd ⟦áftér ⟦"time of the"⟧⟧⟧'],
    ["about[ 10/\u00a010] men", '⟦⟦⟦á ⟦nó-bréák spácé⟧⟧⟧⟦ béfóré "10"⟧, nót ⟦⟦á ⟦spácé⟧⟧⟧⟧'],
  ])("%j is told whole, and quoted as it is", (notation, said) => {
    speak(MADE_UP);
    expect(inWords(notation)).toEqual([said]);
  });
});

group("the summary", () => {
  test("counts no more changed words than there are words to change", () => {
    fc.assert(
      fc.property(pastedText, pastedText, (a, b) => {
        const { changes, wordsChanged, words } = summary(diffTexts(a, b), a, b);
        expect(changes).toBe(diffTexts(a, b).length);
        expect(wordsChanged).toBeLessThanOrEqual(countWords(a) + countWords(b));
        expect(words).toBe(Math.max(countWords(a), countWords(b)));
      }),
    );
  });

  test.each([
    ["the [wrath/rage] of kings", "1 change · 1 word of 4"],
    ["[Clarify/Sort out] the [relationship/relations] here", "2 changes · 3 words of 5"],
    ["the same", "no changes"],
    ["one[ two/¶two] three", "1 change · 0 words of 3"],
    [
      "[In the morning light /]we walked along the river until the bridge[/ In the morning light]",
      "2 changes · 4 words of 12",
    ],
  ])("of %s is %s", (notation, expected) => {
    const [a, b] = bothTexts(notation);
    expect(countsInWords(summary(diffTexts(a, b), a, b))).toBe(expected);
  });
});

group("offsets through changes", () => {
  const [a, b] = bothTexts("the [wrath/great rage] of[/ old] kings");
  const changes = diffTexts(a, b);

  test("stay at their letter in kept text", () => {
    expect(b.slice(mapOffset(changes, a.indexOf("kings"), 1))).toBe("kings");
    expect(b.slice(0, mapOffset(changes, 3, -1))).toBe("the");
  });

  test("inside a change go to the side they are drawn to", () => {
    const inside = a.indexOf("wrath") + 2;
    expect(b.slice(0, mapOffset(changes, inside, -1))).toBe("the ");
    expect(b.slice(mapOffset(changes, inside, 1))).toBe(" of old kings");
  });

  test("where words were inserted stand before or after them", () => {
    const place = a.indexOf(" kings");
    expect(b.slice(mapOffset(changes, place, -1))).toBe(" old kings");
    expect(b.slice(mapOffset(changes, place, 1))).toBe(" kings");
  });

  test("stay at their letter in words that are only set otherwise", () => {
    const diff = diffRenderings(parseText("one two three"), parseText("one\n\ntwo three"));
    const offset = mapOffset(diff.changes, diff.a.text.indexOf("wo"), 1);
    expect(diff.b.text.slice(offset)).toBe("wo three");
  });

  test("refuse changes that do not fit the texts", () =>
    expect(() => applyChanges(changes, "the", b)).toThrow(RangeError));
});

test("each end of a move knows the other", () => {
  const [a, b] = bothTexts(
    "[In the morning light /]we walked along the river until the bridge[/ In the morning light]",
  );
  expect([...movedPairs(diffTexts(a, b), a, b)]).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

test("ends with the same words, however many, are paired in order and soon", () => {
  const [count, words] = [30_000, "red roofs. "];
  const text = words.repeat(count);
  const ends = Array.from({ length: count }, (_, i) => ({ from: i * words.length, to: (i + 1) * words.length }));
  const gone = ends.map(({ from, to }) => ({ fromA: from, toA: to, fromB: 0, toB: 0, kind: "moved" as const }));
  const come = ends.map(({ from, to }) => ({ fromA: text.length, toA: text.length, fromB: from, toB: to }));
  const pairs = movedPairs([...gone, ...come.map((change) => ({ ...change, kind: "moved" as const }))], text, text);
  expect(ends.every((_, i) => pairs.get(i) === count + i && pairs.get(count + i) === i)).toBe(true);
}, 5_000);

test("says when only capitals, signs or spelling differ", () => {
  expect(inWords("the [Lord/lord] of hosts")).toEqual(['"Lord" replaced by "lord" (capitals only)']);
  expect(inWords("give [labour/labor] to all")).toEqual(['"labour" replaced by "labor" (spelling only)']);
  expect(inWords("one[,/;] two")).toEqual(['"," replaced by ";" (punctuation only)']);
});
