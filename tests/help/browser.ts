/** Chromium from the npm package, driven by playwright-core, and the checks that every page must pass. */
import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";
import { expect } from "vitest";
import { chromiumFile } from "./chromium.ts";
import type { Client, Login } from "./workbench.ts";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--hide-scrollbars",
];

/** @param fonts whether pages have their own fonts: to unpack them for each is an eighth of a journey's work. */
export async function launch({ fonts = false } = {}): Promise<Browser> {
  const args = fonts ? ARGS : [...ARGS, "--disable-remote-fonts"];
  return chromium.launch({ executablePath: await chromiumFile(), args, headless: true });
}

/** Pages tell times by their reader's clock, which must not be that of whoever runs the tests. */
const READER = { timezoneId: "UTC" } as const;

/** A page of its own context, and what its console complains of while it is open. */
export async function open(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ ...READER, viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("console", (message) => {
    // A refusal is an answer; Chromium reports its status as an error of its own.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      faults.push(`console: ${message.text()}`);
  });
  return { page, faults };
}

export async function signIn(page: Page, address: string, { email, password }: Login): Promise<void> {
  await page.goto(`${address}/sign-in`);
  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByLabel(/password/i).fill(password);
  await page
    .getByRole("main")
    .getByRole("button", { name: /sign in/i })
    .click();
  await page.waitForURL(`${address}/`);
}

/** A context that is signed in already, with the cookies of a program. */
export async function contextOf(
  browser: Browser,
  { session, address }: Client,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const made = await browser.newContext({ ...READER, ...options });
  const cookies = session.split("; ").map((cookie) => /^([^=]+)=(.*)$/.exec(cookie)!);
  await made.addCookies(cookies.map(([, name, value]) => ({ name: name!, value: value!, url: address })));
  return made;
}

/** What of axe's rules depends on colours. They take most of its time. */
const OF_COLOUR = ["color-contrast", "link-in-text-block"];
const OF_ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export interface AskedOfAxe {
  /**
   * The looks of words that were judged before: colours, size, weight and lines, on which grounds. Of words that look the
   * same colour is asked once, on whichever page they come first; without it, of all words.
   */
  looks?: Set<string>;
  /** False: only what depends on colours, which is all that another theme can break. */
  whole?: boolean;
}

/** Fails on any serious or critical finding of axe (WCAG 2.2 A and AA), naming it. */
export async function expectAccessible(
  page: Page,
  name: string,
  { looks, whole = true }: AskedOfAxe = {},
): Promise<void> {
  const found = whole ? await seriousOn(page, (axe) => axe.withTags(OF_ALL).disableRules(looks ? OF_COLOUR : [])) : [];
  if (looks && (await markNewLooks(page, looks)))
    found.push(...(await seriousOn(page, (axe) => axe.include("[data-new-look]").withRules(OF_COLOUR))));
  expect(found, name).toEqual([]);
}

async function seriousOn(page: Page, asked: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
  // In the page itself: there are no frames in it, and opening another page for the result takes its time.
  const { violations } = await asked(new AxeBuilder({ page }).setLegacyMode()).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n    ${nodes.map(({ html, failureSummary }) => `${html}\n    ${failureSummary}`).join("\n    ")}`,
    );
}

/** Marks the elements with words that look as none of `looks`, and adds theirs. False if there are none. */
async function markNewLooks(page: Page, looks: Set<string>): Promise<boolean> {
  const fresh = await page.evaluate(
    (known) => {
      const seen = new Set(known);
      const around = (element: Element): Element[] =>
        element.parentElement ? [element, ...around(element.parentElement)] : [element];
      const lookOf = (element: Element): string => {
        const { color, fontSize, fontWeight, fontStyle, textDecorationLine, textShadow } = getComputedStyle(element);
        const grounds = around(element).map((each) => {
          const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(each);
          // What is put elsewhere may stand on another ground than what holds it.
          const place = position === "absolute" || position === "fixed" ? each.className : "";
          return [backgroundColor, backgroundImage, opacity, place].join(" ");
        });
        const beside = element.parentElement ? getComputedStyle(element.parentElement).color : "";
        const different = grounds.filter((ground, index) => ground !== grounds[index - 1]);
        return [color, fontSize, fontWeight, fontStyle, textDecorationLine, textShadow, beside, ...different].join("|");
      };
      const hasWords = (element: Element): boolean =>
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== "");
      for (const marked of document.querySelectorAll("[data-new-look]")) marked.removeAttribute("data-new-look");
      // What can't be seen is not judged, and stands for nothing that can.
      const isSeen = (element: Element): boolean =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
      const seenWords = [...document.body.querySelectorAll("*")].filter((each) => hasWords(each) && isSeen(each));
      return seenWords.flatMap((element) => {
        const look = `${element.tagName === "A" ? "link" : "words"}|${lookOf(element)}`;
        if (seen.has(look)) return [];
        seen.add(look);
        element.setAttribute("data-new-look", "");
        return [look];
      });
    },
    [...looks],
  );
  for (const look of fresh) looks.add(look);
  return fresh.length > 0;
}
