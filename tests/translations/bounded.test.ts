/** Work that once grew faster than its text: now in one pass or within a budget that counts, with the same answers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blameAll } from "../../translations/compare/lineage/blame.ts";
import type { Change } from "../../translations/compare/change.ts";
import { ADD, beamTo, DROP, KEEP } from "../../translations/compare/effort/beam.ts";
import { collate } from "../../translations/compare/collation/collation.ts";
import { COSTS } from "../../translations/compare/words/costs.ts";
import { commonRuns, diffTexts, fewer, withoutOverlap } from "../../translations/compare/words/words.ts";
import { ter } from "../../translations/compare/effort/effort.ts";
import { keepDense } from "../../translations/compare/words/keep.ts";
import type { Crossing } from "../../translations/compare/words/common-runs.ts";
import { canonical, canonicalText } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { schema } from "../../translations/text/schema.ts";
import { spacesAfter, spacesBefore, withPilcrows } from "../../translations/text/lines.ts";
import { clockOfWork } from "../help/worked.ts";

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

test("signs of quotations and verse go with the line end before them; a line in a stanza is told by a stroke", () => {
  expect(withPilcrows("a > b | c\n| d\n\n| e\n>\n> > f\n> g\n>h")).toBe("a > b | c / d ¶ e ¶ f ¶ g ¶ >h");
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
    const worked = clockOfWork();
    expect(canonicalText(given)).toHaveLength(many + 1 + Math.floor(many / 30));
    canonical(parseText(`a${"\u0301\u0323".repeat(many)}`.slice(0, 200_000)));
    expect(worked()).toBeLessThan(5_000);
  });
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
    expect(table.cells[witness]!.filter((word) => word >= 0)).toHaveLength(count);
});

describe("words kept in a window", () => {
  const letters = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 12 });

  /** Some words are taken to be similar, by where they stand. */
  function opening(fromA: number, toA: number, fromB: number, toB: number): number {
    const [gone, come] = [toA - fromA, toB - fromB];
    if (gone === 0 && come === 0) return 0;
    if (gone === 0 || come === 0) return COSTS.openPure;
    if (gone > 1 || come > 1) return COSTS.openReplacement;
    return (3 * fromA + fromB) % 4 === 0 ? COSTS.openSimilar : COSTS.openOne;
  }

  /** What is saved by keeping a chain of matches: twice each word's weight, less the opening of each hunk between. */
  function saved(chain: readonly (readonly [number, number])[], height: number, width: number, weight: number): number {
    let [sum, i, j] = [0, -1, -1];
    for (const [row, column] of [...chain, [height, width] as const]) {
      sum -= opening(i + 1, row, j + 1, column);
      [i, j] = [row, column];
    }
    return sum + 2 * weight * chain.length;
  }

  /** The most that any chain saves, each match weighed after each before it. */
  function most(matches: readonly [number, number][], height: number, width: number, weight: number): number {
    const best: (readonly [number, number])[][] = [];
    for (const [i, j] of matches) {
      const before = best.filter((chain) => chain.at(-1)![0] < i && chain.at(-1)![1] < j);
      const chains = [[], ...before].map((chain) => [...chain, [i, j] as const]);
      best.push(chains.reduce((a, b) => (saved(b, i + 1, j + 1, weight) > saved(a, i + 1, j + 1, weight) ? b : a)));
    }
    return Math.max(...[[], ...best].map((chain) => saved(chain, height, width, weight)));
  }

  test("save as much as those found by weighing each pair with each", () => {
    fc.assert(
      fc.property(letters, letters, fc.constantFrom(COSTS.content, COSTS.stop), (a, b, weight) => {
        const pairs = a.flatMap((word, i) =>
          b.flatMap((other, j): [number, number][] => (word === other ? [[i, j]] : [])),
        );
        const matches = {
          rows: Int32Array.from(pairs, ([i]) => i),
          columns: Int32Array.from(pairs, ([, j]) => j),
          count: pairs.length,
        };
        const window = { fromA: 0, toA: a.length, fromB: 0, toB: b.length };
        const hunks = keepDense(matches, window, opening, COSTS, () => weight);
        const kept: [number, number][] = [];
        let [i, j] = [0, 0];
        for (const hunk of [...hunks, { fromA: a.length, toA: a.length, fromB: b.length, toB: b.length }]) {
          while (i < hunk.fromA) kept.push([i++, j++]);
          expect(j).toBe(hunk.fromB);
          [i, j] = [hunk.toA, hunk.toB];
        }
        expect(kept.every(([row, column]) => a[row] === b[column])).toBe(true);
        expect(saved(kept, a.length, b.length, weight)).toBe(most(pairs, a.length, b.length, weight));
      }),
    );
  });
});

test("of sentences that stand there many times each keeps its origin, and one text of nothing else is soon traced", () => {
  const version = fc.record({ into: fc.array(fc.nat(30), { maxLength: 5 }), gone: fc.nat(10) });
  fc.assert(
    fc.property(fc.integer({ min: 11, max: 30 }), version, (length, { into, gone }) => {
      const before = Array.from({ length }, (_, at) => (at % 3 === 0 ? "So be it." : "It is so."));
      const after = before
        .slice(gone)
        .flatMap((one, at) => (into.includes(at) ? [`New${at} words${at}!`, one] : [one]));
      const [texts, traced] = [[before.join(" "), after.join(" ")], blameAll([before.join(" "), after.join(" ")])];
      for (const { from, to, version: born } of traced[1]!)
        expect(texts[1]!.slice(from, to)).toMatch(born === 0 ? /^(?!.*New)/ : /^New[^.]*!$/);
    }),
  );
  const many = "So be it. ".repeat(15_000);
  expect(blameAll([many, `New. ${many}`])[1]!.map(({ version: born }) => born)).toEqual([1, 0]);
});

describe("an edit rate", () => {
  const letters = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 30 });

  /** As it was found when every run of equal words was looked at, also where nothing is wrong. */
  function naive(hypothesis: readonly string[], reference: readonly string[]): { edits: number; shifts: number } {
    const goal = Int32Array.from(reference, (word) => word.charCodeAt(0));
    let text = Int32Array.from(hypothesis, (word) => word.charCodeAt(0));
    const beam = beamTo(goal, text.length);
    for (let [shifts, budget] = [0, 1000]; ; shifts++) {
      const { distance, steps } = beam.rewrite(text);
      const [wrongInText, wrongInGoal, opposite]: [boolean[], boolean[], number[]] = [[], [], []];
      for (const step of steps) {
        if (step !== ADD) wrongInText.push(step !== KEEP);
        if (step !== DROP) opposite[wrongInGoal.push(step !== KEEP) - 1] = wrongInText.length - 1;
      }
      const found: { gain: number; length: number; start: number; target: number; shifted: Int32Array<ArrayBuffer> }[] =
        [];
      for (let start = 0; start < text.length && budget > 0; start++)
        for (let there = Math.max(0, start - 50); there < goal.length && there <= start + 50 && budget > 0; there++)
          for (let length = 1; length <= 10 && text[start + length - 1] === goal[there + length - 1]; length++) {
            const end = start + length;
            if (end > text.length || there + length > goal.length) break;
            if (start <= opposite[there]! && opposite[there]! < end) continue;
            if (
              !wrongInText.slice(start, end).includes(true) ||
              !wrongInGoal.slice(there, there + length).includes(true)
            )
              continue;
            const targets = Array.from({ length: length + 1 }, (_, k) =>
              there + k > 0 ? opposite[there + k - 1]! + 1 : 0,
            );
            for (const target of targets.filter((each, k) => each !== targets[k - 1])) {
              budget--;
              const shifted = moved(text, start, end, target);
              const gain = distance - beam.distanceFrom(shifted, 0, text.length, Infinity);
              found.push({ gain, length, start, target, shifted });
            }
            if (budget <= 0) break;
          }
      found.sort((x, y) => y.gain - x.gain || y.length - x.length || x.start - y.start || x.target - y.target);
      const [best] = found;
      if (budget <= 0 || !best || best.gain <= 0) return { edits: shifts + distance, shifts };
      text = best.shifted;
    }
  }

  function moved(text: Int32Array, start: number, end: number, target: number): Int32Array<ArrayBuffer> {
    const words = [...text];
    const run = words.splice(start, end - start);
    words.splice(target < start ? target : target > end ? target - run.length : target, 0, ...run);
    return Int32Array.from(words);
  }

  test("is the one found by looking at every run of equal words", () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        expect(ter(a, b)).toMatchObject(naive(a, b));
      }),
    );
  });
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
