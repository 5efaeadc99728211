/** That people talk about a draft is theirs: no tag of what strangers read tells of it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let ann: Client;
let stranger: Client;
const HERE = "/api/works/nip14/passages/4-2";
const login = (name: string) => ({ name, email: `${name}@example.org`, password: `${name} has a long password` });

beforeAll(async () => {
  site = await startSite();
  const owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", login("ann"));
  stranger = new Client(site.address);
});
afterAll(() => site.end());

const tag = async (path: string) =>
  (
    await stranger.send("GET", path, undefined, { accept: path.startsWith("/api") ? "application/json" : "text/html" })
  ).headers.get("etag");
const ADDRESSES = ["/", "/review", "/nip14", "/nip14/4-2", "/nip14/4-2/v2", HERE, "/nip14/terms"];
const tags = async () => {
  const all: (string | null)[] = [];
  for (const path of ADDRESSES) all.push(await tag(path));
  return all;
};

test("what is said of a draft moves no tag of what strangers read; once it is proposed, what is said does", async () => {
  const { id } = await ann.json<{ id: string }>("POST", `${HERE}/proposals`, { readers: "writers" });
  const quiet = await tags();
  expect(quiet.every((each) => each !== null)).toBe(true);
  const page = await tag(`/nip14/proposals/${id}`);
  const { id: thread } = await ann.json<{ id: string }>("POST", `/api/proposals/${id}/threads`, { words: "A secret." });
  await ann.json("POST", `/api/proposals/${id}/threads/${thread}/reply`, { words: "Another." });
  await ann.json("POST", `/api/proposals/${id}/threads`, { words: "Of the passage.", passage: "4-2" });
  expect(await tags()).toEqual(quiet);
  expect(await tag(`/nip14/proposals/${id}`)).toBe(page);
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: "Other words, clearer by far", summary: "So." });
  const [before, proposed] = [await tags(), await tag(`/nip14/proposals/${id}`)];
  await ann.json("POST", `/api/proposals/${id}/threads/${thread}/reply`, { words: "Now all may read it." });
  expect(await tag(`/nip14/proposals/${id}`)).not.toBe(proposed);
  expect(await tag("/review")).not.toBe(before[1]);
});
