/**
 * Whose a Yjs client is: nobody writes under somebody else's, not in their name and not over words of theirs that are
 * still on their way; and drafts that were begun as trees, which are brought over when they are opened.
 */
import { describe, expect, test } from "vitest";
import { prosemirrorToYXmlFragment } from "y-prosemirror";
import * as Y from "yjs";
import { DraftDocument } from "../../server/sync/document.ts";
import { Playback } from "../../server/sync/sync.ts";
import { LIMITS } from "../../server/sync/limits.ts";
import { Malformed } from "../../server/sync/protocol.ts";
import { isTree, notesOf, readDraft, textOf, treeOf } from "../../translations/draft/draft.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { wordsIn } from "../help/draft-words.ts";
import { draftIn, presenceFrame, DRAFT, SEED_WORDS, until, updateFrame } from "../help/live.ts";
import { call, oneDraft, serveAgain, served, store, draftsBut, write } from "../help/one-draft.ts";

oneDraft();

/** What somebody who pretends to be `client` would send, upon a copy of `doc`. */
function forged(doc: Y.Doc, client: number, change: (doc: Y.Doc) => void): Uint8Array {
  const copy = exactDoc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = client;
  const before = Y.encodeStateVector(copy);
  change(copy);
  return Y.encodeStateAsUpdate(copy, before);
}

const note = (author: object) => ({
  ...{ id: "n1", author, date: "2026-11-24", category: "style", body: "Why.", alternative: "", source: "" },
  anchor: { from: null, to: null, exact: "", prefix: "", suffix: "" },
});

describe("under another's client", () => {
  test("nothing is written: the socket is closed, and the other's own next words are kept", async () => {
    const ada = await write("ada");
    ada.type(" One.");
    await ada.saved();
    const before = await store.drafts.log(DRAFT);
    const bo = await call("bo");
    bo.say(updateFrame(forged(ada.doc, ada.doc.clientID, (doc) => wordsIn(doc).insert(0, "Forged. "))));
    expect(await bo.closed).toBe(CLOSE.malformed);
    expect(await store.drafts.log(DRAFT)).toEqual(before);
    ada.type(" Two.");
    await ada.saved();
    expect(canonicalText((await served.live.read(DRAFT)).rendering)).toBe(`${SEED_WORDS} One. Two.`);
    expect(served.errors).toEqual([]);
  });

  test("no note comes in, in nobody's name, also after a restart and for who is away", async () => {
    const ada = await write("ada");
    ada.type(" One.");
    await ada.saved();
    const [client, doc] = [ada.doc.clientID, ada.doc];
    const forgery = forged(doc, client, (copy) => notesOf(copy).set("n1", note({ id: "ada", name: "Ada" })));
    ada.leave();
    await serveAgain();
    const bo = await call("bo");
    bo.say(updateFrame(forgery));
    expect(await bo.closed).toBe(CLOSE.malformed);
    expect((await served.live.read(DRAFT)).notes).toEqual([]);
  });

  test("that was only announced nothing is written either", async () => {
    const ada = await write("ada");
    await until(() => ada.provider.awareness.getStates().size > 0, "she is there");
    ada.provider.awareness.setLocalStateField("cursor", null);
    const bo = await call("bo");
    await until(() => bo.heardOf(1).some((frame) => frame.length > 10), "she is seen");
    bo.say(updateFrame(forged(await draftIn(store), ada.doc.clientID, (doc) => wordsIn(doc).insert(0, "First. "))));
    expect(await bo.closed).toBe(CLOSE.malformed);
    ada.type(" Mine.");
    await ada.saved();
    expect(ada.text).toContain("Mine.");
    expect(canonicalText((await served.live.read(DRAFT)).rendering)).toBe(`${SEED_WORDS} Mine.`);
  });

  test("of announced ones so many are remembered as somebody has sockets, and some more; what was written is remembered anyway", () => {
    const document = new DraftDocument([]);
    const [ada, bo] = [
      { id: "ada", name: "Ada" },
      { id: "bo", name: "Bo" },
    ];
    for (let client = 1; client <= 10_000; client++) document.announce(client, ada);
    expect(document.announced).toBeLessThan(100);
    expect(document.announced).toBeGreaterThan(LIMITS.socketsOfPerson);
    expect(() =>
      document.try(
        forged(exactDoc(), 10_000, (doc) => textOf(doc).insert(0, "Bo")),
        bo,
      ),
    ).toThrow(Malformed);
    document.try(
      forged(exactDoc(), 10_000, (doc) => textOf(doc).insert(0, "Ada")),
      ada,
    );
    for (let client = 20_000; client <= 21_000; client++) document.announce(client, ada);
    expect(() =>
      document.try(
        forged(document.doc, 10_000, (doc) => textOf(doc).insert(0, "Bo")),
        bo,
      ),
    ).toThrow(Malformed);
  });

  test("nor in the server's, which wrote what the draft began with", async () => {
    const bo = await call("bo");
    const doc = await draftIn(store);
    const [server] = Y.decodeStateVector(Y.encodeStateVector(doc)).keys();
    bo.say(updateFrame(forged(doc, server!, (copy) => wordsIn(copy).insert(0, "Seeded. "))));
    expect(await bo.closed).toBe(CLOSE.malformed);
  });

  test("what is repeated of others is not written: who comes back with all that was heard stays", async () => {
    const [ada, bo] = [await write("ada"), await write("bo")];
    ada.type(" One.");
    await ada.saved();
    await until(() => bo.text.includes("One."), "it is heard");
    const caller = await call("bo");
    caller.say(updateFrame(Y.encodeStateAsUpdate(bo.doc)), presenceFrame(bo.doc.clientID, 1, {}));
    bo.type(" Two.");
    await bo.saved();
    expect(caller.socket.readyState).toBe(1);
  });
});

describe("a draft that was begun as a tree", () => {
  /** As such a draft was kept: its seed, and a letter by Ada with her client. */
  async function begun(): Promise<{ client: number; doc: Y.Doc }> {
    const doc = exactDoc();
    prosemirrorToYXmlFragment(parseText(SEED_WORDS), treeOf(doc));
    await store.drafts.begin(DRAFT, { bytes: Y.encodeStateAsUpdate(doc), by: null });
    const ada = exactDoc();
    Y.applyUpdate(ada, Y.encodeStateAsUpdate(doc));
    const before = Y.encodeStateVector(ada);
    ((treeOf(ada).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, "Ada: ");
    await store.drafts.append(DRAFT, [{ bytes: Y.encodeStateAsUpdate(ada, before), by: "ada" }]);
    return { client: ada.clientID, doc: ada };
  }

  test("is brought over once, by the server, and everybody reads and writes the same words", async () => {
    await begun();
    const [ada, bo] = await Promise.all([write("ada"), write("bo")]);
    for (const writer of [ada, bo]) expect(wordsIn(writer.doc).toString()).toBe(`Ada: ${SEED_WORDS}`);
    bo.type(" Bo.");
    await bo.saved();
    ada.leave();
    bo.leave();
    await serveAgain();
    expect(canonicalText((await served.live.read(DRAFT)).rendering)).toBe(`Ada: ${SEED_WORDS} Bo.`);
    const log = await store.drafts.log(DRAFT);
    expect(log.map(({ by }) => by)).toEqual([null, "ada", null, "bo"]);
    expect(await store.drafts.authors(DRAFT)).toEqual(["ada", "bo"]);
  });

  test("keeps whose its clients are, and its history can be played from its first letter", async () => {
    const { client, doc } = await begun();
    await write("bo");
    const bo = await call("bo");
    bo.say(updateFrame(forged(doc, client, (copy) => textOf(copy).insert(0, "Forged."))));
    expect(await bo.closed).toBe(CLOSE.malformed);
    const playback = new Playback(store.drafts);
    const texts = await Promise.all(
      (await playback.steps(DRAFT)).map(async ({ number }) =>
        canonicalText((await playback.at(DRAFT, number))!.rendering),
      ),
    );
    expect(texts).toEqual([SEED_WORDS, `Ada: ${SEED_WORDS}`]);
  });

  test("can be read where nothing can be written, and waits as it is", async () => {
    await begun();
    const full = Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
    await serveAgain(draftsBut({ append: () => Promise.reject(full) }));
    expect(canonicalText((await served.live.read(DRAFT)).rendering)).toBe(`Ada: ${SEED_WORDS}`);
    const doc = await draftIn(store);
    expect([isTree(doc), readDraft(doc, "").summary]).toEqual([true, ""]);
  });
});
