/** Laws of where a work stands: each passage is counted once, and parts hold what stands under them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  MOST_PARTS,
  partsStanding,
  STAGES,
  stageOf,
  tallyOf,
  type PassageStanding,
} from "../../translations/ledger/standing.ts";
import type { Passage } from "../../translations/ledger/work.ts";

const PARAGRAPH: Omit<Passage, "level"> = {
  id: "p",
  locator: "p",
  kind: "paragraph",
  source: { number: 1, held: "whole", words: ["字"] },
};

const outline = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 60 }).map((levels) =>
  levels.map((level, index): Passage => ({
    id: `p${index}`,
    locator: `Passage ${index}`,
    kind: "paragraph",
    level,
    source: { number: 1, held: "whole", words: ["字"] },
  })),
);
const standing: fc.Arbitrary<PassageStanding> = fc.record({
  versions: fc.nat(5),
  stands: fc.constantFrom("words" as const, "not-held" as const, null),
  approved: fc.boolean(),
  waiting: fc.nat(2),
  written: fc.nat(2),
  moved: fc.boolean(),
  since: fc.option(fc.nat(1000)),
});
const work = outline.chain((passages) =>
  fc.array(fc.option(standing), { minLength: passages.length, maxLength: passages.length }).map((said) => ({
    passages,
    known: new Map(said.flatMap((each, index) => (each ? [[`p${index}`, each] as [string, PassageStanding]] : []))),
  })),
);

test("each passage is counted in one stage, and the whole counts them all", () => {
  fc.assert(
    fc.property(work, ({ passages, known }) => {
      const { stages, versions, moved, since, passages: all } = tallyOf(passages, known);
      expect(all).toBe(passages.length);
      expect(STAGES.reduce((sum, stage) => sum + stages[stage], 0)).toBe(all);
      expect(STAGES.map((stage) => stages[stage])).toEqual(
        STAGES.map((stage) => passages.filter(({ id }) => stageOf(known.get(id)) === stage).length),
      );
      const said = [...known.values()];
      expect(versions).toBe(said.reduce((sum, each) => sum + each.versions, 0));
      expect(moved).toBe(said.filter((each) => each.moved).length);
      const waiting = said.flatMap((each) => each.since ?? []);
      expect(since).toBe(waiting.length === 0 ? null : Math.min(...waiting));
    }),
  );
});

test("parts stand in the order of the outline, no more than there is room for, none twice; the deeper ones within those above", () => {
  fc.assert(
    fc.property(work, ({ passages, known }) => {
      const parts = partsStanding(passages, known);
      expect(parts.length).toBeLessThanOrEqual(MOST_PARTS);
      const places = parts.map(({ first }) => passages.indexOf(first));
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      parts.forEach(({ depth, tally }, index) => {
        const under = parts.slice(index + 1);
        const end = under.findIndex((each) => each.depth <= depth);
        const within = under.slice(0, end < 0 ? under.length : end).filter((each) => each.depth === depth + 1);
        const sum = within.reduce((all, each) => all + each.tally.passages, 0);
        expect(tally.passages).toBeGreaterThan(sum - 1);
      });
      const uppermost = parts.filter(({ depth }) => depth === 0);
      expect(uppermost.reduce((sum, { tally: each }) => sum + each.passages, 0)).toBe(passages.length);
    }),
  );
});

test("a work without parts is told by the sections in which it is read", () => {
  const passage: Passage = { ...PARAGRAPH, level: 1 };
  const flat = Array.from({ length: 450 }, (_, index): Passage => ({ ...passage, id: `p${index}` }));
  const parts = partsStanding(flat, new Map());
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.reduce((sum, { tally }) => sum + tally.passages, 0)).toBe(450);
  expect(parts.every(({ last }) => last !== null)).toBe(true);
});

test("passages that no heading stands over are told between the parts, one line for those side by side", () => {
  const levels = [1, 1, 1, 2, 1];
  const passages = levels.map((level, index): Passage => ({ ...PARAGRAPH, id: `p${index}`, level }));
  expect(
    partsStanding(passages, new Map()).map(({ first, last, tally }) => [first.id, last?.id, tally.passages]),
  ).toEqual([
    ["p0", "p1", 2],
    ["p2", undefined, 2],
    ["p4", undefined, 1],
  ]);
});

test("an uppermost heading with nothing under it is a part as well, so that the parts add up to the whole", () => {
  const levels = [1, 2, 1, 1, 2, 2];
  const passages = levels.map((level, index): Passage => ({
    ...PARAGRAPH,
    id: `p${index}`,
    level,
    kind: level === 1 ? "heading" : "paragraph",
  }));
  expect(partsStanding(passages, new Map()).map(({ first, tally }) => [first.id, tally.passages])).toEqual([
    ["p0", 2],
    ["p2", 1],
    ["p3", 3],
  ]);
});
