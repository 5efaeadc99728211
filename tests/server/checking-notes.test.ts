/** Notes whose words changed, as people and programs ask for them and say what becomes of them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NotesView } from "../../editor/reviewing/reviewing.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let stranger: Client;
let owner: Client;
let translator: Client;

const PASSAGE = "s10-government-and-markets";
/** What the words of a note were, and what stands there now. */
let words = "";
const INSTEAD = "put in an orderly array";
const AT = `/api/works/nip14/passages/${PASSAGE}`;
const LIST = "/api/works/nip14/notes-to-check";

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  stranger = new Client(site.address);
  translator = await joinAs(site, owner, "translator", {
    name: "Ann",
    email: "ann@example.org",
    password: "a long password",
  });
  const v2 = await stranger.json<{ text: string; notes: { target: { exact: string } | null }[] }>(
    "GET",
    `/nip14/${PASSAGE}/v2.json`,
  );
  words = v2.notes.find(({ target }) => target)!.target!.exact;
  const { id } = await owner.json<{ id: string }>("POST", `${AT}/proposals`, { base: 2 });
  const text = v2.text.replace(words, INSTEAD);
  await owner.json("POST", `/api/proposals/${id}/submit`, { text, summary: "Clearer." });
  await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "" });
});
afterAll(() => site.end());

const list = (who: Client, asked = "") => who.json<Pick<NotesView, "notes" | "next">>("GET", `${LIST}${asked}`);
const counted = async () =>
  (await stranger.json<{ notes: { count: number; more: boolean } }>("GET", "/api/works/nip14/standing")).notes;

test("a note waits once its words changed, is confirmed by a reviewer alone, and is put back", async () => {
  const { notes, next } = await list(stranger);
  expect(next).toBeNull();
  const mine = notes.filter(({ passage }) => passage.id === PASSAGE);
  expect(mine.map((each) => [each.words, each.instead?.exact])).toEqual([[words, INSTEAD]]);
  const [{ of, version, instead }] = mine as [(typeof mine)[number]];
  expect((await list(stranger, `?at=${PASSAGE}`)).notes).toEqual(mine);
  const check = `${AT}/notes/${of.version}/${of.note}/check`;
  const said = { version, outcome: "confirmed", target: instead };
  expect((await stranger.send("POST", check, said)).status).toBe(401);
  expect((await translator.send("POST", check, said)).status).toBe(403);
  const before = await counted();
  expect(await owner.json("POST", check, said)).toEqual({ said: 1 });
  expect(await owner.json("POST", check, said)).toEqual({ said: 0 });
  expect(await counted()).toEqual({ count: before.count - 1, more: false });
  const page = await (await stranger.send("GET", `/nip14/${PASSAGE}`, undefined, { accept: "text/html" })).text();
  expect(page).toContain("confirmed on v");
  expect(await owner.json("POST", check, { version, outcome: "open" })).toEqual({ said: 1 });
  expect(await counted()).toEqual(before);
});

test("without a script: words that are typed must stand there once, other words edit it, and the page offers to undo", async () => {
  const { notes } = await list(stranger, `?at=${PASSAGE}`);
  const [{ of, version, body }] = notes as [NotesView["notes"][number]];
  const check = `${AT}/notes/${of.version}/${of.note}/check`;
  const send = (fields: Record<string, string>) =>
    owner.send("POST", check, new URLSearchParams({ version: String(version), ...fields }).toString(), {
      ...{ accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
    });
  expect((await send({ outcome: "confirmed", words: "words that stand nowhere" })).status).toBe(422);
  expect((await send({ outcome: "confirmed", words: "s" })).status).toBe(422);
  const sent = await send({ outcome: "confirmed", words: "orderly array", body: `${body} And more.` });
  expect(sent.status).toBe(303);
  const to = sent.headers.get("location")!;
  const done = await (await owner.send("GET", to, undefined, { accept: "text/html" })).text();
  expect(done).toContain("It reads otherwise now");
  expect(done).toContain('value="open"');
  const passage = await (await stranger.send("GET", `/nip14/${PASSAGE}`, undefined, { accept: "text/html" })).text();
  expect(passage).toContain("And more.");
  expect((await send({ outcome: "retired", reason: "No longer so." })).status).toBe(303);
  expect((await list(stranger, `?at=${PASSAGE}`)).notes).toEqual([]);
  expect(
    await (await owner.send("GET", "/nip14/-/notes?done=x%20y%20z", undefined, { accept: "text/html" })).text(),
  ).not.toContain('value="open"');
});

test("what is sent is looked at: wrong types, long texts, versions that are not current", async () => {
  const check = (note: string, body: object) => owner.send("POST", `${AT}/notes/${note}/check`, body);
  expect((await check("x/y", { version: 1, outcome: "retired" })).status).toBe(422);
  expect((await check("1/nobody", { version: 1, outcome: "retired" })).status).toBe(409);
  for (const body of [
    { version: "a", outcome: "retired" },
    { version: 1, outcome: "burned" },
    { version: 1, outcome: "edited", body: "x".repeat(1_000_000) },
    { version: 1, outcome: "edited", body: ["x"] },
    { version: 1, outcome: "confirmed", target: { start: -1, end: 1e300 } },
  ])
    expect([400, 413]).toContain((await check("1/n", body)).status);
});

test("of a work that is not theirs to read nobody learns what waits there", async () => {
  await owner.json("POST", "/api/works/nip14/visibility", { visibility: "private" });
  for (const path of [LIST, "/nip14/-/notes"]) expect((await stranger.send("GET", path)).status).toBe(404);
});
