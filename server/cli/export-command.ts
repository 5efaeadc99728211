/** `variorum export WORK`: a work as a file, each version with its address and digest. It only reads, beside a running workbench too. */
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Database } from "better-sqlite3";
import { Command, Option } from "commander";
import { Counting, type Counts } from "../../translations/exchange/brought.ts";
import { FORMATS, type Format } from "../../translations/exchange/formats.ts";
import type { Told } from "../../translations/exchange/told.ts";
import { archived } from "../../translations/exchange/archive.ts";
import { passageStream, saidIn, type Kept } from "../../translations/ledger/record.ts";
import { evolveVersions, type Version } from "../../translations/ledger/state.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import { writeBag } from "../bringing/bag.ts";
import { looking } from "../care/care.ts";
import { ADDRESS_SETTING } from "../host/address.ts";
import { DATABASE } from "../store/names.ts";
import { keptOf, recordIn, RECORDS, type RecordRow } from "../store/rows.ts";
import { keptSettings } from "../store/settings.ts";
import { readmeOf } from "./archive-readme.ts";
import { dataOption } from "./data.ts";
import { draftedIn } from "./export-drafts.ts";
import { FileProblem, inOneSentence } from "./files.ts";
import { sayCounted, sayLeftOut } from "./import-words.ts";

interface ExportOptions {
  data: string;
  format?: string;
  out?: string;
  archive?: string;
  drafts?: boolean;
  json?: true;
}

export function exportCommand(): Command {
  return new Command("export")
    .description(
      "Write a work into a file, each version with its address and digest, and say what the format can't hold. It only reads, beside a running workbench too. Ends with 0 if the file is written, 1 if not.",
    )
    .argument("<work>", "the work, as its address has it")
    .addOption(new Option("--format <name>", "how").choices(Object.keys(FORMATS)))
    .option("--out <file>", "where to; what stands there is replaced once the new file is whole")
    .option(
      "--archive <file>",
      "all of it, with its records, as a zip (BagIt) that another workbench takes in, and that can be read without one",
    )
    .option(
      "--drafts",
      "with --archive: also how each draft came to be, step by step, with its people and times, finished or not. Without it an archive holds what every reader of the work may see",
    )
    .option("--json", "end with a line of JSON: {work, passages, versions, leftOut}")
    .addOption(dataOption())
    .action((work: string, options: ExportOptions) => inOneSentence(() => putOut(work, options)));
}

async function putOut(id: string, options: ExportOptions): Promise<void> {
  const { data, json } = options;
  const { to, write } = wanted(id, options);
  const written = await looking(join(data, DATABASE), async (db) => {
    const base = (await keptSettings(db).get(ADDRESS_SETTING)) ?? "";
    // One view of the ledger, whatever is added meanwhile.
    return db.transaction(() => wholeFile(to, (file) => write(db, base, file)))();
  });
  if (json) return console.log(JSON.stringify({ work: id, ...written }));
  console.log(`✓ ${id} is in ${to}: ${sayCounted(written.passages, written.versions)}.`);
  const left = sayLeftOut(written.leftOut, "Not in this file");
  if (left) console.log(left);
}

/** What the work is. @throws FileProblem if there is none of that name. */
function describedAs(db: Database, id: string): Work {
  const found = db.prepare<[string], string>("SELECT description FROM reading_work WHERE work = ?").pluck().get(id);
  if (found === undefined) throw new FileProblem(`There is no work called “${id}”.`);
  return JSON.parse(found) as Work;
}

/**
 * The passages of a work, one after another.
 * @param also of those that went, which are told behind them.
 * @throws FileProblem if there is no such work.
 */
function* toldOf(db: Database, id: string, base: string, also: readonly Passage[] = []): Generator<Told> {
  const stream = db.prepare<[string], RecordRow>(`${RECORDS} WHERE stream = ? ORDER BY position`);
  for (const passage of [...describedAs(db, id).passages, ...also]) {
    const records = stream.all(passageStream({ work: id, passage: passage.id })).map(recordIn);
    const versions = records.reduce<readonly Version[]>(evolveVersions, []);
    yield { passage, versions, address: (version) => `${base}/${id}/${passage.id}/v${version}` };
  }
}

/** @throws FileProblem if nothing can be written where `out` is to stand. */
function opened(beside: string, out: string): number {
  try {
    return openSync(beside, "wx", 0o600);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? `There is no folder ${dirname(out)}.` : `${out} can't be written: ${message}.`;
    throw new FileProblem(why, { cause });
  }
}

/** What was written. */
interface Written {
  passages: number;
  versions: number;
  leftOut: Counts;
}

/** Where to, and how. @throws FileProblem if neither a format nor an archive is asked for, or both are */
function wanted(
  id: string,
  { format, out, archive, drafts = false }: ExportOptions,
): { to: string; write: (db: Database, base: string, file: number) => Written } {
  if (archive !== undefined) {
    if (format !== undefined || out !== undefined)
      throw new FileProblem("An archive holds all of a work: name --archive FILE alone, or --format and --out.");
    return { to: archive, write: (db, _, file) => writeArchive(db, id, file, drafts) };
  }
  if (drafts) throw new FileProblem("How drafts came to be stands in an archive alone: --archive FILE --drafts.");
  if (format === undefined || out === undefined)
    throw new FileProblem("Say how and where to: --format NAME --out FILE, or --archive FILE.");
  const write = (db: Database, base: string, file: number): Written =>
    writeFormat(FORMATS[format]!, describedAs(db, id), toldOf(db, id, base), file);
  return { to: out, write };
}

/** Writes a file beside its place, and puts it there once it is whole. */
function wholeFile<Made>(out: string, write: (file: number) => Made): Made {
  const beside = `${out}.${process.pid}.part`;
  const file = opened(beside, out);
  try {
    const made = write(file);
    closeSync(file);
    renameSync(beside, out);
    return made;
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function writeFormat({ head, written, foot, leftOut }: Format, work: Work, all: Iterable<Told>, file: number): Written {
  const counting = new Counting();
  let [passages, versions] = [0, 0];
  writeFileSync(file, head(work));
  for (const told of all) {
    // Whole, or it throws: of a disk that is nearly full a mere write takes the beginning.
    writeFileSync(file, written(told, work));
    passages++;
    versions += told.versions.length;
    counting.addAll(leftOut(told));
  }
  writeFileSync(file, foot);
  return { passages, versions, leftOut: counting.counts() };
}

/** The whole work, if asked for with its drafts; who may do what in this workbench is no part of it. */
function writeArchive(db: Database, id: string, file: number, drafts: boolean): Written {
  const work = describedAs(db, id);
  const rows = db.prepare<[string], RecordRow>(
    `${RECORDS} WHERE work = ? AND stream NOT GLOB 'access/*' ORDER BY number`,
  );
  let last = "";
  const kept = function* (): Generator<Kept> {
    for (const row of rows.iterate(id)) {
      const record = keptOf(row);
      last = saidIn(record).at;
      yield record;
    }
  };
  let [passages, versions] = [0, 0];
  const told = function* (): Generator<Told> {
    [passages, versions] = [0, 0];
    for (const each of toldOf(db, id, "", work.retired)) {
      passages++;
      versions += each.versions.length;
      yield each;
    }
  };
  const info = () =>
    [
      ["External-Identifier", id],
      ["External-Description", work.title],
      ["Bagging-Date", last.slice(0, 10)],
    ] as const;
  const files = archived(readmeOf(work, drafts), kept, told, drafts ? () => draftedIn(db, id) : undefined);
  writeBag(id, files, info, (bytes) => writeFileSync(file, bytes));
  return { passages, versions, leftOut: {} };
}
