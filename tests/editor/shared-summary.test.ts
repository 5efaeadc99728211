/** The reason for a whole proposal, followed from the drafts of its parts, against real rooms and a real disk. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket as NodeSocket } from "ws";
import { DraftSession } from "../../editor/drafting/session.ts";
import { stateLine, together, type Facts } from "../../editor/drafting/state.ts";
import { SharedSummary } from "../../editor/drafting/summary.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { parseText } from "../../translations/text/parse.ts";
import { cookieOf, draftOf, namedStore, PLACE, serve, until, withProposal, type Served } from "../help/live.ts";
import { opening } from "../help/store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-summary-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The drafts of three parts. */
const [A, B, C] = ["proposal-1", "proposal-2", "proposal-3"].map(draftOf) as [string, string, string];

let files = 0;
let store: Store;
let served: Served;
const ends: (() => void)[] = [];

beforeEach(async () => {
  store = await withProposal(namedStore(openSqlite(join(folder, `${++files}.db`))));
  for (const proposal of ["proposal-2", "proposal-3"]) await store.append(opening(PLACE, proposal));
  const content = { rendering: parseText("Words.") };
  served = await serve(store, { seed: async () => ({ content, source: "", editable: true }) });
});

afterEach(async () => {
  for (const end of ends.splice(0)) end();
  await served.stop();
  await store.close();
});

function sessionOf(person: string, draft: string, isSeen: boolean): DraftSession {
  class Signed extends NodeSocket {
    constructor(address: string | URL) {
      super(address, { headers: cookieOf(person) });
    }
  }
  return new DraftSession(
    {
      live: `ws://127.0.0.1:${served.port}/api/live`,
      draft,
      proposal: "p",
      me: { id: person, name: person },
      mayWrite: true,
      isSeen,
    },
    { shelf: null, network: null, WebSocket: Signed as unknown as typeof WebSocket, now: () => new Date(2026, 0, 2) },
  );
}

/** A page of a person's that is turned to a draft, with the reason in another at first, and then where `next` says. */
async function page(person: string, draft: string, summaryIn: string, next: string | null = null) {
  const own = sessionOf(person, draft, true);
  const summary = new SharedSummary({
    own,
    draft,
    summaryIn,
    open: (other) => sessionOf(person, other, false),
    ask: async () => next,
  });
  ends.push(() => {
    summary.destroy();
    own.destroy();
  });
  await until(() => own.facts.value.opened && summary.mayWrite.value, "a page is open");
  return { own, summary, reads: () => summary.text.value.toString() };
}

test("what is written in one draft's page is read in all, saved once it is on disk, and its writer is seen in their own draft alone", async () => {
  const [ada, bo] = [await page("ada", A, A), await page("bo", B, A)];
  bo.summary.text.value.insert(0, "Plainer.");
  expect(bo.summary.facts.value.unsaved).toBe(true);
  expect(stateLine(bo.summary.facts.value).text).not.toContain("Saved");
  await until(() => ada.reads() === "Plainer.", "it came to the other page");
  expect(await bo.summary.saved(10_000)).toBe(true);
  expect(stateLine(bo.summary.facts.value).text).toContain("Saved");
  expect((await served.live.read(A)).summary).toBe("Plainer.");
  expect((await served.live.read(B)).summary).toBe("");
  expect(ada.own.people.value.map(({ key }) => key)).toEqual(["ada"]);
  expect(bo.own.people.value.map(({ key }) => key)).toEqual(["bo"]);
});

test("once its draft takes no more words, the reason is followed to where it goes on, also to the page's own", async () => {
  const [ada, bo] = [await page("ada", B, A, B), await page("bo", C, A, B)];
  ada.summary.text.value.insert(0, "So.");
  await until(() => bo.reads() === "So.", "it came to the other page");
  await served.live.write(B, { summary: "So." }, null);
  const left = [ada, bo].map(({ summary }) => summary.text.value);
  await served.live.close(A);
  await until(() => [ada, bo].every(({ summary }, at) => summary.text.value !== left[at]), "both have left it");
  await until(() => bo.summary.mayWrite.value && ada.summary.mayWrite.value, "both go on");
  await until(() => bo.reads() === "So." && ada.reads() === "So.", "both have it");
  bo.summary.text.value.insert(2, " it is");
  await until(() => ada.reads() === "So it is.", "it came to the other page");
  expect((await served.live.read(B)).summary).toBe("So it is.");
  expect(ada.summary.facts.value.refused).toBeNull();
});

test("what is typed while its draft ends goes on with the reason", async () => {
  const [ada, bo] = [await page("ada", B, A, B), await page("bo", C, A, B)];
  ada.summary.text.value.insert(0, "So.");
  await until(() => bo.reads() === "So.", "it came to the other page");
  await served.live.write(B, { summary: "So." }, null);
  await served.live.close(A);
  ada.summary.text.value.insert(3, " And more.");
  await until(() => ada.reads() === "So. And more." && bo.reads() === "So. And more.", "both have it");
  await until(async () => (await served.live.read(B)).summary === "So. And more.", "it is kept");
});

const facts: fc.Arbitrary<Facts> = fc.record({
  connected: fc.boolean(),
  opened: fc.boolean(),
  synced: fc.boolean(),
  unsaved: fc.boolean(),
  kept: fc.boolean(),
  savedAt: fc.option(fc.constantFrom(new Date(1_000), new Date(2_000)), { nil: null }),
  refused: fc.constantFrom(null, CLOSE.closed, CLOSE.tooMany),
  reason: fc.constant(""),
  mayWrite: fc.boolean(),
});

test("of two drafts nothing is said to be saved that is so of one alone; that the other has ended ends nothing here", () => {
  fc.assert(
    fc.property(facts, facts, (own, other) => {
      const both = together(own, other);
      expect(together(own, null)).toEqual(own);
      expect(both.unsaved).toBe(own.unsaved || other.unsaved);
      if (both.kept) expect([own.kept, other.kept]).toEqual([true, true]);
      if (stateLine(both).text.includes("Saved ✓")) expect([own.unsaved, other.unsaved]).toEqual([false, false]);
      if (own.refused === null && other.refused === CLOSE.closed) expect(both.refused).toBeNull();
    }),
  );
});
