/** A whole work fetched over HTTP: who may, in what, and that of much at once some waits. */
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk, type Desk } from "../../server/desk/desk.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { DATABASE } from "../../server/store/names.ts";
import { bringArchive } from "../help/archives.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { type Client, joinAs, joinAsOwner, OWNER } from "../help/workbench.ts";

const ANN = { name: "Ann Lee", email: "ann@example.org", password: "correct horse battery" };
const TESS = { name: "Tess Moore", email: "tess@example.org", password: "correct horse battery" };
const FORMATS = ["txt", "md", "html", "csv", "tsv", "jsonl", "docx"];

let bench: TestSite;
let owner: Client;
let ann: Client;

beforeAll(async () => {
  bench = await startSite();
  owner = await joinAsOwner(bench);
  ann = await joinAs(bench, owner, "reader", ANN);
});
afterAll(() => bench.end());

const at = (as: string, work = "nip14") => `/api/works/${work}/export/${as}`;

async function fetched(client: Client, as: string): Promise<{ body: Buffer; headers: Headers }> {
  const response = await client.send("GET", at(as));
  expect([as, response.status]).toEqual([as, 200]);
  return { body: Buffer.from(await response.arrayBuffer()), headers: response.headers };
}

test("a reader has the words in every format, with what was written told beside them", async () => {
  for (const as of FORMATS) {
    const { body, headers } = await fetched(ann, as);
    expect(body.toString()).toMatch(as === "docx" ? /^PK/ : /\/nip14\//);
    expect(headers.get("content-disposition")).toBe(`attachment; filename="nip14.${as}"`);
    expect(headers.get("cache-control")).toBe("private, no-store");
    const told = JSON.parse(decodeURIComponent(headers.get("variorum-written")!)) as { passages: number };
    const { count } = await ann.json<{ count: number }>("GET", "/api/works/nip14");
    expect(told).toMatchObject({ passages: count });
  }
});

test("the page counts beforehand what a format leaves out, as it says when it is fetched", async () => {
  const { formats, archive } = await ann.json<{
    formats: { as: string; leftOut: Record<string, number> }[];
    archive: boolean;
  }>("GET", "/nip14/-/export");
  expect(archive).toBe(false);
  expect(formats.map(({ as }) => as).sort()).toEqual([...FORMATS].sort());
  for (const { as, leftOut } of formats) {
    const { headers } = await fetched(ann, as);
    expect([as, JSON.parse(decodeURIComponent(headers.get("variorum-written")!))]).toMatchObject([as, { leftOut }]);
  }
  expect(formats.find(({ as }) => as === "txt")!.leftOut).not.toEqual({});
  expect(await owner.json("GET", "/nip14/-/export")).toMatchObject({ archive: true });
  expect((await fetch(`${bench.address}/nip14/-/export`, { headers: { accept: "application/json" } })).status).toBe(
    401,
  );
  expect((await ann.send("GET", "/no-such-work/-/export")).status).toBe(404);
});

test("the archive is its owners'", async () => {
  const { body } = await fetched(owner, "archive");
  expect(body.subarray(0, 2).toString()).toBe("PK");
  const refused = await ann.send("GET", at("archive"));
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ code: "not-allowed", why: "archive" });
});

test("what all may read is an archive for every reader, and says nothing of drafts, whatever becomes of them", async () => {
  const files = async () => {
    const { headers, body } = await fetched(ann, "public-archive");
    expect(headers.get("content-disposition")).toContain("nip14-public.zip");
    return body;
  };
  const before = await files();
  const names = Object.keys(unzipSync(before)).map((name) => name.replace("nip14/", ""));
  expect(names.filter((name) => name.startsWith("data/")).sort()).toEqual(
    ["README.txt", "notes.jsonl", "sources.jsonl", "text.md", "versions.jsonl"].map((name) => `data/${name}`),
  );
  const into = sqliteStore(openSqlite(":memory:"));
  await expect(bringArchive(into, before, () => false)).rejects.toMatchObject({ fault: { code: "for-readers" } });
  await into.close();
  const whole = unzipSync((await fetched(owner, "archive")).body);
  for (const name of ["data/versions.jsonl", "data/notes.jsonl", "data/text.md"])
    expect(unzipSync(before)[`nip14/${name}`]).toEqual(whole[`nip14/${name}`]);

  const passage = "/api/works/nip14/passages/4-1/proposals";
  const tess = await joinAs(bench, owner, "translator", TESS);
  const { id } = await tess.json<{ id: string }>("POST", passage, { readers: "writers" });
  const act = (verb: string, body: object) => owner.json("POST", `/api/proposals/${id}/${verb}`, body);
  for (const [verb, body] of [
    ["submit", { text: "A zyzzyva.", summary: "Why." }],
    ["return", { reason: "Not yet." }],
    ["submit", { text: "The zyzzyva.", summary: "Because." }],
  ] as const) {
    await (verb === "return" ? act(verb, body) : tess.json("POST", `/api/proposals/${id}/${verb}`, body));
    expect((await files()).equals(before)).toBe(true);
  }
  expect(Buffer.from((await fetched(owner, "archive")).body).equals(Buffer.from(before))).toBe(false);
  await act("accept", { reason: "Yes." });
  const after = unzipSync(await files());
  expect(Buffer.from(after["nip14/data/versions.jsonl"]!).toString()).toContain("The zyzzyva.");
  for (const content of Object.values(after)) expect(Buffer.from(content).toString()).not.toContain("A zyzzyva");
});

test("strangers are asked to sign in; what is not there is said", async () => {
  expect((await fetch(bench.address + at("txt"))).status).toBe(401);
  expect((await ann.send("GET", at("pdf"))).status).toBe(404);
  expect((await ann.send("GET", at("constructor"))).status).toBe(404);
  expect((await ann.send("GET", at("txt", "no-such-work"))).status).toBe(404);
});

test("a token for the work fetches it, one for another doesn't", async () => {
  const tokenFor = async (work: string) => {
    const asked = { act: "token", name: `for ${work}`, work, password: OWNER.password };
    return (await owner.json<{ token: string }>("POST", "/api/account", asked)).token;
  };
  const status = async (token: string, as: string) =>
    (await fetch(bench.address + at(as), { headers: { authorization: `Bearer ${token}` } })).status;
  const [here, elsewhere] = [await tokenFor("nip14"), await tokenFor("elsewhere")];
  expect(await status(here, "csv")).toBe(200);
  expect(await status(here, "archive")).toBe(200);
  expect(await status(elsewhere, "csv")).toBe(403);
});

test("of a work that is made private, a token gives what its person's role in it gives, from the next request on", async () => {
  const asked = { act: "token", name: "hers", work: "nip14", password: ANN.password };
  const { token, id, name } = await ann.json<{ token: string; id: string; name: string }>(
    "POST",
    "/api/account",
    asked,
  );
  const statuses = async () => {
    const all = ["txt", "archive"].map((as) =>
      fetch(bench.address + at(as), { headers: { authorization: `Bearer ${token}` } }),
    );
    return (await Promise.all(all)).map(({ status }) => status).join(" ");
  };
  const store = sqliteStore(openSqlite(join(bench.data, DATABASE)));
  const { id: olive } = await owner.json<{ id: string }>("GET", "/api/account");
  const share = (command: Parameters<Desk["share"]>[1]) =>
    openDesk(store).share("nip14", command, { id: olive, name: OWNER.name, role: "owner" });
  expect(await statuses()).toBe("200 403");
  await share({ type: "set-visibility", visibility: "private" });
  expect(await statuses()).toBe("404 404");
  await share({ type: "give-role", person: { id, name }, role: "owner" });
  expect(await statuses()).toBe("200 200");
  await share({ type: "give-role", person: { id, name }, role: "reader" });
  expect(await statuses()).toBe("200 403");
  await share({ type: "set-visibility", visibility: "public" });
  await store.close();
});
