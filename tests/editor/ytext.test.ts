/** A text by its pieces: what is remembered of the last change gives what counting from the start gives. */
import { expect, test } from "vitest";
import * as Y from "yjs";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { markerSaying } from "../../translations/draft/flat.ts";
import { deleteAt, formatAt, insertAt, readPieces, relativeAt, toldBy } from "../../translations/draft/ytext.ts";
import { below, chanceFrom, oneOf, type Chance } from "../help/flat-people.ts";

const MARKS = [null, null, {}, { strong: true }, { foreign: "zh" }, { strong: true, foreign: "zh" }];

/** Each letter and marker of a text, with its marks. */
function unitsOf(text: Y.Text): string[] {
  const units: string[] = [];
  readPieces(
    text,
    (letters, format) => letters.split("").forEach((letter) => units.push(letter + JSON.stringify([...format].sort()))),
    () => units.push("¶"),
  );
  return units;
}

/** Somebody whose copy is told what each transaction did. */
function person(client: number) {
  const doc = exactDoc();
  doc.clientID = client;
  const text = doc.getText("text");
  const written: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array, origin: unknown) => origin !== "heard" && written.push(update));
  let was: string[] = [];
  text.observeDeep((_events, transaction) => {
    const now = unitsOf(text);
    let [old, at, formatted] = [0, 0, false];
    for (const { kind, count, letters, format } of toldBy(text, transaction).runs) {
      const stands = now.slice(at, at + count);
      if (kind === "stayed") formatted ||= stands.some((unit, number) => unit[0] !== was[old + number]![0]);
      if (kind === "came" && letters !== null)
        expect(stands).toEqual(letters.split("").map((letter) => letter + JSON.stringify([...format].sort())));
      if (kind === "went" && letters !== null)
        expect(
          was
            .slice(old, old + count)
            .map(([unit]) => unit)
            .join(""),
        ).toBe(letters);
      if (kind !== "came") old += count;
      if (kind !== "went") at += count;
    }
    expect([old, at, formatted]).toEqual([was.length, now.length, false]);
    was = now;
  });
  return { doc, text, written, past: new Y.UndoManager(text, { captureTimeout: 0 }) };
}

type Person = ReturnType<typeof person>;

function act({ text, past, doc }: Person, chance: Chance, near: { at: number }): void {
  const { length } = text;
  if (chance() < 0.3) near.at = below(chance, length + 1);
  const at = Math.min(near.at, length);
  const some = Math.min(1 + below(chance, 3), length - at);
  doc.transact(() => {
    const draw = chance();
    if (draw < 0.15 && length > 2) {
      // As long as before, and not the same.
      deleteAt(text, below(chance, length - 1), 1);
      insertAt(text, below(chance, length), "x", {});
    } else if (draw < 0.5) {
      insertAt(text, at, "abcdef".slice(below(chance, 5)), oneOf(chance, MARKS));
      near.at = at + 1;
    } else if (draw < 0.6) insertAt(text, at, markerSaying(""), null);
    else if (draw < 0.8 && at > 0) deleteAt(text, (near.at = at - 1), 1);
    else if (draw < 0.9 && some > 0) formatAt(text, at, some, oneOf(chance, [{ strong: true }, { strong: null }]));
    else if (some > 0) deleteAt(text, at, some);
  });
  if (chance() < 0.1) oneOf(chance, [() => past.undo(), () => past.redo()])();
}

function expectPositions({ text }: Person, chance: Chance): void {
  for (let times = 0; times < 3; times++) {
    const at = below(chance, text.length + 1);
    for (const side of [0, -1] as const)
      expect(relativeAt(text, at, side).item).toEqual(Y.createRelativePositionFromTypeIndex(text, at, side).item);
  }
}

test("what came and went, with its marks, and every position, are those that counting gives", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const chance = chanceFrom(seed);
    const people = [person(1), person(2)];
    const near = people.map(() => ({ at: 0 }));
    for (let step = 0; step < 60; step++) {
      const who = below(chance, 2);
      act(people[who]!, chance, near[who]!);
      if (chance() < 0.6)
        for (const update of people[who]!.written.splice(0)) Y.applyUpdate(people[1 - who]!.doc, update, "heard");
      for (const each of people) expectPositions(each, chance);
    }
    const [ann, ben] = people.map(({ doc }) => doc);
    for (const [from, to] of [
      [ann, ben],
      [ben, ann],
    ])
      Y.applyUpdate(to!, Y.encodeStateAsUpdate(from!), "heard");
    expect(unitsOf(people[0]!.text)).toEqual(unitsOf(people[1]!.text));
  }
});
