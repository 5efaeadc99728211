/** People discuss a passage, and a proposal: one without a script, by keyboard; the other with one, who is told of it while the page is open. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contextOf, expectAccessible, launch, signIn } from "../help/browser.ts";
import { joinAs, joinAsOwner, OWNER, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const BEN = { name: "Ben Reader", email: "ben@example.org", password: "correct horse battery" };
const ANN = { name: "Ann Writer", email: "ann@example.org", password: "ann translates well" };
let bench: TestWorkbench;
let browser: Browser;
let owner: Client;
let ann: Client;
let plain: Page;
let live: Page;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  owner = await joinAsOwner(bench);
  ann = await joinAs(bench, owner, "translator", ANN);
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

/** Ann proposes other words for 4.3, and says whether that is too free. */
async function proposed(): Promise<string> {
  const at = "/api/works/nip14/passages/4-3";
  const { current, versions } = await ann.json<{ current: number; versions: { words: { rendering: object } }[] }>(
    "GET",
    at,
  );
  const { id } = await ann.json<{ id: string }>("POST", `${at}/proposals`, { base: current });
  expect(versions.length).toBe(current);
  const text =
    "Digital productive forces are released by sorting out what is the government’s and what is the market’s.";
  await ann.json("POST", `/api/proposals/${id}/submit`, { text, summary: "Plainer." });
  return id;
}

test("at a change of a proposal somebody asks by keyboard, its writer is told at once and answers, and it stays after the decision", async () => {
  const id = await proposed();
  const page = `/nip14/proposals/${id}`;
  const writer = await contextOf(browser, ann);
  const anns = await writer.newPage();
  const hears = anns.waitForResponse((response) => new URL(response.url()).pathname === "/api/events");
  await at(anns, page);
  await hears;
  await at(live, page);
  // By keyboard alone: on to a change, a remark on it, sent.
  await live.keyboard.press("F7");
  await live.keyboard.press("c");
  const form = live.locator('[id^="remark-"] textarea');
  await expect.poll(() => form.evaluate((field) => field === document.activeElement)).toBe(true);
  await live.keyboard.type("Is this still what the source says?");
  await live.keyboard.press("Tab");
  await live.keyboard.press("Enter");
  await live.waitForURL(/#discussion-/);
  const said = live.locator(".in-words .at-change .thread");
  await said.getByRole("paragraph").filter({ hasText: "Is this still what the source says?" }).waitFor();
  await live.reload();
  // The next that is open, folded until then.
  await live.keyboard.press("n");
  await expect.poll(() => said.evaluate((thread) => thread === document.activeElement)).toBe(true);
  await expectAccessible(live, "a discussion at a change");
  await anns.getByText(/Something was said about a proposal for/).waitFor();
  await anns.locator(".news").getByRole("link", { name: "Look at it" }).press("Enter");
  await anns.waitForURL(/#discussion-/);
  const there = anns.locator(".in-words .at-change .thread");
  await there.getByText("Reply", { exact: true }).press("Enter");
  await there.getByLabel("What you want to say").last().fill("It is.");
  await there.getByRole("button", { name: "Send the reply" }).press("Enter");
  await there.getByRole("paragraph").filter({ hasText: "It is." }).waitFor();
  await at(live, "/review");
  await live.getByText(/1 discussion/).waitFor();
  await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "So." });
  await at(plain, page);
  await plain.locator(".in-words summary").filter({ hasText: "1 discussion" }).press("Enter");
  await plain.getByRole("paragraph").filter({ hasText: "It is." }).waitFor();
  // Without a script the form opens in its place, too.
  await plain.locator("[data-remark]").first().press("Enter");
  await plain.locator('[id^="remark-"] textarea').waitFor();
  await writer.close();
});

/** Selects the first occurrence of some words on a page, as dragging over them does. */
async function select(page: Page, within: string, words: string): Promise<void> {
  await page.evaluate(
    ([root, wanted]) => {
      const walker = document.createTreeWalker(document.querySelector(root!)!, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode as Text;
        const at = node.data.indexOf(wanted!);
        if (at >= 0) return document.getSelection()!.setBaseAndExtent(node, at, node, at + wanted!.length);
      }
    },
    [within, words],
  );
}

test("selected words are discussed by a key or the button beside them; on the source it is a question, which waits where the work stands", async () => {
  await at(live, "/nip14/s10-government-and-markets");
  await select(live, ".source-column", "厘清");
  await live.getByRole("button", { name: "Discuss these words" }).click();
  await expect.poll(() => live.evaluate(() => document.activeElement?.id)).toBe("discuss-words");
  await live.keyboard.type("Does this stand in the plan’s other chapters?");
  await live.keyboard.press("Tab");
  await live.keyboard.press("Enter");
  await live.waitForURL(/#discussion-/);
  await live.locator(".discussion .about q", { hasText: "厘清" }).waitFor();
  // The words of the rendering, with the key alone.
  await select(live, ".rendering-column", "both hands");
  await live.keyboard.press("c");
  await live.keyboard.type("Which hands?");
  await live.keyboard.press("Tab");
  await live.keyboard.press("Enter");
  await live.locator(".discussion .about q", { hasText: "both hands" }).waitFor();
  await expectAccessible(live, "a passage with discussions on its words");
  await at(plain, "/nip14/-/standing");
  const questions = plain.getByRole("region", { name: "Open questions on the source" });
  expect(await questions.getByRole("listitem").allInnerTexts()).toEqual([expect.stringContaining("厘清")]);
  await questions.getByRole("link").first().press("Enter");
  await plain.waitForURL(/#discussion-/);
  await plain.getByRole("paragraph").filter({ hasText: "Does this stand in the plan’s other chapters?" }).waitFor();
});

test("without an account and without a script a reader leaves a remark, which is let through by keys and stands in the discussion", async () => {
  await owner.json("POST", "/api/works/nip14/remarks/allow", { allowed: true });
  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await at(reader, "/nip14/4-5");
  await reader.getByRole("link", { name: "Leave a remark without an account" }).press("Enter");
  await reader.getByLabel("Your remark").fill("Is this what the source says?");
  await reader.getByLabel(/How you want to be called/).fill("Wu 吴");
  await reader.getByRole("button", { name: "Send it to be looked at" }).press("Enter");
  // Sent faster than anybody writes, it comes back to be sent once more.
  const [thanks, again] = [reader.getByText(/^Thank you/), reader.getByRole("button", { name: "Send again" })];
  await expect
    .poll(async () => {
      if (await again.count()) await again.press("Enter");
      return thanks.count();
    })
    .toBe(1);
  await at(live, "/me");
  await live.getByRole("link", { name: "1 remark of readers waits" }).press("Enter");
  await live.getByRole("button", { name: /^Let it through ?: remark on 4\.5$/ }).press("Enter");
  const told = live.getByText("Let through: it stands at");
  await told.waitFor();
  await expectAccessible(live, "remarks of readers");
  await told.getByRole("link").press("Enter");
  await live.waitForURL(/\/nip14\/4-5#discussion-/);
  await at(reader, "/nip14/4-5");
  const said = reader.locator(".discussion .thread");
  expect(await said.innerText()).toMatch(
    /“Wu 吴”, as a reader calls themselves.*let through by Olive Owner\s+Is this what the source says\?/s,
  );
  await reader.context().close();
});
