/** A ledger of the first format is brought over into streams: nothing is lost, nothing else is said, and what it was stays. */
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { audit } from "../../server/care/care.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { copyBefore } from "../../server/sqlite/before.ts";
import { Database as Sqlite } from "../../server/store/driver.ts";
import { appliedMigrations } from "../../server/sqlite/migrations/migrations.ts";
import { digestOfDescribed, type DescribedRow } from "../../server/sqlite/migrations/0006-ends.ts";
import { packed, unpacked } from "../../server/store/packed.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { digestOfEnclosure } from "../../translations/ledger/enclosures.ts";
import { firstProblem, type FirstEvent, type FirstRecord } from "../../translations/ledger/first-format.ts";
import { type PassageState } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { canonicalJson } from "../../translations/text/json.ts";
import { asFirst, FIRST_TABLES, firstRecords, leftByFirst } from "../help/first-format.ts";
import { histories, inRole, STREAM } from "../help/histories.ts";
import { works } from "../help/made-works.ts";
import { bareWork } from "../help/store-contract.ts";
import { replay } from "../help/one-passage.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-first-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** So many records say what a work without passages and terms is. */
const OF_WORK = 2;

/** A database as it was left by a program of the first format. */
function before(
  records: readonly FirstRecord[],
  harm: (db: Database) => void = () => undefined,
  work: Work = bareWork(STREAM.work),
): string {
  return leftByFirst(join(folder, `${++files}.db`), records, work, harm);
}

/** A state without the digests of its records, which are others now. */
function said({ versions, proposals }: PassageState): unknown {
  const bare = versions.map(({ record: { at }, decision: _, source: __, translation: ___, ...rest }) => ({
    ...rest,
    at,
  }));
  return { proposals, versions: bare };
}

test("whatever had happened, it says the same, verifies, and each record says what it was", async () => {
  await fc.assert(
    fc.asyncProperty(histories(), async ({ records, state }) => {
      const first = asFirst(STREAM, records);
      const file = before(first);
      const db = openSqlite(file);
      const store = sqliteStore(db);
      const now = await store.records(STREAM);
      expect(said(replay(now))).toEqual(said(state));
      expect(now.map(({ was }) => was).sort()).toEqual(first.map(({ digest }) => digest).sort());
      expect(now.map(({ at, event }) => [at, event.type]).sort()).toEqual(
        first.map(({ at, event }) => [at, event.type]).sort(),
      );
      for (const [at, record] of first.entries()) expect(firstProblem(record, first[at - 1] ?? null)).toBeNull();
      expect(audit(db)).toMatchObject({ faults: [], records: first.length + OF_WORK });
      const opened = first.flatMap(({ event }) => (event.type === "proposal-opened" ? [event.proposal] : []));
      for (const proposal of opened) expect(await store.drafts.of(proposal)).toEqual([`draft-of-${proposal}`]);
      await store.close();
    }),
    { numRuns: 40 },
  );
});

test("whatever a work was, it is the same, but that all of it has an id", async () => {
  await fc.assert(
    fc.asyncProperty(works, async (work) => {
      const bare = {
        ...{ ...work, translation: { ...work.translation, id: undefined } },
        terms: work.terms.map(({ id: _, ...term }) => term),
        passages: work.passages.map(({ source: { number: __, ...source }, ...passage }) => ({ ...passage, source })),
      };
      const db = openSqlite(before([], undefined, JSON.parse(JSON.stringify(bare)) as Work));
      const store = sqliteStore(db);
      const terms = work.terms.map((term, index) => ({ ...term, id: `t${index + 1}` }));
      expect(await store.works()).toEqual([{ ...work, terms, translation: { ...work.translation, id: "first" } }]);
      expect(audit(db).faults).toEqual([]);
      await store.close();
    }),
    { numRuns: 25 },
  );
});

test.each<[string, (db: Database) => unknown, RegExp]>([
  ["bent", (db) => db.exec("UPDATE work SET description = replace(description, 'Plan', 'Plans')"), /was changed/],
  ["of another work", (db) => reseal(db, (work) => ({ ...work, id: "other" })), /it is of another work/],
  ["without an outline", (db) => reseal(db, ({ passages: _, ...work }) => work), /can't be read/],
  ["with what no record can say", (db) => reseal(db, (work) => ({ ...work, colour: "red" })), /no record can say/],
])("a work whose description is %s is not brought over, and is named", (_what, harm, told) => {
  const db = openSqlite(before(firstRecords(STREAM, EVENTS), harm));
  expect(() => sqliteStore(db)).toThrow(told);
  expect(() => sqliteStore(db)).toThrow(/of work nip14, .* Nothing was changed/);
  expect(appliedMigrations(db)).toBe(FIRST_TABLES);
  db.close();
});

/** Writes the work's row anew as the program would have. */
function reseal(db: Database, change: (work: Record<string, unknown>) => object): void {
  const row = db.prepare<[], DescribedRow>("SELECT ordinal, id, description, away FROM work").get()!;
  const description = canonicalJson(change(JSON.parse(row.description) as Record<string, unknown>));
  db.prepare("UPDATE work SET description = ?, digest = ?").run(
    description,
    digestOfDescribed({ ...row, description }),
  );
}

const EVENTS: [string, FirstEvent][] = [
  ["2026-11-24T08:00:00.000Z", opened("p1")],
  ["2026-11-24T08:01:00.000Z", opened("p2")],
  ["2026-11-24T08:02:00.000Z", { type: "proposal-withdrawn", proposal: "p1", by: { name: "Ada" }, reason: "理顺" }],
];

function opened(proposal: string): FirstEvent {
  return { type: "proposal-opened", proposal, kind: "revision", base: null, by: { id: "ada", name: "Ada" } };
}

test("the database is kept beside itself as it was, for its owner alone, and is not written over", async () => {
  const file = before(firstRecords(STREAM, EVENTS));
  const store = sqliteStore(openSqlite(file));
  await store.close();
  const copy = copyBefore(file, FIRST_TABLES);
  expect(statSync(copy).mode & 0o077).toBe(0);
  const kept = new Sqlite(copy, { readonly: true });
  expect(appliedMigrations(kept)).toBe(FIRST_TABLES);
  expect(kept.prepare("SELECT count(*) FROM record").pluck().get()).toBe(3);
  kept.close();
  const { mtimeMs } = statSync(copy);
  await sqliteStore(openSqlite(file)).close();
  expect(statSync(copy).mtimeMs).toBe(mtimeMs);
  const fresh = join(folder, `${++files}.db`);
  await sqliteStore(openSqlite(fresh)).close();
  expect(existsSync(copyBefore(fresh, FIRST_TABLES))).toBe(false);
});

test("what was written after a try that failed stands in the copy too", async () => {
  const file = before(firstRecords(STREAM, EVENTS), (db) => db.exec("UPDATE ledger_end SET records = 2"));
  const db = openSqlite(file);
  expect(() => sqliteStore(db)).toThrow(/there are 3, but there were 2/);
  db.exec("UPDATE ledger_end SET records = 3");
  await sqliteStore(db).close();
  const kept = new Sqlite(copyBefore(file, FIRST_TABLES), { readonly: true });
  expect(kept.prepare("SELECT records FROM ledger_end").pluck().get()).toBe(3);
  kept.close();
});

test("the work goes on where it was: what is added follows, in the streams that were made", async () => {
  const file = before(firstRecords(STREAM, EVENTS));
  const db = openSqlite(file);
  const store = sqliteStore(db);
  const outcome = await openDesk(store).execute(
    STREAM,
    { type: "withdraw-proposal", proposal: "p2", reason: "" },
    inRole("owner", "ada"),
  );
  expect(outcome.ok).toBe(true);
  const last = (await store.records(STREAM)).at(-1)!;
  expect(last).toMatchObject({ stream: `proposal/${STREAM.work}/p2`, position: 2 });
  expect(last.was).toBeUndefined();
  expect(audit(db).faults).toEqual([]);
  await store.close();
});

/** JSON, of which there is no canonical form: half of a character. */
const UNSAYABLE = '{"type":"\\ud800"}';

describe("a ledger that does not verify is not brought over, and the record is named:", () => {
  const harms: [string, (db: Database) => unknown, RegExp][] = [
    ["a record bent", (db) => db.exec("UPDATE record SET at = 'later' WHERE position = 2"), /record 2, it was changed/],
    [
      "a record that can't be said",
      (db) => db.exec(`UPDATE record SET event = '${UNSAYABLE}' WHERE position = 2`),
      /record 2, it was changed/,
    ],
    ["a record of garbage", (db) => db.exec("UPDATE record SET event = '{' WHERE position = 3"), /record 3, .*no JSON/],
    ["the last record gone", (db) => db.exec("DELETE FROM record WHERE position = 3"), /there are 2, but there were 3/],
    [
      "a record in the middle gone, and the count bent",
      (db) => db.exec("DELETE FROM record WHERE position = 2; UPDATE ledger_end SET records = 2"),
      /not those that were added/,
    ],
  ];
  test.each(harms)("%s", (_what, harm, told) => {
    const file = before(firstRecords(STREAM, EVENTS), (db) => {
      db.pragma("foreign_keys = OFF");
      db.exec("DROP TRIGGER record_never_changes; DROP TRIGGER record_never_leaves");
      harm(db);
      for (const rule of ["never_changes BEFORE UPDATE", "never_leaves BEFORE DELETE"])
        db.exec(`CREATE TRIGGER record_${rule} ON record BEGIN SELECT RAISE(ABORT, 'never'); END`);
    });
    const db = openSqlite(file);
    expect(() => sqliteStore(db)).toThrow(told);
    expect(() => sqliteStore(db)).toThrow(/Nothing was changed/);
    expect(appliedMigrations(db)).toBe(FIRST_TABLES);
    db.close();
  });
});

describe("what was brought over is laid beside the records as they were:", () => {
  function bodyOf(db: Database, number: number): Record<string, unknown> {
    const body = db.prepare<[number], Buffer>("SELECT body FROM record WHERE number = ?").pluck().get(number)!;
    return JSON.parse(unpacked(body)) as Record<string, unknown>;
  }

  /** Makes record `number`, the last of its stream, anew with all that its digest goes into. */
  function forge(db: Database, number: number, change: (body: Record<string, unknown>) => object): void {
    const forged = canonicalJson(change(bodyOf(db, number)));
    db.prepare("UPDATE record SET body = ?, digest = ? WHERE number = ?").run(
      packed(forged),
      Buffer.from(digestOfText(forged), "hex"),
      number,
    );
    const digests = db.prepare<[], string>("SELECT lower(hex(digest)) FROM record ORDER BY number").pluck().all();
    const end = digests.reduce((running, digest) => digestOfText(running + digest), "");
    db.prepare("UPDATE ledger_end SET digest = ?").run(end);
    db.exec(
      "UPDATE stream_end SET digest = (SELECT lower(hex(digest)) FROM record WHERE stream = stream_end.stream ORDER BY position DESC)",
    );
  }
  const event = (body: Record<string, unknown>): object => body["event"] as object;
  const place = `${STREAM.work}/${STREAM.passage}`;
  const [second, third] = [`proposal p2 of ${STREAM.work}, record 1`, `proposal p1 of ${STREAM.work}, record 2`];
  const harms: [string, (db: Database) => unknown, string[]][] = [
    ["nothing was done", () => undefined, []],
    [
      "an old record bent",
      (db) => db.exec("UPDATE first_record SET at = 'later' WHERE position = 3"),
      [
        `${place}, record 3 of the first format: It was changed after it was made.`,
        `${third}: It says something else than the record it was.`,
      ],
    ],
    [
      "an old record that can't be said any more",
      (db) => db.exec(`UPDATE first_record SET event = '${UNSAYABLE}' WHERE position = 3`),
      [
        `${place}, record 3 of the first format: It was changed after it was made.`,
        `${third}: It says something else than the record it was.`,
      ],
    ],
    [
      "an old record gone",
      (db) => db.exec("DELETE FROM first_record WHERE position = 3"),
      [`${third}: The record that it says it was is missing.`],
    ],
    [
      "another reason, made anew throughout",
      (db) => {
        const another = { salt: "0".repeat(32), value: "Another." };
        const reason = { enclosed: digestOfEnclosure(another) };
        forge(db, OF_WORK + 3, (body) => ({ ...body, event: { ...event(body), reason } }));
        db.prepare("UPDATE enclosed SET beside = json_replace(beside, '$[0]', json(?)) WHERE number = ?").run(
          JSON.stringify(Object.values(another)),
          OF_WORK + 3,
        );
      },
      [`${third}: It says something else than the record it was.`],
    ],
    [
      "another time, made anew throughout",
      (db) => forge(db, OF_WORK + 3, (body) => ({ ...body, at: "2026-11-25T08:02:00.000Z" })),
      [`${third}: It says something else than the record it was.`],
    ],
    [
      "a record that says no more that it was one",
      (db) => forge(db, OF_WORK + 3, ({ was: _, ...body }) => body),
      [`${place}, record 3 of the first format: No record of the ledger says that it was this one.`],
    ],
    [
      "two that say they were the same",
      (db) => {
        const { was } = bodyOf(db, OF_WORK + 2);
        forge(db, OF_WORK + 3, (body) => ({ ...body, was }));
      },
      [
        `${second}: It says that it was the same record of the first format as ${third}.`,
        `${third}: It says something else than the record it was.`,
        `${place}, record 3 of the first format: No record of the ledger says that it was this one.`,
      ],
    ],
  ];
  test.each(harms)("%s", async (_what, harm, faults) => {
    const db = openSqlite(before(firstRecords(STREAM, EVENTS)));
    const store = sqliteStore(db);
    const rules = db
      .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      .all();
    for (const { name } of rules) db.exec(`DROP TRIGGER ${name}`);
    harm(db);
    for (const { sql } of rules) db.exec(sql);
    expect(audit(db).faults.map(({ where, what }) => `${where}: ${what}`)).toEqual(faults);
    await store.close();
  });
});
