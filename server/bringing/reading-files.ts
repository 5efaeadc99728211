/**
 * Files as people bring them, read by a process of their own with so much memory and time and no more: whatever is in one,
 * it is read or refused.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Pair } from "../../translations/align/align.ts";
import { NotTaken, type Fault } from "../../translations/exchange/brought.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import type { Choices, FileRead } from "../../translations/exchange/reading.ts";
import type { Standing, Supply } from "../../translations/exchange/supplied.ts";
import type { LaidOnto, Staged } from "../../translations/exchange/staged.ts";
import { workedBy } from "../host/worked.ts";

/**
 * What a reader is asked beside the bytes: all that a file says, the same as it is kept before it is a work, or how two such
 * texts lie beside each other, or one on a work, whose blocks are the bytes.
 */
export type Asked =
  | { as: "read"; name: string; choices: Choices }
  | ({ as: "revised" | "staged"; choices: Choices } & Omit<Sent, "bytes">)
  | { as: "pairs" | "supply" | "onto" };
/** What it answers. */
export type Answer<Read> = { read: Read } | { fault: Fault; line: number | null; file: string | null };

/** How a reader is started. */
export interface Reader {
  /** Its script, see `reader.ts`. */
  script: URL;
  /** In megabytes: what a book of 50 MB takes. */
  memory: number;
  /** In milliseconds of its own work: on a busy machine the clock goes on meanwhile. */
  longest: number;
  /** In milliseconds by the clock: of one that does not work at all, or where no machine is left for it. */
  patience: number;
}

/** As it is built. */
const USUAL: Reader = {
  ...{ script: new URL("./reader.js", import.meta.url), memory: 1_024 },
  ...{ longest: 60_000, patience: 20 * 60_000 },
};
/** It is looked at so often, in milliseconds. */
const LOOKED_AT = 250;

/**
 * What a file says, and what it leaves open.
 * @param name the file's own; by how it ends it is told what it says it is.
 * @throws NotTaken if it can't be taken in; nothing of it was.
 */
export function readFile(
  name: string,
  bytes: Uint8Array,
  choices: Choices = {},
  reader: Partial<Reader> = {},
): Promise<FileRead> {
  return readAs({ name, choices, as: "read" }, bytes, reader);
}

/** A text as somebody sends it: the bytes of one file, or of a form (`multipart/form-data`) with several. */
export interface Sent {
  /** The file's, by whose end it is told what it is; of several, each has its own in the form. */
  name: string;
  bytes: Uint8Array;
  /** The form's content type, which names what stands between its files; null of one file. */
  form: string | null;
  /** Of a form that has other fields as well: that of the text, whose files are in the field of this name with `-file` behind it. */
  field?: string;
}

/** The same as it is kept before it is a work; several files are one text, in the order in which they come. */
export function readStaged({ bytes, ...sent }: Sent, choices: Choices): Promise<Staged> {
  return readAs({ ...sent, choices, as: "staged" }, bytes, {});
}

/** The same of a revised file of a work that is here, which may be a table. */
export function readRevised({ bytes, ...sent }: Sent, choices: Choices): Promise<Staged> {
  return readAs({ ...sent, choices, as: "revised" }, bytes, {});
}

/** What aligning 100,000 passages takes at most. */
const ALIGNING: Partial<Reader> = { memory: 2_048, longest: 180_000 };

/**
 * How a source (`a`) and its translation (`b`) lie beside each other, by the blocks of their pieces.
 * @throws NotTaken if that takes more time or memory than it may.
 */
export function pairsOfStaged(a: readonly string[], b: readonly string[]): Promise<Pair[]> {
  return readAs({ as: "pairs" }, Buffer.from(JSON.stringify([a, b])), ALIGNING);
}

/**
 * How a text lies on the passages of a work, by the blocks of its pieces.
 * @param taken all ids that passages of the work have or had.
 * @throws NotTaken if that takes more time or memory than it may.
 */
export function supplyOfStaged(
  blocks: readonly string[],
  standing: readonly Standing[],
  taken: readonly string[],
): Promise<Supply> {
  return readAs({ as: "supply" }, Buffer.from(JSON.stringify([blocks, standing, taken])), ALIGNING);
}

/**
 * How a revised file lies on the passages of a work, by the blocks of its pieces and theirs.
 * @throws NotTaken if that takes more time or memory than it may.
 */
export function ontoOfStaged(blocks: readonly string[], known: readonly string[]): Promise<LaidOnto> {
  return readAs({ as: "onto" }, Buffer.from(JSON.stringify([blocks, known])), ALIGNING);
}

async function readAs<Read>(asked: Asked, bytes: Uint8Array, reader: Partial<Reader>): Promise<Read> {
  const isForm = "form" in asked && asked.form !== null;
  if ("name" in asked && !isForm && bytes.length > FILE_LIMITS.bytes)
    throw new NotTaken({ code: "over", limit: "bytes" });
  const answer = await inTurn(() => answered<Read>(asked, bytes, { ...USUAL, ...reader }));
  if ("fault" in answer) throw new NotTaken(answer.fault, answer.line, answer.file);
  return answer.read;
}

/** So many files are read at once: each may take all the memory that there is for one. */
const AT_ONCE = 2;
let reading = 0;
const waiting: (() => void)[] = [];

async function inTurn<Made>(make: () => Promise<Made>): Promise<Made> {
  if (reading >= AT_ONCE) await new Promise<void>((begin) => waiting.push(begin));
  else reading++;
  try {
    return await make();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else reading--;
  }
}

function answered<Read>(asked: Asked, bytes: Uint8Array, of: Reader): Promise<Answer<Read>> {
  const { script, memory } = of;
  return new Promise((resolve) => {
    const limits = [`--max-old-space-size=${memory}`, "--stack-size=900"];
    const child = spawn(process.execPath, [...limits, fileURLToPath(script), JSON.stringify(asked)], {
      stdio: ["pipe", "pipe", "ignore"],
      env: {},
    });
    const said: Buffer[] = [];
    let isLate = false;
    const late = "name" in asked ? "time" : "laying";
    const begun = performance.now();
    const limit = setInterval(() => {
      if (!isOver(of, child.pid, performance.now() - begun)) return;
      isLate = true;
      child.kill("SIGKILL");
    }, LOOKED_AT);
    child.stdout.on("data", (piece: Buffer) => said.push(piece));
    const failed = (fault: Fault) => resolve({ fault, line: null, file: null });
    child.on("error", () => {
      clearInterval(limit);
      failed({ code: "reader-not-begun" });
    });
    child.on("close", (code) => {
      clearInterval(limit);
      if (code === 0) resolve(JSON.parse(Buffer.concat(said).toString()) as Answer<Read>);
      // Whatever is wrong with a file it says itself, and what takes too much memory is ended by a signal.
      else if (code === 1) failed({ code: "reader-not-begun" });
      else failed({ code: "over", limit: isLate ? late : "memory" });
    });
    // A reader that has ended reads no more.
    child.stdin.on("error", () => undefined);
    child.stdin.end(bytes);
  });
}

/** Whether a reader has had its time. Where the system does not tell how long it worked, the clock does. */
function isOver({ longest, patience }: Reader, pid: number | undefined, milliseconds: number): boolean {
  const worked = pid === undefined ? null : workedBy(pid);
  return milliseconds > patience || (worked ?? milliseconds) > longest;
}
