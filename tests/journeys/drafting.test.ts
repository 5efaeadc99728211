/**
 * Hands on a draft in a real browser: pasting, an input method while another types, undo, notes whose words change,
 * a refusal, and what a keystroke draws.
 */
import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  drawn,
  expectWords,
  newDraft,
  openDraft,
  openTwoWindows,
  saved,
  select,
  state,
  surface,
  text,
  words,
  type TwoWindows,
} from "../help/drafts.ts";
import type { Client, TestWorkbench } from "../help/workbench.ts";

let windows: TwoWindows;
let bench: TestWorkbench;
let author: Client;
let one: Page;
let two: Page;

beforeAll(async () => {
  // A socket that can't be opened without a network is what a test here is about.
  windows = await openTwoWindows((fault) => fault.includes("ERR_INTERNET_DISCONNECTED"));
  ({ bench, author, one, two } = windows);
});

afterAll(() => windows.end());

/** A new draft, open in these windows. */
async function freshDraft(...pages: Page[]): Promise<string> {
  const draft = await newDraft(bench.address, author);
  for (const page of pages) await openDraft(page, draft);
  return draft.split("/").at(-1)!;
}

async function paste(page: Page, kinds: Record<string, string>): Promise<void> {
  await surface(page).evaluate((root, kinds) => {
    const clipboardData = new DataTransfer();
    for (const [kind, text] of Object.entries(kinds)) clipboardData.setData(kind, text);
    root.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, kinds);
}

test("verse, quotations and headings are made by keys and tools, and stand in the other window too", async () => {
  await freshDraft(one, two);
  await select(one, "Clarify", 0);
  await one.keyboard.press("Enter");
  await select(one, "promote better", 0);
  await one.keyboard.press("Shift+Enter");
  const kind = one.getByRole("combobox", { name: "Kind of block" });
  await expect.poll(() => kind.evaluate((chosen: HTMLSelectElement) => chosen.selectedOptions[0]!.text)).toBe("Verse");
  await select(one, "Continue", 0);
  await one.keyboard.press("Control+Shift+9");
  await kind.selectOption("Heading 2");
  const made = /^> ## Continue [^\n]+\n\n\| Clarify the relationship [^\n]+;\n\| promote better [^\n]+$/;
  for (const page of [one, two]) await expect.poll(() => text(page)).toMatch(made);
  await one.keyboard.press("Control+Alt+0");
  await one.getByRole("button", { name: "Quotation", exact: true }).click();
  await select(one, "Clarify", 0);
  await one.keyboard.press("Backspace");
  await one.keyboard.press("Control+Alt+3");
  const headed = /^Continue [^\n]+\n\n### Clarify the relationship [^\n]+;\n\n\| promote better [^\n]+$/;
  for (const page of [one, two]) await expect.poll(() => text(page)).toMatch(headed);
});

test("lists are made from the tools by keys alone, and their items moved in and out", async () => {
  await freshDraft(one);
  await select(one, "Continue", 0);
  const expectText = (expected: RegExp) => expect.poll(() => text(one)).toMatch(expected);
  const press = async (...keys: string[]) => {
    for (const key of keys) await one.keyboard.press(key);
  };
  await press("Control+Shift+8");
  await expectText(/^- Continue/);
  await press("Control+End", "Enter");
  await one.keyboard.type("two");
  await press("Control+]");
  await expectText(/^- Continue[^\n]*\n\n {2}- two$/);
  await press("Control+[", "Control+[");
  await expectText(/^- Continue[^\n]*\n\ntwo$/);
  await toTool("List");
  await press("Enter");
  await expectText(/^- two$/m);
  await expect.poll(focused).toBe("words");
  await toTool("List");
  await press("Space");
  await expectText(/^two$/m);
  await toTool("Numbers");
  await press("Space");
  await expectText(/^1\. two$/m);
});

test("a key struck at once behind the one that moved the caret is struck where it stands now", async () => {
  await freshDraft(one);
  await select(one, "Continue", 0);
  // The browser says that the caret has moved only once this is over.
  await surface(one).evaluate((root) => {
    getSelection()!.selectAllChildren(root.lastElementChild!);
    getSelection()!.collapseToEnd();
    // oxlint-disable-next-line typescript/no-deprecated -- ProseMirror reads it
    root.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 13, bubbles: true, cancelable: true }));
  });
  await one.keyboard.type("two");
  await expect.poll(() => text(one)).toMatch(/^Continue[^\n]*\n\ntwo$/);
});

/** What the focus is on: the words, or the name of a tool. */
async function focused(): Promise<string> {
  return one.evaluate(() => {
    const active = document.activeElement;
    if (active?.closest(".ProseMirror")) return "words";
    return active?.getAttribute("aria-label") ?? active?.textContent?.trim() ?? "";
  });
}

/** Goes from the words back to a tool by Shift+Tab alone. */
async function toTool(name: string): Promise<void> {
  for (let steps = 0; steps < 20; steps++) {
    await one.keyboard.press("Shift+Tab");
    if ((await focused()) === name) return;
  }
  throw new Error(`“${name}” is not reached by Shift+Tab: ${await focused()}`);
}

test("several changes get one reason by keys alone, and it is taken back in one step", async () => {
  await freshDraft(one);
  for (const [from, to] of [
    ["Clarify", "Sort out"],
    ["promote", "advance"],
  ] as const) {
    await select(one, from);
    await one.keyboard.type(to);
  }
  const ticks = one.locator(".draft-changes .draft-tick");
  await expect.poll(() => ticks.count()).toBe(2);
  for (const chosen of [1, 2]) {
    await one.keyboard.press("F7");
    await one.keyboard.press("Control+Alt+x");
    await expect.poll(() => one.locator(".draft-tick:checked").count()).toBe(chosen);
  }
  await one.keyboard.press("Control+Alt+m");
  await one.keyboard.type("Plainer.");
  await one.keyboard.press("Control+Enter");
  const reasons = one.locator(".draft-reasons li");
  await expect.poll(() => reasons.count()).toBe(2);
  expect(await reasons.nth(1).innerText()).toContain("As reason 1.");
  expect(await one.locator(".draft-tick:checked").count()).toBe(0);
  await one.getByRole("button", { name: "Take it back" }).press("Enter");
  await expect.poll(() => reasons.count()).toBe(0);
});

test("of source words that stand there twice the one is chosen by keys alone", async () => {
  await freshDraft(one);
  const source = await one.locator(".draft-source-words").innerText();
  const twice = Array.from(source).find((sign) => /\p{scx=Han}/u.test(sign) && source.split(sign).length === 3)!;
  await select(one, "Clarify");
  await one.keyboard.press("Control+Alt+m");
  await one.keyboard.type("Order, down to the smallest part.");
  await one.keyboard.press("Tab");
  await one.keyboard.press("Tab");
  await one.keyboard.insertText(twice);
  await one.keyboard.press("Control+Enter");
  const form = one.getByRole("form", { name: "A reason" });
  await form
    .getByRole("alert")
    .filter({ hasText: /Choose which of them you mean/ })
    .waitFor();
  await one.keyboard.press("Tab");
  expect(await one.evaluate(() => (document.activeElement as HTMLSelectElement).options.length)).toBe(3);
  await one.keyboard.press("ArrowDown");
  await one.keyboard.press("ArrowDown");
  await one.keyboard.press("Control+Enter");
  await form.waitFor({ state: "detached" });
  await one.locator(".draft-reasons .source-quote").filter({ hasText: twice }).waitFor();
});

test("words from Word come in clean, into the sentence; a picture changes nothing", async () => {
  await freshDraft(one);
  await select(one, "Clarify");
  await paste(one, {
    "text/html": `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p { color: red }</style></head><body><!--StartFragment--><p class=MsoNormal><span lang=EN-US style='font-size:12pt'>Sort <b>out</b><o:p></o:p></span></p><!--EndFragment--></body></html>`,
    "text/plain": "Sort out",
  });
  await expectWords([one], "Sort out the relationship");
  expect(await surface(one).locator("strong").innerText()).toBe("out");
  await saved(one);
  const before = await words(one);
  await select(one, "Sort");
  await paste(one, { "text/html": '<img src="https://example.org/chart.png" alt="A chart">' });
  const said = one.getByRole("status").filter({ hasText: "There are no words in what you pasted" });
  await said.waitFor();
  await said.getByRole("button", { name: "Close" }).click();
  await said.waitFor({ state: "detached" });
  expect(await words(one)).toBe(before);
  expect(await surface(one).getAttribute("spellcheck")).toBe("true");
});

test("what a paste can't keep is said in sight, and the next paste says its own", async () => {
  await freshDraft(one);
  await select(one, "Clarify");
  await paste(one, {
    "text/html": '<p>Sort <s>it</s> out<img src="https://example.org/a.png" alt="A chart"></p>',
    "text/plain": "Sort out",
  });
  await expectWords([one], "Sort out the relationship");
  const said = one
    .getByRole("status")
    .filter({ hasText: "Pasted without a picture. Struck words were left out: “it”." });
  await said.waitFor();
  await select(one, "Sort out");
  await paste(one, { "text/html": "<p>Clear up</p>", "text/plain": "Clear up" });
  await expectWords([one], "Clear up the relationship");
  await said.waitFor({ state: "detached" });
});

test("what is typed is kept as it is typed: straight and curly signs, dashes, dots", async () => {
  await freshDraft(one);
  await select(one, "Clarify");
  const typed = '"it\'s" -- “it’s” — ... 1/2 (c) - * # ';
  await one.keyboard.type(typed);
  await expectWords([one], `${typed} the relationship`);
});

describe("an input method", () => {
  const PINYIN = ["l", "li", "li s", "li sh", "li shu", "li shun"];

  async function compose(session: CDPSession, text: string): Promise<void> {
    await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  }

  test("composes Chinese while another types in the same sentence: nothing is lost or doubled", async () => {
    await freshDraft(one, two);
    const session = await one.context().newCDPSession(one);
    await select(one, "relationship", 0);
    await select(two, "between", 0);
    for (const [index, pinyin] of PINYIN.entries()) {
      await compose(session, pinyin);
      await two.keyboard.type(String(index));
    }
    await session.send("Input.insertText", { text: "理顺" });
    await two.keyboard.type("! ");
    await expectWords([one, two], "Clarify the 理顺relationship 012345! between government");
    await saved(one);
    expect(await words(one)).toBe(await words(two));
    expect((await words(two)).split("理顺")).toHaveLength(2);
    expect(await words(two)).not.toContain("li s");
  });

  test("goes on composing while another takes away and changes what stands around", async () => {
    await freshDraft(one, two);
    const session = await one.context().newCDPSession(one);
    await select(one, "relationship", 0);
    for (const pinyin of PINYIN.slice(0, 3)) await compose(session, pinyin);
    await expectWords([two], "Clarify the li srelationship");
    await select(two, " between government and markets");
    await two.keyboard.press("Delete");
    await select(two, "Clarify");
    await two.keyboard.type("Sort out");
    await saved(two);
    for (const pinyin of PINYIN.slice(3)) await compose(session, pinyin);
    await session.send("Input.insertText", { text: "理顺" });
    await expectWords([one, two], "Sort out the 理顺relationship (");
    await saved(one);
    expect(await words(one)).toBe(await words(two));
  });

  test("given up half-way leaves nothing behind, and what the other wrote meanwhile comes in", async () => {
    await freshDraft(one, two);
    const before = await words(one);
    const session = await one.context().newCDPSession(one);
    await select(one, "relationship", 0);
    for (const pinyin of PINYIN) await compose(session, pinyin);
    await select(two, "Continue", 0);
    await two.keyboard.type("Do ");
    await compose(session, "");
    for (const page of [one, two]) await expect.poll(() => words(page)).toBe(`Do ${before}`);
  });
});

describe("a phone's keyboard, or dictation, which composes and never ends", () => {
  /** How long the other's words wait for a composition that stands still, in milliseconds, and a little more. */
  const PATIENCE = 21_000;

  test.each([
    ["another paragraph", "Continue"],
    ["the same paragraph, before it", "Clarify"],
    ["the same paragraph, behind it", "between government"],
  ])("after its patience the other's words come in, in %s, and nothing is lost", async (_where, place) => {
    const context = await one
      .context()
      .browser()!
      .newContext({ storageState: await one.context().storageState() });
    const phone = await context.newPage();
    await phone.clock.install();
    const draft = await newDraft(bench.address, author);
    await Promise.all([openDraft(phone, draft), openDraft(two, draft)]);
    await select(two, "Clarify", 0);
    await two.keyboard.press("Enter");
    await expect.poll(() => words(phone)).toContain("\nClarify");
    const session = await context.newCDPSession(phone);
    const compose = (text: string) =>
      session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await select(phone, "relationship", 0);
    // Its patience goes by as the test says, however slow the machine is.
    await phone.clock.pauseAt((await phone.evaluate(() => Date.now())) + 1_000);
    for (const said of ["close ", "close and ", "close and fair "]) await compose(said);
    await expectWords([two], "the close and fair relationship");
    await select(two, place, 0);
    await two.keyboard.type("Theirs ");
    await saved(two);
    expect(await words(phone)).not.toContain("Theirs");
    await phone.clock.fastForward(PATIENCE);
    await phone.clock.resume();
    await expectWords([phone], `Theirs ${place}`);
    // The keyboard has been told that its composition is over: it begins another.
    for (const said of ["o", "old "]) await compose(said);
    await session.send("Input.insertText", { text: "old " });
    await expectWords([phone, two], "close and fair old ");
    await saved(phone);
    expect(await words(phone)).toBe(await words(two));
    for (const written of ["close and fair", "Theirs "]) expect((await words(two)).split(written)).toHaveLength(2);
    await context.close();
  });
});

test("a word that the browser's spelling menu replaces keeps its marks, and what others write beside it", async () => {
  await freshDraft(one, two);
  await select(one, "dynamism");
  await one.keyboard.press("Control+i");
  await one.keyboard.type("dynamsim");
  await expectWords([two], "the dynamsim of");
  await select(two, "dynamsim", 0);
  await two.keyboard.type("driving ");
  await expectWords([one], "driving dynamsim");
  await select(one, "dynamsim");
  // What the menu does: it asks with `insertReplacementText`, then puts the word into the page.
  const asked = await surface(one).evaluate((root) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", "dynamism");
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()?.nodeValue !== "dynamsim");
    const letters = walker.currentNode as Text;
    const range = new StaticRange({
      startContainer: letters,
      startOffset: 0,
      endContainer: letters,
      endOffset: letters.length,
    });
    const inputType = "insertReplacementText";
    const event = { inputType, dataTransfer, targetRanges: [range], bubbles: true, cancelable: true };
    if (!root.dispatchEvent(new InputEvent("beforeinput", event))) return false;
    letters.replaceData(0, letters.length, "dynamism");
    root.dispatchEvent(new InputEvent("input", { inputType, bubbles: true }));
    return true;
  });
  expect(asked, "the page leaves it to the browser").toBe(true);
  for (const page of [one, two]) {
    await expectWords([page], "the driving dynamism of");
    expect(await surface(page).locator("em ins").allInnerTexts()).toEqual(["dynamism"]);
  }
  await saved(one);
});

/** On a slow machine typing takes longer than what one undo takes back. */
async function press(page: Page, keys: string, until: string | ((words: string) => boolean)): Promise<void> {
  const reached = typeof until === "string" ? (words: string) => words.includes(until) : until;
  for (let times = 0; times < 12 && !reached(await words(page)); times++) await page.keyboard.press(keys);
  expect(await words(page)).toSatisfy(reached);
}

test("undo takes back one's own words and leaves the other's, redo brings them again", async () => {
  await freshDraft(one, two);
  await select(one, "relationship", 0);
  await one.keyboard.type("mine ");
  await expectWords([two], "the mine relationship");
  await select(two, "between", 0);
  await two.keyboard.type("theirs ");
  await expectWords([one], "theirs between");
  await press(one, "Control+z", "Clarify the relationship theirs between");
  await one.keyboard.press("Control+z");
  await expectWords([one, two], "Clarify the relationship theirs between");
  await press(one, "Control+y", "Clarify the mine relationship theirs between");
  await press(two, "Control+z", "Clarify the mine relationship between");
  await expectWords([one], "Clarify the mine relationship between");
});

test("undo takes back what was typed in one go, not letter by letter, though it is drawn letter by letter", async () => {
  const context = await one
    .context()
    .browser()!
    .newContext({ storageState: await one.context().storageState() });
  const page = await context.newPage();
  // However slow the machine is, no pause between two letters is long.
  await page.clock.setFixedTime(new Date());
  await freshDraft(page);
  const before = await words(page);
  await select(page, "relationship", 0);
  for (const letter of "mutual aid ") {
    await page.keyboard.press(letter === " " ? "Space" : letter);
    await drawn(page);
  }
  await expectWords([page], "the mutual aid relationship");
  await page.keyboard.press("Control+z");
  expect(await words(page)).toBe(before);
  await context.close();
});

/** What stands marked in the draft: what came, and what went. */
async function marked(page: Page): Promise<string[]> {
  return (await surface(page).locator("ins, del").allInnerTexts()).map((words) => words.trim());
}

test("a letter and its mark come into the page together; after a pause the list tells the same", async () => {
  await freshDraft(one);
  await select(one, "relationship", 0);
  const seen = await surface(one).evaluate((root) => {
    const seen: string[] = [];
    const look = (): number => seen.push([...root.querySelectorAll("ins")].map((each) => each.textContent).join("|"));
    new MutationObserver(look).observe(root, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { seen });
    return seen;
  });
  expect(seen).toEqual([]);
  for (const letter of "new ties, ") {
    await one.keyboard.press(letter === " " ? "Space" : letter);
    await drawn(one);
  }
  await expect.poll(() => marked(one)).toEqual(["new ties,"]);
  const looks = await one.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(looks.length).toBeGreaterThan(0);
  expect(looks.filter((look) => look === "")).toEqual([]);
  await one.getByText("“new ties,” added").waitFor();
  // On a slow machine the first undo may take back no more than the space, which is not marked.
  await press(one, "Control+z", (words) => !words.includes("new ties,"));
  await expect.poll(() => marked(one)).not.toEqual(["new ties,"]);
  await press(one, "Control+z", "Clarify the relationship");
  await expect.poll(() => marked(one)).toEqual([]);
  await one.getByText(/^Nothing differs from v2 yet/).waitFor();
});

async function addReason(page: Page, on: string, why: string): Promise<void> {
  await select(page, on);
  await page.keyboard.press("Control+Alt+m");
  const form = page.getByRole("form", { name: "A reason" });
  await form.getByLabel("Reason", { exact: true }).fill(why);
  await page.keyboard.press("Control+Enter");
  await form.waitFor({ state: "detached" });
}

const noted = (page: Page) => surface(page).locator(".noted");

describe("a reason whose words change", () => {
  test("comes loose, shows what it stood on, and hangs on the new words when its author says so", async () => {
    await freshDraft(one, two);
    await addReason(one, "Clarify", "厘 asks for order.");
    await expect.poll(() => noted(two).allInnerTexts()).toEqual(["Clarify"]);
    await select(one, "Clarify");
    await one.keyboard.type("Sort out");
    const mine = one.getByRole("article", { name: /^Reason/ });
    await mine.getByText("These words are no longer in the draft.").waitFor();
    expect(await mine.locator("q").first().innerText()).toContain("Clarify");
    await two.getByText("These words are no longer in the draft.").waitFor();
    await mine.getByRole("button", { name: /Keep this reason on.*Sort out/ }).waitFor();
    await mine.getByRole("button", { name: "Keep it on the selected words" }).waitFor();
    expect(await noted(one).count()).toBe(0);
    await select(one, "relationship", 0);
    await one.keyboard.press("Control+Alt+k");
    for (const page of [one, two]) await expect.poll(() => noted(page).allInnerTexts()).toEqual(["Sort out"]);
  });

  test("keeps its words through a split and a list, and an undo brings lost ones back to it", async () => {
    await freshDraft(one, two);
    await addReason(one, "Clarify", "厘 asks for order.");
    await select(one, "Clarify", 0);
    await one.keyboard.press("Enter");
    await one.keyboard.press("Control+Shift+8");
    const items = (page: Page) => surface(page).locator("li .noted");
    for (const page of [one, two]) await expect.poll(() => items(page).allInnerTexts()).toEqual(["Clarify"]);
    await select(one, "Clarify");
    await one.keyboard.press("Delete");
    await one.getByText("These words are no longer in the draft.").waitFor();
    await one.keyboard.press("Control+z");
    for (const page of [one, two]) await expect.poll(() => noted(page).allInnerTexts()).toEqual(["Clarify"]);
  });
});

test("notes in the margin stand level with their lines where there is room, and never upon another", async () => {
  await freshDraft(one);
  await addReason(one, "digital China", "First: a long reason that needs several lines in its narrow margin.");
  await addReason(one, "Clarify", "Second.");
  await addReason(one, "relationship", "Third, on the same line.");
  const boxes = (selector: string) =>
    one.locator(selector).evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON() as DOMRect));
  // They follow their lines once their writer pauses.
  await expect
    .poll(async () => {
      const [notes, lines] = [await boxes(".draft-reasons ol > li"), await boxes(".draft-words .noted")];
      return {
        count: notes.length,
        firstIsLevel: Math.abs(notes[0]!.top - lines[0]!.top) < 12,
        above: notes.filter(({ top }, index) => top < lines[index]!.top - 12).length,
        uponAnother: notes.filter(({ top }, index) => index > 0 && top < notes[index - 1]!.bottom).length,
      };
    })
    .toEqual({ count: 3, firstIsLevel: true, above: 0, uponAnother: 0 });
});

test("the form of a reason opens in sight, whole where it has room, and the line about a paste makes way for it", async () => {
  await freshDraft(one);
  await select(one, "Clarify");
  await paste(one, { "text/html": '<p>Sort out<img src="https://example.org/a.png"></p>', "text/plain": "Sort out" });
  await one.getByText("Pasted without a picture.").waitFor();
  const boxOf = async (name: string) => (await one.locator(name).boundingBox())!;
  for (const [width, height] of [
    [390, 780],
    [1000, 500],
  ] as const) {
    await one.setViewportSize({ width, height });
    await select(one, "orderly");
    await one.keyboard.press("Control+Alt+m");
    await expect
      .poll(async () => {
        const [head, form, field] = [
          await boxOf(".draft-head"),
          await boxOf(".draft-form"),
          await boxOf(".draft-form textarea"),
        ];
        const covered = head.y + head.height;
        const seen = form.height <= height - covered - 8 ? form : field;
        // Browsers scroll by whole pixels.
        return seen.y >= covered - 1 && seen.y + seen.height <= height + 1;
      })
      .toBe(true);
    expect(await one.getByText("Pasted without a picture.").count()).toBe(0);
    await one.keyboard.press("Escape");
  }
  await one.setViewportSize({ width: 1280, height: 900 });
});

test("words for a draft that was withdrawn meanwhile are refused with the reason, and can be copied", async () => {
  const id = await freshDraft(one);
  await one.context().setOffline(true);
  await state(one)
    .filter({ hasText: /^Offline/ })
    .waitFor();
  await select(one, "Clarify");
  await one.keyboard.type("Sort out");
  await author.json("POST", `/api/proposals/${id}/withdraw`, { reason: "Begun by mistake." });
  await one.context().setOffline(false);
  await state(one).filter({ hasText: "Your last words were not saved; they are kept in this browser." }).waitFor();
  await state(one)
    .filter({
      hasText: /^You gave this proposal up on .*\d{4}, \d\d:\d\d.*\. It takes no more words\. Your last words/,
    })
    .waitFor();
  expect(await one.getByRole("link", { name: "Read the proposal" }).getAttribute("href")).toMatch(id);
  await one.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: bench.address });
  await one.getByRole("button", { name: "Copy my words" }).click();
  await one.getByRole("button", { name: "Copied ✓" }).waitFor();
  expect(await one.evaluate(() => navigator.clipboard.readText())).toContain("Sort out the relationship");
});

/** The words of the base, by what is drawn: those that stay, and those marked as gone. */
async function drawnBase(page: Page): Promise<string> {
  return surface(page).evaluate((root) => {
    const copy = root.cloneNode(true) as HTMLElement;
    for (const drawn of copy.querySelectorAll("ins, .their-caret")) drawn.remove();
    return copy.textContent.replace(/\s+/g, "");
  });
}

/** What one key may change in the page: a few pieces of the words beside it, whatever stands before and behind them. */
const CHANGES_A_KEY = 12;

test("a keystroke among 200 words draws the difference live, and draws anew a few pieces of words beside it", async () => {
  await freshDraft(one);
  const base = await drawnBase(one);
  await select(one, "Clarify");
  await one.keyboard.type("Sort out");
  const length = (await words(one)).split(/\s+/).length;
  await select(one, "relationship", 0);
  await one.keyboard.insertText("and set in order, down to the smallest part, ".repeat(Math.ceil((200 - length) / 9)));
  await saved(one);
  await drawn(one);
  await surface(one).evaluate((root) => {
    const changes: string[] = [];
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver((seen) => changes.push(...seen.map(({ type }) => type))).observe(root, all);
    Object.assign(window, { changes });
  });
  let typed = "";
  for (const letter of "and goes on, over a lazy dog ") {
    await one.keyboard.press(letter === " " ? "Space" : letter);
    typed += letter;
    await drawn(one);
    expect(await words(one)).toContain(`smallest part, ${typed}relationship`);
    expect(await drawnBase(one), typed).toBe(base);
    const changes = await one.evaluate(() => (window as unknown as { changes: string[] }).changes.splice(0));
    expect(changes.length, `${typed}: ${changes.join(", ")}`).toBeGreaterThan(0);
    expect(changes.length, `${typed}: ${changes.join(", ")}`).toBeLessThanOrEqual(CHANGES_A_KEY);
  }
});
