import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { openSqlite, sqliteStore } from "../../server/store/sqlite.ts";
import type { DraftUpdate, Store } from "../../server/store/store.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { ClosedDraft, type Seat } from "../../server/sync/room.ts";
import { UnknownDraft } from "../../server/sync/rooms.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { canonicalText, parseText, renderingToJson } from "../../translations/text/canonical.ts";
import {
  ackFrame,
  addressOf,
  Caller,
  cookieOf,
  draftIn,
  EMPTY_UPDATE,
  presenceFrame,
  PROPOSAL,
  roomOf,
  SEED_WORDS,
  serve,
  step1Frame,
  step2Frame,
  until,
  updateFrame,
  withProposal,
  wordsOf,
  Writer,
  type Served,
} from "../help/live.ts";
import { wordsIn } from "../help/draft-words.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-sync-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
let store: Store;
let served: Served;
const writers: Writer[] = [];
const callers: Caller[] = [];

beforeEach(async () => {
  store = await withProposal(sqliteStore(openSqlite(join(folder, `${++files}.db`))));
  served = await serve(store);
});

afterEach(async () => {
  for (const writer of writers.splice(0)) writer.leave();
  for (const { socket } of callers.splice(0)) socket.terminate();
  await served.stop();
  await store.close();
});

function write(person: string | null): Promise<Writer> {
  const writer = new Writer(served.port, person);
  writers.push(writer);
  return writer.synced();
}

/** A bare socket that has answered the server's step 1, as every client does. */
async function call(person: string | null): Promise<Caller> {
  const caller = open(person);
  await caller.seated();
  caller.say(step2Frame(EMPTY_UPDATE));
  return caller;
}

function open(person: string | null, address = addressOf(served.port), headers: Record<string, string> = {}): Caller {
  const caller = new Caller(address, person, headers);
  callers.push(caller);
  return caller;
}

/** Serves again from a store that behaves otherwise. */
async function serveWith(changes: Partial<Store>): Promise<void> {
  await served.stop();
  const real = store;
  served = await serve(
    new Proxy(real, {
      get: (target, name: keyof Store) => changes[name] ?? (target[name] as () => unknown).bind(target),
    }),
  );
}

/** An update that writes `words` into a copy of the draft. */
async function writing(words: string): Promise<Uint8Array> {
  const doc = await draftIn(store);
  const before = Y.encodeStateVector(doc);
  const text = wordsIn(doc);
  text.insert(0, words);
  return Y.encodeStateAsUpdate(doc, before);
}

async function noting(id: string, author: object, change: (doc: Y.Doc) => void = () => undefined): Promise<Uint8Array> {
  const doc = await draftIn(store);
  change(doc);
  const before = Y.encodeStateVector(doc);
  const anchor = { from: null, to: null, exact: "", prefix: "", suffix: "" };
  const note = { id, author, date: "2026-11-24", category: "style", body: "Why.", alternative: "", source: "", anchor };
  doc.getMap("notes").set(id, note);
  return Y.encodeStateAsUpdate(doc, before);
}

const seeded = `doc(paragraph("${SEED_WORDS}"))`;

describe("writing together", () => {
  test("two people see the seed, and converge on what both write", async () => {
    const [ada, bo] = await Promise.all([write("ada"), write("bo")]);
    expect([ada.text, bo.text]).toEqual([seeded, seeded]);
    for (let round = 0; round < 20; round++) {
      ada.type(` a${round}`);
      bo.type(` 博${round}`);
    }
    await Promise.all([ada.saved(), bo.saved()]);
    await until(() => ada.text === bo.text, "both read the same");
    expect(ada.text).toContain("a19");
    expect(ada.text).toContain("博19");
    expect(wordsOf(await draftIn(store))).toBe(ada.text);
    expect(await store.draftAuthors(PROPOSAL)).toEqual(expect.arrayContaining(["ada", "bo"]));
  });

  test("a draft is seeded once, however many come at once", async () => {
    await Promise.all([write("ada"), write("bo"), served.live.read(PROPOSAL), served.live.read(PROPOSAL), write(null)]);
    expect(await store.draft(PROPOSAL)).toHaveLength(1);
    expect(canonicalText((await served.live.read(PROPOSAL)).rendering)).toBe(SEED_WORDS);
  });

  test("what was written while away arrives with the next connection", async () => {
    const ada = await write("ada");
    ada.provider.disconnect();
    ada.type(" offline");
    ada.provider.connect();
    await ada.synced();
    await ada.saved();
    expect(wordsOf(await draftIn(store))).toContain("offline");
  });

  test("the room leaves memory with the last person, and nothing is lost by it", async () => {
    const ada = await write("ada");
    ada.type(" kept");
    ada.leave();
    await until(() => served.live.size().drafts === 0, "the room is gone");
    expect((await write("bo")).text).toContain("kept");
  });

  test("coming and going writes nothing and makes nobody an author", async () => {
    const ada = await write("ada");
    ada.type(" word");
    await ada.saved();
    const kept = await store.draft(PROPOSAL);
    const bo = await write("bo");
    for (let round = 0; round < 3; round++) {
      bo.provider.disconnect();
      bo.provider.connect();
      await bo.synced();
    }
    await bo.saved();
    expect(await store.draft(PROPOSAL)).toEqual(kept);
    expect(await store.draftAuthors(PROPOSAL)).toEqual(["ada"]);
  });

  test("who comes while the last one's words are still being written sees them", async () => {
    const real = store;
    await serveWith({
      appendToDraft: async (proposal, updates) => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        await real.appendToDraft(proposal, updates);
      },
    });
    const caller = await call("ada");
    caller.say(updateFrame(await writing("parting ")));
    await new Promise((resolve) => setTimeout(resolve, 30));
    caller.socket.terminate();
    await until(() => served.live.size().sockets === 0, "nobody is there");
    const bo = await write("bo");
    await until(() => bo.text.includes("parting"), "the words are seen");
    expect(wordsOf(await draftIn(store))).toBe(bo.text);
  });

  test("the log holds the bytes that came in, also those whose time has not come", async () => {
    const caller = await call("ada");
    const doc = await draftIn(store);
    const made: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => made.push(update));
    doc.getText("summary").insert(0, "first ");
    doc.getText("summary").insert(6, "second");
    const [first, second] = made;
    caller.say(updateFrame(second!), updateFrame(first!), ackFrame(2));
    await until(() => caller.heardOf(100).length === 1, "both are acknowledged");
    expect((await store.draft(PROPOSAL)).slice(1)).toMatchObject([
      { bytes: second, by: "ada" },
      { bytes: first, by: "ada" },
    ]);
    expect((await served.live.read(PROPOSAL)).summary).toBe("first second");
  });
});

describe("acknowledgement", () => {
  test("comes only when every update before it is in the store, and in order", async () => {
    const kept: DraftUpdate[] = [];
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const real = store;
    await serveWith({
      appendToDraft: async (proposal, updates) => {
        await gate;
        await real.appendToDraft(proposal, updates);
        kept.push(...updates);
      },
    });
    const [caller, other] = [await call("ada"), await call("bo")];
    caller.say(updateFrame(await writing("one ")), ackFrame(1), updateFrame(await writing("two ")), ackFrame(2));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(caller.heardOf(100)).toEqual([]);
    expect(other.heard.filter(([type, step]) => type === 0 && step === 2)).toEqual([]);
    const read = served.live.read(PROPOSAL);
    const late = await call("bo");
    late.say(step1Frame(Uint8Array.of(0)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(late.heard.filter(([type, step]) => type === 0 && step === 1)).toEqual([]);
    release();
    await until(() => caller.heardOf(100).length === 2, "both are acknowledged");
    expect(canonicalText((await read).rendering)).toContain("one ");
    await until(() => late.heard.some(([type, step]) => type === 0 && step === 1), "who came later is told");
    expect(caller.heardOf(100)).toEqual([ackFrame(1), ackFrame(2)]);
    expect(kept).toHaveLength(2);
    expect(wordsOf(await draftIn(store))).toMatch(/one .*two |two .*one /);
  });

  test("waits for words that are on disk, but not in the document yet; others wait for nothing", async () => {
    const [ada, bo] = [await call("ada"), await call("bo")];
    const doc = await draftIn(store);
    const made: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => made.push(update));
    doc.getText("summary").insert(0, "first ");
    doc.getText("summary").insert(6, "second");
    const [first, second] = made;
    ada.say(updateFrame(second!), ackFrame(1));
    bo.say(updateFrame(await writing("bo's ")), ackFrame(1));
    await until(() => bo.heardOf(100).length === 1, "bo's are saved");
    expect(await store.draft(PROPOSAL)).toHaveLength(3);
    expect(ada.heardOf(100)).toEqual([]);
    ada.say(updateFrame(first!), ackFrame(2));
    await until(() => ada.heardOf(100).length === 2, "both are saved");
    expect(ada.heardOf(100)).toEqual([ackFrame(1), ackFrame(2)]);
  });

  test("waits for the words that a client brings back", async () => {
    const caller = open("ada");
    await caller.seated();
    caller.say(ackFrame(7));
    caller.say(step1Frame(Uint8Array.of(0)));
    await until(() => caller.heard.some(([type, step]) => type === 0 && step === 1), "step 2 came");
    expect(caller.heardOf(100)).toEqual([]);
    caller.say(step2Frame(await writing("brought back ")));
    await until(() => caller.heardOf(100).length === 1, "it is acknowledged");
    expect(wordsOf(await draftIn(store))).toContain("brought back");
  });

  test("never comes when the log can't be written; the next opening has exactly what is on disk", async () => {
    let broken = true;
    const real = store;
    await serveWith({
      appendToDraft: (proposal, updates) =>
        broken ? Promise.reject(new Error("disk full")) : real.appendToDraft(proposal, updates),
    });
    const caller = await call("ada");
    caller.say(updateFrame(await writing("lost? ")), ackFrame(1));
    expect(await caller.closed).toBe(CLOSE.notKept);
    expect(caller.heardOf(100)).toEqual([]);
    expect(served.errors).toEqual(["A draft could not be written to disk."]);
    expect(canonicalText((await served.live.read(PROPOSAL)).rendering)).toBe(SEED_WORDS);
    await expect(served.live.write(PROPOSAL, { summary: "x" }, "ada")).rejects.toThrow(/could not be written/);
    broken = false;
    const ada = await write("ada");
    ada.type(" again");
    await ada.saved();
    expect(wordsOf(await draftIn(store))).toContain("again");
  });
});

describe("who may write", () => {
  test.each(["rae", null])("%s reads, and is shown the door on writing", async (person) => {
    const ada = await write("ada");
    const reader = await write(person);
    expect(reader.text).toBe(seeded);
    expect([ada.mayWrite, reader.mayWrite]).toEqual([true, false]);
    ada.type(" seen");
    await until(() => reader.text.includes("seen"), "the reader sees it");
    reader.type(" graffiti");
    await until(() => reader.closed.includes(CLOSE.notAllowed), "the reader is refused");
    await ada.saved();
    expect(ada.text).not.toContain("graffiti");
    expect(wordsOf(await draftIn(store))).not.toContain("graffiti");
    expect(await store.draftAuthors(PROPOSAL)).toEqual(["ada"]);
  });

  test("a reader can't write by step 2, nor by deleting, nor by what has yet to fit", async () => {
    await served.live.read(PROPOSAL);
    const doc = await draftIn(store);
    const [inserted, later] = [await writing("x"), new Y.Doc()];
    later.getText("summary").insert(0, "a");
    const vector = Y.encodeStateVector(later);
    later.getText("summary").insert(1, "b");
    const frames = [step2Frame(inserted), updateFrame(inserted), updateFrame(Y.encodeStateAsUpdate(later, vector))];
    const deleting = await draftIn(store);
    wordsIn(deleting).delete(0, 1);
    frames.push(updateFrame(Y.encodeStateAsUpdate(deleting, Y.encodeStateVector(doc))));
    for (const frame of frames) {
      const reader = await call("rae");
      reader.say(frame);
      expect(await reader.closed).toBe(CLOSE.notAllowed);
    }
    expect(await store.draft(PROPOSAL)).toHaveLength(1);
  });

  test("a reader stays while two format the same words apart and one takes it back", async () => {
    const [ada, bo, rae] = [await write("ada"), await write("bo"), await write("rae")];
    bo.provider.disconnect();
    wordsIn(ada.doc).format(0, 7, { strong: true });
    wordsIn(bo.doc).format(0, 11, { strong: true });
    await ada.saved();
    bo.provider.connect();
    await bo.synced();
    await bo.saved();
    await until(
      () => wordsOf(rae.doc) === wordsOf(bo.doc) && wordsOf(ada.doc) === wordsOf(bo.doc),
      "all read the same",
    );
    wordsIn(ada.doc).format(0, 11, { strong: null });
    await ada.saved();
    await until(() => !wordsOf(rae.doc).includes("strong"), "the reader sees it go");
    expect([rae.written, rae.closed]).toEqual([0, []]);
    expect(wordsOf(rae.doc)).toBe(wordsOf(await draftIn(store)));
  });

  test("a foreign origin is refused with 403, one's own is let in", async () => {
    const statusFor = (origin: string) =>
      new Promise<number>((resolve, reject) => {
        const headers = {
          ...cookieOf("ada"),
          connection: "upgrade",
          upgrade: "websocket",
          origin,
          "sec-websocket-version": "13",
          "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
        };
        const asked = request({
          port: served.port,
          host: "127.0.0.1",
          path: new URL(addressOf(served.port)).pathname + "?schema=1",
          headers,
        });
        asked.on("response", (answer) => resolve(answer.statusCode!));
        asked.on("upgrade", (_answer, socket) => {
          socket.destroy();
          resolve(101);
        });
        asked.on("error", reject);
        asked.end();
      });
    expect(await statusFor("https://elsewhere.example")).toBe(403);
    expect(await statusFor("null")).toBe(403);
    expect(await statusFor(`http://127.0.0.1:${served.port + 1}`)).toBe(403);
    expect(await statusFor(`http://127.0.0.1:${served.port}`)).toBe(101);
  });

  test("another schema, an unknown draft and a draft that was submitted are refused by their codes", async () => {
    for (const schema of ["1", "0", "", "x"]) {
      const caller = open("ada", addressOf(served.port, PROPOSAL, schema));
      expect(await caller.closed).toBe(CLOSE.otherSchema);
      expect(caller.heard).toEqual([]);
    }
    expect(await open("ada", addressOf(served.port, "nobody")).closed).toBe(CLOSE.unknownDraft);
    await expect(served.live.read("nobody")).rejects.toThrow(UnknownDraft);
    served.editable = false;
    expect(await open("ada").closed).toBe(CLOSE.closed);
    await expect(served.live.write(PROPOSAL, { summary: "x" }, "ada")).rejects.toThrow(ClosedDraft);
    expect(canonicalText((await served.live.read(PROPOSAL)).rendering)).toBe(SEED_WORDS);
  });

  test("another address is 404, and a broken one harms nothing", async () => {
    for (const path of ["/api/live/", "/api/other/x", "/api/live/a/b", "/api/live/%E0%A4%A"]) {
      const caller = open("ada", `ws://127.0.0.1:${served.port}${path}?schema=1`);
      expect(await caller.closed).toBe(1006);
    }
    await write("ada");
  });

  test("a line that has fallen silent is cut at the second beat, its seat and presence with it; one that only listens is not", async () => {
    await served.stop();
    served = await serve(store, { heartbeat: 700 });
    const listens = await open("rae").seated();
    const bo = await write("bo");
    const dead = new Caller(addressOf(served.port), "ada", {}, false);
    callers.push(dead);
    await dead.seated();
    dead.say(step2Frame(EMPTY_UPDATE), presenceFrame(5, 1, { cursor: null }));
    const seen = () => bo.provider.awareness.getStates().has(5);
    await until(seen, "the other is seen");
    expect(await Promise.race([dead.closed, new Promise((resolve) => setTimeout(resolve, 5_000, "still open"))])).toBe(
      1006,
    );
    await until(() => served.live.size().sockets === 2, "its seat is free");
    await until(() => !seen(), "nobody sees them any more");
    const beats = () => listens.heardOf(1).length;
    const heard = beats();
    await until(() => beats() >= heard + 2, "two more beats");
    expect(listens.socket.readyState).toBe(listens.socket.OPEN);
  });

  test("a session that ends closes its socket", async () => {
    await served.stop();
    served = await serve(store, { heartbeat: 30 });
    const caller = await call("ada");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(caller.socket.readyState).toBe(1);
    served.signedOut.add("ada");
    expect(await caller.closed).toBe(CLOSE.signInNeeded);
  });
});

describe("notes", () => {
  const authorsNow = async () =>
    Object.fromEntries((await served.live.read(PROPOSAL)).notes.map(({ id, author }) => [id, author]));

  test("bear the name of the person whose session wrote them", async () => {
    const ada = await write("ada");
    const caller = await call("bo");
    caller.say(
      updateFrame(await noting("n1", { id: "ada", name: "Ada" })),
      updateFrame(await noting("n2", { name: "Triolo" })),
      ackFrame(1),
    );
    await until(() => caller.heardOf(100).length > 0, "it is acknowledged");
    const bo = { id: "bo", name: "Bo 陈" };
    expect(await authorsNow()).toEqual({ n1: bo, n2: bo });
    await until(() => ada.doc.getMap("notes").size === 2, "the notes arrive");
    const authorAt = (id: string) => (ada.doc.getMap("notes").get(id) as { author: { id?: string } }).author.id;
    await until(() => authorAt("n1") === "bo" && authorAt("n2") === "bo", "the author arrives");
    expect(ada.doc.getMap("notes").toJSON()).toMatchObject({ n1: { author: bo, body: "Why." }, n2: { author: bo } });
    expect(await store.draftAuthors(PROPOSAL)).toEqual(["bo"]);
  });

  test("keep their author when another edits them, or deletes and restores them", async () => {
    const [ada, bo] = [await call("ada"), await call("bo")];
    const saved = async (caller: Caller, frame: Uint8Array, counter: number) => {
      caller.say(frame, ackFrame(counter));
      await until(() => caller.heardOf(100).length === counter, "it is acknowledged");
    };
    await saved(ada, updateFrame(await noting("n1", { id: "ada", name: "Ada" })), 1);
    await saved(bo, updateFrame(await noting("n1", { id: "bo", name: "Bo 陈" })), 1);
    expect(await authorsNow()).toEqual({ n1: { id: "ada", name: "Ada" } });
    const without = await draftIn(store);
    without.getMap("notes").delete("n1");
    await saved(bo, updateFrame(Y.encodeStateAsUpdate(without)), 2);
    expect(await authorsNow()).toEqual({});
    await saved(bo, updateFrame(await noting("n1", { id: "bo", name: "Bo 陈" })), 3);
    expect(await authorsNow()).toEqual({ n1: { id: "ada", name: "Ada" } });
  });

  test("can't be put in another's name by letting them wait for that person's words", async () => {
    const [ada, bo] = [await call("ada"), await call("bo")];
    const base = await draftIn(store);
    const boDoc = await draftIn(store);
    boDoc.getText("summary").insert(0, "w");
    const words = Y.encodeStateAsUpdate(boDoc, Y.encodeStateVector(base));
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(boDoc));
    const before = Y.encodeStateVector(forged);
    forged.transact(() => {
      forged.getText("summary").insert(1, "x");
      forged.getMap("notes").set("n1", {
        id: "n1",
        author: { id: "bo", name: "Bo 陈" },
        date: "2026-11-24",
        category: "style",
        body: "Forged.",
        alternative: "",
        source: "",
        anchor: { from: null, to: null, exact: "", prefix: "", suffix: "" },
      });
    });
    ada.say(updateFrame(Y.encodeStateAsUpdate(forged, before)), ackFrame(1));
    await until(async () => (await store.draft(PROPOSAL)).length === 2, "it waits");
    bo.say(updateFrame(words), ackFrame(1));
    await until(() => bo.heardOf(100).length > 0 && ada.heardOf(100).length > 0, "it is let in");
    expect(await authorsNow()).toEqual({ n1: { id: "ada", name: "Ada" } });
  });
});

describe("presence", () => {
  const cursor = {
    anchor: { type: null, tname: "rendering", item: { client: 1, clock: 2 }, assoc: 0 },
    head: { item: { client: 1, clock: 3 } },
  };

  test("carries the session's name, whatever is claimed", async () => {
    const ada = await write("ada");
    const bo = await write("bo");
    bo.provider.awareness.setLocalState({ user: { id: "ada", name: "Ada" }, cursor, admin: true });
    const seen = () => ada.provider.awareness.getStates().get(bo.doc.clientID);
    await until(() => Boolean(seen()?.["cursor"]), "the cursor is seen");
    expect(seen()).toEqual({ user: { id: "bo", name: "Bo 陈" }, cursor });
    bo.leave();
    await until(() => seen() === undefined, "it is seen to leave");
  });

  test("is seen at once after a reconnection", async () => {
    const ada = await write("ada");
    const bo = await write("bo");
    const seen = () => ada.provider.awareness.getStates().get(bo.doc.clientID);
    await until(() => seen() !== undefined, "it is seen");
    for (let round = 0; round < 3; round++) {
      bo.provider.disconnect();
      await until(() => seen() === undefined, "it is seen to leave");
      bo.provider.connect();
      bo.provider.awareness.setLocalState({});
      await until(() => seen() !== undefined, "it is seen again");
    }
  });

  test("of one client can't be spoken for by another, nor by people without a session", async () => {
    const [ada, rae] = [await write("ada"), await write("rae")];
    const [bo, nobody] = [await call("bo"), await call(null)];
    const own = ada.doc.clientID;
    bo.say(
      presenceFrame(own, 2 ** 40, { cursor }),
      presenceFrame(own, 2 ** 41, null),
      presenceFrame(77, 1, { cursor: "x".repeat(9_000) }),
    );
    nobody.say(presenceFrame(78, 1, { cursor }));
    bo.say(presenceFrame(79, 1, { cursor: 7 }), presenceFrame(80, 1, {}));
    await until(() => ada.provider.awareness.getStates().has(79), "bo is seen");
    await until(() => rae.provider.awareness.getStates().has(79), "bo is seen by others too");
    const states = new Map(ada.provider.awareness.getStates());
    for (const { doc } of [ada, rae]) states.delete(doc.clientID);
    expect([...states]).toEqual([[79, { user: { id: "bo", name: "Bo 陈" }, cursor: null }]]);
    expect(rae.provider.awareness.getStates().get(own)).toMatchObject({ user: { id: "ada" } });
    expect(served.live.size().sockets).toBe(4);
  });
});

describe("hostile frames", () => {
  test("garbage closes its socket, costs nobody else anything, and never reaches the log", async () => {
    const ada = await write("ada");
    const garbage = [
      Uint8Array.of(),
      Uint8Array.of(9),
      Uint8Array.of(0, 3),
      updateFrame(Uint8Array.of(1, 2, 3)),
      updateFrame(new Uint8Array(100).fill(255)),
      updateFrame((await writing("cut short")).subarray(0, 20)),
      Uint8Array.of(...ackFrame(1), 0),
      step1Frame(Uint8Array.of(5)),
      Uint8Array.of(1, 4, 1, 1),
      "text",
    ];
    for (const frame of garbage) {
      const caller = await call("bo");
      caller.say(frame);
      expect(await caller.closed, String(frame)).toBe(CLOSE.malformed);
    }
    ada.type(" unharmed");
    await ada.saved();
    expect(await store.draft(PROPOSAL)).toHaveLength(2);
    expect(wordsOf(await draftIn(store))).toBe(ada.text);
  });

  test("updates that wait for what never comes are refused before they are many", async () => {
    const ada = await write("ada");
    const [caller, doc] = [await call("bo"), new Y.Doc()];
    doc.getText("summary").insert(0, "never sent");
    const before = Y.encodeStateVector(doc);
    doc.getText("summary").insert(0, "x".repeat(300_000));
    caller.say(updateFrame(Y.encodeStateAsUpdate(doc, before)));
    expect(await caller.closed).toBe(CLOSE.malformed);
    ada.type(" unharmed");
    await ada.saved();
    expect(await store.draft(PROPOSAL)).toHaveLength(2);
  });

  test("a frame of 20 MB is refused, and one just above the limit", async () => {
    const ada = await write("ada");
    for (const size of [20_000_000, 1_048_577]) {
      const caller = await call("bo");
      caller.say(new Uint8Array(size));
      expect(await caller.closed).toBe(CLOSE.tooLarge);
    }
    ada.type(" unharmed");
    await ada.saved();
  });

  test("thousands of random frames change nothing that was not written", async () => {
    const ada = await write("ada");
    ada.type(" mine");
    await ada.saved();
    const before = [ada.text, await store.draft(PROPOSAL)];
    const real = await writing("y");
    const mutated = fc
      .tuple(fc.nat(real.length - 1), fc.integer({ min: 1, max: 255 }))
      .map(([at, by]) => real.map((byte, index) => (index === at ? byte ^ by : byte)));
    const frames = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc
        .tuple(fc.constantFrom([0, 0], [0, 1], [0, 2], [1], [3], [100]), fc.uint8Array({ maxLength: 60 }))
        .map(([head, rest]) => Uint8Array.of(...head, rest.length, ...rest)),
      mutated.map((bytes) => updateFrame(bytes.subarray(0, bytes.length - 3))),
    );
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(frames, { minLength: 20, maxLength: 40 }), async (batch) => {
        const caller = await call("rae");
        for (const frame of batch) caller.say(frame);
        sent += batch.length;
        const writer = await call("bo");
        writer.say(...batch.filter((frame) => frame[0] !== 0 || frame[1] === 0));
        caller.socket.terminate();
        writer.socket.terminate();
      }),
      { numRuns: 100 },
    );
    expect(sent).toBeGreaterThan(2_000);
    ada.provider.disconnect();
    ada.provider.connect();
    await ada.synced();
    expect([ada.text, await store.draft(PROPOSAL)]).toEqual(before);
    expect(served.errors).toEqual([]);
  });

  test("mutated updates by a writer never break the draft for the others", async () => {
    const ada = await write("ada");
    const real = await writing("y");
    const wound = fc.tuple(fc.nat(real.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(wound, { minLength: 1, maxLength: 4 }), async (wounds) => {
        const bytes = real.slice();
        for (const [at, byte] of wounds) bytes[at] = byte;
        const caller = await call("bo");
        caller.say(updateFrame(bytes), Uint8Array.of(3));
        await Promise.race([caller.closed, until(() => caller.heardOf(1).length > 1, "it is taken")]);
        caller.socket.terminate();
      }),
      { numRuns: 150 },
    );
    const mark = " still here";
    ada.provider.disconnect();
    ada.provider.connect();
    await ada.synced();
    const written = ada.doc.getText("summary");
    written.insert(0, mark);
    await ada.saved();
    expect((await served.live.read(PROPOSAL)).summary).toContain("still here");
    expect((await draftIn(store)).getText("summary").toJSON()).toContain(mark);
    expect(served.errors).toEqual([]);
  });
});

describe("taking the last word", () => {
  test("what came in at the same moment is part of it", async () => {
    await served.live.read(PROPOSAL);
    const room = await roomOf(store);
    const ada: Actor = { id: "ada", name: "Ada", role: "translator" };
    const seat: Seat = { person: ada, mayWrite: true, send: () => undefined, close: () => undefined };
    room.sit(seat);
    room.receive(seat, updateFrame(await writing("at once ")));
    const outcome = await room.settle(async (content, authors) => ({
      closed: true,
      text: canonicalText(content.rendering),
      authors,
    }));
    expect(outcome?.settled).toMatchObject({ text: `at once ${SEED_WORDS}`, authors: ["ada"] });
    expect(await room.settle(async () => ({ closed: false }))).toBeNull();
  });

  test("everything acknowledged is in the settled content, and nothing is acknowledged after it", async () => {
    let [acknowledged, refused] = [0, 0];
    for (let round = 0; round < 8; round++) {
      const [ada, bo] = await Promise.all([write("ada"), write("bo")]);
      let settled = "";
      let typing = true;
      const type = async (writer: Writer, sign: string) => {
        for (let at = 0; typing && at < 400; at++) {
          writer.type(` ${sign}${round}.${at};`);
          if (at % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
        }
      };
      const people = Promise.all([type(ada, "a"), type(bo, "b")]);
      await new Promise((resolve) => setTimeout(resolve, 10 + round * 4));
      await served.live.settle(PROPOSAL, async (content) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        settled = canonicalText(content.rendering);
        served.editable = false;
        return { closed: true };
      });
      typing = false;
      await people;
      await until(() => [ada, bo].every(({ closed }) => closed.includes(CLOSE.closed)), "both are told");
      for (const [writer, sign] of [
        [ada, "a"],
        [bo, "b"],
      ] as const) {
        for (let at = 0; at < writer.acknowledged; at++) expect(settled).toContain(` ${sign}${round}.${at};`);
      }
      expect(canonicalText((await served.live.read(PROPOSAL)).rendering)).toBe(settled);
      for (const writer of [ada, bo]) {
        acknowledged += writer.acknowledged;
        refused += writer.written - writer.acknowledged;
      }
      ada.leave();
      bo.leave();
      served.editable = true;
    }
    expect(acknowledged).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  test("a draft that is not closed goes on, with all that was written meanwhile", async () => {
    const ada = await write("ada");
    ada.type(" before");
    const outcome = await served.live.settle(PROPOSAL, async (content, authors) => {
      ada.type(" meanwhile");
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(wordsOf(await draftIn(store))).not.toContain("meanwhile");
      return { closed: false, authors, text: canonicalText(content.rendering) };
    });
    expect(outcome.text).not.toContain("meanwhile");
    await ada.saved();
    expect(wordsOf(await draftIn(store))).toContain("before meanwhile");
    await expect(served.live.settle(PROPOSAL, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    ada.type(" after");
    await ada.saved();
    expect(await store.draftAuthors(PROPOSAL)).toEqual(["ada"]);
  });

  test("two decisions at once see each other", async () => {
    await write("ada");
    const seen: boolean[] = [];
    const decide = async () => {
      seen.push(served.editable);
      await new Promise((resolve) => setTimeout(resolve, 10));
      served.editable = false;
      return { closed: true };
    };
    await Promise.all([served.live.settle(PROPOSAL, decide), served.live.settle(PROPOSAL, decide)]);
    expect(seen).toEqual([true, false]);
  });

  test("closing tells everybody; stopping says to come back", async () => {
    const ada = await write("ada");
    ada.type(" last");
    await ada.saved();
    served.editable = false;
    await served.live.close(PROPOSAL);
    await served.live.close("nobody");
    await until(() => ada.closed.includes(CLOSE.closed), "it is closed");
    served.editable = true;
    const bo = await write("bo");
    bo.type(" words");
    await served.stop();
    await until(() => bo.closed.includes(1012), "it is told to come back");
    const kept = wordsOf(await draftIn(store));
    for (let at = 0; at < bo.acknowledged; at++) expect(kept).toContain("words");
    served = await serve(store, {}, served.port);
    await bo.synced();
    await bo.saved();
    expect(wordsOf(await draftIn(store))).toContain("last words");
  });
});

describe("writing from the server", () => {
  test("makes the smallest edit, so that others keep theirs, and credits its writer", async () => {
    const ada = await write("ada");
    ada.type(" And more.");
    await served.live.write(
      PROPOSAL,
      { rendering: parseText(SEED_WORDS.replace("Clarify", "Sort out")), summary: " why\r\nso " },
      "bo",
    );
    await ada.saved();
    await until(() => ada.doc.getText("summary").toJSON() !== "", "it arrives");
    const { rendering, summary } = await served.live.read(PROPOSAL);
    expect(canonicalText(rendering)).toMatch(/^Sort out the relations between 政府 and markets\.( And more\.)?$/);
    expect(summary).toBe("why\nso");
    expect(ada.text).toBe(wordsOf(await draftIn(store)));
    expect(await store.draftAuthors(PROPOSAL)).toContain("bo");
  });

  test("of what stands there already writes nothing", async () => {
    await served.live.write(PROPOSAL, { rendering: parseText(SEED_WORDS), summary: "" }, "bo");
    expect(await store.draft(PROPOSAL)).toHaveLength(1);
    expect(await store.draftAuthors(PROPOSAL)).toEqual([]);
  });

  test("keeps the marks of words that stay", async () => {
    const ada = await write("ada");
    const text = wordsIn(ada.doc);
    text.format(SEED_WORDS.indexOf("markets"), 7, { emphasis: true });
    await ada.saved();
    await served.live.write(
      PROPOSAL,
      { rendering: parseText(`${SEED_WORDS.replace("Clarify", "Sort out")}\n\nMore.`) },
      "bo",
    );
    await served.live.write(
      PROPOSAL,
      { rendering: parseText(`${SEED_WORDS.replace("Clarify", "Order")}\n\nMore.`) },
      "bo",
    );
    const { rendering } = await served.live.read(PROPOSAL);
    expect(canonicalText(rendering)).toBe(`${SEED_WORDS.replace("Clarify", "Order")}\n\nMore.`);
    expect(JSON.stringify(renderingToJson(rendering))).toContain('"marks":[{"type":"emphasis"}],"text":"markets"');
  });
});
