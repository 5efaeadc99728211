import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstWhere, heaviestRising, lastWhere } from "../../translations/text/search.ts";

describe("in an ordered list", () => {
  const ordered = fc.array(fc.nat(20)).map((list) => list.sort((a, b) => a - b));

  test("the first that is at least as large is found, by halves as one by one", () => {
    fc.assert(
      fc.property(ordered, fc.nat(20), (list, least) => {
        const found = list.findIndex((value) => value >= least);
        expect(firstWhere(list, (value) => value >= least)).toBe(found < 0 ? list.length : found);
      }),
    );
  });

  test("the last that is smaller stands just before it", () => {
    fc.assert(
      fc.property(ordered, fc.nat(20), (list, least) => {
        expect(lastWhere(list, (value) => value < least)).toBe(list.findLastIndex((value) => value < least));
        expect(lastWhere(list, (value) => value < least) + 1).toBe(firstWhere(list, (value) => value >= least));
      }),
    );
  });
});

describe("a rising run of places", () => {
  const cards = fc.array(fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 9 })), { maxLength: 9 });

  /** All rising runs, looked at one by one. */
  function heaviest(places: readonly number[], weights: readonly number[]): number {
    let most = 0;
    const look = (from: number, above: number, weight: number): void => {
      most = Math.max(most, weight);
      for (let index = from; index < places.length; index++)
        if (places[index]! > above) look(index + 1, places[index]!, weight + weights[index]!);
    };
    look(0, -1, 0);
    return most;
  }

  const rises = (run: readonly number[], places: readonly number[]) =>
    run.every((at, index) => index === 0 || (at > run[index - 1]! && places[at]! > places[run[index - 1]!]!));

  test("rises, and none that rises is heavier", () => {
    fc.assert(
      fc.property(cards, (all) => {
        const [places, weights] = [all.map(([place]) => place), all.map(([, weight]) => weight)];
        const run = heaviestRising(places, weights);
        expect(rises(run, places)).toBe(true);
        expect(run.reduce((sum, index) => sum + weights[index]!, 0)).toBe(heaviest(places, weights));
      }),
    );
  });

  test("without weights rises, and none that rises is longer", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { maxLength: 9 }), (places) => {
        const run = heaviestRising(places);
        expect(rises(run, places)).toBe(true);
        expect(run.length).toBe(heaviest(places, Array(places.length).fill(1)));
        expect(run).toEqual(heaviestRising(places, Array(places.length).fill(7)));
      }),
    );
  });

  test("that rises already is kept whole", () => {
    const places = Array.from({ length: 1_000 }, (_, index) => 3 * index);
    expect(heaviestRising(places)).toEqual([...places.keys()]);
  });
});
