/**
 * Projections: rows folded from records, for what needs many passages (the queue, counts, people's drafts). They are never
 * the truth: a record's rows are kept in its own transaction, and `rebuild` makes the same rows of the records alone.
 */
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
  /** What its rows are found by. */
  indices: string;
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
export function bringUp(db: Database, projections: readonly Projection[]): void {
  db.exec("CREATE TABLE IF NOT EXISTS projection (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT");
  const known = db.prepare<[string], number>("SELECT version FROM projection WHERE name = ?").pluck();
  const stale = projections.filter((each) => known.get(each.name) !== each.version || !isThere(db, each));
  if (stale.length > 0) rebuild(db, stale);
}

/** True if its tables are there, as they are defined. */
function isThere(db: Database, { tables }: Projection): boolean {
  const made = db.prepare<[string], string>("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?").pluck();
  return Object.entries(tables).every(([name, columns]) => made.get(name)?.endsWith(columns));
}

/**
 * Makes the rows of projections anew from the records alone. They grow in tables of this connection, a page of records at a
 * time, while others write; at the end they take the place of those that are there, in one transaction.
 * @param db a connection whose statements no projection has yet.
 * @returns the number of the last record.
 * @throws BentRecord if a record can't be read.
 */
export function rebuild(db: Database, projections: readonly Projection[]): number {
  for (const { tables } of projections)
    for (const [name, columns] of Object.entries(tables)) db.exec(`CREATE TEMP TABLE ${name} ${columns}`);
  // Of two tables of one name, a connection's own is meant.
  const folds = projections.map(({ fold }) => fold(db));
  const page = db.prepare<[number], RecordRow>(`${RECORDS} WHERE number > ? ORDER BY number LIMIT ${PAGE}`);
  let through = 0;
  const foldPage = db.transaction(() => {
    const rows = page.all(through);
    const added = rows.map((row) => inRecord(row.number, row.stream, () => ownOf(row)));
    for (const fold of folds) fold(added, true);
    through = rows.at(-1)?.number ?? through;
    return rows.length;
  });
  const finish = () => folds.forEach((fold) => fold([]));
  while (foldPage() === PAGE);
  // What takes long is done while others can still write.
  finish();
  db.transaction(() => {
    while (foldPage() > 0);
    finish();
    for (const projection of projections) put(db, projection);
  }).immediate();
  for (const { tables } of projections) for (const name of Object.keys(tables)) db.exec(`DROP TABLE temp.${name}`);
  return through;
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

/** Puts this connection's rows in place of those that are there. */
function put(db: Database, { name, version, tables, indices }: Projection): void {
  for (const [table, columns] of Object.entries(tables)) {
    db.exec(`DROP TABLE IF EXISTS main.${table}; CREATE TABLE main.${table} ${columns}`);
    db.exec(`INSERT INTO main.${table} SELECT * FROM temp.${table}`);
  }
  db.exec(indices);
  db.prepare(
    "INSERT INTO projection (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version",
  ).run(name, version);
}
