/**
 * Searching, on a thread of its own with a queue that ends, so that a long question holds up nobody but those who search.
 */
import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import { TooBusy } from "../aside/aside.ts";
import { openReader } from "./reader.ts";
import type { Alike, AskedAlike } from "./alike.ts";
import type { Asked, Found } from "./seek.ts";
import { takenIn } from "./taking-in.ts";
import type { Answered, Question, Told } from "./worker.ts";

export type { Alike } from "./alike.ts";
export type { Asked, Found } from "./seek.ts";

export interface Searching {
  /**
   * @param from who asks: a network. They take turns.
   * @throws TooBusy if too many wait, in all or of one network, or it takes too long.
   */
  find(asked: Asked, from: string): Promise<Found>;
  /** Passages whose source is nearly that of another, the nearest first; otherwise as {@link find}. */
  alike(asked: AskedAlike, from: string): Promise<Alike[]>;
  close(): Promise<void>;
}

/** After so many milliseconds a thread that has failed is begun anew: whatever hinders it may go on. */
const AGAIN = 5_000;

/** So many questions wait at most, so many of one network; and none is answered for longer than so many milliseconds. */
const [MOST_WAITING, MOST_OF_ONE, LONGEST] = [50, 10, 10_000];

/** Megabytes for young objects: what an index is made of is soon gone, and the room it had would not be given back. */
const MEMORY = { maxYoungGenerationSizeMb: 12 };

/** Searching on this thread, opened when it is first asked. */
export function searchingHere(data: string): Searching {
  let reader: ReturnType<typeof openReader> | undefined;
  const caughtUp = () => {
    reader ??= openReader(data);
    while (reader.step());
    return reader;
  };
  return {
    find: async (asked) => caughtUp().find(asked),
    alike: async (asked) => caughtUp().alike(asked),
    close: async () => reader?.close(),
  };
}

interface Waiting {
  question: Question;
  from: string;
  resolve(found: Found | Alike[]): void;
  reject(error: Error): void;
}

/**
 * @param file the script of the thread, and of a process that takes in what it is far behind: see `worker.ts`.
 * @param log is told what hinders the index from following, and why a thread failed.
 */
export function searchingBeside(file: URL, data: string, log: Logger): Searching {
  const waiting: Waiting[] = [];
  const ending = new AbortController();
  let doing: { job: Waiting; late: NodeJS.Timeout } | null = null;
  /** Whose question was the last. */
  let last = "";
  let takingIn: Promise<void> | null = null;
  let worker: Worker | null = hired();

  function hired(): Worker {
    const own = new Worker(file, { workerData: { data }, resourceLimits: MEMORY });
    own.unref();
    own.on("message", (answer: Answered) => {
      if (own !== worker) return;
      if (answer === "far behind") return takeIn();
      if ("troubled" in answer) return hindered(new Error(answer.troubled));
      const job = taken();
      if ("found" in answer) job?.resolve(answer.found);
      else job?.reject(new Error(answer.failed));
      next();
    });
    own.on("error", (error) => {
      if (own !== worker) return;
      log.warn({ err: error }, "Searching failed, and is begun anew.");
      failed();
    });
    return own;
  }

  function hindered(err: unknown): void {
    log.warn({ err }, "The index of words could not follow; it is tried again.");
  }

  /** Has what the thread is far behind taken in beside it. If that fails, the thread goes on itself. */
  function takeIn(): void {
    takingIn ??= takenIn(file, data, ending.signal)
      .then(renew, (error: unknown) => {
        hindered(error);
        tell("go on");
      })
      .finally(() => (takingIn = null));
  }

  /** Begins another thread, without the room that questions and words took in this one. */
  function renew(): void {
    if (ending.signal.aborted) return;
    void worker?.terminate();
    worker = hired();
    const job = taken();
    if (job) waiting.unshift(job);
    next();
  }

  function tell(told: Told): void {
    if (!ending.signal.aborted) worker?.postMessage(told);
  }

  function taken(): Waiting | undefined {
    clearTimeout(doing?.late);
    const job = doing?.job;
    doing = null;
    return job;
  }

  /** Nobody waits for a question that takes too long. */
  function late(): void {
    void worker?.terminate();
    worker = hired();
    taken()?.reject(new TooBusy("late"));
    next();
  }

  function failed(): void {
    worker = null;
    for (const job of [taken(), ...waiting.splice(0)]) job?.reject(new TooBusy("crowded"));
    setTimeout(() => {
      if (!ending.signal.aborted) worker ??= hired();
    }, AGAIN).unref();
  }

  function next(): void {
    if (doing || !worker || waiting.length === 0) return;
    const job = takenFrom(waiting, last);
    last = job.from;
    doing = { job, late: setTimeout(late, LONGEST) };
    tell(job.question);
  }

  function answered(question: Question, from: string): Promise<Found | Alike[]> {
    return new Promise((resolve, reject) => {
      const own = waiting.filter((each) => each.from === from).length;
      if (!worker || waiting.length >= MOST_WAITING || own >= MOST_OF_ONE) return reject(new TooBusy("crowded"));
      waiting.push({ question, from, resolve, reject });
      next();
    });
  }

  return {
    // What answers has the shape of what was asked.
    find: (asked, from) => answered({ asked }, from) as Promise<Found>,
    alike: (alike, from) => answered({ alike }, from) as Promise<Alike[]>,
    close: async () => {
      ending.abort();
      for (const job of [taken(), ...waiting.splice(0)]) job?.reject(new TooBusy("crowded"));
      await Promise.all([worker?.terminate(), takingIn]);
    },
  };
}

/** Takes the first out that is not of the network whose turn was the last; if all are, the first. */
function takenFrom(waiting: Waiting[], last: string): Waiting {
  const other = waiting.findIndex(({ from }) => from !== last);
  return waiting.splice(Math.max(0, other), 1)[0]!;
}
