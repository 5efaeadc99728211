import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  collate,
  type CollatedPart,
  variantsOf,
  type Witness,
} from "../../../translations/compare/collation/collation.ts";
import { columnsOf } from "../../../translations/compare/collation/columns.ts";
import { numberWords } from "../../../translations/compare/collation/numbered.ts";
import { words } from "../../../translations/text/words.ts";
import { awkwardText } from "../../help/renderings.ts";

const text = fc.oneof(
  { weight: 2, arbitrary: awkwardText },
  fc
    .array(fc.constantFrom("the", "wrath", "rage", "of", "Achilles", "great", "markets", "market", ",", "数", "🚀"), {
      maxLength: 14,
    })
    .map((row) => row.join(" ")),
);
const witnesses: fc.Arbitrary<Witness[]> = fc
  .array(text, { minLength: 1, maxLength: 5 })
  .map((texts) => texts.map((own, index) => ({ siglum: `v${index + 1}`, text: own })));

const parts = (...texts: string[]): CollatedPart[] => {
  const given = texts.map((own, index) => ({ siglum: `v${index + 1}`, text: own }));
  return variantsOf(collate(given), given);
};
const letters = (own: string) => words(own).map(({ from, to }) => own.slice(from, to));

/** What a witness reads, part after part. */
function readBy(siglum: string, all: readonly CollatedPart[]): string[] {
  return all.flatMap((part) => {
    if ("agreed" in part) return letters(part.agreed);
    const reading = part.readings.find(({ sigla }) => sigla.includes(siglum))!;
    return letters(reading.pieces.map((piece) => piece.text).join(""));
  });
}

describe("over any witnesses", () => {
  test("each reads its words, whole and in order, over the parts", () =>
    fc.assert(
      fc.property(witnesses, (given) => {
        const all = variantsOf(collate(given), given);
        for (const { siglum, text: own } of given) expect(readBy(siglum, all).join("")).toBe(letters(own).join(""));
      }),
    ));

  test("at each place each witness has one reading, there are two or more, and the first witness has the first", () =>
    fc.assert(
      fc.property(witnesses, (given) => {
        const places = variantsOf(collate(given), given).flatMap((part) => ("number" in part ? [part] : []));
        expect(places.map(({ number }) => number)).toEqual(places.map((_, index) => index + 1));
        for (const { readings } of places) {
          const sigla = readings.flatMap((reading) => reading.sigla);
          expect(sigla.toSorted()).toEqual(given.map(({ siglum }) => siglum));
          expect(readings.length).toBeGreaterThan(1);
          expect(readings[0]!.sigla[0]).toBe(given[0]!.siglum);
          for (const { pieces } of readings)
            for (const { elsewhere, varies } of pieces)
              if (elsewhere !== null) expect(varies && elsewhere >= 1 && elsewhere <= places.length).toBe(true);
        }
      }),
    ));

  test("no two parts on which all agree stand side by side, nor two places", () =>
    fc.assert(
      fc.property(witnesses, (given) => {
        const kinds = variantsOf(collate(given), given).map((part) => "agreed" in part);
        kinds.slice(1).forEach((kind, index) => expect(kind).not.toBe(kinds[index]));
      }),
    ));

  test("however little may be weighed, each word has one column, in order, and words in a column are of one kind", () =>
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
        const { count, cells } = columnsOf(numberWords(texts), 0);
        const found = texts.map((own) => words(own));
        found.forEach((own, index) => expect([...cells[index]!].filter((word) => word >= 0)).toEqual([...own.keys()]));
        for (let column = 0; column < count; column++) {
          const kinds = found.flatMap((own, index) => own[cells[index]![column]!]?.kind ?? []);
          expect(new Set(kinds).size).toBe(1);
        }
      }),
    ));
});

describe("parts", () => {
  test("one word on which all agree between two places is read with them", () =>
    expect(parts("keep the wrath of Achilles in mind", "keep his wrath so Achilles in mind")).toEqual([
      { agreed: "keep" },
      {
        number: 1,
        readings: [
          { sigla: ["v1"], pieces: [piece("the "), agreed("wrath "), piece("of")] },
          { sigla: ["v2"], pieces: [piece("his "), agreed("wrath "), piece("so")] },
        ],
      },
      { agreed: "Achilles in mind" },
    ]));

  test("a witness without words has a reading without pieces", () =>
    expect(parts("one two", "one")).toEqual([
      { agreed: "one" },
      {
        number: 1,
        readings: [
          { sigla: ["v1"], pieces: [piece("two")] },
          { sigla: ["v2"], pieces: [] },
        ],
      },
    ]));

  test("words put elsewhere name the other place", () => {
    const all = parts(
      "comprehensive oversight systems for markets, and for government also",
      "comprehensive systems for markets, and for government also oversight",
    );
    const moved = all.flatMap((part) =>
      "number" in part
        ? part.readings.flatMap(({ pieces }) =>
            pieces.flatMap(({ text: own, elsewhere }) => (elsewhere === null ? [] : [[part.number, own, elsewhere]])),
          )
        : [],
    );
    expect(moved).toEqual([
      [1, "oversight", 2],
      [2, "oversight", 1],
    ]);
  });

  test("equal texts are one part", () => expect(parts("one, two.", "one, two.")).toEqual([{ agreed: "one, two." }]));

  function piece(own: string) {
    return { text: own, varies: true, elsewhere: null };
  }
  function agreed(own: string) {
    return { text: own, varies: false, elsewhere: null };
  }
});

test("long texts with few changes are aligned as they should be, and too long and unlike ones admit that they are not", () => {
  const long = (seed: number, every: number) =>
    Array.from({ length: 2500 }, (_, index) => (index % every === seed ? `n${seed}` : `w${(index * index) % 2503}`));
  const given = [10, 25, 40].map((seed) => ({ siglum: `v${seed}`, text: long(seed, 50).join(" ") }));
  const close = collate(given);
  expect([close.coarse, close.table.rows]).toEqual([false, 2500]);
  const far = collate([
    { siglum: "v1", text: Array.from({ length: 2500 }, (_, index) => `a${index} the`).join(" ") },
    { siglum: "v2", text: Array.from({ length: 2500 }, (_, index) => `b${index} the`).join(" ") },
  ]);
  expect(far.coarse).toBe(true);
});
