/** Lines of a paste made one, against the plain patterns that say what is meant but take the square of the length. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { mendLines, wordsIn } from "../../editor/prosemirror/paste-lines.ts";

const BROKEN_WORD = /(\p{L}[\p{L}\p{M}]*)([-\u2010])[\t \u00a0]*\n[\t \u00a0]*(\p{Ll}[\p{L}\p{M}]*)/gu;
const LINE_END = /(\u00ad?)[\t \u00a0]*\n[\t \u00a0]*/g;

function standsIn(text: string, word: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${word}(?![\\p{L}\\p{M}\\p{N}])`, "iu").test(text);
}

/** Where a word or a line was broken, by the plain patterns; what a line end becomes is not in them. */
function broken(text: string, known: string): { from: number; to: number; by: string }[] {
  return [...text.matchAll(BROKEN_WORD)].flatMap(({ index, 0: whole, 1: before, 2: hyphen, 3: after }) => {
    const [from, to] = [index + before!.length, index + whole.length - after!.length];
    if (standsIn(known, before! + after!)) return [{ from, to, by: "" }];
    return standsIn(known, before! + hyphen! + after!) ? [{ from, to, by: hyphen! }] : [];
  });
}

const TEXT = fc
  .array(
    fc.constantFrom("a", "b", "B", "字", "\u0301", "1", "-", "-\n", "\u2010", "\n", "\n", " ", "\u00a0", "\u00ad"),
    {
      maxLength: 40,
    },
  )
  .map((letters) => letters.join(""));

test("broken words and line ends are found as the plain patterns find them", () => {
  fc.assert(
    fc.property(TEXT, TEXT, (text, more) => {
      const known = `${text}\n${more}`;
      const hyphens = broken(text, known);
      const ends = [...text.matchAll(LINE_END)].map(({ index, 0: end }) => ({ from: index, to: index + end.length }));
      const all = [...hyphens, ...ends].sort((a, b) => a.from - b.from);
      const apart = all.filter(({ from }, index) => index === 0 || from >= all[index - 1]!.to);
      const found = mendLines(text, wordsIn(known));
      expect(found.map(({ from, to }) => ({ from, to }))).toEqual(apart.map(({ from, to }) => ({ from, to })));
      for (const { from, by } of hyphens) expect(found.find((mending) => mending.from === from)?.by).toBe(by);
    }),
    { numRuns: 3_000 },
  );
});
