/** The sections of a long work and the contents beside each, of outlines of every shape. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  contentsOf,
  LONGEST_SECTION,
  outlineOf,
  sectionAt,
  sectionOf,
  type Line,
  type Outline,
  type Section,
} from "../../translations/ledger/sections.ts";
import type { Passage } from "../../translations/ledger/work.ts";

/** Beside the passages of a section, so many lines of contents at most. */
const MOST_BESIDE = 300;

function passagesOf(levels: readonly number[]): Passage[] {
  return levels.map((level, at) => ({
    id: `p${at + 1}`,
    locator: `${at + 1}`,
    kind: "paragraph",
    level,
    source: { number: 1, held: "none", words: [] },
  }));
}

function outlineBy(levels: readonly number[]): Outline {
  return outlineOf(passagesOf(levels));
}

function sectionsOf(outline: Outline): Section[] {
  return outline.begins.map((_, number) => sectionOf(outline, number));
}

/** Levels of works as they are: flat, in parts and chapters of all lengths, with levels skipped, with items before any heading. */
const run = (level: fc.Arbitrary<number>, maxLength: number): fc.Arbitrary<number[]> =>
  fc.tuple(level, fc.integer({ min: 1, max: maxLength })).map(([each, length]) => Array<number>(length).fill(each));
const levels = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 900 }),
  fc.array(run(fc.integer({ min: 1, max: 5 }), 400), { maxLength: 12 }).map((runs) => runs.flat()),
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 3 }), run(fc.constant(4), 90)), { maxLength: 40 })
    .map((chapters) => chapters.flatMap(([head, verses]) => [head, ...verses])),
  // Each under the one before it.
  fc.integer({ min: 1, max: 1200 }).map((length) => Array.from({ length }, (_, at) => at + 1)),
);

const OUTLINES = { numRuns: 300 };

describe("law: sections", () => {
  test("have every passage once, in order, at most two hundred each", () => {
    fc.assert(
      fc.property(levels, (each) => {
        const outline = outlineBy(each);
        const sections = sectionsOf(outline);
        expect(sections.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at))).toEqual(
          each.map((_, at) => at),
        );
        for (const { from, to } of sections) expect(to - from).toBeLessThanOrEqual(LONGEST_SECTION);
      }),
      OUTLINES,
    );
  });

  test("part no branch that fits into one", () => {
    fc.assert(
      fc.property(levels, (each) => {
        const { begins, ends } = outlineBy(each);
        const parted = ends.flatMap((end, at) => {
          const inside = begins.find((begin) => begin > at && begin < end);
          return inside !== undefined && end - at <= LONGEST_SECTION ? [{ at, end, inside }] : [];
        });
        expect(parted).toEqual([]);
      }),
      OUTLINES,
    );
  });

  test("are no more than that takes: two that follow each other never fit into one", () => {
    fc.assert(
      fc.property(levels, (each) => {
        const { begins } = outlineBy(each);
        begins.slice(2).forEach((end, at) => expect(end - begins[at]!).toBeGreaterThan(LONGEST_SECTION));
      }),
      OUTLINES,
    );
  });

  test("are found by each of their passages", () => {
    fc.assert(
      fc.property(levels, (each) => {
        const outline = outlineBy(each);
        for (const section of sectionsOf(outline))
          for (let at = section.from; at < section.to; at++) expect(sectionAt(outline, at)).toEqual(section);
      }),
      { numRuns: 50 },
    );
  });
});

/** All lines, those under others too. */
function allOf(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => [line, ...allOf(line.under)]);
}

describe("law: the contents beside a section", () => {
  test("list its passages one by one, in order, and little else", () => {
    fc.assert(
      fc.property(levels, fc.nat(), (each, place) => {
        const outline = outlineBy(each);
        const section = sectionAt(outline, place % Math.max(1, each.length));
        const lines = allOf(contentsOf(outline, section));
        const here = lines.filter(({ from }) => from >= section.from && from < section.to);
        expect(here.map(({ from }) => from)).toEqual(
          Array.from({ length: section.to - section.from }, (_, at) => section.from + at),
        );
        for (const { from, to } of here) expect(to).toBe(from);
        expect(lines.length - here.length).toBeLessThanOrEqual(MOST_BESIDE);
      }),
      OUTLINES,
    );
  });

  test("stand in the order of the work, each line under a passage that its passages stand under", () => {
    const ordered = (outline: Outline, lines: readonly Line[], begin: number, end: number): void => {
      let at = begin;
      for (const { from, to, under } of lines) {
        expect(from).toBeGreaterThanOrEqual(at);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(outline.above[to]).toBe(outline.above[from]);
        at = outline.ends[to]!;
        expect(at).toBeLessThanOrEqual(end);
        ordered(outline, under, from + 1, outline.ends[from]!);
      }
    };
    fc.assert(
      fc.property(levels, fc.nat(), (each, place) => {
        const outline = outlineBy(each);
        ordered(outline, contentsOf(outline, sectionAt(outline, place % Math.max(1, each.length))), 0, each.length);
      }),
      OUTLINES,
    );
  });

  test("leave nothing out of a work that isn't nested deep: what isn't listed stands in a line, or under one", () => {
    const shallow = levels.filter((each) => each.every((level) => level <= 6));
    const held = (outline: Outline, lines: readonly Line[], begin: number, end: number): void => {
      let at = begin;
      for (const { from, to, under } of lines) {
        expect(from).toBe(at);
        at = outline.ends[to]!;
        if (under.length > 0) held(outline, under, from + 1, outline.ends[from]!);
      }
      expect(at).toBe(end);
    };
    fc.assert(
      fc.property(shallow, fc.nat(), (each, place) => {
        const outline = outlineBy(each);
        held(outline, contentsOf(outline, sectionAt(outline, place % Math.max(1, each.length))), 0, each.length);
      }),
      OUTLINES,
    );
  });
});

describe("an outline of 24,000 passages", () => {
  const flat = outlineBy(Array<number>(24_000).fill(1));

  test("that is flat has sections of two hundred, and contents that gather far ones by ten", () => {
    expect(flat.begins).toEqual(Array.from({ length: 120 }, (_, at) => at * 200));
    const lines = contentsOf(flat, sectionAt(flat, 4_321));
    const names = lines.map(({ from, to }) => (from === to ? "·" : `${from + 1}–${to + 1}`));
    expect(names.join(" ").replace(/(· ?){200}/, "here ")).toBe(
      "1–2000 2001–4000 4001–4200 here 4401–4600 4601–4800 4801–5000 5001–5200 5201–5400 5401–5600 5601–5800 5801–6000 " +
        "6001–8000 8001–10000 10001–12000 12001–14000 14001–16000 16001–18000 18001–20000 20001–22000 22001–24000",
    );
  });

  test.each([
    ["each under the one before it", Array.from({ length: 24_000 }, (_, at) => at + 1)],
    ["each a little less deep", Array.from({ length: 24_000 }, (_, at) => 24_000 - at)],
    ["in seventy parts", Array.from({ length: 24_000 }, (_, at) => (at % 343 === 0 ? 1 : 2))],
    ["a heading and one under it, time and again", Array.from({ length: 24_000 }, (_, at) => 1 + (at % 2))],
    ["in parts, chapters, sections and verses", Array.from({ length: 24_000 }, (_, at) => verseLevel(at))],
    ["headings within headings beside verses", Array.from({ length: 24_000 }, (_, at) => (at >> 1) + 1 + (at % 2))],
  ])("%s has few lines of contents beside each section", (_, each) => {
    const outline = outlineBy(each);
    for (const section of sectionsOf(outline)) {
      expect(section.to - section.from).toBeLessThanOrEqual(LONGEST_SECTION);
      const beside = allOf(contentsOf(outline, section)).length - (section.to - section.from);
      expect(beside).toBeLessThanOrEqual(MOST_BESIDE);
    }
  });

  function verseLevel(at: number): number {
    return at % 1200 === 0 ? 1 : at % 60 === 0 ? 2 : at % 12 === 0 ? 3 : 4;
  }
});

test("a section begins with a heading: parts that are short stand together, a long one begins its own", () => {
  const verses = (count: number): number[] => Array<number>(count).fill(3);
  const chapter = [2, ...verses(39)];
  const part = (chapters: number): number[] => [1, ...Array.from({ length: chapters }, () => chapter).flat()];
  const parts = [part(1), part(2), part(7), part(2)];
  const { begins } = outlineBy(parts.flat());
  const [, , third, fourth] = parts.map((_, at) => parts.slice(0, at).flat().length);
  expect(begins).toEqual([0, third, third! + 1 + 4 * 40, fourth]);
});

test("no branch is parted where it can be helped, also the last of a section", () => {
  const each = [1, ...Array<number>(150).fill(2), 1, ...Array<number>(150).fill(2)];
  expect(outlineBy(each).begins).toEqual([0, 151]);
});

test("a work of two hundred passages is one section, whatever its outline; one without passages has an empty one", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 200 }), (each) => {
      expect(outlineBy(each).begins).toEqual([0]);
    }),
  );
  expect(sectionAt(outlineBy([]), 0)).toEqual({ number: 0, of: 0, from: 0, to: 0 });
  expect(contentsOf(outlineBy([]), sectionAt(outlineBy([]), 0))).toEqual([]);
});

test("an outline is looked through once for each description", () => {
  const passages = passagesOf([1, 2, 2]);
  expect(outlineOf(passages)).toBe(outlineOf(passages));
  expect(outlineOf([...passages])).not.toBe(outlineOf(passages));
});
