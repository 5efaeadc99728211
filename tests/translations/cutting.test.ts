/** A pair split between sentences: no word is lost or moved, and what is shown at a place is what comes of it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../help/laws.ts";
import { cutsBy, mended, type Mend, type Pair } from "../../translations/align/align.ts";
import {
  cutOut,
  cutPieces,
  endOf,
  sentencesOf,
  splitAt,
  standingAt,
  usualPlaces,
} from "../../translations/exchange/cutting.ts";
import { beadsOf } from "../../translations/exchange/beside.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import { readMarkdown } from "../../translations/exchange/markdown.ts";
import { wordsOf } from "../../translations/exchange/staged.ts";
import { anchorOn } from "../../translations/notes/anchor.ts";

const piecesOf = (text: string): Piece[] => readMarkdown(text).pieces;
const words = (pieces: readonly Piece[]): string[] => pieces.map(wordsOf);
const pairOf = (a: readonly Piece[], b: readonly Piece[]): Pair => ({
  ...{ fromA: 0, toA: a.length, fromB: 0, toB: b.length, confidence: 0.5, settled: false },
});
const standing = (pieces: readonly Piece[], mends: readonly Mend[], side: "a" | "b", from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) =>
    standingAt(from + at, cutsBy(mends, side), (segment) => pieces[segment]!),
  );

const SOURCE = piecesOf("第六条 处罚款。第七条 自2019年起施行。本办法由市政府解释。\n\n第八条 附则。");
const RENDERING = piecesOf(
  "Article 6. Whoever *violates this* is fined. Article 7. It takes effect in 2019.\n\n- One. Two.\n- Three.",
);

test("law: whatever is split and joined, all words stay in order, and each place shows what comes of it", () => {
  const step = fc.record({ pair: fc.nat({ max: 6 }), a: fc.nat(), b: fc.nat(), join: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let pairs: readonly Pair[] = [pairOf(SOURCE, RENDERING)];
      const mends: Mend[] = [];
      for (const { pair, a, b, join } of steps) {
        const here = pairs[pair % pairs.length]!;
        const sides = {
          a: standing(SOURCE, mends, "a", here.fromA, here.toA),
          b: standing(RENDERING, mends, "b", here.fromB, here.toB),
        };
        const chosen = (side: "a" | "b", number: number): string => {
          const sentences = sentencesOf(sides[side]);
          const places = [...sentences.map(({ place }) => place), endOf(sentences)];
          return places[number % places.length]!;
        };
        const mend: Mend | null = join
          ? { act: "join", pair: pair % pairs.length }
          : splitAt(pair % pairs.length, sides, { a: chosen("a", a), b: chosen("b", b) });
        const next = mend && mended(pairs, mend);
        if (!next) continue;
        mends.push(mend);
        pairs = next;
      }
      const all = { a: cutPieces(SOURCE, mends, "a"), b: cutPieces(RENDERING, mends, "b") };
      expect([pairs.at(-1)!.toA, pairs.at(-1)!.toB]).toEqual([all.a.length, all.b.length]);
      const letters = (pieces: readonly Piece[]) => words(pieces).join("").replace(/[\s-]/g, "");
      expect(letters(all.a)).toBe(letters(SOURCE));
      expect(letters(all.b)).toBe(letters(RENDERING));
      expect(standing(SOURCE, mends, "a", 0, all.a.length).map(cutOut)).toEqual(all.a);
      expect(standing(RENDERING, mends, "b", 0, all.b.length).map(cutOut)).toEqual(all.b);
    }),
  );
});

describe("where it is likeliest", () => {
  const places = (a: string, b: string) => {
    const [source, rendering] = [piecesOf(a), piecesOf(b)].map((pieces) =>
      sentencesOf(standing(pieces, [], "a", 0, pieces.length)),
    );
    return usualPlaces(source!, rendering!);
  };
  test.each([
    ["behind the first piece of both", "One.\n\nTwo. Three.", "Un. Deux.\n\nTrois.", { a: "1:0", b: "1:0" }],
    [
      "where as much has gone by",
      "一二三四。\n\n五六七八。",
      "One two. Three four. Five six. Seven eight.",
      { a: "1:0", b: "0:21" },
    ],
    ["behind the first sentence", "一。二。", "One. Two.", { a: "0:2", b: "0:5" }],
    ["all of what is one sentence stays", "一二。", "One. Two.", { a: "1:0", b: "0:5" }],
    ["nothing of what has no words", "", "One. Two.", { a: "0:0", b: "0:5" }],
  ])("%s", (_, a, b, expected) => {
    expect(places(a, b)).toEqual(expected);
  });
});

test("a place that is none splits nothing", () => {
  const sides = { a: standing(SOURCE, [], "a", 0, 2), b: standing(RENDERING, [], "b", 0, 2) };
  for (const at of ["0:1", "2:5", "9:0", "0:99999"]) expect(splitAt(0, sides, { a: at, b: "1:0" }), at).toBeNull();
  expect(splitAt(0, sides, { a: "1:0", b: "1:0" })).toEqual({ act: "split", pair: 0, a: 1, b: 1, cuts: [] });
});

test("the sign of a footnote stays with the sentence that it is on", () => {
  const [text] = piecesOf("It is so.\\* It was so.† It will be.");
  expect(sentencesOf(standing([text!], [], "b", 0, 1)).map(({ words: each }) => each)).toEqual([
    "It is so.*",
    "It was so.†",
    "It will be.",
  ]);
});

test("an author's footnote stands beside the same of the source, wherever the paragraphs around it are parted", () => {
  const note = (text: string): Piece => ({ ...piecesOf(text)[0]!, passage: "note-1", locator: "Note 1" });
  const source = [
    ...piecesOf("# 第一章 总则\n\n为了厘清政府部门的职责，制定本办法。*"),
    note("作者说明：部门指县级以上机关。"),
    ...piecesOf("本办法适用于公共机构持有的全部数据。\n\n公共机构应当把数据作为生产要素。\n\n# 第二章 职责"),
  ];
  const rendering = [
    ...piecesOf(
      "# Chapter 1. General provisions\n\nThis measure is drawn up in order to clarify the duties of government departments.* It applies to all data held by public bodies.",
    ),
    note("The author explains: departments here means offices of the county level and above."),
    ...piecesOf("Public bodies shall treat data as a factor of production.\n\n# Chapter 2. Duties"),
  ];
  const beads = beadsOf(rendering, source);
  expect(beads.filter(({ fromA, fromB, toB }) => fromA === 2 || (fromB <= 2 && toB > 2))).toEqual([
    expect.objectContaining({ fromA: 2, toA: 3, fromB: 2, toB: 3 }),
  ]);
});

test("a note goes with its words, marks stay, and what is tracked is not cut", () => {
  const [piece] = RENDERING;
  const text = wordsOf(piece!);
  const at = text.indexOf("Article 7");
  const note = { author: "Ada", date: null, body: "Sic.", target: anchorOn(text, "2019") };
  const mend: Mend = { act: "split", pair: 0, a: 0, b: 1, cuts: [{ side: "b", segment: 0, at }] };
  const [first, second] = cutPieces([{ ...piece!, notes: [note], passage: "p-1" }], [mend], "b");
  expect([first!.notes, first!.passage, second!.passage]).toEqual([undefined, "p-1", null]);
  expect(second!.notes).toEqual([{ ...note, target: anchorOn("Article 7. It takes effect in 2019.", "2019") }]);
  expect(JSON.stringify(first!.rendering)).toContain('"emphasis"');
  const tracked: Piece = { ...piece!, revision: { before: null, gone: false, by: [], date: null } };
  expect(sentencesOf(standing([tracked], [], "b", 0, 1))).toHaveLength(1);
});
