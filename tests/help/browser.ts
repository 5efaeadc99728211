/** Chromium from the npm package, driven by playwright-core, and the checks that every page must pass. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeBuilder } from "@axe-core/playwright";
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

/** Those that run, with and without fonts: journeys of one process come one after another, and to begin one takes seconds. */
const running = new Map<boolean, Promise<Browser>>();

/**
 * A browser, which the journey closes as if it were its own: what it opened is closed then. The program itself goes on, for
 * the next journey of this process, and ends with it.
 * @param fonts whether pages have their own fonts: to unpack them for each is an eighth of a journey's work.
 */
export async function launch({ fonts = false } = {}): Promise<Browser> {
  let shared = await running.get(fonts);
  if (!shared?.isConnected()) {
    const begun = begin(fonts);
    running.set(fonts, begun);
    shared = await begun;
  }
  return lent(shared);
}

async function begin(fonts: boolean): Promise<Browser> {
  const args = fonts ? ARGS : [...ARGS, "--disable-remote-fonts"];
  return chromium.launch({ executablePath: await chromiumFile(), args, headless: true });
}

/** The browser, but that to close it closes what was opened through it. */
function lent(browser: Browser): Browser {
  const opened: BrowserContext[] = [];
  const newContext = async (options?: BrowserContextOptions): Promise<BrowserContext> => {
    const context = await browser.newContext(options);
    opened.push(context);
    return context;
  };
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((context) => context.close()));
  };
  const otherwise = { newContext, close };
  return new Proxy(browser, {
    get: (all, name: keyof Browser) => {
      if (name === "newContext" || name === "close") return otherwise[name];
      const own: unknown = all[name];
      return typeof own === "function" ? (own.bind(all) as unknown) : own;
    },
  });
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
  const found = whole
    ? await seriousOn(page, "html", {
        runOnly: { type: "tag", values: OF_ALL },
        rules: Object.fromEntries((looks ? OF_COLOUR : []).map((rule) => [rule, { enabled: false }])),
      })
    : [];
  if (looks && (await markNewLooks(page, looks)))
    found.push(...(await seriousOn(page, "[data-new-look]", { runOnly: { type: "rule", values: OF_COLOUR } })));
  expect(found, name).toEqual([]);
}

/** The same of a page in light and in dark, while it stays open: another theme breaks only what depends on colours. */
export async function expectAccessibleInBoth(
  page: Page,
  name: string,
  looks: { light: Set<string>; dark: Set<string> },
): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  await expectAccessible(page, `${name} (light)`, { looks: looks.light });
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page, `${name} (dark)`, { looks: looks.dark, whole: false });
  await page.emulateMedia({ colorScheme: "light" });
}

/** Axe itself, which reads the page that it stands in. */
const AXE = readFileSync(
  createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright")).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** What is asked of it, and what it finds of one rule. */
type AxeOptions = Parameters<AxeBuilder["options"]>[0];
type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number];

/**
 * Each finding in words. Axe is put into a page once, and gives what it finds amiss and nothing else: what holds, with all its
 * elements, took half of its time. There are no frames in the pages.
 */
async function seriousOn(page: Page, within: string, options: AxeOptions): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const violations = await page.evaluate(
    async ([within, options]) => {
      const { axe } = window as unknown as {
        axe: { run(context: object, options: object): Promise<{ violations: Violation[] }> };
      };
      const only = { resultTypes: ["violations"], preload: { assets: ["media"] } };
      const { violations } = await axe.run({ include: [[within]], exclude: [] }, { ...only, ...options });
      return violations.map(({ id, help, impact, nodes }) => ({
        ...{ id, help, impact },
        nodes: nodes.map(({ html, failureSummary }) => `${html}\n    ${failureSummary}`),
      }));
    },
    [within, options] as const,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.join("\n    ")}`);
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
