/**
 * The laws of the living text. Each is run on random programs with seeds 1, 2, 3 …, beginning with SEED; `RUNS` times as many
 * with RUNS=100. What breaks says its seed.
 */
import { EditorState } from "prosemirror-state";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { readText, seedText } from "../../translations/draft/flat.ts";
import { parseText } from "../../translations/text/parse.ts";
import { schema } from "../../translations/text/schema.ts";
import { anyAct, below, chanceFrom, FlatPerson, oneOf, seedOf, type Chance } from "../help/flat-people.ts";
import { putJunk, spoil } from "../help/flat-junk.ts";
import { runProgram, type Outcome, type ProgramOptions } from "../help/flat-program.ts";
import { rendering } from "../help/renderings.ts";
import fc from "fast-check";
import { eachSeed, LONG, TIMES } from "../help/seeds.ts";

const BEGINNINGS = [
  "Alpha beta gamma.\n\nDelta epsilon zeta.\n\n- one\n- two\n  1. inner\n  2. inner two\n- three\n\n  more\n\n## Head\n\nEnd.",
  "",
  "Just one paragraph of words.",
  "Who says:\n\n> As it is said\n>\n> | One line of it\n> | and another\n>\n> | apart\n>\n> - an item\n\n| Verse in two\n| lines of words\n\nEnd.",
];

const anyLetter = (chance: Chance): string => oneOf(chance, "abcdefghij ".split(""));
const anyLetters = (chance: Chance) => (count: number) =>
  Array.from({ length: count }, () => anyLetter(chance)).join("");

/** Types, or does anything else, in two states at once. */
function both(chance: Chance, person: FlatPerson, alone: { state: EditorState }): string {
  const act =
    chance() < 0.34
      ? typing(Array.from({ length: 1 + below(chance, 4) }, () => anyLetter(chance)))
      : anyAct(chance, anyLetters(chance));
  act.run(person.state, person.dispatch);
  act.run(alone.state, (transaction) => (alone.state = alone.state.apply(transaction)));
  return act.name;
}

function typing(letters: readonly string[]): ReturnType<typeof anyAct> {
  return {
    name: `types ${letters.join("")}`,
    run: (state, dispatch) => {
      for (const letter of letters) {
        const { tr } = state;
        tr.insertText(letter);
        state = state.apply(tr);
        dispatch(tr);
      }
    },
  };
}

function expectAlone(person: FlatPerson, alone: { state: EditorState }, act: string): void {
  const { doc, selection } = person.state;
  doc.check();
  if (!alone.state.doc.eq(doc)) throw new Error(`after ${act}: ${String(doc)} for ${String(alone.state.doc)}`);
  if (!alone.state.selection.eq(selection)) throw new Error(`after ${act}: another selection`);
  if (!person.read.eq(doc)) throw new Error(`after ${act}: read as ${String(person.read)}, shown as ${String(doc)}`);
}

test(
  "a session alone is ProseMirror without Yjs, selection too, and what it wrote replays to the same",
  { timeout: LONG },
  () => {
    let acts = 0;
    eachSeed(60, (seed) => {
      const chance = chanceFrom(seed);
      const begun = seedOf(parseText(BEGINNINGS[seed % 4]!));
      const person = new FlatPerson(7, begun);
      const alone = { state: EditorState.create({ schema, doc: person.state.doc }) };
      for (let step = 0; step < 60; step++, acts++) expectAlone(person, alone, both(chance, person, alone));
      const replayed = exactDoc();
      for (const update of [begun, ...person.written]) Y.applyUpdate(replayed, update);
      expect(readText(replayed.getText("text")).rendering.eq(person.state.doc)).toBe(true);
    });
    console.log(`alone: ${acts} acts`);
  },
);

/** Letters, markers, embeds and marks, none of which need be ours. */
function junk(chance: Chance): Uint8Array {
  const doc = exactDoc();
  doc.clientID = 1;
  for (let left = below(chance, 14); left > 0; left--) putJunk(doc.getText("text"), chance);
  for (let left = below(chance, 3); left > 0; left--) spoil(doc.getText("text"), chance);
  return Y.encodeStateAsUpdate(doc);
}

test(
  "whatever stands in a text reads as a valid rendering, and writing in it is ProseMirror's",
  { timeout: LONG },
  () => {
    eachSeed(120, (seed) => {
      const chance = chanceFrom(seed * 31 + 5);
      const person = new FlatPerson(7, junk(chance));
      person.state.doc.check();
      const alone = { state: EditorState.create({ schema, doc: person.state.doc }) };
      for (let step = 0; step < 25; step++) expectAlone(person, alone, both(chance, person, alone));
    });
  },
);

test("all undone is the start, all redone the end", { timeout: LONG }, () => {
  eachSeed(40, (seed) => {
    const chance = chanceFrom(seed * 101 + 3);
    const person = new FlatPerson(7, seedOf(parseText(BEGINNINGS[seed % 4]!)));
    const start = person.state.doc;
    for (let step = 0; step < 30; step++) both(chance, person, { state: person.state });
    const end = person.state.doc;
    while (person.run(person.binding.undo)) expect(person.read.eq(person.state.doc)).toBe(true);
    expect(String(person.state.doc)).toBe(String(start));
    while (person.run(person.binding.redo)) expect(person.read.eq(person.state.doc)).toBe(true);
    expect(String(person.state.doc)).toBe(String(end));
  });
});

test("a rendering that is put into a text is read again as it was", { timeout: LONG }, () => {
  fc.assert(
    fc.property(rendering, (words) => {
      const doc = exactDoc();
      seedText(doc.getText("text"), words);
      expect(String(readText(doc.getText("text")).rendering)).toBe(String(words));
    }),
    { numRuns: 300 * TIMES },
  );
});

/** Neighbours may be parted where one letter was on its way: of 1,000 one. Few runs can't tell 1 from 2 in 1,000. */
const MOST_RACED = TIMES > 10 ? 0.001 : 0.005;

function programs(count: number, options: Omit<ProgramOptions, "people">): void {
  const all: Outcome = { acts: 0, deliveries: 0, neighbours: 0, raced: 0, anchors: 0, doubled: 0 };
  eachSeed(count, (seed) => {
    const outcome = runProgram(seed, { ...options, people: 2 + (seed % 5) });
    for (const name of Object.keys(all) as (keyof Outcome)[]) all[name] += outcome[name];
  });
  console.log(`${options.undo ? "with" : "without"} undo: ${JSON.stringify(all)}`);
  expect(all.raced / Math.max(1, all.neighbours)).toBeLessThanOrEqual(MOST_RACED);
}

test(
  "several people, in any order, offline too: the same, valid, nothing lost or twice, runs whole",
  { timeout: LONG },
  () => {
    programs(30, { steps: 25, undo: false });
  },
);

test("the same with undo and redo, which take back one's own alone", { timeout: LONG }, () => {
  programs(30, { steps: 25, undo: true });
});
