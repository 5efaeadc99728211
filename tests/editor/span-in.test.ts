/** Words chosen on a page are found in its text by their letters and what stands before them, and never taken for others. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { spanIn } from "../../editor/discussing/span-in.ts";

/** A text of few words, so that the same ones stand often; some in Chinese, some beyond the first plane. */
const text = fc
  .array(fc.constantFrom("the ", "way ", "道", "可 ", "𠀀", "a\n\n", "the, "), { minLength: 1, maxLength: 30 })
  .map((words) => words.join(""));

/** The same text as a page may show it: with other spaces. */
function shown(words: string): string {
  return words.replaceAll(/\s+/g, "\n  ");
}

test("whatever is chosen is found where it stands, however the page spaces it", () => {
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (whole, one, other) => {
      const [from, to] = [one % (whole.length + 1), other % (whole.length + 1)].sort((a, b) => a - b) as [
        number,
        number,
      ];
      const words = whole.slice(from, to);
      const span = spanIn(whole, shown(whole.slice(0, from)), shown(words));
      if (words.trim() === "") {
        expect(span).toBeNull();
        return;
      }
      expect(span!.exact).toBe(words.trim());
      expect(whole.slice(span!.start, span!.end)).toBe(span!.exact);
      expect(whole.slice(from, span!.start).trim()).toBe("");
    }),
  );
});

test("behind what is not in the text they are found if they stand once, and are none of several", () => {
  expect(spanIn("The way that can be told.", "Something else", "can be")).toEqual({
    start: 13,
    end: 19,
    exact: "can be",
  });
  expect(spanIn("道可道，非常道。", "elsewhere", "道")).toBeNull();
  expect(spanIn("道可道，非常道。", "道可", "道")).toEqual({ start: 2, end: 3, exact: "道" });
  for (const words of ["", " ", "\u200b", "¶", "not there"]) expect(spanIn("The way.", "", words)).toBeNull();
  expect(spanIn("", "", "way")).toBeNull();
});
