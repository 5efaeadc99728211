/** A work sent over HTTP: what is not as it should be is refused before anything is kept, and nobody has more than their share. */
import { request } from "node:http";
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { type Client, joinAsOwner, OWNER } from "../help/workbench.ts";

const LINES = { "content-type": "application/jsonl" };
const WORDS = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Words." }] }] };
const PASSAGE = JSON.stringify({ id: "one", versions: [{ rendering: WORDS }] });

let bench: TestSite;
let owner: Client;
let token: string;

beforeAll(async () => {
  bench = await startSite();
  owner = await joinAsOwner(bench);
  token = await made();
});
afterAll(() => bench.end());

async function made(): Promise<string> {
  const asked = { act: "token", name: "sends", may: "import", password: OWNER.password };
  return (await owner.json<{ token: string }>("POST", "/api/account", asked)).token;
}

const at = (work: string, more: Record<string, string> = {}): string =>
  `/api/works/${work}/import?${new URLSearchParams({ of: "0".repeat(64), title: "A title", language: "en", sourceLanguage: "und", ...more })}`;

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

async function sent(path: string, body: string, headers: Record<string, string> = LINES): Promise<Answer> {
  const response = await fetch(bench.address + path, {
    ...{ method: "POST", body },
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** A request that has come in, of which some is sent, and no more until it is gone on with or broken off. */
async function begun(path: string, some: string, by = token) {
  const asked = request(bench.address + path, {
    method: "POST",
    headers: {
      authorization: `Bearer ${by}`,
      "content-length": String(PASSAGE.length),
      ...LINES,
      expect: "100-continue",
    },
  });
  const hasCome = new Promise((resolve) => asked.once("continue", resolve));
  const status = new Promise<number>((resolve) => {
    asked.on("response", (answer) => resolve(answer.resume().statusCode ?? 0));
    asked.on("error", () => resolve(0));
  });
  asked.flushHeaders();
  await hasCome;
  asked.write(some);
  return { status, goOn: () => asked.end(PASSAGE.slice(some.length)), breakOff: () => asked.destroy() };
}

const works = async () =>
  (await owner.json<{ works: { work: { id: string } }[] }>("GET", "/api/works")).works.map(({ work }) => work.id);

test("what is no work, no lines, too much or not allowed is refused, and nothing of it kept", async () => {
  const before = await works();
  expect(await sent(at("a--b"), PASSAGE)).toMatchObject({ status: 422, body: { why: "no-id" } });
  expect(await sent(at("new-one", { title: " " }), PASSAGE)).toMatchObject({ status: 422, body: { why: "no-title" } });
  expect(await sent(at("new-one", { language: "?" }), PASSAGE)).toMatchObject({ body: { why: "no-language" } });
  expect(await sent(at("new-one", { of: "0" }), PASSAGE)).toMatchObject({ status: 400, body: { why: "import" } });
  expect(await sent(at("new-one", { of: "../".repeat(21) }), PASSAGE)).toMatchObject({ status: 400 });
  expect(await sent(at("new-one"), PASSAGE, { "content-type": "text/plain" })).toMatchObject({ status: 415 });
  expect(await sent(at("new-one"), "{}", { "content-type": "application/json" })).toMatchObject({ status: 415 });
  expect(await sent(at("new-one"), PASSAGE, { ...LINES, "content-encoding": "gzip" })).toMatchObject({ status: 415 });
  for (const body of ["", "{", "[]", "{}", `${PASSAGE}\n${PASSAGE}`, '{"id":"proposals","versions":[]}'])
    expect([body, await sent(at("new-one"), body)]).toMatchObject([body, { status: 422, body: { code: "not-taken" } }]);
  expect(await works()).toEqual(before);
  expect(readdirSync(bench.data).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("more than may come at once is refused by its length, before any of it is taken", async () => {
  const asked = request(bench.address + at("large"), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-length": String(FILE_LIMITS.sent + 1), ...LINES },
  });
  const status = new Promise((resolve) => asked.on("response", (answer) => resolve(answer.resume().statusCode)));
  asked.on("error", () => undefined);
  asked.flushHeaders();
  expect(await status).toBe(413);
  asked.destroy();
});

test("of one person two are taken at once, and a third is put off", async () => {
  const [first, second] = [await begun(at("first"), "{"), await begun(at("second"), "{")];
  expect((await sent(at("third"), PASSAGE)).status).toBe(503);
  first.goOn();
  second.breakOff();
  expect(await first.status).toBe(200);
  await expect.poll(async () => (await sent(at("fourth"), PASSAGE)).status).toBe(200);
  expect(await works()).not.toContain("second");
});

test("a token that is revoked while it is sent brings nothing in", async () => {
  const own = await made();
  const half = await begun(at("revoked"), "{", own);
  const { tokens } = await owner.json<{ tokens: { id: string }[] }>("GET", "/api/account");
  for (const { id } of tokens.slice(0, 1)) await owner.json("POST", "/api/account", { act: "revoke-token", token: id });
  half.goOn();
  expect(await half.status).toBe(401);
  expect(await works()).not.toContain("revoked");
});
