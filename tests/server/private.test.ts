/** Under whatever umask, nobody else on the machine may read what is in the data folder. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepSecret } from "../../server/accounts/accounts.ts";
import { makeFolder } from "../../server/store/folder.ts";
import { takeFolder } from "../../server/store/lock.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";

let place: string;
beforeEach(() => (place = mkdtempSync(join(tmpdir(), "variorum-private-"))));
afterEach(() => rmSync(place, { recursive: true, force: true }));

const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);

test.each([0o000, 0o022, 0o077])("umask %o", (mask) => {
  // A worker thread can't set its umask; files made as such a process would make them are tried instead.
  const folder = join(place, "data");
  makeFolder(folder);
  expect(mode(folder)).toBe("700");
  chmodSync(folder, 0o777 & ~mask);
  for (const name of ["variorum.db", "serving.lock"]) writeFileSync(join(folder, name), "", { mode: 0o666 });
  chmodSync(join(folder, "variorum.db"), 0o666 & ~mask);
  const letGo = takeFolder(folder);
  const db = openSqlite(join(folder, "variorum.db"));
  sqliteStore(db);
  keepSecret(folder);
  const modes = Object.fromEntries(readdirSync(folder).map((name) => [name, mode(join(folder, name))]));
  expect(modes).toMatchObject({
    "variorum.db": "600",
    "variorum.db-wal": "600",
    "variorum.db-shm": "600",
    secret: "600",
  });
  expect(Object.values(modes).every((each) => each === "600")).toBe(true);
  db.close();
  letGo();
});

test("a folder that is there keeps its own mode", () => {
  const folder = join(place, "mounted");
  mkdirSync(folder, { mode: 0o755 });
  makeFolder(folder);
  expect(mode(folder)).toBe("755");
});
