/** Bringing a work in: in pieces, seen by nobody before it is whole, whoever goes on with it. */
import { expect, test } from "vitest";
import { bringIn, goOn, goOnWithAll, type Bringing } from "../../server/bringing/bringing.ts";
import { audit } from "../../server/care/audit.ts";
import { rebuild } from "../../server/reading/projection.ts";
import { PROJECTIONS } from "../../server/reading/projections.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { positionsIn } from "../../server/store/positions.ts";
import type { Store } from "../../server/store/store.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import { bareWork } from "../help/store-contract.ts";
import { bring } from "../help/made-works.ts";

function verses(count: number, says = "Verse", work = "mark"): Bringing {
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      passage: `Mark 1:${index}`,
      versions: [{ text: `${says} ${index}.` }, { text: `${says} ${index}!` }],
    }),
  );
  const { passages: _, terms: __, ...head } = bareWork(work);
  const { passages } = readJsonl(lines.join("\n"));
  return { head, passages, by: { name: "Ada" }, act: `import/${work}/${says}` };
}

/** What takes several steps to be opened: its source is long. */
function long(): Bringing {
  const line = (_: unknown, index: number) =>
    JSON.stringify({
      passage: `Mark 1:${index}`,
      source: "字".repeat(100_000),
      versions: [{ text: `Long ${index}.` }],
    });
  const { passages } = readJsonl(Array.from({ length: 24 }, line).join("\n"), { sourceField: "source" });
  return { ...verses(1), passages };
}

class Stopped extends Error {}

/** Effects that stop at the pause of this number. */
function stoppingAt(pauses: number) {
  let left = pauses;
  const pause = async () => {
    if (left-- === 0) throw new Stopped();
  };
  return { now: Date.now, pause };
}

const neverFails = (work: string, error: unknown): never => {
  throw new Error(`${work} was not brought further`, { cause: error });
};

const AT_ONCE = { now: Date.now, pause: async () => undefined };

function rowsOf(db: ReturnType<typeof openSqlite>): unknown[] {
  return ["reading_work", "reading_passage", "reading_proposal"].map((table) =>
    db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
  );
}

test("stopped anywhere, it leaves nothing that anybody sees, a ledger without a fault, and what the same again completes", async () => {
  const whole = verses(80);
  for (let pauses = 0; ; pauses++) {
    const db = openSqlite(":memory:");
    const store = sqliteStore(db);
    await bring(store, bareWork("nip14"));
    const [all, came] = [positionsIn(db).all(), bringIn(store, whole, stoppingAt(pauses))];
    const done = await came.catch((error: unknown) => error);
    if (done === "taken") {
      expect(pauses).toBeGreaterThan(6);
      await store.close();
      return;
    }
    expect(done).toBeInstanceOf(Stopped);
    expect(positionsIn(db).all()).toBe(all);
    expect(positionsIn(db).work("mark")).toBeNull();
    expect(await store.work("mark")).toBeNull();
    expect(audit(db).faults).toEqual([]);
    expect(audit(db).works).toBe(1);
    expect(await bringIn(store, whole, AT_ONCE)).toBe("taken");
    expect(await bringIn(store, whole, AT_ONCE)).toBe("already");
    expect(positionsIn(db).all()).not.toBe(all);
    expect((await store.work("mark"))!.passages).toHaveLength(80);
    expect(audit(db).faults).toEqual([]);
    await store.close();
  }
});

async function sealed(store: Store, bringing: Bringing): Promise<void> {
  const isOn = async () => (await store.stage.works()).some(({ work }) => work === bringing.head.id);
  for (let pauses = 0; !(await isOn()); pauses++)
    await bringIn(store, bringing, stoppingAt(pauses)).catch(() => undefined);
}

test("other files don't come under the id of a work that is on its way, and the workbench goes on with it by itself", async () => {
  const db = openSqlite(":memory:");
  const store = sqliteStore(db);
  await sealed(store, verses(80));
  expect(await bringIn(store, verses(3, "Other"), AT_ONCE)).toBe("under-way");
  await goOnWithAll(store, neverFails, undefined, AT_ONCE);
  expect((await store.work("mark"))!.passages).toHaveLength(80);
  expect(await bringIn(store, verses(3, "Other"), AT_ONCE)).toBe("another");
  const kept = rowsOf(db);
  rebuild(db, PROJECTIONS);
  expect(rowsOf(db)).toEqual(kept);
  expect(audit(db).faults).toEqual([]);
  await store.close();
});

test("it is opened in steps: stopped between them, nobody sees it, and whoever goes on opens it whole", async () => {
  const db = openSqlite(":memory:");
  await sealed(sqliteStore(db), long());
  let opening = 0;
  for (let pauses = 0; ; pauses++) {
    // As after a start: what was read of it is forgotten.
    const store = sqliteStore(db);
    const stopped = await goOn(store, "mark", stoppingAt(pauses)).catch((error: unknown) => error);
    if (stopped === undefined) break;
    expect(stopped).toBeInstanceOf(Stopped);
    expect(await store.work("mark")).toBeNull();
    expect(audit(db).faults).toEqual([]);
    if ((await store.stage.works()).some(({ left }) => left === 0)) opening++;
  }
  expect(opening).toBeGreaterThan(2);
  const work = await sqliteStore(db).work("mark");
  expect(work!.passages.map(({ source }) => source.words.join("").length)).toEqual(Array(24).fill(100_000));
  expect(audit(db).faults).toEqual([]);
  const kept = rowsOf(db);
  rebuild(db, PROJECTIONS);
  expect(rowsOf(db)).toEqual(kept);
  db.close();
});

test("a work that can't be brought further keeps no other one waiting", async () => {
  const db = openSqlite(":memory:");
  const store = sqliteStore(db);
  await sealed(store, verses(80));
  const broken = "UPDATE piece SET records = '[' WHERE run = (SELECT staged FROM work WHERE id = 'mark')";
  expect(db.prepare(broken).run().changes).toBeGreaterThan(0);
  await sealed(store, verses(80, "Verse", "luke"));
  const failed: string[] = [];
  await goOnWithAll(store, (work) => failed.push(work), undefined, AT_ONCE);
  expect(failed).toEqual(["mark"]);
  expect(await store.work("mark")).toBeNull();
  expect((await store.work("luke"))!.passages).toHaveLength(80);
  expect(audit(db).faults).toEqual([]);
  await store.close();
});

test("two who bring in the same at once have it once", async () => {
  const db = openSqlite(":memory:");
  const store = sqliteStore(db);
  const came = await Promise.all([bringIn(store, verses(80)), bringIn(store, verses(80))]);
  expect(came.sort()).toEqual(["already", "taken"]);
  expect((await store.recordsOfWork("mark")).length).toBe(2 + 80 + 80 + 160);
  expect(await store.stage.left("2100-01-01T00:00:00.000Z")).toEqual([]);
  expect(audit(db).faults).toEqual([]);
  await store.close();
});
