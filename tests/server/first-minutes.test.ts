/** What an owner sets up on the front page, and where a reviewer is led after a decision. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepProof } from "../../server/care/care.ts";
import { keptSettings } from "../../server/store/settings.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { startSite, type TestSite } from "../help/site.ts";
import { joinAs, joinAsOwner, type Client } from "../help/workbench.ts";

let site: TestSite;
let owner: Client;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
});
afterAll(() => site.end());

async function pageOf(client: Client, path: string): Promise<string> {
  return (await client.send("GET", path, undefined, { accept: "text/html" })).text();
}

test("the last step is ticked by a public address and a proven copy together, not by one of them", async () => {
  const step = async () => /A public address, so that[^<]*/.exec(await pageOf(owner, "/"))![0];
  expect(await step()).toMatch(/not set yet.*none yet/);
  await owner.json("POST", "/api/settings", { address: "https://variorum.example" });
  expect(await step()).toMatch(/\(set\).*none yet/);
  const file = readdirSync(site.data).find((name) => name.endsWith(".db"))!;
  const db = openSqlite(join(site.data, file));
  await keepProof(keptSettings(db), { at: new Date().toISOString(), file: "copy.db" });
  db.close();
  expect(await step()).toMatch(/\(set\).*there is one/);
  expect(await pageOf(owner, "/")).toMatch(/there is one\)\. *(<!--.*?-->)?<b>Done/);
  await owner.json("POST", "/api/settings", { address: "" });
});

test("the Plan is put away from the front page by one click, and the step says so", async () => {
  expect(await pageOf(owner, "/")).toContain('name="putAway" value="nip14"');
  await owner.json("POST", "/api/settings", { putAway: "nip14" });
  expect(await pageOf(owner, "/")).toContain("The Plan is put away");
  await owner.json("POST", "/api/settings", { bringBack: "nip14" });
});

test("after a decision a reviewer is led to what waits next; others are not, and at the end it is said", async () => {
  const login = (name: string) => ({ name, email: `${name}@example.org`, password: `${name} has a long password` });
  const [ann, rex] = [
    await joinAs(site, owner, "translator", login("ann")),
    await joinAs(site, owner, "reviewer", login("rex")),
  ];
  const { id } = await ann.json<{ id: string }>("POST", "/api/works/nip14/passages/1-1/proposals", { base: null });
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: "State of development", summary: "A first one." });
  await rex.json("POST", `/api/proposals/${id}/decline`, { reason: "Too short." });
  const here = `/nip14/proposals/${id}`;
  expect(await pageOf(rex, here)).toMatch(/href="\/nip14\/proposals\/[^"]+"[^>]*>Next that waits: /);
  expect(await pageOf(ann, here)).not.toContain("Next that waits");
  await rex.json("POST", "/api/proposals/sort-out/decline", { reason: "Not now." });
  expect(await pageOf(rex, here)).toContain("Nothing else waits for your decision.");
});
