/** A draft in a browser's window, for journeys: opening one, its words, its state line, a hand that selects. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
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

/** Waits until the words of every page hold `sought`. */
export async function expectWords(pages: readonly Page[], sought: string): Promise<void> {
  for (const page of pages) await expect.poll(() => words(page), { timeout: 10_000 }).toContain(sought);
}

/** Selects the first `length` letters from where `sought` stands in the draft; 0 puts the caret before it. */
export async function select(page: Page, sought: string, length = sought.length): Promise<void> {
  await surface(page).evaluate(
    (root, [sought, length]) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const drawn = node.parentElement?.closest("[contenteditable=false], .their-caret");
        const at = drawn ? -1 : (node.textContent ?? "").indexOf(sought);
        if (at < 0) continue;
        (root as HTMLElement).focus();
        getSelection()!.setBaseAndExtent(node, at, node, at + length);
        return;
      }
      throw new Error(`"${sought}" is not in the draft`);
    },
    [sought, length] as const,
  );
  await page.waitForTimeout(100);
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
