/**
 * How long people who write wait until it is on disk what they have typed, while a large work is brought in beside them:
 * by the command, by `/works/new`, from an archive; and before and after that, in the same run, as a control. Run it by
 * `npm run bench:bringing`.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { textOf } from "../../translations/draft/draft.ts";
import { plan } from "../../translations/plan/plan.ts";
import { Dice } from "../help/network.ts";
import { startFlags } from "../help/start-flags.ts";
import { joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";
import { DIALECTS } from "./sync-dialects.ts";
import { table } from "./table.ts";

const HELP = `Measures how long drafts' words take to the disk while a large work comes in beside them.

Usage: npm run bench:bringing -- [options]

  --json          print JSON {figures, goals} instead of a table
  --versions N    how many versions come in each time (default 60000)
  --seconds N     how long is typed alone before, between and after (default 20)
  --help          this text
`;

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    versions: { type: "string", default: "60000" },
    seconds: { type: "string", default: "20" },
  },
});

/** In milliseconds, the 99th percentile while a work comes in. */
const GOAL = 100;
/** So many people write, each in a draft, and type four letters a second. */
const [WRITERS, MEAN] = [20, 250];
/** A passage has so many versions where a history is brought in. */
const VERSIONS = 3;

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

interface Figure {
  what: string;
  seconds: number;
  keys: number;
  /** Milliseconds from a key stroke to the answer that it is on disk. */
  p50: number;
  p99: number;
  longest: number;
  /** How late this process itself comes to what it has to do: it is in the times above. */
  lagP99: number;
}

/** Takes the times of what was typed since it was last asked. */
class Waits {
  #times: number[] = [];

  add(millis: number): void {
    this.#times.push(millis);
  }

  taken(): number[] {
    const times = this.#times.sort((a, b) => a - b);
    this.#times = [];
    return times;
  }
}

/** Somebody who types into a draft, a letter after another, until they stop. */
class Writer {
  readonly #doc = new Y.Doc();
  readonly #socket: WebSocket;
  readonly #asked: number[] = [];
  readonly #waits: Waits;
  readonly opened: Promise<void>;
  #ended = false;

  constructor(port: number, draft: string, cookie: string, waits: Waits) {
    const dialect = DIALECTS.variorum;
    this.#waits = waits;
    this.#socket = new WebSocket(dialect.address(port, draft), {
      headers: { cookie, origin: `http://127.0.0.1:${port}` },
      perMessageDeflate: false,
    });
    this.#socket.once("open", () => this.#socket.send(dialect.step1(draft, Y.encodeStateVector(this.#doc))));
    this.opened = new Promise((resolve, reject) => {
      this.#socket.on("error", reject);
      this.#socket.once("close", (code) => reject(new Error(`bench:bringing: a draft was closed with ${code}`)));
      this.#socket.on("message", (frame: Buffer) => {
        const said = dialect.read(frame);
        if (said?.type === "step-1") {
          this.#socket.send(dialect.step2(draft, Y.encodeStateAsUpdate(this.#doc)));
        } else if (said?.type === "step-2") {
          Y.applyUpdate(this.#doc, said.bytes);
          this.#doc.on("update", (made: Uint8Array) => this.#socket.send(dialect.update(draft, made)));
          resolve();
        } else if (said?.type === "saved") {
          this.#waits.add(performance.now() - this.#asked[said.counter]!);
        }
      });
    });
  }

  async typeOn(dice: Dice): Promise<void> {
    while (!this.#ended) {
      await pause(60 - (MEAN - 60) * Math.log(1 - dice.next()));
      const words = textOf(this.#doc);
      words.insert(words.length, "abcdefghijklmnop "[dice.below(17)]!);
      this.#socket.send(DIALECTS.variorum.question(this.#asked.push(performance.now()) - 1)!);
    }
  }

  leave(): void {
    this.#ended = true;
    this.#socket.removeAllListeners("close");
    this.#socket.terminate();
  }
}

/** Runs a command of the program. @throws Error with what it wrote, if it fails */
async function command(...args: string[]): Promise<void> {
  const child = spawn(process.execPath, ["bin/variorum.mjs", ...args], { stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`variorum ${args[0]}: ${errors.trim()}`);
}

const SENTENCE = "Clarify the relationship between government and markets, and give full play to the role of both,";

/** A line for each passage, with its history. */
function history(versions: number): string {
  const line = (_: unknown, at: number) =>
    JSON.stringify({
      passage: `Book ${1 + Math.floor(at / 100)}:${1 + (at % 100)}`,
      versions: Array.from({ length: VERSIONS }, (__, version) => ({ text: `${SENTENCE} ${at}, ${version}.` })),
    });
  return Array.from({ length: versions / VERSIONS }, line).join("\n");
}

function paragraphs(versions: number): string {
  return Array.from({ length: versions }, (_, at) => `${SENTENCE} ${at}.`).join("\n\n");
}

/** What somebody does at `/works/new`: drops a file, and says what the work is. */
async function bringByPage(owner: Client, file: string): Promise<void> {
  const { id } = await owner.json<{ id: string }>("POST", "/api/works/new", {});
  const sent = await owner.send("POST", `/api/works/new/${id}/texts/b?name=a.txt`, file, {
    "content-type": "application/octet-stream",
  });
  if (!sent.ok) throw new Error(`the file was not taken: ${await sent.text()}`);
  const fields = { title: "By the page", work: "by-the-page", language: "en", sourceLanguage: "zh" };
  await owner.json("POST", `/api/works/new/${id}/create`, fields);
}

/** What is measured, in this order. */
async function steps(bench: TestWorkbench, owner: Client, folder: string): Promise<[string, () => Promise<void>][]> {
  const versions = Number(options.versions);
  const [lines, elsewhere, archive] = ["history.jsonl", "elsewhere", "work.zip"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(lines, history(versions));
  const importing = (data: string, work: string) =>
    command("import", "--jsonl", lines, "--work", work, "--title", "A history", "--data", data);
  await importing(elsewhere, "archived");
  await command("export", "archived", "--archive", archive, "--data", elsewhere);
  const alone = () => pause(Number(options.seconds) * 1_000);
  return [
    ["nothing else", alone],
    ["import --jsonl, beside it", () => importing(bench.data, "by-command")],
    ["nothing else", alone],
    ["/works/new, in it", () => bringByPage(owner, paragraphs(versions))],
    ["nothing else", alone],
    ["import --archive, beside it", () => command("import", "--archive", archive, "--data", bench.data)],
    ["nothing else", alone],
  ];
}

async function measured(what: string, waits: Waits, doing: () => Promise<void>): Promise<Figure> {
  console.error(`${what} …`);
  const lag = monitorEventLoopDelay({ resolution: 1 });
  waits.taken();
  lag.enable();
  const begun = performance.now();
  await doing();
  const seconds = (performance.now() - begun) / 1_000;
  lag.disable();
  const times = waits.taken();
  const quantile = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const [p50, p99, longest] = [quantile(0.5), quantile(0.99), times.at(-1) ?? 0];
  return { what, seconds, keys: times.length, p50, p99, longest, lagP99: Math.max(0, lag.percentile(99) / 1e6 - 1) };
}

async function write(bench: TestWorkbench, owner: Client, waits: Waits): Promise<Writer[]> {
  const port = Number(new URL(bench.address).port);
  const writers: Writer[] = [];
  for (const { id } of plan.work.passages.slice(0, WRITERS)) {
    const { id: proposal } = await owner.json<{ id: string }>("POST", `/api/works/nip14/passages/${id}/proposals`, {});
    writers.push(new Writer(port, await owner.draftOf(proposal), owner.session, waits));
    await writers.at(-1)!.opened;
  }
  return writers;
}

async function main(): Promise<void> {
  // In the checkout, on the disk that a data folder would be on: one for temporary files may be in memory.
  mkdirSync("tests/.artifacts", { recursive: true });
  const folder = mkdtempSync(join("tests/.artifacts", "bench-"));
  const bench = await startTestWorkbench({ data: join(folder, "data"), flags: startFlags() });
  try {
    const owner = await joinAsOwner(bench);
    const todo = await steps(bench, owner, folder);
    const waits = new Waits();
    const writers = await write(bench, owner, waits);
    const dice = new Dice(WRITERS);
    const typing = writers.map((writer) => writer.typeOn(dice.fork()));
    await pause(3_000);
    const figures: Figure[] = [];
    for (const [what, doing] of todo) figures.push(await measured(what, waits, doing));
    for (const writer of writers) writer.leave();
    await Promise.all(typing);
    tell(figures);
  } finally {
    await bench.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(figures: readonly Figure[]): void {
  const beside = figures.filter(({ what }) => what !== "nothing else");
  const goals = Object.fromEntries(
    beside.map(({ what, p99 }) => [`p99 under ${GOAL} ms: ${what}`, p99 < GOAL] as const),
  );
  if (options.json) return console.log(JSON.stringify({ figures, goals }, null, 2));
  const rows = figures.map(({ what, seconds, keys, p50, p99, longest, lagP99 }) => [
    ...[what, seconds.toFixed(1), keys.toLocaleString("en")],
    ...[p50, p99, longest, lagP99].map((millis) => millis.toFixed(1)),
  ]);
  table(["meanwhile", "s", "keys", "p50 ms", "p99 ms", "longest ms", "this process’s lag p99 ms"], rows);
  console.log();
  for (const [goal, met] of Object.entries(goals)) console.log(`${met ? "✓" : "✗"} ${goal}`);
}

if (options.help) console.log(HELP);
else await main();
