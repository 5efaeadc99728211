/** What is half-typed outlives a session that ended and a reload, in a real browser. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, open, signIn } from "../help/browser.ts";
import { newDraft, openDraft, select } from "../help/drafts.ts";
import { joinAsOwner, OWNER, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

let bench: TestWorkbench;
let browser: Browser;
let owner: Client;
let page: Page;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  owner = await joinAsOwner(bench);
  page = (await open(browser)).page;
  await signIn(page, bench.address, OWNER);
});

afterAll(async () => {
  await browser.close();
  await bench.end();
});

/** The session ends behind the page's back; the form is sent; and its sender signs in again from the page that says so. */
async function sendSignedOut(button: string): Promise<void> {
  await page.context().clearCookies();
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.getByRole("heading", { name: "Sign in first" }).waitFor();
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("E-mail").fill(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

test("a reason that was sent while signed out is in its field again after signing in", async () => {
  await page.goto(`${bench.address}/nip14/proposals/sort-out`);
  await page.locator(".act-decline > summary").click();
  await page.locator("#reason-decline").fill("“Clarify” keeps the water in 清.");
  await sendSignedOut("Decline");
  await page.waitForURL(`${bench.address}/nip14/proposals/sort-out`);
  expect(await page.locator("#reason-decline").inputValue()).toBe("“Clarify” keeps the water in 清.");
  expect(await page.locator("#reason-decline").isVisible()).toBe(true);
});

test("and so is what stood in the place of what the page says", async () => {
  await page.goto(`${bench.address}/-/account`);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Olive Changed");
  await sendSignedOut("Change the name");
  await page.waitForURL(`${bench.address}/-/account`);
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  expect(await name.inputValue()).toBe("Olive Changed");
  await page.getByRole("button", { name: "Change the name" }).click();
  await page.getByText("Olive Changed").first().waitFor();
  await page.goto(`${bench.address}/-/account`);
  expect(await name.inputValue()).toBe("Olive Changed");
});

test("of two forms that are sent to one address each gets back its own words", async () => {
  await page.goto(`${bench.address}/nip14/-/remove/s10-government-and-markets`);
  await page.locator("#reason-words").fill("Court of app");
  await page.locator("#instead").fill("N. N");
  await page.reload();
  expect(await page.locator("#reason-words").inputValue()).toBe("Court of app");
  expect(await page.locator("#reason-name").inputValue()).toBe("");
  expect(await page.locator("#instead").inputValue()).toBe("N. N");
  await page.locator("#reason-words").fill("");
  await page.locator("#instead").fill("");
});

test("the form of a reason in a draft is there after a reload, and hangs on its words", async () => {
  const draft = await newDraft(bench.address, owner);
  await openDraft(page, draft);
  await select(page, "relationship");
  await page.keyboard.press("Control+Alt+m");
  const form = page.getByRole("form", { name: "A reason" });
  await form.getByLabel("Reason", { exact: true }).fill("Order, not cl");
  await page.reload();
  expect(await form.getByLabel("Reason", { exact: true }).inputValue()).toBe("Order, not cl");
  expect(await form.locator(".lemma").innerText()).toContain("relationship");
  await form.getByLabel("Reason", { exact: true }).fill("Order, not clarity.");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Order, not clarity.").waitFor();
  await page.reload();
  await page.getByText("Order, not clarity.").waitFor();
  expect(await form.count()).toBe(0);
});
