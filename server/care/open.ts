/** A workbench's database opened for looking only: nothing is migrated, made or mended, whoever else has it open. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { Database as Sqlite } from "../store/driver.ts";
import { appliedMigrations, MIGRATIONS } from "../sqlite/migrations/migrations.ts";

/** It can't be looked at; the message says why, and what to do. */
export class Unreadable extends Error {
  override name = "Unreadable";
}

/** How long to wait for another process, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Runs `look` on the database in `file`, closed afterwards.
 * @param older true: tables of an older program will do.
 * @throws Unreadable if it is no workbench's, damaged beyond reading, or of another program's tables.
 */
export async function looking<T>(file: string, look: (db: Database) => T | Promise<T>, older = false): Promise<T> {
  if (!existsSync(file))
    throw new Unreadable(
      `There is no workbench here: ${file} does not exist. Name its data folder with --data (or VARIORUM_DATA).`,
    );
  const { db, end } = opened(file);
  try {
    refuseOthers(db, file, older);
    return await look(db);
  } catch (cause) {
    throw damaged(file, cause) ?? cause;
  } finally {
    db.close();
    end();
  }
}

/** SQLite can't read a write-ahead log where it may write nothing at all: there, a copy is looked at. */
function opened(file: string): { db: Database; end: () => void } {
  try {
    return { db: tried(file), end: () => undefined };
  } catch (cause) {
    const { code = "" } = cause as { code?: string };
    if (!/^SQLITE_(CANTOPEN|READONLY|FULL|IOERR)/.test(code)) throw explained(file, cause);
  }
  const aside = mkdtempSync(join(tmpdir(), "variorum-look-"));
  const end = () => rmSync(aside, { recursive: true, force: true });
  try {
    for (const each of ["", "-wal"])
      if (existsSync(file + each)) copyFileSync(file + each, join(aside, `copy.db${each}`));
    return { db: tried(join(aside, "copy.db")), end };
  } catch (cause) {
    end();
    throw explained(file, cause);
  }
}

function tried(file: string): Database {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: PATIENCE });
  try {
    db.prepare("SELECT count(*) FROM sqlite_schema").get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function refuseOthers(db: Database, file: string, older: boolean): void {
  const latest = MIGRATIONS.at(-1)!.number;
  const applied = appliedMigrations(db);
  if (applied > latest)
    throw new Unreadable(
      `${file} was made by a newer Variorum (its tables are at ${applied}, this program knows ${latest}). Look at it with that one.`,
    );
  const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'record'").get();
  if (applied === 0 && !table) throw new Unreadable(`${file} is a database, but no workbench's.`);
  if (applied < latest && !older)
    throw new Unreadable(
      `${file} was last served by an older Variorum (its tables are at ${applied}, this program's at ${latest}). Start the workbench once with this program, which brings them up to date, or look at it with that one.`,
    );
}

function explained(file: string, cause: unknown): unknown {
  const { code = "", message } = cause as { code?: string; message: string };
  if (damaged(file, cause)) return damaged(file, cause);
  if (code.startsWith("SQLITE_") || /^E[A-Z]+$/.test(code))
    return new Unreadable(`${file} can't be read: ${message}. Nothing was changed.`, { cause });
  return cause;
}

function damaged(file: string, cause: unknown): Unreadable | null {
  const { code = "", message } = cause as { code?: string; message: string };
  if (code !== "SQLITE_NOTADB" && !code.startsWith("SQLITE_CORRUPT")) return null;
  return new Unreadable(`${file} is no database, or a damaged one (${message}). Restore the last copy.`, { cause });
}
