/** Who reads which work, as it is folded: it says what each work's own records say, and made anew it is the same. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openDesk } from "../../server/desk/desk.ts";
import { readingOf } from "../../server/reading/reading.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { mayReadWork } from "../../translations/ledger/access.ts";
import { ROLES } from "../../translations/ledger/roles.ts";
import { expectSameAnew } from "../help/folded.ts";
import { inRole } from "../help/histories.ts";
import { bring, sharings } from "../help/made-works.ts";
import { bareWork } from "../help/store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-readers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WORKS = ["nip14", "other", "third"];
const VISITORS = [null, ...ROLES.flatMap((role) => [inRole(role, "ben"), inRole(role, "ann")])];

test("hidden from a visitor are just those works that each by itself is not theirs to read", async () => {
  let files = 0;
  const seen = { hidden: 0, shown: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...WORKS), sharings), { maxLength: 12 }), async (said) => {
      const db = openSqlite(join(folder, `${++files}.db`));
      db.pragma("synchronous = OFF");
      const store = sqliteStore(db);
      for (const id of WORKS) await bring(store, bareWork(id));
      const [desk, reading] = [openDesk(store), readingOf(db)];
      for (const [id, sharing] of said) {
        const outcome = await desk.share(id, sharing((await store.work(id))!).share, inRole("owner"));
        expect(outcome.ok).toBe(true);
      }
      for (const visitor of VISITORS) {
        const hidden = await reading.hidden(visitor);
        for (const id of WORKS) {
          const isHidden = !mayReadWork(await desk.access(id), visitor);
          expect(hidden.has(id)).toBe(isHidden);
          seen[isHidden ? "hidden" : "shown"]++;
        }
      }
      expectSameAnew(db);
      await store.close();
    }),
    { numRuns: 40 },
  );
  expect(Math.min(seen.hidden, seen.shown)).toBeGreaterThan(0);
}, 120_000);
