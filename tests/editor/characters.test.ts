/**
 * Characters outside the basic plane: emoji, their sequences, rare Han. Each is two units, of which Yjs makes two that mean
 * nothing (U+FFFD) where they are parted: nothing that is written here parts them.
 */
import fc from "fast-check";
import { TextSelection } from "prosemirror-state";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { textOf } from "../../translations/draft/draft.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { readText } from "../../translations/draft/flat.ts";
import { rewrite } from "../../translations/draft/rewrite.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { enter, FlatPerson, meet, seedOf, strong } from "../help/flat-people.ts";

/** Many share their first half, and some their second. */
const character = fc.constantFrom("😀", "😁", "🙀", "𠮷", "𠮸", "👩‍👩‍👧", "👍🏽", "🇨🇳", "❤️", "a", "政", " ");
const words = fc.array(character, { minLength: 1, maxLength: 8 }).map((characters) => `x${characters.join("")}y`);

const act = fc.record({
  who: fc.nat(1),
  kind: fc.constantFrom("type", "type", "delete", "strong", "enter", "undo", "redo", "meet"),
  at: fc.nat(),
  length: fc.nat(6),
  letters: fc.array(character, { minLength: 1, maxLength: 3 }).map((characters) => characters.join("")),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function placeOf({ state: { doc } }: FlatPerson, at: number, cutting: boolean): number {
  const place = at % (doc.content.size + 1);
  const around = doc.textBetween(Math.max(0, place - 1), Math.min(doc.content.size, place + 1));
  return !cutting && /^[\ud800-\udbff][\udc00-\udfff]$/.test(around) ? place - 1 : place;
}

/** Does something where it is said, or between the halves of a character only if it may cut. */
function run(person: FlatPerson, { kind, at, length, letters }: Act, cutting: boolean): void {
  const [from, to] = [placeOf(person, at, cutting), placeOf(person, at + length, cutting)];
  const { doc } = person.state;
  const ends = TextSelection.between(doc.resolve(Math.min(from, to)), doc.resolve(Math.max(from, to)));
  person.dispatch(person.state.tr.setSelection(ends));
  if (kind === "type") person.dispatch(person.state.tr.insertText(letters));
  else if (kind === "delete") person.dispatch(person.state.tr.deleteSelection());
  else if (kind === "strong") person.run(strong);
  else if (kind === "enter") person.run(enter);
  else if (kind === "undo") person.undo();
  else if (kind === "redo") person.redo();
}

/** Two people and what everybody else has of them: all that they wrote, in the order in which it arrived. */
function live(seed: string, acts: readonly Act[], cutting: boolean): { people: FlatPerson[]; log: Y.Doc } {
  const begun = seedOf(parseText(seed));
  const people = [new FlatPerson(2, begun), new FlatPerson(3, begun)];
  const log = exactDoc();
  Y.applyUpdate(log, begun);
  const meeting = (): void => {
    for (const { written } of people) for (const update of written) Y.applyUpdate(log, update);
    meet(...people);
  };
  for (const each of acts) {
    if (each.kind === "meet") meeting();
    else run(people[each.who]!, each, cutting);
  }
  meeting();
  return { people, log };
}

const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\ufffd/;

describe("two people who write, take out, format, split and undo", () => {
  test("part no character, and all read the same", () => {
    fc.assert(
      fc.property(words, fc.array(act, { maxLength: 14 }), (seed, acts) => {
        const { people, log } = live(seed, acts, false);
        const read = readText(textOf(log)).rendering;
        expect(read.textContent).not.toMatch(HALF);
        for (const { state } of people) expect(state.doc.toJSON()).toEqual(read.toJSON());
      }),
      { numRuns: 100 },
    );
  });

  test("all read the same also where a step of a stranger's program cuts one", () => {
    fc.assert(
      fc.property(words, fc.array(act, { maxLength: 14 }), (seed, acts) => {
        const { people, log } = live(seed, acts, true);
        const read = canonicalText(readText(textOf(log)).rendering);
        for (const person of people) expect(canonicalText(person.read)).toBe(read);
      }),
      { numRuns: 80 },
    );
  });

  test("one that a keyboard gives in halves, or that another with the same half takes the place of, is whole", () => {
    const seed = seedOf(parseText("Say 😀 words."));
    const [ann, ben] = [new FlatPerson(2, seed), new FlatPerson(3, seed)];
    ann.at("words").type("😁🙀");
    const second = ann.state.doc.textContent.indexOf("😀") + 2;
    ann.dispatch(ann.state.tr.insertText("\ude01", second, second + 1));
    meet(ann, ben);
    for (const { state, read } of [ann, ben])
      expect([state.doc.textContent, read.textContent]).toEqual(["Say 😁 😁🙀words.", "Say 😁 😁🙀words."]);
  });

  test("words typed where another took some out that began with one: it comes back whole", () => {
    const seed = seedOf(parseText("Say 😀 words here."));
    const [ann, ben] = [new FlatPerson(2, seed), new FlatPerson(3, seed)];
    ann.select("😀 words").dispatch(ann.state.tr.deleteSelection());
    meet(ann, ben);
    ben.at(" here").type("no");
    meet(ann, ben);
    ann.undo();
    meet(ann, ben);
    for (const { state } of [ann, ben]) expect(state.doc.textContent).toMatch(/^Say (no😀 words|😀 wordsno) here\.$/);
  });
});

test("where another program takes out half of one, all have the same in its place, and go on", () => {
  const seed = seedOf(parseText("Say 𠮷野 words."));
  const [ann, ben, stock] = [new FlatPerson(2, seed), new FlatPerson(3, seed), new Y.Doc()];
  Y.applyUpdate(stock, seed);
  ben.at("野").type("😀");
  textOf(stock).delete(textOf(stock).toString().indexOf("𠮷") + 2, 1);
  for (const person of [ann, ben]) person.receive(Y.encodeStateAsUpdate(stock));
  meet(ann, ben);
  ann.at(" words").type("😁");
  meet(ann, ben);
  for (const { state, read } of [ann, ben])
    for (const doc of [state.doc, read]) expect(canonicalText(doc)).toBe("Say \ufffd😀野😁 words.");
});

test("a draft made to say other words parts none, in its own copy and in others", () => {
  fc.assert(
    fc.property(words, words, words, (before, after, beside) => {
      const seed = seedOf(parseText(`${before} ${beside}\n\n${before}`));
      const [doc, copy] = [exactDoc(), exactDoc()];
      for (const each of [doc, copy]) Y.applyUpdate(each, seed);
      doc.on("update", (update: Uint8Array) => Y.applyUpdate(copy, update));
      const wanted = parseText(`${after} ${beside}\n\n${after}`);
      rewrite(textOf(doc), wanted);
      for (const each of [doc, copy]) expect(readText(textOf(each)).rendering.toJSON()).toEqual(wanted.toJSON());
    }),
    { numRuns: 80 },
  );
});
