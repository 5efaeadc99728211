/** Workbenches as they are started, for the benchmarks of reading. */
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { startFlags } from "../help/start-flags.ts";

/** The public address: only with one may pages be remembered. */
const ORIGIN = "https://variorum.example";

export interface Server {
  origin: string;
  /** Where the first owner joins, while there is none. */
  ownerLink: string | null;
  process: ChildProcess;
  stop(): Promise<void>;
}

export function stopped(child: ChildProcess): () => Promise<void> {
  return async () => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await gone;
  };
}

/** The workbench as it is started, on a data folder. */
export function workbench(data: string): Promise<Server> {
  const args = [...startFlags(), "bin/variorum.mjs", "serve", "--empty", "--data", data, "--port", "0"];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, HOST: "127.0.0.1", VARIORUM_URL: ORIGIN, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`bench:read: the workbench ended with ${code}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (!out.includes("Stop with")) return;
      const ownerLink = /(http\S+\/join\/\S+)/.exec(out)?.[1] ?? null;
      resolve({ origin: /open at (\S+)/.exec(out)![1]!, ownerLink, process: child, stop: stopped(child) });
    });
  });
}

/** Megabytes that a process has in memory now. */
export function memoryOf({ pid }: ChildProcess): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

/** Waits until the words of all records can be found: the first time that is a good deal of work, at which another thread is. */
export async function indexed(origin: string): Promise<void> {
  for (;;) {
    const { behind } = JSON.parse((await askOnce(origin, "/api/search?q=words")).body.toString()) as { behind: number };
    if (behind === 0) return;
    await setTimeout(200);
  }
}

interface Asked {
  status: number;
  bytes: number;
  etag: string;
  body: Buffer;
}

export async function askOnce(origin: string, path: string): Promise<Asked> {
  const response = await fetch(origin + path, { headers: { accept: "text/html", "accept-encoding": "identity" } });
  const body = Buffer.from(await response.arrayBuffer());
  return { status: response.status, bytes: body.length, etag: response.headers.get("etag") ?? "", body };
}

export interface Start {
  store: string;
  /** Milliseconds until it listens, and from then until the first page is there. */
  listening: number;
  firstPage: number;
  /** Megabytes, once that page is there. */
  memory: number;
}

export async function start(store: string, data: string, path: string): Promise<Start> {
  const begun = performance.now();
  const server = await workbench(data);
  const listening = performance.now() - begun;
  await askOnce(server.origin, path);
  const firstPage = performance.now() - begun - listening;
  const memory = memoryOf(server.process);
  server.process.removeAllListeners("exit");
  await server.stop();
  return { store, listening, firstPage, memory };
}
