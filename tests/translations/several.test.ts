/** Several files that are one text. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../help/laws.ts";
import { readMarkdown } from "../../translations/exchange/markdown.ts";
import type { FileRead, Question } from "../../translations/exchange/reading.ts";
import { asOneText, byName } from "../../translations/exchange/several.ts";

const read = (text: string, questions: Question[] = []): FileRead => ({
  kind: "pieces",
  ...readMarkdown(text),
  questions,
});
const paragraph = fc.constantFrom("One line.", "# A heading", "- an item", "> quoted", "*slanted* words", "第一章");

test("law: a text cut between its passages is, file by file, the text that it was", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(paragraph, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      (all) => {
        const files = all.map((file) => file.map((words, at) => `${words} ${at}`).join("\n\n***\n\n"));
        const one = asOneText(files.map((file) => read(file)));
        expect(one).toEqual(read(files.join("\n\n***\n\n")));
      },
    ),
  );
});

test("law: names are in one order, whatever they came in, and numbers in them count", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([1, 2, 9, 10, 11, 100]), (numbers) => {
      const sorted = numbers.map((number) => ({ name: `Chapter ${number}.docx` })).toSorted(byName);
      expect(sorted.map(({ name }) => Number(/\d+/.exec(name)![0]))).toEqual(numbers.toSorted((x, y) => x - y));
    }),
  );
  expect(["b.txt", "02 z.txt", "a.txt", "1 x.txt"].map((name) => ({ name })).toSorted(byName)).toEqual(
    ["1 x.txt", "02 z.txt", "a.txt", "b.txt"].map((name) => ({ name })),
  );
});

describe("what several leave open is asked once", () => {
  const asking = (...questions: Question[]) => asOneText(questions.map((each) => read("Words.", [each]))).questions;

  test("with the number of all, and three samples", () => {
    const notes = (count: number, sample: string): Question => ({ about: "footnotes", count, samples: [sample, "b"] });
    expect(asking(notes(2, "a"), notes(5, "c"))).toEqual([{ about: "footnotes", count: 7, samples: ["a", "b", "c"] }]);
    const tracked = (people: string[]): Question => ({ about: "tracked", count: 1, people, samples: [] });
    expect(asking(tracked(["Ada"]), tracked(["Ben", "Ada"]))).toEqual([
      { about: "tracked", count: 2, people: ["Ada", "Ben"], samples: [] },
    ]);
  });

  test("of encodings, those in which all can be read; where there is none, the first one's", () => {
    const written = (...all: string[]): Question => ({
      about: "encoding",
      guesses: all.map((encoding) => ({ encoding, sample: encoding })),
    });
    expect(asking(written("gb18030", "big5"), written("big5", "latin1"))).toEqual([written("big5")]);
    expect(asking(written("gb18030"), written("latin1"))).toEqual([written("gb18030")]);
  });
});
