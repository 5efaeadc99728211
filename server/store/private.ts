/** Files that nobody else on the machine may read: passwords' hashes, sessions and unpublished drafts are in them. */
import { chmodSync, closeSync, existsSync, openSync, statSync } from "node:fs";

/** The beginnings of a file's name that SQLite adds to, in the same folder. It gives them the file's own mode. */
const BESIDE = ["", "-wal", "-shm", "-journal"];

/**
 * Makes sure that a database's file is for its owner alone, before anything is in it, and so are the files beside it. A
 * file of somebody else's stays as it is.
 */
export function keepPrivate(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, "a", 0o600));
  for (const each of BESIDE) if (isOpen(file + each)) chmodSync(file + each, 0o600);
}

function isOpen(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && (found.mode & 0o077) !== 0 && found.uid === process.geteuid?.();
}
