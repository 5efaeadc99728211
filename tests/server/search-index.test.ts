/** The index of words that is kept, and what makes it anew, say the same. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openDesk } from "../../server/desk/desk.ts";
import { openReader, INDEX, type Reader } from "../../server/searching/reader.ts";
import type { Asked } from "../../server/searching/searching.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { DATABASE } from "../../server/store/names.ts";
import { askedIn, FIELDS, type Clause } from "../../translations/search/search.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { bring } from "../help/made-works.ts";
import { done } from "../help/one-passage.ts";
import { lossyHistories, STREAM } from "../help/histories.ts";
import { bareWork } from "../help/store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-search-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function question(words: string, versions: Asked["versions"]): Asked {
  const clauses = askedIn(words) as Clause[];
  const where = { work: null, section: null, about: [], after: null };
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
