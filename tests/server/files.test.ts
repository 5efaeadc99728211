/** A small file of every kind, and of every way in which one can be wrong: what is read of it, what is asked, or why it is refused. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { NotTaken, type Fault } from "../../translations/exchange/brought.ts";
import type { Choices, FileRead } from "../../translations/exchange/reading.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { readHere } from "../../server/bringing/read-here.ts";

const FOLDER = new URL("../files/", import.meta.url);
const bytesOf = (name: string) => readFileSync(new URL(`texts/${name}`, FOLDER));

/** The words of each passage, a heading's behind a `#`. */
function wordsIn(read: FileRead): string[] {
  const all =
    read.kind === "pieces"
      ? read.pieces.map(({ kind, rendering }) => ({ kind, rendering }))
      : read.passages.map(({ kind, versions, current }) => ({ kind, rendering: versions[current - 1]!.rendering! }));
  return all.map(({ kind, rendering }) => {
    const words = canonicalText(renderingFromJson(rendering));
    return kind === "heading" ? `# ${words}` : words;
  });
}

/** What is read, what is asked about (an encoding with the likeliest), and how much of what is not taken. */
function told(name: string, choices: Choices = {}): { words: string[]; asked?: string[]; notTaken?: object } {
  const read = readHere(name, bytesOf(name), choices);
  const asked = read.questions.map((each) => {
    if (each.about === "encoding") return each.guesses[0]!.encoding;
    return each.about === "columns" ? each.about : `${each.about} ${each.count}`;
  });
  const isAllTaken = Object.keys(read.notTaken).length === 0;
  return {
    words: wordsIn(read),
    ...(asked.length > 0 && { asked }),
    ...(!isAllTaken && { notTaken: read.notTaken }),
  };
}

const READ: Readonly<Record<string, ReturnType<typeof told>>> = {
  "crlf.txt": { words: ["First paragraph, on two lines.", "Second."] },
  "no-final-line-end.txt": { words: ["First.", "Last"] },
  "byte-order-mark.txt": { words: ["First.", "Second."] },
  "utf-16-mark.txt": { words: ["First.", "Zweité."] },
  "gb18030.txt": { words: ["道可道，非常道。", "名可名，非常名。"], asked: ["gb18030"] },
  "big5.txt": { words: ["道可道，非常道。", "無名天地之始。"], asked: ["big5"] },
  "windows-1252.txt": { words: ["“Planning,” she said.", "Déjà vu."], asked: ["windows-1252"] },
  "right-to-left.txt": { words: ["في البدء كان الكلمة.", "بְּרֵאשִׁית בָּרָא"] },
  "right-to-left.html": { words: ["שלום Ada, עולם."] },
  "right-to-left.docx": { words: ["שלום"] },
  "ruby.html": { words: ["# 題", "吾輩は猫である。"], notTaken: { "readings beside characters": 1 } },
  "page-in-gb18030.html": { words: ["规划"] },
  "one-long-line.html": { words: Array.from({ length: 100 }, () => Array(2_000).fill("word").join(" ")) },
  "nested-lists.docx": { words: ["3. three\n\n   - within", "4. four"] },
  "footnotes.docx": { words: ["Words* go on.", "Said below."], asked: ["footnotes 1"] },
  "tracked.docx": { words: ["One new word.", "Half.", "Other half."], asked: ["tracked 3"] },
  "moved.docx": { words: ["This stays.", "This moves.", "The end."], asked: ["tracked 4"] },
  "macros.docm": { words: ["Words beside a macro."], notTaken: { macros: 1 } },
  "notes.odt": { words: ["# Head", "Words1 go on.", "Said below."], asked: ["footnotes 1"] },
  "notes-and-lists.md": {
    words: ["# Title", "1. one\n\n   - within", "2. two", "Words go on."],
    notTaken: { footnotes: 1 },
  },
  "table.tsv": { words: ["“The” beginning"] },
  "lines.jsonl": { words: ["The beginning."] },
};

const REFUSED: Readonly<Record<string, Fault>> = {
  "one-long-line.txt": { code: "too-large", excess: { limit: "characters", found: 999_999 } },
  "not-closed.csv": { code: "bad-table" },
  "no-lines.jsonl": { code: "no-json" },
  "empty.txt": { code: "empty" },
  "only-spaces.txt": { code: "empty" },
  "empty.docx": { code: "empty" },
  "cut-off.docx": { code: "broken" },
  "not-closed.docx": { code: "broken" },
  "entities.docx": { code: "unsafe" },
  "zip-bomb.docx": { code: "over", limit: "ratio" },
  "leads-outside.docx": { code: "unsafe" },
  "password.docx": { code: "locked" },
  "password.odt": { code: "locked" },
  "old-or-locked.docx": { code: "not-what-it-says", is: "old-word" },
  "picture.docx": { code: "not-what-it-says", is: "picture" },
  "text-called.docx": { code: "not-what-it-says", is: "text" },
};

describe("a file", () => {
  test.each(Object.entries(READ))("is read: %s", (name, expected) => {
    expect(told(name)).toEqual(expected);
  });

  test.each(Object.entries(REFUSED))("is refused: %s", (name, fault) => {
    expect(() => told(name)).toThrow(NotTaken);
    expect(() => told(name)).toThrow(expect.objectContaining({ fault }) as Error);
  });

  test.each([
    ["tracked.docx", ["One old word.", "Half. Other half."]],
    ["moved.docx", ["This moves.", "This stays.", "The end."]],
  ])("with tracked changes is read as it was before them: %s", (name, words) => {
    expect(told(name, { tracked: "rejected" })).toEqual({ words });
  });

  test("of the folder is tried here and stands in the list", () => {
    const names = readdirSync(new URL("texts", FOLDER)).toSorted();
    const listed = readFileSync(new URL("README.md", FOLDER), "utf8").matchAll(/^\| `([^`]+)` +\|/gm);
    expect([...Object.keys(READ), ...Object.keys(REFUSED)].toSorted()).toEqual(names);
    expect([...listed].map(([, name]) => name).toSorted()).toEqual(names);
  });
});
