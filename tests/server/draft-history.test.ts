/** A draft's history over HTTP: its page, its steps, restoring one, and what is asked for that is not there. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { seedDraft, textOf } from "../../translations/draft/draft.ts";
import { DATABASE, startWorkbench, type Running } from "../../server/app.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { Client, OWNER } from "../help/workbench.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-draft-history-"));
const client = join(folder, "client");
const data = join(folder, "data");
const PASSAGE = "/api/works/nip14/passages/s10-government-and-markets/proposals";
const TRANSLATOR = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };
const READER = { name: "Rae", email: "rae@example.org", password: "rae only reads here" };

let running: Running;
let owner: Client;
let ann: Client;
let reader: Client;
/** Drafts of Ann's: one to write in, one whose log was filled before the workbench was opened again, one never begun. */
let living: string;
let long: string;
let unbegun: string;

const start = () =>
  startWorkbench({ data, host: "127.0.0.1", port: 0, origin: null, client, log: pino({ level: "silent" }) });

async function joined(login: typeof TRANSLATOR, role: string): Promise<Client> {
  const { link } = await owner.json<{ link: string }>("POST", "/api/people/invite", { role });
  const made = new Client(running.address);
  await made.json("POST", new URL(link).pathname, login);
  return made;
}

async function signedIn({ email, password }: typeof TRANSLATOR): Promise<Client> {
  const made = new Client(running.address);
  await made.json("POST", "/api/sign-in", { email, password });
  return made;
}

const begin = async () => (await ann.json<{ id: string }>("POST", PASSAGE, { base: 2 })).id;

const LINES = 360;
const KEYSTROKES = 5_000;

/** Fills a draft's log: 190,000 letters to begin with, then words by two people in turn, each a step of its own. */
async function fill(proposal: string, by: string[]): Promise<void> {
  let now = Date.parse("2026-11-24T08:00:00.000Z");
  const store = sqliteStore(openSqlite(join(data, DATABASE)), { now: () => (now += 3_000) });
  const line = "The government 政府 clarifies the market 🇨🇳. ".repeat(12);
  const seed = seedDraft({
    rendering: parseText(Array.from({ length: LINES }, (_, at) => `${line}Nr ${at}.`).join("\n\n")),
  });
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seed);
  const [draft] = await store.drafts.of(proposal);
  await store.drafts.begin(draft!, { bytes: seed, by: null });
  const updates: { bytes: Uint8Array; by: string }[] = [];
  doc.on("update", (bytes: Uint8Array) => updates.push({ bytes, by: by[updates.length % 2]! }));
  for (let at = 0; at < KEYSTROKES; at++) {
    textOf(doc).insert(1, `${at} `);
  }
  for (let at = 0; at < updates.length; at += 100) await store.drafts.append(draft!, updates.slice(at, at + 100));
  await store.close();
}

beforeAll(async () => {
  mkdirSync(join(client, ".vite"), { recursive: true });
  writeFileSync(join(client, ".vite/manifest.json"), JSON.stringify({ a: { file: "a.js", isEntry: true } }));
  running = await start();
  owner = new Client(running.address);
  await owner.json("POST", new URL(running.ownerLink!).pathname, OWNER);
  ann = await joined(TRANSLATOR, "translator");
  reader = await joined(READER, "reader");
  [living, long, unbegun] = [await begin(), await begin(), await begin()];
  const { people } = await owner.json<{ people: { id: string }[] }>("GET", "/api/people");
  await running.close();
  await fill(long, people.map(({ id }) => id).slice(0, 2));
  running = await start();
  [owner, ann, reader] = [await signedIn(OWNER), await signedIn(TRANSLATOR), await signedIn(READER)];
}, 120_000);

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Told {
  steps: { step: number; from: string | null; to: string | null; by: { name: string }[] }[];
}

const historyOf = (id: string) => ann.json<Told>("GET", `/api/proposals/${id}/history`);

async function reads(id: string, step: number): Promise<string> {
  const { rendering } = await ann.json<{ rendering: RenderingJson }>("GET", `/api/proposals/${id}/history/${step}`);
  return canonicalText(renderingFromJson(rendering));
}

async function now(id: string): Promise<string> {
  const { draft } = await ann.json<{ draft: { rendering: RenderingJson } }>("GET", `/api/proposals/${id}`);
  return canonicalText(renderingFromJson(draft.rendering));
}

async function page(path: string, who = ann): Promise<{ status: number; html: string }> {
  const response = await who.send("GET", path, undefined, { accept: "text/html" });
  return { status: response.status, html: await response.text() };
}

const addressOf = (id: string) => `/nip14/proposals/${id}/history`;
const restore = (who: Client, id: string, step: number | string, body: unknown = {}) =>
  who.send("POST", `/api/proposals/${id}/history/${step}/restore`, body);

describe("the page", () => {
  test("of a draft that nobody opened has no steps, and says so", async () => {
    for (const who of [ann]) {
      const { status, html } = await page(addressOf(unbegun), who);
      expect(status).toBe(200);
      expect(html).toContain("Nobody has written in this draft yet.");
    }
    expect((await page(`${addressOf(unbegun)}?step=1`)).status).toBe(404);
    expect((await page(addressOf(unbegun), reader)).status).toBe(403);
    expect((await page(addressOf(unbegun), new Client(running.address))).status).toBe(401);
  });

  test("is the history's own address: the one for programs keeps its shape, and answers as JSON here too", async () => {
    const told = await historyOf(long);
    expect(Object.keys(told)).toEqual(["proposal", "steps"]);
    expect(await ann.json("GET", addressOf(long))).toEqual(told);
  });

  test.each(["0", "-1", "1e3", "99999", "100000000000000000000", "x", "1.5", "", "%00", "1&step=2"])(
    "has no step “%s”",
    async (step) => {
      const { status, html } = await page(`${addressOf(long)}?step=${step}`);
      expect(status).toBe(404);
      expect(html).toMatch(/has the steps 1 to \d+; the one asked for is not among them/);
    },
  );

  test("takes an unknown level or comparison for the usual one", async () => {
    const { status, html } = await page(`${addressOf(long)}?step=2&level=%3Cscript%3E&against=nothing`);
    expect(status).toBe(200);
    expect(html).not.toContain("&level=<script>");
  });

  test("is not there for a proposal that is none, or in another work", async () => {
    expect((await page("/nip14/proposals/nobody/history")).status).toBe(404);
    expect((await page(`/other/proposals/${long}/history`)).status).toBe(404);
    for (const somebody of [reader, new Client(owner.address)])
      expect((await somebody.send("GET", `/other/proposals/${long}/history`)).status).toBe(404);
  });

  test("of 190,000 letters and 5,000 keystrokes comes at any step", async () => {
    const most = (await historyOf(long)).steps.length;
    for (const query of [
      "",
      `?step=${most}&level=every`,
      "?step=2&level=every",
      `?step=${most - 1}&level=every&against=now`,
    ]) {
      const { status, html } = await page(addressOf(long) + query);
      expect(status).toBe(200);
      expect(html).toContain("clarifies the market 🇨🇳");
    }
  });
});

describe("restoring", () => {
  test("is a new edit by whoever restores; the history keeps what was", async () => {
    const seed = await now(living);
    await ann.json("POST", `/api/proposals/${living}/submit`, {
      text: "Put in order 理顺.\n\nA second 🇨🇳.",
      summary: "Why",
    });
    await ann.json("POST", `/api/proposals/${living}/return`, {});
    expect(await now(living)).toBe("Put in order 理顺.\n\nA second 🇨🇳.");
    const before = (await historyOf(living)).steps;
    expect((await restore(ann, living, 1, { to: before[0]!.to })).status).toBe(200);
    expect(await now(living)).toBe(seed);
    const after = (await historyOf(living)).steps;
    expect(after.at(-1)!.by.map(({ name }) => name)).toEqual([TRANSLATOR.name]);
    expect(await reads(living, 1)).toBe(seed);
    expect(await reads(living, after.length)).toBe(seed);
  });

  test("by a plain form leads back to the history, whose last step it is", async () => {
    const response = await ann.send("POST", `/api/proposals/${living}/history/1/restore`, "to=", {
      accept: "text/html",
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(response.status).toBe(409);
    const { steps } = await historyOf(living);
    const again = await ann.send(
      "POST",
      `/api/proposals/${living}/history/1/restore`,
      `to=${encodeURIComponent(steps[0]!.to!)}`,
      { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
    );
    expect([again.status, again.headers.get("location")]).toEqual([303, addressOf(living)]);
  });

  test("of a step whose number means another by now changes nothing", async () => {
    const was = await now(long);
    const refused = await restore(ann, long, 2, { to: "2026-11-24T08:00:00.001Z" });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      code: "step-moved",
      detail: expect.stringContaining("Nothing was changed"),
    });
    expect(await now(long)).toBe(was);
  });

  test("is refused to strangers, to readers and to those not invited, and of steps there are none", async () => {
    expect((await restore(new Client(running.address), long, 1)).status).toBe(401);
    expect((await restore(reader, long, 1)).status).toBe(403);
    expect((await restore(owner, long, 1)).status).toBe(403);
    for (const step of ["0", "99999", "x", "1e0", "-1"])
      expect((await restore(ann, long, step)).status, step).toBe(404);
    expect((await restore(ann, "nobody", 1)).status).toBe(404);
    expect((await restore(ann, long, 1, { to: { not: "a time" } })).status).toBe(400);
  });

  test("is refused from another site", async () => {
    const was = await now(living);
    const response = await ann.send(
      "POST",
      `/api/proposals/${living}/history/1/restore`,
      {},
      { origin: "https://evil.example" },
    );
    expect(response.status).toBe(403);
    expect(await now(living)).toBe(was);
  });

  test("of 190,000 letters puts every word back", async () => {
    const { steps } = await historyOf(long);
    const first = await reads(long, 1);
    expect(await now(long)).not.toBe(first);
    expect((await restore(ann, long, 1, { to: steps[0]!.to })).status).toBe(200);
    expect(await now(long)).toBe(first);
  });

  test("is refused once the draft is closed; its history stays", async () => {
    await ann.json("POST", `/api/proposals/${living}/submit`, { text: "Closed words.", summary: "Why" });
    const refused = await restore(ann, living, 1);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: "not-a-draft" });
    const { status, html } = await page(addressOf(living));
    expect(status).toBe(200);
    expect(html).toContain("The draft is closed, so its history is here to read.");
    expect(html).not.toContain("/restore");
  });
});
