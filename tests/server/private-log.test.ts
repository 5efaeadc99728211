/** What stands in the log, and among the figures, of a work that is not everybody's: nothing that names it. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { JOBS, TooBusy } from "../../server/aside/aside.ts";
import { addressOf, Caller } from "../help/live.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

const ANN = { name: "Ann Lee", email: "ann@example.org", password: "long enough words" };
const NAMES = /hushed|quokka|zyzzyva/i;
const PASSAGE = "/api/works/hushed/passages/quokka";
const words = (text: string) => ({
  rendering: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] },
});

let site: TestSite;
let owner: Client;
let ann: Client;

beforeEach(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "reviewer", ANN);
  const said = { of: "0".repeat(64), title: "Of quokkas", language: "en", sourceLanguage: "und" };
  const line = { id: "quokka", versions: [words("A zyzzyva."), { ...words("One zyzzyva."), base: 1 }] };
  const answer = await fetch(`${site.address}/api/works/hushed/import?${new URLSearchParams(said)}`, {
    ...{ method: "POST", body: JSON.stringify(line) },
    headers: { "content-type": "application/jsonl", cookie: owner.session },
  });
  expect(answer.status).toBe(200);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await site.end();
});

/** What a request fails with, each time that versions are laid side by side. */
function failing(error: Error): void {
  vi.spyOn(JOBS, "collated").mockImplementation(() => {
    throw error;
  });
}

const collated = async () => (await owner.send("GET", `${PASSAGE}/collation?versions=1,2`)).status;

test("a request of a private work that fails is logged by its kind; of a work that all read, by its address", async () => {
  failing(new Error("hushed/quokka is not as it should be: A zyzzyva."));
  expect(await collated()).toBe(500);
  expect(site.logged()).toContain(`"path":"${PASSAGE}/collation"`);
  expect(site.logged()).toContain("A zyzzyva.");

  await owner.json("POST", "/api/works/hushed/visibility", { visibility: "private" });
  const before = site.logged().length;
  expect(await collated()).toBe(500);
  vi.restoreAllMocks();
  failing(new TooBusy("late"));
  expect(await collated()).toBe(503);
  const logged = site.logged().slice(before);
  expect(logged.match(/"msg":"[^"]*"/g)).toEqual(['"msg":"request failed"', '"msg":"request put off"']);
  expect(logged).toMatch(/"stack":"at /);
  expect(logged).toMatch(/:work\/passages\/:passage\/collation/);
  expect(logged).not.toMatch(NAMES);
});

test("neither log nor figures tell of work at it, of those who are let in and out, nor of those who ask for it", async () => {
  await owner.json("POST", "/api/works/hushed/visibility", { visibility: "private" });
  const { id } = await owner.json<{ id: string }>("POST", `${PASSAGE}/proposals`, { id: "hushed-yet", base: 2 });
  const at = addressOf(Number(new URL(site.address).port), await owner.draftOf(id));
  const { people } = await owner.json<{ people: { id: string; name: string }[] }>("GET", "/api/people");
  const person = people.find(({ name }) => name === ANN.name)!.id;
  await owner.json("POST", "/api/works/hushed/roles", { person, role: "reviewer" });
  const sits = await new Caller(at, null, { cookie: ann.session }).seated();
  await owner.json("POST", "/api/works/hushed/roles", { person, role: "none" });
  await sits.closed;
  await owner.json("POST", `/api/proposals/${id}/submit`, { text: "The zyzzyva.", summary: "Clearer zyzzyva." });
  await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "Yes, zyzzyva." });
  for (const by of [new Client(site.address), ann, owner])
    for (const path of ["/hushed", PASSAGE, "/hushed/quokka/v1", `/api/proposals/${id}`, "/search?q=zyzzyva"])
      await (await by.send("GET", path)).text();
  expect(site.logged()).toContain("A draft's socket was closed.");
  expect(site.logged()).not.toMatch(NAMES);
  const figures = await (await owner.send("GET", "/metrics")).text();
  expect(figures).toContain("variorum_closed_total");
  expect(figures).not.toMatch(NAMES);
});
