/** Work that once grew faster than its text: now in one pass or within a budget that counts, with the same answers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "../../translations/diff/change.ts";
import { collate, collating } from "../../translations/diff/collate.ts";
import { diffTexts } from "../../translations/diff/diff.ts";
import { fewer } from "../../translations/diff/join.ts";
import { commonRuns, withoutOverlap, type Crossing } from "../../translations/diff/transpositions.ts";
import { canonical, canonicalText, parseText } from "../../translations/text/canonical.ts";
import { schema } from "../../translations/text/schema.ts";
import { spacesAfter, spacesBefore, withPilcrows } from "../../translations/text/lines.ts";
import { firstWhere } from "../../translations/text/search.ts";

test("white space with a line end in it is a pilcrow, whatever white space it is", () => {
  const text = fc.string({ unit: fc.constantFrom("a", " ", "\n", "\u00a0", "\t", "\r"), maxLength: 40 });
  fc.assert(
    fc.property(text, (words) => {
      expect(withPilcrows(words)).toBe(words.replace(/\s*\n\s*/g, " ¶ "));
      expect(spacesBefore(words)).toBe(/^ */.exec(words)![0].length);
      expect(spacesAfter(words)).toBe(/ *$/.exec(words)![0].length);
    }),
  );
});

describe("combining marks", () => {
  const signs = fc.string({ unit: fc.constantFrom("a", "\u0958", "\u1f82", "\u0301", "\u0323", "\u0344", "\u034f") });
  const block = fc.array(fc.tuple(fc.array(signs, { maxLength: 12 }), fc.boolean()), { minLength: 1, maxLength: 8 });
  const rendering = block.map((pieces) => {
    const texts = pieces.flatMap(([words, isStrong]) => {
      const text = words.join("");
      return text === "" ? [] : [schema.text(text, isStrong ? [schema.marks.strong.create()] : [])];
    });
    return schema.nodes.doc.create(null, schema.nodes.paragraph.create(null, texts));
  });

  test("stand thirty on a letter at most, parted once and for all; fewer stay as they are", () => {
    fc.assert(
      fc.property(rendering, (given) => {
        const form = canonical(given);
        expect(canonical(form).eq(form)).toBe(true);
        expect(form.textContent.normalize("NFD")).not.toMatch(/(?:(?!\u034f)\p{M}){31}/u);
        if (!/\p{M}{14}/u.test(given.textContent)) expect(form.textContent).toBe(given.textContent.normalize("NFC"));
      }),
    );
  });

  test("by the hundred thousand are read in one pass, also across the edge of a mark", () => {
    const [strong, many] = [[schema.marks.strong.create()], 100_000];
    const texts = [schema.text("a\u0301", strong), schema.text("\u0323".repeat(many))];
    const given = schema.nodes.doc.create(null, schema.nodes.paragraph.create(null, texts));
    const before = performance.now();
    expect(canonicalText(given)).toHaveLength(many + 1 + Math.floor(many / 30));
    canonical(parseText(`a${"\u0301\u0323".repeat(many)}`.slice(0, 200_000)));
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

test("the first that holds is found", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(20), (list, least) => {
      const ordered = list.sort((a, b) => a - b);
      const found = ordered.findIndex((value) => value >= least);
      expect(firstWhere(ordered, (value) => value >= least)).toBe(found < 0 ? ordered.length : found);
    }),
  );
});

describe("runs of words that two texts share", () => {
  const letters = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 14 });
  const set = (words: readonly string[]) => new Set(words.keys());

  /** As they were found when each pair of equal words was looked at without counting. */
  function naive(a: readonly string[], b: readonly string[]): Crossing[] {
    const runs: Crossing[] = [];
    a.forEach((word, i) =>
      b.forEach((other, j) => {
        if (word !== other || (i > 0 && j > 0 && a[i - 1] === b[j - 1])) return;
        let words = 1;
        while (i + words < a.length && a[i + words] === b[j + words]) words++;
        runs.push({ a: i, b: j, words });
      }),
    );
    return runs;
  }

  test("are all found within the budget, and none without", () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        expect(commonRuns(set(a), a, set(b), b)).toEqual(naive(a, b));
        const pairs = a.reduce((sum, word) => sum + b.filter((other) => other === word).length, 0);
        const budget = { left: pairs - 1 };
        expect(commonRuns(set(a), a, set(b), b, budget)).toEqual([]);
        expect(budget.left).toBe(-1);
      }),
    );
  });

  test("without overlap are the first of each that share a word", () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const kept: Crossing[] = [];
        const touch = (x: number, y: number, m: Crossing, n: Crossing) => x < y + n.words && y < x + m.words;
        for (const run of naive(a, b))
          if (!kept.some((one) => touch(run.a, one.a, run, one) || touch(run.b, one.b, run, one))) kept.push(run);
        expect(withoutOverlap(naive(a, b))).toEqual(kept);
      }),
    );
  });
});

test("a collation of one word repeated is coarse, says so, and keeps every word", () => {
  const [a, b] = ["x ".repeat(4_000).trim(), `${"y ".repeat(4_000)}${"x ".repeat(3_000)}`.trim()];
  const { table, transpositions, coarse } = collate([
    { siglum: "A", text: a },
    { siglum: "B", text: b },
  ]);
  expect(coarse).toBe(true);
  expect(transpositions).toEqual([]);
  for (const [witness, count] of [4_000, 7_000].entries())
    expect(table.rows.filter(({ cells }) => cells[witness]).length).toBe(count);
});

test("a collation comes in steps that others can be answered between, and to the same end", () => {
  const texts = ["a b c d e ".repeat(150), "e d a b c ".repeat(150), "x y ".repeat(300)];
  const witnesses = texts.map((text, at) => ({ siglum: `v${at}`, text }));
  const steps = collating(witnesses);
  let [count, step] = [0, steps.next()];
  for (; !step.done; step = steps.next()) count++;
  expect(step.value).toEqual(collate(witnesses));
  expect(count).toBeGreaterThan(20);
});

describe("of too many changes", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "c", "d", "e", "of"), { maxLength: 30 })
    .map((words) => words.join(" "));

  function applied(changes: readonly Change[], a: string, b: string): string {
    let [out, at] = ["", 0];
    for (const { fromA, toA, fromB, toB } of changes) {
      out += a.slice(at, fromA) + b.slice(fromB, toB);
      at = toA;
    }
    return out + a.slice(at);
  }

  test("those nearest to each other are one, and together they still make the newer text", () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 5 }), (a, b, most) => {
        const all = diffTexts(a, b);
        const some = fewer(all, most, a, b);
        expect(some).toHaveLength(Math.min(all.length, most));
        expect(applied(some, a, b)).toBe(b);
        if (all.length <= most) expect(some).toEqual(all);
        else expect(some.some(({ coarse }) => coarse)).toBe(true);
      }),
    );
  });
});
