/** A second workbench keeps out of a folder that is served, whatever becomes of the lock's file; a dead one keeps nobody out. */
import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { FolderTaken, takeDatabase, takeFolder } from "../../server/store/lock.ts";
import { isRunning, thisProcess } from "../../server/store/process.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "variorum-lock-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function serve() {
  const letFolderGo = takeFolder(folder);
  const db = openSqlite(join(folder, "variorum.db"));
  sqliteStore(db);
  try {
    const letGo = takeDatabase(db, folder);
    return {
      db,
      end: () => {
        letGo();
        db.close();
        letFolderGo();
      },
    };
  } catch (error) {
    db.close();
    letFolderGo();
    throw error;
  }
}

test("the lock's file removed under a running workbench lets nobody in", () => {
  const first = serve();
  expect(() => takeFolder(folder)).toThrow(FolderTaken);
  for (const name of readdirSync(folder)) if (name.startsWith("serving.lock")) rmSync(join(folder, name));
  expect(serve).toThrow(/another workbench is serving .*process \d+/);
  first.end();
  serve().end();
});

test("others read and write beside it", () => {
  const first = serve();
  const beside = openSqlite(join(folder, "variorum.db"));
  beside.prepare("INSERT INTO setting (name, value) VALUES ('a', 'b')").run();
  beside.close();
  first.end();
});

test("a process that has ended keeps nobody out, nor does one of a copy, of another boot or of another machine", async () => {
  const first = serve();
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const { pid } = child;
  const put = (row: object) =>
    first.db
      .prepare("UPDATE serving SET host = :host, pid = :pid, started = :started")
      .run({ ...thisProcess(), ...row });
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  copyFileSync(join(folder, "variorum.db"), join(folder, "copy.db"));
  for (const row of [{ pid }, { started: "another boot" }, { host: `not-${hostname()}` }]) {
    put(row);
    takeDatabase(first.db, folder)();
  }
  const copy = openSqlite(join(folder, "copy.db"));
  sqliteStore(copy);
  takeDatabase(copy, folder)();
  copy.close();
  first.end();
});

test("this process runs", () => {
  expect(isRunning(thisProcess())).toBe(true);
  expect(isRunning({ ...thisProcess(), pid: 2 ** 22 + 1 })).toBe(false);
});
