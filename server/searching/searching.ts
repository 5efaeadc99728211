/**
 * Searching, on a thread of its own with a queue that ends, so that a long question holds up nobody but those who search.
 */
import { Worker } from "node:worker_threads";
import { TooBusy } from "../aside/aside.ts";
import { openReader } from "./reader.ts";
import type { Asked, Found } from "./seek.ts";

export type { Asked, Found } from "./seek.ts";

export interface Searching {
  /** @throws TooBusy if too many wait, or it takes too long. */
  find(asked: Asked): Promise<Found>;
  close(): Promise<void>;
}

/** So many questions wait at most, and none is answered for longer than so many milliseconds. */
const [MOST_WAITING, LONGEST] = [50, 10_000];

/** Searching on this thread, opened when it is first asked. */
export function searchingHere(data: string): Searching {
  let reader: ReturnType<typeof openReader> | undefined;
  return {
    find: async (asked) => {
      reader ??= openReader(data);
      while (reader.step());
      return reader.find(asked);
    },
    close: async () => reader?.close(),
  };
}

interface Waiting {
  asked: Asked;
  resolve(found: Found): void;
  reject(error: Error): void;
}

/** @param file the script of the thread, see `worker.ts`. */
export function searchingBeside(file: URL, data: string): Searching {
  const waiting: Waiting[] = [];
  let doing: { job: Waiting; late: NodeJS.Timeout } | null = null;
  let worker = hired();

  function hired(): Worker {
    const own = new Worker(file, { workerData: { data } });
    own.unref();
    own.on("message", (answer: { found: Found } | { failed: string }) => {
      const job = taken();
      if ("found" in answer) job?.resolve(answer.found);
      else job?.reject(new Error(answer.failed));
      next();
    });
    own.on("error", (error) => own === worker && dismiss(error));
    return own;
  }

  function taken(): Waiting | undefined {
    clearTimeout(doing?.late);
    const job = doing?.job;
    doing = null;
    return job;
  }

  function dismiss(error: Error): void {
    void worker.terminate();
    worker = hired();
    taken()?.reject(error);
    next();
  }

  function next(): void {
    const job = doing ? undefined : waiting.shift();
    if (!job) return;
    doing = { job, late: setTimeout(() => dismiss(new TooBusy("late")), LONGEST) };
    worker.postMessage({ asked: job.asked });
  }

  return {
    find: (asked) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= MOST_WAITING) return reject(new TooBusy("crowded"));
        waiting.push({ asked, resolve, reject });
        next();
      }),
    close: async () => {
      for (const job of [taken(), ...waiting.splice(0)]) job?.reject(new TooBusy("crowded"));
      await worker.terminate();
    },
  };
}
