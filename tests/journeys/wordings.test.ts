/** With the caret on words of a draft, by keyboard alone: every wording they have had, with its people and reasons; one is taken, and taken back. */
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
