/** Scripture with its markers: a passage a verse. */
import { describe, expect, test } from "vitest";
import { readUsfm, type Known } from "../../translations/exchange/usfm.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";

const BOOK = `\\id MRK
\\ide UTF-8
\\h Mark
\\rem Checked once
\\mt2 The Good News According to
\\mt Mark
\\c 1
\\s The Preparation
\\p
\\v 1 The beginning.\\f + \\fr 1:1 \\ft Some add \\fq Son of God\\ft .\\f*
\\p
\\v 2 It is said in the prophet –
\\q ‘I am sending my \\nd messenger\\nd*;
\\q2 he will prepare.’
\\b
\\q1
\\v 3-4 The voice.\\x - \\xo 1:3 \\xt Isa 40:3\\x*
\\p It goes on.
\\s Galilee
\\p Under the heading.
\\c 2
\\p
\\v 1 \\wj “Come,”\\wj* \\w he|strong="G1"\\w* said.
`;

describe("a book in USFM", () => {
  const { pieces, notTaken } = readUsfm(BOOK);

  test("has a passage a verse, called as it is cited", () => {
    const told = pieces.map(({ kind, level, passage, locator, rendering }) => [
      kind === "heading" ? `h${level}` : passage,
      locator,
      canonicalText(renderingFromJson(rendering)),
    ]);
    expect(told).toEqual([
      ["h1", undefined, "The Good News According to Mark"],
      ["h3", undefined, "The Preparation"],
      ["mark-1-1", "Mark 1:1", "The beginning."],
      ["mark-1-2", "Mark 1:2", "It is said in the prophet –\n\n| ‘I am sending my messenger;\n| he will prepare.’"],
      ["mark-1-3-4", "Mark 1:3-4", "| The voice.\n\nIt goes on.\n\nUnder the heading."],
      ["h3", undefined, "Galilee"],
      ["mark-2-1", "Mark 2:1", "“Come,” he said."],
    ]);
  });

  test("has footnotes as notes, and marks of words", () => {
    expect(pieces[2]!.notes).toEqual([{ author: "", date: null, body: "Some add Son of God.", target: null }]);
    expect(JSON.stringify(pieces[3]!.rendering)).toContain('"marks":[{"type":"small_capitals"}]');
  });

  test("says what it did not take", () => {
    expect(notTaken).toEqual({ "\\rem": 1, "\\x": 1, "\\wj": 1, "\\w": 1 });
  });

  test("reads as it does alone after other states of it, what stays as the very same", () => {
    const revised = BOOK.replace("The beginning", "A beginning").replace("\\s Galilee", "\\s3 Galilee");
    const known: Known = new Map();
    const [first, second] = [readUsfm(BOOK, known), readUsfm(revised, known)];
    expect(first).toEqual(readUsfm(BOOK));
    expect(second).toEqual(readUsfm(revised));
    const same = second.pieces.map((piece, at) => piece === first.pieces[at]);
    expect(same).toEqual([true, true, false, true, true, false, true]);
  });

  test("is text that has no verses, too", () => {
    expect(readUsfm("\\id FRT\n\\ip A word before.\n\\p And one more.").pieces).toHaveLength(1);
    expect(readUsfm("\\").pieces).toHaveLength(1);
    expect(readUsfm("\\id X").pieces).toEqual([]);
  });
});
