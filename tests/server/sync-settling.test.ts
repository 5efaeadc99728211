/** The last word of a draft that is submitted or closed, and what the server itself writes into one. */
import { describe, expect, test } from "vitest";
import { TooBusy } from "../../server/aside/aside.ts";
import { mergedInto } from "../../server/http/updating.ts";
import { ClosedDraft } from "../../server/sync/sync.ts";
import { type Seat } from "../../server/sync/room.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { wordsIn } from "../help/draft-words.ts";
import { draftIn, DRAFT, roomOf, SEED_WORDS, until, updateFrame, wordsOf, type Writer } from "../help/live.ts";
import { oneDraft, serveAgain, served, serveHeld, store, write, writing } from "../help/one-draft.ts";

oneDraft();

describe("taking the last word", () => {
  test("what came in at the same moment is part of it", async () => {
    await served.live.read(DRAFT);
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
      await until(() => ada.acknowledged + bo.acknowledged > round * 4, "some of it is acknowledged");
      await served.live.settle(DRAFT, async (content) => {
        ada.type(" too late");
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
      expect(canonicalText((await served.live.read(DRAFT)).rendering)).toBe(settled);
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
    const outcome = await served.live.settle(DRAFT, async (content, authors) => {
      ada.type(" meanwhile");
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(wordsOf(await draftIn(store))).not.toContain("meanwhile");
      return { closed: false, authors, text: canonicalText(content.rendering) };
    });
    expect(outcome.text).not.toContain("meanwhile");
    await ada.saved();
    expect(wordsOf(await draftIn(store))).toContain("before meanwhile");
    await expect(served.live.settle(DRAFT, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    ada.type(" after");
    await ada.saved();
    expect(await store.drafts.authors(DRAFT)).toEqual(["ada"]);
  });

  test("what is written over HTTP while it waits for the disk is no part of it, and is refused if it closes", async () => {
    const log = await serveHeld();
    const ada = await write("ada");
    ada.type(" before");
    await until(() => log.given === 1, "her words are on their way to the disk");
    const settling = served.live.settle(DRAFT, (content) => Promise.resolve({ closed: true, content }));
    await new Promise((resolve) => setTimeout(resolve, 10));
    const late = expect(served.live.write(DRAFT, { summary: "late" }, "bo")).rejects.toThrow(ClosedDraft);
    log.release();
    const { content } = await settling;
    await late;
    expect([canonicalText(content.rendering), content.summary]).toEqual([`${SEED_WORDS} before`, ""]);
    expect((await served.live.read(DRAFT)).summary).toBe("");
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
    await Promise.all([served.live.settle(DRAFT, decide), served.live.settle(DRAFT, decide)]);
    expect(seen).toEqual([true, false]);
  });

  test("closing tells everybody; stopping says to come back", async () => {
    const ada = await write("ada");
    ada.type(" last");
    await ada.saved();
    served.editable = false;
    await served.live.close(DRAFT);
    await served.live.close("nobody");
    await until(() => ada.closed.includes(CLOSE.closed), "it is closed");
    served.editable = true;
    const bo = await write("bo");
    bo.type(" words");
    await served.stop();
    await until(() => bo.closed.includes(1012), "it is told to come back");
    const kept = wordsOf(await draftIn(store));
    for (let at = 0; at < bo.acknowledged; at++) expect(kept).toContain("words");
    await serveAgain({}, served.port);
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
      DRAFT,
      { rendering: parseText(SEED_WORDS.replace("Clarify", "Sort out")), summary: " why\r\nso " },
      "bo",
    );
    await ada.saved();
    await until(() => ada.doc.getText("summary").toJSON() !== "", "it arrives");
    const { rendering, summary } = await served.live.read(DRAFT);
    expect(canonicalText(rendering)).toMatch(/^Sort out the relations between 政府 and markets\.( And more\.)?$/);
    expect(summary).toBe("why\nso");
    expect(ada.text).toBe(wordsOf(await draftIn(store)));
    expect(await store.drafts.authors(DRAFT)).toContain("bo");
  });

  describe("of what another version is merged into", () => {
    const words = async (): Promise<string> => canonicalText((await served.live.read(DRAFT)).rendering);
    const withMore = (now: RenderingJson): RenderingJson =>
      renderingToJson(parseText(`${canonicalText(renderingFromJson(now))} And more.`));

    test("loses nothing that somebody writes meanwhile", async () => {
      let merges = 0;
      const merged = async (now: RenderingJson) => {
        if (merges++ < 3) await served.live.write(DRAFT, { rendering: parseText(`Word ${merges}.`) }, "ada");
        return withMore(now);
      };
      expect(await mergedInto(served.live, DRAFT, merged, "bo")).toBe(true);
      expect([merges, await words()]).toEqual([4, "Word 3. And more."]);
    });

    test("is left as it was where there is something to settle, or somebody writes all the while", async () => {
      expect(await mergedInto(served.live, DRAFT, () => Promise.resolve(null), "bo")).toBe(false);
      expect(await words()).toBe(SEED_WORDS);
      let merges = 0;
      const merged = async (now: RenderingJson) => {
        await served.live.write(DRAFT, { rendering: parseText(`Word ${++merges}.`) }, "ada");
        return withMore(now);
      };
      await expect(mergedInto(served.live, DRAFT, merged, "bo")).rejects.toThrow(TooBusy);
      expect(await words()).toBe(`Word ${merges}.`);
    });
  });

  test("of what stands there already writes nothing", async () => {
    await served.live.write(DRAFT, { rendering: parseText(SEED_WORDS), summary: "" }, "bo");
    expect(await store.drafts.log(DRAFT)).toHaveLength(1);
    expect(await store.drafts.authors(DRAFT)).toEqual([]);
  });

  test("keeps the marks of words that stay", async () => {
    const ada = await write("ada");
    const text = wordsIn(ada.doc);
    text.format(SEED_WORDS.indexOf("markets"), 7, { emphasis: true });
    await ada.saved();
    await served.live.write(
      DRAFT,
      { rendering: parseText(`${SEED_WORDS.replace("Clarify", "Sort out")}\n\nMore.`) },
      "bo",
    );
    await served.live.write(
      DRAFT,
      { rendering: parseText(`${SEED_WORDS.replace("Clarify", "Order")}\n\nMore.`) },
      "bo",
    );
    const { rendering } = await served.live.read(DRAFT);
    expect(canonicalText(rendering)).toBe(`${SEED_WORDS.replace("Clarify", "Order")}\n\nMore.`);
    expect(JSON.stringify(renderingToJson(rendering))).toContain('"marks":[{"type":"emphasis"}],"text":"markets"');
  });
});
