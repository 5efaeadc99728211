/** A draft's history in a real browser: two people write, the slider shows who wrote what, one restores, undo works. */
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contextOf, expectAccessibleInBoth, launch, open, signIn } from "../help/browser.ts";
import { openDraft, saved, select, surface } from "../help/drafts.ts";
import { Client, joinAs, joinAsOwner, startTestWorkbench, type TestWorkbench, signingIn } from "../help/workbench.ts";

const ANN = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };
const BEN = { name: "Ben 🖋️", email: "ben@example.org", password: "ben translates too" };
const PASSAGES = "/api/works/nip14/passages/s10-government-and-markets/proposals";

let bench: TestWorkbench;
let browser: Browser;
let owner: Client;
let ann: Page;
let ben: Page;
let id: string;
/** A draft in which nobody has written. */
let untouched: string;
const faults: string[] = [];

async function person(): Promise<Page> {
  const opened = await open(browser);
  opened.page.on("close", () => faults.push(...opened.faults));
  return opened.page;
}

/** A draft that Ann began, with Ben invited, shared with its steps. */
async function begun(of: Client): Promise<string> {
  const made = await of.json<{ id: string }>("POST", PASSAGES, { base: 2 });
  const { invitable } = await of.json<{ invitable: { id: string; name: string }[] }>(
    "GET",
    `/api/proposals/${made.id}`,
  );
  const guest = invitable.find(({ name }) => name === BEN.name)!;
  await of.json("POST", `/api/proposals/${made.id}/invite`, { person: guest.id });
  await of.json("POST", `/api/proposals/${made.id}/readers`, { readers: "accounts", steps: "readers" });
  return made.id;
}

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  owner = await joinAsOwner(bench);
  const annHere = await joinAs(bench, owner, "translator", ANN);
  await joinAs(bench, owner, "translator", BEN);
  id = await begun(annHere);
  untouched = await begun(annHere);
  [ann, ben] = await Promise.all([person(), person()]);
  await signIn(ann, bench.address, ANN);
  await signIn(ben, bench.address, BEN);
});

afterAll(async () => {
  await Promise.all([ann.close(), ben.close()]);
  await browser.close();
  await bench.end();
  expect(faults, "what the browsers' consoles complained of").toEqual([]);
});

const draft = () => `${bench.address}/nip14/proposals/${id}`;
const history = () => `${draft()}/history`;
const slider = (page: Page) => page.getByRole("slider", { name: "Step" });
const stepLine = (page: Page) => page.locator(".player-step");
const marked = (page: Page, kind: "ins" | "del") =>
  page.locator(`.played .diff ${kind} .changed-words`).allInnerTexts();

/** Writes `words` over the first `old` in the draft, at once, and waits until they are on disk. */
async function write(page: Page, old: string, words: string): Promise<void> {
  await select(page, old);
  await page.keyboard.insertText(words);
  await saved(page);
}

/** What the draft says, without what is struck through in it. */
async function says(): Promise<string> {
  const { draft } = await owner.json<{ draft: { rendering: unknown } }>("GET", `/api/proposals/${id}`);
  return [...JSON.stringify(draft.rendering).matchAll(/"text":"([^"]*)"/g)].map(([, words]) => words).join("");
}

describe("two people write, one after the other", () => {
  test("the history tells it in three steps, the last first", async () => {
    await openDraft(ann, draft());
    await openDraft(ben, draft());
    await write(ann, "Clarify", "Put in order 理顺");
    await surface(ben).getByText("Put in order 理顺").first().waitFor();
    await write(ben, "a digital China", "Digital China 🇨🇳");
    await surface(ann).getByText("Digital China 🇨🇳").first().waitFor();

    await ann.getByRole("link", { name: "History of this draft" }).click();
    await ann.waitForURL(history());
    await stepLine(ann).getByText("Step 3 of 3").waitFor();
    expect(await stepLine(ann).innerText()).toContain(BEN.name);
    expect(await marked(ann, "ins")).toEqual(["Digital", "🇨🇳"]);
    expect(await marked(ann, "del")).toEqual(["a digital"]);
  });

  test("the slider goes back by key: who wrote what at each step, and nothing where the draft began", async () => {
    await slider(ann).focus();
    await ann.keyboard.press("ArrowLeft");
    await stepLine(ann).getByText("Step 2 of 3").waitFor();
    expect(await stepLine(ann).innerText()).toContain(ANN.name);
    await expect.poll(() => marked(ann, "ins")).toEqual(["Put in order 理顺"]);
    expect(await marked(ann, "del")).toEqual(["Clarify"]);
    expect(await slider(ann).getAttribute("aria-valuetext")).toMatch(
      // A turn that goes over the full minute is told from when to when.
      /^step 2 of 3: Ann 安, \d+ \w+ \d{4}, \d\d:\d\d( to \d\d:\d\d)? UTC/,
    );
    await expect.poll(() => new URL(ann.url()).searchParams.get("step")).toBe("2");
    await ann.keyboard.press("Home");
    await ann.getByText("What the draft began with. Nothing is marked").waitFor();
    expect(await marked(ann, "ins")).toEqual([]);
    expect(await stepLine(ann).innerText()).toContain("what it began with");
  });

  test("compared with the draft now, or with the version it revises", async () => {
    await ann.getByRole("link", { name: "the draft now" }).click();
    await expect.poll(async () => (await marked(ann, "ins")).join(" ")).toMatch(/Put in order 理顺.*Digital/);
    await ann.getByText(`From step 1 to the draft now, written by ${ANN.name} and ${BEN.name}.`).waitFor();
    await ann.getByRole("link", { name: "Next step" }).click();
    await ann.getByRole("link", { name: "v2, which it revises" }).click();
    await expect.poll(() => marked(ann, "ins")).toEqual(["Put in order 理顺"]);
    await ann.getByText(`From v2 to step 2, written by ${ANN.name}.`).waitFor();
    await ann.getByRole("link", { name: "the step before" }).click();
  });

  test("a step that can't be fetched is said, and the page goes on once it can", async () => {
    await ann.goto(history());
    await ann.route("**/api/proposals/*/history/*", (route) => route.abort());
    await slider(ann).press("Home");
    await ann.getByRole("alert").getByText("The server could not be reached.").waitFor();
    expect(await marked(ann, "ins")).toEqual(["Digital", "🇨🇳"]);
    await ann.unroute("**/api/proposals/*/history/*");
    await slider(ann).press("ArrowRight");
    await expect.poll(() => marked(ann, "ins")).toEqual(["Put in order 理顺"]);
    expect(await ann.getByRole("alert").count()).toBe(0);
  });

  test("it plays to the end, can be paused, and does not play for those who asked for less motion", async () => {
    const context = await contextOf(browser, owner);
    const page = await context.newPage();
    // The page's time goes by as the test says: no step passes while a hand is on its way to a button.
    await page.clock.install();
    await page.goto(`${history()}?step=1`);
    await page.clock.pauseAt(Date.now() + 60_000);
    const play = page.getByRole("button", { name: "Play" });
    const playsUntil = (what: Locator) =>
      expect
        .poll(async () => {
          await page.clock.runFor(100);
          return what.isVisible();
        })
        .toBe(true);
    await play.click();
    await playsUntil(stepLine(page).getByText("Step 2 of 3"));
    await page.getByRole("button", { name: "Pause" }).click();
    await page.clock.runFor(10_000);
    expect(await stepLine(page).innerText()).toContain("Step 2 of 3");
    await play.click();
    await playsUntil(stepLine(page).getByText("Step 3 of 3"));
    await playsUntil(play);
    await page.emulateMedia({ reducedMotion: "reduce" });
    expect(await page.locator(".play").isVisible()).toBe(false);
    await context.close();
  });
});

describe("a step restored", () => {
  test("is told before it is done, and is then an edit that both see", async () => {
    await ben.goto(draft());
    await surface(ben).getByText("Digital China 🇨🇳").first().waitFor();
    await ann.goto(`${history()}?step=1`);
    await ann.locator("summary").filter({ hasText: "Restore this text" }).click();
    const sentence = ann.getByText("The draft will read as it did after its beginning.");
    await sentence.waitFor();
    expect(await sentence.innerText()).toContain(`What ${ANN.name} and ${BEN.name} wrote since is taken out`);
    const before = await says();
    expect(before).toContain("Put in order 理顺");
    await ann.getByRole("button", { name: "Restore the text of step 1" }).click();
    await ann.waitForURL(draft());
    await ann.getByText("The draft reads again as it did after its beginning.").waitFor();
    await expect.poll(says).toContain("Clarify the relationship");
    expect(await says()).toContain("a digital China");
    await expect.poll(() => surface(ben).innerText()).not.toContain("Put in order");
  });

  test("what another writes meanwhile stays when it is undone by key; both see that too", async () => {
    await write(ben, "Clarify", "Make clear");
    await surface(ann).getByText("Make clear").first().waitFor();
    await surface(ann).click();
    await ann.keyboard.press("ControlOrMeta+z");
    await expect.poll(says).toContain("Digital China 🇨🇳");
    expect(await says()).toContain("Put in order 理顺");
    expect(await says()).toContain("Make clear");
    await surface(ben).getByText("Digital China 🇨🇳").first().waitFor();
    await ann.keyboard.press("ControlOrMeta+y");
    await expect.poll(says).toContain("a digital China");
    expect(await says()).toContain("Make clear");
  });

  test("is not what the other's undo takes back", async () => {
    await surface(ben).click();
    await ben.keyboard.press("ControlOrMeta+z");
    await expect.poll(says).not.toContain("Make clear the relationship");
    expect(await says()).toContain("a digital China");
    expect(await says()).not.toContain("Put in order");
    await ben.keyboard.press("ControlOrMeta+y");
    await expect.poll(says).toContain("Make clear the relationship");
  });

  test("is a step of its own in the history, in the name of who restored; nothing of the past is gone", async () => {
    const { steps } = await owner.json<{ steps: { step: number; by: { name: string }[] }[] }>(
      "GET",
      `/api/proposals/${id}/history`,
    );
    const turns = steps.map(({ by }) => by.map(({ name }) => name).join());
    const taken = turns.filter((who, at) => who !== turns[at - 1]);
    expect(taken.slice(0, 4)).toEqual(["", ANN.name, BEN.name, ANN.name]);
    await ann.goto(`${history()}?step=2&level=every`);
    expect(await marked(ann, "ins")).toEqual(["Put in order 理顺"]);
  });

  test("reloading the draft restores nothing again", async () => {
    const before = await says();
    await openDraft(ann, draft());
    expect(await says()).toBe(before);
    expect(await ann.getByText("The draft reads again").count()).toBe(0);
  });

  test("the notice has a button that takes it back", async () => {
    const before = await says();
    await ann.goto(`${history()}?step=2&level=every`);
    await ann.locator("summary").filter({ hasText: "Restore this text" }).click();
    await ann.getByRole("button", { name: "Restore the text of step 2" }).click();
    await ann.getByText("The draft reads again as it did after step 2").waitFor();
    await expect.poll(says).toContain("Put in order 理顺 the relationship");
    await ann.locator(".restored").getByRole("button", { name: "Undo" }).click();
    await expect.poll(says).toBe(before);
  });
});

describe("the page", () => {
  const context = (options: BrowserContextOptions): Promise<BrowserContext> => contextOf(browser, owner, options);

  test("gives axe nothing serious to find, light and dark", async () => {
    const page = await (await context({ reducedMotion: "reduce" })).newPage();
    const looks = { light: new Set<string>(), dark: new Set<string>() };
    for (const query of ["", "?step=1", "?step=2&level=every", "?step=2&against=base", "?step=1&against=now"]) {
      await page.goto(history() + query);
      await expectAccessibleInBoth(page, `history${query}`, looks);
    }
    await page.goto(`${bench.address}/nip14/proposals/${untouched}/history`);
    await expectAccessibleInBoth(page, "history of an untouched draft", looks);
    await page.context().close();
  });

  test("does not scroll sideways at 360 px", async () => {
    const page = await (await context({ viewport: { width: 360, height: 740 } })).newPage();
    for (const query of ["", "?step=1", "?step=1&against=now&level=every"]) {
      await page.goto(history() + query);
      await page.evaluate(() => document.fonts.ready);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), query).toBeLessThanOrEqual(360);
    }
    await page.context().close();
  });

  test("reads whole without JavaScript, to those with whom it is shared", async () => {
    const page = await (await context({ javaScriptEnabled: false })).newPage();
    await page.goto(`${history()}?level=every`);
    await page
      .locator(".step-list")
      .getByRole("link", { name: new RegExp(`2 ${ANN.name}`) })
      .click();
    await page.waitForURL(/step=2/);
    expect(await marked(page, "ins")).toContain("Put in order 理顺");
    expect(await page.getByRole("main").innerText()).toMatch(/Change 1 of \d/);
    expect(await page.getByText("Restore this text").count()).toBe(0);
    await page.getByRole("link", { name: "Previous step" }).click();
    await page.getByText("What the draft began with").waitFor();
    await page.getByRole("slider").press("End");
    await page.getByRole("button", { name: "Show" }).click();
    await page.waitForURL(/step=[3-9]/);
    await page.context().close();
  });

  test("restores without JavaScript too, and says what another restoring would do", async () => {
    const session = await ann.context().cookies();
    const made = await browser.newContext({ javaScriptEnabled: false });
    await made.addCookies(session);
    const page = await made.newPage();
    await page.goto(`${history()}?step=2&level=every`);
    await page.locator("summary").filter({ hasText: "Restore this text" }).click();
    await page.getByRole("button", { name: "Restore the text of step 2" }).click();
    await page.waitForURL(history());
    expect(await says()).toContain("Put in order 理顺 the relationship");
    expect(await page.getByRole("main").innerText()).toContain("This is how the draft reads now.");
    await made.close();
  });

  test("shows a closed draft's history, and restores nothing of it", async () => {
    const here = new Client(bench.address);
    await here.json("POST", "/api/sign-in", signingIn(ANN));
    await here.json("POST", `/api/proposals/${id}/submit`, { summary: "It says what 理顺 says." });
    await ann.goto(`${history()}?step=1`);
    await ann.getByText("The draft is closed, so its history is here to read.").waitFor();
    expect(await ann.getByText("Restore this text").count()).toBe(0);
  });
});
