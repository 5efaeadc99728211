/** A revised text laid on a work: what was split, merged and moved is told as that, and every passage and piece is told once. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { cutBetween } from "../../translations/exchange/between.ts";
import { textOf } from "../../translations/exchange/beside.ts";
import { readMarkdown } from "../../translations/exchange/markdown.ts";
import { piecesOnto, type Group, type Known, type Onto } from "../../translations/exchange/onto.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import { disordered, NONE, type Disorder, type Disordered, type Pair } from "../bench/align-texts.ts";
import { randomness } from "../bench/pairs.ts";

const VOCABULARY = Array.from({ length: 1_200 }, (_, at) => `w${(at * 7919).toString(36)}`);
const REVISED: Disorder = { dropped: 4, added: 4, merged: 10, split: 10, moved: 5 };
const PASSAGES = 120;

/** Paragraphs, and the same with a share of their words others; a word that is often is drawn often. */
function paragraphs(seed: number, share = 0.1): Pair[] {
  const random = randomness(seed * 104_729 + 11);
  const word = () => VOCABULARY[Math.floor(random() ** 2 * VOCABULARY.length)]!;
  const sentence = () => Array.from({ length: 7 + Math.floor(random() * 9) }, word);
  const written = (sentences: string[][]) => sentences.map((each) => `${each.join(" ")}.`).join(" ");
  return Array.from({ length: PASSAGES }, () => {
    const old = Array.from({ length: 2 + Math.floor(random() * 3) }, sentence);
    const revised = old.map((words) => words.map((each) => (random() < share ? word() : each)));
    const [a, b] = [old, revised].map((each) => ({ kind: "paragraph", text: written(each) }));
    return { chapter: "", a: a!, b: b! };
  });
}

function laid({ a, b }: Pick<Disordered, "a" | "b">): { onto: Onto; pieces: Piece[] } {
  const known = a.map(({ text }, at): Known => ({ id: `p${at}`, kind: "paragraph", level: 1, text }));
  const { pieces } = readMarkdown(b.map(({ text }) => text).join("\n\n"));
  return { onto: piecesOnto(known, pieces), pieces };
}

const seeds = fc.integer({ min: 1, max: 1_000_000 });

/** A group as it should be: "split p3 | the first words of its pieces". */
function named(shape: Group["shape"], passages: readonly string[], words: readonly string[]): string {
  return `${shape} ${passages.join(" ")} | ${words.join(" | ")}`;
}

function right({ a, b, beads, moved }: Disordered): Map<string, string[]> {
  const found = new Map<string, string[]>(["one", "split", "merged", "moved", "new", "gone"].map((name) => [name, []]));
  const [leftA, leftB] = [new Set(a.keys()), new Set(b.keys())];
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
  const note = (as: string, inA: readonly number[], inB: readonly number[], shape = as as Group["shape"]) => {
    for (const at of inA) leftA.delete(at);
    for (const at of inB) leftB.delete(at);
    const ids = inA.map((at) => `p${at}`);
    const words = inB.map((at) => b[at]!.text);
    found.get(as)!.push(named(shape, ids, words));
  };
  for (const { fromA, toA, fromB, toB } of beads)
    note(toB - fromB > 1 ? "split" : toA - fromA > 1 ? "merged" : "one", range(fromA, toA), range(fromB, toB));
  for (const each of moved) note("moved", [each.a], [each.b], "one");
  for (const at of [...leftA]) note("gone", [at], []);
  for (const at of [...leftB]) note("new", [], [at]);
  return found;
}

test.each([
  ["revised throughout", 0.1],
  ["nearly the same", 0.001],
])("in a text %s at least nine of ten splits, merges and moves are told as what they are", (_, share) => {
  const all = new Map<string, { wanted: number; found: number }>();
  fc.assert(
    fc.property(seeds, (seed) => {
      const text = disordered(paragraphs(seed, share), REVISED, seed);
      const { onto } = laid(text);
      const told = new Map(onto.groups.map((each) => [named(each.shape, each.passages, each.words.map(textOf)), each]));
      for (const [as, wanted] of right(text)) {
        const counted = all.get(as) ?? { wanted: 0, found: 0 };
        counted.wanted += wanted.length;
        counted.found += wanted.filter((name) => told.has(name) && (as !== "moved" || told.get(name)!.moved)).length;
        all.set(as, counted);
      }
    }),
    { numRuns: 8 },
  );
  const shares = [...all].map(([as, { wanted, found }]) => [as, wanted > 20, found / wanted >= 0.9]);
  expect(shares, JSON.stringify([...all])).toEqual([...all.keys()].map((as) => [as, true, true]));
});

test("every passage and every piece is told exactly once, whatever was done to the text", () => {
  const share = fc.integer({ min: 0, max: 20 });
  const disorder = fc.record({ dropped: share, added: share, merged: share, split: share, moved: share });
  fc.assert(
    fc.property(seeds, disorder, (seed, how) => {
      const text = disordered(paragraphs(seed).slice(0, 40), { ...NONE, ...how }, seed);
      const { onto, pieces } = laid(text);
      const passages = onto.groups.flatMap((each) => each.passages);
      expect([...passages].sort()).toEqual(text.a.map((_, at) => `p${at}`).sort());
      expect(onto.groups.flatMap(({ words }) => words.map(textOf))).toEqual(
        pieces.map(({ rendering }) => textOf(rendering)),
      );
      for (const { shape, passages: ids, placed } of onto.groups) {
        expect(placed.map(({ passage }) => passage).every((id) => ids.includes(id))).toBe(true);
        expect(ids.length > 1).toBe(shape === "merged");
        expect(placed.length === 0).toBe(shape === "new" || shape === "gone");
      }
    }),
    { numRuns: 15 },
  );
});

test("the same text again: all stands where it stood, one beside one", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const a = paragraphs(seed)
        .slice(0, 30)
        .map((pair) => pair.a);
      const { onto } = laid({ a, b: a });
      expect(new Set(onto.groups.map(({ shape, moved }) => `${shape} ${moved}`))).toEqual(new Set(["one false"]));
    }),
    { numRuns: 8 },
  );
});

test("what was merged is cut again: no word is lost, and what was not revised is as it was", () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 2, max: 4 }), fc.boolean(), (seed, count, isRevised) => {
      const pairs = paragraphs(seed).slice(0, count);
      const old = pairs.map(({ a }) => a.text);
      const text = pairs.map(({ a, b }) => (isRevised ? b : a).text).join(" ");
      const [piece] = readMarkdown(text).pieces;
      const parts = cutBetween(piece!, old)!.map(({ rendering }) => textOf(rendering));
      expect(parts.join(" ")).toBe(text);
      if (!isRevised) expect(parts).toEqual(old);
      else expect(parts).toEqual(pairs.map(({ b }) => b.text));
    }),
    { numRuns: 60 },
  );
});

test("of sentences that became one, the words go where they were", () => {
  const [piece] = readMarkdown("Yes. He came home and she left him. Then all was still.").pieces;
  const parts = cutBetween(piece!, ["Yes. He came home.", "She left him. Then all was still."]);
  expect(parts!.map(({ rendering }) => textOf(rendering))).toEqual([
    "Yes. He came home and",
    "she left him. Then all was still.",
  ]);
});
