/** What an owner looks after at `/-/settings`: the public address, works put away, and a workbench begun without the Plan. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startWorkbench, type Running, type Settings } from "../../server/app.ts";
import { Client, OWNER, signingIn } from "../help/workbench.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-settings-"));
const client = join(folder, "client");
let running: Running | null = null;

beforeAll(() => {
  mkdirSync(join(client, ".vite"), { recursive: true });
  mkdirSync(join(client, "assets"));
  writeFileSync(join(client, ".vite/manifest.json"), JSON.stringify({ a: { file: "assets/a.js", isEntry: true } }));
});
afterEach(async () => {
  await running?.close();
  running = null;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(data: string, more: Partial<Settings> = {}): Promise<Running> {
  const log = pino({ level: "silent" });
  running = await startWorkbench({
    data: join(folder, data),
    host: "127.0.0.1",
    port: 0,
    origin: null,
    client,
    log,
    ...more,
  });
  return running;
}

async function ownerOf({ address, ownerLink }: Running): Promise<Client> {
  const owner = new Client(address);
  await owner.json("POST", new URL(ownerLink!).pathname.replace("/variorum", ""), OWNER);
  return owner;
}

async function pageAt(by: Client, path: string, headers: Record<string, string> = {}): Promise<string> {
  return (await by.send("GET", path, undefined, { accept: "text/html", ...headers })).text();
}

const V2 = "/nip14/s10-government-and-markets/v2";
const worksAt = async (by: Client) =>
  (await by.json<{ works: { work: { id: string } }[] }>("GET", "/api/works")).works.map(({ work }) => work.id);

test("strangers and others than owners get no settings", async () => {
  const { address } = await start("strangers");
  expect((await new Client(address).send("GET", "/-/settings")).status).toBe(401);
  expect((await new Client(address).send("POST", "/-/settings", { address: "https://a.example" })).status).toBe(401);
});

test("until a public address is set citations are local; then it alone appears, whatever a request says", async () => {
  const bench = await start("address");
  const owner = await ownerOf(bench);
  expect(await pageAt(owner, V2)).toContain("Local:");
  expect(
    (await owner.json<{ findings: { name: string }[] }>("GET", "/-/settings")).findings.map(({ name }) => name),
  ).toEqual(["no-proven-copy", "no-address"]);
  const refused = await owner.send("POST", "/-/settings", { address: "not one" });
  expect(refused.status).toBe(422);
  const typed = await owner.send("POST", "/-/settings", "address=not+one", {
    accept: "text/html",
    "content-type": "application/x-www-form-urlencoded",
  });
  expect(await typed.text()).toContain('value="not one"');

  await owner.json("POST", "/-/settings", { address: "https://www.uni.example/variorum/" });
  const hostile = { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher" };
  for (const path of [V2, `${V2}.json`, `${V2}.bib`, `${V2}.ris`, `${V2}.csl.json`, "/", "/nip14"]) {
    const page = await pageAt(owner, path, hostile);
    expect(page).not.toContain("evil.example");
    expect(page).not.toContain("Local:");
    if (path.startsWith(V2)) expect(page).toContain("https://www.uni.example/variorum/nip14/");
  }
  const { link } = await owner.json<{ link: string }>("POST", "/people/invite", { role: "reader" });
  expect(link).toMatch(/^https:\/\/www\.uni\.example\/variorum\/join\//);
  const api = await owner.json<{ servers: unknown }>("GET", "/api/openapi.json");
  expect(api.servers).toEqual([{ url: "https://www.uni.example/variorum" }]);

  // A wrong one: whoever is on the machine's own address signs in there, and mends it.
  const again = new Client(bench.address);
  await again.json("POST", "/sign-in", signingIn(OWNER));
  expect(await worksAt(again)).toEqual(["nip14"]);
  await again.json("POST", "/-/settings", { address: "" });
  expect(await pageAt(again, V2)).toContain("Local:");
});

test("the variable goes before what an owner sets", async () => {
  const bench = await start("variable", { origin: "https://www.uni.example/variorum" });
  const owner = await ownerOf(bench);
  expect(bench.ownerLink).toMatch(/^https:\/\/www\.uni\.example\/variorum\/join\//);
  expect((await owner.send("POST", "/-/settings", { address: "https://other.example" })).status).toBe(422);
  expect(await pageAt(owner, V2)).toContain("https://www.uni.example/variorum/nip14/");
});

test("a work put away is out of the front page and the queue; its addresses stay, and it comes back", async () => {
  const bench = await start("away");
  const owner = await ownerOf(bench);
  const queue = async () => (await owner.json<{ proposals: unknown[] }>("GET", "/review")).proposals.length;
  const waiting = await queue();
  expect(waiting).toBeGreaterThan(0);
  await owner.json("POST", "/-/settings", { putAway: "nip14" });
  expect(await worksAt(owner)).toEqual([]);
  expect(await queue()).toBe(0);
  expect((await owner.send("GET", V2)).status).toBe(200);
  expect(await pageAt(owner, "/-/settings")).toContain("Bring back");
  const stranger = new Client(bench.address);
  for (const path of ["/nip14", V2, "/nip14/4-2", "/nip14/proposals/sort-out", "/nip14/4-2/v1..v2"]) {
    expect(await pageAt(stranger, path), path).toContain("This work was put away on");
    expect(await pageAt(owner, path), path).toContain("Bring it back</a>");
  }
  for (const path of ["/", "/about"])
    expect(await pageAt(stranger, path), path).not.toContain("This work was put away");
  expect(await pageAt(stranger, V2)).not.toContain("Bring it back");
  await bench.close();

  running = await startWorkbench({ data: join(folder, "away"), host: "127.0.0.1", port: 0, origin: null, client });
  const later = new Client(running.address);
  await later.json("POST", "/sign-in", signingIn(OWNER));
  expect(await worksAt(later)).toEqual([]);
  await later.json("POST", "/-/settings", { bringBack: "nip14" });
  expect(await worksAt(later)).toEqual(["nip14"]);
  expect(await pageAt(later, "/nip14")).not.toContain("This work was put away");
  expect((await later.send("POST", "/-/settings", { putAway: "no-such" })).status).toBe(404);
});

test("--empty begins without the Plan and stays so, until it is asked for", async () => {
  const first = await start("empty", { plan: "never" });
  expect(await worksAt(new Client(first.address))).toEqual([]);
  await first.close();
  const second = await start("empty");
  expect(await worksAt(new Client(second.address))).toEqual([]);
  await second.close();
  const third = await start("empty", { plan: "now" });
  expect(await worksAt(new Client(third.address))).toEqual(["nip14"]);
});
