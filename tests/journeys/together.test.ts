/**
 * Two people in one draft, and three, in windows of a real browser with real keys: what they do at once, and how it must read.
 * After each the screens, the server's copy and a page opened anew read the same, and what was said to be saved is there.
 * Of acts that differ in what they make of the text alone one of each kind is here.
 *
 * That words copied in a browser's page are pasted with plain spaces stands in `draft-hand.test.ts`; the same without a
 * browser, with both orders of the Yjs clients, in `tests/editor/living-text-cases.test.ts`.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { contextOf, launch } from "../help/browser.ts";
import {
  blocks,
  boxOf,
  expectWords,
  newDraft,
  openDraft,
  press,
  saved,
  select,
  state,
  surface,
  text,
  words,
} from "../help/drafts.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };
const BEN = { name: "Ben 本", email: "ben@example.org", password: "ben translates well" };
const CY = { name: "Cy 思", email: "cy@example.org", password: "cy translates well" };

/** Between two keys, in milliseconds: faster than a person, slower than what is on its way. */
const PACE = 30;

let bench: TestWorkbench;
let browser: Browser;
let host: Client;
let ann: Page;
let ben: Page;
let cy: Page;
let draft: string;
/** The draft's words as they begin. */
let start: string;
const faults: string[] = [];

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  const owner = await joinAsOwner(bench);
  host = await joinAs(bench, owner, "translator", ANN);
  const guests = [await joinAs(bench, owner, "translator", BEN), await joinAs(bench, owner, "translator", CY)];
  [ann, ben, cy] = [await windowOf(host), await windowOf(guests[0]!), await windowOf(guests[1]!)];
});

async function windowOf(person: Client): Promise<Page> {
  const context = await contextOf(browser, person, { viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on("pageerror", ({ message }) => faults.push(message));
  page.on("console", (message) => {
    // A socket that can't be opened without a network is what some tests here are about.
    if (message.type() === "error" && !/ERR_INTERNET_DISCONNECTED|Failed to load/.test(message.text()))
      faults.push(message.text());
  });
  return page;
}

afterAll(async () => {
  await browser.close();
  await bench.end();
  expect(faults, "what the browsers' consoles complained of").toEqual([]);
});

interface Told {
  draft: { rendering: RenderingJson };
  invitable: { id: string; name: string }[];
}

const proposal = (): string => `/api/proposals/${draft.split("/").at(-1)!}`;

beforeEach(async () => {
  draft = await newDraft(bench.address, host);
  await invited(BEN);
  await Promise.all([openDraft(ann, draft), openDraft(ben, draft)]);
  start = await text(ann);
});

async function invited({ name }: { name: string }): Promise<void> {
  const { invitable } = await host.json<Told>("GET", proposal());
  await host.json("POST", `${proposal()}/invite`, { person: invitable.find((person) => person.name === name)!.id });
}

/** All windows, the server and one of the windows opened anew read `expected`, once all is said to be saved. */
async function expectAll(expected: string | RegExp, windows = [ann, ben]): Promise<void> {
  for (const page of windows) {
    const read = expect.poll(() => text(page));
    await (typeof expected === "string" ? read.toBe(expected) : read.toMatch(expected));
    await saved(page);
  }
  const seen = await blocks(ann);
  for (const page of windows) expect(await blocks(page), "a screen beside Ann's").toEqual(seen);
  const { rendering } = (await host.json<Told>("GET", proposal())).draft;
  const read = canonicalText(renderingFromJson(seen));
  expect(canonicalText(renderingFromJson(rendering)), "the server's copy").toBe(read);
  const anew = windows.at(-1)!;
  await openAgain(anew);
  expect(await blocks(anew), "opened anew").toEqual(seen);
}

async function openAgain(page: Page): Promise<void> {
  await page.reload();
  await saved(page);
}

/** From now on nothing goes or comes; the page itself finds out some seconds later. */
async function cutOff(page: Page): Promise<void> {
  await page.context().setOffline(true);
}

async function joinAgain(page: Page): Promise<void> {
  await state(page)
    .filter({ hasText: /^Offline/ })
    .waitFor();
  await page.context().setOffline(false);
}

async function type(page: Page, letters: string): Promise<void> {
  await page.keyboard.type(letters, { delay: PACE });
}

const typeInstead = async (page: Page, word: string, letters: string): Promise<void> => {
  await select(page, word);
  await type(page, letters);
};

/** Until the other window shows somebody's caret, what is known of it may be old. */
async function seesCaretOf(page: Page): Promise<void> {
  await surface(page).locator(".their-caret").waitFor({ state: "attached" });
}

/** Puts the caret before `words` and presses keys. */
const at =
  (words: string, keys: string) =>
  async (page: Page): Promise<void> => {
    await select(page, words, 0);
    await page.keyboard.press(keys);
  };

const LIST = "Control+Shift+8";

/** The passage in two paragraphs, on both screens. */
async function parted(): Promise<void> {
  await at("Clarify", "Enter")(ann);
  for (const page of [ann, ben]) await expect.poll(() => text(page)).toContain("\n\nClarify");
  start = await text(ann);
}

/** Three short lines, on both screens, as paragraphs or as a list. */
async function lines(asList: boolean): Promise<void> {
  await surface(ann).focus();
  await ann.keyboard.press("Control+a");
  await ann.keyboard.type("One.");
  if (asList) await ann.keyboard.press(LIST);
  for (const line of ["Two three.", "Last."]) {
    await ann.keyboard.press("Enter");
    await ann.keyboard.type(line);
  }
  start = await text(ann);
  expect(start).toBe(asList ? "- One.\n- Two three.\n- Last." : "One.\n\nTwo three.\n\nLast.");
  await expect.poll(() => text(ben)).toBe(start);
}

describe("words in a paragraph that changes meanwhile", () => {
  const SENTENCE = "the words that Ben writes here ";

  test.each([
    ["makes a list of it", at("the relationship", LIST), (all: string) => all.replace("Clarify", "- Clarify")],
    ["joins it to the one before", at("Clarify", "Backspace"), (all: string) => all.replace("\n\nClarify", " Clarify")],
  ])("stand whole, in order, where they were begun: the other %s", async (_what, act, expected) => {
    await parted();
    await select(ben, "and markets", 0);
    await Promise.all([type(ben, SENTENCE), expectWords([ann], SENTENCE.slice(0, 8)).then(() => act(ann))]);
    await expectAll(expected(start.replace("and markets", `${SENTENCE}and markets`)));
  });

  test("stand in the list that was made of it offline, once", async () => {
    await parted();
    await cutOff(ann);
    await at("the relationship", LIST)(ann);
    await select(ben, "and markets", 0);
    await type(ben, "one two three four five ");
    await saved(ben);
    await joinAgain(ann);
    await expectAll(
      start.replace("Clarify", "- Clarify").replace("and markets", "one two three four five and markets"),
    );
  });
});

describe("a caret stays where it was", () => {
  test.each([
    [
      "Enter before it",
      at("between government", "Enter"),
      (all: string) => all.replace(" between government", "\n\nbetween government"),
    ],
    ["a list made of it", at("the relationship", LIST), (all: string) => all.replace("Clarify", "- Clarify")],
  ])("through another's act: %s", async (_what, act, expected) => {
    await parted();
    await select(ann, "rnment and markets", 0);
    await act(ben);
    await expect.poll(() => text(ann)).toBe(expected(start));
    await ann.keyboard.type("x");
    await expectAll(expected(start).replace("government and markets", "govexrnment and markets"));
  });

  test("through one's own Enter, undone", async () => {
    await at("between government", "Enter")(ann);
    await expect.poll(() => text(ann)).toContain("\n\nbetween government");
    await ann.keyboard.press("Control+z");
    await expect.poll(() => text(ann)).toBe(start);
    await ann.keyboard.type("x");
    await expectAll(start.replace("between government", "xbetween government"));
  });

  test("through another's Enter, undone when words stand behind it", async () => {
    await at("between government", "Enter")(ben);
    await expect.poll(() => text(ann)).toContain("\n\nbetween government");
    await select(ann, "rnment and markets", 0);
    await type(ann, "a1");
    await expectWords([ben], "govea1rnment");
    await ben.keyboard.press("Control+z");
    await expectAll(start.replace("government and markets", "govea1rnment and markets"));
  });

  test("though another's words come in before the page has heard where it was put", async () => {
    await ann.addInitScript(() => {
      window.WebSocket = class extends WebSocket {
        constructor(address: string | URL) {
          super(address);
          Object.assign(window, { socket: this });
        }
      };
    });
    await openAgain(ann);
    await select(ann, "Continue", 0);
    await ann.evaluate(() => {
      const { socket } = window as unknown as { socket: WebSocket };
      const take = socket.onmessage!;
      const held: MessageEvent[] = [];
      socket.onmessage = (event) => void held.push(event);
      const letGo = (): void => {
        socket.onmessage = take;
        for (const event of held) take.call(socket, event);
      };
      Object.assign(window, { letGo });
    });
    await select(ben, "Clarify", 0);
    await type(ben, "Do ");
    await saved(ben);
    await surface(ann).evaluate((root) => {
      const letters = root.querySelector("p")!.firstChild as Text;
      getSelection()!.collapse(letters, letters.data.indexOf("relationship"));
      (window as unknown as { letGo: () => void }).letGo();
    });
    await expectWords([ann], "Do Clarify");
    await ann.keyboard.type("x");
    await expectAll(start.replace("Clarify the relationship", "Do Clarify the xrelationship"));
  });

  test("beside another's, when the letters it stands in are marked as inserted and the next is struck at once", async () => {
    for (const page of [ann, ben]) {
      await surface(page).focus();
      await page.keyboard.press("Control+End");
    }
    await seesCaretOf(ben);
    // A space at the end is no change yet: with the next letter it becomes one, behind Ann's caret.
    await ben.keyboard.press("Space");
    await expect.poll(() => surface(ben).evaluate((root) => root.lastElementChild!.lastChild!.nodeValue)).toBe(" ");
    await ben.evaluate(async () => {
      for (const letter of "Ben") {
        // oxlint-disable-next-line typescript/no-deprecated -- nothing else types as a key does, at once
        document.execCommand("insertText", false, letter);
        // The editor reads what was typed, and nothing is drawn in between.
        await Promise.resolve();
      }
    });
    await expectAll(`${start} Ben`);
  });

  test("while an input method composes and another splits the paragraph before it", async () => {
    const session = await ann.context().newCDPSession(ann);
    await select(ann, "relationship between", 0);
    const compose = (text: string) =>
      session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    for (const pinyin of ["l", "li", "li sh"]) await compose(pinyin);
    await at("Clarify", "Enter")(ben);
    await expect.poll(() => text(ben)).toContain("\n\nClarify");
    await saved(ben);
    for (const pinyin of ["li shu", "li shun"]) await compose(pinyin);
    await session.send("Input.insertText", { text: "理顺" });
    // An input method that does not say that it has ended is waited for so long.
    await expect.poll(() => text(ann), { timeout: 40_000 }).toContain("\n\nClarify");
    await expectAll(start.replace(" Clarify the ", "\n\nClarify the 理顺"));
  });
});

describe("words at one place", () => {
  const noted = (page: Page) => surface(page).locator(".noted");

  async function giveReason(page: Page, on: string): Promise<void> {
    await select(page, on);
    await page.keyboard.press("Control+Alt+m");
    const form = page.getByRole("form", { name: "A reason" });
    await form.getByLabel("Reason", { exact: true }).fill("活力 is more than vigour.");
    await page.keyboard.press("Control+Enter");
    await form.waitFor({ state: "detached" });
  }

  test("a reason stays on its word when another types before it, though it begins with the same letter", async () => {
    await giveReason(ann, "dynamism");
    await expect.poll(() => noted(ben).allInnerTexts()).toEqual(["dynamism"]);
    await select(ben, "dynamism", 0);
    await type(ben, "driving ");
    await expectAll(start.replace("dynamism", "driving dynamism"));
    for (const page of [ann, ben]) await expect.poll(() => noted(page).allInnerTexts()).toEqual(["dynamism"]);
  });

  test("one writes before a word that the other replaces", async () => {
    await select(ann, "dynamism", 0);
    await select(ben, "dynamism");
    await Promise.all([type(ann, "driving "), type(ben, "vigour")]);
    await expectAll(start.replace("dynamism", "driving vigour"));
  });

  test("one takes back words in which the other replaced one: that one stays", async () => {
    await select(ann, "relationship between", 0);
    await type(ann, "lorem dolor amet ");
    await expectWords([ben], "lorem dolor amet relationship");
    await typeInstead(ben, "dolor", "TEST");
    await expectWords([ann], "lorem TEST amet relationship");
    for (let times = 0; times < 18 && /lorem|amet|l TEST/.test(await words(ann)); times++)
      await ann.keyboard.press("Control+z");
    // A slow machine takes back what was typed in more steps than one, and a space may be the last of them.
    for (let times = 0; times < 3 && !(await words(ann)).includes("the TESTrelationship"); times++)
      await ann.keyboard.press("Control+z");
    await expectAll(start.replace("relationship between", "TESTrelationship between"));
  });

  const eitherWay = (one: string, other: string): RegExp =>
    new RegExp(`(${escaped(one)}${escaped(other)}|${escaped(other)}${escaped(one)})`);
  const escaped = (words: string): string => words.replace(/[.()]/g, "\\$&");

  test("both write at the end: each sentence whole, one after the other", async () => {
    for (const page of [ann, ben]) {
      await surface(page).focus();
      await page.keyboard.press("Control+End");
    }
    await Promise.all([seesCaretOf(ann), seesCaretOf(ben)]);
    await Promise.all([type(ann, " Ann writes here."), type(ben, " Ben writes here.")]);
    await expectAll(eitherWay(" Ann writes here.", " Ben writes here."));
    expect((await text(ann)).length).toBe(start.length + 34);
  });

  test("both write over the same word, one of them cut off in the middle of theirs", async () => {
    for (const page of [ann, ben]) await select(page, "sustained");
    await Promise.all([seesCaretOf(ann), seesCaretOf(ben)]);
    await cutOff(ann);
    await type(ann, "last");
    await type(ben, "continuous");
    await saved(ben);
    await joinAgain(ann);
    await expectWords([ann], "continuous");
    await type(ann, "ing");
    await expectAll(eitherWay("lasting", "continuous"));
  });

  test("words that the other takes out are told in sight, and put back or let go by keys alone", async () => {
    const sentence = "which is what the Plan asks of us ";
    const told = ann.getByRole("status").filter({ hasText: "took out words that you had just typed" });
    const focused = () => ann.evaluate(() => document.activeElement?.textContent ?? "");
    const takeOut = async (): Promise<void> => {
      await expectWords([ben], sentence);
      await select(ben, sentence);
      await ben.keyboard.press("Delete");
      await told.waitFor();
    };
    const press = async (button: string): Promise<void> => {
      for (let times = 0; times < 12 && (await focused()) !== button; times++) await ann.keyboard.press("Shift+Tab");
      await ann.keyboard.press("Enter");
      await told.waitFor({ state: "detached" });
      await expect.poll(() => surface(ann).evaluate((root) => root === document.activeElement)).toBe(true);
    };
    await select(ann, "and markets", 0);
    await ann.keyboard.insertText(sentence);
    await takeOut();
    await press("Put them back");
    await takeOut();
    expect(await told.evaluate((region) => region.closest(".draft-head") !== null)).toBe(true);
    await press("Let them go");
    await expectAll(start);
  });

  const selected = (page: Page): Promise<string> =>
    page.evaluate(() => {
      const shown = getSelection()!.getRangeAt(0).cloneContents();
      for (const drawn of shown.querySelectorAll("[contenteditable=false]")) drawn.remove();
      return shown.textContent;
    });

  test("words with a reason on them and another's caret in them are pressed, pressed twice and drawn over", async () => {
    await giveReason(ann, "dynamism");
    await expect.poll(() => noted(ben).allInnerTexts()).toEqual(["dynamism"]);
    await select(ben, "dynamism", 4);
    await ben.keyboard.press("ArrowRight");
    await seesCaretOf(ann);
    for (const part of [0.25, 0.8]) {
      await press(ann, "dynamism", 2, part);
      await expect.poll(() => selected(ann)).toBe("dynamism");
    }
    await select(ann, "dynamism", 0);
    await ann.keyboard.press("Control+Shift+ArrowRight");
    await expect.poll(() => selected(ann)).toBe("dynamism");
    await press(ann, "dynamism", 1, 0.995);
    await ann.keyboard.type("s");
    await expectWords([ann, ben], "dynamisms of");
    await ann.keyboard.press("Backspace");
    await expectWords([ann], "dynamism of");
    const { left, right, y } = await boxOf(ann, "dynamism");
    await ann.mouse.move(left + 0.5, y);
    await ann.mouse.down();
    await ann.mouse.move(right - 0.5, y, { steps: 8 });
    await ann.mouse.up();
    await expect.poll(() => selected(ann)).toBe("dynamism");
    await ann.keyboard.type("vigour");
    await expectAll(start.replace("dynamism", "vigour"));
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

describe("blocks that both change", () => {
  const HEADINGS = "<h2>One.</h2><h3>Two three.</h3><p>Last.</p>";

  async function makeHeadings(page: Page): Promise<void> {
    await copyPage(page, HEADINGS);
    await surface(page).focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+v");
    await expect.poll(() => text(page)).toBe("## One.\n\n### Two three.\n\nLast.");
  }

  test("one makes headings of two paragraphs that the other joins", async () => {
    await lines(false);
    await cutOff(ben);
    await at("Two three", "Backspace")(ben);
    await makeHeadings(ann);
    await saved(ann);
    await joinAgain(ben);
    await expectAll("## One.Two three.\n\nLast.");
  });

  test("one makes headings of a list of which the other takes a line out and writes in it", async () => {
    await lines(true);
    await cutOff(ben);
    await at("Two three", "Control+[")(ben);
    await select(ben, "three", 0);
    await type(ben, "and ");
    await makeHeadings(ann);
    await saved(ann);
    await joinAgain(ben);
    await expectAll(/^(## )?One\.\n\n(### )?Two and three\.\n\nLast\.$/);
  });

  test("one takes a line out of a list that the other splits", async () => {
    await lines(true);
    await cutOff(ben);
    await at("Two three", "Control+[")(ben);
    await at("three", "Enter")(ann);
    await saved(ann);
    await joinAgain(ben);
    await expectAll("- One.\n\nTwo\n\nthree.\n\n- Last.");
  });
});

test("three: one writes, one makes it a list, one is away and comes back; then all write at the end", async () => {
  await parted();
  await invited(CY);
  await openDraft(cy, draft);
  await cutOff(cy);
  await select(cy, "markets", 0);
  await type(cy, "the ");
  await at("promote better", "Enter")(cy);
  await select(ann, "and markets", 0);
  await Promise.all([
    type(ann, "the words that Ann writes here "),
    expectWords([ben], "the words")
      .then(() => at("the relationship", LIST)(ben))
      // What Cy has parted becomes two lines of the list, for it was one paragraph when the list was made of it.
      .then(() => expect.poll(() => text(ben)).toContain("- Clarify"))
      .then(() => joinAgain(cy)),
  ]);
  await expectWords([cy], "Ann writes here and the markets");
  for (const page of [ann, ben, cy]) {
    await surface(page).focus();
    await page.keyboard.press("Control+End");
  }
  const sentences = [" Ann ends.", " Ben ends.", " Cy ends."];
  await Promise.all([ann, ben, cy].map((page, at) => type(page, sentences[at]!)));
  for (const sentence of sentences) await expectWords([ann], sentence);
  const end = (await text(ann)).slice(-sentences.join("").length);
  const written = start
    .replace("Clarify", "- Clarify")
    .replace("and markets", "the words that Ann writes here and the markets")
    .replace(/ (?=promote better)/, "\n- ");
  await expectAll(written + end, [ann, ben, cy]);
});
