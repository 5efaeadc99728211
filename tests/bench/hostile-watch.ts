/** What is watched while a hostile run goes on: how long `/healthz` keeps silent, and how much memory the process takes. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";

/** Asked so often, in milliseconds: a standstill is seen to this much. */
const EVERY = 20;

/** In a thread of its own, so that what the run itself does holds no question up. */
const POLLER = `
const { workerData, parentPort } = require("node:worker_threads");
const { get, Agent } = require("node:http");
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let longest = 0, going = true;
parentPort.on("message", (word) => {
  if (word === "stop") going = false;
  parentPort.postMessage(longest);
  longest = 0;
});
(function ask() {
  if (!going) return;
  const begun = performance.now();
  const done = () => {
    longest = Math.max(longest, performance.now() - begun);
    setTimeout(ask, ${EVERY});
  };
  get(workerData + "/healthz", { agent }, (res) => res.resume().on("end", done)).on("error", done);
})();
`;

export interface Watch {
  /** The longest wait for an answer since the last time, in milliseconds. */
  longest(): Promise<number>;
  stop(): Promise<void>;
}

export function watchHealth(address: string): Watch {
  const worker = new Worker(POLLER, { eval: true, workerData: address });
  const ask = (word: string) =>
    new Promise<number>((resolve) => {
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

/**
 * How long the main thread of a process has worked so far, in milliseconds: what others do on the machine is not in it.
 * Null where the system does not tell.
 */
export function worked(pid: number): number | null {
  const told = `/proc/${pid}/schedstat`;
  return existsSync(told) ? Number(readFileSync(told, "utf8").split(" ")[0]) / 1e6 : null;
}

/** The most memory that a process has had at once, in megabytes; where the system keeps no such count, what it has now. */
export function peakMemory(pid: number): number {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)]).toString()) / 1024;
  const kept = /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, "utf8"))?.[1];
  return Number(kept ?? Number.NaN) / 1024;
}
