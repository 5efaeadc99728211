import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffTexts } from "../../../translations/compare/words/words.ts";
import { editRate } from "../../../translations/compare/effort/effort.ts";
import { awkwardText } from "../../help/renderings.ts";

describe("the edit rate of two texts", () => {
  test("is nothing if they have the same words and signs, and only then", () =>
    fc.assert(
      fc.property(awkwardText, awkwardText, (a, b) => {
        const same = diffTexts(a, b).length === 0;
        if (same) expect(editRate(a, b)?.edits).toBe(0);
        expect(editRate(a, a)?.edits).toBe(0);
      }),
    ));

  test("is not reckoned over a thousand words, of either", () => {
    const row = (length: number) => Array.from({ length }, (_, index) => `w${index}`).join(" ");
    expect(editRate(row(1000), row(1000))?.length).toBe(1000);
    expect(editRate(row(1001), row(3))).toBeNull();
    expect(editRate(row(3), row(1001))).toBeNull();
  });

  test("counts a Han character and a sign as one each", () =>
    expect(editRate("政府，市场", "政府；市场")).toMatchObject({ edits: 1, shifts: 0, length: 5 }));
});
