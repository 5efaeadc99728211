/** A draft whose passage got another version meanwhile: its people are told, and bring it up to date without undoing anything. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contextOf, launch } from "../help/browser.ts";
import { expectWords, newDraft, openDraft, saved, select, words } from "../help/drafts.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };
const BEN = { name: "Ben 本", email: "ben@example.org", password: "ben translates well" };

let bench: TestWorkbench;
let browser: Browser;
let owner: Client;
let ann: Page;
let ben: Page;
let draft: string;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch({ fonts: true });
  owner = await joinAsOwner(bench);
  const [host, guest] = [await joinAs(bench, owner, "translator", ANN), await joinAs(bench, owner, "translator", BEN)];
  draft = await newDraft(bench.address, host);
  const proposal = `/api/proposals/${draft.split("/").at(-1)!}`;
  const { invitable } = await host.json<{ invitable: { id: string; name: string }[] }>("GET", proposal);
  await host.json("POST", `${proposal}/invite`, { person: invitable.find(({ name }) => name === BEN.name)!.id });
  [ann, ben] = [await windowOf(host), await windowOf(guest)];
  await Promise.all([openDraft(ann, draft), openDraft(ben, draft)]);
});

afterAll(async () => {
  await browser.close();
  await bench.end();
});

async function windowOf(person: Client): Promise<Page> {
  const context = await contextOf(browser, person, { viewport: { width: 1280, height: 900 } });
  return context.newPage();
}

async function replaced(page: Page, from: string, to: string): Promise<void> {
  await select(page, from);
  await page.keyboard.type(to);
  await saved(page);
}

/** Another proposal of the same passage, accepted. */
async function accepted(from: string, to: string): Promise<void> {
  const at = "/api/works/nip14/passages/s10-government-and-markets/proposals";
  const { id } = await owner.json<{ id: string }>("POST", at, { base: 2 });
  const { text } = await owner.json<{ text: string }>("GET", "/nip14/s10-government-and-markets/v2.json");
  await owner.json("POST", `/api/proposals/${id}/submit`, { text: text.replace(from, to), summary: "Plainer." });
  await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "" });
}

test("all in the draft are told at once; brought up to date, both sides' changes stand in it, live", async () => {
  await replaced(ann, "Clarify", "Explain");
  await replaced(ben, "better integration", "closer integration");
  await expectWords([ann, ben], "closer integration");
  await accepted(
    "Clarify the relationship between government and markets",
    "Sort out the relationship of government and markets",
  );
  for (const page of [ann, ben]) await page.locator(".news").filter({ hasText: "Version 3 of" }).waitFor();
  for (const page of [ann, ben])
    await page.getByRole("status").getByText("it can be accepted once it is brought up to date").waitFor();
  for (const page of [ann, ben])
    await page.getByText("Of your 2 changes 1 touches words that v3 changed and 1 stands.").waitFor();

  await ben.getByRole("textbox", { name: /summary/i }).fill("Closer.");
  await saved(ben);
  await ben.getByRole("button", { name: "Propose", exact: true }).click();
  await ben.getByText("While this was written").waitFor();
  await ann.getByRole("link", { name: "See what meets, and bring it up to date" }).click();
  const box = ann.locator(".moved-on");
  await box.getByText("In one place this proposal and v3 both changed the same words").waitFor();
  await box.getByRole("radio", { name: "v3 Sort out" }).waitFor();
  await box.getByRole("radio", { name: "Other words" }).check();
  await box.getByRole("textbox", { name: "Other words" }).fill("Straighten out");
  await box.getByRole("button", { name: "Bring up to date" }).click();

  for (const page of [ann, ben]) {
    await expectWords([page], "Straighten out the relationship of government and markets");
    expect(await words(page)).toContain("closer integration");
  }
  await saved(ann);
  expect(await box.count()).toBe(0);
  // Whoever had it open sees it go on from there: nothing is opened anew.
  await ben.getByRole("status").getByText("was brought up to date with v3").waitFor();
  await ben.getByRole("heading", { name: "Changes from v3" }).waitFor();
  await ben.getByText(/revises .*, v3/).waitFor();
  const changes = ben.locator(".draft-changes li");
  await changes.filter({ hasText: "Straighten" }).filter({ hasText: "Sort" }).waitFor();
  expect(await changes.count()).toBe(2);
  const { base } = await owner.json<{ base: number }>("GET", `/api/proposals/${draft.split("/").at(-1)!}`);
  expect(base).toBe(3);
});

test("words that v3 had changed, written again, are told at that change while they are written, and others are not", async () => {
  await replaced(ann, "relationship of government", "relationship between government");
  const told = /^Puts back what v3 changed \(.+: ‘Plainer\.’\)$/;
  for (const page of [ann, ben]) {
    await page.locator(".draft-changes .puts-back").filter({ hasText: told }).waitFor();
    expect(await page.locator(".draft-changes .puts-back").count()).toBe(1);
  }
  await replaced(ann, "relationship between government", "relationship linking government");
  for (const page of [ann, ben]) await page.locator(".draft-changes .puts-back").waitFor({ state: "detached" });
});
