/**
 * How long engines take, each in processes of its own, in turns. In one process the garbage and the compiled code of one
 * weigh on all; in turns whatever else the machine does falls on all; and the least time of many passes is what an engine
 * takes by itself, be the machine idle or busy. What varies beyond that lies in the process: how its code came to be compiled
 * and where its memory lies make the same engine up to a tenth quicker or slower. So each is started several times.
 */
import { fork, type ChildProcess } from "node:child_process";
import { performance } from "node:perf_hooks";
import type { Pair } from "./pairs.ts";
import { ENGINES, type Engine } from "./rivals.ts";

/** Microseconds that a task takes. */
export function micros(run: () => unknown): number {
  const start = performance.now();
  run();
  return (performance.now() - start) * 1000;
}

/** How long an engine works before its first pass that counts, in milliseconds: what is compiled then belongs to no pair. */
const WARM_UP = 300;

/** How often each engine is started. */
const PROCESSES = 4;

/** Passes that make a turn: the first finds caches full of what other engines left there. */
const IN_A_ROW = 2;

/**
 * The least time of each engine on each pair, in microseconds, of so many turns of {@link IN_A_ROW} passes through all pairs.
 * @param program this benchmark as it was built; called with {@link AS_ENGINE} and a name it runs {@link serveEngine}.
 */
export async function leastTimes(
  program: string,
  engines: readonly Engine[],
  all: readonly Pair[],
  turns: number,
): Promise<number[][]> {
  const least = engines.map(() => all.map(() => Infinity));
  if (all.length === 0) return least;
  for (let started = 0; started < PROCESSES; started++) {
    const times = await leastOfProcesses(program, engines, all, Math.ceil(turns / PROCESSES));
    least.forEach((known, index) => lower(known, times[index]!));
  }
  return least;
}

async function leastOfProcesses(
  program: string,
  engines: readonly Engine[],
  all: readonly Pair[],
  turns: number,
): Promise<number[][]> {
  const running = engines.map(({ name }) => fork(program, [AS_ENGINE, name]));
  try {
    const least = engines.map(() => all.map(() => Infinity));
    for (const child of running) {
      child.send(all);
      await warmUp(child);
    }
    for (let turn = 0; turn < turns; turn++)
      for (let place = 0; place < running.length; place++) {
        const index = (place + turn) % running.length;
        lower(least[index]!, await turnOf(running[index]!));
      }
    return least;
  } finally {
    for (const child of running) child.kill();
  }
}

/** Each time becomes the other one where that is less. */
function lower(times: number[], others: readonly number[]): void {
  others.forEach((time, pair) => (times[pair] = Math.min(times[pair]!, time)));
}

export const AS_ENGINE = "--as-engine";

async function warmUp(child: ChildProcess): Promise<void> {
  for (let spent = 0; spent < WARM_UP * 1000;)
    spent += IN_A_ROW * (await turnOf(child)).reduce((sum, time) => sum + time, 0);
}

function turnOf(child: ChildProcess): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null): void => reject(new Error(`An engine's process ended with ${code}.`));
    child.once("exit", died);
    child.once("message", (times) => {
      child.off("exit", died);
      resolve(times as number[]);
    });
    child.send("turn");
  });
}

/** Is asked for turns by messages, after the pairs themselves; ends with the process that asks. */
export function serveEngine(name: string): void {
  const engine = ENGINES.find((each) => each.name === name)!;
  let all: readonly Pair[] = [];
  process.on("message", (message: readonly Pair[] | "turn") => {
    if (message !== "turn") {
      all = message;
      return;
    }
    const least = all.map(() => Infinity);
    for (let pass = 0; pass < IN_A_ROW; pass++)
      lower(
        least,
        all.map((pair) => timed(engine, pair)),
      );
    process.send!(least);
  });
  process.on("disconnect", () => process.exit());
}

function timed(engine: Engine, { a, b }: Pair): number {
  const [x, y] = [engine.input(a), engine.input(b)];
  return micros(() => engine.run(x, y));
}
