/** How large a passage may be: what is over a limit is refused by name and with its size, and nothing is ever cut. */
import { describe, expect, test } from "vitest";
import { excessInWords, refusalInWords } from "../../editor/refusals/refusals.ts";
import type { Note } from "../../translations/notes/note.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { excessOf } from "../../translations/text/excess.ts";
import { excessOfNotes } from "../../translations/notes/excess.ts";
import { LIMITS, OverLimit, over } from "../../translations/text/limits.ts";
import { schema, type Rendering } from "../../translations/text/schema.ts";
import { inRole, perform, plain } from "../help/histories.ts";
import { decide, type Command } from "../help/one-passage.ts";

const { doc, paragraph, bullet_list, list_item } = schema.nodes;
const AT = "2026-01-01T00:00:00.000Z";

/** Items one in another, each indented. */
function nested(depth: number): string {
  return Array.from({ length: depth }, (_, level) => `${"  ".repeat(level)}- ${level + 1}`).join("\n");
}

function nestedNodes(depth: number): Rendering {
  let inner = paragraph.create(null, schema.text("a"));
  for (let level = 0; level < depth; level++) {
    const first = level === 0 ? [] : [paragraph.create(null, schema.text("a"))];
    inner = bullet_list.create(null, list_item.create(null, [...first, inner]));
  }
  return doc.create(null, inner);
}

function refusedAs(text: string): { limit: string; found: number } | null {
  try {
    parseText(text);
    return null;
  } catch (error) {
    if (error instanceof OverLimit) return error.excess;
    throw error;
  }
}

function note(facts: Partial<Note> = {}): Note {
  return {
    id: "n",
    author: { name: "A" },
    date: "2026-01-01",
    category: "style",
    body: "why",
    target: null,
    source: null,
    alternatives: [],
    ...facts,
  };
}

describe("text that is read", () => {
  test("fits up to the limit, whatever ends its lines", () => {
    expect(refusedAs("a".repeat(LIMITS.characters))).toBeNull();
    expect(refusedAs("a\r\n".repeat(LIMITS.characters / 2))).toBeNull();
    expect(refusedAs("a".repeat(LIMITS.characters + 1))).toEqual({ limit: "characters", found: 200_001 });
  });

  test("of nested items keeps every one of them, or is refused", () => {
    for (const depth of [1, 2, 19, 20]) {
      const text = nested(depth);
      expect(canonicalText(parseText(text)).replaceAll("\n\n", "\n")).toBe(text);
    }
    for (const depth of [21, 29, 30, 300]) expect(refusedAs(nested(depth))).toEqual({ limit: "depth", found: depth });
  });

  test("with many list signs before its words is meant as nested, and refused", () => {
    expect(canonicalText(parseText("- - - deep"))).toBe("- \\- - deep");
    expect(refusedAs(`${"- ".repeat(10_000)}deep`)).toEqual({ limit: "depth", found: 10_000 });
  });

  test("with a line of dashes has a line of dashes", () => {
    const line = "- ".repeat(40).trim();
    expect(canonicalText(parseText(line))).toBe(`- \\${line.slice(2)}`);
  });
});

describe("a rendering", () => {
  test("may be as large as the limits say", () => {
    expect(excessOf(doc.create(null, paragraph.create(null, schema.text("字".repeat(LIMITS.characters)))))).toBeNull();
    expect(excessOf(nestedNodes(LIMITS.depth))).toBeNull();
  });

  test("of too many blocks, too deep lists or too many marks is over a limit", () => {
    const one = paragraph.create(null, schema.text("a"));
    expect(
      excessOf(
        doc.create(
          null,
          Array.from({ length: 2_001 }, () => one),
        ),
      ),
    ).toEqual({
      limit: "blocks",
      found: 2_001,
    });
    expect(excessOf(nestedNodes(21))).toEqual({ limit: "depth", found: 21 });
    expect(excessOf(nestedNodes(3_000))).toEqual({ limit: "depth", found: 3_000 });
    const emphasis = [schema.marks.emphasis.create()];
    const dotted = Array.from({ length: 5_002 }, (_, at) => schema.text("a", at % 2 === 0 ? emphasis : []));
    expect(excessOf(doc.create(null, paragraph.create(null, dotted)))).toEqual({ limit: "runs", found: 5_001 });
  });

  test("is refused while it is read: lines of verse, items and paragraphs beyond the limit, the empty ones not counted", () => {
    const most = `${"| a\n".repeat(1_000)}|\n${"| \n".repeat(50)}\n${"- a\n".repeat(1_000)}`;
    expect(excessOf(parseText(most))).toBeNull();
    for (const line of ["| a\n", "> \u00a0\n", "- a\n", "\\> a\n\n"])
      expect(() => parseText(`${most}\n\n${line}`)).toThrow(new OverLimit({ limit: "blocks", found: 2_001 }));
    expect(() => parseText("| a\n".repeat(50_000))).toThrow(new OverLimit({ limit: "blocks", found: 50_000 }));
  });

  test("is measured in its canonical form: empty paragraphs of a draft count for nothing", () => {
    const empty = Array.from({ length: 20_000 }, () => paragraph.create());
    expect(excessOf(doc.create(null, [...empty, paragraph.create(null, schema.text("a"))]))).toBeNull();
  });
});

test("notes are counted, and measured alone and together", () => {
  const many = Array.from({ length: 301 }, () => note());
  expect(excessOfNotes(many)).toEqual({ limit: "notes", found: 301 });
  expect(excessOfNotes([note({ body: "a".repeat(9_999), alternatives: ["b", "c"] })])).toEqual({
    limit: "noteCharacters",
    found: 10_001,
  });
  const exact = "a".repeat(150_000);
  const wide = note({ target: { exact, prefix: "", suffix: "", start: 0, end: 150_000 } });
  expect(excessOfNotes([wide, wide])).toBeNull();
  expect(excessOfNotes([wide, wide, wide])).toEqual({ limit: "notesCharacters", found: 450_009 });
  expect(excessOfNotes([])).toBeNull();
});

describe("the ledger", () => {
  const owner = inRole("owner");
  const large = doc.create(null, paragraph.create(null, schema.text("a".repeat(LIMITS.characters + 1))));
  const facts = {
    base: null,
    rendering: plain("words"),
    contributors: [],
    date: AT,
    publishedIn: [],
    rationale: "",
    notes: [],
    provenance: "",
  };
  const long = "a".repeat(LIMITS.reason + 1);
  const begun = perform([
    () => ({ actor: owner, command: { type: "open-proposal", proposal: "p", kind: "revision", base: null } }),
  ]).state;
  const submission = { rendering: plain("words"), notes: [], summary: "why", proposers: [] };

  test.each<[string, Command, string]>([
    ["recorded", { type: "record-version", facts: { ...facts, rendering: large } }, "200,001 characters"],
    ["recorded with a long rationale", { type: "record-version", facts: { ...facts, rationale: long } }, "10,001"],
    ["submitted", { type: "submit-proposal", proposal: "p", ...submission, rendering: large }, "at most 200,000"],
    [
      "submitted, nested",
      { type: "submit-proposal", proposal: "p", ...submission, rendering: nestedNodes(300) },
      "300",
    ],
    [
      "submitted with a long summary",
      { type: "submit-proposal", proposal: "p", ...submission, summary: long },
      "10,001",
    ],
    [
      "submitted with many notes",
      { type: "submit-proposal", proposal: "p", ...submission, notes: Array.from({ length: 301 }, () => note()) },
      "301 notes",
    ],
    ["withdrawn", { type: "withdraw-proposal", proposal: "p", reason: long }, "10,001"],
  ])("refuses what is over a limit when it is %s", (_, command, named) => {
    const decision = decide(begun, command, owner, AT);
    expect(decision).toMatchObject({ ok: false, refusal: { code: "too-large" } });
    expect(decision.ok ? "" : refusalInWords(decision.refusal)).toContain(named);
  });
});

test("each limit is said with what was found and the most there may be", () => {
  for (const limit of Object.keys(LIMITS) as (keyof typeof LIMITS)[]) {
    const excess = over(limit, 12_345_678)!;
    expect(excessInWords(excess)).toContain("12,345,678");
    expect(excessInWords(excess)).toContain(LIMITS[limit].toLocaleString("en"));
  }
});
