/** What was translated before of a source like a draft's: from works that whoever asks may read, and from no others. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Memory } from "../../editor/drafting/drafting.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { joinAs, joinAsOwner, type Client } from "../help/workbench.ts";

let site: TestSite;
let owner: Client;
let ann: Client;
let ben: Client;
/** Ann's proposal on a passage whose source is the first of {@link SOURCES}. */
let draft: string;

const SOURCES = [
  "推动有效市场和有为政府更好结合，建设数字中国。",
  "推动有效市场和有为政府结合，建设数字中国。",
  "以人民为中心。",
];

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
  ben = await joinAs(site, owner, "translator", { name: "Ben", email: "ben@example.org", password: "ben writes here" });
  await owner.json("POST", "/-/settings", { switch: "who-brings-works-in", value: "translators" });
  const own = await brought(owner, "own", "public", SOURCES);
  ({ id: draft } = await ann.json<{ id: string }>("POST", `/api/works/${own}/passages/p-0/proposals`, {}));
  await brought(owner, "open", "public", ["无关的话。", SOURCES[0]!]);
  await brought(ben, "hidden", "private", [SOURCES[0]!]);
  await brought(owner, "german", "public", [SOURCES[0]!], "de");
});
afterAll(() => site.end());

/** A work of these sources, each with a rendering that names the work. Its id as it is. */
async function brought(by: Client, work: string, visibility: string, sources: readonly string[], language = "en") {
  const lines = sources.map((source, at) => {
    const text = `Words ${at} of ${work}.`;
    const rendering = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] };
    return JSON.stringify({
      id: `p-${at}`,
      source: [source],
      versions: [{ rendering, date: "2024-05-01", by: ["Li Wei"] }],
    });
  });
  const said = { of: "0".repeat(64), title: `The ${work}`, language, sourceLanguage: "zh-Hans", visibility };
  const sent = async (id: string) => {
    const answer = await fetch(`${site.address}/api/works/${id}/import?${new URLSearchParams(said)}`, {
      ...{ method: "POST", body: lines.join("\n") },
      headers: { "content-type": "application/jsonl", accept: "application/json", cookie: by.session },
    });
    return { status: answer.status, ending: ((await answer.json()) as { id?: string }).id ?? id };
  };
  const first = await sent(work);
  if (first.status === 200) return work;
  // What a translator brings in ends with a mark of their own.
  expect((await sent(first.ending)).status).toBe(200);
  return first.ending;
}

async function near(by: Client): Promise<string[]> {
  const { near } = await by.json<Memory>("GET", `/api/proposals/${draft}/memory`);
  return near.map(({ title, passage, version, share, words }) => {
    const text = JSON.stringify(words).match(/"text":"([^"]+)"/)?.[1];
    return `${title} ${passage} v${version} ${share.toFixed(2)} ${text}`;
  });
}

test("the same and nearly the same sources, the nearest first; not the passage itself, nothing else, no other language", async () => {
  expect(await near(ann)).toEqual(["The open p-1 v1 1.00 Words 1 of open.", "The own p-1 v1 0.95 Words 1 of own."]);
});

test("of a private work nothing is told but to those who read it, and of one that is made private no more", async () => {
  await ann.json("POST", `/api/proposals/${draft}/readers`, { readers: "accounts" });
  expect(await near(ben)).toContain("The hidden p-0 v1 1.00 Words 0 of hidden.");
  expect((await near(ann)).join()).not.toContain("hidden");
  await owner.json("POST", "/api/works/open/visibility", { visibility: "private" });
  expect((await near(ann)).join()).not.toContain("open");
  await owner.json("POST", "/api/works/open/visibility", { visibility: "public" });
});

test("those who may not read the draft are told nothing, and strangers are asked to sign in", async () => {
  await ann.json("POST", `/api/proposals/${draft}/readers`, { readers: "writers" });
  expect((await ben.send("GET", `/api/proposals/${draft}/memory`)).status).toBe(403);
  expect((await ann.send("GET", `/api/proposals/${draft}/memory?part=p-2`)).status).toBe(403);
  expect((await fetch(`${site.address}/api/proposals/${draft}/memory`)).status).toBe(401);
});

test("a program whose token opens one work is told of that one alone", async () => {
  const asked = { act: "token", name: "one work", password: "ann writes here" };
  const nearBy = async (more: object): Promise<string[]> => {
    const { token } = await ann.json<{ token: string }>("POST", "/api/account", { ...asked, ...more });
    const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
    const response = await fetch(`${site.address}/api/proposals/${draft}/memory`, { headers });
    return ((await response.json()) as Memory).near.map(({ title }) => title);
  };
  expect(await nearBy({})).toEqual(["The open", "The own"]);
  expect(await nearBy({ work: "own" })).toEqual(["The own"]);
});
