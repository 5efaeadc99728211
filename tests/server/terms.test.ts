/** A term of the work's glossary is one word in every difference that a workbench makes, as `高质量发展` of the Plan. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Change } from "../../translations/compare/change.ts";
import { icuWords } from "../../translations/compare/words/words.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

const PASSAGE = "s10-government-and-markets";
const TERM = "高质量发展";
const OLDER = `It says ${TERM} here.`;
const NEWER = "It says 高速度发展 here.";

let site: TestSite;
let owner: Client;
let ann: Client;
/** The proposal whose words became v4. */
let last: string;

async function propose(text: string): Promise<string> {
  const { id } = await ann.json<{ id: string }>("POST", `/api/works/nip14/passages/${PASSAGE}/proposals`, {});
  await ann.json("POST", `/api/proposals/${id}/submit`, { text, summary: "As the Plan has it." });
  return id;
}

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
  await owner.json("POST", `/api/proposals/${await propose(OLDER)}/accept`, { reason: "Right." });
  last = await propose(NEWER);
});
afterAll(() => site.end());

/** The words that are struck through on a page. */
async function struck(path: string, by = owner): Promise<string[]> {
  const html = await (await by.send("GET", path, undefined, { accept: "text/html" })).text();
  return [...html.matchAll(/<del [^>]*>.*?<span class="changed-words">([^<]*)<\/span>/gs)].map(([, words]) => words!);
}

test("the dictionary cuts it", () => expect(icuWords(TERM).length).toBeGreaterThan(1));

test("on a proposal's page", async () => expect(await struck(`/nip14/proposals/${last}`)).toEqual([TERM]));

test("on the page of a draft's history", async () => {
  expect(await struck(`/nip14/proposals/${last}/history`, ann)).toEqual([TERM]);
});

test("on the page of two versions, as JSON, and on the front page", async () => {
  await owner.json("POST", `/api/proposals/${last}/accept`, { reason: "Right." });
  const pair = `/nip14/${PASSAGE}/v3..v4`;
  expect(await struck(pair)).toEqual([TERM]);
  const { changes } = await owner.json<{ changes: Change[] }>("GET", pair);
  expect(changes.map(({ fromA, toA }) => OLDER.slice(fromA, toA))).toEqual([TERM]);
  expect(await struck("/", new Client(site.address))).toEqual([TERM]);
});
