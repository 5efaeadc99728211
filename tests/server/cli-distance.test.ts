import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { distanceCommand, distanceLines, type DistanceOptions } from "../../server/cli/distance.ts";

const PUBLISHED = resolve(import.meta.dirname, "../../../shared/corpora/post-edits-ro-en.jsonl");

const BY_WORDS: DistanceOptions = { lowercase: false, tokens: "words" };
const AS_PUBLISHED: DistanceOptions = { lowercase: true, tokens: "space" };

async function answers(options: DistanceOptions, ...lines: string[]): Promise<Record<string, unknown>[]> {
  async function* input(): AsyncIterable<string> {
    for (const line of lines) yield await Promise.resolve(line);
  }
  const out: Record<string, unknown>[] = [];
  for await (const line of distanceLines(input(), options)) out.push(JSON.parse(line) as Record<string, unknown>);
  return out;
}

const asked = (a: string, b: string) => JSON.stringify({ a, b });

describe("distances line by line", () => {
  test("answer each line with its rate, the older text revised into the newer", async () => {
    expect(await answers(BY_WORDS, asked("the wrath of Achilles.", "the rage of great Achilles."))).toEqual([
      { ter: 2 / 6, edits: 2, shifts: 0, length: 6 },
    ]);
  });

  test("know a shifted run", async () =>
    expect(await answers(BY_WORDS, asked("yesterday he came home", "he came home yesterday"))).toEqual([
      { ter: 1 / 4, edits: 1, shifts: 1, length: 4 },
    ]));

  test("mind case and cut at signs unless told otherwise", async () => {
    const line = asked("The end!", "the end .");
    expect(await answers(BY_WORDS, line)).toMatchObject([{ edits: 2, length: 3 }]);
    expect(await answers({ ...BY_WORDS, lowercase: true }, line)).toMatchObject([{ edits: 1, length: 3 }]);
    expect(await answers(AS_PUBLISHED, line)).toMatchObject([{ edits: 2, length: 3 }]);
    expect(await answers(AS_PUBLISHED, asked(" two  words ", "two words"))).toMatchObject([{ edits: 0, length: 2 }]);
  });

  test("end the rate at 1, and leave edits and length as they are", async () =>
    expect(await answers(BY_WORDS, asked("a b c", "d"))).toEqual([{ ter: 1, edits: 3, shifts: 0, length: 1 }]));

  test("answer empty texts", async () => {
    expect(await answers(BY_WORDS, asked("", ""))).toEqual([{ ter: 0, edits: 0, shifts: 0, length: 0 }]);
    expect(await answers(AS_PUBLISHED, asked("x", ""))).toEqual([{ ter: 1, edits: 1, shifts: 0, length: 0 }]);
  });

  test("answer a malformed line with an error in its place and go on", async () => {
    const bad = ["", "{", "null", "[]", "7", '{"a":"x"}', '{"a":"x","b":7}'];
    const all = await answers(BY_WORDS, asked("x", "x"), ...bad, asked("x", "y"));
    expect(all).toHaveLength(bad.length + 2);
    for (const answer of all.slice(1, -1)) expect(Object.keys(answer)).toEqual(["error"]);
    expect([all[0]!["edits"], all.at(-1)!["edits"]]).toEqual([0, 1]);
  });
});

if (existsSync(PUBLISHED))
  test("distances equal at least 999 of 1,000 published rates to six decimals", async () => {
    const rows = readFileSync(PUBLISHED, "utf8").trim().split("\n");
    const pairs = rows.map((line) => JSON.parse(line) as { mt: string; pe: string; hter: number });
    const all = await answers(AS_PUBLISHED, ...pairs.map(({ mt, pe }) => asked(mt, pe)));
    const equal = all.filter((answer, index) => (answer["ter"] as number).toFixed(6) === pairs[index]!.hter.toFixed(6));
    expect(equal.length).toBeGreaterThanOrEqual(999);
  });
else console.warn("The corpus post-edits-ro-en.jsonl is absent: no published rates were compared.");

describe("the command", () => {
  test("refuses another way to cut words, and names the two it knows", async () => {
    const command = distanceCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    await expect(command.parseAsync(["--jsonl", "--tokens", "letters"], { from: "user" })).rejects.toThrow(
      /Allowed choices are words, space/,
    );
  });

  test("asks for --jsonl when it is left out", async () => {
    const command = distanceCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    await expect(command.parseAsync([], { from: "user" })).rejects.toThrow(/--jsonl/);
  });
});
