/**
 * Copies of a whole workbench in one file, made while it runs, and workbenches made from such a file. A copy is the
 * database as it stood at one moment (SQLite's own online backup), and in it, in a table of its own, the other files that a
 * workbench needs: the secret that signs sessions. A file stands under its name only when it is whole and on the disk.
 */
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { copyFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import type { Database } from "better-sqlite3";
import { DATABASE } from "../store/names.ts";
import { Database as Sqlite } from "../store/driver.ts";
import { makeFolder, FolderUnusable } from "../store/folder.ts";
import { takeFolder } from "../store/lock.ts";
import { audit, type Audit } from "./audit.ts";
import { looking, Unreadable } from "./open.ts";

/** The files of a data folder, beside the database, without which a workbench would not be the same. */
const BESIDE = ["secret"];

const CARRIED = `CREATE TABLE carried (name TEXT PRIMARY KEY, mode INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE copied (at TEXT NOT NULL) STRICT;`;

/**
 * Copies the workbench in `folder` to `file`, in whose place the copy is put once it is whole.
 * @throws Unreadable if there is no workbench, or `file` is something else than a copy.
 */
export async function backUp(folder: string, file: string, at: string): Promise<void> {
  if (file === "") throw new Unreadable("Name a file for the copy.");
  const source = join(folder, DATABASE);
  const place = realPath(file);
  refusePlace(source, folder, file, place);
  const aside = asideOf(place);
  try {
    closeSync(openSync(aside, "wx", 0o600));
    await looking(source, (db) => copyOf(db, aside), true);
    pack(folder, aside, at);
    putInPlace(aside, place);
  } finally {
    for (const each of ["", "-journal", "-wal", "-shm"]) rmSync(aside + each, { force: true });
  }
}

/** Where a path leads through links, also where nothing is there yet: a copy goes to the disk that a link names. */
function realPath(path: string): string {
  const whole = resolve(path);
  try {
    return realpathSync(whole);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(whole) === whole) throw error;
  }
  const link = lstatSync(whole, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(whole) : null;
  return link === null ? join(realPath(dirname(whole)), basename(whole)) : realPath(resolve(dirname(whole), link));
}

/** In the same folder, so that it can take the file's place at once. Left behind by a crash, it can be removed. */
function asideOf(place: string): string {
  return join(dirname(place), `.${basename(place)}.${process.pid}.${randomBytes(4).toString("hex")}.part`);
}

/** @param place where `file` leads. */
function refusePlace(source: string, folder: string, file: string, place: string): void {
  if (!existsSync(dirname(place)))
    throw new Unreadable(
      `${dirname(place)} does not exist. Make that folder first, or name another file for the copy.`,
    );
  if (dirname(place) === realPath(folder))
    throw new Unreadable(`${file} lies in the data folder itself. Name a file elsewhere, best on another disk.`);
  const there = statSync(place, { throwIfNoEntry: false });
  if (there === undefined) return;
  if (!there.isFile()) throw new Unreadable(`${file} is no file. Name a file for the copy.`);
  if (!isCopy(file))
    throw new Unreadable(`${file} is there and is no copy of a workbench, so it is left alone. Name another file.`);
  const { ino, dev } = statSync(source, { throwIfNoEntry: false }) ?? { ino: -1, dev: -1 };
  if (ino === there.ino && dev === there.dev)
    throw new Unreadable(`${file} is the workbench's own database. Name another file.`);
}

function isCopy(file: string): boolean {
  let db: Database | null = null;
  try {
    db = new Sqlite(file, { readonly: true });
    return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'copied'").get() !== undefined;
  } catch {
    return false;
  } finally {
    db?.close();
  }
}

/** Within one reading transaction, so that writers go on and the copy never has to begin anew because of them. */
async function copyOf(db: Database, aside: string): Promise<void> {
  db.exec("BEGIN");
  db.prepare("SELECT count(*) FROM sqlite_schema").get();
  await db.backup(aside);
  db.exec("ROLLBACK");
}

/** Makes one file of the copy, without a log beside it, and puts into it what else a workbench needs. */
function pack(folder: string, aside: string, at: string): void {
  const db = new Sqlite(aside);
  try {
    db.pragma("journal_mode = DELETE");
    db.transaction(() => {
      db.exec(CARRIED);
      db.prepare("INSERT INTO copied (at) VALUES (?)").run(at);
      const carry = db.prepare("INSERT INTO carried (name, mode, bytes) VALUES (?, ?, ?)");
      for (const name of BESIDE.filter((each) => existsSync(join(folder, each))))
        carry.run(name, 0o600, readFileSync(join(folder, name)));
    })();
  } finally {
    db.close();
  }
}

/** On the disk first, then under its name, and the name on the disk. */
function putInPlace(aside: string, file: string): void {
  onDisk(aside);
  renameSync(aside, file);
  onDisk(dirname(file));
}

function onDisk(path: string): void {
  const opened = openSync(path, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/**
 * Makes a workbench of a copy, in a folder that holds nothing.
 * @returns when the copy was made.
 * @throws Unreadable if `file` is no copy; FolderUnusable if the folder is not empty or can't be written.
 */
export async function restore(file: string, folder: string): Promise<string> {
  const there = statSync(file, { throwIfNoEntry: false });
  if (!there) throw new Unreadable(`${file} does not exist. Name a file that \`variorum backup\` has made.`);
  // Opening a pipe would wait for whoever writes into it.
  if (!there.isFile() || !isCopy(file))
    throw new Unreadable(
      `${file} is no copy of a workbench, or a damaged one. Name a file that \`variorum backup\` has made.`,
    );
  refuseFull(folder);
  makeFolder(folder);
  const letGo = takeFolder(folder);
  const aside = join(folder, `restoring-${DATABASE}`);
  try {
    refuseFull(folder);
    await copyFile(file, aside);
    chmodSync(aside, 0o600);
    const at = unpack(aside, folder);
    putInPlace(aside, join(folder, DATABASE));
    return at;
  } finally {
    for (const each of ["", "-journal", "-wal", "-shm"]) rmSync(aside + each, { force: true });
    letGo();
  }
}

/** What an interrupted restoring leaves, and the lock, are nothing; so is the secret beside a copy that is in no place yet. */
function refuseFull(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory())
    throw new FolderUnusable(`${folder} is a file. Name an empty folder with --data (or VARIORUM_DATA).`);
  const names = readdirSync(folder);
  const interrupted = names.includes(`restoring-${DATABASE}`) && !names.includes(DATABASE);
  const nothing = /^(restoring-.*|serving\.lock.*|lost\+found)$/;
  const held = names.filter((name) => !nothing.test(name) && !(interrupted && BESIDE.includes(name)));
  if (held.length === 0) return;
  throw new FolderUnusable(
    `${folder} is not empty: it holds ${held.slice(0, 5).join(", ")}. Nothing was restored. Name an empty folder with --data (or VARIORUM_DATA), or move what is there away first.`,
  );
}

/** Takes out of the copy what lies beside the database in a workbench. */
function unpack(aside: string, folder: string): string {
  const db = new Sqlite(aside);
  try {
    const damaged = db.pragma("integrity_check(1)", { simple: true });
    if (damaged !== "ok") throw new Unreadable(`The copy is damaged: ${String(damaged)}. Restore another one.`);
    const at = db.prepare<[], string>("SELECT at FROM copied").pluck().get() ?? "";
    for (const { name, mode, bytes } of db.prepare<[], Carried>("SELECT name, mode, bytes FROM carried").all())
      if (BESIDE.includes(name)) place(join(folder, name), bytes, mode);
    db.pragma("secure_delete = ON");
    db.exec("DROP TABLE carried; DROP TABLE copied;");
    return at;
  } finally {
    db.close();
  }
}

interface Carried {
  name: string;
  mode: number;
  bytes: Buffer;
}

function place(path: string, bytes: Buffer, mode: number): void {
  const aside = join(dirname(path), `restoring-${basename(path)}`);
  rmSync(aside, { force: true });
  writeFileSync(aside, bytes, { mode, flush: true });
  renameSync(aside, path);
}

/** Restores a copy elsewhere, and reads it whole; what was restored is gone again. */
export async function prove(file: string): Promise<Audit> {
  const elsewhere = mkdtempSync(join(tmpdir(), "variorum-prove-"));
  try {
    await restore(file, elsewhere);
    return await looking(join(elsewhere, DATABASE), audit);
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
}
