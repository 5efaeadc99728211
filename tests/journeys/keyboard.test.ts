/** The whole way by keyboard alone: from the works to a submitted proposal, and its decision. No pointer is touched. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, open } from "../help/browser.ts";
import { saved, state, surface, words } from "../help/drafts.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Login, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };
const REX = { name: "Rex Reviewer", email: "rex@example.org", password: "rex reads all of it" };

let bench: TestWorkbench;
let browser: Browser;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  const owner = await joinAsOwner(bench);
  await joinAs(bench, owner, "translator", ANN);
  await joinAs(bench, owner, "reviewer", REX);
});

afterAll(async () => {
  await browser.close();
  await bench.end();
});

/** What has the focus, as somebody who listens would hear it, and whether it can be seen. */
async function focused(page: Page): Promise<{ name: string; visible: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (element === document.body) return { name: "", visible: false };
    const labels =
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement
        ? [...(element.labels ?? [])]
        : [];
    const label = labels.map((each) => each.textContent).join(" ");
    const name = element?.getAttribute("aria-label") ?? (label || element?.textContent) ?? "";
    const box = element?.getBoundingClientRect();
    return { name: name.replace(/\s+/g, " ").trim(), visible: Boolean(box && box.width > 0 && box.height > 0) };
  });
}

/** Presses Tab until what is sought has the focus, which must be seen there. */
async function tabTo(page: Page, sought: RegExp, most = 120): Promise<void> {
  for (let count = 0; count < most; count++) {
    const { name, visible } = await focused(page);
    if (sought.test(name)) {
      expect(visible, `${name} can be seen while it has the focus`).toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`${String(sought)} is not reached by ${most} tabs`);
}

async function signInByKeys(page: Page, { email, password }: Login): Promise<void> {
  await page.goto(bench.address);
  await tabTo(page, /^Sign in$/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/sign-in/);
  await tabTo(page, /e-?mail/i);
  await page.keyboard.type(email);
  await tabTo(page, /password/i);
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.includes("sign-in"));
}

/** The number of words from the start of the draft to `sought`, in key presses of Ctrl+Right. */
async function caretTo(page: Page, sought: string): Promise<void> {
  await page.keyboard.press("Control+Home");
  for (let count = 0; count < 400; count++) {
    const after = await page.evaluate(() => {
      const selection = getSelection();
      return (selection?.focusNode?.textContent ?? "").slice(selection?.focusOffset ?? 0);
    });
    if (after.startsWith(sought)) return;
    await page.keyboard.press("ArrowRight");
    if (!after.slice(1, 40).includes(sought.slice(0, 4))) await page.keyboard.press("Control+ArrowRight");
  }
  throw new Error(`the caret did not reach “${sought}”`);
}

async function pressTimes(page: Page, keys: string, times: number): Promise<void> {
  for (let count = 0; count < times; count++) await page.keyboard.press(keys);
}

test("from the contents to a proposal and its decision, by keys alone", async () => {
  const { page, faults } = await open(browser);
  await signInByKeys(page, ANN);
  await tabTo(page, /14th Five-Year Plan/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/nip14$/);
  await page.goto(`${bench.address}/nip14/s10-government-and-markets`);
  await tabTo(page, /^Propose a revision/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/nip14\/proposals\//);
  await state(page)
    .filter({ hasText: /Saved ✓/ })
    .waitFor();
  const draft = page.url();

  await tabTo(page, /^Draft of the rendering$/);
  await caretTo(page, "Clarify");
  await pressTimes(page, "Shift+ArrowRight", "Clarify".length);
  await page.keyboard.type("Sort out");
  await saved(page);
  expect(await words(page)).toContain("Sort out the relationship");
  await surface(page).locator("ins", { hasText: "Sort out" }).waitFor();
  await pressTimes(page, "Shift+ArrowLeft", "Sort out".length);
  await page.keyboard.press("Control+i");
  await surface(page).locator("em", { hasText: "Sort out" }).waitFor();
  await page.keyboard.press("Control+i");
  await surface(page).locator("em").waitFor({ state: "detached" });
  await page.keyboard.press("Control+Alt+m");
  const form = page.getByRole("form", { name: "A reason" });
  // Nothing is waited for: whoever types on at once writes the reason, not over the selected words.
  await page.keyboard.type("厘 asks for order, down to the smallest part.");
  await page.keyboard.press("Control+Enter");
  await form.waitFor({ state: "detached" });
  await surface(page).locator(".noted", { hasText: "Sort out" }).waitFor();
  await page.keyboard.press("F7");
  await page.getByText(/^Change 1 of 1: /).waitFor({ state: "attached" });
  // What is led to is not selected: whoever types on adds to it.
  await page.keyboard.type("To s");
  await saved(page);
  expect(await words(page)).toContain("To sSort out the relationship");
  await pressTimes(page, "Backspace", "To s".length);
  await saved(page);

  await page.keyboard.press("Control+Enter");
  await page.getByRole("alert").first().waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("draft-summary");
  await page.keyboard.type("厘清 asks for more than clarity.");
  await saved(page);
  await page.keyboard.press("Control+Enter");
  await page.getByText("Reviewing").first().waitFor();

  const { page: rex, faults: rexFaults } = await open(browser);
  await signInByKeys(rex, REX);
  await rex.goto(draft);
  await tabTo(rex, /^\W*Accept/i, 250);
  await rex.keyboard.press("Enter");
  await tabTo(rex, /^Accept as v3$/);
  await rex.keyboard.press("Enter");
  await rex
    .getByText(/accepted/i)
    .first()
    .waitFor();
  await rex.goto(`${bench.address}/nip14/s10-government-and-markets/v3`);
  expect(await rex.getByRole("main").innerText()).toMatch(/Sort out\s*\d?\s*the relationship/);
  expect([...faults, ...rexFaults]).toEqual([]);
});

test("the words can be left by keys: Tab goes on to what stands after them", async () => {
  const { page } = await open(browser);
  await signInByKeys(page, ANN);
  await page.goto(`${bench.address}/nip14/s10-government-and-markets`);
  await tabTo(page, /^Propose a revision/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/nip14\/proposals\//);
  await state(page)
    .filter({ hasText: /Saved ✓/ })
    .waitFor();
  await tabTo(page, /^Draft of the rendering$/);
  await page.keyboard.press("Tab");
  expect((await focused(page)).name).not.toBe("Draft of the rendering");
});

test("in the contents the arrow keys pass over what is folded, and Tab comes back to where they stopped", async () => {
  const { page } = await open(browser);
  await page.goto(`${bench.address}/nip14`);
  const contents = page.getByRole("navigation", { name: "Contents" }).filter({ visible: true });
  await contents.getByRole("link", { name: /^Part 1/ }).focus();
  for (const [key, place] of [
    ["ArrowDown", /^Part 2/],
    ["ArrowRight", /^Part 2/],
    ["ArrowDown", /^2\.1/],
    ["ArrowLeft", /^Part 2/],
    ["ArrowLeft", /^Part 2/],
    ["ArrowDown", /^Part 3/],
    ["ArrowUp", /^Part 2/],
    ["End", /^Part 6/],
    ["ArrowDown", /^Part 6/],
    ["Home", /^Part 1/],
    ["End", /^Part 6/],
  ] as const) {
    await page.keyboard.press(key);
    expect((await focused(page)).name, key).toMatch(place);
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  expect((await focused(page)).name).toMatch(/^Part 6/);
  await page.context().close();
});
