/** A section revised as one text, over HTTP: which passages stand on its page, and how one of them becomes a part. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PartAnswer, SectionLine, SectionProposal } from "../../editor/drafting/drafting.ts";
import { beginningOf } from "../../translations/draft/draft.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

interface Told {
  work: string;
  at: string;
  proposal: SectionProposal | null;
  passages: SectionLine[];
}

let site: TestSite;
let ann: Client;
let ben: Client;
const others: [who: string, client: Client][] = [];

beforeAll(async () => {
  site = await startSite();
  const owner = await joinAsOwner(site);
  const password = "a password of some length";
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password });
  ben = await joinAs(site, owner, "translator", { name: "Ben", email: "ben@example.org", password });
  const reader = await joinAs(site, owner, "reader", { name: "Rea", email: "rea@example.org", password });
  others.push(["a stranger", new Client(site.address)], ["a reader", reader]);
});
afterAll(() => site.end());

const section = (by: Client, asked: string): Promise<Told> => by.json("GET", `/nip14/-/revise?${asked}`);
const partPath = (id: string, passage: string): string => `/api/proposals/${id}/parts/${passage}`;

/** A proposal of Ann's on one passage. */
async function begun(passage: string): Promise<string> {
  const { id } = await ann.json<{ id: string }>("POST", `/api/works/nip14/passages/${passage}/proposals`, {});
  return id;
}

test("a heading's page has all that stands under it; that of a passage, those it stands among", async () => {
  const { passages, proposal } = await section(ann, "at=part-4");
  const ids = passages.map(({ passage }) => passage.id);
  expect([ids[0], ids.includes("4-1"), ids.includes("part-5")]).toEqual(["part-4", true, false]);
  expect(proposal).toBeNull();
  expect((await section(ann, "at=4-1")).passages.map(({ passage }) => passage.id)).toEqual(ids);
  expect(passages.every(({ part }) => part === null)).toBe(true);
  expect(passages.find(({ passage }) => passage.id === "4-1")!.base!.words).not.toBeNull();
});

test("its HTML leads on without a script, from each passage to the page on which it is revised alone", async () => {
  const id = await begun("4-1");
  const page = async (asked: string) =>
    (await ann.send("GET", `/nip14/-/revise?${asked}`, undefined, { accept: "text/html" })).text();
  expect(await page("at=part-4")).toContain('href="/nip14/4-2#propose"');
  const inIt = await page(`at=part-4&proposal=${id}`);
  expect(inIt).toContain(`href="/nip14/proposals/${id}?part=4-1#part-4-1"`);
  expect(inIt).toContain(`action="/api/proposals/${id}/add"`);
});

test.each(["at=nowhere", "at=part-4&proposal=nowhere", "at=%E2%80%AE", `at=${"x".repeat(9_000)}`])(
  "%s: 404",
  async (asked) => {
    expect((await ann.send("GET", `/nip14/-/revise?${asked}`)).status).toBe(404);
  },
);

test("who may not propose gets no such page, and nobody that of a draft which they do not write", async () => {
  const id = await begun("4-1");
  const statuses = [];
  for (const [, client] of others) statuses.push((await client.send("GET", "/nip14/-/revise?at=part-4")).status);
  expect(statuses).toEqual([401, 403]);
  expect((await ben.send("GET", `/nip14/-/revise?at=part-4&proposal=${id}`)).status).toBe(403);
  const led = await ben.send("GET", `/nip14/-/revise?at=part-4&proposal=${id}`, undefined, { accept: "text/html" });
  expect([led.status, led.headers.get("location")]).toEqual([303, `/nip14/proposals/${id}`]);
  expect((await ben.send("POST", partPath(id, "4-2"), { base: 1 })).status).toBe(403);
  for (const [, client] of others) expect((await client.send("GET", partPath(id, "4-1"))).status).not.toBe(200);
});

test("a passage becomes one part however often that is asked, begun from the words that the page has", async () => {
  const id = await begun("4-1");
  const line = (await section(ann, `at=part-4&proposal=${id}`)).passages.find(({ passage }) => passage.id === "4-2")!;
  const base = line.base!.number;
  const asked = () => ann.json<PartAnswer>("POST", partPath(id, "4-2"), { base });
  const [first, second] = await Promise.all([asked(), asked()]);
  expect(first.part.draft!.id).toBe(second.part.draft!.id);
  expect(first.part.beginning).toBe(beginningOf({ rendering: renderingFromJson(line.base!.words!.rendering) }));
  expect(first.of).toMatchObject({ id, parts: 2 });
  const { passages, proposal } = await section(ann, `at=part-4&proposal=${id}`);
  expect(passages.filter(({ part }) => part).map(({ passage }) => passage.id)).toEqual(["4-1", "4-2"]);
  expect(proposal).toEqual((await ann.json<PartAnswer>("GET", partPath(id, "4-2"))).of);
});

test("what is no part is not found, and a version that does not stand is refused", async () => {
  const id = await begun("4-1");
  expect((await ann.send("GET", partPath(id, "4-3"))).status).toBe(422);
  expect((await ann.send("POST", partPath(id, "4-3"), { base: null })).status).toBe(409);
  expect((await ann.send("POST", partPath(id, "4-3"), { base: 99 })).status).toBe(404);
  expect((await ann.send("POST", partPath(id, "4-3"), { base: "‮" })).status).toBe(400);
  expect((await ann.send("POST", partPath(id, "nowhere"), { base: 1 })).status).toBe(404);
  expect((await ann.send("POST", partPath("nowhere", "4-3"), { base: 1 })).status).toBe(404);
});
