import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { newId } from "../../server/store/ids.ts";
import { Memory } from "../../server/memory/memory.ts";
import { memoryRemarks } from "../../server/memory/memory-remarks.ts";
import { MemoryStore } from "../../server/memory/memory-store.ts";
import { appliedMigrations, migrate, MIGRATIONS } from "../../server/sqlite/migrations/migrations.ts";
import { UnknownTables, type Migration } from "../../server/sqlite/migrations/migrate.ts";
import { openSqlite, sqliteRemarks, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { draftLogContract } from "../help/draft-log-contract.ts";
import { addFirst, addFirstWork, firstRecords } from "../help/first-format.ts";
import { draftOf, namedStore } from "../help/live.ts";
import { bareWork, chained, opening, storeContract, type OpenedStore } from "../help/store-contract.ts";
import { remarksContract } from "../help/remarks-contract.ts";
import { bring } from "../help/made-works.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const newFile = () => join(folder, `${++files}.db`);

function emptyStore(): Promise<OpenedStore> {
  const file = newFile();
  const open = () => Promise.resolve(sqliteStore(openSqlite(file)));
  return open().then((store) => ({ store, reopen: open }));
}

storeContract("SQLite", emptyStore);
draftLogContract("SQLite", emptyStore);

function emptyMemory(): Promise<OpenedStore> {
  const memory = new Memory();
  const open = () => Promise.resolve(new MemoryStore(memory, { now: Date.now, newDraft: newId }));
  return open().then((store) => ({ store, reopen: open }));
}

storeContract("Memory", emptyMemory);
draftLogContract("Memory", emptyMemory);

const remarks = openSqlite(":memory:");
migrate(remarks, MIGRATIONS);
remarksContract("SQLite", () => {
  remarks.exec("DELETE FROM remark; DELETE FROM remark_seen");
  return sqliteRemarks(remarks);
});
remarksContract("Memory", memoryRemarks);

describe("a SQLite file", () => {
  test("is opened for durable commits, with foreign keys", () => {
    const db = openSqlite(newFile());
    const settings = ["journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout"];
    expect(settings.map((name) => db.pragma(name, { simple: true }))).toEqual(["wal", 2, 1, 1, 5000]);
    db.close();
  });

  test("never changes or deletes a record, by any road", async () => {
    const db = openSqlite(newFile());
    const store = sqliteStore(db);
    const place = { work: "nip14", passage: "s10" };
    await bring(store, bareWork("nip14"));
    const records = opening(place, "p", "reason");
    await store.append(records);
    for (const attempt of [
      "UPDATE record SET body = x'00'",
      "DELETE FROM record",
      "INSERT OR REPLACE INTO record SELECT number, work, stream, position, digest, x'00' FROM record",
    ])
      expect(() => db.exec(attempt)).toThrow(/never/);
    expect(() => db.exec("DELETE FROM work")).toThrow(/FOREIGN KEY/);
    expect(() => db.exec("INSERT INTO draft (id, proposal) VALUES ('d', 'nobody')")).toThrow(/FOREIGN KEY/);
    expect(() => db.exec("DELETE FROM proposal")).toThrow(/FOREIGN KEY/);
    expect(await store.records(place)).toEqual(records);
    await store.close();
  });
});

describe("drafts in a SQLite file", () => {
  test("that share a commit with what can't be written are kept without it, in their order", async () => {
    const db = openSqlite(newFile());
    const store = namedStore(db);
    await bring(store, bareWork("nip14"));
    for (const id of ["p", "q"]) {
      await store.append(opening({ work: "nip14", passage: id }, id));
      await store.drafts.begin(draftOf(id), { bytes: Uint8Array.of(1), by: null });
    }
    db.exec(`CREATE TRIGGER full BEFORE INSERT ON draft_update WHEN new.bytes = x'00'
      BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    const append = (proposal: string, byte: number) =>
      store.drafts.append(draftOf(proposal), [{ bytes: Uint8Array.of(byte), by: "ada" }]);
    const outcomes = await Promise.allSettled([append("p", 5), append("q", 0), append("p", 6), append("q", 7)]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
    expect((await store.drafts.log(draftOf("p"))).map(({ bytes: [byte] }) => byte)).toEqual([1, 5, 6]);
    expect((await store.drafts.log(draftOf("q"))).map(({ bytes: [byte] }) => byte)).toEqual([1, 7]);
    await store.close();
  });

  test.each([
    ["opened without its draft", "INSERT"],
    ["decided without the note of what was set", "UPDATE"],
  ])("never have a proposal %s", async (_what, moment) => {
    const db = openSqlite(newFile());
    const store = namedStore(db);
    const place = { work: "nip14", passage: "s10" };
    await bring(store, bareWork("nip14"));
    const opened = opening(place, "p");
    const by = { id: "ada", name: "Ada" };
    const decided = chained(place, opened[0]!, [
      { type: "proposal-withdrawn", proposal: "p", passages: ["s10"], by, reason: "" },
    ]);
    db.exec(`CREATE TRIGGER full BEFORE ${moment} ON draft BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    await expect(store.append(opened).then(() => store.append(decided))).rejects.toThrow(/disk full/);
    const kept = await store.records(place);
    db.exec("DROP TRIGGER full");
    for (const records of [opened, decided].slice(kept.length))
      expect(await store.append(records)).toEqual({ ok: true });
    expect([await store.drafts.of("p"), await store.drafts.stepsDecided(draftOf("p"))]).toEqual([[draftOf("p")], ""]);
    expect(await store.records(place)).toEqual([...opened, ...decided]);
    await store.close();
  });
});

describe("a checkpoint in a SQLite file", () => {
  test("that fails on its way leaves the old one and the log as they were", async () => {
    const db = openSqlite(newFile());
    const store = namedStore(db);
    await bring(store, bareWork("nip14"));
    await store.append(opening({ work: "nip14", passage: "s10" }, "p"));
    await store.drafts.begin(draftOf("p"), { bytes: Uint8Array.of(1), by: null });
    await store.drafts.checkpoint(draftOf("p"), { updates: 1, state: Uint8Array.of(9) });
    await store.drafts.append(draftOf("p"), [{ bytes: Uint8Array.of(2), by: "ada" }]);
    const before = [await store.drafts.open(draftOf("p")), await store.drafts.log(draftOf("p"))];
    db.exec(`CREATE TRIGGER full AFTER UPDATE ON draft_checkpoint BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    await expect(store.drafts.checkpoint(draftOf("p"), { updates: 2, state: Uint8Array.of(8) })).rejects.toThrow(
      /disk full/,
    );
    expect([await store.drafts.open(draftOf("p")), await store.drafts.log(draftOf("p"))]).toEqual(before);
    await store.close();
  });
});

describe("migrations", () => {
  const next: Migration = { number: MIGRATIONS.length + 1, name: "next", sql: "CREATE TABLE later (id TEXT) STRICT;" };

  test("are numbered from 1 without gaps", () => {
    expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_, at) => at + 1));
  });

  test("are applied once, and later ones keep what is there", async () => {
    const file = newFile();
    const store = sqliteStore(openSqlite(file));
    await bring(store, bareWork("nip14"));
    await store.close();
    const db = openSqlite(file);
    migrate(db, [...MIGRATIONS, next]);
    migrate(db, [...MIGRATIONS, next]);
    expect(appliedMigrations(db)).toBe(next.number);
    expect(db.prepare("SELECT id FROM work").pluck().all()).toEqual(["nip14"]);
    db.close();
  });

  test("to times and checkpoints keep old logs whole, and know that their times are not known", async () => {
    const file = newFile();
    const old = openSqlite(file);
    migrate(old, MIGRATIONS.slice(0, 1));
    const by = { id: "ada", name: "Ada" };
    addFirstWork(old, bareWork("nip14"));
    addFirst(
      old,
      firstRecords({ work: "nip14", passage: "s10" }, [
        ["2026-11-24T08:00:00.000Z", { type: "proposal-opened", proposal: "p", kind: "revision", base: null, by }],
      ]),
    );
    old.exec(`INSERT INTO draft (proposal) VALUES ('p');
      INSERT INTO draft_update (proposal, account, bytes) VALUES ('p', NULL, x'01'), ('p', 'ada', x'02');`);
    old.close();
    const store = sqliteStore(openSqlite(file), { now: () => 1_700_000_000_000 });
    const [p] = await store.drafts.of("p");
    await store.drafts.append(p!, [{ bytes: Uint8Array.of(3), by: "bo" }]);
    const at = 1_700_000_000_000;
    expect(await store.drafts.log(p!)).toEqual([
      { ordinal: 1, bytes: Uint8Array.of(1), by: null, since: null, at: null, updates: 1 },
      { ordinal: 2, bytes: Uint8Array.of(2), by: "ada", since: null, at: null, updates: 1 },
      { ordinal: 3, bytes: Uint8Array.of(3), by: "bo", since: at, at, updates: 1 },
    ]);
    expect(await store.drafts.checkpoint(p!, { updates: 3, state: Uint8Array.of(7) })).toBe(true);
    await store.close();
  });

  test("that fail leave the old state, from before those that were applied with them", () => {
    const db = openSqlite(newFile());
    migrate(db, MIGRATIONS);
    const broken = { number: next.number + 1, name: "broken", sql: "CREATE TABLE work (id TEXT);" };
    expect(() => migrate(db, [...MIGRATIONS, next, broken])).toThrow(/already exists/);
    expect(appliedMigrations(db)).toBe(MIGRATIONS.length);
    expect(db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'later'").get()).toBeUndefined();
    migrate(db, [...MIGRATIONS, next]);
    expect(appliedMigrations(db)).toBe(next.number);
    db.close();
  });

  test("of a program from between two releases are refused, and nothing is touched", () => {
    const other = openSqlite(newFile());
    migrate(other, [...MIGRATIONS.slice(0, -1), { ...MIGRATIONS.at(-1)!, name: "as it was yesterday" }]);
    expect(() => sqliteStore(other)).toThrow(UnknownTables);
    expect(() => sqliteStore(other)).toThrow(/as “as it was yesterday”.*Nothing was changed/);
    other.close();
  });

  test("of a newer program are refused, and nothing is touched", () => {
    const file = newFile();
    const newer = openSqlite(file);
    migrate(newer, [...MIGRATIONS, next]);
    expect(() => sqliteStore(newer)).toThrow(UnknownTables);
    expect(() => sqliteStore(newer)).toThrow(/newer Variorum.*Install the newer program/);
    expect(appliedMigrations(newer)).toBe(next.number);
    newer.close();
  });
});
