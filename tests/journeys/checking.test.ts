/** What checks find in a draft, quietly, while it is written; kept with a reason; and at review a reason that calls a change what it is not. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contextOf, expectAccessible, launch } from "../help/browser.ts";
import { newDraft, openDraft, saved, select, surface } from "../help/drafts.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };
/** The shots are looked at by hand: `SHOTS=folder npx vitest …`. */
const { SHOTS } = process.env;

let bench: TestWorkbench;
let browser: Browser;
let owner: Client;
let ann: Page;
let reviewer: Page;
let draft: string;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch({ fonts: true });
  owner = await joinAsOwner(bench);
  const passage = "/api/works/nip14/passages/s10-government-and-markets";
  const source = {
    number: 1,
    held: "whole",
    text: "到2025年，厘清政府和市场的关系。",
    provenance: "Made for this test.",
  };
  await owner.json("POST", `${passage}/source`, source);
  const host = await joinAs(bench, owner, "translator", ANN);
  draft = await newDraft(bench.address, host);
  [ann, reviewer] = [await windowOf(host), await windowOf(owner)];
  await openDraft(ann, draft);
});

afterAll(async () => {
  await browser.close();
  await bench.end();
});

async function windowOf(person: Client): Promise<Page> {
  const context = await contextOf(browser, person, { viewport: { width: 1280, height: 1100 } });
  return context.newPage();
}

async function shot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  for (const [width, scheme] of [
    [1280, "light"],
    [1280, "dark"],
    [390, "light"],
  ] as const) {
    await page.setViewportSize({ width, height: 1100 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `${SHOTS}/${name}-${width}-${scheme}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 1100 });
  await page.emulateMedia({ colorScheme: "light" });
}

async function replaced(page: Page, from: string, to: string): Promise<void> {
  await select(page, from);
  await page.keyboard.type(to);
  await saved(page);
}

const findings = (page: Page) => page.getByRole("region", { name: /^Worth a second look/ });

/** A reason of some kind for words of the draft, by keyboard alone. */
async function reasoned(page: Page, on: string, kind: string, why: string): Promise<void> {
  await select(page, on);
  await page.keyboard.press("Control+Alt+m");
  const form = page.getByRole("form", { name: "A reason" });
  await form.getByLabel("Category").selectOption(kind);
  await form.getByLabel("Reason", { exact: true }).fill(why);
  await page.keyboard.press("Control+Enter");
  await form.waitFor({ state: "detached" });
}

test("what is odd is counted, listed and marked at its words, a while after it was written", async () => {
  await replaced(ann, "Clarify the relationship", "By 2026, clarify the the relationship");
  const list = findings(ann);
  await list.getByRole("button", { name: "Twice: “the the”", exact: true }).waitFor();
  await list.getByRole("button", { name: "“2026” here, “2025” in the source", exact: true }).waitFor();
  const marked = surface(ann).locator(".finding");
  expect((await marked.allTextContents()).join("|")).toBe("2026|the| the");
  await ann.getByRole("link", { name: /places are worth a second look|One place is worth/ }).waitFor();
  await shot(ann, "findings");
  await expectAccessible(ann, "a draft with findings");
});

test("by keyboard: led to its words; kept with a reason it is counted no more; mended it is gone", async () => {
  const list = findings(ann);
  await list.getByRole("button", { name: "Twice: “the the”", exact: true }).press("Enter");
  expect(await ann.evaluate(() => getSelection()!.toString())).toBe("the the");
  await ann.keyboard.type("the");
  await list.getByText("Twice").waitFor({ state: "detached" });

  await list.getByRole("button", { name: /^Keep it, and say why: “2026”/ }).press("Enter");
  const form = ann.getByRole("form", { name: "A reason" });
  await form.getByLabel("Reason", { exact: true }).fill("The plan was put off by a year.");
  await ann.keyboard.press("Control+Enter");
  await list.getByText(/kept: reason \d/).waitFor();
  expect(await surface(ann).locator(".finding").filter({ hasText: "2026" }).count()).toBe(0);
});

test("a change called style that touches a number is told to the proposer and to the reviewer, at that change", async () => {
  await replaced(ann, "digital China", "three digital Chinas");
  await reasoned(ann, "three digital Chinas", "style", "It reads better.");
  const told = "Called style, but it touches a number.";
  await ann.locator(".draft-changes").getByText(told).waitFor();
  await shot(ann, "doubt-draft");

  await ann.locator("#draft-summary").fill("The year as it is now.");
  await saved(ann);
  await ann.getByRole("button", { name: "Propose", exact: true }).press("Enter");
  await ann
    .getByText(/Proposed|waits for/)
    .first()
    .waitFor();
  await reviewer.goto(draft);
  const change = reviewer.locator(".in-words li").filter({ hasText: "three" });
  await change.getByText(told).waitFor();
  expect(
    await reviewer
      .locator(".in-words")
      .getByText(/^Called /)
      .count(),
  ).toBe(1);
  await shot(reviewer, "doubt-review");
  await expectAccessible(reviewer, "a proposal with a doubt");
});
