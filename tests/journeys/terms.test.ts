/** A term through its life in a browser: a translator proposes it, a reviewer decides by the keyboard, and begins a proposal on its passages. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open, signIn } from "../help/browser.ts";
import { joinAs, joinAsOwner, OWNER, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };
const BEN = { name: "Ben", email: "ben@example.org", password: "ben reviews it all" };

let bench: TestWorkbench;
let browser: Browser;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  const owner = await joinAsOwner(bench);
  await joinAs(bench, owner, "translator", ANN);
  await joinAs(bench, owner, "reviewer", BEN);
});
afterAll(async () => {
  await browser.close();
  await bench.end();
});

test("it is proposed on the page of terms, accepted with the keys, and its passages are revised together", async () => {
  const translator = await open(browser);
  await signIn(translator.page, bench.address, ANN);
  await translator.page.goto(`${bench.address}/nip14`);
  await translator.page.getByRole("link", { name: "Terms", exact: true }).click();
  await translator.page.waitForURL("**/nip14/terms");
  await translator.page.getByLabel("Source words", { exact: true }).fill("市场");
  await translator.page.getByLabel("Preferred rendering").fill("bazaar");
  await translator.page.getByRole("group").getByText("Admitted renderings,").click();
  await translator.page.getByLabel("Not recommended", { exact: true }).fill("markets");
  await translator.page.getByLabel("Why", { exact: true }).fill("It is one market, not several.");
  await expectAccessible(translator.page, "the page of terms");
  await translator.page.getByRole("button", { name: "Propose" }).click();
  await translator.page.waitForURL("**/nip14/terms/*#proposal-1");

  const { page, faults } = await open(browser);
  await signIn(page, bench.address, BEN);
  await page.goto(`${bench.address}/review`);
  await page.getByRole("link", { name: "市场" }).press("Enter");
  await page.waitForURL("**/nip14/terms/*#proposal-1");
  await expectAccessible(page, "a term that is proposed");
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByLabel("Your reason").focus();
  await page.keyboard.type("So it is throughout.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("So it is throughout.").first().waitFor();
  await page.getByRole("heading", { name: "History" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  const line = page.locator(".concordance li").first();
  await line.getByText("Not recommended").waitFor();
  expect(await line.getByRole("checkbox").isChecked()).toBe(true);
  await page.getByRole("button", { name: "Revise these passages" }).press("Enter");
  await page.waitForURL("**/nip14/proposals/*");
  const begun = page.getByRole("textbox", { name: /summary/i });
  await expect.poll(() => begun.inputValue()).toContain("So it is throughout.");
  expect([...translator.faults, ...faults]).toEqual([]);
});

test("an owner takes terms in from a table, sees what changes first, and puts them back", async () => {
  const { page, faults } = await open(browser);
  await signIn(page, bench.address, OWNER);
  await page.goto(`${bench.address}/nip14/-/terms`);
  await page.getByLabel("Its text").fill("source,preferred\n生态,ecology\n新词,new word\n,nothing\n");
  await page.getByRole("button", { name: "Look at it" }).click();
  await page.getByRole("heading", { name: "1 new, 1 changed, 0 as they are, 1 not taken." }).waitFor();
  await expectAccessible(page, "terms that would come in");
  await page.getByRole("button", { name: "Take them in" }).click();
  await page.getByRole("heading", { name: "The terms have come in." }).waitFor();
  await page.getByLabel("Why", { exact: true }).fill("The wrong file.");
  await page.getByRole("button", { name: "Undo it" }).click();
  await page.getByText("What had come in was put back.").waitFor();
  await page.goto(`${bench.address}/nip14/terms/t3`);
  await page.getByText("The wrong file.").waitFor();
  expect(faults).toEqual([]);
});
