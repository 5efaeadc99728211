import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alignWords } from "../../../translations/compare/words/align.ts";
import { alignShort } from "../../../translations/compare/words/align-short.ts";
import { anchors } from "../../../translations/compare/words/words.ts";
import { eachRun, type Hunk } from "../../../translations/compare/change.ts";
import { intern } from "../../../translations/compare/words/intern.ts";
import { wordingOfWords } from "../../../translations/compare/words/wording.ts";

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

/** How many words `hunks` keep; each must be the same on both sides. */
function kept(hunks: readonly Hunk[], a: readonly string[], b: readonly string[]): number {
  let count = 0;
  eachRun(hunks, a.length, (from, to, shift) => {
    for (let i = from; i < to; i++, count++) expect(a[i]).toBe(b[i + shift]);
  });
  return count;
}

describe("aligned words", () => {
  test("are the same on both sides, and as many as can be kept in order", () => {
    fc.assert(
      fc.property(sequence, sequence, (a, b) => {
        const wholes = { fromA: 0, toA: a.length, fromB: 0, toB: b.length };
        const short = alignShort(wordingOfWords(a).code, wordingOfWords(b).code, wholes);
        for (const hunks of [alignWords(a, b), short!]) expect(kept(hunks, a, b)).toBe(common(a, b));
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

/** Anchors of so many words between two lists of words, as pairs of indexes. */
function anchorsOf(a: readonly string[], b: readonly string[], length = 1): [number, number][] {
  const { a: left, b: right } = intern(wordingOfWords(a).code, wordingOfWords(b).code);
  return anchors(left, right, { fromA: 0, toA: a.length, fromB: 0, toB: b.length }, length);
}

describe("anchors", () => {
  test.each([1, 2])("are runs of %i that stand once on both sides, in order on both", (length) => {
    fc.assert(
      fc.property(sequence, sequence, (a, b) => {
        const run = (words: readonly string[], at: number) => JSON.stringify(words.slice(at, at + length));
        const times = (words: readonly string[], wanted: string) =>
          words.filter((_, at) => at + length <= words.length && run(words, at) === wanted).length;
        let [lastA, lastB] = [-1, -1];
        for (const [i, j] of anchorsOf(a, b, length)) {
          expect(run(a, i)).toBe(run(b, j));
          expect([times(a, run(a, i)), times(b, run(a, i))]).toEqual([1, 1]);
          expect(i > lastA && j > lastB).toBe(true);
          [lastA, lastB] = [i, j];
        }
      }),
    );
  });

  test("are as many as stand in the same order", () =>
    expect(anchorsOf(["a", "b", "c", "d", "e"], ["d", "a", "b", "x", "e", "c"])).toHaveLength(3));
});

describe("long lists", () => {
  const many = (count: number, of: number, seed: number) => {
    let state = seed;
    return Array.from({ length: count }, () => `w${(state = (state * 48271) % 2147483647) % of}`);
  };

  test("with anchors are parted, and lose next to nothing by it", () => {
    const a = many(3_000, 900, 7);
    const b = a.flatMap((word, index) => (index % 7 === 3 ? ["new"] : index % 31 === 5 ? [] : [word]));
    const lost = a.filter((_, index) => index % 7 === 3 || index % 31 === 5).length;
    const found = kept(alignWords(a, b), a, b);
    expect(found).toBeGreaterThanOrEqual(a.length - lost - 20);
    expect(alignWords(a, b).some(({ coarse }) => coarse)).toBe(false);
  });

  test("that share no telling word say that they were not looked into", () => {
    const [a, b] = [
      Array.from({ length: 20_000 }, (_, i) => "xyz"[i % 3]!),
      Array.from({ length: 16_000 }, (_, i) => "zzxy"[i % 4]!),
    ];
    const hunks = alignWords(a, b);
    expect(hunks.some(({ coarse }) => coarse)).toBe(true);
    expect(kept(hunks, a, b)).toBeGreaterThanOrEqual(0);
  });

  test("of more words than there are code units against a few are exact", () => {
    const a = Array.from({ length: 70_000 }, (_, index) => `w${index}`);
    const b = ["w69999", "new", "w3", "w40000", "w66000"];
    expect(kept(alignWords(a, b), a, b)).toBe(3);
  });
});
