/** The servers that `sync.ts` measures, each in a process of its own, and ours as such a process. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, fdatasync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { promisify } from "node:util";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { SqliteEffects } from "../../server/sqlite/sqlite-draft-log.ts";
import type { Store } from "../../server/store/store.ts";
import { liveDrafts } from "../../server/sync/sync.ts";
import { parseText } from "../../translations/text/parse.ts";
import { startFlags } from "../help/start-flags.ts";
import { bareWork, opening } from "../help/store-contract.ts";
import { taken, type Waits } from "./disk-probe.ts";
import type { ServerName } from "./sync-dialects.ts";
import { bring } from "../help/made-works.ts";

const PEERS = "tests/bench/peers";
const WORK = "bench";
const toDisk = promisify(fdatasync);
export const SEED_WORDS = "Clarify the relations between 政府 and markets.";

/** Sizes in bytes, after a collection of garbage. */
export interface Memory {
  heap: number;
  rss: number;
  /** How long the waits for the disk took since this was last asked, in milliseconds; null where nothing waits for it. */
  disk?: Waits | null;
  /** The longest for which the server's thread did nothing else since this was last asked, in milliseconds. */
  held?: number;
}

/** A server in its own process. */
export interface Running {
  port: number;
  memory(): Promise<Memory>;
  stop(): Promise<void>;
}

/** Installs the peers if they are not. Says why if that can't be. */
export function installPeers(): string | null {
  if (existsSync(join(PEERS, "node_modules/.package-lock.json"))) return null;
  console.error("Installing the peers of the benchmark (about two minutes, once) …");
  const { status, stderr } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: PEERS, encoding: "utf8" });
  return status === 0 ? null : `\`npm ci\` in ${PEERS} failed: ${stderr.trim().split("\n").at(-1)}`;
}

/** Starts a server on `file`; `program` is this benchmark as it was built. */
export async function start(name: ServerName, file: string, program: string): Promise<Running> {
  const script = name === "variorum" ? [...startFlags(), program, "--serve"] : [join(PEERS, `${name}.mjs`)];
  const child = spawn(process.execPath, ["--expose-gc", ...script, file], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let errors = "";
  child.stderr!.on("data", (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-2_000)));
  const { port } = await answer<{ port: number }>(child, () => errors);
  const memory = () => {
    const told = answer<Memory>(child, () => errors);
    child.send("memory");
    return told;
  };
  const stop = async () => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.send("stop");
    await gone;
  };
  return { port, memory, stop };
}

function answer<T>(child: ChildProcess, errors: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null) => reject(new Error(`the server ended with ${code}: ${errors()}`));
    child.once("exit", died);
    child.once("message", (message) => {
      child.off("exit", died);
      resolve(message as T);
    });
  });
}

/** What watches the disk from aside. */
export interface Probe {
  /** What it has seen since this was last asked. */
  waits(): Promise<Waits>;
  stop(): void;
}

/** Starts a process that asks the disk on which `file` is how long a write takes; see `disk-probe.ts`. */
export async function startProbe(file: string, program: string): Promise<Probe> {
  const child = spawn(process.execPath, [program, "--probe", file], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const none = (): string => "";
  await answer(child, none);
  const waits = () => {
    const told = answer<Waits>(child, none);
    child.send("waits");
    return told;
  };
  return { waits, stop: () => child.disconnect() };
}

/** Opens a store in which drafts can be proposed. */
export async function openStore(file: string, more: Partial<SqliteEffects> = {}): Promise<Store> {
  const store = sqliteStore(openSqlite(file), { newDraft: (proposal) => proposal, ...more });
  if (!(await store.work(WORK))) await bring(store, bareWork(WORK));
  return store;
}

/** Opens a proposal for a draft, if there is none. */
export async function propose(store: Store, draft: string): Promise<void> {
  if ((await store.passagesOf(draft)).length === 0) await store.append(opening({ work: WORK, passage: draft }, draft));
}

/** Ours, as a process that is spoken to by messages: the live drafts on a durable store, everybody a translator. */
export async function serveOurs(file: string): Promise<void> {
  const waits = createHistogram();
  const turns = monitorEventLoopDelay({ resolution: 1 });
  turns.enable();
  const store = await openStore(file, {
    toDisk: async (log) => {
      const begun = performance.now();
      await toDisk(log);
      waits.record(Math.max(1, Math.round(1e3 * (performance.now() - begun))));
    },
  });
  const live = liveDrafts({
    drafts: store.drafts,
    accounts: {
      actorOf: async ({ cookie }) => {
        const id = /person=(\d+)/.exec(cookie ?? "")?.[1] ?? "0";
        return { id, name: `Person ${id}`, role: "translator" };
      },
    },
    seed: async (draft) => {
      await propose(store, draft);
      return { content: { rendering: parseText(SEED_WORDS) }, source: "", editable: true };
    },
    rightsOf: async () => ({ read: true, edit: true }),
    // All come from one address here; nothing else is made easier.
    limits: { strangersOfAddress: 1_000 },
    log: { info: () => undefined, warn: say, error: say },
  });
  const server = createServer();
  server.on("upgrade", (request, socket, head) => live.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.on("message", (question) => {
    if (question === "stop") void live.stop().then(() => store.close().then(() => process.exit()));
    else process.send!({ ...memory(), disk: taken(waits), held: turns.max / 1e6 } satisfies Memory);
    turns.reset();
  });
  process.on("disconnect", () => process.exit());
  process.send!({ port: (server.address() as AddressInfo).port });
}

function say(_facts: object, message: string): void {
  console.error(message);
}

function memory(): Memory {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, rss };
}
