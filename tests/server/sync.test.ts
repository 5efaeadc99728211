/** Several people write in one draft: all of them read the same, and what is acknowledged is on disk. */
import { describe, expect, test } from "vitest";
import type { NewUpdate } from "../../server/store/draft-log.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import {
  ackFrame,
  draftIn,
  DRAFT,
  SEED_WORDS,
  step1Frame,
  step2Frame,
  until,
  updateFrame,
  wordsOf,
} from "../help/live.ts";
import {
  call,
  oneDraft,
  open,
  seeded,
  serveAgain,
  served,
  serveHeld,
  store,
  draftsBut,
  write,
  writing,
} from "../help/one-draft.ts";

oneDraft();

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
    expect(await store.drafts.authors(DRAFT)).toEqual(expect.arrayContaining(["ada", "bo"]));
  });

  test("a draft is seeded once, however many come at once", async () => {
    await Promise.all([write("ada"), write("bo"), served.live.read(DRAFT), served.live.read(DRAFT), write(null)]);
    expect(await store.drafts.log(DRAFT)).toHaveLength(1);
    expect(canonicalText((await served.live.read(DRAFT)).rendering)).toBe(SEED_WORDS);
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
    const kept = await store.drafts.log(DRAFT);
    const bo = await write("bo");
    for (let round = 0; round < 3; round++) {
      bo.provider.disconnect();
      bo.provider.connect();
      await bo.synced();
    }
    await bo.saved();
    expect(await store.drafts.log(DRAFT)).toEqual(kept);
    expect(await store.drafts.authors(DRAFT)).toEqual(["ada"]);
  });

  test("who comes while the last one's words are still being written sees them", async () => {
    const log = await serveHeld();
    const caller = await call("ada");
    caller.say(updateFrame(await writing("parting ")));
    await until(() => log.given === 1, "they are being written");
    caller.socket.terminate();
    await until(() => served.live.size().sockets === 0, "nobody is there");
    const coming = write("bo");
    await until(() => served.live.size().sockets === 1, "the next has come");
    log.release();
    const bo = await coming;
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
    expect((await store.drafts.log(DRAFT)).slice(1)).toMatchObject([
      { bytes: second, by: "ada" },
      { bytes: first, by: "ada" },
    ]);
    expect((await served.live.read(DRAFT)).summary).toBe("first second");
  });
});

describe("acknowledgement", () => {
  test("comes only when every update before it is in the store, and in order", async () => {
    const kept: NewUpdate[] = [];
    const log = await serveHeld((updates) => kept.push(...updates));
    const [caller, other] = [await call("ada"), await call("bo")];
    caller.say(updateFrame(await writing("one ")), ackFrame(1), updateFrame(await writing("two ")), ackFrame(2));
    await until(() => log.given === 2, "the log is given both");
    expect(caller.heardOf(100)).toEqual([]);
    expect(other.heard.filter(([type, step]) => type === 0 && step === 2)).toEqual([]);
    const read = served.live.read(DRAFT);
    const late = await call("bo");
    late.say(step1Frame(Uint8Array.of(0)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(late.heard.filter(([type, step]) => type === 0 && step === 1)).toEqual([]);
    log.release();
    await until(() => caller.heardOf(100).length === 2, "both are acknowledged");
    expect(canonicalText((await read).rendering)).toContain("one ");
    await until(() => late.heard.some(([type, step]) => type === 0 && step === 1), "who came later is told");
    expect(caller.heardOf(100)).toEqual([ackFrame(1), ackFrame(2)]);
    expect(kept).toHaveLength(2);
    expect(wordsOf(await draftIn(store))).toMatch(/one .*two |two .*one /);
  });

  test("waits for no batch before it to be handed over, and comes in order whichever is on disk first", async () => {
    const gates: (() => void)[] = [];
    const real = store.drafts;
    await serveAgain(
      draftsBut({
        append: async (draft, updates) => {
          const gate = new Promise<void>((resolve) => gates.push(resolve));
          await real.append(draft, updates);
          await gate;
        },
      }),
    );
    const [caller, other] = [await call("ada"), await call("bo")];
    const told = () => other.heard.filter(([type, step]) => type === 0 && step === 2).length;
    caller.say(updateFrame(await writing("one ")), ackFrame(1));
    await until(() => gates.length === 1, "the first is handed over");
    caller.say(updateFrame(await writing("two ")), ackFrame(2));
    await until(() => gates.length === 2, "the second is handed over while the first is on its way");
    gates[1]!();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([caller.heardOf(100), told()]).toEqual([[], 0]);
    gates[0]!();
    await until(() => caller.heardOf(100).length === 2 && told() === 2, "both are acknowledged and told");
    expect(caller.heardOf(100)).toEqual([ackFrame(1), ackFrame(2)]);
  });

  test("never comes for what followed words that were lost, though it is on disk itself", async () => {
    const outcomes: ((lost?: Error) => void)[] = [];
    const real = store.drafts;
    await serveAgain(
      draftsBut({
        append: async (draft, updates) => {
          const lost = await new Promise<Error | undefined>((resolve) => outcomes.push(resolve));
          if (lost) throw lost;
          await real.append(draft, updates);
        },
      }),
    );
    const [caller, other] = [await call("ada"), await call("bo")];
    caller.say(updateFrame(await writing("one ")), ackFrame(1));
    await until(() => outcomes.length === 1, "the first is handed over");
    caller.say(updateFrame(await writing("two ")), ackFrame(2));
    await until(() => outcomes.length === 2, "the second is handed over");
    outcomes[1]!();
    outcomes[0]!(new Error("disk full"));
    expect(await caller.closed).toBe(CLOSE.notKept);
    expect(caller.heardOf(100)).toEqual([]);
    expect(other.heard.filter(([type, step]) => type === 0 && step === 2)).toEqual([]);
  });

  test("of questions from before its step 2 came the newest is answered, however many they are", async () => {
    const caller = await open("ada").seated();
    for (let counter = 1; counter <= 300; counter++) caller.say(ackFrame(counter));
    caller.say(step2Frame(await writing("late ")));
    await until(() => caller.heardOf(100).length > 0, "it is acknowledged");
    expect(caller.heardOf(100)).toEqual([ackFrame(300)]);
    expect(wordsOf(await draftIn(store))).toContain("late ");
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
    expect(await store.drafts.log(DRAFT)).toHaveLength(3);
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
    const real = store.drafts;
    await serveAgain(
      draftsBut({
        append: (draft, updates) => (broken ? Promise.reject(new Error("disk full")) : real.append(draft, updates)),
      }),
    );
    const caller = await call("ada");
    caller.say(updateFrame(await writing("lost? ")), ackFrame(1));
    expect(await caller.closed).toBe(CLOSE.notKept);
    expect(caller.heardOf(100)).toEqual([]);
    expect(served.errors).toEqual(["A draft could not be written to disk."]);
    expect(canonicalText((await served.live.read(DRAFT)).rendering)).toBe(SEED_WORDS);
    await expect(served.live.write(DRAFT, { summary: "x" }, "ada")).rejects.toThrow(/could not be written/);
    broken = false;
    const ada = await write("ada");
    ada.type(" again");
    await ada.saved();
    expect(wordsOf(await draftIn(store))).toContain("again");
  });
});
