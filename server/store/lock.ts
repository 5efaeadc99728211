/**
 * One workbench a data folder: two that serve the same drafts would not hear each other's words. The lock is SQLite's
 * own on a file beside the store, so the system lets it go with the process, however that ends. Somebody may remove that
 * file; so the database itself says as well which process serves it. Neither keeps anybody from reading or writing beside.
 */
import { statSync } from "node:fs";
import { join } from "node:path";
import type BetterSqlite from "better-sqlite3";
import { Database } from "./driver.ts";
import { keepPrivate } from "./private.ts";
import { isRunning, thisProcess, type Process } from "./process.ts";

/** Another process serves the folder. */
export class FolderTaken extends Error {
  override name = "FolderTaken";
}

/**
 * Takes `folder` for this process; the function it gives lets it go.
 * @throws FolderTaken if another process has it.
 */
export function takeFolder(folder: string): () => void {
  const file = join(folder, "serving.lock");
  keepPrivate(file);
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    if ((cause as { code?: string }).code !== "SQLITE_BUSY") throw cause;
    throw new FolderTaken(taken(folder), { cause });
  }
  return () => void lock.close();
}

function taken(folder: string): string {
  return `another workbench is serving ${folder}. Stop that one first, or give this one a data folder of its own.`;
}

/**
 * Takes the database of the folder for this process; the function it gives lets it go.
 * @throws FolderTaken if a process that is still there has it.
 */
export function takeDatabase(db: BetterSqlite.Database, folder: string): () => void {
  const { dev, ino } = statSync(db.name);
  const me = { file: `${dev}:${ino}`, ...thisProcess() };
  const kept = db.prepare<[], Process & { file: string }>("SELECT file, host, pid, started FROM serving");
  const keep = db.prepare(
    "INSERT OR REPLACE INTO serving (one, file, host, pid, started) VALUES (1, :file, :host, :pid, :started)",
  );
  db.transaction(() => {
    const other = kept.get();
    if (other?.file === me.file && isRunning(other))
      throw new FolderTaken(`${taken(folder)} (It is process ${other.pid}.)`);
    keep.run(me);
  }).immediate();
  return () =>
    void db
      .prepare("DELETE FROM serving WHERE pid = :pid AND started = :started")
      .run({ pid: me.pid, started: me.started });
}
