/**
 * What one marker did comes in by the short way as it would by the whole reading: the same document, selection, positions
 * and blocks. On random programs with seeds 1, 2, 3 …, beginning with SEED; `RUNS` times as many with RUNS=100.
 */
import type { Node } from "prosemirror-model";
import { ReplaceAroundStep, ReplaceStep, type Mappable } from "prosemirror-transform";
import { TextSelection, type Transaction } from "prosemirror-state";
import { expect, test } from "vitest";
import { ofAll, selectionAfter } from "../../editor/prosemirror/remote.ts";
import { flatOf, readText, type Flat } from "../../translations/draft/flat.ts";
import { indexOfMarker, readPieces, toldBy, type Marker } from "../../translations/draft/ytext.ts";
import { parseText } from "../../translations/text/parse.ts";
import {
  anyAct,
  backspace,
  below,
  chanceFrom,
  enter,
  FlatPerson,
  heading,
  meet,
  oneOf,
  seedOf,
} from "../help/flat-people.ts";
import { spoiling } from "../help/flat-junk.ts";
import * as Y from "yjs";
import { eachSeed, LONG } from "../help/seeds.ts";

const BEGINNING =
  "Alpha beta.\n\nDelta zeta.\n\n## Head\n\n- one\n- two\n  1. inner\n  2. inner two\n- three\n\n  more\n\n> As said\n>\n> | A line\n> | another\n>\n> | apart\n>\n> - item\n>\n> ## In it\n\n| Verse\n| lines\n\nEnd.";

/** Somebody who compares all that comes in with what the whole reading gives, and counts which way what touched no letter came. */
class Watcher extends FlatPerson {
  readonly took = { short: 0, whole: 0 };
  #heard: Transaction | null = null;
  #before = this.state;
  #bare = readText(this.text).bare;

  constructor(client: number, seed: Uint8Array) {
    super(client, seed);
    this.heard = (transaction) => (this.#heard = transaction);
    this.text.observeDeep((events, transaction) => {
      for (const { target } of events) this.#find(target);
      this.#compare(transaction);
      [this.#before, this.#bare, this.#heard] = [this.state, readText(this.text).bare, null];
    });
  }

  choose(anchor: number, head: number): void {
    const { doc, tr } = this.state;
    this.dispatch(tr.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head))));
    this.#before = this.state;
  }

  write(words: string): void {
    this.type(words);
    this.#before = this.state;
  }

  /** A marker that says something else is found where counting finds it. */
  #find(marker: Marker): void {
    if (marker === this.text) return;
    let [count, found]: [number, number | null] = [0, null];
    readPieces(
      this.text,
      ({ length }) => (count += length),
      (embed) => {
        if (embed === marker) found = count;
        count++;
      },
    );
    expect(indexOfMarker(this.text, marker)).toBe(found);
  }

  #compare(transaction: Y.Transaction): void {
    if (transaction.origin === this.binding) return;
    const { rendering, bare } = readText(this.text);
    const { runs } = toldBy(this.text, transaction);
    const flat = flatOf(this.#before.doc, this.#bare);
    const whole = ofAll(this.#before, flat, rendering, bare, runs);
    this.state.doc.check();
    expect(String(this.state.doc)).toBe(String(whole.doc));
    expect(this.state.doc.eq(whole.doc)).toBe(true);
    expect(blocksOf(flatOf(this.state.doc, bare))).toEqual(blocksOf(flatOf(rendering, bare)));
    if (!this.#heard) return expect(whole.docChanged).toBe(false);
    const selection = selectionAfter(this.#before.selection, flat, flatOf(rendering, bare), whole.doc, runs);
    if (selection && whole.docChanged) expect(this.#heard.selection.toJSON()).toEqual(selection.toJSON());
    expect(goesTo(this.#before.doc, this.#heard.mapping)).toEqual(goesTo(this.#before.doc, whole.mapping));
    if (this.state.doc.textContent === this.#before.doc.textContent)
      this.took[isShort(this.#heard) ? "short" : "whole"]++;
  }
}

function isShort({ steps }: Transaction): boolean {
  return steps.every((step) => step instanceof ReplaceStep || step instanceof ReplaceAroundStep);
}

function blocksOf({ blocks, bare, length }: Flat): unknown {
  return { bare, length, blocks: blocks.map(({ node, ...block }) => ({ ...block, node: String(node) })) };
}

/** Where the letters go, and whether they are still there. */
function goesTo(doc: Node, mapping: Mappable): unknown[] {
  const all: unknown[] = [];
  doc.descendants((node, at) => {
    for (let unit = at; node.isText && unit < at + node.nodeSize; unit++) {
      const gone = mapping.mapResult(unit, 1).deletedAfter;
      all.push(gone ? "gone" : [mapping.map(unit, 1), mapping.map(unit + 1, -1)]);
    }
  });
  return all;
}

/** What the one has not heard of the other. */
function catchUp(one: FlatPerson, other: FlatPerson): void {
  one.receive(Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(one.doc)));
}

test("law: by the short way comes what the whole reading gives", { timeout: LONG }, () => {
  const took = { short: 0, whole: 0 };
  eachSeed(40, (seed) => {
    const chance = chanceFrom(seed * 53 + 11);
    const begun = seedOf(parseText(BEGINNING));
    const writers = [new FlatPerson(7, begun), new FlatPerson(9, begun)];
    const reader = new Watcher(8, begun);
    for (let step = 0; step < 60; step++) {
      const { doc } = reader.state;
      const [from, to] = [below(chance, doc.content.size), below(chance, doc.content.size)];
      reader.choose(from, chance() < 0.5 ? from : to);
      const writer = oneOf(chance, writers);
      const draw = chance();
      if (draw < 0.1) writer.run(oneOf(chance, [writer.binding.undo, writer.binding.redo]));
      else if (draw < 0.2) writer.run(enter);
      else if (draw < 0.35) writer.run(heading(below(chance, 4)));
      else if (draw < 0.37) writer.receive(spoiling(Y.encodeStateAsUpdate(writer.doc), chance));
      else if (draw < 0.45) reader.write("k");
      else anyAct(chance, (count) => "abcdefghij".slice(0, count)).run(writer.state, writer.dispatch);
      catchUp(reader, writer);
      if (chance() < 0.2) for (const each of writers) catchUp(each, reader);
    }
    took.short += reader.took.short;
    took.whole += reader.took.whole;
  });
  console.log(`short way: ${JSON.stringify(took)}`);
  // Many of these acts are of lists, marks or several blocks, or a stranger's: the whole is read.
  expect(took.short / (took.short + took.whole)).toBeGreaterThan(0.2);
});

const ACTS: [what: string, act: (person: FlatPerson) => unknown][] = [
  ["Enter in a paragraph", (person) => person.at("beta").run(enter)],
  ["Enter at its end", (person) => person.at("beta.", 5).run(enter)],
  ["Enter at its start", (person) => person.at("Delta").run(enter)],
  ["Enter at a heading's end", (person) => person.at("Head", 4).run(enter)],
  ["Enter in an item", (person) => person.at("two", 1).run(enter)],
  ["Enter in verse", (person) => person.at("another", 3).run(enter)],
  ["Backspace at a paragraph's start", (person) => person.at("Delta").run(backspace)],
  ["a heading made of a paragraph", (person) => person.at("Delta").run(heading(2))],
  ["of the first too", (person) => person.at("Alpha").run(heading(2))],
  ["a heading that is one no more", (person) => person.at("Head").run(heading(0))],
];

test.each(ACTS)("comes by the short way, and so does its undoing: %s", (_what, act) => {
  const begun = seedOf(parseText(BEGINNING));
  const [writer, reader] = [new FlatPerson(7, begun), new Watcher(8, begun)];
  act(writer);
  meet(writer, reader);
  writer.undo();
  meet(writer, reader);
  expect(reader.took).toEqual({ short: 2, whole: 0 });
});
