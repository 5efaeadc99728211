/**
 * What a proposal of many parts costs: to begin, read, submit, send back and accept it, by the clock of who asks and by how long
 * the server's one thread answers nobody else meanwhile. Run it by `npm run bench:parts`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { Client, joinAs, joinAsOwner, startTestWorkbench } from "../help/workbench.ts";
import { startFlags } from "../help/start-flags.ts";
import { watchHealth, worked, type Watch } from "./hostile-watch.ts";
import { spread } from "./measures.ts";
import { counting, randomness } from "./pairs.ts";
import { table } from "./table.ts";

const { values: options } = parseArgs({
  options: { parts: { type: "string", default: "50,100,200" }, repeat: { type: "string", default: "15" } },
});

const WORK = "long";
/** Of a passage. */
const WORDS = 60;

function sentences(passages: number): string[] {
  const random = randomness(14);
  const word = () => `w${Math.floor(random() ** 2 * 900).toString(36)}`;
  return Array.from({ length: passages }, () => `${Array.from({ length: WORDS }, word).join(" ")}.`);
}

/** A work of so many passages, brought in by the command. */
function broughtIn(data: string, texts: readonly string[]): void {
  const file = join(data, "..", `${WORK}-${process.pid}.jsonl`);
  const line = (text: string, at: number) => JSON.stringify({ id: `p-${at + 1}`, versions: [{ text }] });
  writeFileSync(file, texts.map(line).join("\n"));
  execFileSync(process.execPath, [
    ...["bin/variorum.mjs", "import", "--jsonl", file, "--work", WORK],
    ...["--title", "A long work", "--data", data],
  ]);
}

/** The workbench that is asked, as it is watched. */
interface Server {
  watch: Watch;
  pid: number;
}

interface Row {
  what: string;
  parts: number;
  /** Milliseconds: by the clock; for which the server's threads worked at it; and its one thread while nobody else was answered, at the most. */
  median: number;
  slowest: number;
  work: number;
  blocked: number;
}

async function measured(
  { watch, pid }: Server,
  what: string,
  parts: number,
  asks: () => Promise<unknown>,
  times = 1,
): Promise<Row> {
  await watch.longest();
  const before = worked(pid) ?? Number.NaN;
  const took: number[] = [];
  for (let time = 0; time < times; time++) {
    const begun = performance.now();
    await asks();
    took.push(performance.now() - begun);
  }
  const work = ((worked(pid) ?? Number.NaN) - before) / times;
  const { blocked } = await watch.longest();
  return { what, parts, median: spread(took).median, slowest: Math.max(...took), work, blocked };
}

/** All that is done with a proposal of so many parts, one after the other. */
async function rowsOf(
  server: Server,
  who: { ann: Client; rex: Client },
  texts: readonly string[],
  parts: number,
): Promise<Row[]> {
  const { ann, rex } = who;
  const times = counting(options.repeat, "repeat");
  const [first = "", ...others] = texts.slice(0, parts).map((_, at) => `p-${at + 1}`);
  let [id, asked] = ["", 0];
  const run = (what: string, asks: () => Promise<unknown>, often?: number) =>
    measured(server, what, parts, asks, often);
  const page = (by: Client) => async () => {
    const answer = await by.send("GET", `/${WORK}/proposals/${id}?n=${asked++}`, undefined, { accept: "text/html" });
    if (answer.status !== 200) throw new Error(`bench:parts: the page is answered with ${answer.status}`);
    await answer.arrayBuffer();
  };
  const act = (by: Client, what: string, body: object) => by.json("POST", `/api/proposals/${id}/${what}`, body);
  const rows = [
    await run("begun", async () => {
      ({ id } = await ann.json<{ id: string }>("POST", `/api/works/${WORK}/passages/${first}/proposals`, {
        passages: others,
      }));
    }),
    await run("its page, being written", page(ann), times),
  ];
  rows.push(
    await run("its parts submitted one by one", async () => {
      for (const [at, part] of [first, ...others].entries()) {
        const text = texts[at]!.replace(/ \S+/, ` in${parts} other words`);
        await act(ann, "submit", { part, parts: [part], text, summary: "One term, in all of them." });
      }
    }),
    await run("its page, for who decides", page(rex), times),
    await run("its page, for strangers", page(new Client(ann.address)), times),
    await run("the same for programs", () => rex.json("GET", `/api/proposals/${id}?n=${asked++}`), times),
    await run("the queue", () => rex.json("GET", `/review?n=${asked++}`), times),
    await run("sent back whole", () => act(rex, "return", { reason: "Not yet." })),
    await run("submitted whole", () => act(ann, "submit", {})),
    await run("accepted whole", () => act(rex, "accept", { reason: "" })),
    await run("its page, accepted", page(rex), times),
  );
  return rows;
}

const data = mkdtempSync(join(tmpdir(), "variorum-parts-"));
const sizes = options.parts.split(",").map((size) => counting(size, "parts"));
const texts = sentences(Math.max(...sizes));
broughtIn(data, texts);
const bench = await startTestWorkbench({ data, flags: startFlags() });
const watch = watchHealth(bench.address, bench.process.pid!);
try {
  const owner = await joinAsOwner(bench);
  const ann = await joinAs(bench, owner, "translator", {
    name: "Ann",
    email: "ann@example.org",
    password: "ann writes here",
  });
  const rex = await joinAs(bench, owner, "reviewer", {
    name: "Rex",
    email: "rex@example.org",
    password: "rex reads it all",
  });
  const all: Row[] = [];
  for (const parts of sizes)
    all.push(...(await rowsOf({ watch, pid: bench.process.pid! }, { ann, rex }, texts, parts)));
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  table(
    ["what", "parts", "median", "slowest", "work", "nobody else answered for"],
    all.map(({ what, parts, median, slowest, work, blocked }) => [
      what,
      String(parts),
      ms(median),
      ms(slowest),
      ms(work),
      ms(blocked),
    ]),
  );
} finally {
  await watch.stop();
  await bench.end();
}
