/**
 * Notes while their words are edited as hands edit them: ProseMirror's own commands, written into two documents by the
 * binding, with undo and redo, synced now and then. Each sentence bears a mark that travels with its
 * letters, so that the test knows a letter's sentence however much alike the sentences are.
 */
import fc from "fast-check";
import { baseKeymap, chainCommands, joinBackward, setBlockType, toggleMark } from "prosemirror-commands";
import { liftListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { TextSelection, type Command } from "prosemirror-state";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { anchorOf, resolve, standsInstead, type DraftAnchor, type Span } from "../../translations/draft/anchors.ts";
import { notesOf, readNotes, seedDraft, type DraftNote } from "../../translations/draft/draft.ts";
import type { Reading } from "../../translations/draft/flat.ts";
import { parseText } from "../../translations/text/parse.ts";
import { schema, type Rendering } from "../../translations/text/schema.ts";
import { FlatPerson } from "../help/flat-people.ts";

const { paragraph, list_item: item, bullet_list: bullets } = schema.nodes;

/** Alike but for their beginnings and ends, which are never farther from a word than an anchor's surroundings reach. */
const like = (when: string, where: string): string => `${when} we clarify the tasks of market rules for ${where}. `;
const SENTENCES = [
  like("In 2021", "cities"),
  "Sort out 厘清 政府 (government) first. ",
  like("In 2022", "towns"),
  like("In 2023", "cities"),
  "Markets come second, 市场 second. ",
  like("At last", "towns"),
];
const MARKS = ["sa", "sb", "sc", "sd", "se", "sf"];

/** Three paragraphs of two sentences. */
function seed(): Uint8Array {
  const sentence = (index: number) =>
    schema.text(SENTENCES[index]!, [schema.marks.foreign.create({ lang: MARKS[index] })]);
  const blocks = [0, 2, 4].map((first) => paragraph.create(null, [sentence(first), sentence(first + 1)]));
  return seedDraft({ rendering: schema.nodes.doc.create(null, blocks) });
}

const SEED = seed();

let clients = 10;

class Writer {
  readonly #person: FlatPerson;
  /** True once edits of another came in. */
  met = false;

  constructor(seeded = SEED) {
    this.#person = new FlatPerson(clients++, seeded);
  }

  get reading(): Reading {
    return this.#person.binding.reading;
  }

  /** Runs a command with this selection. */
  run(from: number, to: number, command: Command): void {
    const { doc, tr } = this.#person.state;
    const [start, end] = [from, to].map((at) => doc.resolve(Math.min(at, doc.content.size)));
    this.#person.dispatch(tr.setSelection(TextSelection.between(start!, end!)));
    this.#person.run(command);
  }

  get note(): DraftNote {
    return readNotes(this.#person.doc)[0]!;
  }

  get span(): Span | null {
    return resolve(this.reading, this.note.anchor);
  }

  hang(anchor: DraftAnchor): void {
    const told = { id: "n1", author: { name: "Ann" }, date: "2026-01-02", category: "terminology", body: "Why." };
    notesOf(this.#person.doc).set("n1", { ...told, alternative: "", source: "", anchor });
  }

  undo(): void {
    this.#person.undo();
  }

  redo(): void {
    this.#person.redo();
  }

  learnFrom(other: Writer): void {
    this.met = true;
    this.#person.receive(Y.encodeStateAsUpdate(other.#person.doc, Y.encodeStateVector(this.#person.doc)));
  }
}

const typing =
  (words: string): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.insertText(words));
    return true;
  };

/** Cuts the selection and pastes it so far away. */
const moving =
  (distance: number): Command =>
  (state, dispatch) => {
    const slice = state.selection.content();
    const cut = state.tr.deleteSelection();
    const at = Math.max(0, Math.min(state.selection.from + distance, cut.doc.content.size));
    cut.setSelection(TextSelection.near(cut.doc.resolve(at)));
    dispatch?.(cut.replaceSelection(slice));
    return true;
  };

/** What hands do, by name, so that a failing case can be read. */
const DEEDS = {
  split: chainCommands(splitListItem(item), baseKeymap["Enter"]!),
  join: joinBackward,
  backspace: baseKeymap["Backspace"]!,
  delete: baseKeymap["Delete"]!,
  list: wrapInList(bullets),
  lift: liftListItem(item),
  heading: setBlockType(schema.nodes.heading, { level: 2 }),
  paragraph: setBlockType(paragraph),
  strong: toggleMark(schema.marks.strong),
} satisfies Record<string, Command>;

type Deed = keyof typeof DEEDS | { type: string } | { move: number };

const commandOf = (deed: Deed): Command =>
  typeof deed === "string" ? DEEDS[deed] : "type" in deed ? typing(deed.type) : moving(deed.move);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.constantFrom("", "x", " ", "政", "clarify ", "👩‍🚀").map((type) => ({ type })),
  fc.oneof(fc.constant(0), fc.integer({ min: -200, max: 200 })).map((move) => ({ move })),
  fc.constantFrom(...(Object.keys(DEEDS) as (keyof typeof DEEDS)[])),
);

type Step = { who: 0 | 1 } & (
  { does: "edit"; from: number; length: number; deed: Deed } | { does: "undo" | "redo" | "learn" }
);

const who = fc.constantFrom<0 | 1>(0, 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      who,
      does: fc.constant("edit" as const),
      from: fc.nat(330),
      length: fc.oneof(fc.constant(0), fc.nat(12), fc.nat(120)),
      deed,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ who, does: fc.constantFrom<"undo" | "redo" | "learn">("undo", "redo", "learn") }),
  },
);

/** The sentences whose letters stand in a span, by their marks; "" for letters typed since. */
function sentencesIn(rendering: Rendering, from: number, to: number): Set<string> {
  const found = new Set<string>();
  rendering.nodesBetween(from, to, (node, at) => {
    const words = node.text?.slice(Math.max(0, from - at), to - at) ?? "";
    if (words.trim() !== "")
      found.add(String(node.marks.find(({ type }) => type.name === "foreign")?.attrs["lang"] ?? ""));
  });
  return found;
}

/**
 * Yjs may give a letter its neighbour's mark where edits of two hands meet, so marks tell a letter's sentence only
 * until the first meeting; from then on the words are looked at, and that both hands see the same.
 */
function check({ reading: { rendering }, reading, note: { anchor }, span, met }: Writer, own: Set<string>): void {
  if (!span) return void standsInstead(reading, anchor);
  const words = rendering.textBetween(span.from, span.to, " ").replace(/\s+/g, " ");
  expect(words).toBe(anchor.exact);
  if (met) return;
  expect([...sentencesIn(rendering, span.from, span.to)].filter((sentence) => !own.has(sentence))).toEqual([]);
}

test("through split, join, lists, headings, cut and paste, undo, redo and two hands a note stands on its own words or on none", () => {
  let stood = 0;
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 14 }),
      fc.nat(320),
      fc.integer({ min: 1, max: 30 }),
      (steps, at, length) => {
        const writers = [new Writer(), new Writer()] as const;
        const { reading } = writers[0];
        const anchor = anchorOf(reading, at, at + length);
        fc.pre(anchor !== null);
        writers[0].hang(anchor);
        writers[1].learnFrom(writers[0]);
        writers[1].met = false;
        const start = writers[0].span!;
        const own = sentencesIn(reading.rendering, start.from, start.to);
        for (const action of steps) {
          const writer = writers[action.who];
          if (action.does === "edit") writer.run(action.from, action.from + action.length, commandOf(action.deed));
          else if (action.does === "learn") writer.learnFrom(writers[1 - action.who]!);
          else writer[action.does]();
          check(writer, own);
        }
        writers[0].learnFrom(writers[1]);
        writers[1].learnFrom(writers[0]);
        for (const writer of writers) check(writer, own);
        const ends = writers.map((writer) => writer.span);
        expect(ends[0]).toEqual(ends[1]);
        if (ends[0]) stood++;
      },
    ),
    { numRuns: 400 },
  );
  // A law that notes obey by never standing anywhere would be worth nothing.
  expect(stood).toBeGreaterThan(100);
});

test("where another sentence is the same to the letter, deleting the noted one leaves the note without words", () => {
  const sentence = "One two three four five six seven eight nine ten. ";
  const seeded = seedDraft({ rendering: parseText(sentence.repeat(5).trim()) });
  for (let nth = 0; nth < 5; nth++) {
    const writer = new Writer(seeded);
    const at = 1 + nth * sentence.length + sentence.indexOf("five");
    writer.hang(anchorOf(writer.reading, at, at + 4)!);
    expect(writer.span).toEqual({ from: at, to: at + 4 });
    writer.run(1 + nth * sentence.length, 1 + (nth + 1) * sentence.length, typing(""));
    expect(writer.span).toBeNull();
  }
});

test("one Chinese character can be noted, and keeps its note while its neighbours change or its paragraph is parted", () => {
  const noted = (): Writer => {
    const writer = new Writer(seedDraft({ rendering: parseText("厘清政府和市场关系") }));
    writer.hang(anchorOf(writer.reading, 3, 4)!);
    return writer;
  };
  const [changed, parted] = [noted(), noted()];
  expect(changed.note.anchor.exact).toBe("政");
  changed.run(4, 5, typing("策"));
  changed.run(1, 3, typing("理顺"));
  expect(changed.span).toEqual({ from: 3, to: 4 });
  parted.run(3, 3, baseKeymap["Enter"]!);
  expect(parted.span).toEqual({ from: 5, to: 6 });
});

describe("words that their author changes", () => {
  const words = "Establish market access, operations and investment. Clarify the relationship between all of them.";

  test("the new ones are offered where the old ones stood, and the reason hangs there once it is said so", () => {
    const writer = new Writer(seedDraft({ rendering: parseText(words) }));
    const at = words.indexOf("Clarify") + 1;
    writer.hang(anchorOf(writer.reading, at, at + 7)!);
    writer.run(at, at + 7, typing("Sort out, in detail,"));
    expect(writer.span).toBeNull();
    const instead = standsInstead(writer.reading, writer.note.anchor);
    expect(instead).toEqual({ from: at, to: at + 20, words: "Sort out, in detail," });
    writer.hang(anchorOf(writer.reading, instead!.from, instead!.to)!);
    expect(writer.span).toEqual({ from: at, to: at + 20 });
  });

  test("nothing is offered where nothing stands, where the surroundings went too, or where a whole text came", () => {
    const at = words.indexOf("Clarify") + 1;
    const offered = (from: number, to: number, come: string) => {
      const writer = new Writer(seedDraft({ rendering: parseText(words) }));
      writer.hang(anchorOf(writer.reading, at, at + 7)!);
      writer.run(from, to, typing(come));
      return standsInstead(writer.reading, writer.note.anchor)?.words ?? null;
    };
    expect(offered(at, at + 7, "Sort out")).toBe("Sort out");
    expect(offered(at, at + 8, "")).toBeNull();
    expect(offered(at - 12, at + 7, "Sort out")).toBeNull();
    expect(offered(at, at + 19, "Sort out how they stand")).toBeNull();
    expect(offered(at, at + 7, "Many more words. ".repeat(6))).toBeNull();
  });

  test("whatever is offered stands between what stood before the words and what stood after them", () => {
    fc.assert(
      fc.property(
        fc.nat(90),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom("x", "政", "new words", "investment"),
        (at, length, come) => {
          const writer = new Writer(seedDraft({ rendering: parseText(words) }));
          const anchor = anchorOf(writer.reading, at, at + length);
          fc.pre(anchor !== null);
          writer.hang(anchor);
          const { from, to } = writer.span!;
          writer.run(from, to, typing(come));
          const instead = writer.span ? null : standsInstead(writer.reading, anchor);
          if (instead) expect(instead.words).toBe(come);
        },
      ),
    );
  });
});
