/** What is no frame, no update, or too much: it costs nobody but its sender anything. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { CLOSE } from "../../translations/draft/frames.ts";
import { ackFrame, draftIn, DRAFT, step1Frame, until, updateFrame, wordsOf } from "../help/live.ts";
import { call, oneDraft, served, store, write, writing } from "../help/one-draft.ts";

oneDraft();

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
    expect(await store.drafts.log(DRAFT)).toHaveLength(2);
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
    expect(await store.drafts.log(DRAFT)).toHaveLength(2);
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
    const before = [ada.text, await store.drafts.log(DRAFT)];
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
    expect([ada.text, await store.drafts.log(DRAFT)]).toEqual(before);
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
    expect((await served.live.read(DRAFT)).summary).toContain("still here");
    expect((await draftIn(store)).getText("summary").toJSON()).toContain(mark);
    expect(served.errors).toEqual([]);
  });
});
