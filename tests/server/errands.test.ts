/** What takes long, asked for by those who mean no good, or whose right ends meanwhile; and what of it stays in the data folder. */
import { closeSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Request } from "express";
import { afterAll, expect, test } from "vitest";
import { TooBusy } from "../../server/aside/aside.ts";
import { heardIn } from "../../editor/bringing/errand-heard.ts";
import { DATABASE } from "../../server/app.ts";
import { failureIn, openErrands, type Beginning, type Errands, type Failed } from "../../server/exchanging/errands.ts";
import { keptFilesIn } from "../../server/exchanging/kept-files.ts";
import type { Exchanging } from "../../server/exchanging/exchanging.ts";
import { takingDown } from "../../server/http/taking-down.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import { keptErrands } from "../../server/store/errands.ts";
import { foundingRecords, plan } from "../../translations/plan/plan.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { inRole } from "../help/histories.ts";
import { openBench, type LedgerBench } from "../help/ledger-site.ts";
import { startSite } from "../help/site.ts";
import { joinAs, joinAsOwner, type Client } from "../help/workbench.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-errands-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OWNER = inRole("owner", "olive");
let databases = 0;

/** Errands over a file, whose process ends each when the test says so. */
async function errandsOver(account: (id: string) => Actor | null) {
  const file = join(folder, `${++databases}.db`);
  const here: LedgerBench = await openBench(null, file, [OWNER]);
  await here.bench.store.bringIn(foundingRecords(plan));
  const db = openSqlite(file);
  const kept = keptErrands(db);
  const runs: { asked: object; words: string; end: (came: unknown) => void; fail: (error: Error) => void }[] = [];
  const files = keptFilesIn(folder);
  const exchanging = {
    files,
    withFile: (use: (file: number) => Promise<unknown>) => use(0),
    run: (_name: string, asked: object, file: number, signal: AbortSignal) =>
      new Promise((end, fail) => {
        runs.push({ asked, words: file === 0 ? "" : readFileSync(file, "utf8"), end, fail });
        signal.addEventListener("abort", () => fail(signal.reason as Error));
      }),
  } as unknown as Exchanging;
  const failures: unknown[] = [];
  const open = (): Errands =>
    openErrands({
      ...{ kept, exchanging, settings: here.bench.settings, grounds: here.bench },
      ...{ person: (id) => Promise.resolve(account(id)), failed: (_, error) => failures.push(error) },
    });
  const { bench } = here;
  const close = async () => {
    db.close();
    await here.close();
  };
  return { bench, file, files, kept, runs, failures, open, close };
}

const undoing = (id: string, person = OWNER.id): Beginning<"undo"> => ({
  ...{ person, work: "nip14", name: "undo", isShort: false },
  asked: { work: "nip14", import: id, by: { id: person, name: "Olive" }, reason: "A numbat said so." },
});
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

test("so much is done for one person at once, the same once, and others go on", async () => {
  const { runs, open, kept, close } = await errandsOver(() => OWNER);
  const errands = open();
  const begun = [];
  for (let at = 0; at < 4; at++) begun.push(await errands.begin(undoing(`i${at}`), 0));
  const again = await Promise.all([errands.begin(undoing("i0"), 0), errands.begin(undoing("i0"), 0)]);
  expect(again.map(({ id }) => id)).toEqual([begun[0]!.id, begun[0]!.id]);
  await expect(errands.begin(undoing("i4"), 0)).rejects.toThrow(TooBusy);
  await errands.begin(undoing("i0", "another"), 0);
  expect(runs).toHaveLength(5);
  const waiting = errands.begin(undoing("i0"), Infinity);
  runs[0]!.end({ was: "undone", passages: 3 });
  expect((await waiting).ended).toEqual({ came: { was: "undone", passages: 3 } });
  // Nothing that anybody said stays with what came of it.
  const ended = await kept.get(OWNER.id, begun[0]!.id);
  expect([ended?.asked, ended?.came]).toEqual([
    { work: "nip14", import: "i0" },
    { was: "undone", passages: 3 },
  ]);
  expect(await errands.get("another", begun[0]!.id)).toBeNull();
  runs[1]!.fail(new TooBusy("crowded"));
  runs[2]!.fail(new Error("broken"));
  await turn();
  const failed = await Promise.all(begun.slice(1, 3).map(({ id }) => errands.get(OWNER.id, id)));
  expect(failed.map((each) => failureIn(each?.came)?.failed)).toEqual(["crowded", "fault"]);
  await errands.stop();
  await close();
});

test("after a stop it is gone on with once, as its person is now; and not if it is theirs to ask for no more", async () => {
  let now: Actor | null = OWNER;
  const { runs, open, kept, failures, close } = await errandsOver(() => now);
  const first = open();
  const { id } = await first.begin(undoing("i0"), 0);
  await first.stop();
  expect((await kept.left()).map((each) => each.id)).toEqual([id]);
  const second = open();
  // Whoever did not wait asks for it anew: one goes on behind the other.
  const anew = await second.begin(undoing("i0"), 0);
  const goingOn = second.goOn();
  await turn();
  expect(runs).toHaveLength(2);
  runs[1]!.end({ was: "undone", passages: 3 });
  await turn();
  expect(runs.map(({ asked }) => "again" in asked)).toEqual([false, false, true]);
  runs[2]!.end({ was: "already" });
  await goingOn;
  expect(await kept.left()).toEqual([]);
  expect((await kept.get(OWNER.id, anew.id))?.came).toEqual({ was: "undone", passages: 3 });

  for (const who of [null, { ...OWNER, role: "reviewer" as const }]) {
    const { id: lost } = await second.begin(undoing("i1"), 0);
    const count = runs.length;
    // As a program that is killed leaves it: nothing is said of how it ended.
    now = who;
    const third = open();
    await third.goOn();
    expect(runs).toHaveLength(count);
    expect(failureIn((await kept.get(OWNER.id, lost))?.came)?.failed).toBe("fault");
    runs[count - 1]!.end({ was: "already" });
    await turn();
    now = OWNER;
  }
  expect(failures).toHaveLength(2);
  await second.stop();
  await close();
});

test("a file that came stays until it is done with, over a stop too; what nobody needs any more is gone", async () => {
  const { runs, open, files, kept, close } = await errandsOver(() => OWNER);
  const taken = (words: string, by = files): string => {
    const { id, file } = by.begin();
    writeSync(file, words);
    closeSync(file);
    return id;
  };
  const lying = () => readdirSync(folder).filter((name) => name.endsWith(".part"));
  const coming = (words: string): Beginning<"take"> => ({
    ...{ person: OWNER.id, work: "new-one", name: "take", isShort: false, file: taken(words) },
    asked: { work: "new-one", name: "a.zip", digest: words },
  });
  const first = open();
  const { id } = await first.begin(coming("one"), 0);
  // The same sent twice at once is one; its second file goes at once.
  expect((await first.begin(coming("one"), 0)).id).toBe(id);
  expect(lying()).toEqual([`errand-${id}.part`]);
  await first.stop();
  expect(lying()).toEqual([`errand-${id}.part`]);
  taken("of a program that was killed before it had begun anything", keptFilesIn(folder));
  // Whoever sends while it starts loses nothing.
  const underWay = taken("on its way");
  const second = open();
  const goingOn = second.goOn();
  await expect.poll(() => runs.length).toBe(2);
  const both = [id, underWay].map((each) => `errand-${each}.part`).toSorted();
  expect([runs.map(({ words }) => words), lying().toSorted()]).toEqual([["one", "one"], both]);
  files.drop(underWay);
  expect(runs[1]!.asked).toMatchObject({ again: true });
  runs[1]!.end({ work: "new-one", passages: 1, versions: 1, added: 0 });
  await goingOn;
  expect([lying(), (await kept.get(OWNER.id, id))?.asked]).toEqual([[], { name: "a.zip" }]);
  // Nor is anything left of what was not begun.
  for (let at = 0; at < 4; at++) await second.begin(coming(`many ${at}`), 0);
  await expect(second.begin(coming("too many"), 0)).rejects.toThrow(TooBusy);
  expect(lying()).toHaveLength(4);
  for (const run of runs.slice(2)) run.fail(new Error("broken"));
  await expect.poll(lying).toEqual([]);
  await second.stop();
  await close();
});

test("of what one person has had done only the newest are kept", async () => {
  const { kept, close } = await errandsOver(() => OWNER);
  const at = (number: number) => new Date(Date.UTC(2026, 10, 28) + number).toISOString();
  for (let number = 0; number < 300; number++) {
    const errand = { ...undoing(`i${number}`), id: `e${number}`, begun: at(number) };
    await kept.add(errand);
    await kept.end(errand.id, {}, { was: "already" });
  }
  expect(await kept.get(OWNER.id, "e150")).toBeNull();
  expect(await kept.get(OWNER.id, "e299")).not.toBeNull();
  await close();
});

test("what is taken out of a work is in none that ended there", async () => {
  const { bench, file, kept, close } = await errandsOver(() => OWNER);
  for (const work of ["nip14", "other"]) {
    const errand = { ...undoing("i0"), work, id: work, begun: new Date().toISOString() };
    await kept.add(errand);
    await kept.end(errand.id, {}, { was: "built-on", first: { wording: `Quokka of ${work}` } });
  }
  const taking = { worded: { kind: "passage", passage: "1-1" } } as const;
  const why = { ground: "court", reason: "Court of appeal." } as const;
  expect(await bench.desk.removeOfWork("nip14", taking, why, OWNER)).toMatchObject({ ok: true });
  expect([await kept.get(OWNER.id, "nip14"), (await kept.get(OWNER.id, "other"))?.id]).toEqual([null, "other"]);
  for (const each of [file, `${file}-wal`]) expect(readFileSync(each).includes("Quokka of nip14")).toBe(false);
  await close();
});

test("of what was not done its page says how far it came, what stands and where it is asked for again", async () => {
  const site = await startSite();
  const owner = await joinAsOwner(site);
  const { people } = await owner.json<{ people: { id: string }[] }>("GET", "/api/people");
  const db = openSqlite(join(site.data, DATABASE));
  const kept = keptErrands(db);
  const failed = async (id: string, came: Failed): Promise<{ status: number; page: string; code: string }> => {
    const begun = new Date().toISOString();
    const asked = { work: "nip14", import: "i0" };
    await kept.add({ id, person: people[0]!.id, work: "nip14", name: "undo", asked, begun });
    await kept.end(id, asked, came);
    const html = await owner.send("GET", `/nip14/-/errands/${id}`, undefined, { accept: "text/html" });
    const json = await owner.send("GET", `/api/works/nip14/errands/${id}`);
    expect(json.status).toBe(html.status);
    return { status: html.status, page: await html.text(), code: ((await json.json()) as { code: string }).code };
  };
  const fault = await failed("e1", { failed: "fault", done: 1_200, of: 6_000 });
  expect([fault.status, fault.code]).toEqual([500, "our-fault"]);
  for (const said of ["1,200 of 6,000 were done by then.", "Undo the rest", 'href="/nip14/-/imports/i0"'])
    expect(fault.page).toContain(said);
  expect(fault.page).not.toContain('http-equiv="refresh"');
  const crowded = await failed("e2", { failed: "crowded", done: 0, of: 0 });
  expect([crowded.status, crowded.code]).toEqual([503, "busy"]);
  expect(crowded.page).toContain("It was not begun");
  // The page that waits asks on while nobody answers, and ends where the workbench itself says how it ended.
  expect([502, 429, 503].map((each) => heardIn(each, null))).toEqual(["nothing", "nothing", "nothing"]);
  expect(heardIn(503, { code: crowded.code })).toBe("ended");
  expect([heardIn(202, {}), heardIn(200, {}), heardIn(500, null)]).toEqual(["on-its-way", "ended", "ended"]);
  db.close();
  await site.end();
});

const status = async (by: Client, path: string) => (await by.send("GET", path)).status;

test("somebody else’s is not there, be they an owner, too; nor one of a work that is not theirs to read any more", async () => {
  const site = await startSite();
  const owner = await joinAsOwner(site);
  const login = (name: string) => ({ name, email: `${name}@example.org`, password: `${name} writes at length` });
  const ann = await joinAs(site, owner, "owner", login("ann"));
  const rex = await joinAs(site, owner, "reader", login("rex"));
  const said = {
    of: "0".repeat(64),
    title: "Brought",
    language: "en",
    sourceLanguage: "zh-Hans",
    visibility: "public",
  };
  const rendering = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "The way." }] }] };
  const version = { rendering, date: "2024-05-01", by: ["Li Wei"] };
  const passage = { id: "p-0", source: ["道可道。"], versions: [version] };
  const brought = await fetch(`${site.address}/api/works/brought/import?${new URLSearchParams(said)}`, {
    ...{ method: "POST", body: JSON.stringify(passage) },
    headers: { "content-type": "application/jsonl", accept: "application/json", cookie: ann.session },
  });
  expect(brought.status).toBe(200);
  const undo = (by: Client) =>
    by.send("POST", "/api/works/brought/imports/work/undo", { reason: "No." }, { prefer: "respond-async" });
  expect((await undo(rex)).status).toBe(403);
  // Two owners at once: one undoes it, and it is undone already for the other, if both get to it.
  const both = await Promise.all([undo(ann), undo(owner)]);
  expect(both.map((each) => each.status)).toEqual([202, 202]);
  const [at, other] = both.map((each) => new URL(each.headers.get("location")!, site.address).pathname);
  for (const [by, path] of [
    [ann, at],
    [owner, other],
  ] as const) {
    let told = 202;
    while (told === 202) told = await status(by, path!);
    expect(told).toBe(200);
  }
  expect([await status(owner, at!), await status(rex, at!)]).toEqual([404, 404]);
  for (const id of ["x", "x".repeat(5_000)]) expect(await status(ann, `/api/works/brought/errands/${id}`)).toBe(404);
  await owner.json("POST", "/api/works/brought/visibility", { visibility: "private" });
  const { people } = await owner.json<{ people: { id: string; name: string }[] }>("GET", "/api/people");
  const { id } = people.find(({ name }) => name === "ann")!;
  await owner.json("POST", `/api/people/${id}/role`, { role: "reader" });
  expect(await status(ann, at!)).toBe(404);
  await site.end();
});

test("lines that are to be a work are answered at once where that is wished, and then told, before the work is there too", async () => {
  const site = await startSite();
  const owner = await joinAsOwner(site);
  const said = { of: "1".repeat(64), title: "Brought", language: "en", sourceLanguage: "zh-Hans" };
  const rendering = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "The way." }] }] };
  const send = async (body: string) => {
    const answer = await fetch(`${site.address}/api/works/by-lines/import?${new URLSearchParams(said)}`, {
      ...{ method: "POST", body },
      headers: {
        ...{ "content-type": "application/jsonl", accept: "application/json" },
        ...{ cookie: owner.session, prefer: "respond-async" },
      },
    });
    return { status: answer.status, body: (await answer.json()) as { address: string } };
  };
  const told = async (at: string) => {
    for (;;) {
      const answer = await owner.send("GET", at);
      if (answer.status !== 202) return { status: answer.status, body: (await answer.json()) as unknown };
      expect(await answer.json()).toMatchObject({ work: "by-lines", name: "bring" });
    }
  };
  const lines = [1, 2].map((at) => JSON.stringify({ id: `p-${at}`, versions: [{ rendering }] })).join("\n");
  const counts = { work: "by-lines", passages: 2, versions: 2 };
  // What is known as soon as it is asked for is told at once.
  expect(await send("no line")).toMatchObject({ status: 422, body: { code: "not-taken" } });
  const begun = await send(lines);
  expect(begun.status).toBe(202);
  const at = begun.body.address;
  expect(await told(at)).toEqual({ status: 200, body: { ...counts, already: false } });
  const again = await send(lines);
  const came = again.status === 202 ? await told(again.body.address) : again;
  expect(came).toEqual({ status: 200, body: { ...counts, already: true } });
  // Under another work's address it is not there.
  expect(await status(owner, at.replace("by-lines", "nip14"))).toBe(404);
  expect(readdirSync(site.data).filter((name) => name.endsWith(".part"))).toEqual([]);
  await site.end();
});

test("where the disk has no room beside what is written there, nothing is taken down, and nothing of it stays", async () => {
  const kept = keptFilesIn(folder);
  let room = 600_000_000;
  const taken = takingDown({
    exchanging: { files: { ...kept, room: () => Promise.resolve(room) } } as unknown as Exchanging,
  });
  const sent = (bytes: number) =>
    Object.assign(Readable.from([Buffer.from("words")]), {
      ...{ headers: { "content-length": String(bytes) }, setTimeout: () => undefined },
      iterator: () => Readable.from([Buffer.from("words")]),
    }) as unknown as Request;
  const files: string[] = [];
  const take = (bytes: number) =>
    taken(
      sent(bytes),
      () => Promise.resolve(OWNER),
      async (_, { file }) => void files.push(file),
    );
  await take(5);
  room = 500_000_000;
  await expect(take(5)).rejects.toMatchObject({ status: 507 });
  expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([`errand-${files[0]!}.part`]);
  kept.drop(files[0]!);
  expect(await kept.room()).toBeGreaterThan(0);
});
