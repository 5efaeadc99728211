import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffTexts } from "../../../translations/compare/words/words.ts";
import { diffLong } from "../../../translations/compare/works/long-passage.ts";
import { applyChanges, invert } from "../../../translations/compare/change.ts";
import { diffWorks } from "../../../translations/compare/works/diff-works.ts";
import { words } from "../../../translations/text/words.ts";
import { expectKeptEqual } from "../../help/diff-notation.ts";
import { pastedText } from "../../help/renderings.ts";

const CORPUS = resolve(import.meta.dirname, "../../../../shared/corpora/oeb-revisions.jsonl");

function obeysLaws(a: string, b: string, most: number): ReturnType<typeof diffLong> {
  const answer = diffLong(a, b, undefined, most);
  const { changes, coarse } = answer;
  expect(applyChanges(changes, a, b)).toBe(b);
  expect(applyChanges(invert(changes), b, a)).toBe(a);
  expect(coarse).toBe(changes.some((change) => change.coarse));
  expectKeptEqual(changes, a, b);
  for (const [text, offsets] of [
    [a, changes.flatMap(({ fromA, toA }) => [fromA, toA])],
    [b, changes.flatMap(({ fromB, toB }) => [fromB, toB])],
  ] as const)
    expect(words(text).filter(({ from, to }) => offsets.some((offset) => from < offset && offset < to))).toEqual([]);
  return answer;
}

const lines = fc
  .array(
    fc.array(fc.constantFrom("the", "wrath", "of", "Achilles", ".", ",", "ships", "Troy", "🇨🇳🇨", "[12]", "14th"), {
      maxLength: 9,
    }),
    { maxLength: 8 },
  )
  .map((rows) => rows.map((row) => row.join(" ")).join("\n"));

describe("passages too long for one run", () => {
  test("are rebuilt exactly, with no word cut and a kept word between changes", () =>
    fc.assert(
      fc.property(
        fc.oneof(lines, pastedText),
        fc.oneof(lines, pastedText),
        fc.integer({ min: 1, max: 12 }),
        (a, b, most) => {
          obeysLaws(a, b, most);
        },
      ),
      { numRuns: 500 },
    ));

  test("do not keep a lone next-line character, white space that trim does not know, between two changes", () => {
    obeysLaws("- 政府,\u0085\n", "政府\u0085\nthe\n", 1);
  });

  test("are compared as ever where one run is enough", () =>
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        expect(diffLong(a, b)).toEqual({ changes: diffTexts(a, b), coarse: false });
      }),
    ));
});

/** Words that never return, without any sign or line end, so that nothing but words can part them. */
const rambling = (count: number, salt: string) =>
  Array.from({ length: count }, (_, index) => `${salt}${index}`).join(" ");

describe("a passage of 60,000 words", () => {
  test("with changes far apart is read throughout, though it has no sentences", () => {
    const a = rambling(60_000, "w");
    const b = a.replace("w100 ", "").replace("w30000 ", "new ").replace("w59000 ", "w59000 and more ");
    const { changes, coarse } = obeysLaws(a, b, 20_000);
    expect([changes.map(({ kind }) => kind), coarse]).toEqual([["deleted", "replaced", "inserted"], false]);
  });

  test("rewritten throughout is said to be compared coarsely", () => {
    const [{ changes, coarse }] = diffWorks(
      [{ id: "p", text: rambling(60_000, "w") }],
      [{ id: "p", text: rambling(60_000, "v") }],
    ).groups as [ReturnType<typeof diffWorks>["groups"][number]];
    expect([changes.length, coarse, changes[0]!.coarse]).toEqual([1, true, true]);
  });
});

if (existsSync(CORPUS))
  test("a whole translation as one passage is parted, and hardly more words are marked than in one run", () => {
    const verses = readFileSync(CORPUS, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { versions: { text: string }[] });
    const a = verses.map(({ versions }) => versions[0]!.text).join(" ");
    const b = verses.map(({ versions }) => versions.at(-1)!.text).join(" ");
    const marked = (changes: readonly { fromA: number; toA: number; fromB: number; toB: number }[]) =>
      changes.reduce((sum, { fromA, toA, fromB, toB }) => sum + toA - fromA + toB - fromB, 0);
    for (const most of [20_000, 2_000]) {
      const { changes, coarse } = obeysLaws(a, b, most);
      expect(coarse).toBe(false);
      expect(marked(changes)).toBeLessThan(1.03 * marked(diffTexts(a, b)));
    }
  });
else console.warn("The corpus oeb-revisions.jsonl is absent: a whole translation was not compared as one passage.");
