/** Group commit: nothing is called kept before the disk has it, one wait serves many, and a disk that failed is not believed. */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { Database } from "../../server/store/driver.ts";
import { GroupCommit } from "../../server/sqlite/group-commit.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";

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

const act = fc.record({ adds: fc.boolean(), pick: fc.nat(3), fails: fc.boolean() });

/** The words that a database shows without its write-ahead log: as if that had never arrived. */
function copied(): string[] {
  const copy = join(folder, `copy-${files}.db`);
  copyFileSync(file, copy);
  const found = new Database(copy);
  const words = wordsIn(found);
  found.close();
  return words;
}

/** A group commit on a disk of which it is known what it has brought where. */
function watched() {
  const under: { handed: string[]; done: () => void; fail: (reason: Error) => void }[] = [];
  const [proven, unproven] = [new Set<string>(), [] as string[]];
  const added: Promise<unknown>[] = [];
  const own = new GroupCommit<string>(
    db,
    (word) => void db.prepare("INSERT INTO word VALUES (?)").run(word),
    () => new Promise((done, fail) => under.push({ handed: wordsIn(), done, fail })),
    () => Promise.resolve(),
  );
  let left = 0;
  const add = (): void => {
    const word = `${added.length} ${files++}`;
    left++;
    const kept = own.add(word).then(() => {
      if (!proven.has(word)) unproven.push(word);
    });
    added.push(kept.catch(() => undefined).finally(() => left--));
  };
  const answer = (pick: number, fails: boolean): void => {
    const [wait] = under.splice(pick % Math.max(1, under.length), 1);
    if (!wait) return;
    if (fails) {
      // What waits now says nothing of what failed.
      for (const other of under) other.handed = [];
      wait.fail(failure());
    } else {
      for (const word of wait.handed) proven.add(word);
      wait.done();
    }
  };
  const settled = async (): Promise<boolean> => {
    await pause(1);
    return left === 0 && under.length === 0;
  };
  return { add, answer, settled, unproven };
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

  test("has no second wait under way while the first is short", async () => {
    const add = (word: string) => void db.prepare("INSERT INTO word VALUES (?)").run(word);
    const quick = new GroupCommit(db, add, disk.sync, () => new Promise(() => undefined));
    const first = quick.add("one");
    const one = await disk.asked();
    const second = quick.add("two");
    await pause(10);
    expect(disk.waiting).toEqual([]);
    expect(wordsIn()).toEqual(["one"]);
    one.done();
    await first;
    (await disk.asked()).done();
    await second;
  });

  test("has a second wait under way for what comes once the first is long, and no third", async () => {
    const first = group.add("one");
    const one = await disk.asked();
    const second = group.add("two");
    const two = await disk.asked();
    const more = [group.add("three"), group.add("four")];
    await pause(10);
    expect(disk.waiting).toEqual([]);
    expect(wordsIn()).toEqual(["one", "two"]);
    one.done();
    await first;
    (await disk.asked()).done();
    await Promise.all([second, ...more]);
    two.done();
  });

  test("takes the answer to a later wait for all that was handed over before it", async () => {
    const added = [group.add("one")];
    const one = await disk.asked();
    added.push(group.add("two"));
    (await disk.asked()).done();
    await Promise.all(added);
    one.fail(failure());
    const next = group.add("three");
    (await disk.asked()).done();
    await next;
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
    expect(copied()).toEqual(["one", "two", "three"]);
  });

  test("a wait that was under way then is not believed", async () => {
    const added = Promise.allSettled([group.add("one")]);
    const one = await disk.asked();
    const later = Promise.allSettled([group.add("two")]);
    const two = await disk.asked();
    one.fail(failure());
    for (const [result] of [await added, await later]) expect(result).toMatchObject({ status: "rejected" });
    two.done();
    const next = group.add("three");
    (await disk.asked()).done();
    await next;
    expect(copied()).toEqual(["one", "two", "three"]);
  });

  test("whatever wait ends when, what is called kept was answered for by one that began after it was handed over", () =>
    fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        const { add, answer, settled, unproven } = watched();
        for (const { adds, pick, fails } of acts) {
          if (adds) add();
          else answer(pick, fails);
          for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
        }
        while (!(await settled())) answer(0, false);
        expect(unproven).toEqual([]);
      }),
      { numRuns: 60 },
    ));

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
