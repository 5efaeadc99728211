/** A draft begun with the words of somebody else's proposal: who may, what it begins with, and who is credited with what comes of it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { joinAs, joinAsOwner, Client } from "../help/workbench.ts";

interface Told {
  status: string;
  base: number;
  startedFrom?: { proposal: string; proposers: { name: string }[] };
  startedBy: { id: string; by: { name: string } }[];
  draft: { rendering: RenderingJson; summary: string; notes: { body: string; author: { name: string } }[] } | null;
  may: { edit: boolean; decide: boolean };
}

const PASSAGE = "5-7";

let site: TestSite;
let owner: Client;
let ann: Client;
let ben: Client;
let rex: Client;
let eve: Client;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  const person = (name: string) => ({ name, email: `${name}@example.org`, password: `${name} has a long password` });
  ann = await joinAs(site, owner, "translator", person("Ann"));
  ben = await joinAs(site, owner, "translator", person("Ben"));
  rex = await joinAs(site, owner, "reviewer", person("Rex"));
  eve = await joinAs(site, owner, "reviewer", person("Eve"));
});
afterAll(() => site.end());

const told = (id: string, by: Client): Promise<Told> => by.json("GET", `/api/proposals/${id}`);
const start = (id: string, by: Client) => by.send("POST", `/api/proposals/${id}/start`, {});
const idOf = async (answer: Promise<Response>) => ((await (await answer).json()) as { id: string }).id;
const textOf = ({ draft }: Told): string => canonicalText(renderingFromJson(draft!.rendering));
const pageOf = async (id: string, by: Client): Promise<string> =>
  (await by.send("GET", `/nip14/proposals/${id}`, undefined, { accept: "text/html" })).text();

async function begun(by: Client): Promise<string> {
  const path = `/api/works/nip14/passages/${PASSAGE}/proposals`;
  return (await by.json<{ id: string }>("POST", path, {})).id;
}

async function submitted(by: Client, text: string): Promise<string> {
  const id = await begun(by);
  await by.json("POST", `/api/proposals/${id}/submit`, { text, summary: "Plainer." });
  return id;
}

test("it begins with the words of the other, which are credited in what comes of it; both pages say so", async () => {
  const origin = await submitted(ann, "The county shall draw up a plan of its own.");
  expect(await pageOf(origin, ben)).toContain("Start from this");
  expect(await pageOf(origin, ann)).not.toContain("Start from this");
  expect(await pageOf(origin, new Client(site.address))).not.toContain("Start from this");
  const id = await idOf(start(origin, ben));
  const draft = await told(id, ben);
  expect(textOf(draft)).toBe("The county shall draw up a plan of its own.");
  expect(draft).toMatchObject({ startedFrom: { proposal: origin, proposers: [{ name: "Ann" }] }, status: "draft" });
  // It is his alone: whose words it began with learns of it once it is proposed.
  expect([(await told(id, ben)).may.edit, (await told(origin, ann)).startedBy]).toEqual([true, []]);
  expect((await ann.send("GET", `/api/proposals/${id}/base`)).status).toBe(403);
  expect((await told(origin, ben)).startedBy).toMatchObject([{ id, by: { name: "Ben" } }]);
  // Pressed twice it is one.
  const again = await start(origin, ben);
  expect([again.status, ((await again.json()) as { id: string }).id]).toEqual([200, id]);

  // At once as well.
  const both = await Promise.all([idOf(start(origin, eve)), idOf(start(origin, eve))]);
  expect(new Set(both).size).toBe(1);
  await eve.json("POST", `/api/proposals/${both[0]}/withdraw`, {});

  const text = "The county shall draw up a scheme of its own.";
  await ben.json("POST", `/api/proposals/${id}/submit`, { text, summary: "A scheme, rather." });
  expect(await pageOf(origin, ann)).toMatch(/Ben <a href="[^"]+">started from this<\/a>/);
  expect(await pageOf(id, rex)).toMatch(/began with <a href="[^"]+">what Ann proposed<\/a>/);
  await rex.json("POST", `/api/proposals/${id}/accept`, { reason: "" });
  const number = (await owner.json<{ versions: object[] }>("GET", `/nip14/${PASSAGE}`)).versions.length;
  const version = await owner.json<{ contributors: { name: string; role: string }[] }>(
    "GET",
    `/nip14/${PASSAGE}/v${number}.json`,
  );
  expect(version.contributors.map(({ name, role }) => [name, role])).toEqual([
    ["Ben", "proposer"],
    ["Ann", "proposer"],
    ["Rex", "approver"],
  ]);
});

test("whose words it begins with may neither write in it nor decide on it", async () => {
  const origin = await submitted(eve, "A reviewer’s words for it.");
  const id = await idOf(start(origin, ben));
  await ben.json("POST", `/api/proposals/${id}/submit`, {
    text: "A reviewer’s words, a little otherwise.",
    summary: "So.",
  });
  expect((await told(id, eve)).may).toMatchObject({ edit: false, decide: false });
  expect((await told(id, rex)).may.decide).toBe(true);
  const line = async (by: Client) =>
    (await by.json<{ proposals: { proposal: { id: string }; yours: string }[] }>("GET", "/review")).proposals.find(
      ({ proposal }) => proposal.id === id,
    )!.yours;
  expect([await line(eve), await line(rex)]).toEqual(["hand", "decide"]);
  expect((await eve.send("POST", `/api/proposals/${id}/accept`, { reason: "" })).status).toBe(403);
});

test("a draft is begun from by those alone who may read it, and as it reads then, on the version that it revises", async () => {
  const origin = await submitted(ann, "Words of a draft that is written on.");
  await ann.json("POST", `/api/proposals/${origin}/return`, {});
  const { base } = await told(origin, ann);
  for (const by of [ben, owner]) {
    await ann.json("POST", `/api/proposals/${origin}/readers`, { readers: "writers" });
    expect((await start(origin, by)).status).toBe(403);
  }
  expect((await start(origin, new Client(site.address))).status).toBe(401);
  expect((await start("nothing-there", ben)).status).toBe(404);
  await ann.json("POST", `/api/proposals/${origin}/readers`, { readers: "reviewers" });
  const newer = await submitted(owner, `Something else by now, ${base}.`);
  await rex.json("POST", `/api/proposals/${newer}/accept`, { reason: "" });
  const id = await idOf(start(origin, rex));
  const draft = await told(id, rex);
  expect([textOf(draft), draft.base]).toEqual(["Words of a draft that is written on.", base]);
  // Nothing of what came since is undone behind anybody's back: it has moved on, and is told so.
  expect(await pageOf(id, rex)).toContain("has moved on");
  const reader = await joinAs(site, owner, "reader", {
    name: "Ray",
    email: "ray@example.org",
    password: "ray reads it all",
  });
  const declined = await submitted(ann, "Words that nobody wants.");
  await rex.json("POST", `/api/proposals/${declined}/decline`, { reason: "No." });
  expect((await start(declined, reader)).status).toBe(403);
  expect((await start(declined, ann)).status).toBe(201);
  expect((await start(newer, ann)).status).toBe(422);
});

test("a passage that is added to it later begins with what stands there, whatever the other hides of that one", async () => {
  const [open, hidden] = ["4-2", "4-3"];
  const passages = [open, hidden];
  const { id: origin } = await ann.json<{ id: string }>("POST", "/api/works/nip14/proposals", {
    passages,
    readers: "writers",
  });
  for (const [part, text] of [
    [hidden, "Nobody may read this."],
    [open, "Everybody may read this."],
  ])
    await ann.json("POST", `/api/proposals/${origin}/submit`, { part, parts: [part], text, summary: "So." });
  await ann.json("POST", `/api/proposals/${origin}/return`, { parts: [hidden] });
  const seen = async () => JSON.stringify(await ben.json("GET", `/api/proposals/${origin}`));
  expect(await seen()).toContain("Everybody may read this.");
  expect(await seen()).not.toContain("Nobody may read this.");
  const id = await idOf(start(origin, ben));
  await ben.json("POST", `/api/proposals/${id}/add`, { passage: [hidden] });
  const own = JSON.stringify(await ben.json("GET", `/api/proposals/${id}`));
  expect(own).toContain("Everybody may read this.");
  expect(own).not.toContain("Nobody may read this.");
});
