/** The desk on a real store: one decision, one transaction, also when two desks decide at once. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDesk, type Desk, type News } from "../../server/desk.ts";
import { openSqlite, sqliteStore } from "../../server/store/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { isWriter } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { verifyStream } from "../../translations/ledger/verify.ts";
import { parseText } from "../../translations/text/parse.ts";
import { plan } from "../../translations/plan/plan.ts";

const stream = { work: "nip14", passage: "4-1" };
const ann: Actor = { id: "ann", name: "Ann", role: "translator" };
const rex: Actor = { id: "rex", name: "Rex", role: "reviewer" };
const eve: Actor = { id: "eve", name: "Eve", role: "reviewer" };
const owner: Actor = { id: "olive", name: "Olive", role: "owner" };

let folder: string;
let store: Store;
let desk: Desk;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "variorum-desk-"));
  store = sqliteStore(openSqlite(join(folder, "desk.db")));
  await store.saveWork(plan.work);
  desk = openDesk(store);
  const facts = {
    base: null,
    rendering: parseText("digital infrastructure"),
    contributors: [],
    date: "2022-01-24",
    publishedIn: [],
    rationale: "",
    notes: [],
    provenance: "a test",
  };
  await desk.execute(stream, { type: "record-version", facts }, owner);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function propose(proposal: string, text: string): Promise<void> {
  const opened = await desk.execute(stream, { type: "open-proposal", proposal, kind: "revision", base: 1 }, ann);
  expect(opened.ok).toBe(true);
  const command = {
    type: "submit-proposal",
    proposal,
    rendering: parseText(text),
    notes: [],
    summary: "clearer",
    proposers: [],
  } as const;
  expect((await desk.execute(stream, { ...command, notes: [], proposers: [] }, ann)).ok).toBe(true);
}

test("what is decided is on disk: another desk on the same store sees the same state", async () => {
  await propose("p1", "A digital infrastructure");
  const accepted = await desk.execute(stream, { type: "accept-proposal", proposal: "p1", reason: "" }, rex);
  expect(accepted.ok && accepted.events.map(({ type }) => type)).toEqual(["version-recorded", "proposal-accepted"]);
  expect(await openDesk(store).passage(stream)).toEqual(accepted.state);
  expect(verifyStream(await store.records(stream))).toEqual([]);
});

test("two desks accept two proposals on one base at once: one becomes v2, the other is stale", async () => {
  await propose("p1", "A digital infrastructure");
  await propose("p2", "The digital infrastructure");
  const other = openDesk(store);
  await other.passage(stream);
  const outcomes = await Promise.all([
    desk.execute(stream, { type: "accept-proposal", proposal: "p1", reason: "" }, rex),
    other.execute(stream, { type: "accept-proposal", proposal: "p2", reason: "" }, eve),
  ]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  const refused = outcomes.find((outcome) => !outcome.ok);
  expect(refused && !refused.ok && refused.refusal.code).toBe("stale-base");
  expect(verifyStream(await store.records(stream))).toEqual([]);
});

test("an acceptance sent twice at once is one version", async () => {
  await propose("p1", "A digital infrastructure");
  const accept = { type: "accept-proposal", proposal: "p1", reason: "" } as const;
  const outcomes = await Promise.all([desk.execute(stream, accept, rex), desk.execute(stream, accept, rex)]);
  expect(outcomes.every(({ ok }) => ok)).toBe(true);
  expect((await desk.passage(stream)).versions).toHaveLength(2);
});

test("listeners hear each addition once, and nothing of a refusal", async () => {
  const heard: News[] = [];
  const silence = desk.listen((news) => heard.push(news));
  await propose("p1", "A digital infrastructure");
  await desk.execute(stream, { type: "accept-proposal", proposal: "p1", reason: "" }, ann);
  await desk.execute(stream, { type: "decline-proposal", proposal: "p1", reason: "not yet" }, rex);
  silence();
  await propose("p2", "The digital infrastructure");
  expect(heard.flatMap(({ events }) => events.map(({ type }) => type))).toEqual([
    "proposal-opened",
    "proposal-submitted",
    "proposal-declined",
  ]);
});

test("an invitation is on disk and on the chain, also when it and its withdrawal come at once", async () => {
  await desk.execute(stream, { type: "open-proposal", proposal: "p1", kind: "revision", base: 1 }, ann);
  const other = openDesk(store);
  await other.passage(stream);
  const outcomes = await Promise.all([
    desk.execute(stream, { type: "invite-person", proposal: "p1", person: rex }, ann),
    other.execute(stream, { type: "let-person-go", proposal: "p1", person: rex }, ann),
  ]);
  expect(outcomes[0].ok).toBe(true);
  const [found, kept] = [await openDesk(store).proposal("p1"), await store.records(stream)];
  expect(verifyStream(kept)).toEqual([]);
  const words = kept.map(({ event }) => event.type).filter((type) => type.startsWith("person-"));
  expect(isWriter(found!.proposal, rex)).toBe(words.at(-1) === "person-invited");
  // Letting go of somebody who is not invited yet is refused, never answered as done.
  expect(outcomes[1].ok).toBe(words.includes("person-let-go"));
});

test("a proposal is found by its id alone, wherever it stands", async () => {
  await propose("p1", "A digital infrastructure");
  expect(await desk.proposal("p1")).toMatchObject({ stream, proposal: { id: "p1", status: "open" } });
  expect(await desk.proposal("p2")).toBeNull();
});

test("one proposal's address is not given twice, wherever the other stands", async () => {
  await propose("p1", "A digital infrastructure");
  const elsewhere = { work: "nip14", passage: "4-2" };
  const again = await desk.execute(
    elsewhere,
    { type: "open-proposal", proposal: "p1", kind: "revision", base: null },
    ann,
  );
  expect(again).toMatchObject({ ok: false, refusal: { code: "already-exists" } });
  const both = await Promise.all(
    [openDesk(store), openDesk(store)].map((own, at) =>
      own.execute(
        { work: "nip14", passage: ["4-2", "4-3"][at]! },
        { type: "open-proposal", proposal: "p2", kind: "revision", base: null },
        ann,
      ),
    ),
  );
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: "already-exists" } });
});
