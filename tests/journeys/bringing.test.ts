/** A Word file and its source are laid side by side, mended by keys, made a work, read, revised and taken out again. */
import { readFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open, signIn } from "../help/browser.ts";
import { variorum } from "../help/commands.ts";
import { docx } from "../help/packed.ts";
import { joinAsOwner, OWNER, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

let bench: TestWorkbench;
let browser: Browser;
let page: Page;
let faults: string[];
let owner: Client;
/** The ids of the passages of what was made. */
let made: string[];
const folder = mkdtempSync(join(tmpdir(), "variorum-bringing-"));

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  owner = await joinAsOwner(bench);
  ({ page, faults } = await open(browser));
  await signIn(page, bench.address, OWNER);
});

afterAll(async () => {
  await browser.close();
  await bench.end();
  rmSync(folder, { recursive: true, force: true });
});

const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const TRACKED =
  "<w:p><w:r><w:t>The way is </w:t></w:r>" +
  '<w:del w:id="1" w:author="Ada" w:date="2024-01-02T00:00:00Z"><w:r><w:delText>short</w:delText></w:r></w:del>' +
  '<w:ins w:id="2" w:author="Ada" w:date="2024-01-02T00:00:00Z"><w:r><w:t>long</w:t></w:r></w:ins>' +
  "<w:r><w:t> in 1921.</w:t></w:r></w:p>";
const SOURCE = ["孔子生于公元前551年。", "他三岁丧父。", "十九岁结婚。", "路在1921年很长。"];
const RENDERING = ["Confucius was born in 551 BC.", "His father died when he was three.", "At nineteen he married."];

const word = (name: string, body: string) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(docx(body)),
});

/** Drops a file on one of the two texts. */
async function drop(text: number, { name, buffer }: ReturnType<typeof word>): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([called, bytes]) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([new Uint8Array(bytes)], called));
      return dropped;
    },
    [name, [...buffer]] as const,
  );
  await page.locator(".two-texts .field").nth(text).dispatchEvent("drop", { dataTransfer });
  await page.getByText(name).waitFor();
}

/** The words of each pair, source and rendering. */
const pairs = (): Promise<[string, string][]> =>
  page.locator(".pair").evaluateAll((all) =>
    all.map((pair): [string, string] => {
      const [source, rendering] = [...pair.querySelectorAll<HTMLElement>(".pair-words")].map((side) =>
        [...side.querySelectorAll("p:not(.empty)")].map((words) => words.textContent).join(" / "),
      );
      return [source!, rendering!];
    }),
  );

/** Presses a key at a pair, and waits for the page that comes of it. */
async function press(pair: number, key: string): Promise<void> {
  const before = await page.locator("[data-pairs] input[name=after]").inputValue();
  await page.locator(`#pair-${pair}`).focus();
  await page.keyboard.press(key);
  await page.waitForFunction(
    (was) => document.querySelector<HTMLInputElement>("input[name=after]")?.value !== was,
    before,
  );
}

/** Splits a pair where it is likeliest, or with arrows so many sentences further on in its translation. */
async function split(pair: number, further = 0): Promise<void> {
  await page.locator(`#pair-${pair}`).focus();
  await page.keyboard.press("s");
  await page.waitForURL(/split=/);
  const chosen = page.locator(`#pair-${pair} input:checked`);
  // The page opens there.
  await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
  if (further > 0) await chosen.last().focus();
  for (let each = 0; each < further; each++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/works/new/\\w+#pair-${pair}$`));
}

test("two files are dropped, what one of them leaves open is asked, and they stand side by side", async () => {
  await page.goto(bench.address);
  await page.getByRole("link", { name: "Bring a work in" }).click();
  await drop(0, word("路.docx", SOURCE.map(paragraph).join("")));
  await drop(1, word("way.docx", RENDERING.map(paragraph).join("") + TRACKED));
  await expectAccessible(page, "two files");
  await page.getByRole("button", { name: "Lay them side by side" }).click();
  await page.getByLabel("As two versions").check();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("heading", { name: "Passages side by side" }).waitFor();
  expect(await pairs()).toEqual(
    [...SOURCE.entries()].map(([at, words]) => [words, RENDERING[at] ?? "The way is long in 1921."]),
  );
  await expectAccessible(page, "side by side");
});

test("pairs are mended by keys, each step can be taken back, and it is all there another day", async () => {
  await press(0, "j");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("pair-0");
  expect((await pairs())[0]).toEqual([`${SOURCE[0]} / ${SOURCE[1]}`, `${RENDERING[0]} / ${RENDERING[1]}`]);
  await split(0);
  await press(1, "d");
  expect((await pairs()).map(([, words]) => words)).toEqual([
    RENDERING[0],
    "",
    RENDERING[1],
    RENDERING[2],
    "The way is long in 1921.",
  ]);
  await press(0, "z");
  // Between two sentences of one paragraph, and back.
  await page.locator("#pair-0").getByRole("link", { name: "Split…" }).click();
  await page.getByText("with what does the next passage begin?").first().waitFor();
  await expectAccessible(page, "to be split");
  await page.getByRole("link", { name: "Leave it whole" }).click();
  await press(2, "u");
  expect(await pairs()).toHaveLength(5);
  await press(0, "z");
  await page.goto(`${bench.address}/works/new`);
  await page.getByRole("link", { name: "路.docx · way.docx" }).click();
  expect(await pairs()).toEqual(
    [...SOURCE.entries()].map(([at, words]) => [words, RENDERING[at] ?? "The way is long in 1921."]),
  );
  await press(3, "Enter");
  await page.locator("#pair-3").getByText("seen").waitFor();
});

test("what is missing is asked for and what was filled in stays; then it is a work like any other", async () => {
  await page.fill("#field-title", "The Way");
  await page.fill("#field-work", "not an address");
  await page.fill("#field-issuer", "Master Kong");
  await page.fill("#field-issued", "1921");
  await page.fill("#field-rights", "Public domain.");
  await page.getByLabel("For members.").check();
  await page.getByRole("button", { name: "Create the work" }).click();
  await page.getByRole("alert").waitFor();
  expect(await page.inputValue("#field-title")).toBe("The Way");
  expect(await page.getByLabel("For members.").isChecked()).toBe(true);
  await expectAccessible(page, "described");
  await page.fill("#field-work", "way");
  await page.fill("#field-translators", "Ada Example; Ben Muster");
  await page.getByRole("button", { name: "Create the work" }).click();
  await page.waitForURL(`${bench.address}/way`);
  await page.getByText("Confucius was born in 551 BC.").first().waitFor();
  for (const said of ["Master Kong", "1921", "Public domain."])
    await page.getByText(said).first().waitFor({ state: "attached" });
  expect((await fetch(`${bench.address}/way`)).status).toBe(404);
  made = await page.locator("article").evaluateAll((all) => all.map(({ id }) => id));
  expect(made).toHaveLength(4);
  const last = await owner.json<{ versions: { number: number; contributors: { name: string }[] }[] }>(
    "GET",
    `/api/works/way/passages/${made[3]}`,
  );
  expect(last.versions.map(({ number }) => number)).toEqual([1, 2]);
  expect(last.versions[1]!.contributors.map(({ name }) => name)).toEqual(["Ada"]);
});

test("it is revised, and taken out with what was revised", async () => {
  const { id } = await owner.json<{ id: string }>("POST", `/api/works/way/passages/${made[0]}/proposals`, {
    kind: "revision",
    base: 1,
  });
  await owner.json("POST", `/api/proposals/${id}/submit`, { text: "Confucius was born in 551 BCE.", summary: "Era." });
  await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "Yes." });
  await page.goto(`${bench.address}/way`);
  await page.getByText("551 BCE").first().waitFor();
  const out = join(folder, "way.md");
  const args = ["export", "way", "--format", "md", "--out", out, "--data", bench.data];
  expect((await variorum(args)).status).toBe(0);
  expect(readFileSync(out, "utf8")).toContain("551 BCE");
  expect(faults).toEqual([]);
});

test("a file that is none is refused with what to do, and nothing is lost", async () => {
  await page.goto(`${bench.address}/works/new`);
  await page.fill("#source", "道可道。");
  await page.setInputFiles("#file-b", {
    name: "scan.docx",
    mimeType: "application/octet-stream",
    buffer: Buffer.from("%PDF-1.7"),
  });
  await page.getByRole("button", { name: "Lay them side by side" }).click();
  expect(await page.getByRole("alert").innerText()).toMatch(/scan\.docx is a PDF/);
  expect(await page.inputValue("#source")).toBe("道可道。");

  // Another try begins nothing anew beside it.
  await page.getByRole("button", { name: "Lay them side by side" }).click();
  await page.getByText("The texts are being read").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Not this one" }).click();
  await page.fill("#source", "道可道，非常道。");
  await page.fill("#rendering", "The way that can be told is not the constant way.");
  await page.getByRole("button", { name: "Lay them side by side" }).click();
  await page.getByRole("heading", { name: "Passages side by side" }).waitFor();
  expect(await pairs()).toEqual([["道可道，非常道。", "The way that can be told is not the constant way."]]);
  const { begun } = await owner.json<{ begun: unknown[] }>("GET", "/api/works/new");
  expect(begun).toHaveLength(1);
});

test("a text in many files is read in the order of their names, which keys change; what they leave open is asked once", async () => {
  await page.goto(`${bench.address}/works/new`);
  // What was pasted and laid before is not half-typed any more.
  expect(await page.inputValue("#source")).toBe("");
  const footnotes = `<w:footnote w:id="1">${paragraph("A note.")}</w:footnote>`;
  const noted = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>`;
  const chapter = (number: number, text: string) => ({
    name: `chapter ${number}.docx`,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(docx(noted(text), { footnotes })),
  });
  await page.setInputFiles("#file-b", [chapter(10, "Ten."), chapter(9, "Nine."), chapter(2, "Two.")]);
  const named = () => page.locator(".chosen-files li > span").allInnerTexts();
  expect(await named()).toEqual(["chapter 2.docx", "chapter 9.docx", "chapter 10.docx"]);
  await expectAccessible(page, "several files");
  // Up by keys, as often as it goes.
  await page.getByRole("button", { name: "Earlier: chapter 10.docx" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  expect(await named()).toEqual(["chapter 10.docx", "chapter 2.docx", "chapter 9.docx"]);
  await page.getByRole("button", { name: "Not this one: chapter 9.docx" }).focus();
  await page.keyboard.press("Enter");
  await page.setInputFiles("#file-b", [chapter(3, "Three.")]);
  expect(await named()).toEqual(["chapter 10.docx", "chapter 2.docx", "chapter 3.docx"]);
  await page.getByRole("button", { name: "Lay them side by side" }).click();
  await page.getByText("3 footnotes in chapter 10.docx to chapter 3.docx: what are they?").waitFor();
  await page.getByLabel("Neither: leave them out").check();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("heading", { name: "Passages side by side" }).waitFor();
  expect(await pairs()).toEqual(["Ten.", "Two.", "Three."].map((words) => ["", words]));
  expect(faults).toEqual([]);
});

test("of a table whose first line does not say it is asked which column is what, and its notes become notes", async () => {
  await page.goto(`${bench.address}/works/new`);
  const rows = [
    "chapter,Laozi,Alder,remarks,Bell",
    "One,道可道。,The way that can be told.,So Wang Bi.,A way one can tell of.",
    "Two,名可名。,The name that can be named.,,A name one can name so.",
  ];
  await page.setInputFiles("#file-b", { name: "poem.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
  await page.getByRole("button", { name: "Lay them side by side" }).click();
  await page.getByText("What are the columns of poem.csv?").waitFor();
  const chosen = () => page.locator(".asked-columns select").evaluateAll((all) => all.map((each) => (each as HTMLSelectElement).value)); // prettier-ignore
  expect(await chosen()).toEqual(["passage", "source", "rendering", "notes", "further"]);
  await expectAccessible(page, "columns");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("heading", { name: "Passages side by side" }).waitFor();
  expect(await pairs()).toEqual([
    ["道可道。", "The way that can be told."],
    ["名可名。", "The name that can be named."],
  ]);
  await page.locator(".pair-heads").getByText("Bell").waitFor();
  await page.fill("#field-title", "A poem");
  await page.fill("#field-work", "a-poem");
  await page.getByRole("button", { name: "Create the work" }).click();
  await page.waitForURL(`${bench.address}/a-poem`);
  const { versions } = await owner.json<{ versions: { translation: string; notes: { body: string }[] }[] }>("GET", "/api/works/a-poem/passages/one"); // prettier-ignore
  expect(versions.map(({ translation }) => translation)).toEqual(["translation", "bell"]);
  expect(versions[0]!.notes.map(({ body }) => body)).toEqual(["So Wang Bi."]);
  expect(faults).toEqual([]);
});

test("a file that is empty is named, and leaves nothing that is begun; what has no title is listed by its file", async () => {
  const begun = async () => (await owner.json<{ begun: unknown[] }>("GET", "/api/works/new")).begun.length;
  const before = await begun();
  const given = (name: string, buffer: Buffer) =>
    page.setInputFiles("#file-b", { name, mimeType: "application/octet-stream", buffer });
  await page.goto(`${bench.address}/works/new`);
  await given("empty.txt", Buffer.of());
  const thrownAway = page.waitForResponse((response) => response.url().endsWith("/discard"));
  await page.getByRole("button", { name: "Lay them side by side" }).click();
  await page.getByRole("alert").getByText("empty.txt holds no passage.").waitFor();
  await thrownAway;
  expect(await begun()).toBe(before);
  await page.getByRole("button", { name: "Not this one" }).click();
  await given("道.txt", readFileSync("tests/files/texts/gb18030.txt"));
  await page.getByRole("button", { name: "Lay them side by side" }).click();
  await page.getByText("How is 道.txt written?").waitFor();
  await page.goto(`${bench.address}/works/new`);
  await page.locator(".begun-works").getByRole("link", { name: "道.txt" }).waitFor();
  expect(faults).toEqual([]);
});

test("without a script texts are pasted, or come as files, of either side, or both", async () => {
  const { page: plain } = await open(browser, { javaScriptEnabled: false });
  await signIn(plain, bench.address, OWNER);
  const lay = async (): Promise<void> => {
    await plain.getByRole("button", { name: "Lay them side by side" }).click();
    await plain.getByRole("heading", { name: "Passages side by side" }).waitFor();
  };
  await plain.goto(`${bench.address}/works/new`);
  await plain.getByText("JavaScript is off here").waitFor();
  await plain.fill("#rendering", "1. One thing.\n2. Another thing.");
  await lay();
  expect(await plain.locator(".pair").count()).toBe(2);
  const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await plain.goto(`${bench.address}/works/new`);
  await plain.setInputFiles("#file-a", [file("道 一.txt", "道可道，非常道。"), file("道 二.txt", "名可名，非常名。")]);
  await plain.setInputFiles("#file-b", file("way.md", "A way that is told.\n\nA name that is named."));
  await lay();
  const words = await plain.locator(".pair").allTextContents();
  expect(words).toHaveLength(2);
  expect(words[1]).toMatch(/名可名，非常名。[^]*A name that is named\./);
  await plain.goto(`${bench.address}/works/new`);
  await plain.fill("#source", "道可道，非常道。");
  await plain.setInputFiles("#file-b", file("way.txt", "A way that is told."));
  await lay();
  expect(await plain.locator(".pair").first().textContent()).toMatch(/道可道，非常道。[^]*A way that is told\./);

  // A further translation: one that can't be read is said beside the form, with what was pasted kept.
  const further = plain.locator(".add-further");
  await further.locator("summary").click();
  await plain.fill("#rendering", "The road that is told.");
  await plain.setInputFiles("#file-b", file("road.docx", "no Word file"));
  await further.getByRole("button", { name: "Lay it beside the first" }).click();
  await further.getByRole("alert").getByText("road.docx").waitFor();
  expect(await plain.inputValue("#rendering")).toBe("The road that is told.");
  await plain.setInputFiles("#file-b", file("road.md", "The road that is told."));
  await further.getByRole("button", { name: "Lay it beside the first" }).click();
  await plain.getByRole("heading", { name: "What this translation is" }).waitFor();
  expect(await plain.locator(".pair").first().textContent()).toMatch(/A way that is told\.[^]*The road that is told\./);
  await plain.context().close();
});

test("a form that is none, or has no text, begins nothing, and says so", async () => {
  const { begun: before } = await owner.json<{ begun: unknown[] }>("GET", "/api/works/new");
  const type = "multipart/form-data; boundary=b";
  const field = (name: string, words: string, file = ""): string =>
    `--b\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${words}\r\n`;
  for (const [body, said] of [
    ["nothing like a form", "broken"],
    [`${field("source", "words")}--b`, "broken"],
    [`${field("source", " ")}${field("rendering-file", "", '; filename=""')}--b--\r\n`, "There is no text yet"],
    [`${field("source", "words")}${field("rendering-file", "\u0000\u0001", '; filename="a.docx"')}--b--\r\n`, "a.docx"],
  ] as const) {
    const answer = await owner.send("POST", "/works/new", body, { "content-type": type, accept: "text/html" });
    expect([said, answer.status, await answer.text()]).toEqual([said, 422, expect.stringContaining(said)]);
  }
  const stranger = await fetch(`${bench.address}/works/new`, {
    ...{ method: "POST", body: field("source", "words"), headers: { "content-type": type, origin: bench.address } },
  });
  expect([401, 403]).toContain(stranger.status);
  expect((await owner.json<{ begun: unknown[] }>("GET", "/api/works/new")).begun).toEqual(before);
});
