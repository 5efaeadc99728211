/** Following and its news, asked of a workbench: pressed on a page and undone, told to whom it is for, and to nobody what is not theirs. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FollowLine, NewsLine } from "../../editor/mine/mine.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let [owner, ann, rex, rita]: Client[] = [];
const login = (name: string) => ({ name, email: `${name}@example.org`, password: `${name} has a long password` });
interface Told {
  news: NewsLine[];
  next: string | null;
  unseen: number;
  through: string | null;
}

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", login("ann"));
  rex = await joinAs(site, owner, "reviewer", login("rex"));
  rita = await joinAs(site, owner, "reader", login("rita"));
});
afterAll(() => site.end());

const told = (client: Client, query = ""): Promise<Told> => client.json("GET", `/api/me/news${query}`);
const unseen = async (client: Client) => (await client.json<{ unseen: number }>("GET", "/api/me/bell")).unseen;
const followed = async (client: Client) =>
  (await client.json<{ follows: FollowLine[] }>("GET", "/api/me/following")).follows.map(
    ({ what, id, chosen }) => `${what} ${id ?? "itself"}${chosen ? "" : " (took part)"}`,
  );
const follow = (client: Client, of: Record<string, string>, yes = true) =>
  client.json("POST", "/api/works/nip14/follow", { ...of, follow: yes ? "yes" : "no" });
async function proposed(client: Client, passage: string): Promise<string> {
  const { id } = await client.json<{ id: string }>("POST", `/api/works/nip14/passages/${passage}/proposals`, {});
  await client.json("POST", `/api/proposals/${id}/submit`, { text: `New words for ${passage}`, summary: "Plainer." });
  return id;
}

test("what one follows is told, with who, why and the very place, until it is seen or followed no more", async () => {
  await follow(rita!, { passage: "1-1" });
  expect(await followed(rita!)).toEqual(["passage 1-1"]);
  expect(await unseen(rita!)).toBe(0);
  const id = await proposed(ann!, "1-1");
  const { news, through } = await told(rita!);
  expect(news).toMatchObject([
    { kind: "proposed", proposal: id, passage: { id: "1-1" }, by: [{ name: "ann" }], reason: "Plainer.", fresh: true },
  ]);
  expect(await unseen(rita!)).toBe(1);
  const page = await rita!.send("GET", "/nip14", undefined, { accept: "text/html" });
  expect(await page.text()).toContain('title="1 new for you"');
  await rita!.json("POST", "/api/me/news/seen", { through });
  expect([await unseen(rita!), (await told(rita!)).news[0]!.fresh]).toEqual([0, false]);
  await follow(rita!, { passage: "1-1" }, false);
  await rex!.json("POST", `/api/proposals/${id}/accept`, { reason: "So." });
  expect(await unseen(rita!)).toBe(0);
  expect(await followed(rita!)).toEqual([]);
});

test("whoever takes part follows by itself, is not told of their own deeds, and can leave", async () => {
  expect(await followed(ann!)).toEqual(expect.arrayContaining(["passage 1-1 (took part)"]));
  expect((await told(ann!)).news[0]).toMatchObject({
    kind: "accepted",
    version: 1,
    by: [{ name: "rex" }],
    reason: "So.",
  });
  const id = await proposed(ann!, "4-2");
  await rex!.json("POST", `/api/proposals/${id}/return`, { reason: "Say of what." });
  expect((await told(ann!)).news[0]).toMatchObject({ kind: "returned", proposal: id, reason: "Say of what." });
  const asked = { id: "of-what", words: "Of the economy, @rex." };
  const { id: thread } = await ann!.json<{ id: string }>("POST", `/api/proposals/${id}/threads`, asked);
  expect((await told(rex!)).news[0]).toMatchObject({
    kind: "named",
    thread,
    reason: "Of the economy, @rex.",
  });
  await follow(rex!, { proposal: id }, false);
  // That they are named there is theirs, whatever they follow.
  const left = (await told(rex!)).news.filter(({ proposal }) => proposal === id);
  expect(left.map(({ kind }) => kind)).toEqual(["named"]);
  await rex!.json("POST", `/api/proposals/${id}/threads/${thread}/reply`, { words: "Good." });
  expect((await told(ann!)).news[0]).toMatchObject({ kind: "said", by: [{ name: "rex" }] });
  // What was said to be followed no more stays so, though they speak there again.
  expect(await followed(rex!)).not.toEqual(expect.arrayContaining([expect.stringContaining(id)]));
});

test("who is invited to a draft is told, and who was let go reads no word of it any more", async () => {
  const { id } = await ann!.json<{ id: string }>("POST", "/api/works/nip14/passages/4-3/proposals", {
    readers: "writers",
  });
  await follow(rita!, {});
  const people = (await owner!.json<{ people: { id: string; name: string }[] }>("GET", "/api/people")).people;
  const person = people.find(({ name }) => name === "rex")!.id;
  await ann!.json("POST", `/api/proposals/${id}/invite`, { person });
  expect((await told(rex!)).news[0]).toMatchObject({ kind: "invited", proposal: id, passage: { id: "4-3" } });
  await ann!.json("POST", `/api/proposals/${id}/threads`, { id: "secret", words: "A secret of the draft." });
  expect((await told(rex!)).news[0]).toMatchObject({ kind: "said", reason: "A secret of the draft." });
  expect(JSON.stringify(await told(rita!))).not.toContain("secret");
  await ann!.json("POST", `/api/proposals/${id}/let-go`, { person });
  expect(JSON.stringify(await told(rex!))).not.toMatch(/secret|"invited"/);
  expect((await rita!.send("POST", "/api/works/nip14/follow", { proposal: id, follow: "yes" })).status).toBe(404);
});

test("a term is followed, and its decision told", async () => {
  const term = { source: "脉络", rendering: "context", reason: "It is everywhere." };
  const { term: id } = await ann!.json<{ term: string }>("POST", "/api/works/nip14/terms", term);
  expect(await followed(ann!)).toEqual(expect.arrayContaining([`term ${id} (took part)`]));
  expect((await told(rita!)).news[0]).toMatchObject({ kind: "term-proposed", term: { id, name: "脉络" } });
  await owner!.json("POST", `/api/works/nip14/terms/${id}/proposals/1/accept`, { reason: "Yes." });
  expect((await told(ann!)).news[0]).toMatchObject({ kind: "term-accepted", term: { id }, reason: "Yes." });
});

test("of a work that is theirs no more nothing is told, followed or counted", async () => {
  const before = [await told(rita!), await followed(rita!)];
  expect(await unseen(rita!)).toBeGreaterThan(0);
  await owner!.json("POST", "/api/works/nip14/visibility", { visibility: "private" });
  expect([await unseen(rita!), await followed(rita!), (await told(rita!)).news]).toEqual([0, [], []]);
  const [hidden, none] = await Promise.all(
    ["nip14", "no-such-work"].map((work) => rita!.send("POST", `/api/works/${work}/follow`, { follow: "yes" })),
  );
  expect([hidden!.status, none!.status]).toEqual([404, 404]);
  await owner!.json("POST", "/api/works/nip14/visibility", { visibility: "public" });
  expect([await told(rita!), await followed(rita!)]).toEqual(before);
});

test("a form does the same without a script, and what is nonsense is refused", async () => {
  const form = { accept: "text/html", "content-type": "application/x-www-form-urlencoded" };
  const pressed = await rita!.send("POST", "/api/works/nip14/follow", "passage=4-2&follow=yes", form);
  expect([pressed.status, pressed.headers.get("location")]).toEqual([303, "/nip14/4-2"]);
  const page = await (await rita!.send("GET", "/nip14/4-2", undefined, { accept: "text/html" })).text();
  expect(page).toMatch(/aria-pressed="true"[^>]*data-follow/);
  const left = await rita!.send("POST", "/api/works/nip14/follow", "passage=4-2&follow=no&back=list", form);
  expect(left.headers.get("location")).toBe("/me/following");
  const stranger = new Client(site.address);
  expect((await stranger.send("POST", "/api/works/nip14/follow", { follow: "yes" })).status).toBe(401);
  expect((await stranger.send("GET", "/api/me/bell")).status).toBe(401);
  const signIn = await stranger.send("GET", "/me/news", undefined, { accept: "text/html" });
  expect([signIn.status, signIn.headers.get("location")]).toEqual([303, "/sign-in?next=%2Fme%2Fnews"]);
  for (const body of [
    ...[{}, { follow: "maybe" }, { follow: "yes", passage: "1-1", term: "t1" }, { follow: true }],
    ...[
      { follow: "yes", passage: "a".repeat(10_000) },
      { follow: "yes", passage: ["1-1"] },
    ],
  ])
    expect((await rita!.send("POST", "/api/works/nip14/follow", body)).status).toBe(400);
  for (const of of [{ passage: "\u202e" }, { passage: "nowhere" }, { proposal: "🙂" }, { term: "没有" }])
    expect((await rita!.send("POST", "/api/works/nip14/follow", { ...of, follow: "yes" })).status).toBe(404);
  expect((await rita!.send("POST", "/api/me/news/seen", { through: "12" })).status).toBe(400);
  for (const query of ["/news?after=12", "/news?after=1&after=2", "/following?from=-1", "/following?from=1e3"])
    expect((await rita!.send("GET", `/api/me${query}`)).status).toBe(400);
});

test("why one passage of a proposal was sent back is told to nobody who reads only the others of it", async () => {
  const passages = ["2-1", "2-2"];
  const { id } = await ann!.json<{ id: string }>("POST", "/api/works/nip14/proposals", { passages });
  for (const part of passages)
    await ann!.json("POST", `/api/proposals/${id}/submit`, {
      part,
      parts: [part],
      text: `New in ${part}`,
      summary: "So.",
    });
  for (const each of [rita!, owner!]) await follow(each, { proposal: id });
  await rex!.json("POST", `/api/proposals/${id}/return`, { parts: ["2-1"], reason: "Between us: too long." });
  const kinds = async (who: Client) => (await told(who)).news.map(({ kind, reason }) => `${kind}: ${reason}`);
  expect(await kinds(owner!)).toContain("returned: Between us: too long.");
  expect(await kinds(rita!)).not.toContain("returned: Between us: too long.");
  for (const each of [rita!, owner!]) await follow(each, { proposal: id }, false);
  await ann!.json("POST", `/api/proposals/${id}/withdraw`, {});
});

test("a closed account leaves nothing of what it followed", async () => {
  const gone = await joinAs(site, owner!, "reader", login("gone"));
  await follow(gone, { passage: "4-2" });
  await gone.json("POST", "/api/account", { act: "leave", password: login("gone").password, sure: "yes" });
  expect((await gone.send("GET", "/api/me/following")).status).toBe(401);
});
