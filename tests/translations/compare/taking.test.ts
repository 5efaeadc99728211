import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { taking } from "../../../translations/compare/merge/merge.ts";
import { applyChanges } from "../../../translations/compare/change.ts";
import { diffRenderings } from "../../../translations/compare/words/words.ts";
import { canonical, canonicalText } from "../../../translations/text/canonical.ts";
import { parseText } from "../../../translations/text/parse.ts";
import { schema } from "../../../translations/text/schema.ts";
import { rendering } from "../../help/renderings.ts";
import { made } from "../../help/two-edits.ts";
import "../../help/laws.ts";

const seed = fc.integer({ min: 1, max: 100_000 });

describe("of a revision some changes are taken", () => {
  test("words of any two renderings: all of them make the revision's words, none the base", () => {
    fc.assert(
      fc.property(rendering, rendering, (a, b) => {
        const [base, revised] = [canonical(a), canonical(b)];
        expect(taking(base, revised, []).eq(base)).toBe(true);
        const whole = { fromA: 0, toA: canonicalText(base).length, fromB: 0, toB: canonicalText(revised).length };
        expect(canonicalText(taking(base, revised, [whole]))).toBe(canonicalText(revised));
      }),
    );
  });

  test("the text is the base's with just those changes made, and the rest of them lead from there to what was proposed", () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 0, max: 1023 }), (number, mask) => {
        const [base, revised] = made(number).map(parseText) as [ReturnType<typeof parseText>, never];
        const { a, b, changes } = diffRenderings(base, revised);
        // A move is one change with two ends.
        const whole = changes.filter(({ kind }) => kind !== "moved");
        const [taken, left] = [true, false].map((is) =>
          whole.filter((_, at) => (((mask >> (at % 10)) & 1) === 1) === is),
        );
        const moved = changes.filter(({ kind }) => kind === "moved");
        const some = [...taken!, ...moved].toSorted((x, y) => x.fromA - y.fromA || x.fromB - y.fromB);
        const accepted = taking(base, revised, some);
        expect(canonicalText(accepted)).toBe(canonicalText(parseText(applyChanges(some, a.text, b.text))));
        if (left!.length === 0) expect(canonicalText(accepted)).toBe(b.text);
        if (some.length === 0) expect(canonicalText(accepted)).toBe(a.text);
      }),
    );
  });

  test.each<[string, string, string, (kind: { fromA: number }) => boolean, string]>([
    [
      "the first of two words",
      "the big red dog",
      "the large crimson dog runs",
      ({ fromA }) => fromA < 9,
      "the large crimson dog",
    ],
    [
      "a paragraph put in, and not a word",
      "A dog runs far and wide here.\n\nTwo cats.",
      "A cow runs far and wide here.\n\nNew words.\n\nTwo cats.",
      ({ fromA }) => fromA > 6,
      "A dog runs far and wide here.\n\nNew words.\n\nTwo cats.",
    ],
    [
      "two paragraphs joined",
      "One dog.\n\nTwo cats sat.",
      "One dog. Two cats ran.",
      ({ fromA }) => fromA < 12,
      "One dog. Two cats sat.",
    ],
    [
      "a heading made of a paragraph",
      "One.\n\nTwo cats sat here.",
      "One.\n\n# Two cats ran here.",
      ({ fromA }) => fromA < 9,
      "One.\n\n# Two cats sat here.",
    ],
    [
      "a heading that is one no more",
      "# Two cats sat here.",
      "Two cats ran here.",
      ({ fromA }) => fromA < 3,
      "Two cats sat here.",
    ],
    ["Chinese words", "道可道，非常道。", "道可言，非恆道。", ({ fromA }) => fromA < 4, "道可言，非常道。"],
  ])("%s", (_, from, to, isTaken, text) => {
    const [base, revised] = [parseText(from), parseText(to)];
    const { changes } = diffRenderings(base, revised);
    expect(canonicalText(taking(base, revised, changes.filter(isTaken)))).toBe(text);
  });

  test("words keep how they are set, on either side", () => {
    const set = (...runs: [string, boolean][]) =>
      canonical(
        schema.node("doc", null, [
          schema.node(
            "paragraph",
            null,
            runs.map(([text, em]) => schema.text(text, em ? [schema.mark("emphasis")] : [])),
          ),
        ]),
      );
    const base = set(["The ", false], ["Way", true], [" is long and wide.", false]);
    const revised = set(["The ", false], ["Road", true], [" is long and narrow.", false]);
    const { changes } = diffRenderings(base, revised);
    expect(
      taking(base, revised, changes.slice(0, 1)).eq(
        set(["The ", false], ["Road", true], [" is long and wide.", false]),
      ),
    ).toBe(true);
    expect(
      taking(base, revised, changes.slice(1)).eq(set(["The ", false], ["Way", true], [" is long and narrow.", false])),
    ).toBe(true);
  });

  test("what is out of order or outside is refused", () => {
    const [base, revised] = [parseText("one two"), parseText("one three")];
    expect(() => taking(base, revised, [{ fromA: 4, toA: 70, fromB: 4, toB: 9 }])).toThrow(RangeError);
    expect(() => taking(base, revised, [{ fromA: 4, toA: 2, fromB: 4, toB: 9 }])).toThrow(RangeError);
  });
});
