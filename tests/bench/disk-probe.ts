/**
 * How long a write takes to reach the disk at any moment, measured from aside while something else is under load.
 *
 * It is asked at fixed times, whether or not those before have come back: whoever asks again only after an answer asks
 * once while the disk stands still for half a second, and hears of it once among thousands, where people who type at the
 * same time meet it hundreds of times (Tene's "coordinated omission").
 */
import { closeSync, fdatasync, openSync, write, writeSync } from "node:fs";
import { createHistogram } from "node:perf_hooks";
import { promisify } from "node:util";

/** How long things took, in milliseconds. */
export interface Waits {
  p50: number;
  p99: number;
  longest: number;
}

const PAGE = Buffer.alloc(4_096, "variorum");
/** Milliseconds between two questions. */
const EVERY = 10;
const [written, toDisk] = [promisify(write), promisify(fdatasync)];

/** As a process that is asked by messages: answers each with what it has seen since the one before. */
export function serveProbe(file: string): void {
  const waits = createHistogram();
  const descriptor = openSync(file, "w");
  writeSync(descriptor, PAGE, 0, PAGE.length, 0);
  let due = performance.now();
  const ask = async (since: number): Promise<void> => {
    await written(descriptor, PAGE, 0, PAGE.length, 0);
    await toDisk(descriptor);
    waits.record(Math.max(1, Math.round(1e3 * (performance.now() - since))));
  };
  let next: NodeJS.Timeout;
  const go = (): void => {
    for (; due <= performance.now(); due += EVERY) void ask(due);
    next = setTimeout(go, due - performance.now());
  };
  go();
  process.on("message", () => process.send!(taken(waits)));
  process.on("disconnect", () => {
    clearTimeout(next);
    closeSync(descriptor);
    process.exit();
  });
  process.send!(null);
}

/** What was recorded since this was last asked; recorded are microseconds. Null if nothing was. */
export function taken(waits: ReturnType<typeof createHistogram>): Waits | null {
  if (waits.count === 0) return null;
  const [p50, p99, longest] = [waits.percentile(50), waits.percentile(99), waits.max].map((micros) => micros / 1e3);
  waits.reset();
  return { p50: p50!, p99: p99!, longest: longest! };
}
