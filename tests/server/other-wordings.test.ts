/** The other texts of a passage, as whoever writes in a draft of it is given them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OtherTexts } from "../../editor/drafting/drafting.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { joinAs, joinAsOwner, type Client } from "../help/workbench.ts";

let site: TestSite;
let owner: Client;
let ann: Client;
let ben: Client;
let text: string;

const PASSAGE = "/api/works/nip14/passages/s10-government-and-markets";

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
  ben = await joinAs(site, owner, "translator", { name: "Ben", email: "ben@example.org", password: "ben writes here" });
  ({ text } = await owner.json<{ text: string }>("GET", "/nip14/s10-government-and-markets/v2.json"));
});
afterAll(() => site.end());

const begun = async (by: Client): Promise<string> =>
  (await by.json<{ id: string }>("POST", `${PASSAGE}/proposals`, { base: 2 })).id;

async function proposed(by: Client, from: string, to: string, summary: string): Promise<string> {
  const id = await begun(by);
  await by.json("POST", `/api/proposals/${id}/submit`, { text: text.replace(from, to), summary });
  return id;
}

async function texts(by: Client, id: string): Promise<string[]> {
  const { texts } = await by.json<OtherTexts>("GET", `/api/proposals/${id}/wordings`);
  return texts.map(({ from, people, reason, refused, rendering }) => {
    const verb = /\w+(?= the relationship)/.exec(canonicalText(renderingFromJson(rendering)))?.[0];
    const said = [reason === "" || from.kind === "version" ? "" : reason, refused].filter(Boolean);
    const kind = from.kind === "version" ? `v${from.number}` : from.kind;
    return [`${kind} ${people.map(({ name }) => name).join(", ")}: ${verb}`, ...said].join(" | ");
  });
}

test("versions that are held, what waits and what was declined, with both reasons; of drafts those that one may read", async () => {
  const own = await begun(ann);
  const waits = await proposed(ben, "Clarify", "Settle", "Firmer.");
  const declined = await proposed(ben, "Clarify", "Purify", "Finer.");
  await owner.json("POST", `/api/proposals/${declined}/decline`, { reason: "That is another verb." });
  const bens = await begun(ben);
  await ben.json("POST", `/api/proposals/${bens}/readers`, { readers: "writers" });

  const seen = await texts(ann, own);
  expect(seen.slice(0, 3)).toEqual([
    "v2 Paul Triolo, Rogier Creemers, Hunter Dorwart, Kevin Neville, Kendra Schaefer: Clarify",
    "declined Ben: Purify | Finer. | That is another verb.",
    "proposal Ben: Settle | Firmer.",
  ]);
  expect(seen.join()).not.toContain("draft");
  await ben.json("POST", `/api/proposals/${bens}/readers`, { readers: "accounts" });
  expect(await texts(ann, own)).toEqual([...seen, "draft Ben: Clarify"]);
  // A proposal says nothing of itself.
  expect(await texts(ben, waits)).not.toContain("proposal Ben: Settle | Firmer.");
});

test("those who may not read the draft are told nothing, and nobody is of what is not there", async () => {
  const own = await begun(ann);
  await ann.json("POST", `/api/proposals/${own}/readers`, { readers: "writers" });
  const status = async (by: Client, asked: string): Promise<number> => (await by.send("GET", asked)).status;
  expect(await status(ben, `/api/proposals/${own}/wordings`)).toBe(403);
  expect(await status(ann, `/api/proposals/${own}/wordings?part=4-1`)).toBe(403);
  expect(await status(ann, `/api/proposals/${own}/wordings?part=${encodeURIComponent("\u202e第")}`)).toBe(403);
  expect(await status(ann, "/api/proposals/nowhere/wordings")).toBe(404);
});

test("words that were taken out of a declined proposal are not given", async () => {
  const own = await begun(ann);
  const declined = await proposed(ben, "Clarify", "Botch", "Worse.");
  await owner.json("POST", `/api/proposals/${declined}/decline`, { reason: "No." });
  expect((await texts(ann, own)).join()).toContain("Botch");
  const taken = { thing: `proposal/${declined}/text`, ground: "court", reason: "Not theirs.", confirmed: "yes" };
  await owner.json("POST", `${PASSAGE}/remove`, taken);
  expect((await texts(ann, own)).join()).not.toContain("Botch");
});
