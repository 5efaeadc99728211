/** The queue, asked of a workbench: what it tells of each proposal, to whom, and of which ones. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProposalInReview } from "../../editor/reviewing/reviewing.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let owner: Client;
let ann: Client;
let rex: Client;
let ids: string[] = [];

const login = (name: string) => ({ name, email: `${name}@example.org`, password: `${name} has a long password` });

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", login("ann"));
  rex = await joinAs(site, owner, "reviewer", login("rex"));
  ids = [await proposed(ann, "4-1"), await proposed(rex, "4-1")];
});
afterAll(() => site.end());

async function proposed(client: Client, passage: string): Promise<string> {
  const path = `/api/works/nip14/passages/${passage}/proposals`;
  const { id } = await client.json<{ id: string }>("POST", path, {});
  await client.json("POST", `/api/proposals/${id}/submit`, { text: "Wells of water", summary: "Plainer." });
  return id;
}

async function queue(client: Client, query = ""): Promise<ProposalInReview[]> {
  return (await client.json<{ proposals: ProposalInReview[] }>("GET", `/review${query}`)).proposals;
}

async function lineOf(client: Client, id: string): Promise<ProposalInReview> {
  return (await queue(client)).find(({ proposal }) => proposal.id === id)!;
}

test("each line tells the first words that are changed, how many changes there are, and what else waits there", async () => {
  expect(await lineOf(rex, "sort-out")).toMatchObject({ first: { before: "Clarify", after: "Sort out" }, rivals: 0 });
  const line = await lineOf(new Client(site.address), ids[0]!);
  expect(line).toMatchObject({ rivals: 1, yours: null });
  expect(line.changes).toBeGreaterThan(0);
  expect(`${line.first!.before} ${line.first!.after}`).toMatch(/\w/);
});

test("whoever decides is told on what; who wrote it, that others do; who doesn't decide, nothing", async () => {
  expect((await lineOf(rex, ids[0]!)).yours).toBe("decide");
  expect((await lineOf(rex, ids[1]!)).yours).toBe("hand");
  expect((await lineOf(ann, ids[0]!)).yours).toBeNull();
  const mine = (await queue(rex, "?mine=yes")).map(({ proposal }) => proposal.id);
  expect(mine).toContain(ids[0]);
  expect(mine).not.toContain(ids[1]);
  expect(await queue(rex, "?work=nip14")).toEqual(await queue(rex));
  expect(await queue(rex, "?work=nothing")).toEqual([]);
  expect(await queue(rex, "?by=newest")).toEqual((await queue(rex)).toReversed());
  const [writer] = (await lineOf(rex, ids[0]!)).proposers;
  const theirs = await queue(rex, `?person=${writer!.id}`);
  expect(theirs.map(({ proposal }) => proposal.id)).toEqual([ids[0]]);
});

test("by what its reasons are about, and where it stands, a queue is asked for; and a page without a script has it", async () => {
  const of = async (query: string) => (await queue(rex, query)).map(({ proposal }) => proposal.id);
  const all = await queue(rex);
  for (const kind of ["accuracy", "terminology", "style", "ambiguity"] as const)
    expect(await of(`?kind=${kind}`)).toEqual(
      all.filter(({ kinds }) => kinds.includes(kind)).map((line) => line.proposal.id),
    );
  expect(all.some(({ kinds }) => kinds.length > 0)).toBe(true);
  expect(await of("?state=rivals")).toEqual(ids);
  expect(await of("?state=stale")).toEqual(all.filter(({ stale }) => stale).map((line) => line.proposal.id));
  expect(await of("?kind=style&state=rivals")).toEqual([]);
  expect(await of("?kind=%E2%80%AE&state=7")).toEqual(all.map(({ proposal }) => proposal.id));
  const page = async (client: Client, query = "") =>
    (await client.send("GET", `/review${query}`, undefined, { accept: "text/html" })).text();
  expect(await page(rex, "?kind=style&state=rivals")).toContain("None of these waits for review.");
  // How long one waits is told to who has an account; a stranger's page is kept, and tells the instant.
  expect(await page(rex)).toMatch(/<time datetime="[^"]+" title="[^"]+">(now|\d+ minutes? ago)<\/time>/);
  expect(await page(new Client(site.address))).not.toMatch(/>now<\/time>/);
  expect(await page(ann)).toContain("Reviewers decide on these.");
});

test("a proposal that puts back words of a version before says so in the queue", async () => {
  const say = async (client: Client, text: string) => {
    const { id } = await client.json<{ id: string }>("POST", "/api/works/nip14/passages/4-2/proposals", {});
    await client.json("POST", `/api/proposals/${id}/submit`, { text, summary: "So." });
    return id;
  };
  const [older, newer] = ["Reliable supply of rural water", "Reliable provision of rural water"];
  await owner.json("POST", `/api/proposals/${await say(ann, older)}/accept`, { reason: "" });
  await owner.json("POST", `/api/proposals/${await say(ann, newer)}/accept`, { reason: "" });
  expect((await lineOf(rex, await say(ann, older))).putsBack).toBe(1);
  expect((await lineOf(rex, await say(ann, `${newer} and light`))).putsBack).toBe(0);
});

test("what is proposed anew is told anew", async () => {
  const [, id] = ids;
  await rex.json("POST", `/api/proposals/${id}/return`, { reason: "Once more." });
  await rex.json("POST", `/api/proposals/${id}/submit`, { text: "Roads of iron", summary: "Plainer." });
  expect((await lineOf(ann, id!)).first!.after).toContain("iron");
});
