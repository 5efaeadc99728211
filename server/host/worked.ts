/** How long a process has worked: what others do on the machine meanwhile is not in it. */
import { existsSync, readFileSync } from "node:fs";

/** Milliseconds in one tick of the counts in /proc; a hundred a second is what Linux says on every machine of today. */
const TICK = 10;
/** What of them is time of the processor, counted from behind the program's name: for the process itself, and for it in the system. */
const WORK = [11, 12];

/**
 * How long the main thread of a process has worked so far, in milliseconds: what the threads beside it do, which collect its
 * garbage, is not counted. Null where the system does not tell, or the process has ended.
 */
export function workedBy(pid: number): number | null {
  const file = `/proc/${pid}/task/${pid}/stat`;
  if (!existsSync(file)) return null;
  try {
    // The second field is the program's name, in brackets, whatever it holds.
    const told = readFileSync(file, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return TICK * WORK.reduce((sum, at) => sum + Number(told[at]), 0);
  } catch {
    return null;
  }
}
