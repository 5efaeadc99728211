/**
 * The live drafts beside their peers, all in one run on one machine and under the same load. How people type stands in
 * `sync-load.ts`, how the servers are started in `sync-servers.ts`, how one talks to each in `sync-dialects.ts`. Run it
 * by `npm run bench:sync`.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import * as Y from "yjs";
import { seedDraft } from "../../translations/draft/draft.ts";
import { parseText } from "../../translations/text/parse.ts";
import { Dice } from "../help/network.ts";
import { SERVERS, type ServerName } from "./sync-dialects.ts";
import { bring, draftNames, open, RATE, type, type Outcome, type Scenario } from "./sync-load.ts";
import {
  installPeers,
  openStore,
  propose,
  SEED_WORDS,
  serveOurs,
  start,
  startProbe,
  type Memory,
} from "./sync-servers.ts";
import { serveProbe, type Waits } from "./disk-probe.ts";
import { wordsIn } from "../help/draft-words.ts";
import { table } from "./table.ts";

const HELP = `Measures the live drafts beside their peers, in one run.

Usage: npm run bench:sync -- [options]

  --json           print JSON {figures, goals} instead of tables
  --quick          under a minute: fewer loads, shorter, a draft of 50,000 characters
  --seconds N      how long people type under each load (default 20)
  --folder DIR     keep what is stored in this folder instead of the checkout, as in one in memory, to leave the disk out
  --help           this text

Each person makes ${RATE} key strokes a second. Ours delivers only what is on disk. Hocuspocus stores a document two seconds
after the last change, and y-websocket, as it comes, stores nothing; both deliver before they store. The peers are
installed into tests/bench/peers when they are first needed.
`;

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    seconds: { type: "string" },
    folder: { type: "string", default: "tests/.artifacts" },
    serve: { type: "string" },
    probe: { type: "string" },
  },
});

const program = process.argv[1]!;
const OURS: ServerName = "variorum";
const [PEERS, ALL] = [SERVERS.filter((name) => name !== OURS), SERVERS];

interface LoadFigure extends Outcome {
  load: string;
  server: ServerName;
  /** What the server's process grew by for each client, in bytes: all of it, and what is in use after a collection. */
  residentPerClient: number;
  heapPerClient: number;
  /** What each wait for the disk took the server meanwhile; null where none waits. */
  disk: Waits | null;
  /** What a write to that disk took at any moment meanwhile, seen from aside; null where nobody waits for the disk. */
  anyMoment: Waits | null;
  /** The longest for which its thread did nothing else meanwhile, in milliseconds; null where nobody tells. */
  held: number | null;
}

interface OpeningFigure {
  server: string;
  /** Median milliseconds until a newcomer has been sent the draft. */
  millis: number;
  bytes: number;
}

function loads(): Scenario[] {
  const seconds = Number(options.seconds ?? (options.quick ? 3 : 20));
  if (!(seconds > 0)) throw new Error("--seconds must be a number above 0.");
  const spread = [50, 200, 400].map((clients) => ({ clients, drafts: clients / 5, seconds, watch: 1 }));
  const together = { clients: 200, drafts: 1, seconds: Math.min(seconds, 10), watch: 10 };
  const chosen = options.quick ? spread.slice(1) : [...spread, together];
  return chosen.map((load) => ({ ...load, name: `${load.clients} in ${load.drafts}` }));
}

/** How long a load is put on a server before it is measured. What is compiled and loaded then belongs to no client. */
const WARM_UP = 8;
/** How long a server may take to let go of those who left, in milliseconds. */
const PARTING = 1_000;

async function underLoad(server: ServerName, load: Scenario, file: string): Promise<LoadFigure> {
  const running = await start(server, file, program);
  const probe = server === OURS ? await startProbe(`${file}-probe`, program) : null;
  try {
    await type(server, running.port, { ...load, seconds: WARM_UP, name: "warm-up" }, async () => undefined);
    await pause(PARTING);
    const before = await running.memory();
    await probe?.waits();
    let [after, anyMoment]: [Memory, Waits | null] = [before, null];
    const outcome = await type(server, running.port, load, async () => {
      after = await running.memory();
      anyMoment = (await probe?.waits()) ?? null;
    });
    const present = Math.max(1, load.clients - outcome.refused);
    const residentPerClient = Math.round((after.rss - before.rss) / present);
    const heapPerClient = Math.round((after.heap - before.heap) / present);
    const { disk = null, held = null } = after;
    return { load: load.name, server, ...outcome, residentPerClient, heapPerClient, disk, anyMoment, held };
  } finally {
    probe?.stop();
    await running.stop();
  }
}

/** The key strokes of a long draft: three people who move about every thirty letters, and take back one in twenty. */
function longDraft(characters: number): { seed: Uint8Array; updates: Uint8Array[]; whole: Uint8Array } {
  const seed = seedDraft({ rendering: parseText(SEED_WORDS) });
  const dice = new Dice(characters);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seed);
  const words = wordsIn(doc);
  const writers = [1, 2, 3].map((number) => number * 1_000_003);
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  let at = 0;
  while (updates.length < characters) {
    if (dice.chance(1 / 30)) {
      doc.clientID = dice.pick(writers);
      at = dice.between(0, words.length);
    }
    if (at > 0 && dice.chance(0.05)) words.delete(--at, 1);
    else words.insert(at++, "abcdefghijklmnop "[dice.below(17)]!);
  }
  return { seed, updates, whole: Y.encodeStateAsUpdate(doc) };
}

/** Reads the whole log and applies it in one transaction, the quickest way to replay one. */
async function replay(file: string): Promise<OpeningFigure> {
  const store = await openStore(file);
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < 3; round++) {
    const begin = performance.now();
    const doc = new Y.Doc();
    const log = await store.drafts.log(LONG);
    doc.transact(() => log.forEach((update) => Y.applyUpdate(doc, update.bytes)));
    bytes = Y.encodeStateAsUpdate(doc).byteLength;
    times.push(performance.now() - begin);
  }
  await store.close();
  return { server: "replaying the log, without a server", millis: median(times), bytes };
}

const LONG = "long";

/** The times are those of a server that runs already and is asked for a draft that it does not have in memory. */
async function openings(name: ServerName, file: string, label: string, rounds: number): Promise<OpeningFigure> {
  const opened: Awaited<ReturnType<typeof open>>[] = [];
  for (let round = 0; round < rounds; round++) {
    const running = await start(name, file, program);
    for (const draft of draftNames(5)) await open(name, running.port, draft);
    opened.push(await open(name, running.port, LONG));
    await running.stop();
  }
  return { server: label, millis: median(opened.map(({ millis }) => millis)), bytes: opened[0]!.bytes };
}

async function longOpenings(
  folder: string,
  names: readonly ServerName[],
  characters: number,
): Promise<OpeningFigure[]> {
  const { seed, updates, whole } = longDraft(characters);
  const file = join(folder, "long.db");
  const store = await openStore(file);
  await propose(store, LONG);
  const noted = [...Y.parseUpdateMeta(whole).from.keys()].map((client) => ({ client, account: null }));
  await store.drafts.begin(LONG, { bytes: seed, by: null, clients: noted });
  for (let at = 0; at < updates.length; at += 2_000)
    await store.drafts.append(
      LONG,
      updates.slice(at, at + 2_000).map((bytes, index) => ({ bytes, by: `${index % 3}` })),
    );
  await store.close();
  const figures = [await replay(file)];
  figures.push(await openings(OURS, file, "variorum, never opened before", 1));
  figures.push(await openings(OURS, file, "variorum, after a restart", 3));
  if (names.includes("hocuspocus")) {
    const other = join(folder, "long-hocuspocus.db");
    const running = await start("hocuspocus", other, program);
    await bring("hocuspocus", running.port, LONG, whole);
    await pause(3_000);
    await running.stop();
    figures.push(await openings("hocuspocus", other, "hocuspocus, after a restart", 3));
  }
  if (names.includes("y-websocket")) {
    const running = await start("y-websocket", "", program);
    await bring("y-websocket", running.port, LONG, whole);
    const { millis, bytes } = await open("y-websocket", running.port, LONG);
    await running.stop();
    figures.push({ server: "y-websocket, still in memory", millis, bytes });
  }
  return figures;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1]!;
}

interface Figures {
  machine: string;
  unavailable: string | null;
  loads: LoadFigure[];
  openings: OpeningFigure[];
}

/** What was promised, and whether it holds in this run. A goal that needs a peer fails if none could be measured. */
function goalsOf({ loads: measured, openings: opened }: Figures): Record<string, boolean> {
  const at = (server: ServerName, load: string) => measured.find((one) => one.server === server && one.load === load);
  const better = (load: string, figure: (one: LoadFigure) => number) =>
    Math.min(...PEERS.flatMap((peer) => at(peer, load) ?? []).map(figure));
  const [ours200, ours400] = [at(OURS, "200 in 40"), at(OURS, "400 in 80")];
  const p99Of = (load: string) => better(load, ({ p99 }) => p99);
  const opening = (label: string) => opened.find(({ server }) => server.startsWith(label))!.millis;
  const peers = measured.some(({ server }) => server !== OURS);
  return {
    "200 clients in 40 drafts: p99 propagation at most 2 of the better peer's, and one wait for the disk":
      peers && ours200!.p99 <= 2 * p99Of("200 in 40") + ours200!.anyMoment!.p99,
    ...(at(OURS, "200 in 1") && {
      "200 clients in one draft: p99 propagation at most 0.8 of the better peer's":
        peers && at(OURS, "200 in 1")!.p99 <= 0.8 * p99Of("200 in 1"),
    }),
    "400 clients in 80 drafts: p99 propagation under 30 ms": ours400!.p99 < 30,
    "200 clients: at most 8 KiB of heap a client": ours200!.heapPerClient <= 8 * 1_024,
    "a long draft opens at least 5 times faster than its log is replayed":
      opening("replaying") >= 5 * opening("variorum, after"),
    "400 clients held, no connection dropped": ours400!.dropped + ours400!.refused === 0,
  };
}

function printTables({ machine, unavailable, loads: measured, openings: opened }: Figures): void {
  console.log(`\n${machine}`);
  if (unavailable) console.log(`The peers were not measured: ${unavailable}`);
  const rows = measured.map((one) => [
    one.load,
    one.server,
    one.delivered.toLocaleString("en"),
    `${(100 * one.share).toFixed(1)} %`,
    one.p50.toFixed(1),
    one.p99.toFixed(1),
    one.savedP99?.toFixed(1) ?? "never told",
    one.disk?.p99.toFixed(1) ?? "none",
    one.anyMoment?.p99.toFixed(1) ?? "none",
    one.disk?.longest.toFixed(1) ?? "none",
    one.held?.toFixed(1) ?? "not told",
    one.lagP99.toFixed(1),
    String(Math.round(one.residentPerClient / 1_024)),
    String(Math.round(one.heapPerClient / 1_024)),
    `${one.dropped}${one.refused > 0 ? `, ${one.refused} not let in` : ""}`,
  ]);
  const names = [
    "clients in drafts",
    "server",
    "delivered/s",
    "arrived",
    "p50 ms",
    "p99 ms",
    "saved p99 ms",
    "its waits for the disk p99 ms",
    "at any moment p99 ms",
    "longest ms",
    "thread held ms",
    "load’s lag p99 ms",
  ];
  table([...names, "KiB a client", "heap KiB a client", "dropped"], rows);
  table(
    ["opening a long draft", "ms", "KiB"],
    opened.map(({ server, millis, bytes }) => [server, millis.toFixed(1), String(Math.round(bytes / 1_024))]),
  );
}

async function main(): Promise<void> {
  const unavailable = installPeers();
  const names = unavailable ? [OURS] : ALL;
  // By default in the checkout, on the disk that a data folder would be on: one for temporary files may be in memory.
  mkdirSync(options.folder, { recursive: true });
  const folder = mkdtempSync(join(options.folder, "bench-"));
  try {
    const measured: LoadFigure[] = [];
    for (const load of loads())
      for (const name of names) {
        console.error(`${load.name}: ${name} …`);
        measured.push(await underLoad(name, load, join(folder, `${load.name}-${name}.db`.replaceAll(" ", "-"))));
      }
    console.error("a long draft …");
    const opened = await longOpenings(folder, names, options.quick ? 50_000 : 200_000);
    const model = cpus()[0]?.model.trim() ?? "unknown processor";
    const machine = `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
    const figures: Figures = { machine, unavailable, loads: measured, openings: opened };
    const goals = goalsOf(figures);
    if (options.json) return console.log(JSON.stringify({ figures, goals }, null, 2));
    printTables(figures);
    console.log();
    for (const [goal, met] of Object.entries(goals)) console.log(`${met ? "✓" : "✗"} ${goal}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (options.help) console.log(HELP);
else if (options.probe) serveProbe(options.probe);
else if (options.serve) await serveOurs(options.serve);
else await main();
