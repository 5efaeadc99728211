/**
 * One's own work in a real browser, two people: a draft is found again, comes back with what was asked for, and is decided,
 * and whoever decides gets there by keys alone.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open, signIn } from "../help/browser.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann", email: "ann@example.org", password: "ann translates well" };
const REX = { name: "Rex", email: "rex@example.org", password: "rex reads all of it" };

let bench: TestWorkbench;
let browser: Browser;
let [ann, rex]: Page[] = [];
let writing: Client;
let draft = "";
const faults: string[] = [];

beforeAll(async () => {
  bench = await startTestWorkbench();
  const owner = await joinAsOwner(bench);
  writing = await joinAs(bench, owner, "translator", ANN);
  await joinAs(bench, owner, "reviewer", REX);
  browser = await launch();
  const opened = await Promise.all([open(browser), open(browser)]);
  for (const { page, faults: own } of opened) page.on("close", () => faults.push(...own));
  [ann, rex] = opened.map(({ page }) => page);
  await signIn(ann!, bench.address, ANN);
  await signIn(rex!, bench.address, REX);
});

afterAll(async () => {
  await browser.close();
  await bench.end();
  expect(faults, "what the browsers' consoles complained of").toEqual([]);
});

const list = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** Goes to one's own work by the header. */
async function toMine(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Workbench" }).getByRole("link", { name: "My work" }).click();
  await page.getByRole("heading", { level: 1, name: "My work" }).waitFor();
}

test("a draft that was left is found again, from its passage and from one's own work", async () => {
  const { id } = await writing.json<{ id: string }>("POST", "/api/works/nip14/passages/1-1/proposals", {});
  draft = id;
  await ann!.goto(`${bench.address}/nip14/1-1`);
  await ann!.getByRole("link", { name: "Go on with your draft" }).click();
  await ann!.waitForURL(`${bench.address}/nip14/proposals/${id}`);
  await toMine(ann!);
  await list(ann!, "My drafts").getByRole("link", { name: /Go on/ }).click();
  await ann!.waitForURL(`${bench.address}/nip14/proposals/${id}`);
  await writing.json("POST", `/api/proposals/${id}/submit`, { text: "State of development", summary: "Plainer." });
});

test("a reviewer gets to what waits by keys alone, and asks for changes", async () => {
  await rex!.goto(`${bench.address}/me`);
  const waiting = list(rex!, "Waiting for me").locator("[data-line]");
  expect(await waiting.count()).toBe(2);
  await rex!.keyboard.press("j");
  await rex!.keyboard.press("j");
  await expectFocus(rex!, 1);
  await rex!.keyboard.press("k");
  await expectFocus(rex!, 0);
  await rex!.keyboard.press("j");
  await rex!.keyboard.press("Enter");
  await rex!.waitForURL(`${bench.address}/nip14/proposals/${draft}`);
  await rex!.locator(".act-return > summary").click();
  await rex!.locator('form[action$="/return"] textarea').fill("Say of what.");
  await rex!.locator('form[action$="/return"] button[type="submit"]').click();
  await rex!.getByText("Say of what.").first().waitFor();
});

/** Waits for nothing: a key has moved the focus when it was pressed. */
async function expectFocus(page: Page, line: number): Promise<void> {
  const focused = await page.evaluate(() =>
    [...document.querySelectorAll("[data-line]")].indexOf(document.activeElement!),
  );
  expect(focused).toBe(line);
}

test("what came back says what is asked for, and by whom", async () => {
  await toMine(ann!);
  const back = list(ann!, "Changes asked for");
  expect(await back.textContent()).toMatch(/Rex asked for changes.*“Say of what\.”/s);
  await expectAccessible(ann!, "my work");
});

test("the queue tells what each is about, and shows one's own, or a person's, by keys and without a script", async () => {
  await writing.json("POST", `/api/proposals/${draft}/submit`, { text: "State of development", summary: "Plainer." });
  await rex!.goto(`${bench.address}/review`);
  expect(await rex!.getByRole("main").textContent()).toMatch(/Clarify → Sort out/);
  await rex!.keyboard.press("j");
  await expectFocus(rex!, 0);
  await expectAccessible(rex!, "the queue");
  const { page } = await open(browser, { javaScriptEnabled: false });
  await signIn(page, bench.address, REX);
  await page.goto(`${bench.address}/review`);
  expect(await page.locator("[data-line]").count()).toBe(2);
  await page.getByRole("link", { name: "You decide 2" }).click();
  await page.waitForURL(/mine=yes/);
  await page.getByRole("main").getByRole("link", { name: "Ann", exact: true }).click();
  await page.waitForURL(/person=/);
  expect(await page.locator("[data-line]").count()).toBe(1);
  expect(await page.getByRole("navigation", { name: "Which proposals" }).textContent()).toContain("By Ann");
  await page.close();
});

test("it needs no script", async () => {
  const { page } = await open(browser, { javaScriptEnabled: false });
  await signIn(page, bench.address, ANN);
  await toMine(page);
  expect(await list(page, "Waiting for others").locator("li").count()).toBe(1);
  await page.close();
});

test("a reviewer asks by keys alone for something by a day, and whoever is asked does it and takes that back", async () => {
  await rex!.goto(`${bench.address}/nip14/4-1`);
  await rex!.locator(".request-ask > summary").focus();
  await rex!.keyboard.press("Enter");
  await rex!.keyboard.press("Tab");
  await rex!.keyboard.type("Check");
  await rex!.keyboard.press("Tab");
  await rex!.keyboard.type("Ann");
  await rex!.locator("#request-why").focus();
  await rex!.keyboard.type("Before it goes to the printer.");
  await rex!.keyboard.press("Tab");
  await rex!.keyboard.press("Enter");
  await rex!.waitForURL(/4-1#requests$/);
  expect(await rex!.locator(".requests").textContent()).toMatch(/Check 4\.1Rex asks Ann, .*“Before it goes/s);
  await expectAccessible(rex!, "a passage with a request");
  await toMine(ann!);
  expect(await list(ann!, "News").textContent()).toMatch(/Asked of you: check 4\.1.*by Rex.*“Before it goes/s);
  const asked = list(ann!, "Asked of you");
  await asked.getByRole("button", { name: /^Done/ }).click();
  const did = ann!.getByRole("region", { name: "This request is done now." });
  await did.getByRole("button", { name: /^Open it again/ }).click();
  await ann!.waitForURL(/\/me#request-/);
  expect(await asked.textContent()).toContain("Rex asks you");
  await expectAccessible(ann!, "my work with a request");
});

test("what happens where one follows by a key is counted in the header as it comes, and one press says that it was seen", async () => {
  // What became of what Rex asked for is news, too.
  await rex!.goto(`${bench.address}/me/news`);
  expect(await rex!.getByRole("main").textContent()).toMatch(/Open again: check 4\.1.*Done: check 4\.1/s);
  await rex!.getByRole("button", { name: "Mark all as seen" }).click();
  await rex!.waitForURL(`${bench.address}/me/news`);
  await rex!.getByRole("button", { name: "Mark all as seen" }).waitFor({ state: "detached" });
  // A page that comes after another takes its stream over before it hears of anything.
  const listens = rex!.waitForResponse((response) => response.url().includes("/api/events"));
  await rex!.goto(`${bench.address}/nip14/1-1`);
  await listens;
  const follow = rex!.getByRole("button", { name: "Follow", exact: true });
  await follow.waitFor();
  await rex!.keyboard.press("f");
  await rex!.locator('[data-follow][aria-pressed="true"]').waitFor();
  await writing.json("POST", "/api/works/nip14/passages/1-1/threads", { id: "of-what", words: "Development of what?" });
  const header = rex!.getByRole("navigation", { name: "Workbench" });
  await header.locator(".bell").waitFor();
  expect(await header.locator(".bell .number").textContent()).toBe("1");
  await toMine(rex!);
  await list(rex!, "News").getByText("“Development of what?”").waitFor();
  await expectAccessible(rex!, "my work with news");
  await rex!.getByRole("button", { name: "Mark all as seen" }).click();
  await rex!.waitForURL(`${bench.address}/me/news`);
  expect(await header.locator(".bell").count()).toBe(0);
  await rex!.locator("[data-line]").first().click();
  await rex!.waitForURL(/\/nip14\/1-1#discussion-of-what$/);
  await rex!.keyboard.press("f");
  await rex!.locator('[data-follow][aria-pressed="false"]').waitFor();
});
