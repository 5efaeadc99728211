/** The glossary over HTTP: proposed, decided, in and out as files, and for nobody who may not read the work. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Concordance } from "../../editor/glossary/glossary.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { TermState } from "../../translations/ledger/term-state.ts";
import type { Term } from "../../translations/ledger/work.ts";
import { inRole } from "../help/histories.ts";
import { bring } from "../help/made-works.ts";
import { otherwise } from "../help/otherwise.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { bareWork } from "../help/store-contract.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

const TERMS = "/api/works/nip14/terms";
const SOURCE = "数据治理";

let site: TestSite;
let [owner, ann, ben, rob]: Client[] = [];

const person = (name: string) => ({ name, email: `${name}@example.org`, password: `${name} writes here` });

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", person("ann"));
  ben = await joinAs(site, owner, "reviewer", person("ben"));
  rob = await joinAs(site, owner, "reader", person("rob"));
});
afterAll(() => site.end());

async function status(by: Client, path: string, body?: unknown): Promise<number> {
  return (await by.send(body === undefined ? "GET" : "POST", path, body)).status;
}
async function page(by: Client, path: string): Promise<string> {
  return (await by.send("GET", path, undefined, { accept: "text/html" })).text();
}
const termOf = (id: string) => owner!.json<TermState & { concordance: Concordance }>("GET", `${TERMS}/${id}`);
const NEW = { source: SOURCE, rendering: "data governance", reason: "It has none yet." };

test("a translator proposes, a reviewer asks for changes and accepts, and each page says so", async () => {
  expect(await status(rob!, TERMS, NEW)).toBe(403);
  expect(await status(ann!, TERMS, { ...NEW, as: "set" })).toBe(403);
  expect(await status(ann!, TERMS, { ...NEW, reason: "" })).toBe(422);
  const { term } = await ann!.json<{ term: string }>("POST", TERMS, NEW);
  for (const path of ["/review", "/nip14/terms", `/nip14/terms/${term}`])
    expect(await page(ben!, path)).toContain(SOURCE);
  expect(await page(ann!, "/me")).toContain(`/nip14/terms/${term}`);
  const on = `${TERMS}/${term}/proposals/1`;
  expect(await status(ann!, `${on}/accept`, { reason: "Mine." })).toBe(403);
  expect(await status(rob!, `${on}/remark`, { words: "A question." })).toBe(200);
  await ben!.json("POST", `${on}/return`, { reason: "With what is not to be used." });
  await ann!.json("POST", `${TERMS}/${term}/propose`, { ...NEW, number: 1, avoided: ["data management"] });
  expect(await status(ben!, `${on}/accept`, { reason: "Yes.", seen: "0000000000000000" })).toBe(409);
  await ben!.json("POST", `${on}/accept`, { reason: "Yes." });
  const found = await termOf(term);
  expect(found.words).toMatchObject({ rendering: "data governance", avoided: ["data management"] });
  expect(found.proposals[0]).toMatchObject({
    status: "accepted",
    earlier: [{ words: { rendering: "data governance" } }],
  });
  expect(await page(ben!, "/review")).not.toContain(SOURCE);
  expect(await page(new Client(site.address), "/nip14/terms")).toContain(SOURCE);
});

test("the concordance has each passage whose source has the term, and what stands there for it", async () => {
  const { concordance } = await termOf("t4");
  expect(concordance.passages).toBeGreaterThan(0);
  for (const { source } of concordance.lines) expect(source.some(({ mark }) => mark === "term")).toBe(true);
  const { terms } = await owner!.json<{ terms: Term[] }>("GET", TERMS);
  const [first] = terms.filter(({ id }) => id === "t4");
  await owner!.json("POST", `${TERMS}/t4`, { ...first, id: undefined, rendering: "no such words", reason: "To see." });
  const others = await owner!.json<{ concordance: Concordance }>("GET", `${TERMS}/t4?only=others`);
  for (const { stands } of others.concordance.lines) expect(stands).not.toBe("preferred");
  await owner!.json("POST", `${TERMS}/t4`, { ...first, id: undefined, reason: "As it was." });
});

test("passages of a term are revised in one proposal, whose reason begins with the term’s", async () => {
  const { concordance } = await termOf("t4");
  const passages = concordance.lines.slice(0, 2).map(({ passage }) => passage.id);
  const { id } = await ann!.json<{ id: string }>("POST", "/api/works/nip14/proposals", {
    passages,
    summary: "治理 throughout.",
  });
  expect(await page(ann!, `/nip14/proposals/${id}`)).toContain("治理 throughout.");
});

test.each(["csv", "tbx"])("what goes out as %s comes in equal, is changed, and is put back", async (as) => {
  const response = await new Client(site.address).send("GET", `/nip14/terms.${as}`);
  const text = await response.text();
  const before = await owner!.json<{ terms: Term[] }>("GET", TERMS);
  const taken = (by: Client, body: object) =>
    by.json<{ import: string; counts: Record<string, number> }>("POST", "/api/works/nip14/terms-import", body);
  const same = { new: 0, changed: 0, equal: before.terms.length, notTaken: 0 };
  expect((await taken(owner!, { text, preview: "yes" })).counts).toEqual(same);
  expect(await status(ann!, "/api/works/nip14/terms-import", { text })).toBe(403);
  const came = await taken(owner!, { text: text.replaceAll("data governance", "governing data"), reason: "A file." });
  expect(came.counts).toMatchObject({ changed: 1, equal: before.terms.length - 1 });
  expect(await status(owner!, "/api/works/nip14/terms-undo", { import: came.import })).toBe(422);
  await owner!.json("POST", "/api/works/nip14/terms-undo", { import: came.import, reason: "Wrong." });
  expect((await owner!.json<{ terms: Term[] }>("GET", TERMS)).terms).toEqual(before.terms);
});

test("JSON as it is given comes in equal too", async () => {
  const given = await owner!.json<{ terms: Term[] }>("GET", TERMS);
  const text = JSON.stringify(given);
  const { counts } = await owner!.json<{ counts: object }>("POST", "/api/works/nip14/terms-import", {
    text,
    preview: "yes",
  });
  expect(counts).toEqual({ new: 0, changed: 0, equal: given.terms.length, notTaken: 0 });
});

test.each([
  ["nothing", "", 422],
  ["no JSON", "{", 400],
  ["other JSON", '{"terms":[1]}', 400],
  ["entities", '<!DOCTYPE t [<!ENTITY a "b">]><tbx>&a;</tbx>', 422],
  ["a quotation mark that is not closed", 'source,preferred\n"治理,a', 422],
])("a file of %s is refused", async (_, text, code) => {
  expect(await status(owner!, "/api/works/nip14/terms-import", { text })).toBe(code);
});

test.each([
  ["a table", "a\n".repeat(9_000)],
  ["JSON", `[${"{},".repeat(9_000)}{}]`],
  ["TBX", `<tbx>${"<conceptEntry/>".repeat(9_000)}</tbx>`],
])("a file of more terms than a work may have is refused as soon as they are counted: %s", async (_, text) => {
  const response = await owner!.send("POST", "/api/works/nip14/terms-import", { text });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ code: "too-large", excess: { limit: "terms" } });
});

test("a long file comes in some terms at a time, and is put back as one", async () => {
  const before = await owner!.json<{ terms: Term[] }>("GET", TERMS);
  const lines = Array.from({ length: 450 }, (_, at) => `词条${at},entry ${at}`);
  const to = "/api/works/nip14/terms-import";
  const text = ["source,preferred", ...lines].join("\n");
  const came = await owner!.json<{ import: string; counts: object }>("POST", to, { text, reason: "A file." });
  expect(came.counts).toEqual({ new: 450, changed: 0, equal: 0, notTaken: 0 });
  const table = await (await new Client(site.address).send("GET", "/nip14/terms.csv")).text();
  expect(table.match(/词条\d+,,entry \d+/g)).toHaveLength(450);
  const undone = { import: came.import, reason: "Wrong." };
  expect(await owner!.json("POST", "/api/works/nip14/terms-undo", undone)).toMatchObject({ said: 450 });
  expect((await owner!.json<{ terms: Term[] }>("GET", TERMS)).terms).toEqual(before.terms);
});

test("for whoever may not read the work there is nothing of it", async () => {
  const { term } = await ann!.json<{ term: string }>("POST", TERMS, { ...NEW, source: "秘密", reason: "Secret." });
  await owner!.json("POST", "/api/works/nip14/visibility", { visibility: "private" });
  const stranger = new Client(site.address);
  const paths = [
    "/nip14/terms",
    `/nip14/terms/${term}`,
    "/nip14/terms.csv",
    "/nip14/terms.tbx",
    "/nip14/-/terms",
    `${TERMS}/${term}`,
  ];
  for (const path of paths)
    for (const by of [stranger, rob!]) expect([path, await status(by, path)]).toEqual([path, 404]);
  expect(await page(rob!, "/review")).not.toContain("秘密");
  expect(await status(rob!, `${TERMS}/${term}/proposals/1/remark`, { words: "?" })).toBe(404);
  expect(await page(owner!, "/review")).toContain("秘密");
  await owner!.json("POST", "/api/works/nip14/visibility", { visibility: "public" });
});

test("a term that was only proposed can be taken out, with all that was said of it", async () => {
  const { term } = await ann!.json<{ term: string }>("POST", TERMS, { ...NEW, source: "人名", rendering: "A Name" });
  await owner!.json("POST", "/api/works/nip14/remove", {
    thing: `term/${term}`,
    ground: "person",
    reason: "They asked.",
  });
  expect(JSON.stringify(await termOf(term))).not.toContain("A Name");
  expect(await page(new Client(site.address), `/nip14/terms/${term}`)).not.toContain("人名");
});

test("what was stopped on the way is gone on with by the same file, and put back as one", async () => {
  const store = sqliteStore(openSqlite(":memory:"));
  await bring(store, bareWork("mark"));
  const by = inRole("owner");
  const terms = Array.from({ length: 130 }, (_, at) => ({
    ...{
      id: `t${at + 1}`,
      source: `词条${at}`,
      rendering: `entry ${at}`,
      alternatives: [],
      remark: "",
      provenance: "",
    },
  }));
  const taken = { import: "a-file", terms, reason: "A file." };
  let acts = 0;
  const stopped = otherwise(store, {
    append: (...given) => (acts++ > 0 ? Promise.reject(new Error("stopped")) : store.append(...given)),
  });
  await expect(openDesk(stopped).takeTerms("mark", taken, by)).rejects.toThrow("stopped");
  const there = (await store.work("mark"))!.terms.length;
  expect(there).toBeGreaterThan(0);
  expect(there).toBeLessThan(terms.length);
  expect(await openDesk(store).takeTerms("mark", taken, by)).toMatchObject({ ok: true });
  expect((await store.work("mark"))!.terms.map(({ source }) => source).sort()).toEqual(
    terms.map(({ source }) => source).sort(),
  );
  const undone = await openDesk(store).undoTerms("mark", { import: "a-file", reason: "Wrong." }, by);
  expect(undone).toMatchObject({ ok: true, events: { length: terms.length } });
  expect((await store.work("mark"))!.terms).toEqual([]);
  await store.close();
});

test("the same file is the same import, whenever it comes", async () => {
  const send = (text: string) =>
    owner!.json<{ import: string }>("POST", "/api/works/nip14/terms-import", { text, reason: "" });
  const [first, again, other] = [await send("秤,scales"), await send("秤,scales"), await send("秤,a balance")];
  expect(again.import).toBe(first.import);
  expect(other.import).not.toBe(first.import);
  await owner!.json("POST", "/api/works/nip14/terms-undo", { import: other.import, reason: "Wrong." });
  const { terms } = await owner!.json<{ terms: Term[] }>("GET", TERMS);
  expect(terms.find(({ source }) => source === "秤")).toMatchObject({ rendering: "scales" });
  await owner!.json("POST", "/api/works/nip14/terms-undo", { import: first.import, reason: "Wrong." });
});
