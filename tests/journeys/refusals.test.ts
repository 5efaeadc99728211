/** Hostile and mistaken requests, each over a real socket to the real program: the right status, a clear word, and it goes on. */
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { Client, joinAs, joinAsOwner, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";
import { SCHEMA_VERSION } from "../../translations/text/schema.ts";

const PASSAGE = "/nip14/s10-government-and-markets";
const PROPOSALS = "/api/works/nip14/passages/s10-government-and-markets/proposals";

let bench: TestWorkbench;
let owner: Client;
let reader: Client;
let stranger: Client;

beforeAll(async () => {
  bench = await startTestWorkbench();
  stranger = new Client(bench.address);
  owner = await joinAsOwner(bench);
  reader = await joinAs(bench, owner, "reader", {
    name: "读者 Reader 📖",
    email: "reader@example.org",
    password: "only reading here",
  });
});
afterAll(() => bench.end());

/** Asks once as a program and once as a browser; both get `status`, one a problem, one a page. */
async function refuses(client: Client, status: number, method: string, path: string, body?: unknown): Promise<void> {
  const json = await client.send(method, path, body);
  expect(json.status, `${method} ${path} as JSON`).toBe(status);
  expect(json.headers.get("content-type")).toContain("application/problem+json");
  const problem = (await json.json()) as { status: number; detail: string; code: string };
  expect(problem.status).toBe(status);
  expect(problem.detail.length).toBeGreaterThan(20);
  if (path.startsWith("/api/") && method === "GET") return;
  const html = await client.send(method, path, body, { accept: "text/html" });
  expect(html.status, `${method} ${path} as a page`).toBe(status);
  expect(html.headers.get("content-type")).toContain("text/html");
  expect(await html.text()).toContain("<h1");
}

describe("addresses that lead nowhere", () => {
  test.each([
    "/nip15",
    "/nip14/no-such-passage",
    `${PASSAGE}/v0`,
    `${PASSAGE}/v3`,
    `${PASSAGE}/v02`,
    `${PASSAGE}/v-1`,
    `${PASSAGE}/v99999999999`,
    `${PASSAGE}/v99999999999999999999`,
    `${PASSAGE}/v1..v9`,
    `${PASSAGE}/latest`,
    `${PASSAGE}/v1.txt`,
    `${PASSAGE}/v2/more`,
    "/nip14/proposals/none",
    "/%E4%B8%AD/%F0%9F%98%80%E6%96%87",
    "/__proto__/constructor",
    "/api/works/nip15",
    "/api/proposals/none",
    "/api/nothing",
  ])("GET %s is 404", (path) => refuses(stranger, 404, "GET", path));

  test("an address that is not UTF-8 is 400", () => refuses(stranger, 400, "GET", "/nip14/%E4%B8"));
  test("a sign behind an address is taken off, and what is left is 404", async () => {
    const signed = await stranger.send("GET", "/%E4%B8%AD/%F0%9F%98%80");
    expect([signed.status, signed.headers.get("location")]).toEqual([308, "/%E4%B8%AD"]);
    await refuses(stranger, 404, "GET", "/%E4%B8%AD");
  });
  test("a method that isn't there is 405", () => refuses(owner, 405, "DELETE", `${PASSAGE}/v2`));
});

describe("people", () => {
  test("a stranger can't propose", () => refuses(stranger, 401, "POST", PROPOSALS, { base: 2 }));
  test("a reader can't propose", () => refuses(reader, 403, "POST", PROPOSALS, { base: 2 }));
  test("a reader can't decide", () => refuses(reader, 403, "POST", "/api/proposals/sort-out/accept", { reason: "me" }));
  test("a reader can't see the people", () => refuses(reader, 403, "GET", "/people"));
  test("a used invitation is gone", () =>
    refuses(stranger, 410, "POST", new URL(bench.ownerLink!).pathname, {
      name: "Eve",
      email: "eve@example.org",
      password: "let me in please",
    }));
  test("a wrong password says nothing about the account", async () => {
    const one = await stranger.send("POST", "/api/sign-in", {
      email: "olive@example.org",
      password: "wrong wrong wrong",
    });
    const two = await stranger.send("POST", "/api/sign-in", {
      email: "nobody@example.org",
      password: "wrong wrong wrong",
    });
    expect([one.status, two.status]).toEqual([401, 401]);
    expect(await one.text()).toBe(await two.text());
  });
});

describe("bodies", () => {
  test("JSON that is none", () => refuses(owner, 400, "POST", PROPOSALS, '{"base": '));
  test("a field of the wrong kind", () => refuses(owner, 400, "POST", PROPOSALS, { base: "two", kind: "theft" }));
  test("an address for a proposal that is none", () =>
    refuses(owner, 400, "POST", PROPOSALS, { id: "../../etc", base: 2 }));
  test("10 MB", () => refuses(owner, 413, "POST", PROPOSALS, { id: "x", filler: "填".repeat(3_500_000) }));
  test("a base that isn't current", () => refuses(owner, 409, "POST", PROPOSALS, { base: 1 }));
  test("declining without a reason", () =>
    refuses(owner, 422, "POST", "/api/proposals/sort-out/decline", { reason: "  " }));
  test("a verb that isn't there", () => refuses(owner, 404, "POST", "/api/proposals/sort-out/explode", {}));
});

test("another site's page can't act in a visitor's name", async () => {
  for (const headers of [{ origin: "https://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }]) {
    const response = await owner.send("POST", "/api/proposals/sort-out/accept", { reason: "x" }, headers);
    expect(response.status, JSON.stringify(headers)).toBe(403);
  }
  const { status } = await owner.json<{ status: string }>("GET", "/api/proposals/sort-out");
  expect(status).toBe("open");
});

test("a raw request with nonsense in it is answered, not suffered", async () => {
  const status = await new Promise<number>((resolve, reject) => {
    const { hostname, port } = new URL(bench.address);
    const req = request({
      hostname,
      port,
      path: "/nip14",
      headers: { cookie: "theme=dark; session=\u0001".replace("\u0001", "%00%ff"), accept: "*/*;q=abc" },
    });
    req.on("response", (res) => (res.resume(), resolve(res.statusCode!)));
    req.on("error", reject);
    req.end();
  });
  expect(status).toBe(200);
});

describe("the socket", () => {
  const live = (query: string) => `${bench.address.replace("http", "ws")}/api/live/sort-out?${query}`;

  test("a foreign origin is refused before it opens", async () => {
    const socket = new WebSocket(live("schema=1"), {
      headers: { origin: "https://evil.example", cookie: owner.session },
    });
    const status = await new Promise((resolve) => {
      socket.on("unexpected-response", (_req, res) => resolve(res.statusCode));
      socket.on("open", () => resolve("opened"));
      socket.on("error", () => undefined);
    });
    expect(status).toBe(403);
  });

  test("a frame of 20 MB closes that socket and no other", async () => {
    const { id } = await owner.json<{ id: string }>("POST", PROPOSALS, { base: 2 });
    const at = `${bench.address.replace("http", "ws")}/api/live/${await owner.draftOf(id)}?schema=${SCHEMA_VERSION}`;
    const socket = new WebSocket(at, { headers: { cookie: owner.session } });
    await new Promise((resolve) => socket.once("open", resolve));
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    socket.on("error", () => undefined);
    socket.send(Buffer.alloc(20_000_000, 1));
    expect([1006, 1009, 4413]).toContain(await closed);
    expect((await stranger.send("GET", "/healthz")).status).toBe(200);
    expect((await owner.json<{ draft: unknown }>("GET", `/api/proposals/${id}`)).draft).toBeTruthy();
  });
});

test("after all that the workbench goes on, and its ledger verifies", async () => {
  expect((await stranger.send("GET", "/nip14")).status).toBe(200);
  expect(bench.process.exitCode).toBeNull();
});
