import { describe, expect, test } from "vitest";
import { DIFF_FORMATS, diffLines, printDiff } from "../../server/cli/diff.ts";
import { applyChanges } from "../../translations/diff/positions.ts";
import type { Change } from "../../translations/diff/change.ts";

const A = "Clarify the <old> relationship.";
const B = "Sort out the relationship & more.";

async function answers(...lines: string[]): Promise<Record<string, unknown>[]> {
  async function* input(): AsyncIterable<string> {
    for (const line of lines) yield await Promise.resolve(line);
  }
  const out: Record<string, unknown>[] = [];
  for await (const line of diffLines(input())) out.push(JSON.parse(line) as Record<string, unknown>);
  return out;
}

describe("a printed difference", () => {
  test("without colour marks what is gone and what is come", () =>
    expect(printDiff(A, B, "color", false)).toBe("[-Clarify-]{+Sort out+} the[- <old>-] relationship{+ & more+}."));

  test("with colour strikes out and underlines as well", () => {
    const printed = printDiff("the old king", "the young king", "color", true);
    expect(printed).toBe("the \u001b[31;9mold\u001b[0m\u001b[32;4myoung\u001b[0m king");
  });

  test("marks both ends of a move as its own kind", () => {
    const tail = "we walked along the river until the bridge";
    const printed = printDiff(`In the morning light ${tail}`, `${tail} In the morning light`, "color", false);
    expect(printed).toBe(`[~In the morning light ~]${tail}{~ In the morning light~}`);
  });

  test("as a list has a numbered sentence a change, then the counts", () =>
    expect(printDiff(A, B, "list")).toBe(
      [
        '1. "Clarify" replaced by "Sort out"',
        '2. "<old>" deleted after "Clarify the"',
        '3. inserted "& more" after "out the relationship"',
        "3 changes · 4 words of 5",
      ].join("\n"),
    ));

  test("as HTML escapes the words", () =>
    expect(printDiff(A, B, "html")).toBe(
      '<div class="diff"><del>Clarify</del><ins>Sort out</ins> the<del> &lt;old&gt;</del> relationship<ins> &amp; more</ins>.</div>',
    ));

  test("as JSON rebuilds the second text", () => {
    const { changes, summary } = JSON.parse(printDiff(A, B, "json")) as { changes: Change[]; summary: unknown };
    expect(applyChanges(changes, A, B)).toBe(B);
    expect(summary).toEqual({ changes: 3, wordsChanged: 4, words: 5 });
  });

  test("of equal texts says so in every format", () => {
    expect(DIFF_FORMATS.map((format) => printDiff("same", "same", format, false))).toEqual([
      "same",
      "no changes",
      '<div class="diff">same</div>',
      '{"changes":[],"summary":{"changes":0,"wordsChanged":0,"words":1}}',
    ]);
  });
});

describe("differences line by line", () => {
  test("answer each line with its changes and the time they took", async () => {
    const [first] = await answers(JSON.stringify({ a: "the wrath", b: "the rage" }));
    expect(first!["changes"]).toEqual([{ fromA: 4, toA: 9, fromB: 4, toB: 8, kind: "replaced" }]);
    expect(Number.isInteger(first!["micros"])).toBe(true);
  });

  test("answer a malformed line with an error in its place and go on", async () => {
    const good = JSON.stringify({ a: "x", b: "x" });
    const bad = ["", "{", "null", "[]", "7", '{"a":"x"}', '{"a":"x","b":7}'];
    const all = await answers(good, ...bad, good);
    expect(all).toHaveLength(bad.length + 2);
    for (const answer of all.slice(1, -1)) expect(Object.keys(answer)).toEqual(["error"]);
    expect([all[0]!["changes"], all.at(-1)!["changes"]]).toEqual([[], []]);
  });
});
