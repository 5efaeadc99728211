/** A draft that grows past what a passage holds: it is said while typing, refused at Propose, and every word stays. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LIMITS } from "../../translations/text/limits.ts";
import { launch, open, signIn } from "../help/browser.ts";
import { newDraft, openDraft, saved, select, words } from "../help/drafts.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };

let bench: TestWorkbench;
let browser: Browser;
let author: Client;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  author = await joinAs(bench, await joinAsOwner(bench), "translator", ANN);
});
afterAll(async () => {
  await browser.close();
  await bench.end();
});

test("which limit is passed is said while typing, Propose refuses in words, and undo makes it well again", async () => {
  const { page, faults } = await open(browser);
  await signIn(page, bench.address, ANN);
  await openDraft(page, await newDraft(bench.address, author));
  const before = await words(page);
  await select(page, "Clarify", 0);
  await page.keyboard.insertText("政".repeat(LIMITS.characters));
  const said = page.getByRole("status").filter({ hasText: /at most 200,000/ });
  await said.waitFor();
  await saved(page);
  await page.getByRole("textbox", { name: /summary/i }).fill("More of it.");
  await page.getByRole("button", { name: "Propose", exact: true }).click();
  await page
    .getByRole("alert")
    .filter({ hasText: /at most 200,000\. Nothing was proposed/ })
    .waitFor();
  expect((await words(page)).length).toBe(before.length + LIMITS.characters);
  await page.locator(".ProseMirror").focus();
  await page.keyboard.press("Control+z");
  await said.waitFor({ state: "detached" });
  expect(await words(page)).toBe(before);
  expect(faults).toEqual([]);
});
