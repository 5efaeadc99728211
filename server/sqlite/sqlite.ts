/**
 * The store in one SQLite file. Every method is one transaction, and what it added is on disk when its promise
 * resolves. What the tables are stands in `migrations/`; the accounts keep tables of their own in the same file.
 */
import type { Database } from "better-sqlite3";
import { newId } from "../store/ids.ts";
import { bringUp } from "../reading/projection.ts";
import { PROJECTIONS } from "../reading/projections.ts";
import { keepBefore } from "./before.ts";
import { Database as Sqlite } from "../store/driver.ts";
import { fileProblem } from "../store/folder.ts";
import { migrate, MIGRATIONS } from "./migrations/migrations.ts";
import { keepPrivate } from "../store/private.ts";
import type { SqliteEffects } from "./sqlite-draft-log.ts";
import { SqliteStore } from "./sqlite-store.ts";
import type { Store } from "../store/store.ts";

export { loggedUpdates } from "./sqlite-draft-log.ts";
export { makeTrimmable, makeWordTables, SqliteWordIndex, trimmed, wipeDropped } from "./sqlite-word-index.ts";
export { sqliteRemarks } from "./sqlite-remarks.ts";
export { hasTraces } from "./traces.ts";

/** How long a writer waits for another process before it gives up, in milliseconds. */
const PATIENCE = 5_000;

/** So many kilobytes of the file are held here: the way to its pages. What lies at the end of that, the system keeps as well. */
const CACHE = 4_000;

/**
 * Opens a database file, made if it is not there, so that a commit is on the disk itself when it returns
 * (write-ahead log, `synchronous=FULL`), foreign keys hold, and triggers also see `INSERT OR REPLACE`.
 * @throws FolderUnusable if the file may not be written or is no database; what SQLite says if it can't be opened at all,
 *   or lies where a write-ahead log can't be kept.
 */
export function openSqlite(file: string): Database {
  const db = fileOf(file);
  try {
    const journal = db.pragma("journal_mode = WAL", { simple: true });
    if (journal !== "wal" && journal !== "memory")
      throw new Error(`${file} lies on a disk that can't keep a write-ahead log. Put the data folder on a local disk.`);
    for (const setting of ["synchronous = FULL", "fullfsync = ON", "foreign_keys = ON", "recursive_triggers = ON"])
      db.pragma(setting);
    db.pragma(`cache_size = -${CACHE}`);
    return db;
  } catch (cause) {
    db.close();
    throw fileProblem(file, cause);
  }
}

function fileOf(file: string): Database {
  try {
    if (file !== ":memory:") keepPrivate(file);
    return new Sqlite(file, { timeout: PATIENCE });
  } catch (cause) {
    throw fileProblem(file, cause);
  }
}

/**
 * The store in `db`, its tables brought up to date first; before its records are written anew, a copy is kept beside it.
 * Closing the store closes `db`.
 * @throws UnknownTables if a newer program has written there, BrokenLedger if what was kept so far does not verify.
 */
export function sqliteStore(db: Database, effects: Partial<SqliteEffects> = {}): Store {
  keepBefore(db);
  migrate(db, MIGRATIONS);
  bringUp(db, PROJECTIONS, effects.told);
  return new SqliteStore(db, { now: Date.now, newDraft: newId, ...effects });
}
