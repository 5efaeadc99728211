/**
 * What many versions cost those who read: the first page and the memory of a store of a great many versions in fifty works,
 * the pages that must not grow with it, an acceptance while others listen, `verify`, and the room on the disk. Part of
 * `npm run bench:read`, with `--stored N`.
 */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  existsSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Client as Http } from "undici";
import { Database } from "../../server/store/driver.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { DATABASE } from "../../server/store/names.ts";
import { type Client, joinAsOwner } from "../help/workbench.ts";
import { worked, workedOnMain } from "./hostile-watch.ts";
import { spread } from "./measures.ts";
import { randomness, shuffled } from "./pairs.ts";
import { askOnce, indexed, memoryOf, start, workbench, type Server } from "./read-servers.ts";
import { fill, passageId, type Sentences, type Size } from "./read-store.ts";
import { table } from "./table.ts";

const WORKS = 50;
/** Of each passage. */
const VERSIONS = 20;
/** Proposals that wait for review, at most: as many as a work has passages. */
const WAITING = 1_000;
/** Passages of the work that is read a section at a time, and of one that is no longer than a section. */
const [WIDE, SECTION] = [24_000, 200];
/** Pages that are read at random, by so many readers at once. */
const READ = 10_000;
const READERS = 8;
/** Each kind of page is asked for so often, a section less often, each time at a place at which nothing was asked for before. */
const [OFTEN, SECTIONS] = [60, 30];
/** So many kinds of page are asked for of the works: of passages, versions and comparisons. */
const KINDS = 3;
/** So many listen while somebody accepts, so often. */
const LISTENERS = 20;
const ACCEPTED = 20;

const GOAL = {
  /** × the first page of an empty store. */
  first: 2,
  /** Megabytes. */
  memory: 250,
  /** Milliseconds a page. */
  page: 10,
  /** × the same page of a store that has little else. */
  alone: 1.5,
  /** Bytes of a passage's page beside its own words. */
  html: 60_000,
  /** Milliseconds of the main thread, on which nobody waits for the disk. */
  accept: 10,
  /** Records a second. */
  verify: 20_000,
  /** Bytes a version, beside three times the words. */
  version: 1_200,
};

interface Page {
  what: string;
  /** Milliseconds at the median, by the clock of who asks. */
  median: number;
  bytes: number;
}

export interface Large {
  works: number;
  versions: number;
  /** Milliseconds from the start to the first page. */
  first: { empty: number; large: number };
  /** Megabytes after the first page, and after {@link READ} more. */
  memory: { first: number; read: number };
  /** Milliseconds of the first page of a work, for which what it is is read and remembered: at the median of many, and of the wide one. */
  opening: { many: number; wide: number };
  pages: Page[];
  /** The same of a store that has few more places than are asked for: some of the works, and others of one section. */
  alone: Page[];
  /** Bytes of what a program is told of the passage whose page is measured. */
  own: number;
  /** Milliseconds at the median: until it is answered, what the server's main thread works at it, all its threads, and one fdatasync. */
  accept: { answered: number; main: number; worked: number; disk: number };
  verify: { records: number; seconds: number };
  /**
   * Before the wide work is brought in, of which most is what describes its passages: how many versions there are, and the
   * bytes of the database, of all words in it, and of its largest tables and indices.
   */
  size: { versions: number; database: number; empty: number; words: number; tables: { name: string; bytes: number }[] };
}

/**
 * @param dataOf makes a folder for a store.
 * @param keep a folder in which the large store is kept as it was filled, so that it is filled once and measured often.
 */
export async function measureLarge(
  stored: number,
  from: Sentences,
  dataOf: (name: string) => string,
  keep?: string,
): Promise<Large> {
  const passages = Math.max(1, Math.ceil(stored / WORKS / VERSIONS));
  const works = Array.from({ length: WORKS }, (_, at): Size => {
    return { id: `work-${at + 1}`, passages, versions: VERSIONS, open: at === 0 ? Math.min(WAITING, passages) : 0 };
  });
  const wide: Size = { id: "wide-1", passages: WIDE, versions: 1, open: 0 };
  const [large, alone] = [dataOf("large"), dataOf("alone")];
  const filledOnce = () => filledWith(join(large, DATABASE), works, wide, from);
  const size =
    keep === undefined ? await filledOnce() : await kept(join(keep, `${stored}`), join(large, DATABASE), filledOnce);
  // As many as are asked for: what was asked for before is remembered, and would be compared with what was not.
  const few = works.slice(0, Math.ceil((KINDS * OFTEN) / passages));
  const short = Array.from({ length: SECTIONS }, (_, at): Size => ({
    ...wide,
    id: `wide-${at + 1}`,
    passages: SECTION,
  }));
  for (const size of [...few, ...short]) await fill(join(alone, DATABASE), size, from);
  const verify = verified(large);
  const empty = await start("nothing", dataOf("none"), "/about");
  const filled = await start("large", large, "/work-1/p-1/v1");
  return serving(large, async (server) => {
    const {
      opening,
      pages,
      alone: same,
    } = await serving(alone, async ({ origin }) => {
      const many = { origin: server.origin, works: WORKS, passages, wide: 1, length: WIDE };
      const fewer = { origin, works: few.length, passages, wide: SECTIONS, length: SECTION };
      await opened(fewer);
      return { opening: await opened(many), ...(await pagesOf(many, fewer)) };
    });
    const own = await ownWords(server.origin, wide);
    await readAtRandom(server.origin, passages);
    const memory = { first: filled.memory, read: memoryOf(server.process) };
    const accept = await accepting(server, passages, large);
    const first = { empty: empty.listening + empty.firstPage, large: filled.listening + filled.firstPage };
    const versions = WORKS * passages * VERSIONS + wide.passages;
    return { works: WORKS + 1, versions, first, memory, opening, pages, alone: same, own, accept, verify, size };
  });
}

/** Fills a database; the size is that without the wide work, and what its tables take with nothing in them. */
async function filledWith(file: string, works: Size[], wide: Size, from: Sentences): Promise<Large["size"]> {
  let [words, versions] = [0, 0];
  await sqliteStore(openSqlite(file)).close();
  const empty = statSync(file).size;
  for (const work of works) {
    words += await fill(file, work, from);
    versions += work.passages * work.versions;
  }
  const size = { versions, database: statSync(file).size, empty, words, tables: tablesIn(file) };
  await fill(file, wide, from);
  return size;
}

/** Copies the database from where it is kept, or fills it and keeps a copy; its size stands beside it once it is whole. */
async function kept(folder: string, file: string, filledOnce: () => Promise<Large["size"]>): Promise<Large["size"]> {
  const [copy, told] = [join(folder, DATABASE), join(folder, "size.json")];
  if (existsSync(told)) {
    copyFileSync(copy, file);
    // It may have been filled by an older program.
    await sqliteStore(openSqlite(file)).close();
    return JSON.parse(readFileSync(told, "utf8")) as Large["size"];
  }
  const size = await filledOnce();
  mkdirSync(folder, { recursive: true });
  copyFileSync(file, copy);
  writeFileSync(told, JSON.stringify(size));
  return size;
}

async function serving<T>(data: string, use: (server: Server) => Promise<T>): Promise<T> {
  const server = await workbench(data);
  try {
    await indexed(server.origin);
    return await use(server);
  } finally {
    server.process.removeAllListeners("exit");
    await server.stop();
  }
}

/** So many tables and indices are named. */
const NAMED = 8;

function tablesIn(file: string): Large["size"]["tables"] {
  const db = new Database(file, { readonly: true });
  const largest = db.prepare<[number], { name: string; bytes: number }>(
    "SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC LIMIT ?",
  );
  try {
    return largest.all(NAMED);
  } finally {
    db.close();
  }
}

// --- Pages ----------------------------------------------------------------------------------------------------------

/** A store that is asked: so many works of so many passages, `work-1` and so on, and so many long ones, `wide-1` and so on. */
interface Asked {
  origin: string;
  works: number;
  passages: number;
  wide: number;
  length: number;
}

/** Places of a store, each once, in no order. */
function placesIn(works: number, passages: number): { work: number; at: number }[] {
  const all = Array.from({ length: works * passages }, (_, place) => place);
  return shuffled(all, randomness(7)).map((place) => ({
    work: 1 + Math.floor(place / passages),
    at: place % passages,
  }));
}

let asked = 0;

interface Asker {
  ask(path: string): Promise<void>;
  /** What was asked for since this was asked the last time. */
  page(what: string): Page;
  close(): Promise<void>;
}

function asker(origin: string): Asker {
  const client = new Http(origin);
  let times: number[] = [];
  let bytes = 0;
  return {
    async ask(path) {
      const begun = performance.now();
      const at = `${path}${path.includes("?") ? "&" : "?"}n=${++asked}`;
      const { statusCode, body } = await client.request({ path: at, method: "GET", headers: { accept: "text/html" } });
      bytes = (await body.arrayBuffer()).byteLength;
      times.push(performance.now() - begun);
      if (statusCode !== 200) throw new Error(`bench:read: ${path} is answered with ${statusCode}`);
    },
    page(what) {
      const { median } = spread(times);
      times = [];
      return { what, median, bytes };
    },
    close: () => client.close(),
  };
}

/** The first page of each work of a store, so that what its works are is remembered, as it is while somebody reads them. */
async function opened({ origin, works, wide }: Asked): Promise<Large["opening"]> {
  const each = asker(origin);
  for (let work = 1; work <= works; work++) await each.ask(`/work-${work}/${passageId(0)}/v1`);
  const { median: many } = each.page("a work of many");
  for (let work = 1; work <= wide; work++) await each.ask(`/wide-${work}/${passageId(0)}/v1`);
  const { median } = each.page("a long work");
  await each.close();
  return { many, wide: median };
}

/** Each page at the median of many, of two stores in turns, so that what else goes on is in both. */
async function pagesOf(large: Asked, alone: Asked): Promise<Pick<Large, "pages" | "alone">> {
  const [first, second] = [asker(large.origin), asker(alone.origin)];
  const [pages, same]: [Page[], Page[]] = [[], []];
  const pathsOfAlone = pathsIn(alone);
  for (const [what, paths] of Object.entries(pathsIn(large))) {
    for (const [at, path] of paths.entries()) {
      await first.ask(path);
      await second.ask(pathsOfAlone[what]![at]!);
    }
    pages.push(first.page(what));
    same.push(second.page(what));
  }
  await first.close();
  await second.close();
  return { pages, alone: same };
}

/** What is asked for, by kind: places none of which is asked for before. */
function pathsIn({ works, passages, wide, length }: Asked): Readonly<Record<string, readonly string[]>> {
  const [any, far, sections] = [placesIn(works, passages), placesIn(wide, length), placesIn(wide, length / SECTION)];
  // A store that is too small for it is asked for some again.
  const of = (which: number) => Array.from({ length: OFTEN }, (_, at) => any[(which * OFTEN + at) % any.length]!);
  return {
    "a passage": of(0).map(({ work, at }) => `/work-${work}/${passageId(at)}`),
    [WIDE_PASSAGE]: far.slice(0, OFTEN).map(({ work, at }) => `/wide-${work}/${passageId(at)}`),
    "a version": of(1).map(({ work, at }, turn) => `/work-${work}/${passageId(at)}/v${1 + (turn % VERSIONS)}`),
    "a comparison": of(2).map(({ work, at }) => `/work-${work}/${passageId(at)}/v1..v${VERSIONS}`),
    [QUEUE]: Array.from({ length: OFTEN }, () => "/review"),
    [`a section of ${SECTION} passages`]: sections
      .slice(0, SECTIONS)
      .map(({ work, at }) => `/wide-${work}?at=${passageId((at + 0.5) * SECTION)}`),
  };
}

const WIDE_PASSAGE = "a passage of a long work";
const QUEUE = "the review queue";

/** Bytes of what a program is told of a passage: its words and its source's, and what is said of them. */
async function ownWords(origin: string, { passages }: Size): Promise<number> {
  const path = `/api/works/wide-1/passages/${passageId(passages >> 1)}`;
  return (await askOnce(origin, path)).bytes;
}

async function readAtRandom(origin: string, passages: number): Promise<void> {
  const random = randomness(11);
  let left = READ;
  const reader = async () => {
    const client = new Http(origin);
    while (left-- > 0) {
      const [work, passage, version] = [WORKS, passages, VERSIONS].map((most) => Math.floor(random() * most));
      const path = `/work-${work! + 1}/${passageId(passage!)}/v${version! + 1}`;
      const { body } = await client.request({ path, method: "GET", headers: { accept: "text/html" } });
      await body.dump({ limit: 1e9 });
    }
    await client.close();
  };
  await Promise.all(Array.from({ length: READERS }, reader));
}

// --- Accepting ------------------------------------------------------------------------------------------------------

async function accepting(server: Server, passages: number, data: string): Promise<Large["accept"]> {
  const owner = await joinAsOwner({ address: server.origin, ownerLink: server.ownerLink });
  const listening = Array.from({ length: LISTENERS }, () => new AbortController());
  for (const { signal } of listening) await fetch(`${server.origin}/api/events`, { signal });
  const { pid } = server.process;
  const [answered, main, work, disk]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let time = 0; time < ACCEPTED; time++) {
    const passage = `/api/works/work-2/passages/${passageId(time % passages)}`;
    const id = await submitted(owner, passage, VERSIONS + Math.floor(time / passages));
    const [mainBefore, before] = [workedOnMain(pid!) ?? Number.NaN, worked(pid!) ?? Number.NaN];
    const begun = performance.now();
    await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "Yes." });
    answered.push(performance.now() - begun);
    main.push((workedOnMain(pid!) ?? Number.NaN) - mainBefore);
    work.push((worked(pid!) ?? Number.NaN) - before);
    disk.push(oneSync(join(data, "sync-probe")));
  }
  for (const each of listening) each.abort();
  const [clock, onMain, onAll, synced] = [answered, main, work, disk].map((each) => spread(each).median);
  return { answered: clock!, main: onMain!, worked: onAll!, disk: synced! };
}

async function submitted(owner: Client, passage: string, base: number): Promise<string> {
  const { id } = await owner.json<{ id: string }>("POST", `${passage}/proposals`, { kind: "revision", base });
  await owner.json("POST", `/api/proposals/${id}/submit`, { text: `Quite other words, ${id}.`, summary: "Clearer." });
  return id;
}

/** Milliseconds that the disk takes for one block. */
function oneSync(file: string): number {
  const handle = openSync(file, "a");
  writeSync(handle, Buffer.alloc(4096));
  const begun = performance.now();
  fdatasyncSync(handle);
  const took = performance.now() - begun;
  closeSync(handle);
  return took;
}

// --- Verifying ------------------------------------------------------------------------------------------------------

function verified(data: string): Large["verify"] {
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/variorum.mjs", "verify", "--data", data], {
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`bench:read: the store that was made does not verify: ${stdout}${stderr}`);
  return { records: Number(/(\d+) records/.exec(stdout)![1]), seconds: (performance.now() - begun) / 1_000 };
}

// --- Telling --------------------------------------------------------------------------------------------------------

export function goalsOfLarge({ first, memory, pages, alone, own, accept, verify, size }: Large) {
  const goals: Record<string, boolean> = {
    [`first page within ${GOAL.first} × that of an empty store`]: first.large <= GOAL.first * first.empty,
    [`memory under ${GOAL.memory} MB, also after ${READ.toLocaleString("en")} pages`]: memory.read < GOAL.memory,
  };
  pages.forEach(({ what, median }, at) => {
    goals[`${what} under ${GOAL.page} ms`] = median < GOAL.page;
    if (what !== QUEUE)
      goals[`${what} at most ${GOAL.alone} × the same in a small store`] = median <= GOAL.alone * alone[at]!.median;
  });
  goals[`a passage's page under ${GOAL.html / 1000} kB and its own words`] =
    pages.find(({ what }) => what === WIDE_PASSAGE)!.bytes < GOAL.html + own;
  goals[`an acceptance within ${GOAL.accept} ms of the main thread`] = accept.main <= GOAL.accept;
  goals[`verify at least ${GOAL.verify.toLocaleString("en")} records a second`] =
    verify.records / verify.seconds >= GOAL.verify;
  goals[`the database under 3 × the words and ${GOAL.version / 1000} kB a version`] =
    size.database - size.empty < 3 * size.words + GOAL.version * size.versions;
  return goals;
}

export function printLarge(large: Large): void {
  const { works, versions, first, memory, opening, pages, alone, accept, verify, size } = large;
  console.log(`\n${versions.toLocaleString("en")} versions in ${works} works:`);
  table(
    ["page", "ms at the median", "in a small store", "bytes"],
    pages.map(({ what, median, bytes }, at) => [
      what,
      ...[median, alone[at]!.median].map((ms) => ms.toFixed(1)),
      bytes.toLocaleString("en"),
    ]),
  );
  table(
    ["what", "figure"],
    [
      ["first page after the start, ms (an empty store)", `${first.large.toFixed(0)} (${first.empty.toFixed(0)})`],
      ["memory after it, and after many pages, MB", `${memory.first.toFixed(0)}, ${memory.read.toFixed(0)}`],
      ["the first page of a work, ms (of the wide one)", `${opening.many.toFixed(1)} (${opening.wide.toFixed(1)})`],
      [
        "an acceptance, ms (of work: of the main thread, of all; one fdatasync)",
        [accept.answered, accept.main, accept.worked, accept.disk].map((ms) => ms.toFixed(1)).join(" "),
      ],
      ["verify, records a second", (verify.records / verify.seconds).toFixed(0)],
      [
        "the database without the wide work, bytes a version (of words)",
        [size.database, size.words].map((bytes) => (bytes / size.versions).toFixed(0)).join(" "),
      ],
      ...size.tables.map(({ name, bytes }) => [`of that ${name}`, (bytes / size.versions).toFixed(0)]),
    ],
  );
}
