/** What two people do in one draft at once, and how it must read; for either order of their Yjs clients. */
import { TextSelection, type Command } from "prosemirror-state";
import { describe, expect, test } from "vitest";
import { indexOfPlace, placeAt } from "../../translations/draft/ytext.ts";
import { indexAt, flatOf, positionAt } from "../../translations/draft/flat.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import {
  backspace,
  chanceFrom,
  enter,
  FlatPerson,
  heading,
  lift,
  list,
  meet,
  newLine,
  numbered,
  placeOf,
  quotation,
  seedOf,
  sink,
  strong,
} from "../help/flat-people.ts";

const TEXT =
  "Clarify the relationship between government and markets here; stimulate the dynamism of all types of market actors and investment.";

describe.each([[[10, 20] as const], [[20, 10] as const]])("clients %j", (clients) => {
  const two = (words = TEXT): [FlatPerson, FlatPerson] => {
    const seed = seedOf(parseText(words));
    return [new FlatPerson(clients[0], seed, 500), new FlatPerson(clients[1], seed, 500)];
  };

  /** Both hear of each other, and read the same: `expected`. */
  const expectBoth = (ann: FlatPerson, ben: FlatPerson, expected: string | RegExp): void => {
    meet(ann, ben);
    expect(ben.state.doc.eq(ann.state.doc)).toBe(true);
    for (const person of [ann, ben]) {
      person.state.doc.check();
      expect(person.read.eq(person.state.doc)).toBe(true);
    }
    if (typeof expected === "string") expect(canonicalText(ann.state.doc)).toBe(expected);
    else expect(canonicalText(ann.state.doc)).toMatch(expected);
  };

  const SENTENCE = "the words that Ben writes in his own sentence here ";
  const typed = TEXT.replace("and markets", `${SENTENCE}and markets`);
  const acts: [string, Command, string][] = [
    ["makes it a list", list, `- ${typed}`],
    ["makes it a numbered list", numbered, `1. ${typed}`],
    ["presses Enter in it", enter, typed.replace("Clarify the", "Clarify\n\nthe")],
    ["makes verse of it", newLine, `| ${typed.replace("Clarify the", "Clarify\n| the")}`],
    ["quotes it", quotation, `> ${typed}`],
  ];
  for (const [what, act, expected] of acts)
    test.each([3, 17, 40])(`Ben types a sentence; after %d letters Ann ${what}`, (when) => {
      const [ann, ben] = two();
      ben.at("and markets");
      SENTENCE.split("").forEach((letter, number) => {
        ben.type(letter);
        if (number === when) ann.at("the relationship").run(act);
        if (number === when + 4) meet(ann, ben);
      });
      expectBoth(ann, ben, expected);
    });

  test("Ben types while Ann joins his paragraph to the one before", () => {
    const [ann, ben] = two(`First.\n\n${TEXT}`);
    ben.at("and markets");
    for (let number = 0; number < 60; number++) {
      ben.type(String(number % 10));
      if (number === 20) ann.at("Clarify").run(backspace);
      if (number === 30) meet(ann, ben);
    }
    expectBoth(ann, ben, `First.${TEXT.replace("and markets", `${"0123456789".repeat(6)}and markets`)}`);
  });

  test("Ann, offline, makes a list of it; Ben types five words in it", () => {
    const [ann, ben] = two();
    ann.at("the").run(list);
    ben.at("and markets").type("one two three four five ");
    expectBoth(ann, ben, `- ${TEXT.replace("and markets", "one two three four five and markets")}`);
  });

  test("both make the same list", () => {
    const [ann, ben] = two();
    ann.at("the").run(list);
    ben.at("and").run(list);
    expectBoth(ann, ben, `- ${TEXT}`);
  });

  test("one makes bullets of it, the other numbers: it stands once, as one of them", () => {
    const [ann, ben] = two();
    ann.at("the").run(list);
    ben.at("and").run(numbered);
    expectBoth(ann, ben, /^(- |1\. )Clarify[^\n]*investment\.$/);
  });

  test("both quote their paragraphs: one quotation", () => {
    const [ann, ben] = two("One.\n\nTwo.");
    ann.at("One").run(quotation);
    ben.at("Two").run(quotation);
    expectBoth(ann, ben, "> One.\n>\n> Two.");
  });

  test("both make verse of their paragraphs: two stanzas", () => {
    const [ann, ben] = two("One two.\n\nThree four.");
    ann.at("two").run(newLine);
    ben.at("four").run(newLine);
    expectBoth(ann, ben, "| One\n| two.\n\n| Three\n| four.");
  });

  test("both quote a stanza: one quotation of two stanzas", () => {
    const [ann, ben] = two("| One\n| two.\n\n| Three\n| four.");
    ann.at("One").run(quotation);
    ben.at("Three").run(quotation);
    expectBoth(ann, ben, "> | One\n> | two.\n>\n> | Three\n> | four.");
  });

  test("one quotes it, the other makes verse of it: the words stand once, as one of them", () => {
    const [ann, ben] = two("One two.");
    ann.at("One").run(quotation);
    ben.at("two").run(newLine);
    expectBoth(ann, ben, /^(> One\n>\n> two\.|\| One\n\| two\.)$/);
  });

  test("Ann begins a line in verse while Ben joins that line to the one before", () => {
    const [ann, ben] = two("| One\n| two three");
    ann.at("three").run(newLine);
    ben.at("two").run(backspace);
    expectBoth(ann, ben, "| Onetwo\n| three");
  });

  test("both press Enter at the same place", () => {
    const [ann, ben] = two();
    ann.at("between").run(enter);
    ben.at("between").run(enter);
    expectBoth(ann, ben, TEXT.replace(" between", "\n\nbetween"));
  });

  test("Ann, offline, presses Enter before what Ben writes behind", () => {
    const [ann, ben] = two();
    ann.at("between").run(enter);
    ben.at("and markets").type("free ");
    expectBoth(
      ann,
      ben,
      TEXT.replace("relationship between", "relationship\n\nbetween").replace("and markets", "free and markets"),
    );
  });

  const structure: [string, (ben: FlatPerson) => void][] = [
    ["presses Enter before it", (ben) => ben.at("between").run(enter)],
    ["makes a list of it", (ben) => ben.at("between").run(list)],
    ["joins it to what is before", (ben) => ben.at("Clarify").run(backspace)],
    ["makes it a heading", (ben) => ben.at("the").run(heading(2))],
  ];
  test.each(structure)("Ann's caret stays in its word when Ben %s", (_what, act) => {
    const [ann, ben] = two(`First.\n\n${TEXT}`);
    ann.at("rnment").type("x");
    meet(ann, ben);
    act(ben);
    meet(ann, ben);
    ann.type("y");
    expectBoth(ann, ben, /govexyrnment/);
  });

  test.each([
    ["Enter", (ann: FlatPerson) => ann.at("between").run(enter)],
    ["Enter and some words", (ann: FlatPerson) => ann.at("between").run(enter) && ann.type("some words")],
    ["a list", (ann: FlatPerson) => ann.at("between").run(list)],
  ])("%s is undone: what is typed then stands where the caret was", (_what, act) => {
    const [ann, ben] = two();
    act(ann);
    ann.undo().type("x");
    expectBoth(ann, ben, TEXT.replace("between", "xbetween"));
  });

  test("Ben presses Enter, Ann writes in the second half, Ben undoes", () => {
    const [ann, ben] = two();
    ben.at("between").run(enter);
    meet(ann, ben);
    ann.at("rnment").type("a1");
    meet(ann, ben);
    ben.undo();
    expectBoth(ann, ben, TEXT.replace("government", "govea1rnment"));
    ann.type("x");
    expectBoth(ann, ben, TEXT.replace("government", "govea1xrnment"));
  });

  test("what an input method commits takes the place of what it had put in, though the paragraph was split", () => {
    const [ann, ben] = two();
    ann.at("relationship").type("li s");
    ben.at("the relationship").run(enter);
    meet(ann, ben);
    const at = placeOf(ann.state.doc, "li s");
    ann.dispatch(ann.state.tr.insertText("理顺", at, at + 4));
    expectBoth(ann, ben, TEXT.replace("Clarify the ", "Clarify\n\nthe 理顺"));
  });

  const noteOn = (person: FlatPerson, word: string) => {
    const [flat, from] = [flatOf(person.state.doc, false), placeOf(person.state.doc, word)];
    const place = (position: number, side: 0 | -1) => placeAt(person.text, indexAt(flat, position), side);
    return [place(from, 0), place(from + word.length, -1)];
  };
  const under = (person: FlatPerson, note: readonly unknown[]): string => {
    const flat = flatOf(person.state.doc, false);
    const [from, to] = note.map((place) => indexOfPlace(person.text, place));
    return typeof from !== "number" || typeof to !== "number"
      ? ""
      : person.state.doc.textBetween(positionAt(flat, from), positionAt(flat, to));
  };

  test.each([
    ["dynamism", "driving "],
    ["dynamism", "strong "],
    ["relationship", "regular "],
    ["relationship", "real "],
    ["government", "good "],
    ["market actors", "main "],
  ])("a note stays on “%s” when “%s” is typed before it", (word, before) => {
    const [ann, ben] = two();
    const note = noteOn(ann, word);
    ann.at(word).type(before);
    meet(ann, ben);
    for (const person of [ann, ben]) expect(under(person, note)).toBe(word);
    expectBoth(ann, ben, TEXT.replace(word, before + word));
  });

  test.each([
    ["is split", (ben: FlatPerson) => ben.at("namism").run(enter)],
    ["stands behind a new Enter", (ben: FlatPerson) => ben.at("stimulate").run(enter)],
    ["is in a list", (ben: FlatPerson) => ben.at("the").run(list)],
    ["is strong", (ben: FlatPerson) => ben.select("dynamism").run(strong)],
  ])("a note stays on its word when that %s", (_what, act) => {
    const [ann, ben] = two();
    const note = noteOn(ann, "dynamism");
    act(ben);
    meet(ann, ben);
    for (const person of [ann, ben]) expect(under(person, note)).toBe("dynamism");
  });

  test("a note on one of two equal words is not on the other when its own is deleted", () => {
    const [ann, ben] = two("Ha ha ha end.");
    const first = noteOn(ben, "ha");
    const second = placeOf(ann.state.doc, "ha ha") + 3;
    ann.dispatch(ann.state.tr.delete(second, second + 3));
    meet(ann, ben);
    expect(under(ben, first)).toBe("ha");
    ann.select("ha ").run(backspace);
    expectBoth(ann, ben, "Ha end.");
    expect(under(ben, first)).toBe("");
  });

  test.each([
    ["dynamism", "vigour", "driving "],
    ["dynamism", "vigour", "strong "],
    ["actors", "players", "all "],
  ])("“%s” becomes “%s” while another types “%s” before it, or “ now” behind it", (word, instead, before) => {
    const [ann, ben] = two();
    ann.at(word).type(before);
    ben.select(word).type(instead);
    expectBoth(ann, ben, TEXT.replace(word, before + instead));
    const [cy, dee] = two();
    cy.at(word, word.length).type(" now");
    dee.select(word).type(instead);
    expectBoth(cy, dee, TEXT.replace(word, `${instead} now`));
  });

  test("words of Ben's in what Ann undoes stay", () => {
    const [ann, ben] = two();
    ann.at("relationship").type("lorem dolor amet ");
    meet(ann, ben);
    ben.select("dolor").type("TEST");
    meet(ann, ben);
    ann.undo();
    expectBoth(ann, ben, TEXT.replace("relationship", "TESTrelationship"));
  });

  /** Both type, letter by letter; each letter reaches the other when `lag` more were typed. */
  const together = (ann: FlatPerson, ben: FlatPerson, words: [string, string], lag: number, seed: number): void => {
    const chance = chanceFrom(seed);
    const left = words.map((each) => each.split(""));
    const people = [ann, ben];
    const underway: { due: number; to: FlatPerson; update: Uint8Array }[] = [];
    const deliver = (now: number): void => {
      const due = underway.filter((each) => each.due <= now);
      for (const each of due) underway.splice(underway.indexOf(each), 1)[0]!.to.receive(each.update);
    };
    for (let now = 1; left.some(({ length }) => length > 0); now++) {
      deliver(now);
      const who = (chance() < 0.5 && left[0]!.length > 0) || left[1]!.length === 0 ? 0 : 1;
      people[who]!.type(left[who]!.shift()!);
      for (const update of people[who]!.written.splice(0))
        underway.push({ due: now + lag, to: people[1 - who]!, update });
    }
    deliver(Infinity);
  };

  test.each([0, 1, 2, 3, 5, 40])("two sentences typed at one end stay whole, with a lag of %d letters", (lag) => {
    for (let seed = 0; seed < 30; seed++) {
      const [ann, ben] = two("Here is steady growth");
      ann.toEnd();
      ben.toEnd();
      together(ann, ben, [" Ann writes here.", " Ben writes here."], lag, 97 * seed + lag);
      expectBoth(
        ann,
        ben,
        /^Here is steady growth(?: Ann writes here\. Ben writes here\.| Ben writes here\. Ann writes here\.)$/,
      );
    }
  });

  test.each([0, 1, 2, 3, 5, 40])("two words typed over one stay whole, with a lag of %d letters", (lag) => {
    for (let seed = 0; seed < 30; seed++) {
      const [ann, ben] = two("Here is steady growth");
      ann.select("steady");
      ben.select("steady");
      together(ann, ben, ["lasting", "continuous"], lag, 89 * seed + lag);
      expectBoth(ann, ben, /^Here is (?:lastingcontinuous|continuouslasting) growth$/);
    }
  });

  const odd: [string, string, (ann: FlatPerson) => void, (ben: FlatPerson) => void, string | RegExp][] = [
    [
      "joins a paragraph that the other makes a list",
      "One.\n\nTwo three.",
      (ann) => ann.at("Two").run(backspace),
      (ben) => ben.at("Two").run(list),
      "One.Two three.",
    ],
    [
      "joins to a paragraph that the other makes a list",
      "One.\n\nTwo three.",
      (ann) => ann.at("Two").run(backspace),
      (ben) => ben.at("One").run(list),
      "- One.Two three.",
    ],
    [
      "joins a paragraph that the other makes a heading",
      "One.\n\nTwo three.",
      (ann) => ann.at("Two").run(backspace),
      (ben) => ben.at("Two").run(heading(2)),
      "One.Two three.",
    ],
    [
      "joins a paragraph that the other splits",
      "One.\n\nTwo three.",
      (ann) => ann.at("Two").run(backspace),
      (ben) => ben.at("three").run(enter),
      "One.Two\n\nthree.",
    ],
    [
      "makes two headings that the other joins",
      "One.\n\nTwo three.",
      (ann) => {
        ann.at("One").run(heading(2));
        ann.at("Two").run(heading(3));
      },
      (ben) => ben.at("Two").run(backspace),
      "## One.Two three.",
    ],
    [
      "lists a paragraph that the other splits: both halves are items",
      "One.\n\nTwo three.",
      (ann) => ann.at("Two").run(list),
      (ben) => ben.at("three").run(enter),
      "One.\n\n- Two\n- three.",
    ],
    [
      "makes a heading of a paragraph that the other splits: both halves are",
      "One.\n\nTwo three.",
      (ann) => ann.at("Two").run(heading(2)),
      (ben) => ben.at("three").run(enter),
      "One.\n\n## Two\n\n## three.",
    ],
    [
      "takes an item out of its list while the other splits it",
      "- a one\n- b two\n- c three",
      (ann) => ann.at("b two").run(lift),
      (ben) => ben.at("two").run(enter),
      "- a one\n\nb\n\ntwo\n\n- c three",
    ],
    [
      "moves an item in that the other splits",
      "- a one\n- b two\n- c three",
      (ann) => ann.at("b two").run(sink),
      (ben) => ben.at("two").run(enter),
      "- a one\n\n  - b\n  - two\n- c three",
    ],
    [
      "takes an item out while the other moves the next one in",
      "- a one\n- b two\n- c three",
      (ann) => ann.at("b two").run(lift),
      (ben) => ben.at("c three").run(sink),
      /a one[^]*b two[^]*c three/,
    ],
    [
      "deletes a whole paragraph in which the other types",
      "One two.\n\nMiddle words.\n\nLast one.",
      (ann) => {
        const { doc, tr } = ann.state;
        ann.dispatch(tr.setSelection(TextSelection.create(doc, placeOf(doc, "two"), placeOf(doc, "one."))));
        ann.run(backspace);
      },
      (ben) => ben.at("words").type("B "),
      "One B one.",
    ],
    [
      "makes words strong that the other splits",
      "One.\n\nTwo three.",
      (ann) => ann.select("Two three.").run(strong),
      (ben) => ben.at("three").run(enter),
      "One.\n\nTwo\n\nthree.",
    ],
  ];
  test.each(odd)("Ann %s", (_what, words, first, second, expected) => {
    const [ann, ben] = two(words);
    first(ann);
    second(ben);
    expectBoth(ann, ben, expected);
  });
});
