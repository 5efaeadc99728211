/** `verify` notices what is missing as well as what is bent, names it, and changes nothing. */
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { audit, looking } from "../../server/care/care.ts";
import { type Fault } from "../../server/care/faults.ts";
import { Database as Sqlite } from "../../server/store/driver.ts";
import { packed, unpacked } from "../../server/store/packed.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import { foundingRecords, plan } from "../../translations/plan/plan.ts";
import { draftOf, namedStore } from "../help/live.ts";
import { bareWork, chained, opening } from "../help/store-contract.ts";
import { bring } from "../help/made-works.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-audit-"));
const whole = join(folder, "whole.db");
const [other, passage] = ["other", "s10-government-and-markets"];

beforeAll(async () => {
  const store = namedStore(openSqlite(whole));
  await store.bringIn(foundingRecords(plan));
  await bring(store, bareWork(other));
  await store.append(opening({ work: other, passage: "a" }, "p-a", "one"));
  const at = { work: other, passage: "a" };
  await store.append(chained(at, (await store.records(at)).at(-1)!, [RETURNED]));
  await store.append(opening({ work: other, passage: "b" }, "p-b"));
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  for (const letter of "government") doc.getText("t").insert(doc.getText("t").length, letter);
  await store.drafts.begin(draftOf("p-a"), { bytes: updates[0]!, by: null });
  await store.drafts.append(
    draftOf("p-a"),
    updates.slice(1).map((bytes) => ({ bytes, by: "bo" })),
  );
  await store.drafts.checkpoint(draftOf("p-a"), { updates: updates.length, state: Y.encodeStateAsUpdate(doc) });
  doc.getText("t").insert(0, "The ");
  await store.drafts.append(draftOf("p-a"), [{ bytes: updates.at(-1)!, by: "bo" }]);
  await store.putAway(other, "2026-11-25T00:00:00.000Z");
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RETURNED = {
  type: "proposal-returned" as const,
  proposal: "p-a",
  passages: ["a"],
  by: { name: "Bo" },
  reason: "two",
};

/** Changes the body of a record of p-a's proposal. */
function bend(db: Database, position: number, change: (body: string) => string): void {
  const where = "WHERE stream LIKE '%/p-a' AND position = ?";
  const body = db.prepare<[number], Buffer>(`SELECT body FROM record ${where}`).pluck().get(position)!;
  db.prepare(`UPDATE record SET body = ? ${where}`).run(packed(change(unpacked(body))), position);
}

let copies = 0;

/** The faults of a copy in which somebody with the file did `harm`. */
async function after(harm: (db: Database) => void): Promise<Fault[]> {
  const file = join(folder, `copy-${++copies}.db`);
  copyFileSync(whole, file);
  const db = new Sqlite(file);
  db.pragma("foreign_keys = OFF");
  db.pragma("ignore_check_constraints = ON");
  const triggers = db
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  harm(db);
  for (const { sql } of triggers) db.exec(sql);
  db.close();
  const { faults } = await looking(file, audit);
  for (const each of readdirSync(folder)) if (each.startsWith(`copy-${copies}.db`)) rmSync(join(folder, each));
  return faults;
}

test("a workbench as it should be has no fault, and is only read", async () => {
  const before = readFileSync(whole);
  const found = await looking(whole, audit);
  expect(found.faults).toEqual([]);
  expect(found).toMatchObject({ works: 2, drafts: 1 });
  expect(found.records).toBeGreaterThan(foundingRecords(plan).length);
  expect(readFileSync(whole).equals(before)).toBe(true);
});

describe("is missed and named:", () => {
  const harms: [string, (db: Database) => unknown, RegExp][] = [
    [
      "all records of a passage",
      (db) => db.prepare("DELETE FROM record WHERE stream = ?").run(`passage/nip14/${passage}`),
      /nip14\/s10-government-and-markets: All its \d+ records are missing/,
    ],
    [
      "the last record of a stream",
      (db) => db.exec("DELETE FROM record WHERE stream = 'proposal/other/p-a' AND position = 3"),
      /proposal p-a of other: It has 2 records, but it had 3/,
    ],
    [
      "the last record of all",
      (db) => db.exec("DELETE FROM record WHERE number = (SELECT max(number) FROM record)"),
      /proposal p-b of other: All its 1 records/,
    ],
    [
      "a stream, with what notes its end",
      (db) => db.exec("DELETE FROM record WHERE stream LIKE '%/p-b'; DELETE FROM stream_end WHERE stream LIKE '%/p-b'"),
      /the ledger: It has \d+ records, but it had \d+/,
    ],
    ["a work's row", (db) => db.exec("DELETE FROM work WHERE id = 'nip14'"), /work nip14: Its row is missing/],
    [
      "a work with all that is in it",
      (db) =>
        db.exec(
          "DELETE FROM work WHERE id = 'other'; DELETE FROM record WHERE work = 'other'; DELETE FROM part WHERE work = 'other'; DELETE FROM proposal WHERE work = 'other'; DELETE FROM stream_end WHERE work = 'other'",
        ),
      /the works: There are 1, but there were 2/,
    ],
    ["a proposal's row", (db) => db.exec("DELETE FROM proposal WHERE id = 'p-b'"), /proposal p-b: Its row is missing/],
    [
      "what a proposal revises bent",
      (db) => db.exec("UPDATE part SET passage = 'b' WHERE proposal = 'p-a'"),
      /proposal p-a: Its rows say/,
    ],
    [
      "a proposal's row too many",
      (db) => db.exec("INSERT INTO proposal VALUES ('p-c', 'other')"),
      /proposal p-c: There is a row of it, but no record/,
    ],
    [
      "a record of garbage",
      (db) => bend(db, 2, () => '{"act":'),
      /proposal p-a of other, record 2: This record can't be understood: it is no JSON/,
    ],
    [
      "a record that is null",
      (db) => bend(db, 1, () => "null"),
      /proposal p-a of other, record 1: This record can't be understood: it is not what a record says/,
    ],
    ...["$.stream", "$.position", "$.act.id", "$.event.proposal"].map(
      (part): [string, (db: Database) => unknown, RegExp] => [
        `a record with what can't be told as its ${part}`,
        (db) =>
          bend(db, 1, (body) =>
            db
              .prepare<[string, string], string>(`SELECT json_set(?, ?, json('{"toString":1}'))`)
              .pluck()
              .get(body, part)!,
          ),
        /proposal p-a of other, record 1: /,
      ],
    ),
    [
      "what a work is",
      (db) => db.exec("DELETE FROM record WHERE stream = 'work/other'"),
      /work other: All its 2 records are missing/,
    ],
    [
      "a passage of the outline",
      (db) => db.exec("DELETE FROM record WHERE stream = 'outline/nip14' AND position = 3"),
      /outline of nip14, record 4: Passage part-2 is put behind 1-2, which was not there/,
    ],
    [
      "a passage's source words",
      (db) => db.prepare("DELETE FROM record WHERE stream = ? AND position = 1").run(`passage/nip14/${passage}`),
      /nip14\/s10-government-and-markets: It has 2 records, but it had 3/,
    ],
    [
      "a term",
      (db) => db.exec("DELETE FROM record WHERE stream = 'term/nip14/t1'"),
      /term t1 of nip14: All its 1 records are missing/,
    ],
    [
      "a locator bent",
      (db) =>
        db.exec(
          "UPDATE enclosed SET beside = replace(beside, '4.1', '4.01') WHERE number = (SELECT min(number) FROM enclosed WHERE beside LIKE '%\"4.1\"%')",
        ),
      /outline of nip14, record \d+: What it encloses was changed/,
    ],
    [
      "what may be left out of a copy alone",
      (db) =>
        db.exec(
          "UPDATE enclosed SET beside = '[null]' WHERE number = (SELECT min(number) FROM enclosed WHERE json_array_length(beside) = 1)",
        ),
      /What it encloses is missing, and no record says that it was removed/,
    ],
    ["how the ledger ends", (db) => db.exec("DELETE FROM ledger_end"), /the ledger: How it ends is not noted/],
    [
      "an update in the middle of a draft's log",
      (db) => db.exec("DELETE FROM draft_update WHERE ordinal = 5"),
      /draft draft-of-p-a of proposal p-a: Its log has 9 updates/,
    ],
    [
      "an update at the end of a draft's log",
      (db) => db.exec("DELETE FROM draft_update WHERE ordinal = 11"),
      /draft draft-of-p-a of proposal p-a: Its log has 10 updates, but it had 11/,
    ],
    [
      "all of a draft's log",
      (db) => db.exec("DELETE FROM draft_update; DELETE FROM draft_checkpoint"),
      /draft draft-of-p-a of proposal p-a: It was begun, but its log is missing/,
    ],
    [
      "an update bent",
      (db) => db.exec("UPDATE draft_update SET bytes = x'ffff' WHERE ordinal = 5"),
      /draft draft-of-p-a of proposal p-a, log: It can't be read/,
    ],
    [
      "a checkpoint bent",
      (db) => db.exec("UPDATE draft_checkpoint SET state = x'00'"),
      /draft draft-of-p-a of proposal p-a, checkpoint: It can't be read/,
    ],
    [
      "a draft's row, where nobody had written",
      (db) => db.exec("DELETE FROM draft WHERE proposal = 'p-b'"),
      /proposal p-b: It has no draft/,
    ],
    [
      "that a draft was begun",
      (db) => db.exec("UPDATE draft SET begun = 0 WHERE proposal = 'p-a'"),
      /draft draft-of-p-a of proposal p-a: It was never begun, but there is a log of it/,
    ],
    ["a draft's row", (db) => db.exec("DELETE FROM draft"), /row of “draft_update”/],
    ["a step that the tables have had", (db) => db.exec("DELETE FROM migration WHERE number = 2"), /Step 2/],
  ];
  test.each(harms)("%s", async (_name, harm, told) => {
    const faults = await after(harm);
    expect(faults.map(({ where, what }) => `${where}: ${what}`).join("\n")).toMatch(told);
    for (const { what } of faults) expect(what).not.toMatch(/undefined|Cannot read|at .*\.ts:/);
  });
});

test("an account's row that is gone is missed, whether records name it or it wrote in a draft", async () => {
  const accounts = (...ids: string[]) =>
    after((db) => {
      db.exec("CREATE TABLE user (id TEXT PRIMARY KEY, role TEXT NOT NULL)");
      for (const id of ids) db.prepare("INSERT INTO user VALUES (?, 'translator')").run(id);
    });
  expect(await accounts("ada", "bo")).toEqual([]);
  expect(await accounts("bo")).toEqual([
    { where: "account ada", what: "Its row is missing, but records name it, “Ada” (proposal p-a of other, record 1)." },
  ]);
  expect(await accounts("ada")).toEqual([
    { where: "account bo", what: "Its row is missing, but it wrote in the draft of proposal p-a." },
  ]);
});

test("the rules that keep records from changing are missed", async () => {
  const file = join(folder, "rules.db");
  copyFileSync(whole, file);
  const db = new Sqlite(file);
  db.exec("DROP TRIGGER record_never_leaves");
  db.close();
  expect((await looking(file, audit)).faults).toHaveLength(1);
});

test("whichever row of the ledger goes, and whichever column is bent, it is found", async () => {
  const db = new Sqlite(whole, { readonly: true });
  const tables = ["work", "record", "enclosed", "proposal", "part", "stream_end", "ledger_end"].map((table) => ({
    table,
    rows: db.prepare<[], Record<string, Value>>(`SELECT * FROM ${table}`).all(),
    columns: db
      .prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => name),
  }));
  db.close();
  const harm = fc.constantFrom(...tables).chain(({ table, rows, columns }) =>
    fc.record({
      table: fc.constant(table),
      row: fc.constantFrom(...rows),
      column: fc.constantFrom(null, ...columns),
      how: fc.nat(3),
    }),
  );
  await fc.assert(
    fc.asyncProperty(harm, async ({ table, row, column, how }) => {
      const keys = Object.keys(row).filter((name) => row[name] !== null);
      const where = keys.map((name) => `"${name}" = ?`).join(" AND ");
      const faults = await after((copy) => {
        const changed =
          column === null
            ? copy.prepare(`DELETE FROM ${table} WHERE ${where}`).run(...keys.map((name) => row[name]))
            : copy
                .prepare(`UPDATE OR REPLACE ${table} SET "${column}" = ? WHERE ${where}`)
                .run(bent(row[column]!, how), ...keys.map((name) => row[name]));
        expect(changed.changes).toBe(1);
      });
      expect(faults).not.toEqual([]);
    }),
    { numRuns: 60 },
  );
});

type Value = string | number | Buffer | null;

/** Another value of the same kind. */
function bent(value: Value, how: number): Value {
  if (value === null) return "2026-11-25T00:00:00.000Z";
  if (Buffer.isBuffer(value)) return bentBytes(value, how);
  if (typeof value === "number") return value + 1 + how;
  const at = Math.floor((value.length * how) / 4);
  return [
    `${value} `,
    `${value.slice(0, at)}x${value.slice(at)}`,
    value.toUpperCase() === value ? `${value}!` : value.toUpperCase(),
    ` ${value}`,
  ][how]!;
}

function bentBytes(value: Buffer, how: number): Buffer {
  const at = Math.floor((value.length * how) / 4);
  const other = Buffer.from(value);
  other[at]! ^= 1 << how;
  return how % 2 === 0 ? other : Buffer.concat([value.subarray(0, at), Buffer.from("x"), value.subarray(at)]);
}

describe("what can't be looked at says so in a sentence:", () => {
  test.each<[string, (file: string) => void, RegExp]>([
    ["nothing", () => undefined, /There is no workbench here/],
    ["no database", (file) => writeFileSync(file, "x".repeat(5_000)), /is no database, or a damaged one/],
    ["another database", (file) => new Sqlite(file).exec("CREATE TABLE x (y)").close(), /no workbench's/],
    [
      "a newer workbench",
      (file) => harmed(file, "UPDATE migration SET number = 999 WHERE number = (SELECT max(number) FROM migration)"),
      /newer Variorum/,
    ],
    ["an older workbench", (file) => harmed(file, "DELETE FROM migration WHERE number > 3"), /older Variorum/],
  ])("%s", async (name, make, told) => {
    const file = join(folder, `${name.replaceAll(" ", "-")}.db`);
    make(file);
    await expect(looking(file, audit)).rejects.toThrow(told);
  });
});

function harmed(file: string, sql: string): void {
  copyFileSync(whole, file);
  new Sqlite(file).exec(sql).close();
}
