/** The beginning of a name behind “@”, the name put in, and names told from other words: nothing else of the text changes. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { named, nameBefore } from "../../editor/discussing/naming.ts";
import { paragraphsOf } from "../../editor/discussing/SaidWords.tsx";

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom("@", "Ann", "王", " ", "\n", "\n\n", "x", "𠮷", "@Ann Lee"),
      fc.string({ unit: "binary", maxLength: 2 }),
    ),
    {
      maxLength: 12,
    },
  )
  .map((all) => all.join(""));

test("law: a name put in stands behind its sign, and all before and behind it stays", () => {
  fc.assert(
    fc.property(text, fc.nat(), (words, pick) => {
      const caret = pick % (words.length + 1);
      const begun = nameBefore(words, caret);
      if (!begun) return;
      expect(words.slice(begun.at, caret)).toBe(`@${begun.begun}`);
      const put = named(words, begun.at, caret, "Ann Lee");
      expect(put.text.slice(0, begun.at)).toBe(words.slice(0, begun.at));
      expect(put.text.slice(begun.at, put.caret)).toBe("@Ann Lee ");
      expect(put.text.slice(put.caret)).toBe(words.slice(caret).replace(/^ /, ""));
    }),
  );
});

test("it is asked for behind a sign that begins a word, also amid Chinese and with a space in the name", () => {
  expect(nameBefore("Ask @An", 7)).toEqual({ at: 4, begun: "An" });
  expect(nameBefore("Ask @Ann L", 10)).toEqual({ at: 4, begun: "Ann L" });
  expect(nameBefore("请@王", 3)).toEqual({ at: 1, begun: "王" });
  expect(nameBefore("@", 1)).toEqual({ at: 0, begun: "" });
  for (const words of ["ann@ex", "@ x", "@Ann\nx", "no sign", `@${"x".repeat(41)}`])
    expect(nameBefore(words, words.length)).toBeNull();
});

test("law: paragraphs and their names say all the words there are, in order, and no others", () => {
  fc.assert(
    fc.property(text, fc.array(fc.tuple(fc.nat(30), fc.nat(8)), { maxLength: 3 }), (words, spans) => {
      const people = spans.map(([start, length]) => ({ start, end: Math.min(words.length, start + length) }));
      const shown = paragraphsOf(words, people);
      const letters = (all: string) => all.replaceAll(/\s/gu, "");
      expect(letters(shown.map((runs) => runs.map((run) => run.words).join("")).join(""))).toBe(letters(words));
      for (const runs of shown)
        for (const run of runs.filter(({ isName }) => isName)) expect(words).toContain(run.words);
    }),
  );
});
