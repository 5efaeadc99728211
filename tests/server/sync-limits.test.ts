import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { CLOSE } from "../../translations/draft/frames.ts";
import { Crowd } from "../../server/sync/crowd.ts";
import { Allowance, DocumentSize, LIMITS, type Limits } from "../../server/sync/limits.ts";
import { DraftTooLarge } from "../../server/sync/sync.ts";
import { givesWay } from "../../server/sync/seats.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import {
  ackFrame,
  addressOf,
  type Caller,
  draftIn,
  EMPTY_UPDATE,
  DRAFT,
  draftOf,
  SEED_WORDS,
  presenceFrame,
  step1Frame,
  until,
  updateFrame,
  wordsOf,
} from "../help/live.ts";
import { opening } from "../help/store-contract.ts";
import { wordsIn } from "../help/draft-words.ts";
import { call, oneDraft, open, serveAgain, served, store, write } from "../help/one-draft.ts";

oneDraft();

const logged: string[] = [];

async function serveWithin(limits: Partial<Limits>): Promise<void> {
  const log = (facts: object, message: string) => logged.push(JSON.stringify({ ...facts, message }));
  await serveAgain({ limits, log: { info: log, warn: log, error: log } });
}

/** The close frame says that there are too many, of what, and what to do. */
async function refused(caller: Caller, reason: RegExp): Promise<void> {
  expect(await caller.closed).toBe(CLOSE.tooMany);
  expect(caller.reason).toMatch(reason);
}

const refusals = (code: number) => served.live.figures.refused.get(code) ?? 0;

describe("what a socket may send", () => {
  test("is never more than a burst and the rate, over any time", () => {
    const moves = fc.array(fc.tuple(fc.nat(2_000), fc.nat(60)), { maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 100 }), moves, (rate, burst, tries) => {
        let now = 0;
        const allowance = new Allowance({ rate, burst }, () => now);
        let spent = 0;
        for (const [pause, count] of tries) {
          now += pause;
          for (let at = 0; at < count; at++) if (allowance.spend("update")) spent++;
          expect(spent).toBeLessThanOrEqual(burst + (now / 1_000) * rate + 1e-6);
        }
        now += 1_000 * (burst / rate + 1);
        for (let at = 0; at < burst; at++) expect(allowance.spend("update")).toBe(true);
        expect(allowance.spend("update")).toBe(false);
      }),
    );
  });

  test("is more than anybody types: fifteen letters a second with cursor and question, all day", () => {
    let now = 0;
    const allowance = new Allowance(LIMITS, () => now);
    for (let key = 0; key < 10_000; key++) {
      now += 1_000 / 15;
      for (const frame of ["update", "acknowledge", "presence"] as const) expect(allowance.spend(frame)).toBe(true);
    }
  });

  test("is refused with 4429 above it, and nothing that was acknowledged is lost", async () => {
    await serveWithin({ rate: 1, burst: 40 });
    const ada = await write("ada");
    const flood = await call("bo");
    const doc = await draftIn(store);
    const made: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => made.push(update));
    for (let at = 0; at < 200; at++) doc.getText("summary").insert(at, "x");
    for (const [at, bytes] of made.entries()) flood.say(updateFrame(bytes), ackFrame(at + 1));
    expect(await flood.closed).toBe(CLOSE.tooMany);
    const acknowledged = flood.heardOf(100).length;
    expect(acknowledged).toBeLessThan(60);
    const kept = (await draftIn(store)).getText("summary").length;
    expect(kept).toBeGreaterThanOrEqual(acknowledged);
    expect(kept).toBeLessThan(60);
    expect(refusals(CLOSE.tooMany)).toBe(1);
    ada.type(" calm");
    await ada.saved();
    expect(ada.closed).toEqual([]);
  });

  test("counts asking for the whole draft and moving the cursor too", async () => {
    await serveWithin({ rate: 1, burst: 60 });
    const [asker, mover] = [await call("ada"), await call("bo")];
    for (let at = 0; at < 5; at++) asker.say(step1Frame(Uint8Array.of(0)));
    expect(await asker.closed).toBe(CLOSE.tooMany);
    for (let clock = 1; clock < 400; clock++) mover.say(presenceFrame(5, clock, {}));
    expect(await mover.closed).toBe(CLOSE.tooMany);
  });

  test("counts what a reader sends as dear, since each needs a copy of the draft, even if it says nothing", async () => {
    await serveWithin({ rate: 1, burst: 100 });
    const [reader, writer] = [await call("rae"), await call("ada")];
    for (let at = 0; at < 6; at++) for (const each of [reader, writer]) each.say(updateFrame(EMPTY_UPDATE));
    expect(await reader.closed).toBe(CLOSE.tooMany);
    writer.say(ackFrame(1));
    await until(() => writer.heardOf(100).length === 1, "the writer goes on");
  });
});

describe("a draft's size", () => {
  test("is bounded, whatever is measured when", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300_000), { maxLength: 60 }), (pieces) => {
        let real = 0;
        const size = new DocumentSize(1_000_000, 0);
        for (const bytes of pieces) if (size.takes(bytes, () => real)) real += bytes;
        expect(real).toBeLessThanOrEqual(1_000_000 + 524_288 + 300_000);
      }),
    );
  });

  test("above the limit is refused with 4413; taking words out is welcome, and others go on", async () => {
    await serveWithin({ document: 20_000 });
    const [ada, bo] = [await write("ada"), await call("bo")];
    const before = await draftIn(store);
    const grown = await draftIn(store);
    grown.getText("summary").insert(0, "长".repeat(8_000));
    bo.say(updateFrame(Y.encodeStateAsUpdate(grown, Y.encodeStateVector(before))));
    expect(await bo.closed).toBe(CLOSE.tooLarge);
    expect(refusals(CLOSE.tooLarge)).toBe(1);
    ada.type(" small");
    await ada.saved();
    expect(wordsOf(await draftIn(store))).toContain("small");
    expect((await draftIn(store)).getText("summary").length).toBe(0);
  });

  test("above the limit from before can be made smaller, and then written in again", async () => {
    await served.live.write(DRAFT, { rendering: parseText("长".repeat(9_000)) }, "ada");
    await serveWithin({ document: 20_000 });
    const ada = await write("ada");
    const text = wordsIn(ada.doc);
    text.delete(0, text.length - 10);
    await ada.saved();
    ada.leave();
    await until(() => served.live.size().drafts === 0, "the room is gone");
    const bo = await write("bo");
    bo.type(" again");
    await bo.saved();
    expect(wordsOf(await draftIn(store))).toBe(`doc(paragraph("${"长".repeat(10)} again"))`);
    const full = await call("ada");
    full.say(updateFrame(Y.encodeStateAsUpdate(bo.doc)));
    full.say(ackFrame(1));
    await until(() => full.heardOf(100).length === 1, "what is known already is taken");
  });
});

describe("words from the server", () => {
  test("above the limit are refused whole, and the draft goes on as it was, for frames and for words", async () => {
    await serveWithin({ document: 20_000 });
    const ada = await write("ada");
    const before = await store.drafts.log(DRAFT);
    for (const words of [{ rendering: parseText("长".repeat(9_000)) }, { summary: "因".repeat(9_000) }])
      await expect(served.live.write(DRAFT, words, "bo")).rejects.toThrow(DraftTooLarge);
    expect(await store.drafts.log(DRAFT)).toEqual(before);
    ada.type(" typed");
    await ada.saved();
    await served.live.write(DRAFT, { summary: "Shorter." }, "bo");
    const { rendering, summary } = await served.live.read(DRAFT);
    expect([canonicalText(rendering), summary]).toEqual([`${SEED_WORDS} typed`, "Shorter."]);
    await until(() => ada.doc.getText("summary").toJSON() === "Shorter.", "the writer sees it");
  });

  test("that take words out are welcome in a draft that is too large", async () => {
    await served.live.write(DRAFT, { rendering: parseText("长".repeat(9_000)) }, "ada");
    await serveWithin({ document: 20_000 });
    await expect(served.live.write(DRAFT, { summary: "More." }, "ada")).rejects.toThrow(/Take something out first/);
    await served.live.write(DRAFT, { rendering: parseText("长".repeat(5)) }, "ada");
    expect(canonicalText((await served.live.read(DRAFT)).rendering)).toBe("长".repeat(5));
  });
});

describe("who gives way in a full draft", () => {
  const seat = (id: string | null, mayWrite = false) => ({ person: id === null ? null : { id }, mayWrite });
  const [stranger, reader] = [seat(null), seat("rae")];

  test("among readers strangers, the last who came first; nobody to their equals", () => {
    const early = seat(null);
    expect(givesWay([early, stranger, reader], seat("sue"))).toBe(stranger);
    expect(givesWay([early, reader], seat("sue"))).toBe(early);
    expect(givesWay([reader], seat("sue"))).toBeNull();
    expect(givesWay([stranger, reader], seat(null))).toBeNull();
  });

  test("among writers a window of whoever has most, and one's own for one's own", () => {
    const [first, second] = [seat("ada", true), seat("ada", true)];
    expect(givesWay([first, second], seat("bo", true))).toBe(first);
    expect(givesWay([first, seat("cy", true)], seat("ada", true))).toBe(first);
    expect(givesWay([first, seat("cy", true)], seat("bo", true))).toBeNull();
  });

  test("law: a writer finds a seat unless each is another writer's only one", () => {
    const writers = fc.array(fc.constantFrom<string>("a", "b", "c", "d"), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(writers, fc.constantFrom<string>("a", "z"), (sitting, comer) => {
        const seats = sitting.map((id) => seat(id, true));
        const onlyOnes = new Set(sitting).size === sitting.length && !sitting.includes(comer);
        expect(givesWay(seats, seat(comer, true)) === null).toBe(onlyOnes);
      }),
    );
  });
});

describe("how many may come", () => {
  const crowds = fc.array(
    fc.record({
      person: fc.constantFrom("ada", "bo"),
      proposal: fc.constantFrom("p", "q", "r", "s"),
      come: fc.boolean(),
    }),
    { maxLength: 80 },
  );

  test("is never more than allowed, and is counted down to nothing", () => {
    fc.assert(
      fc.property(crowds, (moves) => {
        const limits = { socketsOfPerson: 5, roomsOfPerson: 3, strangersOfAddress: 1 };
        const crowd = new Crowd(limits);
        const present: { person: string; proposal: string }[] = [];
        for (const { person, proposal, come } of moves) {
          const at = present.findIndex((each) => each.person === person && each.proposal === proposal);
          if (!come && at >= 0) {
            present.splice(at, 1);
            crowd.leave(person, proposal);
          }
          if (!come) continue;
          const own = present.filter((each) => each.person === person);
          const rooms = new Set(own.map((each) => each.proposal));
          const fits = own.length < 5 && (rooms.has(proposal) || rooms.size < 3);
          expect(crowd.join(person, proposal) === null).toBe(fits);
          if (fits) present.push({ person, proposal });
        }
        for (const { person, proposal } of present) crowd.leave(person, proposal);
        for (let at = 0; at < 5; at++) expect(crowd.join("ada", "p")).toBeNull();
        expect(crowd.join("ada", "p")).toMatch(/too often/);
      }),
    );
  });

  test("of one person's sockets, and again once one has left", async () => {
    await serveWithin({ socketsOfPerson: 2 });
    const [first] = [await call("ada"), await call("ada")];
    await refused(open("ada"), /open too often\. Close some of its pages/);
    await call("bo");
    first.socket.terminate();
    await until(() => served.live.size().sockets === 2, "one has left");
    await call("ada");
  });

  test("of one person's drafts", async () => {
    const other = { work: "nip14", passage: "s11" };
    await store.append(opening(other, "proposal-2"));
    const seed = async () => ({ content: { rendering: parseText("x") }, source: "", editable: true });
    await serveAgain({ limits: { roomsOfPerson: 1 }, seed });
    const address = addressOf(served.port, draftOf("proposal-2"));
    await call("ada");
    await call("ada");
    await refused(open("ada", { address }), /too many drafts open at once\. Close some of them/);
    await open("bo", { address }).seated();
  });

  test("in one draft", async () => {
    await serveWithin({ seats: 1, writers: 2 });
    await Promise.all([call("ada"), call("bo"), call("rae")]);
    await refused(open("sue"), /Too many people are in this draft\. Try again later/);
  });

  test("of strangers from one network, as a proxy on this machine tells it; its people who are signed in come in", async () => {
    await serveWithin({ strangersOfAddress: 2 });
    const from = (address: string) => ({ "x-forwarded-for": address });
    const first = await call(null, from("203.0.113.7"));
    await call(null, from("10.0.0.1, 203.0.113.7"));
    await refused(
      open(null, { headers: from("203.0.113.7") }),
      /from your network by people who are not signed in\. Sign in/,
    );
    await refused(open("nobody", { headers: from("203.0.113.7") }), /from your network/);
    await call("ada", from("203.0.113.7"));
    await call("rae", from("203.0.113.7"));
    await call(null, from("203.0.113.8"));
    for (let at = 0; at < 4; at++) await call(null);
    first.socket.terminate();
    await until(() => served.live.size().sockets === 8, "one has left");
    await call(null, from("203.0.113.7"));
  });

  test("of strangers, also of those whose session ends while they come in", async () => {
    const known = new Set<string>();
    /** Somebody at the first look, nobody at any other. */
    const actorOf = async ({ cookie = "" }: { cookie?: string | undefined }) => {
      const comes = !known.has(cookie);
      known.add(cookie);
      return comes ? { id: cookie, name: "Ada", role: "reader" as const } : null;
    };
    await serveAgain({ limits: { strangersOfAddress: 2 }, accounts: { actorOf } });
    const comer = (at: number) =>
      open("ada", { headers: { cookie: `person=ada; at=${at}`, "x-forwarded-for": "203.0.113.7" } });
    for (const at of [1, 2]) await comer(at).seated();
    await refused(comer(3), /from your network by people who are not signed in/);
    expect(served.live.size().drafts).toBe(1);
  });

  test("readers never keep a writer out, nor writers a reader; strangers give way to readers who are signed in", async () => {
    await serveWithin({ seats: 2, writers: 2 });
    const strangers = [await call(null), await call(null)];
    const ada = await write("ada");
    const bo = await write("bo");
    const rae = await call("rae");
    await refused(strangers[1]!, /your seat went to somebody who comes before/);
    await refused(open(null), /Too many people are in this draft/);
    ada.type(" in");
    await ada.saved();
    expect(strangers[0]!.socket.readyState).toBe(1);
    expect(rae.socket.readyState).toBe(1);
    bo.type(" too");
    await bo.saved();
  });

  test("nobody gives way to a comer who has too many pages open", async () => {
    await serveWithin({ seats: 2, socketsOfPerson: 1 });
    const [stranger] = [await call(null), await call("rae")];
    await refused(open("rae"), /open too often/);
    await until(() => served.live.size().sockets === 2, "the comer has left, and nobody else");
    expect(stranger.socket.readyState).toBe(stranger.socket.OPEN);
  });

  test("a seat is free the moment it is given up, though its browser never says goodbye", async () => {
    await serveWithin({ seats: 1 });
    const stranger = await call(null);
    stranger.socket.pause();
    await call("rae");
    stranger.socket.resume();
    expect(await stranger.closed).toBe(CLOSE.tooMany);
  });

  /** Of the questions asked before there is a seat, the one of this number waits until the test answers it. */
  async function serveAsking(number: number): Promise<{ asked(): boolean; answer(): void; fail(): void }> {
    let count = 0;
    const waiting: { answer(): void; fail(): void }[] = [];
    const once = <T>(known: T): Promise<T> =>
      new Promise((resolve, reject) => {
        const answer = () => resolve(known);
        if (++count === number) waiting.push({ answer, fail: () => reject(new Error("not now")) });
        else answer();
      });
    const content = { rendering: parseText(SEED_WORDS) };
    await serveAgain({
      limits: { socketsOfPerson: 1, writers: 1 },
      accounts: { actorOf: () => once({ id: "ada", name: "Ada", role: "translator" }) },
      seed: () => once({ content, source: "", editable: true }),
      rightsOf: () => once({ read: true, edit: true }),
    });
    return {
      asked: () => waiting.length > 0,
      answer: () => waiting[0]!.answer(),
      fail: () => waiting[0]!.fail(),
    };
  }
  const nobody = () => served.live.size().sockets === 0 && served.live.size().drafts === 0;

  test.each([1, 2, 3, 4])("who goes before question %d is answered leaves nothing behind", async (number) => {
    const question = await serveAsking(number);
    const comer = open("ada");
    await until(question.asked, "the question is asked");
    comer.socket.terminate();
    question.answer();
    await until(nobody, "nobody is there, and no draft");
    await call("ada");
  });

  test.each([1, 2, 3, 4])("nor does who is turned away since question %d has no answer", async (number) => {
    const question = await serveAsking(number);
    const comer = open("ada");
    await until(question.asked, "the question is asked");
    question.fail();
    expect(await comer.closed).toBe(1011);
    await until(nobody, "nobody is there, and no draft");
    await call("ada");
  });
});

test("what is logged and counted never holds what was written", async () => {
  await serveWithin({ rate: 1, burst: 40, document: 20_000 });
  const secret = "Geheimnis";
  const ada = await write("ada");
  ada.type(secret);
  ada.doc.getText("summary").insert(0, secret);
  await ada.saved();
  const rae = await call("rae");
  rae.say(updateFrame(Y.encodeStateAsUpdate(new Y.Doc({ guid: secret }))), `text ${secret}`);
  await rae.closed;
  const flood = await call("bo");
  for (let at = 0; at < 60; at++) flood.say(updateFrame(Y.encodeStateAsUpdate(ada.doc)));
  await flood.closed;
  expect(logged.some((line) => line.includes(String(CLOSE.tooMany)))).toBe(true);
  expect(logged.join("\n")).not.toContain(secret);
  const { updates, logBytes, acknowledgement } = served.live.figures;
  expect(updates).toBe((await store.drafts.log(DRAFT)).length - 1);
  expect(logBytes).toBe((await store.drafts.log(DRAFT)).slice(1).reduce((sum, { bytes }) => sum + bytes.byteLength, 0));
  expect(acknowledgement.counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
});
