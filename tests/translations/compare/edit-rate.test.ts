import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "../../../translations/compare/change.ts";
import { diffTexts } from "../../../translations/compare/words/words.ts";
import { revisionFigures } from "../../../translations/compare/effort/edit-rate.ts";
import { ter } from "../../../translations/compare/effort/effort.ts";
import { countWords, words } from "../../../translations/text/words.ts";
import { awkwardText } from "../../help/renderings.ts";

const PUBLISHED = resolve(import.meta.dirname, "../../../../shared/corpora/post-edits-ro-en.jsonl");

const fewLetters = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 14 });

/** The whole table, without a beam: what no shift can make worse. */
function levenshtein(a: readonly string[], b: readonly string[]): number {
  let above = [...b.keys(), b.length];
  for (const word of a) {
    const row = [above[0]! + 1];
    b.forEach((other, j) => row.push(Math.min(above[j]! + (word === other ? 0 : 1), above[j + 1]! + 1, row[j]! + 1)));
    above = row;
  }
  return above[b.length]!;
}

describe("translation edit rate", () => {
  test("is nothing between equal lists, and only then", () =>
    fc.assert(
      fc.property(fewLetters, fewLetters, (a, b) => {
        expect(ter(a, a)).toEqual({ edits: 0, shifts: 0, length: a.length, ter: 0 });
        expect(ter(a, b).edits === 0).toBe(a.join() === b.join());
      }),
    ));

  test("is between the difference of lengths and the distance without shifts", () =>
    fc.assert(
      fc.property(fewLetters, fewLetters, (a, b) => {
        const { edits, shifts } = ter(a, b);
        expect(edits).toBeLessThanOrEqual(levenshtein(a, b));
        expect(edits).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(edits).toBeGreaterThanOrEqual(shifts);
      }),
    ));

  test("without a word in common equals the length of the longer list", () =>
    fc.assert(
      fc.property(fewLetters, fewLetters, (a, b) => {
        const others = b.map((letter) => letter.toUpperCase());
        expect(ter(a, others)).toMatchObject({ edits: Math.max(a.length, b.length), shifts: 0 });
      }),
    ));

  test("counts one run of up to ten words put elsewhere as one edit", () =>
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 11, max: 20 }),
        (before, run, over) => {
          const row = Array.from({ length: before + run + over + 5 }, (_, index) => `word${index}`);
          const [head, moved, skipped, tail] = [
            row.slice(0, before),
            row.slice(before, before + run),
            row.slice(before + run, before + run + over),
            row.slice(before + run + over),
          ];
          const rate = ter([...head, ...moved, ...skipped, ...tail], [...head, ...skipped, ...moved, ...tail]);
          expect(rate).toEqual({ edits: 1, shifts: 1, length: row.length, ter: 1 / row.length });
        },
      ),
    ));

  test("does not shift over more than fifty words", () => {
    const row = Array.from({ length: 80 }, (_, index) => `word${index}`);
    expect(ter([...row.slice(1, 52), row[0]!, ...row.slice(52)], row)).toMatchObject({ edits: 2, shifts: 0 });
    expect(ter([...row.slice(1, 51), row[0]!, ...row.slice(51)], row)).toMatchObject({ edits: 1, shifts: 1 });
  });

  test("divides by the reference; an empty one gives 1, or 0 for nothing at all", () => {
    expect(ter(["a", "b", "c"], ["a"])).toEqual({ edits: 2, shifts: 0, length: 1, ter: 2 });
    expect(ter([], ["a", "b"])).toEqual({ edits: 2, shifts: 0, length: 2, ter: 1 });
    expect(ter(["a", "b"], [])).toEqual({ edits: 2, shifts: 0, length: 0, ter: 1 });
    expect(ter([], [])).toEqual({ edits: 0, shifts: 0, length: 0, ter: 0 });
  });

  test.each([
    ["ddeebbedebadcb", "eaeddeb", 9],
    ["baadda", "fhddehabhegbe", 10],
    ["ecaaeadac", "aaabbaddddae", 8],
    ["efbefagbc", "baahhcdhd", 9],
    ["ggbggdae", "eadcgbacdheafeg", 10],
    ["aaccaac", "bcbacbcabac", 5],
    ["acacaaccca", "bbcabaaaacbaccbb", 9],
    ["dcebabbdeeeacbb", "acddba", 11],
  ])("of the letters %s against %s equals that of sacreBLEU 2.6", (hypothesis, reference, edits) =>
    expect(ter(hypothesis.split(""), reference.split("")).edits).toBe(edits),
  );

  test("shifts eleven words in two goes", () => {
    const row = Array.from({ length: 45 }, (_, index) => `word${index}`);
    const moved = [...row.slice(0, 5), ...row.slice(16, 36), ...row.slice(5, 16), ...row.slice(36)];
    expect(ter(moved, row)).toMatchObject({ edits: 2, shifts: 2 });
  });

  test("looks twenty-five words off the diagonal, no more and no less", () => {
    const row = Array.from({ length: 80 }, (_, index) => `word${index}`);
    const without = (count: number) => [...row.slice(count), ...Array.from({ length: count }, (_, i) => `new${i}`)];
    expect(ter(row, without(25)).edits).toBe(50);
    expect(ter(row, without(26)).edits).toBe(80);
  });

  test.each([
    { hypothesis: [150, 11, 7], reference: [160, 13, 7], edits: 130 },
    { hypothesis: [3, 5, 7], reference: [220, 50, 7], edits: 217 },
    { hypothesis: [200, 40, 7], reference: [2, 3, 7], edits: 199 },
    { hypothesis: [120, 4, 7], reference: [120, 5, 7], edits: 60 },
    { hypothesis: [74, 17, 2], reference: [68, 13, 6], edits: 58 },
    { hypothesis: [103, 17, 7], reference: [101, 7, 7], edits: 85 },
  ])("at the limit of candidates equals that of sacreBLEU 2.6: $hypothesis", (given) => {
    const row = ([length, modulus, factor]: number[]) =>
      Array.from({ length: length! }, (_, i) => String((i * i * factor! + i * 3) % modulus!));
    expect(ter(row(given.hypothesis), row(given.reference)).edits).toBe(given.edits);
  });
});

if (existsSync(PUBLISHED))
  test("translation edit rate equals at least 999 of 1,000 published rates to six decimals", () => {
    const rows = readFileSync(PUBLISHED, "utf8").trim().split("\n");
    const equal = rows.filter((line) => {
      const { mt, pe, hter } = JSON.parse(line) as { mt: string; pe: string; hter: number };
      const rate = ter(mt.toLowerCase().split(" "), pe.toLowerCase().split(" ")).ter;
      return Math.min(1, rate).toFixed(6) === hter.toFixed(6); // published rates end at 1
    });
    expect(rows).toHaveLength(1000);
    expect(equal.length).toBeGreaterThanOrEqual(999);
  });
else console.warn("The corpus post-edits-ro-en.jsonl is absent: no published rates were compared.");

describe("figures of a revision", () => {
  test("are all nothing for equal texts", () =>
    fc.assert(
      fc.property(awkwardText, (text) => {
        expect(revisionFigures(diffTexts(text, text), text, text)).toEqual({ editRatio: 0, moved: 0, hunksPer100: 0 });
      }),
    ));

  test("keep the edit ratio and the share moved between 0 and 1", () =>
    fc.assert(
      fc.property(awkwardText, awkwardText, (a, b) => {
        const { editRatio, moved, hunksPer100 } = revisionFigures(diffTexts(a, b), a, b);
        for (const share of [editRatio, moved]) expect(share >= 0 && share <= 1).toBe(true);
        expect(hunksPer100).toBeGreaterThanOrEqual(0);
      }),
    ));

  test("of a text written anew have an edit ratio of 1", () =>
    fc.assert(
      fc.property(awkwardText, (text) => {
        fc.pre(words(text).length > 0);
        const all: Change = { fromA: 0, toA: 0, fromB: 0, toB: text.length, kind: "inserted" };
        expect(revisionFigures([all], "", text).editRatio).toBeCloseTo(1, 9);
        const hunks = countWords(text) > 0 ? 100 / countWords(text) : 0;
        expect(revisionFigures([all], "", text).hunksPer100).toBeCloseTo(hunks, 9);
      }),
    ));

  const a = "one two three four five six seven, eight nine ten";
  const b = "one two three four 5 six seven; eight nine ten";

  test("weigh a sign less than a word, and as the caller says", () => {
    const changes = diffTexts(a, b);
    expect(revisionFigures(changes, a, b).editRatio).toBeCloseTo(1.15 / 10.15, 9);
    expect(revisionFigures(changes, a, b, () => 1).editRatio).toBeCloseTo(2 / 11, 9);
    expect(revisionFigures(changes, a, b).hunksPer100).toBe(20);
  });

  test("count a move once, where the words now stand, and formatting not at all", () => {
    const [before, after] = ["x y one two three four", "one two three four x y"];
    const moves: Change[] = [
      { fromA: 0, toA: 4, fromB: 0, toB: 0, kind: "moved" },
      { fromA: 22, toA: 22, fromB: 18, toB: 22, kind: "moved" },
    ];
    const figures = revisionFigures(moves, before, after);
    expect(figures.editRatio).toBeCloseTo(2 / 6, 9);
    expect(figures.moved).toBeCloseTo(2 / 6, 9);
    const bold: Change = { fromA: 0, toA: 1, fromB: 0, toB: 1, kind: "reformatted" };
    expect(revisionFigures([bold], before, before)).toEqual({ editRatio: 0, moved: 0, hunksPer100: 0 });
  });
});
