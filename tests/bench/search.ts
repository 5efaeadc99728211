/**
 * How fast words are found in a store of a great many versions, and how large the index is beside their words. The store is
 * made of real sentences (`read-store.ts`), all of it in fifty works. Run it by `npm run bench:search`.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import "../../server/host/digests.ts";
import { INDEX, openReader, type Reader } from "../../server/searching/reader.ts";
import type { Asked } from "../../server/searching/seek.ts";
import { DATABASE } from "../../server/store/names.ts";
import { askedIn, type Clause, type Field } from "../../translations/search/search.ts";
import { counting, randomness } from "./pairs.ts";
import { fill, sentences, type Sentences } from "./read-store.ts";
import { table } from "./table.ts";

const HELP = `Measures looking for words in a store of many versions.

Usage: npm run bench:search -- [options]

  --stored N       versions, in fifty works (default 100000; a million takes a quarter of an hour)
  --asked N        questions of each kind (default 200)
  --data DIR       keep the store and its index there; where they are already, they are asked as they are
  --corpora DIR    real sentences (default ../shared/corpora); without them, the Plan's own
  --json           print JSON {figures, goals} instead of a table
  --help           this text
`;

const { values: options } = parseArgs({
  options: {
    stored: { type: "string", default: "100000" },
    asked: { type: "string", default: "200" },
    data: { type: "string" },
    corpora: { type: "string", default: "../shared/corpora" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const WORKS = 50;
/** Of each passage. */
const VERSIONS = 20;
/** The 95th of a hundred questions takes so many milliseconds at most; the index is at most so many times the words. */
const GOAL = { p95: 50, size: 1 };

const FIELDS: readonly Field[] = ["rendering", "source", "note", "reason"];
const PLAIN = {
  hidden: new Set<string>(),
  in: FIELDS,
  source: null,
  without: null,
  versions: "all",
  work: null,
  section: null,
  after: null,
} as const;

/** Words of a sentence as somebody asks for them. */
type Kind = readonly [name: string, asked: (pick: (list: readonly string[]) => string) => Asked | null];

function clausesOf(words: string): readonly Clause[] | null {
  const clauses = askedIn(words);
  return typeof clauses === "string" ? null : clauses;
}

function plain(words: string, more: Partial<Asked> = {}): Asked | null {
  const clauses = clausesOf(words);
  return clauses && { ...PLAIN, about: [], clauses, ...more };
}

const latin = (sentence: string): string[] => sentence.match(/[a-z]{3,}/gi) ?? ["and"];
const han = (sentence: string): string[] => sentence.match(/\p{Script=Han}{2}/gu) ?? ["的"];

function kindsOf(renderings: readonly string[], sources: readonly string[]): Kind[] {
  return [
    ["a word, all versions", (pick) => plain(pick(latin(pick(renderings))))],
    ["a word, current versions", (pick) => plain(pick(latin(pick(renderings))), { versions: "current" })],
    [
      "two words of a sentence",
      (pick) => {
        const words = latin(pick(renderings));
        return plain(`${pick(words)} ${pick(words)}`);
      },
    ],
    [
      "a phrase",
      (pick) => {
        const words = latin(pick(renderings));
        const at = words.indexOf(pick(words));
        return plain(`"${words.slice(at, at + 2).join(" ")}"`);
      },
    ],
    ["one Chinese letter", (pick) => plain(pick(han(pick(sources)))[0]!)],
    ["two Chinese letters", (pick) => plain(pick(han(pick(sources))))],
    [
      "source and rendering together",
      (pick) => {
        const source = clausesOf(pick(han(pick(sources))));
        return source && plain(pick(latin(pick(renderings))), { source, in: ["rendering"], versions: "current" });
      },
    ],
  ];
}

/** What was translated before of a source, as it is or with a letter less. */
function likened(reader: Reader, sources: readonly string[], times: number): Figure {
  const random = randomness(23);
  const asked = { work: "", passage: "", language: "en", sourceLanguage: "zh-Hans", hidden: new Set<string>() };
  return timed("what was translated before", times, () => {
    const whole = sources[Math.floor(random() * sources.length)]!;
    const cut = Math.floor(random() * whole.length);
    const source = random() < 0.5 ? whole : whole.slice(0, cut) + whole.slice(cut + 1);
    return () => reader.alike({ ...asked, source }).length > 0;
  });
}

interface Figure {
  kind: string;
  p50: number;
  p95: number;
  most: number;
  /** Of a hundred questions so many found something. */
  found: number;
}

function measured(reader: Reader, [kind, asked]: Kind, times: number): Figure {
  const random = randomness(17);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)]!;
  return timed(kind, times, () => {
    const question = asked(pick);
    return question && (() => reader.find(question).hits.length > 0);
  });
}

/** @param next a question, which answers whether it found something; null: none this time. */
function timed(kind: string, times: number, next: () => (() => boolean) | null): Figure {
  const took: number[] = [];
  let found = 0;
  while (took.length < times) {
    const question = next();
    if (!question) continue;
    const begun = performance.now();
    if (question()) found++;
    took.push(performance.now() - begun);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(share * took.length))]!;
  return { kind, p50: at(0.5), p95: at(0.95), most: took.at(-1)!, found: Math.round((100 * found) / times) };
}

/** Fills a folder with works, if it is empty. Returns the bytes of their words. */
async function filled(data: string, passages: number, from: Sentences): Promise<number> {
  const told = join(data, "words.json");
  if (existsSync(told)) {
    const before = JSON.parse(readFileSync(told, "utf8")) as { passages: number; words: number };
    if (before.passages !== passages) throw new Error(`bench:search: ${data} holds another number of versions.`);
    return before.words;
  }
  mkdirSync(data, { recursive: true });
  let words = 0;
  for (let at = 1; at <= WORKS; at++)
    words += await fill(join(data, DATABASE), { id: `work-${at}`, passages, versions: VERSIONS, open: 0 }, from);
  writeFileSync(told, JSON.stringify({ passages, words }));
  return words;
}

if (options.help) console.log(HELP);
else {
  const [stored, times] = [counting(options.stored, "stored"), counting(options.asked, "asked")];
  const data = options.data ?? mkdtempSync(join(tmpdir(), "variorum-search-"));
  try {
    const from = sentences(options.corpora);
    const passages = Math.max(1, Math.ceil(stored / WORKS / VERSIONS));
    const words = await filled(data, passages, from);
    const reader = openReader(data);
    const begun = performance.now();
    let longest = 0;
    for (let more = true; more;) {
      const step = performance.now();
      more = reader.step();
      longest = Math.max(longest, performance.now() - step);
    }
    const seconds = (performance.now() - begun) / 1_000;
    const figures = kindsOf(from.renderings, from.sources).map((kind) => measured(reader, kind, times));
    const size = statSync(join(data, INDEX)).size;
    const goals = {
      [`the 95th of a hundred within ${GOAL.p95} ms, of each kind`]: figures.every(({ p95 }) => p95 < GOAL.p95),
      [`the index under ${GOAL.size} × the words`]: size < GOAL.size * words,
    };
    const versions = WORKS * passages * VERSIONS;
    const index = { versions, seconds, longest, size, words };
    // Nobody waits for it: it is asked for once a draft has opened.
    figures.push(likened(reader, from.sources, times));
    reader.close();
    if (options.json) console.log(JSON.stringify({ figures, index, goals }));
    else {
      console.log(
        `${cpus().length} × ${cpus()[0]?.model.trim() ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
      );
      console.log(
        `${versions.toLocaleString("en")} versions; the index made in ${seconds.toFixed(1)} s, the longest step ${longest.toFixed(0)} ms; ${(size / words).toFixed(2)} × the words\n`,
      );
      table(
        ["question", "p50, ms", "p95, ms", "longest, ms", "found something"],
        figures.map(({ kind, p50, p95, most, found }) => [
          kind,
          p50.toFixed(1),
          p95.toFixed(1),
          most.toFixed(1),
          `${found} %`,
        ]),
      );
      for (const [goal, met] of Object.entries(goals)) console.log(`${met ? "✓" : "✗"} ${goal}`);
    }
  } finally {
    if (options.data === undefined) rmSync(data, { recursive: true, force: true });
  }
}
