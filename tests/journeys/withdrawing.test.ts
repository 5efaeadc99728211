/** An owner withdraws a version by the keyboard; whoever comes to its address reads that, and why. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open, signIn } from "../help/browser.ts";
import { joinAsOwner, OWNER, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

const AT = "/nip14/s10-government-and-markets";
const PASSAGE = "s10-government-and-markets";

let bench: TestWorkbench;
let browser: Browser;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  const owner = await joinAsOwner(bench);
  const { id } = await owner.json<{ id: string }>("POST", `/api/works/nip14/passages/${PASSAGE}/proposals`, {
    base: 2,
  });
  const told = { part: PASSAGE, parts: [PASSAGE], text: "Words printed in error.", summary: "Clearer." };
  await owner.json("POST", `/api/proposals/${id}/submit`, told);
  await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "" });
});
afterAll(async () => {
  await browser.close();
  await bench.end();
});

test("a version is withdrawn by keys, with a reason; its address says so, and the one before it is read again", async () => {
  const { page, faults } = await open(browser);
  await signIn(page, bench.address, OWNER);
  await page.goto(`${bench.address}${AT}`);
  await page.locator("#v3 summary", { hasText: "Withdraw v3" }).press("Enter");
  await page.locator("#v3").getByText("Its words are shown and given out no more").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type("It was another text.");
  await page.keyboard.press("Enter");
  await page.locator("#v3").getByText("“It was another text.”").waitFor();
  expect(await page.locator("#v3 .state").textContent()).toBe("withdrawn");
  expect(await page.locator("main").textContent()).not.toContain("printed in error");
  await expectAccessible(page, "a passage with a withdrawn version");
  await page.locator("#v3 a.siglum").click();
  await page.getByText("“It was another text.”").waitFor();
  await expectAccessible(page, "a withdrawn version");
  expect(faults).toEqual([]);
});
