/** `variorum export WORK`: a work as a file, each version with its address and digest. It only reads, beside a running workbench too. */
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Database } from "better-sqlite3";
import { Command, Option } from "commander";
import { Counting, type Counts } from "../../translations/exchange/brought.ts";
import { FORMATS, type Format } from "../../translations/exchange/formats.ts";
import type { Told } from "../../translations/exchange/told.ts";
import { passageStream } from "../../translations/ledger/record.ts";
import { evolveVersions, type Version } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { looking } from "../care/care.ts";
import { ADDRESS_SETTING } from "../host/address.ts";
import { DATABASE } from "../store/names.ts";
import { recordIn, RECORDS, type RecordRow } from "../store/rows.ts";
import { keptSettings } from "../store/settings.ts";
import { dataOption } from "./data.ts";
import { FileProblem, inOneSentence } from "./files.ts";
import { sayCounted, sayLeftOut } from "./import-words.ts";

interface ExportOptions {
  data: string;
  format: string;
  out: string;
  json?: true;
}

export function exportCommand(): Command {
  return new Command("export")
    .description(
      "Write a work into a file, each version with its address and digest, and say what the format can't hold. It only reads, beside a running workbench too. Ends with 0 if the file is written, 1 if not.",
    )
    .argument("<work>", "the work, as its address has it")
    .addOption(new Option("--format <name>", "how").choices(Object.keys(FORMATS)).makeOptionMandatory())
    .requiredOption("--out <file>", "where to; what stands there is replaced once the new file is whole")
    .option("--json", "end with a line of JSON: {work, passages, versions, leftOut}")
    .addOption(dataOption())
    .action((work: string, options: ExportOptions) => inOneSentence(() => putOut(work, options)));
}

async function putOut(id: string, { data, format, out, json }: ExportOptions): Promise<void> {
  const written = await looking(join(data, DATABASE), async (db) => {
    const base = (await keptSettings(db).get(ADDRESS_SETTING)) ?? "";
    // One view of the ledger, whatever is added meanwhile.
    return db.transaction(() => writeWhole(out, FORMATS[format]!, toldOf(db, id, base)))();
  });
  if (json) return console.log(JSON.stringify({ work: id, ...written }));
  console.log(`✓ ${id} is in ${out}: ${sayCounted(written.passages, written.versions)}.`);
  const left = sayLeftOut(written.leftOut, "Not in this file");
  if (left) console.log(left);
}

/**
 * The passages of a work, one after another.
 * @throws FileProblem if there is no such work.
 */
function* toldOf(db: Database, id: string, base: string): Generator<Told> {
  const found = db.prepare<[string], string>("SELECT description FROM reading_work WHERE work = ?").pluck().get(id);
  if (found === undefined) throw new FileProblem(`There is no work called “${id}”.`);
  const stream = db.prepare<[string], RecordRow>(`${RECORDS} WHERE stream = ? ORDER BY position`);
  const { passages } = JSON.parse(found) as Work;
  for (const passage of passages) {
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

/** Writes a file beside its place, and puts it there once it is whole. */
function writeWhole(
  out: string,
  { head, written, leftOut }: Format,
  all: Iterable<Told>,
): { passages: number; versions: number; leftOut: Counts } {
  const counting = new Counting();
  let [passages, versions] = [0, 0];
  const beside = `${out}.${process.pid}.part`;
  const file = opened(beside, out);
  try {
    writeFileSync(file, head);
    for (const told of all) {
      // Whole, or it throws: of a disk that is nearly full a mere write takes the beginning.
      writeFileSync(file, written(told));
      passages++;
      versions += told.versions.length;
      counting.addAll(leftOut(told));
    }
    closeSync(file);
    renameSync(beside, out);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  return { passages, versions, leftOut: counting.counts() };
}
