/** The index of words that is kept, and what makes it anew, say the same. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { bringIn } from "../../server/bringing/bringing.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { openReader, INDEX, type Reader } from "../../server/searching/reader.ts";
import type { Asked } from "../../server/searching/searching.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { DATABASE } from "../../server/store/names.ts";
import { askedIn, FIELDS, type Clause } from "../../translations/search/search.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { bring } from "../help/made-works.ts";
import { done } from "../help/one-passage.ts";
import { lossyHistories, STREAM } from "../help/histories.ts";
import { bareWork } from "../help/store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-search-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function question(words: string, versions: Asked["versions"]): Asked {
  const clauses = askedIn(words) as Clause[];
  const where = { work: null, section: null, about: [], after: null, hidden: new Set<string>() };
  return { clauses, in: FIELDS.filter((field) => field !== "about"), source: null, without: null, versions, ...where };
}

/** All that an index is asked, and answers. */
function answers(reader: Reader, words: readonly string[]) {
  while (reader.step());
  return words.flatMap((each) => [reader.find(question(each, "all")), reader.find(question(each, "current"))]);
}

/** The words of all that the ledger holds, each once. */
function wordsIn(db: ReturnType<typeof openSqlite>): string[] {
  const beside = db.prepare<[], string>("SELECT beside FROM enclosed").pluck().all().join(" ");
  return [...new Set(beside.match(/\p{L}{3,}|\p{Script=Han}/gu) ?? [])].slice(0, 40);
}

test("whatever happens in a ledger, an index that follows it step by step finds what one made anew does", async () => {
  let [runs, found] = [0, 0];
  await fc.assert(
    fc.asyncProperty(lossyHistories(), fc.nat(4), async ({ steps }, stopsEvery) => {
      const data = mkdtempSync(join(folder, `law-${++runs}-`));
      const db = openSqlite(join(data, DATABASE));
      db.pragma("synchronous = OFF");
      const store = sqliteStore(db);
      await bring(store, bareWork(STREAM.work));
      let [acts, moments] = [0, 0];
      const desk = openDesk(store, {
        ...{ newAct: () => `act-${++acts}`, newSalt: saltsFrom("search") },
        now: () => new Date(Date.UTC(2026, 10, 26) + 1_000 * ++moments).toISOString(),
      });
      let reader = openReader(data);
      for (const [at, { actor, command, takeOut }] of steps.entries()) {
        await (takeOut ? desk.remove(STREAM, takeOut.taking, takeOut.why, actor) : done(desk, STREAM, command, actor));
        reader.step();
        // Whoever follows may end at any point, and goes on from there.
        if (at % (stopsEvery + 1) === 0) {
          reader.close();
          reader = openReader(data);
        }
      }
      const words = wordsIn(db);
      const kept = answers(reader, words);
      found += kept.flatMap(({ hits }) => hits).length;
      reader.close();
      rmSync(join(data, INDEX));
      const anew = openReader(data);
      expect(kept).toEqual(answers(anew, words));
      anew.close();
      await store.close();
    }),
    { numRuns: 25 },
  );
  expect(found).toBeGreaterThan(100);
});

test("of a work that is on its way in nothing is found; once it is open, all of it", async () => {
  const data = mkdtempSync(join(folder, "staged-"));
  const store = sqliteStore(openSqlite(join(data, DATABASE)));
  const reader = openReader(data);
  const verse = (index: number) =>
    JSON.stringify({ passage: `Mark 1:${index}`, versions: [{ text: `Verse ${index}.` }] });
  const { passages } = readJsonl(Array.from({ length: 300 }, (_, index) => verse(index)).join("\n"));
  const { passages: _, terms: __, ...head } = bareWork("mark");
  const found = () => reader.find(question("verse", "current")).hits;
  let recorded = 0;
  const pause = async () => {
    while (reader.step());
    expect(found()).toEqual([]);
    recorded = Math.max(recorded, await store.through());
  };
  await bringIn(store, { head, passages, by: { name: "Ada" }, act: "import/mark" }, { now: Date.now, pause });
  // It was looked at while some of its records were there.
  expect(recorded).toBeGreaterThan(1);
  while (reader.step());
  let [hits, after] = [0, null as string | null];
  do {
    const page = reader.find({ ...question("verse", "current"), after });
    hits += page.hits.length;
    after = page.next;
  } while (after !== null);
  expect(hits).toBe(300);
  reader.close();
  await store.close();
});
