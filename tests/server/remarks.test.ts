/** Readers without an account leave remarks: what is kept of them, who sees them, and what becomes of each. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NewsLine } from "../../editor/mine/mine.ts";
import type { RemarksView } from "../../editor/remarks/remarks.ts";
import { letterOf } from "../../server/mailing/letter.ts";
import { memoryRemarks } from "../../server/memory/memory-remarks.ts";
import { MOST_WAITING, OF_NETWORK, openRemarks, type Leaving } from "../../server/remarks/remarks.ts";
import { parseText } from "../../translations/text/parse.ts";
import { inRole, STREAM } from "../help/histories.ts";
import { openBench } from "../help/ledger-site.ts";
import { bring } from "../help/made-works.ts";
import { done } from "../help/one-passage.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { bareWork } from "../help/store-contract.ts";
import { verified } from "../help/verified.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let owner: Client;
let rex: Client;
let ann: Client;
let stranger: Client;

const PASSAGE = "/api/works/nip14/passages/4-3";
const LEAVE = `${PASSAGE}/remarks`;
const LIST = "/api/works/nip14/remarks";
const QUOTED = "digital productive forces";
let network = 0;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  rex = await joinAs(site, owner, "reviewer", { name: "Rex", email: "rex@example.org", password: "rex reads it all" });
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
  stranger = new Client(site.address);
});
afterAll(() => site.end());

/** From a network of its own, as behind a proxy on this machine. */
const from = (address = `198.51.100.${++network}`) => ({ "x-forwarded-for": address });
const leave = (body: unknown, headers: Record<string, string> = from(), path = LEAVE): Promise<Response> =>
  stranger.send("POST", path, body, headers);
const allow = (allowed: boolean) => owner.json("POST", `${LIST}/allow`, { allowed });
const list = (who = rex) => who.json<Pick<RemarksView, "waiting" | "refused">>("GET", LIST);
const html = async (path: string, who = stranger): Promise<string> =>
  (await who.send("GET", path, undefined, { accept: "text/html" })).text();
const bell = async (who: Client) => (await who.json<{ unseen: number }>("GET", "/api/me/bell")).unseen;
const code = async (response: Response): Promise<[number, string, string]> => {
  const { code: said = "", why = "" } = (await response.json()) as { code?: string; why?: string };
  return [response.status, said, why];
};

test("nothing is there until an owner allows it, who alone may; pages then say so, and are kept no longer than that holds", async () => {
  for (const path of ["/nip14/-/remark/4-3", "/nip14/-/remark/none", "/none/-/remark/4-3"])
    expect((await stranger.send("GET", path)).status).toBe(404);
  expect(await code(await leave({ words: "Hello" }))).toEqual([404, "not-found", "remarks"]);
  const page = async () => stranger.send("GET", "/nip14/4-3", undefined, { accept: "text/html" });
  const before = await page();
  expect(await before.text()).not.toContain("/-/remark/");
  for (const [who, status] of [
    [stranger, 401],
    [ann, 403],
    [rex, 403],
  ] as const)
    expect((await who.send("POST", `${LIST}/allow`, { allowed: true })).status).toBe(status);
  expect(await allow(true)).toEqual({ allowed: true });
  const after = await page();
  expect(after.headers.get("etag")).not.toBe(before.headers.get("etag"));
  expect(await after.text()).toContain("/nip14/-/remark/4-3?version=");
  expect(await html("/nip14/4-3/v1")).toContain("/nip14/-/remark/4-3?version=1");
  // Who has an account takes part in the discussion.
  expect(await html("/nip14/4-3", ann)).not.toContain("/-/remark/");
  expect((await ann.send("GET", "/nip14/-/remark/4-3")).headers.get("location")).toBe("/nip14/4-3#discussion");
});

test("what is sent is held, seen by those who review alone, let through as a discussion like others, and told", async () => {
  const sent = { words: "Is this what the source says? @Rex https://a.example/b", on: QUOTED, name: "Wu 吴" };
  const before = [await bell(rex), await bell(ann)];
  const left = await leave(sent);
  expect([left.status, await left.json()]).toEqual([202, { waits: true }]);
  // Word for word the same, it is held once.
  const again = from();
  for (let time = 0; time < 2; time++) expect((await leave({ words: "Once." }, again)).status).toBe(202);
  expect([await bell(rex), await bell(ann)]).toEqual([before[0]! + 2, before[1]]);
  for (const path of ["/nip14/4-3", "/nip14", "/nip14/feed.atom", "/nip14/4-3/feed.json", "/search?q=source"])
    expect(await html(path)).not.toMatch(/Is this what the source says|Wu 吴/);
  expect((await stranger.send("GET", LIST)).status).toBe(401);
  expect((await ann.send("GET", LIST)).status).toBe(403);
  expect(await html("/me", rex)).toContain("2 remarks of readers wait");
  expect(await html("/me/news", rex)).toContain('href="/nip14/-/remarks"');
  const { waiting } = await list();
  expect(waiting.map(({ words, quoted, name }) => [words, quoted, name])).toEqual([
    [sent.words, QUOTED, sent.name],
    ["Once.", "", ""],
  ]);
  expect(await bell(rex)).toBe(before[0]);
  const [{ id }, { id: nameless }] = waiting as [(typeof waiting)[number], (typeof waiting)[number]];
  const through = `${LIST}/${id}/let-through`;
  expect((await ann.send("POST", through, {})).status).toBe(403);
  expect((await stranger.send("POST", through, {})).status).toBe(401);
  expect(await rex.json("POST", through, {})).toEqual({ thread: id });
  expect(await code(await rex.send("POST", through, {}))).toEqual([404, "not-found", "remark"]);
  await rex.json("POST", `${LIST}/${nameless}/let-through`, {});
  const { threads } = await stranger.json<{ threads: unknown[] }>("GET", PASSAGE);
  expect(threads).toMatchObject([
    {
      id,
      quoted: { target: { exact: QUOTED } },
      comments: [{ by: { name: sent.name }, approver: { name: "Rex" }, words: sent.words }],
    },
    { id: nameless, quoted: null, comments: [{ by: { name: "" }, words: "Once." }] },
  ]);
  const page = await html("/nip14/4-3");
  expect(page).toContain("“Wu 吴”, as a reader calls themselves");
  expect(page).toContain("without an account; let through by Rex");
  expect(page).toContain('<a href="https://a.example/b" rel="nofollow noopener">');
  // Nobody is named by a stranger, and whoever let it through is not told of it.
  expect(await bell(rex)).toBe(before[0]);
  await owner.json("POST", `${PASSAGE}/threads/${id}/reply`, { words: "It says more." });
  await owner.json("POST", `${PASSAGE}/threads/${id}/resolve`, { reason: "Answered." });
  expect(await html("/nip14/feed.atom")).toContain("<name>“Wu 吴”, as a reader calls themselves</name>");
  await rex.json("POST", `${PASSAGE}/threads/${nameless}/resolve`, {});
});

test("whoever takes the name of somebody who has an account is told of as a reader who calls themselves so, wherever it is told", async () => {
  await ann.json("POST", "/api/works/nip14/follow", { follow: "yes" });
  const words = "The source needs another look.";
  await leave({ words, name: "Rex", source: { start: 0, end: 2 } });
  const { waiting } = await list();
  await owner.json("POST", `${LIST}/${waiting[0]!.id}/let-through`, {});
  const as = "“Rex”, as a reader calls themselves";
  for (const [path, who] of [
    ["/nip14/4-3", stranger],
    ["/nip14/feed.atom", stranger],
    ["/nip14/-/standing", stranger],
    ["/me/news", ann],
  ] as const) {
    const page = await html(path, who);
    const said = page.indexOf(words);
    expect([path, said >= 0, page.slice(Math.max(0, said - 2_000), said + 1_500).includes(as)]).toEqual([
      path,
      true,
      true,
    ]);
  }
  const { news } = await ann.json<{ news: NewsLine[] }>("GET", "/api/me/news");
  const line = news.find(({ reason }) => reason === words)!;
  expect(line.by).toEqual([{ name: "Rex", reader: true }]);
  const waits = { decide: 0, approved: 0, returned: 0, asked: 0, late: 0 };
  const at = { root: "https://variorum.example", news: "/me/news", account: "/account", stop: "/stop" };
  expect(letterOf({ waits, lines: [line], ...at }).text).toContain(as);
  await rex.json("POST", `${PASSAGE}/threads/${waiting[0]!.id}/resolve`, { reason: "Looked." });
});

test("refused, it is gone with those of the same address that day, and for a day it can be put back", async () => {
  const one = from();
  for (const words of ["Buy.", "Buy now.", "Buy here."]) await leave({ words }, one);
  await leave({ words: "A question." });
  const { waiting } = await list();
  expect(waiting.map(({ alike }) => alike)).toEqual([2, 2, 2, 0]);
  expect(await rex.json("POST", `${LIST}/${waiting[0]!.id}/refuse-alike`, {})).toEqual({ refused: 3 });
  expect(await rex.json("POST", `${LIST}/${waiting[3]!.id}/refuse`, {})).toEqual({ refused: 1 });
  expect((await list()).waiting).toEqual([]);
  const { refused } = await list();
  expect(refused.map(({ words }) => words).toSorted()).toEqual(["A question.", "Buy here.", "Buy now.", "Buy."]);
  await rex.json("POST", `${LIST}/${waiting[3]!.id}/put-back`, {});
  expect((await rex.send("POST", `${LIST}/${waiting[3]!.id}/put-back`, {})).status).toBe(404);
  expect((await list()).waiting.map(({ words }) => words)).toEqual(["A question."]);
  expect(await html("/nip14/-/remarks?done=refused%203", rex)).toContain("3 remarks were refused");
  for (const done of ["refused%20x", "through%20none%20x", "%3Cscript%3E"])
    expect(await html(`/nip14/-/remarks?done=${done}`, rex)).not.toContain('role="status"');
  await rex.json("POST", `${LIST}/${waiting[3]!.id}/refuse`, {});
});

test("hostile words are kept as words or refused by name, and nothing of what is refused is kept", async () => {
  const emoji = "💬".repeat(200);
  for (const words of [emoji, "道可道，非常道。".repeat(200), "a\u202eb", "tab\tand\u0000null"])
    expect((await leave({ words })).status).toBe(202);
  const { waiting } = await list();
  expect(waiting.map(({ words }) => words)).toEqual([
    emoji,
    "道可道，非常道。".repeat(200),
    "a\u202eb",
    "tab\tandnull",
  ]);
  for (const { id } of waiting) await rex.json("POST", `${LIST}/${id}/refuse`, {});
  for (const [body, status] of [
    [{ words: "a".repeat(2_001) }, 400],
    [{ words: "a".repeat(1_000_000) }, 413],
    [{ words: " \u200b\n" }, 422],
    [{ words: 7 }, 400],
    [{}, 400],
    [[], 400],
    [{ words: "a", name: "a".repeat(81) }, 422],
    [{ words: "a", name: "a\u202eb" }, 422],
    [{ words: "a", name: "Аnn" }, 422],
    [{ words: "a", version: 99 }, 404],
    [{ words: "a", version: -1 }, 400],
    [{ words: "a", on: "words that stand nowhere" }, 422],
    [{ words: "a", target: { start: 3, end: 2 } }, 422],
    [{ words: "a", target: { start: 0, end: 1e9 } }, 422],
    [{ words: "a", target: { start: 0, end: 3, exact: "xyz" } }, 422],
    [{ words: "a", email: "me@example.org" }, 422],
  ] as const)
    expect([(await leave(body)).status, body]).toEqual([status, body]);
  expect((await leave("{", from())).status).toBe(400);
  expect((await leave({ words: "a" }, from(), "/api/works/nip14/passages/none/remarks")).status).toBe(404);
  expect((await leave({ words: "a" }, { ...from(), origin: "https://evil.example" })).status).toBe(403);
  expect((await list()).waiting).toEqual([]);
});

test("so many come of one network in an hour, and a refused one counts for nothing", async () => {
  const one = from();
  for (let time = 0; time < 3; time++) await leave({ words: "a", version: 99 }, one);
  for (let time = 0; time < OF_NETWORK; time++)
    expect((await leave({ words: `Remark ${time}.` }, one)).status).toBe(202);
  const late = await leave({ words: "One more." }, one);
  expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await code(late)).toEqual([429, "too-many", "remarks"]);
  expect((await leave({ words: "Of another." })).status).toBe(202);
  const { waiting } = await list();
  expect(waiting).toHaveLength(OF_NETWORK + 1);
  for (const { id } of waiting) await rex.json("POST", `${LIST}/${id}/refuse`, {});
});

/** As a browser without a script sends it. */
const form = (fields: Record<string, string>, headers = from()): Promise<Response> =>
  fetch(site.address + LEAVE, {
    method: "POST",
    redirect: "manual",
    headers: { ...headers, origin: site.address, accept: "text/html" },
    body: new URLSearchParams(fields),
  });

test("a form that a program fills in, or that nobody opened here, is refused with what was written given back", async () => {
  const page = await stranger.send("GET", "/nip14/-/remark/4-3", undefined, { accept: "text/html" });
  expect(page.headers.get("cache-control")).toContain("no-store");
  const stamp = /name="stamp" value="([^"]+)"/.exec(await page.text())![1]!;
  for (const fields of [
    { words: "Typed with care.", stamp },
    { words: "Typed with care.", stamp: stamp.replace(/^\d+/, "1") },
    { words: "Typed with care." },
    { words: "Typed with care.", stamp, more: "https://spam.example" },
  ]) {
    const refused = await form(fields);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("Typed with care.");
  }
  expect((await list()).waiting).toEqual([]);
});

test("of a private work, a passage that went and a work that was put away it is answered as of what is not there", async () => {
  await owner.json("POST", "/api/works/nip14/visibility", { visibility: "private" });
  const [hidden, none] = [
    await leave({ words: "a" }),
    await leave({ words: "a" }, from(), LEAVE.replace("nip14", "nip15")),
  ];
  const told = async (response: Response) => (await response.text()).replaceAll("nip15", "nip14");
  expect([hidden.status, await told(hidden)]).toEqual([none.status, await told(none)]);
  expect((await stranger.send("GET", "/nip14/-/remark/4-3")).status).toBe(404);
  await owner.json("POST", "/api/works/nip14/visibility", { visibility: "public" });
  await owner.json("POST", "/api/works/nip14/passages/4-5/retire", { reason: "Twice there." });
  expect(await code(await leave({ words: "a" }, from(), LEAVE.replace("4-3", "4-5")))).toEqual([
    404,
    "not-found",
    "remarks",
  ]);
  await allow(false);
  expect((await leave({ words: "a" })).status).toBe(404);
  await allow(true);
});

test("a remark on words of a version that was withdrawn is let through without them", async () => {
  await leave({ words: "Of words that went.", version: 1, on: QUOTED });
  await owner.json("POST", `${PASSAGE}/withdraw`, { number: 1, reason: "Another source." });
  const { waiting } = await list();
  expect(waiting.map(({ quoted }) => quoted)).toEqual([QUOTED]);
  const { thread } = await rex.json<{ thread: string }>("POST", `${LIST}/${waiting[0]!.id}/let-through`, {});
  const { threads } = await stranger.json<{ threads: { id: string; quoted: unknown }[] }>("GET", PASSAGE);
  expect(threads.find(({ id }) => id === thread)).toMatchObject({ on: { version: 1 }, quoted: null });
});

const KEPT = "A wombat asks.";
const leaving = (more: Partial<Leaving> = {}): Leaving => ({
  ...{ work: STREAM.work, passage: STREAM.passage, version: 1, chosen: null, words: KEPT, name: "", ...more },
});
const OLIVE = inRole("owner", "olive");

test("what waits too long, or was refused a day ago, is forgotten; a form stays good for a day; and as many wait as may", async () => {
  const clock = { now: Date.UTC(2026, 10, 28) };
  const here = await openBench(null);
  const { desk, store, positions } = here.bench;
  const kept = memoryRemarks();
  const secret = "a secret of tests";
  const fail = (error: unknown) => expect(error).toBeUndefined();
  const remarks = openRemarks({ ...{ kept, desk, store, positions, secret }, failed: fail }, () => clock.now);
  const stamp = remarks.stamp();
  const by = (network: string, of: string | null = null) => ({ network, stamp: of });
  expect(await remarks.leave(leaving(), by("a", stamp))).toEqual({ ok: false, why: "early" });
  clock.now += 2_000;
  expect(await remarks.leave(leaving(), by("a", stamp))).toEqual({ ok: true });
  clock.now += 24 * 60 * 60 * 1_000;
  expect(await remarks.leave(leaving(), by("a", stamp))).toEqual({ ok: false, why: "late" });
  // On another day the same address has another mark.
  await remarks.leave(leaving({ words: "Another." }), by("a"));
  const [first, second] = await kept.waiting(STREAM.work);
  expect(first!.mark).not.toBe(second!.mark);
  expect(JSON.stringify([first, second])).not.toContain('"a"');
  await remarks.refuse(STREAM.work, [second!.id]);
  clock.now += 24 * 60 * 60 * 1_000 + 1;
  await remarks.tidy();
  expect(await kept.refused(STREAM.work)).toEqual([]);
  expect(await kept.waiting(STREAM.work)).toHaveLength(1);
  clock.now += 90 * 24 * 60 * 60 * 1_000;
  await remarks.tidy();
  expect(await kept.waiting(STREAM.work)).toEqual([]);
  const full = { ...leaving(), at: new Date(clock.now).toISOString(), mark: "m" };
  for (let number = 0; number < MOST_WAITING; number++)
    await kept.hold({ ...full, id: String(number), words: String(number) }, MOST_WAITING);
  expect(await remarks.leave(leaving(), by("b"))).toEqual({ ok: false, why: "full" });
  await here.close();
});

test("words that are taken out of a version go out of the remarks that quote them, and out of the file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "variorum-remarks-"));
  const here = await openBench(null, join(folder, "one.db"), [OLIVE]);
  const { desk, store, remarks } = here.bench;
  const source = { number: 1, held: "whole" as const, words: ["道可道，非常道。"] };
  const passages = [{ id: STREAM.passage, locator: "IV.1", kind: "paragraph" as const, level: 1, source }];
  await bring(store, { ...bareWork(STREAM.work), passages });
  for (const [base, text] of [
    [null, "The zyzzyva sleeps."],
    [1, "The quokka sleeps."],
  ] as const) {
    const facts = {
      ...{ base, rendering: parseText(text), contributors: [], date: "2022-01-24", publishedIn: [] },
      ...{ rationale: "", notes: [], provenance: "a test" },
    };
    await done(desk, STREAM, { type: "record-version", facts }, OLIVE);
  }
  const chosen = { side: "target" as const, start: 4, end: 11, exact: "zyzzyva" };
  await remarks.leave(leaving({ chosen }), { network: "a", stamp: null });
  const why = { ground: "court" as const, reason: "A court said so." };
  expect(await desk.remove(STREAM, { of: { version: 1 }, what: "text" }, why, OLIVE)).toMatchObject({ ok: true });
  const [waiting] = await remarks.kept.waiting(STREAM.work);
  expect(waiting).toMatchObject({ words: KEPT, chosen: null });
  // One that came just as they were taken out is shown without them, and keeps none.
  await remarks.leave(leaving({ chosen, words: "At the same moment." }), { network: "b", stamp: null });
  const work = (await store.work(STREAM.work))!;
  expect((await remarks.of(work)).waiting.map((each) => each.chosen)).toEqual([null, null]);
  const ofSource = { side: "source" as const, start: 0, end: 3, exact: "道可道" };
  await remarks.leave(leaving({ chosen: ofSource, words: "Of the source." }), { network: "c", stamp: null });
  expect((await remarks.of(work)).waiting.at(-1)?.chosen).toEqual(ofSource);
  expect(verified(await store.recordsOfWork(STREAM.work))).toEqual([]);
  await here.close();
  // What is still to be wiped is wiped when it is opened again.
  await (await openBench(null, join(folder, "one.db"))).close();
  const file = readFileSync(join(folder, "one.db"));
  expect([file.includes(KEPT), file.includes("zyzzyva")]).toEqual([true, false]);
  rmSync(folder, { recursive: true, force: true });
});
