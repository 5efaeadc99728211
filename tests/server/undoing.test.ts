/** A work that was brought in is withdrawn again, as long as nobody has built on it. */
import { expect, test } from "vitest";
import { bringIn } from "../../server/bringing/bringing.ts";
import { undoImport, type Undoing } from "../../server/bringing/undoing.ts";
import { audit } from "../../server/care/audit.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import { inRole } from "../help/histories.ts";
import { bring } from "../help/made-works.ts";
import { done } from "../help/one-passage.ts";
import { bareWork } from "../help/store-contract.ts";

const WHY: Undoing = { by: { name: "Ada" }, reason: "The wrong file." };

class Stopped extends Error {}

/** Effects that stop at the pause of this number. */
function stoppingAt(pauses: number) {
  let left = pauses;
  const pause = async (milliseconds: number) => {
    // One of a millisecond lets others have a turn while it only looks.
    if (milliseconds > 1 && left-- === 0) throw new Stopped();
  };
  return { now: Date.now, pause };
}

async function brought(count: number): Promise<{ db: ReturnType<typeof openSqlite>; store: Store }> {
  const db = openSqlite(":memory:");
  const store = sqliteStore(db);
  const lines = Array.from({ length: count }, (_, at) => `{"passage":"p-${at}","versions":[{"text":"Words ${at}."}]}`);
  const { passages: _, terms: __, ...head } = bareWork("mark");
  const { passages } = readJsonl(lines.join("\n"));
  await bringIn(store, { head, passages, by: { name: "Ada" }, act: "import/x" });
  return { db, store };
}

test("it is put away, its passages are retired in their places, and their words stay where they were cited", async () => {
  const { db, store } = await brought(3);
  expect(await undoImport(store, "mark", WHY)).toEqual({ was: "undone", passages: 3 });
  expect((await store.works()).map(({ id }) => id)).toEqual([]);
  const work = (await store.work("mark"))!;
  expect(work.passages).toEqual([]);
  expect(work.retired!.map(({ id, end }) => [id, end.how, end.after, end.reason, end.by])).toEqual(
    [
      ["p-2", "p-1"],
      ["p-1", "p-0"],
      ["p-0", null],
    ].map(([id, after]) => [id, "retired", after, WHY.reason, WHY.by]),
  );
  expect((await openDesk(store).passage({ work: "mark", passage: "p-1" })).versions).toHaveLength(1);
  expect(await undoImport(store, "mark", WHY)).toEqual({ was: "already" });
  expect(audit(db).faults).toEqual([]);
  await store.close();
});

test("the same files again bring it back: its passages stand where they stood, with the versions and numbers they had", async () => {
  const { db, store } = await brought(1_100);
  const was = (await store.work("mark"))!;
  const stream = await store.stream("passage/mark/p-1");
  const again = async () => {
    const { passages: _, terms: __, ...head } = bareWork("mark");
    return bringIn(store, { head, passages: [], by: { name: "Ada" }, act: "import/x" });
  };
  expect(await again()).toBe("already");
  for (let times = 0; times < 2; times++) {
    expect(await undoImport(store, "mark", WHY)).toEqual({ was: "undone", passages: 1_100 });
    expect(await again()).toBe("taken");
    expect(await again()).toBe("already");
    expect(await store.work("mark")).toEqual(was);
    expect((await store.works()).map(({ id }) => id)).toEqual(["mark"]);
  }
  // Stopped on the way to where it is withdrawn, it comes back as well.
  await expect(undoImport(store, "mark", WHY, stoppingAt(0))).rejects.toThrow(Stopped);
  expect(await again()).toBe("taken");
  expect(await store.work("mark")).toEqual(was);
  expect(await store.stream("passage/mark/p-1")).toEqual(stream);
  expect(audit(db).faults).toEqual([]);
  await store.close();
});

test("stopped on the way, the same again goes on", async () => {
  const { db, store } = await brought(1_100);
  for (let pauses = 0; pauses < 2; pauses++)
    await expect(undoImport(store, "mark", WHY, stoppingAt(0))).rejects.toThrow(Stopped);
  const left = (await store.work("mark"))!.passages.length;
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(1_100);
  expect(await undoImport(store, "mark", WHY)).toEqual({ was: "undone", passages: left });
  expect((await store.work("mark"))!.retired).toHaveLength(1_100);
  expect(audit(db).faults).toEqual([]);
  await store.close();
});

test("where somebody begins to build on it meanwhile, it stands again as it stood", async () => {
  const { db, store } = await brought(500);
  const was = (await store.work("mark"))!;
  const open = { type: "open-proposal" as const, proposal: "p", kind: "revision" as const, base: 1 };
  let begun = false;
  const pause = async (milliseconds: number) => {
    if (milliseconds === 1 || begun) return;
    begun = true;
    await done(openDesk(store), { work: "mark", passage: "p-1" }, open, inRole("translator", "ann"));
  };
  const came = await undoImport(store, "mark", WHY, { now: Date.now, pause });
  expect(came).toMatchObject({ was: "built-on", first: { event: { type: "proposal-opened" } } });
  expect(await store.work("mark")).toEqual(was);
  expect((await store.works()).map(({ id }) => id)).toEqual(["mark"]);
  expect(audit(db).faults).toEqual([]);
  await store.close();
});

test("two who withdraw it at once withdraw it once", async () => {
  const { db, store } = await brought(1_100);
  const both = await Promise.all([undoImport(store, "mark", WHY), undoImport(store, "mark", WHY)]);
  expect(both.map(({ was }) => was)).toContain("undone");
  const outline = (await store.stream("outline/mark")).map(({ event }) => event.type);
  expect(outline.filter((type) => type === "passage-retired")).toHaveLength(1_100);
  expect(audit(db).faults).toEqual([]);
  await store.close();
});

test("once somebody has built on it, nothing is changed", async () => {
  const { store } = await brought(3);
  const opened = { type: "open-proposal" as const, proposal: "p", kind: "revision" as const, base: 1 };
  await done(openDesk(store), { work: "mark", passage: "p-1" }, opened, inRole("translator", "ann"));
  expect(await undoImport(store, "mark", WHY)).toMatchObject({
    was: "built-on",
    first: { event: { type: "proposal-opened" } },
  });
  expect((await store.work("mark"))!.passages).toHaveLength(3);
  expect((await store.works()).map(({ id }) => id)).toEqual(["mark"]);
  await store.close();
});

test("what is not there, or did not come in by an import, is left as it is", async () => {
  const { store } = await brought(1);
  await bring(store, bareWork("nip14"));
  expect(await undoImport(store, "nip14", WHY)).toEqual({ was: "not-brought" });
  expect(await undoImport(store, "none", WHY)).toEqual({ was: "none" });
  expect(await store.works()).toHaveLength(2);
  await store.close();
});
