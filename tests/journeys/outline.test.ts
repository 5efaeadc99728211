/** An owner changes the outline of a work: on pages without a script, by keys alone. What went answers where it stood. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, signIn } from "../help/browser.ts";
import { joinAsOwner, OWNER, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

let bench: TestWorkbench;
let browser: Browser;
let page: Page;
let owner: Client;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  owner = await joinAsOwner(bench);
  page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(page, bench.address, OWNER);
});

afterAll(async () => {
  await browser.close();
  await bench.end();
});

const at = (path: string): Promise<unknown> => page.goto(bench.address + path);

/** Unfolds a form by its key. */
async function unfold(title: string): Promise<void> {
  await page.locator("summary", { hasText: title }).press("Enter");
}

/** Sends the form that is unfolded, from the button, by its key. */
async function send(button: string): Promise<void> {
  await page.locator("details[open]").getByRole("button", { name: button }).press("Enter");
  await page.getByRole("status").waitFor();
}

/** The ids of the outline as the page lists them, those from `first` on. */
async function outline(count: number): Promise<string[]> {
  return (
    await page
      .locator("section[aria-labelledby=outline] > .outline-list a")
      .evaluateAll((all) => all.map((each) => new URL((each as HTMLAnchorElement).href).searchParams.get("at")!))
  ).slice(0, count);
}

test("a passage is added, called otherwise and moved", async () => {
  await at("/nip14/settings?at=part-1");
  await unfold("Add a passage behind it");
  await page.locator("#add-locator").fill("Motto");
  await page.locator("#add-words").fill("一是道。二是名。三是德。");
  await page.locator("#add-reason").fill("It stands on the title page.");
  await send("Add");
  expect((await outline(2))[1]).toBe("part-1-new");
  await unfold("Call it otherwise");
  await page.locator("#-locator").fill("Epigraph");
  await send("Say so");
  await page.getByRole("heading", { name: "Change Epigraph" }).waitFor();
  await unfold("Move it");
  await page.locator("#move-after").selectOption("");
  await send("Move");
  expect((await outline(2))[0]).toBe("part-1-new");
});

/** Begins a draft on a passage, or proposes for it as well, and gives its address. */
async function begun(passage: string, text: string | null): Promise<string> {
  const asked = { kind: "revision", base: null };
  const { id } = await owner.json<{ id: string }>("POST", `/api/works/nip14/passages/${passage}/proposals`, asked);
  if (text !== null) await owner.json("POST", `/api/proposals/${id}/submit`, { text, summary: "A first rendering." });
  return `/nip14/proposals/${id}`;
}

/** What became of its passage, as the page of a proposal says it at its head. */
async function saidAt(proposal: string): Promise<string> {
  await at(proposal);
  return page.locator(".banner", { hasText: "This passage" }).innerText();
}

test("it is split where its sentences part, and its address leads on to what it became", async () => {
  const [draft, proposed] = [await begun("part-1-new", null), await begun("part-1-new", "The Way. The name.")];
  await at("/nip14/settings?at=part-1-new");
  await unfold("Split it");
  await page.getByLabel("二是名。").press("Space");
  await page.locator("#split-reason").fill("Two mottos.");
  await send("Split");
  expect((await outline(2)).slice(0, 2)).toEqual(["part-1-new-1", "part-1-new-2"]);
  for (const proposal of [draft, proposed])
    expect(await saidAt(proposal)).toMatch(
      /was split on .* by Olive Owner: “Two mottos\.”\s+In its place stand: Epigraph \(1\), Epigraph \(2\)\s+.*can’t be accepted/,
    );
  await at("/nip14/part-1-new");
  await page.getByText(/This passage was split on .* by Olive Owner: “Two mottos\.”/).waitFor();
  expect(await page.locator(".source-column").innerText()).toContain("一是道。二是名。三是德。");
  await page.getByRole("link", { name: "Epigraph (2)" }).click();
  expect(await page.locator(".source-column").innerText()).toContain("二是名。三是德。");
  await at("/nip14");
  expect(await page.locator("article#part-1-new").count()).toBe(0);
  await at("/nip14?at=part-1-new");
  expect(await page.locator("article#part-1-new-1").count()).toBe(1);
  const behind = await fetch(`${bench.address}/api/works/nip14?after=part-1-new`);
  expect(((await behind.json()) as { passages: { passage: { id: string } }[] }).passages[0]!.passage.id).toBe(
    "part-1-new-1",
  );
});

test("what it became is joined, and taken out; the first stands in the outline again", async () => {
  await at("/nip14/settings?at=part-1-new-1");
  const before = await begun("part-1-new-1", "The Way.");
  await unfold("Join it with Epigraph (2)");
  await page.locator("#join-locator").fill("Epigraphs");
  await page.locator("#join-reason").fill("One motto after all.");
  await send("Join");
  const [joined] = await outline(1);
  const after = await begun(joined!, null);
  expect(await saidAt(before)).toMatch(
    /was joined with others on .*: “One motto after all\.”\s+In its place stand: Epigraphs/,
  );
  await at(`/nip14/settings?at=${joined}`);
  await unfold("Take it out of the outline");
  await page.locator("#retire-reason").fill("It is no part of the Plan.");
  await send("Take it out");
  expect((await outline(1))[0]).not.toBe(joined);
  expect(await saidAt(after)).toMatch(/was taken out of the outline on/);
  await at(`/nip14/${joined}`);
  await page.getByText(/This passage was taken out of the outline on/).waitFor();
  await at("/nip14/settings?at=part-1-new");
  await unfold("Put it into the outline again");
  await send("Put it there");
  expect((await outline(1))[0]).toBe("part-1-new");
});

test("what was done stands on the page with who did it and why, and how the outline stood on a day", async () => {
  await at("/nip14/settings");
  const steps = await page.locator("section", { has: page.locator("#steps") }).innerText();
  expect(steps).toMatch(/Olive Owner: Epigraph was split: “Two mottos\.”/);
  expect(steps).toMatch(/Olive Owner: Motto was added: “It stands on the title page\.”/);
  await page.locator("#on").fill("2000-01-01");
  await page.getByRole("button", { name: "Show" }).press("Enter");
  await page.getByRole("heading", { name: "The outline on 1 January 2000" }).waitFor();
});

test("what the work is, and its translation, are said anew", async () => {
  await at("/nip14/settings");
  await page.locator("#work-title").fill("The Plan");
  await page
    .locator("form", { has: page.locator("#work-title") })
    .getByRole("button")
    .press("Enter");
  await page.getByRole("heading", { name: "Settings of The Plan" }).waitFor();
  await page.locator("#translation-publisher").fill("Nobody");
  await page
    .locator("form", { has: page.locator("#translation-publisher") })
    .getByRole("button")
    .press("Enter");
  await page.getByRole("status").waitFor();
  await at("/nip14");
  expect(await page.locator(".translators").innerText()).toContain("Nobody");
});

test("a source is given anew: the passage says that it reads otherwise, until somebody says that the rendering holds", async () => {
  const { id } = await owner.json<{ id: string }>("POST", "/api/works/nip14/passages/4-2/proposals", {});
  await owner.json("POST", `/api/proposals/${id}/submit`, { text: "It reads otherwise.", summary: "Plainer." });
  await at("/nip14/settings?at=4-2");
  await unfold("Give its source anew");
  await page.locator("#source-text").fill("完全不同的原文。\n\n第二段。");
  await page.locator("#source-provenance").fill("The corrected issue.");
  await send("Say so");
  // Its reviewer is told against which wording it was written.
  await at(`/nip14/proposals/${id}`);
  await page.getByText("Written against source wording 1; the source now reads otherwise,").waitFor();
  await at("/nip14/4-2");
  await page.getByText(/^v\d+ renders source wording 1; the source reads otherwise now, in wording 2\.$/).waitFor();
  expect(await page.locator(".source-moved .diff .deleted").allInnerTexts()).not.toEqual([]);
  expect(await page.locator(".source-moved .diff .inserted").allInnerTexts()).not.toEqual([]);
  await page.locator(".source-moved input[name=reason]").fill("The sense is the same.");
  await page.getByRole("button", { name: "The rendering still holds" }).press("Enter");
  await page.waitForURL(`${bench.address}/nip14/4-2`);
  expect(await page.getByText("the source reads otherwise now").count()).toBe(0);
  const version = page.getByRole("link", { name: /^v\d+$/ }).first();
  await at(`/nip14/4-2/${await version.innerText()}`);
  expect(await page.locator(".source-column").innerText()).toContain("数据要素资源");
});
