/** A living draft made to say other words: they are said exactly, and what did not differ was not touched. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { anchorOf, resolve } from "../../translations/draft/anchors.ts";
import { readDraft, seedDraft, textOf } from "../../translations/draft/draft.ts";
import { readText } from "../../translations/draft/flat.ts";
import { rewrite } from "../../translations/draft/rewrite.ts";
import { anchorAt } from "../../translations/notes/anchor.ts";
import type { Note } from "../../translations/notes/note.ts";
import { canonical, canonicalText } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { layout } from "../../translations/text/layout.ts";
import { schema, type Rendering } from "../../translations/text/schema.ts";
import { rendering } from "../help/renderings.ts";
import { clockOfWork } from "../help/worked.ts";

function draftOf(seed: Rendering): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedDraft({ rendering: seed }));
  return doc;
}

const readingOf = (doc: Y.Doc) => readText(textOf(doc));
const saidBy = (doc: Y.Doc) => canonicalText(readDraft(doc, "").rendering);

function sync(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
}

/** Types `words` before the first `mark` in the draft, which has no lists and no marks. */
function type(doc: Y.Doc, mark: string, words: string): void {
  const { rendering: now } = readingOf(doc);
  const { text, blocks } = layout(now);
  const at = text.indexOf(mark);
  const number = blocks.findIndex(({ from, to }) => from <= at && at <= to);
  const before = blocks.slice(0, number).reduce((sum, { from, to }) => sum + 1 + to - from, 0);
  textOf(doc).insert(before + 1 + at - blocks[number]!.from, words);
}

describe("laws", () => {
  test("the draft says the words wanted, whatever it said before", () => {
    fc.assert(
      fc.property(rendering, rendering, (before, after) => {
        const doc = draftOf(before);
        const wanted = canonical(after);
        rewrite(textOf(doc), wanted);
        expect(readDraft(doc, "").rendering.toJSON()).toEqual(wanted.toJSON());
      }),
      { numRuns: 200 },
    );
  });

  test("saying what it says already is no edit", () => {
    fc.assert(
      fc.property(rendering, (seed) => {
        const doc = draftOf(seed);
        let updates = 0;
        doc.on("update", () => updates++);
        rewrite(textOf(doc), canonical(seed));
        expect(updates).toBe(0);
      }),
    );
  });

  test("undo takes it back whole, and leaves what somebody else wrote meanwhile", () => {
    const words = fc.array(fc.constantFrom("政府", "market", "order", "the", "👩‍👩‍👧", "data"), { maxLength: 12 });
    fc.assert(
      fc.property(words, words, (before, after) => {
        const doc = draftOf(parseText(`${before.join(" ")}\n\nElsewhere.`));
        const other = new Y.Doc();
        sync(doc, other);
        const was = saidBy(doc);
        const mine = {};
        const undo = new Y.UndoManager(textOf(doc), { trackedOrigins: new Set([mine]) });
        rewrite(textOf(doc), parseText(`${after.join(" ")}\n\nElsewhere.`), mine);
        type(other, "Elsewhere", "Not here. ");
        sync(doc, other);
        expect(saidBy(doc)).toBe(saidBy(other));
        while (undo.canUndo()) undo.undo();
        expect(saidBy(doc)).toBe(was.replace("Elsewhere", "Not here. Elsewhere"));
      }),
    );
  });

  test("letters that stay are the same letters: what hung between two changes hangs there still", () => {
    const [old, fresh] = [fc.constantFrom("clarify", "理顺", "🇨🇳"), fc.constantFrom("sort", "整理", "👩‍👩‍👧", "put in")];
    fc.assert(
      fc.property(old, old, fresh, fresh, (a, b, c, d) => {
        const doc = draftOf(parseText(`We ${a} xylem and phloem grow together ${b} it.`));
        const { text, blocks } = layout(readingOf(doc).rendering);
        const at = blocks[0]!.pos + text.indexOf("phloem");
        const anchor = anchorOf(readingOf(doc), at, at + 6)!;
        // Without surroundings nothing but the positions can find the words.
        const bare = { ...anchor, prefix: "none", suffix: "none" };
        rewrite(textOf(doc), parseText(`They ${c} xylem and phloem grow together ${d} now.`));
        const span = resolve(readingOf(doc), bare);
        expect(span && readingOf(doc).rendering.textBetween(span.from, span.to)).toBe("phloem");
      }),
    );
  });
});

test("a note stays on words that stay, and keeps the words that leave as lost", () => {
  const words = "Clarify the relationship between 政府 and markets, and promote growth.";
  const at = (exact: string) => anchorAt(words, words.indexOf(exact), words.indexOf(exact) + exact.length);
  const more = {
    author: { id: "ada", name: "Ada" },
    date: "2026-11-24T10:00:00.000Z",
    category: "terminology" as const,
  };
  const note = (id: string, exact: string): Note => ({
    ...more,
    id,
    body: "Because.",
    target: at(exact),
    source: null,
    alternatives: [],
  });
  const doc = new Y.Doc();
  const notes = [note("stays", "between 政府 and"), note("leaves", "promote")];
  Y.applyUpdate(doc, seedDraft({ rendering: parseText(words), notes }));
  rewrite(textOf(doc), parseText("Sort out the relations between 政府 and market actors, and stimulate growth."));
  const told = readDraft(doc, "").notes.map(({ id, target, lost }) => [id, target?.exact ?? null, lost ?? null]);
  expect(told).toEqual([
    ["stays", "between 政府 and", null],
    ["leaves", null, "promote"],
  ]);
});

test("a draft emptied, and filled again", () => {
  const doc = draftOf(parseText("First.\n\n- one\n- two"));
  rewrite(textOf(doc), parseText(""));
  expect(saidBy(doc)).toBe("");
  rewrite(textOf(doc), parseText("## Title\n\nWords 字 🇨🇳."));
  expect(saidBy(doc)).toBe("## Title\n\nWords 字 🇨🇳.");
});

test("marks follow, without the words being written anew", () => {
  const doc = draftOf(parseText("A plain sentence."));
  const strong = schema.nodes.doc.create(null, [
    schema.nodes.paragraph.create(null, [
      schema.text("A "),
      schema.text("plain", [schema.marks.strong.create()]),
      schema.text(" sentence."),
    ]),
  ]);
  const letters = Y.encodeStateVector(doc);
  const taken = Y.snapshot(doc).ds.clients.size;
  rewrite(textOf(doc), strong);
  expect(readDraft(doc, "").rendering.toJSON()).toEqual(strong.toJSON());
  expect(Y.snapshot(doc).ds.clients.size).toBe(taken);
  expect(Y.decodeUpdate(Y.encodeStateAsUpdate(doc, letters)).structs.map(({ length }) => length)).toEqual([1, 1]);
});

test("200,000 letters with a hundred words changed are rewritten in seconds", () => {
  const paragraph = (mark: string) => `${"The government 政府 clarifies the market in order. ".repeat(40)}${mark} end.`;
  const before = Array.from({ length: 100 }, (_, at) => paragraph(`old${at}`)).join("\n\n");
  const doc = draftOf(parseText(before));
  const worked = clockOfWork();
  rewrite(textOf(doc), parseText(before.replaceAll("old", "new")));
  expect(worked()).toBeLessThan(8_000);
  expect(saidBy(doc)).toBe(before.replaceAll("old", "new"));
});
