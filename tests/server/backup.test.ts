/** Copies made while people write, restored elsewhere; what is refused, and that nothing is left half done. */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { keepSecret } from "../../server/accounts/accounts.ts";
import { audit, backUp, prove, restore, looking } from "../../server/care/care.ts";
import { restoreCommand } from "../../server/cli/backup-command.ts";
import { DATABASE } from "../../server/store/names.ts";
import { Database as Sqlite } from "../../server/store/driver.ts";
import { makeFolder } from "../../server/store/folder.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { bareWork, opening } from "../help/store-contract.ts";
import { bring } from "../help/made-works.ts";

const place = mkdtempSync(join(tmpdir(), "variorum-backup-"));
let data: string;
let store: Store;
let made = 0;
const AT = "2026-11-25T03:00:00.000Z";

beforeEach(async () => {
  data = join(place, `data-${++made}`);
  makeFolder(data);
  keepSecret(data);
  store = sqliteStore(openSqlite(join(data, DATABASE)));
  await bring(store, bareWork("nip14"));
  await store.append(opening({ work: "nip14", passage: "s0" }, "p0", "one"));
});
// The command keeps others out of all that its process makes; here more tests share the process.
afterEach(async () => {
  process.umask(0o022);
  await store.close();
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

test("a copy holds everything, the secret too, and a workbench made of it is the same", async () => {
  const file = join(place, "copy.variorum");
  await backUp(data, file, AT);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const again = join(place, "again");
  expect(await restore(file, again)).toBe(AT);
  expect(readFileSync(join(again, "secret"), "utf8")).toBe(readFileSync(join(data, "secret"), "utf8"));
  expect(
    readdirSync(again)
      .filter((name) => !name.startsWith("serving.lock"))
      .sort(),
  ).toEqual(["secret", DATABASE]);
  for (const name of readdirSync(again)) expect(statSync(join(again, name)).mode & 0o077).toBe(0);
  expect((await looking(join(again, DATABASE), audit)).faults).toEqual([]);
  const opened = sqliteStore(openSqlite(join(again, DATABASE)));
  expect(await opened.works()).toEqual(await store.works());
  expect(await opened.recordsOfWork("nip14")).toEqual(await store.recordsOfWork("nip14"));
  await opened.close();
  expect(readFileSync(join(again, DATABASE)).includes(readFileSync(join(data, "secret"), "utf8").trim())).toBe(false);
});

test("copies made under load are whole, each as of one moment", async () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  doc.getText("t").insert(0, "x");
  const [draft] = await store.drafts.of("p0");
  await store.drafts.begin(draft!, { bytes: updates.shift()!, by: null });
  let going = true;
  let passages = 0;
  const proposing = (async () => {
    while (going) {
      passages++;
      await store.append(opening({ work: "nip14", passage: `s${passages}` }, `p${passages}`, "a", "b"));
      await new Promise(setImmediate);
    }
  })();
  const typing = (async () => {
    while (going) {
      doc.getText("t").insert(0, "政府 and markets ".repeat(20));
      await store.drafts.append(
        draft!,
        updates.splice(0).map((bytes) => ({ bytes, by: "ada" })),
      );
    }
  })();
  const found: number[] = [];
  for (let round = 0; round < 6; round++) {
    const file = join(place, "nightly");
    await backUp(data, file, AT);
    const { faults, records } = await prove(file);
    expect(faults).toEqual([]);
    found.push(records);
  }
  going = false;
  await Promise.all([proposing, typing]);
  expect(found.at(-1)).toBeGreaterThan(found[0]!);
  expect(readdirSync(place).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("a folder that holds anything is left alone, and says what to do", async () => {
  const file = join(place, "copy-b");
  await backUp(data, file, AT);
  const full = join(place, "full");
  mkdirSync(full);
  writeFileSync(join(full, "notes.txt"), "mine");
  await expect(restore(file, full)).rejects.toThrow(/not empty: it holds notes\.txt.*Name an empty folder/s);
  expect(readdirSync(full)).toEqual(["notes.txt"]);
  await expect(restore(file, join(full, "notes.txt"))).rejects.toThrow(/is a file/);
  await expect(restore(file, data)).rejects.toThrow(/not empty/);
  const empty = join(place, "empty");
  mkdirSync(empty);
  writeFileSync(join(empty, `restoring-${DATABASE}`), "left by a crash");
  expect(await restore(file, empty)).toBe(AT);
});

test("what is no copy is not restored, and what is no copy is not written over", async () => {
  const text = join(place, "letter.txt");
  writeFileSync(text, "dear reader");
  await expect(restore(text, join(place, "none"))).rejects.toThrow(/no copy/);
  await expect(restore(join(place, "not-there"), join(place, "none"))).rejects.toThrow(/does not exist/);
  expect(existsSync(join(place, "none"))).toBe(false);
  await expect(backUp(data, text, AT)).rejects.toThrow(/left alone/);
  expect(readFileSync(text, "utf8")).toBe("dear reader");
  await expect(backUp(data, join(data, DATABASE), AT)).rejects.toThrow(/data folder itself/);
  await expect(backUp(data, place, AT)).rejects.toThrow(/no file/);
  await expect(backUp(data, join(place, "no", "folder"), AT)).rejects.toThrow(/does not exist/);
  await expect(backUp(join(place, "nowhere"), join(place, "x"), AT)).rejects.toThrow(/no workbench/);
});

test("a restoring that was interrupted begins anew, also where the secret was there already", async () => {
  const file = join(place, "copy-c");
  await backUp(data, file, AT);
  const half = join(place, "half");
  mkdirSync(half);
  writeFileSync(join(half, `restoring-${DATABASE}`), "left by a crash");
  writeFileSync(join(half, "secret"), "left by a crash");
  expect(await restore(file, half)).toBe(AT);
  expect(readFileSync(join(half, "secret"), "utf8")).toBe(readFileSync(join(data, "secret"), "utf8"));
  const alone = join(place, "alone");
  mkdirSync(alone);
  writeFileSync(join(alone, "secret"), "somebody's");
  await expect(restore(file, alone)).rejects.toThrow(/not empty: it holds secret/);
});

test("a copy goes where links lead, and so is kept out of the data folder", async () => {
  const [far, links] = [join(place, "far"), join(place, "links")];
  for (const each of [far, links]) mkdirSync(each);
  symlinkSync(join(far, "copy"), join(links, "copy"));
  symlinkSync(data, join(links, "data"));
  symlinkSync(join(links, "round"), join(links, "round"));
  for (let time = 0; time < 2; time++) {
    await backUp(data, join(links, "copy"), AT);
    expect(lstatSync(join(links, "copy")).isSymbolicLink()).toBe(true);
    expect(readdirSync(far)).toEqual(["copy"]);
  }
  await expect(backUp(data, join(links, "data", "copy"), AT)).rejects.toThrow(/data folder itself/);
  await expect(backUp(join(links, "data"), join(data, "copy"), AT)).rejects.toThrow(/data folder itself/);
  await expect(backUp(data, join(links, "round"), AT)).rejects.toMatchObject({ code: "ELOOP" });
  await expect(backUp(data, "", AT)).rejects.toThrow(/Name a file/);
});

test.skipIf(process.platform === "win32")("a pipe is no copy, and is not waited for", async () => {
  const pipe = join(place, "pipe");
  execFileSync("mkfifo", [pipe]);
  await expect(restore(pipe, join(place, "none"))).rejects.toThrow(/no copy/);
});

test("restoring says what is missing in the copy, and ends with 1", async () => {
  const db = new Sqlite(join(data, DATABASE));
  db.exec("PRAGMA foreign_keys = OFF; DROP TRIGGER record_never_leaves; DELETE FROM record WHERE position = 2");
  db.close();
  const file = join(place, "wanting");
  await backUp(data, file, AT);
  const [log, error] = [vi.spyOn(console, "log"), vi.spyOn(console, "error")].map((spy) =>
    spy.mockImplementation(() => undefined),
  );
  await restoreCommand().parseAsync([file, "--data", join(place, "wanting-data")], { from: "user" });
  expect(log!.mock.calls.flat().join("\n")).not.toContain("✓");
  expect(error!.mock.calls.flat().join("\n")).toMatch(/✗ proposal p0 of nip14.*and is damaged\. Restore another/s);
  expect(process.exitCode).toBe(1);
  process.exitCode = 0;
  vi.restoreAllMocks();
});

test("a damaged copy is not restored", async () => {
  const file = join(place, "damaged");
  await backUp(data, file, AT);
  const bytes = readFileSync(file);
  bytes.fill(0xee, 4096 * 3, 4096 * 6);
  writeFileSync(file, bytes);
  const into = join(place, "into");
  await expect(restore(file, into)).rejects.toThrow(/damaged|malformed/);
  expect(existsSync(join(into, DATABASE))).toBe(false);
});

test("a proof finds what is missing in the workbench itself", async () => {
  const db = new Sqlite(join(data, DATABASE));
  db.exec("PRAGMA foreign_keys = OFF; DROP TRIGGER record_never_leaves; DELETE FROM record WHERE position = 2");
  db.close();
  const file = join(place, "short");
  await backUp(data, file, AT);
  expect((await prove(file)).faults.map(({ where }) => where)).toContain("proposal p0 of nip14");
});
