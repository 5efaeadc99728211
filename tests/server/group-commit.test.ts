/** Group commit: nothing is called kept before the disk has it, one wait serves many, and a disk that failed is not believed. */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { Database } from "../../server/store/driver.ts";
import { GroupCommit } from "../../server/store/group-commit.ts";
import { openSqlite } from "../../server/store/sqlite.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-group-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A disk whose every sync waits until the test lets it end. */
class SlowDisk {
  readonly waiting: { done: () => void; fail: (reason: Error) => void }[] = [];
  readonly sync = (): Promise<void> => new Promise((done, fail) => this.waiting.push({ done, fail }));

  async asked(): Promise<{ done: () => void; fail: (reason: Error) => void }> {
    while (this.waiting.length === 0) await pause(1);
    return this.waiting.shift()!;
  }
}

let files = 0;
let file: string;
let db: ReturnType<typeof openSqlite>;
let disk: SlowDisk;
let group: GroupCommit<string>;

beforeEach(() => {
  file = join(folder, `${++files}.db`);
  db = openSqlite(file);
  db.exec("CREATE TABLE word (letters TEXT NOT NULL UNIQUE)");
  const add = db.prepare("INSERT INTO word VALUES (?)");
  disk = new SlowDisk();
  group = new GroupCommit(db, (word) => void add.run(word), disk.sync);
});
afterEach(() => db.close());

const wordsIn = (of = db) => of.prepare<[], string>("SELECT letters FROM word ORDER BY rowid").pluck().all();
const failure = () => Object.assign(new Error("fdatasync: input/output error"), { code: "EIO" });

describe("a group commit", () => {
  test("calls nothing kept before the disk has it, and holds nobody up meanwhile", async () => {
    let kept = false;
    const added = group.add("厘清").then(() => (kept = true));
    const sync = await disk.asked();
    await pause(20);
    expect(kept).toBe(false);
    sync.done();
    await added;
    expect(wordsIn()).toEqual(["厘清"]);
  });

  test("lets what comes while the disk is at work share the next wait", async () => {
    const first = group.add("one");
    const sync = await disk.asked();
    const more = ["two", "three", "four"].map((word) => group.add(word));
    sync.done();
    await first;
    (await disk.asked()).done();
    await Promise.all(more);
    expect(disk.waiting).toEqual([]);
    expect(wordsIn()).toEqual(["one", "two", "three", "four"]);
  });

  test("refuses what can't be kept by itself, and keeps the others", async () => {
    const added = Promise.allSettled(["one", "one", "two"].map((word) => group.add(word)));
    (await disk.asked()).done();
    const [one, again, two] = await added;
    expect([one!.status, again!.status, two!.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect((again as PromiseRejectedResult).reason).toMatchObject({ code: "SQLITE_CONSTRAINT_UNIQUE" });
    expect(wordsIn()).toEqual(["one", "two"]);
  });

  test("asks the disk for nothing where nothing was written", async () => {
    const added = group.add("one");
    (await disk.asked()).done();
    await added;
    await expect(group.add("one")).rejects.toThrow();
    expect(disk.waiting).toEqual([]);
  });

  test("leaves other commits to wait for the disk themselves", async () => {
    const added = group.add("one");
    const sync = await disk.asked();
    expect(db.pragma("synchronous", { simple: true })).toBe(2);
    sync.done();
    await added;
    expect(db.pragma("synchronous", { simple: true })).toBe(2);
  });

  test("refuses what comes to a database that is closed", async () => {
    db.close();
    await expect(group.add("one")).rejects.toThrow("not open");
    await expect(group.add("two"), "and goes on refusing").rejects.toThrow("not open");
    expect(disk.waiting).toEqual([]);
  });

  test("ends once all that waits is on disk", async () => {
    const added = group.add("one");
    let ended = false;
    const end = group.end().then(() => (ended = true));
    const sync = await disk.asked();
    await pause(10);
    expect(ended).toBe(false);
    sync.done();
    await Promise.all([added, end]);
  });
});

describe("after the disk failed", () => {
  test("all of the group are told, and the next is kept only with all that the system had taken", async () => {
    const added = Promise.allSettled([group.add("one"), group.add("two")]);
    (await disk.asked()).fail(failure());
    for (const result of await added) expect(result).toMatchObject({ status: "rejected", reason: { code: "EIO" } });

    const next = group.add("three");
    (await disk.asked()).done();
    await next;
    // Without its write-ahead log: as if that had never arrived.
    const copy = join(folder, `copy-${files}.db`);
    copyFileSync(file, copy);
    const found = new Database(copy);
    expect(wordsIn(found)).toEqual(["one", "two", "three"]);
    found.close();
  });

  test("a success is believed again", async () => {
    const added = group.add("one");
    (await disk.asked()).fail(failure());
    await expect(added).rejects.toThrow("input/output");
    for (const word of ["two", "three"]) {
      const next = group.add(word);
      (await disk.asked()).done();
      await next;
    }
    expect(wordsIn()).toEqual(["one", "two", "three"]);
  });
});
