/** `variorum import --archive FILE`: a work as another workbench has it, with all its records. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { count } from "../../editor/language/english.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import { ArchiveRefused, bringArchive, type ArchiveFault } from "../bringing/bringing-archive.ts";
import { flawInWords, looking } from "../care/care.ts";
import { openSqlite, sqliteStore } from "../sqlite/sqlite.ts";
import { makeFolder } from "../store/folder.ts";
import { DATABASE } from "../store/names.ts";
import { FileProblem, givenFile } from "./files.ts";
import { sayCounted, sayNotTaken } from "./import-words.ts";

/** The database of a folder; one that holds nothing becomes a workbench. */
export async function workbenchIn(data: string): Promise<Database> {
  const file = join(data, DATABASE);
  // Opening it for writing would make a workbench's of whatever database it is.
  if (existsSync(file)) await looking(file, () => undefined);
  else makeFolder(data);
  return openSqlite(file);
}

/** @throws FileProblem if it is not taken in. */
export async function importArchive(
  files: readonly string[],
  name: string,
  {
    data,
    json,
    work: named,
    git,
    jsonl,
    url,
  }: { data: string; json?: true; work?: string; git?: string; jsonl?: string; url?: string },
): Promise<void> {
  if (files.length > 0 || named !== undefined || git !== undefined || jsonl !== undefined)
    throw new FileProblem("An archive says what its work is called, and comes alone: --archive FILE.");
  if (url !== undefined)
    throw new FileProblem("An archive comes in on the machine of the workbench alone, without --url.");
  const { bytes } = givenFile(name, FILE_LIMITS.archive);
  const db = await workbenchIn(data);
  const store = sqliteStore(db);
  try {
    const { work, passages, versions, added } = await bringArchive(store, bytes, accountsIn(db));
    const already = added === 0;
    if (json === true) return console.log(JSON.stringify({ work, passages, versions, notTaken: {}, already }));
    const counted = sayCounted(passages, versions);
    const news = already ? "all of it was here already" : `${count(added, "record")} were not here before`;
    console.log(`✓ ${work} is here: ${counted}; ${news}.`);
  } catch (error) {
    throw problemOf(name, error);
  } finally {
    await store.close();
  }
}

/** Who has an account here; nobody, in a folder that was never served. */
function accountsIn(db: Database): (id: string) => boolean {
  const has = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'user'").get() !== undefined;
  const account = has ? db.prepare<[string], number>("SELECT 1 FROM user WHERE id = ?").pluck() : null;
  return (id) => account?.get(id) !== undefined;
}

function problemOf(name: string, error: unknown): unknown {
  if (error instanceof NotTaken) return new FileProblem(sayNotTaken(name, error), { cause: error });
  if (error instanceof ArchiveRefused) return new FileProblem(sayRefused(name, error.fault), { cause: error });
  return error;
}

/** Why the work of an archive does not come in, as a sentence that says what to do. */
function sayRefused(file: string, fault: ArchiveFault): string {
  switch (fault.code) {
    case "no-records":
      return `${file} holds no record. “variorum export WORK --archive FILE” makes an archive that does.`;
    case "record-altered":
      return `${file} was altered: record ${fault.record} in it is not what it was when it was made${fault.flaw ? ` (${flawInWords(fault.flaw)})` : ""} Nothing was changed. Take another copy.`;
    case "another-work":
      return `${file} has records of more than one work, from record ${fault.record} on. An archive holds one. Nothing was changed.`;
    case "access":
      return `${file} says with record ${fault.record} who may do what in another workbench, which is nobody's to bring. Nothing was changed.`;
    case "first-format":
      return `${file} is of a work that was brought over from the first format (0.1), which can't come into another workbench yet. Nothing was changed.`;
    case "another-way":
      return `The work “${fault.work}” is here and went another way: record ${fault.position} of “${fault.stream}” is not the same here and in ${file}. Nothing was changed.`;
    case "under-way":
      return `A work called “${fault.work}” is on its way in. Nothing was changed. Try again in a minute.`;
    case "moved-on":
      return `Somebody wrote in “${fault.work}” while it was added to. What was added before that stays; bring ${file} in again to see whether the rest still fits.`;
    case "own-account":
      return `${file} names somebody by the account “${fault.id}”, which is one of this workbench: what others did elsewhere can't be theirs. Nothing was changed.`;
    case "own-proposal":
      return `${file} has a proposal “${fault.id}”, and so has another work here. Nothing was changed.`;
  }
}
