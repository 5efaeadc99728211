/** Several translations in the same passages: however each was mended, no word is lost, doubled, or in another's place. */
import fc from "fast-check";
import { expect, test } from "vitest";
import "../help/laws.ts";
import {
  cutsBy,
  isUnsure,
  mended,
  placesIn,
  type Lying,
  type Mend,
  type Pair,
  type Side,
} from "../../translations/align/align.ts";
import type { BroughtPassage } from "../../translations/exchange/brought.ts";
import { passagesOfAll, type Further } from "../../translations/exchange/columns.ts";
import { cutPieces, endOf, sentencesOf, splitAt, standingAt } from "../../translations/exchange/cutting.ts";
import { readMarkdown } from "../../translations/exchange/markdown.ts";
import { doubtedByWords } from "../../translations/exchange/laid.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";

/** A text of paragraphs of three sentences, whose words nobody else has. */
const textOf = (name: string, paragraphs: number): Piece[] =>
  Array.from({ length: paragraphs }, (_, at) => ["a", "b", "c"].map((part) => `Said ${name}${at}${part}.`).join(" "))
    .flatMap((words) => readMarkdown(words).pieces); // prettier-ignore

/** Pairs by how many of each side they have: `1:1 2:0`. */
function laid(sizes: string): Pair[] {
  let [a, b] = [0, 0];
  return sizes.split(" ").map((size) => {
    const [inA, inB] = size.split(":").map(Number) as [number, number];
    const pair = { fromA: a, toA: a + inA, fromB: b, toB: b + inB, confidence: 0.5, settled: false };
    [a, b] = [pair.toA, pair.toB];
    return pair;
  });
}

/** Pieces of two texts, laid beside each other by chance and mended by chance. */
interface Made extends Lying {
  a: Piece[];
  b: Piece[];
}

interface Chance {
  sizes: readonly (readonly [number, number])[];
  steps: readonly { pair: number; a: number; b: number; join: boolean }[];
}

const step = fc.record({ pair: fc.nat({ max: 9 }), a: fc.nat(), b: fc.nat(), join: fc.boolean() });
const size = fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 })).filter(([a, b]) => a + b > 0);
const chance = fc.record({ sizes: fc.array(size, { maxLength: 5 }), steps: fc.array(step, { maxLength: 6 }) });

/** @param a the pieces of its first side, where these are given: what the sizes leave of them stands alone. */
function made({ sizes, steps }: Chance, names: readonly [string, string], given: Piece[] | null = null): Made {
  const all = sizes.map(([inA, inB]) => [inA, inB] as [number, number]);
  if (given) {
    let left = given.length;
    for (const each of all) left -= each[0] = Math.min(each[0], left);
    for (; left > 0; left--) all.push([1, 0]);
  }
  const kept = all.filter(([inA, inB]) => inA + inB > 0);
  const sum = (side: 0 | 1): number => kept.reduce((total, each) => total + each[side], 0);
  const [a, b] = [given ?? textOf(names[0], sum(0)), textOf(names[1], sum(1))];
  let pairs: readonly Pair[] = kept.length === 0 ? [] : laid(kept.map((each) => each.join(":")).join(" "));
  const mends: Mend[] = [];
  const standing = (side: Side, pieces: Piece[], from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) =>
      standingAt(from + at, cutsBy(mends, side), (segment) => pieces[segment]!),
    );
  for (const { pair, join, ...at } of steps) {
    if (pairs.length === 0) break;
    const number = pair % pairs.length;
    const { fromA, toA, fromB, toB } = pairs[number]!;
    const sides = { a: standing("a", a, fromA, toA), b: standing("b", b, fromB, toB) };
    const place = (side: Side): string => {
      const sentences = sentencesOf(sides[side]);
      return [...sentences.map((each) => each.place), endOf(sentences)][at[side] % (sentences.length + 1)]!;
    };
    const mend = join
      ? { act: "join" as const, pair: number }
      : splitAt(number, sides, { a: place("a"), b: place("b") });
    const next = mend && mended(pairs, mend);
    if (!mend || !next) continue;
    mends.push(mend);
    pairs = next;
  }
  return { a, b, pairs, mends };
}

const firstOf = ({ a, b, pairs, mends }: Made) => ({
  source: cutPieces(a, mends, "a"),
  translation: cutPieces(b, mends, "b"),
  lying: { pairs, mends },
});
const furtherOf = ({ b, pairs, mends }: Made, translation: string): Further => ({
  ...{ translation, translators: [{ name: "Ada" }], isRevised: true },
  ...{ pieces: cutPieces(b, mends, "b"), lying: { pairs, mends } },
});

/** The words that each passage has of a translation; undefined: of the work's own. */
const saidIn = (passages: readonly BroughtPassage[], translation?: string): string[][] =>
  passages.map(({ versions }) =>
    versions
      .filter((version) => version.translation === translation)
      .flatMap(({ rendering }) => canonicalText(renderingFromJson(rendering!)).match(/\w+/g) ?? []),
  );
const wordsOf = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap(({ rendering }) => canonicalText(renderingFromJson(rendering)).match(/\w+/g) ?? []);

test("law: every text keeps all its words, each once, and neither source nor first translation is moved by the others", () => {
  fc.assert(
    fc.property(chance, fc.array(chance, { maxLength: 3 }), (own, others) => {
      const first = made(own, ["s", "f"]);
      const further = others.map((each, at) => made(each, ["", `t${at}x`], first.b));
      const named = further.map((each, at) => furtherOf(each, `t${at}`));
      const passages = passagesOfAll(firstOf(first), named);
      further.forEach(({ b }, at) => expect(saidIn(passages, `t${at}`).flat().sort()).toEqual(wordsOf(b).sort()));
      expect(new Set(passages.map(({ id }) => id)).size).toBe(passages.length);
      const without = passagesOfAll(firstOf(first), []);
      const isOwn = ({ source, versions }: BroughtPassage) =>
        source.length > 0 || versions.some(({ translation }) => translation === undefined);
      const kept = passages.filter(isOwn);
      expect(kept.map(({ source }) => source)).toEqual(without.map(({ source }) => source));
      expect(saidIn(kept)).toEqual(saidIn(without));
      // What stands is the first, where it has words.
      for (const { versions, current } of passages) {
        const hasFirst = versions.some(({ translation }) => translation === undefined);
        if (versions.length > 0) expect(versions[current - 1]!.translation === undefined).toBe(hasFirst);
      }
    }),
  );
});

test.each<[string, string, string, { rows: number[]; behind: number }[]]>([
  ["beside its like", "1:1 1:1", "1:1 1:1", [{ rows: [0], behind: 0 }, { rows: [1], behind: 1 }]],
  ["over two rows", "1:1 1:1", "2:1", [{ rows: [0, 1], behind: 0 }]],
  ["two in one row", "2:2", "1:1 1:1", [{ rows: [0], behind: 0 }, { rows: [0], behind: 1 }]],
  ["alone before all", "1:1", "0:1 1:1", [{ rows: [], behind: 0 }, { rows: [0], behind: 0 }]],
  ["alone behind what it follows, and before what has only a source", "1:1 1:0 1:1", "1:1 0:1 1:1", [{ rows: [0], behind: 0 }, { rows: [], behind: 1 }, { rows: [2], behind: 1 }]],
])("%s", (_, first, further, expected) => {
  const lying = (sizes: string): Lying => ({ pairs: laid(sizes), mends: [] });
  expect(placesIn(lying(first), lying(further))).toEqual(expected);
}); // prettier-ignore

test("a further translation of two rows is cut where one passes into the next, and revises what stands there", () => {
  const english = (text: string): Piece[] => readMarkdown(text).pieces;
  const translation = english("In the beginning was the word.\n\nAll things were made by him.");
  const pieces = english("In the beginning was the Word. All things were made through him.");
  const passages = passagesOfAll({ source: [], translation, lying: { pairs: laid("0:1 0:1"), mends: [] } }, [
    {
      translation: "rv",
      translators: [{ name: "Ada", program: true }],
      isRevised: true,
      pieces,
      lying: { pairs: laid("2:1"), mends: [] },
    },
  ]);
  expect(
    passages.map(({ versions }) => versions.map(({ rendering }) => canonicalText(renderingFromJson(rendering!)))),
  ).toEqual([
    ["In the beginning was the word.", "In the beginning was the Word."],
    ["All things were made by him.", "All things were made through him."],
  ]);
  expect(passages.map(({ versions }) => versions[1])).toMatchObject([
    { base: 1, translation: "rv", by: [{ name: "Ada", program: true, role: "translator" }] },
    { base: 1, translation: "rv" },
  ]);
});

test("of two translations in one language a pair is doubtful whose words stand beside a neighbour", () => {
  const segments = (...texts: string[]) => texts.map((text) => ({ kind: "paragraph", text }));
  const sure = laid("1:1 1:1 1:1").map((pair) => ({ ...pair, confidence: 1 }));
  const first = segments(
    "The way that can be told is not the constant way.",
    "The name that can be named is not the constant name.",
    "The nameless is the beginning of heaven and earth.",
  );
  const further = segments(
    "The way that can be spoken of is not the constant way.",
    "Thus said the old master to the keeper of the pass.",
    "The name that can be named is not the constant name. The nameless was the beginning of heaven and earth.",
  );
  expect(doubtedByWords(sure, first, further).map(isUnsure)).toEqual([false, true, false]);
  expect(doubtedByWords(sure, first, first).map(isUnsure)).toEqual([false, false, false]);
  const source = segments("道可道，非常道。", "名可名，非常名。", "无名天地之始。");
  expect(doubtedByWords(sure, source, further)).toEqual(sure);
});
