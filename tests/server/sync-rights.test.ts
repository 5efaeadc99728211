/** Who may write in a draft, and in whose name: notes and presence bear that of the session they came through. */
import { request } from "node:http";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { ClosedDraft, UnknownDraft } from "../../server/sync/sync.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import { wordsIn } from "../help/draft-words.ts";
import {
  cookieOf,
  ackFrame,
  addressOf,
  type Caller,
  draftIn,
  EMPTY_UPDATE,
  presenceFrame,
  DRAFT,
  PROPOSAL,
  SEED_WORDS,
  step2Frame,
  until,
  updateFrame,
  wordsOf,
} from "../help/live.ts";
import { call, oneDraft, open, seeded, serveAgain, served, store, write, writing } from "../help/one-draft.ts";

oneDraft();

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
    expect(await store.drafts.authors(DRAFT)).toEqual(["ada"]);
  });

  test("a reader can't write by step 2, nor by deleting, nor by what has yet to fit", async () => {
    await served.live.read(DRAFT);
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
    expect(await store.drafts.log(DRAFT)).toHaveLength(1);
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
      const caller = open("ada", { address: addressOf(served.port, DRAFT, schema) });
      expect(await caller.closed).toBe(CLOSE.otherSchema);
      expect(caller.heard).toEqual([]);
    }
    for (const name of ["nobody", DRAFT.toUpperCase(), `${DRAFT}%00`, "..%2F..", "%25", "%E6%94%BF", "x".repeat(200)]) {
      const caller = open("ada", { address: addressOf(served.port, name) });
      expect([name, await caller.closed, caller.heard]).toEqual([name, CLOSE.unknownDraft, []]);
    }
    await expect(served.live.read("nobody")).rejects.toThrow(UnknownDraft);
    served.editable = false;
    expect(await open("ada").closed).toBe(CLOSE.closed);
    await expect(served.live.write(DRAFT, { summary: "x" }, "ada")).rejects.toThrow(ClosedDraft);
    expect(canonicalText((await served.live.read(DRAFT)).rendering)).toBe(SEED_WORDS);
  });

  test("a page from before drafts had ids, which asks by the proposal’s, is told to reload", async () => {
    for (const who of ["ada", "rae", null]) {
      const caller = open(who, { address: addressOf(served.port, PROPOSAL) });
      expect([await caller.closed, caller.heard, caller.reason]).toEqual([
        CLOSE.otherSchema,
        [],
        expect.stringContaining("Reload it"),
      ]);
    }
    await expect(served.live.read(PROPOSAL)).rejects.toThrow(UnknownDraft);
    expect(served.errors).toEqual([]);
    expect(await store.drafts.isBegun(DRAFT)).toBe(false);
  });

  test("another address is 404, and a broken one harms nothing", async () => {
    for (const path of ["/api/live/", "/api/other/x", "/api/live/a/b", "/api/live/%E0%A4%A"]) {
      const caller = open("ada", { address: `ws://127.0.0.1:${served.port}${path}?schema=1` });
      expect(await caller.closed).toBe(1006);
    }
    await write("ada");
  });

  test("a line that has fallen silent is cut at the second beat, its seat and presence with it; one that only listens is not", async () => {
    await serveAgain({ heartbeat: 700 });
    const listens = await open("rae").seated();
    const bo = await write("bo");
    const seen = () => bo.provider.awareness.getStates().has(5);
    // However soon they are gone again.
    let wasSeen = false;
    bo.provider.awareness.on("change", () => (wasSeen ||= seen()));
    const dead = await open("ada", { alive: false }).seated();
    dead.say(step2Frame(EMPTY_UPDATE), presenceFrame(5, 1, { cursor: null }));
    await until(() => wasSeen, "the other is seen");
    expect(await dead.closed).toBe(1006);
    await until(() => served.live.size().sockets === 2, "its seat is free");
    await until(() => !seen(), "nobody sees them any more");
    const beats = () => listens.heardOf(1).length;
    const heard = beats();
    await until(() => beats() >= heard + 2, "two more beats");
    expect(listens.socket.readyState).toBe(listens.socket.OPEN);
  });

  test("a server that is kept busy gives its signs of life by the clock all the same", async () => {
    await serveAgain({ heartbeat: 400 });
    const listens = await open("rae").seated();
    const busyFor = (millis: number) => {
      for (const end = performance.now() + millis; performance.now() < end;);
    };
    const heard = listens.heardOf(1).length;
    // Twenty beats a heartbeat, each four times too late: going by the timer alone that would be a sign of life in twenty turns.
    let turns = 0;
    while (listens.heardOf(1).length < heard + 4) {
      busyFor(80);
      await new Promise((resolve) => setTimeout(resolve, 0));
      turns++;
    }
    expect(turns).toBeLessThan(50);
  });

  test("a session that ends closes its socket", async () => {
    await serveAgain({ heartbeat: 400 });
    const caller = await call("ada");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(caller.socket.readyState).toBe(1);
    served.signedOut.add("ada");
    expect(await caller.closed).toBe(CLOSE.signInNeeded);
  });
});

async function noting(id: string, author: object, change: (doc: Y.Doc) => void = () => undefined): Promise<Uint8Array> {
  const doc = await draftIn(store);
  change(doc);
  const before = Y.encodeStateVector(doc);
  const anchor = { from: null, to: null, exact: "", prefix: "", suffix: "" };
  const note = { id, author, date: "2026-11-24", category: "style", body: "Why.", alternative: "", source: "", anchor };
  doc.getMap("notes").set(id, note);
  return Y.encodeStateAsUpdate(doc, before);
}

describe("notes", () => {
  const authorsNow = async () =>
    Object.fromEntries((await served.live.read(DRAFT)).notes.map(({ id, author }) => [id, author]));

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
    expect(await store.drafts.authors(DRAFT)).toEqual(["bo"]);
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
    await until(async () => (await store.drafts.log(DRAFT)).length === 2, "it waits");
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
