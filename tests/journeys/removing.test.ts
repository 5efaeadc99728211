/** An owner takes out, on the pages, what must not stay of a work. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, open, signIn } from "../help/browser.ts";
import { joinAsOwner, OWNER, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

let bench: TestWorkbench;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  await joinAsOwner(bench);
  page = (await open(browser)).page;
  await signIn(page, bench.address, OWNER);
});

afterAll(async () => {
  await browser.close();
  await bench.end();
});

/** Chooses what is to go, says why, and comes back to where it stood. */
async function takeOut(thing: string): Promise<void> {
  await page.getByRole("link", { name: "Take something out" }).click();
  await page.locator("#thing").selectOption({ label: thing });
  await page.locator("#ground-words").selectOption({ label: "for copyright" });
  await page.locator("#reason-words").fill("The publisher asks for it.");
  await page
    .locator("form", { has: page.locator("#thing") })
    .getByRole("checkbox")
    .check();
  await page.getByRole("button", { name: "Take it out for good" }).first().click();
  await page.getByText("It was taken out, for good.").waitFor();
}

test("the source of a passage", async () => {
  await page.goto(`${bench.address}/nip14/4-2`);
  expect(await page.locator(".source-column").innerText()).toContain("数据要素资源");
  await takeOut("Of the source: the words, and where they are from");
  await page.getByRole("link", { name: "To the passage" }).click();
  const source = page.locator(".source-column");
  await source.getByText(/Source wording 1 was removed on .* for copyright: “The publisher asks for it.”/).waitFor();
  expect(await source.innerText()).not.toContain("数据要素资源");
  await page.goto(`${bench.address}/nip14/-/remove/4-2`);
  expect(await page.locator("#thing").innerText()).not.toContain("Of the source");
});

test("a term of a work, and the title", async () => {
  await page.goto(`${bench.address}/nip14`);
  await page.getByText("About this edition").click();
  await takeOut("Of this work: its titles and issuers, and what is said of it");
  await page.getByRole("link", { name: "To the work" }).click();
  await page.getByRole("heading", { name: "nip14", level: 1 }).waitFor();
  await page.getByText(/What the work was called, and said of itself, was removed on/).waitFor();
  // Who issued it went, and leaves no comma.
  expect(await page.locator(".issued").innerText()).toBe("28 December 2021");
  await page.getByText("About this edition").click();
  await takeOut("Of the term 高质量发展: its words and their renderings, and the remark on it");
  await page.getByRole("link", { name: "To the work" }).click();
  await page.getByText(/A term of the glossary was removed on/).waitFor();
  await page.goto(`${bench.address}/nip14/-/remove`);
  await page.goto(`${bench.address}/nip14/4-2`);
});
