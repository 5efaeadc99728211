/** What is over a limit is refused by every door with 422 and a sentence, and nothing of it is kept. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWorkbench, type Running } from "../../server/app.ts";
import { Client, OWNER } from "../help/workbench.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-limits-"));
const PASSAGE = "/api/works/nip14/passages/s10-government-and-markets";
let running: Running;
let owner: Client;

beforeAll(async () => {
  const client = join(folder, "client");
  mkdirSync(join(client, ".vite"), { recursive: true });
  writeFileSync(join(client, ".vite/manifest.json"), JSON.stringify({ a: { file: "a.js", isEntry: true } }));
  const settings = { data: join(folder, "data"), host: "127.0.0.1", port: 0, origin: null, client };
  running = await startWorkbench({ ...settings, log: pino({ level: "silent" }) });
  owner = new Client(running.address);
  await owner.json("POST", new URL(running.ownerLink!).pathname, OWNER);
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

async function begin(): Promise<string> {
  return (await owner.json<{ id: string }>("POST", `${PASSAGE}/proposals`, { base: 2 })).id;
}

async function detailOf(response: Response): Promise<{ status: number; code: string; detail: string }> {
  return (await response.json()) as { status: number; code: string; detail: string };
}

const NESTED = Array.from({ length: 300 }, (_, level) => `${"  ".repeat(level)}- ${level}`).join("\n");

describe("a submission", () => {
  test.each([
    ["too long", { text: "a".repeat(200_001) }, "This text has 200,001 characters; a passage has at most 200,000."],
    ["of too many paragraphs", { text: "a\n\n".repeat(2_001) }, "2,001 paragraphs, lines and items"],
    ["nested 300 deep", { text: NESTED }, "Lists and quotations are nested 300 deep here; they nest at most 20 deep."],
    ["quoted 300 deep", { text: `${"> ".repeat(300)}a` }, "Lists and quotations are nested 300 deep"],
    ["nested 10,000 deep", { text: `${"- ".repeat(10_000)}a` }, "Lists and quotations are nested 10,000 deep"],
    ["with a long summary", { text: "words", summary: "a".repeat(10_001) }, "10,001 characters; it has at most 10,000"],
  ])("%s is refused, and the draft is as it was", async (_, sent, said) => {
    const id = await begin();
    const before = await owner.json<{ draft: unknown }>("GET", `/api/proposals/${id}`);
    const answer = await detailOf(await owner.send("POST", `/api/proposals/${id}/submit`, { summary: "why", ...sent }));
    expect(answer).toMatchObject({ status: 422, code: "too-large" });
    expect(answer.detail).toContain(said);
    const after = await owner.json<{ draft: unknown }>("GET", `/api/proposals/${id}`);
    expect(after.draft).toEqual(before.draft);
  });

  test("sent as a form is refused on a page that says so", async () => {
    const id = await begin();
    const form = new URLSearchParams({ text: NESTED, summary: "why" }).toString();
    const headers = { accept: "text/html", "content-type": "application/x-www-form-urlencoded" };
    const answer = await owner.send("POST", `/api/proposals/${id}/submit`, form, headers);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("Lists and quotations are nested 300 deep here");
  });
});

test("a reason that is too long is refused, and the proposal is undecided", async () => {
  const id = await begin();
  const answer = await owner.send("POST", `/api/proposals/${id}/withdraw`, { reason: "a".repeat(10_001) });
  expect(await detailOf(answer)).toMatchObject({ status: 422, code: "too-large" });
  expect(await owner.json("GET", `/api/proposals/${id}`)).toMatchObject({ status: "draft" });
});
