/** Laws of where two revisions of one text meet. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Change } from "../../../translations/compare/change.ts";
import { meetings } from "../../../translations/compare/meeting.ts";
import { diffTexts } from "../../../translations/compare/words/words.ts";
import { conflictsIn, mergeRenderings } from "../../../translations/compare/merge/merge.ts";
import { parseText } from "../../../translations/text/parse.ts";

const BASE = "Clarify the relationship between government and markets, and promote better integration of both.";
const words = BASE.split(" ");
const edited = fc
  .array(fc.tuple(fc.nat(words.length - 1), fc.constantFrom("厘清", "sort out", "", "🙂 new", "the")), { maxLength: 4 })
  .map((edits) => {
    const now = [...words];
    for (const [at, word] of edits) now[at] = word;
    return now.filter((word) => word !== "").join(" ");
  });
const both = fc.tuple(edited, edited);
const changesTo = (text: string): Change[] => [...diffTexts(BASE, text)];

test("it does not matter which revision is asked first, and what meets is in the base, in order and apart", () => {
  fc.assert(
    fc.property(both, ([one, other]) => {
      const met = meetings(changesTo(one), changesTo(other));
      expect(meetings(changesTo(other), changesTo(one))).toEqual(met);
      met.forEach(({ from, to }, at) => {
        expect(0 <= from && from <= to && to <= BASE.length).toBe(true);
        if (at > 0) expect(met[at - 1]!.to).toBeLessThanOrEqual(from);
      });
    }),
  );
});

test("an untouched text meets nothing; a revision meets itself at each of its changes", () => {
  fc.assert(
    fc.property(edited, (text) => {
      const changes = changesTo(text).filter(({ kind }) => kind !== "reformatted");
      expect(meetings(changes, [])).toEqual([]);
      const met = meetings(changes, changes);
      for (const { fromA, toA } of changes) expect(met.some(({ from, to }) => from <= fromA && toA <= to)).toBe(true);
    }),
  );
});

test("where nothing meets, both stand beside each other without a conflict", () => {
  fc.assert(
    fc.property(both, ([one, other]) => {
      fc.pre(meetings(changesTo(one), changesTo(other)).length === 0);
      const [base, ours, theirs] = [BASE, one, other].map((text) => parseText(text));
      const conflicts = conflictsIn(mergeRenderings(base!, ours!, theirs!));
      // Two that stand side by side, with no word kept between them, are one place to whoever puts them together.
      const touching = changesTo(one).some((a) =>
        changesTo(other).some((b) => BASE.slice(Math.min(a.toA, b.toA), Math.max(a.fromA, b.fromA)).trim() === ""),
      );
      if (!touching) expect(conflicts).toEqual([]);
    }),
  );
});

test("by example: the same word, a word put in within others, two words apart", () => {
  const told = (one: string, other: string) =>
    meetings(changesTo(one), changesTo(other)).map(({ from, to }) => BASE.slice(from, to));
  expect(told(BASE.replace("Clarify", "Sort out"), BASE.replace("Clarify", "Put in order"))).toEqual(["Clarify"]);
  expect(told(BASE.replace("Clarify", "Sort out"), BASE.replace("better", "closer"))).toEqual([]);
  expect(told(BASE.replace("better ", ""), BASE.replace("better", "closer"))).toHaveLength(1);
});
