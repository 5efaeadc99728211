/** A long work in a real browser: read on from section to section, by links, keys and old addresses, and without a script. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open } from "../help/browser.ts";
import { bringLongWork, longWork } from "../help/long-work.ts";
import { startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

/** 642 passages: two books of 321, whose first sections hold four chapters. */
const work = longWork({ books: 2, chapters: 8, verses: 39 });

let bench: TestWorkbench;
let browser: Browser;

beforeAll(async () => {
  const data = mkdtempSync(join(tmpdir(), "variorum-"));
  await bringLongWork(data, work, () => true);
  bench = await startTestWorkbench({ data });
  browser = await launch();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await bench.end();
});

const at = (passage: string): string => `${bench.address}/long?at=${passage}#${passage}`;

/** The passage whose beginning is nearest to the window's upper edge. */
async function inSight(page: Page): Promise<string> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>("[data-passage]")];
    const far = (each: HTMLElement): number => Math.abs(each.getBoundingClientRect().top);
    return all.reduce((near, each) => (far(each) < far(near) ? each : near)).id;
  });
}

async function sections(page: Page): Promise<[first: string, last: string]> {
  const all = page.locator("[data-passage]");
  return [(await all.first().getAttribute("id"))!, (await all.last().getAttribute("id"))!];
}

test("from section to section by links, there and back, with all its words", async () => {
  const { page, faults } = await open(browser);
  await page.goto(`${bench.address}/long`);
  const seen: string[] = [];
  for (;;) {
    seen.push(...(await page.locator("[data-passage]").evaluateAll((all) => all.map(({ id }) => id))));
    const next = page.getByRole("navigation", { name: "Read on" }).locator("[rel=next]");
    if ((await next.count()) === 0) break;
    const leads = (await next.getAttribute("href"))!;
    await next.click();
    await page.waitForURL(bench.address + leads);
  }
  expect(seen).toEqual(work.passages.map(({ id }) => id));
  await page.getByRole("navigation", { name: "Sections before and after" }).locator("[rel=prev]").click();
  await page.waitForURL(at("b2"));
  expect(await sections(page)).toEqual(["b2", "b2-c4-v39"]);
  expect(faults).toEqual([]);
});

test("Alt and the arrow keys go on over the ends of a section", async () => {
  const { page } = await open(browser);
  await page.goto(at("b1-c4-v39"));
  await page.keyboard.press("Alt+ArrowDown");
  await page.waitForURL(at("b1-c5"));
  await page.keyboard.press("Alt+ArrowUp");
  await page.waitForURL(at("b1-c4-v39"));
  await page.locator("#b1-c4-v39:focus").waitFor();
  await page.keyboard.press("Alt+ArrowUp");
  await page.locator("#b1-c4-v38:focus").waitFor();
});

test("an address of a passage leads to its section and to its words, one from before there were sections too", async () => {
  const { page } = await open(browser);
  for (const address of [at("b2-c6-v20"), `${bench.address}/long#b2-c6-v20`]) {
    await page.goto(address);
    await page.waitForURL(at("b2-c6-v20"));
    await expect.poll(() => inSight(page)).toBe("b2-c6-v20");
    expect(await page.locator("#b2-c6-v20 .rendering").innerText()).toContain("of no other verse than 2.6.20.");
  }
  // On an open page as well; what is no passage leads nowhere.
  await page.evaluate(() => (location.hash = "#b1-c1-v2"));
  await page.waitForURL(at("b1-c1-v2"));
  const asked = page.waitForResponse((response) => response.status() === 404);
  await page.goto(`${bench.address}/long#b9`);
  await asked;
  expect(await sections(page)).toEqual(["b1", "b1-c4-v39"]);
  expect(page.url()).toBe(`${bench.address}/long#b9`);
});

test("the contents mark what is read, and lead on", async () => {
  const { page } = await open(browser);
  await page.goto(at("b1-c6-v3"));
  const contents = page.getByRole("navigation", { name: "Contents" });
  const current = contents.locator("[aria-current=location]");
  await expect.poll(() => current.getAttribute("data-outline")).toMatch(/^b1-c6-v[34]$/);
  expect(await current.isVisible()).toBe(true);
  await contents.getByRole("link", { name: /^Book 2/ }).click();
  await page.waitForURL(at("b2"));
  await contents.getByRole("link", { name: /^2\.7 / }).click();
  await page.waitForURL(at("b2-c7"));
  expect(await sections(page)).toEqual(["b2-c5", "b2-c8-v39"]);
});

test("without a script an old address lands on the first section, whose contents lead everywhere", async () => {
  const { page } = await open(browser, { javaScriptEnabled: false });
  await page.goto(`${bench.address}/long#b2-c6-v20`);
  expect(await sections(page)).toEqual(["b1", "b1-c4-v39"]);
  const contents = page.getByRole("navigation", { name: "Contents" });
  await contents.getByRole("link", { name: /^Book 2/ }).click();
  await page.waitForURL(at("b2"));
  // By its key: the page may still be moving to its fragment under a mouse.
  await contents.locator("summary", { hasText: "Passages of Book 2" }).press("Enter");
  await contents.getByRole("link", { name: /^2\.6 / }).click();
  await page.waitForURL(at("b2-c6"));
  expect(await sections(page)).toEqual(["b2-c5", "b2-c8-v39"]);
  await expect.poll(() => inSight(page)).toBe("b2-c6");
  const missing = await page.goto(`${bench.address}/long?at=b9`);
  expect(missing?.status()).toBe(404);
  await page.getByText("“A Long Work” has no passage “b9”.").waitFor();
});

test("from a passage's page one comes back to where it stands in its work", async () => {
  const { page } = await open(browser);
  await page.goto(`${bench.address}/long/b2-c6-v20`);
  await page.getByRole("navigation", { name: "Where you are" }).getByRole("link", { name: "A Long Work" }).click();
  await page.waitForURL(at("b2-c6-v20"));
  await expect.poll(() => inSight(page)).toBe("b2-c6-v20");
});

test.each([
  ["wide", 1280, "dark"],
  ["narrow", 390, "light"],
] as const)("a section stands on a %s screen of %s px, %s, and can be heard", async (_, width, colorScheme) => {
  const { page, faults } = await open(browser, { viewport: { width, height: 800 }, colorScheme });
  await page.goto(at("b1-c6"));
  await page.locator("html.scripted").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await expectAccessible(page, `section at ${width}`, { whole: colorScheme === "light" });
  if (width < 600) {
    await page.locator(".drawer > summary").click();
    const contents = page.getByRole("navigation", { name: "Contents" });
    await contents.getByRole("link", { name: /^Book 2/ }).click();
    await page.waitForURL(at("b2"));
  }
  expect(faults).toEqual([]);
});
