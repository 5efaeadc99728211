/** A proposal brought up to date over HTTP: what is merged into its draft, who may, and what is asked first. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

interface Told {
  base: number;
  status: string;
  draft: { rendering: RenderingJson; summary: string } | null;
}

let site: TestSite;
let owner: Client;
let ann: Client;
let rex: Client;
/** The passage's version before each test, and its words; the first and the last of them. */
let base: number;
let text: string;
let [first, last] = ["", ""];
/** Words of each test's own. */
let turn = 0;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
  rex = await joinAs(site, owner, "reviewer", { name: "Rex", email: "rex@example.org", password: "rex reads it all" });
});
afterAll(() => site.end());

const PASSAGE = "/api/works/nip14/passages/5-7";

beforeEach(async () => {
  turn++;
  const id = await begun(owner);
  ({ base } = await told(id));
  ({ text } = await owner.json<{ text: string }>("GET", `/nip14/5-7/v${base}.json`));
  [first, last] = [/^\S+/.exec(text)![0], /\S+$/.exec(text)![0]];
  await owner.json("POST", `/api/proposals/${id}/withdraw`, { reason: "Only to look." });
});

async function begun(by: Client): Promise<string> {
  return (await by.json<{ id: string }>("POST", `${PASSAGE}/proposals`, {})).id;
}

const told = (id: string): Promise<Told> => owner.json("GET", `/api/proposals/${id}`);

async function draftOf(id: string): Promise<string> {
  return canonicalText(renderingFromJson((await told(id)).draft!.rendering));
}

/** A proposal of Ann's with these words, in review. */
async function submitted(words: string): Promise<string> {
  const id = await begun(ann);
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: words, summary: "Plainer." });
  return id;
}

/** The same, a draft again. */
async function drafted(words: string): Promise<string> {
  const id = await submitted(words);
  await ann.json("POST", `/api/proposals/${id}/return`, {});
  return id;
}

async function accepted(words: string): Promise<void> {
  await rex.json("POST", `/api/proposals/${await submitted(words)}/accept`, { reason: "" });
}

const update = (id: string, by: Client, body: object = {}) =>
  by.send("POST", `/api/proposals/${id}/rebase`, { base: base + 1, ...body });
const code = async (answer: Response) => [answer.status, ((await answer.json()) as { code?: string }).code];
const newFirst = (word: string): string => text.replace(first, `${word}${turn}`);
const newLast = (word: string): string => `${text.slice(0, -last.length)}${word}${turn}`;

test("both sides' changes stand in the draft, which revises the current version then; its reason stays", async () => {
  const id = await drafted(newLast("hamlets"));
  await accepted(newFirst("Deeds"));
  expect((await update(id, ann)).status).toBe(200);
  expect(await draftOf(id)).toBe(newLast("hamlets").replace(first, `Deeds${turn}`));
  expect(await told(id)).toMatchObject({ base: base + 1, status: "draft", draft: { summary: "Plainer." } });
  // Asked a second time it is done already.
  expect((await update(id, ann)).status).toBe(200);
  expect(await draftOf(id)).toBe(newLast("hamlets").replace(first, `Deeds${turn}`));
});

test("where both changed the same words nothing is changed until each place is settled", async () => {
  const id = await drafted(newFirst("Works"));
  await accepted(newFirst("Deeds"));
  expect(await code(await update(id, ann))).toEqual([409, "stale-base"]);
  expect([await draftOf(id), (await told(id)).base]).toEqual([newFirst("Works"), base]);
  expect((await update(id, ann, { choices: [{ words: `Feats${turn}` }] })).status).toBe(200);
  expect([await draftOf(id), (await told(id)).base]).toEqual([newFirst("Feats"), base + 1]);
});

test("words that are more than a passage may have are refused, and what waits goes on waiting", async () => {
  const id = await submitted(newFirst("Works"));
  await accepted(newFirst("Deeds"));
  const choices = [{ words: "A line.\n".repeat(2_001) }];
  expect(await code(await update(id, ann, { choices }))).toEqual([422, "too-large"]);
  expect(await told(id)).toMatchObject({ base, status: "open", draft: null });
});

test("a form settles the places that it showed, and no others", async () => {
  const id = await drafted(newFirst("Works"));
  await accepted(newFirst("Deeds"));
  const page = await (await ann.send("GET", `/nip14/proposals/${id}`, undefined, { accept: "text/html" })).text();
  const seen = /name="seen" value="([^"]+)"/.exec(page)![1]!;
  expect(page).toContain('name="choice-0" value="theirs"');
  // Beside both wordings, why either side was revised.
  expect(page.match(/For the whole: Plainer\./g)).toHaveLength(2);
  const form = (fields: Record<string, string>) => update(id, ann, fields);
  expect(await code(await form({ seen: "other" }))).toEqual([409, "stale-base"]);
  expect((await update(id, ann, { seen, choices: [{ side: "theirs" }] })).status).toBe(200);
  expect(await draftOf(id)).toBe(newFirst("Deeds"));
});

test("what waits for review is taken back for it by who writes it, and by nobody else", async () => {
  const id = await submitted(newLast("hamlets"));
  await accepted(newFirst("Deeds"));
  expect(await code(await update(id, rex))).toEqual([403, "not-allowed"]);
  expect((await told(id)).status).toBe("open");
  expect((await update(id, ann)).status).toBe(200);
  expect(await told(id)).toMatchObject({ base: base + 1, status: "draft" });
  expect(await draftOf(id)).toBe(newLast("hamlets").replace(first, `Deeds${turn}`));
});

test("another version than the current one is refused", async () => {
  const id = await drafted(newLast("hamlets"));
  await accepted(newFirst("Deeds"));
  await accepted(newFirst("Acts"));
  expect(await code(await update(id, ann))).toEqual([409, "stale-base"]);
  expect((await update(id, ann, { base: base + 2 })).status).toBe(200);
});

const propose = (id: string, body: object = {}) => ann.send("POST", `/api/proposals/${id}/submit`, body);

test("what is proposed on an older version is refused, with who made which, until the proposer says that they know it", async () => {
  const id = await drafted(newLast("hamlets"));
  await accepted(newFirst("Deeds"));
  const refused = await propose(id, { text: newLast("villages") });
  expect(refused.status).toBe(409);
  const came = [{ passage: "5-7", number: base + 1, by: ["Ann"] }];
  expect(await refused.json()).toMatchObject({ code: "stale-base", why: "proposing", current: base + 1, came });
  expect(await told(id)).toMatchObject({ parts: [{ passage: "5-7", came: came[0] }] });
  expect([(await told(id)).status, await draftOf(id)]).toEqual(["draft", newLast("villages")]);
  for (const knows of [`5-7/v${base}`, `4-1/v${base + 1}`, "\u202e", "5-7"])
    expect(await code(await propose(id, { knows }))).toEqual([409, "stale-base"]);
  expect((await propose(id, { knows: 7 })).status).toBe(400);

  await accepted(newFirst("Acts"));
  expect(await code(await propose(id, { knows: `5-7/v${base + 1}` }))).toEqual([409, "stale-base"]);
  expect((await propose(id, { knows: [`5-7/v${base + 1}`, `5-7/v${base + 2}`] })).status).toBe(200);
  expect(await told(id)).toMatchObject({ status: "open", base });
  // Sent twice it is done once, and what is up to date is asked nothing.
  expect((await propose(id)).status).toBe(200);
  const other = await drafted(newLast("towns"));
  expect((await propose(other)).status).toBe(200);
});

test("the form without a script says which version came, keeps the words, and proposes all the same when it is sent again", async () => {
  const id = await drafted(newLast("hamlets"));
  await accepted(newFirst("Deeds"));
  const sent = new URLSearchParams({ part: "5-7", text: newLast("villages"), summary: "Plainer." });
  const send = (body: URLSearchParams) =>
    ann.send("POST", `/api/proposals/${id}/submit`, body.toString(), {
      accept: "text/html",
      "content-type": "application/x-www-form-urlencoded",
    });
  const page = await (await send(sent)).text();
  expect(page).toContain(`v${base + 1} of`);
  expect(page).toContain("Propose all the same");
  expect(page).toContain("Bring up to date");
  expect(page).toContain(newLast("villages"));
  const name = /name="knows" value="([^"]+)"/.exec(page)?.[1];
  expect(name).toBe(`5-7/v${base + 1}`);
  sent.append("knows", name!);
  expect((await send(sent)).status).toBeLessThan(400);
  expect((await told(id)).status).toBe("open");
});

interface Pages {
  own: string;
  deciding: string;
}

/** The page of a proposal as its proposer and a reviewer have it. */
async function pagesOf(id: string): Promise<Pages> {
  const page = async (by: Client) =>
    (await by.send("GET", `/nip14/proposals/${id}`, undefined, { accept: "text/html" })).text();
  return { own: await page(ann), deciding: await page(rex) };
}

const signsIn = (page: string): string[] => page.match(/<p class="puts-back">.*?<\/p>/gs) ?? [];

test("older words put back over three accepted changes are told at each of them, to who proposes and who decides", async () => {
  const steps = [
    [first, `Deeds${turn}`],
    ["develop", `further${turn}`],
    [last, `hamlets${turn}`],
  ] as const;
  let now = text;
  for (const [from, to] of steps) await accepted((now = now.replace(from, to)));
  const id = await submitted(text);
  for (const page of Object.values(await pagesOf(id))) {
    expect(signsIn(page)).toHaveLength(3);
    for (const [at, sign] of signsIn(page).entries()) {
      expect(sign).toContain(`Puts back what v${base + 1 + at} changed (Ann`);
      expect(sign).toContain("Plainer.");
    }
  }
  await accepted(text);
});

test("a proposal that changes other words, or the same ones otherwise, puts nothing back", async () => {
  await accepted(newFirst("Deeds"));
  const other = await submitted(newLast("hamlets").replace(first, `Feats${turn}`));
  for (const page of Object.values(await pagesOf(other))) expect(signsIn(page)).toEqual([]);
});

test("it is asked of a draft while it is written, by those who may read it", async () => {
  await accepted(newFirst("Deeds"));
  const id = await drafted(text);
  const { putsBack } = await ann.json<{ putsBack: unknown[] }>("GET", `/api/proposals/${id}/puts-back`);
  const told = { change: 1, kind: "replaced", before: `Deeds${turn}`, after: first };
  expect(putsBack).toMatchObject([{ ...told, version: { number: base + 1, rationale: "Plainer." } }]);
  const other = { name: "Cy", email: `cy${turn}@example.org`, password: "cy writes elsewhere" };
  const cy = await joinAs(site, owner, "translator", other);
  expect(await code(await cy.send("GET", `/api/proposals/${id}/puts-back`))).toEqual([403, "not-invited"]);
  expect((await ann.send("GET", `/api/proposals/${id}/puts-back?part=4-1`)).status).toBe(403);
});

test("of a reviewer's own words it is asked before they are accepted, and nothing is kept of what was asked", async () => {
  await accepted(newFirst("Deeds"));
  const proposed = newLast("hamlets").replace(first, `Deeds${turn}`);
  const id = await submitted(proposed);
  const asked = (by: Client, body: object) => by.send("POST", `/api/proposals/${id}/puts-back`, body);
  const back = async (words: string) =>
    ((await (await asked(rex, { text: words })).json()) as { putsBack: unknown[] }).putsBack;
  const deeds = { kind: "replaced", before: `Deeds${turn}`, after: first };
  expect(await back(newLast("hamlets"))).toMatchObject([
    { ...deeds, version: { number: base + 1, rationale: "Plainer." } },
  ]);
  expect(await back(proposed)).toEqual([]);
  expect(await back(proposed.replace(`Deeds${turn}`, `Feats${turn}`))).toEqual([]);
  expect(await back("\u202e政府")).toEqual([]);
  expect(await told(id)).toMatchObject({ status: "open", submission: { summary: "Plainer." } });
  expect(await code(await asked(rex, { part: "4-1", text: "x" }))).toEqual([403, "not-invited"]);
  expect(await code(await asked(rex, { text: "x".repeat(LIMITS.characters + 1) }))).toEqual([422, "too-large"]);
  for (const body of [{}, { text: 7 }, { text: "x", part: 7 }]) expect((await asked(rex, body)).status).toBe(400);
  expect((await asked(new Client(site.address), { text })).status).toBe(401);
});

test("of more places than are shown one by one the rest is settled in one way, and nothing is asked twice", async () => {
  const [many, shown] = [130, 100];
  const worded = (word: string): string =>
    Array.from({ length: many }, (_, at) => `${word}${turn}x${at} stays there y${at}`).join(" ");
  await accepted(worded("before"));
  base++;
  const id = await drafted(worded("ours"));
  await accepted(worded("theirs"));
  const page = await (await ann.send("GET", `/nip14/proposals/${id}`, undefined, { accept: "text/html" })).text();
  expect(page.match(/name="choice-\d+" value="theirs"/g)).toHaveLength(shown);
  expect(page).toContain('name="rest" value="theirs"');
  const seen = /name="seen" value="([^"]+)"/.exec(page)![1]!;
  const choices = Array.from({ length: shown }, () => ({ side: "ours" }));
  expect(await code(await update(id, ann, { seen, choices }))).toEqual([409, "stale-base"]);
  expect((await update(id, ann, { seen, choices, rest: "theirs" })).status).toBe(200);
  const words = (await draftOf(id)).split(" ");
  expect(words.filter((word) => word.startsWith("ours"))).toHaveLength(shown);
  expect(words.filter((word) => word.startsWith("theirs"))).toHaveLength(many - shown);
});
