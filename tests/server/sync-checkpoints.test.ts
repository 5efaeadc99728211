import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type * as Y from "yjs";
import { seedDraft } from "../../translations/draft/draft.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { Checkpoints, updatesOf, WORTH_LEAVING, WORTH_STAYING } from "../../server/sync/checkpoints.ts";
import { LIMITS } from "../../server/sync/limits.ts";
import { parseText } from "../../translations/text/parse.ts";
import { docOf, expectSame, isWhole, live, lives } from "../help/draft-lives.ts";
import {
  ackFrame,
  draftIn,
  EMPTY_UPDATE,
  Listener,
  DRAFT,
  roomOf,
  SEED_WORDS,
  serve,
  step2Frame,
  until,
  updateFrame,
  withProposal,
  wordsOf,
  namedStore,
} from "../help/live.ts";
import { otherwise } from "../help/otherwise.ts";
import { wordsIn } from "../help/draft-words.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-checkpoints-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
let store: Store;

async function newStore(): Promise<Store> {
  const opened = await withProposal(namedStore(openSqlite(join(folder, `${++files}.db`))));
  await opened.drafts.begin(DRAFT, { bytes: seedDraft({ rendering: parseText(SEED_WORDS) }), by: null });
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
  const text = wordsIn(doc);
  for (let at = 0; at < letters; at++) text.insert(text.length, String.fromCharCode(97 + (at % 26)));
  return made;
}

async function logged(updates: Uint8Array[]): Promise<void> {
  await store.drafts.append(
    DRAFT,
    updates.map((bytes) => ({ bytes, by: "ada" })),
  );
}

describe("a checkpoint and the updates behind it", () => {
  test("say what the whole log says, for any history, in any order of arrival", async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(lives(fc.constant("checkpoint")), async (life) => {
        const fresh = await newStore();
        const expectWhole = async (): Promise<Y.Doc> => {
          const whole = await draftIn(fresh);
          expectSame(docOf(updatesOf(await fresh.drafts.open(DRAFT))), whole);
          return whole;
        };
        await live(life, (await fresh.drafts.log(DRAFT))[0]!.bytes, {
          arrive: async (bytes, by) => {
            await fresh.drafts.append(DRAFT, [{ bytes, by }]);
            await expectWhole();
          },
          act: async () => {
            const opened = await fresh.drafts.open(DRAFT);
            if (await new Checkpoints(fresh.drafts, DRAFT, opened).make(docOf(updatesOf(opened)))) made++;
            await expectWhole();
          },
        });
        expect(isWhole(await expectWhole())).toBe(true);
        await fresh.close();
      }),
      { numRuns: 40 },
    );
    expect(made).toBeGreaterThan(5);
  });

  test("are never made while something waits for what has not come", async () => {
    const [first, second] = await typed(2);
    await logged([second!]);
    const opened = await store.drafts.open(DRAFT);
    const waiting = new Checkpoints(store.drafts, DRAFT, opened);
    expect(await waiting.make(docOf(updatesOf(opened)))).toBe(false);
    expect(waiting.isDue(1), "it is made as soon as nothing waits").toBe(true);
    expect((await store.drafts.open(DRAFT)).checkpoint).toBeNull();
    await logged([first!]);
    const later = await store.drafts.open(DRAFT);
    expect(await new Checkpoints(store.drafts, DRAFT, later).make(docOf(updatesOf(later)))).toBe(true);
    expectSame(docOf(updatesOf(await store.drafts.open(DRAFT))), await draftIn(store));
  });
});

describe("a room", () => {
  test("is checkpointed when it empties with enough behind it, and not before", async () => {
    const served = await serve(store);
    const checkpointed = async () => (await store.drafts.open(DRAFT)).checkpoint?.updates ?? 0;
    await logged(await typed(WORTH_LEAVING - 1));
    await served.live.read(DRAFT);
    expect(await checkpointed()).toBe(0);
    await logged(await typed(1));
    const content = await served.live.read(DRAFT);
    await until(async () => (await checkpointed()) === WORTH_LEAVING + 1, "a checkpoint is made");
    expect((await store.drafts.open(DRAFT)).tail).toEqual([]);
    expect(await store.drafts.log(DRAFT)).toHaveLength(WORTH_LEAVING + 1);
    expect((await served.live.read(DRAFT)).rendering.eq(content.rendering)).toBe(true);
    await logged(await typed(3));
    await served.live.read(DRAFT);
    expect(await checkpointed()).toBe(WORTH_LEAVING + 1);
    expect((await store.drafts.open(DRAFT)).tail).toHaveLength(3);
    await served.stop();
  });

  test("is checkpointed while people stay, and goes on from there when it is opened again", async () => {
    const room = await roomOf(store, { limits: free });
    const ada = new Listener();
    room.sit(ada);
    for (const bytes of await typed(WORTH_STAYING + 10)) room.receive(ada, updateFrame(bytes));
    await room.flushed();
    // A checkpoint has a turn of its own.
    await room.flushed();
    const { checkpoint, tail } = await store.drafts.open(DRAFT);
    expect(checkpoint!.updates + tail.length).toBe(WORTH_STAYING + 11);
    expect(checkpoint!.updates).toBeGreaterThan(WORTH_STAYING);
    const again = await roomOf(store);
    const bo = new Listener("bo");
    again.sit(bo);
    const [more] = await typed(1);
    again.receive(bo, updateFrame(more!));
    await again.flushed();
    expectSame(docOf(updatesOf(await store.drafts.open(DRAFT))), await draftIn(store));
    expect(wordsOf(await draftIn(store)).length).toBe(`doc(paragraph("${SEED_WORDS}"))`.length + WORTH_STAYING + 11);
  });

  test("is checkpointed when the workbench stops, so that the next start is quick", async () => {
    const served = await serve(store);
    await logged(await typed(WORTH_LEAVING));
    let isOpen = false;
    const staying = served.live.settle(DRAFT, async () => {
      isOpen = true;
      await new Promise((resolve) => setTimeout(resolve, 30));
      return { closed: false };
    });
    await until(() => isOpen, "the draft is open");
    await served.stop();
    await staying;
    expect((await store.drafts.open(DRAFT)).checkpoint?.updates).toBe(WORTH_LEAVING + 1);
  });

  test("whose checkpoint can't be made goes on, acknowledges and tries again later", async () => {
    const told: unknown[] = [];
    let broken = true;
    const failing = otherwise(store.drafts, {
      checkpoint: (...asked) => (broken ? Promise.reject(new Error("disk full")) : store.drafts.checkpoint(...asked)),
    });
    await logged(await typed(WORTH_LEAVING));
    const room = await roomOf(store, { drafts: failing, limits: free, unchecked: (cause) => told.push(cause) });
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
    expect((await store.drafts.open(DRAFT)).checkpoint, "not tried again at once").toBeNull();
    for (const bytes of await typed(WORTH_LEAVING)) room.receive(ada, updateFrame(bytes));
    await room.rest();
    expect(told).toHaveLength(1);
    expect((await store.drafts.open(DRAFT)).checkpoint?.updates).toBe(2 * WORTH_LEAVING + 2);
    expectSame(docOf(updatesOf(await store.drafts.open(DRAFT))), await draftIn(store));
  });
});
