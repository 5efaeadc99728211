/** A disk that takes nothing: people are told, reading goes on, nothing acknowledged is lost, and it mends by itself. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { DATABASE, startWorkbench, type Running } from "../../server/app.ts";
import { FolderUnusable, makeFolder, refuseUnwritable } from "../../server/store/folder.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { problemFrom } from "../../server/http/problem.ts";
import { Database } from "../../server/store/driver.ts";
import { unwritable } from "../../server/store/unwritable.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { DRAFT, until, wordsOf, Writer } from "../help/live.ts";
import { Client, OWNER } from "../help/workbench.ts";
import { textOf } from "../../translations/draft/draft.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-disk-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let folders = 0;
const PASSAGE = "/api/works/nip14/passages/s10-government-and-markets";

describe.each([
  {
    disk: "full",
    status: 507,
    ready: "the disk is full",
    no: "VACUUM; PRAGMA max_page_count = 1",
    yes: "PRAGMA max_page_count = 1000000",
  },
  {
    disk: "read-only",
    status: 503,
    ready: "can't be written",
    no: "PRAGMA query_only = 1",
    yes: "PRAGMA query_only = 0",
  },
])("while the disk is $disk", ({ status, ready, no, yes }) => {
  let running: Running;
  let db: ReturnType<typeof openSqlite>;
  let owner: Client;
  let proposal: string;

  beforeEach(async () => {
    const client = join(folder, "client");
    mkdirSync(join(client, ".vite"), { recursive: true });
    writeFileSync(join(client, ".vite/manifest.json"), JSON.stringify({ a: { file: "a.js", isEntry: true } }));
    const data = join(folder, `data-${++folders}`);
    const log = pino({ level: "silent" });
    running = await startWorkbench(
      { data, host: "127.0.0.1", port: 0, origin: null, client, log },
      { openSqlite: (file) => (db = openSqlite(file)), sqliteStore },
    );
    owner = new Client(running.address);
    await owner.json("POST", new URL(running.ownerLink!).pathname, OWNER);
    proposal = (await owner.json<{ id: string }>("POST", `${PASSAGE}/proposals`, { base: 2 })).id;
  });
  afterEach(async () => {
    db.exec(yes);
    await running.close();
  });

  const ask = (path: string) => fetch(running.address + path, { headers: { accept: "application/json" } });

  async function writer(): Promise<Writer> {
    const cookie = owner.session;
    const draft = await owner.draftOf(proposal);
    class Signed extends WebSocket {
      constructor(address: string | URL) {
        super(String(address).replace(`/${DRAFT}?`, `/${draft}?`), { headers: { cookie } });
      }
    }
    const made = new Writer(Number(new URL(running.address).port), null, Signed as unknown as typeof WebSocket);
    made.provider.messageHandlers[101] = () => undefined;
    return made.synced();
  }

  test("changes are refused with a sentence, pages are read, it is not ready; afterwards all is as ever", async () => {
    expect((await ask("/readyz")).status).toBe(200);
    db.exec(no);
    // The last page of a table takes some words even so: these are more.
    const attempts: [path: string, body: object][] = [
      [`/api/proposals/${proposal}/submit`, { text: "Other words. ".repeat(2_000), summary: "Better." }],
      [`/api/proposals/${proposal}/withdraw`, { reason: "No more. ".repeat(1_000) }],
    ];
    if (status === 503)
      attempts.unshift(
        [`${PASSAGE}/proposals`, { base: 2 }],
        ["/api/people/invite", { role: "reviewer" }],
        ["/api/sign-in", { email: OWNER.email, password: OWNER.password }],
      );
    const before = await (await ask(`/api/proposals/${proposal}`)).json();
    for (const [path, body] of attempts) {
      const refused = await owner.send("POST", path, body);
      const problem = (await refused.json()) as { detail: string };
      expect([path, refused.status, problem.detail]).toEqual([
        path,
        status,
        expect.stringContaining("nothing was changed"),
      ]);
      expect(refused.headers.get("content-type")).toContain("application/problem+json");
    }
    for (const path of [
      "/",
      "/nip14",
      `/nip14/proposals/${proposal}`,
      `/api/proposals/${proposal}`,
      "/api/works/nip14",
    ])
      expect([path, (await ask(path)).status]).toEqual([path, 200]);
    expect(await (await ask(`/api/proposals/${proposal}`)).json()).toEqual(before);
    await until(async () => (await ask("/readyz")).status === 503, "it says that it is not ready");
    expect(await (await ask("/readyz")).text()).toContain(ready);
    expect((await ask("/healthz")).status).toBe(200);

    db.exec(yes);
    await until(async () => (await ask("/readyz")).status === 200, "it is ready again");
    for (const [path, body] of attempts)
      expect([path, (await owner.send("POST", path, body)).ok]).toEqual([path, true]);
  });

  test("people in a draft are told, keep their words, and deliver them once it takes words again", async () => {
    const [ada, bo] = [await writer(), await writer()];
    ada.type(" before;");
    await ada.saved();
    const kept = ada.acknowledged;
    // A full disk still has the rest of a page: this is more.
    const long = ` ${"long ".repeat(4_000)};`;
    db.exec(no);
    ada.type(long);
    bo.type(" meanwhile;");
    await until(() => ada.closed.includes(CLOSE.notKept) && bo.closed.includes(CLOSE.notKept), "both are told");
    expect(ada.acknowledged).toBe(kept);
    const said = async () => JSON.stringify(await owner.json("GET", `/api/proposals/${proposal}`));
    expect(await said()).toContain("before;");
    expect(await said()).not.toContain("long");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(ada.acknowledged, "nothing is acknowledged meanwhile").toBe(kept);

    db.exec(yes);
    await Promise.all([ada.saved(), bo.saved()]);
    await until(() => ada.text === bo.text, "both read the same");
    for (const words of [" before;", long, " meanwhile;"]) expect(ada.text.split(words)).toHaveLength(2);
    expect(await said()).toContain("meanwhile;");
    for (const each of [ada, bo]) each.leave();
  });
});

test("a draft that nobody has begun can be read while nothing can be written, and is begun once afterwards", async () => {
  const { serve, withProposal, namedStore, draftIn, SEED_WORDS } = await import("../help/live.ts");
  const { canonicalText } = await import("../../translations/text/canonical.ts");
  const db = openSqlite(join(folder, "unbegun.db"));
  const store = await withProposal(namedStore(db));
  const served = await serve(store);
  db.exec("PRAGMA query_only = 1");
  expect(canonicalText((await served.live.read(DRAFT)).rendering)).toBe(SEED_WORDS);
  const early = new Writer(served.port, "ada");
  await until(() => early.closed.length > 0, "nobody gets it to write in");
  expect(textOf(early.doc).length).toBe(0);
  await expect(served.live.read("nobody")).rejects.toThrow(/no such draft/);
  db.exec("PRAGMA query_only = 0");
  await early.synced();
  early.type(" and more");
  await early.saved();
  expect(wordsOf(await draftIn(store))).toContain(`${SEED_WORDS} and more`);
  expect(early.text.split("Clarify")).toHaveLength(2);
  early.leave();
  await served.stop();
  await store.close();
});

describe("trying the disk", () => {
  test("says whether it takes anything, and leaves nothing", async () => {
    const db = openSqlite(join(folder, "trial.db"));
    const store = sqliteStore(db);
    expect(await store.tryWriting()).toBeNull();
    db.exec("PRAGMA query_only = 1");
    expect(await store.tryWriting()).toBe("read-only");
    db.exec("PRAGMA query_only = 0");
    const pages = db.pragma("page_count", { simple: true });
    for (let time = 0; time < 20; time++) expect(await store.tryWriting()).toBeNull();
    expect(db.pragma("page_count", { simple: true })).toBe(pages);
    expect(db.prepare("SELECT count(*) FROM trial").pluck().get()).toBe(0);
    await store.close();
    await expect(store.tryWriting()).rejects.toThrow(/not open/);
  });

  test.each([
    ["SQLITE_FULL", "full"],
    ["ENOSPC", "full"],
    ["SQLITE_READONLY_DBMOVED", "read-only"],
    ["EROFS", "read-only"],
    ["SQLITE_IOERR_WRITE", "failing"],
    ["SQLITE_CONSTRAINT", null],
    ["EADDRINUSE", null],
  ])("%s means %s, however deep it hides", (code, meaning) => {
    const error = Object.assign(new Error("said so"), { code });
    expect(unwritable(error)).toBe(meaning);
    expect(unwritable(new Error("outside", { cause: new Error("between", { cause: error }) }))).toBe(meaning);
  });
});

describe("a data folder", () => {
  /** As somebody who is not root, to whom every folder is open. */
  function asSomebody<T>(act: () => T): T {
    if (process.getuid?.() !== 0) return act();
    process.seteuid!(65_534);
    try {
      return act();
    } finally {
      process.seteuid!(0);
    }
  }

  test("is made where it is missing, and nothing is left in it", () => {
    const made = join(folder, "a/b/c");
    makeFolder(made);
    makeFolder(made);
    expect(readdirSync(made)).toEqual([]);
  });

  test("that can't be is refused with what to do", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const closed = join(folder, "closed");
    mkdirSync(closed);
    chmodSync(folder, 0o755);
    chmodSync(closed, 0o555);
    const refusals: [string, RegExp][] = [
      [file, /file is a file\. Move it away, or name another folder with --data/],
      [join(file, "below"), /file is a file\. Move it away/],
      [closed, /may not write in .*closed\. Make the user that runs the workbench its owner, or name another folder/],
      [join(closed, "below"), /may not write in .*below/],
    ];
    if (process.platform === "linux")
      refusals.push(["/proc/nowhere", /can't be the data folder: ENOENT.*Repair that, or name another folder/]);
    for (const [data, sentence] of refusals) {
      const make = () => asSomebody(() => makeFolder(data));
      expect(make, data).toThrow(FolderUnusable);
      expect(make, data).toThrow(sentence);
    }
  });

  test("whose files belong to somebody else is refused", async () => {
    const foreign = join(folder, "foreign");
    mkdirSync(foreign);
    chmodSync(folder, 0o755);
    chmodSync(foreign, 0o777);
    const file = join(foreign, DATABASE);
    await sqliteStore(openSqlite(file)).close();
    chmodSync(file, 0o444);
    const store = sqliteStore(asSomebody(() => openSqlite(file)));
    const reason = await store.tryWriting();
    expect(reason).toBe("read-only");
    expect(() => refuseUnwritable(file, reason)).toThrow(
      /may not be read and written by this user \(number \d+\)\. Make the user that runs the workbench its owner/,
    );
    expect(() => refuseUnwritable(file, "full")).toThrow(/disk .* is full\. Make room on it, or name another folder/);
    expect(() => refuseUnwritable(file, null)).not.toThrow();
    await store.close();
    chmodSync(file, 0o000);
    expect(() => asSomebody(() => openSqlite(file))).toThrow(FolderUnusable);
  });

  test("that holds no database under its name is refused", () => {
    const file = join(folder, "no.db");
    writeFileSync(file, "This is a letter, not a database. ".repeat(100));
    expect(() => openSqlite(file)).toThrow(/no database, or a damaged one\. Put a copy of it back/);
  });
});

test("while another process writes, one is asked to come again", () => {
  const [one, other] = [
    new Database(join(folder, "locked.db")),
    new Database(join(folder, "locked.db"), { timeout: 0 }),
  ];
  one.exec("BEGIN IMMEDIATE");
  let error: unknown;
  try {
    other.exec("BEGIN IMMEDIATE");
  } catch (thrown) {
    error = thrown;
  }
  one.close();
  other.close();
  expect(problemFrom(error)).toMatchObject({ status: 503, code: "busy", retryAfter: 10 });
});
