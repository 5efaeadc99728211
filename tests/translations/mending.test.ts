/** Pairs mended by hand: whatever is done, no words go or change places, and each step is taken back exactly. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../help/laws.ts";
import { align } from "../../translations/align/align.ts";
import {
  countsOf,
  goneBack,
  held,
  isUnsure,
  mended,
  mendedBy,
  NO_MENDS,
  pairsOf,
  withMend,
  type Cut,
  type Mend,
  type Mends,
  type Pair,
} from "../../translations/align/mending.ts";

/** Pairs written as how many segments they have of each side: `1:1 2:1 0:1`. */
function laid(sizes: string, settled = false, confidence = 0.5): Pair[] {
  let [a, b] = [0, 0];
  return sizes.split(" ").map((size) => {
    const [inA, inB] = size.split(":").map(Number) as [number, number];
    const pair = { fromA: a, toA: a + inA, fromB: b, toB: b + inB, confidence, settled };
    [a, b] = [pair.toA, pair.toB];
    return pair;
  });
}

function sizes(pairs: readonly Pair[] | null): string | null {
  return pairs && pairs.map(({ fromA, toA, fromB, toB }) => `${toA - fromA}:${toB - fromB}`).join(" ");
}

const anySize = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })).filter(([a, b]) => a + b > 0);
const anyPairs = fc
  .array(anySize, { minLength: 1, maxLength: 12 })
  .map((all) => laid(all.map((size) => size.join(":")).join(" ")));
const pair = fc.integer({ min: -1, max: 14 });
const anyMend: fc.Arbitrary<Mend> = fc.oneof(
  fc.record({ act: fc.constantFrom("settle" as const, "join" as const, "apart" as const), pair }),
  fc.record({ act: fc.constant("split" as const), pair, a: fc.integer({ min: -1, max: 4 }), b: fc.nat({ max: 4 }) }),
  fc.record({ act: fc.constant("shift" as const), pair, side: fc.constantFrom("a" as const, "b" as const) }),
  fc.record({
    ...{ act: fc.constant("split" as const), pair, a: fc.nat({ max: 4 }), b: fc.nat({ max: 4 }) },
    cuts: fc.constantFrom<Cut[]>([{ side: "a", segment: 0, at: 3 }], [{ side: "b", segment: 0, at: 3 }]),
  }),
);
const anyMends = fc.array(anyMend, { maxLength: 30 });

function expectTiled(pairs: readonly Pair[], { toA, toB }: Pick<Pair, "toA" | "toB">): void {
  let [a, b] = [0, 0];
  for (const { fromA, toA: endA, fromB, toB: endB } of pairs) {
    expect([fromA, fromB]).toEqual([a, b]);
    expect(endA - fromA + endB - fromB).toBeGreaterThan(0);
    expect(endA).toBeGreaterThanOrEqual(fromA);
    expect(endB).toBeGreaterThanOrEqual(fromB);
    [a, b] = [endA, endB];
  }
  expect([a, b]).toEqual([toA, toB]);
}

describe("laws", () => {
  test("no words are lost, doubled or put out of order on either side, whatever is done", () => {
    fc.assert(
      fc.property(anyPairs, anyMends, (pairs, mends) => {
        let [all, { toA, toB }] = [pairs, pairs.at(-1)!];
        for (const mend of mends) {
          const next = mended(all, mend);
          if (!next) continue;
          all = next;
          // What is cut is one more.
          const cuts = mend.act === "split" ? (mend.cuts ?? []) : [];
          toA += cuts.filter(({ side }) => side === "a").length;
          toB += cuts.filter(({ side }) => side === "b").length;
        }
        expectTiled(all, { toA, toB });
        expect(mendedBy(pairs, mends)).toEqual(all);
      }),
    );
  });

  test("what is taken back stands as it stood, and done again as it was done", () => {
    fc.assert(
      fc.property(anyPairs, anyMends, (pairs, mends) => {
        const states: (readonly Pair[])[] = [pairs];
        let taken: Mends = NO_MENDS;
        for (const mend of mends) {
          const next = mended(states.at(-1)!, mend);
          if (!next) continue;
          states.push(next);
          taken = withMend(taken, mend);
        }
        for (let at = states.length - 1; at >= 0; at--) {
          expect(mendedBy(pairs, held(taken))).toEqual(states[at]);
          taken = goneBack(taken, "undo") ?? taken;
        }
        expect(goneBack(taken, "undo")).toBeNull();
        for (const state of states.slice(1)) {
          taken = goneBack(taken, "redo")!;
          expect(mendedBy(pairs, held(taken))).toEqual(state);
        }
        expect(goneBack(taken, "redo")).toBeNull();
      }),
    );
  });

  test("a new step takes the place of those that were taken back", () => {
    fc.assert(
      fc.property(fc.array(anyMend, { minLength: 1, maxLength: 9 }), anyMend, (mends, last) => {
        const all = mends.reduce(withMend, NO_MENDS);
        const one = withMend(goneBack(all, "undo")!, last);
        expect(held(one)).toEqual([...mends.slice(0, -1), last]);
        expect(goneBack(one, "redo")).toBeNull();
      }),
    );
  });

  test("splitting and joining undo each other", () => {
    fc.assert(
      fc.property(anyPairs, fc.nat({ max: 11 }), fc.nat({ max: 3 }), fc.nat({ max: 3 }), (pairs, at, a, b) => {
        const split = mended(pairs, { act: "split", pair: at, a, b });
        if (!split) return;
        expect(sizes(mended(split, { act: "join", pair: at }))).toBe(sizes(pairs));
      }),
    );
  });

  test("what somebody has made or looked at is not doubted", () => {
    fc.assert(
      fc.property(anyPairs, anyMend, (pairs, mend) => {
        const after = mended(pairs, mend);
        if (after) expect(after.some((each) => each.settled && !isUnsure(each))).toBe(true);
      }),
    );
  });
});

test.each<[string, string, Mend, string | null]>([
  ["joins with the next", "1:1 0:1 1:1", { act: "join", pair: 0 }, "1:2 1:1"],
  ["has no next behind the last", "1:1 1:1", { act: "join", pair: 1 }, null],
  ["splits where it is told", "2:3", { act: "split", pair: 0, a: 1, b: 2 }, "1:2 1:1"],
  ["makes no empty pair", "2:3", { act: "split", pair: 0, a: 0, b: 0 }, null],
  ["makes no empty rest", "2:3", { act: "split", pair: 0, a: 2, b: 3 }, null],
  ["cuts no segment that there is not", "1:1", { act: "split", pair: 0, a: 2, b: 0 }, null],
  ["takes apart what does not belong together", "1:1 1:1", { act: "apart", pair: 1 }, "1:1 1:0 0:1"],
  ["takes nothing apart that stands alone", "0:1", { act: "apart", pair: 0 }, null],
  ["shifts renderings down to the end", "1:1 1:1 1:1", { act: "shift", pair: 1, side: "b" }, "1:1 1:0 1:1 0:1"],
  ["shifts them down into a gap", "1:1 1:1 1:0 1:1", { act: "shift", pair: 0, side: "b" }, "1:0 1:1 1:1 1:1"],
  ["shifts the source down, and with it the renderings up", "1:1 1:1 0:1", { act: "shift", pair: 0, side: "a" }, "0:1 1:1 1:1"], // prettier-ignore
  ["shifts nothing where there is nothing", "1:0 1:1", { act: "shift", pair: 0, side: "b" }, null],
  ["shifts what stood alone to the next", "0:1 1:0 1:1", { act: "shift", pair: 0, side: "b" }, "1:1 1:1"],
])("%s: %s", (_, before, mend, after) => {
  expect(sizes(mended(laid(before), mend))).toBe(after);
});

test("a pair is settled once", () => {
  const settled = mended(laid("1:1"), { act: "settle", pair: 0 });
  expect(settled).toEqual(laid("1:1", true, 1));
  expect(mended(settled!, { act: "settle", pair: 0 })).toBeNull();
});

test("what is unsure and what stands alone is counted", () => {
  const pairs = [...pairsOf(align([{ kind: "paragraph", text: "a" }], []))];
  expect(countsOf(pairs)).toEqual({ pairs: 1, unsure: countsOf(pairs).unsure, withoutSource: 0, withoutRendering: 1 });
  expect(countsOf(laid("1:1 0:1 1:0"))).toEqual({ pairs: 3, unsure: 3, withoutSource: 1, withoutRendering: 1 });
});

test("what comes together further down by a shift is doubtful, as nobody has read it", () => {
  const shifted = mended(laid("1:1 1:1 1:1 1:1", true, 1), { act: "shift", pair: 0, side: "b" })!;
  expect(shifted.map(({ settled }) => settled)).toEqual([true, true, false, false, false]);
  expect(shifted.map(isUnsure)).toEqual([false, false, true, true, true]);
});
