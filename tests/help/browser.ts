/** Chromium from the npm package, driven by playwright-core, and the checks that every page must pass. */
import { spawnSync } from "node:child_process";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";
import { expect } from "vitest";
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

export async function launch(): Promise<Browser> {
  if (lacksNss()) process.env["AWS_EXECUTION_ENV"] ??= "AWS_Lambda_nodejs22.x";
  const { default: packaged } = await import("@sparticuz/chromium");
  return chromium.launch({ executablePath: await packaged.executablePath(), args: ARGS, headless: true });
}

/** Chromium needs the NSS library. The package brings one, and unpacks it where it believes itself on such a system. */
function lacksNss(): boolean {
  const { stdout, status } = spawnSync("ldconfig", ["-p"], { encoding: "utf8" });
  return status === 0 && !stdout.includes("libnss3.so");
}

/** A page of its own context, and what its console complains of while it is open. */
export async function open(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
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
  const made = await browser.newContext(options);
  const cookies = session.split("; ").map((cookie) => /^([^=]+)=(.*)$/.exec(cookie)!);
  await made.addCookies(cookies.map(([, name, value]) => ({ name: name!, value: value!, url: address })));
  return made;
}

/** What of axe's rules depends on colours: the only ones that another theme can break. */
export const OF_COLOUR = ["color-contrast", "link-in-text-block"];

/**
 * Fails on any serious or critical finding of axe, naming it.
 * @param only these rules, in place of all of WCAG 2.2 A and AA.
 */
export async function expectAccessible(page: Page, name: string, only: string[] | null = null): Promise<void> {
  const axe = new AxeBuilder({ page });
  if (only) axe.withRules(only);
  else axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
  const { violations } = await axe.analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = serious.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n    ${nodes.map(({ html, failureSummary }) => `${html}\n    ${failureSummary}`).join("\n    ")}`,
  );
  expect(told, name).toEqual([]);
}
