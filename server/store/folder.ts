/** The data folder: made if it is not there, and tried before anything else begins. */
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unwritable, type Unwritable } from "./unwritable.ts";

/** Nothing can be kept in the folder; the message says why, and what to do. */
export class FolderUnusable extends Error {
  override name = "FolderUnusable";
}

const ANOTHER = "or name another folder with --data (or VARIORUM_DATA).";

/**
 * Makes `folder`, and makes sure that a file can be written there.
 * @throws FolderUnusable
 */
export function makeFolder(folder: string): void {
  try {
    make(folder);
    tryFile(join(folder, `trial-${process.pid}`));
  } catch (cause) {
    throw new FolderUnusable(sentence(folder, cause), { cause });
  }
}

function tryFile(file: string): void {
  try {
    writeFileSync(file, "May a file be written here?\n");
  } finally {
    rmSync(file, { force: true });
  }
}

/** One by one: Node's own way to make all of them never ends where a folder that is there lets none be made in it. */
function make(folder: string): void {
  if (existsSync(folder)) return;
  make(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/**
 * Refuses to start on a database that takes nothing: SQLite opens a file that may only be read without a word.
 * @param reason what trying it gave.
 * @throws FolderUnusable
 */
export function refuseUnwritable(file: string, reason: Unwritable | null): void {
  if (reason === null) return;
  const sentences: Record<Unwritable, string> = {
    full: `The disk that holds ${file} is full. Make room on it, ${ANOTHER}`,
    "read-only": notYours(file),
    failing: `The disk that holds ${file} fails. Look after it, ${ANOTHER}`,
  };
  throw new FolderUnusable(`${sentences[reason]} Nothing was started.`);
}

function notYours(file: string): string {
  return `${file} may not be read and written by this user (${user()}). Make the user that runs the workbench its owner, ${ANOTHER}`;
}

/** What opening a file of the folder as a database ran into, in words that say what to do, if there are any. */
export function fileProblem(file: string, cause: unknown): unknown {
  const { code = "" } = cause as { code?: string };
  if (code === "SQLITE_NOTADB" || code.startsWith("SQLITE_CORRUPT"))
    return new FolderUnusable(`${file} is no database, or a damaged one. Put a copy of it back, ${ANOTHER}`, { cause });
  if (unwritable(cause) !== "read-only") return cause;
  return new FolderUnusable(notYours(file), { cause });
}

function sentence(folder: string, cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === "EEXIST" || code === "ENOTDIR")
    return `${folder} can't be the data folder: ${blocking(folder)} is a file. Move it away, ${ANOTHER}`;
  if (code === "EROFS") return `${folder} lies on a disk that is mounted read-only. Mount it for writing, ${ANOTHER}`;
  switch (unwritable(cause)) {
    case "full":
      return `The disk that holds ${folder} is full. Nothing was started. Make room on it, ${ANOTHER}`;
    case "read-only":
      return `This user (${user()}) may not write in ${folder}. Make the user that runs the workbench its owner, ${ANOTHER}`;
    default:
      return `${folder} can't be the data folder: ${message}. Repair that, ${ANOTHER}`;
  }
}

/** The part of a path that is a file, where a folder would have to be. */
function blocking(folder: string): string {
  const parts = folder.split("/").map((_, at, all) => all.slice(0, at + 1).join("/") || "/");
  return parts.find((part) => existsSync(part) && !statSync(part).isDirectory()) ?? folder;
}

function user(): string {
  return process.geteuid ? `number ${process.geteuid()}` : "who runs this program";
}
