/** Discussions as they are kept and served: either store keeps the same, pages show them, and what is folded of them is the same anew. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk, type Desk } from "../../server/desk/desk.ts";
import { Memory } from "../../server/memory/memory.ts";
import { MemoryStore } from "../../server/memory/memory-store.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import type { ThreadCommand } from "../../translations/decide/decide.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { parseText } from "../../translations/text/parse.ts";
import { expectSameAnew } from "../help/folded.ts";
import { inRole, STREAM } from "../help/histories.ts";
import { openBench, serve, type LedgerBench, type LedgerSite } from "../help/ledger-site.ts";
import { bring } from "../help/made-works.ts";
import { done } from "../help/one-passage.ts";
import { bareWork } from "../help/store-contract.ts";
import { verified } from "../help/verified.ts";

const { work: WORK, passage: PASSAGE } = STREAM;
const [OWNER, ANN, BEN] = [inRole("owner", "olive"), inRole("translator", "ann"), inRole("reader", "ben")];
const HERE = `/api/works/${WORK}/passages/${PASSAGE}`;

const folder = mkdtempSync(join(tmpdir(), "variorum-threads-"));
let all: LedgerBench;
let site: LedgerSite;
let desk: Desk;

beforeAll(async () => {
  all = await openBench("https://variorum.example", join(folder, "one.db"));
  ({ desk } = all.bench);
  await begin(all.bench.store, desk);
  site = await serve(all.bench);
});

afterAll(async () => {
  await site.end();
  await all.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A passage with a version, and a draft. */
async function begin(store: LedgerBench["bench"]["store"], on: Desk): Promise<void> {
  const source = { number: 1, held: "whole" as const, words: ["道可道，非常道。"] };
  const passages = [{ id: PASSAGE, locator: "IV.1", kind: "paragraph" as const, level: 1, source }];
  await bring(store, { ...bareWork(WORK, "Of quokkas"), passages });
  await version(on, null, "Sort it out.");
  await done(on, STREAM, { type: "open-proposal", proposal: "clearer", kind: "revision", base: 1 }, ANN);
}

async function version(on: Desk, base: number | null, text: string): Promise<void> {
  const facts = {
    ...{ base, rendering: parseText(text), contributors: [], date: "2022-01-24", publishedIn: [] },
    ...{ rationale: "", notes: [], provenance: "a test" },
  };
  await done(on, STREAM, { type: "record-version", facts }, OWNER);
}

const SAID: [Actor, ThreadCommand][] = [
  [
    BEN,
    {
      type: "open-thread",
      thread: "q1",
      on: { passage: PASSAGE, version: 1 },
      chosen: { target: { start: 0, end: 4 } },
      words: "Sort?",
    },
  ],
  [ANN, { type: "reply", thread: "q1", words: "Arrange, rather." }],
  [ANN, { type: "reword", thread: "q1", number: 2, words: "Order, rather." }],
  [ANN, { type: "open-thread", thread: "q2", on: { proposal: "clearer" }, words: "A secret of the draft." }],
  [ANN, { type: "open-thread", thread: "q3", on: { proposal: "clearer", passage: PASSAGE }, words: "And another." }],
  [BEN, { type: "resolve-thread", thread: "q1", reason: "So be it." }],
];

test("either store keeps the same, and names those on a passage and on a proposal", async () => {
  const memory = new MemoryStore(new Memory(), { now: Date.now, newDraft: () => "draft" });
  const other = openDesk(memory);
  await begin(memory, other);
  for (const [actor, command] of SAID)
    for (const each of [desk, other]) expect(await each.discuss(WORK, command, actor)).toMatchObject({ ok: true });
  for (const store of [all.bench.store, memory]) {
    expect(await store.threadsOn(STREAM)).toEqual(["q1"]);
    expect(await store.threadsOn({ work: WORK, proposal: "clearer" })).toEqual(["q2", "q3"]);
    const about = await store.records(STREAM);
    expect(about.filter(({ stream }) => stream.startsWith("thread/")).map(({ event }) => event.type)).toEqual(
      SAID.map(
        ([, { type }]) =>
          ({ "open-thread": "thread-opened", reply: "thread-replied", reword: "thread-edited" })[type as "reply"] ??
          "thread-resolved",
      ),
    );
    expect(verified(await store.recordsOfWork(WORK))).toEqual([]);
  }
});

async function strangersRead(path: string): Promise<{ tag: string | null; body: string }> {
  const response = await fetch(`${site.address}${path}`, { headers: { Host: "variorum.example" } });
  return { tag: response.headers.get("etag"), body: await response.text() };
}

test("strangers read what is said on a passage, nothing of a draft's and not how it read before; what is said anew is shown at once", async () => {
  const before = await strangersRead(HERE);
  expect(JSON.parse(before.body)).toMatchObject({
    threads: [{ id: "q1", comments: [{ words: "Sort?" }, { words: "Order, rather." }] }],
  });
  expect(before.body).not.toMatch(/Arrange|secret/);
  const page = await strangersRead(`/${WORK}/${PASSAGE}`);
  expect(page.body).toContain('id="discussion-q1"');
  expect(page.body).not.toMatch(/Arrange|secret/);
  const words = `Thank you. See /${WORK}/${PASSAGE}/v1 and https://a.example/b?c=1&d。 Not javascript:alert(1).`;
  await desk.discuss(WORK, { type: "reply", thread: "q1", words }, BEN);
  expect((await strangersRead(HERE)).tag).not.toBe(before.tag);
  const { body } = await strangersRead(`/${WORK}/${PASSAGE}`);
  expect(body).toContain("Thank you.");
  expect(body).toContain(`<a href="/${WORK}/${PASSAGE}/v1" title="IV.1 · v1">/${WORK}/${PASSAGE}/v1</a>`);
  expect(body).toContain('<a href="https://a.example/b?c=1&amp;d" rel="nofollow noopener">');
  expect(body).not.toMatch(/href="javascript/);
});

test("the page says where the words changed since, and nothing of words that only look alike", async () => {
  await version(desk, 1, "Order it out. Sort the rest.");
  const { body } = await strangersRead(`/${WORK}/${PASSAGE}`);
  expect(body).toContain("These words have changed since");
  expect(body).toContain(`/${WORK}/${PASSAGE}/v1..v2`);
});

test("nobody takes part without an account, and nobody in a work that they may not read, as if it were not there", async () => {
  for (const path of ["threads", "threads/q1/reply", "threads/q1/resolve"]) {
    const response = await fetch(`${site.address}${HERE}/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ words: "Hello" }),
    });
    expect(response.status).toBe(401);
  }
  await desk.share(WORK, { type: "set-visibility", visibility: "private" }, OWNER);
  expect(await desk.discuss(WORK, { type: "reply", thread: "q1", words: "Hello" }, BEN)).toEqual({
    ok: false,
    refusal: { code: "unknown-work" },
  });
  expect((await strangersRead(`/${WORK}/${PASSAGE}`)).body).not.toMatch(/Sort|Thank/);
  await desk.share(WORK, { type: "set-visibility", visibility: "public" }, OWNER);
});

test("what was said goes from the store with all its wordings, and so does a name, and rows made anew are the same", async () => {
  const takeBack: ThreadCommand = { type: "take-back", thread: "q1", number: 2, ground: "other", reason: "" };
  expect(await desk.discuss(WORK, takeBack, ANN)).toMatchObject({ ok: true, events: [{ type: "thread-removed" }] });
  const why = { ground: "person", reason: "He asked." } as const;
  expect(await desk.remove(STREAM, { whom: { id: "ben", name: "The ben" }, instead: null }, why, OWNER)).toMatchObject({
    ok: true,
  });
  const records = await all.bench.store.recordsOfWork(WORK);
  expect(JSON.stringify(records)).not.toMatch(/Arrange|Order, rather|The ben/);
  expect(verified(records)).toEqual([]);
  expect(await desk.thread(WORK, "q1")).toMatchObject({ comments: [{ by: { name: "N. N." } }, { words: null }, {}] });
  const db = openSqlite(join(folder, "one.db"));
  expectSameAnew(db);
  db.close();
});
