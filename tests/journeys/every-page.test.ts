/** Every page: without JavaScript to read, compare and cite; by axe in light and dark; and no sideways scrolling at 360 px. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contextOf, expectAccessible, expectAccessibleInBoth, launch, type AskedOfAxe } from "../help/browser.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const PASSAGE = "/nip14/s10-government-and-markets";
const PROPOSALS = "/api/works/nip14/passages/4-2/proposals";

let bench: TestWorkbench;
let browser: Browser;
let owner: Client;
let invitation: string;
/** The id of somebody who only reads. */
let reader: string;
/** The id of two texts that are not a work yet. */
let staged: string;
/** The id of a source that lies on a work and is not recorded yet. */
let supplied: string;
/** The id of a revised file that lies on one. */
let revised: string;
/** A draft being written, and proposals that were declined, that are stale, and that supply a text. */
const ids: Record<"draft" | "declined" | "stale" | "supply" | "first", string> = {
  draft: "",
  declined: "",
  stale: "",
  supply: "",
  first: "",
};

async function begin(passage: string, kind: string, base: number | null): Promise<string> {
  const { id } = await owner.json<{ id: string }>("POST", PROPOSALS.replace("4-2", passage), { kind, base });
  return id;
}

async function submit(id: string, text: string): Promise<void> {
  await owner.json("POST", `/api/proposals/${id}/submit`, { text, summary: "A reason, 一个理由." });
}

beforeAll(async () => {
  bench = await startTestWorkbench();
  owner = await joinAsOwner(bench);
  // How large words and targets are is judged here.
  browser = await launch({ fonts: true });
  for (const key of ["draft", "declined", "stale"] as const) ids[key] = await begin("4-2", "revision", 2);
  await submit(ids.declined, "Something quite different for this heading");
  await owner.json("POST", `/api/proposals/${ids.declined}/decline`, { reason: "Too far from the source." });
  await submit(ids.stale, "Establish a system for the efficient use of data resources as a production factor");
  const winner = await begin("4-2", "revision", 2);
  await submit(winner, "Set up a system for the efficient use of data as a factor of production");
  await owner.json("POST", `/api/proposals/${winner}/accept`, { reason: "Good." });
  ids.supply = await begin("s10-government-and-markets", "supply", 1);
  await submit(ids.supply, "A text for this test alone.");
  ids.first = await begin("1-1", "revision", null);
  await submit(ids.first, "State of development");
  await joinAs(bench, owner, "reader", { name: "读者", email: "reader@example.org", password: "only reading here" });
  await owner.json("POST", "/api/settings", { switch: "strangers-may-ask", value: "yes" });
  await fetch(`${bench.address}/api/ask`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ name: "Wu", email: "wu@example.org", why: "I teach it." }),
  });
  const { people } = await owner.json<{ people: { id: string; role: string }[] }>("GET", "/api/people");
  reader = people.find(({ role }) => role === "reader")!.id;
  staged = (
    await owner.json<{ id: string }>("POST", "/api/works/new", { source: "道可道。\n\n非常道。", rendering: "A way." })
  ).id;
  supplied = (
    await owner.json<{ id: string }>("POST", "/api/works/nip14/source", {
      source: "厘清政府和市场的关系。\n\n新的一段。",
    })
  ).id;
  const text = { rendering: "1. Development status\n\nA paragraph that no passage has." };
  revised = (await owner.json<{ id: string }>("POST", "/api/works/nip14/return/text", text)).id;
  invitation = (await owner.json<{ link: string }>("POST", "/api/people/invite", { role: "translator" })).link;
});

afterAll(async () => {
  await browser.close();
  await bench.end();
});

/** The pages a stranger sees, then those an owner sees. */
const OPEN = (): [string, string][] => [
  ["works", "/"],
  ["work", "/nip14"],
  ["passage", PASSAGE],
  ["passage without a version", "/nip14/part-1"],
  ["version", `${PASSAGE}/v2`],
  ["version not held", `${PASSAGE}/v1`],
  ["compare", "/nip14/4-2/v2..v3"],
  ["compare side by side", "/nip14/4-2/v2..v3?view=side"],
  ["compare new only", "/nip14/4-2/v1..v2?view=new"],
  ["compare changes only", "/nip14/4-2/v1..v2?view=changes"],
  ["origins", "/nip14/4-2/origins"],
  ["origins of a version not held", `${PASSAGE}/origins?version=1`],
  ["origins without a version", "/nip14/part-1/origins"],
  ["collation", "/nip14/4-2/collation"],
  ["collation as readings", "/nip14/4-2/collation?versions=1,2,3&view=readings"],
  ["collation of one version", `${PASSAGE}/collation`],
  ["compare not held", `${PASSAGE}/v1..v2`],
  ["proposal open", "/nip14/proposals/sort-out"],
  ["proposal stale", `/nip14/proposals/${ids.stale}`],
  ["proposal declined", `/nip14/proposals/${ids.declined}`],
  ["proposal of a supply", `/nip14/proposals/${ids.supply}`],
  ["proposal of a first rendering", `/nip14/proposals/${ids.first}`],
  ["review", "/review"],
  ["sign in", "/sign-in"],
  ["about", "/about"],
  ["ask", "/-/ask"],
  ["search", "/search?q=data"],
  ["what was done to an outline", "/nip14/-/outline"],
  ["an outline then and later", "/nip14/-/outline/0..2026-12-31"],
  ["draft that is hidden", `/nip14/proposals/${ids.draft}`],
  ["join", new URL(invitation).pathname],
  ["join, used", new URL(bench.ownerLink!).pathname],
  ["not found", "/nowhere"],
];
const OWNED = (): [string, string][] => [
  ["people", "/people"],
  ["taking something out", `/nip14/-/remove/4-2`],
  ["taking something out of a work", `/nip14/-/remove`],
  ["a file comes back", "/nip14/-/return"],
  ["what a revised file changes", `/nip14/-/return/${revised}`],
  ["a work is given its source", "/nip14/-/source"],
  ["what was brought to a work", "/nip14/-/imports"],
  ["a source on its passages", `/nip14/-/source/${supplied}`],
  ["readers of a work", "/nip14/-/readers"],
  ["whom a work names", "/nip14/-/people"],
  ["a work as files", "/nip14/-/export"],
  ["terms", "/nip14/terms"],
  ["a term", "/nip14/terms/t4"],
  ["terms as files", "/nip14/-/terms"],
  ["settings of a work", "/nip14/settings?at=4-2"],
  ["account", "/-/account"],
  ["a section revised as one text", "/nip14/-/revise?at=part-4"],
  ["my work", "/me"],
  ["what was told to me", "/me/news"],
  ["what I follow", "/me/following"],
  ["one list of my work", "/me?list=decided"],
  ["settings", "/-/settings"],
  ["about, to change", "/about"],
  ["works of an owner", "/"],
  ["bringing a work in", "/works/new"],
  ["texts side by side", `/works/new/${staged}`],
  ["changing a role", `/people/${reader}/role?role=translator`],
  ["draft", `/nip14/proposals/${ids.draft}`],
  ["proposal to decide", "/nip14/proposals/sort-out"],
  ["proposal to move", `/nip14/proposals/${ids.stale}`],
  ["passage to propose on", PASSAGE],
];

async function context(options: BrowserContextOptions, signedIn: boolean): Promise<BrowserContext> {
  return signedIn ? contextOf(browser, owner, options) : browser.newContext(options);
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(bench.address + path, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
}

describe("each page: axe finds nothing serious in light and dark, and nothing scrolls sideways at 360 px", () => {
  const looks = { light: new Set<string>(), dark: new Set<string>() };

  /** What the console complains of on pages, such as styles that the workbench itself forbids. */
  function complaintsOf(page: Page): string[] {
    const found: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
        found.push(`${page.url()}: ${message.text()}`);
    });
    return found;
  }

  /** All of it on one page that is open, for to open it takes longer than to look. */
  async function lookAt(page: Page, name: string): Promise<void> {
    await expectAccessibleInBoth(page, name, looks);
    await page.setViewportSize({ width: 360, height: 740 });
    const [width, headings] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.querySelectorAll("h1").length,
    ]);
    expect(width, `${name}: width`).toBeLessThanOrEqual(360);
    expect(headings, `${name}: first headings`).toBe(1);
    expect(await ruledWords(page), `${name}: words within a line that have a block's rule above them`).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 720 });
  }

  /** A rule over words within a line crosses the line before it: a style that was meant for something else. */
  function ruledWords(page: Page): Promise<string[]> {
    return page.evaluate(() =>
      [...document.querySelectorAll("body *")]
        .filter((element) => {
          const { display, borderTopStyle, borderLeftStyle } = getComputedStyle(element);
          return display === "inline" && borderTopStyle !== "none" && borderLeftStyle === "none";
        })
        .map((element) => element.outerHTML),
    );
  }

  test("of those open to all", async () => {
    const page = await (await context({ colorScheme: "light", reducedMotion: "reduce" }, false)).newPage();
    const complaints = complaintsOf(page);
    for (const [name, path] of OPEN()) {
      await visit(page, path);
      await lookAt(page, name);
    }
    expect(complaints).toEqual([]);
    expect(looks.dark, "words look otherwise in the dark").not.toEqual(looks.light);
    await page.context().close();
  }, 360_000);

  test("of those of an owner", async () => {
    const page = await (await context({ colorScheme: "light", reducedMotion: "reduce" }, true)).newPage();
    const complaints = complaintsOf(page);
    for (const [name, path] of OWNED()) {
      await visit(page, path);
      if (name === "draft")
        await page
          .getByRole("status")
          .filter({ hasText: /Saved ✓/ })
          .first()
          .waitFor();
      await lookAt(page, name);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 360_000);
});

test("axe finds a word that is hard to read, also where all others have been judged", async () => {
  const page = await (await context({ reducedMotion: "reduce" }, false)).newPage();
  const asked: AskedOfAxe = { looks: new Set(), whole: false };
  await visit(page, "/about");
  await expectAccessible(page, "as it is", asked);
  await page
    .locator("main p")
    .last()
    .evaluate((words: HTMLElement) => (words.style.color = "#aaa"));
  await expect(expectAccessible(page, "made pale", asked)).rejects.toThrow("made pale");
  await page.context().close();
});

test("words are set in the workbench's own fonts, Latin and Chinese ones", async () => {
  const page = await (await context({}, false)).newPage();
  await visit(page, PASSAGE);
  const loaded = await page.evaluate(() =>
    [...document.fonts].filter(({ status }) => status === "loaded").map(({ family }) => family),
  );
  for (const family of [/Source Serif/, /Source Sans/, /Noto Serif SC/])
    expect(
      loaded.some((each) => family.test(each)),
      `${family.source} among ${loaded.join(", ")}`,
    ).toBe(true);
  await page.context().close();
});

test("on a phone the words of a draft begin within sight, and its head is small", async () => {
  const page = await (await context({ viewport: { width: 390, height: 844 } }, true)).newPage();
  await visit(page, `/nip14/proposals/${await begin("s10-government-and-markets", "revision", 2)}`);
  const saved = page.getByRole("status").filter({ hasText: /Saved ✓/ });
  await saved.first().waitFor();
  const head = (await page.locator(".draft-head").boundingBox())!;
  expect(head.y + head.height).toBeLessThanOrEqual(180);
  expect((await page.locator(".draft-words").boundingBox())!.y).toBeLessThanOrEqual(220);
  await page.context().close();
});

describe("without JavaScript", () => {
  let page: Page;
  beforeAll(async () => {
    page = await (await context({ javaScriptEnabled: false }, false)).newPage();
  });
  afterAll(() => page.context().close());

  const main = async (path: string): Promise<string> => {
    await page.goto(bench.address + path);
    return page.getByRole("main").innerText();
  };

  test("read", async () => {
    const words = await main("/nip14");
    for (const part of ["Clarify", "厘清", "Build a ubiquitous", "2 notes", "proposals: 1 waits for review"])
      expect(words).toContain(part);
    await page.locator("#s10-government-and-markets").getByRole("link", { name: /^Cite/ }).click();
    await page.waitForURL(/\/v2#cite$/);
  });

  test("compare", async () => {
    const words = await main("/nip14/4-2/v2..v3");
    expect(await page.locator("main ins").count()).toBeGreaterThan(0);
    expect(await page.locator("main del").count()).toBeGreaterThan(0);
    expect(words).toMatch(/Change 1 of \d/);
    await page.getByRole("link", { name: "Side by side" }).click();
    await page.waitForURL(/view=side/);
    expect(await page.locator("main ins").count()).toBeGreaterThan(0);
  });

  test("cite", async () => {
    const words = await main(`${PASSAGE}/v2`);
    for (const part of ["Chicago", "@book{", "TY  - BOOK", "sha256sum"]) expect(words).toContain(part);
    const digest = /\b[0-9a-f]{64}\b/.exec(words)![0];
    const record = (await (await fetch(`${bench.address}${PASSAGE}/v2.json`)).json()) as { digest: string };
    expect(digest).toBe(record.digest);
  });

  test("even proposing and deciding work, by plain forms", async () => {
    const signed = await context({ javaScriptEnabled: false }, true);
    const desk = await signed.newPage();
    await desk.goto(`${bench.address}/nip14/5-4`);
    await desk.getByRole("button", { name: /propose a revision/i }).click();
    await desk.getByLabel("Your rendering").fill("Action for open cooperation in digital trade");
    await desk.getByLabel(/why it is better/i).fill("One noun phrase, as in the source.");
    await desk.getByRole("button", { name: "Propose", exact: true }).click();
    await desk
      .locator("summary")
      .filter({ hasText: /^\W*Accept…$/ })
      .click();
    await desk.getByRole("button", { name: "Accept as v3" }).click();
    expect(await desk.getByRole("main").innerText()).toMatch(/accepted/i);
    const text = await (await fetch(`${bench.address}/nip14/5-4/v3.txt`)).text();
    expect(text).toBe("Action for open cooperation in digital trade");
    await signed.close();
  });
});
