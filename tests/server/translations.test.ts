/** A work with several translations, as an owner brings them in and a reader sees them. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringOnto } from "../../server/bringing/bringing-onto.ts";
import { AT_ONCE, onto, WORK as MARK, workWith } from "../help/onto.ts";
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
  const described = () =>
    stranger.json<{ work: { translation: object; otherTranslations: object[] } }>("GET", WORK).then(({ work }) => work);
  const work = await described();
  const people = { translators: [{ name: "Ute Übel" }, { name: "Jan Jung" }], editors: [] };
  expect(work.otherTranslations).toEqual([{ id: "gelb", ...said, ...people }]);
  expect(work.translation).toMatchObject({ id: "digichina" });

  const again = await owner.send("POST", `${WORK}/translations/gelb/add`, { title: "Another", language: "de" });
  expect([again.status, await again.text()]).toEqual([409, expect.stringContaining("gelb")]);
  expect((await stranger.send("POST", `${WORK}/translations/rot/add`, said)).status).toBe(401);
  const anew = { publisher: "Rote Reihe", translators: "Ute Übel\nKim Neu" };
  expect(await owner.json("POST", `${WORK}/translations/gelb/describe`, anew)).toEqual({ said: 1 });
  expect(await owner.json("POST", `${WORK}/translations/gelb/describe`, anew)).toEqual({ said: 0 });

  // A form has a field for what is not known, too, and what was said once is taken back there.
  const emptied = { date: "", licence: "" };
  expect(await owner.json("POST", `${WORK}/translations/gelb/describe`, emptied)).toEqual({ said: 1 });
  expect(await owner.json("POST", `${WORK}/translations/gelb/describe`, emptied)).toEqual({ said: 0 });
  const [gelb] = (await described()).otherTranslations;
  for (const member of ["date", "licence"]) expect(gelb).not.toHaveProperty(member);
  const told = { date: "2023", licence: "CC0-1.0" };
  expect(await owner.json("POST", `${WORK}/translations/gelb/describe`, told)).toEqual({ said: 1 });

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

test("what stands for another translation is revised beside the current one: the proposal is not stale, and changes that one alone", async () => {
  const passage = "p1";
  const of = await startSite(async (data) => {
    mkdirSync(data, { recursive: true });
    const { db, store } = await workWith(
      { [passage]: ["The first words.", "The words that stand."] },
      join(data, "variorum.db"),
    );
    await bringOnto(store, onto({ [passage]: ["Words of another translation."] }), AT_ONCE);
    db.close();
  });
  const boss = await joinAsOwner(of);
  const { id } = await boss.json<{ id: string }>("POST", `/api/works/${MARK}/passages/${passage}/proposals`, {
    base: 3,
  });
  const told = { part: passage, parts: [passage], text: "Other words of another translation.", summary: "Plainer." };
  await boss.json("POST", `/api/proposals/${id}/submit`, told);
  const queue = await boss.json<{ proposals: { stale: boolean }[] }>("GET", "/review");
  expect(queue.proposals).toMatchObject([{ proposal: { id, base: 3 }, stale: false }]);
  expect(await boss.json("GET", `/api/proposals/${id}`)).toMatchObject({ parts: [{ base: 3, stale: false }] });
  const page = await pageAt(boss, `/${MARK}/proposals/${id}`);
  expect(page).toContain("Accept as v4");
  expect(page).not.toContain("has moved on");
  await boss.json("POST", `/api/proposals/${id}/accept`, { reason: "Plainer." });
  const { versions, current } = await boss.json<{ versions: object[]; current: number }>("GET", `/${MARK}/${passage}`);
  expect(current).toBe(2);
  expect(versions[3]).toMatchObject({ base: 3, translation: "asv", madeCurrent: false });
  await of.end();
});
