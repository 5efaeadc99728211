/**
 * How long engines take, each in a process of its own, in turns. In one process the garbage and the compiled code of one
 * weigh on all; in turns whatever else the machine does falls on all; and the least time of many passes is what an engine
 * takes by itself, be the machine idle or busy.
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

/**
 * The least time of each engine on each pair, in microseconds, of so many passes through all pairs.
 * @param program this benchmark as it was built; called with {@link AS_ENGINE} and a name it runs {@link serveEngine}.
 */
export async function leastTimes(
  program: string,
  engines: readonly Engine[],
  all: readonly Pair[],
  passes: number,
): Promise<number[][]> {
  if (all.length === 0) return engines.map(() => []);
  const running = engines.map(({ name }) => fork(program, [AS_ENGINE, name]));
  try {
    const least = engines.map(() => all.map(() => Infinity));
    for (const child of running) {
      child.send(all);
      await warmUp(child);
    }
    for (let pass = 0; pass < passes; pass++)
      for (let turn = 0; turn < running.length; turn++) {
        const index = (turn + pass) % running.length;
        const times = await passOf(running[index]!);
        least[index] = least[index]!.map((time, pair) => Math.min(time, times[pair]!));
      }
    return least;
  } finally {
    for (const child of running) child.kill();
  }
}

export const AS_ENGINE = "--as-engine";

async function warmUp(child: ChildProcess): Promise<void> {
  for (let spent = 0; spent < WARM_UP * 1000;) spent += (await passOf(child)).reduce((sum, time) => sum + time, 0);
}

function passOf(child: ChildProcess): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null): void => reject(new Error(`An engine's process ended with ${code}.`));
    child.once("exit", died);
    child.once("message", (times) => {
      child.off("exit", died);
      resolve(times as number[]);
    });
    child.send("pass");
  });
}

/** Is asked for passes by messages, after the pairs themselves; ends with the process that asks. */
export function serveEngine(name: string): void {
  const engine = ENGINES.find((each) => each.name === name)!;
  let all: readonly Pair[] = [];
  process.on("message", (message: readonly Pair[] | "pass") => {
    if (message !== "pass") {
      all = message;
      return;
    }
    process.send!(all.map((pair) => timed(engine, pair)));
  });
  process.on("disconnect", () => process.exit());
}

function timed(engine: Engine, { a, b }: Pair): number {
  const [x, y] = [engine.input(a), engine.input(b)];
  return micros(() => engine.run(x, y));
}
