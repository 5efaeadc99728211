/** A work is taken out on its pages, edited elsewhere, dropped again, and two of its three changes are accepted. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contextOf, launch } from "../help/browser.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

let folder: string;
let bench: TestWorkbench;
let browser: Browser;
let owner: Client;
let page: Page;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "variorum-return-"));
  bench = await startTestWorkbench();
  owner = await joinAsOwner(bench);
  const ann = { name: "Ann Lee", email: "ann@example.org", password: "long enough words" };
  const translator = await joinAs(bench, owner, "translator", ann);
  browser = await launch();
  page = await (await contextOf(browser, translator, {})).newPage();
});
afterAll(async () => {
  await browser.close();
  await bench.end();
  rmSync(folder, { recursive: true, force: true });
});

test("a file is fetched, edited, dropped and proposed; brought again nothing is new; a part at a time is decided", async () => {
  await page.goto(`${bench.address}/nip14/-/export`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download as Word" }).click(),
  ]);
  const parts = unzipSync(readFileSync(await download.path()));
  let document = strFromU8(parts["word/document.xml"]!);
  for (const words of ["Foster an advanced", "Expand the mutually", "Establish and improve"]) {
    expect(document.includes(words), words).toBe(true);
    document = document.replace(words, `Truly ${words}`);
  }
  const file = join(folder, "edited.docx");
  writeFileSync(file, zipSync({ ...parts, "word/document.xml": strToU8(document) }));

  await page.getByRole("link", { name: "comes back" }).click();
  await page.waitForURL(/\/-\/return$/);
  const bring = async () => {
    await page.getByLabel("The Word file").setInputFiles(file);
    await page.getByLabel(/Why it reads otherwise/).fill("A second edition.");
    await page.getByRole("button", { name: "Propose what it says" }).click();
  };
  await bring();
  await page.getByText("3 passages read otherwise and are proposed").waitFor();
  const proposal = await page.getByRole("link", { name: "the proposal" }).getAttribute("href");
  await bring();
  await page.getByText("was proposed before").waitFor();

  const id = proposal!.split("/").at(-1)!;
  const { parts: told } = await owner.json<{ parts: { passage: string }[] }>("GET", `/api/proposals/${id}`);
  expect(told).toHaveLength(3);
  const two = told.slice(0, 2).map(({ passage }) => passage);
  await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "Better.", parts: two });
  for (const [at, { passage }] of told.entries()) {
    const words = await (await fetch(`${bench.address}/nip14/${passage}`)).text();
    expect(words.includes("Truly")).toBe(at < 2);
  }
});

test("a file that is of something else changes nothing, and says so", async () => {
  const file = join(folder, "other.md");
  writeFileSync(file, "# A text\n\nThat is no Word file.\n");
  await page.goto(`${bench.address}/nip14/-/return`);
  await page.getByLabel("The Word file").setInputFiles(file);
  await page.getByRole("button", { name: "Propose what it says" }).click();
  await page.getByText("Only a Word file comes back").waitFor();
  writeFileSync(join(folder, "none.docx"), "no Word file");
  await page.getByLabel("The Word file").setInputFiles(join(folder, "none.docx"));
  await page.getByRole("button", { name: "Propose what it says" }).click();
  await page.locator(".banner.refused").waitFor();
});
