/** Descriptions of works are parsed once for as long as they stand, and not a moment longer. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
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

test("what stands is the same value, however it is asked for", async () => {
  const store = sqliteStore(openSqlite(":memory:"));
  await bring(store, bareWork("alpha"));
  const work = await store.work("alpha");
  expect(await store.work("alpha")).toBe(work);
  expect((await store.works())[0]).toBe(work);
  expect((await store.shelf())[0]!.work).toBe(work);
  await store.close();
});
