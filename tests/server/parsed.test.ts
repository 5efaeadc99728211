/** Descriptions of works are parsed once for as long as they stand, and not a moment longer. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parsedWorks } from "../../server/sqlite/parsed.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { descriptionsIn } from "../../server/store/descriptions.ts";
import { newSalt } from "../../server/store/ids.ts";
import { placed, workAfter, worded } from "../../translations/ledger/described.ts";
import { recordsOfAct, streamOfFact } from "../../translations/ledger/record.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { bareWork } from "../help/store-contract.ts";
import { bring, correct } from "../help/made-works.ts";

const IDS = ["alpha", "beta", "gamma"];

const act = fc.oneof(
  fc.record({ does: fc.constant("save" as const), id: fc.constantFrom(...IDS), title: fc.string({ maxLength: 3 }) }),
  fc.record({ does: fc.constant("put away" as const), id: fc.constantFrom(...IDS), title: fc.constant("") }),
  fc.record({ does: fc.constant("bring back" as const), id: fc.constantFrom(...IDS), title: fc.constant("") }),
);

test("whoever of two processes changes a work, both give it as it is", async () => {
  const folder = mkdtempSync(join(tmpdir(), "variorum-parsed-"));
  let files = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(act, fc.boolean()), { maxLength: 20 }), async (acts) => {
      const file = join(folder, `${++files}.db`);
      const [one, two] = [sqliteStore(openSqlite(file)), sqliteStore(openSqlite(file))];
      const [kept, away] = [new Map<string, Work>(), new Map<string, string | null>()];
      for (const [{ does, id, title }, first] of acts) {
        const store = first ? one : two;
        if (does === "save") {
          await (kept.has(id) ? correct : bring)(store, bareWork(id, title));
          kept.set(id, bareWork(id, title));
        } else {
          const at = does === "put away" ? "2026-01-01T00:00:00.000Z" : null;
          if (await store.putAway(id, at)) away.set(id, at);
        }
        for (const each of [one, two]) {
          for (const id of IDS) expect(await each.work(id)).toEqual(kept.get(id) ?? null);
          const shelf = [...kept].map(([id, work]) => ({ work, away: away.get(id) ?? null }));
          expect(await each.shelf()).toEqual(shelf);
          expect(await each.works()).toEqual(shelf.filter((each) => each.away === null).map(({ work }) => work));
        }
      }
      await one.close();
      await two.close();
    }),
    { numRuns: 30 },
  );
  rmSync(folder, { recursive: true, force: true });
});

/** A passage of a long work, and what is done to it: it goes or comes back, behind another one, or its source is worded anew. */
const change = fc.record({
  does: fc.constantFrom("move", "go", "word"),
  passage: fc.nat(299),
  after: fc.nat(299),
  first: fc.boolean(),
});

function digestsIn(db: ReturnType<typeof openSqlite>): Set<string> {
  return new Set(db.prepare<[], string>("SELECT digest FROM reading_work_part").pluck().all());
}

test("what is said of one passage of a long work writes some of its parts, and both processes read all of it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "variorum-parts-"));
  let [files, most] = [0, 0];
  const by = { name: "Ada" };
  const passages = Array.from({ length: 300 }, (_, at) => ({
    ...({ id: `p${at}`, kind: "paragraph", level: 1, locator: `§ ${at}` } as const),
    source: { number: 1, held: "whole", words: [`源${at}`] } as const,
  }));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
      const file = join(folder, `${++files}.db`);
      const db = openSqlite(file);
      const [one, two] = [sqliteStore(db), sqliteStore(openSqlite(file))];
      await bring(one, { ...bareWork("long"), passages } as unknown as Work);
      let before = digestsIn(db);
      for (const [at, { does, passage: index, after, first }] of changes.entries()) {
        const store = first ? one : two;
        const passage = `p${index}`;
        const standing = (await store.work("long"))!.passages;
        const { number } = [...standing, ...((await store.work("long"))!.retired ?? [])].find(
          ({ id }) => id === passage,
        )!.source;
        const stands = standing.some(({ id }) => id === passage);
        const others = standing.filter(({ id }) => id !== passage);
        const behind = others[after % others.length]!.id;
        const event = {
          go: { type: "passage-retired", passage, by, reason: "x" } as const,
          move: placed(passages[index]! as never, behind, by),
          word: worded({ number: number + 1, held: "whole", words: ["新"] }, by),
        }[does as "go"];
        if (does === "go" && !stands) continue;
        const fact = { passage: does === "word" ? passage : null, event };
        const stream = streamOfFact("long", fact);
        const ends = new Map([[stream, (await store.end(stream))!]]);
        const making = { id: `act-${at}`, at: "2026-01-01T00:00:00.000Z", newSalt };
        expect(await store.append(recordsOfAct("long", ends, making, [fact]))).toEqual({ ok: true });
        const whole = workAfter(await store.recordsOfWork("long"));
        for (const each of [one, two]) expect(await each.work("long")).toEqual(whole);
        const now = digestsIn(db);
        most = Math.max(most, [...now].filter((digest) => !before.has(digest)).length);
        before = now;
      }
      await one.close();
      await two.close();
    }),
    { numRuns: 25 },
  );
  expect(most).toBeGreaterThan(1);
  // Where it was, where it comes, and where it is told that it went; of some three hundred passages there are more parts.
  expect(most).toBeLessThanOrEqual(4);
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test("a long work that is read in pieces is as it stands at last, whatever is said of it between two of them", async () => {
  const by = { name: "Ada" };
  const passages = Array.from({ length: 4_000 }, (_, at) => ({
    ...({ id: `p${at}`, kind: "paragraph", level: 1, locator: `§ ${at}` } as const),
    source: { number: 1, held: "whole", words: [`源${at}`] } as const,
  }));
  const db = openSqlite(":memory:");
  const store = sqliteStore(db);
  await bring(store, { ...bareWork("long"), passages } as unknown as Work);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(60), fc.nat(3_999)), { maxLength: 4 }), async (changes) => {
      let turn = 0;
      const between = async (): Promise<void> => {
        turn++;
        for (const [, at] of changes.filter(([when]) => when === turn)) await wordAnew(at);
      };
      const wordAnew = async (at: number): Promise<void> => {
        const { number } = (await store.work("long"))!.passages[at]!.source;
        const fact = {
          passage: `p${at}`,
          event: worded({ number: number + 1, held: "whole", words: [`新${number}`] }, by),
        };
        const stream = streamOfFact("long", fact);
        const ends = new Map([[stream, (await store.end(stream))!]]);
        const making = { id: `act-${at}-${number}`, at: "2026-01-01T00:00:00.000Z", newSalt };
        expect(await store.append(recordsOfAct("long", ends, making, [fact]))).toEqual({ ok: true });
      };
      const works = parsedWorks(descriptionsIn(db), undefined, () => between);
      const both = await Promise.all([works.workInTurns("long"), works.workInTurns("long")]);
      // Nobody else has a turn where all is read at once.
      expect(turn).toBeGreaterThan(20);
      expect(both[0]).toBe(both[1]);
      expect(both[0]).toEqual(descriptionsIn(db).read("long")!.work);
    }),
    { numRuns: 10 },
  );
  await store.close();
}, 120_000);

test("what stands is the same value, however it is asked for", async () => {
  const store = sqliteStore(openSqlite(":memory:"));
  await bring(store, bareWork("alpha"));
  const work = await store.work("alpha");
  expect(await store.work("alpha")).toBe(work);
  expect((await store.works())[0]).toBe(work);
  expect((await store.shelf())[0]!.work).toBe(work);
  await store.close();
});

test("a work that is longer than all that is remembered together is remembered beside others", () => {
  const asked: string[] = [];
  const works = parsedWorks(
    {
      described: () => 1,
      unknown: () => 0,
      partsAhead: () => [][Symbol.iterator]() as never,
      read: (id) => {
        asked.push(id);
        return { work: bareWork(id), described: 1, digests: new Map(), size: id === "long" ? 1_000 : 10 };
      },
    },
    100,
  );
  for (const id of ["long", "long", "short", "other", "short", "long"]) expect(works.work(id)?.id).toBe(id);
  expect(asked).toEqual(["long", "short", "other"]);
});
