/**
 * A proposal of two passages in a real browser: begun on one, a passage added, both written, submitted at once, one
 * accepted and the other sent back, written again and accepted.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open, signIn } from "../help/browser.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann", email: "ann@example.org", password: "ann translates well" };
const REX = { name: "Rex", email: "rex@example.org", password: "rex reads all of it" };

let bench: TestWorkbench;
let browser: Browser;
let ann: Page;
let rex: Page;
let proposal: string;
const faults: string[] = [];

beforeAll(async () => {
  bench = await startTestWorkbench();
  const owner = await joinAsOwner(bench);
  await joinAs(bench, owner, "translator", ANN);
  await joinAs(bench, owner, "reviewer", REX);
  browser = await launch();
  const opened = await Promise.all([open(browser), open(browser)]);
  for (const { page, faults: own } of opened) page.on("close", () => faults.push(...own));
  [ann, rex] = opened.map(({ page }) => page) as [Page, Page];
  await signIn(ann, bench.address, ANN);
  await signIn(rex, bench.address, REX);
});

afterAll(async () => {
  await browser.close();
  await bench.end();
  expect(faults, "what the browsers' consoles complained of").toEqual([]);
});

const surface = (page: Page) => page.getByRole("textbox", { name: "Draft of the rendering" });
const part = (page: Page, passage: string) => page.locator(`#part-${passage}`);

/** Waits until the page says that a part stands so. */
async function stands(page: Page, passage: string, words: string): Promise<void> {
  await part(page, passage).locator(".part-stands").filter({ hasText: words }).waitFor();
}

/** Writes a draft's words anew, and waits until they are kept. */
async function write(page: Page, words: string): Promise<void> {
  await surface(page).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(words);
  await page
    .getByRole("status")
    .filter({ hasText: /Saved ✓/ })
    .first()
    .waitFor();
}

/** Has the draft revise one passage more, found by what is typed. */
async function add(page: Page, typed: string, passage: string): Promise<void> {
  await page.getByRole("searchbox", { name: /Find a passage/ }).fill(typed);
  await page.locator(`.add-passage input[value="${passage}"]`).check();
  await page.getByRole("button", { name: "Add those ticked" }).click();
  await page.waitForURL((url) => url.searchParams.get("part") === passage && url.hash === `#part-${passage}`);
}

/** From the end of the first passage to the beginning of the second by an arrow key, where one writes on; and back again. */
async function leadsOn(): Promise<void> {
  await surface(ann).click();
  await ann.keyboard.press("ControlOrMeta+End");
  await ann.keyboard.press("ArrowDown");
  await ann.waitForURL(/part=4-2#part-4-2/);
  await surface(ann).filter({ hasText: "Reservoirs" }).waitFor();
  await expect.poll(() => surface(ann).evaluate((words) => words === document.activeElement)).toBe(true);
  await ann.keyboard.type("New ");
  await surface(ann).filter({ hasText: "New Reservoirs of data" }).waitFor();
  for (let letters = 0; letters < "New ".length; letters++) await ann.keyboard.press("Backspace");
  await ann.keyboard.press("ArrowUp");
  await ann.waitForURL(/part=4-1#part-4-1/);
  await expect.poll(() => surface(ann).evaluate((words) => words === document.activeElement)).toBe(true);
  await ann.keyboard.type("!");
  await surface(ann).filter({ hasText: "networks!" }).waitFor();
  await ann.keyboard.press("Backspace");
  await surface(ann).filter({ hasNotText: "networks!" }).waitFor();
}

const summary = (page: Page) => page.getByRole("textbox", { name: /summary/i });

/** Waits until the field of the summary reads so. */
async function summaryReads(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => (document.getElementById("draft-summary") as HTMLTextAreaElement | null)?.value === wanted,
    words,
  );
}

test("a passage is added to a draft, and the writer goes from one to the other", async () => {
  await ann.goto(`${bench.address}/nip14/4-1`);
  await ann
    .getByRole("button", { name: /^Propose/ })
    .first()
    .click();
  await surface(ann).waitFor();
  proposal = new URL(ann.url()).pathname.split("/").at(-1)!;
  await write(ann, "Infrastructure for an age of networks");
  await summary(ann).fill("Plain");
  await add(ann, "data", "4-2");
  expect(await ann.getByRole("heading", { level: 1 }).textContent()).toBe("A revision of 2 passages");
  await surface(ann).waitFor();
  await write(ann, "Reservoirs of data");
  await part(ann, "4-1")
    .getByRole("link", { name: /Write this one/ })
    .click();
  await ann.waitForURL(/part=4-1#part-4-1/);
  await surface(ann).filter({ hasText: "networks" }).waitFor();
  expect(await part(ann, "4-2").textContent()).toContain("Reservoirs");
  await leadsOn();
  await expectAccessible(ann, "a draft of two passages");
});

test("the summary is one for all: whoever writes in one passage sees what is typed in another, as it is typed", async () => {
  const { page: second, faults: own } = await open(browser);
  second.on("close", () => faults.push(...own));
  await signIn(second, bench.address, ANN);
  await second.goto(`${bench.address}/nip14/proposals/${proposal}?part=4-2`);
  await summaryReads(second, "Plain");
  await summary(second).press("End");
  await second.keyboard.type("er ");
  await summaryReads(ann, "Plainer ");
  await summary(ann).press("End");
  await ann.keyboard.type("words.");
  await summaryReads(second, "Plainer words.");
  await second
    .getByRole("status")
    .filter({ hasText: /Saved ✓/ })
    .first()
    .waitFor();
  await second.reload();
  await summaryReads(second, "Plainer words.");
  await second.context().close();
});

test("a passage in which nothing differs is named as people know it, and left out once that was asked", async () => {
  await add(ann, "4.3", "4-3");
  await ann.goto(`${bench.address}/nip14/proposals/${proposal}?part=4-1`);
  await surface(ann).filter({ hasText: "networks" }).waitFor();
  await ann.getByRole("textbox", { name: /summary/i }).fill("Plainer.");
  await ann.getByRole("button", { name: "Propose", exact: true }).click();
  await ann.getByRole("alert").filter({ hasText: "4.3: Nothing differs" }).waitFor();
  await part(ann, "4-3").getByText("Nothing is changed in it yet.").waitFor();
  const leaving = part(ann, "4-3").locator("details.act");
  await leaving.locator("summary").click();
  await leaving.getByText("stays to be read here").waitFor();
  await stands(ann, "4-3", "being written");
  await leaving.getByRole("button", { name: "Leave it out" }).click();
  await stands(ann, "4-3", "left out");
  expect(await ann.getByRole("heading", { level: 1 }).textContent()).toBe("A revision of 2 passages");
  await surface(ann).filter({ hasText: "networks" }).waitFor();
});

test("those that are left are submitted at once, with one reason", async () => {
  await ann.getByRole("textbox", { name: /summary/i }).fill("Plainer headings.");
  await ann.getByRole("button", { name: "Propose", exact: true }).click();
  await ann.getByText("2 passages wait").waitFor();
  await ann.getByText("They wait for a reviewer.").waitFor();
  const why = ann.getByRole("region", { name: "Why" });
  expect(await why.textContent()).toContain("Plainer headings.");
  expect(await ann.locator(".proposal-part").getByText("Plainer headings.").count(), "it is of no one passage").toBe(0);
});

test("a reviewer accepts the one that is ticked and asks for changes in the other", async () => {
  await rex.goto(`${bench.address}/nip14/proposals/${proposal}`);
  await rex.getByRole("button", { name: "Accept those ticked" }).click();
  await rex.getByRole("alert").filter({ hasText: "which of its passages" }).waitFor();
  await expectAccessible(rex, "a proposal of two passages, to be decided on");
  await part(rex, "4-1")
    .getByRole("checkbox", { name: /^Decide on/ })
    .check();
  await rex.getByRole("textbox", { name: /Your reason/ }).fill("This one reads well.");
  await rex.getByRole("button", { name: "Accept those ticked" }).click();
  await stands(rex, "4-1", "accepted");
  expect(await part(rex, "4-2").textContent()).toContain("waits for a decision");
  await part(rex, "4-2")
    .getByRole("checkbox", { name: /^Decide on/ })
    .check();
  await rex.getByRole("button", { name: "Ask for changes in those ticked" }).click();
  await rex.getByRole("alert").filter({ hasText: "Say what should change" }).waitFor();
  expect(
    await part(rex, "4-2")
      .getByRole("checkbox", { name: /^Decide on/ })
      .isChecked(),
    "what was ticked stays",
  ).toBe(true);
  await rex.getByRole("textbox", { name: /Your reason/ }).fill("Say “resources”.");
  await rex.getByRole("button", { name: "Ask for changes in those ticked" }).click();
  await stands(rex, "4-2", "changes asked for");
  await rex.goto(`${bench.address}/nip14/proposals/${proposal}?part=4-1`);
  await part(rex, "4-2").getByText("Asked for changes:").filter({ hasText: "Say “resources”." }).waitFor();
  expect(await rex.locator(".mode-name").textContent(), "part of it is being written").toBe("reading");
});

test("it is written again and accepted; the passage that was accepted stays as it was", async () => {
  await ann.goto(`${bench.address}/nip14/proposals/${proposal}`);
  await surface(ann).filter({ hasText: "Reservoirs" }).waitFor();
  await summaryReads(ann, "Plainer headings.");
  await write(ann, "Wells of data");
  await ann.getByRole("textbox", { name: /summary/i }).fill("As asked.");
  await ann.getByRole("button", { name: "Propose", exact: true }).click();
  await ann.getByText("1 of 2 passages waits").waitFor();
  await rex.goto(`${bench.address}/nip14/proposals/${proposal}`);
  await part(rex, "4-2")
    .getByRole("checkbox", { name: /^Decide on/ })
    .check();
  await rex.getByRole("button", { name: "Accept those ticked" }).click();
  await stands(rex, "4-2", "accepted");
  for (const [passage, words] of [
    ["4-1", "Infrastructure for an age of networks"],
    ["4-2", "Wells of data"],
  ]) {
    await rex.goto(`${bench.address}/nip14/${passage}`);
    await rex.getByRole("main").getByText(words!).first().waitFor();
  }
});

test("passages are found and added by keys alone", async () => {
  await ann.goto(`${bench.address}/nip14/5-1`);
  await ann
    .getByRole("button", { name: /^Propose/ })
    .first()
    .click();
  await surface(ann).waitFor();
  await ann.getByRole("searchbox", { name: /Find a passage/ }).focus();
  await ann.keyboard.type("governance grassroots");
  await ann.getByRole("status").filter({ hasText: "1 passage has “governance grassroots”." }).waitFor();
  await ann.keyboard.press("Tab");
  await ann.keyboard.press("Tab");
  await ann.keyboard.press("Space");
  // What is ticked stays while another is looked for.
  await ann.getByRole("searchbox", { name: /Find a passage/ }).fill("4.10");
  await ann.getByRole("group", { name: "Ticked before" }).getByRole("checkbox").waitFor();
  await ann.locator('.add-passage input[value="4-10"]').check();
  await expectAccessible(ann, "passages that were found");
  await ann.locator('.add-passage input[value="4-10"]').focus();
  await ann.keyboard.press("Enter");
  await ann.getByRole("heading", { level: 1, name: "A revision of 3 passages" }).waitFor();
});

test("without a script too, and what is typed for one passage goes into no other", async () => {
  const { page, faults: own } = await open(browser, { javaScriptEnabled: false });
  page.on("close", () => faults.push(...own));
  await signIn(page, bench.address, ANN);
  await page.goto(`${bench.address}/nip14/5-2`);
  await page
    .getByRole("button", { name: /^Propose/ })
    .first()
    .click();
  await page.getByRole("searchbox", { name: /Find a passage/ }).fill("smart governance");
  await page.getByRole("button", { name: "Find" }).click();
  await page.locator('.add-passage input[value="5-5"]').check();
  await page.getByRole("button", { name: "Add those ticked" }).click();
  expect(new URL(page.url()).hash).toBe("#part-5-5");
  await page.getByRole("textbox", { name: "Your rendering" }).fill("Wise rule where people live");
  await page.getByRole("textbox", { name: /Why it is better/ }).fill("Plainer.");
  await page.getByRole("button", { name: "Propose", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "5.2: Nothing differs" }).waitFor();
  expect(await page.getByRole("textbox", { name: /Why it is better/ }).inputValue()).toBe("Plainer.");
  const leaving = part(page, "5-2").locator("details.act");
  await leaving.locator("summary").click();
  await leaving.getByRole("button", { name: "Leave it out" }).click();
  await stands(page, "5-2", "left out");
  expect(await page.getByRole("textbox", { name: "Your rendering" }).inputValue()).toBe("Wise rule where people live");
  await page.getByRole("button", { name: "Propose", exact: true }).click();
  await page.getByText("1 passage waits").waitFor();
  expect(await page.getByRole("region", { name: "Why" }).textContent()).toContain("Plainer.");
});
