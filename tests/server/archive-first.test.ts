/** A work that was brought over from the first format goes to another workbench, with the records that it had there. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { afterAll, expect, test } from "vitest";
import { writeBag } from "../../server/bringing/bag.ts";
import { audit } from "../../server/care/care.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { writeDown } from "../../server/exchanging/exchanging.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { firstKept, keepFirst } from "../../server/store/first-kept.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { bringArchive } from "../help/archives.ts";
import { asFirst, leftByFirst } from "../help/first-format.ts";
import { histories, inRole, STREAM } from "../help/histories.ts";
import { bareWork } from "../help/store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-archive-first-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const NOBODY = () => false;
let files = 0;

function archiveOf(db: Database): Buffer {
  const pieces: Buffer[] = [];
  const asked = { work: STREAM.work, as: "archive", base: "", drafts: false, sources: false };
  writeDown(db, asked, (piece) => pieces.push(Buffer.from(piece)));
  return Buffer.concat(pieces);
}

/** The archive with some of its files other than they are, and all its digests made anew. */
function bent(archive: Uint8Array, change: (name: string, text: string) => string | null): Buffer {
  const content = Object.entries(unzipSync(archive)).flatMap(([path, bytes]) => {
    const [, name] = /^[^/]+\/data\/(.+)$/.exec(path) ?? [];
    const text = name === undefined ? null : change(name, Buffer.from(bytes).toString());
    return name === undefined || text === null ? [] : [{ name, content: [text] }];
  });
  const pieces: Uint8Array[] = [];
  writeBag(
    STREAM.work,
    content,
    () => [],
    (bytes) => pieces.push(bytes),
  );
  return Buffer.concat(pieces);
}

test("in whatever history it comes in elsewhere, verifies with what its records were, and goes out as the same bytes", async () => {
  await fc.assert(
    fc.asyncProperty(histories(), async ({ records }) => {
      const first = asFirst(STREAM, records);
      const dbHere = openSqlite(leftByFirst(join(folder, `${++files}.db`), first, bareWork(STREAM.work)));
      const dbThere = openSqlite(":memory:");
      const [here, there] = [sqliteStore(dbHere), sqliteStore(dbThere)];
      const archive = archiveOf(dbHere);
      const keep = keepFirst(dbThere);
      await bringArchive(there, archive, NOBODY, null, keep);
      expect([...firstKept(dbThere)]).toEqual([...firstKept(dbHere)]);
      expect(first.length === 0 || [...firstKept(dbThere)].length === first.length).toBe(true);
      expect(audit(dbThere).faults).toEqual([]);
      expect(archiveOf(dbThere).equals(archive)).toBe(true);
      expect((await bringArchive(there, archive, NOBODY, null, keep)).added).toBe(0);
      await here.close();
      await there.close();
    }),
    { numRuns: 20 },
  );
}, 120_000);

/** A workbench with a work of the first format in which one version was recorded. */
async function withVersion() {
  const isHeld = ({ event }: LedgerRecord) => event.type === "version-recorded" && event.words !== null;
  const isDecided = ({ status }: { status: string }) => status !== "draft" && status !== "open";
  const withOne = histories().filter(
    ({ records, state }) => records.some(isHeld) && state.proposals.every((each) => isDecided(each)),
  );
  const { records } = fc.sample(withOne, { numRuns: 1, seed: 7 })[0]!;
  const file = leftByFirst(join(folder, `${++files}.db`), asFirst(STREAM, records), bareWork(STREAM.work));
  const db = openSqlite(file);
  return { db, store: sqliteStore(db) };
}

test("what is taken out later goes there too, of what it was as well", async () => {
  const [{ db, store }, dbThere] = [await withVersion(), openSqlite(":memory:")];
  const [there, keep] = [sqliteStore(dbThere), keepFirst(dbThere)];
  await bringArchive(there, archiveOf(db), NOBODY, null, keep);
  const held = (await openDesk(store).passage(STREAM)).versions.find(({ words }) => words)!;
  const taking = { of: { version: held.number }, what: "text" } as const;
  const why = { ground: "copyright", reason: "Not ours to give." } as const;
  expect(await openDesk(store).remove(STREAM, taking, why, inRole("owner"))).toMatchObject({ ok: true });
  const later = archiveOf(db);
  for (const into of [dbThere, openSqlite(":memory:")]) {
    const own = into === dbThere ? there : sqliteStore(into);
    await bringArchive(own, later, NOBODY, null, keepFirst(into));
    expect([...firstKept(into)].filter(({ event }) => event === "").length).toBeGreaterThan(0);
    expect([...firstKept(into)]).toEqual([...firstKept(db)]);
    expect(audit(into).faults).toEqual([]);
    expect(archiveOf(into).equals(later)).toBe(true);
    await own.close();
  }
  await store.close();
});

test("without what its records were, or with other ones, it is refused, and nothing is here", async () => {
  const { db, store } = await withVersion();
  const archive = archiveOf(db);
  const of = (change: (text: string) => string | null) =>
    bent(archive, (name, text) => (name === "first-records.jsonl" ? change(text) : text));
  const intact = of((text) => text);
  for (const other of [
    of(() => null),
    of((text) => text.split("\n").slice(1).join("\n")),
    of((text) => text.replace(/"at":"2/, '"at":"3')),
    of((text) => `${text}{}\n`),
    of((text) => text.replaceAll(`"work":"${STREAM.work}"`, '"work":"other"')),
  ]) {
    const into = openSqlite(":memory:");
    const there = sqliteStore(into);
    await expect(bringArchive(there, other, NOBODY, null, keepFirst(into))).rejects.toThrow("first-format");
    expect([await there.works(), [...firstKept(into)]]).toEqual([[], []]);
    await there.close();
  }
  const into = openSqlite(":memory:");
  const there = sqliteStore(into);
  await expect(bringArchive(there, intact, NOBODY)).rejects.toThrow("first-format");
  expect((await bringArchive(there, intact, NOBODY, null, keepFirst(into))).added).toBeGreaterThan(0);
  for (const each of [store, there]) await each.close();
});
