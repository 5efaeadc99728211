/** The draft's session against the real rooms and a real disk: what its state line says is so. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket as NodeSocket } from "ws";
import * as Y from "yjs";
import { DraftSession } from "../../editor/drafting/session.ts";
import { endsWriting, isRefusal, stateLine, type Facts } from "../../editor/drafting/state.ts";
import { buildsOn, Unsent, type Shelf } from "../../editor/drafting/unsent.ts";
import { readDraft, seedDraft, treeOf } from "../../translations/draft/draft.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { LIMITS } from "../../server/sync/limits.ts";
import { parseText } from "../../translations/text/parse.ts";
import {
  cookieOf,
  draftIn,
  DRAFT,
  PROPOSAL,
  serve,
  until,
  withProposal,
  type Served,
  namedStore,
} from "../help/live.ts";
import { wordsIn } from "../help/draft-words.ts";

const folder = mkdtempSync(path(tmpdir(), "variorum-session-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
let store: Store;
let served: Served;
const sessions: DraftSession[] = [];

beforeEach(async () => {
  store = await withProposal(namedStore(openSqlite(path(folder, `${++files}.db`))));
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

const NAMES = { draft: DRAFT, earlier: PROPOSAL };
const PEOPLE: Record<string, string> = { ada: "Ada", bo: "Bo 陈", rae: "Rae" };

interface Around {
  draft?: string;
  network?: EventTarget | null;
}

function join(
  person: string,
  shelf: Shelf | null = null,
  { draft = DRAFT, network = null }: Around = {},
): DraftSession {
  class Signed extends NodeSocket {
    constructor(address: string | URL) {
      super(address, { headers: cookieOf(person) });
    }
  }
  const session = new DraftSession(
    {
      live: `ws://127.0.0.1:${served.port}/api/live`,
      draft,
      proposal: PROPOSAL,
      me: { id: person, name: PEOPLE[person]! },
      mayWrite: person !== "rae",
    },
    {
      shelf,
      network,
      WebSocket: Signed as unknown as typeof WebSocket,
      now: () => new Date(2026, 0, 2, 14, 2, 7),
    },
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
  const text = wordsIn(session.doc);
  text.insert(text.length, words);
}

function words(doc: Y.Doc): string {
  return readDraft(doc, "").rendering.textContent;
}

const line = (session: DraftSession): string => stateLine(session.facts.value).text;

test("“saved” is said when the words are on disk, and not before", async () => {
  const session = await opened("ada");
  expect(line(session)).toBe("Saved ✓");
  type(session, " Amen.");
  expect(line(session)).toBe("Saving …");
  expect(await session.saved(5_000)).toBe(true);
  expect(line(session)).toBe("Saved ✓");
  expect(stateLine(session.facts.value).more).toContain("on the server’s disk since 14:02:07");
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
  await expect.poll(() => shelf.length).toBe(0);
});

test("what is saved goes from the browser at a pause, or when the page is left, and changes nothing if it is found before", async () => {
  const shelf = new MemoryShelf();
  const network = new EventTarget();
  const session = join("ada", shelf, { network });
  await until(() => session.facts.value.opened, "it is open");
  for (const word of [" one", " two", " three"]) {
    type(session, word);
    expect(await session.saved(5_000)).toBe(true);
    expect(shelf.length).toBe(1);
  }
  const again = await opened("bo");
  const before = words(again.doc);
  const next = await opened("ada", shelf);
  expect(words(next.doc)).toBe(before);
  expect(next.leftBehind.value).toBeNull();
  type(session, " four");
  expect(await session.saved(5_000)).toBe(true);
  network.dispatchEvent(new Event("pagehide"));
  expect(shelf.length).toBe(0);
});

test("with a network again the server is asked at once, whatever pause the provider has come to", async () => {
  const network = new EventTarget();
  const session = join("ada", null, { network });
  await until(() => session.facts.value.opened, "it is open");
  await served.stop();
  await until(() => session.provider.wsUnsuccessfulReconnects > 1, "it has tried in vain");
  await until(() => session.provider.ws === null, "it pauses");
  network.dispatchEvent(new Event("online"));
  expect(session.provider.wsconnecting).toBe(true);
  session.provider.disconnect();
  network.dispatchEvent(new Event("online"));
  expect(session.provider.wsconnecting).toBe(false);
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
  await expect.poll(() => shelf.length).toBe(0);
  const third = await opened("ada", shelf);
  expect(words(third.doc)).toBe(words(again.doc));
});

test("another person at the same browser doesn't send the words left there", async () => {
  const shelf = new MemoryShelf();
  const doc = new Y.Doc();
  for (const { bytes } of await store.drafts.log(DRAFT)) Y.applyUpdate(doc, bytes);
  new Unsent(shelf, NAMES, "ada", "1").keep(Y.encodeStateAsUpdate(new Y.Doc()));
  expect(new Unsent(shelf, NAMES, "bo", "2").adopt(doc)).toBeNull();
  expect(new Unsent(shelf, NAMES, "ada", "2").adopt(doc)).not.toBeNull();
});

test("a page from before drafts had ids is told to reload; what it had not sent is found by the next, and saved", async () => {
  const shelf = new MemoryShelf();
  await served.live.read(DRAFT);
  const doc = await draftIn(store);
  const before = Y.encodeStateVector(doc);
  wordsIn(doc).insert(0, "Not sent. ");
  new Unsent(shelf, { draft: PROPOSAL, earlier: PROPOSAL }, "ada", "1").keep(Y.encodeStateAsUpdate(doc, before));
  const old = join("ada", shelf, { draft: PROPOSAL });
  await until(() => old.facts.value.refused !== null, "the old page is turned away");
  expect([old.facts.value.refused, old.mayWrite]).toEqual([CLOSE.otherSchema, false]);
  expect(line(old)).toContain("Reload");
  expect(shelf.length).toBe(1);
  const next = await opened("ada", shelf);
  await until(() => words(next.doc).includes("Not sent. "), "the words are back");
  expect(await next.saved(5_000)).toBe(true);
  expect(words(await draftIn(store)).split("Not sent.")).toHaveLength(2);
  await expect.poll(() => shelf.length).toBe(0);
});

test("words that build on a draft that is gone stay out of the one that took its place", () => {
  const seed = (said: string): Y.Doc => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seedDraft({ rendering: parseText(said) }));
    return doc;
  };
  const [old, fresh] = [seed("These words."), seed("Other words.")];
  let written: Uint8Array = new Uint8Array();
  old.on("update", (update: Uint8Array) => (written = update));
  wordsIn(old).insert(3, "X");
  expect([buildsOn(old, written), buildsOn(seed("These words."), written)]).toEqual([true, true]);
  expect(buildsOn(fresh, written)).toBe(false);
  expect(buildsOn(fresh, Uint8Array.of(1, 2, 3))).toBe(false);
  const shelf = new MemoryShelf();
  new Unsent(shelf, NAMES, "ada", "1").keep(written);
  shelf.setItem(`variorum.unsent:${DRAFT}:ada:2.0`, "not base64!");
  expect(new Unsent(shelf, NAMES, "ada", "3").adopt(fresh)).toBeNull();
  expect(shelf.length).toBe(2);
});

/** The draft as a tree, as drafts were begun at first, and what an old page of Ada's put by and could not send. */
async function begunAsTree(shelf: Shelf, page: string, write: (words: Y.XmlText) => void): Promise<void> {
  const [seed, old] = [new Y.Doc(), new Y.Doc()];
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText("The same words.")]);
  treeOf(seed).insert(0, [paragraph]);
  const bytes = Y.encodeStateAsUpdate(seed);
  await store.drafts.begin(DRAFT, { bytes, by: null });
  Y.applyUpdate(old, bytes);
  write((treeOf(old).get(0) as Y.XmlElement).get(0) as Y.XmlText);
  new Unsent(shelf, NAMES, "ada", page).keep(Y.encodeStateAsUpdate(old, Y.encodeStateVector(seed)));
}

test("what an old page put by, when drafts were trees, is in the draft once, though two windows find it", async () => {
  const shelf = new MemoryShelf();
  await begunAsTree(shelf, "old", (letters) => letters.insert(4, "very "));
  const windows = await Promise.all([opened("ada", shelf), opened("ada", shelf)]);
  for (const each of windows) expect(await each.saved(5_000)).toBe(true);
  const bo = await opened("bo");
  for (const each of [...windows, bo]) {
    await until(() => words(each.doc) === "The very same words.", "all read the same");
    expect(each.leftBehind.value).toBeNull();
  }
  expect(words(await draftIn(store))).toBe("The very same words.");
  await expect.poll(() => shelf.length).toBe(0);
});

test("what can't be put in any more is told, also after a reload, until its writer has it", async () => {
  const shelf = new MemoryShelf();
  await begunAsTree(shelf, "old", (letters) => letters.insert(4, "very "));
  const bo = await opened("bo");
  type(bo, " And more.");
  expect(await bo.saved(5_000)).toBe(true);
  const first = await opened("ada", shelf);
  expect(first.leftBehind.value).toBe("The very same words.");
  expect(await first.saved(5_000)).toBe(true);
  expect(words(first.doc)).toBe("The same words. And more.");
  const again = await opened("ada", shelf);
  expect(again.leftBehind.value).toBe("The very same words.");
  again.letLeftBehindGo();
  expect((await opened("ada", shelf)).leftBehind.value).toBeNull();
});

test("what is not of this program on the shelf hinders nobody, and stays there", async () => {
  const shelf = new MemoryShelf();
  await begunAsTree(shelf, "old", (letters) => letters.insert(4, "very "));
  for (const entry of [0, 1]) shelf.setItem(`variorum.unsent:${DRAFT}:ada:other.${entry}`, "////////");
  shelf.setItem(`variorum.unsent:${DRAFT}:ada:another.0`, "not base64!");
  const ada = await opened("ada", shelf);
  expect(await ada.saved(5_000)).toBe(true);
  await expect.poll(() => [words(ada.doc), shelf.length]).toEqual(["The very same words.", 3]);
});

test("a reader reads along and is told so; one who is shut out is told why and keeps the words", async () => {
  const reader = await opened("rae");
  expect(line(reader)).toContain("You are reading this draft");
  expect(reader.mayWrite).toBe(false);
  const session = await opened("ada");
  await served.live.close(DRAFT);
  await until(() => session.facts.value.refused !== null, "the closing is heard");
  expect(session.facts.value.refused).toBe(CLOSE.closed);
  expect(line(session)).toContain("This draft takes no more words. Reload the page");
  expect(stateLine(session.facts.value)).toMatchObject({ tone: "warning", copy: true });
  await until(() => reader.facts.value.refused === CLOSE.closed, "the reader hears it too");
  expect(stateLine(reader.facts.value), "none of the words are the reader's").toMatchObject({ copy: false });
  const ended = "Ann proposed this draft on 26 November 2026, 14:02 UTC.";
  expect(stateLine(session.facts.value, ended).text).toBe(`${ended} It takes no more words.`);
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
  reason: "",
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
              expect(/^Saved ✓/.test(text)).toBe(all);
            }
});

test("words are offered for copying to those who may have written some, and to no reader", () => {
  for (const refused of Object.values(CLOSE)) {
    expect(stateLine({ ...CALM, refused }).copy).toBe(true);
    expect(stateLine({ ...CALM, refused, mayWrite: false, unsaved: true }).copy).toBe(true);
    expect(stateLine({ ...CALM, refused, mayWrite: false }).copy).toBe(false);
    expect(stateLine({ ...CALM, refused, opened: false }).copy).toBe(false);
  }
});

test("what this browser can't keep is said to be on this page only", () => {
  const { text } = stateLine({ ...CALM, connected: false, unsaved: true, kept: false });
  expect(text).toContain("on this page only");
});

test("a refusal is told in the server's own words, with what to do, for every code from 4400 to 4499", () => {
  const reason = "Too many people are in this draft. Try again later.";
  for (let refused = 4_400; refused < 4_500; refused++) {
    expect(isRefusal(refused)).toBe(true);
    const [bare, told] = ["", reason].map((reason) => stateLine({ ...CALM, unsaved: true, refused, reason }));
    expect(told!.text).toMatch(/^Too many people are in this draft. Try again later. [A-Z]/);
    expect(told!.text).toContain("Your last words were not saved; they are kept in this browser.");
    expect(bare!.text).toMatch(/^[A-Z].*[.”] [A-Z]/);
    expect(told).toMatchObject({ tone: "warning", copy: true });
  }
});

test("a draft that has grown too large says so, keeps the words, and a page opened anew goes on without them", async () => {
  await served.stop();
  served = await serve(store, { limits: { ...LIMITS, document: 2_000 } });
  const shelf = new MemoryShelf();
  const session = await opened("ada", shelf);
  type(session, " Too much.".repeat(400));
  await until(() => session.facts.value.refused === CLOSE.tooLarge, "it is refused");
  expect(line(session)).toContain("as large as a draft may be");
  expect(line(session)).not.toMatch(/^Saved/);
  expect(stateLine(session.facts.value)).toMatchObject({ copy: true, leaveOut: true });
  expect(words(session.doc)).toContain("Too much.");
  session.giveUpUnsaved();
  expect(shelf.length).toBe(0);
  const again = await opened("ada", shelf);
  type(again, " Less.");
  expect(await again.saved(5_000)).toBe(true);
  expect(words(await draftIn(store))).not.toContain("Too much.");
});

test("a socket that sends too much is told so, and what it wrote is saved when it tries again", async () => {
  await served.stop();
  served = await serve(store, { limits: { ...LIMITS, rate: 1, burst: 60 } });
  const session = await opened("ada", new MemoryShelf());
  for (let count = 0; count < 120; count++) type(session, "x");
  await until(() => session.facts.value.refused === CLOSE.tooMany, "it is refused");
  expect(stateLine(session.facts.value)).toMatchObject({ retry: true, copy: true, leaveOut: false });
  expect(session.mayWrite).toBe(true);
  session.retry();
  expect(await session.saved(5_000)).toBe(true);
  expect(words(await draftIn(store))).toContain("x".repeat(120));
});

/** A shelf with room for so many characters. */
class SmallShelf extends MemoryShelf {
  room: number;
  constructor(room: number) {
    super();
    this.room = room;
  }
  override setItem(name: string, value: string): void {
    if (value.length > this.room) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    super.setItem(name, value);
  }
}

test("where the shelf is full or shut it is said before the words are lost, and taken back when they are saved", async () => {
  for (const shelf of [null, new SmallShelf(40)]) {
    const session = await opened("ada", shelf);
    const { port } = served;
    await served.stop();
    await until(() => !session.facts.value.connected, "the connection is lost");
    type(session, " A sentence that is too long for what room there is.");
    expect(session.facts.value).toMatchObject({ unsaved: true, kept: false });
    expect(line(session)).toBe("Offline. Your words are kept on this page only and will be sent. Don't close it.");
    served = await serve(store, {}, port);
    expect(await session.saved(8_000)).toBe(true);
    expect(session.facts.value.kept).toBe(shelf !== null);
    expect(line(session)).toBe("Saved ✓");
  }
});

/** A document and the updates of so many keystrokes in it. */
function keystrokes(count: number): { before: Uint8Array; updates: Uint8Array[]; doc: Y.Doc } {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedDraft({ rendering: parseText("Words.") }));
  const before = Y.encodeStateAsUpdate(doc);
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  const text = wordsIn(doc);
  for (let at = 0; at < count; at++) text.insert(at, String.fromCodePoint(0x4e00 + (at % 500)));
  return { before, updates, doc };
}

test("a long outage's keystrokes are all kept, in entries of bounded size, and come back whole and in order", () => {
  const { before, updates, doc } = keystrokes(450);
  const shelf = new MemoryShelf();
  const left = new Unsent(shelf, NAMES, "ada", "1");
  for (const update of updates) expect(left.keep(update)).toBe(true);
  expect(shelf.length).toBe(5);
  const fresh = new Y.Doc();
  Y.applyUpdate(fresh, before);
  const next = new Unsent(shelf, NAMES, "ada", "2");
  Y.applyUpdate(fresh, next.adopt(fresh)!);
  expect(words(fresh)).toBe(words(doc));
  next.forget();
  expect(shelf.length).toBe(0);
});

test("what a page goes on to put by is not taken away by the page that took over what it had put by before", () => {
  const { before, updates } = keystrokes(2);
  const shelf = new MemoryShelf();
  const first = new Unsent(shelf, NAMES, "ada", "1");
  first.keep(updates[0]!);
  const fresh = new Y.Doc();
  Y.applyUpdate(fresh, before);
  const second = new Unsent(shelf, NAMES, "ada", "2");
  Y.applyUpdate(fresh, second.adopt(fresh)!);
  first.keep(updates[1]!);
  second.forget();
  expect(new Unsent(shelf, NAMES, "ada", "3").adopt(fresh)).not.toBeNull();
});
