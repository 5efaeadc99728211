/** A cited version, a hundred revisions later: the same bytes, the same digest, and a word about what came after. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Database } from "../../server/store/driver.ts";
import { launch, open } from "../help/browser.ts";
import { variorum } from "../help/commands.ts";
import { joinAsOwner, type Client, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

const PASSAGE = "/nip14/s10-government-and-markets";
const REVISIONS = 100;

let bench: TestWorkbench;
let owner: Client;

beforeAll(async () => {
  bench = await startTestWorkbench();
  owner = await joinAsOwner(bench);
});
afterAll(() => bench.end());

interface Record_ {
  held: boolean;
  number: number;
  base: number | null;
  text?: string;
  digest?: string;
  status: string;
  review: { kind: string; self?: boolean };
  contributors: { name: string; role: string }[];
  record: { digest: string; previous: string | null };
}

async function bytes(path: string): Promise<Buffer> {
  return Buffer.from(await (await owner.send("GET", path)).arrayBuffer());
}

const sha256 = (buffer: Buffer): string => createHash("sha256").update(buffer).digest("hex");

describe("the record", () => {
  test("v2.json holds the words whose digest is that of v2.txt", async () => {
    const record = await owner.json<Record_>("GET", `${PASSAGE}/v2.json`);
    const text = await bytes(`${PASSAGE}/v2.txt`);
    expect(record).toMatchObject({
      work: "nip14",
      passage: "s10-government-and-markets",
      number: 2,
      base: 1,
      held: true,
      status: "current",
    });
    expect(record.text).toBe(text.toString("utf8"));
    expect(record.text).toContain(
      "Clarify the relationship between government and markets (厘清政府和市场关系); promote",
    );
    expect(record.digest).toBe(sha256(text));
    expect(record.contributors.map(({ name }) => name)).toContain("Paul Triolo");
    for (const key of ["date", "publishedIn", "notes"]) expect(record).toHaveProperty(key);
  });

  test("v1.json is not held: no text, no digest", async () => {
    const record = await owner.json<Record_>("GET", `${PASSAGE}/v1.json`);
    expect(record.held).toBe(false);
    expect(record).not.toHaveProperty("text");
    expect(record).not.toHaveProperty("digest");
  });

  test.each([
    ["bib", "@book{"],
    ["ris", "TY  - BOOK"],
    ["csl.json", '"type"'],
  ])("v2.%s is a citation", async (format, mark) => {
    const response = await owner.send("GET", `${PASSAGE}/v2.${format}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(mark);
  });
});

test("a citation is copied with its italics and as plain words; without a clipboard its words are selected, and it is said what to press", async () => {
  const browser = await launch();
  try {
    const { page, faults } = await open(browser, { permissions: ["clipboard-read", "clipboard-write"] });
    const version = `${bench.address}${PASSAGE}/v2`;
    await page.goto(version);
    const chicago = await page.locator(".citation.style-chicago .citation-words").innerText();
    expect(chicago).toContain("Version 2 of Section 10");
    await page.getByRole("button", { name: /^Copy as Chicago/ }).click();
    await page.getByRole("button", { name: /^Copied as Chicago/ }).waitFor();
    const rich = await onClipboard(page);
    expect(rich.plain).toBe(chicago);
    expect(rich.html).toMatch(/<i>[^<]+<\/i>/);
    expect(await wordsOf(page, rich.html!)).toBe(chicago);
    await page.getByRole("button", { name: /^Copy as BibTeX/ }).click();
    await page.getByRole("button", { name: /^Copied as BibTeX/ }).waitFor();
    const bibtex = (await bytes(`${PASSAGE}/v2.bib`)).toString("utf8");
    expect(await onClipboard(page)).toEqual({ plain: bibtex.replaceAll("\r", ""), html: null });

    // As over plain http: first with the older way, then without it.
    await page.addInitScript(() => {
      const own = navigator.clipboard;
      Object.assign(globalThis, { hidden: own });
      Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined });
    });
    await page.reload();
    await page.getByRole("button", { name: /^Copy as Chicago/ }).click();
    await page.getByRole("button", { name: /^Copied as Chicago/ }).waitFor();
    expect(await onClipboard(page)).toEqual(rich);
    await page.evaluate(() => Object.assign(document, { execCommand: () => false }));
    await page.getByRole("button", { name: /^Copy as MLA/ }).click();
    await page.getByRole("button", { name: /^Selected: press Ctrl\+C or ⌘C/ }).waitFor();
    const mla = await page.locator(".citation.style-mla .citation-words").innerText();
    expect(await page.evaluate(() => getSelection()!.toString())).toBe(mla);
    await page.keyboard.press("Control+C");
    await expect.poll(async () => (await onClipboard(page)).plain).toBe(mla);
    await page.getByRole("button", { name: "Copy the permanent address" }).click();
    await expect.poll(() => page.evaluate(() => getSelection()!.toString())).toBe(version);
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
  }
});

test(`after ${REVISIONS} accepted revisions a cited version is byte for byte what it was`, async () => {
  const before = await bytes(`${PASSAGE}/v2.txt`);
  const [recordBefore, htmlBefore] = [await owner.json<Record_>("GET", `${PASSAGE}/v2.json`), await page("v2")];
  expect(htmlBefore).toContain(recordBefore.digest);
  for (let n = 1; n <= REVISIONS; n++) {
    const base = n + 1;
    const { id } = await owner.json<{ id: string }>(
      "POST",
      "/api/works/nip14/passages/s10-government-and-markets/proposals",
      { base },
    );
    await owner.json("POST", `/api/proposals/${id}/submit`, {
      text: `修订 ${n} 🖋️ Revision ${n}: ${before.toString("utf8")}`,
      summary: `Revision ${n}`,
    });
    await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "" });
  }
  expect((await bytes(`${PASSAGE}/v2.txt`)).equals(before)).toBe(true);
  const recordAfter = await owner.json<Record_>("GET", `${PASSAGE}/v2.json`);
  expect({ ...recordAfter, status: "", newest: 0 }).toEqual({ ...recordBefore, status: "", newest: 0 });
  expect(recordAfter.status).toBe("superseded");
  const after = await page("v2");
  expect(after).toContain(recordBefore.digest);
  expect(after).toContain(`/v2..v${REVISIONS + 2}`);
  const newest = await owner.json<Record_>("GET", `${PASSAGE}/v${REVISIONS + 2}.json`);
  expect(newest.digest).toBe(sha256(await bytes(`${PASSAGE}/v${REVISIONS + 2}.txt`)));
  expect(newest.review).toMatchObject({ kind: "accepted", self: true });
}, 180_000);

test("variorum verify finds the whole ledger sound, and names a record in which one letter was altered", async () => {
  const verify = (data: string) => variorum(["verify", "--data", data]);
  const sound = await verify(bench.data);
  expect(sound.stdout).toContain("Every digest and every chain holds");
  expect(sound.status).toBe(0);

  const copy = mkdtempSync(join(tmpdir(), "variorum-altered-"));
  const db = new Database(join(bench.data, "variorum.db"));
  await db.backup(join(copy, "variorum.db"));
  db.close();
  alter(join(copy, "variorum.db"));
  const altered = await verify(copy);
  rmSync(copy, { recursive: true, force: true });
  expect(altered.status).toBe(1);
  expect(altered.stderr).toMatch(/nip14\/4-1, record 3: /);
  expect((await verify("/nowhere")).status).not.toBe(0);
});

/** Changes one word of a kept record behind the program's back, as a forger with the file would. */
function alter(file: string): void {
  const db = new Database(file);
  const { changes } = db
    .prepare(
      `UPDATE enclosed SET beside = replace(beside, 'ubiquitous', 'pervasive')
       WHERE number = (SELECT number FROM record WHERE stream = 'passage/nip14/4-1' AND position = 3)`,
    )
    .run();
  db.close();
  expect(changes).toBe(1);
}

async function page(which: string): Promise<string> {
  const response = await owner.send("GET", `${PASSAGE}/${which}`, undefined, { accept: "text/html" });
  expect(response.status).toBe(200);
  return response.text();
}

/** What the clipboard holds, read also on a page from which it is hidden. */
function onClipboard(page: Page): Promise<{ plain: string; html: string | null }> {
  return page.evaluate(async () => {
    const { hidden } = globalThis as { hidden?: Clipboard };
    const [item] = await (hidden ?? navigator.clipboard).read();
    const read = async (type: string) => (await item!.getType(type)).text();
    return {
      plain: await read("text/plain"),
      html: item!.types.includes("text/html") ? await read("text/html") : null,
    };
  });
}

/** The words that a program gets that takes HTML. */
const wordsOf = (page: Page, html: string): Promise<string> =>
  page.evaluate((given) => new DOMParser().parseFromString(given, "text/html").body.textContent.trim(), html);
