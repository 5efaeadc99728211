/** Drafts that were begun as trees: brought over whole, and what an old page had not sent comes in or is told. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prosemirrorToYXmlFragment, updateYFragment } from "y-prosemirror";
import * as Y from "yjs";
import { resolve } from "../../translations/draft/anchors.ts";
import { bringOver, takeInTree } from "../../translations/draft/bring-over.ts";
import { isTree, notesOf, readDraft, readNotes, textOf, treeOf } from "../../translations/draft/draft.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { readText } from "../../translations/draft/flat.ts";
import { rewrite } from "../../translations/draft/rewrite.ts";
import { readTree } from "../../translations/draft/tree.ts";
import { canonical, canonicalText } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import { rendering } from "../help/renderings.ts";

/** A draft as they were begun at first. */
function treeWith(words: Rendering): Y.Doc {
  const doc = new Y.Doc();
  prosemirrorToYXmlFragment(words, treeOf(doc));
  return doc;
}

test("a draft that was begun as a tree says the same before and after it is brought over, once", () => {
  fc.assert(
    fc.property(rendering, (words) => {
      const doc = treeWith(words);
      const before = readDraft(doc, "").rendering;
      expect(before.toJSON()).toEqual(canonical(words).toJSON());
      bringOver(doc);
      expect(isTree(doc)).toBe(false);
      expect(readText(textOf(doc)).rendering.toJSON()).toEqual(readTree(treeOf(doc)).rendering.toJSON());
      const [sized, tree] = [textOf(doc).length, treeOf(doc).toJSON()];
      bringOver(doc);
      expect([textOf(doc).length, treeOf(doc).toJSON()]).toEqual([sized, tree]);
      expect(readDraft(doc, "").rendering.toJSON()).toEqual(before.toJSON());
      textOf(doc).delete(0, textOf(doc).length);
      expect([isTree(doc), canonicalText(readDraft(doc, "").rendering)]).toEqual([false, ""]);
    }),
    { numRuns: 100 },
  );
});

test("notes on a tree stay on their words when it is brought over, also where these stand twice", () => {
  const sentence = "One two three four five six seven eight nine ten. ";
  const doc = treeWith(parseText(`${sentence.repeat(3).trim()}\n\n\\- not a list`));
  const { text } = firstOf(doc);
  const second = sentence.length + sentence.indexOf("five");
  const place = (at: number, side: number) =>
    Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, at, side)) as unknown;
  const [prefix, suffix] = [text.toString().slice(second - 32, second), text.toString().slice(second + 4, second + 36)];
  const told = {
    author: { name: "Ann" },
    date: "2026-01-02",
    category: "style",
    body: "x",
    alternative: "",
    source: "",
  };
  const anchor = { from: place(second, 0), to: place(second + 4, -1), exact: "five", prefix, suffix, twin: true };
  notesOf(doc).set("n1", { id: "n1", ...told, anchor });
  notesOf(doc).set("n2", { id: "n2", ...told, anchor: { ...anchor, from: null, to: null } });
  bringOver(doc);
  const [first, lost] = readNotes(doc);
  expect(resolve(readText(textOf(doc)), first!.anchor)).toEqual({ from: second + 1, to: second + 5 });
  expect(resolve(readText(textOf(doc)), lost!.anchor)).toBeNull();
  textOf(doc).insert(1, "Before. ");
  expect(resolve(readText(textOf(doc)), first!.anchor)).toEqual({ from: second + 9, to: second + 13 });
});

function firstOf(doc: Y.Doc): { text: Y.XmlText } {
  return { text: (treeOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText };
}

test("a tree as deep as a well is read without falling, and brought over", () => {
  const doc = new Y.Doc();
  let parent = treeOf(doc);
  for (let depth = 0; depth < 3_000; depth++) {
    const element = new Y.XmlElement(depth % 2 ? "list_item" : "bullet_list");
    parent.insert(0, [element]);
    parent = element;
  }
  expect(canonicalText(readDraft(doc, "").rendering)).toBe("");
  bringOver(doc);
  expect(canonicalText(readDraft(doc, "").rendering)).toBe("");
});

/** A copy of a draft, as a page has it open. */
function pageOf(doc: Y.Doc): Y.Doc {
  const page = exactDoc();
  Y.applyUpdate(page, Y.encodeStateAsUpdate(doc));
  return page;
}

/** What `write` does in the tree of a copy of `doc`, and has not sent. */
function unsentOf(doc: Y.Doc, write: (tree: Y.XmlFragment) => void): Uint8Array {
  const page = pageOf(doc);
  const before = Y.encodeStateVector(page);
  write(treeOf(page));
  return Y.encodeStateAsUpdate(page, before);
}

/** Puts words into the paragraph at this place, by whichever of its letters. */
const typeIn =
  (number: number, words: string, at = 0) =>
  (tree: Y.XmlFragment): void =>
    ((tree.get(number) as Y.XmlElement).get(0) as Y.XmlText).insert(at, words);

/** Makes the tree say other words, as an old page of somebody else did. */
function become(doc: Y.Doc, words: Rendering): void {
  doc.transact(() => updateYFragment(doc, treeOf(doc), words, { mapping: new Map(), isOMark: new Map() }));
}

const says = (doc: Y.Doc): string => canonicalText(readDraft(doc, "").rendering);

describe("what an old page had not sent", () => {
  test("comes in whole, whatever it is, if nobody has written since", () => {
    fc.assert(
      fc.property(rendering, rendering, (words, wanted) => {
        const doc = treeWith(words);
        const page = pageOf(doc);
        const before = Y.encodeStateVector(page);
        become(page, wanted);
        bringOver(doc);
        expect(takeInTree(doc, Y.encodeStateAsUpdate(page, before), "page")).toBeNull();
        // Half of a character, apart from the other by a mark, leaves a page as U+FFFD: what others read in it is meant.
        const sent = readTree(treeOf(pageOf(page))).rendering;
        expect(readDraft(doc, "").rendering.toJSON()).toEqual(canonical(sent).toJSON());
      }),
      { numRuns: 60 },
    );
  });

  test("comes in as edits of words: the letters beside it stay the letters that they were", () => {
    const doc = treeWith(parseText("One two.\n\nThree four."));
    const unsent = unsentOf(doc, typeIn(1, "and ", 6));
    bringOver(doc);
    const text = textOf(doc);
    const four = Y.createRelativePositionFromTypeIndex(text, text.toString().indexOf("four") + 2);
    takeInTree(doc, unsent, "page");
    expect(says(doc)).toBe("One two.\n\nThree and four.");
    expect(Y.createAbsolutePositionFromRelativePosition(four, doc)!.index).toBe(text.toString().indexOf("four") + 2);
  });

  test("waits in a draft that could not be brought over yet, and comes with it", () => {
    const doc = treeWith(parseText("One."));
    const unsent = unsentOf(doc, typeIn(0, "Number "));
    expect([takeInTree(doc, unsent, "page"), isTree(doc)]).toEqual([null, true]);
    bringOver(doc);
    expect(says(doc)).toBe("Number One.");
  });

  test("is told whole where the text says something else by now, and the text stays as it is", () => {
    const doc = treeWith(parseText("One.\n\nTwo."));
    const unsent = unsentOf(doc, typeIn(0, "Number "));
    bringOver(doc);
    rewrite(textOf(doc), parseText("Two.\n\nOne."));
    expect(takeInTree(doc, unsent, "page")).toBe("Number One.\n\nTwo.");
    expect(says(doc)).toBe("Two.\n\nOne.");
  });

  test("is told where the paragraph in which it was typed was taken out of the tree, or made a list, meanwhile", () => {
    for (const meanwhile of ["Two.", "- One.\n\nTwo."]) {
      const doc = treeWith(parseText("One.\n\nTwo."));
      const unsent = unsentOf(doc, (tree) => {
        for (const [at, letter] of Array.from("Number ").entries()) typeIn(0, letter, at)(tree);
        typeIn(0, "deleted", 0)(tree);
        ((tree.get(0) as Y.XmlElement).get(0) as Y.XmlText).delete(0, 7);
        typeIn(1, "Also ")(tree);
      });
      become(doc, parseText(meanwhile));
      bringOver(doc);
      expect(takeInTree(doc, unsent, "page")).toBe("Number");
      expect(says(doc)).toBe(meanwhile.replace("Two", "Also Two"));
    }
  });

  test("of two old pages comes in from both, one after the other, and once where a second window has it too", () => {
    const doc = treeWith(parseText("One.\n\nTwo."));
    const [first, second] = [unsentOf(doc, typeIn(0, "Ann: ")), unsentOf(doc, typeIn(1, "Ben: "))];
    bringOver(doc);
    const other = pageOf(doc);
    expect(takeInTree(doc, first, "page")).toBeNull();
    const both = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other));
    expect(takeInTree(other, both, "page")).toBeNull();
    expect(says(other)).toBe("Ann: One.\n\nTwo.");
    expect(takeInTree(doc, second, "page")).toBeNull();
    expect(takeInTree(doc, first, "page")).toBeNull();
    expect(says(doc)).toBe("Ann: One.\n\nBen: Two.");
  });

  test("is never dropped without saying so, whatever the others did before the draft was brought over and after", () => {
    const page = fc.record({ paragraph: fc.nat(), at: fc.nat(), words: fc.constantFrom("Zürich", "政府", "𠮷野") });
    const others = fc.option(rendering, { nil: null });
    fc.assert(
      fc.property(
        rendering,
        fc.array(page, { minLength: 1, maxLength: 3 }),
        others,
        others,
        (words, pages, tree, flat) => {
          const doc = treeWith(words);
          const made = pages.map((typed, number) => ({ mark: `<${typed.words}${number}>`, ...typed }));
          const unsent = made.map(({ mark, paragraph, at }) =>
            unsentOf(doc, (root) => {
              const texts = textsOf(root);
              const text = texts[paragraph % texts.length];
              if (text) text.insert(at % (text.length + 1), mark);
              else root.insert(0, [paragraphOf(mark)]);
            }),
          );
          if (tree) become(doc, tree);
          bringOver(doc);
          if (flat) rewrite(textOf(doc), flat);
          const told = unsent.map((update) => takeInTree(doc, update, "page") ?? "");
          for (const { mark } of made) expect(says(doc) + told.join("")).toContain(mark);
        },
      ),
      { numRuns: 100 },
    );
  });
});

function textsOf(parent: Y.XmlFragment): Y.XmlText[] {
  return parent
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsOf(child) : []));
}

function paragraphOf(words: string): Y.XmlElement {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(words)]);
  return paragraph;
}
