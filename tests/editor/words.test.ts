/** Words under the hand: the one that is pressed twice, and those that are carried elsewhere in a draft. */
import fc from "fast-check";
import type { Node } from "prosemirror-model";
import { TextSelection } from "prosemirror-state";
import { expect, test } from "vitest";
import { moveSelection, wordAt } from "../../editor/prosemirror/words.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { schema } from "../../translations/text/schema.ts";
import { FlatPerson, meet, placeOf, seedOf, strong } from "../help/flat-people.ts";
import { rendering } from "../help/renderings.ts";

test.each([
  ["the first letter", "the |dynamism of all", "dynamism"],
  ["the middle", "the dyna|mism of all", "dynamism"],
  ["the last letter", "the dynamism| of all", "dynamism"],
  ["an apostrophe", "the market’|s forces", "market’s"],
  ["Chinese", "厘清政|府和市场关系", "政府"],
  ["a word with a mark on a part of it", "mar|ket", "market"],
])("the word at a place is all of it: %s", (_what, words, expected) => {
  const at = words.indexOf("|");
  const doc = parseText(words.replace("|", ""));
  const found = wordAt(doc, at + 1, "en")!;
  expect(doc.textBetween(found.from, found.to)).toBe(expected);
});

test("there is no word among signs and in an empty paragraph", () => {
  expect(wordAt(parseText("one — two"), 5, "en")).toBeNull();
  expect(wordAt(schema.nodes.doc.create(null, schema.nodes.paragraph.create()), 1, "en")).toBeNull();
});

const two = (words: string): [FlatPerson, FlatPerson] => {
  const seed = seedOf(parseText(words));
  return [new FlatPerson(10, seed), new FlatPerson(20, seed)];
};

function carry(person: FlatPerson, to: string, offset = 0): void {
  person.dispatch(moveSelection(person.state, placeOf(person.state.doc, to) + offset)!);
}

test.each([
  ["on in their block", "One two three four.", "two ", "four", "One three two four."],
  ["back in their block", "One two three four.", "three ", "two", "One three two four."],
  ["into another block", "One two.\n\nThree four.", "two", "four", "One .\n\nThree twofour."],
  ["into a list", "One two.\n\n- Three\n- four", "two", "four", "One .\n\n- Three\n- twofour"],
])("words are carried %s in one edit, which undo takes back", (_what, words, carried, to, expected) => {
  const [ann, ben] = two(words);
  const before = ann.state.doc;
  ann.select(carried);
  carry(ann, to);
  meet(ann, ben);
  for (const { state, read } of [ann, ben]) {
    expect(canonicalText(state.doc)).toBe(expected);
    expect(read.eq(state.doc)).toBe(true);
  }
  const { from, to: end } = ann.state.selection;
  expect(ann.state.doc.textBetween(from, end)).toBe(carried);
  ann.undo();
  expect(ann.state.doc.eq(before)).toBe(true);
});

test("words keep their marks where they are carried", () => {
  const [ann, ben] = two("One two.\n\nThree four.");
  ann.select("two").run(strong);
  ann.select("ne two");
  carry(ann, "four");
  meet(ann, ben);
  for (const { state } of [ann, ben])
    expect(state.doc.lastChild!.toString()).toBe('paragraph("Three ne ", strong("two"), "four.")');
});

test("what another writes in words or takes out of them while they are carried goes with them", () => {
  const [ann, ben] = two("One two three.\n\nFour.");
  ann.select("two three");
  ben.at("three").type("and ");
  ben.select("tw").dispatch(ben.state.tr.deleteSelection());
  meet(ann, ben);
  carry(ann, "Four");
  meet(ann, ben);
  for (const { state } of [ann, ben]) expect(canonicalText(state.doc)).toBe("One .\n\no and threeFour.");
});

test("words that another took away meanwhile are not carried, and words set down on themselves stay", () => {
  const [ann, ben] = two("One two three.");
  ann.select("two ");
  expect(moveSelection(ann.state, placeOf(ann.state.doc, "wo"))).toBeNull();
  ben.select("two ").dispatch(ben.state.tr.deleteSelection());
  meet(ann, ben);
  expect(moveSelection(ann.state, placeOf(ann.state.doc, "ree"))).toBeNull();
});

test("what another writes in words that are carried at the same moment stays where they were", () => {
  const [ann, ben] = two("One two three.\n\nFour.");
  ann.select("two three");
  carry(ann, "Four");
  ben.at("three").type("and ");
  meet(ann, ben);
  for (const { state } of [ann, ben]) expect(canonicalText(state.doc)).toBe("One and .\n\ntwo threeFour.");
});

function isInPair(doc: Node, position: number): boolean {
  return /[\ud800-\udbff]/.test(doc.resolve(position).nodeBefore?.text?.at(-1) ?? "");
}

const letters = (text: string): string[] => Array.from(text).sort();

test("wherever anything is carried no letter is lost or doubled, and the draft says what is shown", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(rendering, share, share, share, (words, from, to, place) => {
      const person = new FlatPerson(10, seedOf(words));
      const { doc } = person.state;
      const started = person.read;
      // No hand stands inside of a surrogate pair.
      const at = (part: number): number => {
        const position = Math.floor(part * doc.content.size);
        return isInPair(doc, position) ? position - 1 : position;
      };
      const selection = TextSelection.between(doc.resolve(at(from)), doc.resolve(at(to)));
      person.dispatch(person.state.tr.setSelection(selection));
      const move = moveSelection(person.state, at(place));
      fc.pre(move !== null);
      person.dispatch(move);
      person.state.doc.check();
      expect(letters(person.state.doc.textContent)).toEqual(letters(doc.textContent));
      expect(person.read.eq(person.state.doc)).toBe(true);
      person.undo();
      expect(String(person.state.doc)).toBe(String(started));
    }),
    { numRuns: 100 },
  );
});
