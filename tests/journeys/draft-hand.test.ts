/** The mouse on the words of a draft, in a real browser: what is pressed, pressed twice or drawn over is where the caret goes. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  boxOf,
  expectWords,
  newDraft,
  openDraft,
  openTwoWindows,
  press,
  saved,
  select,
  surface,
  words,
  type Box,
  type TwoWindows,
  drawn,
} from "../help/drafts.ts";
import type { Client, TestWorkbench } from "../help/workbench.ts";

let windows: TwoWindows;
let bench: TestWorkbench;
let author: Client;
let one: Page;
let two: Page;

beforeAll(async () => {
  windows = await openTwoWindows();
  ({ bench, author, one, two } = windows);
});

afterAll(() => windows.end());

const selected = (page: Page): Promise<string> => page.evaluate(() => getSelection()!.toString());

/** The hand comes from elsewhere, as a person's does. */
async function approach(page: Page, { left, y }: Box): Promise<void> {
  await page.mouse.move(left - 60, y + 70);
  await page.mouse.move(left - 20, y + 30, { steps: 3 });
}

/** Draws the mouse over a word, from before its first letter to behind its last. */
async function draw(page: Page, word: string): Promise<void> {
  await approach(page, await boxOf(page, word));
  const box = await boxOf(page, word);
  await page.mouse.move(box.left + 0.5, box.y, { steps: 4 });
  await page.mouse.down();
  await page.mouse.move((box.left + box.right) / 2, box.y, { steps: 6 });
  await page.mouse.move(box.right - 0.5, box.y, { steps: 6 });
  await page.mouse.up();
}

async function addReason(page: Page, on: string, why: string): Promise<void> {
  await select(page, on);
  await page.keyboard.press("Control+Alt+m");
  const form = page.getByRole("form", { name: "A reason" });
  await form.getByLabel("Reason", { exact: true }).fill(why);
  await page.keyboard.press("Control+Enter");
  await form.waitFor({ state: "detached" });
}

/** Presses, presses twice and draws over a word that stands alone of its kind, each time from a caret elsewhere. */
async function expectHandOn(page: Page, word: string): Promise<void> {
  await press(page, word, 2);
  await expect.poll(async () => (await selected(page)).trim()).toBe(word);
  await select(page, "Continue", 0);
  await draw(page, word);
  await expect.poll(() => selected(page)).toBe(word);
  await press(page, word, 1);
  await page.keyboard.type("zz");
  await expect.poll(() => words(page)).toMatch(new RegExp(`${word.slice(0, 1)}\\w*zz\\w*`));
  const [typed = ""] = new RegExp(`\\w*zz\\w*`).exec(await words(page)) ?? [];
  expect(typed.replace("zz", "")).toBe(word);
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await expectWords([page], word);
}

describe("words with a reason on them", () => {
  beforeEach(async () => {
    await openDraft(one, await newDraft(bench.address, author));
    await addReason(one, "dynamism", "活力 is more than vigour.");
    await addReason(one, "Clarify", "厘 asks for order.");
  });

  test("are pressed, pressed twice and drawn over like others", async () => {
    for (const word of ["dynamism", "Clarify"]) await expectHandOn(one, word);
    await select(one, "Continue", 0);
    await draw(one, "dynamism");
    await one.keyboard.type("vigour");
    await expectWords([one], "stimulate the vigour of");
    await saved(one);
  });

  test("are lit with their reason, and nothing in the editing view changes for it", async () => {
    // What the reasons themselves changed is drawn by then.
    await saved(one);
    await drawn(one);
    await surface(one).evaluate((root) => {
      const changed: string[] = [];
      new MutationObserver((records) =>
        changed.push(...records.map(({ type, target }) => `${type} ${target.nodeName}`)),
      ).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
      Object.assign(window, { changed });
    });
    const lit = () =>
      one.evaluate(() => [...(CSS.highlights.get("variorum-lit") ?? [])].map((range) => (range as Range).toString()));
    const reasons = one.locator(".draft-reasons ol > li");
    await approach(one, await boxOf(one, "dynamism"));
    const there = await boxOf(one, "dynamism");
    await one.mouse.move((there.left + there.right) / 2, there.y, { steps: 5 });
    await expect.poll(lit).toEqual(["dynamism"]);
    await expect.poll(() => reasons.filter({ hasText: "活力" }).getAttribute("class")).toContain("lit");
    await reasons.filter({ hasText: "厘 asks" }).hover();
    await expect.poll(lit).toEqual(["Clarify"]);
    for (const button of await one.locator(".draft-desk button:visible").all()) await button.hover();
    expect(await one.evaluate(() => (window as unknown as { changed: string[] }).changed)).toEqual([]);
  });

  test("stay selected while the hand goes to the list of reasons and back", async () => {
    await draw(one, "dynamism");
    await expect.poll(() => selected(one)).toBe("dynamism");
    await one.locator(".draft-reasons ol > li").filter({ hasText: "厘 asks" }).hover();
    await one.mouse.move(300, 300, { steps: 8 });
    expect(await selected(one)).toBe("dynamism");
    await one.keyboard.type("vigour");
    await expectWords([one], "stimulate the vigour of");
  });
});

test("what is only drawn, a note's number or words taken out, gives the caret to the words beside it", async () => {
  await openDraft(one, await newDraft(bench.address, author));
  await select(one, "Clarify");
  await one.keyboard.type("Disentangle");
  await addReason(one, "dynamism", "活力 is more than vigour.");
  for (const [drawn, beside] of [
    [".note-number", /dynamismzz/],
    ["del", /zz ?Disentangle/],
  ] as const) {
    await select(one, "Continue", 0);
    const place = (await surface(one).locator(drawn).first().boundingBox())!;
    await one.mouse.click(place.x + place.width / 2, place.y + place.height / 2);
    await one.keyboard.type("zz");
    await expect.poll(() => words(one)).toMatch(beside);
    for (let times = 0; times < 2; times++) await one.keyboard.press("Backspace");
    await expect.poll(() => words(one)).not.toContain("zz");
  }
});

describe("selected words are dragged", () => {
  /** Takes hold of the words and sets them down before `place`; `meanwhile` they are held over it. */
  async function drag(words: string, place: string, meanwhile = async (): Promise<void> => {}): Promise<void> {
    await select(one, words);
    const from = await boxOf(one, words);
    await one.mouse.move((from.left + from.right) / 2, from.y);
    await one.mouse.down();
    await one.mouse.move(from.left + 4, from.y + 6, { steps: 4 });
    const to = await boxOf(one, place);
    await one.mouse.move(to.left + 0.5, to.y, { steps: 6 });
    await meanwhile();
    await one.mouse.move(to.left + 1, to.y);
    await one.mouse.up();
  }

  const before = "stimulate the dynamism of all types";

  test("in their paragraph, with their marks; undo puts them back", async () => {
    await openDraft(one, await newDraft(bench.address, author));
    const start = await words(one);
    await select(one, "dynamism");
    await one.keyboard.press("Control+i");
    await drag("dynamism ", "all types");
    await expectWords([one], "stimulate the of dynamism all types");
    expect(await surface(one).locator("em").allInnerTexts()).toEqual(["dynamism"]);
    expect((await words(one)).length).toBe(start.length);
    await saved(one);
    await one.keyboard.press("Control+z");
    await expectWords([one], before);
    expect(await words(one)).toBe(start);
  });

  test("into another paragraph, and what somebody else wrote in them on the way comes along", async () => {
    const draft = await newDraft(bench.address, author);
    await Promise.all([openDraft(one, draft), openDraft(two, draft)]);
    await select(one, "Clarify", 0);
    await one.keyboard.press("Enter");
    await expect.poll(() => words(two)).toContain("\nClarify");
    await drag("dynamism ", "standardize in", async () => {
      await select(two, "mism of", 0);
      await two.keyboard.type("zz");
      await expectWords([one], "dynazzmism");
    });
    for (const page of [one, two]) {
      await expectWords([page], "must be strong; dynazzmism standardize in");
      await expectWords([page], "stimulate the of all types");
    }
    await saved(one);
  });
});

/** Copies all of a page's words as a person does, into the browser's own clipboard. */
async function copyPage(page: Page, html: string): Promise<void> {
  const web = await page.context().newPage();
  await web.setContent(html);
  await web.bringToFront();
  await web.keyboard.press("Control+a");
  await web.keyboard.press("Control+c");
  await web.close();
  await page.bringToFront();
}

describe("words copied in a browser's page and pasted", () => {
  test.each([
    [
      "have plain spaces beside what was bold, slanted or a link",
      `<p>tries to <b>bridge the gap</b> between <i>Party</i> and <a href="https://example.org">market</a> forces</p>`,
      "tries to bridge the gap between Party and market forces",
    ],
    [
      "keep a no-break space that stands in running text",
      `<p>a <b>rise</b> of 5&nbsp;% in <i>one</i> year, said «&nbsp;<i>Le Monde</i>&nbsp;»</p>`,
      "a rise of 5\u00a0% in one year, said «\u00a0Le Monde\u00a0»",
    ],
    [
      "have them too from a page that gives them looks of its own",
      `<style>b { color: teal } p { font: 17px Georgia }</style><p><span class="x">One</span> <b>two</b> <code>three</code> four</p>`,
      "One two three four",
    ],
  ])("%s", async (_, html, expected) => {
    await openDraft(one, await newDraft(bench.address, author));
    await copyPage(one, html);
    await select(one, "Clarify");
    await one.keyboard.press("Control+v");
    await expectWords([one], `${expected} the relationship`);
    await saved(one);
  });
});

test("what is copied out of a difference is the newer words, or both and marked; no numbers", async () => {
  const draft = await newDraft(bench.address, author);
  const id = draft.split("/").at(-1)!;
  const text = "Sort out the relationship between government and markets.";
  await author.json("POST", `/api/proposals/${id}/submit`, { text, summary: "Plainer." });
  await one.goto(`${draft}?view=inline`);
  await one.locator(".diff del").first().waitFor();
  const copied = await one.evaluate(() => {
    const block = document.querySelector(".diff .merged p")!;
    getSelection()!.selectAllChildren(block);
    const clipboardData = new DataTransfer();
    block.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
    return { plain: clipboardData.getData("text/plain"), rich: clipboardData.getData("text/html") };
  });
  expect(copied.plain).toContain("Sort out the relationship between government and markets");
  expect(copied.plain).not.toMatch(/Clarify|\d|\[/);
  expect(copied.rich).toMatch(/<del>[^<]*Clarify[^<]*<\/del>/);
  expect(copied.rich).toMatch(/<ins>[^<]*Sort out[^<]*<\/ins>/);
});

test("a term of the glossary is marked whole while one types in it", async () => {
  await openDraft(one, await newDraft(bench.address, author));
  await select(one, "有为政府", 2);
  await one.keyboard.insertText("无为");
  await expect.poll(() => surface(one).locator("del").allTextContents()).toEqual(["有为政府"]);
  await saved(one);
});

test("a sign for what can't be seen is shown, on paper too, and what is copied is the character alone", async () => {
  const draft = await newDraft(bench.address, author);
  const id = draft.split("/").at(-1)!;
  const text = "Sort out the re\u00adlationship between\u00a0government and m\u0430rkets.";
  await author.json("POST", `/api/proposals/${id}/submit`, { text, summary: "Plainer." });
  for (const media of ["screen", "print"] as const) {
    await one.emulateMedia({ media });
    for (const view of ["inline", "side", "new", "changes"]) {
      await one.goto(`${draft}?view=${view}`);
      const drawn = await one
        .locator(".diff .invisible")
        .evaluateAll((signs) =>
          signs.map((sign) => [
            getComputedStyle(sign, "::before").content,
            getComputedStyle(sign, "::before").display,
            sign.textContent,
          ]),
        );
      expect(drawn).toContainEqual(['"⍽"', "inline-block", "\u00a0"]);
      expect(drawn).toContainEqual(['"SHY"', "inline-block", "\u00ad"]);
      expect(await one.locator(".diff ins").getByRole("img", { name: "Cyrillic letter" }).textContent()).toBe("\u0430");
    }
  }
  await one.emulateMedia({ media: "screen" });
  await one.goto(`${draft}?view=new`);
  const copied = await one.evaluate(() => {
    const block = document.querySelector(".diff .rendering p")!;
    getSelection()!.selectAllChildren(block);
    const clipboardData = new DataTransfer();
    block.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
    return clipboardData.getData("text/plain");
  });
  expect(copied).toBe(text);
});

test("words of a change, and words in which somebody else's caret stands, are pressed like others", async () => {
  const draft = await newDraft(bench.address, author);
  await openDraft(one, draft);
  await openDraft(two, draft);
  await select(one, "Clarify");
  await one.keyboard.type("Disentangle");
  await expectWords([two], "Disentangle the relationship");
  await expectHandOn(one, "Disentangle");
  await addReason(one, "Disentangle", "厘 asks for order.");
  await expectHandOn(one, "Disentangle");
  await select(two, "market actors", 3);
  await surface(one).locator(".their-caret").waitFor();
  await press(one, "ket actors", 1);
  await one.keyboard.type("zz");
  await expectWords([one, two], "zz");
  expect((await words(one)).replace("zz", "")).toContain("market actors");
  expect(await words(one)).toMatch(/mar\S* ?\S*zz/);
  await saved(one);
});

test("however many reasons have lost their words, what is asked about them leaves the draft in sight, and keys answer it", async () => {
  await openDraft(one, await newDraft(bench.address, author));
  await addReason(one, "dynamism", "活力 is more than vigour.");
  await select(one, "dynamism");
  await one.keyboard.type("vigour");
  await one.locator("#draft-summary").fill("Nearer to the source.");
  await saved(one);
  await one.keyboard.press("Control+Enter");
  const asked = one.getByRole("alert").filter({ hasText: "are gone" });
  await asked.waitFor();
  const { width, height } = one.viewportSize()!;
  await one.setViewportSize({ width: 390, height: 700 });
  const covered = await asked.evaluate((alert) => {
    const line = alert.querySelector("li")!;
    const others = Array.from({ length: 30 }, () => line.cloneNode(true));
    line.after(...others);
    const { height } = alert.closest(".draft-head")!.getBoundingClientRect();
    for (const other of others) (other as Element).remove();
    return height;
  });
  expect(covered).toBeLessThan(500);
  await one.setViewportSize({ width, height });
  await asked.getByRole("button", { name: "let it speak of the whole" }).press("Enter");
  await asked.waitFor({ state: "detached" });
  await one.keyboard.press("Control+Enter");
  await one.getByRole("heading", { level: 1 }).filter({ hasText: "A revision" }).waitFor();
  await one.getByText("活力 is more than vigour.").first().waitFor();
});
