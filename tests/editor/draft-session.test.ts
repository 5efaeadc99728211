/** The draft's session against the real rooms and a real disk: what its state line says is so. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket as NodeSocket } from "ws";
import * as Y from "yjs";
import { DraftSession } from "../../editor/client/draft/session.ts";
import { endsWriting, isRefusal, stateLine, type Facts } from "../../editor/client/draft/state.ts";
import { buildsOn, Unsent, type Shelf } from "../../editor/client/draft/unsent.ts";
import { readDraft, seedDraft } from "../../editor/prosemirror/draft.ts";
import { openSqlite, sqliteStore } from "../../server/store/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { CLOSE } from "../../server/sync/contract.ts";
import { parseText } from "../../translations/text/canonical.ts";
import { cookieOf, draftIn, PROPOSAL, serve, until, withProposal, type Served } from "../help/live.ts";

const folder = mkdtempSync(path(tmpdir(), "variorum-session-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
let store: Store;
let served: Served;
const sessions: DraftSession[] = [];

beforeEach(async () => {
  store = await withProposal(sqliteStore(openSqlite(path(folder, `${++files}.db`))));
  served = await serve(store);
});

afterEach(async () => {
  for (const session of sessions.splice(0)) session.destroy();
  await served.stop();
  await store.close();
});

class MemoryShelf implements Shelf {
  readonly kept = new Map<string, string>();
  get length(): number {
    return this.kept.size;
  }
  getItem(name: string): string | null {
    return this.kept.get(name) ?? null;
  }
  setItem(name: string, value: string): void {
    this.kept.set(name, value);
  }
  removeItem(name: string): void {
    this.kept.delete(name);
  }
  key(index: number): string | null {
    return [...this.kept.keys()][index] ?? null;
  }
}

const PEOPLE: Record<string, string> = { ada: "Ada", bo: "Bo 陈", rae: "Rae" };

function join(person: string, shelf: Shelf | null = null, port = served.port): DraftSession {
  class Signed extends NodeSocket {
    constructor(address: string | URL) {
      super(address, { headers: cookieOf(person) });
    }
  }
  const session = new DraftSession(
    {
      live: `ws://127.0.0.1:${port}/api/live`,
      proposal: PROPOSAL,
      me: { id: person, name: PEOPLE[person]! },
      mayWrite: person !== "rae",
    },
    { shelf, WebSocket: Signed as unknown as typeof WebSocket, now: () => new Date(2026, 0, 2, 14, 2, 7) },
  );
  sessions.push(session);
  return session;
}

async function opened(person: string, shelf: Shelf | null = null): Promise<DraftSession> {
  const session = join(person, shelf);
  await until(() => session.facts.value.opened, "a session is open");
  return session;
}

function type(session: DraftSession, words: string): void {
  const text = (session.doc.getXmlFragment("rendering").get(0) as Y.XmlElement).get(0) as Y.XmlText;
  text.insert(text.length, words);
}

function words(doc: Y.Doc): string {
  return readDraft(doc, "").rendering.textContent;
}

const line = (session: DraftSession): string => stateLine(session.facts.value).text;

test("“saved” is said when the words are on disk, and not before", async () => {
  const session = await opened("ada");
  expect(line(session)).toContain("All on disk");
  type(session, " Amen.");
  expect(line(session)).toBe("Saving …");
  expect(await session.saved(5_000)).toBe(true);
  expect(line(session)).toBe("Saved on disk ✓ 14:02:07");
  expect(words(await draftIn(store))).toContain("Amen.");
});

test("two people see each other and end with the same words", async () => {
  const [ada, bo] = [await opened("ada"), await opened("bo")];
  type(ada, " One.");
  type(bo, " Two.");
  await until(
    () => words(ada.doc) === words(bo.doc) && words(ada.doc).includes("One.") && words(ada.doc).includes("Two."),
    "both agree",
  );
  await until(() => ada.people.value.length === 2 && bo.people.value.length === 2, "both are seen");
  expect(ada.people.value.map(({ name, me }) => [name, me])).toEqual([
    ["Ada", true],
    ["Bo 陈", false],
  ]);
});

test("words written while the server was away are sent when it is back, and then said to be saved", async () => {
  const shelf = new MemoryShelf();
  const session = await opened("ada", shelf);
  const { port } = served;
  await served.stop();
  await until(() => !session.facts.value.connected, "the connection is lost");
  type(session, " Offline words.");
  expect(line(session)).toBe("Offline. Your words are kept in this browser and will be sent.");
  expect(shelf.length).toBe(1);
  served = await serve(store, {}, port);
  expect(await session.saved(8_000)).toBe(true);
  expect(words(await draftIn(store))).toContain("Offline words.");
  expect(shelf.length).toBe(0);
});

test("words left unsaved by a page that was closed are taken over by the next, once, and saved", async () => {
  const shelf = new MemoryShelf();
  const session = await opened("ada", shelf);
  const { port } = served;
  await served.stop();
  await until(() => !session.facts.value.connected, "the connection is lost");
  type(session, " Left behind.");
  sessions.splice(0).forEach((left) => left.destroy());
  served = await serve(store, {}, port);
  const again = await opened("ada", shelf);
  await until(() => words(again.doc).includes("Left behind."), "the words are back");
  expect(await again.saved(5_000)).toBe(true);
  expect(words(await draftIn(store)).split("Left behind.")).toHaveLength(2);
  expect(shelf.length).toBe(0);
  const third = await opened("ada", shelf);
  expect(words(third.doc)).toBe(words(again.doc));
});

test("another person at the same browser doesn't send the words left there", async () => {
  const shelf = new MemoryShelf();
  const doc = new Y.Doc();
  for (const { bytes } of await store.draft(PROPOSAL)) Y.applyUpdate(doc, bytes);
  new Unsent(shelf, PROPOSAL, "ada", "1").keep([Y.encodeStateAsUpdate(new Y.Doc())]);
  expect(new Unsent(shelf, PROPOSAL, "bo", "2").adopt(doc)).toBeNull();
  expect(new Unsent(shelf, PROPOSAL, "ada", "2").adopt(doc)).not.toBeNull();
});

test("words that build on a draft that is gone stay out of the one that took its place", () => {
  const seed = (): Y.Doc => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seedDraft({ rendering: parseText("The same words.") }));
    return doc;
  };
  const [old, fresh] = [seed(), seed()];
  let written: Uint8Array = new Uint8Array();
  old.on("update", (update: Uint8Array) => (written = update));
  ((old.getXmlFragment("rendering").get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(3, "X");
  expect(buildsOn(old, written)).toBe(true);
  expect(buildsOn(fresh, written)).toBe(false);
  expect(buildsOn(fresh, Uint8Array.of(1, 2, 3))).toBe(false);
  const shelf = new MemoryShelf();
  new Unsent(shelf, "p", "ada", "1").keep([written]);
  shelf.setItem("variorum.unsent:p:ada:2", "not base64!");
  expect(new Unsent(shelf, "p", "ada", "3").adopt(fresh)).toBeNull();
  expect(shelf.length).toBe(2);
});

test("a reader reads along and is told so; one who is shut out is told why and keeps the words", async () => {
  const reader = await opened("rae");
  expect(line(reader)).toContain("You are reading this draft");
  expect(reader.mayWrite).toBe(false);
  const session = await opened("ada");
  await served.live.close(PROPOSAL);
  await until(() => session.facts.value.refused !== null, "the closing is heard");
  expect(session.facts.value.refused).toBe(CLOSE.closed);
  expect(line(session)).toContain("submitted or decided");
  expect(stateLine(session.facts.value)).toMatchObject({ tone: "warning", copy: true });
  expect(session.mayWrite).toBe(false);
});

const CALM: Facts = {
  connected: true,
  opened: true,
  synced: true,
  unsaved: false,
  kept: true,
  savedAt: null,
  refused: null,
  mayWrite: true,
};

test("every code of the server's has a sentence of its own, and a lost connection has none", () => {
  const sentences = Object.values(CLOSE).map((refused) => stateLine({ ...CALM, refused }).text);
  expect(new Set(sentences).size).toBe(Object.keys(CLOSE).length);
  for (const code of Object.values(CLOSE)) expect(isRefusal(code)).toBe(true);
  for (const code of [0, 1000, 1006, 1011, 1012]) expect(isRefusal(code)).toBe(false);
  expect(endsWriting(CLOSE.closed)).toBe(true);
  expect([CLOSE.notKept, CLOSE.tooMany, null].map(endsWriting)).toEqual([false, false, false]);
});

test("the state line never says saved while something is unsaved, unsent or unknown", () => {
  const both = [true, false];
  for (const connected of both)
    for (const opened of both)
      for (const synced of both)
        for (const unsaved of both)
          for (const savedAt of [null, new Date()])
            for (const refused of [null, ...Object.values(CLOSE)]) {
              const { text } = stateLine({ ...CALM, connected, opened, synced, unsaved, savedAt, refused });
              const all = connected && opened && synced && !unsaved && refused === null;
              expect(/^(Saved|All) on disk/.test(text)).toBe(all);
            }
});

test("what this browser can't keep is said to be on this page only", () => {
  const { text } = stateLine({ ...CALM, connected: false, unsaved: true, kept: false });
  expect(text).toContain("on this page only");
});
