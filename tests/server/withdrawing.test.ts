/** A version is withdrawn by an owner: a tombstone stays at its address, and the one before it is read again. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAsOwner, OWNER } from "../help/workbench.ts";

let site: TestSite;
let stranger: Client;
let owner: Client;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  stranger = new Client(site.address);
});
afterAll(() => site.end());

const AT = "/nip14/s10-government-and-markets";
const PASSAGE = "/api/works/nip14/passages/s10-government-and-markets";
const html = { accept: "text/html" };
const pageAt = async (client: Client, path: string) => (await client.send("GET", path, undefined, html)).text();
const status = async (client: Client, method: string, path: string, body?: object) =>
  (await client.send(method, path, body)).status;

async function proposed(base: number, text: string): Promise<string> {
  const { id } = await owner.json<{ id: string }>("POST", `${PASSAGE}/proposals`, { base });
  const told = { part: "s10-government-and-markets", parts: ["s10-government-and-markets"], text, summary: "Clearer." };
  await owner.json("POST", `/api/proposals/${id}/submit`, told);
  return id;
}

test("its number, people, date, digest and reason stay; its words are nowhere; what was begun on it can go on", async () => {
  const third = await proposed(2, "Words printed in error.");
  await owner.json("POST", `/api/proposals/${third}/accept`, { reason: "" });
  expect(await stranger.json("GET", `${AT}/v3.json`)).toMatchObject({ status: "current" });
  const onIt = await proposed(3, "Words printed in error, and more.");

  const why = { number: 3, reason: "It was another text." };
  expect(await status(stranger, "POST", `${PASSAGE}/withdraw`, why)).toBe(401);
  expect(await status(owner, "POST", `${PASSAGE}/withdraw`, { ...why, reason: " " })).toBe(422);
  expect(await status(owner, "POST", `${PASSAGE}/withdraw`, { ...why, number: 9 })).toBe(404);
  expect(await pageAt(owner, AT)).toContain("Withdraw v3");
  expect(await pageAt(stranger, AT)).not.toContain("Withdraw v3");

  expect(await owner.json("POST", `${PASSAGE}/withdraw`, why)).toEqual({ said: 1 });
  expect(await owner.json("POST", `${PASSAGE}/withdraw`, why)).toEqual({ said: 0 });

  expect(await stranger.json("GET", `${AT}/v2.json`)).toMatchObject({ status: "current" });
  const words = await stranger.send("GET", `${AT}/v3.txt`);
  expect([words.status, await words.text()]).toEqual([410, expect.stringContaining("It was another text.")]);
  const record = await (await stranger.send("GET", `${AT}/v3.json`)).text();
  const tombstone = await pageAt(stranger, `${AT}/v3`);
  expect(tombstone).toContain("withdrawn");
  for (const each of [tombstone, await pageAt(stranger, AT)]) expect(each).toContain("It was another text.");
  for (const each of [record, tombstone, await pageAt(stranger, AT), await pageAt(stranger, `${AT}/v2..v3`)])
    expect(each).not.toContain("printed in error");
  expect(JSON.parse(record)).toMatchObject({
    status: "withdrawn",
    held: false,
    withdrawn: { by: { name: OWNER.name }, reason: "It was another text.", instead: 2 },
  });
  expect(tombstone).toMatch(/withdrawn: why is said below\.[^]*v2<\/a> stands instead/);
  expect(await (await stranger.send("GET", `${AT}/v3.txt`)).text()).toContain("v2 stands instead");
  const day = new Date(Date.parse((JSON.parse(record) as { withdrawn: { at: string } }).withdrawn.at));
  const said = `${day.toLocaleDateString("en-US", { dateStyle: "long", timeZone: "UTC" })}, because “It was another text”`;
  const cited = tombstone.replace(/<[^>]*>/g, "");
  expect(cited).toContain(`Withdrawn on ${said}; version 2 stands instead, ${site.address}${AT}/v2`);
  expect(cited).toContain(`(Original work published 2021; withdrawn on ${said}`);
  for (const format of ["bib", "ris", "csl.json"]) {
    const text = await (await stranger.send("GET", `${AT}/v3.${format}`)).text();
    expect([format, text]).toEqual([format, expect.stringMatching(/withdrawn.*because “?It was another text/i)]);
    expect([format, text]).toEqual([format, expect.stringContaining(`${AT}/v2`)]);
    expect([format, text]).toEqual([format, expect.not.stringMatching(/not held|without the wording/)]);
  }
  for (const format of ["txt", "md", "html", "csv", "tsv", "jsonl"]) {
    const text = await (await owner.send("GET", `/api/works/nip14/export/${format}`)).text();
    expect([format, text]).toEqual([format, expect.stringContaining("It was another text.")]);
    expect([format, text]).toEqual([format, expect.not.stringContaining("printed in error")]);
  }
  expect(await stranger.json("GET", "/api/search?q=printed%20in%20error&work=nip14")).toMatchObject({ hits: [] });

  // Nobody's words are lost with it: they are brought onto what stands now.
  expect(await status(owner, "POST", `/api/proposals/${onIt}/accept`, { reason: "" })).toBe(409);
  expect(await status(owner, "POST", `/api/proposals/${onIt}/rebase`, { base: 2 })).toBe(200);
  expect(await pageAt(owner, `/nip14/proposals/${onIt}`)).toContain("and more.");
  expect(await status(owner, "POST", `${PASSAGE}/proposals`, { base: 3 })).toBe(409);
});

test("what was proposed on versions that are all withdrawn can still be accepted, for it undoes nothing", async () => {
  const onIt = await proposed(2, "Other words altogether.");
  for (const number of [1, 2])
    await owner.json("POST", `${PASSAGE}/withdraw`, { number, reason: "None of it was ours." });
  const page = await pageAt(owner, `/nip14/proposals/${onIt}`);
  expect(page).not.toContain("v0");
  await owner.json("POST", `/api/proposals/${onIt}/accept`, { reason: "" });
  expect(await stranger.json("GET", `${AT}/v4.json`)).toMatchObject({ status: "current" });
  expect(await (await stranger.send("GET", `${AT}/v4.txt`)).text()).toBe("Other words altogether.");
});
