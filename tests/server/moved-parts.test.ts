/** Versions that come while a proposal is on its way, over HTTP: what is left of it, of several passages at once, and beside its rivals. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Came, Left } from "../../translations/ledger/refusals.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { joinAs, joinAsOwner, type Client } from "../help/workbench.ts";

interface Told {
  base: number;
  status: string;
  parts: { passage: string; status: string; base: number; came: Came | null }[];
  rivals: { id: string; base: number; siglum: string; places: number | null; words: string[] }[];
}

const ONE = "5-7";
const BOTH = ["5-7", "4-1"];

let site: TestSite;
let owner: Client;
let ann: Client;
let ben: Client;
let rex: Client;
/** Words of each test's own. */
let turn = 0;
/** The passages' words before each test, and their versions. */
let texts: Record<string, string>;
let bases: Record<string, number>;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  const person = (name: string) => ({ name, email: `${name}@example.org`, password: `${name} has a long password` });
  ann = await joinAs(site, owner, "translator", person("Ann"));
  ben = await joinAs(site, owner, "translator", person("Ben"));
  rex = await joinAs(site, owner, "reviewer", person("Rex"));
});
afterAll(() => site.end());

beforeEach(async () => {
  turn++;
  texts = {};
  bases = {};
  for (const passage of BOTH) {
    await accepted(ben, { [passage]: `The county ${turn} shall make a plan, and each year the council tells of it.` });
    const { versions } = await owner.json<{ versions: { number: number }[] }>("GET", `/nip14/${passage}`);
    const { number } = versions.at(-1)!;
    ({ text: texts[passage] } = await owner.json<{ text: string }>("GET", `/nip14/${passage}/v${number}.json`));
    bases[passage] = number;
  }
});

/** A proposal of these passages with their words, that waits. */
async function submitted(by: Client, words: Record<string, string>): Promise<string> {
  const passages = Object.keys(words);
  const { id } = await by.json<{ id: string }>("POST", "/api/works/nip14/proposals", { passages });
  for (const [part, text] of Object.entries(words))
    await by.json("POST", `/api/proposals/${id}/submit`, { part, parts: [part], text, summary: "Plainer." });
  return id;
}

async function accepted(by: Client, words: Record<string, string>): Promise<void> {
  await rex.json("POST", `/api/proposals/${await submitted(by, words)}/accept`, { reason: "" });
}

const told = (id: string, by = ann): Promise<Told> => by.json("GET", `/api/proposals/${id}`);
const said = (passage: string, ...changes: [string, string][]): string =>
  changes.reduce((text, [from, to]) => text.replace(from, to), texts[passage]!);
const leftOf = async (id: string, passage = ONE): Promise<Left | undefined> =>
  (await told(id)).parts.find((part) => part.passage === passage)?.came?.left;
const pageOf = async (id: string, by: Client): Promise<string> =>
  (await by.send("GET", `/nip14/proposals/${id}`, undefined, { accept: "text/html" })).text();

test("of each change it is told whether the version that came has it, leaves it, or changed the same words: to who writes and who decides", async () => {
  const id = await submitted(ann, {
    [ONE]: said(ONE, ["county", "district"], ["make", "write"], ["tells of", "reports on"], ["each", "every"]),
  });
  await accepted(ben, { [ONE]: said(ONE, ["county", "district"], ["tells of", "speaks of"]) });
  expect(await leftOf(id)).toEqual({ already: 1, stands: 2, meets: 1 });
  const number = bases[ONE]! + 1;
  expect(await pageOf(id, ann)).toContain(
    `Of your 4 changes 1 touches words that v${number} changed, 1 is in v${number} already and 2 stand.`,
  );
  expect(await pageOf(id, rex)).toContain(`Of its 4 changes 1 touches words that v${number} changed`);
  const refused = await rex.send("POST", `/api/proposals/${id}/accept`, { reason: "" });
  expect(refused.status).toBe(409);
  const { came, detail: message } = (await refused.json()) as { came: Came[]; detail: string };
  expect(came).toMatchObject([{ passage: ONE, number, by: ["Ben"], left: { already: 1, stands: 2, meets: 1 } }]);
  expect(message).toContain("it changed words that 1 of 4 changes here touches");
  expect(message).toContain("Ben");
});

test("several passages that have moved on are named at once, and one press brings up all in which nothing meets", async () => {
  const id = await submitted(ann, {
    [ONE]: said(ONE, ["county", "district"]),
    "4-1": said("4-1", ["county", "district"]),
  });
  await accepted(ben, { [ONE]: said(ONE, ["each year", "every year"]) });
  await accepted(ben, { "4-1": said("4-1", ["county", "region"]) });
  const refused = await rex.send("POST", `/api/proposals/${id}/accept`, { reason: "" });
  const { came } = (await refused.json()) as { came: Came[] };
  expect(came.map(({ passage }) => passage).sort()).toEqual(["4-1", ONE]);
  for (const by of [ann, rex]) {
    const page = await pageOf(id, by);
    expect(page).toContain("2 passages of this proposal have moved on");
    expect(page).toMatch(/4\.1<\/a>: v\d+, by Ben/);
    expect(page.includes("Bring all up to date")).toBe(by === ann);
  }
  expect((await rex.send("POST", `/api/proposals/${id}/rebase`, { all: "yes" })).status).toBe(403);
  const form = { accept: "text/html", "content-type": "application/x-www-form-urlencoded" };
  const pressed = await ann.send("POST", `/api/proposals/${id}/rebase`, "all=yes", form);
  expect(pressed.status).toBeLessThan(400);
  const { parts } = await told(id);
  const stands = Object.fromEntries(parts.map(({ passage, status, base }) => [passage, [status, base]]));
  expect(stands).toEqual({ [ONE]: ["draft", bases[ONE]! + 1], "4-1": ["open", bases["4-1"]!] });
  expect(await pageOf(id, ann)).toMatch(/4\.1.*Your one change touches words that v\d+ changed/s);
  // What is left meets everywhere: each is named, and nothing is changed.
  // What is said of one part alone is not passed over in silence, and nothing is brought up to date by it.
  for (const said of [{ rest: "ours" }, { choices: [{ side: "theirs" }] }, { base: 2 }, { part: "1-1" }]) {
    const refused = await ann.send("POST", `/api/proposals/${id}/rebase`, { all: "yes", ...said });
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: "not-readable", why: "brings-all" }]);
  }
  const again = await ann.send("POST", `/api/proposals/${id}/rebase`, { all: "yes" });
  expect(await again.json()).toMatchObject({ code: "stale-base", why: "merging-each", came: [{ passage: "4-1" }] });
  expect((await told(id)).parts.find(({ passage }) => passage === "4-1")!.status).toBe("open");
});

test("what is brought up to date at once is asked for in so many words; what has not moved on stays as it is", async () => {
  const id = await submitted(ann, { [ONE]: said(ONE, ["county", "district"]) });
  for (const body of [{}, { all: "no" }, { all: true }, { base: "\u202e" }, { base: -1 }])
    expect((await ann.send("POST", `/api/proposals/${id}/rebase`, body)).status).toBe(400);
  expect((await ann.send("POST", `/api/proposals/${id}/rebase`, { all: "yes" })).status).toBe(200);
  expect(await told(id)).toMatchObject({ status: "open", base: bases[ONE] });
});

test("rivals are told of each other also where they revise different versions: what both change in the one that stands", async () => {
  const older = await submitted(ann, { [ONE]: said(ONE, ["county", "district"], ["tells of", "reports on"]) });
  await accepted(ben, { [ONE]: said(ONE, ["each year", "every year"]) });
  ({ text: texts[ONE] } = await owner.json<{ text: string }>("GET", `/nip14/${ONE}/v${bases[ONE]! + 1}.json`));
  const newer = await submitted(ben, { [ONE]: said(ONE, ["tells of", "speaks of"]) });
  const apart = await submitted(ben, { [ONE]: said(ONE, ["make", "draw up"]) });
  const [met, not] = [
    { places: 1, words: ["tells of"] },
    { places: 0, words: [] },
  ];
  const rivals = (await told(older)).rivals;
  expect(rivals.find(({ id }) => id === newer)).toMatchObject({ ...met, base: bases[ONE]! + 1 });
  expect(rivals.find(({ id }) => id === apart)).toMatchObject(not);
  expect((await told(newer, ben)).rivals.find(({ id }) => id === older)).toMatchObject({ ...met, base: bases[ONE] });
  expect(await pageOf(newer, rex)).toMatch(new RegExp(`also proposes a revision</a> of v${bases[ONE]}\\.`));
  // Each is known to a collation by its siglum.
  const sigla = rivals.map(({ siglum }) => siglum);
  const { witnesses } = await owner.json<{ witnesses: { siglum: string; proposal: { id: string } }[] }>(
    "GET",
    `/api/works/nip14/passages/${ONE}/collation?versions=${sigla.join(",")}`,
  );
  expect(witnesses.map(({ siglum, proposal }) => [siglum, proposal.id])).toEqual(
    rivals.map(({ siglum, id }) => [siglum, id]),
  );
});

test("what puts back a version’s words is told at that change of every passage, however they came: restored, chosen when it was brought up to date, typed", async () => {
  const before = texts[ONE]!;
  await accepted(ben, { [ONE]: said(ONE, ["council", "assembly"]) });
  await accepted(ben, { "4-1": said("4-1", ["council", "assembly"]) });
  const sign = `Puts back what v${bases[ONE]! + 1} changed (Ben`;
  // Of several passages, also of those that are not shown in full.
  const both = await submitted(ann, { [ONE]: before, "4-1": texts["4-1"]! });
  for (const by of [ann, rex]) expect((await pageOf(both, by)).split("Puts back what v").length).toBe(3);
  expect(await pageOf(both, rex)).toContain(sign);
  await ann.json("POST", `/api/proposals/${both}/withdraw`, { reason: "Only to look." });

  // Written on the version before, and brought up to date with what stood there before both.
  const passage = `/api/works/nip14/passages/${ONE}`;
  const { id } = await ann.json<{ id: string }>("POST", `${passage}/proposals`, {});
  const word = `board${turn}`;
  const text = (await owner.json<{ text: string }>("GET", `/nip14/${ONE}/v${bases[ONE]! + 1}.json`)).text;
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: text.replace("assembly", word), summary: "So." });
  expect(await pageOf(id, rex)).not.toContain("Puts back");
  await accepted(ben, { [ONE]: text.replace("assembly", "senate") });
  const chosen = await ann.send("POST", `/api/proposals/${id}/rebase`, {
    base: bases[ONE]! + 2,
    choices: [{ side: "base" }],
  });
  expect(chosen.status).toBe(200);
  // Nothing of it is left but what the version before said: proposed, that would be said of it.
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: text.replace("county", "shire"), summary: "So." });
  for (const by of [ann, rex])
    expect(await pageOf(id, by)).toContain(`Puts back what v${bases[ONE]! + 2} changed (Ben`);

  // A draft played back to an earlier step says it too.
  await ann.json("POST", `/api/proposals/${id}/return`, {});
  const { steps } = await ann.json<{ steps: unknown[] }>("GET", `/api/proposals/${id}/history`);
  expect(steps.length).toBeGreaterThan(1);
  const form = { accept: "text/html", "content-type": "application/x-www-form-urlencoded" };
  await ann.send("POST", `/api/proposals/${id}/history/${steps.length}/restore`, "", form);
  const { putsBack } = await ann.json<{ putsBack: { version: { number: number } }[] }>(
    "GET",
    `/api/proposals/${id}/puts-back`,
  );
  expect(putsBack.map(({ version }) => version.number)).toContain(bases[ONE]! + 2);
});

test("what a draft revises is asked while it is open, by those who may read it", async () => {
  const id = await submitted(ann, { [ONE]: said(ONE, ["council", "assembly"]) });
  await ann.json("POST", `/api/proposals/${id}/return`, {});
  await accepted(ben, { [ONE]: said(ONE, ["each year", "every year"]) });
  const asked = (by: Client) => by.send("GET", `/api/proposals/${id}/base?part=${ONE}`);
  const before = { base: { number: bases[ONE] }, stale: true, came: { number: bases[ONE]! + 1 } };
  expect(await (await asked(ann)).json()).toMatchObject(before);
  await ann.json("POST", `/api/proposals/${id}/rebase`, { base: bases[ONE]! + 1 });
  const now = { passage: ONE, base: { number: bases[ONE]! + 1 }, stale: false, came: null };
  expect(await (await asked(ann)).json()).toMatchObject(now);
  expect([(await asked(ben)).status, (await asked(rex)).status]).toEqual([403, 200]);
});
