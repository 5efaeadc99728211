/** Whoever reads a work sees where it stands, part by part, also on a narrow screen, and goes from there to what they read. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open } from "../help/browser.ts";
import { startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

let bench: TestWorkbench;
let browser: Browser;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await bench.end();
});

test("a stranger finds it from the work's page, reads its figures, and opens a part", async () => {
  const { page, faults } = await open(browser);
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${bench.address}/nip14`);
  await page.getByRole("link", { name: "Where it stands" }).press("Enter");
  await page.waitForURL("**/nip14/-/standing");
  const whole = page.locator(".whole td").nth(1);
  const parts = await page
    .locator("tbody tr:not(.whole)")
    .evaluateAll((rows) =>
      rows.flatMap((row) =>
        row.querySelector(".depth-0") ? [Number(row.querySelectorAll("td")[1]?.textContent)] : [],
      ),
    );
  expect(parts.reduce((sum, each) => sum + each, 0)).toBe(Number(await whole.textContent()));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page, "where a work stands");
  await page.getByRole("link", { name: "Part 4", exact: true }).first().press("Enter");
  await page.waitForURL("**/nip14?at=*");
  expect(faults).toEqual([]);
});
