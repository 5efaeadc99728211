/** The rulers of the word diff's benchmark on revisions made for it: what they let pass, and what they catch. */
import { expect, test } from "vitest";
import { movesIn, shareTold, type Moved } from "../bench/moved.ts";
import { cuts, revisedInWords } from "../bench/unspaced.ts";
import { JAPANESE, THAI } from "../bench/unspaced-texts.ts";
import { bothTexts } from "../help/diff-notation.ts";

test.each([
  ["inside a word", "这个[方法/方式]很好", 3, 4, true],
  ["at a word's ends", "这个[方法/方式]很好", 2, 4, false],
])("a change that ends %s", (_, notation, from, to, isCut) => {
  const [a, b] = bothTexts(notation);
  expect(cuts({ fromA: from, toA: to, fromB: from, toB: to, kind: "replaced" }, { a, b })).toBe(isCut);
});

test.each([
  ["Japanese", JAPANESE],
  ["Thai", THAI],
])("revisions of %s are the same in every run, and each changes its sentence", (_, sentences) => {
  const made = revisedInWords(sentences, 50, 3);
  expect(revisedInWords(sentences, 50, 3)).toEqual(made);
  expect(revisedInWords(sentences, 50, 4)).not.toEqual(made);
  for (const { a, b } of made) {
    expect(sentences).toContain(a);
    expect(b).not.toBe(a);
  }
});

const moved = (a: string, b: string, stretch: string): Moved => {
  const span = (text: string): [number, number] => [text.indexOf(stretch), text.indexOf(stretch) + stretch.length];
  return { a, b, moved: [{ a: span(a), b: span(b) }] };
};

test("a move is told wholly, or not at all", () => {
  const [clause, rest] = ["in the early morning light", "we walked along the river until we reached the bridge"];
  expect(shareTold(moved(`${clause} ${rest}`, `${rest} ${clause}`, clause))).toBe(1);
  expect(shareTold(moved(`once ${rest}`, `${rest} once`, "once"))).toBe(0);
});

test("a move that is told was made, or nobody made it", () => {
  const [clause, rest] = ["in the early morning light", "we walked along the river until we reached the bridge"];
  const [a, b] = [`${clause} ${rest}`, `${rest} ${clause}`];
  expect(movesIn(moved(a, b, clause))).toEqual({ moves: 1, notMade: 0 });
  expect(movesIn(moved(a, b, "the bridge"))).toEqual({ moves: 1, notMade: 1 });
  expect(movesIn(moved(`once ${rest}`, `${rest} once`, "once"))).toEqual({ moves: 0, notMade: 0 });
});
