import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Merge,
  conflictsIn,
  mergedRendering,
  mergeRenderings,
  spanOf,
  wordsOf,
} from "../../../translations/compare/merge/merge.ts";
import { canonical, canonicalText } from "../../../translations/text/canonical.ts";
import { parseText } from "../../../translations/text/parse.ts";
import { schema, type Rendering } from "../../../translations/text/schema.ts";
import { words } from "../../../translations/text/words.ts";
import { rendering } from "../../help/renderings.ts";
import { examples } from "../../help/seeds.ts";
import "../../help/laws.ts";

/**
 * A merge as a line: what is kept stands, `[ours: a/b]` is b of ours for a, `[both: a/b]` of both,
 * `{a/b/c}` a conflict of ours b with theirs c over a. ¶ begins a block.
 */
function notated(merge: Merge): string {
  return merge.pieces
    .map((piece) => {
      const [base, ours, theirs] = (["base", "ours", "theirs"] as const).map((side) => wordsOf(merge, piece, side));
      if (piece.kind === "conflict") return `{${base}/${ours}/${theirs}}`;
      if (piece.kind === "kept") return piece.set ? `[${piece.set}= ${ours}]` : ours;
      return `[${piece.kind}: ${base}/${piece.kind === "theirs" ? theirs : ours}]`;
    })
    .join(" ")
    .replaceAll(/\n ?/g, "¶");
}

function merged(base: string, ours: string, theirs: string): Merge {
  return mergeRenderings(parseText(base), parseText(ours), parseText(theirs));
}

function expectMerge(base: string, ours: string, theirs: string, pieces: string, text: string | null): void {
  const merge = merged(base, ours, theirs);
  expect(notated(merge)).toBe(pieces);
  if (text === null) expect(conflictsIn(merge)).not.toEqual([]);
  else expect([conflictsIn(merge), canonicalText(mergedRendering(merge))]).toEqual([[], text]);
}

describe("what two people changed", () => {
  test.each<[string, string, string, string, string, string | null]>([
    [
      "in other words stands",
      "the big red dog runs",
      "the large red dog runs",
      "the big red dog sleeps",
      "¶the [ours: big/large] red dog [theirs: runs/sleeps]",
      "the large red dog sleeps",
    ],
    [
      "in neighbouring words stands",
      "the big red dog runs",
      "the large red dog runs",
      "the big crimson dog runs",
      "¶the [ours: big/large] [theirs: red/crimson] dog runs",
      "the large crimson dog runs",
    ],
    [
      "alike stands once",
      "the big red dog",
      "the large red dog",
      "the large red dog",
      "¶the [both: big/large] red dog",
      "the large red dog",
    ],
    [
      "otherwise in the same word is a conflict",
      "the big dog",
      "the large dog",
      "the huge dog",
      "¶the {big/large/huge} dog",
      null,
    ],
    ["put in at one place is a conflict", "a b c", "a b x c", "a b y c", "¶a b {/x/y} c", null],
    ["put in alike at one place stands once", "a b c", "a b x c", "a b x c", "¶a b [both: /x] c", "a b x c"],
    [
      "put in beside what the other replaced stands",
      "the tax is due",
      "the new tax is due",
      "the levy is due",
      "¶the [ours: /new] [theirs: tax/levy] is due",
      "the new levy is due",
    ],
    [
      "put in as the same word beside each other is a conflict",
      "big red dog",
      "dark red dog",
      "big dark dog",
      "¶{big red/dark red/big dark} dog",
      null,
    ],
    [
      "put in beside what the other took out is a conflict",
      "all the free markets grow",
      "all the truly free markets grow",
      "all the markets grow",
      "¶all the {free/truly free/} markets grow",
      null,
    ],
    [
      "taken out and changed is a conflict",
      "we shall pay it all",
      "we shall repay it all",
      "we shall it all",
      "¶we shall {pay/repay/} it all",
      null,
    ],
    ["taken out one beside the other stands", "a b c d", "a c d", "a b d", "¶a [ours: b/] [theirs: c/] d", "a d"],
    [
      "taken out more by one than by the other stands",
      "a b c d e",
      "a e",
      "a b d e",
      "¶a [ours: b/] [both: c/] [ours: d/] e",
      "a e",
    ],
    [
      "split and worded stands",
      "one two three",
      "one two\n\nthree",
      "one two four",
      "¶one two [ours: /¶] [theirs: three/four]",
      "one two\n\nfour",
    ],
    [
      "joined and worded stands",
      "one two\n\nthree",
      "one two three",
      "one two\n\nfour",
      "¶one two [ours: ¶/] [theirs: three/four]",
      "one two four",
    ],
    [
      "listed and worded stands",
      "one two three",
      "- one two three",
      "one two four",
      "[ours= ¶] one two [theirs: three/four]",
      "- one two four",
    ],
    [
      "numbered anew stands",
      "1. one\n2. two",
      "1. zero\n2. one\n3. two",
      "1. one\n2. two\n3. three",
      "[ours: /¶zero] [ours= ¶] one¶two [theirs: /¶three]",
      "1. zero\n2. one\n3. two\n4. three",
    ],
    ["listed and made a heading is a conflict", "one", "- one", "# one", "{¶/¶/¶} one", null],
    [
      "where one took a sign out keeps its space",
      "all ‘burnt offerings’ rise",
      "all ‘burned offerings’ rise",
      "all burnt offerings rise",
      "¶all [theirs: ‘/] [ours: burnt/burned] offerings [theirs: ’/] rise",
      "all burned offerings rise",
    ],
    ["at the beginning, each a word, stands", "a b c d", "b c d", "a c d", "¶[ours: a/] [theirs: b/] c d", "c d"],
    [
      "in Chinese stands, without a space",
      "我们在家里",
      "我们在学校里",
      "他们在家里",
      "¶[theirs: 我/他] 们在 [ours: 家/学校] 里",
      "他们在学校里",
    ],
  ])("%s", (_law, base, ours, theirs, pieces, text) => expectMerge(base, ours, theirs, pieces, text));

  test("in a sentence that the other moved goes along with it", () => {
    const rest = "Alpha beta gamma delta.";
    const [fox, red] = ["The quick brown fox jumps over the lazy dog.", "The quick red fox jumps over the lazy dog."];
    const merge = merged(
      `${rest} ${fox} Epsilon zeta.`,
      `${fox} ${rest} Epsilon zeta.`,
      `${rest} ${red} Epsilon zeta.`,
    );
    expect(canonicalText(mergedRendering(merge))).toBe(`${red} ${rest} Epsilon zeta.`);
    expect(conflictsIn(merge)).toEqual([]);
  });

  test("to two places is one conflict, in which nothing stands twice", () => {
    const merge = merged(
      "one two when the rain falls three four five six",
      "when the rain falls one two three four five six",
      "one two three four five six when the rain falls",
    );
    expect(conflictsIn(merge)).toHaveLength(1);
    for (const side of ["ours", "theirs"] as const)
      expect(canonicalText(mergedRendering(merge, [{ side }])).match(/rain/g)).toHaveLength(1);
  });

  test("in marks stands, on the words that the other put there too", () => {
    const paragraph = (...words: [string, ...("emphasis" | "strong")[]][]) =>
      schema.nodes.doc.create(
        null,
        schema.nodes.paragraph.create(
          null,
          words.map(([text, ...marks]) =>
            schema.text(
              text,
              marks.map((name) => schema.marks[name].create()),
            ),
          ),
        ),
      );
    const base = paragraph(["see the old book now"]);
    const ours = paragraph(["see "], ["the old book", "emphasis"], [" now"]);
    expect(mergedRendering(mergeRenderings(base, ours, paragraph(["see the new book now"])))).toEqual(
      paragraph(["see "], ["the new book", "emphasis"], [" now"]),
    );
    expect(
      mergedRendering(mergeRenderings(base, ours, paragraph(["see the old "], ["book", "strong"], [" now"]))),
    ).toEqual(paragraph(["see "], ["the old ", "emphasis"], ["book", "emphasis", "strong"], [" now"]));
  });

  test("is settled by a side's words, the base's, or a third wording", () => {
    const merge = merged("the big dog, it runs", "the large dog, it runs", "the huge dog, it runs");
    const settled = (choice: Parameters<typeof mergedRendering>[1]) => canonicalText(mergedRendering(merge, choice));
    expect(settled([{ side: "ours" }])).toBe("the large dog, it runs");
    expect(settled([{ side: "theirs" }])).toBe("the huge dog, it runs");
    expect(settled([{ side: "base" }])).toBe("the big dog, it runs");
    expect(settled([{ words: " great  and\ngood " }])).toBe("the great and\n\ngood dog, it runs");
    expect(settled([{ words: "" }])).toBe("the dog, it runs");
  });

  test("since what a proposal was begun on puts none of it back", () => {
    const v2 =
      "Clarify the relationship between government and markets; promote better integration of efficient markets and active government.";
    const v3 =
      "Sort out the relationship between government and the market; promote better integration of efficient markets and active government.";
    const proposal =
      "Clarify the relationship between government and markets; promote closer integration of efficient markets and active government.";
    expect(canonicalText(mergedRendering(merged(v2, proposal, v3)))).toBe(
      "Sort out the relationship between government and the market; promote closer integration of efficient markets and active government.",
    );
  });
});

const LETTERS = fc.constantFrom("a", "b", "c", "d", "e", ",", ".", "“", "”", "政", "府", "the", "¶");
const text = fc.array(LETTERS, { maxLength: 14 }).map((all) =>
  all
    .join(" ")
    .replaceAll(/ ([,.”])/g, "$1")
    .replaceAll(/ ?¶ ?/g, "\n\n"),
);

/** A text and two made of it by a few edits each. */
const edited = fc
  .tuple(text, edits(), edits())
  .map(([base, first, second]) => [base, first(base), second(base)] as const);

function edits(): fc.Arbitrary<(base: string) => string> {
  const edit = fc.record({
    at: fc.nat(20),
    taken: fc.nat(3),
    put: fc.array(LETTERS, { maxLength: 3 }),
    moved: fc.option(fc.nat(20), { freq: 8 }),
  });
  return fc.array(edit, { maxLength: 3 }).map((all) => (base) => {
    const list = base.replaceAll("\n\n", " ¶ ").split(" ");
    for (const { at, taken, put, moved } of all) {
      const gone = list.splice(at % (list.length + 1), taken, ...put);
      if (moved !== null) list.splice(moved % (list.length + 1), 0, ...gone);
    }
    return list.join(" ").replaceAll(/ ?¶ ?/g, "\n\n");
  });
}

const three: fc.Arbitrary<readonly [Rendering, Rendering, Rendering]> = fc.oneof(
  edited.map(([base, ours, theirs]) => [parseText(base), parseText(ours), parseText(theirs)] as const),
  fc.tuple(rendering, rendering, rendering),
);

const RUNS = { numRuns: examples(400) };

describe("laws", () => {
  test("what nobody changed stays, and what one side changed is that side", () => {
    fc.assert(
      fc.property(three, ([base, side]) => {
        const form = canonical(side);
        for (const merge of [
          mergeRenderings(base, side, base),
          mergeRenderings(base, base, side),
          mergeRenderings(base, side, side),
          mergeRenderings(side, side, side),
        ]) {
          expect(conflictsIn(merge)).toEqual([]);
          expect(mergedRendering(merge).toJSON()).toEqual(form.toJSON());
        }
      }),
      RUNS,
    );
  });

  test("sides exchanged, the merge is mirrored", () => {
    const mirror = { kept: "kept", ours: "theirs", theirs: "ours", both: "both", conflict: "conflict" } as const;
    fc.assert(
      fc.property(three, ([base, ours, theirs]) => {
        const [merge, other] = [mergeRenderings(base, ours, theirs), mergeRenderings(base, theirs, ours)];
        const set = { ours: "theirs", theirs: "ours", both: "both" } as const;
        expect(other.pieces).toEqual(
          merge.pieces.map((piece) => ({
            ...piece,
            kind: mirror[piece.kind],
            ...(piece.set && { set: set[piece.set] }),
            ours: piece.theirs,
            theirs: piece.ours,
          })),
        );
        if (conflictsIn(merge).length === 0)
          expect(mergedRendering(other).toJSON()).toEqual(mergedRendering(merge).toJSON());
      }),
      RUNS,
    );
  });

  test("every word of either side stands in one piece, once", () => {
    fc.assert(
      fc.property(three, ([base, ours, theirs]) => {
        const merge = mergeRenderings(base, ours, theirs);
        for (const side of ["base", "ours", "theirs"] as const) {
          const seen = merge.pieces.flatMap((piece) =>
            Array.from({ length: piece[side].to - piece[side].from }, (_, index) => piece[side].from + index),
          );
          expect(seen).toEqual([...merge.sides[side].keys()]);
        }
      }),
      RUNS,
    );
  });

  test("no word is lost or doubled outside a conflict, and each choice gives that side's words", () => {
    fc.assert(
      fc.property(three, fc.constantFrom("base", "ours", "theirs"), ([base, ours, theirs], side) => {
        const merge = mergeRenderings(base, ours, theirs);
        const choices = conflictsIn(merge).map(() => ({ side }));
        const told = merge.pieces.flatMap((piece) =>
          inWords(
            wordsOf(merge, piece, piece.kind === "conflict" ? side : piece.kind === "theirs" ? "theirs" : "ours"),
          ),
        );
        expect(wordsIn(mergedRendering(merge, choices)).toSorted()).toEqual(told.toSorted());
      }),
      RUNS,
    );
  });

  test("of words that stand once, what one side did to them is done", () => {
    const base = Array.from({ length: 12 }, (_, index) => `w${index}`);
    const change = fc.uniqueArray(fc.record({ at: fc.nat(11), kind: fc.constantFrom("out", "in", "for") }), {
      selector: ({ at }) => at,
      maxLength: 5,
    });
    fc.assert(
      fc.property(change, change, (first, second) => {
        const revised = (changes: typeof first, name: string): string =>
          base
            .flatMap((word, at) => {
              const kind = changes.find((one) => one.at === at)?.kind;
              return kind === "out"
                ? []
                : kind === "in"
                  ? [word, `${name}${at}`]
                  : kind === "for"
                    ? [`${name}${at}`]
                    : [word];
            })
            .join(" ");
        const merge = merged(base.join(" "), revised(first, "x"), revised(second, "y"));
        const quarrel = new Set(
          conflictsIn(merge).flatMap((piece) =>
            (["base", "ours", "theirs"] as const).flatMap((side) => inWords(wordsOf(merge, piece, side))),
          ),
        );
        const settled = inWords(canonicalText(mergedRendering(merge))).filter((word) => !quarrel.has(word));
        const gone = new Set([...first, ...second].filter(({ kind }) => kind !== "in").map(({ at }) => `w${at}`));
        const come = [
          ["x", first],
          ["y", second],
        ] as const;
        const due = [
          ...base.filter((word) => !gone.has(word)),
          ...come.flatMap(([name, changes]) =>
            changes.filter(({ kind }) => kind !== "out").map(({ at }) => `${name}${at}`),
          ),
        ].filter((word) => !quarrel.has(word));
        expect(settled.toSorted()).toEqual(due.toSorted());
      }),
      RUNS,
    );
  });
});

function inWords(text: string): string[] {
  return text.split("\n").flatMap((line) => words(line).map(({ from, to }) => line.slice(from, to)));
}

function wordsIn(rendering: Rendering): string[] {
  const found: string[] = [];
  rendering.descendants((node) => void (node.isTextblock && found.push(...inWords(node.textContent))));
  return found;
}

test("a passage of more words than a call takes arguments is put together, kept or in one conflict", () => {
  const signs = (from: number): string =>
    Array.from({ length: 140_000 }, (_, at) => String.fromCodePoint(from + (at % 7_000))).join("");
  const [ours, theirs] = [signs(0x4e00), signs(0x7000)];
  expect(canonicalText(mergedRendering(merged(ours, `${ours}末`, `始${ours}`)))).toBe(`始${ours}末`);
  const merge = merged("道", ours, theirs);
  const [conflict] = conflictsIn(merge);
  expect(spanOf(merge, conflict!, "ours")).toEqual({ from: 0, to: ours.length });
});
