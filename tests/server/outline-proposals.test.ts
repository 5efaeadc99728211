/** How an outline is to change, over HTTP: proposed by whoever may write, seen before and after, decided by a reviewer, in the queue meanwhile. */
import { readdirSync, readFileSync } from "node:fs";
import { join as inFolder } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DATABASE } from "../../server/app.ts";
import { audit, looking } from "../../server/care/care.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { joinAs, joinAsOwner, type Client } from "../help/workbench.ts";

let site: TestSite;
let owner: Client;
let ann: Client;
let rex: Client;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
  rex = await joinAs(site, owner, "reviewer", { name: "Rex", email: "rex@example.org", password: "rex reads it all" });
});
afterAll(() => site.end());

const PROPOSE = "/api/works/nip14/outline/propose";
const page = async (by: Client, path: string): Promise<string> =>
  (await by.send("GET", path, undefined, { accept: "text/html" })).text();
const code = async (by: Client, path: string, body: object): Promise<[number, string]> => {
  const response = await by.send("POST", path, body);
  return [response.status, ((await response.json()) as { code?: string }).code ?? ""];
};
interface Shown {
  status: string;
  stale: boolean;
  may: { decide: boolean; withdraw: boolean };
  before: { id: string | null; changes: boolean }[];
  after: { id: string | null; locator: string; changes: boolean }[];
}
const shown = (by: Client, number: number): Promise<Shown> => by.json("GET", `/nip14/-/outline/proposals/${number}`);
/** The files of a data folder in which these words stand. */
const holding = (data: string, words: string): string[] =>
  readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => inFolder(parentPath, name))
    .filter((file) => readFileSync(file).includes(words));
const order = async (): Promise<string[]> => {
  const { passages } = await owner.json<{ passages: { id?: string; passage?: { id: string } }[] }>(
    "GET",
    "/api/works/nip14",
  );
  return passages.map(({ id, passage }) => id ?? passage!.id);
};

test("a join is proposed, seen before and after, waits in the queue, and is done when it is accepted", async () => {
  const [first, second] = ["5-7", "5-8"];
  expect(await page(ann, `/nip14/${first}`)).toContain("Propose to split, join or move it");
  expect(await page(ann, `/nip14/-/outline/propose?passage=${first}`)).toContain("Propose to join it with");
  expect((await owner.send("GET", "/nip14/-/outline/propose?passage=no-such")).status).toBe(404);
  const join = { act: "join", passage: first, next: second, locators: "5.7 f. <b>‮" };
  expect(await code(ann, PROPOSE, join)).toEqual([422, "reason-required"]);
  expect((await code(ann, PROPOSE, { ...join, act: "burn", reason: "x" }))[0]).toBe(400);
  expect(await code(ann, PROPOSE, { ...join, reason: "x".repeat(10_001) })).not.toEqual([200, ""]);
  const { number } = await ann.json<{ number: number }>("POST", PROPOSE, { ...join, reason: "One thought 一." });
  expect(await shown(rex, number)).toMatchObject({
    ...{ status: "open", stale: false, may: { decide: true, withdraw: false } },
    before: [{ id: first }, { id: second }],
    after: [{ id: null, locator: "5.7 f. <b>‮", changes: true }],
  });
  // The same again adds nothing: whoever asks is told so, and led to what waits.
  const again = { ...join, reason: "As I said." };
  expect(await ann.json("POST", PROPOSE, again)).toMatchObject({ said: 0, number });
  const led = await ann.send("POST", PROPOSE, again, { accept: "text/html" });
  const place = `/nip14/-/outline/proposals/${number}?again=yes`;
  expect([led.status, led.headers.get("location")]).toEqual([303, place]);
  const told = await Promise.all([ann, rex].map((by) => page(by, place)));
  expect(told.map((each) => each.includes("You proposed the same before"))).toEqual([true, false]);
  const drawn = await page(rex, `/nip14/-/outline/proposals/${number}`);
  for (const each of ["Join 2 passages", "One thought 一.", "Accept, and do it", "5.7 f. &lt;b>"])
    expect(drawn).toContain(each);
  expect(await page(ann, `/nip14/${first}`)).toContain("It is proposed to join this passage with others");
  const quiet = "1 change of its place, cut or source proposed";
  expect((await page(ann, "/nip14")).split(quiet)).toHaveLength(3);
  expect(await page(ann, "/nip14/-/standing")).toContain("A change of place, cut or source is proposed for 2 passages");
  const queue = await rex.json<{ outlines: { number: number; by: { name: string } }[] }>("GET", "/review");
  expect(queue.outlines).toMatchObject([{ number, by: { name: "Ann" } }]);
  expect(await page(rex, "/review")).toContain("One thought 一.");
  const act = (verb: string) => `/api/works/nip14/outline/proposals/${number}/${verb}`;
  expect(await code(ann, act("accept"), {})).toEqual([403, "not-allowed"]);
  expect(await code(rex, "/api/works/nip14/outline/proposals/99/accept", {})).toEqual([
    404,
    "unknown-outline-proposal",
  ]);
  const before = await order();
  await rex.json("POST", act("accept"), { reason: "So it is." });
  const at = before.indexOf(first);
  expect((await order()).slice(at, at + 1)).toEqual(["5-7-joined"]);
  expect(await page(ann, "/nip14")).not.toContain(quiet);
  expect(await order()).not.toContain(second);
  expect(await code(rex, act("accept"), {})).toEqual([409, "outline-decided"]);
  expect(await page(owner, `/nip14/-/outline/proposals/${number}`)).toContain("Accepted, and done.");
  expect((await rex.json<{ outlines: object[] }>("GET", "/review")).outlines).toEqual([]);
  // The history says who did it, and why, as of what an owner does.
  expect(await page(owner, "/nip14/-/outline")).toContain("One thought 一.");
});

test("where a passage is to stand is chosen from those around it, or found by locator and words: no id is asked for", async () => {
  const offered = async (by: Client, path: string): Promise<[string, string][]> => {
    const form = await page(by, path);
    expect(form).not.toContain("(its id)");
    const choice = /<select id="move-after"[^]*?<\/select>/.exec(form)![0];
    return [...choice.matchAll(/<option value(?:="([^"]*)")?( selected[^>]*)?>/g)].map(([, id = "", chosen = ""]) => [
      id,
      chosen,
    ]);
  };
  const ids = await order();
  const at = ids.indexOf("4-2");
  const far = "s10-government-and-markets";
  for (const [by, place] of [
    [ann, "/nip14/-/outline/propose?passage=4-2"],
    [owner, "/nip14/settings?at=4-2"],
  ] as const) {
    const around = await offered(by, place);
    expect(around.slice(0, 2).map(([id]) => id)).toEqual(["", ids[at - 7]]);
    expect(around.filter(([, chosen]) => chosen !== "").map(([id]) => id)).toEqual([ids[at - 1]]);
    expect(around.map(([id]) => id)).not.toContain("4-2");
    const found = await offered(by, `${place}&find=${encodeURIComponent("政府 市场")}`);
    expect(found.map(([id]) => id)).toContain(far);
    expect(await page(by, `${place}&find=%E2%80%AEno`)).toContain("No passage has that.");
  }
});

test("a move that has come to be another is stale; a form without a script leads to its page", async () => {
  const ids = await order();
  const [above, passage] = [ids[3]!, ids[5]!];
  const sent = await fetch(site.address + PROPOSE, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: ann.session, origin: site.address, accept: "text/html" },
    body: new URLSearchParams({ act: "move", passage, after: above, reason: "It belongs there." }),
  });
  expect(sent.status).toBe(303);
  const number = Number(/\/proposals\/(\d+)$/.exec(sent.headers.get("location")!)![1]);
  expect((await shown(ann, number)).may).toEqual({ decide: false, withdraw: true, anew: false });
  await owner.json("POST", `/api/works/nip14/passages/${ids[4]!}/move`, { after: passage, reason: "Meanwhile." });
  expect(await shown(rex, number)).toMatchObject({ stale: true, status: "open" });
  expect(await page(rex, `/nip14/-/outline/proposals/${number}`)).not.toContain("Accept, and do it");
  const act = (verb: string) => `/api/works/nip14/outline/proposals/${number}/${verb}`;
  expect(await code(rex, act("accept"), {})).toEqual([409, "stale-outline"]);
  expect(await code(rex, act("decline"), {})).toEqual([422, "reason-required"]);
  await ann.json("POST", act("withdraw"), {});
  expect(await shown(rex, number)).toMatchObject({ status: "withdrawn", may: { decide: false, withdraw: false } });
});

test("it is news to who follows what it is about, and stands on the lists of who proposed it and who decides", async () => {
  const cee = await joinAs(site, owner, "reader", {
    name: "Cee",
    email: "cee@example.org",
    password: "cee reads along",
  });
  const [passage, next] = (await order()).slice(-2) as [string, string];
  await cee.json("POST", "/api/works/nip14/follow", { passage: next, follow: "yes" });
  interface Line {
    kind?: string;
    act?: string;
    number?: number;
    outline?: number | null;
    passage?: { id: string };
    more?: number;
    reason?: string;
    by?: { name: string }[];
  }
  const told = async (by: Client): Promise<Line[]> => (await by.json<{ news: Line[] }>("GET", "/api/me/news")).news;
  const bell = async (by: Client) => (await by.json<{ unseen: number }>("GET", "/api/me/bell")).unseen;
  const mine = async (by: Client, list: string) => {
    const { counts, lists } = await by.json<{ counts: Record<string, number>; lists: { lines: Line[] }[] }>(
      "GET",
      `/api/me?list=${list}`,
    );
    const numbers = lists[0]!.lines.flatMap(({ act, number }) => (act === undefined ? [] : [number]));
    return { count: counts[list], all: lists[0]!.lines.length, numbers };
  };
  const join = { act: "join", passage, next: [next], reason: "One <b>thought</b>." };
  const unseen = await bell(ann);
  const { number } = await ann.json<{ number: number }>("POST", PROPOSE, join);
  const proposed = {
    kind: "outline-proposed",
    outline: number,
    passage: { id: passage },
    more: 1,
    by: [{ name: "Ann" }],
  };
  expect((await told(cee))[0]).toMatchObject({ ...proposed, reason: "One <b>thought</b>." });
  expect(await bell(ann)).toBe(unseen);
  expect(await page(cee, "/me/news")).toContain(`/nip14/-/outline/proposals/${number}"`);
  expect(await (await fetch(`${site.address}/nip14/feed.atom`)).text()).toContain(
    `/nip14/-/outline/proposals/${number}"`,
  );
  expect(await page(cee, "/nip14/-/changes")).toContain(`/nip14/-/outline/proposals/${number}"`);
  for (const [who, list] of [
    [ann, "proposed"],
    [rex, "decide"],
  ] as const) {
    const { count, all, numbers } = await mine(who, list);
    expect([list, numbers.includes(number), count]).toEqual([list, true, all]);
  }
  expect((await mine(ann, "decide")).numbers).toEqual([]);
  expect(await page(rex, "/me")).toContain(`/nip14/-/outline/proposals/${number}"`);
  const queued = async (by: Client, query = "") =>
    (await by.json<{ outlines: { number: number; yours: string; rivals: number }[] }>("GET", `/review${query}`))
      .outlines;
  expect((await queued(rex)).find((each) => each.number === number)).toMatchObject({ yours: "decide", rivals: 0 });
  expect(await queued(rex, "?person=nobody")).toEqual([]);
  expect(await queued(rex, "?state=rivals")).toEqual([]);
  expect((await queued(rex, "?mine=yes")).map((each) => each.number)).toContain(number);
  // One more of the same passage: both say so.
  const other = await ann.json<{ number: number }>("POST", PROPOSE, {
    act: "move",
    passage: next,
    after: "",
    reason: "Up.",
  });
  expect((await queued(rex, "?state=rivals&by=newest")).map((each) => each.number)).toEqual([other.number, number]);
  const act = (of: number, verb: string) => `/api/works/nip14/outline/proposals/${of}/${verb}`;
  const heard = (after = "") =>
    cee.json<{ last: string; news: { news: { type: string; number?: number; status?: string; passage: string } }[] }>(
      "GET",
      `/api/news${after === "" ? "" : `?after=${after}`}`,
    );
  const { last: before } = await heard();
  await rex.json("POST", act(number, "decline"), { reason: "Two." });
  await ann.json("POST", act(other.number, "withdraw"), {});
  expect((await told(cee))[0]).toMatchObject({ kind: "outline-declined", outline: number, reason: "Two." });
  expect((await told(ann))[0]).toMatchObject({ kind: "outline-declined", outline: number, by: [{ name: "Rex" }] });
  expect((await mine(ann, "decided")).numbers.slice(0, 2)).toEqual([other.number, number]);
  expect((await mine(rex, "decide")).numbers).not.toContain(number);
  // Open pages of both passages hear it.
  const live = (await heard(before)).news.flatMap(({ news }) => (news.number === number ? [news] : []));
  expect(live.map(({ type, status, passage: of }) => [type, status, of])).toEqual(
    [passage, next].map((of) => ["outline", "declined", of]),
  );
  // What is accepted is told once.
  const again = await ann.json<{ number: number }>("POST", PROPOSE, join);
  await rex.json("POST", act(again.number, "accept"), {});
  const last = await told(cee);
  expect(last.slice(0, 2).map(({ kind }) => kind)).toEqual(["outline-accepted", "outline-proposed"]);
  // It is followed by itself, and left.
  const follows = async () =>
    (await ann.json<{ follows: { what: string; id: string }[] }>("GET", "/api/me/following")).follows.filter(
      ({ what, id }) => what === "outline" && id === String(number),
    );
  expect(await follows()).toHaveLength(1);
  await ann.json("POST", "/api/works/nip14/follow", { outline: String(number), follow: "no" });
  expect(await follows()).toEqual([]);
  for (const outline of ["0", "99", "x", "\u202e"])
    expect((await ann.send("POST", "/api/works/nip14/follow", { outline, follow: "yes" })).status).toBe(404);
});

test("where words are cut, and where they are put together, is told of both sides", async () => {
  interface Cut {
    rendering: { content: unknown[] } | null;
    source: string[];
    cuts: { rendering: number[]; source: { paragraph: number; offset: number }[] };
  }
  const sides = (number: number) =>
    rex.json<{ before: Cut[]; after: Cut[] }>("GET", `/nip14/-/outline/proposals/${number}`);
  const passage = "s10-government-and-markets";
  const split = {
    act: "split",
    passage,
    cuts: [40],
    sourceCuts: [{ paragraph: 0, offset: 4 }],
    reason: "Two thoughts.",
  };
  const parts = await sides((await ann.json<{ number: number }>("POST", PROPOSE, split)).number);
  expect(parts.before.map(({ cuts }) => cuts)).toEqual([{ rendering: [40], source: split.sourceCuts }]);
  expect(parts.after.map(({ cuts }) => cuts)).toEqual(parts.after.map(() => ({ rendering: [], source: [] })));
  const ids = await order();
  const at = ids.indexOf("4-2");
  const join = { act: "join", passage: ids[at]!, next: [ids[at + 1]!], reason: "One." };
  const { number } = await ann.json<{ number: number }>("POST", PROPOSE, join);
  const joined = await sides(number);
  const [cut] = joined.after[0]!.cuts.rendering;
  expect(cut).toBeGreaterThan(0);
  expect(joined.after[0]!.cuts).toEqual({
    rendering: [cut],
    source: [{ paragraph: joined.before[0]!.source.length, offset: 0 }],
  });
  expect((await page(rex, `/nip14/-/outline/proposals/${number}`)).match(/class="cut-mark"/g)).toHaveLength(2);
});

test("what is hostile is refused and proposes nothing, and who decides too late is told so", async () => {
  const [passage, next] = (await order()).slice(8, 10);
  const move = { act: "move", passage, after: "", reason: "Up." };
  const asked = async (body: object) => (await code(ann, PROPOSE, body))[0];
  for (const id of ["", "no such", "a/b/c", "‮", "-", "x".repeat(200)])
    for (const each of [
      { ...move, passage: id },
      { ...move, act: "join", next: [id, id] },
    ])
      expect([id, [404, 409, 422].includes(await asked(each))]).toEqual([id, true]);
  const split = { act: "split", passage, reason: "Two." };
  const cuts = [
    [-1],
    [0],
    [9_999_999],
    [5, 5],
    [9, 3],
    [1.5],
    ["1e9"],
    [null],
    Array.from({ length: 300 }, (_, at) => at + 1),
  ];
  for (const each of cuts)
    expect([each, [400, 422].includes(await asked({ ...split, cuts: each }))]).toEqual([each, true]);
  const places = [
    { paragraph: 99, offset: 0 },
    { paragraph: 0, offset: 9_999_999 },
    { paragraph: -1, offset: 0 },
  ];
  for (const each of places)
    expect([each, [400, 422].includes(await asked({ ...split, cuts: [5], sourceCuts: [each] }))]).toEqual([each, true]);
  const join = { act: "join", passage, next: [next], reason: "One." };
  expect([400, 413]).toContain(await asked({ ...join, locators: ["x".repeat(1_000_000)] }));
  expect(await asked({ ...join, next: [passage] })).toBe(422);
  expect(await asked({ ...join, locators: { a: 1 } })).toBe(400);
  for (const path of ["0", "-1", "1e3", "99999999999", "x"])
    expect((await rex.send("GET", `/nip14/-/outline/proposals/${encodeURIComponent(path)}`)).status).toBe(404);

  // A draft is open on what is joined, and decided on twice at once.
  await owner.json("POST", `/api/works/nip14/passages/${passage}/proposals`, { id: "on-joined", base: null });
  const { number } = await ann.json<{ number: number }>("POST", PROPOSE, join);
  const act = (verb: string) => code(rex, `/api/works/nip14/outline/proposals/${number}/${verb}`, { reason: "No." });
  const both = await Promise.all([act("accept"), act("decline"), act("accept")]);
  expect(both.filter(([status]) => status === 200)).toHaveLength(1);
  expect(both.filter(([status]) => status !== 200)).toEqual([409, 409].map((status) => [status, "outline-decided"]));
  expect((await owner.send("GET", "/nip14/proposals/on-joined", undefined, { accept: "text/html" })).status).toBe(200);
  expect(await order()).toHaveLength(new Set(await order()).size);
});

test("an owner takes out what was said in a proposal of an outline, all of it with any passage that it is about", async () => {
  const [passage, next] = (await order()).slice(10, 12);
  const said = { locators: ["Quokka und Wombat"], reason: "A bandicoot said so." };
  const join = { act: "join", passage, next: [next] };
  const proposed = () => ann.json<{ number: number }>("POST", PROPOSE, { ...join, ...said });
  const first = (await proposed()).number;
  const verb = (number: number, what: string) => `/api/works/nip14/outline/proposals/${number}/${what}`;
  await rex.json("POST", verb(first, "decline"), { reason: "No numbat." });
  const second = (await proposed()).number;
  const remove = { thing: "locator", ground: "court", reason: "Court of appeal." };
  await owner.json("POST", `/api/works/nip14/passages/${next}/remove`, remove);
  for (const words of ["Quokka", "bandicoot", "numbat"])
    expect([words, holding(site.data, words)]).toEqual([words, []]);
  expect(await shown(rex, second)).toMatchObject({ status: "open", stale: true });
  expect(await code(rex, verb(second, "accept"), {})).toEqual([409, "stale-outline"]);
  await rex.json("POST", verb(second, "decline"), { reason: "Gone." });
  expect((await looking(inFolder(site.data, DATABASE), audit)).faults).toEqual([]);
});

test("of a private work nobody else learns that there is a proposal", async () => {
  await owner.json("POST", "/api/works/nip14/visibility", { visibility: "private" });
  for (const path of ["/nip14/-/outline/proposals/1", "/nip14/-/outline/proposals/98"])
    expect((await rex.send("GET", path)).status).toBe(404);
  const refused = [
    await code(rex, "/api/works/nip14/outline/proposals/1/accept", {}),
    await code(rex, PROPOSE, { act: "move", passage: "5-1", after: "", reason: "x" }),
  ];
  for (const each of refused) expect(each[0]).toBe(404);
  await owner.json("POST", "/api/works/nip14/visibility", { visibility: "public" });
});
