/** `/me`, asked of a workbench: what stands on whose lists, in which works, and from where on. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MineList, MineView } from "../../editor/mine/mine.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let owner: Client;
let ann: Client;
let rex: Client;

const login = (name: string) => ({ name, email: `${name}@example.org`, password: `${name} has a long password` });
type Mine = Pick<MineView, "counts" | "lists">;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", login("ann"));
  rex = await joinAs(site, owner, "reviewer", login("rex"));
});
afterAll(() => site.end());

async function begun(passage: string): Promise<string> {
  return (await ann.json<{ id: string }>("POST", `/api/works/nip14/passages/${passage}/proposals`, {})).id;
}

async function submitted(id: string): Promise<void> {
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: "State of development", summary: "Plainer." });
}

async function mine(client: Client, query = ""): Promise<Mine> {
  return client.json<Mine>("GET", `/api/me${query}`);
}

/** The id of a proposal, or the number of one of an outline. */
const idOf = (line: MineList["lines"][number]): string => ("id" in line ? line.id : String(line.number));

/** The ids on somebody's list. */
async function on(client: Client, list: string): Promise<string[]> {
  return (await mine(client, `?list=${list}`)).lists[0]!.lines.map(idOf);
}

test("a proposal goes from list to list as it is written, proposed, sent back and decided", async () => {
  const id = await begun("1-1");
  expect(await on(ann, "drafts")).toEqual([id]);
  await submitted(id);
  expect(await on(ann, "proposed")).toEqual([id]);
  expect(await on(rex, "decide")).toContain(id);
  expect(await on(ann, "decide")).toEqual([]);
  await rex.json("POST", `/api/proposals/${id}/return`, { reason: "Say of what." });
  const { counts, lists } = await mine(ann);
  expect(counts).toMatchObject({ returned: 1, drafts: 0, proposed: 0 });
  expect(lists[0]).toMatchObject({ list: "returned", lines: [{ id, word: { reason: "Say of what." } }] });
  await submitted(id);
  await rex.json("POST", `/api/proposals/${id}/accept`, { reason: "So." });
  expect((await mine(ann)).lists).toMatchObject([
    { list: "decided", lines: [{ id, status: "accepted", word: { by: { name: "rex" }, reason: "So.", number: 1 } }] },
  ]);
  expect(await on(rex, "decided")).toEqual([]);
});

test("a list of more than a page goes on from its end, with nothing twice", async () => {
  const passages = ["2", "2-1", "2-2", "2-3", "3", "3-1", "3-2", "4", "4-3", "4-4", "4-5"];
  const ids: string[] = [];
  for (const passage of passages) {
    const response = await ann.send("POST", `/api/works/nip14/passages/${passage}/proposals`, {});
    if (response.ok) ids.push(((await response.json()) as { id: string }).id);
  }
  while (ids.length < 12) ids.push(await begun("1-1"));
  const { counts, lists } = await mine(ann);
  const drafts = lists.find(({ list }) => list === "drafts")!;
  expect(counts.drafts).toBe(ids.length);
  expect(drafts.lines.map(idOf)).toEqual(ids.toReversed().slice(0, 10));
  const further = await mine(ann, `?list=drafts&after=${drafts.next}`);
  expect(further.lists[0]!.lines.map(idOf)).toEqual(ids.toReversed().slice(10));
  expect(further.lists[0]!.next).toBeNull();
});

test("nothing of a work that somebody may not read any more stands on their lists, or is counted", async () => {
  const before = await mine(ann);
  expect(before.counts.drafts).toBeGreaterThan(0);
  await owner.json("POST", "/api/works/nip14/visibility", { visibility: "private" });
  const { counts, lists } = await mine(ann);
  expect(Object.values(counts).every((count) => count === 0)).toBe(true);
  expect(lists).toEqual([]);
  await owner.json("POST", "/api/works/nip14/visibility", { visibility: "public" });
  expect(await mine(ann)).toEqual(before);
});

test("it is of whoever is signed in: a stranger is sent to sign in, a program told so", async () => {
  const stranger = new Client(site.address);
  const page = await stranger.send("GET", "/me?list=drafts", undefined, { accept: "text/html" });
  expect([page.status, page.headers.get("location")]).toEqual([303, "/sign-in?next=%2Fme%3Flist%3Ddrafts"]);
  expect((await stranger.send("GET", "/api/me")).status).toBe(401);
  expect((await ann.send("GET", "/me")).headers.get("cache-control")).toContain("private");
});

test.each(["?list=nothing", "?after=R2hlcmUgaXMgYSBiZWdpbg", "?list=drafts&after=1", "?list=drafts&list=decide"])(
  "what is no list, or no place in one, is said: %s",
  async (query) => {
    const response = await ann.send("GET", `/api/me${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "not-readable", why: "own-list" });
  },
);
