/** What is watched while a hostile run goes on: how long `/healthz` keeps silent, and how much memory the process takes. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";

/** Asked so often, in milliseconds: a standstill is seen to this much. */
const EVERY = 20;

/**
 * In a thread of its own, so that what the run itself does holds no question up. `blocked` is what the server's one
 * thread worked while a question waited: where others hold the machine up, it waits without being blocked.
 */
const POLLER = `
const { workerData: { address, tells }, parentPort } = require("node:worker_threads");
const { get, Agent } = require("node:http");
const { readFileSync } = require("node:fs");
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let waited = 0, blocked = 0, going = true;
const worked = () => {
  try {
    return Number(readFileSync(tells, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return NaN;
  }
};
parentPort.on("message", (word) => {
  if (word === "stop") going = false;
  parentPort.postMessage({ waited, blocked });
  waited = blocked = 0;
});
(function ask() {
  if (!going) return;
  const begun = performance.now(), before = worked();
  const done = () => {
    const wait = performance.now() - begun, work = worked() - before;
    waited = Math.max(waited, wait);
    blocked = Math.max(blocked, Number.isNaN(work) ? wait : Math.min(wait, work));
    setTimeout(ask, ${EVERY});
  };
  get(address + "/healthz", { agent }, (res) => res.resume().on("end", done)).on("error", done);
})();
`;

/** The longest wait for an answer, in milliseconds: by the clock, and of work of the server's thread in that time. */
export interface Silence {
  waited: number;
  blocked: number;
}

export interface Watch {
  /** Since the last time. */
  longest(): Promise<Silence>;
  stop(): Promise<void>;
}

export function watchHealth(address: string, pid: number): Watch {
  const worker = new Worker(POLLER, { eval: true, workerData: { address, tells: `/proc/${pid}/schedstat` } });
  const ask = (word: string) =>
    new Promise<Silence>((resolve) => {
      worker.once("message", resolve);
      worker.postMessage(word);
    });
  return {
    longest: () => ask("longest"),
    stop: async () => {
      await ask("stop");
      await worker.terminate();
    },
  };
}

/** Milliseconds in one tick of the counts in /proc; a hundred a second is what Linux says on every machine of today. */
const TICK = 10;

/** Fields of /proc/PID/stat from the third on: times of those children of the process that have ended. */
const CHILDREN = [13, 14];

/**
 * How long all threads that a process has now have worked so far, in milliseconds and fractions of them: what others do
 * on the machine is not in it. Null where the system does not tell.
 */
export function worked(pid: number): number | null {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return null;
  return readdirSync(tasks).reduce((sum, thread) => sum + workOf(`${tasks}/${thread}/schedstat`), 0);
}

/** The same of its main thread alone. */
export function workedOnMain(pid: number): number | null {
  const main = `/proc/${pid}/task/${pid}/schedstat`;
  return existsSync(main) ? workOf(main) : null;
}

/** Of a thread, nothing if it has ended meanwhile. */
function workOf(file: string): number {
  try {
    return Number(readFileSync(file, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return 0;
  }
}

/** The same of all processes that this one has started and that have ended. */
export function workedByCommands(): number | null {
  return ticks("/proc/self/stat", CHILDREN);
}

/** The same of those that another process has started. */
export function workedByChildren(pid: number): number | null {
  return ticks(`/proc/${pid}/stat`, CHILDREN);
}

function ticks(file: string, fields: readonly number[]): number | null {
  if (!existsSync(file)) return null;
  // The second field is the program's name, in brackets, whatever it holds.
  const told = readFileSync(file, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return TICK * fields.reduce((sum, at) => sum + Number(told[at]), 0);
}

/** The most memory that a process has had at once, in megabytes; where the system keeps no such count, what it has now. */
export function peakMemory(pid: number): number {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)]).toString()) / 1024;
  const kept = /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, "utf8"))?.[1];
  return Number(kept ?? Number.NaN) / 1024;
}
