/**
 * A page for judges: which of two markings of a revision is easier to read, ours or a rival's, without names. The cases
 * stand in `judge-cases.ts`, the page in `judge-page.ts`, how decisions are read back in `judge-read.ts`. Run it by
 * `npm run bench:judge`.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { blind, blindCases, inPlain, keyOf, looksTheSame, marked, type Candidate, type Case } from "./judge-cases.ts";
import { casePage, lastPage } from "./judge-page.ts";
import { decisionOf, results, type Decision, type Result } from "./judge-read.ts";
import { shareChanged } from "./measures.ts";
import * as pairs from "./pairs.ts";
import { ENGINES, FAST_MYERS, JSDIFF, OURS, rangesOf } from "./rivals.ts";
import { countWords } from "../../translations/text/words.ts";

const HELP = `Asks people which of two markings of a revision is easier to read: ours or a rival's, without names.

Usage: npm run bench:judge -- [options]
       npm run bench:judge -- --export N FILE
       npm run bench:judge -- --read FILE [--read FILE …] [--key FILE]

  --judge NAME      who judges (default "somebody")
  --decisions FILE  where decisions are kept, a line each, as they are made (default data/judged.jsonl)
  --cases N         so many cases, half against each rival (default 200)
  --seed N          another seed, other cases in another order (default 1)
  --port N          where the page is served (default 3100)
  --export N FILE   write N blind cases for judges without a browser, lines {"id", "A", "B"}, and beside it FILE.key,
                    which judges must not see; they answer with lines {"id": 1, "choice": "A" or "B" or "tie", "judge": "…"}
  --read FILE       which was preferred: decisions of the page, or answers to exported cases
  --key FILE        the key of the exported cases
  --json            with --read: print JSON {figures, goals}
  --corpus FILE     revisions (default ../shared/corpora/oeb-revisions.jsonl)
  --post-edits F    translations and their revisions (default ../shared/corpora/post-edits-ro-en.jsonl)
  --help            this text
`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    judge: { type: "string", default: "somebody" },
    decisions: { type: "string", default: "data/judged.jsonl" },
    cases: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    port: { type: "string", default: "3100" },
    export: { type: "string" },
    read: { type: "string", multiple: true, default: [] },
    key: { type: "string", multiple: true, default: [] },
    corpus: { type: "string", default: "../shared/corpora/oeb-revisions.jsonl" },
    "post-edits": { type: "string", default: "../shared/corpora/post-edits-ro-en.jsonl" },
  },
});

/** The two that agree best with the revisions marked by hand, as `npm run bench:diff` prints it. */
const RIVALS = ENGINES.filter(({ name }) => name === JSDIFF || name === FAST_MYERS);
const MINE = ENGINES.find(({ name }) => name === OURS)!;

/** Shorter revisions say little, longer ones tire. */
const WORDS = { least: 8, most: 60 };
/** Where more of the words changed a revision is heavy. */
const LIGHT = 0.25;

/** Revisions on which a rival's answer looks other than ours. */
function candidates(): Candidate[] {
  return revisions()
    .filter(({ a }) => countWords(a) >= WORDS.least && countWords(a) <= WORDS.most)
    .map(({ id, a, b }) => {
      const hunks = rangesOf(MINE, a, b);
      const ours = marked(hunks, a, b);
      const rivals = RIVALS.map((rival) => ({ name: rival.name, marked: marked(rangesOf(rival, a, b), a, b) }));
      const others = rivals.filter((rival) => !looksTheSame(rival.marked, ours));
      return { revision: id, isHeavy: shareChanged(hunks, a, b) > LIGHT, ours, rivals: others };
    });
}

function revisions(): pairs.Revision[] {
  const [verses, edited] = [pairs.readVerses(options.corpus), pairs.readPostEdits(options["post-edits"])];
  if (!verses) console.error(`The corpus ${options.corpus} is absent.`);
  if (!edited) console.error(`The corpus ${options["post-edits"]} is absent.`);
  return pairs.revisions(verses ?? [], edited ?? []);
}

const drawn = (most: string) =>
  blindCases(candidates(), pairs.counting(most, "cases"), pairs.counting(options.seed, "seed"));

function exported(most: string, file: string): void {
  const cases = drawn(most);
  const shown = cases.map(blind).map(({ id, left, right }) => ({ id, A: inPlain(left), B: inPlain(right) }));
  writeFileSync(file, inLines(shown));
  writeFileSync(`${file}.key`, inLines(cases.map(keyOf)));
  console.log(`${cases.length} cases in ${file}, their key in ${file}.key.`);
}

function inLines(all: readonly unknown[]): string {
  return all.map((each) => `${JSON.stringify(each)}\n`).join("");
}

/** Serves the cases and keeps what is decided; begins at the first that this judge has not decided. */
function serve(cases: readonly Case[], judge: string, file: string, port: number): void {
  const chosen = new Map<string, Decision["choice"]>();
  for (const decision of existsSync(file) ? readDecisions([file], []) : [])
    if (decision.judge === judge) chosen.set(nameOf(decision), decision.choice);
  mkdirSync(dirname(file), { recursive: true });

  const next = () => cases.find((each) => !chosen.has(nameOf(each)));
  const decide = (each: Case, choice: string | null) => {
    const decision = decisionOf({ ...keyOf(each), choice, judge }, new Map());
    appendFileSync(file, inLines([decision]));
    chosen.set(nameOf(each), decision.choice);
  };
  const place = (each: Case) => ({
    of: cases.length,
    decided: cases.filter((other) => chosen.has(nameOf(other))).length,
    chosen: chosen.get(nameOf(each)),
  });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? "/";
    const each = cases[Number(path.slice(1)) - 1];
    const file = FILES[path];
    if (file) response.setHeader("content-type", file.type).end(readFileSync(file.from));
    else if (path === "/") redirect(response, `/${next()?.id ?? "done"}`);
    else if (path === "/done") html(response, lastPage(cases.length));
    else if (!each) response.writeHead(404).end();
    else if (request.method !== "POST") html(response, casePage(blind(each), place(each)));
    else {
      decide(each, new URLSearchParams(await text(request)).get("choice"));
      redirect(response, "/");
    }
  };
  createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(400).end(String(error)));
  }).listen(port, "127.0.0.1", () => {
    console.log(`${cases.length} cases for ${judge} at http://127.0.0.1:${port}/, kept in ${file}. Ctrl+C ends it.`);
  });
}

const FILES: Readonly<Record<string, { type: string; from: string }>> = {
  "/tokens.css": { type: "text/css", from: "editor/design/tokens.css" },
  "/serif.woff2": {
    type: "font/woff2",
    from: "node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
  },
};

function nameOf({ revision, rival }: Pick<Case, "revision" | "rival">): string {
  return `${revision} / ${rival}`;
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { location: to }).end();
}

function html(response: ServerResponse, page: string): void {
  response.setHeader("content-type", "text/html; charset=utf-8").setHeader("cache-control", "no-store").end(page);
}

function readDecisions(files: readonly string[], keyFiles: readonly string[]): Decision[] {
  const lines = keyFiles.flatMap(pairs.jsonLines) as Case[];
  const keys = new Map(lines.map((line) => [line.id, line]));
  if (keys.size < lines.length)
    throw new Error(
      "Two keys have a case of the same number. Read each export's answers by themselves, with its own key.",
    );
  return files.flatMap(pairs.jsonLines).map((line) => decisionOf(line, keys));
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function printed(found: readonly Result[], goals: Record<string, boolean>): string {
  const parts = found.map(({ rival, judges, cases, ours, theirs, ties, share, low, high, lost }) =>
    [
      `against ${rival}: ${cases} cases, ${judges} ${judges === 1 ? "judge" : "judges"}`,
      `  decided ${ours + theirs}: ours ${ours}, theirs ${theirs}; ties ${ties}`,
      `  share for ours ${percent(share)}, 95 % interval ${percent(low)} to ${percent(high)}`,
      ...(lost.length > 0 ? ["  lost:", ...lost.map((revision) => `    ${revision}`)] : []),
    ].join("\n"),
  );
  const met = Object.entries(goals).map(([name, isMet]) => `${isMet ? "met    " : "NOT MET"}  ${name}`);
  return [...parts, `goals\n${met.join("\n")}`].join("\n\n");
}

/** Ours is to be preferred in so many of the cases that were decided. */
const PREFERRED = 0.6;

function goalsOf(found: readonly Result[]): Record<string, boolean> {
  return Object.fromEntries(
    found.map(({ rival, share }) => [`preferred to ${rival} in at least ${percent(PREFERRED)}`, share >= PREFERRED]),
  );
}

if (options.help) console.log(HELP);
else if (options.read.length > 0) {
  const found = results(readDecisions(options.read, options.key));
  const goals = goalsOf(found);
  console.log(options.json ? JSON.stringify({ figures: found, goals }) : printed(found, goals));
} else if (options.export !== undefined) {
  const [file] = positionals;
  if (file === undefined) throw new Error("--export needs the name of a file to write.");
  exported(options.export, file);
} else serve(drawn(options.cases), options.judge, options.decisions, pairs.counting(options.port, "port"));
