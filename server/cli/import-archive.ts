/** `variorum import --archive FILE`: a work as another workbench has it, with all its records. */
import { closeSync } from "node:fs";
import { basename } from "node:path";
import { count } from "../../editor/language/english.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import { archiveFaultInWords } from "../../editor/refusals/refusals.ts";
import { archivedWork, ArchiveRefused, bringArchive, type ArchiveCame } from "../bringing/bringing-archive.ts";
import { inMemory, onDisk } from "../bringing/file-bytes.ts";
import { accountsIn, flawOf } from "../exchanging/exchanging.ts";
import { sqliteStore } from "../sqlite/sqlite.ts";
import { keepFirst } from "../store/first-kept.ts";
import { elsewhere } from "./elsewhere.ts";
import { FileProblem, givenFile, openGiven } from "./files.ts";
import { cut, tellSent } from "./sending.ts";
import { sayCounted, sayNotTaken } from "./import-words.ts";
import { workbenchIn } from "./workbench-in.ts";

interface Asked {
  data: string;
  json?: true;
  work?: string;
  git?: string;
  jsonl?: string;
  by?: string;
  visibility?: string;
  dryRun?: true;
  url?: string;
  tokenFile?: string;
}

/** @throws FileProblem if it is not taken in. */
export async function importArchive(files: readonly string[], name: string, asked: Asked): Promise<void> {
  const { work: named, git, jsonl, json, url, by } = asked;
  if (files.length > 0 || named !== undefined || git !== undefined || jsonl !== undefined)
    throw new FileProblem("An archive says what its work is called, and comes alone: --archive FILE.");
  if (asked.visibility !== undefined)
    throw new FileProblem("Who reads a work of an archive is said once it is here, on its page “Who reads it”.");
  if (asked.dryRun)
    throw new FileProblem("Of an archive nothing is kept before all of it is checked; --dry-run is for other files.");
  if (url !== undefined && by !== undefined)
    throw new FileProblem("With --url an archive is taken in by whose token it is: leave --by out.");
  try {
    const came = url === undefined ? await into(asked.data, name) : await sent({ ...asked, url }, name);
    tell(came, json === true, url === undefined ? "here" : "there");
  } catch (error) {
    throw problemOf(name, error);
  }
}

async function into(data: string, name: string): Promise<ArchiveCame> {
  const file = openGiven(name, FILE_LIMITS.archive);
  try {
    const db = await workbenchIn(data);
    const store = sqliteStore(db);
    try {
      const unbagging = { room: data, most: FILE_LIMITS.archived };
      return await bringArchive(store, onDisk(file), accountsIn(db), null, keepFirst(db), unbagging);
    } finally {
      await store.close();
    }
  } finally {
    closeSync(file);
  }
}

async function sent(to: { url: string; tokenFile?: string }, name: string): Promise<ArchiveCame> {
  const { bytes } = givenFile(name, FILE_LIMITS.sent);
  const there = elsewhere(to);
  const work = await archivedWork(inMemory(bytes));
  const path = `/api/works/${encodeURIComponent(work)}/import?${new URLSearchParams({ name: basename(name) })}`;
  const answer = (await there.sent(path, "application/zip", cut(Buffer.from(bytes)), tellSent())) as ArchiveCame;
  return { ...answer, work };
}

function tell({ work, passages, versions, added }: ArchiveCame, json: boolean, where: "here" | "there"): void {
  const already = added === 0;
  if (json) return console.log(JSON.stringify({ work, passages, versions, notTaken: {}, already }));
  const counted = sayCounted(passages, versions);
  const news = already ? `all of it was ${where} already` : `${count(added, "record")} were not ${where} before`;
  console.log(`✓ ${work} is ${where}: ${counted}; ${news}.`);
}

function problemOf(name: string, error: unknown): unknown {
  if (error instanceof NotTaken) return new FileProblem(sayNotTaken(name, error), { cause: error });
  if (error instanceof ArchiveRefused)
    return new FileProblem(archiveFaultInWords(name, error.fault, flawOf(error.fault)), { cause: error });
  return error;
}
