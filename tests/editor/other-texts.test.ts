/** The wordings of words of a draft, as they are told: who said them, from which version to which, and why. */
import { expect, test } from "vitest";
import type { OtherText, WordNote } from "../../editor/drafting/drafting.ts";
import { choicesOf } from "../../editor/drafting/other-texts.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";

const ANN = { name: "Ann" };

function text(from: OtherText["from"], words: string, more: Partial<OtherText> = {}): OtherText {
  const rendering = renderingToJson(parseText(words));
  return { from, base: null, people: [ANN], at: "2026-11-01", reason: "", refused: "", rendering, notes: [], ...more };
}

const version = (number: number, words: string, more: Partial<OtherText> = {}): OtherText =>
  text({ kind: "version", number }, words, { reason: `Why v${number}.`, ...more });

function note(words: string, on: string, body: string, ...alternatives: string[]): WordNote {
  const from = words.indexOf(on);
  return { from, to: from + on.length, body, alternatives, author: { name: "Ben" }, at: "2026-11-02" };
}

const FIRST = "Clarify the relation of markets.";
const NOW = "Sort out the relation of markets.";

/** Each wording of what `on` says in the draft, with a line for whoever says it. */
function told(draft: string, on: string, texts: readonly OtherText[]): string[] {
  const from = draft.indexOf(on);
  return choicesOf(draft, { from, to: from + on.length }, texts).map(({ wording, isHere, instead, told }) => {
    const lines = told.map(({ source, last, reason }) => {
      const { from: of } = source.text;
      const who = source.note
        ? "note"
        : of.kind === "version"
          ? `v${of.number}${last === of.number ? "" : `-v${last}`}`
          : of.kind;
      return `${who} ${reason}`;
    });
    return `${wording.words.trim()}${isHere ? " (here)" : ""}${instead && ` for ${instead}`}: ${lines.join(" / ")}`;
  });
}

test("versions in a row that say the same are told as one, with why the first of them came; a word that came back twice", () => {
  const versions = [version(4, NOW), version(3, FIRST), version(2, NOW), version(1, NOW)];
  expect(told(NOW, "Sort out", versions)).toEqual([
    "Sort out (here): v4 Why v4. / v1-v2 Why v1.",
    "Clarify: v3 Why v3.",
  ]);
});

test("a note on the words is their reason, before that of the whole, and what it offers is a wording of those words alone", () => {
  const notes = [note(FIRST, "Clarify", "It is 厘清.", "Settle")];
  const texts = [version(1, FIRST, { notes })];
  expect(told(NOW, "Sort", texts)).toEqual([
    "Clarify for Sort out: v1 It is 厘清.",
    "Settle for Sort out: note It is 厘清.",
  ]);
  expect(told(NOW, "relation", texts)).toEqual(["relation (here): v1 Why v1."]);
});

test("what was proposed speaks only of what it words otherwise than the version that it revises", () => {
  const declined = text({ kind: "declined", proposal: "p" }, FIRST.replace("relation", "relationship"), {
    base: 1,
    reason: "Closer.",
    refused: "Too long.",
  });
  const texts = [version(1, FIRST), declined];
  expect(told(FIRST, "relation", texts)).toEqual(["relation (here): v1 Why v1.", "relationship: declined Closer."]);
  expect(told(FIRST, "Clarify", texts)).toEqual(["Clarify (here): v1 Why v1."]);
});
