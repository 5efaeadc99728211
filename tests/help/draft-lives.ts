/**
 * The lives that a draft may have, at random: three people edit copies of their own, hear of each other now and then,
 * undo and redo, and what they wrote arrives in any order, so that some of it waits for what comes later.
 */
import fc from "fast-check";
import { expect } from "vitest";
import * as Y from "yjs";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { textOf } from "../../translations/draft/draft.ts";
import { markerSaying, markersIn, say } from "../../translations/draft/flat.ts";
import { deleteAt, insertAt } from "../../translations/draft/ytext.ts";
import { wordsOf } from "./live.ts";

type Edit = (doc: Y.Doc) => void;

export type Step<Act> =
  | { who: number; edit: Edit }
  | { who: number; past: "undo" | "redo" }
  | { meet: [from: number, to: number] }
  | { deliver: number; most: number }
  | { act: Act };

export const PEOPLE = ["ada", "bo", "cy"];

/** Somebody's own copy of a draft. */
class Copy {
  readonly doc: Y.Doc;
  readonly #past: Y.UndoManager;

  constructor(seed: Uint8Array, wrote: (update: Uint8Array) => void) {
    this.doc = docOf([seed]);
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "meeting") wrote(update);
    });
    const scope = [textOf(this.doc), this.doc.getMap("notes"), this.doc.getText("summary")];
    this.#past = new Y.UndoManager(scope, { trackedOrigins: new Set([this]), captureTimeout: 0 });
  }

  edit(edit: Edit): void {
    this.doc.transact(() => edit(this.doc), this);
  }

  undoOrRedo(which: "undo" | "redo"): void {
    this.#past[which]();
  }

  meet(other: Copy): void {
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(other.doc)), "meeting");
  }
}

type Written = [bytes: Uint8Array, by: string];

/** Lives through `life`: `arrive` is told of each update that comes in and who wrote it, `act` does the rest. */
export async function live<Act>(
  life: readonly Step<Act>[],
  seed: Uint8Array,
  { arrive, act }: { arrive(bytes: Uint8Array, by: string): Promise<void>; act(act: Act): Promise<void> },
): Promise<void> {
  const underway: Written[] = [];
  const copies = PEOPLE.map((person) => new Copy(seed, (update) => underway.push([update, person])));
  for (const step of life) {
    if ("edit" in step) copies[step.who]!.edit(step.edit);
    else if ("past" in step) copies[step.who]!.undoOrRedo(step.past);
    else if ("meet" in step) copies[step.meet[0]]!.meet(copies[step.meet[1]]!);
    else if ("act" in step) await act(step.act);
    else await deliver(underway, step, arrive);
  }
  for (const written of underway) await arrive(...written);
}

/** One update that is underway arrives, and some of those after it that the same person wrote. */
async function deliver(
  underway: Written[],
  { deliver: which, most }: { deliver: number; most: number },
  arrive: (...written: Written) => Promise<void>,
): Promise<void> {
  if (underway.length === 0) return;
  const [first] = underway.splice(which % underway.length, 1) as [Written];
  const more = underway.filter(([, by]) => by === first[1]).slice(0, most);
  for (const written of [first, ...more]) {
    if (written !== first) underway.splice(underway.indexOf(written), 1);
    await arrive(...written);
  }
}

/** A stretch of a text, if it has any. */
function stretch(text: Y.Text, at: number, length: number): [at: number, length: number] | null {
  if (text.length === 0) return null;
  const from = at % text.length;
  return [from, Math.min(length, text.length - from)];
}

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.nat(), fc.string({ minLength: 1, maxLength: 6 })).map(([at, words]): Edit => (doc) => {
    const text = textOf(doc);
    insertAt(text, at % (text.length + 1), words, null);
  }),
  fc.tuple(fc.nat(), fc.nat(8)).map(([at, length]): Edit => (doc) => {
    const found = stretch(textOf(doc), at, length);
    if (found) deleteAt(textOf(doc), ...found);
  }),
  fc.tuple(fc.nat(), fc.nat(8), fc.constantFrom(true, null)).map(([at, length, on]): Edit => (doc) => {
    const found = stretch(textOf(doc), at, length);
    if (found) textOf(doc).format(...found, { strong: on });
  }),
  fc.tuple(fc.nat(), fc.constantFrom("", "2", "b", "=")).map(([at, said]): Edit => (doc) => {
    const text = textOf(doc);
    insertAt(text, at % (text.length + 1), markerSaying(said), null);
  }),
  fc.tuple(fc.nat(), fc.constantFrom("", "3", "o", "b+")).map(([which, said]): Edit => (doc) => {
    const markers = markersIn(textOf(doc)).filter((marker) => marker instanceof Y.Map);
    if (markers.length > 0) say(markers[which % markers.length]!, said);
  }),
  fc.tuple(fc.constantFrom("n1", "n2"), fc.string()).map(([id, body]): Edit => (doc) => {
    doc.getMap("notes").set(id, { id, body });
  }),
  fc.constantFrom("n1", "n2").map(
    (id): Edit =>
      (doc) =>
        doc.getMap("notes").delete(id),
  ),
  fc.string({ maxLength: 5 }).map(
    (words): Edit =>
      (doc) =>
        doc.getText("summary").insert(0, words),
  ),
);

const who = fc.nat(PEOPLE.length - 1);

/** Lives in which somebody also does one of `acts` now and then. */
export function lives<Act>(acts: fc.Arbitrary<Act>, maxLength = 40): fc.Arbitrary<Step<Act>[]> {
  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ who, edit }) },
      { weight: 1, arbitrary: fc.record({ who, past: fc.constantFrom("undo" as const, "redo" as const) }) },
      { weight: 2, arbitrary: fc.record({ meet: fc.tuple(who, who) }) },
      { weight: 3, arbitrary: fc.record({ deliver: fc.oneof(fc.constant(0), fc.nat()), most: fc.nat(8) }) },
      { weight: 2, arbitrary: fc.record({ act: acts }) },
    ),
    { minLength: 5, maxLength, size: "max" },
  );
}

/** The document that updates make. */
export function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = exactDoc();
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
  return doc;
}

/** True if nothing waits for what has not come. */
export const isWhole = (doc: Y.Doc) => !doc.store.pendingStructs && !doc.store.pendingDs;

/** All that can be told of a document: its words, marks and notes, how much of whom it holds, and what was taken out. */
export function expectSame(a: Y.Doc, b: Y.Doc): void {
  const told = (doc: Y.Doc) => [
    wordsOf(doc),
    textOf(doc)
      .toDelta()
      .map(({ insert, ...rest }: { insert: unknown }) => [insert instanceof Y.Map ? insert.toJSON() : insert, rest]),
    doc.getMap("notes").toJSON(),
    doc.getText("summary").toDelta(),
  ];
  expect(told(a)).toEqual(told(b));
  const held = (doc: Y.Doc) => Y.snapshot(doc);
  expect(Y.equalSnapshots(held(a), held(b))).toBe(true);
  expect(isWhole(a)).toBe(isWhole(b));
}
