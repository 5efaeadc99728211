/** Tokens in `Authorization: Bearer`, asked over HTTP on a whole workbench: forged, foreign, revoked, where they don't belong. */
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";
import { type Client, joinAs, joinAsOwner, OWNER } from "../help/workbench.ts";

const PLACE = "/api/works/nip14/passages/s10-government-and-markets";
const ANN = { name: "Ann Lee", email: "ann@example.org", password: "correct horse battery" };

let bench: TestSite;
let owner: Client;
let ann: Client;

beforeAll(async () => {
  bench = await startSite();
  owner = await joinAsOwner(bench);
  ann = await joinAs(bench, owner, "translator", ANN);
});
afterAll(() => bench.end());

interface Own {
  id: string;
  token: string;
  tokens: { id: string; name: string; used: string | null }[];
}

let count = 0;

/** A new token of `client`'s, and its id. */
async function made(client: Client, wanted: object = {}): Promise<{ token: string; id: string }> {
  const name = `token ${++count}`;
  const { password } = client === owner ? OWNER : ANN;
  const asked = { act: "token", name, password, ...wanted };
  const { token, tokens } = await client.json<Own>("POST", "/api/account", asked);
  return { token, id: tokens.find((each) => each.name === name)!.id };
}

interface Answer {
  status: number;
  code: string;
  why: string;
  challenge: string | null;
  body: Record<string, unknown>;
  type: string | null;
}

/** A request with a token and nothing else; `body` as JSON. */
async function ask(token: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(new URL(path, bench.address), {
    method: body === undefined ? "GET" : "POST",
    redirect: "manual",
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...more,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const said = (text.startsWith("{") ? JSON.parse(text) : {}) as Record<string, unknown>;
  return {
    ...(said as { code: string; why: string }),
    status: response.status,
    challenge: response.headers.get("www-authenticate"),
    type: response.headers.get("content-type"),
    body: said,
  };
}

const begin = (token: string, more: Record<string, string> = {}) => ask(token, `${PLACE}/proposals`, { base: 2 }, more);

describe("what a token may", () => {
  test("each reads; who may propose with one does so in its person's name, and decides nothing", async () => {
    const { token } = await made(ann, { may: ["propose"] });
    expect(await ask(token, "/api/works")).toMatchObject({ status: 200 });
    const begun = await begin(token);
    const at = `/api/proposals/${String(begun.body["id"])}`;
    expect((await ask(token, at)).body).toMatchObject({ openedBy: { name: ANN.name } });
    expect(await ask(token, `${at}/submit`, { text: "Other words.", summary: "Why." })).toMatchObject({ status: 200 });
    const { token: owners } = await made(owner, { may: ["propose", "import"] });
    for (const verb of ["accept", "decline", "return", "invite"])
      expect(await ask(owners, `${at}/${verb}`, { reason: "Agreed" })).toMatchObject({ status: 403, why: "token" });
  });

  test("what it was not made for is refused, by name, with what it may", async () => {
    const { token } = await made(owner);
    expect(await begin(token)).toMatchObject({
      status: 403,
      code: "not-allowed",
      why: "token",
      body: { may: ["read"] },
    });
    expect(await ask(token, "/api/works/new", { rendering: "Words." })).toMatchObject({ status: 403, why: "token" });
    expect((await begin(token)).challenge).toBe('Bearer error="insufficient_scope"');
  });

  test.each([
    "/api/account",
    "/api/people",
    "/api/settings",
    "/api/People",
    "/api/people/",
    "/API/people",
    "/api//people",
  ])("%s shows nothing to one, however it is spelled", async (path) => {
    const { token } = await made(owner, { may: ["propose", "import"] });
    const { status, body } = await ask(token, path);
    expect([301, 308, 401, 403, 404]).toContain(status);
    expect(JSON.stringify(body)).not.toContain("example.org");
  });

  test("it makes no other token, and changes nothing of its account", async () => {
    const { token } = await made(owner, { may: ["propose", "import"] });
    for (const act of [{ act: "token", name: "another", password: OWNER.password }, { act: "end-others" }])
      expect(await ask(token, "/api/account", act)).toMatchObject({ status: 403, why: "token" });
  });

  test("one for a work opens nothing of another, nor of all", async () => {
    const { token } = await made(ann, { work: "nip14", may: ["propose"] });
    expect(await ask(token, "/api/works/nip14")).toMatchObject({ status: 200 });
    expect(await ask(token, "/api/search?q=the&work=nip14")).toMatchObject({ status: 200 });
    expect(await begin(token)).toMatchObject({ status: 201 });
    const elsewhere = await made(ann, { work: "elsewhere", may: ["propose", "import"] });
    const begun = await owner.json<{ id: string }>("POST", `${PLACE}/proposals`, { base: 2 });
    for (const path of [
      ...["/api/works/nip14", "/api/works/nip%314", "/api/works", "/api/search?q=the", "/api/search?q=the&work=nip14"],
      ...["/api/search?q=the&work=elsewhere&work=nip14", "/api/events", `/api/proposals/${begun.id}`],
      ...["/api/proposals/there-is-none", "/api/works/new"],
    ])
      expect([path, (await ask(elsewhere.token, path)).status]).toEqual([path, 403]);
    expect(await begin(elsewhere.token)).toMatchObject({ status: 403, why: "token-elsewhere" });
  });
});

describe("it follows the account's rights at each request", () => {
  test("a role that is lost, and an account that is closed", async () => {
    const guest = { ...ANN, name: "Guest", email: "guest@example.org" };
    const client = await joinAs(bench, owner, "translator", guest);
    const { token } = await made(client, { may: ["propose"], password: guest.password });
    const { id } = await client.json<Own>("GET", "/api/account");
    expect(await begin(token)).toMatchObject({ status: 201 });
    await owner.json("POST", `/api/people/${id}/role`, { role: "reader" });
    expect(await begin(token)).toMatchObject({ status: 403, code: "not-allowed" });
    expect(await ask(token, "/api/works")).toMatchObject({ status: 200 });
    await owner.json("POST", `/api/people/${id}/close`);
    expect(await ask(token, "/api/works")).toMatchObject({ status: 401, why: "token-unknown" });
  });

  test("revoked while a long body is coming in, nothing of it is taken", async () => {
    const { token, id } = await made(owner, { may: ["import"] });
    const staged = String((await ask(token, "/api/works/new", {})).body["id"]);
    const bytes = Buffer.from("A paragraph of words.\n\n".repeat(2_000));
    const status = await new Promise<number>((resolve, reject) => {
      const upload = request(new URL(`/api/works/new/${staged}/texts/b?name=a.txt`, bench.address), {
        method: "POST",
        headers: {
          ...{ authorization: `Bearer ${token}`, "content-type": "application/octet-stream" },
          "content-length": bytes.length,
        },
      });
      upload.once("error", reject);
      upload.once("response", (response) => resolve(response.resume().statusCode!));
      upload.write(bytes.subarray(0, 20_000));
      void (async () => {
        // Asked and answered behind the first part of the body.
        await ask(token, "/api/works");
        await owner.json("POST", "/api/account", { act: "revoke-token", token: id });
        upload.end(bytes.subarray(20_000));
      })().catch(reject);
    });
    expect(status).toBe(401);
    expect(await owner.json("GET", `/api/works/new/${staged}`)).toMatchObject({ id: staged, counts: { pairs: 0 } });
  });
});

describe("what opens nothing", () => {
  test.each([
    "",
    "x",
    "variorum_",
    `variorum_${"A".repeat(43)}`,
    "A".repeat(43),
    "a b",
    "%00",
    "variorum_ä".slice(0, 9),
  ])("“%s” is answered 401, for a program, and says how to come", async (token) => {
    for (const path of ["/api/works", "/api/works/nip14", "/api/proposals/x"]) {
      const answer = await ask(token, path, undefined, { "if-none-match": "*", accept: "text/html" });
      expect([401, 429]).toContain(answer.status);
      expect(answer.type).toMatch(/^application\/problem\+json/);
      if (answer.status === 401) expect(answer.challenge).toBe('Bearer error="invalid_token"');
    }
  });

  test("a header of 1 MB ends the connection or is refused, and the workbench goes on", async () => {
    const answer = await ask("A".repeat(1_000_000), "/api/works").catch(() => null);
    expect([null, 400, 431]).toContain(answer?.status ?? null);
    expect(await owner.json("GET", "/api/works")).toBeTruthy();
  });

  test("a session beside a wrong token does not help it", async () => {
    const answer = await ask(
      `variorum_${"B".repeat(43)}`,
      `${PLACE}/proposals`,
      { base: 2 },
      { cookie: owner.session },
    );
    expect([401, 429]).toContain(answer.status);
  });
});

test("a session beside a right token counts for nothing: the token says who asks", async () => {
  const { token } = await made(ann, { may: ["propose"] });
  const begun = await begin(token, { cookie: owner.session });
  expect((await ask(token, `/api/proposals/${String(begun.body["id"])}`)).body).toMatchObject({
    openedBy: { name: ANN.name },
  });
});

test("it needs no origin of ours, and pages know nothing of it", async () => {
  const { token } = await made(owner, { may: ["propose"] });
  const foreign = { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };
  expect(await begin(token, foreign)).toMatchObject({ status: 201 });
  const page = await fetch(`${bench.address}/people`, {
    headers: { authorization: `Bearer ${token}` },
    redirect: "manual",
  });
  expect(page.status).toBe(401);
  const form = await fetch(`${bench.address}/-/account`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, ...foreign },
    body: new URLSearchParams({ act: "end-others" }),
  });
  expect(form.status).toBe(403);
});

test("its use is told on the account, its secret never again, and nothing of it is logged", async () => {
  const { token, id } = await made(owner);
  await ask(token, "/api/works");
  const { tokens } = await owner.json<Own>("GET", "/api/account");
  expect(Date.parse(tokens.find((each) => each.id === id)!.used!)).toBeLessThanOrEqual(Date.now());
  expect(JSON.stringify(tokens)).not.toContain(token);
  expect(bench.logged()).not.toContain(token);
});

test("a page makes one without a script, shows it once, and revokes it", async () => {
  const form = (fields: [string, string][]) =>
    fetch(`${bench.address}/-/account`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie: ann.session, accept: "text/html" },
      body: new URLSearchParams(fields),
    });
  const wanted: [string, string][] = [
    ["act", "token"],
    ["name", "by form"],
    ["work", ""],
    ["days", "7"],
  ];
  const wrong = await form([...wanted, ["password", "not this one"]]);
  expect([wrong.status, (await wrong.text()).includes("current password is not right")]).toEqual([403, true]);
  const page = await (
    await form([...wanted, ["may", "propose"], ["may", "import"], ["password", ANN.password]])
  ).text();
  const token = /variorum_[\w-]{43}/.exec(page)![0];
  expect(await begin(token)).toMatchObject({ status: 201 });
  const again = await (await fetch(`${bench.address}/-/account`, { headers: { cookie: ann.session } })).text();
  expect([again.includes("by form"), again.includes(token)]).toEqual([true, false]);
  const { tokens } = await ann.json<Own>("GET", "/api/account");
  const revoked = await form([
    ["act", "revoke-token"],
    ["token", tokens.find(({ name }) => name === "by form")!.id],
  ]);
  expect(revoked.headers.get("location")).toBe("/-/account?done=revoke-token");
  expect(await begin(token)).toMatchObject({ status: 401 });
});
