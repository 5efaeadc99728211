/**
 * Two people each give one command of blocks at once, at any two places: what stood in two lists, stanzas or quotations
 * before, and that neither command joins, stands in two after both. All pairs of commands and places are tried.
 */
import type { Node } from "prosemirror-model";
import { TextSelection, type Command } from "prosemirror-state";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { readText } from "../../translations/draft/flat.ts";
import { parseText } from "../../translations/text/parse.ts";
import {
  backspace,
  enter,
  FlatPerson,
  heading,
  lift,
  list,
  newLine,
  numbered,
  quotation,
  seedOf,
  sink,
} from "../help/flat-people.ts";

/** Given where the caret stands; those that take out what is selected are not given to several blocks. */
const AT_CARET: Record<string, Command> = { enter, newLine, backspace };
const OF_BLOCKS: Record<string, Command> = {
  quotation,
  list,
  numbered,
  lift,
  sink,
  heading: heading(2),
  paragraph: heading(0),
};

/** Every block is two letters, and no letter stands twice. */
const BEGINNINGS = [
  "- ab\n- cd\n\n- ef\n- gh",
  "1. ab\n\n1. cd\n\n- ef",
  "- ab\n  - cd\n\n  - ef\n- gh",
  "- ab\n\n  cd\n\n- ef\n\n  gh",
  "- ab\n\ncd\n\n- ef",
  "> ab\n\n> cd",
  "> ab\n\n> - cd\n\n> - ef",
  "> - ab\n>\n> - cd\n\n- ef",
  "| ab\n| cd\n\n| ef\n| gh",
  "> | ab\n>\n> | cd\n\n| ef",
  "ab\n\n> > cd\n>\n> > ef\n\ngh",
];

const KINDS: Record<string, string> = {
  bullet_list: "list",
  ordered_list: "list",
  verse: "stanza",
  quotation: "quotation",
};

/** Of each list, stanza and quotation its kind and its letters. */
type Groups = readonly { kind: string; letters: string }[];

function groupsIn(doc: Node): Groups {
  const groups: { kind: string; letters: string }[] = [];
  doc.descendants((node) => {
    const kind = KINDS[node.type.name];
    if (kind) groups.push({ kind, letters: node.textContent });
  });
  return groups;
}

/** Letters of one group that stood in two, and that none of `allowed` joins, over others or not. */
function joinedIn(after: Groups, before: Groups, allowed: Groups): string[] {
  return after.flatMap(({ kind, letters }) => {
    const known = letters.split("").filter((letter) => before.some((each) => each.kind === kind && has(each, letter)));
    const reached = known.length === 0 ? "" : closure(known[0]!, allowed, kind);
    return known.every((letter) => reached.includes(letter)) ? [] : [`${kind} of ${letters}`];
  });
}

const has = ({ letters }: { letters: string }, letter: string): boolean => letters.includes(letter);

function closure(letter: string, groups: Groups, kind: string): string {
  const reached = new Set([letter]);
  for (const each of reached)
    for (const group of groups)
      if (group.kind === kind && has(group, each)) for (const other of group.letters.split("")) reached.add(other);
  return [...reached].join("");
}

/** What a command made of a draft, for somebody alone. */
interface Outcome {
  name: string;
  groups: Groups;
  update: Uint8Array;
}

/** Each command with the caret before and in each block, and of each row of blocks; those that change something. */
function outcomes(seed: Uint8Array, client: number): Outcome[] {
  const { doc } = new FlatPerson(client, seed).state;
  const starts: number[] = [];
  doc.descendants((node, position) => {
    if (node.isTextblock) starts.push(position + 1);
  });
  const carets = starts.flatMap((start) => [start, start + 1]).map((at) => [at, at] as const);
  const rows = starts.flatMap((start, first) => starts.slice(first + 1).map((end) => [start, end + 2] as const));
  const given = [
    ...Object.entries({ ...AT_CARET, ...OF_BLOCKS }).map((each) => ({ each, places: carets })),
    ...Object.entries(OF_BLOCKS).map((each) => ({ each, places: rows })),
  ];
  return given.flatMap(({ each: [name, command], places }) =>
    places.flatMap(([from, to]) => {
      const person = new FlatPerson(client, seed);
      person.dispatch(person.state.tr.setSelection(TextSelection.create(person.state.doc, from, to)));
      person.run(command);
      if (person.written.length === 0) return [];
      const update = Y.mergeUpdates(person.written);
      return { name: `${name} at ${from}–${to}`, groups: groupsIn(person.state.doc), update };
    }),
  );
}

function readAfter(...updates: Uint8Array[]): Node {
  const doc = exactDoc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return readText(doc.getText("text")).rendering;
}

test.each(BEGINNINGS)("%j", (words) => {
  const seed = seedOf(parseText(words));
  const before = groupsIn(readAfter(seed));
  const [anns, bens] = [outcomes(seed, 10), outcomes(seed, 20)];
  const wrong: string[] = [];
  for (const ann of anns)
    for (const ben of bens) {
      const both = readAfter(seed, ann.update, ben.update);
      for (const joined of joinedIn(groupsIn(both), before, [...before, ...ann.groups, ...ben.groups]))
        wrong.push(`Ann gives ${ann.name}, Ben ${ben.name}: a ${joined}`);
    }
  expect(anns.length).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});
