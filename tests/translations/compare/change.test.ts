import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  applyChanges,
  area,
  beside,
  eachRun,
  inOrder,
  invert,
  isDeletion,
  isEmpty,
  isInsertion,
  joined,
  kindBySides,
  lengthA,
  lengthB,
  mapOffset,
  mergeTouching,
  mirrored,
  shifted,
  shiftedChange,
  textsOf,
  trimmed,
  whole,
  widened,
  withoutHead,
  type Change,
  type Hunk,
} from "../../../translations/compare/change.ts";

const range = fc.tuple(fc.nat(30), fc.nat(6));
const hunk: fc.Arbitrary<Hunk> = fc.tuple(range, range, fc.boolean()).map(([[fromA, gone], [fromB, come], coarse]) => ({
  fromA,
  toA: fromA + gone,
  fromB,
  toB: fromB + come,
  ...(coarse ? { coarse: true as const } : {}),
}));
const by = fc.integer({ min: -20, max: 20 });

/** Two texts with their changes: kept pieces, which are never empty, and between them what each side has there. */
const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 4 });
const revised: fc.Arbitrary<{ a: string; b: string; changes: Change[] }> = fc
  .tuple(
    fc.array(fc.tuple(letters, fc.option(letters), fc.option(letters)), { maxLength: 6 }),
    fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 3 }),
  )
  .map(([pieces, end]) => {
    let [a, b] = ["", ""];
    const changes: Change[] = [];
    for (const [kept, gone, come] of pieces) {
      [a, b] = [a + kept, b + kept];
      const at: Hunk = { fromA: a.length, toA: a.length, fromB: b.length, toB: b.length };
      [a, b] = [a + (gone ?? ""), b + (come ?? "")];
      const change = { ...at, toA: a.length, toB: b.length };
      if (!isEmpty(change)) changes.push({ ...change, kind: kindBySides(change) });
    }
    return { a: a + end, b: b + end, changes };
  });

/** What is true of any two hunks and any two distances. */
function law(says: string, holds: (x: Hunk, y: Hunk, i: number, j: number) => void): void {
  test(says, () => fc.assert(fc.property(hunk, hunk, by, by, holds)));
}

describe("a hunk", () => {
  law("shifted there and back is the same; two shifts are one", (x, _, i, j) => {
    expect(shifted(shifted(x, i, j), -i, -j)).toEqual(x);
    expect(shifted(shifted(x, i, j), j, i)).toEqual(shifted(x, i + j, i + j));
    expect([lengthA(shifted(x, i, j)), lengthB(shifted(x, i, j))]).toEqual([lengthA(x), lengthB(x)]);
  });

  law("widened has so much more on either side, and narrowed again is the same", (x, _, i, j) => {
    const wide = widened(x, i, j);
    expect([lengthA(wide), lengthB(wide)]).toEqual([lengthA(x) + i + j, lengthB(x) + i + j]);
    expect(widened(wide, -i, -j)).toEqual(x);
  });

  law("mirrored twice is the same; its sides have changed places", (x, y) => {
    expect(mirrored(mirrored(x))).toEqual(x);
    expect([lengthA(mirrored(x)), lengthB(mirrored(x))]).toEqual([lengthB(x), lengthA(x)]);
    expect([isInsertion(mirrored(x)), isDeletion(mirrored(x))]).toEqual([isDeletion(x), isInsertion(x)]);
    expect(area(mirrored(x))).toBe(area(x));
    expect(mirrored(joined(x, y))).toEqual(joined(mirrored(x), mirrored(y)));
  });

  law("joined with another is the least that covers both, whichever comes first", (x, y, i, j) => {
    const both = joined(x, y);
    expect(both).toEqual(joined(y, x));
    expect(joined(x, x)).toEqual(x);
    expect(joined(both, x)).toEqual(both);
    expect(joined(shifted(x, i, j), shifted(y, i, j))).toEqual(shifted(both, i, j));
    expect([x.fromA, y.fromA]).toContain(both.fromA);
    expect(both.fromB <= Math.min(x.fromB, y.fromB) && both.toB >= Math.max(x.toB, y.toB)).toBe(true);
    expect(both.coarse ?? false).toBe((x.coarse ?? false) || (y.coarse ?? false));
  });

  law("is an insertion, a deletion or both by its sides, and then has no area", (x) => {
    expect(area(x) === 0).toBe(isInsertion(x) || isDeletion(x));
    expect(isEmpty(x)).toBe(isInsertion(x) && isDeletion(x));
    expect(kindBySides(x)).toBe(isInsertion(x) ? "inserted" : isDeletion(x) ? "deleted" : "replaced");
  });

  law("of one beside one is the whole of two sides of one, shifted", (_, __, i, j) => {
    expect(beside(i, j)).toEqual(shifted(whole(1, 1), i, j));
    expect(area(beside(i, j))).toBe(1);
  });

  test("trimmed has nothing equal at its ends, and what was taken off is equal", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const all = whole(a.length, b.length);
        const middle = trimmed(all, a, b);
        const { fromA, toA, fromB, toB } = middle;
        expect(a.slice(0, fromA)).toBe(b.slice(0, fromB));
        expect(a.slice(toA)).toBe(b.slice(toB));
        expect(trimmed(middle, a, b)).toEqual(middle);
        if (area(middle) > 0) {
          expect(a[fromA]).not.toBe(b[fromB]);
          expect(a[toA - 1]).not.toBe(b[toB - 1]);
        }
        expect(withoutHead(all, a, b)).toEqual({ ...all, fromA, fromB });
        expect(mirrored(trimmed(mirrored(all), b, a))).toEqual(middle);
      }),
    );
  });
});

describe("a list of hunks", () => {
  /** Changes, and among what is kept some pairs that are to be changes too: what the passes of the diff merge. */
  const sorted = fc.tuple(revised, fc.func(fc.boolean())).map(([{ a, changes }, isChanged]) => {
    const all: Hunk[] = [...changes];
    eachRun(changes, a.length, (from, to, shift) => {
      for (let i = from; i < to; i++) if (isChanged(i)) all.push(beside(i, i + shift));
    });
    return all.sort(inOrder);
  });

  const ofAll = (hunks: readonly Hunk[]) => hunks.reduce((x, y) => joined(x, y), joined(hunks[0]!, hunks[0]!));
  const isCovered = (one: Hunk, { fromA, toA, fromB, toB }: Hunk) =>
    fromA <= one.fromA && one.toA <= toA && fromB <= one.fromB && one.toB <= toB;

  test("merged has something kept between any two, keeps its ends, and merged again is the same", () => {
    fc.assert(
      fc.property(sorted, (hunks) => {
        const merged = mergeTouching(hunks);
        expect(mergeTouching(merged)).toEqual(merged);
        merged.slice(1).forEach(({ fromA, fromB }, index) => {
          const last = merged[index]!;
          expect(fromA > last.toA && fromB > last.toB && fromA - last.toA === fromB - last.toB).toBe(true);
        });
        for (const one of hunks) expect(merged.some((other) => isCovered(one, other))).toBe(true);
        if (hunks.length > 0) expect(ofAll(merged)).toEqual(ofAll(hunks));
      }),
    );
  });

  test("parts the older text into kept runs and hunks, without gap or overlap", () => {
    fc.assert(
      fc.property(revised, ({ a, b, changes }) => {
        let [left, right, next] = ["", "", 0];
        const put = (upTo: number): void => {
          for (
            ;
            next < changes.length && changes[next]!.fromA <= upTo && left.length === changes[next]!.fromA;
            next++
          ) {
            const [older, newer] = textsOf(changes[next]!, a, b);
            [left, right] = [left + older, right + newer];
          }
        };
        eachRun(changes, a.length, (from, to, shift, after) => {
          put(from);
          expect([left.length, right.length]).toEqual([from, from + shift]);
          expect(after).toBe(changes.some(({ toA }) => toA === from));
          expect(a.slice(from, to)).toBe(b.slice(from + shift, to + shift));
          [left, right] = [left + a.slice(from, to), right + a.slice(from, to)];
        });
        put(a.length);
        expect([left, right]).toEqual([a, b]);
      }),
    );
  });
});

describe("a list of changes", () => {
  test("applied to the older text gives the newer one, and turned round the older one again", () => {
    fc.assert(
      fc.property(revised, ({ a, b, changes }) => {
        expect(applyChanges(changes, a, b)).toBe(b);
        expect(applyChanges(invert(changes), b, a)).toBe(a);
        expect(invert(invert(changes))).toEqual(changes);
        for (const change of invert(changes)) expect(change.kind).toBe(kindBySides(change));
      }),
    );
  });

  test("carries an offset to the same letter, never back, and no further than to the end", () => {
    fc.assert(
      fc.property(revised, ({ a, b, changes }) => {
        for (const bias of [-1, 1] as const) {
          let last = 0;
          for (let offset = 0; offset <= a.length; offset++) {
            const there = mapOffset(changes, offset, bias);
            expect(there >= last && there <= b.length).toBe(true);
            const kept = changes.every(({ fromA, toA }) => offset < fromA || offset >= Math.max(toA, fromA + 1));
            if (kept && offset < a.length) expect(b[there]).toBe(a[offset]);
            last = there;
          }
        }
      }),
    );
  });

  test("out of order, or outside the texts, is refused", () => {
    const change: Change = { fromA: 1, toA: 2, fromB: 1, toB: 2, kind: "replaced" };
    expect(() => applyChanges([change, change], "abc", "abc")).toThrow(RangeError);
    expect(() => applyChanges([shiftedChange(change, 5, 0)], "abc", "abc")).toThrow(RangeError);
  });
});
