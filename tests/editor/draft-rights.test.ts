/** What a draft's session does when the right to write comes, goes, or changed while it was away, against real rooms. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket as NodeSocket } from "ws";
import { DraftSession } from "../../editor/drafting/session.ts";
import { stateLine } from "../../editor/drafting/state.ts";
import type { Shelf } from "../../editor/drafting/unsent.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import {
  cookieOf,
  draftIn,
  DRAFT,
  PROPOSAL,
  serve,
  until,
  withProposal,
  wordsOf,
  type Served,
  namedStore,
} from "../help/live.ts";
import { wordsIn } from "../help/draft-words.ts";

const folder = mkdtempSync(path(tmpdir(), "variorum-rights-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
let store: Store;
let served: Served;
/** Those who may write. */
let invited: Set<string>;
const sessions: DraftSession[] = [];

beforeEach(async () => {
  invited = new Set(["ada"]);
  store = await withProposal(namedStore(openSqlite(path(folder, `${++files}.db`))));
  served = await serve(store, {
    rightsOf: async (person) => ({ read: true, edit: person !== null && invited.has(person.id) }),
  });
});

afterEach(async () => {
  for (const session of sessions.splice(0)) session.destroy();
  await served.stop();
  await store.close();
});

/** A shelf in memory, as one browser keeps it from page to page. */
function shelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
    key: (index) => [...kept.keys()][index] ?? null,
  };
}

async function open(person: string, on: Shelf | null = null): Promise<DraftSession> {
  class Signed extends NodeSocket {
    constructor(address: string | URL) {
      super(address, { headers: cookieOf(person) });
    }
  }
  const session = new DraftSession(
    {
      live: `ws://127.0.0.1:${served.port}/api/live`,
      draft: DRAFT,
      proposal: PROPOSAL,
      me: { id: person, name: person },
      mayWrite: invited.has(person),
    },
    { shelf: on, WebSocket: Signed as unknown as typeof WebSocket, network: null, now: () => new Date() },
  );
  sessions.push(session);
  await until(() => session.facts.value.opened, "a session is open");
  return session;
}

function type(session: DraftSession, words: string): void {
  const text = wordsIn(session.doc);
  text.insert(text.length, words);
}

const line = (session: DraftSession) => stateLine(session.facts.value);
const onDisk = async () => wordsOf(await draftIn(store));

test("who reads and is invited writes on the same page, and nothing that was on the page is lost", async () => {
  const [ada, bo] = [await open("ada"), await open("bo")];
  expect([bo.mayWrite, line(bo).text]).toEqual([false, "You are reading this draft. It changes as others write."]);
  type(ada, " Seen.");
  await until(() => wordsOf(bo.doc).includes("Seen."), "the reader sees it");
  invited.add("bo");
  await served.live.look({ draft: DRAFT });
  await until(() => bo.mayWrite, "the reader may write");
  type(bo, " Mine.");
  expect(await bo.saved(5_000)).toBe(true);
  expect(await onDisk()).toMatch(/Seen\. Mine\./);
});

test("who is let go while the page is open is told by the code, keeps the words, and is not let in again by itself", async () => {
  const ada = await open("ada");
  type(ada, " Kept.");
  expect(await ada.saved(5_000)).toBe(true);
  invited.clear();
  await served.live.look({ person: "ada" });
  await until(() => ada.facts.value.refused === CLOSE.letGo, "the writer is told");
  expect(ada.mayWrite).toBe(false);
  expect(line(ada)).toMatchObject({ tone: "warning", copy: true });
  expect(line(ada).text, "whether they may read on says the server, which knows it").not.toMatch(/to read on/);
  expect(wordsOf(ada.doc)).toContain("Kept.");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(ada.facts.value.connected).toBe(false);
});

test("who was let go while the line was down reads on; what was written meanwhile is not put in, and said so", async () => {
  const ada = await open("ada");
  ada.provider.disconnect();
  type(ada, " Too late.");
  invited.clear();
  ada.provider.connect();
  await until(() => ada.facts.value.refused === CLOSE.notAllowed, "the writer is told");
  expect(line(ada)).toMatchObject({ tone: "warning", copy: true });
  expect(line(ada).text).toContain("not saved");
  expect(wordsOf(ada.doc)).toContain("Too late.");
  expect(await onDisk()).not.toContain("Too late.");
});

test("what an earlier page could not send waits while its writer only reads, and goes in once they are invited", async () => {
  const browser = shelf();
  const before = await open("ada", browser);
  before.provider.disconnect();
  type(before, " Waiting.");
  before.destroy();
  sessions.length = 0;
  invited.clear();
  const reading = await open("ada", browser);
  expect(wordsOf(reading.doc)).not.toContain("Waiting.");
  invited.add("ada");
  await served.live.look({ draft: DRAFT });
  await until(async () => (await onDisk()).includes("Waiting."), "the words are on disk");
  expect(wordsOf(reading.doc)).toContain("Waiting.");
  expect(await store.drafts.authors(DRAFT)).toEqual(["ada"]);
});
