/**
 * A section revised as one text, in a real browser: two people write in its passages, one of them by keyboard alone, one on a
 * connection that is lost. What they typed is what the parts say, and what they left alone is no part.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { contextOf, expectAccessible, launch } from "../help/browser.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann", email: "ann@example.org", password: "ann translates well" };
const BEN = { name: "Ben 本", email: "ben@example.org", password: "ben translates well" };

let bench: TestWorkbench;
let browser: Browser;
let host: Client;
let guest: Client;
let ann: Page;
let ben: Page;
const faults: string[] = [];

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  const owner = await joinAsOwner(bench);
  host = await joinAs(bench, owner, "translator", ANN);
  guest = await joinAs(bench, owner, "translator", BEN);
  [ann, ben] = [await windowOf(host), await windowOf(guest)];
});
afterAll(async () => {
  await browser.close();
  await bench.end();
  expect(faults, "what the browsers' consoles complained of").toEqual([]);
});

async function windowOf(person: Client): Promise<Page> {
  const context = await contextOf(browser, person, { viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on("pageerror", ({ message }) => faults.push(message));
  page.on("console", (message) => {
    // A socket that can't be opened without a network is what is tried here.
    if (message.type() === "error" && !/ERR_INTERNET_DISCONNECTED|Failed to load/.test(message.text()))
      faults.push(message.text());
  });
  return page;
}

const words = (page: Page, locator: string) =>
  page.getByRole("textbox", { name: `Rendering of ${locator}`, exact: true });
const row = (page: Page, passage: string) => page.locator(`[id="${passage}"]`);
const saved = (page: Page) =>
  page
    .getByRole("status")
    .filter({ hasText: /Saved ✓/ })
    .first()
    .waitFor();
/** Waits until the caret is in the words of a passage. */
const isIn = (page: Page, locator: string) =>
  expect.poll(() => words(page, locator).evaluate((each) => each === document.activeElement)).toBe(true);
const proposalOf = (page: Page): string => new URL(page.url()).searchParams.get("proposal")!;

interface Told {
  parts: { passage: string; status: string; draft: { rendering: RenderingJson } | null }[];
  invitable: { id: string; name: string }[];
}

/** What the parts of a proposal say, by passage. */
async function said(id: string): Promise<Record<string, string>> {
  const { parts } = await host.json<Told>("GET", `/api/proposals/${id}`);
  return Object.fromEntries(
    parts.flatMap(({ passage, draft }) =>
      draft ? [[passage, canonicalText(renderingFromJson(draft.rendering)).trim()]] : [],
    ),
  );
}

test("by keyboard alone: from the reading page into the section, on from passage to passage, each a part with its first letter", async () => {
  await ann.goto(`${bench.address}/nip14?at=part-4#part-4`);
  await row(ann, "part-4")
    .getByRole("link", { name: /^Revise this section/ })
    .press("Enter");
  await ann.waitForURL(/\/nip14\/-\/revise\?at=part-4$/);
  await words(ann, "4.1").waitFor();
  await words(ann, "4.1").focus();
  await isIn(ann, "4.1");
  await ann.keyboard.press("ControlOrMeta+End");
  await ann.keyboard.type(", at once");
  await row(ann, "4-1").getByText("changed", { exact: true }).waitFor();
  await ann.keyboard.press("ArrowDown");
  await isIn(ann, "4.2");
  // Its second line, and on.
  await ann.keyboard.press("ArrowDown");
  await ann.keyboard.press("ArrowDown");
  await isIn(ann, "4.3");
  await ann.keyboard.press("ControlOrMeta+End");
  await ann.keyboard.type("!");
  await ann.keyboard.press("ArrowRight");
  await isIn(ann, "4.4");
  await ann.keyboard.press("ArrowLeft");
  await isIn(ann, "4.3");
  await saved(ann);
  expect(await ann.locator(".section-changed summary").textContent()).toMatch(/^2 of \d+ passages changed$/);
  const parts = await said(proposalOf(ann));
  expect(Object.keys(parts).sort()).toEqual(["4-1", "4-3"]);
  expect([parts["4-1"], parts["4-3"]]).toEqual([expect.stringMatching(/, at once$/), expect.stringMatching(/!$/)]);
  await expectAccessible(ann, "a section revised as one text");
});

test("a colleague goes on in the same section: the caret is seen in all of it, two who begin a passage at once write one part", async () => {
  const id = proposalOf(ann);
  const { invitable } = await host.json<Told>("GET", `/api/proposals/${id}`);
  await host.json("POST", `/api/proposals/${id}/invite`, {
    person: invitable.find(({ name }) => name === BEN.name)!.id,
  });
  await ben.goto(`${bench.address}/nip14/-/revise?at=part-4&proposal=${id}`);
  await words(ben, "4.5").click();
  await isIn(ben, "4.5");
  await row(ann, "4-5").getByText("Ben 本 is here").waitFor();
  await words(ann, "4.5").click();
  await Promise.all([ann.keyboard.press("ControlOrMeta+End"), ben.keyboard.press("ControlOrMeta+Home")]);
  await Promise.all([ann.keyboard.type(" by Ann"), ben.keyboard.type("By Ben: ")]);
  for (const page of [ann, ben])
    await words(page, "4.5")
      .filter({ hasText: /By Ben: .* by Ann/ })
      .waitFor();
  await Promise.all([saved(ann), saved(ben)]);
  expect((await said(id))["4-5"]).toMatch(/^By Ben: .* by Ann$/);
  // A live caret with a name, where both write.
  await row(ann, "4-5").locator('.flag[data-name="Ben 本"]').waitFor({ state: "attached" });
});

test("what is typed without a network waits, is kept over a reload, and becomes a part as soon as it can", async () => {
  const id = proposalOf(ann);
  await ben.context().setOffline(true);
  await words(ben, "4.7").click();
  await ben.keyboard.press("ControlOrMeta+End");
  await ben.keyboard.type(" offline");
  await row(ben, "4-7").getByText("changed", { exact: true }).waitFor();
  // The page comes again, and still nothing may become a part.
  await ben.route("**/api/proposals/*/parts/*", (route) => route.abort());
  await ben.context().setOffline(false);
  await ben.reload();
  await words(ben, "4.7")
    .filter({ hasText: / offline/ })
    .click();
  await ben.keyboard.press("ControlOrMeta+Home");
  await ben.keyboard.type("Written ");
  expect(Object.keys(await said(id))).not.toContain("4-7");
  await ben.unroute("**/api/proposals/*/parts/*");
  await saved(ben);
  expect((await said(id))["4-7"]).toMatch(/^Written .* offline$/);
  await row(ann, "4-7").getByText("changed", { exact: true }).waitFor();
});

test("what reads as before is left out when the others are proposed, together and with one reason", async () => {
  const id = proposalOf(ann);
  await words(ann, "4.8").click();
  await ann.keyboard.press("ControlOrMeta+End");
  await ann.keyboard.type("x");
  await row(ann, "4-8").getByText("changed", { exact: true }).waitFor();
  await ann.keyboard.press("ControlOrMeta+z");
  await row(ann, "4-8").getByText("reads as before").waitFor();
  await saved(ann);
  // What is typed before the words of a part have come is not lost.
  await ann.reload();
  await ann.locator(".section-head").waitFor();
  await words(ann, "4.1").click({ position: { x: 14, y: 12 } });
  await ann.keyboard.type("So: ");
  await words(ann, "4.1").filter({ hasText: "So: " }).waitFor();
  // A correction has its reason by a key.
  await words(ann, "4.3").click();
  await ann.locator('.ProseMirror-focused[aria-label="Rendering of 4.3"]').waitFor();
  await ann.keyboard.press("ControlOrMeta+End");
  await ann.keyboard.press("ControlOrMeta+Alt+s");
  await ann.locator(".draft-reasons").getByText("Spelling.").waitFor();
  await saved(ann);
  await ann.getByRole("textbox", { name: /^Summary/ }).fill("Plainer throughout.");
  await ann.keyboard.press("ControlOrMeta+Enter");
  await ann.waitForURL(`${bench.address}/nip14/proposals/${id}`);
  const { parts } = await host.json<Told>("GET", `/api/proposals/${id}`);
  expect(Object.fromEntries(parts.map(({ passage, status }) => [passage, status]))).toEqual({
    "4-1": "open",
    "4-3": "open",
    "4-5": "open",
    "4-7": "open",
    "4-8": "withdrawn",
  });
});

test("what an input method composes and what is pasted as paragraphs stay in their passage", async () => {
  await ann.goto(`${bench.address}/nip14/-/revise?at=part-4`);
  await words(ann, "4.1").focus();
  await isIn(ann, "4.1");
  await ann.keyboard.press("ControlOrMeta+End");
  const devtools = await ann.context().newCDPSession(ann);
  for (const text of ["shu", "shu ju", "数据"])
    await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await devtools.send("Input.insertText", { text: "数据" });
  await row(ann, "4-1").getByText("changed", { exact: true }).waitFor();
  await words(ann, "4.2").click();
  await isIn(ann, "4.2");
  await ann.keyboard.press("ControlOrMeta+End");
  await words(ann, "4.2").evaluate((place) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "One.\n\nTwo.\n\nThree.");
    place.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await words(ann, "4.2").locator("p", { hasText: "Three." }).waitFor();
  await row(ann, "4-2").getByText("changed", { exact: true }).waitFor();
  await saved(ann);
  const parts = await said(proposalOf(ann));
  expect(Object.keys(parts).sort()).toEqual(["4-1", "4-2"]);
  expect(parts["4-1"]).toMatch(/[a-z]数据$/);
  expect(parts["4-2"]).toMatch(/productionOne\.\n\nTwo\.\n\nThree\.$/);
});
