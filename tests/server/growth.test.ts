/** What the measuring of hostile texts calls growth: laws on made-up times with noise. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exponentOf, leastOf } from "../bench/growth.ts";
import { LARGE, sizes } from "../bench/hostile-texts.ts";

/** As `hostile.ts` has it. */
const GOAL = 1.3;
const GRAIN = 3;
const measure = { from: LARGE, whatever: 0, telling: 60, grain: GRAIN };
const large = sizes().filter((size) => size >= LARGE);
const largest = large.at(-1)!;

/** Times that are `atLimit` milliseconds at the limit and less before, as `work` grows, each times its `noise`. */
function timesOf(work: (size: number) => number, atLimit: number, noise: readonly number[]): Record<number, number> {
  return Object.fromEntries(large.map((size, at) => [size, atLimit * (work(size) / work(largest)) * (noise[at] ?? 1)]));
}

const atLimit = fc.double({ min: 60, max: 5_000, noNaN: true });
const noiseUpTo = (most: number) =>
  fc.array(fc.double({ min: 1, max: 1 + most, noNaN: true }), { minLength: large.length, maxLength: large.length });

describe("what grows faster than n log n is called so, wherever one measurement is off", () => {
  test.each([
    ["n√n", (n: number) => n ** 1.5],
    ["n√n log n", (n: number) => n ** 1.5 * Math.log(n)],
    ["n²", (n: number) => n ** 2],
    ["a thousand n, and n² / 20 beyond it", (n: number) => 1_000 * n + n ** 2 / 20],
  ])("%s", (_name, work) => {
    fc.assert(
      fc.property(atLimit, noiseUpTo(0.1), (limit, noise) => {
        expect(exponentOf(timesOf(work, limit, noise), measure)).toBeGreaterThan(GOAL);
      }),
    );
  });

  test("also with one that took up to three times as long as it should", () => {
    const [enough, off] = [
      fc.double({ min: 64 * GRAIN, max: 5_000, noNaN: true }),
      fc.double({ min: 1, max: 3, noNaN: true }),
    ];
    fc.assert(
      fc.property(enough, noiseUpTo(0.1), fc.nat(large.length - 1), off, (limit, noise, at, times) => {
        const wild = noise.with(at, noise[at]! * times);
        expect(
          exponentOf(
            timesOf((n) => n ** 1.5, limit, wild),
            measure,
          ),
        ).toBeGreaterThan(GOAL);
      }),
    );
  });
});

describe("what grows as n log n or as n is not", () => {
  const linear = fc.constantFrom(
    (n: number) => n,
    (n: number) => n * Math.log(n),
  );

  test("with noise", () => {
    fc.assert(
      fc.property(linear, atLimit, noiseUpTo(0.15), (work, limit, noise) => {
        expect(exponentOf(timesOf(work, limit, noise), measure)).toBeLessThanOrEqual(GOAL);
      }),
    );
  });

  test("with one measurement that is off, or a step at the last doubling", () => {
    const [enough, off] = [
      fc.double({ min: 32 * GRAIN, max: 5_000, noNaN: true }),
      fc.double({ min: 1, max: 4, noNaN: true }),
    ];
    fc.assert(
      fc.property(linear, enough, noiseUpTo(0.1), fc.nat(large.length - 1), off, (work, limit, noise, at, times) => {
        const wild = noise.with(at, noise[at]! * times);
        expect(exponentOf(timesOf(work, limit, wild), measure)).toBeLessThanOrEqual(GOAL);
      }),
    );
  });
});

describe("of several servers the least counts at each size", () => {
  /** For each size how much too long each of three servers took, one of them hardly. */
  const servers = fc.array(
    fc
      .tuple(
        fc.double({ min: 1, max: 1.1, noNaN: true }),
        fc.array(fc.double({ min: 1, max: 9, noNaN: true }), { minLength: 2, maxLength: 2 }),
        fc.nat(2),
      )
      .map(([right, off, at]) => off.toSpliced(at, 0, right)),
    { minLength: large.length, maxLength: large.length },
  );
  const measured = (work: (size: number) => number, limit: number, noise: readonly number[][]) =>
    leastOf(
      [0, 1, 2].map((server) =>
        timesOf(
          work,
          limit,
          noise.map((each) => each[server]!),
        ),
      ),
    );

  test.each([
    ["n", (n: number) => n, false],
    ["n log n", (n: number) => n * Math.log(n), false],
    ["n√n", (n: number) => n ** 1.5, true],
    ["n²", (n: number) => n ** 2, true],
  ])("%s is called what it is, wherever all but one took up to nine times too long", (_name, work, grows) => {
    fc.assert(
      fc.property(atLimit, servers, (limit, noise) => {
        expect(exponentOf(measured(work, limit, noise), measure)! > GOAL).toBe(grows);
      }),
    );
  });

  test("a size that only one of them was asked at counts", () => {
    expect(leastOf([{ 1: 5, 2: 9 }, { 1: 4 }])).toEqual({ 1: 4, 2: 9 });
  });
});

test("of what is too quick to be told nothing is said", () => {
  expect(
    exponentOf(
      timesOf((n) => n ** 2, 59, []),
      measure,
    ),
  ).toBeNull();
  expect(exponentOf({ [largest]: 5_000 }, measure)).toBeNull();
  expect(
    exponentOf(
      timesOf((n) => n, 1_000, []),
      { ...measure, whatever: 950 },
    ),
  ).toBeNull();
});
