/**
 * The whole program under hostile text: every page, export and command, asked on eight shapes of text at sizes 1, 2, 4 …
 * up to the limit. What is asked stands in `hostile-table.ts`, the texts in `hostile-texts.ts`. Run it by
 * `npm run bench:hostile`.
 */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { openDesk, type Desk } from "../../server/desk.ts";
import { VERSION_FORMATS } from "../../server/http/versions.ts";
import { openSqlite, sqliteStore } from "../../server/store/sqlite.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { plan } from "../../translations/plan/plan.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { joinAsOwner, type Client } from "../help/workbench.ts";
import { APART, COMMANDS, COMMANDS_APART, GETS, POSTS, routeTable, type At } from "./hostile-table.ts";
import { SHAPES, sizes, WITNESSES } from "./hostile-texts.ts";
import { peakMemory, watchHealth, worked, type Watch } from "./hostile-watch.ts";

const HELP = `Asks every page, export and command for hostile texts of growing size, of a real workbench over real HTTP.

Usage: npm run bench:hostile -- [options]

  --json            print one JSON {figures, goals} instead of a table
  --only WORDS      only shapes, routes or commands whose name holds one of these, with commas between
  --quick           the sizes from a sixteenth of the limit on, each asked once
  --minutes N       stop asking after so long; what was not asked by then fails (default 8)
  --help            this text

Shapes: ${Object.keys(SHAPES).join(", ")}.
`;

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    only: { type: "string" },
    minutes: { type: "string", default: "8" },
  },
});

/** The goals, each with its reason. */
const GOAL = {
  /**
   * Of time against size, from a sixteenth of the limit up to it. What grows as n log n has 1.09 there; a median of
   * three on a busy machine is 15 % off at either end, which makes ±0.1. What grows as n^1.5 has 1.5.
   */
  exponent: 1.3,
  /** Milliseconds in which nobody else is answered. */
  blocked: 250,
  /** Megabytes of the server's process. */
  memory: 1024,
};
/** What takes less at the limit than so many milliseconds beyond the least has no growth that a clock could tell. */
const TELLING = 60;
/** A single answer that takes longer, in milliseconds, is not asked for at the next size. */
const HOPELESS = 5_000;
const LARGE = LIMITS.characters / 16;

interface Figure {
  what: string;
  shape: string;
  /** Milliseconds by size, the median. */
  millis: Record<number, number>;
  /** Milliseconds that the server's one thread worked for it, the median; of commands, and where nobody tells, as above. */
  work: Record<number, number>;
  /** Milliseconds for which `/healthz` kept silent meanwhile, by size. */
  blocked: Record<number, number>;
  /** Bytes of the answer at the largest size. */
  bytes: number;
  /** Null: too quick to tell. */
  exponent: number | null;
  /** What went wrong: another status than expected, or no answer. */
  wrong: string | null;
}

const OWNER: Actor = { id: "seed", name: "Seed", role: "owner" };
const DAY = "2022-01-24";

/** A work for each shape and size, its versions recorded as an owner would. */
async function seed(data: string, shapes: readonly string[], each: readonly number[]): Promise<void> {
  mkdirSync(data, { recursive: true });
  const store = sqliteStore(openSqlite(join(data, "variorum.db")));
  const desk = openDesk(store);
  for (const shape of shapes)
    for (const size of each) {
      const at = place(shape, size);
      const source = { held: "none" as const, words: [] };
      const passages = [{ id: at.passage, locator: "Section 1", kind: "paragraph" as const, level: 2, source }];
      await store.saveWork({ ...plan.work, id: at.work, title: `${shape}, ${size}`, terms: [], passages });
      for (let variant = 0; variant < at.versions; variant++) await record(desk, at, SHAPES[shape]!(size, variant));
    }
  await store.close();
}

async function record(desk: Desk, at: At, { rendering, notes }: ReturnType<(typeof SHAPES)[string]>): Promise<void> {
  const stream = { work: at.work, passage: at.passage };
  const base = (await desk.passage(stream)).versions.length || null;
  const outcome = await desk.execute(
    stream,
    {
      type: "record-version",
      facts: {
        base,
        rendering: renderingFromJson(rendering),
        contributors: [{ name: "A. Translator", role: "translator" }],
        date: DAY,
        publishedIn: [],
        rationale: "For the benchmark.",
        notes,
        provenance: "Made for the benchmark.",
      },
    },
    OWNER,
  );
  if (!outcome.ok) throw new Error(`bench:hostile: ${at.work} could not be recorded: ${outcome.refusal.message}`);
}

function place(shape: string, size: number): At {
  const work = `${shape}-${size}`;
  const id = (what: string) => `${work}-${what}`;
  return {
    work,
    passage: "p",
    versions: WITNESSES(shape),
    draft: id("draft"),
    open: id("open"),
    withdrawn: id("withdrawn"),
  };
}

interface Server {
  process: ChildProcess;
  address: string;
  ownerLink: string | null;
  startMillis: number;
}

function serve(data: string): Promise<Server> {
  const begun = performance.now();
  const child = spawn(process.execPath, ["bin/variorum.mjs", "serve", "--data", data, "--port", "0"], {
    env: { ...process.env, HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`bench:hostile: the workbench ended with ${code}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (!out.includes("Stop with")) return;
      const ownerLink = /(http\S+\/join\/\S+)/.exec(out)?.[1] ?? null;
      const startMillis = performance.now() - begun;
      resolve({ process: child, address: /open at (\S+)/.exec(out)![1]!, ownerLink, startMillis });
    });
  });
}

/** One question: gives the bytes of the answer. @throws Error if it isn't the one expected. */
type Ask = () => Promise<number>;

interface Question {
  what: string;
  ask: Ask;
  /** How often; what changes something is asked once. */
  times: number;
}

class Run {
  readonly figures = new Map<string, Figure>();
  readonly #watch: Watch;
  readonly #until: number;
  readonly #pid: number;
  late = false;

  constructor(watch: Watch, until: number, pid: number) {
    this.#pid = pid;
    this.#watch = watch;
    this.#until = until;
  }

  async put(shape: string, size: number, { what, ask, times }: Question): Promise<void> {
    const key = `${shape} ${what}`;
    const figure = this.figures.get(key) ?? {
      ...{ what, shape, millis: {}, work: {}, blocked: {}, bytes: 0, exponent: null, wrong: null },
    };
    this.figures.set(key, figure);
    if (figure.wrong !== null) return;
    if (performance.now() > this.#until) {
      this.late = true;
      figure.wrong = "not asked: the time was up";
      return;
    }
    try {
      const taken: number[] = [];
      const works: number[] = [];
      const blocked: number[] = [];
      for (let time = 0; time < times && (time === 0 || taken[0]! < HOPELESS / 4); time++) {
        await this.#watch.longest();
        const [begun, before] = [performance.now(), worked(this.#pid)];
        figure.bytes = await ask();
        taken.push(performance.now() - begun);
        const after = / \//.test(what) ? worked(this.#pid) : null;
        works.push(before === null || after === null ? taken.at(-1)! : after - before);
        blocked.push(await this.#watch.longest());
      }
      figure.millis[size] = round(median(taken));
      figure.work[size] = round(median(works));
      figure.blocked[size] = round(median(blocked));
      if (median(taken) > HOPELESS) figure.wrong = `${round(median(taken))} ms at ${size}; larger ones were not asked`;
    } catch (error) {
      figure.wrong = `at ${size}: ${(error as Error).message}`;
    }
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The slope of time against size, both as logarithms, by least squares; what the least size takes is taken off first. */
function exponentOf(millis: Record<number, number>): number | null {
  const points = Object.entries(millis).map(([size, time]) => [Number(size), time] as const);
  const least = Math.min(...points.map(([, time]) => time));
  const large = points.filter(([size]) => size >= LARGE);
  if (large.length < 3 || (large.at(-1)?.[1] ?? 0) - least < TELLING) return null;
  const logs = large.map(([size, time]) => [Math.log(size), Math.log(Math.max(1, time - least))] as const);
  const [x, y] = [0, 1].map((at) => logs.reduce((sum, pair) => sum + pair[at]!, 0) / logs.length) as [number, number];
  const over = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return round(over / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0));
}

/** Reads an answer to its end without keeping it. */
async function drained(response: Response, what: string): Promise<number> {
  let bytes = 0;
  for await (const chunk of response.body ?? []) bytes += (chunk as Uint8Array).byteLength;
  if (!response.ok && response.status !== 303) throw new Error(`${what} answered ${response.status}`);
  return bytes;
}

const PATIENCE = 30_000;

function getting(owner: Client, path: string, signedIn: boolean): Ask {
  return async () => {
    const accept = path.startsWith("/api/") ? "application/json" : "text/html";
    const headers = { accept, "accept-encoding": "identity", ...(signedIn && { cookie: owner.session }) };
    const signal = AbortSignal.timeout(PATIENCE);
    return drained(await fetch(owner.address + path, { headers, signal, redirect: "manual" }), path);
  };
}

function posting(owner: Client, path: string, body: unknown): Ask {
  return async () => {
    const headers = { accept: "application/json", "content-type": "application/json", cookie: owner.session };
    const signal = AbortSignal.timeout(PATIENCE);
    return drained(
      await fetch(owner.address + path, { method: "POST", headers, body: JSON.stringify(body), signal }),
      path,
    );
  };
}

/** Begins, submits, sends back, restores and decides, so that each of these is asked with such a text. */
function written(owner: Client, at: At, text: string, other: string): { before: Question[]; after: Question[] } {
  const summary = "A reason.";
  const [BEGIN, SUBMIT, VERB, RESTORE] = POSTS as [string, string, string, string];
  const begin = (id: string): Question => ({
    what: `POST ${BEGIN}`,
    times: 1,
    ask: posting(owner, `/api/works/${at.work}/passages/${at.passage}/proposals`, { id, base: at.versions }),
  });
  const act = (id: string, verb: string, body: unknown): Question => ({
    what: verb === "submit" ? `POST ${SUBMIT}` : `POST ${VERB} ${verb}`,
    times: 1,
    ask: posting(owner, `/api/proposals/${id}/${verb}`, body),
  });
  const restore: Question = {
    what: `POST ${RESTORE}`,
    times: 1,
    ask: posting(owner, `/api/proposals/${at.open}/history/1/restore`, {}),
  };
  const ids = [at.withdrawn, at.open, at.draft];
  return {
    before: [
      ...ids.map(begin),
      act(at.withdrawn, "submit", { text, summary }),
      act(at.withdrawn, "return", { reason: "Not yet." }),
      act(at.withdrawn, "submit", { text: other, summary }),
      act(at.withdrawn, "decline", { reason: "No." }),
      act(at.open, "submit", { text, summary }),
    ],
    after: [
      act(at.open, "return", { reason: "Shorter." }),
      restore,
      act(at.open, "submit", { text: other, summary }),
      act(at.open, "accept", { reason: "Yes." }),
      act(at.draft, "rebase", { base: at.versions + 1 }),
      act(at.draft, "withdraw", { reason: "Moved on." }),
    ],
  };
}

function running(args: string[], input: string | undefined): Promise<number> {
  const timeout = args[0] === "verify" ? 4 * PATIENCE : PATIENCE;
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ["bin/variorum.mjs", ...args],
      { timeout, maxBuffer: 1 << 30, encoding: "buffer" },
      (error, out) =>
        error ? reject(new Error(`${args[0]} failed: ${error.message.slice(0, 200)}`)) : resolve(out.byteLength),
    );
    child.stdin?.end(input);
  });
}

function told(figures: readonly Figure[], size: number): string {
  const rows = figures
    .toSorted((a, b) => (b.millis[size] ?? Infinity) - (a.millis[size] ?? Infinity))
    .slice(0, 60)
    .map(({ what, shape, millis, blocked, exponent, wrong }) =>
      [
        String(millis[size] ?? "–").padStart(9),
        String(Math.max(0, ...Object.values(blocked))).padStart(9),
        String(exponent ?? "–").padStart(6),
        ` ${shape}: ${what}${wrong === null ? "" : `  ✗ ${wrong}`}`,
      ].join(""),
    );
  return ["ms at limit  blocked growth", ...rows].join("\n");
}

async function main(): Promise<number> {
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const only = options.only?.split(",") ?? [];
  const picks = (what: string) => only.length === 0 || only.some((word) => what.includes(word));
  const shapes = Object.keys(SHAPES).filter(
    (shape) => only.length === 0 || picks(shape) || !Object.keys(SHAPES).some(picks),
  );
  const inShape = (what: string, shape: string) => only.length === 0 || picks(shape) || picks(what);
  const each = sizes(options.quick ? LARGE : 1);
  const until = performance.now() + Number(options.minutes) * 60_000;
  const folder = mkdtempSync(join(tmpdir(), "variorum-hostile-"));
  const data = join(folder, "data");
  await seed(data, shapes, each);
  const server = await serve(data);
  const watch = watchHealth(server.address);
  const run = new Run(watch, until, server.process.pid!);
  try {
    const owner = await joinAsOwner(server);
    const gets = GETS(VERSION_FORMATS);
    for (const size of each)
      for (const shape of shapes) {
        const at = place(shape, size);
        const often = size >= 4 * LARGE && !options.quick ? 3 : 1;
        const [text, other] = [2, 3].map((variant) => textOf(shape, size, variant)) as [string, string];
        const { before, after } = written(owner, at, text, other);
        const asked: Question[] = Object.entries(gets).flatMap(([route, addresses]) =>
          Object.entries(addresses(at)).map(([label, path]) => ({
            what: `GET ${route}${label && ` ${label}`}`,
            times: often,
            ask: getting(owner, path, route.includes("proposals")),
          })),
        );
        // Steps that others build on are gone through even where they are not looked at.
        for (const question of before) await run.put(shape, size, question);
        for (const question of asked) if (inShape(question.what, shape)) await run.put(shape, size, question);
        for (const question of after) await run.put(shape, size, question);
        await runCommands(run, { shape, size, folder, data, inShape });
      }
    const verified = performance.now();
    const whole = await running(["verify", "--data", data], undefined).then(
      () => null,
      (error: unknown) => (error as Error).message,
    );
    const verifyMillis = round(performance.now() - verified);
    const memory = round(peakMemory(server.process.pid!));
    return report(
      run,
      { memory, verified: whole, verifyMillis, startMillis: round(server.startMillis) },
      only.length > 0,
    );
  } finally {
    await watch.stop();
    server.process.removeAllListeners("exit");
    server.process.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  }
}

interface CommandRun {
  shape: string;
  size: number;
  folder: string;
  data: string;
  inShape: (what: string, shape: string) => boolean;
}

/** Formats that share their work: one of them tells how it grows, the others are asked at the limit. */
const GROWN = /json|words|space/;

/** Commands take most of their time to start: one small text, three large ones. */
async function runCommands(run: Run, { shape, size, folder, data, inShape }: CommandRun): Promise<void> {
  const largest = size === LIMITS.characters;
  if (size !== 1 && size !== 16_384 && size !== 65_536 && !largest) return;
  const [a, b] = [0, 1].map((variant) => textOf(shape, size, variant)) as [string, string];
  const files = { a: join(folder, "a.txt"), b: join(folder, "b.txt") };
  writeFileSync(files.a, a);
  writeFileSync(files.b, b);
  for (const [name, runs] of Object.entries(COMMANDS))
    for (const [label, { args, input }] of Object.entries(runs({ a, b, files, data }))) {
      const what = `${name} ${label}`;
      if (inShape(what, shape) && (largest || GROWN.test(label)))
        await run.put(shape, size, { what, times: 1, ask: () => running(args, input) });
    }
}

function textOf(shape: string, size: number, variant: number): string {
  return canonicalText(renderingFromJson(SHAPES[shape]!(size, variant).rendering));
}

/** Prints what was found; gives the process's exit code. */
function report(
  run: Run,
  server: { memory: number; verified: string | null; verifyMillis: number; startMillis: number },
  part: boolean,
): number {
  const figures = [...run.figures.values()].map((figure) => ({ ...figure, exponent: exponentOf(figure.work) }));
  const requests = figures.filter(({ what }) => /^(GET|POST) /.test(what));
  const measured = new Set(requests.map(({ what }) => what.split(" ").slice(0, 2).join(" ")));
  const unmeasured = routeTable()
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !(route in APART) && !measured.has(route));
  const fast = (list: readonly Figure[]) =>
    list.every(({ exponent, wrong }) => wrong === null && (exponent === null || exponent <= GOAL.exponent));
  const blocked = Math.max(0, ...requests.flatMap(({ blocked }) => Object.values(blocked)));
  const goals = {
    "every page, export and command answers at every size": figures.every(({ wrong }) => wrong === null),
    "no page or export grows faster than n log n": fast(requests),
    "no command grows faster than n log n": fast(figures.filter((figure) => !requests.includes(figure))),
    [`/healthz never waits longer than ${GOAL.blocked} ms`]: blocked <= GOAL.blocked,
    [`memory stays under ${GOAL.memory} MB`]: server.memory < GOAL.memory,
    "every route of the table was asked": part || unmeasured.length === 0,
    "the ledger of all these texts verifies": server.verified === null,
    "all was asked within the time given": !run.late,
  };
  const apart = { routes: APART, commands: COMMANDS_APART };
  if (options.json)
    console.log(JSON.stringify({ figures: { requests: figures, blocked, ...server, unmeasured, apart }, goals }));
  else {
    console.log(told(figures, LIMITS.characters));
    console.log(
      `\nlongest wait for /healthz: ${blocked} ms; memory: ${server.memory} MB; verify: ${server.verifyMillis} ms`,
    );
    for (const [goal, reached] of Object.entries(goals)) console.log(`${reached ? "✓" : "✗"} ${goal}`);
    if (unmeasured.length > 0 && !part) console.log(`not asked: ${unmeasured.join(", ")}`);
  }
  return Object.values(goals).every((reached) => reached) ? 0 : 1;
}

process.exitCode = await main();
