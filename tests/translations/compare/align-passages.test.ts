import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alignPassages, type Passage, type PassagePair } from "../../../translations/compare/works/align-passages.ts";
import { words } from "../../../translations/text/words.ts";
import { awkwardText } from "../../help/renderings.ts";

const CORPUS = resolve(import.meta.dirname, "../../../../shared/corpora/oeb-revisions.jsonl");

const spelled = ({ text }: Passage) => words(text).map(({ from, to }) => text.slice(from, to));

function obeysLaws(a: readonly Passage[], b: readonly Passage[]): PassagePair[] {
  const pairs = alignPassages(a, b);
  const [indexesA, indexesB] = [pairs.flatMap((pair) => pair.a), pairs.flatMap((pair) => pair.b)];
  expect([...indexesA].sort((x, y) => x - y)).toEqual([...a.keys()]);
  expect(indexesB).toEqual([...b.keys()]);
  const inPlace = pairs.filter(({ kind }) => kind === "same" || kind === "revised" || kind === "deleted");
  expect(inPlace.flatMap((pair) => pair.a)).toEqual(inPlace.flatMap((pair) => pair.a).sort((x, y) => x - y));
  for (const { kind, a: left, b: right, similarity } of pairs) {
    const shape = `${kind} ${Math.min(left.length, 2)}:${Math.min(right.length, 2)}`;
    expect(SHAPES).toContain(shape);
    const [one, other] = [left.flatMap((i) => spelled(a[i]!)), right.flatMap((j) => spelled(b[j]!))];
    if (kind === "same") expect(one).toEqual(other);
    if (kind === "revised") expect(one).not.toEqual(other);
    const identified = left.some((i) => a[i]!.id !== undefined && right.some((j) => b[j]!.id === a[i]!.id));
    const leastWanted = left.length === 0 || right.length === 0 || identified ? 0 : 0.5;
    expect(similarity >= leastWanted && similarity <= 1).toBe(true);
  }
  return pairs;
}

const SHAPES = ["same 1:1", "revised 1:1", "moved 1:1", "inserted 0:1", "deleted 1:0", "split 1:2", "merged 2:1"];

const sentence = fc
  .array(fc.constantFrom("the", "wrath", "rage", "of", "Achilles", "sing", "goddess", "ships", "Troy"), {
    maxLength: 8,
  })
  .map((row) => row.join(" "));
const passage: fc.Arbitrary<Passage> = fc.oneof(
  { weight: 3, arbitrary: sentence.map((text) => ({ text })) },
  awkwardText.map((text) => ({ text })),
  fc.tuple(fc.constantFrom("p1", "p2", "p3"), sentence).map(([id, text]) => ({ id, text })),
);
const work = fc.array(passage, { maxLength: 8 });

describe("over any two versions", () => {
  test("each passage stands in one pair of a known shape, in order, and without identity is half alike", () =>
    fc.assert(
      fc.property(work, work, (a, b) => {
        obeysLaws(a, b);
      }),
      { numRuns: 300 },
    ));

  test("equal versions are the same throughout", () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(passage, { selector: ({ id, text }) => id ?? spelled({ text }).join(" "), maxLength: 8 }),
        (own) => {
          expect(alignPassages(own, own).map(({ kind, similarity }) => `${kind} ${similarity}`)).toEqual(
            own.map(() => "same 1"),
          );
        },
      ),
    ));

  test("from nothing all is inserted, to nothing all is deleted", () =>
    fc.assert(
      fc.property(work, (own) => {
        expect(alignPassages([], own).every(({ kind }) => kind === "inserted")).toBe(true);
        expect(alignPassages(own, []).every(({ kind }) => kind === "deleted")).toBe(true);
      }),
    ));

  test("passages known by identity are paired, whatever became of their words and places", () =>
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 6 }), fc.array(sentence, { maxLength: 6 }), (left, right) => {
        const count = Math.min(left.length, right.length);
        const a = left.slice(0, count).map((text, i) => ({ id: `p${i}`, text }));
        const b = right.slice(0, count).map((text, i) => ({ id: `p${count - 1 - i}`, text }));
        for (const { a: own, b: other } of alignPassages(a, b)) expect(a[own[0]!]!.id).toBe(b[other[0]!]!.id);
      }),
    ));
});

/** Passages among which many are equal. */
const refrain = fc.constantFrom("Amen.", "Amen.", "So be it.", "The Lord said to Moses:", "");
const repetitive = fc.array(fc.oneof({ weight: 3, arbitrary: refrain }, sentence), { maxLength: 12 });
const plainly = (texts: readonly string[]) => texts.map((text) => ({ text }));

describe("passages that stand more than once", () => {
  test("a work against itself: nothing moved", () =>
    fc.assert(
      fc.property(repetitive, (own) => {
        expect(obeysLaws(plainly(own), plainly(own)).map(({ kind }) => kind)).toEqual(own.map(() => "same"));
      }),
    ));

  test("what is put in or taken out anywhere moves nothing, and all others stay", () =>
    fc.assert(
      fc.property(
        repetitive,
        fc.array(fc.tuple(fc.nat(99), fc.oneof(refrain, sentence)), { maxLength: 6 }),
        (own, put) => {
          const grown = [...own];
          for (const [at, text] of put) grown.splice(at % (grown.length + 1), 0, text);
          for (const [a, b, kind] of [
            [own, grown, "inserted"],
            [grown, own, "deleted"],
          ] as const) {
            const pairs = obeysLaws(plainly(a), plainly(b));
            expect(pairs.filter(({ moved }) => moved)).toEqual([]);
            expect(pairs.filter((pair) => pair.kind === "same")).toHaveLength(own.length);
            expect(pairs.filter((pair) => pair.kind === kind)).toHaveLength(put.length);
          }
        },
      ),
      { numRuns: 1_000 },
    ));

  test("nor does it where all of them have other signs or capitals as well", () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("Amen.", "Amen.", "So be it.", ...LINES), { maxLength: 10 }),
        fc.array(fc.tuple(fc.nat(20), fc.constantFrom("AMEN!", "So be it,", ...LINES)), { maxLength: 3 }),
        (own, put) => {
          const grown = own.map((text) => text.replace("Amen.", "AMEN!").replace("it.", "it,"));
          for (const [at, text] of put) grown.splice(at % (grown.length + 1), 0, text);
          expect(obeysLaws(plainly(own), plainly(grown)).filter(({ moved }) => moved)).toEqual([]);
        },
      ),
      { numRuns: 1_000 },
    ));

  test("of those with the same words that with the same signs is meant", () => {
    const [a, b] = [
      ["A word.", "Amen.", LINES[0]!, "Amen.", LINES[1]!],
      ["Amen!", "Amen.", "Amen!", LINES[0]!, "Amen!", "Amen.", "Amen!", LINES[1]!, "A word."],
    ];
    expect(told(a, b).filter((pair) => !pair.includes("inserted"))).toEqual([
      "1 same 1",
      "2 same 3",
      "3 same 5",
      "4 same 7",
      "0 moved 8",
    ]);
  });

  test("stay where they are also when all around them is revised", () => {
    const revised = LINES.map((line) => line.replace(/ (\w+) (\w+)/, " $1 indeed"));
    const a = LINES.flatMap((line) => [line, "Amen."]);
    const b = ["Amen.", ...revised.flatMap((line) => [line, "Amen."])];
    const pairs = obeysLaws(plainly(a), plainly(b));
    expect(pairs.map(({ kind }) => kind)).toEqual(["inserted", ...LINES.flatMap(() => ["revised", "same"])]);
  });

  test("stay in order where they are too many to be weighed and no other passage is the same", () => {
    const stars = (word: string) => Array.from({ length: 500 }, (_, i) => ["* * *", `${word}${i} ${word}x${i}`]).flat();
    const kinds = obeysLaws(plainly(stars("old")), plainly(stars("new"))).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "same")).toHaveLength(500);
    expect(kinds.filter((kind) => kind === "moved")).toEqual([]);
  });

  test("go with the passage that moved before them", () => {
    const [first, ...others] = LINES.map((line) => [line, "Amen."]);
    expect(told([...LINES.flatMap((line) => [line, "Amen."])], [...others.flat(), ...first!])).toEqual([
      ...[2, 3, 4, 5, 6, 7, 8, 9].map((i) => `${i} same ${i - 2}`),
      "0 moved 8",
      "1 moved 9",
    ]);
  });
});

test("law: of passages that only change places as few letters move as can be", () =>
  fc.assert(
    fc.property(
      fc
        .uniqueArray(
          sentence.filter((text) => text !== ""),
          { maxLength: 7 },
        )
        .chain((own) => fc.tuple(fc.constant(own), fc.shuffledSubarray(own, { minLength: own.length }))),
      ([a, b]) => {
        const pairs = obeysLaws(plainly(a), plainly(b));
        expect(pairs.every(({ kind }) => kind === "same" || kind === "moved")).toBe(true);
        const stayed = pairs.filter(({ moved }) => !moved).reduce((sum, { b: [j] }) => sum + b[j!]!.length + 1, 0);
        expect(stayed).toBe(heaviest(b.map((text) => ({ place: a.indexOf(text), weight: text.length + 1 }))));
      },
    ),
    { numRuns: 300 },
  ));

/** The most that any rising choice weighs, by trying all. */
function heaviest(all: readonly { place: number; weight: number }[], above = -1): number {
  return all.reduce(
    (best, { place, weight }, at) =>
      place > above ? Math.max(best, weight + heaviest(all.slice(at + 1), place)) : best,
    0,
  );
}

const LINES = [
  "Sing, goddess, the wrath of Achilles, son of Peleus.",
  "Many a brave soul did it send hurrying down to Hades.",
  "Which of the gods was it that set them on to quarrel?",
  "It was the son of Zeus and Leto, for he was angry with the king.",
  "Now Chryses had come to the ships of the Achaeans to free his daughter.",
];

const told = (a: readonly string[], b: readonly string[]) =>
  obeysLaws(
    a.map((text) => ({ text })),
    b.map((text) => ({ text })),
  ).map(({ kind, a: left, b: right }) => `${left.join("+")} ${kind} ${right.join("+")}`.trim());

describe("passages without identity", () => {
  test("revised, deleted and inserted ones stand where they were", () =>
    expect(
      told(LINES, [LINES[0]!, "Many a great soul did it send down to Hades.", "All at once.", LINES[3]!, LINES[4]!]),
    ).toEqual(["0 same 0", "1 revised 1", "2 deleted", "inserted 2", "3 same 3", "4 same 4"]));

  test("of two that change places the shorter has moved", () =>
    expect(told(LINES, [LINES[0]!, LINES[1]!, LINES[3]!, LINES[2]!, LINES[4]!])).toEqual([
      "0 same 0",
      "1 same 1",
      "3 same 2",
      "2 moved 3",
      "4 same 4",
    ]));

  test("one cut in two is split, two made one are merged", () => {
    const both = `${LINES[1]!} ${LINES[2]!}`;
    expect(told([LINES[0]!, both, LINES[3]!], [LINES[0]!, LINES[1]!, LINES[2]!, LINES[3]!])).toEqual([
      "0 same 0",
      "1 split 1+2",
      "2 same 3",
    ]);
    expect(told([LINES[0]!, LINES[1]!, LINES[2]!, LINES[3]!], [LINES[0]!, both, LINES[3]!])).toEqual([
      "0 same 0",
      "1+2 merged 1",
      "3 same 2",
    ]);
  });

  test("one cut in five is split though no part is half of it", () =>
    expect(told([LINES.join(" ")], LINES)).toEqual(["0 split 0+1+2+3+4"]));

  test("a new passage beside a revised one is no part of it", () =>
    expect(told([LINES[0]!], [LINES[0]!.replace("wrath", "rage"), LINES[2]!])).toEqual(["0 revised 0", "inserted 1"]));

  test("nor is one that has only a word of what was left out", () =>
    expect(
      told(
        [`${LINES[3]!} ${LINES[1]!}`],
        [`${LINES[3]!} Many a soul did it send to Hades.`, "Down came the rain all night."],
      ),
    ).toEqual(["0 revised 0", "inserted 1"]));

  test("repeated ones are paired beside their neighbours", () =>
    expect(told(["* * *", LINES[0]!, "* * *", LINES[1]!], [LINES[0]!, "* * *", LINES[1]!])).toEqual([
      "0 deleted",
      "1 same 0",
      "2 same 1",
      "3 same 2",
    ]));
});

test("a split passage keeps its identity in one part", () => {
  const [first, second] = [LINES[3]!, LINES[4]!];
  const pairs = obeysLaws(
    [{ id: "p1", text: `${first} ${second}` }],
    [
      { id: "p1", text: first },
      { id: "p2", text: second },
    ],
  );
  expect(pairs).toEqual([{ kind: "split", a: [0], b: [0, 1], similarity: 1, moved: false }]);
});

if (existsSync(CORPUS))
  test("the verses of a living translation are found again without their names", () => {
    const verses = readFileSync(CORPUS, "utf8")
      .trim()
      .split("\n")
      .slice(0, 400)
      .map((line) => JSON.parse(line) as { versions: { text: string }[] });
    const [a, b] = [
      verses.map(({ versions }) => ({ text: versions[0]!.text })),
      verses.map(({ versions }) => ({ text: versions.at(-1)!.text })),
    ];
    const pairs = obeysLaws(a, b);
    const found = pairs.filter(
      ({ a: left, b: right }) => left.length === 1 && right.length === 1 && left[0] === right[0],
    );
    expect(found.length).toBeGreaterThan(0.95 * verses.length);
  });
else console.warn("The corpus oeb-revisions.jsonl is absent: passages of a real work were not aligned.");
