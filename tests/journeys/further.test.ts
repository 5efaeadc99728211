/** Three translations of one text are brought in from one page, each mended and described by itself, and are translations of one work. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open, signIn } from "../help/browser.ts";
import { joinAsOwner, OWNER, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const SOURCE = ["道可道，非常道。", "名可名，非常名。", "无名天地之始。"];
const FIRST = [
  "The way that can be told is not the constant way.",
  "The name that can be named is not the constant name.",
  "The nameless is the beginning of heaven and earth.",
];
/** Its second paragraph is one too many, and the two after it are one. */
const SECOND = [
  "The way that can be spoken of is not the constant way.",
  "Thus said the old master to the keeper of the pass.",
  "The name that can be named is not the constant name. The nameless was the beginning of heaven and earth.",
];
const THIRD = ["A way one can tell is no constant way.", "A name one can name is no constant name."];

let bench: TestWorkbench;
let browser: Browser;
let page: Page;
let faults: string[];
let owner: Client;

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
});

/** The words of each row, a column each. */
const rows = (): Promise<string[][]> =>
  page
    .locator(".pair")
    .evaluateAll((all) =>
      all.map((pair) =>
        [...pair.querySelectorAll<HTMLElement>(".pair-words")].map((cell) =>
          [...cell.querySelectorAll("p:not(.empty)")].map((words) => words.textContent).join(" / "),
        ),
      ),
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

/** Pastes a further translation beside the first; its page is the next. */
async function addFurther(paragraphs: readonly string[]): Promise<void> {
  await page.getByText("Add a further translation").click();
  await page.fill("#rendering", paragraphs.join("\n\n"));
  await page.getByRole("button", { name: "Lay it beside the first" }).click();
  await page.getByRole("heading", { name: "What this translation is" }).waitFor();
}

test("a further translation is laid beside the first, and mended by the same keys", async () => {
  await page.goto(`${bench.address}/works/new`);
  await page.fill("#source", SOURCE.join("\n\n"));
  await page.fill("#rendering", FIRST.join("\n\n"));
  await page.getByRole("button", { name: "Lay them side by side" }).click();
  await page.getByRole("heading", { name: "Further translations" }).waitFor();
  expect(await rows()).toEqual(SOURCE.map((words, at) => [words, FIRST[at]]));
  await addFurther(SECOND);
  // However it was laid: one pair, then split in two where this is known.
  for (let left = (await rows()).length; left > 1; left--) await press(0, "j");
  expect(await rows()).toEqual([[FIRST.join(" / "), SECOND.join(" / ")]]);
  await press(0, "z");
  await press(0, "y");
  expect(await rows()).toHaveLength(1);
  await expectAccessible(page, "a further translation");
});

/** Splits a pair before these sentences of the first and of this translation. */
async function split(pair: number, first: string, here: string): Promise<void> {
  await page.locator(`#pair-${pair}`).getByRole("link", { name: "Split…" }).click();
  const chosen = page.locator(`#pair-${pair}`);
  await chosen.getByLabel(first).first().check();
  await chosen.getByLabel(here).last().check();
  await chosen.getByRole("button", { name: "Split here" }).click();
  await page.waitForURL(new RegExp(`#pair-${pair}$`));
}

test("what it has alone, and what it has in one where the first has two, stands in rows of their own", async () => {
  await split(0, FIRST[1]!, SECOND[1]!);
  await split(1, FIRST[1]!, "The name that can be named is not the constant name.");
  // The master’s words stand with nothing; what is beside them is two passages of the first.
  expect(await rows()).toEqual([
    [FIRST[0], SECOND[0]],
    ["", SECOND[1]],
    [`${FIRST[1]} / ${FIRST[2]}`, SECOND[2]],
  ]);
  await page.fill("#field-title", "The Old Master");
  await page.fill("#field-translators", "Beda Bell");
  await page.fill("#field-date", "when it was");
  await page.getByRole("button", { name: "Keep it, and back to the work" }).click();
  await page.getByRole("alert").waitFor();
  expect(await page.inputValue("#field-translators")).toBe("Beda Bell");
  await page.fill("#field-date", "1901");
  await page.fill("#field-publisher", "Hearth Press");
  await page.getByLabel("It is revised from the first translation.").check();
  await page.getByRole("button", { name: "Keep it, and back to the work" }).click();
  await page.waitForURL(/#further$/);
  expect(await rows()).toEqual([
    [SOURCE[0], FIRST[0], SECOND[0]],
    ["", "", SECOND[1]],
    [SOURCE[1], FIRST[1], "The name that can be named is not the constant name."],
    [SOURCE[2], FIRST[2], "The nameless was the beginning of heaven and earth."],
  ]);
  await expectAccessible(page, "three columns");
});

test("in the table of all, keys act on the column that one stands in", async () => {
  const before = await rows();
  const state = (form: string) => page.locator(`${form} > input[name=after]`).inputValue();
  const own = await state("[data-pairs]");
  const pressed = async (key: string): Promise<void> => {
    const was = await state("form[id^=mend-]");
    await page.keyboard.press(key);
    await page.waitForFunction((said) => document.querySelector<HTMLInputElement>("form[id^=mend-] > input[name=after]")?.value !== said, was); // prettier-ignore
    await page.waitForFunction(() => document.activeElement?.id.startsWith("at-"));
  };
  await page.locator("[data-column]").first().focus();
  await pressed("u");
  expect((await rows()).slice(0, 3)).toEqual([
    [SOURCE[0], FIRST[0], ""],
    ["", "", SECOND[0]],
    ["", "", SECOND[1]],
  ]);
  await pressed("z");
  expect(await rows()).toEqual(before);
  await pressed("y");
  expect(await rows()).not.toEqual(before);
  await pressed("z");
  // Where it was split it was looked at.
  await page.locator("[data-column]").first().getByText("seen").waitFor();
  // Neither source nor first translation was touched.
  expect(await state("[data-pairs]")).toBe(own);
  await page.locator("#pair-0").focus();
  await press(0, "Enter");
  await page.locator("#pair-0 > .pair-acts").getByText("seen").waitFor();
});

test("there may be many, and one that was a mistake goes by itself", async () => {
  await addFurther(THIRD);
  await page.fill("#field-title", "A Mistake");
  await page.getByRole("button", { name: "Keep it, and back to the work" }).click();
  await page.waitForURL(/#further$/);
  await addFurther(THIRD);
  await page.fill("#field-title", "The Third");
  await page.fill("#field-language", "en-GB");
  await page.fill("#field-translators", "An Engine (program); Cleo Cane");
  await page.getByRole("button", { name: "Keep it, and back to the work" }).click();
  await page.waitForURL(/#further$/);
  expect((await rows())[0]).toEqual([SOURCE[0], FIRST[0], SECOND[0], THIRD[0], THIRD[0]]);
  const mistake = page.locator(".begun-works li", { hasText: "A Mistake" });
  await mistake.getByText("Throw away…").click();
  await mistake.getByRole("button", { name: "Throw it away for good" }).click();
  await page.waitForURL((url) => url.hash === "");
  expect((await rows())[0]).toEqual([SOURCE[0], FIRST[0], SECOND[0], THIRD[0]]);
  // None of them is a text by itself that somebody goes on with.
  const { begun } = await owner.json<{ begun: unknown[] }>("GET", "/api/works/new");
  expect(begun).toHaveLength(1);
});

test("what may not be shown to all is named; then all are translations of one work", async () => {
  await page.locator(".begun-works").getByRole("link", { name: "The Third" }).click();
  await page.getByLabel("The translation may not be shown to all").check();
  await page.getByRole("button", { name: "Keep it, and back to the work" }).click();
  await page.waitForURL(/#further$/);
  await page.fill("#field-title", "The Way");
  await page.fill("#field-work", "way");
  await page.fill("#field-translators", "Ada Alder");
  await page.getByRole("button", { name: "Create the work" }).click();
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").innerText()).toContain("“The Third” may not be shown to all");
  await page.getByLabel("For members.").check();
  await page.getByRole("button", { name: "Create the work" }).click();
  await page.waitForURL(`${bench.address}/way`);
  await page.getByText(FIRST[0]!).first().waitFor();
  await page
    .locator(".translators")
    .getByText("Translated by Ada Alder. 2 other translations in the same passages.")
    .waitFor();
  const { versions } = await owner.json<{ versions: Record<string, unknown>[] }>("GET", "/api/works/way/passages/1");
  expect(versions).toMatchObject([
    { number: 1, base: null, contributors: [{ name: "Ada Alder" }] },
    { number: 2, base: 1, translation: "the-old-master", date: "1901", contributors: [{ name: "Beda Bell" }] },
    {
      ...{ number: 3, base: null, translation: "the-third" },
      contributors: [{ name: "An Engine", program: true }, { name: "Cleo Cane" }],
    },
  ]);
  // A program is called one wherever its version is named.
  await page.goto(`${bench.address}/way/1/v3`);
  await page.locator(".contributors").getByText("An Engine (program)").waitFor();
  expect(await page.locator(".style-chicago .citation-words").innerText()).toContain("An Engine (program)");
  // What only a further translation has is a passage of which the source has nothing.
  await page.goto(`${bench.address}/way/2`);
  await page.getByText("The source has nothing here.").waitFor();
  await page.goto(`${bench.address}/way/1`);
  const other = page.getByRole("article", { name: "The Old Master" });
  for (const words of [SECOND[0]!, "Beda Bell", "Hearth Press"]) await other.getByText(words).waitFor();
  expect((await owner.json<{ begun: unknown[] }>("GET", "/api/works/new")).begun).toEqual([]);
  expect(faults).toEqual([]);
});

test("F7 goes through all that is unsure, in whichever column and on whichever page, and back again", async () => {
  const many = (words: (at: number) => string[]) => Array.from({ length: 150 }, (_, at) => words(at)).flat();
  const strange = "Nobody here has heard of ships, or of the sea, and the harvest was late that year; so they waited.";
  const said = (say: (at: number) => string, ...without: number[]) =>
    many((at) => (without.includes(at) ? [strange, strange] : [say(at)]));
  await page.goto(`${bench.address}/works/new`);
  await page.fill("#source", many((at) => [`第${at}条：河水流过旧桥，众人在桥边等候。`]).join("\n\n"));
  await page.fill(
    "#rendering",
    said((at) => `Article ${at}: the river runs past the old bridge.`, 20, 130).join("\n\n"),
  );
  await page.getByRole("button", { name: "Lay them side by side" }).click();
  await page.getByRole("heading", { name: "Further translations" }).waitFor();
  const all = page.url();
  await addFurther(said((at) => `Article ${at}: past an old bridge runs the river.`, 75, 140));
  await page.goto(all);
  const counts = await page.getByText(/unsure in further translations/).textContent();
  const [own, further] = [...counts!.matchAll(/(\d+) unsure/g)].map(([, number]) => Number(number));
  expect([own, further].every((number) => number! > 0)).toBe(true);
  const go = async (key: string): Promise<string[]> => {
    const places: string[] = [];
    for (;;) {
      const here = await page.evaluate(() => document.activeElement?.id ?? "");
      const isOver = await page.evaluate(
        (step) => {
          const unsure = [...document.querySelectorAll<HTMLElement>("[data-unsure]")];
          const end = step === "next" ? unsure.at(-1) : unsure[0];
          const atEnd = end === undefined || end === document.activeElement;
          return atEnd && document.querySelector(`[data-to-unsure=${step}]`) === null;
        },
        key === "F7" ? "next" : "previous",
      );
      if (isOver) return places;
      await page.keyboard.press(key);
      await page.waitForFunction(
        (was) => /^(pair|at)-/.test(document.activeElement?.id ?? "") && document.activeElement!.id !== was,
        here,
      );
      places.push(await page.evaluate(() => document.activeElement!.id));
    }
  };
  const there = await go("F7");
  expect(new Set(there).size).toBe(there.length);
  expect(there).toHaveLength(own! + further!);
  expect(await go("Shift+F7")).toEqual(there.slice(0, -1).reverse());
  expect(faults).toEqual([]);
});
