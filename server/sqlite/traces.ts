/**
 * What is taken out for good leaves nothing in the data folder: neither in the space that SQLite has freed at any time, nor
 * in the write-ahead log, nor in copies of the database. That it is still to be done is noted in the transaction that
 * takes out, so that neither a crash nor another reader of the file keeps it from being done.
 */
import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Database } from "better-sqlite3";
import { dropAhead } from "../reading/projection.ts";
import { isCopyBefore } from "./before.ts";

/** The setting that says that traces are left. */
const DUE = "traces-left";

/** Notes, within a transaction, that traces are left. */
export function noteTraces(db: Database): void {
  db.prepare("INSERT INTO setting (name, value) VALUES (?, 'yes') ON CONFLICT (name) DO NOTHING").run(DUE);
}

/** True if traces are left of something that was taken out. */
export function hasTraces(db: Database): boolean {
  return db.prepare("SELECT 1 FROM setting WHERE name = ?").get(DUE) !== undefined;
}

/**
 * Wipes the traces that are left: writes the database anew without the space that is free, empties the write-ahead log, and
 * deletes the copies of the database from before its tables were changed, and rows that were made ahead. It takes about two seconds for each 100 MB.
 * @returns false if something reads or writes the file at the moment, so that it has to be tried again.
 * @throws what SQLite says if the disk is full or fails.
 */
export function wipeTraces(db: Database): boolean {
  if (!hasTraces(db)) return true;
  const patience = db.pragma("busy_timeout", { simple: true }) as number;
  try {
    db.pragma("busy_timeout = 0");
    db.exec("VACUUM");
    const [{ busy }] = db.pragma("wal_checkpoint(TRUNCATE)") as [{ busy: 0 | 1 }];
    if (busy) return false;
  } catch (error) {
    if ((error as { code?: string }).code === "SQLITE_BUSY") return false;
    throw error;
  } finally {
    db.pragma(`busy_timeout = ${patience}`);
  }
  if (!db.memory) dropCopies(db.name);
  db.prepare("DELETE FROM setting WHERE name = ?").run(DUE);
  return true;
}

function dropCopies(file: string): void {
  const folder = dirname(file);
  for (const name of readdirSync(folder))
    if (isCopyBefore(basename(file), name)) rmSync(join(folder, name), { force: true });
  dropAhead(file);
}
