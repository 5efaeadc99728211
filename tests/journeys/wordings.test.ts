/**
 * By keyboard alone, in a draft: every wording that the words at the caret have had, with its people and reasons, and what
 * was translated before of nearly the same source, and how the glossary has a term. Each is put in by a key.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contextOf, expectAccessible, launch } from "../help/browser.ts";
import { newDraft, openDraft, saved, select, surface, words } from "../help/drafts.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };
const BEN = { name: "Ben 本", email: "ben@example.org", password: "ben translates well" };
const PASSAGE = "/api/works/nip14/passages/s10-government-and-markets";

let bench: TestWorkbench;
let browser: Browser;
let owner: Client;
let ben: Client;
let page: Page;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  owner = await joinAsOwner(bench);
  const ann = await joinAs(bench, owner, "translator", ANN);
  ben = await joinAs(bench, owner, "translator", BEN);
  await proposed("Settle", "Firmer.");
  const declined = await proposed("Purify", "Finer.");
  await owner.json("POST", `/api/proposals/${declined}/decline`, { reason: "That is another verb." });
  await broughtIn();
  page = await (await contextOf(browser, ann, { viewport: { width: 1280, height: 900 } })).newPage();
  await openDraft(page, await newDraft(bench.address, ann));
});

afterAll(async () => {
  await browser.close();
  await bench.end();
});

async function proposed(verb: string, summary: string): Promise<string> {
  const { id } = await ben.json<{ id: string }>("POST", `${PASSAGE}/proposals`, { base: 2 });
  const { text } = await ben.json<{ text: string }>("GET", "/nip14/s10-government-and-markets/v2.json");
  await ben.json("POST", `/api/proposals/${id}/submit`, { text: text.replace("Clarify", verb), summary });
  return id;
}

/** Another work, with nearly the same source. */
async function broughtIn(): Promise<void> {
  const content = [{ type: "paragraph", content: [{ type: "text", text: "Untangle what is the market’s." }] }];
  const versions = [{ rendering: { type: "doc", content }, date: "2024-05-01", by: ["Li Wei"] }];
  const line = { id: "p-1", source: ["厘清政府和市场关系", "推动有效市场与有为政府"], versions };
  const said = { of: "0".repeat(64), title: "Of markets", language: "en", sourceLanguage: "zh-Hans" };
  const answer = await fetch(`${bench.address}/api/works/markets/import?${new URLSearchParams(said)}`, {
    ...{ method: "POST", body: JSON.stringify(line) },
    headers: { "content-type": "application/jsonl", accept: "application/json", cookie: owner.session },
  });
  expect(answer.status).toBe(200);
}

const panel = () => page.getByRole("dialog", { name: "Wordings of" });

test("the words at the caret, in all texts that one may read; Enter takes one, undo takes it back, Escape leaves", async () => {
  await select(page, "Clarify", 0);
  await page.keyboard.press("Control+Alt+v");
  const options = panel().getByRole("option");
  await options.first().waitFor();
  const told = await options.allInnerTexts();
  const of = (word: string): string => told.find((each) => each.startsWith(word))?.replaceAll(/\s+/g, " ") ?? "";
  expect(of("Clarify")).toContain("as here");
  expect(of("Settle")).toMatch(/Proposed Ben 本, .+: Firmer\.$/);
  expect(of("Purify")).toMatch(/Declined Ben 本, .+: Finer\. Declined: That is another verb\.$/);
  expect(of("sorting out")).toContain("Offered in a note on v2 Paul Triolo");
  await expectAccessible(page, "the wordings of words");

  const chosen = panel().getByRole("option", { selected: true });
  for (let press = 0; !(await chosen.innerText()).startsWith("Settle"); press++) {
    expect(press).toBeLessThan(told.length);
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await panel().waitFor({ state: "detached" });
  expect(await words(page)).toContain("Settle the relationship");
  await page.keyboard.press("Control+z");
  await expect.poll(() => words(page)).toContain("Clarify the relationship");

  await page.keyboard.press("Control+Alt+v");
  await options.first().waitFor();
  await page.keyboard.press("Escape");
  await panel().waitFor({ state: "detached" });
  expect(await surface(page).evaluate((words) => words === document.activeElement)).toBe(true);
  await saved(page);
});

test("nearly the same source, rendered before in another work: what differs is marked, and a key leads there", async () => {
  const list = page.getByRole("listbox", { name: "Rendered before" });
  await list.getByRole("option").first().waitFor();
  expect(await list.locator("del").allInnerTexts()).toEqual(["和"]);
  expect(await list.locator("ins").allInnerTexts()).toEqual(["与"]);
  await list.getByText("Of markets, p-1, v1 Li Wei, 1 May 2024").waitFor();
  await select(page, "Clarify the relationship");
  await page.keyboard.press("Control+Alt+g");
  await expect.poll(() => list.evaluate((list) => list === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await expect.poll(() => words(page)).toContain("Untangle what is the market’s. between government");
  await page.keyboard.press("Control+z");
  await expect.poll(() => words(page)).toContain("Clarify the relationship between government");
  await saved(page);
});

test("a term of the source shows how the glossary has it where the focus is, and Enter puts that in", async () => {
  await select(page, "Clarify");
  const term = page.getByRole("button", { name: "厘清: clarify. Put it in" });
  await page.getByRole("button", { name: "有为政府: active government. Put it in" }).focus();
  for (const key of ["ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
  expect(await term.evaluate((term) => term === document.activeElement)).toBe(true);
  await expectAccessible(page, "a draft with terms and what was rendered before");
  await page.keyboard.press("Enter");
  await expect.poll(() => words(page)).toContain("clarify the relationship between government");
  await saved(page);
});
