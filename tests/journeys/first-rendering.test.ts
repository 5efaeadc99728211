/** A translator writes what nobody has rendered yet, and proposes it without having to say why. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open, signIn } from "../help/browser.ts";
import { saved, surface } from "../help/drafts.ts";
import { joinAsOwner, OWNER, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

let bench: TestWorkbench;
let browser: Browser;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  await joinAsOwner(bench);
});
afterAll(async () => {
  await browser.close();
  await bench.end();
});

test("a first rendering is written and proposed by keys; the reason is offered, not asked for", async () => {
  const { page, faults } = await open(browser);
  await signIn(page, bench.address, OWNER);
  await page.goto(`${bench.address}/nip14/1-1`);
  await page.getByRole("button", { name: "Propose a first rendering" }).first().press("Enter");
  await page.waitForURL(/\/nip14\/proposals\//);
  await surface(page).focus();
  await page.keyboard.type("The current state of development");
  await saved(page);
  await page.getByText("A first rendering needs no reason.").waitFor();
  await expectAccessible(page, "a first rendering");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Proposed", { exact: false }).first().waitFor();
  await page
    .getByRole("heading", { name: /Decide|Your proposal|What you can do/ })
    .first()
    .waitFor();
  expect(faults).toEqual([]);
});
