/** Somebody joins by an invitation with a place, in a real browser, and looks after their account. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open } from "../help/browser.ts";
import { joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

let bench: TestWorkbench;
let browser: Browser;
let owner: Client;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  owner = await joinAsOwner(bench);
});
afterAll(async () => {
  await browser.close();
  await bench.end();
});

const shots = process.env["SHOTS"];
const shot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};

test("an invited person arrives where they were invited to, gives their name parts, and ends a session elsewhere", async () => {
  const place = "/nip14/s10-government-and-markets";
  const { link } = await owner.json<{ link: string }>("POST", "/api/people/invite", {
    role: "translator",
    message: "Dear Sun,\n\nthis is the passage I spoke of.",
    place,
  });
  const { page, faults } = await open(browser);
  await page.goto(link);
  await expectAccessible(page, "an invitation");
  await shot(page, "join");
  await page.getByLabel("Name", { exact: true }).fill("Sun Yat-sen");
  await page.getByLabel("E-mail").fill("sun@example.org");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByLabel("I agree").check();
  await page.getByRole("button", { name: "Make the account" }).click();
  await page.waitForURL(`${bench.address}${place}`);

  const elsewhere = await open(browser);
  await elsewhere.page.goto(`${bench.address}/sign-in?next=%2F-%2Faccount`);
  await elsewhere.page.getByLabel("E-mail").fill("sun@example.org");
  await elsewhere.page.getByLabel("Password").fill("correct horse battery");
  await elsewhere.page.getByRole("button", { name: "Sign in" }).click();
  await elsewhere.page.waitForURL(`${bench.address}/-/account`);

  await page.getByTitle("Your account").click();
  await page.getByLabel("Family name").fill("Sun");
  await page.getByLabel("Given names").fill("Yat-sen");
  await page.getByRole("button", { name: "Change the name" }).click();
  await page.getByText("Your name is changed.").waitFor();
  expect(await page.getByLabel("Family name").inputValue()).toBe("Sun");
  await expectAccessible(page, "one's account");
  await shot(page, "account");
  await page.getByRole("button", { name: /^End the session of/ }).click();
  await page.getByText("That session is ended.").waitFor();
  await elsewhere.page.reload();
  await elsewhere.page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect([...faults, ...elsewhere.faults]).toEqual([]);
});

test("a token for a program is made, shown once, used and revoked, without a script", async () => {
  const { page } = await open(browser, { javaScriptEnabled: false });
  await page.goto(`${bench.address}/sign-in?next=%2F-%2Faccount`);
  await page.getByLabel("E-mail").fill("olive@example.org");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  const form = page.locator("form", { has: page.getByRole("button", { name: "Make a token" }) });
  await form.getByLabel("What it is for").fill("weekly copy");
  await form.getByLabel("For one work only").fill("nip14");
  await form.getByLabel("Current password").fill("correct horse battery");
  await form.getByRole("button", { name: "Make a token" }).click();
  const token = (await page.getByLabel("Token", { exact: true }).innerText()).trim();
  await shot(page, "token");
  const status = async () => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${bench.address}/api/works/nip14`, { headers })).status;
  };
  expect(await status()).toBe(200);
  await page.goto(`${bench.address}/-/account`);
  await page.getByText(/weekly copy: reads \(nip14 alone\).*last used/).waitFor();
  expect(await page.content()).not.toContain(token);
  await page.getByRole("button", { name: "Revoke the token weekly copy" }).click();
  await page.getByText("That token is revoked.").waitFor();
  expect(await status()).toBe(401);
});

test("an owner is asked in words before a role changes, without a script", async () => {
  const { page } = await open(browser, { javaScriptEnabled: false });
  await page.goto(`${bench.address}/sign-in?next=/people`);
  await page.getByLabel("E-mail").fill("olive@example.org");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("With a message, a place").click();
  await shot(page, "people");
  await page.setViewportSize({ width: 390, height: 800 });
  await shot(page, "people-390");
  await page.getByLabel("Role of Sun Yat-sen").selectOption("reader");
  await page.getByRole("button", { name: "Change… the role of Sun Yat-sen" }).click();
  await page.getByRole("heading", { name: "Make Sun Yat-sen a reader?" }).waitFor();
  await shot(page, "change-390");
  await page.getByRole("button", { name: "Make Sun Yat-sen a reader" }).click();
  await page.waitForURL(`${bench.address}/people`);
  expect(await page.getByLabel("Role of Sun Yat-sen").inputValue()).toBe("reader");
});
