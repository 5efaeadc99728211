/** The feeds of a work and of somebody's own news, asked of a workbench: what stands in them, for whom, and for how long. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

interface JsonFeed {
  title: string;
  items: { id: string; url: string; title: string; summary?: string; content_text: string }[];
}
let site: TestSite;
let [owner, ann, rex, stranger]: Client[] = [];
const login = (name: string) => ({ name, email: `${name}@example.org`, password: `${name} has a long password` });

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", login("ann"));
  rex = await joinAs(site, owner, "reviewer", login("rex"));
  stranger = new Client(site.address);
});
afterAll(() => site.end());

async function proposed(passage: string, text: string): Promise<string> {
  const { id } = await ann!.json<{ id: string }>("POST", `/api/works/nip14/passages/${passage}/proposals`, {});
  await ann!.json("POST", `/api/proposals/${id}/submit`, { text, summary: "Plainer <b>words</b>." });
  return id;
}
/** Else fetch asks for it in full. */
const AGAIN = { "cache-control": "max-age=0" };
const path = (address: string) => new URL(address).pathname;
const made = async (client: Client) =>
  (await client.json<{ feeds: { atom: string; json: string } }>("POST", "/api/account", { act: "feed" })).feeds;
const titles = ({ items }: JsonFeed) => items.map(({ title }) => title);

test("what happens in a work stands in its feeds, with the words of new versions, for strangers too", async () => {
  const draft = await ann!.json<{ id: string }>("POST", "/api/works/nip14/passages/4-3/proposals", {
    readers: "writers",
  });
  await ann!.json("POST", `/api/proposals/${draft.id}/threads`, { id: "secret", words: "A secret of the draft." });
  const id = await proposed("1-1", "State of development");
  const before = await stranger!.send("GET", "/nip14/feed.json");
  const tag = before.headers.get("etag")!;
  expect((await stranger!.send("GET", "/nip14/feed.json", undefined, { "if-none-match": tag, ...AGAIN })).status).toBe(
    304,
  );
  await rex!.json("POST", `/api/proposals/${id}/accept`, { reason: "So." });
  const after = await stranger!.send("GET", "/nip14/feed.json", undefined, { "if-none-match": tag, ...AGAIN });
  expect([after.status, after.headers.get("content-type")]).toEqual([200, "application/feed+json; charset=utf-8"]);
  const feed = (await after.json()) as JsonFeed;
  expect(feed.items[0]).toMatchObject({
    summary: "So.",
    content_text: expect.stringContaining("State of development") as string,
  });
  expect(titles(feed)[0]).toMatch(/^Version 1 of .* was accepted$/);
  expect(titles(feed)[1]).toMatch(/^A revision of .* was proposed$/);
  expect(new Set(feed.items.map((item) => item.id)).size).toBe(feed.items.length);
  expect(JSON.stringify(feed)).not.toContain("secret");
  const atom = await (await stranger!.send("GET", "/nip14/feed.atom")).text();
  expect(atom.match(/<entry>/g)).toHaveLength(feed.items.length);
  expect(atom).toContain("Plainer &lt;b&gt;words&lt;/b&gt;.");
  // No number of a record is told, which would say how much happens elsewhere.
  for (const item of feed.items) expect(item.id).toMatch(/\/nip14\/-\/changes#[0-9a-f]{32}$/);
});

test("one's own feed stands at a secret address until that is renewed, taken away, or the password changes", async () => {
  expect(await ann!.json("GET", "/api/account")).toMatchObject({ feed: null });
  const first = await made(ann!);
  const feed = await stranger!.json<JsonFeed>("GET", path(first.json));
  expect(titles(feed)[0]).toMatch(/^Version 1 of .* was accepted$/);
  const waits = await proposed("4-2", "Wells of data");
  const own = await made(rex!);
  expect(titles(await stranger!.json<JsonFeed>("GET", path(own.json)))).toEqual(
    expect.arrayContaining([expect.stringMatching(/^Waiting for you: a proposal for 4\.2/)]),
  );
  const answer = await stranger!.send("GET", path(own.atom));
  expect([answer.headers.get("cache-control"), answer.headers.get("x-robots-tag")]).toEqual([
    "private, no-store",
    "noindex, nofollow",
  ]);
  expect(await answer.text()).toContain(`/nip14/proposals/${waits}`);
  const second = await made(ann!);
  // An address with capitals that is not there leads to the one without, as any does: what comes of it in the end is meant.
  const status = async (address: string) => (await fetch(`${site.address}${path(address)}`)).status;
  expect([await status(first.json), await status(second.json)]).toEqual([404, 200]);
  await ann!.json("POST", "/api/account", { act: "end-feed" });
  expect(await status(second.json)).toBe(404);
  const third = await made(ann!);
  const fresh = "another long password";
  await ann!.json("POST", "/api/account", { act: "password", password: login("ann").password, fresh });
  expect(await status(third.json)).toBe(404);
  const told = async (secret: string) => {
    const answer = await fetch(`${site.address}/-/feeds/${secret}.json`, { headers: { Accept: "application/json" } });
    return [answer.status, await answer.text()];
  };
  const secret = /feeds\/(.*)\.json$/.exec(third.json)![1]!;
  expect(await told(secret)).toEqual(await told("A".repeat(43)));
  expect((await told("%E2%80%AE"))[0]).toBe(404);
  expect(site.logged()).not.toContain(path(third.json));
});

test("of a work that is theirs no more nothing stands there, and strangers learn of no feed", async () => {
  const { json } = await made(rex!);
  await owner!.json("POST", "/api/works/nip14/visibility", { visibility: "private" });
  expect((await stranger!.json<JsonFeed>("GET", path(json))).items).toEqual([]);
  for (const client of [stranger!, rex!]) {
    const [hidden, none] = await Promise.all(
      ["nip14", "no-such-work"].map((work) => client.send("GET", `/${work}/feed.atom`)),
    );
    expect([hidden!.status, none!.status]).toEqual([404, 404]);
  }
  expect((await owner!.send("GET", "/nip14/feed.atom")).headers.get("cache-control")).toMatch(/private|no-store/);
  await owner!.json("POST", "/api/works/nip14/visibility", { visibility: "public" });
  expect((await stranger!.json<JsonFeed>("GET", path(json))).items).not.toEqual([]);
});
