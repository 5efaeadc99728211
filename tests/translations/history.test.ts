/** A text's history from its states: the newest is what its own import brings, and every version stood in its commit. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../help/laws.ts";
import { standingAlone } from "../../translations/exchange/beside.ts";
import { Counting } from "../../translations/exchange/brought.ts";
import { commitIn } from "../../translations/exchange/commits.ts";
import { TextHistory, type Change } from "../../translations/exchange/history.ts";
import { lived, unitsOfKeyed, unitsOfPieces, type Lived } from "../../translations/exchange/lived.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import { readText } from "../../translations/exchange/text.ts";
import { windowsOf } from "../../translations/exchange/windows.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";

const sentence = fc.constantFrom(
  "The beginning of the good news about Jesus Christ.",
  "The beginning of the Good News about Christ.",
  "It is said in the prophet Isaiah.",
  "It stands written in Isaiah the prophet.",
  "A voice cries aloud in the wilderness.",
  "John wore clothes made of camels' hair.",
  "# Mark",
  "# The preparation",
);
const states = fc.array(fc.array(sentence, { maxLength: 8 }), { minLength: 1, maxLength: 8 });

const changeAt = (at: number): Change => ({
  id: `c${at}`,
  date: `2010-01-0${at + 1}`,
  by: ["Ada"],
  reason: `step ${at}`,
});
const textOf = (paragraphs: readonly string[]) => paragraphs.join("\n\n");
const order = ({ id }: Change) => Number(id.slice(1));

function livedText(texts: readonly string[]): Lived {
  const history = new TextHistory();
  texts.forEach((text, at) => history.next(unitsOfPieces(readText(text).pieces), changeAt(at)));
  const own = standingAlone(readText(texts.at(-1)!).pieces);
  return lived(
    own,
    own.map(() => 1),
    [history],
    order,
  );
}

function livedLines(files: readonly string[]): Lived {
  const history = new TextHistory();
  files.forEach((file, at) => history.next(unitsOfKeyed(readJsonl(file).passages), changeAt(at)));
  const own = readJsonl(files.at(-1)!).passages;
  return lived(
    own,
    own.map(() => 1),
    [history],
    order,
  );
}

const lineOf = (id: string, text: string) => `${JSON.stringify({ id, versions: [{ text }] })}\n`;
const wordsOf = ({ passages }: Lived, id: string) =>
  passages
    .find((passage) => passage.id === id)!
    .versions.map(({ rendering }) => canonicalText(renderingFromJson(rendering!)));

describe("laws", () => {
  test("windows hold all that differs, and nothing stands between them but equals", () => {
    const list = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 12 });
    fc.assert(
      fc.property(list, list, (a, b) => {
        let [i, j] = [0, 0];
        for (const { fromA, toA, fromB, toB } of windowsOf(a, b)) {
          expect(a.slice(i, fromA)).toEqual(b.slice(j, fromB));
          [i, j] = [toA, toB];
        }
        expect(a.slice(i)).toEqual(b.slice(j));
      }),
    );
  });

  test("what stands is what the newest state's own import brings, in its order", () => {
    fc.assert(
      fc.property(states, (all) => {
        const texts = all.map(textOf);
        const { passages, gone } = livedText(texts);
        const away = new Set(gone.map(({ passage }) => passage));
        const standing = passages.filter(({ id }) => !away.has(id));
        const plain = standing.map(({ versions, current, ...rest }) => ({
          ...rest,
          words: versions[current - 1]?.rendering,
        }));
        const own = standingAlone(readText(texts.at(-1)!).pieces);
        expect(plain).toEqual(
          own.map(({ versions, current: _, ...rest }) => ({ ...rest, words: versions[0]!.rendering })),
        );
        expect(passages.filter(({ id }) => away.has(id)).every(({ current }) => current === 0)).toBe(true);
        expect(new Set(passages.map(({ id }) => id)).size).toBe(passages.length);
      }),
    );
  });

  test("each version's words stood in its commit, and differ from those before it", () => {
    fc.assert(
      fc.property(states, (all) => {
        const texts = all.map(textOf);
        for (const { versions } of livedText(texts).passages)
          versions.forEach(({ rendering, provenance, base }, index) => {
            const there = readText(texts[Number(provenance!.slice(1))]!).pieces.map((piece) =>
              JSON.stringify(piece.rendering),
            );
            expect(there).toContain(JSON.stringify(rendering));
            expect(JSON.stringify(rendering)).not.toBe(JSON.stringify(versions[index - 1]?.rendering));
            expect(base).toBe(index === 0 ? null : index);
          });
      }),
    );
  });

  test("told from the beginning again, it is the same", () => {
    fc.assert(
      fc.property(states, (all) => {
        expect(livedText(all.map(textOf))).toEqual(livedText(all.map(textOf)));
      }),
    );
  });
});

test("a passage that is revised, one put before it, and one that goes", () => {
  const before = ["John wore clothes made of camels' hair.", "A voice cries.", "It is said."];
  const after = ["New.", "John was clothed in camels' hair.", "A voice cries."];
  const { passages, gone } = livedText([textOf(before), textOf(after)]);
  expect(passages.map(({ id, versions, current }) => [id, versions.length, current])).toEqual([
    ["1", 1, 1],
    ["2", 2, 2],
    ["3", 1, 1],
    ["4", 1, 0],
  ]);
  expect(gone.map(({ passage, change }) => [passage, change.id])).toEqual([["4", "c1"]]);
});

test("what goes and comes back is the same passage", () => {
  const all = ["A voice cries.", "It is said.", "John came."];
  const { passages, gone } = livedText([textOf(all), textOf(all.slice(0, 1)), textOf(all)]);
  expect(gone).toEqual([]);
  expect(passages.map(({ versions }) => versions.map(({ provenance }) => provenance))).toEqual([
    ["c0"],
    ["c0"],
    ["c0"],
  ]);
});

test("lines are known again by their keys, whatever becomes of their words and places", () => {
  const files = [
    lineOf("Mark 1:1", "One.") + lineOf("Mark 1:2", "Two."),
    lineOf("Mark 1:2", "Other words.") + lineOf("Mark 1:1", "One."),
    lineOf("Mark 1:2", "Other words."),
  ];
  const told = livedLines(files);
  expect(wordsOf(told, "mark-1-2").map((words) => words.trim())).toEqual(["Two.", "Other words."]);
  expect(told.gone.map(({ passage }) => passage)).toEqual(["mark-1-1"]);
});

describe("commits", () => {
  const object = (author: string, message: string) =>
    `tree 0\nparent a\nparent b\nauthor ${author}\ncommitter x <x> 0 +0000\n\n${message}`;

  test("name their author, when, and who wrote with them, and no address", () => {
    const counting = new Counting();
    const message =
      "Nearer to the Greek\n\nIt says more.\n\nCo-authored-by: Grace Hopper <g@h>\nSigned-off-by: Ada <a@b>\n";
    expect(commitIn(object("Ada Lovelace <ada@example.org> 1269383767 +1100", message), counting)).toEqual({
      parents: ["a", "b"],
      by: ["Ada Lovelace", "Grace Hopper"],
      date: "2010-03-24T09:36:07+11:00",
      message: "Nearer to the Greek\n\nIt says more.",
    });
    expect(counting.counts()).toEqual({});
  });

  test.each(["99999999999999 +0000", "-5 +0000", "1269383767 +9900", "x"])("a date such as %s is none", (date) => {
    const counting = new Counting();
    expect(commitIn(object(`Ada <a@b> ${date}`, "m"), counting).date).toBeNull();
    expect(counting.counts()).toMatchObject({ date: 1 });
  });

  test("a NUL in a message is left out; of one that is too long its first line is kept", () => {
    const counting = new Counting();
    expect(commitIn(object("Ada <a@b> 1 +0000", "one\0two"), counting).message).toBe("onetwo");
    expect(commitIn(object("Ada <a@b> 1 +0000", `First.\n\n${"x".repeat(20_000)}`), counting).message).toBe("First.");
    expect(counting.counts()).toEqual({ "messages in full": 1 });
  });
});
