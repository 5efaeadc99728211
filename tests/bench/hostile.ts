/**
 * The whole program under hostile text: every page, export and command, asked on eight shapes of text at size 1, at
 * a sixteenth of the limit, and at the doubles of that up to the limit. What is asked stands in `hostile-table.ts`, how in
 * `hostile-asks.ts`, the texts in `hostile-texts.ts`. Run it by `npm run bench:hostile`.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import { openDesk, type Desk } from "../../server/desk/desk.ts";
import { VERSION_FORMATS } from "../../server/http/versions.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { plan } from "../../translations/plan/plan.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { startFlags } from "../help/start-flags.ts";
import { type Client, joinAsOwner, OWNER as OWNER_LOGIN, signedIn } from "../help/workbench.ts";
import { exponentOf, leastOf } from "./growth.ts";
import { getting, running, written, type Ask, type Question } from "./hostile-asks.ts";
import { written as filesOf } from "./hostile-files.ts";
import {
  APART,
  BY_PROCESS,
  CARE,
  COMMANDS,
  COMMANDS_APART,
  GETS,
  refusal,
  routeTable,
  type At,
} from "./hostile-table.ts";
import { LARGE, SHAPES, sizes, WITNESSES } from "./hostile-texts.ts";
import { peakMemory, watchHealth, worked, workedByCommands, type Watch } from "./hostile-watch.ts";
import { bring } from "../help/made-works.ts";

const HELP = `Asks every page, export and command for hostile texts of growing size, of a real workbench over real HTTP.

Usage: npm run bench:hostile -- [options]

  --json            print one JSON {figures, goals} instead of a table
  --only WORDS      only shapes, routes or commands whose name holds one of these, with commas between
  --quick           each asked once
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

/** How often what only reads is asked at each size, at least. */
const OFTEN = options.quick ? 1 : 3;
/** The goals, each with its reason. */
const GOAL = {
  /** The power of the size, see `growth.ts`, whose laws stand in `tests/server/growth.test.ts`. n log n has 1.09, n√n 1.5. */
  exponent: 1.3,
  /** Milliseconds in which nobody else is answered. */
  blocked: 250,
  /** Megabytes of the server's process. */
  memory: 1024,
};
/**
 * What takes less at the limit than so many milliseconds beyond what size 1 takes has no growth that could be told: one
 * collection of garbage takes as long; a command's start varies by more.
 */
const TELLING = { request: 60, command: 150 };
/**
 * So far off a figure may be, by garbage collected and code compiled meanwhile: the least of several, one alone, and that of
 * a command, whose start varies.
 */
const GRAIN = { least: 3, single: 20, command: 60 };
/** What only reads and seems to grow too fast is asked so often at most: what is so stays so, what was in its way does not. */
const MOST = 10;
/** A single answer that takes more work than so many milliseconds is not asked for at the next size. */
const HOPELESS = 5_000;
/**
 * What seems to grow too fast is asked of so many servers more, on texts of their own, and the least of all counts at each
 * size: garbage and a heap that grows for the first time only add to what work takes, and fall elsewhere each time, while
 * what grows faster does so on each of them.
 */
const MORE_SERVERS = 2;
/** What is asked again to be measured better takes no more than so many milliseconds each time. */
const WORTH_REPEATING = 1_500;

interface Figure {
  what: string;
  shape: string;
  /** Milliseconds by size, the first time. */
  millis: Record<number, number>;
  /** Milliseconds that all threads of the server, or of the command, worked for it, the first time; where nobody tells, as above. */
  first: Record<number, number>;
  /** The least of all times: what is worked out once and remembered is not in it, and neither is what else went on. */
  work: Record<number, number>;
  /**
   * All times but the first, by size. At small sizes the least of them has no collection of garbage in it, at large ones each
   * has one: only on average does what is allocated cost the same for each letter.
   */
  again: Record<number, number[]>;
  /** Milliseconds for which `/healthz` kept silent meanwhile because the server was at work, by size; the longest. */
  blocked: Record<number, number>;
  /** The same by the clock, whoever else held the machine up. */
  waited: Record<number, number>;
  /** Bytes of the answer at the largest size. */
  bytes: number;
  /** How often it was asked at each size, at least. */
  times: number;
  /** Of `work` and of `again`, whichever is less, or of `first` if that is greater and is no noise. Null: too quick to tell. */
  exponent: number | null;
  /** What went wrong: another status than expected, or no answer. */
  wrong: string | null;
}

const OWNER: Actor = { id: "seed", name: "Seed", role: "owner" };
const DAY = "2022-01-24";

/** A work for each shape, its versions recorded as an owner would. */
async function seed(data: string, shapes: readonly string[], size: number, series: string): Promise<void> {
  mkdirSync(data, { recursive: true });
  const store = sqliteStore(openSqlite(join(data, "variorum.db")));
  const desk = openDesk(store);
  for (const shape of shapes) {
    const at = place(shape, size, series);
    const source = { number: 1, held: "none" as const, words: [] };
    const passages = [{ id: at.passage, locator: "Section 1", kind: "paragraph" as const, level: 2, source }];
    await bring(store, { ...plan.work, id: at.work, title: `${shape}, ${size}`, terms: [], passages });
    for (let variant = 0; variant < at.versions; variant++) await record(desk, at, SHAPES[shape]!(size, variant));
  }
  await store.close();
}

/** Fills the folder, size by size; what is done with a whole folder is measured against all that lies in it by then. */
async function fill(run: Run, { data, folder, shapes, picks, series }: Round): Promise<void> {
  let held = 0;
  for (const size of sizes()) {
    await seed(data, shapes, size, series);
    held += size;
    for (const [what, steps] of Object.entries(CARE(data, join(folder, `copy-${size}`))))
      if (picks(what, "all"))
        await run.put("all", held, { what, times: 1, hopeless: Infinity, ask: () => running(steps, undefined) });
  }
}

async function record(desk: Desk, at: At, { rendering, notes }: ReturnType<(typeof SHAPES)[string]>): Promise<void> {
  const stream = { work: at.work, passage: at.passage };
  const base = (await desk.passage(stream)).versions.length || null;
  const outcome = await desk.execute(
    stream,
    {
      type: "record-version",
      passage: at.passage,
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
  if (!outcome.ok)
    throw new Error(`bench:hostile: ${at.work} could not be recorded: ${refusalInWords(outcome.refusal)}`);
}

/** @param series names works of the same shape and size apart. */
function place(shape: string, size: number, series: string): At {
  const work = `${shape}-${size}${series}`;
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
  const args = [...startFlags(), "bin/variorum.mjs", "serve", "--data", data, "--port", "0"];
  const child = spawn(process.execPath, args, {
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

/** The running workbench. */
interface Watched {
  watch: Watch;
  pid: number;
}

class Run {
  readonly figures = new Map<string, Figure>();
  readonly #until: number;
  server: Watched | null = null;
  late = false;

  constructor(until: number) {
    this.#until = until;
  }

  async put(shape: string, size: number, { what, ask, times, hopeless = HOPELESS }: Question): Promise<void> {
    const key = keyOf({ shape, what });
    const figure = this.figures.get(key) ?? {
      ...{
        what,
        shape,
        millis: {},
        first: {},
        work: {},
        again: {},
        blocked: {},
        waited: {},
        bytes: 0,
        times,
        exponent: null,
        wrong: null,
      },
    };
    this.figures.set(key, figure);
    if (figure.wrong !== null) return;
    if (!this.hasTime()) {
      this.late = true;
      figure.wrong = `at ${size}: not asked, as the time was up`;
      return;
    }
    try {
      const again = (time: number) => time < times || (times > 1 && time < MOST && seemsToGrow(figure.work, size));
      for (let time = 0; time === 0 || (again(time) && figure.work[size]! < WORTH_REPEATING); time++)
        note(figure, size, await this.#measured(what, ask));
      if (figure.work[size]! > hopeless)
        figure.wrong = `${figure.work[size]} ms at ${size}; larger ones were not asked`;
    } catch (error) {
      figure.wrong = `at ${size}: ${(error as Error).message}`;
    }
  }

  hasTime(): boolean {
    return performance.now() < this.#until;
  }

  /** What seems to grow faster than the goal. */
  steep(): Figure[] {
    return withExponents([...this.figures.values()]).filter(({ exponent }) => (exponent ?? 0) > GOAL.exponent);
  }

  /** Takes in what another run measured of the same questions: the least work and the longest waits. */
  takeIn(other: Run): void {
    for (const [key, { first, work, again, blocked, waited, wrong }] of other.figures) {
      const known = this.figures.get(key)!;
      this.figures.set(key, {
        ...known,
        first: leastOf([known.first, first]),
        work: leastOf([known.work, work]),
        again: allOf(known.again, again),
        blocked: mostOf(known.blocked, blocked),
        waited: mostOf(known.waited, waited),
        wrong: known.wrong ?? wrong,
      });
    }
  }

  async #measured(what: string, ask: Ask): Promise<Measured> {
    const server = isRequest(what) ? this.server : null;
    const spent = () => (server ? worked(server.pid) : workedByCommands());
    await server?.watch.longest();
    const [begun, before] = [performance.now(), spent()];
    const bytes = await ask();
    const millis = performance.now() - begun;
    const after = spent();
    const silence = (await server?.watch.longest()) ?? { blocked: 0, waited: 0 };
    return { bytes, millis, work: before === null || after === null ? millis : after - before, ...silence };
  }
}

/** One line of figures. */
function keyOf({ shape, what }: Pick<Figure, "shape" | "what">): string {
  return `${shape} ${what}`;
}

function mostOf(one: Record<number, number>, other: Record<number, number>): Record<number, number> {
  const most = { ...one };
  for (const [size, millis] of Object.entries(other)) most[Number(size)] = Math.max(most[Number(size)] ?? 0, millis);
  return most;
}

function allOf(one: Record<number, number[]>, other: Record<number, number[]>): Record<number, number[]> {
  const all = { ...one };
  for (const [size, times] of Object.entries(other)) all[Number(size)] = [...(all[Number(size)] ?? []), ...times];
  return all;
}

interface Measured {
  bytes: number;
  millis: number;
  work: number;
  blocked: number;
  waited: number;
}

function isRequest(what: string): boolean {
  return /^(GET|POST|SOCKET) /.test(what);
}

function note(figure: Figure, size: number, { bytes, millis, work, blocked, waited }: Measured): void {
  figure.bytes = bytes;
  figure.millis[size] ??= tenths(millis);
  if (figure.first[size] === undefined) figure.first[size] = tenths(work);
  else (figure.again[size] ??= []).push(tenths(work));
  figure.work[size] = Math.min(figure.work[size] ?? Infinity, tenths(work));
  figure.blocked[size] = Math.max(figure.blocked[size] ?? 0, tenths(blocked));
  figure.waited[size] = Math.max(figure.waited[size] ?? 0, tenths(waited));
}

/** True if the step to `size` from the one before it is steeper than the goal. */
function seemsToGrow(work: Readonly<Record<number, number>>, size: number): boolean {
  const sizes = Object.keys(work).map(Number);
  const before = sizes.filter((each) => each >= LARGE && each < size).at(-1);
  if (before === undefined) return false;
  const [was, is] = [before, size].map((each) => work[each]! - (work[1] ?? 0)) as [number, number];
  return is >= GRAIN.single && is > was * (size / before) ** GOAL.exponent;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The figures with how they grow. What one of them takes whatever the text is the least that it took at size 1. */
function withExponents(figures: readonly Figure[]): Figure[] {
  const least = new Map<string, number>();
  for (const { what, work } of figures) least.set(what, Math.min(least.get(what) ?? Infinity, work[1] ?? Infinity));
  return figures.map((figure) => {
    const known = least.get(figure.what) ?? Infinity;
    return { ...figure, exponent: exponentIn(figure, Number.isFinite(known) ? known : 0) };
  });
}

/**
 * What grows does so both in the least of its times and on average. Of what was remembered it is looked at how the first time
 * grew, too, where it took much more than the others.
 */
function exponentIn({ what, first, work, again, times }: Figure, whatever: number): number | null {
  const request = isRequest(what);
  const telling = request ? TELLING.request : TELLING.command;
  const grown = (each: Record<number, number>, grain: number) =>
    exponentOf(each, { from: LARGE, whatever, telling, grain }) ?? -Infinity;
  const largest = Math.max(...Object.keys(work).map(Number));
  const remembered = first[largest]! > 2 * work[largest]!;
  const average = Object.fromEntries(
    Object.entries(work).map(([size, least]) => [size, mean(again[Number(size)] ?? [least])]),
  );
  const least = grown(work, !request ? GRAIN.command : times > 1 ? GRAIN.least : GRAIN.single);
  const exponent = Math.max(
    times > 1 ? Math.min(least, grown(average, GRAIN.least)) : least,
    remembered ? grown(first, request ? GRAIN.single : GRAIN.command) : -Infinity,
  );
  return Number.isFinite(exponent) ? Math.round(exponent * 100) / 100 : null;
}

function told(figures: readonly Figure[], size: number): string {
  const rows = figures
    .toSorted((a, b) => (b.work[size] ?? Infinity) - (a.work[size] ?? Infinity))
    .filter((figure, at) => at < 60 || isOff(figure))
    .map(({ what, shape, work, blocked, exponent, wrong }) =>
      [
        String(work[size] ?? "–").padStart(9),
        String(Math.max(0, ...Object.values(blocked))).padStart(9),
        String(exponent ?? "–").padStart(6),
        ` ${shape}: ${what}${wrong === null ? "" : `  ✗ ${wrong}`}`,
      ].join(""),
    );
  return ["ms at limit  blocked growth", ...rows].join("\n");
}

function isOff({ exponent, wrong, blocked }: Figure): boolean {
  return (
    wrong !== null || (exponent ?? 0) > GOAL.exponent || Object.values(blocked).some((millis) => millis > GOAL.blocked)
  );
}

async function main(): Promise<number> {
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const only = options.only?.split(",") ?? [];
  const isNamed = (what: string) => only.length === 0 || only.some((word) => what.includes(word));
  const every = Object.keys(SHAPES);
  const shapes = every.some(isNamed) ? every.filter(isNamed) : every;
  const picks: Picks = (what, shape) => isNamed(shape) || isNamed(what);
  const folder = mkdtempSync(join(tmpdir(), "variorum-hostile-"));
  const data = join(folder, "data");
  const run = new Run(performance.now() + Number(options.minutes) * 60_000);
  try {
    const first: Round = { data, folder, shapes, picks, series: "" };
    await fill(run, first);
    const servers = [await askServer(run, first)];
    await askAgain(run, first, servers);
    const verified = performance.now();
    const whole = await running(["verify", "--data", data], undefined).then(
      () => null,
      (error: unknown) => (error as Error).message,
    );
    const verifyMillis = tenths(performance.now() - verified);
    const memory = Math.max(...servers.map((server) => server.memory));
    const { startMillis } = servers[0]!;
    return report(
      run,
      { servers: servers.length, memory, verified: whole, verifyMillis, startMillis },
      only.length > 0,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** True of what is asked, by what it is and its shape. */
type Picks = (what: string, shape: string) => boolean;

/** What one server is asked. */
interface Round {
  data: string;
  /** For files in passing. */
  folder: string;
  shapes: readonly string[];
  picks: Picks;
  /** Names the works of this round. */
  series: string;
}

/** What is told of a server after it was asked. */
interface Served {
  memory: number;
  startMillis: number;
}

/** What seems to grow too fast is asked of other servers, and the least counts; as long as there is time. */
async function askAgain(run: Run, first: Round, servers: Served[]): Promise<void> {
  for (let round = 1; round <= MORE_SERVERS && run.hasTime(); round++) {
    const steep = new Set(run.steep().map(keyOf));
    if (steep.size === 0) return;
    const picks: Picks = (what, shape) => steep.has(keyOf({ what, shape }));
    const shapes = first.shapes.filter((shape) => run.steep().some((figure) => figure.shape === shape));
    if (shapes.length === 0) return;
    const series = `-${round + 1}`;
    for (const size of sizes()) await seed(first.data, shapes, size, series);
    const again = new Run(Infinity);
    servers.push(await askServer(again, { ...first, shapes, picks, series }));
    run.takeIn(again);
  }
}

/** Serves the folder and asks all that is picked, size by size; before that, a text of each shape, to no account. */
async function askServer(run: Run, round: Round): Promise<Served> {
  const { data, shapes, series } = round;
  const warm = `${series}-warm`;
  await seed(data, shapes, LARGE, warm);
  const server = await serve(data);
  const watch = watchHealth(server.address, server.process.pid!);
  run.server = { watch, pid: server.process.pid! };
  try {
    const owner = await (server.ownerLink === null ? signedIn(server, OWNER_LOGIN) : joinAsOwner(server));
    for (const shape of shapes) await askAll(new Run(Infinity), { ...round, series: warm }, owner, shape, LARGE);
    for (const size of sizes())
      for (const shape of shapes) {
        await askAll(run, round, owner, shape, size);
        await runCommands(run, round, shape, size);
      }
    return { memory: tenths(peakMemory(server.process.pid!)), startMillis: tenths(server.startMillis) };
  } finally {
    await watch.stop();
    server.process.removeAllListeners("exit");
    await ended(server.process);
  }
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once("exit", () => resolve());
    server.kill("SIGTERM");
  });
}

/** Everything that is picked for one shape at one size. Steps that others build on are gone through in any case. */
async function askAll(run: Run, { series, picks }: Round, owner: Client, shape: string, size: number): Promise<void> {
  const at = place(shape, size, series);
  const [text, other] = [2, 3].map((variant) => textOf(shape, size, variant)) as [string, string];
  const { before, after } = written(owner, at, text, other);
  const asked: Question[] = Object.entries(GETS(VERSION_FORMATS)).flatMap(([route, addresses]) =>
    Object.entries(addresses(at)).map(([label, path]) => {
      const refused = refusal(path, text.length);
      return {
        what: `GET ${route}${label && ` ${label}`}${refused ? " refused" : ""}`,
        times: BY_PROCESS.routes.test(route) ? 1 : OFTEN,
        ask: getting(owner, path, /proposals|export|revise/.test(route), refused),
      };
    }),
  );
  for (const question of before) await run.put(shape, size, question);
  const isAsked = ({ what }: Question) =>
    !BY_PROCESS.routes.test(what) || isForProcess(size, BY_PROCESS.grown.test(what));
  for (const question of asked)
    if (picks(question.what, shape) && isAsked(question)) await run.put(shape, size, question);
  for (const question of after) await run.put(shape, size, question);
}

/** Formats that share their work: one of them tells how it grows, the others are asked at the limit. */
const GROWN = /^json$|words|space/;

/** A process takes most of its time to start: it is asked for one small text and the large ones, and where others tell how it grows, at the limit. */
function isForProcess(size: number, grown: boolean): boolean {
  if (size === LIMITS.characters) return true;
  return grown && size !== LARGE && size !== 2 * LARGE;
}

async function runCommands(
  run: Run,
  { folder, data, picks, series }: Round,
  shape: string,
  size: number,
): Promise<void> {
  if (!isForProcess(size, true)) return;
  const [a, b] = [0, 1].map((variant) => textOf(shape, size, variant)) as [string, string];
  const files = filesOf(folder, a, b);
  const { work } = place(shape, size, series);
  for (const [name, runs] of Object.entries(COMMANDS))
    for (const [label, { args, input }] of Object.entries(runs({ a, b, files, data, work }))) {
      const what = `${name} ${label}`;
      const grown = GROWN.test(label);
      // Of what is asked at one size alone, nothing has to be told apart from chance.
      if (picks(what, shape) && isForProcess(size, grown))
        await run.put(shape, size, { what, times: grown ? OFTEN : 1, ask: () => running(args, input) });
    }
}

function textOf(shape: string, size: number, variant: number): string {
  return canonicalText(renderingFromJson(SHAPES[shape]!(size, variant).rendering));
}

/** Prints what was found; gives the process's exit code. */
function report(
  run: Run,
  server: { servers: number; memory: number; verified: string | null; verifyMillis: number; startMillis: number },
  part: boolean,
): number {
  const figures = withExponents([...run.figures.values()]);
  const requests = figures.filter(({ what }) => isRequest(what));
  const commands = figures.filter((figure) => !requests.includes(figure));
  const measured = new Set(requests.map(({ what }) => what.split(" ").slice(0, 2).join(" ")));
  const unmeasured = routeTable()
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !(route in APART) && !measured.has(route));
  const fast = (list: readonly Figure[]) =>
    list.every(({ exponent, wrong }) => wrong === null && (exponent === null || exponent <= GOAL.exponent));
  const longest = (of: "blocked" | "waited") => Math.max(0, ...requests.flatMap((figure) => Object.values(figure[of])));
  const [blocked, waited] = [longest("blocked"), longest("waited")];
  const goals = {
    "every page, export and command answers at every size": figures.every(({ wrong }) => wrong === null),
    "no page or export grows faster than n log n": fast(requests.filter(({ what }) => what.startsWith("GET "))),
    "nothing that writes or opens a draft grows faster than n log n": fast(
      requests.filter(({ what }) => !what.startsWith("GET ")),
    ),
    "no command grows faster than n log n": fast(commands),
    [`/healthz never waits longer than ${GOAL.blocked} ms`]: blocked <= GOAL.blocked,
    [`memory stays under ${GOAL.memory} MB`]: server.memory < GOAL.memory,
    "every route of the table was asked": part || unmeasured.length === 0,
    "the ledger of all these texts verifies": server.verified === null,
    "all was asked within the time given": !run.late,
  };
  const apart = { routes: APART, commands: COMMANDS_APART };
  if (options.json)
    console.log(
      JSON.stringify({ figures: { requests, commands, blocked, waited, ...server, unmeasured, apart }, goals }),
    );
  else {
    console.log(told(figures, LIMITS.characters));
    console.log(
      `\nlongest wait for /healthz: ${blocked} ms of work, ${waited} by the clock; memory: ${server.memory} MB; verify: ${server.verifyMillis} ms`,
    );
    for (const [goal, reached] of Object.entries(goals)) console.log(`${reached ? "✓" : "✗"} ${goal}`);
    if (unmeasured.length > 0 && !part) console.log(`not asked: ${unmeasured.join(", ")}`);
  }
  return Object.values(goals).every((reached) => reached) ? 0 : 1;
}

process.exitCode = await main();
