/** A data folder from before drafts had ids of their own is brought over whole. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { audit } from "../../server/care/care.ts";
import { migrate, MIGRATIONS } from "../../server/sqlite/migrations/migrations.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { addFirst, addFirstWork, firstRecords } from "../help/first-format.ts";
import { bareWork, chained } from "../help/store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-draft-ids-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The last migration before. */
const BEFORE = 10;
/** The one that counts the records that are there, as they are put in here. */
const COUNTING = 6;
const BY = { id: "ada", name: "Ada" };
/** Long enough to lie on pages of its own. */
const SECRET = "Zyzzyva, typed and taken out. ".repeat(400);

/** Updates of a draft: what it begins with, a secret, the secret taken out, and a word more. */
function written(): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  const text = doc.getText("text");
  text.insert(0, "Clarify.");
  text.insert(0, SECRET);
  text.delete(0, SECRET.length);
  text.insert(0, "政府 ");
  return updates;
}

const WRITTEN = written();
const [SEED, TYPED, TAKEN, MORE] = WRITTEN as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];

/**
 * As the version before wrote it: “begun” with a thinned log, a checkpoint and people; “ended” without its people; “kept”,
 * withdrawn and begun; “bare”, never begun.
 */
function folderOfBefore(file: string): void {
  const db = openSqlite(file);
  migrate(db, MIGRATIONS.slice(0, COUNTING - 1));
  addFirstWork(db, bareWork("nip14"));
  for (const proposal of ["begun", "ended", "kept", "bare"]) putIn(db, proposal, proposal !== "begun");
  migrate(db, MIGRATIONS.slice(0, BEFORE));
  db.exec(`INSERT INTO draft (proposal, thinned, steps_after, steps_decided) VALUES
    ('begun', 3, NULL, NULL), ('ended', 20, 'anonymous', 'anonymous'), ('kept', 0, NULL, 'dropped')`);
  const add = db.prepare(
    "INSERT INTO draft_update (ordinal, proposal, account, bytes, at, since, updates) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  add.run(1, "begun", null, SEED, 1_000, null, 1);
  add.run(3, "begun", "ada", Y.mergeUpdates([TYPED, TAKEN]), 3_000, 2_000, 2);
  add.run(7, "begun", "bo", MORE, null, null, 1);
  add.run(20, "ended", null, SEED, 60_000, null, 1);
  for (const [at, bytes] of WRITTEN.entries()) add.run(30 + at, "kept", at > 0 ? "ada" : null, bytes, 70_000, null, 1);
  // What stood at 40 has left its log: the number is not given again.
  add.run(40, "kept", "ada", MORE, null, null, 1);
  db.exec("DELETE FROM draft_update WHERE ordinal = 40");
  db.prepare("INSERT INTO draft_checkpoint (proposal, updates, through, state) VALUES ('begun', 3, 3, ?)").run(
    Y.mergeUpdates([SEED, TYPED, TAKEN]),
  );
  db.exec(`INSERT INTO draft_author (proposal, account, first) VALUES ('begun', 'bo', 7), ('begun', 'ada', 2), ('kept', 'ada', 31);
    INSERT INTO draft_client (proposal, client, account) VALUES ('begun', 5, 'ada'), ('begun', 4294967295, NULL), ('kept', 5, 'ada')`);
  db.close();
}

/** A proposal in a passage of its own name, as its records open and may withdraw it. */
function putIn(db: Database, proposal: string, withdrawn: boolean): void {
  const stream = { work: "nip14", passage: `in-${proposal}` };
  const opened = { type: "proposal-opened" as const, proposal, kind: "revision" as const, base: null, by: BY };
  const ended = { type: "proposal-withdrawn" as const, proposal, by: BY, reason: "" };
  addFirst(
    db,
    firstRecords(
      stream,
      (withdrawn ? [opened, ended] : [opened]).map((event) => ["2026-11-24T08:00:00.000Z", event]),
    ),
  );
}

test("every proposal gets a draft of a new id, and all that was kept of its draft is there under it", async () => {
  const file = join(folder, "whole.db");
  folderOfBefore(file);
  const db = openSqlite(file);
  const store = sqliteStore(db, { now: () => 90_000 });
  const { drafts } = store;
  const ids = await Promise.all(["begun", "ended", "kept", "bare"].map(async (of) => (await drafts.of(of))[0]!));
  const [begun, ended, kept, bare] = ids as [string, string, string, string];
  for (const id of ids) expect(id).toMatch(/^[0-9a-z]{16,}$/);
  expect(new Set(ids).size).toBe(4);
  expect(await Promise.all(ids.map((id) => drafts.partOf(id)))).toEqual(
    ["begun", "ended", "kept", "bare"].map((proposal) => ({ proposal, passage: `in-${proposal}` })),
  );
  expect(await Promise.all(ids.map((id) => drafts.isBegun(id)))).toEqual([true, true, true, false]);
  expect(await drafts.log(begun)).toEqual([
    { ordinal: 1, bytes: SEED, by: null, at: 1_000, since: 1_000, updates: 1 },
    { ordinal: 3, bytes: Y.mergeUpdates([TYPED, TAKEN]), by: "ada", at: 3_000, since: 2_000, updates: 2 },
    { ordinal: 7, bytes: MORE, by: "bo", at: null, since: null, updates: 1 },
  ]);
  expect(await drafts.open(begun)).toEqual({
    checkpoint: { updates: 3, state: Y.mergeUpdates([SEED, TYPED, TAKEN]) },
    tail: [{ bytes: MORE, by: "bo" }],
    clients: [
      { client: 5, account: "ada" },
      { client: 4_294_967_295, account: null },
    ],
  });
  expect([await drafts.authors(begun), await drafts.authors(kept)]).toEqual([["ada", "bo"], ["ada"]]);
  expect((await drafts.log(ended)).map(({ bytes }) => bytes)).toEqual([SEED]);
  expect((await drafts.log(kept)).map(({ bytes }) => bytes)).toEqual(WRITTEN);
  expect(await drafts.log(bare)).toEqual([]);
  expect(await Promise.all(ids.map((id) => drafts.stepsAfter(id)))).toEqual([null, "anonymous", null, null]);
  expect(await Promise.all(ids.map((id) => drafts.stepsDecided(id)))).toEqual([null, "anonymous", "dropped", null]);
  expect((await drafts.notEnded()).sort()).toEqual([begun, kept].sort());
  expect([await drafts.toThin(), await drafts.thinnable(begun, { updates: 0, after: Infinity })]).toEqual([[], null]);
  expect(audit(db)).toMatchObject({ drafts: 3, faults: [] });

  expect(await drafts.begin(begun, { bytes: SEED, by: null })).toBe(false);
  await drafts.append(begun, [{ bytes: SEED, by: "ada" }]);
  expect((await drafts.log(begun)).at(-1)).toMatchObject({ ordinal: 41, at: 90_000 });
  expect(await drafts.begin(bare, { bytes: SEED, by: null })).toBe(true);
  const stream = { work: "nip14", passage: "in-begun" };
  await store.append(
    chained(stream, (await store.records(stream)).at(-1)!, [
      { type: "proposal-withdrawn", proposal: "begun", passages: [stream.passage], by: BY, reason: "" },
    ]),
  );
  expect(await drafts.stepsDecided(begun)).toBe("");
  const instead = { log: [{ bytes: SEED, at: null }], last: 41 };
  expect(await drafts.end(begun, "anonymous", instead)).toBe(true);
  expect(audit(db).faults.filter(({ where }) => where.startsWith("draft"))).toEqual([]);
  await store.close();
});

test("whatever was written in however many drafts, each has its own log, byte for byte, in its order", async () => {
  const proposals = ["begun", "ended", "kept", "bare"];
  const entry = fc.record({
    proposal: fc.constantFrom(...proposals),
    account: fc.constantFrom("ada", "博", null),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    at: fc.option(fc.nat(1_000)),
    gap: fc.nat(3),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 30 }), async (entries) => {
      const db = openSqlite(":memory:");
      migrate(db, MIGRATIONS.slice(0, COUNTING - 1));
      addFirstWork(db, bareWork("nip14"));
      for (const proposal of proposals) putIn(db, proposal, false);
      migrate(db, MIGRATIONS.slice(0, BEFORE));
      for (const proposal of new Set(entries.map((each) => each.proposal)))
        db.prepare("INSERT INTO draft (proposal) VALUES (?)").run(proposal);
      let ordinal = 0;
      const logged = entries.map(({ gap, ...each }) => ({ ...each, ordinal: (ordinal += gap + 1) }));
      for (const { proposal, account, bytes, at, ordinal } of logged)
        db.prepare("INSERT INTO draft_update (ordinal, proposal, account, bytes, at) VALUES (?, ?, ?, ?, ?)").run(
          ordinal,
          proposal,
          account,
          bytes,
          at,
        );
      const store = sqliteStore(db);
      const { drafts } = store;
      for (const proposal of proposals) {
        const [draft, ...more] = await drafts.of(proposal);
        const own = logged.filter((each) => each.proposal === proposal);
        const now = (await drafts.log(draft!)).map(({ ordinal, bytes, by, at }) => ({ ordinal, bytes, by, at }));
        expect(now).toEqual(own.map(({ ordinal, bytes, account, at }) => ({ ordinal, bytes, by: account, at })));
        expect([await drafts.isBegun(draft!), more]).toEqual([own.length > 0, []]);
      }
      await store.close();
    }),
    { numRuns: 40 },
  );
});

test("the tables of before leave nothing in the file that the end of a draft's steps would not reach", async () => {
  const file = join(folder, "secret.db");
  folderOfBefore(file);
  const store = sqliteStore(openSqlite(file));
  for (const proposal of ["begun", "kept"]) {
    const [draft] = await store.drafts.of(proposal);
    const last = (await store.drafts.log(draft!)).at(-1)!.ordinal;
    expect(await store.drafts.end(draft!, "dropped", { log: [{ bytes: SEED, at: null }], last })).toBe(true);
  }
  await store.close();
  expect(readFileSync(file).includes("Zyzzyva")).toBe(false);
});
