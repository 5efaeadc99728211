/**
 * How long a workbench works from the moment that a Word file and its source are dropped until it has shown how both lie beside
 * each other: a book's chapter of 21,000 words and its Chinese. Run it by `npm run bench:drop`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Dice } from "../help/network.ts";
import { docx } from "../help/packed.ts";
import { startFlags } from "../help/start-flags.ts";
import { joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";
import { watchHealth, worked, workedByChildren } from "./hostile-watch.ts";
import { table } from "./table.ts";

const HELP = `Measures how much a workbench works from the drop of a Word file and its source to the page that shows both side by side.

Usage: npm run bench:drop -- [options]

  --json          print JSON {figures, goals} instead of a table
  --words N       how many words the file has at least (default 21000)
  --runs N        how often (default 3)
  --corpus FILE   pairs of paragraphs, {file, zh, en} a line (default ../shared/corpora/zh-en-paragraphs.jsonl)
  --help          this text
`;

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    words: { type: "string", default: "21000" },
    runs: { type: "string", default: "3" },
    corpus: { type: "string", default: "../shared/corpora/zh-en-paragraphs.jsonl" },
  },
});

/** In seconds of the processor, of the workbench and all processes that it begins for this. */
const GOAL = 5;

interface Pair {
  file: string;
  zh: string;
  en: string;
}

interface Figure {
  run: number;
  words: number;
  rows: number;
  unsure: number;
  /** Of the processor, in seconds: reading, aligning and the page; and by the clock. */
  worked: number;
  seconds: number;
  /** The longest piece of the thread that answers, in milliseconds. */
  blocked: number;
}

/** Paragraphs as files have them, files in an order of the dice, until there are words enough; those that come again say where. */
function chapter(pairs: readonly Pair[], words: number, dice: Dice): Pair[] {
  const files = [...new Set(pairs.map(({ file }) => file))];
  const all: Pair[] = [];
  let [count, round] = [0, 0];
  while (count < words) {
    round++;
    const mixed = files.map((each) => [dice.next(), each] as const).sort(([a], [b]) => a - b);
    for (const [, own] of mixed) {
      for (const { file, zh, en } of pairs.filter((each) => each.file === own)) {
        const mark = round === 1 ? "" : ` (${round}.${all.length})`;
        all.push({ file: `${file} ${round}`, zh: zh + mark, en: en + mark });
        count += wordsIn(en);
      }
      if (count >= words) break;
    }
  }
  return all;
}

function wordsIn(text: string): number {
  return text.split(/\s+/u).length;
}

/** A Word file of these paragraphs, the files under headings of their own. */
function wordFile(all: readonly Pair[], side: "zh" | "en"): Uint8Array {
  const paragraph = (text: string, style = "") => {
    const safe = text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(/[\s\p{Cc}]+/gu, " ");
    return `<w:p>${style}<w:r><w:t xml:space="preserve">${safe}</w:t></w:r></w:p>`;
  };
  const heading = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>';
  let [body, before, chapters] = ["", "", 0];
  for (const each of all) {
    if (each.file !== before) body += paragraph(side === "zh" ? `第${++chapters}章` : `Chapter ${++chapters}`, heading);
    before = each.file;
    body += paragraph(each[side]);
  }
  const styles = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>';
  return docx(body, { styles });
}

async function sent(owner: Client, path: string, body: Uint8Array): Promise<void> {
  const headers = { accept: "application/json", cookie: owner.session, "content-type": "application/octet-stream" };
  const answer = await fetch(new URL(path, owner.address), { method: "POST", body: Buffer.from(body), headers });
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
}

/** All that a process and those that it has begun and that have ended have worked, in milliseconds. */
function workOf(pid: number): number {
  return (worked(pid) ?? Number.NaN) + (workedByChildren(pid) ?? Number.NaN);
}

async function measured(bench: TestWorkbench, owner: Client, pairs: readonly Pair[], run: number): Promise<Figure> {
  const pid = bench.process.pid!;
  const all = chapter(pairs, Number(options.words), new Dice(run));
  const [source, translation] = [wordFile(all, "zh"), wordFile(all, "en")];
  const { id } = await owner.json<{ id: string }>("POST", "/api/works/new", {});
  const watch = watchHealth(bench.address, pid);
  await watch.longest();
  const [begun, before] = [performance.now(), workOf(pid)];
  await sent(owner, `/api/works/new/${id}/texts/b?name=translation.docx`, translation);
  await sent(owner, `/api/works/new/${id}/texts/a?name=source.docx`, source);
  const page = await owner.send("GET", `/works/new/${id}`, undefined, { accept: "text/html" });
  if (!page.ok || !(await page.text()).includes("pair-")) throw new Error(`GET /works/new/${id}: ${page.status}`);
  const [seconds, work] = [(performance.now() - begun) / 1_000, (workOf(pid) - before) / 1_000];
  const { blocked } = await watch.longest();
  await watch.stop();
  const { counts } = await owner.json<{ counts: { pairs: number; unsure: number } }>("GET", `/works/new/${id}`);
  const words = all.reduce((sum, { en }) => sum + wordsIn(en), 0);
  return { run, words, rows: counts.pairs, unsure: counts.unsure, worked: work, seconds, blocked };
}

async function main(): Promise<void> {
  const pairs = readFileSync(options.corpus, "utf8").trim().split("\n").map((line) => JSON.parse(line) as Pair); // prettier-ignore
  // In the checkout, on the disk that a data folder would be on: one for temporary files may be in memory.
  mkdirSync("tests/.artifacts", { recursive: true });
  const folder = mkdtempSync(join("tests/.artifacts", "drop-"));
  const bench = await startTestWorkbench({ data: join(folder, "data"), flags: startFlags() });
  try {
    const owner = await joinAsOwner(bench);
    const figures: Figure[] = [];
    for (let run = 1; run <= Number(options.runs); run++) figures.push(await measured(bench, owner, pairs, run));
    tell(figures);
  } finally {
    await bench.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(figures: readonly Figure[]): void {
  const goals = {
    [`from drop to the aligned preview under ${GOAL} s of the processor`]: figures.every((each) => each.worked < GOAL),
  };
  if (options.json) return console.log(JSON.stringify({ figures, goals }, null, 2));
  const rows = figures.map(({ run, words, rows: pairs, unsure, worked: work, seconds, blocked }) => [
    ...[String(run), words.toLocaleString("en"), String(pairs), String(unsure)],
    ...[work.toFixed(1), seconds.toFixed(1), blocked.toFixed(0)],
  ]);
  table(["run", "words", "pairs", "unsure", "processor s", "clock s", "in one piece ms"], rows);
  console.log();
  for (const [goal, met] of Object.entries(goals)) console.log(`${met ? "✓" : "✗"} ${goal}`);
}

if (options.help) console.log(HELP);
else await main();
