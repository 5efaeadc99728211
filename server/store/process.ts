/** Processes told apart, also from a later one that was given the same number. */
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

export interface Process {
  host: string;
  pid: number;
  /** When it began, in the system's own terms; "" where the system doesn't say. */
  started: string;
}

export function thisProcess(): Process {
  return { host: hostname(), pid: process.pid, started: startOf(process.pid) ?? "" };
}

/** True if `other` is a process of this machine that is still there. Of other machines nothing can be known. */
export function isRunning({ host, pid, started }: Process): boolean {
  if (host !== hostname()) return false;
  const now = startOf(pid);
  if (now !== undefined) return now !== null && now === started;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * When a process began: the boot and the tick of it, as Linux says. Null if it has ended (one that nobody has waited for
 * yet has); undefined where the system doesn't say.
 */
function startOf(pid: number): string | null | undefined {
  const boot = read("/proc/sys/kernel/random/boot_id");
  if (boot === null) return undefined;
  const said = read(`/proc/${pid}/stat`);
  if (said === null) return null;
  // The name, in brackets, may hold anything; the state comes after it, and twenty places later the beginning.
  const fields = said.slice(said.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" || fields[0] === "X" ? null : `${boot.trim()} ${fields[19]}`;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
