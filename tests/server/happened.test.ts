/** What happened in a work, as it is told to each: between two days, since they looked, page by page, and nothing that is not theirs to read. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

interface Told {
  changes: {
    kind: string;
    at: string;
    subject: string | null;
    proposal: string | null;
    passage: { id: string } | null;
  }[];
  since?: string | null;
  next: string | null;
  through: string | null;
}
/** As an owner is told it. */
interface Line {
  kind: string;
  subject: string | null;
  by: { name: string }[];
  whom?: { name: string };
}
let site: TestSite;
let [owner, ann, ben, stranger]: Client[] = [];
const login = { name: "ann", email: "ann@example.org", password: "ann has a long password" };
const other = { name: "ben", email: "ben@example.org", password: "ben has a long password" };

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", login);
  ben = await joinAs(site, owner, "reader", other);
  stranger = new Client(site.address);
});
afterAll(() => site.end());

const happened = (client: Client, query = ""): Promise<Told> => client.json("GET", `/api/works/nip14/changes${query}`);
const told = async (client: Client, query = "") =>
  (await happened(client, query)).changes.map(({ kind, subject, passage }) => [kind, subject, passage?.id]);

test("a proposal is told when it is proposed and decided, a draft and what is said in it to its people alone", async () => {
  const { through } = await happened(ann!);
  await ann!.json("POST", "/api/works/nip14/looked", { through });
  expect(await told(ann!, "?since=looked")).toEqual([]);
  const opening = { readers: "writers" };
  const { id } = await ann!.json<{ id: string }>("POST", "/api/works/nip14/passages/1-1/proposals", opening);
  const { id: why } = await ann!.json<{ id: string }>("POST", `/api/proposals/${id}/threads`, { words: "Too free?" });
  const before = await told(stranger!);
  // That something was said there is not told by how far one has looked either.
  expect((await happened(ben!)).through).toBe(through);
  expect(before.some(([, subject]) => subject === why)).toBe(false);
  expect(await told(ann!, "?since=looked")).toEqual([["said", why, "1-1"]]);
  await ann!.json("POST", `/api/proposals/${id}/submit`, { text: "State of development", summary: "Plainer." });
  expect((await told(stranger!)).slice(0, 2)).toEqual([
    ["proposed", id, "1-1"],
    ["said", why, "1-1"],
  ]);
  await owner!.json("POST", `/api/proposals/${id}/accept`, { reason: "So." });
  expect((await told(ann!, "?since=looked"))[0]).toEqual(["accepted", "1", "1-1"]);
  const page = await fetch(`${site.address}/nip14/-/changes`, { headers: { Accept: "text/html" } });
  expect(await page.text()).toContain("Version 1 of");
});

test("owners are told who did what, and what no others are told, page by page; others nothing of it, and nobody's name", async () => {
  const post = (path: string, body: object, by = owner!) => by.json<Record<string, string>>("POST", path, body);
  const all = await owner!.json<{ people: { id: string; name: string }[] }>("GET", "/api/people");
  const { id: annId } = all.people.find(({ name }) => name === "ann")!;
  const before = await happened(stranger!);
  await post("/api/works/nip14/finality", { passages: "1-1", final: "yes" });
  await post("/api/works/nip14/approvals", { needed: 2, own: "owners" });
  await post("/api/works/nip14/roles", { person: annId, role: "reviewer" });
  await post("/api/works/nip14/roles", { person: annId, role: "none" });
  const asked = { kind: "section", about: "1-1", task: "revise", of: annId };
  const { id: request } = await post("/api/works/nip14/requests", asked);
  await post(`/api/works/nip14/requests/${request}/give-up`, {}, ann);
  await post("/api/works/nip14/finality", { passages: "1-1", final: "no" });
  await post("/api/works/nip14/approvals", { needed: 1, own: "owners" });

  const { changes } = await owner!.json<{ changes: Line[] }>("GET", "/api/works/nip14/changes");
  expect(changes.slice(0, 8).map(({ kind, subject, by, whom }) => [kind, subject, by[0]?.name, whom?.name])).toEqual([
    ["approvals", "1", "Olive Owner", undefined],
    ["final-no-more", null, "Olive Owner", undefined],
    ["request", "give-up", "ann", undefined],
    ["request", "ask", "Olive Owner", undefined],
    ["role", null, "Olive Owner", "ann"],
    ["role", "reviewer", "Olive Owner", "ann"],
    ["approvals", "2", "Olive Owner", undefined],
    ["final", null, "Olive Owner", undefined],
  ]);
  const page = async (by: Client) =>
    (await by.send("GET", "/nip14/-/changes", undefined, { accept: "text/html" })).text();
  expect(await page(owner!)).toContain("was given to");
  expect((await happened(stranger!)).changes).toEqual(before.changes);
  for (const by of [stranger!, ann!, ben!]) {
    expect(await page(by)).not.toContain("was given to");
    expect(JSON.stringify(await happened(by))).not.toContain("Olive Owner");
  }
});

test("between two days stands what happened on these, and nothing of others", async () => {
  const all = (await happened(stranger!)).changes;
  const [newest] = all;
  const day = newest!.at.slice(0, 10);
  const within = (await happened(stranger!, `?from=${day}&to=${day}`)).changes;
  expect(within).toEqual(all.filter(({ at }) => at.startsWith(day)));
  expect(within.length).toBeGreaterThan(0);
  expect((await happened(stranger!, "?to=1999-12-31")).changes).toEqual([]);
  const instants = all.map(({ at }) => at);
  expect(instants).toEqual(instants.toSorted().reverse());
});

test("what is no day, no place to go on from or nobody's is refused, and a work that is not theirs as one that is not there", async () => {
  for (const query of [
    "?from=yesterday",
    "?to=2026-02-31",
    "?after=12",
    "?since=ever",
    "?from=1&from=2",
    "?from=%E2%80%AE",
  ])
    expect((await stranger!.send("GET", `/api/works/nip14/changes${query}`)).status).toBe(400);
  expect((await stranger!.send("POST", "/api/works/nip14/looked", { through: "x" })).status).toBe(401);
  expect((await ann!.send("POST", "/api/works/nip14/looked", { through: "x" })).status).toBe(400);
  await owner!.json("POST", "/api/works/nip14/visibility", { visibility: "private" });
  for (const client of [ann!, stranger!]) {
    const [hidden, none] = await Promise.all(
      ["nip14", "no-such-work"].map((work) => client.send("GET", `/api/works/${work}/changes`)),
    );
    expect([hidden!.status, none!.status]).toEqual([404, 404]);
  }
});
