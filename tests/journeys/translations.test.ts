/** A second translation, brought in by command, is seen beside the first, cited as its own people's, and made current. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open, signIn } from "../help/browser.ts";
import { variorum } from "../help/commands.ts";
import { joinAsOwner, OWNER, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

const FIRST = ["# The river", "The river runs past the old stone bridge.", "In winter the orchard sleeps under snow."];
const SECOND = [
  "# Of the river",
  "Past the old bridge of stone the river runs.",
  "The orchard sleeps in winter, under snow.",
];

let folder: string;
let bench: TestWorkbench;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "variorum-translations-"));
  bench = await startTestWorkbench();
  browser = await launch();
  await joinAsOwner(bench);
  ({ page, faults } = await open(browser));
});
afterAll(async () => {
  await browser.close();
  await bench.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Brings paragraphs in by the command, beside the workbench that runs. */
async function bringIn(
  name: string,
  paragraphs: readonly string[],
  ...how: string[]
): Promise<Record<string, unknown>> {
  const file = join(folder, name);
  writeFileSync(file, paragraphs.join("\n\n"));
  const args = ["import", file, "--work", "river", ...how, "--data", bench.data];
  const { status, stdout, stderr } = await variorum(args);
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  return how.includes("--json") ? (JSON.parse(stdout.trim().split("\n").at(-1)!) as Record<string, unknown>) : {};
}

const translation = (name: string) => page.getByRole("article", { name });

test("both stand beside each other, each with its people, date and publisher", async () => {
  await bringIn("first.md", FIRST, "--title", "The River Book", "--translator", "Ada Alder");
  const second = ["--title", "A Second Rendering", "--translator", "Beda Bell", "--publisher", "Hearth Press"];
  await bringIn("second.md", SECOND, "--translation", "second", "--published", "1901", ...second);
  await page.goto(`${bench.address}/river/2`);
  await translation("The River Book").getByText("current", { exact: true }).waitFor();
  const other = translation("A Second Rendering");
  for (const words of [SECOND[1]!, "Beda Bell", "1901", "Hearth Press", "independent of the others"])
    await other.getByText(words).waitFor();
  expect(await other.getByText("current", { exact: true }).count()).toBe(0);
  await expectAccessible(page, "translations");
});

test("where they differ is seen word by word", async () => {
  await page.getByRole("link", { name: "Where they differ, word by word" }).click();
  await page.waitForURL(/collation\?versions=v1,v2/);
  for (const siglum of ["v1", "v2"]) expect(await page.locator(`#choose-${siglum}`).isChecked()).toBe(true);
});

test("the second is cited as its own people's, and nothing supersedes it", async () => {
  await page.goto(`${bench.address}/river/2`);
  await translation("A Second Rendering").getByRole("link", { name: "Cite v2" }).click();
  await page.waitForURL(/river\/2\/v2#cite/);
  const chicago = await page.locator(".style-chicago .citation-words").innerText();
  for (const words of ["Translated by Beda Bell", "First published as “A Second Rendering” by Hearth Press, 1901"])
    expect(chicago).toContain(words);
  expect(chicago).not.toContain("Ada Alder");
  await page.locator("dl.facts").getByText("Hearth Press").waitFor();
  expect(await page.locator(".banner").count()).toBe(0);
  const record = (await (await fetch(`${bench.address}/river/2/v2.json`)).json()) as object;
  expect(record).toMatchObject({ translation: "second", status: "latest", newest: 2 });
});

test("it is made the current one, with a reason, and the first goes on to be cited as it was", async () => {
  await signIn(page, bench.address, OWNER);
  await page.goto(`${bench.address}/river/2`);
  await page.locator("summary", { hasText: "Make v2 the current one" }).click();
  await page.locator("#choose-v2").fill("Closer to the order of the source.");
  await page.getByRole("button", { name: "Choose it" }).click();
  await translation("A Second Rendering").getByText("current", { exact: true }).waitFor();
  await page.getByText("Closer to the order of the source.").waitFor();
  expect(await page.locator(".rendering-column").innerText()).toContain(SECOND[1]);
  const record = (await (await fetch(`${bench.address}/river/2/v1.json`)).json()) as object;
  expect(record).toMatchObject({ status: "latest", newest: 1 });
  expect(faults).toEqual([]);
});

test("a translation that came is withdrawn again: all reads as it did, and its address says what became of it", async () => {
  const words = "The water runs past a bridge of stone.";
  const third = [SECOND[0]!, words, SECOND[2]!];
  const how = ["--translation", "third", "--title", "A Third", "--json"];
  const out = join(folder, "river.html");
  const exported = async () => {
    expect(await variorum(["export", "river", "--format", "html", "--out", out, "--data", bench.data])).toMatchObject({
      status: 0,
    });
    return readFileSync(out, "utf8");
  };
  const before = await exported();
  const { import: id } = await bringIn("third.md", third, ...how);
  const undo = (...more: string[]) =>
    variorum(["undo-import", "river", ...more, "--reason", "The wrong file.", "--data", bench.data]);
  expect((await undo()).stderr).toContain(`--import ${String(id)} (third.md,`);
  expect(await undo("--import", String(id))).toMatchObject({ status: 0, stderr: "" });
  await page.goto(`${bench.address}/river/2`);
  expect(await translation("A Third").count()).toBe(0);
  expect(await page.locator("main").innerText()).not.toContain(words);
  // A file says of what went that it went, and why; all else is as it was.
  const since = await exported();
  expect(since).toContain("/river/2/v3 withdrawn");
  expect(since.replaceAll(/<ol class="withdrawn">.*?<\/ol>\n/gs, "")).toBe(before);
  await page.goto(`${bench.address}/river/2/v3`);
  await page.getByText("The wrong file.").waitFor();
  expect((await fetch(`${bench.address}/river/2/v3.txt`)).status).toBe(410);
  expect(await bringIn("third.md", third, ...how)).toMatchObject({ versions: 3, already: false });
  await page.goto(`${bench.address}/river/2`);
  await translation("A Third").getByText(words).waitFor();
});

test("a second edition is proposed, a part a passage that it words otherwise, and two of its parts are accepted", async () => {
  const THIRD = [FIRST[0]!, "The river runs past an older bridge.", "In winter orchards sleep under the snow."];
  await bringIn("book.md", [...FIRST, "Nobody fishes here."], "--title", "The Book", "--work", "book");
  const edition = [...THIRD, "Nobody fishes here any more."];
  const how = ["--translation", "translation", "--as-proposal", "--reason", "Second edition, 1929", "--work", "book"];
  const found = await bringIn("edition.md", edition, ...how, "--json");
  expect(found).toMatchObject({ passages: 3, kept: 1, gone: 0, new: 0, already: false });
  const [proposal] = found["proposals"] as string[];
  await page.goto(`${bench.address}/book/proposals/${proposal}`);
  await page.getByText("Second edition, 1929").first().waitFor();
  for (const passage of ["2", "4"]) await page.locator(`#part-${passage}`).getByRole("checkbox").check();
  await page.getByRole("textbox", { name: /Your reason/ }).fill("Better so.");
  await page.getByRole("button", { name: "Accept those ticked" }).click();
  for (const passage of ["2", "4"])
    await page.locator(`#part-${passage} .part-stands`).filter({ hasText: "accepted" }).waitFor();
  await page.locator("#part-3").getByText("waits for a decision").waitFor();
  await page.goto(`${bench.address}/book`);
  for (const words of [edition[1]!, FIRST[2]!, edition[3]!])
    await page.locator(".rendering").filter({ hasText: words }).first().waitFor();
  expect(await bringIn("edition.md", edition, ...how, "--json")).toMatchObject({ passages: 0, already: true });
});
