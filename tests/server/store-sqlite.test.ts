import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { appliedMigrations, migrate, UnknownTables, type Migration } from "../../server/store/migrate.ts";
import { MIGRATIONS } from "../../server/store/migrations/index.ts";
import { openSqlite, sqliteStore } from "../../server/store/sqlite.ts";
import { bareWork, opening, storeContract } from "../help/store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const newFile = () => join(folder, `${++files}.db`);

storeContract("SQLite", () => {
  const file = newFile();
  const open = () => Promise.resolve(sqliteStore(openSqlite(file)));
  return open().then((store) => ({ store, reopen: open }));
});

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
    await store.saveWork(bareWork("nip14"));
    const records = opening(place, "p", "reason");
    await store.append(records);
    for (const attempt of [
      "UPDATE record SET at = 'later'",
      "DELETE FROM record",
      "INSERT OR REPLACE INTO record SELECT ordinal, work, passage, position, 'later', type, event, previous, digest FROM record",
    ])
      expect(() => db.exec(attempt)).toThrow(/never/);
    expect(() => db.exec("DELETE FROM work")).toThrow(/FOREIGN KEY/);
    expect(() => db.exec("DELETE FROM proposal; INSERT INTO draft VALUES ('nobody')")).toThrow(/FOREIGN KEY/);
    expect(await store.records(place)).toEqual(records);
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
    await store.saveWork(bareWork("nip14"));
    await store.close();
    const db = openSqlite(file);
    migrate(db, [...MIGRATIONS, next]);
    migrate(db, [...MIGRATIONS, next]);
    expect(appliedMigrations(db)).toBe(next.number);
    expect(db.prepare("SELECT id FROM work").pluck().all()).toEqual(["nip14"]);
    db.close();
  });

  test("that fail leave the old state", () => {
    const db = openSqlite(newFile());
    migrate(db, MIGRATIONS);
    const broken = { ...next, sql: "CREATE TABLE later (id TEXT) STRICT; CREATE TABLE work (id TEXT);" };
    expect(() => migrate(db, [...MIGRATIONS, broken])).toThrow(/already exists/);
    expect(appliedMigrations(db)).toBe(MIGRATIONS.length);
    expect(db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'later'").get()).toBeUndefined();
    migrate(db, [...MIGRATIONS, next]);
    expect(appliedMigrations(db)).toBe(next.number);
    db.close();
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
