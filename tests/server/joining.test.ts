/** Whom a work names without an account here, and who of them is who here: for everybody to read, and nobody's right. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";
import { type Client, joinAs, joinAsOwner, OWNER } from "../help/workbench.ts";

const PASSAGE = "s10-government-and-markets";
const BEA = { name: "Bea Okafor", email: "bea@example.org", password: "long enough words" };

interface Told {
  all: number;
  people: { key: string; name: string; elsewhere: boolean; versions: number; proposals: number; here: object | null }[];
}

let [folder, elsewhere, here]: [string, TestSite, TestSite] = ["", null!, null!];
let owner: Client;
let bea: Client;
let key = "";

/** The archive of the Plan, as a workbench gives it to its owner. */
async function archiveOf(of: Client): Promise<Buffer> {
  const answer = await of.send("GET", "/api/works/nip14/export/archive");
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "variorum-joining-"));
  [elsewhere, here] = [await startSite(), await startSite()];
  const away = await joinAsOwner(elsewhere);
  const ann = await joinAs(elsewhere, away, "translator", { ...BEA, name: "B. Okafor" });
  const at = `/api/works/nip14/passages/${PASSAGE}`;
  const { versions } = await away.json<{ versions: unknown[] }>("GET", at);
  const { id } = await ann.json<{ id: string }>("POST", `${at}/proposals`, { base: versions.length });
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: "Sort out the relationship.", summary: "Shorter." });
  await away.json("POST", `/api/proposals/${id}/accept`, { reason: "Agreed." });
  writeFileSync(join(folder, "nip14.zip"), await archiveOf(away));

  owner = await joinAsOwner(here);
  bea = await joinAs(here, owner, "reader", BEA);
  const { token } = await owner.json<{ token: string }>("POST", "/api/account", {
    ...{ act: "token", name: "archives", may: "import", password: OWNER.password },
  });
  const taken = await fetch(`${here.address}/api/works/nip14/import`, {
    ...{ method: "POST", body: readFileSync(join(folder, "nip14.zip")) },
    headers: { authorization: `Bearer ${token}`, "content-type": "application/zip" },
  });
  expect([taken.status, await taken.json()]).toMatchObject([200, { already: false }]);
});
afterAll(async () => {
  for (const site of [elsewhere, here]) await site.end();
  rmSync(folder, { recursive: true, force: true });
});

const people = () => owner.json<Told>("GET", "/nip14/-/people");
const page = async (path: string, by?: Client) =>
  (by ? await by.send("GET", path, undefined, { accept: "text/html" }) : await fetch(here.address + path)).text();
const joining = (person: string, reason: string, by = owner) =>
  by.send("POST", "/api/works/nip14/people", { foreign: key, person, reason });

test("people of an archive are told with what is theirs, those of books too, nobody with an account here, and to owners alone", async () => {
  const told = await people();
  const found = told.people.find(({ name }) => name === "B. Okafor");
  expect(found).toMatchObject({ elsewhere: true, versions: 1, proposals: 1, here: null });
  key = found!.key;
  expect(told.people.find(({ name }) => name === "Paul Triolo")).toMatchObject({ elsewhere: false, here: null });
  expect(told.people.map(({ name }) => name)).not.toContain(BEA.name);
  expect(await page("/nip14/-/people", owner)).toContain("with an id from elsewhere");
  const asked = { headers: { accept: "application/json" } };
  expect((await bea.send("GET", "/nip14/-/people")).status).toBe(403);
  expect((await fetch(`${here.address}/nip14/-/people`, asked)).status).toBe(401);
});

test("who they are is shown wherever they are named, to everybody; undone, no more; records and archive stay as they are", async () => {
  const { id } = (await owner.json<{ people: { id: string; name: string }[] }>("GET", "/api/people")).people.find(
    ({ name }) => name === BEA.name,
  )!;
  const at = `/nip14/${PASSAGE}`;
  const newest = (await owner.json<{ versions: { number: number }[] }>("GET", `/api/works/nip14/passages/${PASSAGE}`))
    .versions.length;
  const addresses = [at, `${at}/v${newest}`];
  const said = () => Promise.all(addresses.map(async (path) => (await page(path)).includes(`here ${BEA.name}`)));
  const record = async () => (await fetch(`${here.address}${at}/v${newest}.json`)).text();
  const [archive, before] = [await archiveOf(owner), await record()];
  expect(archive.equals(readFileSync(join(folder, "nip14.zip")))).toBe(true);
  expect(await said()).toEqual([false, false]);

  const refused = async (answer: Promise<Response>, status: number) => expect((await answer).status).toBe(status);
  await refused(joining(id, " "), 422);
  await refused(joining("nobody", "She said so."), 404);
  await refused(joining(id, "She said so.", bea), 403);
  await refused(
    owner.send("POST", "/api/works/nip14/people", { foreign: "name/Nobody", person: id, reason: "So." }),
    404,
  );
  expect(await said()).toEqual([false, false]);

  await refused(joining(id, "She said so."), 200);
  expect(await said()).toEqual([true, true]);
  expect((await people()).people.find((each) => each.key === key)!.here).toMatchObject({ name: BEA.name });
  expect((await archiveOf(owner)).equals(archive)).toBe(true);
  expect(await record()).toBe(before);
  // Whose words it is gives nobody a right: still a reader.
  expect((await bea.send("POST", `/api/works/nip14/passages/${PASSAGE}/proposals`, { base: newest })).status).toBe(403);

  await refused(joining("none", "Another of that name."), 200);
  expect(await said()).toEqual([false, false]);
  expect((await archiveOf(owner)).equals(archive)).toBe(true);
});
