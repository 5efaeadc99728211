/**
 * Files as people bring them, read by a process of their own with so much memory and time and no more: whatever is in one,
 * it is read or refused.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { NotTaken, type Fault } from "../../translations/exchange/brought.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import type { Choices, FileRead } from "../../translations/exchange/reading.ts";

/** What a reader is asked beside the bytes, and what it answers. */
export interface Asked {
  name: string;
  choices: Choices;
}
export type Answer = { read: FileRead } | { fault: Fault; line: number | null };

/** How a reader is started. */
export interface Reader {
  /** Its script, see `reader.ts`. */
  script: URL;
  /** In megabytes: what a book of 50 MB takes. */
  memory: number;
  /** In milliseconds. */
  longest: number;
}

/** As it is built. */
const USUAL: Reader = { script: new URL("./reader.js", import.meta.url), memory: 1_024, longest: 60_000 };

/**
 * What a file says, and what it leaves open.
 * @param name the file's own; by how it ends it is told what it says it is.
 * @throws NotTaken if it can't be taken in; nothing of it was.
 */
export async function readFile(
  name: string,
  bytes: Uint8Array,
  choices: Choices = {},
  reader: Partial<Reader> = {},
): Promise<FileRead> {
  if (bytes.length > FILE_LIMITS.bytes) throw new NotTaken({ code: "over", limit: "bytes" });
  const answer = await answered({ name, choices }, bytes, { ...USUAL, ...reader });
  if ("fault" in answer) throw new NotTaken(answer.fault, answer.line);
  return answer.read;
}

function answered(asked: Asked, bytes: Uint8Array, { script, memory, longest }: Reader): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const limits = [`--max-old-space-size=${memory}`, "--stack-size=900"];
    const child = spawn(process.execPath, [...limits, fileURLToPath(script), JSON.stringify(asked)], {
      stdio: ["pipe", "pipe", "ignore"],
      env: {},
    });
    const said: Buffer[] = [];
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      child.kill("SIGKILL");
    }, longest);
    child.stdout.on("data", (piece: Buffer) => said.push(piece));
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(late);
      if (code === 0) resolve(JSON.parse(Buffer.concat(said).toString()) as Answer);
      else resolve({ fault: { code: "over", limit: isLate ? "time" : "memory" }, line: null });
    });
    // A reader that has ended reads no more.
    child.stdin.on("error", () => undefined);
    child.stdin.end(bytes);
  });
}
