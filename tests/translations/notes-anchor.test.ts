/** Laws of anchors: found again where they are, never on other words, never on a lookalike. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anchorAt, anchorOn, resolve } from "../../translations/notes/anchor.ts";
import type { Anchor } from "../../translations/notes/note.ts";

const PLAN = "推动有效市场和有为政府";

/** Few words, so that texts are full of doubles; some are one character, some two code units, some end in a sign. */
const word = fc.constantFrom(
  "the",
  "market",
  "markets",
  "State",
  "of",
  "有",
  "为政府",
  "naïve",
  "q\u0307",
  "😀",
  "👩‍👧",
  "a",
);
const sentence = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => `${words.join(" ")}.`);
const text = fc.array(sentence, { minLength: 1, maxLength: 6 }).map((sentences) => sentences.join(" "));
const anyText = fc.oneof(text, fc.string({ unit: "binary", minLength: 1, maxLength: 40 }));

/** A text and a range of it that cuts no character in two. */
const ranged = anyText.chain((whole) => {
  const edges = [...new Intl.Segmenter("und").segment(whole)].map(({ index }) => index).concat(whole.length);
  return fc
    .uniqueArray(fc.nat({ max: edges.length - 1 }), { minLength: 2, maxLength: 2 })
    .map(([one, two]) => ({ whole, start: edges[Math.min(one!, two!)]!, end: edges[Math.max(one!, two!)]! }));
});

function count(whole: string, part: string): number {
  let found = 0;
  for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1)) found++;
  return found;
}

describe("making an anchor", () => {
  test("quotes the range and no more than 32 code units on each side", () => {
    fc.assert(
      fc.property(ranged, ({ whole, start, end }) => {
        const anchor = anchorAt(whole, start, end);
        expect(anchor).toMatchObject({ exact: whole.slice(start, end), start, end });
        expect(whole.slice(0, start).endsWith(anchor.prefix)).toBe(true);
        expect(whole.slice(end).startsWith(anchor.suffix)).toBe(true);
        expect(Math.max(anchor.prefix.length, anchor.suffix.length)).toBeLessThanOrEqual(32);
      }),
    );
  });

  test("any two offsets give whole characters that hold the range, in quotation and surroundings", () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (whole, one, two) => {
        const start = one % whole.length;
        const end = start + 1 + (two % (whole.length - start));
        const anchor = anchorAt(whole, start, end);
        expect(anchor.start).toBeLessThanOrEqual(start);
        expect(anchor.end).toBeGreaterThanOrEqual(end);
        const edges = new Set([...new Intl.Segmenter("und").segment(whole)].map(({ index }) => index)).add(
          whole.length,
        );
        const cuts = [anchor.start - anchor.prefix.length, anchor.start, anchor.end, anchor.end + anchor.suffix.length];
        expect(cuts.filter((cut) => !edges.has(cut))).toEqual([]);
      }),
    );
  });

  test("the surroundings begin and end with whole characters too", () => {
    const families = "👩‍👧".repeat(9);
    const { prefix, suffix } = anchorOn(`${families}有${families}`, "有");
    expect([prefix, suffix]).toEqual(["👩‍👧".repeat(6), "👩‍👧".repeat(6)]);
  });

  test("an empty, inverted or outlying range is refused", () => {
    for (const [start, end] of [
      [2, 2],
      [3, 1],
      [-1, 2],
      [0, 12],
      [0.5, 2],
      [0, NaN],
    ] as const)
      expect(() => anchorAt(PLAN, start, end), `${start} to ${end}`).toThrow(RangeError);
  });

  test("anchorOn takes the nth occurrence and refuses words that are not there", () => {
    expect(anchorOn(PLAN, "有").start).toBe(2);
    expect(anchorOn(PLAN, "有", 2)).toEqual({
      exact: "有",
      prefix: "推动有效市场和",
      suffix: "为政府",
      start: 7,
      end: 8,
    });
    for (const [exact, nth] of [
      ["有", 3],
      ["有", 0],
      ["無", 1],
      ["", 1],
    ] as const)
      expect(() => anchorOn(PLAN, exact, nth), `${exact} ${nth}`).toThrow(RangeError);
  });
});

describe("finding the words again", () => {
  test("in the same text, exactly where they stand, whatever else is like them", () => {
    fc.assert(
      fc.property(ranged, ({ whole, start, end }) => {
        expect(resolve(anchorAt(whole, start, end), whole)).toEqual({ start, end, how: "exact" });
      }),
    );
  });

  test("never other words than the quotation", () => {
    const anchor = fc.record({
      exact: fc.oneof(word, fc.string()),
      prefix: fc.string(),
      suffix: fc.string(),
      start: fc.nat(),
      end: fc.nat(),
    });
    fc.assert(
      fc.property(anchor, anyText, (any, whole) => {
        const place = resolve(any, whole);
        if (place) expect(whole.slice(place.start, place.end)).toBe(any.exact);
        if (place) expect(place.how).toBe(place.start === any.start ? "exact" : "moved");
      }),
    );
  });

  test("nowhere, if the words are not in the text", () => {
    fc.assert(
      fc.property(ranged, anyText, ({ whole, start, end }, other) => {
        const anchor = anchorAt(whole, start, end);
        fc.pre(!other.includes(anchor.exact));
        expect(resolve(anchor, other)).toBeNull();
      }),
    );
  });

  test("after an edit before or after them, the only ones of their kind are found", () => {
    fc.assert(
      fc.property(sentence, sentence, sentence, sentence, (before, after, newBefore, newAfter) => {
        const quoted = "Clarify 厘清 the line";
        const anchor = anchorAt(`${before} ${quoted} ${after}`, before.length + 1, before.length + 1 + quoted.length);
        const edited = `${newBefore} ${quoted} ${newAfter}`;
        expect(resolve(anchor, edited)).toMatchObject({
          start: newBefore.length + 1,
          end: newBefore.length + 1 + quoted.length,
        });
      }),
    );
  });

  test("a lookalike sentence put anywhere outside the anchor's surroundings never takes the anchor", () => {
    fc.assert(
      fc.property(ranged, sentence, sentence, fc.nat(), ({ whole, start, end }, left, right, cut) => {
        const anchor = anchorAt(whole, start, end);
        const lookalike = ` ${left}${anchor.exact}${right} `;
        const [from, to] = [start - anchor.prefix.length, end + anchor.suffix.length];
        const at = cut % 2 === 0 ? (cut / 2) % (from + 1) : to + (((cut - 1) / 2) % (whole.length - to + 1));
        fc.pre(!splits(whole, at));
        const edited = whole.slice(0, at) + lookalike + whole.slice(at);
        fc.pre(!splits(edited, at) && !splits(edited, at + lookalike.length));
        fc.pre(count(edited, anchor.prefix + anchor.exact + anchor.suffix) === 1);
        const moved = at <= from ? lookalike.length : 0;
        expect(resolve(anchor, edited)).toMatchObject({ start: start + moved, end: end + moved });
      }),
    );
  });

  test("two places with the same words and surroundings are not chosen between, unless one is where it was", () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 60 }), (one, between, shift) => {
        const copy = `${"s".repeat(40)} ${one} ${"e".repeat(40)}`;
        const anchor = anchorAt(copy, 41, 41 + one.length);
        fc.pre(count(between, one) === 0);
        expect(resolve(anchor, `${copy} ${between} ${copy}`)).toMatchObject({ start: 41, how: "exact" });
        expect(resolve(anchor, `${"#".repeat(shift)} ${copy} ${between} ${copy}`)).toBeNull();
      }),
    );
  });
});

function splits(whole: string, at: number): boolean {
  const character = new Intl.Segmenter("und").segment(whole).containing(at);
  return character !== undefined && character.index !== at;
}

/** In `was` and `now`, the anchor's words stand in [brackets]; no brackets in `now`: not to be found. */
const examples: { name: string; was: string; now: string; how?: "exact" | "moved" }[] = [
  { name: "stands", was: "Clarify [the] line", now: "Clarify [the] line", how: "exact" },
  { name: "stands before an edit", was: "[Clarify] the line", now: "[Clarify] a limit", how: "exact" },
  { name: "moves with its sentence", was: "We act. [Clarify] it.", now: "[Clarify] it. We act.", how: "moved" },
  {
    name: "one Chinese character of two",
    was: "推动有效市场和[有]为政府",
    now: "要推动有效市场和[有]为政府",
    how: "moved",
  },
  { name: "not the same letters in a longer word", was: "come [in] now", now: "continue now" },
  { name: "not a plural", was: "the [market] acts", now: "the markets act" },
  { name: "a part of a word, chosen as such", was: "the [market]s act", now: "these [market]s acted", how: "moved" },
  { name: "not the letter under another sign", was: "put [q] there", now: "put q\u0307 there" },
  { name: "not words in another case", was: "[Clarify] it", now: "clarify it" },
  { name: "not nearly the words", was: "a [well-ordered] system", now: "a well ordered system" },
  {
    name: "the lookalike stands at the old offsets, the words moved on",
    was: "Let [markets] lead where they are able to.",
    now: "Cut markets too. Let [markets] lead where they are able to.",
    how: "moved",
  },
  {
    name: "neither of two lookalikes, once its own sentence is gone",
    was: "Above all, guide [markets] as they grow in the provinces.",
    now: "All markets are free. No markets are closed.",
  },
  {
    name: "not the likelier of two, if what speaks for it may be chance",
    was: "Above all, guide [markets] as they grow in the provinces.",
    now: "We see markets as the end. No markets are closed.",
  },
  {
    name: "the double that still stands at the text's end",
    was: "The cat sat on the mat. A [cat] stood.",
    now: "The cat sat on the mat. So. A [cat] stood.",
    how: "moved",
  },
  {
    name: "the double whose surroundings were edited on one side",
    was: "The State guides it. In the end [the State] shall decide.",
    now: "The State leads, and the State guides. In the end [the State] might decide.",
    how: "moved",
  },
];

describe("by example", () => {
  for (const { name, was, now, how } of examples)
    test(name, () => {
      const place = resolve(bracketed(was)!, now.replace(/[[\]]/g, ""));
      const expected = bracketed(now);
      expect(place).toEqual(expected && { start: expected.start, end: expected.end, how });
    });

  test("an anchor that quotes nothing stands nowhere", () => {
    expect(resolve({ exact: "", prefix: "", suffix: "", start: 0, end: 0 }, PLAN)).toBeNull();
  });
});

function bracketed(marked: string): Anchor | null {
  const start = marked.indexOf("[");
  return start < 0 ? null : anchorAt(marked.replace(/[[\]]/g, ""), start, marked.indexOf("]") - 1);
}
