import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { diffTexts } from "../../../translations/compare/words/words.ts";
import { applyChanges, invert } from "../../../translations/compare/change.ts";
import { words } from "../../../translations/text/words.ts";

const FILE = resolve(import.meta.dirname, "../../../../shared/corpora/oeb-revisions.jsonl");

/** A few real revisions, so that the laws are tried on real prose also where the corpus is not at hand. */
const SAMPLE: readonly (readonly [string, string])[] = [
  [
    "It is said in the Prophet Isaiah — ‘Behold! I send my Messenger before thy face; he shall prepare thy way.",
    "It is said in the prophet Isaiah — ‘I am sending my messenger ahead of you; he will prepare your way.",
  ],
  [
    "The voice of one crying aloud in the Wilderness: “Make ready the way of the Lord, make his paths straight.”’",
    "The voice of one crying aloud in the wilderness: “Prepare the road for the Lord, make a straight path for him.”’",
  ],
  ["The beginning of the Good News about Jesus Christ.", "The beginning of the good news about Jesus Christ."],
];

function consecutive(lines: string[]): (readonly [string, string])[] {
  return lines.flatMap((line) => {
    const { versions } = JSON.parse(line) as { versions: { text: string }[] };
    return versions.slice(1).map(({ text }, index) => [versions[index]!.text, text] as const);
  });
}

function revisions(): (readonly [string, string])[] {
  if (existsSync(FILE)) return consecutive(readFileSync(FILE, "utf8").trim().split("\n"));
  console.warn("The corpus oeb-revisions.jsonl is absent: these laws ran on three sample revisions only.");
  return [...SAMPLE];
}

const real = revisions();

describe(`over ${real.length} real revisions`, () => {
  test("changes rebuild both versions exactly, either way", () => {
    const wrong = real.filter(([a, b]) => {
      const changes = diffTexts(a, b);
      return applyChanges(changes, a, b) !== b || applyChanges(invert(changes), b, a) !== a;
    });
    expect(wrong).toEqual([]);
  });

  test("no change cuts a word", () => {
    const cuts = (text: string, offsets: number[]) => {
      const found = words(text);
      return offsets.some((offset) => found.some(({ from, to }) => from < offset && offset < to));
    };
    const wrong = real.filter(([a, b]) => {
      const changes = diffTexts(a, b);
      return (
        cuts(
          a,
          changes.flatMap((c) => [c.fromA, c.toA]),
        ) ||
        cuts(
          b,
          changes.flatMap((c) => [c.fromB, c.toB]),
        )
      );
    });
    expect(wrong).toEqual([]);
  });

  test("between two changes stands a word, the same on both sides, or nothing beside a move", () => {
    const wrong = real.filter(([a, b]) => {
      const changes = diffTexts(a, b);
      return changes.slice(1).some(({ fromA, fromB, kind }, index) => {
        const { toA, toB, kind: before } = changes[index]!;
        const kept = a.slice(toA, fromA);
        const isNone = kept === "" && (kind === "moved" || before === "moved");
        return (!isNone && kept.trim() === "") || kept !== b.slice(toB, fromB);
      });
    });
    expect(wrong).toEqual([]);
  });
});

describe("over real revisions joined to long texts, with line ends of every kind", () => {
  const joined = [30, 300].flatMap((size) =>
    Array.from({ length: Math.ceil(real.length / size) }, (_, part) => {
      const here = real.slice(part * size, (part + 1) * size);
      const between = ["\n", "\r\n", " ", "\n\n"][part % 4]!;
      return [here.map(([a]) => a).join(between), here.map(([, b]) => b).join(between)] as const;
    }),
  );

  test("changes rebuild both texts exactly, and cut no word", () => {
    const wrong = joined.filter(([a, b]) => {
      const changes = diffTexts(a, b);
      const edges = new Set(words(b).flatMap(({ from, to }) => [from, to]));
      const cut = changes.some(({ fromB, toB }) => [fromB, toB].some((end) => isInside(b, end, edges)));
      return cut || applyChanges(changes, a, b) !== b || applyChanges(invert(changes), b, a) !== a;
    });
    expect(wrong).toEqual([]);
  });

  /** Between two letters that are in one word. */
  function isInside(text: string, end: number, edges: ReadonlySet<number>): boolean {
    return !edges.has(end) && /\S/.test(text[end] ?? " ") && /\S/.test(text[end - 1] ?? " ");
  }

  test("no long text is compared coarsely", () =>
    expect(joined.flatMap(([a, b]) => diffTexts(a, b)).filter(({ coarse }) => coarse)).toEqual([]));
});
