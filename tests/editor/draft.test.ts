/** The draft document: what is seeded is read, whatever else happens to it. */
import fc from "fast-check";
import * as Y from "yjs";
import { expect, test } from "vitest";
import { canonical, canonicalText } from "../../translations/text/canonical.ts";
import { canonicalJson } from "../../translations/text/json.ts";
import { schema, type Rendering } from "../../translations/text/schema.ts";
import { anchorAt } from "../../translations/notes/anchor.ts";
import { NOTE_CATEGORIES, type Note } from "../../translations/notes/note.ts";
import { anchorOf, resolve } from "../../translations/draft/anchors.ts";
import {
  notesOf,
  readDraft,
  readNotes,
  seedDraft,
  summaryOf,
  textOf,
  type DraftNote,
} from "../../translations/draft/draft.ts";
import { readText } from "../../translations/draft/flat.ts";
import { wordsIn } from "../help/draft-words.ts";
import { rendering } from "../help/renderings.ts";

const SOURCE = "厘清政府和市场关系\n\n有为";

function opened(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
}

function paragraphs(...texts: string[]): Rendering {
  const blocks = texts.map((text) => schema.node("paragraph", null, text ? [schema.text(text)] : []));
  return schema.node("doc", null, blocks);
}

function note(id: string, text: string, words: string, more: Partial<Note> = {}): Note {
  const start = text.indexOf(words);
  const target = start < 0 ? null : anchorAt(text, start, start + words.length);
  return {
    id,
    author: { id: "u1", name: "Ann" },
    date: "2026-01-02T03:04:05Z",
    category: "terminology",
    body: "Because.",
    target,
    source: null,
    alternatives: [],
    ...more,
  };
}

test("what is seeded is what is read: rendering, in canonical form", () => {
  fc.assert(
    fc.property(rendering, (seed) => {
      expect(readDraft(opened(seedDraft({ rendering: seed })), "").rendering.toJSON()).toEqual(
        canonical(seed).toJSON(),
      );
    }),
    { numRuns: 150 },
  );
});

test("reading changes nothing", () => {
  fc.assert(
    fc.property(rendering, (seed) => {
      const doc = opened(seedDraft({ rendering: seed }));
      const before = Y.encodeStateAsUpdate(doc);
      expect(readText(textOf(doc)).rendering.toJSON()).toEqual(canonical(seed).toJSON());
      expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
    }),
    { numRuns: 100 },
  );
});

test("a note on any words of a canonical text is read back on the same words", () => {
  fc.assert(
    fc.property(rendering, fc.nat(), fc.nat(), (seed, a, b) => {
      const form = canonical(seed);
      const reading = readText(textOf(opened(seedDraft({ rendering: form }))));
      const size = form.content.size + 1;
      const anchor = anchorOf(reading, Math.min(a % size, b % size), Math.max(a % size, b % size));
      fc.pre(anchor !== null);
      const doc = opened(seedDraft({ rendering: form }));
      const [found] = readDraft(withNote(doc, a % size, b % size), "").notes;
      const whole = canonicalText(form);
      expect(found?.target).not.toBeNull();
      const target = found!.target!;
      expect(whole.slice(target.start, target.end)).toBe(target.exact);
      expect(whole.slice(0, target.start).endsWith(target.prefix)).toBe(true);
      expect(whole.slice(target.end).startsWith(target.suffix)).toBe(true);
      const again = readDraft(opened(seedDraft({ rendering: form, notes: [found!] })), "").notes[0];
      expect(again).toEqual(found);
    }),
    { numRuns: 200 },
  );
});

function withNote(doc: Y.Doc, a: number, b: number): Y.Doc {
  const anchor = anchorOf(readText(textOf(doc)), Math.min(a, b), Math.max(a, b))!;
  const kept: DraftNote = {
    id: "n",
    author: { name: "Ann" },
    date: "2026-01-02",
    category: "style",
    body: "x",
    alternative: "",
    source: "",
    anchor,
  };
  notesOf(doc).set("n", kept);
  return doc;
}

test("notes, their words of the source and the summary are read back as they were seeded", () => {
  const words = "Clarify the relationship between government and markets.";
  const notes = [
    note("n1", words, "Clarify", { source: anchorAt(SOURCE, 0, 1), alternatives: ["Sort out", "Disentangle"] }),
    note("n2", words, "government", {
      source: anchorAt(SOURCE, SOURCE.indexOf("有为"), SOURCE.length),
      category: "accuracy",
    }),
    note("n3", words, "nowhere at all"),
  ];
  const read = readDraft(opened(seedDraft({ rendering: paragraphs(words), notes, summary: " Why not.\n" })), SOURCE);
  expect(read.notes).toEqual(notes);
  expect(read.summary).toBe("Why not.");
});

test("one Chinese character anchors, on both sides, also where it stands twice", () => {
  const words = "政府和政策";
  const second = anchorAt(words, 3, 4);
  const source = anchorAt("府府府", 1, 2);
  const seeded = note("n1", words, "政", { target: second, source });
  const read = readDraft(opened(seedDraft({ rendering: paragraphs(words), notes: [seeded] })), "府府府").notes[0]!;
  expect(read).toEqual(seeded);
});

test("words of the source that stand there twice, without saying where, hang on nothing", () => {
  const doc = opened(
    seedDraft({
      rendering: paragraphs("A b"),
      notes: [note("n1", "A b", "A", { source: anchorAt(SOURCE, 0, 2) })],
    }),
  );
  const map = notesOf(doc) as Y.Map<DraftNote>;
  const { sourceAt: _, ...placeless } = map.get("n1")!;
  map.set("n1", placeless);
  expect(readDraft(doc, "厘清厘清").notes[0]?.source).toBeNull();
  expect(readDraft(doc, SOURCE).notes[0]?.source?.exact).toBe("厘清");
});

test("emoji and letters outside the basic plane are never halved", () => {
  const words = "a👩‍🚀𠀀b";
  const doc = opened(seedDraft({ rendering: paragraphs(words) }));
  const reading = readText(textOf(doc));
  for (let from = 1; from < words.length; from++) {
    const anchor = anchorOf(reading, from, from + 1)!;
    expect(anchor.exact).not.toMatch(/\p{Surrogate}/u);
    expect(words).toContain(anchor.exact);
    expect(resolve(reading, anchor)).not.toBeNull();
  }
});

test("words that were edited are lost, and said", () => {
  const words = "Clarify the relationship.";
  const doc = opened(seedDraft({ rendering: paragraphs(words), notes: [note("n1", words, "Clarify")] }));
  wordsIn(doc).insert(3, "X");
  const read = readDraft(doc, "").notes[0]!;
  expect(read).toMatchObject({ target: null, lost: "Clarify" });
});

test("an anchor whose word was deleted does not jump to its double", () => {
  const words = "Clarify this and clarify that; then clarify that; and then, at the very end of it all, rest.";
  const [first] = [words.indexOf("clarify")];
  const target = anchorAt(words, first, first + 7);
  const doc = opened(seedDraft({ rendering: paragraphs(words), notes: [note("n1", words, "Clarify", { target })] }));
  wordsIn(doc).delete(first, 7);
  expect(readDraft(doc, "").notes[0]).toMatchObject({ target: null, lost: "clarify" });
});

test("a note on the whole has no target and nothing lost", () => {
  const seeded = note("n1", "A b", "A", { target: null });
  const read = readDraft(opened(seedDraft({ rendering: paragraphs("A b"), notes: [seeded] })), "").notes[0]!;
  expect(read).toEqual(seeded);
  expect("lost" in read).toBe(false);
});

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc
    .anything({
      maxDepth: 2,
      withBigInt: false,
      withDate: false,
      withMap: false,
      withSet: false,
      withTypedArray: false,
    })
    .filter(isSendable),
  fc.constantFrom("\ud800", "x".repeat(300), -1, 1e308, null),
);

function isSendable(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return !["function", "symbol"].includes(typeof value);
  const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return plain && Object.values(value).every(isSendable);
}

const hostileNote = fc.record(
  {
    id: fc.constantFrom<unknown>("n1", "n2", 7),
    author: fc.oneof(hostileValue, fc.constant({ name: "A\ud800" })),
    date: fc.oneof(hostileValue, fc.constant("2026-02-31")),
    category: fc.oneof(hostileValue, fc.constantFrom(...NOTE_CATEGORIES)),
    body: fc.oneof(hostileValue, fc.constant("b\udc00\u0000")),
    alternative: hostileValue,
    source: fc.oneof(hostileValue, fc.constant("厘")),
    sourceAt: fc.oneof(hostileValue, fc.nat(3)),
    anchor: fc.record(
      {
        from: fc.oneof(
          hostileValue,
          fc.record({
            item: fc.record({ client: hostileValue, clock: hostileValue }),
            tname: fc.string(),
            assoc: hostileValue,
          }),
        ),
        to: hostileValue,
        exact: fc.oneof(hostileValue, fc.constant("厘")),
        prefix: fc.constantFrom<unknown>("", 1),
        suffix: fc.constant(""),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

test("whatever stands in the document, reading gives a canonical rendering and notes that can be recorded", () => {
  fc.assert(
    fc.property(
      rendering,
      fc.array(fc.tuple(fc.constantFrom("n1", "n2", "\ud800", ""), fc.oneof(hostileNote, hostileValue)), {
        maxLength: 4,
      }),
      fc.array(
        fc.tuple(
          fc.constantFrom("script", "doc", "text", "heading", "list_item", "bullet_list", "constructor", "__proto__"),
          hostileValue,
        ),
        { maxLength: 4 },
      ),
      fc.nat(5),
      (seed, notes, elements, at) => {
        const doc = opened(seedDraft({ rendering: seed, summary: "s" }));
        spoil(doc, notes, elements, at);
        const before = Y.encodeStateVector(doc);
        const read = readDraft(doc, SOURCE);
        expect(Y.encodeStateVector(doc)).toEqual(before);
        read.rendering.check();
        expect(canonical(read.rendering).eq(read.rendering)).toBe(true);
        expect(() => canonicalJson({ notes: read.notes, summary: read.summary })).not.toThrow();
        const whole = canonicalText(read.rendering);
        for (const { target } of read.notes)
          if (target) expect(whole.slice(target.start, target.end)).toBe(target.exact);
      },
    ),
    { numRuns: 200 },
  );
});

function spoil(doc: Y.Doc, notes: [string, unknown][], junk: [string, unknown][], at: number): void {
  const text = textOf(doc);
  for (const [key, value] of notes) notesOf(doc).set(key, isSendable(value) ? value : null);
  for (const [name, value] of junk) {
    const marker = new Y.Map<unknown>();
    marker.set("is", value);
    marker.set(name, value);
    text.insertEmbed(Math.min(at, text.length), marker);
    text.insertEmbed(Math.min(at, text.length), { picture: 1 });
    text.insertEmbed(Math.min(at, text.length), new Y.XmlElement(name) as never);
    text.insert(Math.min(at + 1, text.length), "a\ud800b", { [name]: value, emphasis: value, foreign: value });
    text.insert(text.length, "c", { foreign: { lang: "not a language!" } });
  }
  summaryOf(doc).insert(0, "\ud800\u0000");
}

test("notes are listed oldest first, however they were put in", () => {
  const words = "a b c";
  const seeded = ["b", "c", "a"].map((id, i) => note(id, words, id, { date: `2026-01-0${3 - i}` }));
  const doc = opened(seedDraft({ rendering: paragraphs(words), notes: seeded }));
  expect(readNotes(doc).map(({ id }) => id)).toEqual(["a", "c", "b"]);
  expect(readDraft(doc, "").notes.map(({ id }) => id)).toEqual(["a", "b", "c"]);
});
