/** A copy of the database beside itself, before its records are written anew: nothing that was kept is lost by that. */
import { renameSync, rmSync } from "node:fs";
import type { Database } from "better-sqlite3";
import { appliedMigrations } from "./migrations/migrations.ts";
import { keepPrivate } from "../store/private.ts";

/** The first migration after which records stand in streams. */
const STREAMS = 13;

/** The copy's file, beside that of a database whose tables were at `applied`. */
export function copyBefore(file: string, applied: number): string {
  return `${file}.before-tables-${applied + 1}`;
}

/** True of the name of such a copy, or of one that was not finished, of the database file called `file`. */
export function isCopyBefore(file: string, name: string): boolean {
  return name.startsWith(`${file}.before-tables-`);
}

/**
 * Copies a database whose records are about to be brought over. One that is new, or in memory, has none. A copy from an
 * earlier try goes first: it may be older than what is brought over now, and takes room.
 */
export function keepBefore(db: Database): void {
  const applied = appliedMigrations(db);
  if (applied === 0 || applied >= STREAMS || db.memory) return;
  const copy = copyBefore(db.name, applied);
  const part = `${copy}.part`;
  for (const earlier of [copy, part]) rmSync(earlier, { force: true });
  try {
    keepPrivate(part);
    db.prepare("VACUUM INTO ?").run(part);
    renameSync(part, copy);
  } finally {
    rmSync(part, { force: true });
  }
}
