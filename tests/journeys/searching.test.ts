/** Words are looked for: by key from any page, in Chinese and English, in source and rendering together, without a script too. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open, signIn } from "../help/browser.ts";
import { joinAsOwner, OWNER, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

let bench: TestWorkbench;
let browser: Browser;
let page: Page;
let faults: string[];
let owner: Client;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  owner = await joinAsOwner(bench);
  ({ page, faults } = await open(browser));
  await readAll();
});

afterAll(async () => {
  await browser.close();
  await bench.end();
});

/** Until the index has read what there is. */
async function readAll(): Promise<void> {
  for (;;) {
    const { read, of } = await owner.json<{ read: number; of: number }>("GET", "/api/search?q=a");
    if (read === of) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const marks = (): Promise<string[]> => page.locator(".words-found mark").allInnerTexts();

test("a key leads from any page to where words are typed, and they are found in their place", async () => {
  await page.goto(`${bench.address}/nip14/s10-government-and-markets`);
  await page.keyboard.press("/");
  await page.waitForURL(`${bench.address}/search`);
  await page.locator("#q").fill("governments");
  await page.keyboard.press("Enter");
  await page.getByRole("status").waitFor();
  const found = await marks();
  expect(found.length).toBeGreaterThan(0);
  for (const word of found) expect(word.toLowerCase()).toMatch(/^govern/);
  await expectAccessible(page, "found");
  await page.locator(".place-found a").first().click();
  await page.waitForURL(/\/nip14\/[a-z0-9-]+(\/v\d+)?$/);
});

test("Chinese is found by its letters, and beside it what the rendering says or does not", async () => {
  await page.goto(`${bench.address}/search?source=政府&q=government`);
  const words = await marks();
  expect(words).toContain("政府");
  expect(words.some((word) => /government/i.test(word))).toBe(true);
  const passages = (): Promise<number> => page.locator(".place-found").count();
  const both = await passages();
  await page.goto(`${bench.address}/search?source=政府`);
  const all = await passages();
  await page.goto(`${bench.address}/search?source=政府&without=government`);
  expect(both + (await passages())).toBe(all);
});

test("what was just accepted is found, and what stood before only if it is asked for", async () => {
  const passage = "/api/works/nip14/passages/s10-government-and-markets";
  const { versions } = await owner.json<{ versions: { number: number }[] }>("GET", passage);
  const base = versions.at(-1)!.number;
  const { id } = await owner.json<{ id: string }>("POST", `${passage}/proposals`, { kind: "revision", base });
  await owner.json("POST", `/api/proposals/${id}/submit`, { text: "Quite otherworldly words.", summary: "A trial." });
  await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "Yes." });
  await readAll();
  await page.goto(`${bench.address}/search?q=otherworldly`);
  expect(await marks()).toEqual(["otherworldly"]);
  await page.goto(`${bench.address}/nip14?q=otherworldly`);
  await page.waitForURL(/\/search\?q=otherworldly&work=nip14/);
  expect(await page.locator("#search-work").inputValue()).toBe("nip14");
});

test("nothing found, and what can't be looked for, are said in a sentence", async () => {
  await page.goto(`${bench.address}/search?q=zyzzyva`);
  expect(await page.getByRole("status").innerText()).toContain("Nothing was found");
  await page.goto(`${bench.address}/search?q=${encodeURIComponent("?!")}`);
  expect(await page.getByRole("alert").innerText()).toContain("Say what to look for");
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(`${bench.address}/search`);
  await plain.locator("#q").fill("治理");
  await plain.getByRole("button", { name: "Search" }).click();
  expect(await plain.locator(".words-found mark").first().innerText()).toBe("治理");
  expect(faults).toEqual([]);
});

test("what was found is revised together: one proposal, a part for each passage that is left ticked", async () => {
  const { page: own, faults: ownFaults } = await open(browser);
  await signIn(own, bench.address, OWNER);
  await own.goto(`${bench.address}/search?q=digital&work=nip14&in=rendering`);
  await own.getByText("Revise these passages together").press("Enter");
  const boxes = own.locator(".revise-found input");
  const count = await boxes.count();
  expect(count).toBeGreaterThan(2);
  await boxes.nth(1).focus();
  await own.keyboard.press("Space");
  await expectAccessible(own, "found, to be revised");
  const left = await boxes.evaluateAll((all) =>
    all.flatMap((box) => ((box as HTMLInputElement).checked ? [(box as HTMLInputElement).value] : [])),
  );
  expect(left).toHaveLength(count - 1);
  await own.getByRole("button", { name: "Begin the proposal" }).press("Enter");
  await own.waitForURL(/\/nip14\/proposals\/[a-z0-9-]+$/);
  const id = own.url().split("/").at(-1)!;
  const { parts } = await owner.json<{ parts: { passage: string }[] }>("GET", `/api/proposals/${id}`);
  expect(parts.map(({ passage }) => passage)).toEqual(left);
  expect(ownFaults).toEqual([]);
  await page.goto(`${bench.address}/search?q=digital&work=nip14&in=rendering`);
  expect(await page.locator(".revise-found").count()).toBe(0);
});
