/** What a reviewer accepts over HTTP: some changes of a proposal, or the whole in other words; and what becomes of the rest. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { joinAs, joinAsOwner, type Client } from "../help/workbench.ts";

let site: TestSite;
let owner: Client;
let ann: Client;
let rex: Client;
let eve: Client;
let turn = 0;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
  rex = await joinAs(site, owner, "reviewer", { name: "Rex", email: "rex@example.org", password: "rex reads it all" });
  eve = await joinAs(site, owner, "reviewer", { name: "Eve", email: "eve@example.org", password: "eve reads it too" });
});
afterAll(() => site.end());

const PASSAGE = "/api/works/nip14/passages/5-7";

interface Told {
  status: string;
  draft: { rendering: RenderingJson } | null;
  restOf?: { proposal: string; passage: string };
  parts: { base: number; status: string; number: number | null; otherwise?: { taken?: unknown[]; rest?: string } }[];
}

const told = (id: string): Promise<Told> => owner.json("GET", `/api/proposals/${id}`);
const textOf = async (number: number): Promise<string> =>
  (await owner.json<{ text: string }>("GET", `/nip14/5-7/v${number}.json`)).text;

/** A proposal of Ann's that puts a word first and another last. */
async function proposed(): Promise<{
  id: string;
  base: number;
  before: string;
  words: string;
  first: string;
  last: string;
}> {
  const { id } = await ann.json<{ id: string }>("POST", `${PASSAGE}/proposals`, {});
  const { base } = (await told(id)).parts[0]!;
  const before = await textOf(base);
  turn++;
  const words = `Firstly${turn} ${before} Lastly${turn}.`;
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: words, summary: "Plainer." });
  const first = `0-0-0-${`Firstly${turn} `.length}`;
  const end = before.length;
  const last = `${end}-${end}-${words.length - ` Lastly${turn}.`.length}-${words.length}`;
  return { id, base, before, words, first, last };
}

test("of two changes one is accepted; the other goes on as a proposal of the same people, with the reason", async () => {
  const { id, base, before, words, first } = await proposed();
  await rex.json("POST", `/api/proposals/${id}/accept`, { changes: first, reason: "The first alone." });
  const part = (await told(id)).parts[0]!;
  expect(part).toMatchObject({
    status: "accepted",
    number: base + 1,
    otherwise: { taken: [{ base: { from: 0, to: 0 } }] },
  });
  expect(await textOf(base + 1)).toBe(`Firstly${turn} ${before}`);
  const rest = await told(part.otherwise!.rest!);
  expect(rest).toMatchObject({ status: "draft", restOf: { proposal: id, passage: "5-7" } });
  expect(rest.parts[0]).toMatchObject({ base: base + 1, status: "draft", returns: [{ reason: "The first alone." }] });
  expect(canonicalText(renderingFromJson(rest.draft!.rendering))).toBe(words);

  // Its people go on with it, and it is accepted in its turn.
  await ann.json("POST", `/api/proposals/${part.otherwise!.rest!}/submit`, {});
  await rex.json("POST", `/api/proposals/${part.otherwise!.rest!}/accept`, { reason: "Now that." });
  expect(await textOf(base + 2)).toBe(words);
});

test("with none chosen in the form it comes back; with all, it is accepted whole", async () => {
  const none = await proposed();
  await rex.json("POST", `/api/proposals/${none.id}/accept`, { chosen: "yes", reason: "None of it." });
  expect((await told(none.id)).parts[0]).toMatchObject({ status: "draft", number: null });
  await ann.json("POST", `/api/proposals/${none.id}/submit`, {});
  const { first, last, id } = none;
  await rex.json("POST", `/api/proposals/${id}/accept`, { chosen: "yes", changes: [first, last] });
  expect((await told(id)).parts[0]).toMatchObject({ status: "accepted" });
  expect((await told(id)).parts[0]).not.toHaveProperty("otherwise");
});

test("in other words: the version, its citation and its history credit whoever worded it", async () => {
  const { id, base, words } = await proposed();
  await rex.json("POST", `/api/proposals/${id}/accept`, { text: words.replace("Lastly", "Finally"), reason: "" });
  expect(await textOf(base + 1)).toBe(words.replace("Lastly", "Finally"));
  const version = await owner.json<{ contributors: { name: string; role: string }[] }>(
    "GET",
    `/nip14/5-7/v${base + 1}.json`,
  );
  expect(version.contributors).toContainEqual(expect.objectContaining({ name: "Rex", role: "editor" }));
  const csl = await (await fetch(`${site.address}/nip14/5-7/v${base + 1}.csl.json`)).text();
  expect(csl).toContain('"editor"');
  expect(csl).toContain("Rex");
});

test("what was decided on is what counts: other words by now, changes that stand nowhere, both at once, an empty text", async () => {
  const { id, first, words } = await proposed();
  const refused = async (body: Record<string, unknown>): Promise<[number, string]> => {
    const response = await rex.send("POST", `/api/proposals/${id}/accept`, { reason: "So.", ...body });
    const { code } = (await response.json()) as { code: string };
    return [response.status, code];
  };
  expect(await refused({ changes: first, of: digestOfText("Other words.") })).toEqual([409, "not-submitted"]);
  expect(await refused({ changes: "0-9999999-0-3" })).toEqual([422, "not-in-text"]);
  expect(await refused({ changes: "5-2-0-3" })).toEqual([422, "not-in-text"]);
  expect(await refused({ changes: "0-0-0-0" })).toEqual([422, "not-in-text"]);
  expect(await refused({ changes: "0-0-0-0,".repeat(30_000) + first })).toEqual([422, "not-in-text"]);
  expect(await refused({ changes: `${first},0-0-0-3` })).toEqual([422, "not-in-text"]);
  expect(await refused({ changes: first, text: "Both." })).toEqual([422, "not-in-text"]);
  for (const text of [" \n ", "\u202e"]) expect(await refused({ text })).toEqual([422, "empty"]);
  for (const many of [200_001, 300_000]) expect(await refused({ text: "万".repeat(many) })).toEqual([422, "too-large"]);
  expect(await refused({ chosen: "yes", of: digestOfText("Other words.") })).toEqual([409, "not-submitted"]);
  expect((await refused({ changes: "all" }))[0]).toBe(400);
  expect((await refused({ changes: first, parts: "4-1" }))[0]).toBe(422);
  expect(await refused({ changes: first, reason: "" })).toEqual([422, "reason-required"]);
  expect((await ann.send("POST", `/api/proposals/${id}/accept`, { changes: first, reason: "Mine." })).status).toBe(403);
  expect((await told(id)).parts[0]).toMatchObject({ status: "open" });
  await rex.json("POST", `/api/proposals/${id}/accept`, { changes: first, of: digestOfText(words), reason: "That." });
});

test("of what comes again, those who decide and those who write it see what it said when it was sent back, and nobody else", async () => {
  const { id, words } = await proposed();
  type Again = { sentBack: { rendering: RenderingJson; by: { name: string } } | null };
  const seenBy = async (client: Client): Promise<Again["sentBack"]> =>
    (await client.json<Again>("GET", `/api/proposals/${id}`)).sentBack;
  // Taken back by its own people it was not sent back.
  await ann.json("POST", `/api/proposals/${id}/return`, { reason: "A word more." });
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: `${words} Thirdly.` });
  expect(await seenBy(rex)).toBeNull();
  await rex.json("POST", `/api/proposals/${id}/return`, { reason: "Not the third." });
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: words });
  for (const client of [rex, ann]) {
    const back = (await seenBy(client))!;
    expect([canonicalText(renderingFromJson(back.rendering)), back.by.name]).toEqual([`${words} Thirdly.`, "Rex"]);
  }
  const stranger = await fetch(`${site.address}/nip14/proposals/${id}`, { headers: { accept: "text/html" } });
  expect(await stranger.text()).not.toContain("Thirdly");
  const page = await rex.send("GET", `/nip14/proposals/${id}`, undefined, { accept: "text/html" });
  expect(await page.text()).toContain("since it was sent back");
  await rex.json("POST", `/api/proposals/${id}/decline`, { reason: "Enough." });
});

test("reasons that owners keep ready are chosen and added to; others can't say which, nor see them", async () => {
  const to = "/api/works/nip14/reasons";
  expect((await rex.send("POST", to, { reasons: "Mine." })).status).toBe(403);
  const kept = await owner.json("POST", to, {
    reasons: "Not in the source.\n\n  Too free. \nToo free.\n万 \u{1f600} \u202eetirw\n",
  });
  expect((kept as { reasons: string[] }).reasons.slice(0, 3)).toEqual([
    "Not in the source.",
    "Too free.",
    expect.stringContaining("万"),
  ]);
  expect((await owner.send("POST", to, { reasons: "x".repeat(1_000_000) })).ok).toBe(false);
  expect((await owner.send("POST", to, { reasons: [1] })).status).toBe(400);
  // Nothing is cut, nor left out.
  for (const reasons of [
    "x".repeat(301),
    Array.from({ length: 21 }, (_, at) => `Reason ${at}.`).join("\n"),
    `${"😀".repeat(150)}!`,
  ])
    expect((await owner.send("POST", to, { reasons })).status).toBe(400);
  const { id } = await proposed();
  const seenBy = async (client: Client): Promise<string> =>
    (await client.send("GET", `/nip14/proposals/${id}`, undefined, { accept: "text/html" })).text();
  expect(await seenBy(rex)).toContain("Not in the source.");
  expect(await seenBy(ann)).not.toContain("Not in the source.");
  expect((await rex.send("POST", `/api/proposals/${id}/decline`, { ready: "", reason: "" })).status).toBe(422);
  await rex.json("POST", `/api/proposals/${id}/decline`, { ready: "Too free.", reason: "See the first clause." });
  const { parts } = await owner.json<{ parts: { decision: { reason: string } }[] }>("GET", `/api/proposals/${id}`);
  expect(parts[0]!.decision.reason).toBe("Too free.\n\nSee the first clause.");
  expect(await owner.json("POST", to, { reasons: "" })).toEqual({ reasons: [] });
});

test("whoever decides too late keeps what they wrote, on a page that says what happened", async () => {
  const { id, words } = await proposed();
  await rex.json("POST", `/api/proposals/${id}/accept`, { reason: "All of it." });
  const form = new URLSearchParams({ text: words.replace("Lastly", "Late"), reason: "Shorter & better." });
  const headers = { accept: "text/html", "content-type": "application/x-www-form-urlencoded" };
  const response = await eve.send("POST", `/api/proposals/${id}/accept`, form.toString(), headers);
  expect(response.status).toBe(409);
  const page = await response.text();
  expect(page).toContain("accepted by Rex");
  expect(page).toContain("Shorter &amp; better.");
  expect(page).toContain(words.replace("Lastly", "Late").slice(-20));
});

test("what changed since somebody last looked is theirs alone, and moves when they say so", async () => {
  const { id, words } = await proposed();
  const looked = async (by = rex) =>
    (await by.json<{ looked: { through: number; said: RenderingJson | null } }>("GET", `/api/proposals/${id}`)).looked;
  const first = await looked();
  expect(first.said).toBeNull();
  await rex.json("POST", `/api/proposals/${id}/looked`, { through: first.through });
  await ann.json("POST", `/api/proposals/${id}/return`, {});
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: `${words} And more.`, summary: "Plainer." });
  expect(canonicalText(renderingFromJson((await looked()).said))).toBe(words);
  expect((await looked(eve)).said).toBeNull();
  const page = await (await rex.send("GET", `/nip14/proposals/${id}`, undefined, { accept: "text/html" })).text();
  expect(page).toContain("since you looked at it");
  await rex.json("POST", `/api/proposals/${id}/looked`, { through: (await looked()).through });
  expect(canonicalText(renderingFromJson((await looked()).said))).toBe(`${words} And more.`);
  for (const through of [-1, "‮", 1e9])
    expect((await rex.send("POST", `/api/proposals/${id}/looked`, { through })).status).toBe(400);
});
