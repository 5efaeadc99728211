/**
 * The workbench is killed (`kill -9`) at each point where a crash might cost something, while two people write: nothing
 * acknowledged is lost, nothing stands twice, the ledger verifies, and the next start goes on.
 *
 * Short by default; with SOAK=<minutes> twenty times at each point. SEED=<number> repeats the moments.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { seedDraft } from "../../translations/draft/draft.ts";
import { DATABASE } from "../../server/app.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { Database } from "../../server/store/driver.ts";
import { migrate, MIGRATIONS } from "../../server/sqlite/migrations/migrations.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { Checkpoints, updatesOf, WORTH_LEAVING } from "../../server/sync/checkpoints.ts";
import { THINNING } from "../../server/sync/thinning.ts";
import { descriptionsIn } from "../../server/store/descriptions.ts";
import { recordIn, type KeptRow } from "../../server/store/rows.ts";
import { isDescribing } from "../../translations/ledger/events.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { versionOf } from "../../translations/ledger/state.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { addFirst, addFirstWork, asFirst } from "../help/first-format.ts";
import { DRAFT, draftIn, namedStore, PROPOSAL, until, wordsOf } from "../help/live.ts";
import { Dice } from "../help/network.ts";
import { byPassage } from "../help/records.ts";
import { Client, OWNER } from "../help/workbench.ts";
import { POINTS, TOLD_ON, type Orders, type Point, type Told } from "./points.ts";
import { counted, Typist } from "./typist.ts";
import { wordsIn } from "../help/draft-words.ts";
import type { Command } from "../../translations/decide/decide.ts";

const ROUNDS = Number(process.env["SOAK"] ?? 0) > 0 ? 20 : 2;
const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000_000);
/** The tables that came before the last ones: what a new program finds when it first starts on an old folder. */
const OLD_TABLES = 2;
const PLACE = { work: "nip14", passage: "s10-government-and-markets" };

const root = resolve(import.meta.dirname, "../..");
const artifacts = join(root, "tests/.artifacts");
const running = new Set<ChildProcess>();
const dice = new Dice(SEED);
let folder: string;
let template: string;
let session: string;
/** Where every workbench here listens, so that people find it again. */
let port: number;

/** Signed in with the owner's session, whoever the writer says it is. */
class Signed extends WebSocket {
  constructor(address: string | URL) {
    super(address, { headers: { cookie: session } });
  }
}

interface Server {
  address: string;
  ownerLink: string | null;
  port: number;
  /** Resolves once it stands at its point. */
  reached: Promise<void>;
  /** Resolves once it listens; not if its point comes before. */
  open: Promise<void>;
  kill(): Promise<void>;
}

function start(orders: Omit<Orders, "client">): Server {
  const args = [join(folder, "points-server.js"), JSON.stringify({ ...orders, client: join(folder, "client") })];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit", "pipe"] });
  running.add(child);
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  const server = { address: "", ownerLink: null as string | null, port: orders.port };
  let at: Point | null = null;
  let said = "";
  child.stdio[TOLD_ON]!.on("data", (chunk: Buffer) => {
    const lines = (said + chunk.toString()).split("\n");
    said = lines.pop()!;
    for (const told of lines.map((line) => JSON.parse(line) as Told)) {
      if ("reached" in told) at = told.reached;
      else Object.assign(server, told, { port: Number(new URL(told.address).port) });
    }
  });
  const alive = () => expect(child.exitCode, "the workbench runs").toBeNull();
  return Object.assign(server, {
    open: until(() => (alive(), server.address !== ""), "the workbench listens", 30_000),
    reached: until(() => (alive(), at !== null), `the workbench stands ${orders.at?.point ?? "nowhere"}`, 30_000),
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
      running.delete(child);
    },
  });
}

beforeAll(async () => {
  console.info(`crash points: SEED=${SEED}`);
  mkdirSync(artifacts, { recursive: true });
  // Inside the checkout, so that the built server finds the packages.
  folder = mkdtempSync(join(artifacts, "points-"));
  mkdirSync(join(folder, "client/.vite"), { recursive: true });
  writeFileSync(join(folder, "client/.vite/manifest.json"), JSON.stringify({ a: { file: "a.js", isEntry: true } }));
  await build({
    root,
    configFile: false,
    logLevel: "error",
    build: { ssr: "tests/load/points-server.ts", outDir: folder, emptyOutDir: false, minify: false },
  });
  template = join(folder, "template");
  const server = start({ data: template, port: 0, at: null });
  server.reached.catch(() => undefined);
  await server.open;
  const owner = new Client(server.address);
  await owner.json("POST", new URL(server.ownerLink!).pathname, OWNER);
  session = owner.session;
  await server.kill();
  await inStore(template, async (store, db) => {
    const { id, name } = db.prepare("SELECT id, name FROM user").get() as { id: string; name: string };
    const opened: Command = {
      type: "open-proposal",
      proposal: PROPOSAL,
      kind: "revision",
      parts: [{ passage: PLACE.passage, base: 2 }],
    };
    const desk = openDesk(store);
    const outcome = await desk.execute(PLACE, opened, { id, name, role: "owner" });
    expect(outcome.ok).toBe(true);
    const { words } = versionOf(await desk.passage(PLACE), 2)!;
    await store.drafts.begin(DRAFT, {
      bytes: seedDraft({ rendering: renderingFromJson(words!.rendering) }),
      by: null,
    });
  });
  port = server.port;
});

afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function inStore<T>(data: string, use: (store: Store, db: ReturnType<typeof openSqlite>) => Promise<T>) {
  const db = openSqlite(join(data, DATABASE));
  const store = namedStore(db, () => Date.now() - 3_600_000);
  try {
    return await use(store, db);
  } finally {
    await store.close();
  }
}

/** A workbench on a folder of its own, killed at one point again and again. */
class Matrix {
  readonly point: Point;
  readonly data: string;
  #typists: Typist[] = [];
  #filled = 0;
  /** What the draft began with. */
  #beginning = "";
  unacknowledged = 0;

  constructor(point: Point) {
    this.point = point;
    this.data = join(folder, `data-${POINTS.indexOf(point)}`);
    cpSync(template, this.data, { recursive: true });
  }

  /** Two people who have had the draft open before. */
  async begin(): Promise<void> {
    const log = await inStore(this.data, (store) => store.drafts.log(DRAFT));
    const Socket = Signed as unknown as typeof WebSocket;
    this.#typists = ["a", "博"].map((sign) => new Typist(port, null, sign, Socket));
    for (const { writer } of this.#typists)
      for (const { bytes } of log) Y.applyUpdate(writer.doc, bytes, writer.provider);
    this.#beginning = this.#typists[0]!.writer.text;
    expect(this.#beginning).not.toBe("");
  }

  /** @param goOn false: the next start is the one of the next round. */
  async round(goOn: boolean): Promise<void> {
    const before = await this.#prepare();
    const server = this.#start(this.#time());
    for (const { writer } of this.#typists) writer.provider.connect();
    const typing = Promise.all(this.#typists.map((typist) => typist.typeUntilRest(() => dice.between(0, 12))));
    await this.#provoke(server, before);
    await server.reached;
    await server.kill();
    for (const typist of this.#typists) typist.rest();
    await typing;
    await until(() => this.#typists.every(({ writer }) => !writer.provider.wsconnected), "the lines are dead");
    await this.#expectKept(before);
    if (goOn) await this.#goOn(before);
  }

  /** How many words the two have written, all of them acknowledged in the end. */
  get acknowledged(): number {
    return this.#typists.flatMap(({ acknowledged }) => acknowledged).length;
  }

  async end(): Promise<void> {
    for (const { writer } of this.#typists) writer.leave();
    await inStore(this.data, (_, db) =>
      Promise.resolve(expect(db.pragma("integrity_check", { simple: true })).toBe("ok")),
    );
  }

  /** `variorum verify`, as anybody would run it. */
  verify(): void {
    const asked = [join(root, "bin/variorum.mjs"), "verify", "--data", this.data];
    const { status, stdout, stderr } = spawnSync(process.execPath, asked, { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("Every digest and every chain holds");
  }

  #start(at: Orders["at"]): Server {
    const server = start({ data: this.data, port, at });
    // Whichever of the two is not waited for.
    server.open.catch(() => undefined);
    server.reached.catch(() => undefined);
    return server;
  }

  #everybody<T>(act: (writer: Typist["writer"]) => Promise<T>): Promise<T[]> {
    return Promise.all(this.#typists.map(({ writer }) => act(writer)));
  }

  /** At the how manieth time: updates come one by one, rows leave a log by hundreds. */
  #time(): Orders["at"] {
    const most: Partial<Record<Point, number>> = { [POINTS[0]]: 25, "in the middle of thinning": 900 };
    return { point: this.point, time: dice.between(1, most[this.point] ?? 1) };
  }

  /** While nothing runs: makes sure that there is something to come to the point with. */
  async #prepare(): Promise<{ status: string; records: number }> {
    if (this.point === "in the middle of a checkpoint") await this.#fill(WORTH_LEAVING + 1);
    if (this.point === "in the middle of thinning") {
      await this.#fill(THINNING.worth + THINNING.last + 50);
      await this.#checkpoint();
    }
    const ledger = await this.#ledger();
    if (this.point === "in the middle of a migration") makeOlder(join(this.data, DATABASE));
    return ledger;
  }

  /** Somebody's words, kept while nobody else was here. */
  async #fill(words: number): Promise<void> {
    await inStore(this.data, async (store, db) => {
      const doc = await draftIn(store);
      const { id: by } = db.prepare("SELECT id FROM user").get() as { id: string };
      const made: { bytes: Uint8Array; by: string }[] = [];
      doc.on("update", (bytes: Uint8Array) => made.push({ bytes, by }));
      const text = wordsIn(doc);
      while (made.length < words) text.insert(text.length, ` f${++this.#filled};`);
      await store.drafts.append(DRAFT, made);
    });
  }

  async #checkpoint(): Promise<void> {
    await inStore(this.data, async (store) => {
      const opened = await store.drafts.open(DRAFT);
      const doc = new Y.Doc();
      for (const update of updatesOf(opened)) Y.applyUpdate(doc, update);
      expect(await new Checkpoints(store.drafts, DRAFT, opened).make(doc)).toBe(true);
    });
  }

  /** Brings the workbench to its point, where writing alone does not. */
  async #provoke({ open }: Server, { status }: { status: string }): Promise<void> {
    if (this.point === "in the middle of a checkpoint") {
      await open;
      await this.#everybody((writer) => writer.synced());
      await new Promise((done) => setTimeout(done, dice.between(20, 300)));
      for (const { writer } of this.#typists) writer.provider.disconnect();
    }
    if (this.point === "between the ledger's commit and the broadcast") {
      await open;
      if (status === "draft") await this.#everybody((writer) => writer.synced());
      await new Promise((done) => setTimeout(done, dice.between(20, 300)));
      // It is not answered before the kill; if it is, nothing was decided.
      void this.#decide(status).then(
        async (answer) => console.error(`${answer.status} ${await answer.text()}`),
        () => undefined,
      );
    }
  }

  #decide(status: string): Promise<Response> {
    const verb = status === "draft" ? "submit" : "return";
    const body = JSON.stringify(verb === "submit" ? { summary: "Better words." } : { reason: "Once more, please." });
    const headers = { cookie: session, accept: "application/json", "content-type": "application/json" };
    return fetch(`http://127.0.0.1:${port}/api/proposals/${PROPOSAL}/${verb}`, { method: "POST", headers, body });
  }

  #ledger(): Promise<{ status: string; records: number; submitted: string }> {
    return inStore(this.data, async (store) => {
      const { proposal } = (await openDesk(store).proposal(PROPOSAL))!;
      const { submission } = proposal.parts[0]!;
      const submitted = submission ? canonicalText(renderingFromJson(submission.rendering)) : "";
      return { status: proposal.status, records: (await store.records(PLACE)).length, submitted };
    });
  }

  /** Everything that was promised is on disk, once. */
  async #expectKept(before: { status: string; records: number }): Promise<void> {
    const promised = [...this.#typists.flatMap(({ acknowledged }) => acknowledged), ...this.#fillings()];
    const all = this.#typists.flatMap(({ all }) => all).length;
    this.unacknowledged += all - (promised.length - this.#filled);
    const kept = await inStore(this.data, async (store, db) => {
      if (this.point === "in the middle of a migration") await nameAgain(store, db);
      expect(db.pragma("quick_check", { simple: true })).toBe("ok");
      return wordsOf(await draftIn(store));
    });
    this.#expectOnce(kept, promised);
    const { status, records, submitted } = await this.#ledger();
    if (this.point !== "between the ledger's commit and the broadcast") {
      expect([status, records]).toEqual([before.status, before.records]);
      return;
    }
    expect([status, records]).toEqual([before.status === "draft" ? "open" : "draft", before.records + 1]);
    if (status === "open") this.#expectOnce(submitted, promised);
  }

  #expectOnce(text: string, words: readonly string[]): void {
    const { words: found, rest } = counted(text);
    expect(
      words.filter((word) => found.get(word) !== 1),
      "not there once",
    ).toEqual([]);
    expect([...found].filter(([, times]) => times > 1)).toEqual([]);
    expect(lettersIn(rest), "what the draft began with").toBe(lettersIn(this.#beginning));
  }

  #fillings(): string[] {
    return Array.from({ length: this.#filled }, (_, at) => ` f${at + 1};`);
  }

  /** The next start: what was on its way arrives, once, and all read the same. */
  async #goOn(before: { status: string }): Promise<void> {
    const server = this.#start(null);
    await server.open;
    const { status, records } = await this.#ledger();
    if (this.point === "between the ledger's commit and the broadcast") {
      const again = await this.#decide(before.status);
      expect(again.status, await again.text()).toBeLessThan(500);
      expect((await this.#ledger()).records, "what was decided is not decided again").toBe(records);
    }
    if (status === "draft") await this.#converge();
    if (this.point === "in the middle of thinning")
      await until(() => this.#isThinned(), "the next start thins the log");
    await server.kill();
  }

  async #converge(): Promise<void> {
    for (const { writer } of this.#typists) writer.provider.connect();
    await this.#everybody((writer) => writer.synced());
    await this.#everybody((writer) => writer.saved());
    const [ada, bo] = this.#typists.map(({ writer }) => writer) as [Typist["writer"], Typist["writer"]];
    await until(() => ada.text === bo.text, "both read the same");
    const words = [...this.#typists.flatMap(({ all }) => all), ...this.#fillings()];
    this.#expectOnce(ada.text, words);
    expect(await inStore(this.data, async (store) => wordsOf(await draftIn(store)))).toBe(ada.text);
  }

  async #isThinned(): Promise<boolean> {
    const log = await inStore(this.data, (store) => store.drafts.log(DRAFT));
    return log.length < THINNING.worth;
  }
}

/** The letters of a draft's words, however they are told: as nodes of ProseMirror or as text. */
function lettersIn(told: string): string {
  return told.replaceAll(/\b(?:doc|paragraph|foreign|emphasis|strong)\(/g, "").replaceAll(/[\s"(),]/g, "");
}

/** The same database as an older program left it. */
function makeOlder(file: string): void {
  const db = new Database(file);
  const older = `${file}-older`;
  const made = new Database(older);
  migrate(made, MIGRATIONS.slice(0, OLD_TABLES));
  const latest = new Database(":memory:");
  sqliteStore(latest);
  const tables = (of: typeof db) =>
    of
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all();
  const migrated = new Set(tables(latest));
  const foreign = tables(db).filter((name) => !migrated.has(name));
  for (const name of foreign)
    for (const sql of db
      .prepare<[string], string>(
        "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC",
      )
      .pluck()
      .all(name))
      made.exec(sql);
  const ids = db.prepare<[], string>("SELECT work FROM reading_work ORDER BY described").pluck().all();
  const works = ids.map((id) => descriptionsIn(db).read(id)!.work);
  db.close();
  made.pragma("foreign_keys = OFF");
  made.prepare("ATTACH ? AS newer").run(file);
  const otherwise = ["migration", "record", "proposal", "work"];
  for (const name of tables(made).filter((name) => !otherwise.includes(name))) {
    const columns = (made.pragma(`table_info("${name}")`) as { name: string }[]).map((column) => `"${column.name}"`);
    const values = columns.map((column) =>
      column === '"proposal"' && name !== "draft" ? "(SELECT proposal FROM newer.draft WHERE id = draft)" : column,
    );
    const which = name === "draft" ? "WHERE begun = 1" : "";
    made.exec(`INSERT INTO main."${name}" (${columns.join()}) SELECT ${values.join()} FROM newer."${name}" ${which}`);
  }
  for (const work of works) addFirstWork(made, work);
  const records = recordsIn(made).filter(({ event }) => !isDescribing(event));
  for (const [passage, own] of byPassage(records)) addFirst(made, asFirst({ ...PLACE, passage }, own));
  made.exec("DETACH newer");
  expect(made.pragma("foreign_key_check")).toEqual([]);
  made.close();
  latest.close();
  for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
  cpSync(older, file);
  rmSync(older);
}

/** All records of the newer database that is attached. */
function recordsIn(db: InstanceType<typeof Database>): LedgerRecord[] {
  const rows = db.prepare<[], KeptRow>(
    "SELECT body, digest, beside FROM newer.record JOIN newer.enclosed USING (number) ORDER BY number",
  );
  return rows.all().map(recordIn);
}

/** Calls the draft what those who write in it here call it: brought over, it has a new id. */
async function nameAgain(store: Store, db: ReturnType<typeof openSqlite>): Promise<void> {
  const [id] = await store.drafts.of(PROPOSAL);
  db.transaction(() => {
    db.pragma("defer_foreign_keys = ON");
    db.prepare("UPDATE draft SET id = ? WHERE id = ?").run(DRAFT, id);
    for (const table of ["draft_update", "draft_checkpoint", "draft_author", "draft_client"])
      db.prepare(`UPDATE ${table} SET draft = ? WHERE draft = ?`).run(DRAFT, id);
  })();
}

test.each(POINTS)(
  `kill -9 %s, ${ROUNDS} times`,
  async (point) => {
    const matrix = new Matrix(point);
    await matrix.begin();
    for (let round = 0; round < ROUNDS; round++) {
      const whole = ROUNDS > 2 || round === ROUNDS - 1;
      await matrix.round(whole);
      if (whole) matrix.verify();
    }
    await matrix.end();
    console.info(
      `killed ${ROUNDS} times ${point}: ${matrix.acknowledged} acknowledged words kept, ` +
        `${matrix.unacknowledged} were on their way`,
    );
    expect(matrix.acknowledged).toBeGreaterThan(0);
  },
  60_000 + ROUNDS * 60_000,
);
