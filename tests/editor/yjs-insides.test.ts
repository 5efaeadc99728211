/**
 * What `translations/draft/ytext.ts` and `exact-doc.ts` take from the insides of Yjs, and the faults for which they do. If
 * this fails after an update of Yjs, read those two again. Where a fault was mended, code of ours can go.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as Y from "yjs";

const VERSION = "13.6.33";

const versionIn = (path: string): unknown => {
  const read = JSON.parse(readFileSync(path, "utf8")) as { version: string; dependencies: Record<string, string> };
  return path === "package.json" ? read.dependencies["yjs"] : read.version;
};

test("Yjs is the version that was looked into, and no other", () => {
  expect(versionIn("package.json")).toBe(VERSION);
  expect(versionIn("node_modules/yjs/package.json")).toBe(VERSION);
});

function docOf(client: number, ...updates: Uint8Array[]): [Y.Doc, Y.Text] {
  const doc = new Y.Doc();
  doc.clientID = client;
  for (const update of updates) Y.applyUpdate(doc, update);
  return [doc, doc.getText("text")];
}

/** The letters of an item; null if it has others. */
const lettersOf = ({ content }: Y.Item): string | null => (content instanceof Y.ContentString ? content.str : null);

/** The items of a text, from its start. */
function itemsOf(text: Y.Text): Y.Item[] {
  const items: Y.Item[] = [];
  for (let item = text._start; item !== null; item = item.right) items.push(item);
  return items;
}

const lookOf = (text: Y.Text) =>
  itemsOf(text).map(({ content, length, deleted, countable }) => [
    content.constructor,
    length,
    `${deleted ? "gone" : "there"}${countable ? "" : ", not counted"}`,
  ]);

test("a text is a row of items, each with one content", () => {
  const [, text] = docOf(1);
  expect(text._start).toBe(null);
  text.insert(0, "abc", { strong: true });
  text.insertEmbed(3, new Y.Map(), {});
  text.insertEmbed(4, { image: 1 });
  text.insert(5, "xyz");
  text.delete(6, 1);
  expect(lookOf(text)).toEqual([
    [Y.ContentFormat, 1, "there, not counted"],
    [Y.ContentString, 3, "there"],
    [Y.ContentFormat, 1, "there, not counted"],
    [Y.ContentType, 1, "there"],
    [Y.ContentEmbed, 1, "there"],
    [Y.ContentString, 1, "there"],
    [Y.ContentDeleted, 1, "gone"],
    [Y.ContentString, 1, "there"],
  ]);
  const [format, letters, , , , , , last] = itemsOf(text);
  expect(format!.content).toMatchObject({ key: "strong", value: true });
  expect(letters).toMatchObject({ parent: text, left: format, content: { str: "abc" }, id: { client: 1, clock: 1 } });
  expect(letters!.lastId).toMatchObject({ client: 1, clock: 3 });
  expect(last!.right).toBe(null);
});

test("an item that is made by hand stands where it was put, here and elsewhere", () => {
  expect([Y.Item.length, Y.Item.prototype.integrate.length, Y.getItemCleanStart.length]).toEqual([8, 2, 2]);
  const [doc, text] = docOf(1);
  text.insert(0, "abcd");
  const made: Uint8Array[] = [Y.encodeStateAsUpdate(doc)];
  doc.on("update", (update: Uint8Array) => made.push(update));
  doc.transact((transaction) => {
    const right = Y.getItemCleanStart(transaction, Y.createID(1, 2));
    const { left } = right;
    expect([lettersOf(left!), lettersOf(right)]).toEqual(["ab", "cd"]);
    const id = Y.createID(1, Y.getState(doc.store, 1));
    const content = new Y.ContentString("XY");
    const item = new Y.Item(id, left, left!.lastId, right, right.id, text, null, content);
    item.integrate(transaction, 0);
    right.delete(transaction);
  });
  expect(text.toString()).toBe("abXY");
  expect(docOf(2, ...made)[1].toString()).toBe("abXY");
  expect(Y.getItem(doc.store, Y.createID(1, 5))).toMatchObject({ id: { client: 1, clock: 4 }, length: 2 });
});

test("while observers are called, what came stands by itself, and what went is known", () => {
  const [ann, text] = docOf(1);
  text.insert(0, "abcd");
  const [ben, theirs] = docOf(2, Y.encodeStateAsUpdate(ann));
  let seen: unknown;
  theirs.observeDeep((events, transaction) => {
    const { beforeState, afterState, deleteSet, local } = transaction;
    const structs = ben.store.clients.get(1)!;
    seen = {
      targets: events.map(({ target }) => target === theirs),
      clocks: [beforeState.get(1), afterState.get(1)],
      gone: [...deleteSet.clients].map(([client, items]) => [client, items.map(({ clock, len }) => [clock, len])]),
      came: structs.slice(Y.findIndexSS(structs, 4)).map(({ id, length }) => [id.clock, length]),
      wasDeleted: Y.isDeleted(deleteSet, Y.createID(1, 1)),
      local,
    };
  });
  const before = Y.encodeStateVector(ann);
  text.insert(4, "e");
  text.delete(1, 2);
  Y.applyUpdate(ben, Y.encodeStateAsUpdate(ann, before));
  expect(seen).toEqual({
    targets: [true],
    clocks: [4, 5],
    gone: [[1, [[1, 2]]]],
    came: [[4, 1]],
    wasDeleted: true,
    local: false,
  });
});

test("where Yjs searched last is kept in a list that may be emptied", () => {
  const [, text] = docOf(1);
  text.insert(0, "abcdef");
  text.insert(3, "x");
  expect(text._searchMarker).toBeInstanceOf(Array);
  text._searchMarker!.length = 0;
  text.insert(2, "y");
  expect(text.toString()).toBe("abycxdef");
});

/** A strong word before others, in a document that was loaded. */
function loaded(): Y.Text {
  const [doc, text] = docOf(1);
  text.insert(0, "abcdef");
  text.format(0, 3, { strong: true });
  return docOf(2, Y.encodeStateAsUpdate(doc))[1];
}

test("a fault: Y.Text.delete over the end of a mark changes the marks of what follows", () => {
  const text = loaded();
  text.delete(2, 2);
  // Mended, it would read "ab" strong, "ef" plain, and deleteAt could go.
  expect(text.toDelta()).toEqual([{ insert: "abef", attributes: { strong: true } }]);
});

test("a fault: Y.Text.insert goes on over what was deleted to the right", () => {
  const [ann, text] = docOf(1);
  text.insert(0, "one two three");
  const [ben, theirs] = docOf(2, Y.encodeStateAsUpdate(ann));
  text.delete(4, 3);
  theirs.insert(7, "!");
  text.insert(4, "2");
  Y.applyUpdate(ann, Y.encodeStateAsUpdate(ben));
  // Mended, "2" would stand before what it replaced, and so before "!", and insertAt could go.
  expect(text.toString()).toMatch(/^one (?:2!|!2) three$/);
  expect(itemsOf(text).find((item) => lettersOf(item) === "2")!.left!.deleted).toBe(true);
});

/** A copy, exact or not, that hears what two wrote at once, and how many changes of marks it has then. */
function hearing(exact: boolean, write: (ann: Y.Text, ben: Y.Text) => void, listen?: (event: Y.YTextEvent) => unknown) {
  const [ann, text] = docOf(1);
  text.insert(0, "abcd");
  const seed = Y.encodeStateAsUpdate(ann);
  const [[ben, theirs], [cy, heard]] = [docOf(2, seed), docOf(3, seed)];
  if (exact) cy.on("afterTransaction", (transaction: Y.Transaction) => (transaction._needFormattingCleanup = false));
  if (listen) heard.observe(listen);
  write(text, theirs);
  for (const each of [ann, ben]) Y.applyUpdate(cy, Y.encodeStateAsUpdate(each));
  return itemsOf(heard).filter(({ deleted, content }) => !deleted && content instanceof Y.ContentFormat).length;
}

test("a fault: who reads what an event changed takes out marks that say nothing", () => {
  const both = (ann: Y.Text, ben: Y.Text): void => {
    ann.format(0, 3, { strong: true });
    ben.format(1, 3, { strong: true });
  };
  expect(hearing(true, both)).toBe(4);
  // Mended, this would be 4 as well.
  expect(hearing(true, both, ({ delta }) => delta)).toBe(3);
});

test("a copy takes out marks around nothing after a change from elsewhere, unless it is told not to", () => {
  const write = (ann: Y.Text, ben: Y.Text): void => {
    ann.format(1, 2, { strong: true });
    ben.delete(1, 2);
  };
  expect([hearing(false, write), hearing(true, write)]).toEqual([1, 2]);
});
