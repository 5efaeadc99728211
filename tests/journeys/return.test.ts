/** A revised file is dropped on a work, looked at, and proposed or recorded; two of its parts are accepted. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contextOf, launch } from "../help/browser.ts";
import { VILLAGE } from "../help/onto.ts";
import { joinAs, joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

/** The last stands first, one is split, two are merged, one is new, one is gone, and three read otherwise. */
const SECOND = [
  VILLAGE[5].replace("one book", "a single book"),
  VILLAGE[0].replace("old bridge", "older bridge"),
  "Long after, strangers asked where the road to the harbour had been, and were shown a field of barley.",
  ...VILLAGE[1].split(/(?<=snow\.) /),
  `${VILLAGE[2]} ${VILLAGE[3].replace("forty", "fifty")}`,
];

let folder: string;
let bench: TestWorkbench;
let browser: Browser;
let owner: Client;
let page: Page;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "variorum-return-"));
  bench = await startTestWorkbench();
  owner = await joinAsOwner(bench);
  const ann = { name: "Ann Lee", email: "ann@example.org", password: "long enough words" };
  const translator = await joinAs(bench, owner, "translator", ann);
  const { id } = await owner.json<{ id: string }>("POST", "/api/works/new", { rendering: VILLAGE.join("\n\n") });
  const named = { title: "The Village", work: "village", language: "en", sourceLanguage: "und" };
  await owner.json("POST", `/api/works/new/${id}/create`, named);
  browser = await launch();
  page = await (await contextOf(browser, translator, {})).newPage();
});
afterAll(async () => {
  await browser.close();
  await bench.end();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function bring(work: string, path: string): Promise<void> {
  await page.goto(`${bench.address}/${work}/-/return`);
  await page.getByLabel(/from a file/).setInputFiles(path);
  await page.getByRole("button", { name: "Show what it changes" }).click();
}

const standing = async (work: string): Promise<string> => (await fetch(`${bench.address}/${work}`)).text();

test("a second edition is dropped, what became of each passage is shown, and two of its parts are accepted", async () => {
  await page.goto(`${bench.address}/village/-/return`);
  const dropped = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "second-edition.md"));
    return data;
  }, SECOND.join("\n\n"));
  await page.locator("textarea").dispatchEvent("drop", { dataTransfer: dropped });
  await page.getByText("second-edition.md").waitFor();
  await page.getByRole("button", { name: "Show what it changes" }).press("Enter");
  await page.waitForURL(/\/-\/return\/.+/);
  await page.getByText("second-edition.md: no passages kept").waitFor();
  const kinds = await page.getByRole("navigation", { name: "What is listed" }).getByRole("link").allTextContents();
  expect(kinds).toEqual([
    ...["All 6 that differ", "1 revised", "1 split in several", "1 joined with others", "1 moved", "1 new", "1 gone"],
  ]);
  const rows = await page.locator(".revised li").allInnerTexts();
  expect(rows.map((row) => /^\w+/.exec(row)![0])).toEqual(["Moved", "Revised", "New", "Split", "Joined", "Gone"]);
  expect(await page.locator(".became-revised ins").count()).toBe(1);
  await page.locator(".became-revised ins").filter({ hasText: "older" }).waitFor();
  expect(await standing("village")).not.toContain("older bridge");
  // Of one kind alone.
  await page.getByRole("link", { name: "1 joined with others" }).click();
  await page.waitForURL(/only=merged/);
  expect(await page.locator(".revised li").count()).toBe(1);

  await page.getByLabel(/Why it reads otherwise/).fill("Second edition, 1929");
  await page.getByLabel(/Why it reads otherwise/).press("Enter");
  await page.getByText("4 passages read otherwise and are proposed").waitFor();
  const proposal = await page.getByRole("link", { name: "the proposal" }).getAttribute("href");
  const id = proposal!.split("/").at(-1)!;
  const { parts } = await owner.json<{ parts: { passage: string }[] }>("GET", `/api/proposals/${id}`);
  expect(parts.map(({ passage }) => passage)).toEqual(["1", "2", "4", "6"]);

  const reviewing = await (await contextOf(browser, owner, {})).newPage();
  await reviewing.goto(`${bench.address}${proposal}`);
  await reviewing.getByText("Second edition, 1929").first().waitFor();
  // What an owner may do with another's is not called their own.
  await reviewing.getByRole("heading", { name: "What you can do" }).waitFor();
  expect(await reviewing.getByRole("heading", { name: "Your proposal" }).count()).toBe(0);
  for (const passage of ["1", "4"]) await reviewing.locator(`#part-${passage}`).getByRole("checkbox").check();
  await reviewing.getByRole("textbox", { name: /Your reason/ }).fill("Better so.");
  await reviewing.getByRole("button", { name: "Accept those ticked" }).click();
  for (const passage of ["1", "4"])
    await reviewing.locator(`#part-${passage} .part-stands`).filter({ hasText: "accepted" }).waitFor();
  const now = await standing("village");
  for (const words of ["older bridge", "fifty carts"]) expect(now).toContain(words);
  for (const words of ["single book", "strangers"]) expect(now).not.toContain(words);

  await bring("village", file("second-edition.md", SECOND.join("\n\n")));
  await page.getByText("was proposed before").first().waitFor();
  expect(await page.getByRole("button", { name: /^Propose/ }).count()).toBe(0);
});

test("several files are one text, in an order that is changed; a Word file from here comes by itself", async () => {
  const half = (from: number, to: number) => VILLAGE.slice(from, to).join("\n\n");
  const [one, two] = [file("chapter-2.md", half(3, 6)), file("chapter-10.md", half(0, 3))];
  await page.goto(`${bench.address}/village/-/return`);
  await page.getByLabel(/from a file/).setInputFiles([two, one]);
  const listed = page.locator(".chosen-files li > span");
  expect(await listed.allTextContents()).toEqual(["chapter-2.md", "chapter-10.md"]);
  await page.getByRole("button", { name: "Later: chapter-2.md" }).click();
  expect(await listed.allTextContents()).toEqual(["chapter-10.md", "chapter-2.md"]);
  await page.getByRole("button", { name: "Show what it changes" }).click();
  await page.getByText("chapter-10.md, chapter-2.md: 4 passages kept").waitFor();
  const kinds = page.getByRole("navigation", { name: "What is listed" }).getByRole("link");
  expect(await kinds.allTextContents()).toEqual(["All 2 that differ", "2 revised"]);

  const whole = await owner.send("GET", "/api/works/village/export/docx");
  const ours = join(folder, "village.docx");
  writeFileSync(ours, Buffer.from(await whole.arrayBuffer()));
  await page.goto(`${bench.address}/village/-/return`);
  await page.getByLabel(/from a file/).setInputFiles([ours, one]);
  await page.getByRole("button", { name: "Show what it changes" }).click();
  await page.getByText("Bring that by itself").waitFor();
});

test("without a script it is pasted; an owner records it as the next versions, with the day and the place", async () => {
  const context = await contextOf(browser, owner, { javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${bench.address}/village/-/return`);
  await plain
    .getByLabel("Translation", { exact: true })
    .fill(SECOND.join("\n\n").replace("older bridge", "oldest bridge"));
  await plain.getByRole("button", { name: "Show what it changes" }).click();
  await plain.waitForURL(/\/-\/return\/.+/);
  await plain.getByLabel(/Why it reads otherwise/).fill("As printed");
  await plain.getByText("Record it as the next versions instead").click();
  await plain.getByLabel(/When it was published/).fill("1931");
  await plain.getByLabel(/Where it was published/).fill("The Valley Press");
  await plain.getByRole("button", { name: "Record 1 version" }).click();
  await plain.getByText("1 passage has a next version").waitFor();
  expect(await standing("village")).toContain("oldest bridge");
  const history = await (await fetch(`${bench.address}/village/1`)).text();
  for (const words of ["The Valley Press", "1931", "As printed"]) expect(history).toContain(words);
  await plain.reload();
  await plain.getByText("1 passage has a next version").waitFor();
  await context.close();
});

test("a Word file from here is known by its marks: edited, dropped and proposed; brought again nothing is new", async () => {
  await page.goto(`${bench.address}/nip14/-/export`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download as Word" }).click(),
  ]);
  const parts = unzipSync(readFileSync(await download.path()));
  let document = strFromU8(parts["word/document.xml"]!);
  for (const words of ["Foster an advanced", "Expand the mutually", "Establish and improve"]) {
    expect(document.includes(words), words).toBe(true);
    document = document.replace(words, `Truly ${words}`);
  }
  const edited = join(folder, "edited.docx");
  writeFileSync(edited, zipSync({ ...parts, "word/document.xml": strToU8(document) }));

  await page.getByRole("link", { name: "comes back" }).click();
  await page.waitForURL(/\/-\/return$/);
  await bring("nip14", edited);
  await page.getByRole("button", { name: "Propose 3 passages" }).click();
  await page.getByText("3 passages read otherwise and are proposed").waitFor();
  await bring("nip14", edited);
  await page.getByText("What it says was proposed before").waitFor();
});

test("a file that can't be read changes nothing, and says so", async () => {
  await bring("nip14", file("none.docx", "no Word file"));
  await page.locator(".refused").filter({ hasText: "none.docx" }).waitFor();
  await bring("nip14", file("none.docx", "no Word file"));
  expect(new URL(page.url()).pathname).toBe("/nip14/-/return");
});

test("where a passage is final, a form without what is wrong with it comes back with the choice and with what was typed, for owners too", async () => {
  await owner.json("POST", "/api/works/nip14/finality", { passages: "5-8", final: "yes" });
  const { text } = await owner.json<{ text: string }>("GET", "/nip14/5-8/v1.json");
  const sent = { rendering: `${text} And said anew.` };
  const { id } = await owner.json<{ id: string }>("POST", "/api/works/nip14/return/text", sent);
  const browsers = { accept: "text/html", "content-type": "application/x-www-form-urlencoded" };
  const keep = (wrong: string) => {
    const fields = new URLSearchParams({ as: "proposal", reason: "Second <edition>.", wrong });
    return owner.send("POST", `/api/works/nip14/return/${id}`, fields.toString(), browsers);
  };
  const refused = await keep("");
  const shown = await refused.text();
  expect(refused.status).toBe(422);
  expect(shown).toMatch(/<select id="wrong" name="wrong" required/);
  for (const said of ['value="Second &lt;edition>."', 'role="alert"']) expect(shown).toContain(said);
  const laid = () => owner.json<{ laid: { came: object | null } }>("GET", `/nip14/-/return/${id}`);
  expect((await laid()).laid.came).toBeNull();
  const kept = await keep("style");
  expect([kept.status, new URL(kept.headers.get("location")!, bench.address).pathname]).toEqual([
    303,
    `/nip14/-/return/${id}`,
  ]);
  expect((await laid()).laid.came).toMatchObject({ passages: 1 });
});
