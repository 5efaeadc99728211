/**
 * The process that reads one file, so that no file can do more than end it: what is asked stands on the command line, the
 * file's bytes come in on its input, and what it says goes out as JSON. It is an entry of the build, beside the command line.
 */
import { buffer } from "node:stream/consumers";
import "../host/digests.ts";
import type { Pair } from "../../translations/align/align.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import type { FileRead } from "../../translations/exchange/reading.ts";
import {
  ontoOfBlocks,
  pairsOfBlocks,
  staged,
  stagedAnew,
  supplyOfBlocks,
  type LaidOnto,
  type Staged,
} from "../../translations/exchange/staged.ts";
import type { Standing, Supply } from "../../translations/exchange/supplied.ts";
import { readHere } from "./read-here.ts";
import { filesIn, readSeveral } from "./read-several.ts";
import type { Asked, Answer } from "./reading-files.ts";

type Said = FileRead | Staged | Pair[] | Supply | LaidOnto;

const asked = JSON.parse(process.argv[2]!) as Asked;
process.stdout.write(JSON.stringify(await answer(await buffer(process.stdin))));

async function answer(bytes: Buffer): Promise<Answer<Said>> {
  try {
    return { read: await read(bytes) };
  } catch (error) {
    if (error instanceof NotTaken) return { fault: error.fault, line: error.line, file: error.file };
    console.error(error);
    return { fault: { code: "reader-failed" }, line: null, file: null };
  }
}

async function read(bytes: Buffer): Promise<Said> {
  if ("name" in asked) return fileRead(asked, bytes);
  const given: unknown = JSON.parse(bytes.toString());
  if (asked.as === "pairs") return pairsOfBlocks(...(given as [string[], string[]]));
  if (asked.as === "onto") return ontoOfBlocks(...(given as [string[], string[]]));
  return supplyOfBlocks(...(given as [string[], Standing[], string[]]));
}

async function fileRead(of: Extract<Asked, { name: string }>, bytes: Buffer): Promise<FileRead | Staged> {
  const { name, choices } = of;
  if (of.as === "read") return readHere(name, bytes, choices);
  const isRevised = of.as === "revised";
  const kept = isRevised ? stagedAnew : staged;
  // Whoever brings a file that is to be a work can be asked what is in its columns.
  const ofOne = isRevised ? choices : { columns: "ask" as const, ...choices };
  if (of.form === null) return kept(name, readHere(name, bytes, ofOne));
  const { names, read } = await readSeveral(await filesIn(of.form, bytes, of.field), choices);
  return kept(names.join(", "), read);
}
