import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Passage } from "../../../translations/compare/works/align-passages.ts";
import { applyChanges, type Change, invert, shiftedChange } from "../../../translations/compare/change.ts";
import { diffTexts } from "../../../translations/compare/words/words.ts";
import {
  changesOf,
  diffWorkTexts,
  paragraphsOf,
  type PassageGroup,
  placeOf,
  type WorkDiff,
} from "../../../translations/compare/works/works.ts";
import { workOf } from "../../../translations/compare/works/work-text.ts";
import { diffWorks } from "../../../translations/compare/works/diff-works.ts";
import { words } from "../../../translations/text/words.ts";
import { awkwardText, pastedText } from "../../help/renderings.ts";
import { isStopWord } from "../../../translations/compare/words/stops.ts";
import { expectKeptEqual } from "../../help/diff-notation.ts";

const CORPUS = resolve(import.meta.dirname, "../../../../shared/corpora/oeb-revisions.jsonl");

/** What a group compares on each side, and its changes with offsets into that. */
function within({ a, b }: WorkDiff, group: PassageGroup): { a: string; b: string; changes: Change[] } {
  const [inA, inB] = [group.a.length > 0 ? placeOf(a, group.a) : null, group.b.length > 0 ? placeOf(b, group.b) : null];
  const [byA, byB] = [inA?.from ?? group.changes[0]?.fromA ?? 0, inB?.from ?? group.changes[0]?.fromB ?? 0];
  return {
    a: inA ? a.text.slice(inA.from, inA.to) : "",
    b: inB ? b.text.slice(inB.from, inB.to) : "",
    changes: group.changes.map((change) => shiftedChange(change, -byA, -byB)),
  };
}

const numbersFrom = (start: number, count: number) => Array.from({ length: count }, (_, index) => start + index);

function obeysLaws(diff: WorkDiff): WorkDiff {
  const { a, b, groups } = diff;
  expect(groups.flatMap((group) => group.a).sort((x, y) => x - y)).toEqual(numbersFrom(0, a.passages.length));
  expect(groups.flatMap((group) => group.b)).toEqual(numbersFrom(0, b.passages.length));
  for (const group of groups) {
    for (const side of [group.a, group.b]) expect(side).toEqual(numbersFrom(side[0] ?? 0, side.length));
    const { a: before, b: after, changes } = within(diff, group);
    expect(applyChanges(changes, before, after)).toBe(after);
    expect(applyChanges(invert(changes), after, before)).toBe(before);
    expectReadable(changes, before, after);
    if (group.kind === "kept") expect(changes).toEqual([]);
  }
  expectLinked(diff);
  const flat = changesOf(diff);
  expect(applyChanges(flat, a.text, b.text)).toBe(b.text);
  expect(applyChanges(invert(flat), b.text, a.text)).toBe(a.text);
  return diff;
}

/** Between two changes stands something in print, the same on both sides; none cuts a word. */
function expectReadable(changes: readonly Change[], a: string, b: string): void {
  expectKeptEqual(changes, a, b);
  const inside = (text: string, offsets: number[]) =>
    words(text).filter(({ from, to }) => offsets.some((offset) => from < offset && offset < to));
  const offsetsA = changes.flatMap(({ fromA, toA }) => [fromA, toA]);
  const offsetsB = changes.flatMap(({ fromB, toB }) => [fromB, toB]);
  expect([...inside(a, offsetsA), ...inside(b, offsetsB)]).toEqual([]);
}

/** The words of a stretch that say something, without case and what stands about them. */
const lettersOf = (text: string) => {
  const bare = text.replace(/^ *(?:- |\d{1,5}\. |#{1,6} )/gm, "").toLowerCase();
  const all = words(bare).flatMap(({ from, to, kind }) => (kind === "word" ? [bare.slice(from, to)] : []));
  const says = (word: string) => !isStopWord(word);
  return all.slice(all.findIndex(says), all.findLastIndex(says) + 1);
};

/** Every end of a move is linked once, with an end that has the same words, but for case and small words about them. */
function expectLinked({ a, b, groups, moves }: WorkDiff): void {
  const ends = moves.flatMap(({ from, to }) => [from, to]).map(({ group, change }) => `${group} ${change}`);
  const moved = groups.flatMap(({ changes }, group) =>
    changes.flatMap(({ kind }, change) => (kind === "moved" ? [`${group} ${change}`] : [])),
  );
  expect([...ends].sort()).toEqual(moved.sort());
  for (const { from, to } of moves) {
    const [gone, come] = [groups[from.group]!.changes[from.change]!, groups[to.group]!.changes[to.change]!];
    expect([gone.fromB === gone.toB, come.fromA === come.toA]).toEqual([true, true]);
    expect(lettersOf(a.text.slice(gone.fromA, gone.toA))).toEqual(lettersOf(b.text.slice(come.fromB, come.toB)));
  }
}

const sentence = fc
  .array(fc.constantFrom("the", "wrath", "rage", "of", "Achilles", "sing", "goddess", "ships", "Troy", ",", "."), {
    maxLength: 9,
  })
  .map((row) => row.join(" "));
const passage: fc.Arbitrary<Passage> = fc.oneof(
  { weight: 4, arbitrary: fc.array(sentence, { maxLength: 3 }).map((some) => ({ text: some.join(" ") })) },
  { weight: 2, arbitrary: awkwardText.map((text) => ({ text })) },
  fc.tuple(fc.constantFrom("p1", "p2", "p3"), sentence).map(([id, text]) => ({ id, text })),
);
const work = fc.array(passage, { maxLength: 7 });

describe("over any two works", () => {
  test("every passage stands in one group, all is rebuilt, no word is cut, and moves are linked at both ends", () =>
    fc.assert(
      fc.property(work, work, (a, b) => {
        obeysLaws(diffWorks(a, b));
      }),
      { numRuns: 400 },
    ));

  test("so too where the passages are the paragraphs of pasted texts", () =>
    fc.assert(
      fc.property(pastedText, pastedText, (a, b) => {
        obeysLaws(diffWorkTexts(paragraphsOf(a), paragraphsOf(b)));
      }),
      { numRuns: 300 },
    ));

  test("the same works give the same answer", () =>
    fc.assert(
      fc.property(work, work, (a, b) => {
        expect(diffWorks(a, b)).toEqual(diffWorks([...a], [...b]));
      }),
    ));

  test("a work against itself has no changes", () =>
    fc.assert(
      fc.property(fc.uniqueArray(passage, { selector: ({ id, text }) => id ?? text, maxLength: 8 }), (own) => {
        const { groups, moves } = diffWorks(own, own);
        expect([groups.map(({ kind }) => kind), moves]).toEqual([own.map(() => "kept"), []]);
      }),
    ));
});

const identified = fc.array(fc.tuple(sentence, sentence), { maxLength: 6 }).chain((pairs) =>
  fc.tuple(
    fc.constant(pairs.map(([text], index) => ({ id: `p${index}`, text }))),
    fc.shuffledSubarray(
      pairs.map(([, text], index) => ({ id: `p${index}`, text })),
      { minLength: pairs.length },
    ),
  ),
);

const unlinked = (change: Change): Change =>
  change.kind === "moved" ? { ...change, kind: change.fromA === change.toA ? "inserted" : "deleted" } : change;

describe("passages with identity", () => {
  test("are compared with themselves, wherever they stand, as if there were no others", () =>
    fc.assert(
      fc.property(identified, ([a, b]) => {
        const diff = obeysLaws(diffWorks(a, b));
        for (const group of diff.groups) {
          const [older, newer] = [a[group.a[0]!]!, b[group.b[0]!]!];
          expect(newer.id).toBe(older.id);
          const alone = diffTexts(older.text, newer.text).map(unlinked);
          if (older.text !== "" && newer.text !== "") expect(within(diff, group).changes.map(unlinked)).toEqual(alone);
        }
      }),
    ));

  test("correspond the same way when the works change sides", () =>
    fc.assert(
      fc.property(identified, ([a, b]) => {
        const there = diffWorks(a, b).groups.map((group) => [group.a, group.b].join(" "));
        const back = diffWorks(b, a).groups.map((group) => [group.b, group.a].join(" "));
        expect(back.sort()).toEqual(there.sort());
      }),
    ));
});

const LINES = [
  "Sing, goddess, the wrath of Achilles, son of Peleus.",
  "Many a brave soul did it send hurrying down to Hades.",
  "Which of the gods was it that set them on to quarrel?",
  "It was the son of Zeus and Leto, for he was angry with the king.",
  "Now Chryses had come to the ships of the Achaeans to free his daughter.",
];

const of = (...texts: string[]): Passage[] => texts.map((text) => ({ text }));
const kinds = ({ groups }: WorkDiff) => groups.map(({ kind, a, b }) => `${a.join("+")} ${kind} ${b.join("+")}`.trim());

describe("a work that was revised", () => {
  test("says what was kept, revised, split, moved, inserted and deleted", () => {
    const [a, b] = [
      of(LINES[0]!, LINES[1]!, LINES[2]!, `${LINES[3]!} ${LINES[4]!}`, "And so it went on for nine long days."),
      of(
        LINES[0]!.replace("wrath", "rage"),
        LINES[3]!,
        LINES[4]!,
        LINES[1]!,
        "All at once it rained.",
        "And so it went on for nine long days.",
      ),
    ];
    expect(kinds(obeysLaws(diffWorks(a, b)))).toEqual([
      "0 revised 0",
      "2 deleted",
      "3 split 1+2",
      "1 moved 3",
      "inserted 4",
      "4 kept 5",
    ]);
  });

  test("links a sentence that went from one passage to another", () => {
    const [a, b] = [
      of(`${LINES[0]!} ${LINES[3]!} ${LINES[1]!}`, `${LINES[2]!} ${LINES[4]!}`),
      of(`${LINES[0]!} ${LINES[1]!}`, `${LINES[2]!} ${LINES[3]!} ${LINES[4]!}`),
    ];
    const { groups, moves } = obeysLaws(diffWorks(a, b));
    expect(moves).toEqual([{ from: { group: 0, change: 0 }, to: { group: 1, change: 0 } }]);
    expect(groups.map(({ changes }) => changes.map(({ kind }) => kind))).toEqual([["moved"], ["moved"]]);
  });

  test("links a passage that became part of another, as a merger", () => {
    const b = of(`${LINES[0]!} ${LINES[1]!}`, LINES[2]!);
    expect(kinds(obeysLaws(diffWorks(of(LINES[0]!, LINES[1]!, LINES[2]!), b)))).toEqual(["0+1 merged 0", "2 kept 1"]);
  });

  test("does not link what is too short or says too little", () => {
    const [a, b] = [
      of(`${LINES[0]!} And so it was.`, LINES[2]!, "One two three."),
      of(LINES[0]!, `${LINES[2]!} And so it was.`, "One two three."),
    ];
    expect(diffWorks(a, b).moves).toEqual([]);
  });
});

describe("the paragraphs of a text", () => {
  const texts = (text: string) => paragraphsOf(text).passages.map(({ from, to }) => text.slice(from, to));

  test("are set apart by empty lines of any kind, not by single line ends", () => {
    expect(texts("one\ntwo\n\nthree\r\n\r\nfour\rfive\r \t\rsix\n\n\n\n")).toEqual([
      "one\ntwo",
      "three",
      "four\rfive",
      "six",
    ]);
    expect(texts("")).toEqual([]);
    expect(texts("\n \n")).toEqual([]);
  });

  test("leave out white space only", () =>
    fc.assert(
      fc.property(pastedText, (text) => {
        let rest = text;
        for (const { from, to } of [...paragraphsOf(text).passages].reverse())
          rest = rest.slice(0, from) + rest.slice(to);
        expect(/^\p{White_Space}*$/u.test(rest)).toBe(true);
      }),
    ));

  test("of passages set one after the other are those passages", () =>
    fc.assert(
      fc.property(fc.array(sentence.filter((text) => text !== "")), (own) => {
        expect(texts(workOf(of(...own)).text)).toEqual(own);
      }),
    ));
});

if (existsSync(CORPUS))
  describe("books of a living translation", () => {
    const verses = readFileSync(CORPUS, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; versions: { text: string }[] });
    const books = new Set(verses.map(({ id }) => id.replace(/ \d+:.*$/, "")));
    const first = verses.map(({ id, versions }) => ({ id, text: versions[0]!.text }));
    const last = verses.map(({ id, versions }) => ({ id, text: versions.at(-1)!.text }));
    const bare = (own: readonly Passage[]) => own.map(({ text }) => ({ text }));
    const rightly = ({ groups }: WorkDiff) =>
      groups.filter(({ a, b }) => a.length === 1 && b.length === 1 && a[0] === b[0]);

    test.each([...books])("%s: the verses are compared verse by verse", (book) => {
      const own = (side: Passage[]) => side.filter(({ id }) => id!.startsWith(`${book} `));
      const diff = obeysLaws(diffWorks(own(first), own(last)));
      expect(diff.groups.every(({ kind }) => kind === "kept" || kind === "revised")).toBe(true);
      expect(diff.groups.some(({ coarse }) => coarse)).toBe(false);
    });

    test("verses without their names are found again", () => {
      const diff = obeysLaws(diffWorks(bare(first), bare(last)));
      expect(rightly(diff).length).toBeGreaterThan(0.96 * verses.length);
    });

    test("verses that changed places are said to have moved, and no more words are marked than if they had not", () => {
      const shuffled = bare(last);
      for (let at = 7; at < shuffled.length; at += 40)
        shuffled.splice((at * 17) % shuffled.length, 0, ...shuffled.splice(at, 1));
      const marked = ({ groups }: WorkDiff) =>
        groups
          .flatMap(({ changes }) => changes)
          .reduce((sum, { fromA, toA, fromB, toB }) => sum + toA - fromA + toB - fromB, 0);
      const diff = obeysLaws(diffWorks(bare(first), shuffled));
      expect(diff.groups.filter(({ moved }) => moved).length).toBeGreaterThan(20);
      expect(marked(diff)).toBeLessThan(1.05 * marked(diffWorks(bare(first), bare(last))));
    });

    test("paragraphs that were split or merged are known as such", () => {
      const paragraph = (side: Passage[], at: number) =>
        side
          .slice(at, at + 4)
          .map(({ text }) => text)
          .join(" ");
      const starts = numbersFrom(0, Math.floor(verses.length / 8)).map((index) => index * 8);
      const whole = starts.flatMap((at) => of(paragraph(first, at), paragraph(first, at + 4)));
      const halves = starts.flatMap((at) =>
        of(
          `${last[at]!.text} ${last[at + 1]!.text}`,
          `${last[at + 2]!.text} ${last[at + 3]!.text}`,
          paragraph(last, at + 4),
        ),
      );
      const count = (diff: WorkDiff, kind: string) => diff.groups.filter((group) => group.kind === kind).length;
      expect(count(obeysLaws(diffWorks(whole, halves)), "split")).toBeGreaterThan(0.93 * starts.length);
      expect(count(obeysLaws(diffWorks(halves, whole)), "merged")).toBeGreaterThan(0.93 * starts.length);
    });

    test("a verse that grows leaves all others as they are", () => {
      const grown = bare(last).map(({ text }, at) => ({ text: at === 300 ? `${text} ${LINES.join(" ")}` : text }));
      const told = (diff: WorkDiff) =>
        diff.groups
          .filter(({ a, b }) => !a.includes(300) && !b.includes(300))
          .map((group) => [group.a, group.b, group.kind, within(diff, group).changes]);
      expect(told(diffWorks(bare(first), grown))).toEqual(told(diffWorks(bare(first), bare(last))));
    });
  });
else console.warn("The corpus oeb-revisions.jsonl is absent: whole books of a real translation were not compared.");
