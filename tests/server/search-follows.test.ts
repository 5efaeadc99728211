/** The index of words follows the ledger: whatever happens, whenever it looks, it is as if made anew of what stands there. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { bringIn, type Bringing, type BringingEffects } from "../../server/bringing/bringing.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { following } from "../../server/searching/follow.ts";
import { INDEX, openReader, type Reader } from "../../server/searching/reader.ts";
import { placed, standing } from "../../server/searching/place.ts";
import { recordsIn } from "../../server/searching/records.ts";
import type { Asked } from "../../server/searching/seek.ts";
import { openIndex } from "../../server/searching/tables.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { DATABASE } from "../../server/store/names.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import { askedIn, type Clause } from "../../translations/search/search.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { inRole, lossyHistories, plain, STREAM } from "../help/histories.ts";
import { bring, correct, deeds, outlineDeeds, works } from "../help/made-works.ts";
import { done } from "../help/one-passage.ts";
import { bareWork } from "../help/store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-search-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let folders = 0;

function newData(): string {
  const data = join(folder, String(++folders));
  mkdirSync(data);
  return data;
}

/** Everything that an index holds, in words: of each token, where it stands. */
function heldIn(db: Database): string[] {
  const at = new Map<string, string>();
  for (const { work, id, rank } of db
    .prepare<[], { work: number; id: string; rank: number }>("SELECT work, id, rank FROM passage")
    .all())
    at.set(`${work} ${rank}`, `${work}/${id}`);
  return ["now", "then"].flatMap((shelf) => {
    db.exec(`CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words_${shelf}, instance)`);
    const rows = db
      .prepare<[], { term: string; doc: bigint; col: string; offset: bigint }>(
        "SELECT term, doc, col, offset FROM temp.terms",
      )
      .safeIntegers()
      .all();
    db.exec("DROP TABLE temp.terms");
    return rows
      .map(({ term, doc, col, offset }) => {
        const { work, rank, number, of } = placed(shelf === "now" ? standing(doc) : doc);
        return `${shelf} ${at.get(`${work} ${rank}`)} ${of} ${number} ${col} ${offset} ${term}`;
      })
      .sort();
  });
}

/** What an index holds that has followed all along, and one made now. */
function both(data: string, followed: Database): [string[], string[]] {
  const [ledgerDb, anew] = [openSqlite(join(data, DATABASE)), openSqlite(":memory:")];
  openIndex(anew, recordsIn(ledgerDb));
  for (const db of [followed, anew]) {
    const follows = following(db, recordsIn(ledgerDb));
    while (follows.step());
  }
  const held: [string[], string[]] = [heldIn(followed), heldIn(anew)];
  anew.close();
  ledgerDb.close();
  return held;
}

function effects() {
  let [acts, moments] = [0, 0];
  return {
    newAct: () => `act-${++acts}`,
    newSalt: saltsFrom("search"),
    now: () => new Date(Date.UTC(2026, 10, 26) + 1_000 * ++moments).toISOString(),
  };
}

test("whatever happens to a passage, also if words are taken out, whenever it looks, and wherever it ends and goes on", async () => {
  await fc.assert(
    fc.asyncProperty(lossyHistories(15), fc.array(fc.boolean()), async ({ steps }, looks) => {
      const data = newData();
      const db = openSqlite(join(data, DATABASE));
      db.pragma("synchronous = OFF");
      const store = sqliteStore(db);
      await bring(store, bareWork(STREAM.work));
      const index = openSqlite(":memory:");
      openIndex(index, recordsIn(db));
      let follows = following(index, recordsIn(db));
      const desk = openDesk(store, effects());
      for (const [at, { actor, command, takeOut }] of steps.entries()) {
        await (takeOut ? desk.remove(STREAM, takeOut.taking, takeOut.why, actor) : done(desk, STREAM, command, actor));
        if (!looks[at]) continue;
        follows.step();
        openIndex(index, recordsIn(db));
        follows = following(index, recordsIn(db));
      }
      const [followed, anew] = both(data, index);
      expect(followed).toEqual(anew);
      index.close();
      await store.close();
    }),
    { numRuns: 15 },
  );
}, 240_000);

test("whatever becomes of a work and its outline", async () => {
  await fc.assert(
    fc.asyncProperty(works, fc.array(fc.oneof(deeds, outlineDeeds), { maxLength: 8 }), async (work, all) => {
      const data = newData();
      const db = openSqlite(join(data, DATABASE));
      db.pragma("synchronous = OFF");
      const store = sqliteStore(db);
      await bring(store, work);
      const index = openSqlite(":memory:");
      openIndex(index, recordsIn(db));
      const follows = following(index, recordsIn(db));
      const desk = openDesk(store, effects());
      for (const deed of all) {
        const now = (await store.work(work.id))!;
        const next = deed(now);
        if ("say" in next) await desk.describe(work.id, next.say, inRole("owner"));
        else await desk.removeOfWork(work.id, next.takeOut, { ground: "copyright", reason: "So." }, inRole("owner"));
        follows.step();
      }
      await correct(store, { ...(await store.work(work.id))!, title: "Another" }).catch(() => undefined);
      const [followed, anew] = both(data, index);
      expect(followed).toEqual(anew);
      index.close();
      await store.close();
    }),
    { numRuns: 15 },
  );
}, 240_000);

function asking(words: string): Asked {
  const about = { section: null, work: null, about: [], after: null, hidden: new Set<string>() } as const;
  return {
    ...about,
    clauses: askedIn(words) as Clause[],
    in: ["rendering", "source", "note", "reason"],
    source: null,
    without: null,
    versions: "all",
  };
}

/** A work whose every verse can be found. */
function mark(verses: number): Bringing {
  const { passages: _, terms: __, ...head } = bareWork("mark");
  const lines = Array.from(
    { length: verses },
    (___, at) => `{"passage":"Mark 1:${at}","versions":[{"text":"Behold ${at}."}]}`,
  );
  return { head, passages: readJsonl(lines.join("\n")).passages, by: { name: "Ada" }, act: "import/mark" };
}

function readAll(reader: Reader): void {
  while (reader.step());
}

/** Of every page of what is found, the passages. */
function allFound(reader: Reader, words: string): string[] {
  const passages: string[] = [];
  let after: string | null = null;
  do {
    const page = reader.find({ ...asking(words), after });
    passages.push(...page.hits.map(({ passage }) => passage));
    after = page.next;
  } while (after !== null);
  return passages;
}

test("words that were taken out are found no more, and stand in no file of it", async () => {
  const data = newData();
  const store = sqliteStore(openSqlite(join(data, DATABASE)));
  await bring(store, bareWork(STREAM.work));
  const desk = openDesk(store);
  const owner = inRole("owner");
  await done(desk, STREAM, { type: "open-proposal", proposal: "p", kind: "revision", base: null }, owner);
  const words = { rendering: plain("Nothing but zyzzyvas here."), notes: [], summary: "So.", proposers: [] };
  await done(desk, STREAM, { type: "submit-proposal", proposal: "p", ...words }, owner);
  expect(await done(desk, STREAM, { type: "accept-proposal", proposal: "p", reason: "Yes." }, owner)).toMatchObject({
    ok: true,
  });
  const reader = openReader(data);
  readAll(reader);
  expect(reader.find(asking("zyzzyva")).hits).toHaveLength(1);
  const files = () =>
    readdirSync(data)
      .filter((name) => name.startsWith("search"))
      .map((name) => readFileSync(join(data, name)));
  expect(files().some((bytes) => bytes.includes("zyzzyva"))).toBe(true);
  await desk.remove(STREAM, { of: { version: 1 }, what: "text" }, { ground: "copyright", reason: "So." }, owner);
  readAll(reader);
  expect(reader.find(asking("zyzzyva")).hits).toEqual([]);
  expect(files().some((bytes) => bytes.includes("zyzzyva"))).toBe(false);
  reader.close();
  await store.close();
});

test("of a work that is not theirs to read nobody finds a word, nor that there are any", async () => {
  const data = newData();
  const store = sqliteStore(openSqlite(join(data, DATABASE)));
  await bringIn(store, mark(30));
  const reader = openReader(data);
  readAll(reader);
  const hidden = new Set(["mark"]);
  expect(reader.find(asking("behold"))).toMatchObject({ next: expect.any(String) as unknown });
  for (const work of [null, "mark"])
    expect(reader.find({ ...asking("behold"), work, hidden })).toMatchObject({ hits: [], next: null });
  reader.close();
  await store.close();
});

const SPOILERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  "holds anything": ({ length }) => Buffer.alloc(length, "anything"),
  "ends too soon": (bytes) => bytes.subarray(0, 20_000),
  "has other pages": (bytes) => bytes.fill("anything", 3 * 4_096),
};

test.each(Object.entries(SPOILERS))("an index that %s is made anew", async (_, spoil) => {
  const data = newData();
  const store = sqliteStore(openSqlite(join(data, DATABASE)));
  await bringIn(store, mark(300));
  const before = openReader(data);
  readAll(before);
  const found = before.find(asking("behold"));
  expect(found.hits).toHaveLength(20);
  before.close();
  const index = join(data, INDEX);
  writeFileSync(index, spoil(readFileSync(index)));
  const reader = openReader(data);
  reader.find(asking("behold"));
  readAll(reader);
  expect(reader.find(asking("behold"))).toEqual(found);
  // And under whoever looks in it.
  writeFileSync(index, spoil(readFileSync(index)));
  reader.find(asking("verily"));
  readAll(reader);
  expect(reader.find(asking("behold"))).toEqual(found);
  reader.close();
  await store.close();
});

test("a work on its way in is found by nobody before it is open, and then whole", async () => {
  const data = newData();
  const store = sqliteStore(openSqlite(join(data, DATABASE)));
  await bring(store, bareWork("nip14"));
  const reader = openReader(data);
  let looked = 0;
  const looking: BringingEffects = {
    now: Date.now,
    pause: async () => {
      reader.step();
      const { hits } = reader.find(asking("behold"));
      if ((await store.work("mark")) === null) expect(hits).toEqual([]);
      looked++;
    },
  };
  await bringIn(store, mark(300), looking);
  expect(looked).toBeGreaterThan(4);
  readAll(reader);
  const { hits, behind } = reader.find(asking("behold"));
  expect(hits[0]).toMatchObject({ work: "mark", passage: "mark-1-0", match: "Behold" });
  expect(behind).toBe(0);
  expect(new Set(allFound(reader, "behold")).size).toBe(300);
  const index = openSqlite(join(data, "search.db"));
  const [followed, anew] = both(data, index);
  expect(followed).toEqual(anew);
  index.close();
  reader.close();
  await store.close();
});

test("of another ledger, one that was put in this one's place, it is made anew", async () => {
  const [data, elsewhere] = [newData(), newData()];
  for (const [at, id] of [
    [data, "nip14"],
    [elsewhere, "mark"],
  ] as const) {
    const store = sqliteStore(openSqlite(join(at, DATABASE)));
    const { passages: _, terms: __, ...head } = bareWork(id);
    const lines = [0, 1, 2].map((verse) => `{"passage":"v ${verse}","versions":[{"text":"Behold ${id} ${verse}."}]}`);
    await bringIn(store, {
      head,
      passages: readJsonl(lines.join("\n")).passages,
      by: { name: "Ada" },
      act: `import/${id}`,
    });
    await store.close();
  }
  const before = openReader(data);
  readAll(before);
  expect(before.find(asking("behold")).hits[0]).toMatchObject({ work: "nip14" });
  before.close();
  copyFileSync(join(elsewhere, DATABASE), join(data, DATABASE));
  const after = openReader(data);
  readAll(after);
  expect(after.find(asking("behold")).hits.map(({ work }) => work)).toEqual(["mark", "mark", "mark"]);
  after.close();
});
