import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { seedDraft } from "../../editor/prosemirror/draft.ts";
import { openSqlite, sqliteStore } from "../../server/store/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { Checkpoints, updatesOf, WORTH_LEAVING, WORTH_STAYING } from "../../server/sync/checkpoints.ts";
import { LIMITS } from "../../server/sync/limits.ts";
import { parseText } from "../../translations/text/canonical.ts";
import {
  ackFrame,
  draftIn,
  EMPTY_UPDATE,
  Listener,
  PROPOSAL,
  roomOf,
  SEED_WORDS,
  serve,
  step2Frame,
  until,
  updateFrame,
  withProposal,
  wordsOf,
} from "../help/live.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-checkpoints-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
let store: Store;

async function newStore(): Promise<Store> {
  const opened = await withProposal(sqliteStore(openSqlite(join(folder, `${++files}.db`))));
  await opened.beginDraft(PROPOSAL, seedDraft({ rendering: parseText(SEED_WORDS) }));
  return opened;
}

beforeEach(async () => (store = await newStore()));
afterEach(() => store.close());

const free = { ...LIMITS, rate: 1e9, burst: 1e9 };

/** The updates of somebody who types so many letters after the seed, each its own. */
async function typed(letters: number): Promise<Uint8Array[]> {
  const doc = await draftIn(store);
  const made: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => made.push(update));
  const text = (doc.getXmlFragment("rendering").get(0) as Y.XmlElement).get(0) as Y.XmlText;
  for (let at = 0; at < letters; at++) text.insert(text.length, String.fromCharCode(97 + (at % 26)));
  return made;
}

async function logged(updates: Uint8Array[]): Promise<void> {
  await store.appendToDraft(
    PROPOSAL,
    updates.map((bytes) => ({ bytes, by: "ada" })),
  );
}

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
  return doc;
}

const isWhole = (doc: Y.Doc) => !doc.store.pendingStructs && !doc.store.pendingDs;

/**
 * All that can be told of a document: its words, marks and notes, and how much of whom it holds. Not its deletions: Yjs
 * takes out marks that say nothing at the end of each transaction, so they follow how updates were grouped.
 */
function expectSame(a: Y.Doc, b: Y.Doc): void {
  const told = (doc: Y.Doc) => [
    wordsOf(doc),
    doc.getXmlFragment("rendering").toArray().map(String),
    doc.getMap("notes").toJSON(),
    doc.getText("summary").toDelta(),
  ];
  expect(told(a)).toEqual(told(b));
  const held = (doc: Y.Doc) => Y.decodeStateVector(Y.encodeStateVector(doc));
  expect(held(a)).toEqual(held(b));
  expect(isWhole(a)).toBe(isWhole(b));
}

type Edit = (doc: Y.Doc) => void;

const paragraphs = (doc: Y.Doc) =>
  doc
    .getXmlFragment("rendering")
    .toArray()
    .flatMap((block) => (block instanceof Y.XmlElement ? block.toArray() : []))
    .filter((text) => text instanceof Y.XmlText);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.nat(), fc.nat(), fc.string({ minLength: 1, maxLength: 6 })).map(([which, at, words]): Edit => (doc) => {
    const texts = paragraphs(doc);
    const text = texts[which % texts.length];
    text?.insert(at % (text.length + 1), words);
  }),
  fc.tuple(fc.nat(), fc.nat(), fc.nat(8)).map(([which, at, length]): Edit => (doc) => {
    const texts = paragraphs(doc);
    const text = texts[which % texts.length];
    if (!text || text.length === 0) return;
    const from = at % text.length;
    text.delete(from, Math.min(length, text.length - from));
  }),
  fc.tuple(fc.nat(), fc.nat(), fc.nat(8)).map(([which, at, length]): Edit => (doc) => {
    const texts = paragraphs(doc);
    const text = texts[which % texts.length];
    if (!text || text.length === 0) return;
    const from = at % text.length;
    text.format(from, Math.min(length, text.length - from), { strong: {} });
  }),
  fc.nat().map((at): Edit => (doc) => {
    const block = new Y.XmlElement("paragraph");
    block.insert(0, [new Y.XmlText("新段")]);
    const blocks = doc.getXmlFragment("rendering");
    blocks.insert(at % (blocks.length + 1), [block]);
  }),
  fc.nat().map((at): Edit => (doc) => {
    const blocks = doc.getXmlFragment("rendering");
    if (blocks.length > 1) blocks.delete(at % blocks.length, 1);
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

type Step = { who: number; edit: Edit } | { meet: [number, number] } | { deliver: number } | "checkpoint";

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ who: fc.nat(2), edit }) },
    { weight: 2, arbitrary: fc.record({ meet: fc.tuple(fc.nat(2), fc.nat(2)) }) },
    { weight: 3, arbitrary: fc.record({ deliver: fc.nat() }) },
    { weight: 2, arbitrary: fc.constant("checkpoint" as const) },
  ),
  { minLength: 5, maxLength: 40 },
);

describe("a checkpoint and the updates behind it", () => {
  test("say what the whole log says, for any history, in any order of arrival", async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const fresh = await newStore();
        const seed = (await fresh.draft(PROPOSAL))[0]!.bytes;
        const underway: Uint8Array[] = [];
        const writers = [0, 1, 2].map(() => {
          const doc = docOf([seed]);
          doc.on("update", (update: Uint8Array, origin: unknown) => {
            if (origin !== "meeting") underway.push(update);
          });
          return doc;
        });
        const arrive = (bytes: Uint8Array) => fresh.appendToDraft(PROPOSAL, [{ bytes, by: "ada" }]);
        for (const step of history) {
          if (step === "checkpoint") {
            const opened = await fresh.openDraft(PROPOSAL);
            if (await new Checkpoints(fresh, PROPOSAL, opened).make(docOf(updatesOf(opened)))) made++;
          } else if ("edit" in step) {
            const doc = writers[step.who]!;
            doc.transact(() => step.edit(doc));
          } else if ("meet" in step) {
            const [from, to] = step.meet.map((who) => writers[who]!) as [Y.Doc, Y.Doc];
            Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), "meeting");
          } else if (underway.length > 0) {
            await arrive(underway.splice(step.deliver % underway.length, 1)[0]!);
          }
          const whole = await draftIn(fresh);
          expectSame(docOf(updatesOf(await fresh.openDraft(PROPOSAL))), whole);
        }
        for (const bytes of underway) await arrive(bytes);
        const whole = await draftIn(fresh);
        expect(isWhole(whole)).toBe(true);
        expectSame(docOf(updatesOf(await fresh.openDraft(PROPOSAL))), whole);
        await fresh.close();
      }),
      { numRuns: 40 },
    );
    expect(made).toBeGreaterThan(5);
  });

  test("are never made while something waits for what has not come", async () => {
    const [first, second] = await typed(2);
    await logged([second!]);
    const opened = await store.openDraft(PROPOSAL);
    expect(await new Checkpoints(store, PROPOSAL, opened).make(docOf(updatesOf(opened)))).toBe(false);
    expect((await store.openDraft(PROPOSAL)).checkpoint).toBeNull();
    await logged([first!]);
    const later = await store.openDraft(PROPOSAL);
    expect(await new Checkpoints(store, PROPOSAL, later).make(docOf(updatesOf(later)))).toBe(true);
    expectSame(docOf(updatesOf(await store.openDraft(PROPOSAL))), await draftIn(store));
  });
});

describe("a room", () => {
  test("is checkpointed when it empties with enough behind it, and not before", async () => {
    const served = await serve(store);
    const checkpointed = async () => (await store.openDraft(PROPOSAL)).checkpoint?.updates ?? 0;
    await logged(await typed(WORTH_LEAVING - 1));
    await served.live.read(PROPOSAL);
    expect(await checkpointed()).toBe(0);
    await logged(await typed(1));
    const content = await served.live.read(PROPOSAL);
    await until(async () => (await checkpointed()) === WORTH_LEAVING + 1, "a checkpoint is made");
    expect((await store.openDraft(PROPOSAL)).tail).toEqual([]);
    expect(await store.draft(PROPOSAL)).toHaveLength(WORTH_LEAVING + 1);
    expect((await served.live.read(PROPOSAL)).rendering.eq(content.rendering)).toBe(true);
    await logged(await typed(3));
    await served.live.read(PROPOSAL);
    expect(await checkpointed()).toBe(WORTH_LEAVING + 1);
    expect((await store.openDraft(PROPOSAL)).tail).toHaveLength(3);
    await served.stop();
  });

  test("is checkpointed while people stay, and goes on from there when it is opened again", async () => {
    const room = await roomOf(store, { limits: free });
    const ada = new Listener();
    room.sit(ada);
    for (const bytes of await typed(WORTH_STAYING + 10)) room.receive(ada, updateFrame(bytes));
    await room.flushed();
    const { checkpoint, tail } = await store.openDraft(PROPOSAL);
    expect(checkpoint!.updates + tail.length).toBe(WORTH_STAYING + 11);
    expect(checkpoint!.updates).toBeGreaterThan(WORTH_STAYING);
    const again = await roomOf(store);
    const bo = new Listener("bo");
    again.sit(bo);
    const [more] = await typed(1);
    again.receive(bo, updateFrame(more!));
    await again.flushed();
    expectSame(docOf(updatesOf(await store.openDraft(PROPOSAL))), await draftIn(store));
    expect(wordsOf(await draftIn(store)).length).toBe(
      `<paragraph>${SEED_WORDS}</paragraph>`.length + WORTH_STAYING + 11,
    );
  });

  test("is checkpointed when the workbench stops, so that the next start is quick", async () => {
    const served = await serve(store);
    await logged(await typed(WORTH_LEAVING));
    const staying = served.live.settle(PROPOSAL, async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return { closed: false };
    });
    await new Promise((resolve) => setTimeout(resolve, 10));
    await served.stop();
    await staying;
    expect((await store.openDraft(PROPOSAL)).checkpoint?.updates).toBe(WORTH_LEAVING + 1);
  });

  test("whose checkpoint can't be made goes on, acknowledges and tries again later", async () => {
    const told: unknown[] = [];
    let broken = true;
    const failing = new Proxy(store, {
      get: (target, name: keyof Store) =>
        name === "checkpointDraft" && broken
          ? () => Promise.reject(new Error("disk full"))
          : (target[name] as () => unknown).bind(target),
    });
    await logged(await typed(WORTH_LEAVING));
    const room = await roomOf(failing, { limits: free, unchecked: (cause) => told.push(cause) });
    const ada = new Listener();
    room.sit(ada);
    room.receive(ada, step2Frame(EMPTY_UPDATE));
    await room.rest();
    expect(told).toHaveLength(1);
    broken = false;
    const [word] = await typed(1);
    room.receive(ada, updateFrame(word!));
    room.receive(ada, ackFrame(1));
    await room.rest();
    expect(ada.heard).toContainEqual(ackFrame(1));
    expect((await store.openDraft(PROPOSAL)).checkpoint, "not tried again at once").toBeNull();
    for (const bytes of await typed(WORTH_LEAVING)) room.receive(ada, updateFrame(bytes));
    await room.rest();
    expect(told).toHaveLength(1);
    expect((await store.openDraft(PROPOSAL)).checkpoint?.updates).toBe(2 * WORTH_LEAVING + 2);
    expectSame(docOf(updatesOf(await store.openDraft(PROPOSAL))), await draftIn(store));
  });
});
