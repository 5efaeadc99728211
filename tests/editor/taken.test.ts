/** Words of one's own that another's edit takes out are told and can be put back; a correction is not worth telling. */
import { TextSelection } from "prosemirror-state";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { otherWriter, OwnWords, type Taken } from "../../editor/drafting/taken.ts";
import { toldBy } from "../../translations/draft/ytext.ts";
import { parseText } from "../../translations/text/parse.ts";
import { FlatPerson, meet, placeOf, seedOf } from "../help/flat-people.ts";

const MINUTE = 60_000;

class Watched extends FlatPerson {
  now = 1_000_000;
  readonly taken: Taken[] = [];

  constructor(client: number, seed: Uint8Array) {
    super(client, seed);
    const own = new OwnWords(this.text, () => this.now);
    this.text.observeDeep((_events, transaction) => {
      if (transaction.local) own.wrote();
      else this.taken.push(...own.takenBy(toldBy(this.text, transaction).runs));
    });
  }

  get told(): string[] {
    return this.taken.map(({ words }) => words);
  }
}

function two(words: string): [Watched, FlatPerson] {
  const seed = seedOf(parseText(words));
  return [new Watched(10, seed), new FlatPerson(20, seed)];
}

function takeOut(person: FlatPerson, from: string, to: string): void {
  const { doc, tr } = person.state;
  person.dispatch(tr.setSelection(TextSelection.create(doc, placeOf(doc, from), placeOf(doc, to))).deleteSelection());
}

describe("another's edit", () => {
  test("that deletes a paragraph takes the words that were typed in it, not those of others", () => {
    const [ann, ben] = two("First words.\n\nMiddle part.\n\nLast words.");
    ann.at("part").type("of my own ");
    meet(ann, ben);
    takeOut(ben, "Middle", "Last");
    meet(ann, ben);
    expect(ann.told).toEqual(["of my own "]);
    const at = ann.binding.absolute(ann.taken[0]!.place)!;
    ann.dispatch(ann.state.tr.insertText(ann.told[0]!, at));
    meet(ann, ben);
    expect(ben.state.doc.textContent).toContain("of my own");
  });

  test("that takes two paragraphs of theirs gives them with a line end", () => {
    const [ann, ben] = two("Before.\n\nAfter.");
    ann.at("After").type("Mine is this. ");
    ann.run((state, dispatch) => (dispatch?.(state.tr.split(state.selection.from)), true));
    ann.type("And this too ");
    meet(ann, ben);
    takeOut(ben, "Mine", "After");
    meet(ann, ben);
    expect(ann.told).toEqual(["Mine is this. \nAnd this too "]);
  });

  test("that corrects a word, or moves the words elsewhere in one edit, is not told", () => {
    const [ann, ben] = two("Some words here.");
    ann.at("words").type("new and good ");
    meet(ann, ben);
    ben.select("good").type("better");
    meet(ann, ben);
    expect(ann.told).toEqual([]);
    const from = placeOf(ben.state.doc, "new and");
    const moved = ben.state.tr.delete(from, from + 8);
    ben.dispatch(moved.insertText(" new and", moved.doc.content.size - 1));
    meet(ann, ben);
    expect(ann.told).toEqual([]);
  });

  test("is not told of words that were typed long ago, nor is one's own deletion or undo", () => {
    const [ann, ben] = two("Some words here.");
    ann.at("words").type("an old sentence of mine ");
    meet(ann, ben);
    ann.now += 11 * MINUTE;
    ann.at("here").type("and quite new words ");
    meet(ann, ben);
    takeOut(ben, "an old", "here.");
    meet(ann, ben);
    expect(ann.told).toEqual(["and quite new words "]);
    ann.toEnd().type(" once more there");
    ann.undo();
    expect(ann.told).toHaveLength(1);
  });
});

describe("who took words out is named", () => {
  const person = (name: string, ...clients: number[]) => ({ key: name, name, clients, colour: 0, me: name === "Ann" });
  const [ann, ben, cyd] = [person("Ann", 10), person("Ben", 20, 21), person("Cyd", 30)];

  /** What an edit of several, which comes as one, is to the page of client 10. */
  function runsOf(...edits: [client: number, edit: (writer: FlatPerson) => void][]) {
    const seed = seedOf(parseText("One two."));
    const watched = new FlatPerson(10, seed);
    const told: ReturnType<typeof toldBy>["runs"][] = [];
    watched.text.observeDeep((_events, transaction) => told.push(toldBy(watched.text, transaction).runs));
    const written = edits.flatMap(([client, edit]) => {
      const writer = new FlatPerson(client, seed);
      edit(writer);
      return writer.written;
    });
    watched.receive(Y.mergeUpdates(written));
    expect(told).toHaveLength(1);
    expect(told.flat().some(({ kind }) => kind === "went")).toBe(true);
    return told.flat();
  }

  const deleting = (writer: FlatPerson) => takeOut(writer, " two", ".");
  const replacing = (writer: FlatPerson) => (takeOut(writer, " two", "."), writer.type(" three"));
  const typing = (writer: FlatPerson) => void writer.at("One").type("x");

  test("if they wrote what came instead and nobody else is here", () => {
    expect(otherWriter(runsOf([20, replacing]), [ann, ben])).toBe("Ben");
    expect(otherWriter(runsOf([20, typing], [21, deleting]), [ann, ben])).toBe("Ben");
  });

  test("and nobody where it may be several, or who came has gone", () => {
    expect(otherWriter(runsOf([20, replacing]), [ann, ben, cyd])).toBeNull();
    expect(otherWriter(runsOf([20, replacing]), [ann, cyd])).toBeNull();
    expect(otherWriter(runsOf([20, replacing]), [ann])).toBeNull();
  });

  test("and nobody for an edit that only takes out: it may be a restore from the history, by somebody elsewhere", () => {
    expect(otherWriter(runsOf([40, deleting]), [ann, ben])).toBeNull();
    expect(otherWriter(runsOf([20, deleting]), [ann, ben])).toBeNull();
  });

  test("and nobody where one's own second tab may have done it, alone or with another's letters", () => {
    const tabs = person("Ann", 10, 11);
    expect(otherWriter(runsOf([11, deleting]), [tabs, ben])).toBeNull();
    expect(otherWriter(runsOf([20, typing], [11, deleting]), [tabs, ben])).toBeNull();
  });

  test("and nobody where one's letters and another's deletion come in one", () => {
    expect(otherWriter(runsOf([20, typing], [30, deleting]), [ann, ben, cyd])).toBeNull();
  });
});
