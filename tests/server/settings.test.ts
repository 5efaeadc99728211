import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keptSettings } from "../../server/store/settings.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-settings-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what is set is there after a restart, until it is set anew or unset", async () => {
  const file = join(folder, "kept.db");
  let db = openSqlite(file);
  let store = sqliteStore(db);
  const before = keptSettings(db);
  expect(await before.get("asking")).toBeNull();
  await before.set("asking", "owners");
  await before.set("asking", "everybody");
  await before.set("address", "https://variorum.example");
  await before.set("address", null);
  await before.set("address", null);
  await store.close();

  db = openSqlite(file);
  store = sqliteStore(db);
  expect(await keptSettings(db).get("asking")).toBe("everybody");
  expect(await keptSettings(db).get("address")).toBeNull();
  await store.close();
});
