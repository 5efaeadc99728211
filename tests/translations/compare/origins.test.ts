import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blameAll } from "../../../translations/compare/lineage/blame.ts";
import { type Reading, trace, type Traced } from "../../../translations/compare/lineage/lineage.ts";
import { windowOf } from "../../../translations/compare/lineage/origins.ts";
import { countWords, words } from "../../../translations/text/words.ts";
import { awkwardText } from "../../help/renderings.ts";

const text = fc.oneof(
  { weight: 3, arbitrary: awkwardText },
  fc
    .array(fc.constantFrom("the", "wrath", "rage", "of", "Achilles", ".", "数据", "🚀"), { maxLength: 9 })
    .map((row) => row.join(" ")),
);
const readings: fc.Arbitrary<Reading[]> = fc
  .array(fc.option(text, { freq: 4 }), { minLength: 1, maxLength: 8 })
  .map((texts) => texts.map((own, index) => ({ number: index + 1, text: own })));

const traceAll = (given: readonly Reading[], number: number): Map<number, Traced> => new Map(trace(given, number));
const held = (given: readonly Reading[]) => given.filter((reading) => reading.text !== null);

describe("over any versions, some not held", () => {
  test("each word of a held version stands in one stretch, first seen in a held version no newer than it", () =>
    fc.assert(
      fc.property(readings, (given) => {
        const numbers = new Set(held(given).map(({ number }) => number));
        for (const { number, text: own } of held(given)) {
          const { stretches } = traceAll(given, number).get(number)!;
          const found = stretches.flatMap(({ from, to }) =>
            words(own!.slice(from, to)).map((word) => word.from + from),
          );
          expect(found).toEqual(words(own!).map(({ from }) => from));
          for (const { version } of stretches) expect(numbers.has(version) && version <= number).toBe(true);
        }
      }),
    ));

  test("the sources are the versions of the stretches, and their words together are the words of the text", () =>
    fc.assert(
      fc.property(readings, (given) => {
        for (const { number, text: own } of held(given)) {
          const { stretches, sources } = traceAll(given, number).get(number)!;
          const seen = [...new Set(stretches.map(({ version }) => version))].sort((a, b) => a - b);
          expect(sources.map((source) => source.number)).toEqual(seen);
          expect(sources.reduce((sum, source) => sum + source.words, 0)).toBe(countWords(own!));
        }
      }),
    ));

  test("a version not held changes nothing but what is said to be missing before the next", () =>
    fc.assert(
      fc.property(readings, (given) => {
        const last = held(given).at(-1);
        fc.pre(last !== undefined);
        const all = traceAll(given, last.number).get(last.number)!;
        const bare = traceAll(held(given), last.number).get(last.number)!;
        expect(all.stretches).toEqual(bare.stretches);
        for (const { number, unheld } of all.sources)
          for (const missing of unheld) {
            expect(given[missing - 1]!.text).toBeNull();
            expect(held(given).some((reading) => reading.number > missing && reading.number < number)).toBe(false);
          }
      }),
    ));

  test("which of them is asked for does not change what is said of each", () =>
    fc.assert(
      fc.property(readings, (given) => {
        const answers = held(given).map(({ number }) => traceAll(given, number));
        for (const answer of answers) expect(answer).toEqual(answers[0]);
      }),
    ));

  test("where all are held, the stretches are those of blame", () =>
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
        const given = texts.map((own, index) => ({ number: index + 1, text: own }));
        const origins = blameAll(texts);
        traceAll(given, texts.length).forEach(({ stretches }, number) =>
          expect(stretches).toEqual(origins[number - 1]!.map((origin) => ({ ...origin, version: origin.version + 1 }))),
        );
      }),
    ));
});

test("a version that is not held, or that there isn't, is not traced", () => {
  const given = [
    { number: 1, text: null },
    { number: 2, text: "one two" },
  ];
  expect([...trace(given, 1)]).toEqual([]);
  expect([...trace(given, 3)]).toEqual([]);
  expect(traceAll(given, 2).get(2)!.sources).toEqual([{ number: 2, words: 2, unheld: [1], cut: false }]);
});

describe("of a chain too long to be read at once", () => {
  const counts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 });

  test("every text is in one window, with the block before it, and windows are no longer than allowed", () =>
    fc.assert(
      fc.property(counts, fc.integer({ min: 120, max: 400 }), (own, most) => {
        own.forEach((_, at) => {
          const { start, from, end } = windowOf(own, at, most);
          expect(start <= from && from <= at && at < end).toBe(true);
          expect(windowOf(own, from, most)).toEqual(windowOf(own, end - 1, most));
          expect(own.slice(start, end).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(most);
        });
      }),
    ));

  test("older versions that were not read are said to be", () => {
    const row = (seed: number) => Array.from({ length: 30 }, (_, index) => `w${index}${index === seed ? "x" : ""}`);
    const given = Array.from({ length: 80 }, (_, index) => ({ number: index + 1, text: row(index % 30).join(" ") }));
    const traced = new Map(trace(given, 80, 600));
    const { sources } = traced.get(80)!;
    expect(sources[0]).toMatchObject({ cut: true, unheld: [] });
    expect(sources[0]!.number).toBeGreaterThan(60);
    expect(sources.slice(1).every(({ cut }) => !cut)).toBe(true);
    expect([...traced.keys()]).toEqual([...new Map(trace(given, 79, 600)).keys()]);
    expect(new Map(trace(given, 1, 600)).get(1)!.sources).toMatchObject([{ number: 1, words: 30, cut: false }]);
  });
});
