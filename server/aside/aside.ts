/**
 * Long work beside the thread that answers: two worker threads, a queue that ends, and a time after which a job is given
 * up. What is small is done at once, where it is asked for: the way there and back would take longer. Whoever asks for
 * much waits behind those who ask for little, so that nobody fills the queue for everybody.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { Worker } from "node:worker_threads";
import { JOBS, type Jobs } from "./jobs.ts";

export { type Jobs, JOBS, type Numbered, type Settled } from "./jobs.ts";
export type { TermsGiven } from "./terms.ts";

/** Does a job, wherever it is done. @throws TooBusy if too many wait, or it takes too long. */
export type Aside = <Name extends keyof Jobs>(
  name: Name,
  ...input: Parameters<Jobs[Name]>
) => Promise<ReturnType<Jobs[Name]>>;

/** A job was not done, and may be asked for again later: too many waited, or it took too long. */
export class TooBusy extends Error {
  override name = "TooBusy";
  readonly why: "crowded" | "late";
  /** In seconds. */
  readonly retryAfter = 20;

  constructor(why: TooBusy["why"]) {
    super(why);
    this.why = why;
  }
}

/** What a worker is told, and what it answers. */
export interface Told {
  name: keyof Jobs;
  /** The input as JSON, which is copied faster than what it stands for. */
  input: string;
}
export type Answered = { done: unknown } | { failed: string };

/** Whom the work is for that is asked for meanwhile: a network. Without it, all is for one. */
export const askedBy = new AsyncLocalStorage<string>();

interface Waiting extends Told {
  by: string;
  resolve(done: unknown): void;
  reject(error: Error): void;
}

/** Input of about so many characters of JSON is worked out in a few hundredths of a second, whatever it says. */
const SMALL = 20_000;
/**
 * A collation weighs every word of one witness against every word of another, and a merge compares anew for each move: they
 * have so much more to do. A page of a work has so much less: what stands on it is written as it is, sooner than the way there
 * and back takes.
 */
const TIMES = { collation: 1 / 10, merge: 1 / 4, work: 12 };
/** One a core of the smallest machine. */
const WORKERS = 2;
/** So many jobs wait at most. */
const MOST_WAITING = 50;
/** In milliseconds: many times what the longest passages take. */
const LONGEST = 30_000;
/** So many milliseconds a worker waits for the next job before it goes, and with it the memory that it took. */
const PATIENCE = 20_000;
/**
 * Of one worker, in megabytes. What one job makes of the longest passages fits into the part for young objects: where it
 * doesn't, it is copied again and again, and twice the text takes four times as long.
 */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 96 };

/** Does each job at once, on this thread. */
export const atOnce: Aside = async (name, ...input) => run(name, input) as never;

export function run(name: keyof Jobs, input: unknown): unknown {
  return (JOBS[name] as (...input: unknown[]) => unknown)(...(input as unknown[]));
}

/** What {@link besides} stands on; others for a test. */
export interface Limits {
  small: number;
  waiting: number;
  longest: number;
  patience: number;
}

const USUAL: Limits = { small: SMALL, waiting: MOST_WAITING, longest: LONGEST, patience: PATIENCE };

/** @param file the script of a worker, see `worker.ts`. */
export function besides(file: URL, limits: Partial<Limits> = {}): { aside: Aside; close: () => Promise<void> } {
  const { small, waiting: most, longest, patience } = { ...USUAL, ...limits };
  const waiting: Waiting[] = [];
  const all = new Set<Worker>();
  /** Each with the time at which it goes. */
  const idle = new Map<Worker, NodeJS.Timeout>();
  const doing = new Map<Worker, { job: Waiting; late: NodeJS.Timeout }>();

  function hired(): Worker {
    const worker = new Worker(file, { resourceLimits: MEMORY });
    worker.unref();
    worker.on("message", (answer: Answered) => {
      const job = taken(worker);
      if (!job) return;
      if ("failed" in answer) job.reject(new Error(answer.failed));
      else job.resolve(answer.done);
      idle.set(worker, setTimeout(leave, patience, worker).unref());
      next();
    });
    worker.on("error", (error: NodeJS.ErrnoException) =>
      dismiss(worker, error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new TooBusy("late") : error),
    );
    all.add(worker);
    return worker;
  }

  /** The job that `worker` did, which it has no more. */
  function taken(worker: Worker): Waiting | undefined {
    const own = doing.get(worker);
    clearTimeout(own?.late);
    doing.delete(worker);
    return own?.job;
  }

  /** The worker that had the last job of those that have none now. */
  function woken(): Worker | undefined {
    const last = [...idle.keys()].at(-1);
    if (last) awake(last);
    return last;
  }

  function awake(worker: Worker): void {
    clearTimeout(idle.get(worker));
    idle.delete(worker);
  }

  function leave(worker: Worker): void {
    awake(worker);
    all.delete(worker);
    void worker.terminate();
  }

  function dismiss(worker: Worker, error: Error): void {
    leave(worker);
    taken(worker)?.reject(error);
    next();
  }

  /** What is done next, taken from the queue: the oldest of those for whom least is being done. */
  function first(): Waiting {
    const doneFor = countBy([...doing.values()].map(({ job }) => job));
    const least = Math.min(...waiting.map(({ by }) => doneFor.get(by) ?? 0));
    const at = waiting.findIndex(({ by }) => (doneFor.get(by) ?? 0) === least);
    return waiting.splice(at, 1)[0]!;
  }

  /** What is given up where the queue is full, taken from it: the newest of whoever has most in it. */
  function last(): Waiting {
    const waitFor = countBy(waiting);
    const most = Math.max(...waitFor.values());
    const at = waiting.findLastIndex(({ by }) => waitFor.get(by) === most);
    return waiting.splice(at, 1)[0]!;
  }

  /** Gives what waits to whoever is free, or to a new worker if there may be one more. */
  function next(): void {
    while (waiting.length > 0 && (idle.size > 0 || all.size < WORKERS)) {
      const [job, worker] = [first(), woken() ?? hired()];
      doing.set(worker, { job, late: setTimeout(() => dismiss(worker, new TooBusy("late")), longest) });
      worker.postMessage({ name: job.name, input: job.input } satisfies Told);
    }
  }

  function ask(job: Waiting): void {
    waiting.push(job);
    next();
    if (waiting.length > most) last().reject(new TooBusy("crowded"));
  }

  const aside: Aside = (name, ...input) => {
    if (!isLonger(input, small * timesFor(name, input))) return atOnce(name, ...input);
    return new Promise<unknown>((resolve, reject) =>
      ask({ name, input: JSON.stringify(input), by: askedBy.getStore() ?? "", resolve, reject }),
    ) as Promise<never>;
  };
  const close = async (): Promise<void> => {
    for (const job of waiting.splice(0)) job.reject(new TooBusy("crowded"));
    for (const worker of idle.keys()) awake(worker);
    await Promise.all(
      [...all].map((worker) => {
        taken(worker)?.reject(new TooBusy("crowded"));
        return worker.terminate();
      }),
    );
  };
  return { aside, close };
}

function countBy(jobs: readonly Waiting[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { by } of jobs) counts.set(by, (counts.get(by) ?? 0) + 1);
  return counts;
}

/** How many times as long as others the input of a job may be that is small. */
function timesFor(name: keyof Jobs, [first]: readonly unknown[]): number {
  if (name === "collated") return TIMES.collation;
  if (name === "merged") return TIMES.merge;
  return name === "page" && (first as Parameters<Jobs["page"]>[0]).page === "work" ? TIMES.work : 1;
}

/** Whether `value` has more than about `most` characters as JSON; looked at no further than that, however long it is. */
function isLonger(value: unknown, most: number): boolean {
  const waiting: unknown[] = [value];
  let left = most;
  while (waiting.length > 0) {
    const next = waiting.pop();
    left -= 2;
    if (typeof next === "string") left -= next.length;
    else if (Array.isArray(next)) {
      left -= next.length;
      if (left >= 0) for (const part of next) waiting.push(part);
    } else if (typeof next === "object" && next !== null)
      for (const name in next) {
        left -= name.length + 4;
        waiting.push((next as Record<string, unknown>)[name]);
      }
    if (left < 0) return true;
  }
  return false;
}
