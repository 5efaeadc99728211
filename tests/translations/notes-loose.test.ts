/** What becomes of notes whose words are gone is chosen, one by one or for all. */
import { expect, test } from "vitest";
import { isLoose, settled } from "../../translations/notes/loose.ts";
import type { Note } from "../../translations/notes/note.ts";

const TEXT = "Sort out the relationship, and sort out the rest.";
const note = (id: string, lost?: string): Note => ({
  id,
  author: { name: "Ada" },
  date: "2026-11-24",
  category: "style",
  body: "Why.",
  target: null,
  source: null,
  alternatives: [],
  ...(lost !== undefined && { lost }),
});
const NOTES = [note("whole"), note("one", "Clarify"), note("two", "bond")];
const told = (notes: Note[]) => notes.map(({ id, target, lost }) => [id, target?.exact ?? null, lost ?? null]);

test("a note on the whole is not loose, one that lost its words is", () => {
  expect(NOTES.map(isLoose)).toEqual([false, true, true]);
});

test("one choice serves for all", () => {
  expect(told(settled(NOTES, "drop", TEXT))).toEqual([["whole", null, null]]);
  expect(told(settled(NOTES, "general", TEXT))).toEqual([
    ["whole", null, null],
    ["one", null, null],
    ["two", null, null],
  ]);
});

test("each has its own; what was not chosen, or stands there twice or never, stays loose", () => {
  expect(told(settled(NOTES, { one: { on: "relationship" } }, TEXT))).toEqual([
    ["whole", null, null],
    ["one", "relationship", null],
    ["two", null, "bond"],
  ]);
  for (const on of ["ort out", "elsewhere"])
    expect(told(settled(NOTES, { one: { on }, two: "drop" }, TEXT))).toEqual([
      ["whole", null, null],
      ["one", null, "Clarify"],
    ]);
});
