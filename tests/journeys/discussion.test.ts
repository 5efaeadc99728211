/** Two people discuss a passage: one without a script, by keyboard; the other with one, who is told of it while the page is open. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, signIn } from "../help/browser.ts";
import { joinAs, joinAsOwner, OWNER, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

const BEN = { name: "Ben Reader", email: "ben@example.org", password: "correct horse battery" };
let bench: TestWorkbench;
let browser: Browser;
let plain: Page;
let live: Page;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  const owner = await joinAsOwner(bench);
  await joinAs(bench, owner, "reader", BEN);
  plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(plain, bench.address, BEN);
  live = await (await browser.newContext()).newPage();
  await signIn(live, bench.address, OWNER);
});

afterAll(async () => {
  await browser.close();
  await bench.end();
});

const at = (page: Page, path: string) => page.goto(bench.address + path);

test("a discussion on words, a reply that is told at once, an answer worded anew, taken out and resolved", async () => {
  // Of what comes before a page hears the news it is told nothing.
  const hears = live.waitForResponse((response) => new URL(response.url()).pathname === "/api/events");
  await at(live, "/nip14/4-3");
  await hears;
  await at(plain, "/nip14/4-3");
  const quoted = "digital productive forces";
  const discussion = plain.locator(".discussion");
  await discussion.getByText("Nobody has said anything here yet.").waitFor();
  await discussion.getByText("Begin a discussion").press("Enter");
  await discussion.getByLabel(/On which words/).fill(quoted);
  await discussion.getByLabel("What you want to say").fill("Is this what the source says?");
  await discussion.getByRole("button", { name: "Begin it" }).press("Enter");
  await plain.waitForURL(/#discussion-/);
  expect(await discussion.locator(".about q").innerText()).toContain(quoted);
  // The other has the page open, and is told.
  const told = live.locator(".news");
  await told.getByText(/Something was said about/).waitFor();
  await told.getByRole("link", { name: "Look at it" }).press("Enter");
  await live.waitForURL(/#discussion-/);
  const there = live.locator(".discussion .thread");
  await there.getByRole("paragraph").filter({ hasText: "Is this what the source says?" }).waitFor();
  await there.getByText("Reply", { exact: true }).press("Enter");
  await there.getByLabel("What you want to say").last().fill("It says more.");
  await there.getByRole("button", { name: "Send the reply" }).press("Enter");
  await there.getByRole("paragraph").filter({ hasText: "It says more." }).waitFor();
  await plain.reload();
  await discussion.getByRole("paragraph").filter({ hasText: "It says more." }).waitFor();
  // One's own words alone can be worded anew by a reader.
  expect(await discussion.getByText("Word it anew").count()).toBe(1);
  await discussion.getByText("Word it anew").press("Enter");
  await discussion.locator("textarea[id^=reword]").fill("Is all of this in the source?");
  await discussion.getByRole("button", { name: "Keep this wording" }).press("Enter");
  await discussion.getByRole("paragraph").filter({ hasText: "Is all of this in the source?" }).waitFor();
  expect(await discussion.getByText("How it read before").count()).toBe(1);
  await discussion.getByText("Resolve", { exact: true }).first().press("Enter");
  await discussion.getByLabel(/With what came of it/).fill("It is.");
  await discussion.getByRole("button", { name: "Resolve" }).press("Enter");
  await discussion.getByText(/Resolved by Ben Reader/).waitFor();
  // An owner takes out what somebody else said, and says why.
  await live.reload();
  await there.getByText("Take it out").first().press("Enter");
  await there.getByLabel("Why (shown in their place)").fill("Asked elsewhere.");
  await there.getByRole("button", { name: "Take the words out" }).first().press("Enter");
  await there.getByText(/Taken out by .*Asked elsewhere/).waitFor();
  expect(await there.getByText("Is all of this in the source?").count()).toBe(0);
  for (const summary of await there.locator("summary").all()) await summary.press("Enter");
  await expectAccessible(live, "a discussion with its forms");
});

test("words that don't stand there are refused with what was written kept", async () => {
  await at(plain, "/nip14/4-3");
  const discussion = plain.locator(".discussion");
  await discussion.getByText("Begin a discussion").press("Enter");
  await discussion.getByLabel(/On which words/).fill("words that stand nowhere");
  await discussion.locator("#discuss-words").fill("Typed with care.");
  await discussion.getByRole("button", { name: "Begin it" }).press("Enter");
  await plain.getByText(/The words chosen do not stand there/).waitFor();
  expect(await plain.locator("body").innerHTML()).toContain("Typed with care.");
});
