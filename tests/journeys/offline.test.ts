/**
 * Two browsers on bad lines: one slow, one cut off for a while, a tab closed while cut off, a server that stops and comes
 * back. All words of both arrive, once, and nothing is said to be saved before it is.
 */
import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, open, signIn } from "../help/browser.ts";
import { expectWords, newDraft, openDraft, saved, select, state, words } from "../help/drafts.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };

/** How long a line is cut, in ms: by then the pauses between two tries are as long as they get, as after a minute. */
const CUT = 6_000;

let bench: TestWorkbench;
let browser: Browser;
let author: Client;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  author = await joinAs(bench, await joinAsOwner(bench), "translator", ANN);
});

afterAll(async () => {
  await browser.close();
  await bench.end();
});

async function signedIn(): Promise<Page> {
  const { page } = await open(browser);
  await signIn(page, bench.address, ANN);
  return page;
}

/** A new draft and two browsers in it. */
async function together(): Promise<{ draft: string; slow: Page; cut: Page }> {
  const draft = await newDraft(bench.address, author);
  const [slow, cut] = [await signedIn(), await signedIn()];
  for (const page of [slow, cut]) await openDraft(page, draft);
  return { draft, slow, cut };
}

async function throttle(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const line = { latency: 400, downloadThroughput: 20_000, uploadThroughput: 10_000 };
  await session.send("Network.emulateNetworkConditions", { offline: false, ...line });
  return session;
}

async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await state(page)
    .filter({ hasText: /^Offline/ })
    .waitFor();
}

const times = (text: string, word: string): number => text.split(word).length - 1;

test("one on a slow line, one cut off for a while: both write, and both end with all words of both, each once", async () => {
  const { slow, cut } = await together();
  await throttle(slow);
  await goOffline(cut);
  const end = Date.now() + CUT;
  const [slowWords, cutWords]: [string[], string[]] = [[], []];
  await select(slow, "Clarify", 0);
  await select(cut, "promote better", 0);
  for (let count = 0; Date.now() < end; count++) {
    slowWords.push(`slow${count}s`);
    cutWords.push(`cut${count}c`);
    await slow.keyboard.type(`slow${count}s `);
    await cut.keyboard.type(`cut${count}c `);
    expect(await state(cut).innerText()).toBe("Offline. Your words are kept in this browser and will be sent.");
    await slow.waitForTimeout(400);
  }
  await cut.context().setOffline(false);
  for (const page of [slow, cut]) {
    await expectWords([page], slowWords.at(-1)!);
    await expectWords([page], cutWords.at(-1)!);
    await saved(page);
  }
  await expect.poll(async () => (await words(slow)) === (await words(cut))).toBe(true);
  const text = await words(slow);
  for (const word of [...slowWords, ...cutWords]) expect(times(text, word), word).toBe(1);
});

test("a tab closed while cut off delivers what was written in it when the draft is opened again", async () => {
  const { draft, slow, cut } = await together();
  await goOffline(cut);
  await select(cut, "Clarify");
  await cut.keyboard.type("Left behind");
  const context = cut.context();
  const left = (page: Page) =>
    page.evaluate(() => Object.keys(localStorage).filter((name) => name.includes("unsent")).length);
  await expect.poll(() => left(cut)).toBeGreaterThan(0);
  await cut.close();
  await select(slow, "promote better", 0);
  await slow.keyboard.type("meanwhile ");
  await saved(slow);
  await context.setOffline(false);
  const again = await context.newPage();
  await openDraft(again, draft);
  for (const page of [slow, again]) await expectWords([page], "Left behind the relationship");
  await saved(again);
  const text = await words(slow);
  expect([times(text, "Left behind"), times(text, "meanwhile")]).toEqual([1, 1]);
  await expect.poll(() => left(again)).toBe(0);
});

test("where the browser keeps nothing, that is said, and the page asks before it is left", async () => {
  const draft = await newDraft(bench.address, author);
  const page = await signedIn();
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  });
  await openDraft(page, draft);
  await goOffline(page);
  await select(page, "Clarify");
  await page.keyboard.type("Kept here");
  expect(await state(page).innerText()).toBe(
    "Offline. Your words are kept on this page only and will be sent. Don't close it.",
  );
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await page.context().setOffline(false);
  await saved(page);
  expect(await words(page)).toContain("Kept here the relationship");
});

test("the server stops and starts again while both type: nothing is lost, and “saved” is said only when it is so", async () => {
  const { draft, slow, cut } = await together();
  const { data } = bench;
  const port = Number(new URL(bench.address).port);
  await select(slow, "Clarify", 0);
  await select(cut, "promote better", 0);
  const gone = new Promise((resolve) => bench.process.once("exit", resolve));
  for (let count = 0; count < 12; count++) {
    if (count === 4) bench.process.kill("SIGTERM");
    if (count === 8) {
      await gone;
      for (const page of [slow, cut])
        await state(page)
          .filter({ hasNotText: /Saved ✓/ })
          .waitFor();
      bench = await startTestWorkbench({ data, port });
    }
    await slow.keyboard.type(`one${count}o `);
    await cut.keyboard.type(`two${count}t `);
  }
  for (const page of [slow, cut]) {
    await expectWords([page], "one11o");
    await expectWords([page], "two11t");
    await saved(page);
  }
  await expect.poll(async () => (await words(slow)) === (await words(cut))).toBe(true);
  const text = await words(slow);
  for (let count = 0; count < 12; count++)
    expect([times(text, `one${count}o `), times(text, `two${count}t `)], `round ${count}`).toEqual([1, 1]);
  const third = await signedIn();
  await openDraft(third, draft);
  expect(await words(third)).toBe(text);
});
