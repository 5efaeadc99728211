import fc from "fast-check";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { seedDraft } from "../../translations/draft/draft.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { GATHERING, Outbox } from "../../server/sync/outbox.ts";
import { readMessage } from "../../server/sync/protocol.ts";
import { parseText } from "../../translations/text/parse.ts";
import {
  ackFrame,
  draftIn,
  EMPTY_UPDATE,
  Listener,
  DRAFT,
  presenceFrame,
  roomOf,
  SEED_WORDS,
  serve,
  step2Frame,
  until,
  updateFrame,
  withProposal,
  wordsOf,
  Writer,
  namedStore,
} from "../help/live.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-outbox-"));
let files = 0;
const stores: Store[] = [];
afterAll(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function newStore(): Promise<Store> {
  const store = await withProposal(namedStore(openSqlite(join(folder, `${++files}.db`))));
  stores.push(store);
  await store.drafts.begin(DRAFT, { bytes: seedDraft({ rendering: parseText(SEED_WORDS) }), by: null });
  return store;
}

/** From now on only {@link gathered} moves the outbox's clock; the disk is as slow as it is. */
const stopTheClock = () => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
const gathered = () => vi.advanceTimersByTime(GATHERING);
afterEach(() => vi.useRealTimers());

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const crowd = (size: number) => Array.from({ length: size }, () => new Listener());

/** Somebody's words, an update a word, in their order. */
function words(count: number): { doc: Y.Doc; made: Uint8Array[] } {
  const doc = new Y.Doc();
  const made: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => made.push(update));
  for (let at = 0; at < count; at++) doc.getText("summary").insert(doc.getText("summary").length, `${at} `);
  return { doc, made };
}

function heardBy(listener: Listener): string {
  const doc = new Y.Doc();
  for (const update of listener.updates) Y.applyUpdate(doc, update);
  expect(doc.store.pendingStructs, "each update fits those before it").toBeNull();
  return doc.getText("summary").toJSON();
}

/** Whose presence a frame tells of. */
function clientsIn(frame: Uint8Array): number[] {
  const message = readMessage(frame);
  return message.type === "presence" ? message.entries.map(({ client }) => client) : [];
}

describe("an outbox", () => {
  test("tells at once while few listen, each update by itself", () => {
    const seats = new Set(crowd(3));
    const outbox = new Outbox<Listener>(seats);
    const [writer, ...others] = [...seats];
    const { made } = words(4);
    for (const bytes of made) outbox.updates([{ bytes, from: writer! }]);
    for (const each of others) expect(each.updates).toEqual(made);
    expect(writer!.heard).toEqual([]);
  });

  test("gathers where many listen, in order, and nothing is missing", () => {
    stopTheClock();
    const seats = new Set(crowd(100));
    const outbox = new Outbox<Listener>(seats);
    const { doc, made } = words(50);
    for (const bytes of made) outbox.updates([{ bytes, from: null }]);
    const [first] = seats;
    expect(first!.updates).toEqual(made.slice(0, 1));
    gathered();
    for (const each of seats) {
      expect(each.updates).toHaveLength(2);
      expect(heardBy(each)).toBe(doc.getText("summary").toJSON());
    }
  });

  test("brings everybody to the same words, whoever writes when and wherever it gathers", async () => {
    const turn = fc.record({ who: fc.nat(4), at: fc.nat(), pause: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 30 }), fc.integer({ min: 5, max: 90 }), async (turns, size) => {
        const listeners = crowd(size);
        const seats = new Set(listeners);
        const outbox = new Outbox<Listener>(seats);
        const server = new Y.Doc();
        server.on("update", (bytes: Uint8Array, from: unknown) => outbox.updates([{ bytes, from: from as Listener }]));
        const docs = new Map(listeners.map((listener) => [listener, new Y.Doc()]));
        for (const { who, at, pause } of turns) {
          const text = docs.get(listeners[who]!)!.getText("summary");
          const before = Y.encodeStateVector(text.doc!);
          if (at % 4 === 0 && text.length > 0) text.delete(at % text.length, 1);
          else text.insert(at % (text.length + 1), `${who}${at % 10}`);
          server.transact(() => Y.applyUpdate(server, Y.encodeStateAsUpdate(text.doc!, before)), listeners[who]!);
          if (pause) await wait(1);
        }
        outbox.flush();
        const said = server.getText("summary").toJSON();
        for (const [listener, doc] of docs) {
          for (const update of listener.updates) Y.applyUpdate(doc, update);
          expect(doc.getText("summary").toJSON()).toBe(said);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("tells of each person only where they are in the end, and nobody of themselves", () => {
    stopTheClock();
    const seats = new Set(crowd(80));
    const outbox = new Outbox<Listener>(seats);
    const [one, two, three] = [...seats] as [Listener, Listener, Listener];
    const entry = (client: number, clock: number) => ({ client, clock, state: "{}" });
    outbox.presence([entry(9, 1)], null);
    for (const listener of seats) listener.heard.length = 0;
    outbox.presence([entry(1, 1)], one);
    outbox.presence([entry(2, 1)], two);
    outbox.presence([entry(1, 2)], one);
    gathered();
    expect(three.heard).toHaveLength(1);
    expect(readMessage(three.heard[0]!)).toMatchObject({ entries: [entry(1, 2), entry(2, 1)] });
    expect(one.heard.flatMap(clientsIn)).toEqual([2]);
    expect(two.heard.flatMap(clientsIn)).toEqual([1]);
  });

  test("of an ended room is empty: all that was acknowledged was told", async () => {
    const store = await newStore();
    stopTheClock();
    const room = await roomOf(store);
    const [writer, ...others] = crowd(90);
    for (const seat of [writer!, ...others]) room.sit(seat);
    const doc = await draftIn(store);
    for (const word of ["one ", "two ", "three "]) {
      const before = Y.encodeStateVector(doc);
      doc.getText("summary").insert(0, word);
      room.receive(writer!, updateFrame(Y.encodeStateAsUpdate(doc, before)));
      await room.flushed();
    }
    expect(others[0]!.updates).toHaveLength(1);
    await room.end({ code: CLOSE.closed, reason: "" });
    for (const other of others) {
      expect(other.closed).toBe(CLOSE.closed);
      expect(heardBy(other)).toBe("three two one ");
    }
    expect(writer!.updates, "its own words are not news to it").toEqual([]);
  });
});

describe("a busy room", () => {
  test("acknowledges at once what it has yet to tell", async () => {
    const store = await newStore();
    stopTheClock();
    const room = await roomOf(store);
    const [writer, ...others] = crowd(90);
    for (const seat of [writer!, ...others]) room.sit(seat);
    room.receive(writer!, step2Frame(EMPTY_UPDATE));
    const { made } = words(3);
    for (const [at, bytes] of made.entries()) {
      room.receive(writer!, updateFrame(bytes));
      room.receive(writer!, ackFrame(at + 1));
      await room.flushed();
    }
    expect(writer!.heard.filter(([type]) => type === 100)).toEqual([1, 2, 3].map(ackFrame));
    expect(await store.drafts.log(DRAFT)).toHaveLength(4);
    expect(others[0]!.updates).toHaveLength(1);
    gathered();
    expect(others[0]!.updates).toHaveLength(2);
    expect(heardBy(others[0]!)).toBe("0 1 2 ");
  });

  test("tells words that wait for others at once, and everybody reads them when those come", async () => {
    const store = await newStore();
    const room = await roomOf(store);
    const [ada, bo, rae] = [new Listener("ada"), new Listener("bo"), new Listener("ada")];
    for (const seat of [ada, bo, rae]) room.sit(seat);
    const adas = await draftIn(store);
    const base = Y.encodeStateVector(adas);
    adas.getText("summary").insert(0, "first ");
    const first = Y.encodeStateAsUpdate(adas, base);
    const bos = new Y.Doc();
    Y.applyUpdate(bos, Y.encodeStateAsUpdate(adas));
    const after = Y.encodeStateVector(bos);
    bos.getText("summary").insert(6, "second");
    room.receive(bo, updateFrame(Y.encodeStateAsUpdate(bos, after)));
    await room.flushed();
    for (const seat of [ada, rae]) expect(seat.updates).toHaveLength(1);
    expect(bo.updates).toEqual([]);
    room.receive(ada, updateFrame(first));
    await room.flushed();
    const raes = await draftIn(store);
    for (const update of ada.updates) Y.applyUpdate(adas, update);
    for (const update of rae.updates) Y.applyUpdate(raes, update);
    for (const doc of [adas, raes]) expect(doc.getText("summary").toJSON()).toBe("first second");
    expect((await room.read()).summary).toBe("first second");
  });

  test("brings a long batch in several frames, and nothing is missing", () => {
    const seats = new Set(crowd(3));
    const { doc, made } = words(250);
    new Outbox<Listener>(seats).updates(made.map((bytes) => ({ bytes, from: null })));
    for (const each of seats) {
      expect(each.updates).toHaveLength(3);
      expect(heardBy(each)).toBe(doc.getText("summary").toJSON());
    }
  });

  test("of real sockets converges, in far fewer frames than there were words", async () => {
    const served = await serve(await newStore());
    const people = Array.from({ length: 9 }, (_, at) => new Writer(served.port, at % 2 === 0 ? "ada" : "bo"));
    await Promise.all(people.map((person) => person.synced()));
    let frames = 0;
    for (const { provider } of people)
      provider.ws!.addEventListener("message", ({ data }) => {
        const [type, step] = new Uint8Array(data as ArrayBuffer);
        if (type === 0 && step === 2) frames++;
      });
    for (let round = 0; round < 15; round++) for (const person of people) person.type(` ${round}`);
    await Promise.all(people.map((person) => person.saved()));
    const [first] = people as [Writer];
    await until(() => people.every(({ text }) => text === first.text), "all read the same");
    expect(wordsOf(await draftIn(stores.at(-1)!))).toBe(first.text);
    for (let round = 0; round < 15; round++)
      expect(first.text.split(` ${round}`).length - 1).toBeGreaterThanOrEqual(people.length);
    const oneByOne = 15 * people.length * (people.length - 1);
    expect(frames).toBeLessThan(oneByOne / 2);
    for (const person of people) person.leave();
    await served.stop();
  });

  test("sees somebody come, move and leave", async () => {
    const store = await newStore();
    stopTheClock();
    const room = await roomOf(store);
    const [mover, ...others] = crowd(70);
    for (const seat of [mover!, ...others]) room.sit(seat);
    for (let clock = 1; clock <= 5; clock++) room.receive(mover!, presenceFrame(7, clock, {}));
    room.rise(mover!);
    gathered();
    const told = others[0]!.heard.flatMap((frame) => {
      const message = readMessage(frame);
      return message.type === "presence" ? message.entries : [];
    });
    expect(told).toHaveLength(2);
    expect(told.at(-1)).toMatchObject({ client: 7, state: "null" });
    expect(told.map(({ clock }) => clock)).toEqual([...new Set(told.map(({ clock }) => clock))].sort((a, b) => a - b));
  });
});
