/**
 * Projections: rows folded from records, for what needs many passages (the queue, counts, people's drafts). They are never
 * the truth: a record's rows are kept in its own transaction, and `rebuild` makes the same rows of the records alone.
 */
import { existsSync, rmSync } from "node:fs";
import type { Database } from "better-sqlite3";
import type { Numbered } from "../../translations/ledger/record.ts";
import type { Described } from "../store/descriptions.ts";
import { numberedIn, RECORDS, type RecordRow } from "../store/rows.ts";
import { unwritable } from "../store/unwritable.ts";

export interface Projection {
  name: string;
  /** With another one, as with other tables, its rows are made anew when the workbench starts. */
  version: number;
  /** Its tables by name, each with what stands in its definition. */
  tables: Readonly<Record<string, string>>;
  /** What its rows are found by, also while they are folded: by name, each with the table and its columns. */
  indices: Readonly<Record<string, string>>;
  /**
   * What folds records into its rows, in a transaction that is already there.
   * @param known gives a work as it was read last, if it is remembered: only what was written since is read.
   */
  fold: (db: Database, known?: (work: string) => Described | null) => Fold;
}

/**
 * Takes in what was added, in the order of the ledger, at no more cost than its size, or that of the row it changes. If
 * there is `more` of it to come, a row that is long may wait for that.
 */
export type Fold = (added: readonly Numbered[], more?: boolean) => void;

/** A fold of one record after another. @throws BentRecord naming the record */
export function each(fold: (added: Numbered) => void): Fold {
  return (added) => added.forEach((one) => inRecord(one.number, one.record.stream, () => fold(one)));
}

/** A record of the ledger can't be read; the message names it and says what to do. */
export class BentRecord extends Error {
  override name = "BentRecord";
}

/** So many records are read at a time. */
const PAGE = 1_000;

/** Makes what is missing: the rows of projections that are new, have another version, or tables of another shape. */
export function bringUp(db: Database, projections: readonly Projection[], told?: Making): void {
  db.exec("CREATE TABLE IF NOT EXISTS projection (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT");
  const asked = staleIn(db, projections);
  if (asked.length > 0) takeAhead(db, asked);
  const stale = staleIn(db, asked);
  if (stale.length > 0) rebuild(db, stale, told);
}

/** Those whose rows would be made anew at a start. */
export function staleIn(db: Database, projections: readonly Projection[]): readonly Projection[] {
  const known = db.prepare<[string], number>("SELECT version FROM projection WHERE name = ?").pluck();
  return projections.filter((each) => known.get(each.name) !== each.version || !isThere(db, each));
}

/** True if its tables are there, as they are defined. */
function isThere(db: Database, { tables }: Pick<Projection, "tables">, within = "main"): boolean {
  const made = db
    .prepare<[string], string>(`SELECT sql FROM ${within}.sqlite_schema WHERE type = 'table' AND name = ?`)
    .pluck();
  return Object.entries(tables).every(([name, columns]) => made.get(name)?.endsWith(columns));
}

/** How far it has come: so many records of so many. */
export type Making = (done: number, of: number) => void;

/**
 * Makes the rows of projections anew from the records alone. They grow in tables of this connection, a page of records at a
 * time, while others write; at the end they take the place of those that are there, in one transaction.
 * @param db a connection whose statements no projection has yet.
 * @returns the number of the last record.
 * @throws BentRecord if a record can't be read.
 */
export function rebuild(db: Database, projections: readonly Projection[], told: Making = () => undefined): number {
  // Of two tables of one name, a connection's own is meant.
  for (const projection of projections) makeTables(db, projection, "temp");
  const folding = foldingFrom(db, projections, 0, told);
  folding.whole();
  db.transaction(() => {
    folding.rest();
    for (const projection of projections) put(db, projection, "temp");
  }).immediate();
  for (const { tables } of projections) for (const name of Object.keys(tables)) db.exec(`DROP TABLE temp.${name}`);
  return folding.through();
}

function makeTables(db: Database, { tables, indices }: Projection, within: "main" | "temp"): void {
  for (const [name, columns] of Object.entries(tables)) db.exec(`CREATE TABLE ${within}.${name} ${columns}`);
  makeIndices(db, indices, within);
}

function makeIndices(db: Database, indices: Projection["indices"], within: "main" | "temp"): void {
  for (const [name, of] of Object.entries(indices)) db.exec(`CREATE INDEX ${within}.${name} ON ${of}`);
}

/** Folds the records behind `through`, a page of them at a time. */
function foldingFrom(db: Database, projections: readonly Projection[], after: number, told: Making) {
  const folds = projections.map(({ fold }) => fold(db));
  const page = db.prepare<[number], RecordRow>(`${RECORDS} WHERE number > ? ORDER BY number LIMIT ${PAGE}`);
  const last = db.prepare<[], number>("SELECT coalesce(max(number), 0) FROM record").pluck();
  let through = after;
  const foldPage = db.transaction(() => {
    const rows = page.all(through);
    const added = rows.map((row) => inRecord(row.number, row.stream, () => ownOf(row)));
    for (const fold of folds) fold(added, true);
    through = rows.at(-1)?.number ?? through;
    return rows.length;
  });
  const finish = () => folds.forEach((fold) => fold([]));
  return {
    /** All there is. What takes long is done while others can still write. */
    whole(): void {
      while (foldPage() === PAGE) told(through, last.get()!);
      finish();
    },
    /** What has come since, in the transaction that is there. */
    rest(): void {
      while (foldPage() > 0);
      finish();
    },
    through: () => through,
  };
}

/**
 * The file in which rows are made ahead, beside that of a database: by a new release, while an older one goes on answering
 * from its own. It is whole once it says so; what a crash has left says nothing, and is made again.
 */
export const aheadOf = (file: string): string => `${file}.ahead`;

/**
 * Makes rows ahead of a start. They grow in a file of their own: of two tables of one name, that of the first file is meant.
 * @param db what that file is opened as, empty; `file`: the workbench's database.
 * @returns the number of the last record that they are made of.
 * @throws BentRecord if a record can't be read.
 */
export function makeAhead(db: Database, file: string, projections: readonly Projection[], told: Making): number {
  db.prepare("ATTACH ? AS workbench").run(file);
  for (const projection of projections) makeTables(db, projection, "main");
  const folding = foldingFrom(db, projections, 0, told);
  folding.whole();
  db.exec("CREATE TABLE main.ahead (name TEXT PRIMARY KEY, version INTEGER NOT NULL, through INTEGER NOT NULL) STRICT");
  const say = db.prepare("INSERT INTO main.ahead (name, version, through) VALUES (?, ?, ?)");
  db.transaction(() => {
    for (const { name, version } of projections) say.run(name, version, folding.through());
  })();
  return folding.through();
}

/** Takes the rows that were made ahead and adds what came since; those of another version, or not whole, stay behind. */
function takeAhead(db: Database, stale: readonly Projection[]): void {
  const file = aheadOf(db.name);
  if (db.memory || !existsSync(file)) return;
  db.prepare("ATTACH ? AS ahead").run(file);
  try {
    const through = aheadIn(db, stale);
    if (through !== null)
      db.transaction(() => {
        for (const projection of stale) put(db, projection, "ahead");
        foldingFrom(db, stale, through, () => undefined).rest();
      }).immediate();
  } finally {
    db.exec("DETACH ahead");
    dropAhead(db.name);
  }
}

/** Deletes what was made ahead. */
export function dropAhead(file: string): void {
  for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(`${aheadOf(file)}${end}`, { force: true });
}

/** The number of the record through which all of them were made ahead, in their tables as they are; null if they were not. */
function aheadIn(db: Database, stale: readonly Projection[]): number | null {
  if (!isThere(db, { tables: { ahead: "STRICT" } }, "ahead")) return null;
  const said = db.prepare<[string, number], number>("SELECT through FROM ahead.ahead WHERE name = ? AND version = ?");
  const all = stale.map((each) => (isThere(db, each, "ahead") ? said.pluck().get(each.name, each.version) : undefined));
  return all.includes(undefined) ? null : (all[0] ?? null);
}

/** The record of a row. @throws TypeError if it says that it is another stream's */
function ownOf(row: RecordRow): Numbered {
  const one = numberedIn(row);
  if (one.record.stream !== row.stream) throw new TypeError(`it says that it is in ${one.record.stream}`);
  return one;
}

/** What `read` makes of a record. @throws BentRecord naming it */
function inRecord<T>(number: number, stream: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (unwritable(cause) !== null) throw cause;
    throw new BentRecord(
      `Record ${number} of the ledger, in ${stream}, can't be read (${(cause as Error).message}). ` +
        "Nothing was changed. `variorum verify` says all that is wrong; restore the last copy that verifies.",
      { cause },
    );
  }
}

/** Puts the rows that were made in place of those that are there. */
function put(db: Database, { name, version, tables, indices }: Projection, from: "temp" | "ahead"): void {
  for (const [table, columns] of Object.entries(tables)) {
    db.exec(`DROP TABLE IF EXISTS main.${table}; CREATE TABLE main.${table} ${columns}`);
    db.exec(`INSERT INTO main.${table} SELECT * FROM ${from}.${table}`);
  }
  makeIndices(db, indices, "main");
  db.prepare(
    "INSERT INTO projection (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version",
  ).run(name, version);
}
