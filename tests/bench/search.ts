/** How quick words are found in an index of many versions, and how large it is beside their text. Run it by `npm run bench:search`. */
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { placeOf, stretch } from "../../server/searching/place.ts";
import { MOST_RANK, ranksOf } from "../../server/searching/ranks.ts";
import { makeWordTables, openSqlite, SqliteWordIndex } from "../../server/sqlite/sqlite.ts";
import { SHELVES, type Wanted } from "../../server/store/word-index.ts";
import { askedIn, type Clause, FIELDS, joined } from "../../translations/search/search.ts";
import { tokensOf } from "../../translations/text/tokens.ts";
import { table } from "./table.ts";

const HELP = `Measures the index of words: one work of many versions, made of real sentences by a seeded generator.

Usage: npm run bench:search -- [options]

  --versions N     so many versions, five a passage (default 1000000)
  --quick          20000 versions
  --english F      lines {"versions": [{"text"}]} (default ../shared/corpora/oeb-revisions.jsonl)
  --chinese F      lines {"zh"}, paragraphs (default ../shared/corpora/zh-en-paragraphs.jsonl)
  --help           this text

A version is a sentence with a word in twenty of another sentence in it; each passage has a paragraph's part as its source. What
is measured is the index, not the reading of what it found; 21 places are asked for, as a page of hits asks.
`;

const { values: options } = parseArgs({
  options: {
    versions: { type: "string", default: "1000000" },
    quick: { type: "boolean", default: false },
    english: { type: "string", default: "../shared/corpora/oeb-revisions.jsonl" },
    chinese: { type: "string", default: "../shared/corpora/zh-en-paragraphs.jsonl" },
    help: { type: "boolean", default: false },
  },
});

/** Versions of one passage. */
const EACH = 5;
/** Questions of each kind. */
const QUESTIONS = 200;

let seed = 1;
/** From 0 to below `most`, by a linear congruential generator (Park and Miller 1988). */
function drawn(most: number): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % most;
}

interface Line {
  zh?: string;
  versions?: { text: string }[];
}

function linesOf(file: string, textsOf: (line: Line) => (string | undefined)[]): string[] {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines
    .flatMap((line) => textsOf(JSON.parse(line) as Line))
    .filter((text) => text !== undefined && text !== "") as string[];
}

interface Texts {
  english: readonly string[];
  chinese: readonly string[];
}

/** A sentence in which a word in twenty is another sentence's. */
function sentence({ english }: Texts): string {
  const other = english[drawn(english.length)]!.split(" ");
  const words = english[drawn(english.length)]!.split(" ");
  return words.map((word) => (drawn(20) === 0 ? other[drawn(other.length)]! : word)).join(" ");
}

function sourceOf({ chinese }: Texts): string {
  const whole = chinese[drawn(chinese.length)]!;
  return whole.slice(drawn(Math.max(1, whole.length - 40))).slice(0, 40);
}

const tokens = (text: string, english: boolean) => joined([tokensOf(text, english)]);

/** Fills the index. Returns the bytes of all texts, in UTF-8. */
function fill(index: SqliteWordIndex, texts: Texts, ranks: Iterable<number>): number {
  let bytes = 0;
  for (const rank of ranks) {
    for (let number = 0; number < EACH; number++) {
      const [rendering, source] = [sentence(texts), number === 0 ? sourceOf(texts) : ""];
      bytes += Buffer.byteLength(rendering) + Buffer.byteLength(source);
      const entry = { rendering: tokens(rendering, true), source: tokens(source, false) };
      index.put(number === 0 ? "now" : "then", placeOf({ work: 1, rank, number, of: "version" }), entry);
    }
  }
  return bytes;
}

function wordOf(texts: Texts): string {
  const words = texts.english[drawn(texts.english.length)]!.match(/\p{L}+/gu) ?? ["the"];
  return words[drawn(words.length)]!;
}

function pairOf(texts: Texts): string {
  const words = texts.english[drawn(texts.english.length)]!.match(/\p{L}+/gu) ?? ["of", "the"];
  const at = drawn(Math.max(1, words.length - 1));
  return `"${words.slice(at, at + 2).join(" ")}"`;
}

function hanOf(texts: Texts, length: number): string {
  return (sourceOf(texts).match(/\p{Script=Han}+/gu) ?? ["治理"])[0].slice(0, length);
}

interface Kind {
  wanted(texts: Texts): Wanted[];
  without?(texts: Texts): Wanted;
}

const rendering = (words: string): Wanted => ({ in: ["rendering"], clauses: askedIn(words) as Clause[] });
const source = (words: string): Wanted => ({ in: ["source"], clauses: askedIn(words) as Clause[] });
const anywhere = FIELDS.filter((field) => field !== "about");

const KINDS: Readonly<Record<string, Kind>> = {
  "a word": { wanted: (texts) => [{ ...rendering(wordOf(texts)), in: anywhere }] },
  "two words": { wanted: (texts) => [rendering(`${wordOf(texts)} ${wordOf(texts)}`)] },
  "a phrase": { wanted: (texts) => [rendering(pairOf(texts))] },
  "a Chinese letter": { wanted: (texts) => [source(hanOf(texts, 1))] },
  "two Chinese letters": { wanted: (texts) => [source(hanOf(texts, 2))] },
  "source with a word": { wanted: (texts) => [source(hanOf(texts, 1)), rendering(wordOf(texts))] },
  "source without a word": {
    wanted: (texts) => [source(hanOf(texts, 1))],
    without: (texts) => rendering(wordOf(texts)),
  },
};

function measured(index: SqliteWordIndex, texts: Texts, { wanted, without }: Kind): number[] {
  const within = { ...stretch(1, 0, MOST_RANK), most: 21 };
  return Array.from({ length: QUESTIONS }, () => {
    const question = { wanted: wanted(texts), without: without?.(texts) ?? null, ...within };
    const begun = performance.now();
    for (const shelf of SHELVES) index.find({ shelf, ...question });
    return performance.now() - begun;
  }).sort((a, b) => a - b);
}

function run(): void {
  const texts = {
    english: linesOf(options.english, ({ versions = [] }) => versions.map(({ text }) => text)),
    chinese: linesOf(options.chinese, ({ zh }) => [zh]),
  };
  const folder = mkdtempSync(join(tmpdir(), "variorum-bench-search-"));
  const file = join(folder, "search.db");
  const db = openSqlite(file);
  db.pragma("synchronous = OFF");
  makeWordTables(db);
  const index = new SqliteWordIndex(db);
  const passages = Math.ceil((options.quick ? 20_000 : Number(options.versions)) / EACH);
  const begun = performance.now();
  let bytes = 0;
  const ids = Array.from({ length: passages }, (_, at) => String(at));
  const ranks = [...ranksOf(ids, new Map()).values()];
  for (let at = 0; at < passages; at += 1_000)
    db.transaction(() => void (bytes += fill(index, texts, ranks.slice(at, at + 1_000))))();
  const filled = performance.now() - begun;
  db.pragma("wal_checkpoint(TRUNCATE)");
  const share = statSync(file).size / bytes;
  const size = `${(bytes / 1e6).toFixed(0)} MB of text; the index is ${share.toFixed(2)} × that`;
  console.log(`${passages * EACH} versions, ${size}, made in ${(filled / 1_000).toFixed(0)} s.`);
  const rows = Object.entries(KINDS).map(([name, kind]) => {
    const times = measured(index, texts, kind);
    return [name, ...[0.5, 0.95, 1].map((part) => times[Math.ceil(part * times.length) - 1]!.toFixed(1))];
  });
  table(["asked for, in all versions", "median ms", "p95 ms", "longest ms"], rows);
  db.close();
  rmSync(folder, { recursive: true });
}

if (options.help) console.log(HELP);
else run();
