/**
 * How fast strangers are answered: pages, a version's words, and what need not be sent again, beside express.static with
 * the same bytes, in turns, each server in a process of its own. And what a store of many versions costs at the start, in
 * time and memory. What is read stands in `read-store.ts`. Run it by `npm run bench:read`.
 */
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import express from "express";
import { Client } from "undici";
import { DATABASE } from "../../server/store/names.ts";
import { worked } from "./hostile-watch.ts";
import { spread } from "./measures.ts";
import { counting } from "./pairs.ts";
import { goalsOfLarge, measureLarge, printLarge, type Large } from "./read-large.ts";
import { askOnce, memoryOf, start, stopped, workbench, type Server, type Start } from "./read-servers.ts";
import { fill, passageId, sentences, type Size } from "./read-store.ts";
import { table } from "./table.ts";

const HELP = `Measures how fast strangers are answered, beside express.static with the same bytes.

Usage: npm run bench:read -- [options]

  --json           print JSON {figures, goals} instead of tables
  --passages N     of the wide work, one version each (default 24000)
  --versions N     of the deep work, in passages of 20 versions (default 20000)
  --stored N       of the large store, in fifty works; 0 leaves it out (default 100000; a million takes half an hour)
  --repeat N       so many turns, of which the median counts (default 5)
  --seconds N      of asking in each turn (default 2)
  --only WORDS     only questions whose name holds one of these, with commas between; "large": only the large store
  --keep DIR       keeps the large store there as it was filled, or takes the one that is kept there
  --corpora DIR    real sentences (default ../shared/corpora); without them, the Plan's own
  --help           this text
`;

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    passages: { type: "string", default: "24000" },
    versions: { type: "string", default: "20000" },
    stored: { type: "string", default: "100000" },
    repeat: { type: "string", default: "5" },
    seconds: { type: "string", default: "2" },
    only: { type: "string", default: "" },
    keep: { type: "string" },
    corpora: { type: "string", default: "../shared/corpora" },
    static: { type: "string" },
  },
});

/** Of each passage of the deep work. */
const VERSIONS = 20;
/** Proposals that wait for review. */
const OPEN = 50;
/** So many ask at once, each again as soon as it is answered. */
const ASKERS = 16;
// --- Servers --------------------------------------------------------------------------------------------------------

/** express.static on a folder; `serveStatic` in a process of its own. */
function rival(folder: string): Promise<Server> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), "--static", folder], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`bench:read: express.static ended with ${code}`)));
    child.once("message", (port) =>
      resolve({
        origin: `http://127.0.0.1:${Number(port)}`,
        ownerLink: null,
        process: child,
        stop: stopped(child),
      }),
    );
  });
}

function serveStatic(folder: string): void {
  const server = express()
    .use(express.static(folder))
    .listen(0, "127.0.0.1", () => process.send!((server.address() as AddressInfo).port));
  process.on("disconnect", () => process.exit());
}

// --- Asking ---------------------------------------------------------------------------------------------------------

interface Question {
  what: string;
  path: string;
  /** True: asked by who has it already. */
  again?: true;
  /** True: each time at another address, so that nothing that is remembered helps. */
  anew?: true;
}

/** How a server answers: so many times a second by the clock, and the microseconds for which its threads work at one. */
interface Rate {
  perSecond: number;
  work: number;
}

/** Of `ASKERS` who ask at once, for so many seconds. @throws Error if an answer has another status. */
async function rate(
  { origin, process: { pid } }: Server,
  path: () => string,
  headers: Record<string, string>,
  status: number,
): Promise<Rate> {
  const clients = Array.from({ length: ASKERS }, () => new Client(origin));
  const before = worked(pid!) ?? Number.NaN;
  const [begun, until] = [performance.now(), performance.now() + 1_000 * Number(options.seconds)];
  let answers = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < until) {
        const asked = path();
        const answer = await client.request({ path: asked, method: "GET", headers });
        await answer.body.dump({ limit: 1e9 });
        if (answer.statusCode !== status) throw new Error(`${asked}: ${answer.statusCode} instead of ${status}`);
        answers++;
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1_000;
  const work = (worked(pid!) ?? Number.NaN) - before;
  await Promise.all(clients.map((client) => client.close()));
  return { perSecond: answers / seconds, work: (1_000 * work) / answers };
}

interface Figure {
  what: string;
  path: string;
  bytes: number;
  /** Medians of the turns. */
  ours: Rate;
  theirs: Rate;
  /** And of what ours is of express.static's in each: answers a second, and as many as its work alone would allow. */
  ratio: number;
  byWork: number;
}

let asked = 0;

async function measure(ours: Server, theirs: Server, folder: string, question: Question): Promise<Figure> {
  const { what, path, again, anew } = question;
  const first = await askOnce(ours.origin, path);
  if (first.status !== 200) throw new Error(`bench:read: ${path} is answered with ${first.status}`);
  const file = `${++asked}${path.endsWith(".txt") ? ".txt" : ".html"}`;
  writeFileSync(join(folder, file), first.body);
  const copy = await askOnce(theirs.origin, `/${file}`);
  const headers = { accept: "text/html" };
  const has = (etag: string) => (again ? { ...headers, "if-none-match": etag } : headers);
  const each = anew ? () => `${path}?n=${++asked}` : () => path;
  const turn = async () => ({
    ours: await rate(ours, each, has(first.etag), again ? 304 : 200),
    theirs: await rate(theirs, () => `/${file}`, has(copy.etag), again ? 304 : 200),
  });
  await turn();
  const turns: Awaited<ReturnType<typeof turn>>[] = [];
  for (let time = 0; time < counting(options.repeat, "repeat"); time++) turns.push(await turn());
  const middle = (of: (each: (typeof turns)[number]) => number) => spread(turns.map(of)).median;
  const rateOf = (whose: "ours" | "theirs"): Rate => ({
    perSecond: middle((turn) => turn[whose].perSecond),
    work: middle((turn) => turn[whose].work),
  });
  return {
    ...{ what, path, bytes: first.bytes, ours: rateOf("ours"), theirs: rateOf("theirs") },
    ratio: middle((turn) => turn.ours.perSecond / turn.theirs.perSecond),
    byWork: middle((turn) => turn.theirs.work / turn.ours.work),
  };
}

const TXT = "a version as .txt";
const AGAIN = "a version page, not sent again (304)";
const KEPT = "a version page, remembered";

function questions({ wide, deep }: Record<"wide" | "deep", Size>): Question[] {
  const middle = (size: Size) => `/${size.id}/${passageId(size.passages >> 1)}`;
  return [
    { what: TXT, path: `${middle(wide)}/v1.txt` },
    { what: AGAIN, path: `${middle(wide)}/v1`, again: true },
    { what: KEPT, path: `${middle(wide)}/v1` },
    { what: "a version page, made anew", path: `${middle(wide)}/v1`, anew: true },
    { what: "a passage page, remembered", path: middle(wide) },
    { what: "a passage page, made anew", path: middle(wide), anew: true },
    { what: "a passage page of 20 versions, made anew", path: middle(deep), anew: true },
    { what: "a comparison, remembered", path: `${middle(deep)}/v1..v2` },
    { what: "a comparison, made anew", path: `${middle(deep)}/v1..v2`, anew: true },
    { what: "the review queue, remembered", path: "/review" },
    { what: "the review queue, made anew", path: "/review", anew: true },
    { what: "a whole work, remembered", path: `/${deep.id}` },
    { what: "a whole work, made anew", path: `/${deep.id}`, anew: true },
  ];
}

// --- All of it ------------------------------------------------------------------------------------------------------

interface Answers {
  sizes: Record<"wide" | "deep", Size>;
  starts: Start[];
  answers: Figure[];
  /** Megabytes, after all of it. */
  memory: number;
}

interface Figures extends Partial<Answers> {
  machine: string;
  large: Large | null;
}

async function run(folder: string): Promise<{ figures: Figures; goals: Record<string, boolean> }> {
  const data = (name: string): string => {
    mkdirSync(join(folder, name), { recursive: true });
    return join(folder, name);
  };
  const stored = Number(options.stored);
  const [isLarge, isAll] = [stored > 0 && ["", LARGE].includes(options.only), options.only !== LARGE];
  const answers = isAll ? await answersOf(data) : null;
  const large = isLarge ? await measureLarge(stored, sentences(options.corpora), data, options.keep) : null;
  return {
    figures: { machine: machine(), ...answers, large },
    goals: { ...(answers && goalsOf(answers.answers)), ...(large && goalsOfLarge(large)) },
  };
}

/** What is asked for with `--only` to have the large store alone. */
const LARGE = "large";

async function answersOf(data: (name: string) => string): Promise<Answers> {
  const wide: Size = { id: "wide", passages: counting(options.passages, "passages"), versions: 1, open: OPEN };
  const deep: Size = { id: "deep", passages: 0, versions: VERSIONS, open: 0 };
  deep.passages = Math.ceil(counting(options.versions, "versions") / VERSIONS);
  const from = sentences(options.corpora);
  for (const size of [wide, deep]) await fill(join(data(size.id), DATABASE), size, from);
  copyFileSync(join(data("wide"), DATABASE), join(data("both"), DATABASE));
  await fill(join(data("both"), DATABASE), deep, from);
  const starts = [
    await start("nothing", data("empty"), "/about"),
    await start(`${deep.passages * VERSIONS} versions of ${deep.passages} passages`, data("deep"), `/deep/p-1/v1`),
    await start(`${wide.passages} passages, a version each`, data("wide"), `/wide/p-1/v1`),
  ];
  const [ours, theirs] = [await workbench(data("both")), await rival(data("static"))];
  try {
    const answers: Figure[] = [];
    const only = options.only.split(",");
    for (const question of questions({ wide, deep }).filter(({ what }) => only.some((word) => what.includes(word))))
      answers.push(await measure(ours, theirs, data("static"), question));
    return { sizes: { wide, deep }, starts, answers, memory: memoryOf(ours.process) };
  } finally {
    for (const server of [ours, theirs]) {
      server.process.removeAllListeners("exit");
      await server.stop();
    }
  }
}

function machine(): string {
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
}

function goalsOf(figures: readonly Figure[]): Record<string, boolean> {
  const atLeast = (what: string, ratio: number) => (figures.find((each) => each.what === what)?.ratio ?? 0) >= ratio;
  return {
    [`${TXT}: at least 0.5 × express.static`]: atLeast(TXT, 0.5),
    [`${AGAIN}: at least 0.5 × express.static`]: atLeast(AGAIN, 0.5),
    [`${KEPT}: at least 0.25 × express.static`]: atLeast(KEPT, 0.25),
  };
}

function print({
  figures: { machine: on, answers, starts, memory, large },
  goals,
}: Awaited<ReturnType<typeof run>>): void {
  console.log(`\n${on}`);
  if (answers && starts) printAnswers(answers, starts, memory ?? Number.NaN);
  if (large) printLarge(large);
  for (const [goal, met] of Object.entries(goals)) console.log(`${met ? "✓" : "✗"} ${goal}`);
}

function printAnswers(answers: readonly Figure[], starts: readonly Start[], memory: number): void {
  table(
    ["what is asked", "bytes", "a second", "express.static", "ratio", "work µs", "express.static", "ratio"],
    answers.map((each) => [
      each.what,
      each.bytes.toLocaleString("en"),
      ...[each.ours, each.theirs].map(({ perSecond }) => perSecond.toFixed(perSecond < 100 ? 1 : 0)),
      each.ratio.toFixed(each.ratio < 0.1 ? 4 : 2),
      ...[each.ours, each.theirs].map(({ work }) => work.toFixed(0)),
      each.byWork.toFixed(each.byWork < 0.1 ? 4 : 2),
    ]),
  );
  table(
    ["a store of", "listens after ms", "first page ms", "memory MB"],
    starts.map((each) => [
      each.store,
      ...[each.listening, each.firstPage, each.memory].map((value) => value.toFixed(0)),
    ]),
  );
  console.log(`\nmemory after all of it: ${memory.toFixed(0)} MB\n`);
}

async function main(): Promise<void> {
  if (options.help) return console.log(HELP);
  if (options.static !== undefined) return serveStatic(options.static);
  const folder = mkdtempSync(join(tmpdir(), "variorum-read-"));
  try {
    const found = await run(folder);
    if (options.json) console.log(JSON.stringify(found, null, 2));
    else print(found);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
