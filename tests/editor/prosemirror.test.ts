/** The plain parts of the editing surface: anchors through edits, what is drawn, pasting, the smallest edit. */
import fc from "fast-check";
import { EditorState } from "prosemirror-state";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { diffRenderings } from "../../translations/compare/words/words.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { withPilcrows } from "../../translations/text/lines.ts";
import { layout } from "../../translations/text/layout.ts";
import { schema, type Rendering } from "../../translations/text/schema.ts";
import { anchorOf, isWorn, resolve } from "../../translations/draft/anchors.ts";
import { seedDraft, textOf } from "../../translations/draft/draft.ts";
import { markerSaying, readText, type Reading } from "../../translations/draft/flat.ts";
import { deleteAt, insertAt } from "../../translations/draft/ytext.ts";
import { carried, smallestEdit } from "../../editor/prosemirror/edit.ts";
import {
  markChanges,
  markNotes,
  reasonsFor,
  tellChanges,
  wordsFor,
  type Marking,
} from "../../editor/prosemirror/marking.ts";
import { decorate, draw, drawAlong, marks } from "../../editor/prosemirror/marks.ts";
import { withoutInvisibles } from "../../editor/prosemirror/paste-lines.ts";
import { pastedText } from "../../editor/prosemirror/paste.ts";
import { awkwardText, rendering } from "../help/renderings.ts";

const TEXT =
  "Establish a system of market access, operations, and investment. Clarify the relationship between government and markets, and clarify the rest.";

function draft(text = TEXT): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedDraft({ rendering: parseText(text) }));
  return doc;
}

function readingOf(doc: Y.Doc): Reading {
  return readText(textOf(doc));
}

function anchorOn(doc: Y.Doc, words: string) {
  const at = layout(readingOf(doc).rendering).text.indexOf(words);
  return anchorOf(readingOf(doc), at + 1, at + words.length + 1)!;
}

function wordsAt(doc: Y.Doc, anchor: ReturnType<typeof anchorOn>): string | null {
  const reading = readingOf(doc);
  const span = resolve(reading, anchor);
  return span && reading.rendering.textBetween(span.from, span.to, " ");
}

/** What a person does to a draft's text. */
type Step =
  | { does: "type"; at: number; words: string }
  | { does: "delete"; at: number; length: number }
  | { does: "split"; at: number }
  | { does: "join"; at: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    does: fc.constant("type" as const),
    at: fc.nat(200),
    words: fc.constantFrom("x", " ", "clarify ", "政", "👩‍🚀", "investment. Clarify the relationship"),
  }),
  fc.record({ does: fc.constant("delete" as const), at: fc.nat(200), length: fc.nat(12) }),
  fc.record({ does: fc.constant("split" as const), at: fc.nat(200) }),
  fc.record({ does: fc.constant("join" as const), at: fc.nat(200) }),
);

function take(doc: Y.Doc, action: Step): void {
  const text = textOf(doc);
  const at = Math.min(action.at, text.length);
  if (action.does === "type") insertAt(text, at, action.words, null);
  if (action.does === "delete") deleteAt(text, at, Math.min(action.length, text.length - at));
  if (action.does === "split") insertAt(text, at, markerSaying("="), null);
  if (action.does === "join" && at < text.length) deleteAt(text, at, 1);
}

/** Takes words out and puts the same in again, as cutting and pasting does. */
function pasteAnew(doc: Y.Doc, from: number, to: number): void {
  const words = textOf(doc).toString().slice(from, to);
  deleteAt(textOf(doc), from + 1, to - from);
  insertAt(textOf(doc), from + 1, words, null);
}

test("through any edits by two people an anchor covers exactly its words or nothing, the same for both", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.boolean(), step), { maxLength: 12 }),
      fc.nat(TEXT.length - 1),
      fc.integer({ min: 1, max: 12 }),
      (steps, at, length) => {
        const ann = draft();
        const anchor = anchorOf(readingOf(ann), at + 1, Math.min(at + 1 + length, TEXT.length + 1));
        fc.pre(anchor !== null);
        const ben = new Y.Doc();
        Y.applyUpdate(ben, Y.encodeStateAsUpdate(ann));
        for (const [first, action] of steps) {
          take(first ? ann : ben, action);
          for (const doc of [ann, ben])
            expect([anchor.exact, null]).toContain(wordsAt(doc, anchor)?.replace(/\s+/g, " ").trim() ?? null);
        }
        Y.applyUpdate(ann, Y.encodeStateAsUpdate(ben));
        Y.applyUpdate(ben, Y.encodeStateAsUpdate(ann));
        expect(resolve(readingOf(ann), anchor)).toEqual(resolve(readingOf(ben), anchor));
      },
    ),
    { numRuns: 250 },
  );
});

test("words typed at either edge of an anchor stay out of it", () => {
  const doc = draft();
  const anchor = anchorOn(doc, "Clarify the");
  const at = TEXT.indexOf("Clarify");
  insertAt(textOf(doc), 1 + at + "Clarify the".length, " very", null);
  insertAt(textOf(doc), 1 + at, "Do ", null);
  expect(wordsAt(doc, anchor)).toBe("Clarify the");
});

test("a paragraph split before the words keeps them; pasted anew they are found, and the anchor counts as worn", () => {
  const doc = draft();
  const anchor = anchorOn(doc, "Clarify the");
  insertAt(textOf(doc), 1 + TEXT.indexOf("Clarify"), markerSaying("2"), null);
  expect(wordsAt(doc, anchor)).toBe("Clarify the");
  deleteAt(textOf(doc), 1 + TEXT.indexOf("Clarify"), 1);
  pasteAnew(doc, TEXT.indexOf("Clarify"), TEXT.length);
  expect(wordsAt(doc, anchor)).toBe("Clarify the");
  expect(isWorn(readingOf(doc), anchor)).toBe(true);
  const span = resolve(readingOf(doc), anchor)!;
  expect(isWorn(readingOf(doc), anchorOf(readingOf(doc), span.from, span.to)!)).toBe(false);
});

test("words that stand twice with the same surroundings, and whose place is lost, hang on nothing", () => {
  const sentence = "One two three four five six seven eight nine ten. ";
  const doc = draft(sentence.repeat(4).trim());
  const at = sentence.length + sentence.indexOf("five");
  const anchor = anchorOf(readingOf(doc), at + 1, at + 5)!;
  pasteAnew(doc, 0, 4 * sentence.length - 1);
  expect(resolve(readingOf(doc), anchor)).toBeNull();
});

function changesBetween(before: Rendering, after: Rendering) {
  const { a, b, changes } = diffRenderings(before, after);
  return { a, b, changes, marks: markChanges(changes, a, b), told: tellChanges(changes, a, b) };
}

test("whatever changed, everything drawn lies in the draft and every change is told where it stands", () => {
  fc.assert(
    fc.property(rendering, rendering, (before, after) => {
      const { a, b, changes, marks, told } = changesBetween(before, after);
      const size = after.content.size;
      for (const marking of marks) {
        const [from, to] = "at" in marking ? [marking.at, marking.at] : [marking.from, marking.to];
        expect(0 <= from && from <= to && to <= size).toBe(true);
        expect(after.resolve(from).parent.isTextblock).toBe(true);
        expect(after.resolve(to).parent.isTextblock).toBe(true);
      }
      expect(told.map(({ number }) => number)).toEqual(changes.map((_, index) => index + 1));
      for (const { span } of told) expect(0 <= span.from && span.from <= span.to && span.to <= size).toBe(true);
      const gone = marks.flatMap((marking) => (marking.kind === "deleted" ? [marking.words] : []));
      const taken = changes.filter(({ kind, fromA, toA }) => toA > fromA && kind !== "moved" && kind !== "reformatted");
      expect(gone).toEqual(taken.map(({ fromA, toA }) => withPilcrows(a.text.slice(fromA, toA))));
      expect(b.text).toBe(layout(after).text);
    }),
    { numRuns: 150 },
  );
});

test("a replaced word is struck out before the word that came, and told on one line", () => {
  const { marks, told } = changesBetween(parseText("Please clarify it."), parseText("Please sort out it."));
  expect(marks).toEqual<Marking[]>([
    { kind: "deleted", at: 8, words: "clarify", change: 1 },
    { kind: "inserted", from: 8, to: 16, change: 1 },
  ]);
  expect(told).toEqual([
    {
      number: 1,
      kind: "replaced",
      before: "clarify",
      after: "sort out",
      sentence: null,
      made: "",
      span: { from: 8, to: 16 },
    },
  ]);
});

test("a change has the reasons whose words it shares, and a deletion those that touch its place", () => {
  const { told, b } = changesBetween(parseText("a very good and bad end"), parseText("a good and worse end"));
  const notes = [
    { id: "n1", number: 1, from: 3, to: 7 },
    { id: "n2", number: 2, from: 12, to: 17 },
  ];
  expect(told.map((change) => reasonsFor(change, notes))).toEqual([[1], [2]]);
  expect(wordsFor(b, told[0]!.span)).toEqual({ from: 3, to: 7 });
  expect(wordsFor(b, told[1]!.span)).toEqual({ from: 12, to: 17 });
});

test("a reason for words taken out at the very end hangs on the last word, and on nothing in an empty draft", () => {
  const { told, b } = changesBetween(parseText("one two three"), parseText("one two"));
  expect(b.text.slice(...Object.values(wordsFor(b, told[0]!.span)!).map((at) => at - 1))).toBe("two");
  expect(wordsFor(layout(parseText("")), { from: 1, to: 1 })).toBeNull();
});

test("nothing is drawn outside of the draft, and an empty span not at all", () => {
  const markings: Marking[] = [
    { kind: "inserted", from: 1, to: 4, change: 1 },
    { kind: "inserted", from: 3, to: 3, change: 2 },
    { kind: "inserted", from: 3, to: 99, change: 3 },
    { kind: "deleted", at: 99, words: "x", change: 4 },
    ...markNotes([{ id: "n1", number: 1, from: 1, to: 3 }]),
  ];
  expect(decorate(markings, 6).map(({ from, to }) => [from, to])).toEqual([
    [1, 4],
    [1, 3],
    [3, 3],
  ]);
});

test("pasting a line keeps every letter of it, and pasting several makes the blocks they describe", () => {
  fc.assert(
    fc.property(
      awkwardText.filter((text) => !/[\r\n]/.test(text) && text !== ""),
      (line) => {
        const state = EditorState.create({ schema });
        const pasted = state.apply(state.tr.replaceSelection(pastedText(line, state.selection.$from)));
        expect(pasted.doc.textContent).toBe(withoutInvisibles(line));
      },
    ),
  );
  const state = EditorState.create({ schema });
  const slice = pastedText("One line\nof a page.\n\n- first\n- second\n", state.selection.$from);
  expect(canonicalText(state.apply(state.tr.replaceSelection(slice)).doc)).toBe(
    "One line of a page.\n\n- first\n- second",
  );
});

const words = fc
  .array(fc.constantFrom("a", "b", " ", "政", "👩‍🚀", "😀", "😁", "\n"), { maxLength: 12 })
  .map((letters) => letters.join(""));

test("the smallest edit makes the second text of the first, halves no letter, and is null only for equal texts", () => {
  fc.assert(
    fc.property(words, words, fc.nat(24), (before, after, caret) => {
      const edit = smallestEdit(before, after, Math.min(caret, after.length));
      expect(edit === null).toBe(before === after);
      if (!edit) return;
      const made = before.slice(0, edit.at) + edit.insert + before.slice(edit.at + edit.remove);
      expect(made).toBe(after);
      expect(edit.insert + before.slice(edit.at, edit.at + edit.remove)).not.toMatch(/\p{Surrogate}/u);
      const text = new Y.Doc().getText();
      text.insert(0, before);
      text.delete(edit.at, edit.remove);
      text.insert(edit.at, edit.insert);
      expect(text.toString()).toBe(after);
    }),
    { numRuns: 500 },
  );
});

test("the smallest edit of one keystroke is that keystroke, where it was struck", () => {
  expect(smallestEdit("helo", "hello", 3)).toEqual({ at: 2, remove: 0, insert: "l" });
  expect(smallestEdit("helo", "hello", 4)).toEqual({ at: 3, remove: 0, insert: "l" });
  expect(smallestEdit("hello", "helo", 2)).toEqual({ at: 2, remove: 1, insert: "" });
});

test("a caret outside of an edit stays with its letters", () => {
  fc.assert(
    fc.property(words, words, fc.nat(24), (before, after, at) => {
      const edit = smallestEdit(before, after);
      fc.pre(edit !== null && at <= before.length && (at <= edit.at || at >= edit.at + edit.remove));
      const there = carried(at, edit);
      if (at <= edit.at) expect(after.slice(0, there)).toBe(before.slice(0, at));
      else expect(after.slice(there)).toBe(before.slice(at));
    }),
  );
});

test("law: what an edit draws along is what drawing afresh would draw, and the same is not drawn twice", () => {
  const edit = fc.record({ from: fc.nat(), length: fc.nat(6), words: fc.constantFrom("", "a", " and", "的", "x y ") });
  fc.assert(
    fc.property(rendering, rendering, fc.array(edit, { maxLength: 4 }), (base, now, edits) => {
      const changesIn = (doc: Rendering): Marking[] => {
        const { a, b, changes } = diffRenderings(base, doc);
        return markChanges(changes, a, b);
      };
      let state = EditorState.create({ doc: now, plugins: [marks()] });
      const first = draw(state, changesIn(state.doc));
      if (first) state = state.apply(first);
      expect(draw(state, changesIn(state.doc)) === null).toBe(true);
      for (const { from, length, words } of edits) {
        const at = from % (state.doc.content.size + 1);
        const typed = state.tr.insertText(words, at, Math.min(at + length, state.doc.content.size));
        drawAlong(typed, changesIn(typed.doc));
        state = state.apply(typed);
        expect(draw(state, changesIn(state.doc)) === null).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});
