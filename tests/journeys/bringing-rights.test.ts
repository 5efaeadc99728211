/** Who brings works in, and what becomes of what is begun: for strangers, for two at once, and after a stop. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { docx } from "../help/packed.ts";
import { Client, joinAs, joinAsOwner, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

let bench: TestWorkbench;
let owner: Client;
let translator: Client;
const data = mkdtempSync(join(tmpdir(), "variorum-rights-"));
const TERESA = { name: "Teresa", email: "teresa@example.org", password: "correct horse battery" };

beforeAll(async () => {
  bench = await startTestWorkbench({ data });
  owner = await joinAsOwner(bench);
  translator = await joinAs(bench, owner, "translator", TERESA);
});
afterAll(() => bench.end());

interface Staged {
  id: string;
  after: string;
  counts: { pairs: number; unsure: number };
  rows: { source: string[]; rendering: string[] }[];
}

const TEXTS = { source: "道可道。\n\n名可名。", rendering: "The way that can be told.\n\nThe name that can be named." };
const FIELDS = { title: "The Way", work: "way", language: "en", sourceLanguage: "zh-Hans" };

const begin = (by: Client, texts: object = TEXTS): Promise<Staged> => by.json<Staged>("POST", "/api/works/new", texts);

/** How a request is answered. */
async function told(by: Client, method: string, path: string, body?: unknown): Promise<[number, string | undefined]> {
  const answer = await by.send(method, path, body);
  const { why, code } = (await answer.json()) as { why?: string; code?: string };
  return [answer.status, why ?? code];
}

async function send(by: Client, id: string, name: string, bytes: Uint8Array, more = ""): Promise<Response> {
  return fetch(`${bench.address}/api/works/new/${id}/texts/b?name=${encodeURIComponent(name)}${more}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", accept: "application/json", cookie: by.session },
    body: Buffer.from(bytes),
  });
}

test("strangers bring nothing in, nor do translators until an owner allows it", async () => {
  const stranger = new Client(bench.address);
  expect((await told(stranger, "GET", "/api/works/new"))[0]).toBe(401);
  expect((await told(stranger, "POST", "/api/works/new", TEXTS))[0]).toBe(401);
  expect(await told(translator, "POST", "/api/works/new", TEXTS)).toEqual([403, "bringing"]);
  await owner.json("POST", "/-/settings", { switch: "who-brings-works-in", value: "translators" });
  expect((await begin(translator)).counts.pairs).toBe(2);
});

test("what somebody has begun is nobody else's, an owner's neither", async () => {
  const { id, after } = await begin(translator);
  for (const [method, path, body] of [
    ["GET", `/api/works/new/${id}`],
    ["POST", `/api/works/new/${id}/mend`, { do: "join 0", after }],
    ["POST", `/api/works/new/${id}/create`, FIELDS],
    ["POST", `/api/works/new/${id}/discard`, {}],
  ] as const)
    expect(await told(owner, method, path, body)).toEqual([404, "staged"]);
  expect((await send(owner, id, "a.txt", Buffer.from("Mine."))).status).toBe(404);
});

test("a step is taken from what was shown, so that of two windows one is told", async () => {
  const { id, after } = await begin(translator);
  const next = await translator.json<Staged>("POST", `/api/works/new/${id}/mend`, { do: "join 0", after });
  expect(next.rows.map(({ source }) => source)).toEqual([["道可道。", "名可名。"]]);
  expect(await told(translator, "POST", `/api/works/new/${id}/mend`, { do: "join 0", after })).toEqual([
    409,
    "staged-moved",
  ]);
  for (const odd of ["join 99", "split 7", "join -1", "settle 0; DROP", "undo undo"])
    expect(
      (await told(translator, "POST", `/api/works/new/${id}/mend`, { do: odd, after: next.after }))[0],
    ).toBeGreaterThanOrEqual(400);
});

test("files that are none are refused in a sentence, and what was there stays", async () => {
  const { id } = await begin(translator);
  for (const [name, bytes, says] of [
    ["scan.pdf", Buffer.from("%PDF-1.7"), /PDF/],
    ["broken.docx", docx("<w:p>").subarray(0, 200), /broken|archive/],
    ["table.csv", Buffer.from("id,rendering\n1,One\n"), /table/],
    ["nothing.txt", Buffer.from("  \n"), /no passage/],
    ["noise.txt", Buffer.from([0, 1, 2, 3, 255, 254, 0]), /no text/],
  ] as const) {
    const answer = await send(translator, id, name, bytes);
    expect(`${name} ${answer.status}`).toBe(`${name} 422`);
    expect(((await answer.json()) as { detail: string }).detail).toMatch(says);
  }
  expect((await send(translator, id, "a.txt", Buffer.from("Some."), "&footnotes=all")).status).toBe(422);
  const { rows } = await translator.json<Staged>("GET", `/api/works/new/${id}`);
  expect(rows.map(({ rendering }) => rendering)).toEqual(TEXTS.rendering.split("\n\n").map((each) => [each]));
});

test("it is there after a stop, becomes a work once, and its address is nobody else's", async () => {
  const { id } = await begin(translator);
  const cookie = translator.session;
  const gone = new Promise((resolve) => bench.process.once("exit", resolve));
  bench.process.kill("SIGKILL");
  await gone;
  bench = await startTestWorkbench({ data });
  const again = { headers: { cookie, accept: "application/json", "content-type": "application/json" } };
  const ask = (act: string, body?: object): Promise<Response> =>
    fetch(`${bench.address}/api/works/new/${id}${act}`, {
      ...again,
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
  expect(((await (await ask("")).json()) as Staged).counts.pairs).toBe(2);
  expect((await ask("/create", { ...FIELDS, work: "nip14" })).status).toBe(409);
  expect((await ask("/create", { ...FIELDS, title: " " })).status).toBe(422);
  expect(await (await ask("/create", FIELDS)).json()).toEqual({ work: "way" });
  expect((await ask("/create", { ...FIELDS, work: "way-2" })).status).toBe(409);
  const { passages } = (await (await fetch(`${bench.address}/api/works/way`, again)).json()) as { passages: unknown[] };
  expect(passages).toHaveLength(2);
});
