/** Two texts laid beside each other: laws over texts made at random, and what the aligner goes by. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../help/laws.ts";
import { align, withMoved, type Bead, type Segment } from "../../translations/align/align.ts";
import { chineseNumber, numberOf } from "../../translations/align/numbers.ts";
import { lengthOf, signsIn } from "../../translations/align/segments.ts";

const WORDS = "river stone lantern orchard winter cloud garden silver bridge letter harvest candle market".split(" ");

/** A paragraph that is like no other: its number in words of its own. */
const paragraph = fc
  .tuple(fc.integer({ min: 0, max: 1e9 }), fc.array(fc.constantFrom(...WORDS), { minLength: 3, maxLength: 30 }))
  .map(([number, words]): Segment => ({ kind: "paragraph", text: `${words.join(" ")} ${number} of k${number}` }));
const texts = fc.uniqueArray(paragraph, {
  selector: ({ text }) => text.split(" ").at(-1),
  minLength: 1,
  maxLength: 25,
});

/** What becomes of each paragraph in a second text. */
const fates = fc.array(fc.constantFrom("kept", "kept", "kept", "kept", "kept", "dropped", "added", "merged"), {
  minLength: 25,
  maxLength: 25,
});

function revised(text: readonly Segment[], fate: readonly string[]): Segment[] {
  const out: Segment[] = [];
  text.forEach((segment, index) => {
    const last = out.at(-1);
    if (fate[index] === "dropped") return;
    if (fate[index] === "merged" && last) out[out.length - 1] = { ...last, text: `${last.text} ${segment.text}` };
    else out.push(segment);
    if (fate[index] === "added")
      out.push({ kind: "paragraph", text: `quite another thing x${index} y${index} z${index}` });
  });
  return out;
}

const anyText = fc.array(
  fc.record({
    kind: fc.constantFrom("paragraph", "heading 1", "item"),
    text: fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.constantFrom("", "规划", "第十四个五年", "same", "same"),
    ),
  }),
  { maxLength: 30 },
);

/** Beads as one knows them whichever side comes first: what is unpaired stands at no place of the other side. */
function known(beads: readonly Bead[]): string[] {
  return beads
    .map(({ fromA, toA, fromB, toB }) =>
      toA === fromA ? `- ${fromB}` : toB === fromB ? `${fromA} -` : `${fromA}-${toA} ${fromB}-${toB}`,
    )
    .sort();
}

function mirrored(beads: readonly Bead[]): Bead[] {
  return beads.map(({ fromA, toA, fromB, toB, confidence }) => ({
    fromA: fromB,
    toA: toB,
    fromB: fromA,
    toB: toA,
    confidence,
  }));
}

describe("laws", () => {
  test("every segment stands in exactly one bead, in order", () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        let [atA, atB] = [0, 0];
        for (const { fromA, toA, fromB, toB, confidence } of align(a, b)) {
          expect([fromA, fromB]).toEqual([atA, atB]);
          expect(toA - fromA + toB - fromB).toBeGreaterThan(0);
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
          [atA, atB] = [toA, toB];
        }
        expect([atA, atB]).toEqual([a.length, b.length]);
      }),
    );
  });

  test("a text stands beside itself, passage by passage, and surely", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const beads = align(text, text);
        expect(beads).toHaveLength(text.length);
        for (const { fromA, toA, fromB, toB, confidence } of beads) {
          expect([toA - fromA, fromB, toB]).toEqual([1, fromA, toA]);
          expect(confidence).toBeGreaterThan(0.99);
        }
      }),
    );
  });

  test("the other way round the beads are the same", () => {
    fc.assert(
      fc.property(texts, fates, (text, fate) => {
        const other = revised(text, fate);
        expect(known(mirrored(align(other, text)))).toEqual(known(align(text, other)));
      }),
    );
  });
});

test("of few passages as many on either side, those whose numbers stand beside others are unsure, and only those", () => {
  const [chinese, english] = [
    "孔子生于公元前551年，鲁国人。|他三岁丧父，家境贫寒。|十九岁结婚，次年生子。|五十一岁时，他做了中都宰。|公元前479年去世。",
    "Confucius was born in 551 BC, a native of Lu. His father died when he was three, and the family was poor.|" +
      "At nineteen he married; a son was born the next year.|" +
      "This sentence was added by the translator to explain the customs of the time.|" +
      "At fifty-one he became magistrate of Zhongdu.|He died in 479 BC, aged seventy-three.",
  ].map((all) => all.split("|").map((text): Segment => ({ kind: "paragraph", text })));
  const unsure = align(chinese!, english!).flatMap(({ fromA, confidence }) => (confidence < 0.9 ? [fromA] : []));
  expect(unsure).toEqual([1, 2]);
});

describe("what moved", () => {
  const shuffledWithin = (text: readonly Segment[], from: number, to: number): Segment[] => {
    const rest = text.filter((_, index) => index !== from);
    return [...rest.slice(0, to), text[from]!, ...rest.slice(to)];
  };

  test("stands in pairs beside beads that are whole, each segment in one pair at most", () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const { beads, moved } = withMoved(a, b, align(a, b));
        let [atA, atB] = [0, 0];
        for (const { fromA, toA, fromB, toB } of beads) {
          expect([fromA, fromB]).toEqual([atA, atB]);
          [atA, atB] = [toA, toB];
        }
        expect([atA, atB]).toEqual([a.length, b.length]);
        const unpaired = beads.filter(({ fromA, toA, fromB, toB }) => toA === fromA || toB === fromB);
        for (const { fromA, toA, fromB, toB, confidence } of moved) {
          expect([toA, toB]).toEqual([fromA + 1, fromB + 1]);
          expect(confidence).toBeGreaterThan(0.5);
          expect(confidence).toBeLessThanOrEqual(1);
          expect(unpaired.some((bead) => bead.fromA <= fromA && fromA < bead.toA)).toBe(true);
          expect(unpaired.some((bead) => bead.fromB <= fromB && fromB < bead.toB)).toBe(true);
        }
        expect(new Set(moved.map(({ fromA }) => fromA)).size).toBe(moved.length);
        expect(new Set(moved.map(({ fromB }) => fromB)).size).toBe(moved.length);
      }),
    );
  });

  test("is nothing where all stands in its place", () => {
    fc.assert(fc.property(texts, (text) => withMoved(text, text, align(text, text)).moved.length === 0));
  });

  test("is found, however its words were revised", () => {
    const own = (text: string, index: number) =>
      `${text} ${["a", "b", "c", "d", "e"].map((letter) => `${letter}${index}word`).join(" ")}`;
    const long = fc
      .array(paragraph, { minLength: 20, maxLength: 30 })
      .map((all) => all.map(({ kind, text }, index): Segment => ({ kind, text: own(text, index) })));
    fc.assert(
      fc.property(long, fc.nat(19), fc.nat(19), (text, from, to) => {
        fc.pre(Math.abs(from - to) > 3);
        const revised = shuffledWithin(text, from, to).map(({ kind, text: words }) => ({
          kind,
          text: `${words} anew`,
        }));
        const { moved } = withMoved(text, revised, align(text, revised));
        expect(moved.map(({ fromA, fromB }) => [fromA, fromB])).toContainEqual([from, to]);
      }),
    );
  });
});

describe("finds", () => {
  const lines = (...all: string[]): Segment[] => all.map((text) => ({ kind: "paragraph", text }));
  const story = lines(
    "Confucius was born in the year 551 before our era, in the state of Lu.",
    "His father died when the boy was three years old, and his mother brought him up.",
    "At nineteen he married; a son was born to him the year after.",
    "He kept the granaries first, and then the herds, and is said to have kept them well.",
    "In his fifties he left Lu with some disciples and went from court to court for thirteen years.",
  );

  test("what was dropped", () => {
    const beads = align(
      story,
      story.filter((_, index) => index !== 2),
    );
    expect(known(beads)).toEqual(["0-1 0-1", "1-2 1-2", "2 -", "3-4 2-3", "4-5 3-4"]);
  });

  test("what was dropped of a text of few paragraphs, in either, though all the others seem the shorter for it", () => {
    const expectWithout = (...lost: number[]) => {
      const rest = [0, 1, 2, 3, 4].filter((at) => !lost.includes(at));
      const left = rest.map((at, now) => `${at}-${at + 1} ${now}-${now + 1}`);
      const without = story.filter((_, at) => !lost.includes(at));
      const expected = [...left, ...lost.map((at) => `${at} -`)].sort();
      expect(known(align(story, without))).toEqual(expected);
      expect(known(mirrored(align(without, story)))).toEqual(expected);
    };
    for (const one of [0, 1, 2, 3, 4]) {
      expectWithout(one);
      for (let other = one + 1; other < 5; other++) expectWithout(one, other);
    }
  });

  test("what was run together, and what was parted", () => {
    const [first, second, third, fourth, fifth] = story.map(({ text }) => text);
    const [one, other] = fifth!.split(/(?<=disciples) /);
    const beads = align(story, lines(`${first} ${second}`, third!, fourth!, one!, other!));
    expect(known(beads)).toEqual(["0-2 0-1", "2-3 1-2", "3-4 2-3", "4-5 3-5"]);
  });

  test("a heading beside a heading, though a paragraph before it is gone", () => {
    const a = [
      { kind: "heading 1", text: "一" },
      ...lines("子曰：学而时习之，不亦说乎？"),
      { kind: "heading 1", text: "二" },
      ...lines("子曰：为政以德。"),
    ];
    const b = [
      { kind: "heading 1", text: "Book I" },
      { kind: "heading 1", text: "Book II" },
      ...lines("The Master said: govern by virtue."),
    ];
    expect(known(align(a, b))).toContain("2-3 1-2");
  });

  test("what was dropped of a long text, where the band is narrower than the text", () => {
    const long = Array.from({ length: 3_000 }, (_, index) => ({
      kind: "paragraph",
      text: `${WORDS[index % 13]} ${WORDS[(index * 7) % 11]} no. ${index}`,
    }));
    const beads = align(
      long,
      long.filter((_, index) => index % 100 !== 7),
    );
    expect(beads.filter(({ toA, fromA, toB, fromB }) => toA - fromA === 1 && toB - fromB === 1)).toHaveLength(2_970);
  });

  test("its way where the one name that both have moved to the other end", () => {
    const says = (word: string, index: number): string => `${word} `.repeat(5 + ((index * index * 7) % 61));
    const of = (word: string) =>
      Array.from({ length: 900 }, (_, index) => ({ kind: "paragraph", text: says(word, index) }));
    const [a, b] = [of("uno"), of("ein")];
    a[20] = { kind: "paragraph", text: `Timbuktu ${a[20]!.text}` };
    const [gone] = b.splice(20, 1);
    b.splice(880, 0, { kind: "paragraph", text: `Timbuktu ${gone!.text}` });
    const beads = align(a, b);
    const right = beads.filter(
      ({ fromA, toA, fromB, toB }) => toA - fromA === 1 && toB - fromB === 1 && fromB === fromA - 1,
    );
    expect(right.length).toBeGreaterThan(800);
  });
});

describe("goes by", () => {
  test.each([
    ["14", 14],
    ["1,200", 1200],
    ["14th", 14],
    ["98%", 98],
    ["twelve", 12],
    ["twenty-one", 21],
    ["third", 3],
    ["the", null],
  ])("the number %s", (word, number) => expect(numberOf(word)).toBe(number));

  test.each([
    ["十四", 14],
    ["一百二十", 120],
    ["二〇二一", 2021],
    ["三千五百", 3500],
    ["一亿二千万", 120_000_000],
    ["两万", 20_000],
  ])("the number %s", (run, number) => expect(chineseNumber(run)).toBe(number));

  test("the same number, however it is written", () => {
    expect(signsIn("第十四个五年规划")).toContain("#14");
    expect(signsIn("the fourteen-year plan of 14 cities")).toContain("#14");
  });

  test("letters, a Chinese one for more than two", () => {
    expect(lengthOf("规划")).toBeCloseTo(1 + 2 * 2.6);
    expect(lengthOf("plan, plan")).toBe(9);
  });
});
