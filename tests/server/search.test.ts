/** Searching: the port in both implementations, and the way from the ledger to an answer. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { MemoryWordIndex } from "../../server/memory/memory-word-index.ts";
import { amongStanding, placed, placeOf, standing, standingBetween, stretch } from "../../server/searching/place.ts";
import { MOST_RANK, ranksOf } from "../../server/searching/ranks.ts";
import { searchingBeside } from "../../server/searching/searching.ts";
import {
  makeTrimmable,
  makeWordTables,
  openSqlite,
  SqliteWordIndex,
  trimmed,
  wipeDropped,
} from "../../server/sqlite/sqlite.ts";
import type { WordQuestion } from "../../server/store/word-index.ts";
import { aboutDate, dateAsked, FIELDS, matches, type Field } from "../../translations/search/search.ts";
import { startSite, type TestSite } from "../help/site.ts";

const token = fc.constantFrom("govern", "治", "理", "market", "¶");
const tokens = fc.array(token, { maxLength: 6 });
const entry = fc.record({ rendering: tokens, source: tokens, note: tokens, reason: tokens, about: tokens });
const way = fc.array(fc.constantFrom("govern", "治", "理", "market"), { minLength: 1, maxLength: 3 });
const wanted = fc.record({
  in: fc.subarray<Field>([...FIELDS], { minLength: 1 }),
  clauses: fc.array(fc.array(way, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
});

describe("an index of words", () => {
  test("finds the same in SQLite as in memory, after whatever was put and dropped", () => {
    const shelf = fc.constantFrom("now" as const, "then" as const);
    const place = fc.bigInt({ min: 1n << 50n, max: (1n << 50n) + 6n });
    const act = fc.record({ shelf, place, entry: fc.option(entry) });
    const question = fc.record({
      shelf,
      wanted: fc.array(wanted, { minLength: 1, maxLength: 2 }),
      without: fc.option(wanted),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 15 }), fc.array(question), (acts, questions) => {
        const db = openSqlite(":memory:");
        makeWordTables(db);
        const both = [new SqliteWordIndex(db), new MemoryWordIndex()];
        for (const index of both)
          for (const { shelf, place, entry } of acts) {
            index.drop(shelf, place);
            if (entry) index.put(shelf, place, entry);
          }
        for (const each of questions) {
          const asked: WordQuestion = { ...each, from: (1n << 50n) + 1n, to: 1n << 60n, most: 4 };
          const [sqlite, memory] = both.map((index) => index.find(asked));
          expect(sqlite).toEqual(memory);
        }
        db.close();
      }),
    );
  });
});

test("a version is found by the year, the month and the day of its date as far as that is known, and by no other", () => {
  const day = fc.date({ min: new Date("0900-01-01"), max: new Date("2100-12-31"), noInvalidDate: true });
  const date = fc.tuple(day, fc.constantFrom(4, 7, 10, 24)).map(([at, length]) => at.toISOString().slice(0, length));
  const near = date.chain((one) =>
    fc.tuple(fc.constant(one), fc.constantFrom(4, 7, 10), fc.oneof(date, fc.constant(one))),
  );
  fc.assert(
    fc.property(near, ([date, length, other]) => {
      const asked = other.slice(0, length);
      expect(matches(aboutDate(date), [dateAsked(asked)!])).toBe(date.startsWith(asked));
    }),
  );
});

test("a file gives back what is empty in it, and finds the same", () => {
  const db = openSqlite(":memory:");
  makeTrimmable(db);
  makeWordTables(db);
  const index = new SqliteWordIndex(db);
  const places = Array.from({ length: 3_000 }, (_, at) => BigInt(at + 1));
  for (const place of places)
    index.put("now", place, { rendering: ["market", `w${place}`], about: [`d${place % 7n}`] });
  for (const place of places) if (place % 3n > 0n) index.drop("now", place);
  for (let begins = true; !wipeDropped(db, begins); begins = false);
  const question: WordQuestion = {
    ...{ shelf: "now", without: null, from: 0n, to: 9_999n, most: 9_999 },
    wanted: [
      { in: ["rendering"], clauses: [[["market"]]] },
      { in: ["about"], clauses: [[["d3"], ["d4"]]] },
    ],
  };
  const found = index.find(question);
  expect(found).toEqual(places.filter((place) => place % 3n === 0n && [3n, 4n].includes(place % 7n)));
  const pages = () => db.pragma("page_count", { simple: true }) as number;
  const before = pages();
  while (trimmed(db));
  expect(pages()).toBeLessThan(before);
  expect(50 * (db.pragma("freelist_count", { simple: true }) as number)).toBeLessThanOrEqual(pages());
  expect(index.find(question)).toEqual(found);
  db.close();
});

describe("places", () => {
  const ends = (most: number) =>
    fc.oneof(
      fc.nat(most),
      fc.nat(3).map((off) => most - off),
    );
  const place = fc.record({
    work: ends(2 ** 18 - 1),
    rank: ends(MOST_RANK),
    number: ends(100_000),
    of: fc.constantFrom("version" as const, "source" as const),
  });

  test("say what they are of, and stand within their passage, behind the one before it, as an index can keep them", () => {
    fc.assert(
      fc.property(place, (of) => {
        const at = placeOf(of);
        const { from, to } = stretch(of.work, of.rank, of.rank);
        expect(placed(at)).toEqual(of);
        expect([from <= at, at <= to, to < 1n << 63n]).toEqual([true, true, true]);
        const now = placeOf({ ...of, number: 0, of: "version" });
        const shelf = standingBetween(from, to);
        expect([shelf.from, shelf.to]).toEqual([amongStanding(now), amongStanding(now)]);
        expect([standing(shelf.from), standingBetween(now + 1n, to).from > shelf.to]).toEqual([now, true]);
        expect(placed(to + 1n)).not.toMatchObject({ work: of.work, rank: of.rank });
      }),
    );
  });
});

describe("ranks", () => {
  test("rise in the order of the passages, each another", () => {
    const ids = fc.uniqueArray(fc.nat(30).map(String), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(ids, { minLength: 1, maxLength: 6 }), (orders) => {
        let known = new Map<string, number>();
        for (const order of orders) {
          const ranks = ranksOf(order, known);
          const rising = order.map((id) => ranks.get(id)!);
          expect(rising).toEqual([...new Set(rising)].sort((a, b) => a - b));
          known = ranks;
        }
      }),
    );
  });
});

describe("a thread that searches", () => {
  test.each([
    ["what hinders it between questions", "parentPort.postMessage({ troubled: 'Error: disk full' })", "disk full"],
    ["why it ended", "throw new Error('no such folder')", "no such folder"],
  ])("has it logged %s", async (_what, does, said) => {
    const logged: string[] = [];
    const log = pino({ level: "warn" }, { write: (line: string) => void logged.push(line) });
    const script = `import { parentPort } from "node:worker_threads"; ${does};`;
    const searching = searchingBeside(new URL(`data:text/javascript,${encodeURIComponent(script)}`), "", log);
    await vi.waitFor(() => expect(logged.join("")).toContain(said), 20_000);
    await searching.close();
    expect(logged).toHaveLength(1);
  });
});

test("a thread that is far behind goes on by itself if no process can take it in", async () => {
  const logged: string[] = [];
  const log = pino({ level: "warn" }, { write: (line: string) => void logged.push(line) });
  // As a process it fails at once.
  const script = `import { parentPort } from "node:worker_threads";
    parentPort.on("message", (told) => parentPort.postMessage({ troubled: "told to " + told }));
    parentPort.postMessage("far behind");`;
  const folder = mkdtempSync(join(tmpdir(), "variorum-searching-"));
  const file = join(folder, "thread.mjs");
  writeFileSync(file, script);
  const searching = searchingBeside(pathToFileURL(file), folder, log);
  await vi.waitFor(() => expect(logged.join("")).toContain("told to go on"), 20_000);
  await searching.close();
  expect(logged[0]).toContain("TypeError");
  rmSync(folder, { recursive: true });
});

describe("GET /api/search", () => {
  let site: TestSite;
  beforeAll(async () => void (site = await startSite()));
  afterAll(() => site.end());
  const ask = async (query: Record<string, string>) => {
    const res = await fetch(`${site.address}/api/search?${new URLSearchParams(query).toString()}`, {
      headers: { accept: "application/json" },
    });
    return {
      status: res.status,
      body: (await res.json()) as { hits: Record<string, unknown>[]; behind: number },
    };
  };

  test("finds Chinese by its letters and English by its stem, in their place, and says how far it has read", async () => {
    const { status, body } = await ask({ q: "厘清", in: "source" });
    expect(status).toBe(200);
    expect(body.hits[0]).toMatchObject({ work: "nip14", in: "source", match: "厘清", version: null });
    expect(body.behind).toBe(0);
    const { body: english } = await ask({ q: "clarifying relationships" });
    expect(english.hits.length).toBeGreaterThan(0);
  });

  test("looks in source and rendering together, and for what a rendering does not say", async () => {
    const passages = async (query: Record<string, string>) =>
      new Set((await ask(query)).body.hits.map(({ passage }) => passage)).size;
    const all = await passages({ source: "政府" });
    const having = await passages({ source: "政府", q: "government" });
    const lacking = await passages({ source: "政府", without: "government" });
    expect([having > 0, having + lacking]).toEqual([true, all]);
  });

  test("refuses in a sentence what can't be looked for", async () => {
    for (const query of [
      { q: "" },
      { q: "x".repeat(201) },
      { q: "a b c d e f g h i j k l m" },
      { q: "a", after: "?" },
      { q: "a", person: "…" },
    ])
      expect((await ask(query as Record<string, string>)).status).toBe(422);
  });
});
