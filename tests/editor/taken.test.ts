/** Words of one's own that another's edit takes out are told and can be put back; a correction is not worth telling. */
import { TextSelection } from "prosemirror-state";
import { describe, expect, test } from "vitest";
import { otherWriter, OwnWords, type Taken } from "../../editor/client/draft/taken.ts";
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
  const [ann, ben, cyd] = [person("Ann", 10, 11), person("Ben", 20), person("Cyd", 30, 31)];
  function runsOf(edit: (ben: FlatPerson) => void) {
    const [watched, other] = two("One two.");
    const told: ReturnType<typeof toldBy>["runs"][] = [];
    watched.text.observeDeep((_events, transaction) => told.push(toldBy(watched.text, transaction).runs));
    edit(other);
    meet(watched, other);
    return told.flat();
  }

  const deleting = () => runsOf((ben) => takeOut(ben, " two", "."));
  const replacing = () => runsOf((ben) => (takeOut(ben, " two", "."), ben.type(" three")));

  test("if nobody else is here, or if they wrote what came instead", () => {
    expect(otherWriter(deleting(), [ann, ben])).toBe("Ben");
    expect(otherWriter(replacing(), [ann, cyd, ben])).toBe("Ben");
  });

  test("and nobody where it may be several, or who came has gone", () => {
    expect(otherWriter(deleting(), [ann, ben, cyd])).toBeNull();
    expect(otherWriter(replacing(), [ann, cyd])).toBeNull();
    expect(otherWriter(deleting(), [ann])).toBeNull();
  });
});
