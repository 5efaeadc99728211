/** What was translated before, and how near it is. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChanges } from "../../translations/compare/change.ts";
import { diffTexts } from "../../translations/compare/words/words.ts";
import { nearestTo, runsOf, shareOf } from "../../translations/memory/memory.ts";
import { made } from "../help/two-edits.ts";
import "../help/laws.ts";

const passage = (source: string, rendering = "…") => ({ source, rendering });
const told = (source: string, ...others: string[]) =>
  nearestTo(
    source,
    others.map((each) => passage(each)),
  ).map(({ of, share }) => `${of.source} ${share.toFixed(2)}`);

test("the same comes first, then what differs least; what is less alike than six letters in ten is left out", () => {
  const source = "推动有效市场和有为政府更好结合。";
  expect(told(source, "推动有效市场和有为政府结合。", "厘清政府和市场关系。", source, "推动有效市场建设。")).toEqual([
    `${source} 1.00`,
    "推动有效市场和有为政府结合。 0.93",
  ]);
});

test("passages with the same source and rendering are one, and said to be so many; another rendering is another", () => {
  const found = nearestTo("其一", [passage("其一", "The first"), passage("其一", "One"), passage("其一", "The first")]);
  expect(found.map(({ of, others }) => [of.rendering, others])).toEqual([
    ["The first", 1],
    ["One", 0],
  ]);
});

test("signs and spaces don't count, and nothing is like no words", () => {
  expect(told("其一：", "其一")).toEqual(["其一 1.00"]);
  expect(told("", "其一")).toEqual([]);
  expect(told("……", "……")).toEqual([]);
});

const texts = fc.oneof(
  fc.integer({ min: 1, max: 1_000_000 }).map((seed) => made(seed).slice(0, 2) as [string, string]),
  fc.tuple(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 })),
);

test("a share is between none and all, all for the same, and what is outside the changes is the same in both", () => {
  fc.assert(
    fc.property(texts, ([a, b]) => {
      const changes = diffTexts(a, b);
      const share = shareOf(a, b, changes);
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
      expect(shareOf(a, a, [])).toBe(1);
      for (const near of nearestTo(a, [passage(b)])) {
        expect(near.share).toBeCloseTo(share);
        expect(applyChanges(near.changes, a, b)).toBe(b);
      }
    }),
  );
});

test("runs stand in their text, from its first word to its last, and are no more than are looked for", () => {
  const words = fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f"), { maxLength: 60 });
  fc.assert(
    fc.property(words, (all) => {
      const runs = runsOf(all);
      expect(runs.length).toBeLessThanOrEqual(8);
      for (const run of runs) expect(` ${all.join(" ")} `).toContain(` ${run.join(" ")} `);
      if (all.length > 0) {
        expect(runs[0]![0]).toBe(all[0]);
        expect(runs.at(-1)!.at(-1)).toBe(all.at(-1));
      }
    }),
  );
});
