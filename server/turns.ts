/** Long work on the one thread, with everybody else answered in between. */
import { setImmediate as breath } from "node:timers/promises";

/** So long others wait at most, in milliseconds, before they have their turn. */
const TURN = 15;

/** Runs work that comes in small steps, and gives what it ends with. */
export async function inTurns<T>(steps: Generator<unknown, T>): Promise<T> {
  let since = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - since < TURN) continue;
    await breath();
    since = performance.now();
  }
}

/** Lets such works run one after another, so that many who ask at once don't all hold theirs in memory. */
export function oneAfterAnother(): <T>(steps: () => Generator<unknown, T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (steps) => {
    const done = last.then(() => inTurns(steps()));
    last = done.catch(() => undefined);
    return done;
  };
}
