/** An owner sees what was brought to a work, and undoes it on a page, which asks first; without scripts as well. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open, signIn } from "../help/browser.ts";
import { variorum } from "../help/commands.ts";
import { joinAsOwner, OWNER, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const FIRST = ["# The river", "The river runs past the old stone bridge.", "In winter the orchard sleeps under snow."];
const SECOND = ["# Of the river", "Past the bridge the river runs.", "The orchard sleeps in winter, under snow."];

const THIRD = ["# River", "Past an old bridge the river runs.", "Under snow the orchard sleeps."];

let folder: string;
let bench: TestWorkbench;
let owner: Client;
let browser: Browser;
let page: Page;
let scripted: Awaited<ReturnType<typeof open>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "variorum-undoing-"));
  bench = await startTestWorkbench();
  browser = await launch();
  owner = await joinAsOwner(bench);
  await bringIn("first.md", FIRST, "--title", "The River Book");
  ({ page } = await open(browser, { javaScriptEnabled: false }));
  scripted = await open(browser);
  for (const each of [page, scripted.page]) await signIn(each, bench.address, OWNER);
});
afterAll(async () => {
  await browser.close();
  await bench.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Brings paragraphs in by the command, beside the workbench that runs. @returns the import's id */
async function bringIn(name: string, paragraphs: readonly string[], ...how: string[]): Promise<string> {
  const file = join(folder, name);
  writeFileSync(file, paragraphs.join("\n\n"));
  const args = ["import", file, "--work", "river", ...how, "--data", bench.data, "--json"];
  const { status, stdout, stderr } = await variorum(args);
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  return (JSON.parse(stdout.trim().split("\n").at(-1)!) as { import: string }).import;
}

/** As somebody has it whose browser runs scripts. */
async function accessible(path: string, name: string): Promise<void> {
  await scripted.page.goto(`${bench.address}${path}`);
  await expectAccessible(scripted.page, name);
  expect(scripted.faults).toEqual([]);
}

const line = (name: string) => page.locator(".import-list > li").filter({ has: page.getByRole("heading", { name }) });

test("the imports are listed, with who, when and how much; the page asks, with a reason, and undoes one", async () => {
  const id = await bringIn("second.md", SECOND, "--translation", "second", "--title", "A Second Rendering");
  await page.goto(`${bench.address}/river/settings`);
  await page.getByRole("link", { name: "What was brought to it" }).click();
  await line("second.md").getByText("3 versions of 3 passages").waitFor();
  await line("second.md").getByText("variorum import").waitFor();
  await line("The work itself").getByText("with 3 passages").waitFor();
  await accessible("/river/-/imports", "imports");
  await line("second.md").getByRole("link", { name: "Undo second.md" }).click();
  for (const words of [
    "3 versions are withdrawn",
    "The translation “A Second Rendering” no longer belongs to the work",
  ])
    await page.getByText(words).waitFor();
  await accessible(`/river/-/imports/${id}`, "an import");
  await page.getByRole("textbox", { name: /Why/ }).fill("Another edition.");
  await page.getByRole("button", { name: "Undo it" }).click();
  await page.getByRole("status").getByText("second.md is undone").waitFor();
  await line("second.md").getByText("“Another edition.”").waitFor();
  expect(await line("second.md").getByRole("link").count()).toBe(0);
  await page.goto(`${bench.address}/river/2/v2`);
  await page.getByText("“Another edition.”").first().waitFor();
  expect(await owner.json("POST", `/api/works/river/imports/${id}/undo`, { reason: "Again." })).toEqual({
    ...{ work: "river", passages: 0, already: true },
  });
});

test("once somebody has built on it, the page says by what, and nothing is changed", async () => {
  const id = await bringIn("second.md", SECOND, "--translation", "second", "--title", "A Second Rendering");
  const choice = { number: 3, current: 1, reason: "Closer." };
  await owner.json("POST", "/api/works/river/passages/2/choose", choice);
  await page.goto(`${bench.address}/river/-/imports/${id}`);
  await page.getByText("Somebody has built on it").waitFor();
  expect(await page.getByRole("link", { name: "See what that is" }).getAttribute("href")).toBe("/river/2/v3");
  expect(await page.getByRole("button", { name: "Undo it" }).count()).toBe(0);
  const refused = await owner.send("POST", `/api/works/river/imports/${id}/undo`, { reason: "Wrong." });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: "built-on", why: "choice", named: "2", number: 3 });
});

test("the list says beside each import by what it is kept, and leads there; a proposal is known by its passage", async () => {
  await bringIn("third.md", THIRD, "--translation", "third", "--title", "A Third");
  const { versions } = await owner.json<{ versions: { number: number }[] }>("GET", "/river/3");
  const base = versions.at(-1)!.number;
  const begun = { kind: "revision", base };
  const { id: proposal } = await owner.json<{ id: string }>("POST", "/api/works/river/passages/3/proposals", begun);
  await page.goto(`${bench.address}/river/-/imports`);
  const kept = line("third.md");
  await kept.getByText(/a proposal to revise /).waitFor();
  expect(await kept.textContent()).not.toContain(proposal);
  expect(await kept.getByRole("link", { name: "Undo third.md" }).count()).toBe(0);
  await accessible("/river/-/imports", "imports of which one is kept");
  await kept.getByRole("link", { name: "See what that is" }).click();
  expect(new URL(page.url()).pathname).toBe(`/river/proposals/${proposal}`);
});

test("it needs a reason, an import that there is, and an owner", async () => {
  const { imports } = await owner.json<{ imports: { id: string }[] }>("GET", "/api/works/river/imports");
  expect(imports.map(({ id }) => id).at(-1)).toBe("work");
  const undo = (id: string, reason: string) => owner.send("POST", `/api/works/river/imports/${id}/undo`, { reason });
  expect((await undo(imports[0]!.id, " ")).status).toBe(422);
  expect((await undo("none", "Wrong.")).status).toBe(404);
  expect((await fetch(`${bench.address}/river/-/imports`)).status).toBe(401);
});

test("the work itself goes once nothing was built on it; the same file brings it back", async () => {
  const file = join(folder, "alone.md");
  writeFileSync(file, FIRST.join("\n\n"));
  const bring = async () => {
    const args = ["import", file, "--work", "alone", "--title", "Alone", "--data", bench.data, "--json"];
    const { stdout } = await variorum(args);
    return JSON.parse(stdout.trim().split("\n").at(-1)!) as { already: boolean };
  };
  expect(await bring()).toMatchObject({ already: false });
  await page.goto(`${bench.address}/alone/-/imports/work`);
  await page.getByRole("heading", { name: "Undo the work itself?", exact: true }).waitFor();
  await page.getByText("The work is put away, and its 3 passages leave the outline").waitFor();
  await page.getByRole("textbox", { name: /Why/ }).fill("Not meant to be here.");
  await page.getByRole("button", { name: "Undo it" }).click();
  await page.getByRole("status").getByText("is undone").waitFor();
  await page.goto(`${bench.address}/`);
  expect(await page.getByRole("link", { name: "Alone" }).count()).toBe(0);
  await page.goto(`${bench.address}/-/settings`);
  const kept = page.locator(".kept-works > li").filter({ hasText: "Alone" });
  await kept.getByText("None of its passages stands").waitFor();
  expect(await kept.getByRole("button").count()).toBe(0);
  await page.goto(`${bench.address}/alone`);
  expect(await page.getByRole("link", { name: "Bring it back" }).count()).toBe(0);
  expect(await bring()).toMatchObject({ already: false });
  expect(await bring()).toMatchObject({ already: true });
  await page.goto(`${bench.address}/alone`);
  await page.locator(".rendering").filter({ hasText: FIRST[1]! }).first().waitFor();
});
