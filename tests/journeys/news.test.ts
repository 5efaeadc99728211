/** Open pages in a real browser: one stream for all of them, none while hidden; counts that follow, times by the reader's clock. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, signIn } from "../help/browser.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann", email: "ann@example.org", password: "ann writes here" };
const PASSAGE = "s10-government-and-markets";

let bench: TestWorkbench;
let browser: Browser;
let context: BrowserContext;
let ann: Client;
const faults: string[] = [];
const tabs: Page[] = [];

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  const owner = await joinAsOwner(bench);
  ann = await joinAs(bench, owner, "translator", ANN);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: "Asia/Shanghai" });
  // A page that follows the news says so to the others before anything else.
  await context.addInitScript(() => {
    const { postMessage } = BroadcastChannel.prototype;
    BroadcastChannel.prototype.postMessage = function (this: BroadcastChannel, said: unknown): void {
      Object.assign(window, { follows: true });
      postMessage.call(this, said);
    };
  });
  const page = await context.newPage();
  await signIn(page, bench.address, ANN);
  await page.close();
});

afterAll(async () => {
  await browser.close();
  await bench.end();
  expect(faults, "what the browser's console complained of").toEqual([]);
});

async function tab(path: string): Promise<Page> {
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(bench.address + path);
  return page;
}

async function streams(): Promise<number> {
  const figures = await (await fetch(`${bench.address}/metrics`)).text();
  return Number(/^variorum_streams (\d+)$/m.exec(figures)?.[1]);
}

/** Waits until a page follows the news: of what comes before that it is told nothing. */
async function follows(page: Page): Promise<void> {
  await page.waitForFunction(() => "follows" in window);
}

/** A draft begun, and proposed with another word. */
async function propose(word: string): Promise<string> {
  const begin = `/api/works/nip14/passages/${PASSAGE}/proposals`;
  const { id } = await ann.json<{ id: string }>("POST", begin, { base: 2 });
  const text = `${word} the relationship between government and markets.`;
  await ann.json("POST", `/api/proposals/${id}/submit`, { text, summary: "It is clearer." });
  return id;
}

/** Says to the page that it went out of sight, or came back: a headless browser shows all of its tabs. */
async function see(page: Page, inSight: boolean): Promise<void> {
  await page.evaluate((inSight) => {
    Object.defineProperty(document, "visibilityState", { value: inSight ? "visible" : "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, inSight);
}

const toReview = (page: Page): Promise<string> => page.getByRole("link", { name: /^Review/ }).innerText();

/** How many proposals wait for review, as a page says it. */
const waitingOn = async (page: Page): Promise<number> => Number(/\((\d+)\)/.exec(await toReview(page))?.[1] ?? 0);

test("eight tabs on different pages load and share one stream, and all follow what happens", async () => {
  const paths = ["/", "/nip14", `/nip14/${PASSAGE}`, `/nip14/${PASSAGE}/v2`, "/review", "/nip14/4-10", "/", "/nip14"];
  for (const path of paths) tabs.push(await tab(path));
  for (const page of tabs) await follows(page);
  await expect.poll(streams).toBe(1);
  const before = await waitingOn(tabs[0]!);
  await propose("Untangle");
  for (const page of tabs) await expect.poll(() => waitingOn(page)).toBe(before + 1);
  const [works, work, passage, , review] = tabs as [Page, Page, Page, Page, Page];
  const words = `${before + 1} wait for review`;
  for (const page of [works, work, passage, review]) await page.getByText(words).first().waitFor();
  await work.reload();
  expect(await work.locator(`#${PASSAGE}`).innerText()).toContain(words);
  await expect.poll(streams).toBe(1);
});

test("where the tab that holds it is closed, or crashes, another has it within seconds", async () => {
  const holder = async (): Promise<Page> => {
    for (const page of tabs) {
      const open = await page.evaluate(
        () => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/api/events")).length,
      );
      if (open > 0) return page;
    }
    return tabs[0]!;
  };
  const first = await holder();
  tabs.splice(tabs.indexOf(first), 1);
  await first.close();
  await expect.poll(streams).toBe(1);
  const second = tabs[0]!;
  tabs.shift();
  const crashed = new Promise((resolve) => second.once("crash", resolve));
  second.goto("chrome://crash").catch(() => undefined);
  await crashed;
  await expect.poll(streams).toBe(1);
  const before = await toReview(tabs[1]!);
  await propose("Order");
  for (const page of tabs) await expect.poll(() => toReview(page)).not.toBe(before);
});

test("none while all are hidden; back in sight a page has what it missed", async () => {
  for (const page of tabs) await see(page, false);
  await expect.poll(streams).toBe(0);
  const [one] = tabs as [Page];
  const before = await toReview(one);
  await propose("Set right");
  expect(await toReview(one)).toBe(before);
  await see(one, true);
  await expect.poll(streams).toBe(1);
  await expect.poll(() => toReview(one)).not.toBe(before);
});

test("times are told by the reader's clock, all of them, with UTC under the pointer; without a script in UTC", async () => {
  // To whoever has an account the list says how long each has waited, in words.
  const review = await (await browser.newContext({ timezoneId: "Asia/Shanghai" })).newPage();
  await review.goto(`${bench.address}/review`);
  const times = review.locator("main time[datetime*=T]");
  await times.first().waitFor();
  for (const time of await times.all()) {
    const at = new Date((await time.getAttribute("datetime"))!);
    const local = new Date(at.getTime() + 8 * 3_600_000).toISOString();
    await expect.poll(() => time.innerText()).toContain(local.slice(11, 16));
    expect(await time.getAttribute("title")).toContain(`${at.toISOString().slice(11, 16)} UTC`);
  }
  expect(await review.getByRole("main").innerText()).not.toContain("UTC");
  const still = await browser.newContext({ javaScriptEnabled: false, timezoneId: "Asia/Shanghai" });
  const page = await still.newPage();
  await page.goto(`${bench.address}/review`);
  expect(await page.locator("main time[datetime*=T]").first().innerText()).toMatch(/\d\d:\d\d UTC$/);
});
