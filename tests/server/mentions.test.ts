/** People named in what is said: only those who read it, on their page My work until they have seen it, and by the name that stands. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MineView } from "../../editor/mine/mine.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let owner: Client;
let ann: Client;
let li: Client;
let rex: Client;

const login = (name: string, at: string) => ({
  name,
  email: `${at}@example.org`,
  password: `${at} has a long password`,
});
const HERE = "/api/works/nip14/passages/4-2";

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", login("Ann van der Lee", "ann"));
  li = await joinAs(site, owner, "reader", login("王丽", "li"));
  rex = await joinAs(site, owner, "translator", login("Rex", "rex"));
});
afterAll(() => site.end());

const mentions = async (who: Client) => (await who.json<Pick<MineView, "mentions">>("GET", "/api/me")).mentions;
const begin = async (who: Client, words: string, path = `${HERE}/threads`) =>
  (await who.json<{ id: string }>("POST", path, { words })).id;
const said = async (thread: string, who = ann) => {
  type Threads = { threads: { id: string; comments: { words: string; named?: { people: { name: string }[] }[] }[] }[] };
  return (await who.json<Threads>("GET", HERE)).threads.find(({ id }) => id === thread)!.comments;
};
const page = async (who: Client, path: string) =>
  (await who.send("GET", path, undefined, { accept: "text/html" })).text();

test("whoever is named is told where, until they have seen it by going there or by saying so; nobody else is", async () => {
  const thread = await begin(ann, "请@王丽看，@Ann van der Lee and @Nobody Here.");
  expect(await mentions(ann)).toEqual([]);
  expect(await mentions(rex)).toEqual([]);
  const [told] = await mentions(li);
  expect(told).toMatchObject({ thread, number: 1, passage: { id: "4-2" }, by: { name: "Ann van der Lee" } });
  expect(await page(li, "/me")).toContain(`/nip14/4-2#discussion-${thread}-1`);
  const [comment] = await said(thread);
  expect(comment!.words).toBe("请@王丽看，@Ann van der Lee and @Nobody Here.");
  expect(comment!.named?.flatMap(({ people }) => people.map(({ name }) => name))).toEqual(["王丽", "Ann van der Lee"]);
  await page(rex, "/nip14/4-2");
  expect(await mentions(li)).toHaveLength(1);
  expect(await page(li, "/nip14/4-2")).toContain('<b class="named">@王丽</b>');
  expect(await mentions(li)).toEqual([]);
  await ann.json("POST", `${HERE}/threads/${thread}/reply`, { words: "@王丽?" });
  const [again] = await mentions(li);
  // Of what is to come nothing is noted.
  for (let more = 1; more < 5; more++)
    await li.json("POST", "/api/me/mentions/seen", { mention: again!.mention + more });
  await li.json("POST", "/api/me/mentions/seen", { mention: again!.mention });
  expect(await mentions(li)).toEqual([]);
  await ann.json("POST", `${HERE}/threads/${thread}/reply`, { words: "@王丽, and this?" });
  expect((await mentions(li)).map(({ number }) => number)).toEqual([3]);
  await li.json("POST", "/api/me/mentions/seen", { mention: (await mentions(li))[0]!.mention });
  // What is worded anew names those whom it names now.
  await ann.json("POST", `${HERE}/threads/${thread}/reword`, { number: 2, words: "@Rex?" });
  expect((await mentions(rex)).map(({ number }) => number)).toEqual([2]);
  await ann.json("POST", `${HERE}/threads/${thread}/take-back`, { number: 2 });
  expect(await mentions(rex)).toEqual([]);
});

test("people are offered to those who are signed in, by any word of their name, and of a draft those alone who read it", async () => {
  const names = async (who: Client, path: string) =>
    (await who.json<{ people: { name: string }[] }>("GET", path)).people.map(({ name }) => name);
  expect(await names(li, `${HERE}/people?find=lee`)).toEqual(["Ann van der Lee"]);
  expect(await names(rex, `${HERE}/people?find=${encodeURIComponent("王")}`)).toEqual(["王丽"]);
  expect((await new Client(site.address).send("GET", `${HERE}/people`)).status).toBe(401);
  const { id } = await ann.json<{ id: string }>("POST", `${HERE}/proposals`, { readers: "writers" });
  expect((await rex.send("GET", `/api/proposals/${id}/people`)).status).toBe(404);
  const offered = await names(ann, `/api/proposals/${id}/people`);
  expect(offered).toContain("Ann van der Lee");
  expect(offered).not.toContain("Rex");
  await begin(ann, "@Rex and @王丽: a secret.", `/api/proposals/${id}/threads`);
  expect(await mentions(rex)).toEqual([]);
  expect(await mentions(li)).toEqual([]);
});

test("whoever may not read a work any more is offered to nobody there, named by nobody, and told nothing of it", async () => {
  await begin(ann, "@王丽, once more.");
  expect(await mentions(li)).toHaveLength(1);
  await owner.json("POST", "/api/works/nip14/visibility", { visibility: "private" });
  expect(await mentions(li)).toEqual([]);
  const { people } = await owner.json<{ people: { name: string }[] }>("GET", `${HERE}/people`);
  expect(people.map(({ name }) => name)).not.toContain("王丽");
  await begin(owner, "@王丽?");
  await owner.json("POST", "/api/works/nip14/visibility", { visibility: "public" });
  expect(await mentions(li)).toHaveLength(1);
});

test("a name that is withheld stands in no words of the record, and not on the page", async () => {
  const thread = await begin(ann, "As @Rex says.");
  const { people } = await owner.json<{ people: { id: string; name: string }[] }>("GET", "/api/people");
  const { id } = people.find(({ name }) => name === "Rex")!;
  await owner.json("POST", `${HERE}/remove`, { person: `id/${id}`, ground: "person", reason: "He asked." });
  expect((await said(thread))[0]!.words).toBe("As @N. N. says.");
});

test("what is sent is looked at: wrong types, far too long, marks of direction", async () => {
  const seen = (mention: unknown) => li.send("POST", "/api/me/mentions/seen", { mention });
  for (const wrong of ["a", -1, null, {}, "9".repeat(400)]) expect((await seen(wrong)).status).toBe(400);
  expect((await li.send("GET", `${HERE}/people?find=${"x".repeat(5_000)}`)).status).toBe(200);
  const thread = await begin(ann, "\u202e@王丽\u202c @\u202e王丽");
  expect((await said(thread))[0]!.named).toHaveLength(1);
});
