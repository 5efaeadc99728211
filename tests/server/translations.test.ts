/** A work with several translations, as an owner brings them in and a reader sees them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let stranger: Client;
let owner: Client;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  stranger = new Client(site.address);
});
afterAll(() => site.end());

const WORK = "/api/works/nip14";
const html = { accept: "text/html" };
const pageAt = async (client: Client, path: string) => (await client.send("GET", path, undefined, html)).text();

test("another translation is added beside the work's own, described, read, taken out", async () => {
  const said = { title: "Der 14. Plan", language: "de", publisher: "Gelbe Reihe", licence: "CC0-1.0", date: "2023" };
  const added = await owner.json("POST", `${WORK}/translations/gelb/add`, {
    ...said,
    translators: "Ute Übel\nJan Jung\n",
  });
  expect(added).toEqual({ said: 1 });
  const { work } = await stranger.json<{ work: { translation: object; otherTranslations: object[] } }>("GET", WORK);
  const people = { translators: [{ name: "Ute Übel" }, { name: "Jan Jung" }], editors: [] };
  expect(work.otherTranslations).toEqual([{ id: "gelb", ...said, ...people }]);
  expect(work.translation).toMatchObject({ id: "digichina" });

  const again = await owner.send("POST", `${WORK}/translations/gelb/add`, { title: "Another", language: "de" });
  expect([again.status, await again.text()]).toEqual([409, expect.stringContaining("gelb")]);
  expect((await stranger.send("POST", `${WORK}/translations/rot/add`, said)).status).toBe(401);
  const anew = { publisher: "Rote Reihe", translators: "Ute Übel\nKim Neu" };
  expect(await owner.json("POST", `${WORK}/translations/gelb/describe`, anew)).toEqual({ said: 1 });
  expect(await owner.json("POST", `${WORK}/translations/gelb/describe`, anew)).toEqual({ said: 0 });

  const page = await pageAt(stranger, "/nip14");
  for (const each of ["Der 14. Plan", "Ute Übel", "Kim Neu", "Rote Reihe", "CC0-1.0"]) expect(page).toContain(each);
  const settings = await pageAt(owner, "/nip14/settings");
  expect(settings).toContain('action="/api/works/nip14/translations/gelb/describe"');
  expect(settings).toContain("Ute Übel\nKim Neu</textarea>");
  expect(settings).toContain('action="/api/works/nip14/translations/translation-2/add"');

  const taken = { thing: "translation/gelb", ground: "copyright", reason: "Not ours." };
  expect(await owner.json("POST", `${WORK}/remove`, taken)).toEqual({ removed: 1 });
  expect(await pageAt(stranger, "/nip14")).not.toContain("Der 14. Plan");
});

test("a reviewer chooses which version is the current one, with a reason, and it is read from then on", async () => {
  const at = "/nip14/s10-government-and-markets";
  const passage = `${WORK}/passages/s10-government-and-markets`;
  const choice = { number: 1, current: 2, reason: "The first is closer." };
  const refused = async (client: Client, body: object) => (await client.send("POST", `${passage}/choose`, body)).status;
  expect(await refused(stranger, choice)).toBe(401);
  expect(await refused(owner, { ...choice, reason: " " })).toBe(422);
  expect(await refused(owner, { ...choice, current: 1 })).toBe(409);
  expect(await refused(owner, { ...choice, number: 9 })).toBe(404);

  expect(await owner.json("POST", `${passage}/choose`, choice)).toEqual({ said: 1 });
  expect(await owner.json("POST", `${passage}/choose`, choice)).toEqual({ said: 0 });
  expect(await stranger.json("GET", `${at}/v1.json`)).toMatchObject({ status: "current" });
  expect(await pageAt(stranger, at)).toContain("The first is closer.");
  const page = await pageAt(owner, at);
  expect(page).toContain(`action="${passage}/choose"`);
  expect(page).toContain("Make v2 the current one");

  const back = { ...choice, number: 2, current: 1, reason: "The second is clearer." };
  expect(await owner.json("POST", `${passage}/choose`, back)).toEqual({ said: 1 });
  expect(await stranger.json("GET", `${at}/v2.json`)).toMatchObject({ status: "current" });
  const reasons = { thing: "v2/reasons", ground: "copyright", reason: "Not ours." };
  await owner.json("POST", `${passage}/remove`, reasons);
  expect(await pageAt(stranger, at)).not.toContain("The second is clearer.");
});
