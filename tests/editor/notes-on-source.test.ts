/** Notes on words of a source hang on no other words when it is worded anew. */
import { expect, test } from "vitest";
import type { StandingNote } from "../../translations/apparatus/apparatus.ts";
import { anchorAt } from "../../translations/notes/anchor.ts";
import { numbered, onSource } from "../../editor/rendering/notes.ts";

const WORDS = "道可道，非常道。";
const source = anchorAt(WORDS, 4, 6);
const note = {
  id: "n",
  author: { name: "Ada" },
  date: "1999",
  category: "term",
  body: "So.",
  target: null,
  source,
  alternatives: [],
};
const notes = numbered([{ note, version: 1, gone: null } as unknown as StandingNote]);
const hang = (...words: string[]) =>
  onSource(notes, { words }).map(({ from, to }) => words.join("\n\n").slice(from, to));

test("where they were made, and behind what was put before them", () => {
  expect(hang(WORDS)).toEqual([WORDS.slice(4, 6)]);
  expect(hang("老子曰：", WORDS)).toEqual([WORDS.slice(4, 6)]);
});

test("on none where the words are not there, or stand twice", () => {
  expect(hang("名可名，恆名也，萬物之母。")).toEqual([]);
  expect(hang("老子", WORDS, WORDS)).toEqual([]);
});
