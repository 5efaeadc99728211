/** A draft in a browser's window, for journeys: opening one, its words, its state line, a hand that selects. */
import type { JSHandle, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { launch, open, signIn } from "./browser.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "./workbench.ts";

const PROPOSALS = "/api/works/nip14/passages/s10-government-and-markets/proposals";

/** Where the words are written. */
export const surface = (page: Page): Locator => page.getByRole("textbox", { name: "Draft of the rendering" });

/** The line that says what is saved. */
export const state = (page: Page): Locator => page.locator(".draft-state [role=status]");

/** A new draft of the passage that the tests write in: its address. */
export async function newDraft(address: string, author: Client): Promise<string> {
  const { id } = await author.json<{ id: string }>("POST", PROPOSALS, { base: 2 });
  return `${address}/nip14/proposals/${id}`;
}

/** Opens a draft and waits until it can be written in. */
export async function openDraft(page: Page, draft: string): Promise<void> {
  await page.goto(draft);
  await state(page)
    .filter({ hasText: /Saved ✓/ })
    .waitFor();
  await surface(page).getByText("relationship").first().waitFor();
}

/** Waits until all that was written is said to be on disk. */
export async function saved(page: Page): Promise<void> {
  await state(page)
    .filter({ hasText: /Saved ✓/ })
    .waitFor();
}

/** The draft's own words, without what is only drawn upon them; a block a line. */
export async function words(page: Page): Promise<string> {
  return surface(page).evaluate((root) => {
    const copy = root.cloneNode(true) as HTMLElement;
    const drawn = "[contenteditable=false], .their-caret, .ProseMirror-trailingBreak, .ProseMirror-separator";
    for (const element of copy.querySelectorAll(drawn)) element.remove();
    return [...copy.children].map((block) => block.textContent).join("\n");
  });
}

/** The blocks and lists that a window shows, without marks and what is only drawn upon them. */
export async function blocks(page: Page): Promise<RenderingJson> {
  return surface(page).evaluate((root): RenderingJson => {
    const copy = root.cloneNode(true) as HTMLElement;
    const drawn = "[contenteditable=false], .their-caret, .ProseMirror-trailingBreak, .ProseMirror-separator";
    for (const element of copy.querySelectorAll(drawn)) element.remove();
    const names: Record<string, string> = {
      P: "paragraph",
      UL: "bullet_list",
      OL: "ordered_list",
      LI: "list_item",
      DIV: "verse",
      BLOCKQUOTE: "quotation",
    };
    const told = (element: Element): RenderingJson => {
      const level = Number(/^H([1-6])$/.exec(element.nodeName)?.[1] ?? 0);
      const start = Number(element.getAttribute("start") ?? 1);
      const attrs = level > 0 ? { level } : element.nodeName === "OL" ? { start } : undefined;
      const line = element.classList.contains("verse-line");
      const type = level > 0 ? "heading" : line ? "verse_line" : names[element.nodeName]!;
      const text = element.textContent;
      const words = text === "" ? [] : [{ type: "text", text }];
      const content = level > 0 || element.nodeName === "P" ? words : [...element.children].map(told);
      return { type, ...(attrs && { attrs }), ...(content.length > 0 && { content }) };
    };
    return { type: "doc", content: [...copy.children].map(told) };
  });
}

/** What a window shows, as the canonical text that `v2.txt` of it would be. */
export async function text(page: Page): Promise<string> {
  return canonicalText(renderingFromJson(await blocks(page)));
}

/** Lets the browser draw, as it does between a person's keys. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Waits until the words of every page hold `sought`. */
export async function expectWords(pages: readonly Page[], sought: string): Promise<void> {
  for (const page of pages) await expect.poll(() => words(page)).toContain(sought);
}

/** The first `length` letters from where `words` stand in the draft; what is drawn among them is not looked at. */
async function rangeOf(page: Page, words: string, length: number): Promise<JSHandle<Range>> {
  return surface(page).evaluateHandle(
    (root, [words, length]) => {
      const pieces: { node: Node; from: number }[] = [];
      let all = "";
      let block: Element | null = null;
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement!.closest("[contenteditable=false], .their-caret")) continue;
        const around = node.parentElement!.closest("p, h1, h2, h3, h4, h5, h6");
        if (around !== block) all += "\n";
        block = around;
        pieces.push({ node, from: all.length });
        all += node.nodeValue ?? "";
      }
      const at = all.indexOf(words);
      if (at < 0) throw new Error(`"${words}" is not in the draft`);
      const [first, last] = [
        pieces.findLast(({ from }) => from <= at)!,
        pieces.findLast(({ from }) => from < at + length || from <= at)!,
      ];
      const range = document.createRange();
      range.setStart(first.node, at - first.from);
      range.setEnd(last.node, at + length - last.from);
      return range;
    },
    [words, length] as const,
  );
}

/** ProseMirror puts the selection back that it knows so many milliseconds after it got the focus; and a little more. */
const SETTLED = 30;

/** Selects the first `length` letters from where `sought` stands in the draft; 0 puts the caret before it. */
export async function select(page: Page, sought: string, length = sought.length): Promise<void> {
  await surface(page).evaluate(async (root, settled) => {
    if (root === document.activeElement) return;
    (root as HTMLElement).focus();
    // By the page's own clock, on which ProseMirror's wait is over before.
    await new Promise((done) => setTimeout(done, settled));
  }, SETTLED);
  const range = await rangeOf(page, sought, length);
  await page.evaluate(async ({ startContainer, startOffset, endContainer, endOffset }) => {
    const selection = getSelection()!;
    const ends = () => [selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset];
    const heard = new Promise((done) => document.addEventListener("selectionchange", done, { once: true }));
    const before = ends();
    selection.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
    if (ends().some((each, at) => each !== before[at])) await heard;
  }, range);
}

const ANN = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };

/** A workbench with a translator who has it open in two windows: the words know no difference between two windows and two people. */
export interface TwoWindows {
  bench: TestWorkbench;
  author: Client;
  one: Page;
  two: Page;
  /** Ends it all, and fails if a console complained of anything. */
  end(): Promise<void>;
}

/** @param expected whether a complaint of a console is what a test is about. */
export async function openTwoWindows(expected: (fault: string) => boolean = () => false): Promise<TwoWindows> {
  const bench = await startTestWorkbench();
  const browser = await launch();
  const author = await joinAs(bench, await joinAsOwner(bench), "translator", ANN);
  const opened = await Promise.all([open(browser), open(browser)]);
  for (const { page } of opened) await signIn(page, bench.address, ANN);
  const end = async (): Promise<void> => {
    await browser.close();
    await bench.end();
    const faults = opened.flatMap((window) => window.faults).filter((fault) => !expected(fault));
    expect(faults, "what the browsers' consoles complained of").toEqual([]);
  };
  return { bench, author, one: opened[0].page, two: opened[1].page, end };
}

/** Where words stand in the window, of one line. */
export interface Box {
  left: number;
  right: number;
  y: number;
}

/**
 * Where `words` of the draft stand in the window, once they are in sight and all is drawn: their first line, or all if they
 * are one.
 */
export async function boxOf(page: Page, words: string): Promise<Box> {
  await drawn(page);
  return (await rangeOf(page, words, words.length)).evaluate((range) => {
    range.startContainer.parentElement!.scrollIntoView({ block: "center", behavior: "instant" });
    const [first, ...others] = [...range.getClientRects()];
    const line = [first!, ...others.filter(({ top }) => Math.abs(top - first!.top) < 4)];
    const { top, bottom } = first!;
    return { left: first!.left, right: Math.max(...line.map(({ right }) => right)), y: (top + bottom) / 2 };
  });
}

/** Where a draft begins, far from the words that the tests press. */
const ELSEWHERE = "Continue";

/**
 * Presses in the middle of `words`, or at another part of their breadth, so many times at once. Presses at one place soon
 * after each other are of one row, however many a test meant by each: the hand presses elsewhere first.
 */
export async function press(page: Page, words: string, times: number, part = 0.5): Promise<void> {
  const first = await boxOf(page, ELSEWHERE);
  await page.mouse.click(first.left + 2, first.y);
  const { left, right, y } = await boxOf(page, words);
  await page.mouse.click(left + part * (right - left), y, { clickCount: times });
}
