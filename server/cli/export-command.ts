/** `variorum export WORK`: a work as a file, each version with its address and digest. It only reads, beside a running workbench too, or from one elsewhere. */
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command, Option } from "commander";
import { FORMAT_NAMES } from "../../translations/exchange/format-names.ts";
import { looking } from "../care/care.ts";
import type { Writing, Written } from "../exchanging/exchanging.ts";
import { ADDRESS_SETTING } from "../host/address.ts";
import { DATABASE, WRITTEN } from "../store/names.ts";
import { keptSettings } from "../store/settings.ts";
import { dataOption } from "./data.ts";
import { elsewhere, tokenOption, urlOption } from "./elsewhere.ts";
import { FileProblem, inOneSentence } from "./files.ts";
import { sayCounted, sayLeftOut } from "./import-words.ts";

interface ExportOptions {
  data: string;
  format?: string;
  out?: string;
  archive?: string;
  drafts?: boolean;
  public?: boolean;
  withSource?: boolean;
  json?: true;
  url?: string;
  tokenFile?: string;
}

export function exportCommand(): Command {
  return new Command("export")
    .description(
      "Write a work into a file, each version with its address and digest, and say what the format can't hold. It only reads, beside a running workbench too. Ends with 0 if the file is written, 1 if not.",
    )
    .argument("<work>", "the work, as its address has it")
    .addOption(new Option("--format <name>", "how").choices(FORMAT_NAMES))
    .option("--out <file>", "where to; what stands there is replaced once the new file is whole")
    .option(
      "--archive <file>",
      "all of it, with its records, as a zip (BagIt) that another workbench takes in, and that can be read without one",
    )
    .option(
      "--drafts",
      "with --archive: also how each draft came to be, step by step, with its people and times, finished or not. Without it an archive has no words of unfinished drafts; its records name who began one, and hold what was sent back",
    )
    .option(
      "--public",
      "with --archive: only what every reader of the work may read, without records; no workbench takes that in",
    )
    .option("--with-source", "with --format docx: each passage's source before it")
    .option("--json", "end with a line of JSON: {work, passages, versions, leftOut}")
    .addOption(dataOption())
    .addOption(urlOption())
    .addOption(tokenOption())
    .action((work: string, options: ExportOptions) => inOneSentence(() => putOut(work, options)));
}

async function putOut(id: string, options: ExportOptions): Promise<void> {
  const { data, json, url } = options;
  const { to, ...how } = wanted(options);
  const written =
    url === undefined ? await fromFolder(data, id, to, how) : await fromElsewhere({ ...options, url }, id, to, how);
  if (json) return console.log(JSON.stringify({ work: id, ...written }));
  console.log(`✓ ${id} is in ${to}: ${sayCounted(written.passages, written.versions)}.`);
  const left = sayLeftOut(written.leftOut, "Not in this file");
  if (left) console.log(left);
}

type How = Pick<Writing, "as" | "drafts" | "sources">;

async function fromFolder(data: string, id: string, to: string, how: How): Promise<Written> {
  // A workbench elsewhere writes its works down itself.
  const { NoWork, writeDown } = await import("../exchanging/exchanging.ts");
  return looking(join(data, DATABASE), async (db) => {
    const base = (await keptSettings(db).get(ADDRESS_SETTING)) ?? "";
    // Whole, or it throws: of a disk that is nearly full a mere write takes the beginning.
    const write = (file: number) => writeDown(db, { work: id, base, ...how }, (piece) => writeFileSync(file, piece));
    return wholeFile(to, async (file) => write(file));
  }).catch((error: unknown) => {
    throw error instanceof NoWork ? new FileProblem(`There is no work called “${id}”.`, { cause: error }) : error;
  });
}

function fromElsewhere(
  options: { url: string; tokenFile?: string },
  id: string,
  to: string,
  { as, drafts, sources }: How,
): Promise<Written> {
  if (drafts)
    throw new FileProblem("How drafts came to be is taken out on the machine of the workbench alone, without --url.");
  const there = elsewhere(options);
  const path = `/api/works/${encodeURIComponent(id)}/export/${as}${sources ? "?source=yes" : ""}`;
  return wholeFile(to, async (file) => {
    const header = await there.fetched(path, WRITTEN, (piece) => writeFileSync(file, piece));
    return JSON.parse(decodeURIComponent(header)) as Written;
  });
}

/** Where to, and how. @throws FileProblem if neither a format nor an archive is asked for, or both are */
function wanted({
  format,
  out,
  archive,
  drafts = false,
  public: forReaders = false,
  withSource: sources = false,
}: ExportOptions): { to: string } & How {
  if (sources && format !== "docx") throw new FileProblem("--with-source is for --format docx alone.");
  if (archive !== undefined) {
    if (format !== undefined || out !== undefined)
      throw new FileProblem("An archive holds all of a work: name --archive FILE alone, or --format and --out.");
    if (drafts && forReaders) throw new FileProblem("Drafts are not for every reader: leave --drafts or --public out.");
    return { to: archive, as: forReaders ? "public-archive" : "archive", drafts, sources };
  }
  if (forReaders) throw new FileProblem("What all may read goes out as an archive: --archive FILE --public.");
  if (drafts) throw new FileProblem("How drafts came to be stands in an archive alone: --archive FILE --drafts.");
  if (format === undefined || out === undefined)
    throw new FileProblem("Say how and where to: --format NAME --out FILE, or --archive FILE.");
  return { to: out, as: format, drafts, sources };
}

/** Writes a file beside its place, and puts it there once it is whole. @throws FileProblem if nothing can be written there */
async function wholeFile<Made>(out: string, write: (file: number) => Promise<Made>): Promise<Made> {
  const beside = `${out}.${process.pid}.part`;
  const file = opened(beside, out);
  let isOpen = true;
  try {
    const made = await write(file);
    closeSync(file);
    isOpen = false;
    renameSync(beside, out);
    return made;
  } catch (error) {
    if (isOpen) closeSync(file);
    rmSync(beside, { force: true });
    throw error;
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
