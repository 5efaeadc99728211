/** Updates crafted so that putting them in takes minutes: refused before it does, and nothing of them is kept. */
import fc from "fast-check";
import * as encoding from "lib0/encoding";
import { describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { DraftSocket } from "../../server/sync/attendance.ts";
import { bringsNews, DraftDocument, waitingClients } from "../../server/sync/document.ts";
import { deletionsOf, effortOf, MOST_EFFORT, MOST_NEW_CLIENTS } from "../../server/sync/effort.ts";
import { Allowance } from "../../server/sync/limits.ts";
import { Malformed } from "../../server/sync/protocol.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import { ackFrame, DRAFT, Listener, roomOf, step1Frame, until, updateFrame } from "../help/live.ts";
import { call, oneDraft, served, serveAgain, store, write } from "../help/one-draft.ts";

oneDraft();

interface Letter {
  origin?: [client: number, clock: number];
  right?: [client: number, clock: number];
}

type Written = readonly [client: number, clock: number, letters: readonly Letter[]];
type Deleted = readonly [client: number, ranges: readonly (readonly [clock: number, length: number])[]];

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** An update of letters in the draft's text, wherever they claim to stand. */
function crafted(written: readonly Written[], deleted: readonly Deleted[] = []): Uint8Array {
  const encoder = encoding.createEncoder();
  const number = (...numbers: number[]) => numbers.forEach((value) => encoding.writeVarUint(encoder, value));
  number(written.length);
  for (const [client, clock, letters] of written) {
    number(letters.length, client, clock);
    for (const letter of letters) writeLetter(encoder, letter);
  }
  number(deleted.length);
  for (const [client, ranges] of deleted) number(client, ranges.length, ...ranges.flat());
  return encoding.toUint8Array(encoder);
}

function writeLetter(encoder: encoding.Encoder, { origin, right }: Letter): void {
  encoding.writeUint8(encoder, 4 | (origin ? 128 : 0) | (right ? 64 : 0));
  for (const number of [...(origin ?? []), ...(right ?? [])]) encoding.writeVarUint(encoder, number);
  if (!origin && !right) encoding.writeVarUint(encoder, 1);
  if (!origin && !right) encoding.writeVarString(encoder, "text");
  encoding.writeVarString(encoder, "x");
}

/** As many letters, each of a client of its own, all at one place. */
const ofManyClients = (count: number, clock = 0): Uint8Array =>
  crafted(upTo(count).map((at) => [1_000_000 + at, clock, [{}]]));

/** Letters in a row, then as many at the start, or behind the first, each of which claims another to its right. */
function knotted(count: number, client: number, behindFirst = false): Uint8Array {
  const row = upTo(count).map((at): Letter => (at > 0 ? { origin: [client, at - 1] } : {}));
  const place: Letter = behindFirst ? { origin: [client, 0] } : {};
  const knots = upTo(count - 1).map((at): Letter => ({ ...place, right: [client, count - 1 - at] }));
  return crafted([[client, 0, [...row, ...knots]]]);
}

const BO = { id: "bo", name: "Bo" };

describe("refused with 4400, with nothing logged, while others go on", () => {
  test.each([
    ["thousands of clients at one place", ofManyClients(8_000)],
    ["thousands of clients that wait for what never comes", ofManyClients(8_000, 5)],
    ["letters of one client that knot the text", knotted(4_000, 77)],
    ["letters taken out over and over", crafted([], [[9, upTo(100).map(() => [0, 5] as const)]])],
  ])("%s", async (_what, update) => {
    const ada = await write("ada");
    const before = await store.drafts.log(DRAFT);
    const bo = await call("bo");
    bo.say(updateFrame(update));
    expect(await bo.closed).toBe(CLOSE.malformed);
    expect(await store.drafts.log(DRAFT)).toEqual(before);
    ada.type(" unharmed");
    await ada.saved();
    expect(served.errors).toEqual([]);
  });
});

test("several updates of clients that wait add up to what one may have", () => {
  const document = new DraftDocument([]);
  const clients = (from: number) => crafted(upTo(200).map((at) => [from + at, 5, [{}]]));
  document.try(clients(1_000), BO);
  expect(() => document.try(clients(2_000), BO)).toThrow(Malformed);
});

test("what two people have waiting adds up to few pieces: who lets them in waits no longer than for the most laborious update", () => {
  const document = new DraftDocument([crafted([[5, 0, [{}]]])], [{ client: 5, account: "ada" }]);
  const waits = (client: number, count: number) =>
    crafted([[client, 0, upTo(count).map((at): Letter => (at > 0 ? { right: [client, at - 1] } : { right: [5, 1] }))]]);
  document.try(waits(6, 250), BO);
  document.try(waits(7, 250), { id: "cy", name: "Cy" });
  expect(() => document.try(waits(8, 250), { id: "cy", name: "Cy" })).toThrow(Malformed);
});

describe("a draft that updates have made laborious, each within its bounds", () => {
  const knots = upTo(30).map((at) => knotted(400, 70 + at, true));
  const later = crafted([[99, 0, [{ origin: [70, 0] }]]]);
  const deletion = crafted([], [[70, [[0, 5]]]]);

  test("says so, and again whenever it is opened, from its log or from a checkpoint", () => {
    const document = new DraftDocument([]);
    const before = knots.map((knot) => {
      const was = document.isLaborious;
      document.try(knot, BO);
      return was;
    });
    expect([before[0], document.isLaborious]).toEqual([false, true]);
    expect(new DraftDocument(knots).isLaborious).toBe(true);
    expect(new DraftDocument([Y.encodeStateAsUpdate(document.doc)]).isLaborious).toBe(true);
    expect(new DraftDocument(knots.slice(0, 5)).isLaborious).toBe(false);
  });

  test("takes no more words, but lets some be taken out, and is read", async () => {
    await write("ada");
    await store.drafts.append(
      DRAFT,
      knots.map((bytes) => ({ bytes, by: "bo" })),
    );
    await serveAgain();
    const [bo, other] = [await call("bo"), await call("bo")];
    bo.say(updateFrame(deletion), ackFrame(1));
    await until(() => bo.heardOf(100).length === 1, "what it takes out is kept");
    other.say(updateFrame(later));
    expect(await other.closed).toBe(CLOSE.tooLarge);
    expect(canonicalText((await served.live.read(DRAFT)).rendering)).toContain("xxx");
  });
});

test("what waits is read once, however often it is asked whether all is kept", () => {
  const doc = exactDoc();
  Y.applyUpdate(doc, ofManyClients(MOST_NEW_CLIENTS, 5));
  expect(waitingClients(doc).size).toBe(MOST_NEW_CLIENTS);
  expect(waitingClients(doc)).toBe(waitingClients(doc));
});

test("what was waiting is not counted to whoever lets it in", () => {
  const document = new DraftDocument([crafted([[5, 0, [{}]]])], [{ client: 5, account: "ada" }]);
  const waits = upTo(300).map((at): Letter => ({ right: [5, 300 - at] }));
  document.try(crafted([[6, 0, waits]]), BO);
  document.try(crafted([[5, 1, upTo(300).map((at): Letter => ({ origin: [5, at] }))]]), { id: "ada", name: "Ada" });
  expect(document.effort).toBe(0);
  expect(waitingClients(document.doc).size).toBe(0);
});

test("what two people write at once takes little, and reads the same counted or not", () => {
  const act = fc.tuple(fc.boolean(), fc.nat(60), fc.string({ minLength: 1, maxLength: 3 }), fc.boolean());
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const [a, b, plain, counted] = [exactDoc(), exactDoc(), exactDoc(), exactDoc()];
      for (const [first, at, letters, removes] of acts) {
        const text = (first ? a : b).getText("text");
        if (removes && text.length > 0) text.delete(at % text.length, 1);
        else text.insert(at % (text.length + 1), letters);
      }
      for (const doc of [a, b]) Y.applyUpdate(plain, Y.encodeStateAsUpdate(doc));
      const effort = [a, b].map((doc) =>
        effortOf(
          () => Y.applyUpdate(counted, Y.encodeStateAsUpdate(doc)),
          () => true,
        ),
      );
      expect(counted.getText("text").toJSON()).toBe(plain.getText("text").toJSON());
      expect(Math.max(...effort)).toBeLessThan(MOST_EFFORT / 10);
    }),
  );
});

test("deletions of any document are in order and apart", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(40), fc.nat(5))), (cuts) => {
      const doc = exactDoc();
      const text = doc.getText("text");
      text.insert(0, "x".repeat(60));
      for (const [at, length] of cuts) text.delete(Math.min(at, text.length), Math.min(length, text.length - at));
      const { ds } = Y.decodeUpdate(Y.encodeStateAsUpdate(doc));
      const sum = deletionsOf(ds).reduce((all, [, , length]) => all + length, 0);
      expect(sum).toBe(60 - text.length);
    }),
  );
});

describe("what a reader sends", () => {
  const doc = exactDoc();
  doc.clientID = 3;
  doc.getText("text").insert(0, "three words here");
  const kept = crafted([[4, 5, [{}]]]);
  Y.applyUpdate(doc, kept);

  test.each<[string, Uint8Array, boolean]>([
    ["is none where it repeats all that is there and waits", Y.encodeStateAsUpdate(doc), false],
    ["is news where it writes", crafted([[8, 0, [{}]]]), true],
    ["is news where it would wait", crafted([[8, 4, [{}]]]), true],
    ["is news where it takes out", crafted([], [[3, [[2, 4]]]]), true],
    ["is none where it takes out what never was", crafted([], [[3, [[90, 4]]]]), false],
  ])("%s", (_what, update, news) => {
    const before = Y.encodeStateAsUpdate(doc);
    expect(bringsNews(doc, update)).toBe(news);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });
});

describe("a frame costs what it makes of work", () => {
  const allowance = (burst: number) => new Allowance({ rate: 1, burst }, () => 0);

  test("by its bytes: a megabyte as much as hundreds of letters", () => {
    const little = allowance(300);
    expect(little.spend("update", 1_048_576)).toBe(true);
    expect(little.spend("update", 1_048_576)).toBe(false);
  });

  test("by what it had Yjs look at, and by how much it was told", () => {
    for (const debt of [{ effort: MOST_EFFORT }, { told: 8_000_000 }]) {
      const little = allowance(400);
      little.owe(debt);
      expect(little.spend("update")).toBe(false);
    }
  });

  test("also while it waits for its turn", async () => {
    const room = await roomOf(store);
    const bo = new Listener("bo");
    room.sit(bo);
    let decide: (() => void) | undefined;
    const settled = room.settle(async () => {
      await new Promise<void>((resolve) => (decide = resolve));
      return { closed: false };
    });
    await until(() => decide !== undefined, "it is being decided");
    for (let at = 0; at < 60; at++) room.receive(bo, step1Frame(Uint8Array.of(0)));
    expect(bo.closed).toBe(CLOSE.tooMany);
    decide!();
    await settled;
    await room.end({ code: CLOSE.closed, reason: "" });
  });
});

test("a flood in one packet is heard frame by frame, so that others are heard between", async () => {
  const bo = await call("bo");
  const answers = new Map<number, number>();
  let turn = 0;
  let next = setImmediate(function count() {
    turn++;
    next = setImmediate(count);
  });
  const spy = vi.spyOn(WebSocket.prototype, "send").mockImplementation(function (this: WebSocket) {
    if (this instanceof DraftSocket) answers.set(turn, (answers.get(turn) ?? 0) + 1);
  });
  try {
    // In a client's frames, masked with nothing: "who?", eight hundred times.
    const who = Buffer.from([0x82, 0x81, 0, 0, 0, 0, 3]);
    const { _socket: line } = bo.socket as unknown as { _socket: { write(bytes: Buffer): void } };
    line.write(Buffer.concat(upTo(800).map(() => who)));
    await until(() => [...answers.values()].reduce((a, b) => a + b, 0) >= 800, "all is answered");
    expect(Math.max(...answers.values())).toBeLessThan(5);
  } finally {
    spy.mockRestore();
    clearImmediate(next);
  }
});
