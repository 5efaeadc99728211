/** Proposals of several passages over HTTP: what a program is told of their parts, and who is told it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { LIMITS } from "../../translations/text/limits.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { joinAs, joinAsOwner, Client } from "../help/workbench.ts";

interface Told {
  status: string;
  passage: string;
  parts: {
    passage: string;
    status: string;
    hidden: boolean;
    number?: number | null;
    draft: { id: string; summary: string; summaryIn: string } | null;
    submission?: { summary: string; proposers: { name: string }[] } | null;
  }[];
}

let site: TestSite;
let owner: Client;
let ann: Client;
let rex: Client;
let stranger: Client;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
  rex = await joinAs(site, owner, "reviewer", { name: "Rex", email: "rex@example.org", password: "rex reads it all" });
  stranger = new Client(site.address);
});
afterAll(() => site.end());

const BEGIN = "/api/works/nip14/passages/4-1/proposals";
const told = (id: string, by = ann, query = ""): Promise<Told> => by.json("GET", `/api/proposals/${id}${query}`);
const stands = async (id: string) => (await told(id)).parts.map(({ passage, status }) => [passage, status]);

/** A proposal of these passages with words in each. */
async function begun(...passages: string[]): Promise<string> {
  const { id } = await ann.json<{ id: string }>("POST", BEGIN, { passages });
  return id;
}

async function submitted(id: string, part: string, text: string): Promise<void> {
  await ann.json("POST", `/api/proposals/${id}/submit`, { part, parts: [part], text, summary: "Plainer." });
}

test("a proposal is begun on several passages, or gets one more; each has a draft of its own", async () => {
  const id = await begun("4-2");
  await ann.json("POST", `/api/proposals/${id}/add`, { passage: "4-3" });
  const { parts, passage } = await told(id);
  expect(parts.map((part) => [part.passage, part.status])).toEqual([
    ["4-1", "draft"],
    ["4-2", "draft"],
    ["4-3", "draft"],
  ]);
  expect(new Set(parts.map(({ draft }) => draft!.id)).size).toBe(3);
  expect([passage, (await told(id, ann, "?part=4-3")).passage]).toEqual(["4-1", "4-3"]);
  expect((await ann.send("POST", `/api/proposals/${id}/add`, { passage: "nowhere" })).status).toBe(404);
  expect((await rex.send("POST", `/api/proposals/${id}/add`, { passage: "4-4" })).status).toBe(403);
  await ann.json("POST", `/api/proposals/${id}/withdraw`, { parts: ["4-3"] });
  expect(await stands(id)).toEqual([
    ["4-1", "draft"],
    ["4-2", "draft"],
    ["4-3", "withdrawn"],
  ]);
});

test("strangers read the parts that were proposed, and of the others nothing but that they are being written", async () => {
  const id = await begun("4-2");
  await submitted(id, "4-2", "Wells of data");
  const before = await told(id, stranger);
  expect(before.passage).toBe("4-2");
  expect(before.parts.map(({ passage, hidden }) => [passage, hidden])).toEqual([
    ["4-1", true],
    ["4-2", false],
  ]);
  const page = await stranger.send("GET", `/nip14/proposals/${id}?part=4-1`, undefined, { accept: "text/html" });
  const html = await page.text();
  expect(html).toContain("Wells");
  expect(html).toContain("This passage is being written and unfinished");
  // How its comparison is shown is chosen without leaving it.
  expect(html).toContain(`href="/nip14/proposals/${id}?part=4-2&amp;view=side#part-4-2"`);
});

test("a decision is made on the parts that it names, all or none; what refuses it is named", async () => {
  const id = await begun("4-2");
  await submitted(id, "4-1", "An age of networks");
  await submitted(id, "4-2", "Wells of water");
  const other = await ann.json<{ id: string }>("POST", "/api/works/nip14/passages/4-2/proposals", {});
  await submitted(other.id, "4-2", "Springs of data");
  await rex.json("POST", `/api/proposals/${other.id}/accept`, { reason: "First." });
  const refused = await rex.send("POST", `/api/proposals/${id}/accept`, { parts: ["4-1", "4-2"], reason: "" });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    code: "stale-base",
    passage: "4-2",
    came: [{ passage: "4-2", by: ["Ann"] }],
    detail: expect.stringMatching(/^Since this was begun v\d+ of 4\.2 \(by Ann, /) as string,
  });
  expect(await stands(id)).toEqual([
    ["4-1", "open"],
    ["4-2", "open"],
  ]);
  await rex.json("POST", `/api/proposals/${id}/accept`, { parts: ["4-1"], reason: "" });
  // Whoever opens it is turned to what waits.
  expect([(await told(id, rex)).passage, (await told(id, stranger)).passage]).toEqual(["4-2", "4-2"]);
  expect((await told(id, rex, "?part=4-1")).passage).toBe("4-1");
  await rex.json("POST", `/api/proposals/${id}/return`, { parts: ["4-2"], reason: "Springs were accepted." });
  expect(await stands(id)).toEqual([
    ["4-1", "accepted"],
    ["4-2", "draft"],
  ]);
  for (const parts of [["4-3"], []])
    expect((await rex.send("POST", `/api/proposals/${id}/decline`, { parts, reason: "No." })).status).toBe(422);
});

test("words for a passage that it does not revise, or that is not written now, are refused and not passed over", async () => {
  const id = await begun("4-2");
  const send = async (body: object) => {
    const answer = await ann.send("POST", `/api/proposals/${id}/submit`, { summary: "Plainer.", ...body });
    return [answer.status, ((await answer.json()) as { code?: string }).code];
  };
  expect(await send({ part: "nowhere", text: "Lost words" })).toEqual([422, "unknown-part"]);
  expect(await send({ part: "4-2", parts: ["4-2", "nowhere"], text: "Lost words" })).toEqual([422, "unknown-part"]);
  expect(await send({ part: "4-2", parts: ["4-1"], text: "Lost words" })).toEqual([409, "not-a-draft"]);
  expect(await stands(id)).toEqual([
    ["4-1", "draft"],
    ["4-2", "draft"],
  ]);
  await submitted(id, "4-1", "An age of nets");
  await rex.json("POST", `/api/proposals/${id}/accept`, { parts: ["4-1"], reason: "" });
  expect(await send({ parts: ["4-1", "4-2"] })).toEqual([409, "not-a-draft"]);
  expect(await stands(id)).toEqual([
    ["4-1", "accepted"],
    ["4-2", "draft"],
  ]);
});

test("a part that is submitted a second time while others are written is submitted once", async () => {
  const id = await begun("4-2");
  const send = (text: string) =>
    ann.send("POST", `/api/proposals/${id}/submit`, { part: "4-1", parts: ["4-1"], text, summary: "Plainer." });
  expect([(await send("Nets of nets")).status, (await send("Nets of nets")).status]).toEqual([200, 200]);
  const other = await send("Webs of nets");
  expect([other.status, ((await other.json()) as { why?: string }).why]).toEqual([409, "submitted-otherwise"]);
  expect(await stands(id)).toEqual([
    ["4-1", "open"],
    ["4-2", "draft"],
  ]);
});

/** What is written as the reason, in each part that is being written. */
const reasons = async (id: string, by = ann) =>
  (await told(id, by)).parts.flatMap(({ passage, draft }) => (draft ? [[passage, draft.summary]] : []));

test("there is one reason for all parts, in whichever it is written; it is submitted with each", async () => {
  const id = await begun("4-2", "4-3");
  const { parts } = await told(id);
  const draftIn = (passage: string) => parts.find((part) => part.passage === passage)!.draft!;
  expect(parts.map(({ draft }) => draft!.summaryIn)).toEqual(parts.map(() => draftIn("4-1").id));
  const unchanged = await ann.send("POST", `/api/proposals/${id}/submit`, {
    part: "4-2",
    text: "Wells",
    summary: "One.",
  });
  expect((await unchanged.json()) as object).toMatchObject({ code: "unchanged", passage: "4-1" });
  expect(await reasons(id)).toEqual([
    ["4-1", "One."],
    ["4-2", "One."],
    ["4-3", "One."],
  ]);
  expect(await reasons(id, stranger)).toEqual([]);
  await ann.json("POST", `/api/proposals/${id}/submit`, { part: "4-1", parts: ["4-1", "4-2"], text: "Nets" });
  const submitted = (await told(id)).parts.map(({ passage, submission }) => [passage, submission?.summary]);
  expect(submitted).toEqual([
    ["4-1", "One."],
    ["4-2", "One."],
    ["4-3", undefined],
  ]);
  expect(await reasons(id)).toEqual([["4-3", "One."]]);
});

test("who writes the reason in one passage's draft is credited with the passage whose words they wrote", async () => {
  const id = await begun("4-2");
  const { invitable } = await ann.json<{ invitable: { id: string; name: string }[] }>("GET", `/api/proposals/${id}`);
  await ann.json("POST", `/api/proposals/${id}/invite`, { person: invitable.find(({ name }) => name === "Rex")!.id });
  const write = (by: Client, part: string, text: string, summary: string) =>
    by.send("POST", `/api/proposals/${id}/submit`, { part, text, summary });
  await write(ann, "4-1", "Nets of nets", "Mine.");
  await write(rex, "4-2", "Wells of ink", "Ours.");
  const credited = (await told(id)).parts.map(({ submission }) => submission!.proposers.map(({ name }) => name));
  expect(credited).toEqual([["Ann"], ["Ann", "Rex"]]);
});

test("when the part in whose draft the reason stands is left out, the reason goes on in another, and names nobody there", async () => {
  const id = await begun("4-2", "4-3");
  await ann.send("POST", `/api/proposals/${id}/submit`, { summary: "Kept." });
  await ann.json("POST", `/api/proposals/${id}/withdraw`, { parts: ["4-1"] });
  expect(await reasons(id)).toEqual([
    ["4-1", "Kept."],
    ["4-2", "Kept."],
    ["4-3", "Kept."],
  ]);
  const { parts } = await told(id);
  expect(parts[2]!.draft!.summaryIn).toBe(parts[1]!.draft!.id);
  await ann.json("POST", `/api/proposals/${id}/withdraw`, { parts: ["4-3"] });
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: "Wells of ink" });
  expect((await told(id)).parts[1]!.submission).toMatchObject({ summary: "Kept.", proposers: [{ name: "Ann" }] });
});

test("a part that comes back brings the reason that it was submitted with; who presses twice is not refused", async () => {
  const id = await begun("4-2");
  await ann.send("POST", `/api/proposals/${id}/submit`, { part: "4-1", text: "Nets", summary: "First." });
  await ann.json("POST", `/api/proposals/${id}/submit`, { part: "4-2", text: "Springs" });
  await rex.json("POST", `/api/proposals/${id}/return`, { parts: ["4-2"], reason: "Not springs." });
  expect(await reasons(id)).toEqual([["4-2", "First."]]);
  const again = { text: "Streams", summary: "Second." };
  for (const _ of ["once", "twice"]) await ann.json("POST", `/api/proposals/${id}/submit`, again);
  await ann.json("POST", `/api/proposals/${id}/submit`, {});
  expect((await told(id)).parts.map(({ submission }) => submission?.summary)).toEqual(["First.", "Second."]);
  const other = await ann.send("POST", `/api/proposals/${id}/submit`, { summary: "Third." });
  expect([other.status, ((await other.json()) as { why?: string }).why]).toEqual([409, "submitted-otherwise"]);
  // Then one that came back earlier keeps its place.
  await rex.json("POST", `/api/proposals/${id}/return`, { parts: ["4-2"], reason: "Once more." });
  await rex.json("POST", `/api/proposals/${id}/return`, { parts: ["4-1"], reason: "This too." });
  expect(await reasons(id)).toEqual([
    ["4-1", "Second."],
    ["4-2", "Second."],
  ]);
});

test("without a script, words go into the part whose form they were typed in", async () => {
  const id = await begun("4-2");
  const form = { "content-type": "application/x-www-form-urlencoded", accept: "text/html" };
  const page = await (
    await ann.send("GET", `/nip14/proposals/${id}?part=4-2`, undefined, { accept: "text/html" })
  ).text();
  const hidden = /<form class="plain-draft"[^>]*><input type="hidden" name="part" value="([^"]+)"/.exec(page)?.[1];
  expect(hidden).toBe("4-2");
  const sent = new URLSearchParams({ part: hidden!, text: "Wells of all", summary: "So." }).toString();
  const refused = await (await ann.send("POST", `/api/proposals/${id}/submit`, sent, form)).text();
  expect(refused).toContain("4.1: ");
  const { draft } = (await told(id, ann, "?part=4-2")) as unknown as { draft: { rendering: unknown } };
  expect(JSON.stringify(draft.rendering)).toContain("Wells of all");
  const first = (await told(id, ann, "?part=4-1")) as unknown as { draft: { rendering: unknown } };
  expect(JSON.stringify(first.draft.rendering)).not.toContain("Wells of all");
  expect(refused).not.toMatch(/<textarea id="plain-text"[^>]*>Wells of all/);
});

test("passages to add are found by place, title or words, in all of the work; several are added at once", async () => {
  const id = await begun();
  const find = async (question: string, by = ann): Promise<{ asked: string; more: boolean; found: string[] }> => {
    const path = `/api/proposals/${id}/addable?find=${encodeURIComponent(question)}`;
    type Found = { asked: string; more: boolean; groups: { over: { id: string }; passages: { id: string }[] }[] };
    const { asked, more, groups } = await by.json<Found>("GET", path);
    return { asked, more, found: groups.flatMap(({ passages }) => passages.map((one) => one.id)) };
  };
  expect((await find("")).found).toContain("4-2");
  expect((await find("")).found).not.toContain("4-1");
  expect((await find("4.10")).found[0]).toBe("4-10");
  expect((await find("GOVERNMENT markets relationship")).found).toContain("s10-government-and-markets");
  expect((await find("厘清")).found).toContain("s10-government-and-markets");
  expect(await find("no such words here")).toMatchObject({ found: [], more: false });
  for (const [by, status] of [
    [rex, 403],
    [stranger, 401],
  ] as const)
    expect((await by.send("GET", `/api/proposals/${id}/addable?find=a`)).status).toBe(status);
  await ann.json("POST", `/api/proposals/${id}/add`, { passage: ["4-2", "4-3"] });
  expect((await stands(id)).map(([passage]) => passage)).toEqual(["4-1", "4-2", "4-3"]);
  const none = await ann.send("POST", `/api/proposals/${id}/add`, {});
  expect([none.status, ((await none.json()) as { code?: string }).code]).toEqual([422, "unknown-part"]);
  const html = { accept: "text/html" };
  const page = await (await ann.send("GET", `/nip14/proposals/${id}?find=5.1&part=4-2`, undefined, html)).text();
  expect(page).toMatch(/<input type="checkbox" name="passage" value="5-1"/);
});

test("of more passages than a proposal revises none is added", async () => {
  const id = await begun("4-2");
  const many = ["4-3", ...Array.from({ length: LIMITS.parts }, (_, index) => `further-${index}`)];
  const refused = await ann.send("POST", `/api/proposals/${id}/add`, { passage: many });
  expect([refused.status, ((await refused.json()) as { code?: string }).code]).toEqual([422, "too-large"]);
  expect((await stands(id)).map(([passage]) => passage)).toEqual(["4-1", "4-2"]);
});

test("the reason of all is not taken out for one while another waits", async () => {
  const id = await begun("4-4");
  await ann.json("POST", `/api/proposals/${id}/submit`, {
    part: "4-1",
    text: "A net of nets",
    parts: ["4-1"],
    summary: "So.",
  });
  await submitted(id, "4-4", "Founts of data");
  await rex.json("POST", `/api/proposals/${id}/accept`, { parts: ["4-1"], reason: "" });
  const accepted = (await told(id)).parts.find(({ passage }) => passage === "4-1")!.number!;
  const take = (what: string) =>
    owner.send("POST", "/api/works/nip14/passages/4-1/remove", {
      thing: `v${accepted}/${what}`,
      ground: "court",
      reason: "So ordered.",
    });
  const refused = await take("reasons");
  expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining("undecided")]);
  expect((await take("text")).status).toBe(200);
  await rex.json("POST", `/api/proposals/${id}/decline`, { parts: ["4-4"], reason: "No." });
  expect((await take("reasons")).status).toBe(200);
});

test("of drafts that are proposed at once none is submitted where one says nothing new", async () => {
  const id = await begun("4-2");
  const refused = await ann.send("POST", `/api/proposals/${id}/submit`, {
    part: "4-1",
    text: "An age of wires",
    summary: "Plainer.",
  });
  expect(await refused.json()).toMatchObject({
    code: "unchanged",
    passage: "4-2",
    detail: expect.stringMatching(/^4\.2: /) as string,
  });
  expect(await stands(id)).toEqual([
    ["4-1", "draft"],
    ["4-2", "draft"],
  ]);
});
