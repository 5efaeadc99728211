/** How many approvals a version needs, over HTTP: said by owners, given by reviewers, taken back, and told wherever the version is named; and passages that are final. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

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
  may: { decide: boolean; acceptAtOnce: boolean };
  parts: {
    base: number;
    status: string;
    number: number | null;
    approving: { needed: number; given: { by: { name: string }; text: string }[]; own: boolean; enough: boolean };
  }[];
}

interface Version {
  text: string;
  digest: string;
  unreviewed: boolean;
  contributors: { name: string; role: string }[];
}

const told = (id: string, by = owner): Promise<Told> => by.json("GET", `/api/proposals/${id}`);
const version = (number: number): Promise<Version> => owner.json("GET", `/nip14/5-7/v${number}.json`);
const newest = async (): Promise<number> => (await owner.json<{ versions: unknown[] }>("GET", PASSAGE)).versions.length;
const needing = (needed: number, own = "owners"): Promise<unknown> =>
  owner.json("POST", "/api/works/nip14/approvals", { needed, own });
const code = async (by: Client, path: string, body: object): Promise<[number, string]> => {
  const response = await by.send("POST", path, body);
  return [response.status, ((await response.json()) as { code?: string }).code ?? ""];
};
const page = async (path: string, by = owner): Promise<string> =>
  (await by.send("GET", path, undefined, { accept: "text/html" })).text();

/** As a browser without a script sends it. */
const form = (by: Client, path: string, fields: Record<string, string>): Promise<Response> =>
  fetch(site.address + path, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: by.session, origin: site.address, accept: "text/html" },
    body: new URLSearchParams(fields),
  });

/** A draft, with other words each time. */
async function drafted(by = ann): Promise<{ id: string; text: string }> {
  const { id } = await by.json<{ id: string }>("POST", `${PASSAGE}/proposals`, {});
  return { id, text: `Words of turn ${++turn}.` };
}

async function proposed(by = ann): Promise<string> {
  const { id, text } = await drafted(by);
  await by.json("POST", `/api/proposals/${id}/submit`, { text, summary: "Plainer." });
  return id;
}

test("owners say how many; others are refused, and so is what is no number", async () => {
  expect(await code(rex, "/api/works/nip14/approvals", { needed: 0, own: "owners" })).toEqual([403, "not-allowed"]);
  for (const bad of [{ needed: 3, own: "owners" }, { needed: "two", own: "owners" }, { needed: 1, own: "‮" }, {}])
    expect((await code(owner, "/api/works/nip14/approvals", bad))[0]).toBe(400);
  expect((await code(owner, "/api/works/none/approvals", { needed: 1, own: "owners" }))[0]).toBe(404);
  expect(await needing(2)).toMatchObject({ approvals: { needed: 2, own: "owners" } });
  expect(await page("/nip14/-/readers")).toMatch(/id="needed-2"[^>]*checked/);
});

test("of two approvals the first waits, can be taken back, and the second makes a version that credits both", async () => {
  await needing(2, "nobody");
  const id = await proposed();
  const number = (await newest()) + 1;
  await rex.json("POST", `/api/proposals/${id}/accept`, { reason: "As it should be." });
  expect((await told(id, rex)).parts[0]).toMatchObject({
    status: "open",
    approving: { needed: 2, given: [{ by: { name: "Rex" } }], own: true, enough: false },
  });
  // Who approves takes part in it.
  const follows = async (by: Client) =>
    (await by.json<{ follows: { what: string; id: string }[] }>("GET", "/api/me/following")).follows.some(
      (each) => each.what === "proposal" && each.id === id,
    );
  expect([await follows(rex), await follows(eve)]).toEqual([true, false]);
  expect(await page(`/nip14/proposals/${id}`, eve)).toContain("It has 1 of 2 approvals, by Rex. You decide.");
  expect(await page(`/nip14/proposals/${id}`, rex)).toContain("It waits for another’s.");
  expect(await page("/review", eve)).toContain("approved by Rex, waits for another");
  const queue = async (by: Client) =>
    (await by.json<{ proposals: { proposal: { id: string }; yours: string }[] }>("GET", "/review")).proposals.find(
      (each) => each.proposal.id === id,
    )?.yours;
  expect([await queue(rex), await queue(eve)]).toEqual(["approved", "decide"]);
  const decides = async (by: Client) => JSON.stringify(await by.json("GET", "/api/me?list=decide")).includes(`"${id}"`);
  expect([await decides(rex), await decides(eve)]).toEqual([false, true]);
  // Whoever proposes it, and whose approval it waits for, is told; whoever gave it is not, nor is who reads only.
  type News = { kind: string; proposal: string; approvals: unknown; reason: string };
  const news = async (by: Client) =>
    (await by.json<{ news: News[] }>("GET", "/api/me/news")).news.filter((each) => each.proposal === id);
  expect(await news(ann)).toMatchObject([
    { kind: "approved", approvals: { lacking: 1, yours: false }, reason: "As it should be." },
  ]);
  expect(await news(eve)).toMatchObject([{ kind: "approved", approvals: { lacking: 1, yours: true } }]);
  expect(await news(rex)).toEqual([]);
  expect(await page("/me/news", eve)).toContain("was approved and waits for your approval");
  expect(await page("/me?list=decide", eve)).toContain("approved by Rex, waits for another");
  // Where one is enough from then on, whoever approved already decides.
  await needing(1, "nobody");
  expect([await queue(rex), await decides(rex)]).toEqual(["decide", true]);
  expect(await page("/me/news", ann)).toContain("was approved and has the approvals that it needs");
  await needing(2, "nobody");
  expect([await queue(rex), await decides(rex)]).toEqual(["approved", false]);

  expect(await code(eve, `/api/proposals/${id}/withdraw-approval`, {})).toEqual([409, "not-approved"]);
  await rex.json("POST", `/api/proposals/${id}/withdraw-approval`, { reason: "Wait." });
  expect((await told(id)).parts[0]!.approving.given).toEqual([]);
  expect((await news(ann)).map(({ kind, reason }) => [kind, reason])).toEqual([
    ["approval-withdrawn", "Wait."],
    ["approved", "As it should be."],
  ]);
  await eve.json("POST", `/api/proposals/${id}/accept`, {});
  expect(await newest()).toBe(number - 1);
  expect(await code(rex, `/api/proposals/${id}/accept`, { text: "Other words.", reason: "" })).toEqual([
    403,
    "not-allowed",
  ]);
  await rex.json("POST", `/api/proposals/${id}/accept`, {});
  const made = await version(number);
  expect(made.contributors.filter(({ role }) => role === "approver").map(({ name }) => name)).toEqual(["Eve", "Rex"]);
  expect(made.unreviewed).toBe(false);
  expect(await (await fetch(`${site.address}/nip14/5-7/v${number}.csl.json`)).text()).toContain(
    "approved by Rex, approved by Eve",
  );
  expect(await page(`/nip14/5-7/v${number}`)).toMatch(/approved<\/a> by Eve and Rex/);
});

test("an approval counts as long as whoever gave it decides here, and the page says why it doesn't", async () => {
  await needing(2, "nobody");
  const id = await proposed();
  await rex.json("POST", `/api/proposals/${id}/accept`, { reason: "As it should be." });
  const role = async (by: Client, role: string) => {
    const people = await owner.json<{ people: { id: string; name: string }[] }>("GET", "/api/people");
    const { id: person } = people.people.find(({ name }) => name === (by === rex ? "Rex" : "Eve"))!;
    await owner.json("POST", `/api/people/${person}/role`, { role });
  };
  const stranger = async (path: string) =>
    (await fetch(site.address + path, { headers: { accept: "text/html" } })).text();
  expect(await stranger(`/nip14/proposals/${id}`)).toContain("1 of 2 approvals");
  expect(await stranger("/review")).toContain("approved by Rex");
  await role(rex, "translator");
  const { approving } = (await told(id, eve)).parts[0]!;
  expect(approving).toMatchObject({ given: [], uncounted: [{ by: { name: "Rex" }, why: "role" }], enough: false });
  for (const shown of [await page(`/nip14/proposals/${id}`, eve), await stranger(`/nip14/proposals/${id}`)]) {
    expect(shown).toContain("0 of 2 approvals");
    expect(shown).toContain("whoever gave it decides nothing in this work any more");
  }
  expect(await stranger("/review")).not.toContain("approved by Rex");
  const before = await newest();
  await eve.json("POST", `/api/proposals/${id}/accept`, {});
  expect(await newest()).toBe(before);
  // Whoever gave it may take it back all the same.
  expect((await told(id, rex)).parts[0]!.approving.own).toBe(true);
  await role(rex, "reviewer");
  expect((await told(id, eve)).parts[0]!.approving.given).toHaveLength(2);
  await eve.json("POST", `/api/proposals/${id}/accept`, { reason: "Now." });
  expect(await newest()).toBe(before + 1);
});

test("what is submitted anew is approved anew, unless it is what was approved", async () => {
  await needing(2, "nobody");
  const id = await proposed();
  await rex.json("POST", `/api/proposals/${id}/accept`, {});
  const given = async () => (await told(id)).parts[0]!.approving.given.map(({ by }) => by.name);
  await ann.json("POST", `/api/proposals/${id}/return`, {});
  await ann.json("POST", `/api/proposals/${id}/submit`, {});
  expect(await given()).toEqual(["Rex"]);
  await ann.json("POST", `/api/proposals/${id}/return`, {});
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: "Others, after all." });
  expect(await given()).toEqual([]);
  await ann.json("POST", `/api/proposals/${id}/withdraw`, {});
});

test("who approved of what is written again, and of which words, is told to nobody who may not read it", async () => {
  await needing(2, "nobody");
  const id = await proposed();
  await ann.json("POST", `/api/proposals/${id}/readers`, { readers: "writers" });
  await rex.json("POST", `/api/proposals/${id}/accept`, { reason: "A reason of Rex’s own." });
  const { text } = (await told(id)).parts[0]!.approving.given[0]!;
  await ann.json("POST", `/api/proposals/${id}/return`, {});
  const stranger = new Client(site.address);
  for (const who of [eve, stranger]) {
    for (const path of [`/nip14/proposals/${id}`, "/nip14/5-7"])
      expect(await page(path, who), path).not.toMatch(new RegExp(`${text}|A reason of Rex`));
    expect(JSON.stringify(await told(id, who))).not.toMatch(new RegExp(`${text}|A reason of Rex`));
  }
  expect(JSON.stringify(await told(id, ann))).toContain(text);
  await ann.json("POST", `/api/proposals/${id}/withdraw`, {});
});

test("what others wait by now than were read is neither approved nor accepted by the page that had them", async () => {
  await needing(2, "nobody");
  const id = await proposed();
  const path = `/api/proposals/${id}/accept`;
  const read = async () =>
    /name="of" value="([0-9a-f]{64})"/.exec(await page(`/nip14/proposals/${id}`, rex))?.[1] ?? "";
  const of = await read();
  expect(of).not.toBe("");
  await ann.json("POST", `/api/proposals/${id}/return`, {});
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: "Quite other words." });
  const late = await form(rex, path, { of, reason: "As I read it." });
  expect([late.status, await late.text()]).toEqual([409, expect.stringContaining("Other words are proposed by now")]);
  expect(await code(rex, path, { of })).toEqual([409, "not-submitted"]);
  for (const bad of ["", "x", `${of},`, `${of}${of}`, [of], 7])
    expect((await code(rex, path, { of: bad }))[0]).toBe(400);
  expect((await told(id)).parts[0]!.approving.given).toEqual([]);
  expect((await form(rex, path, { of: await read(), reason: "" })).status).toBe(303);
  expect((await told(id)).parts[0]!.approving.given).toHaveLength(1);
  // What is said twice is said once, whatever came between.
  expect((await form(rex, path, { of: `${of},${await digestNow(id)}`, reason: "" })).status).toBe(303);
  await ann.json("POST", `/api/proposals/${id}/withdraw`, {});
});

async function digestNow(id: string): Promise<string> {
  return (await told(id)).parts[0]!.approving.given[0]!.text;
}

test("where none is needed its people accept at once, and the version says everywhere that nobody reviewed it", async () => {
  await needing(0);
  const { id, text } = await drafted();
  expect((await told(id, ann)).may.acceptAtOnce).toBe(true);
  expect((await told(id, rex)).may.acceptAtOnce).toBe(false);
  expect((await code(rex, `/api/proposals/${id}/accept-at-once`, { text, summary: "So." }))[0]).toBe(403);
  expect(await code(ann, `/api/proposals/${id}/accept-at-once`, { text })).toEqual([422, "reason-required"]);
  await ann.json("POST", `/api/proposals/${id}/accept-at-once`, { text, summary: "Mine." });
  const number = await newest();
  expect(await version(number)).toMatchObject({ text, unreviewed: true });
  expect((await version(number)).contributors.map(({ role }) => role)).toEqual(["proposer"]);
  for (const format of ["bib", "ris", "csl.json"])
    expect(await (await fetch(`${site.address}/nip14/5-7/v${number}.${format}`)).text(), format).toContain(
      "unreviewed",
    );
  for (const path of [`/nip14/5-7/v${number}`, "/nip14/5-7", `/nip14/5-7/v${number - 1}..v${number}`])
    expect(await page(path), path).toContain("unreviewed");
  for (const as of ["jsonl", "csv", "html", "md", "txt"])
    expect(await (await owner.send("GET", `/api/works/nip14/export/${as}`)).text(), as).toContain("unreviewed");

  // Somebody else's acceptance is a review.
  const reviewed = await proposed();
  await rex.json("POST", `/api/proposals/${reviewed}/accept`, {});
  expect(await version(number + 1)).toMatchObject({ unreviewed: false });
});

test("who decides alone accepts at once, with a form too; nobody else, where one approval is needed", async () => {
  await needing(1);
  const own = await drafted(owner);
  const plain = await page(`/nip14/proposals/${own.id}`);
  expect(plain).toContain(`formAction="/api/proposals/${own.id}/accept-at-once"`.toLowerCase());
  const number = (await newest()) + 1;
  const sent = await form(owner, `/api/proposals/${own.id}/accept-at-once`, {
    text: own.text,
    summary: "So.",
    part: "5-7",
  });
  expect(sent.status).toBe(303);
  expect(await version(number)).toMatchObject({ text: own.text, unreviewed: false });
  const others = await drafted();
  expect(await code(ann, `/api/proposals/${others.id}/accept-at-once`, { text: others.text, summary: "So." })).toEqual([
    403,
    "not-allowed",
  ]);
  await needing(1, "nobody");
  const refused = await drafted(owner);
  expect((await code(owner, `/api/proposals/${refused.id}/accept-at-once`, { text: "x", summary: "So." }))[0]).toBe(
    403,
  );
  for (const [by, { id }] of [
    [ann, others],
    [owner, refused],
  ] as const)
    await by.json("POST", `/api/proposals/${id}/withdraw`, {});
  await needing(1);
});

test("what is final says so; a draft for it is proposed with what is wrong, and an owner undoes it", async () => {
  const set = (by: Client, body: object) => code(by, "/api/works/nip14/finality", body);
  expect(await set(rex, { passages: "5-7", final: "yes" })).toEqual([403, "not-allowed"]);
  expect((await set(owner, { passages: "no-such", final: "yes" }))[0]).toBe(404);
  expect((await set(owner, { final: "yes" }))[0]).toBe(422);
  const standing = async () =>
    (await owner.json<{ whole: { stages: Record<string, number> } }>("GET", "/api/works/nip14/standing")).whole.stages;
  const before = await standing();
  expect(await owner.json("POST", "/api/works/nip14/finality", { passages: "5-7", final: "yes" })).toEqual({ said: 1 });
  expect(await owner.json("POST", "/api/works/nip14/finality", { passages: "5-7", final: "yes" })).toEqual({ said: 0 });
  expect(await standing()).toMatchObject({ final: 1, approved: before["approved"]! - 1 });
  expect(await page("/nip14/5-7", ann)).toContain("Final:");

  const { id, text } = await drafted();
  expect(await page(`/nip14/proposals/${id}`, ann)).toContain("What is wrong is about");
  const submit = (body: object) => code(ann, `/api/proposals/${id}/submit`, { text, ...body });
  expect(await submit({ summary: "Plainer." })).toEqual([422, "reason-required"]);
  expect((await submit({ summary: "Plainer.", wrong: "everything" }))[0]).toBe(400);
  expect(await submit({ summary: "Plainer.", wrong: "accuracy" })).toEqual([200, ""]);
  expect(await page(`/nip14/proposals/${id}`, rex)).toContain("what is wrong there is about accuracy");
  await rex.json("POST", `/api/proposals/${id}/accept`, {});
  expect(await standing()).toMatchObject({ final: 1 });

  // Whoever writes elsewhere in the same proposal is asked, too.
  const { id: wide } = await ann.json<{ id: string }>("POST", `${PASSAGE}/proposals`, {});
  const section = await ann.json<{ proposal: { final: boolean } }>("GET", `/nip14/-/revise?at=5-8&proposal=${wide}`);
  expect(section.proposal.final).toBe(true);
  await ann.json("POST", `/api/proposals/${wide}/withdraw`, {});
  const undone = await form(owner, "/api/works/nip14/finality", {
    part: "5-7",
    branch: "yes",
    final: "no",
    on: "standing",
  });
  expect([undone.status, undone.headers.get("location")]).toEqual([303, "/nip14/-/standing"]);
  expect(await standing()).toEqual(before);
});
