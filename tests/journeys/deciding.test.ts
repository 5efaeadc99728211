/** Two people: of three changes two are accepted, by keys alone; the third comes back to its people, is proposed again, and is accepted in other words. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open, signIn } from "../help/browser.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };
const REX = { name: "Rex Reviewer", email: "rex@example.org", password: "rex reads it all" };
const PASSAGE = "5-7";

const PROPOSALS = `/api/works/nip14/passages/${PASSAGE}/proposals`;
const TEXT =
  "A way that can be told is no lasting way, and a name that can be named is no lasting name. What has no name is where heaven and earth began; what has a name is the mother of the ten thousand things.";

let bench: TestWorkbench;
let browser: Browser;
let owner: Client;
let ann: Client;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  owner = await joinAsOwner(bench);
  ann = await joinAs(bench, owner, "translator", ANN);
  await joinAs(bench, owner, "reviewer", REX);
});
afterAll(async () => {
  await browser.close();
  await bench.end();
});

/** The passage reads so, as an owner has it. */
async function decidedByOwner(text: string): Promise<void> {
  const { id } = await owner.json<{ id: string }>("POST", PROPOSALS, {});
  await owner.json("POST", `/api/proposals/${id}/submit`, { text, summary: "A longer text." });
  await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "To begin with." });
}

/** Steps with Tab until the focus is where it should be. */
async function pressUntil(page: Page, key: string, there: string, most = 60): Promise<void> {
  for (let count = 0; count < most; count++) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, there)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${there}`);
}

test("two of three changes are accepted by keys; the third comes back, and is accepted in other words; all are credited", async () => {
  await decidedByOwner(TEXT);
  const { id, base } = await ann.json<{ id: string; base: number }>("POST", PROPOSALS, {});
  const some = TEXT.replace("lasting", "enduring").replace("ten thousand", "myriad");
  const changed = some.replace(/\.$/, ", and of nothing else.");
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: changed, summary: "Closer." });

  const { page, faults } = await open(browser);
  await signIn(page, bench.address, REX);
  await page.goto(`${bench.address}/nip14/proposals/${id}`);
  const boxes = page.getByRole("checkbox", { name: /^Accept this change/ });
  expect(await boxes.count()).toBe(3);
  // The last is not to be accepted.
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Space");
  const bar = page.getByRole("region", { name: "What is asked" });
  await bar.getByRole("link", { name: `Accept 2 of 3 changes as v${base + 1}…` }).press("Enter");
  const preview = page.getByRole("region", { name: `How v${base + 1} will read` });
  await preview.waitFor();
  expect(await preview.textContent()).toContain("enduring");
  expect(await preview.textContent()).not.toContain("nothing else");
  await expectAccessible(page, "a proposal of which some changes are chosen");
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await pressUntil(page, "Tab", "#reason-some");
  await page.keyboard.type("The end is no part of the source.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("Some of its changes were;").waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain("decision");
  const { text: third } = await owner.json<{ text: string }>("GET", `/nip14/${PASSAGE}/v${base + 1}.json`);
  expect(third).toBe(some);

  // Hers again, with the reason; she proposes it once more.
  const hers = await open(browser);
  await signIn(hers.page, bench.address, ANN);
  await hers.page.goto(`${bench.address}/nip14/proposals/${id}`);
  await hers.page.getByRole("link", { name: "the others go on with its people" }).press("Enter");
  await hers.page.getByText("The end is no part of the source.").first().waitFor();
  const rest = /[^/]+$/.exec(new URL(hers.page.url()).pathname)![0];
  await ann.json("POST", `/api/proposals/${rest}/submit`, {});

  await page.setViewportSize({ width: 1200, height: 900 });
  await page.goto(`${bench.address}/nip14/proposals/${rest}`);
  await page.getByText("what was not accepted of").waitFor();
  await page.locator(".act-edit > summary").press("Enter");
  const field = page.getByRole("textbox", { name: "The words of the version" });
  const proposed = await field.inputValue();
  const putBack = page.locator(".act-edit .puts-back");
  await field.fill(proposed.replace("enduring", "lasting"));
  await putBack.filter({ hasText: `Puts back what v${base + 1} changed` }).waitFor();
  await field.fill(proposed.replace("of nothing else", "of nothing more"));
  await putBack.waitFor({ state: "detached" });
  await page.getByRole("region", { name: "What you change in the proposal" }).waitFor();
  await page.getByRole("region", { name: `What changes from v${base + 1}` }).waitFor();
  await expectAccessible(page, "a proposal that is edited before it is accepted");
  await page.getByRole("button", { name: `Accept with these words as v${base + 2}` }).press("Enter");
  await page.getByText("Rex Reviewer worded it otherwise first.").waitFor();
  await page.getByRole("link", { name: `v${base + 2}`, exact: true }).press("Enter");
  await page.waitForURL(`**/${PASSAGE}/v${base + 2}`);
  await page.getByText("and of nothing more.").first().waitFor();
  expect(await page.locator("header.version-title, header").allTextContents()).toEqual(
    expect.arrayContaining([expect.stringContaining("Rex Reviewer")]),
  );
  const csl = await owner.send("GET", `/nip14/${PASSAGE}/v${base + 2}.csl.json`);
  expect(JSON.stringify(await csl.json())).toMatch(/"editor":\[[^\]]*Reviewer/);
  expect([...faults, ...hers.faults]).toEqual([]);
});
