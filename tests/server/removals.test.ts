/**
 * What an owner takes out is gone: from rows, logs of drafts, what is kept ready, the copy of an older database, and the
 * free space of all files; and what remains verifies, says so, and is the same in every store.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { pino } from "pino";
import { afterAll, describe, expect, test } from "vitest";
import { DATABASE, startWorkbench, type Running } from "../../server/app.ts";
import { audit, looking } from "../../server/care/care.ts";
import { openDesk, type Desk } from "../../server/desk/desk.ts";
import { Memory } from "../../server/memory/memory.ts";
import { MemoryStore } from "../../server/memory/memory-store.ts";
import { openSqlite, sqliteStore, hasTraces } from "../../server/sqlite/sqlite.ts";
import { expectSameAnew } from "../help/folded.ts";
import { filesIn, holding } from "../help/holding.ts";
import { noteTraces } from "../../server/sqlite/traces.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { lossyHistories, STREAM, type Step } from "../help/histories.ts";
import { bareWork } from "../help/store-contract.ts";
import { Client, joinAsOwner, OWNER } from "../help/workbench.ts";
import { done } from "../help/one-passage.ts";
import { verified } from "../help/verified.ts";
import { bring } from "../help/made-works.ts";
import { examples } from "../help/seeds.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-removals-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A clock and ids that are the same each time. */
function effects() {
  let [acts, moments] = [0, 0];
  return {
    newAct: () => `act-${++acts}`,
    newSalt: saltsFrom("removals"),
    now: () => new Date(Date.UTC(2026, 10, 26) + 1_000 * ++moments).toISOString(),
  };
}

async function follow(desk: Desk, steps: readonly Step[]): Promise<void> {
  for (const { actor, command, takeOut } of steps)
    await (takeOut ? desk.remove(STREAM, takeOut.taking, takeOut.why, actor) : done(desk, STREAM, command, actor));
}

test("in whatever history things are taken out, stores agree, all verifies, and rows made anew are those that are kept", async () => {
  let files = 0;
  await fc.assert(
    fc.asyncProperty(lossyHistories(), async ({ steps }) => {
      const file = join(folder, `law-${++files}.db`);
      const db = openSqlite(file);
      db.pragma("synchronous = OFF");
      const kept = sqliteStore(db);
      let drafts = 0;
      const memory = new MemoryStore(new Memory(), { now: Date.now, newDraft: () => `draft-${++drafts}` });
      for (const store of [kept, memory]) await bring(store, bareWork(STREAM.work));
      const desks = [openDesk(kept, effects()), openDesk(memory, effects())] as const;
      for (const desk of desks) await follow(desk, steps);
      expect(await desks[0].passage(STREAM)).toEqual(await desks[1].passage(STREAM));
      expect(await openDesk(kept).passage(STREAM)).toEqual(await desks[0].passage(STREAM));
      expect(await kept.records(STREAM)).toEqual(await memory.records(STREAM));
      expect(verified(await kept.records(STREAM))).toEqual([]);
      await memory.close();
      db.exec("VACUUM");
      expectSameAnew(db);
      await kept.close();
      expect((await looking(file, audit)).faults).toEqual([]);
      rmSync(file);
    }),
    { numRuns: examples(20) },
  );
}, 240_000);

const client = join(folder, "client");
mkdirSync(join(client, ".vite"), { recursive: true });
writeFileSync(join(client, ".vite/manifest.json"), JSON.stringify({ a: { file: "a.js", isEntry: true } }));

function start(data: string): Promise<Running> {
  return startWorkbench({ data, host: "127.0.0.1", port: 0, origin: null, client, log: pino({ level: "silent" }) });
}

/** So many characters of words that stand nowhere else, Chinese among them. */
function letters(length: number): string {
  let [text, at] = ["", ++texts * 1_000_000];
  while (text.length < length) text += `w${(at++).toString(36)} 词${at % 977} `;
  return `${text.slice(0, length - 1).trim()}.`;
}
let texts = 0;

const PASSAGE = "/api/works/nip14/passages/s10-government-and-markets";
const PAGE = "/nip14/s10-government-and-markets";
const COURT = { ground: "court", reason: "Court of appeal, 4 U 12/26." };

async function propose(owner: Client, id: string, text: string, summary: string, base = 2): Promise<void> {
  await owner.json("POST", `${PASSAGE}/proposals`, { id, base });
  // Written in two goes, so that the log has steps.
  await owner.send("POST", `/api/proposals/${id}/submit`, { text: `${text} More.`, summary });
  await owner.json("POST", `/api/proposals/${id}/return`, { reason: "" });
  await owner.json("POST", `/api/proposals/${id}/submit`, { text, summary });
}

describe("on a workbench", () => {
  test("words, reasons and a name that are taken out are in no file of it any more, and their addresses say why", async () => {
    const data = join(folder, "data");
    mkdirSync(data);
    const running = await start(data);
    const stranger = new Client(running.address);
    const owner = await joinAsOwner({ address: running.address, ownerLink: running.ownerLink });
    await propose(owner, "marsupial", "Unheard-of quokkas 袋鼠 govern.", "Whispered wombats.");
    await owner.json("POST", "/api/proposals/marsupial/accept", { reason: "Yes, numbats." });
    await propose(owner, "declined", "Another thylacine.", "A bandicoot told me.", 3);
    await owner.json("POST", "/api/proposals/declined/decline", { reason: "No bilby." });
    // What is searched is words by themselves, as an index has them.
    const sought = ["quokka", "wombat", "numbat", "thylacin", "bandicoot"];
    const search = () => stranger.json<{ hits: object[] }>("GET", "/api/search?q=quokkas&versions=all");
    expect((await search()).hits).toHaveLength(1);
    const before = await stranger.json<{ digest: string }>("GET", `${PAGE}/v3.json`);
    await stranger.send("GET", PAGE, undefined, { accept: "text/html" });
    for (const words of ["Unheard-of quokkas 袋鼠", "Whispered wombats", "Yes, numbats", "thylacine"])
      expect(holding(data, words)).not.toEqual([]);

    for (const [thing, removed] of [
      ["v3/text", 2],
      ["v3/reasons", 2],
      ["proposal/declined/text", 1],
      ["proposal/declined/reasons", 1],
      ["v3/text", 0],
    ] as const)
      expect(await owner.json("POST", `${PASSAGE}/remove`, { thing, ...COURT })).toEqual({ removed });
    for (const words of ["quokkas", "袋鼠 govern", "Whispered wombats", "numbats", "thylacine", "bandicoot", "bilby"])
      expect([words, holding(data, words)]).toEqual([words, []]);
    expect((await search()).hits).toEqual([]);
    expect(sought.flatMap((word) => holding(data, word))).toEqual([]);

    const text = await stranger.send("GET", `${PAGE}/v3.txt`);
    expect([text.status, await text.text()]).toEqual([410, expect.stringContaining("Court of appeal, 4 U 12/26.")]);
    for (const path of [`${PAGE}/v3`, PAGE, "/nip14/proposals/declined"]) {
      const page = await stranger.send("GET", path, undefined, { accept: "text/html" });
      expect([path, page.status]).toEqual([path, 200]);
      expect(await page.text()).toContain("Court of appeal, 4 U 12/26.");
    }
    const after = await stranger.json<{ removals: object[]; held: boolean; record: object }>("GET", `${PAGE}/v3.json`);
    expect(after).toMatchObject({
      held: false,
      removals: [
        { what: "text", ...COURT },
        { what: "reasons", ...COURT },
      ],
    });
    expect(after.record).toEqual((before as unknown as typeof after).record);
    const supply = await owner.send("POST", `${PASSAGE}/proposals`, { kind: "supply", base: 3 });
    expect([supply.status, await supply.text()]).toEqual([410, expect.stringContaining("taken out")]);

    for (const thing of ["v99/text", "proposal/unheard-of/text"]) {
      const unknown = await owner.send("POST", `${PASSAGE}/remove`, { thing, ...COURT });
      expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining("Nothing was changed")]);
    }

    await owner.json("POST", `${PASSAGE}/remove`, { person: "name/Paul Triolo", instead: "A. N. Other", ...COURT });
    const credited = await stranger.json<{ contributors: { name: string }[] }>("GET", `${PAGE}/v2.json`);
    expect(credited.contributors.map(({ name }) => name)).toContain("A. N. Other");
    expect(JSON.stringify(credited)).not.toContain('Triolo"');

    // The passage is not stuck: what stands instead is proposed on the version whose words are gone.
    const page = await owner.send("GET", PAGE, undefined, { accept: "text/html" });
    expect(await page.text()).toContain("Propose a revision");
    await propose(owner, "instead", "Other words altogether.", "For those that were removed.", 3);
    await owner.json("POST", "/api/proposals/instead/accept", { reason: "" });
    expect(await (await stranger.send("GET", `${PAGE}/v4.txt`)).text()).toBe("Other words altogether.");
    const compared = await stranger.send("GET", `${PAGE}/v3..v4`, undefined, { accept: "text/html" });
    expect(await compared.text()).toContain("Court of appeal, 4 U 12/26.");
    await running.close();
    expect((await looking(join(data, DATABASE), audit)).faults).toEqual([]);
  }, 120_000);

  test("so are words that were written and given up before they were proposed", async () => {
    const data = join(folder, "given-up");
    mkdirSync(data);
    const running = await start(data);
    const owner = await joinAsOwner({ address: running.address, ownerLink: running.ownerLink });
    await owner.json("POST", `${PASSAGE}/proposals`, { id: "given-up", base: 2 });
    // Without a reason it is not proposed; the words are in the draft.
    await owner.send("POST", "/api/proposals/given-up/submit", { text: "A potoroo sleeps." });
    await owner.json("POST", "/api/proposals/given-up/withdraw", { reason: "" });
    const read = () => owner.json("GET", "/api/proposals/given-up").then((told) => JSON.stringify(told));
    expect(await read()).toContain("potoroo");
    expect(holding(data, "potoroo")).not.toEqual([]);
    const what = { thing: "proposal/given-up/text" };
    const page = await owner.json<{ things: { name: string }[] }>("GET", `/nip14/-/remove/s10-government-and-markets`);
    expect(page.things.map(({ name }) => name)).toContain(what.thing);
    expect(await owner.json("POST", `${PASSAGE}/remove`, { ...what, ...COURT })).toEqual({ removed: 1 });
    expect(await owner.json("POST", `${PASSAGE}/remove`, { ...what, ...COURT })).toEqual({ removed: 0 });
    expect(await read()).not.toContain("potoroo");
    expect(await read()).toContain("Court of appeal, 4 U 12/26.");
    expect(holding(data, "potoroo")).toEqual([]);
    await running.close();
    expect(holding(data, "potoroo")).toEqual([]);
    expect((await looking(join(data, DATABASE), audit)).faults).toEqual([]);
  });

  test("with a wording of a source go the notes that quote it, and no others", async () => {
    const data = join(folder, "quoted");
    mkdirSync(data);
    const running = await start(data);
    const owner = await joinAsOwner({ address: running.address, ownerLink: running.ownerLink });
    const bodies = async () =>
      (await owner.json<{ apparatus: { body: string }[] }>("GET", `${PAGE}/v2.json`)).apparatus.length;
    expect(await bodies()).toBe(2);
    const refused = await owner.send("POST", `${PASSAGE}/remove`, { thing: "source/1", ...COURT });
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining("undecided")]);
    await owner.json("POST", "/api/proposals/sort-out/decline", { reason: "No." });
    // Words that another wording has as well are not gone, and may be quoted.
    const { source } = await owner.json<{ source: { words: string[] } }>("GET", PASSAGE);
    const words = [...source.words, "袋狼的句子。"];
    await owner.json("POST", `${PASSAGE}/source`, { number: 1, held: "phrases", words, provenance: "" });
    expect(await owner.json("POST", `${PASSAGE}/remove`, { thing: "source/1", ...COURT })).toEqual({ removed: 1 });
    expect(await bodies()).toBe(2);
    // The wording, the notes of v2, and that of the proposal.
    expect(await owner.json("POST", `${PASSAGE}/remove`, { thing: "source/2", ...COURT })).toEqual({ removed: 3 });
    expect(await bodies()).toBe(0);
    expect(holding(data, "袋狼的句子")).toEqual([]);
    const page = await new Client(running.address).send("GET", `${PAGE}/v2`, undefined, { accept: "text/html" });
    expect(await page.text()).toContain("Notes were removed on");
    expect((await looking(join(data, DATABASE), audit)).faults).toEqual([]);
  }, 60_000);

  test("an owner takes out their own name, which then is nowhere; and may have another stand there later", async () => {
    const data = join(folder, "own-name");
    mkdirSync(data);
    const running = await start(data);
    const owner = await joinAsOwner({ address: running.address, ownerLink: running.ownerLink });
    await propose(owner, "mine", "Words of mine.", "So.");
    await owner.json("POST", "/api/proposals/mine/accept", { reason: "" });
    const { people } = await owner.json<{ people: { name: string; value: string }[] }>(
      "GET",
      "/nip14/-/remove/s10-government-and-markets",
    );
    const { value: person } = people.find(({ name }) => name === OWNER.name)!;
    const remove = async (what: object): Promise<number> =>
      (await owner.json<{ removed: number }>("POST", `${PASSAGE}/remove`, { ...what, ...COURT })).removed;
    const named = async (): Promise<string> => JSON.stringify(await owner.json("GET", PASSAGE));
    expect(await named()).toContain(OWNER.name);
    expect(await remove({ person })).toBeGreaterThan(0);
    expect(await named()).not.toContain(OWNER.name);
    expect(await remove({ person })).toBe(0);
    expect(await remove({ person, instead: "Pen Name" })).toBeGreaterThan(0);
    expect(await named()).toContain("Pen Name");
    expect(await named()).not.toContain("N. N.");
    expect(await remove({ person, instead: "Pen Name" })).toBe(0);
    expect(await remove({ person })).toBeGreaterThan(0);
    expect(await named()).not.toContain("Pen Name");
    expect((await looking(join(data, DATABASE), audit)).faults).toEqual([]);
  }, 60_000);

  test("words of a work that are taken out are in no file of it any more, and its pages say why", async () => {
    const data = join(folder, "of-work");
    mkdirSync(data);
    const running = await start(data);
    const stranger = new Client(running.address);
    const owner = await joinAsOwner({ address: running.address, ownerLink: running.ownerLink });
    const [work, passage] = ["/api/works/nip14", "/api/works/nip14/passages/4-2"];
    const said: [string, object][] = [
      [`${work}/describe`, { title: "Marsupial plan", about: "Of quolls 袋鼬." }],
      [`${work}/translations/digichina/describe`, { title: "Numbat version", translators: ["Bandicoot Quenda"] }],
      [`${work}/terms/t99`, { source: "袋熊种", rendering: "wombat kind" }],
      [`${passage}/name`, { locator: "Bilby 4.2", remark: "Dunnart remark." }],
      [`${passage}/source`, { number: 1, held: "whole", words: ["袋狼的句子。"], provenance: "Kowari page." }],
    ];
    for (const [path, words] of said) expect(await owner.json("POST", path, words)).toEqual({ said: 1 });
    const gone = [
      "Marsupial plan",
      "袋鼬",
      "Numbat",
      "Bandicoot",
      "袋熊种",
      "wombat kind",
      "Bilby",
      "Dunnart",
      "袋狼",
      "Kowari",
    ];
    for (const words of gone) expect([words, holding(data, words)]).not.toEqual([words, []]);
    for (const path of ["/nip14", "/nip14/4-2"]) {
      const page = await stranger.send("GET", path, undefined, { accept: "text/html" });
      expect([path, await page.text()]).toEqual([path, expect.stringContaining("Marsupial plan")]);
    }

    const taken: [string, object, number][] = [
      [`${work}/remove`, { thing: "title" }, 1],
      [`${work}/remove`, { thing: "title" }, 0],
      [`${work}/remove`, { thing: "translation/digichina" }, 1],
      [`${work}/remove`, { thing: "term/t99" }, 1],
      [`${work}/remove`, { thing: "term/t99" }, 0],
      [`${work}/remove`, { person: "name/Bandicoot Quenda" }, 1],
      [`${passage}/remove`, { thing: "locator" }, 1],
      [`${passage}/remove`, { thing: "source/2" }, 1],
    ];
    for (const [path, what, removed] of taken)
      expect([what, await owner.json("POST", path, { ...what, ...COURT })]).toEqual([what, { removed }]);
    for (const words of gone) expect([words, holding(data, words)]).toEqual([words, []]);
    for (const path of ["/nip14", "/nip14/4-2"]) {
      const page = await stranger.send("GET", path, undefined, { accept: "text/html" });
      expect([path, await page.text()]).toEqual([path, expect.stringContaining("Court of appeal, 4 U 12/26.")]);
    }
    const shelf = await (await stranger.send("GET", "/", undefined, { accept: "text/html" })).text();
    expect(shelf).toContain("Court of appeal, 4 U 12/26.");
    const after = await stranger.json<{ work: { title: string; removals: object[] } }>("GET", work);
    expect(after.work.title).toBe("nip14");
    expect(after.work.removals).toMatchObject([
      { of: { kind: "work" }, ...COURT },
      { of: { kind: "translation" } },
      { of: { kind: "term", term: "t99" } },
    ]);
    for (const [path, thing] of [
      [work, "term/unheard-of"],
      [passage, "source/9"],
    ]) {
      const unknown = await owner.send("POST", `${path}/remove`, { thing, ...COURT });
      expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining("Nothing was changed")]);
    }
    expect((await stranger.send("POST", `${work}/describe`, { title: "Not mine" })).status).toBe(401);

    // What may stand instead is said anew, and source wording 3 follows the one that went.
    expect(await owner.json("POST", `${work}/describe`, { title: "A plan" })).toEqual({ said: 1 });
    const source = { number: 2, held: "whole", words: ["规".repeat(100_000), "划".repeat(99_000)] };
    expect(await owner.json("POST", `${passage}/source`, source)).toEqual({ said: 1 });
    expect(await owner.json("POST", `${passage}/source`, source)).toEqual({ said: 0 });
    expect((await owner.send("POST", `${passage}/source`, { ...source, words: ["计划"] })).status).toBe(409);
    expect((await owner.send("POST", `${work}/describe`, { issued: "soon" })).status).toBe(422);
    const form = { "content-type": "application/x-www-form-urlencoded", accept: "text/html" };
    const typed = "thing=title&ground=court&reason=Again.";
    expect((await owner.send("POST", `${work}/remove`, typed, form)).status).toBe(422);
    const confirmed = await owner.send("POST", `${work}/remove`, `${typed}&confirmed=yes`, form);
    expect([confirmed.status, confirmed.headers.get("location")]).toEqual([303, "/nip14/-/remove?done=1"]);
    expect(await owner.json("POST", `${work}/describe`, { title: "A plan" })).toEqual({ said: 1 });
    const page = await owner.send("GET", "/nip14/-/remove", undefined, { accept: "text/html" });
    expect(await page.text()).toContain("Take something out of A plan");
    await running.close();
    expect((await looking(join(data, DATABASE), audit)).faults).toEqual([]);
  }, 120_000);

  test("long words of many submissions are gone from free space too, and from the log once nobody reads it", async () => {
    const data = join(folder, "long");
    mkdirSync(data);
    const running = await start(data);
    const owner = await joinAsOwner({ address: running.address, ownerLink: running.ownerLink });
    const [long, short] = [letters(90_000), letters(3_000)];
    await propose(owner, "long", long, "Long words.");
    for (const text of [short, letters(20_000)]) {
      await owner.json("POST", "/api/proposals/long/return", { reason: "" });
      await owner.json("POST", "/api/proposals/long/submit", { text, summary: "Other words." });
    }
    await owner.json("POST", "/api/proposals/long/accept", { reason: "" });
    const pieces = [long, short].flatMap((text) =>
      Array.from({ length: 60 }, (_, at) => text.slice(at * Math.floor(text.length / 60)).slice(0, 24)),
    );
    const found = () => {
      const files = filesIn(data);
      return pieces.filter((piece) => files.some(([, bytes]) => bytes.includes(piece))).length;
    };
    expect(found()).toBeGreaterThan(60);

    const reader = openSqlite(join(data, DATABASE));
    reader.exec("BEGIN");
    reader.prepare("SELECT count(*) FROM record").get();
    await owner.json("POST", `${PASSAGE}/remove`, { thing: "v3/text", ...COURT });
    expect(hasTraces(reader)).toBe(false);
    reader.exec("COMMIT");
    expect(hasTraces(reader)).toBe(true);
    reader.close();
    await expect.poll(found, { timeout: 20_000 }).toBe(0);
    const after = openSqlite(join(data, DATABASE));
    expect(hasTraces(after)).toBe(false);
    after.close();
    await running.close();
    expect(found()).toBe(0);
    expect((await looking(join(data, DATABASE), audit)).faults).toEqual([]);
  }, 120_000);

  test("what was left by a crash is wiped at the next start", async () => {
    const file = join(folder, "crashed.db");
    const store = sqliteStore(openSqlite(file));
    await bring(store, bareWork(STREAM.work));
    await store.close();
    const db = openSqlite(file);
    noteTraces(db);
    writeFileSync(`${file}.before-tables-5`, "Unheard-of quokkas");
    writeFileSync(`${file}.ahead`, "Unheard-of quokkas");
    await sqliteStore(db).close();
    expect(readdirSync(folder).filter((name) => name.startsWith("crashed.db."))).toEqual([]);
    const again = openSqlite(file);
    expect(hasTraces(again)).toBe(false);
    again.close();
  });

  test("of a folder of 0.1 also the old records and the copy of it are without what is taken out", async () => {
    const data = join(folder, "first");
    mkdirSync(data);
    writeFileSync(join(data, DATABASE), gunzipSync(readFileSync("tests/files/folder-0.1.0.db.gz")));
    const running = await start(data);
    const owner = new Client(running.address);
    await owner.json("POST", "/api/sign-in", { email: OWNER.email, password: "correct horse battery staple" });
    const db = openSqlite(join(data, DATABASE));
    const { passage, number, reason } = db
      .prepare<[], { passage: string; number: number; reason: string }>(
        `SELECT passage, event ->> '$.number' AS number, event ->> '$.rationale' AS reason FROM first_record
         WHERE type = 'version-recorded' AND event ->> '$.proposal' IS NOT NULL`,
      )
      .get()!;
    db.close();
    const copy = expect.stringContaining(".before-tables-") as string;
    expect(holding(data, reason).map((file) => basename(file))).toEqual(expect.arrayContaining([DATABASE, copy]));
    const asked = { thing: `v${number}/reasons`, ...COURT };
    expect(await owner.json("POST", `/api/works/nip14/passages/${passage}/remove`, asked)).toEqual({ removed: 2 });
    expect(holding(data, reason)).toEqual([]);
    await running.close();
    expect((await looking(join(data, DATABASE), audit)).faults).toEqual([]);
  });
});
