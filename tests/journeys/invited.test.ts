/**
 * A draft and its people in real browsers: somebody who is not invited reads it as it is written, is invited and writes
 * in it without a reload, is let go and told why, with the words to copy; all of it also by plain forms.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectAccessible, launch, open, signIn } from "../help/browser.ts";
import {
  Client,
  invite,
  joinAs,
  joinAsOwner,
  OWNER,
  startTestWorkbench,
  type TestWorkbench,
  signingIn,
} from "../help/workbench.ts";

const ANN = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };
const BEN = { name: "Ben 🖋️", email: "ben@example.org", password: "ben translates too" };
const PASSAGE = "nip14/passages/s10-government-and-markets";

let bench: TestWorkbench;
let browser: Browser;
let boss: Client;
let ann: Page;
let ben: Page;
let benId: string;
const faults: string[] = [];

async function person(login: typeof ANN, options = {}): Promise<Page> {
  const opened = await open(browser, options);
  opened.page.on("close", () => faults.push(...opened.faults));
  await signIn(opened.page, bench.address, login);
  return opened.page;
}

/** A draft of Ann's that everybody with an account may read while it is written. */
async function beginDraft(): Promise<string> {
  const client = new Client(bench.address);
  await client.json("POST", "/api/sign-in", signingIn(ANN));
  const opened = { readers: "accounts" };
  return (await client.json<{ id: string }>("POST", `/api/works/${PASSAGE}/proposals`, opened)).id;
}

async function idOf({ name }: typeof ANN): Promise<string> {
  const { people } = await boss.json<{ people: { id: string; name: string }[] }>("GET", "/api/people");
  return people.find((person) => person.name === name)!.id;
}

const surface = (page: Page) => page.getByRole("textbox", { name: "Draft of the rendering" });
const at = (id: string) => `${bench.address}/nip14/proposals/${id}`;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  boss = await joinAsOwner(bench);
  await joinAs(bench, boss, "translator", ANN);
  await joinAs(bench, boss, "translator", BEN);
  benId = await idOf(BEN);
  [ann, ben] = await Promise.all([person(ANN), person(BEN)]);
});

afterAll(async () => {
  await browser.close();
  await bench.end();
  expect(faults, "what the browsers' consoles complained of").toEqual([]);
});

async function type(page: Page, words: string): Promise<void> {
  await surface(page).click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type(words);
}

const saved = (page: Page) =>
  page
    .getByRole("status")
    .filter({ hasText: /Saved ✓/ })
    .waitFor();

describe("with a script", () => {
  test("not invited: the draft is read as it is written, with whom to ask; invited: it is written in at once", async () => {
    const draft = await beginDraft();
    await Promise.all([ann.goto(at(draft)), ben.goto(at(draft))]);
    await ben.getByText("To write in it, ask Ann 安, who began it").waitFor();
    await surface(ben).getByText("Clarify the relationship").waitFor();
    expect(await surface(ben).getAttribute("contenteditable")).toBe("false");
    expect(await ben.getByRole("button", { name: "Propose", exact: true }).count()).toBe(0);
    await expectAccessible(ben, "a draft that is only read");
    await ben.locator(".mode-name").filter({ hasText: "reading" }).waitFor();
    await type(ann, "Anew: ");
    await surface(ben).getByText("Anew: ").waitFor();
    const summary = ben.getByRole("region", { name: "Summary" });
    await summary.getByText("Those who write the draft say it here").waitFor();
    await ann.getByLabel("Summary (required)").fill("Anew is better.");
    await summary.getByText("Anew is better.").waitFor();
    expect(await summary.getByRole("textbox").count()).toBe(0);

    await ann.locator("summary").filter({ hasText: "Invite…" }).click();
    await expectAccessible(ann, "a draft whose people are chosen");
    await invite(bench, ANN, draft, BEN);
    await ben.getByText("You were invited just now").waitFor();
    await ben.locator(".mode-name").filter({ hasText: "proposing" }).waitFor();
    await type(ben, "By both. ");
    await saved(ben);
    await surface(ann).getByText("By both. ").waitFor();
  });

  test("let go while writing: told why within a second, and the words are there to copy", async () => {
    const draft = await beginDraft();
    await invite(bench, ANN, draft, BEN);
    await Promise.all([ann.goto(at(draft)), ben.goto(at(draft))]);
    await surface(ben).getByText("Clarify the relationship").waitFor();
    await type(ben, "Mine to keep. ");
    await saved(ben);
    await ann.getByRole("button", { name: `Let go of ${BEN.name}` }).click();
    await ben.getByText("You were let go from this draft").waitFor();
    expect(await surface(ben).getAttribute("contenteditable")).toBe("false");
    await ben.locator(".mode-name").filter({ hasText: "reading" }).waitFor();
    await ben.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: bench.address });
    await ben.getByRole("button", { name: "Copy my words" }).click();
    await ben.getByRole("button", { name: "Copied ✓" }).waitFor();
    expect(await ben.evaluate(() => navigator.clipboard.readText())).toContain("Mine to keep. Continue to grasp");
    await ben.reload();
    await ben.getByText("To write in it, ask Ann 安").waitFor();
    await surface(ben).getByText("Mine to keep.").waitFor();
    await boss.json("POST", `/api/proposals/${draft}/invite`, { person: await idOf(OWNER) });
    await boss.json("POST", `/api/proposals/${draft}/readers`, { readers: "reviewers" });
    await ben.reload();
    await ben.getByText("This is being written and unfinished").waitFor();
    expect(await ben.getByRole("main").innerText()).not.toContain("Mine to keep.");
  });

  test("a role taken away while writing: told so within a second", async () => {
    const draft = await beginDraft();
    await invite(bench, ANN, draft, BEN);
    await ben.goto(at(draft));
    await surface(ben).getByText("Clarify the relationship").waitFor();
    await type(ben, "Kept. ");
    await saved(ben);
    await boss.json("POST", `/api/people/${benId}/role`, { role: "reader" });
    await ben.getByText("Your role has changed").waitFor();
    await ben.getByRole("button", { name: "Copy my words" }).waitFor();
    await ben.reload();
    await ben.getByText("needs the role of translator").waitFor();
    await boss.json("POST", `/api/people/${benId}/role`, { role: "translator" });
  });

  test("a proposal withdrawn while another writes: told so, with the words to copy", async () => {
    const draft = await beginDraft();
    await invite(bench, ANN, draft, BEN);
    await Promise.all([ann.goto(at(draft)), ben.goto(at(draft))]);
    await surface(ben).getByText("Clarify the relationship").waitFor();
    await ann.locator("summary").filter({ hasText: "Give up for good" }).click();
    await ann.getByRole("button", { name: "Give up for good" }).click();
    await ben.getByText(/^Ann 安 gave this proposal up on .* It takes no more words\./).waitFor();
    await ben.getByRole("link", { name: "Read the proposal" }).waitFor();
    await ben.getByRole("button", { name: "Copy my words" }).waitFor();
  });
});

describe("without JavaScript", () => {
  test("inviting, reading, writing, leaving and inviting again work by plain forms", async () => {
    const [host, guest] = await Promise.all([
      person(ANN, { javaScriptEnabled: false }),
      person(BEN, { javaScriptEnabled: false }),
    ]);
    const draft = await beginDraft();
    await guest.goto(at(draft));
    await guest.getByText("To write in it, ask Ann 安").waitFor();
    expect(await guest.getByRole("button", { name: "Propose", exact: true }).count()).toBe(0);

    await host.goto(at(draft));
    await host.locator("summary").filter({ hasText: "Invite…" }).click();
    await host.getByLabel(/To write in it with/).selectOption({ label: BEN.name });
    await host.getByRole("button", { name: "Invite", exact: true }).click();
    await host.getByText(`invited by ${ANN.name}`).waitFor();

    await guest.goto(at(draft));
    await guest.getByLabel("Your rendering").waitFor();
    await guest.getByRole("button", { name: "Leave" }).click();
    await guest.getByText("To write in it, ask Ann 安").waitFor();

    await invite(bench, OWNER, draft, BEN);
    await guest.goto(at(draft));
    await guest.getByLabel("Your rendering").fill("Put the relationship in order.");
    await guest.getByLabel(/why it is better/i).fill("Shorter.");
    await guest.getByRole("button", { name: "Propose", exact: true }).click();
    await guest.getByText(`Proposed by ${ANN.name} and ${BEN.name}`).waitFor();
  });

  test("a form sent after one was let go is refused in words, and what was typed is not put in", async () => {
    const guest = await person(BEN, { javaScriptEnabled: false });
    const draft = await beginDraft();
    await invite(bench, ANN, draft, BEN);
    await guest.goto(at(draft));
    await guest.getByLabel("Your rendering").fill("Too late.");
    await guest.getByLabel(/why it is better/i).fill("Late.");
    await boss.json("POST", `/api/proposals/${draft}/let-go`, { person: benId });
    await guest.getByRole("button", { name: "Propose", exact: true }).click();
    await guest.getByRole("alert").filter({ hasText: "written by those invited to it" }).waitFor();
    expect(await guest.getByRole("main").innerText()).not.toContain("Too late.");
  });
});
