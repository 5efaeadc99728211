/** Laws of notes after their version: their own words or none, and none are lost from sight. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "../../translations/compare/change.ts";
import { diffTexts } from "../../translations/compare/words/words.ts";
import type { Version } from "../../translations/ledger/state.ts";
import { anchorAt, anchorOn, resolve } from "../../translations/notes/anchor.ts";
import { carry } from "../../translations/apparatus/carry.ts";
import { standingNotes, wordsSince } from "../../translations/apparatus/apparatus.ts";
import type { Note } from "../../translations/notes/note.ts";
import { canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { digestOfText } from "../../translations/text/digest.ts";

const word = fc.constantFrom("the", "market", "State", "guides", "of", "有", "为政府", "naïve", "growth", "a");
const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => `${words.join(" ")}.`);
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((sentences) => sentences.join(" "));

/** A text with one of its words chosen. */
const chosen = fc.tuple(paragraph, fc.nat()).map(([text, pick]) => {
  const all = [...text.matchAll(/[^ .]+/g)];
  const { index, 0: exact } = all[pick % all.length]!;
  return { text, anchor: anchorAt(text, index, index + exact.length) };
});

describe("carrying an anchor", () => {
  test("nothing changed: it stays, as resolve says", () => {
    fc.assert(
      fc.property(chosen, ({ text, anchor }) => {
        expect(carry(anchor, text, text, [])).toEqual(anchor);
        expect(resolve(anchor, text)).toMatchObject({ start: anchor.start, end: anchor.end });
      }),
    );
  });

  test("from any text to any text, it has the same words or none", () => {
    fc.assert(
      fc.property(chosen, paragraph, ({ text, anchor }, to) => {
        const carried = carry(anchor, text, to, diffTexts(text, to));
        if (carried) expect(carried).toEqual(anchorAt(to, carried.start, carried.start + anchor.exact.length));
        if (carried) expect(carried.exact).toBe(anchor.exact);
      }),
    );
  });

  test("words outside every change stand where the changes leave them, however many are like them", () => {
    fc.assert(
      fc.property(chosen, paragraph, paragraph, fc.boolean(), ({ text, anchor }, one, other, before) => {
        const [from, to] = before ? [`${one} ${text}`, `${other} ${text}`] : [`${text} ${one}`, `${text} ${other}`];
        const [old, now] = before ? [0, 0] : [text.length + 1, text.length + 1];
        const change: Change = {
          fromA: old,
          toA: old + one.length,
          fromB: now,
          toB: now + other.length,
          kind: "replaced",
        };
        const was = anchor.start + (before ? one.length + 1 : 0);
        const is = anchor.start + (before ? other.length + 1 : 0);
        const carried = carry(anchorAt(from, was, was + anchor.exact.length), from, to, [change]);
        expect(carried).toEqual(anchorAt(to, is, is + anchor.exact.length));
      }),
    );
  });

  test("a word taken out is gone, though the same word stands elsewhere", () => {
    fc.assert(
      fc.property(chosen, ({ text, anchor }) => {
        const { start, end } = anchor;
        const to = text.slice(0, start) + text.slice(end);
        const deleted: Change = { fromA: start, toA: end, fromB: start, toB: start, kind: "deleted" };
        expect(carry(anchor, text, to, [deleted])).toBeNull();
      }),
    );
  });

  test("a word replaced here is not found in a lookalike written elsewhere in the same revision", () => {
    fc.assert(
      fc.property(chosen, fc.boolean(), ({ text, anchor }, atEnd) => {
        const replaced = `${text.slice(0, anchor.start)}OTHER${text.slice(anchor.end)}`;
        const lookalike = `WHEN ${anchor.exact} CAME`;
        const to = atEnd ? `${replaced} ${lookalike}` : `${lookalike} ${replaced}`;
        const shift = atEnd ? 0 : lookalike.length + 1;
        const here: Change = {
          fromA: anchor.start,
          toA: anchor.end,
          fromB: anchor.start + shift,
          toB: anchor.start + shift + 5,
          kind: "replaced",
        };
        const there: Change = atEnd
          ? { fromA: text.length, toA: text.length, fromB: replaced.length, toB: to.length, kind: "inserted" }
          : { fromA: 0, toA: 0, fromB: 0, toB: shift, kind: "inserted" };
        expect(carry(anchor, text, to, atEnd ? [here, there] : [there, here])).toBeNull();
      }),
    );
  });

  const examples = [
    { name: "a revised neighbour", from: "We [clarify] the line.", to: "We [clarify] a limit." },
    { name: "revised words", from: "We [clarify] the line.", to: "We sort out the line." },
    {
      name: "the same word stands elsewhere: still gone",
      from: "We [clarify] the line. They clarify it too.",
      to: "We sort out the line. They clarify it too.",
    },
    {
      name: "a rewriting that kept the word",
      from: "The State [guides] markets, slowly.",
      to: "Slowly, and with care, it [guides] what markets there are.",
    },
    {
      name: "a sentence moved to the end",
      from: "First we [clarify] the line between them. Then growth follows, as night the day. Nothing more is said.",
      to: "Then growth follows, as night the day. Nothing more is said. First we [clarify] the line between them.",
    },
    {
      name: "a short sentence moved",
      from: "First come people in great numbers. We [act] now. Then comes growth, slowly and surely.",
      to: "First come people in great numbers. Then comes growth, slowly and surely. We [act] now.",
    },
    { name: "a paragraph broken before it", from: "One thing. [Another] thing.", to: "One thing.\n\n[Another] thing." },
    { name: "a paragraph broken within it", from: "One [thing. Another] thing.", to: "One thing.\n\nAnother thing." },
    { name: "a paragraph made a list", from: "[One] thing\n\nAnother thing", to: "- [One] thing\n- Another thing" },
    { name: "a word put into it", from: "an [effective market] here", to: "an effective free market here" },
    { name: "a Chinese character beside a new one", from: "市场和[有]为政府", to: "市场与[有]为政府" },
  ];
  for (const { name, from, to } of examples)
    test(`by example: ${name}`, () => {
      const [was, is] = [unmarked(from), unmarked(to)];
      expect(carry(marked(from)!, was, is, diffTexts(was, is))).toEqual(marked(to));
    });

  const doubles = "the ".repeat(40).trim();
  const nth = (n: number, text: string) => anchorOn(text, "the", n);

  test("words set otherwise stand where they stood, even among nothing but doubles", () => {
    const whole: Change = { fromA: 0, toA: doubles.length, fromB: 0, toB: doubles.length, kind: "reformatted" };
    expect(carry(nth(20, doubles), doubles, doubles, [whole])).toEqual(nth(20, doubles));
  });

  test("a paragraph broken before them shifts them by what stands between", () => {
    const broken = doubles.replace("the the", "the\n\nthe");
    const second: Change = { fromA: 3, toA: 7, fromB: 3, toB: 8, kind: "reformatted" };
    for (const n of [2, 20]) expect(carry(nth(n, doubles), doubles, broken, [second])).toEqual(nth(n, broken));
  });

  test("a word put right before the words, though it is the same, is not theirs", () => {
    const inserted: Change = { fromA: 4, toA: 4, fromB: 4, toB: 8, kind: "inserted" };
    expect(carry(nth(2, "the the"), "the the", "the the the", [inserted])).toEqual(nth(3, "the the the"));
  });

  test("a rewriting of everything that has the word once keeps the note", () => {
    const [from, to] = ["We clarify it.", "Limits have to be clear: clarify them."];
    const all: Change = { fromA: 0, toA: from.length, fromB: 0, toB: to.length, kind: "replaced" };
    expect(carry(anchorOn(from, "clarify"), from, to, [all])).toEqual(anchorOn(to, "clarify"));
  });

  test("changes that do not lead there are not trusted: the quotation decides", () => {
    expect(carry(anchorOn("We clarify it.", "clarify"), "We clarify it.", "So we clarify it.", [])?.start).toBe(6);
    expect(carry(anchorOn("We clarify it.", "clarify"), "Other words.", "So we clarify it.", [])?.start).toBe(6);
  });
});

function unmarked(text: string): string {
  return text.replace(/[[\]]/g, "");
}

function marked(text: string) {
  const start = text.indexOf("[");
  return start < 0 ? null : anchorAt(unmarked(text), start, text.indexOf("]") - 1);
}

test("a note from before quotations had signs hangs on the same words, whatever else is like them", () => {
  const recorded = "> five or five\n\n> five and more\n\n- | bar";
  const now = "\\> five or five\n\n\\> five and more\n\n- \\| bar";
  const anchors = [...recorded.matchAll(/five\n\n> five|> five|and|\| bar/g)].map(({ index, 0: exact }) =>
    anchorAt(recorded, index, index + exact.length),
  );
  const notes = anchors.map((anchor, number) => note(`n${number}`, anchor));
  const old = version(1, null, now, ...notes);
  const first = { ...old, words: { ...old.words!, digest: digestOfText(recorded) } };
  const placed = (upTo: number, versions: Version[]): (string | null)[] =>
    standingNotes(versions, upTo).map(({ note: { id, target } }) => target && `${id} ${target.start} ${target.exact}`);
  const expected = ["n0 1 > five", "n1 11 five\n\n\\> five", "n2 25 and", "n3 38 | bar"];
  expect(placed(1, [first])).toEqual(expected);
  expect(placed(2, [first, version(2, 1, now)])).toEqual(expected);
});

/** A version of these words; null: not held. */
function version(number: number, base: number | null, text: string | null, ...notes: Note[]): Version {
  const rendering = text === null ? null : parseText(text);
  return {
    number,
    madeCurrent: true,
    base,
    words: rendering && { rendering: renderingToJson(rendering), digest: digestOfText(canonicalText(rendering)) },
    contributors: [],
    date: "2022-01-24",
    publishedIn: [],
    rationale: "",
    notes,
    provenance: "",
    review: { kind: "recorded", by: { name: "Ann" } },
    proposal: null,
    supplied: null,
    record: { position: number, digest: "", previous: null, at: "2022-01-24T00:00:00Z" },
    removals: [],
  };
}

function note(id: string, target: Note["target"], lost?: string): Note {
  const facts = { author: { name: "Ann" }, date: "2022-01-24", category: "terminology", body: "Because." } as const;
  return { id, ...facts, target, source: null, alternatives: [], ...(lost === undefined ? {} : { lost }) };
}

function noteOn(text: string, id: string, exact = id): Note {
  return note(id, anchorOn(text, exact));
}

/** Each standing note in a line: `id@start`, `id whole`, `id gone`. */
function lines(versions: readonly Version[], upTo: number): string[] {
  return standingNotes(versions, upTo).map(({ note: { id, target }, gone }) =>
    gone ? `${id} gone` : target ? `${id}@${target.start}` : `${id} whole`,
  );
}

const V2 = "Clarify the relationship between government and markets.";
const V3 = "Clarify relations between the government and markets.";
const V4 = "Sort out relations between the government and markets.";

describe("the notes that stand with a version", () => {
  test("are its own and those before it, carried, in the order of their words", () => {
    const versions = [
      version(1, null, null),
      version(2, 1, V2, noteOn(V2, "markets"), noteOn(V2, "Clarify"), note("all", null)),
      version(3, 2, V3, noteOn(V3, "relations"), noteOn(V3, "again", "markets")),
      version(4, 3, V4, noteOn(V4, "Sort out")),
    ];
    expect(lines(versions, 1)).toEqual([]);
    expect(lines(versions, 2)).toEqual(["Clarify@0", "markets@48", "all whole"]);
    expect(lines(versions, 3)).toEqual(["Clarify@0", "relations@8", "markets@45", "again@45", "all whole"]);
    expect(lines(versions, 4)).toEqual([
      "Sort out@0",
      "relations@9",
      "markets@46",
      "again@46",
      "all whole",
      "Clarify gone",
    ]);
    expect(lines([...versions].reverse(), 4)).toEqual(lines(versions, 4));
  });

  test("whose words are gone quote them, and say which version they came with", () => {
    const versions = [version(1, null, V2, noteOn(V2, "Clarify")), version(2, 1, V4)];
    expect(standingNotes(versions, 2)).toEqual([
      { note: { ...noteOn(V2, "Clarify"), target: null, lost: "Clarify" }, version: 1, gone: true, retired: 2 },
    ]);
  });

  test("come back with their words", () => {
    const versions = [version(1, null, V3, noteOn(V3, "Clarify")), version(2, 1, V4), version(3, 2, V3)];
    expect(lines(versions, 2)).toEqual(["Clarify gone"]);
    expect(lines(versions, 3)).toEqual(["Clarify@0"]);
  });

  test("once gone, do not take a lookalike that was there all along", () => {
    const first = "We clarify it. They clarify it too.";
    const versions = [
      version(1, null, first, noteOn(first, "clarify")),
      version(2, 1, "We sort it out. They clarify it too."),
      version(3, 2, "They clarify it too."),
    ];
    expect(lines(versions, 2)).toEqual(["clarify gone"]);
    expect(lines(versions, 3)).toEqual(["clarify gone"]);
  });

  test("stay with their own of many doubles", () => {
    const refrain = "So the State guides the market, and the market guides the State, as ever it did. "
      .repeat(5)
      .trim();
    const third = anchorOn(refrain, "as ever", 3);
    const later = refrain.replace("So the State guides", "Then the State leads");
    const versions = [version(1, null, refrain, note("n", third)), version(2, 1, later)];
    expect(standingNotes(versions, 2)[0]!.note.target).toEqual(anchorOn(later, "as ever", 3));
  });

  test("are carried over a version that is not held, and from one by their quotation", () => {
    const unheld = version(2, 1, null, noteOn(V2, "markets"), noteOn(V2, "relationship"));
    const versions = [version(1, null, V2, noteOn(V2, "Clarify")), unheld, version(3, 2, V3)];
    expect(lines(versions, 3)).toEqual(["Clarify@0", "markets@45", "relationship gone"]);
    expect(standingNotes(versions, 2).map(({ note: { lost }, gone }) => [lost, gone])).toEqual([
      ["markets", false],
      ["relationship", false],
      ["Clarify", true],
    ]);
  });

  test("of a version beside the line are carried straight to the line", () => {
    const side = version(3, 2, V4, noteOn(V4, "government"), noteOn(V4, "Sort out"));
    const versions = [version(1, null, null), version(2, 1, V2), side, version(4, 2, V3)];
    expect(lines(versions, 4)).toEqual(["government@30", "Sort out gone"]);
  });

  test("that had lost their words when recorded stay with the whole of their version, and are gone after", () => {
    const versions = [version(1, null, V2, note("n", null, "clear up")), version(2, 1, V3)];
    expect(lines(versions, 1)).toEqual(["n whole"]);
    expect(lines(versions, 2)).toEqual(["n gone"]);
  });

  test("are asked for with a version that is there", () => {
    expect(() => standingNotes([version(1, null, V2)], 2)).toThrow(RangeError);
  });

  const history = fc
    .array(
      fc.record({
        held: fc.boolean(),
        text: paragraph,
        back: fc.nat({ max: 3 }),
        picks: fc.array(fc.nat(), { maxLength: 3 }),
      }),
      {
        minLength: 1,
        maxLength: 5,
      },
    )
    .map((steps) =>
      steps.map(({ held, text, back, picks }, index) => {
        const words = [...text.matchAll(/[^ .]+/g)];
        const notes = picks.map((pick, n) => {
          const { index: at, 0: exact } = words[pick % words.length]!;
          return note(`v${index + 1}n${n}`, pick % 5 === 0 ? null : anchorAt(text, at, at + exact.length));
        });
        return version(index + 1, index === 0 ? null : Math.max(1, index - back), held ? text : null, ...notes);
      }),
    );

  test("in any history: each note once, on its own words or none, in order, and the same each time", () => {
    fc.assert(
      fc.property(history, (versions) => {
        for (const { number, words } of versions) {
          const standing = standingNotes(versions, number);
          const known = versions.slice(0, number).flatMap(({ notes }) => notes);
          expect(standing.map(({ note: { id } }) => id).sort()).toEqual(known.map(({ id }) => id).sort());
          const text = words ? textOf(words.rendering) : "";
          for (const { note: now, version: from, gone } of standing) {
            const was = known.find(({ id }) => id === now.id)!;
            if (now.target) expect(text.slice(now.target.start, now.target.end)).toBe(was.target?.exact);
            else expect(now.lost).toBe(was.target?.exact);
            expect(gone).toBe(from < number && now.target === null && was.target !== null);
            if (from === number && words) expect(now).toEqual(was);
          }
          const ranks = standing.map(({ note: { target }, gone }) => (gone ? 1e9 : (target?.start ?? 1e6)));
          expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
          expect(standingNotes(versions, number)).toEqual(standing);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("in any history: words that were chosen are followed as a note on them is, and to no lookalike", () => {
    fc.assert(
      fc.property(history, (versions) => {
        for (const { number } of versions) {
          const notes = standingNotes(versions, number).filter(({ version }) => versions[version - 1]!.words !== null);
          const chosen = notes.flatMap(({ note: { id }, version }) => {
            const anchor = versions[version - 1]!.notes.find((each) => each.id === id)!.target;
            return anchor ? [{ id, anchor, version }] : [];
          });
          wordsSince(versions, chosen, number).forEach((since, at) => {
            expect(since !== null).toBe(versions[number - 1]!.words !== null);
            if (!since) return;
            const { here, changed } = since;
            const { note, gone, retired = null } = notes.find((each) => each.note.id === chosen[at]!.id)!;
            expect(here).toEqual(note.target);
            if (gone) expect(changed).toBe(retired);
            if (here) expect([here.exact, changed]).toEqual([chosen[at]!.anchor.exact, null]);
          });
        }
      }),
      { numRuns: 60 },
    );
  });
});

function textOf(rendering: NonNullable<Version["words"]>["rendering"]): string {
  return canonicalText(renderingFromJson(rendering));
}
