/**
 * Whole works go out and come in by a process of their own, with so much memory and time and no more, two of a kind at once:
 * whoever reads or writes meanwhile waits for none of it.
 */
import { spawn } from "node:child_process";
import { closeSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { TooBusy } from "../aside/aside.ts";
import { newId } from "../store/ids.ts";
import { EXCHANGES, type AskedOf, type DoneOf, type Exchanges, type Job, type Line } from "./exchanges.ts";
import { keptFilesIn, type KeptFiles } from "./kept-files.ts";
import type { Progress } from "./progress.ts";

export type { AskedOnto } from "../bringing/onto.ts";
export type { KeptFiles } from "./kept-files.ts";
export type { AskedOf, DoneOf } from "./exchanges.ts";
export { accountsIn, flawOf } from "./with-file.ts";
export { ARCHIVES, NoWork, writeDown, type Writing, type Written } from "./written.ts";

/** So many of a kind are done at once, and so many more wait. */
const [AT_ONCE, MOST_WAITING] = [2, 20];
/** Of a process, in megabytes. */
const MEMORY = 1_024;
/** In milliseconds: many times what the largest work takes that there may be. */
const LONGEST = 30 * 60_000;

export interface Exchanging {
  /**
   * Does it with an open file.
   * @param signal ends it, and nothing of it is left.
   * @param told is told how far it has come, if it tells that.
   * @throws TooBusy if too many wait, or it takes too much time or memory; what `signal` was aborted with.
   */
  run<Name extends keyof Exchanges>(
    name: Name,
    asked: AskedOf<Name>,
    file: number,
    signal?: AbortSignal,
    told?: Progress,
  ): Promise<DoneOf<Name>>;
  /** With a file that has no name, so that whatever happens it is gone when nobody has it open. */
  withFile<Made>(use: (file: number) => Promise<Made>): Promise<Made>;
  /** Files that stay, for errands. */
  files: KeptFiles;
}

/**
 * @param data the workbench's folder.
 * @param script of the process, see `exchanger.ts`; without it all is done here.
 */
export function exchangingIn(data: string, script?: URL): Exchanging {
  const turns = new Map<keyof Exchanges, Turns>();
  return {
    run: (name, asked, file, signal, told = () => undefined) => {
      const own = turns.get(name) ?? new Turns();
      turns.set(name, own);
      if (!script) return own.take(() => EXCHANGES[name](data, asked as never, file, told) as never);
      return own.take(() => done({ name, data, asked }, script, file, told, signal));
    },
    files: keptFilesIn(data),
    withFile: async (use) => {
      const file = unnamed(data);
      try {
        return await use(file);
      } finally {
        closeSync(file);
      }
    },
  };
}

function unnamed(folder: string): number {
  const name = join(folder, `exchange-${newId()}.part`);
  const file = openSync(name, "wx+", 0o600);
  rmSync(name);
  return file;
}

/** Some at once, the others one after another. */
class Turns {
  #free = AT_ONCE;
  readonly #waiting: (() => void)[] = [];

  async take<Made>(make: () => Promise<Made>): Promise<Made> {
    if (this.#free > 0) this.#free--;
    else if (this.#waiting.length >= MOST_WAITING) throw new TooBusy("crowded");
    else await new Promise<void>((begin) => this.#waiting.push(begin));
    try {
      return await make();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}

function done<Name extends keyof Exchanges>(
  job: Job<Name>,
  script: URL,
  file: number,
  told: Progress,
  signal?: AbortSignal,
): Promise<DoneOf<Name>> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY}`, fileURLToPath(script)], {
      stdio: ["pipe", "pipe", "pipe", file],
      env: {},
    });
    // Its input stays open: by that it sees whether this process has ended.
    child.stdin!.on("error", () => undefined).write(`${JSON.stringify(job)}\n`);
    let failed = "";
    let came: { done: unknown } | null = null;
    let isLate = false;
    const end = () => child.kill("SIGKILL");
    const late = setTimeout(() => {
      isLate = true;
      end();
    }, LONGEST);
    signal?.addEventListener("abort", end);
    createInterface({ input: child.stdout! }).on("line", (text) => {
      const line = JSON.parse(text) as Line;
      if ("came" in line) came = { done: line.came };
      else told(line.done, line.of);
    });
    child.stderr!.setEncoding("utf8").on("data", (piece: string) => (failed = (failed + piece).slice(-10_000)));
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(late);
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) reject(signal.reason as Error);
      else if (code === 0 && came) resolve(came.done as DoneOf<Name>);
      else if (isLate || /heap out of memory/.test(failed)) reject(new TooBusy("late"));
      else reject(new Error(`${job.name}: ${failed}`));
    });
  });
}
