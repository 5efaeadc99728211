import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alignWords } from "../../translations/diff/align.ts";
import { anchors } from "../../translations/diff/anchors.ts";
import { eachKept } from "../../translations/diff/hunk.ts";

const sequence = fc.array(fc.constantFrom("the", "of", "cat", "dog", ",", "政", "\ud83d", "a b"), { maxLength: 14 });

/** The length of a longest common subsequence, by the textbook table. */
function common(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    b.forEach((other, j) => next.push(word === other ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!)));
    row = next;
  }
  return row.at(-1)!;
}

describe("aligned words", () => {
  test("are the same on both sides, and as many as can be kept in order", () => {
    fc.assert(
      fc.property(sequence, sequence, (a, b) => {
        let kept = 0;
        eachKept(alignWords(a, b), a.length, (i, j) => {
          expect(a[i]).toBe(b[j]);
          kept++;
        });
        expect(kept).toBe(common(a, b));
      }),
      { numRuns: 500 },
    );
  });

  test("leave hunks that are in order, apart, and cover all other words", () => {
    fc.assert(
      fc.property(sequence, sequence, (a, b) => {
        let [endA, endB] = [0, 0];
        alignWords(a, b).forEach(({ fromA, toA, fromB, toB }, index) => {
          expect(fromA - endA).toBe(fromB - endB);
          if (index > 0) expect(fromA).toBeGreaterThan(endA);
          expect(toA - fromA + toB - fromB).toBeGreaterThan(0);
          [endA, endB] = [toA, toB];
        });
        expect(a.length - endA).toBe(b.length - endB);
      }),
      { numRuns: 500 },
    );
  });
});

describe("anchors", () => {
  test("are words that occur once on both sides, in order on both", () => {
    fc.assert(
      fc.property(sequence, sequence, (a, b) => {
        const once = (words: readonly string[], word: string) => words.filter((other) => other === word).length === 1;
        let [lastA, lastB] = [-1, -1];
        for (const [i, j] of anchors(a, b)) {
          expect(a[i]).toBe(b[j]);
          expect(once(a, a[i]!) && once(b, b[j]!)).toBe(true);
          expect(i > lastA && j > lastB).toBe(true);
          [lastA, lastB] = [i, j];
        }
      }),
    );
  });

  test("are as many as stand in the same order", () =>
    expect(anchors(["a", "b", "c", "d", "e"], ["d", "a", "b", "x", "e", "c"]).map(([i]) => i)).toHaveLength(3));
});
