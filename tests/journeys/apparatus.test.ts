/** What the versions of a passage amount to: where each word comes from, and the versions side by side. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectAccessibleInBoth, launch, open } from "../help/browser.ts";
import { joinAsOwner, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const HEADING = "/nip14/4-2";
const API = "/api/works/nip14/passages";
const S10 = "s10-government-and-markets";

let bench: TestWorkbench;
let browser: Browser;
let owner: Client;

async function propose(passage: string, text: string): Promise<string> {
  const { id } = await owner.json<{ id: string }>("POST", `${API}/${passage}/proposals`, { kind: "revision" });
  await owner.json("POST", `/api/proposals/${id}/submit`, { text, summary: "Said better, 更好." });
  return id;
}

async function revise(passage: string, ...texts: string[]): Promise<void> {
  for (const text of texts)
    await owner.json("POST", `/api/proposals/${await propose(passage, text)}/accept`, { reason: "Good." });
}

interface Origins {
  version: number | null;
  held: boolean;
  stretches: { from: number; to: number; version: number; text: string }[] | null;
  sources: { number: number; words: number; notHeldBefore: number[] }[] | null;
}

interface Collation {
  witnesses: { siglum: string }[];
  others: string[];
  parts: ({ agreed: string } | { number: number; readings: { sigla: string[]; pieces: { text: string }[] }[] })[];
  coarse: boolean;
}

const TEXTS = [
  "Establish a system for the efficient use of data resources",
  "Establish a system for making good use of data resources and factors",
  "For the efficient use of data resources and factors, establish a full system 🚀 数据",
];

beforeAll(async () => {
  bench = await startTestWorkbench();
  owner = await joinAsOwner(bench);
  browser = await launch();
  await revise("4-2", ...TEXTS);
  const declined = await propose("4-2", "Establish some system for the use of data");
  await owner.json("POST", `/api/proposals/${declined}/decline`, { reason: "Too loose." });
});

afterAll(async () => {
  await browser.close();
  await bench.end();
});

const get = <T>(passage: string, rest: string): Promise<T> => owner.json<T>("GET", `${API}/${passage}/${rest}`);

describe("where words come from", () => {
  test("a reader goes from the passage to the origins, and on to what brought a word", async () => {
    const { page, faults } = await open(browser);
    await page.goto(bench.address + HEADING);
    await page.getByRole("link", { name: "Where each word comes from" }).click();
    await page.waitForURL(/\/origins$/);
    const words = await page.locator(".traced").innerText();
    for (const part of ["establish", "🚀", "数据"]) expect(words).toContain(part);
    await page
      .locator(".traced")
      .getByRole("link", { name: /^First in v5, .*: see what it changed$/ })
      .first()
      .click();
    await page.waitForURL(/\/v4\.\.v5$/);
    await page.getByText(/^\d+ changes · \d+ words of \d+$/).click();
    expect(await page.getByRole("main").innerText()).toMatch(/edit rate \d\.\d\d/);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("by the keyboard alone, every figure and every entry of the key can be reached and says where it leads", async () => {
    const { page } = await open(browser);
    await page.goto(`${bench.address}${HEADING}/origins`);
    const figures = await page.locator(".origin-figure a").count();
    const names = await reached(page, ".origin-figure a");
    expect(figures).toBeGreaterThan(3);
    expect(names).toHaveLength(figures);
    for (const name of names) expect(name).toMatch(/^First in v\d, .+, \d+ \w+ \d{4}: /);
    await page.context().close();
  });

  test("words that left and came back keep their origin", async () => {
    const { stretches, sources } = await get<Origins>("4-2", "origins");
    const origin = stretches!.find(({ text }) => text.includes("efficient"));
    expect(origin?.version).toBeLessThan(4);
    expect(stretches!.find(({ text }) => text.includes("🚀"))?.version).toBe(5);
    expect(sources!.map(({ number }) => number)).toEqual([...new Set(stretches!.map(({ version }) => version))].sort());
  });

  test("an older version is traced as it was when it was the newest", async () => {
    const { version, stretches } = await get<Origins>("4-2", "origins?version=4");
    expect(version).toBe(4);
    const text = await (await fetch(`${bench.address}${HEADING}/v4.txt`)).text();
    for (const stretch of stretches!) expect(text.slice(stretch.from, stretch.to)).toBe(stretch.text);
    expect(Math.max(...stretches!.map((stretch) => stretch.version))).toBe(4);
  });

  test("a version that is not held is said to be, before it and at it", async () => {
    const { sources } = await get<Origins>(S10, "origins");
    expect(sources!.map(({ number, notHeldBefore }) => [number, notHeldBefore])).toEqual([[2, [1]]]);
    expect(await get<Origins>(S10, "origins?version=1")).toMatchObject({ version: 1, held: false, stretches: null });
    const { page } = await open(browser);
    await page.goto(`${bench.address}/nip14/${S10}/origins`);
    expect(await page.getByRole("main").innerText()).toMatch(/the text of v1 is not held/);
    await page.goto(`${bench.address}/nip14/${S10}/origins?version=1`);
    expect(await page.getByRole("main").innerText()).toMatch(/The wording of v1 is not held here/);
    await page.context().close();
  });
});

/** The accessible names of the links under `selector` that the Tab key reaches, each once. */
async function reached(page: Page, selector: string): Promise<string[]> {
  const names = new Map<number, string>();
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press("Tab");
    const [index, name] = await page.evaluate((wanted) => {
      const all = [...document.querySelectorAll(wanted)];
      const at = document.activeElement ? all.indexOf(document.activeElement) : -1;
      return [at, all[at]?.getAttribute("aria-label") ?? ""] as const;
    }, selector);
    if (index >= 0) names.set(index, name);
  }
  return [...names.values()];
}

const undated = (words: string): string => words.replace(/\d{1,2} \w+ \d{4}/, "…");

describe("side by side", () => {
  test("witnesses are chosen, and their words stand beside each other", async () => {
    const { page, faults } = await open(browser);
    await page.goto(bench.address + HEADING);
    await page.getByRole("link", { name: "The versions side by side" }).click();
    await page.waitForURL(/\/collation$/);
    expect(await page.getByRole("columnheader").allInnerTexts()).toEqual(["Place", "Versions", "Reading"]);
    for (const siglum of ["v1", "v2"]) await page.getByLabel(new RegExp(`^${siglum} `)).uncheck();
    await page.getByLabel(/a proposal, declined/).check();
    await page.getByRole("button", { name: "Lay side by side" }).click();
    await page.waitForURL(/versions=v5/);
    expect((await page.getByRole("columnheader").allInnerTexts()).map(undated)).toEqual([
      "Place",
      "v3 Olive Owner, …",
      "v4 Olive Owner, …",
      "v5 Olive Owner, …",
      "p4 Olive Owner, …, a proposal, declined",
    ]);
    expect(await page.getByRole("table").innerText()).toContain("数据");
    await page.getByRole("link", { name: "Readings" }).click();
    await page.waitForURL(/view=readings/);
    expect(await page.getByRole("columnheader").allInnerTexts()).toEqual(["Place", "Versions", "Reading"]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("each witness is read whole, one part after another", async () => {
    const { witnesses, others, parts, coarse } = await get<Collation>("4-2", "collation?versions=3,4,v5,p4");
    expect(witnesses.map(({ siglum }) => siglum)).toEqual(["v3", "v4", "v5", "p4"]);
    expect([others, coarse]).toEqual([["v1", "v2"], false]);
    for (const number of [3, 4, 5]) {
      const read = parts.map((part) => {
        if ("agreed" in part) return part.agreed;
        const own = part.readings.find(({ sigla }) => sigla.includes(`v${number}`))!;
        return own.pieces.map(({ text }) => text).join("");
      });
      const text = await (await fetch(`${bench.address}${HEADING}/v${number}.txt`)).text();
      expect(read.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
    }
  });

  test("on paper sigla say whose they are and of when, once", async () => {
    const { page } = await open(browser);
    await page.emulateMedia({ media: "print" });
    for (const view of ["readings", "columns"]) {
      await page.goto(`${bench.address}${HEADING}/collation?versions=v3,v5&view=${view}`);
      const printed = await page.getByRole("main").innerText();
      for (const siglum of ["v3", "v5"])
        expect(printed.match(new RegExp(`${siglum}\\s+\\S[^]*?\\b20\\d\\d`))).not.toBeNull();
      expect(printed.match(/\b20\d\d\b/g)).toHaveLength(2);
      for (const screen of ["v4", "Lay side by side", "read\n"]) expect(printed).not.toContain(screen);
    }
    await page.context().close();
  });

  test("one held version alone says so, and what to do", async () => {
    const { page } = await open(browser);
    await page.goto(`${bench.address}/nip14/${S10}/collation`);
    const words = await page.getByRole("main").innerText();
    expect(words).toMatch(/Only one version of this passage is held, v2/);
    await page.getByRole("link", { name: "propose a revision" }).click();
    await page.waitForURL(/#propose$/);
    await page.context().close();
  });
});

test.each([
  ["origins?version=99", 404, /has the versions v1 to v5; there is no v99/],
  ["origins?version=two", 400, /by its number/],
  ["origins?version=1&version=2", 400, /one version/],
  ["origins?version=0", 400, /by its number/],
  ["collation?versions=2,99", 404, /there is no v99/],
  ["collation?versions=2,%F0%9F%9A%80", 400, /by their numbers/],
  ["collation?versions=p99", 404, /no proposal p99/],
  [`collation?versions=${Array.from({ length: 100 }, (_, index) => index + 1).join(",")}`, 400, /At most 20/],
])("%s is refused with %i and a sentence", async (rest, status, sentence) => {
  for (const path of [`${API}/4-2/${rest}`, `${HEADING}/${rest}`]) {
    const response = await fetch(bench.address + path, {
      headers: { accept: path.startsWith("/api") ? "application/json" : "text/html" },
    });
    expect([path, response.status]).toEqual([path, status]);
    expect(await response.text()).toMatch(sentence);
  }
  const unheld = await fetch(`${bench.address}${API}/${S10}/collation?versions=1,2`);
  expect([unheld.status, await unheld.text()]).toEqual([404, expect.stringMatching(/v1 .* is not held here/)]);
});

test("long passages and long histories are answered in a few seconds, and the workbench answers others meanwhile", async () => {
  const long = (seed: number) =>
    Array.from({ length: 5000 }, (_, index) =>
      index % 40 === seed ? `new${seed}` : `word${(index * index) % 4999}`,
    ).join(" ");
  await revise("5-4", long(1), long(2), long(3));
  const tell = (seed: number) =>
    Array.from({ length: 200 }, (_, index) => `said${(index * (index % 50 === seed % 50 ? seed + 3 : 7)) % 97}`).join(
      " ",
    );
  await revise("5-3", ...Array.from({ length: 100 }, (_, index) => tell(index)));
  const [origins, ofMany] = await Promise.all([get<Origins>("5-4", "origins"), get<Origins>("5-3", "origins")]);
  const collation = await get<Collation>("5-4", "collation?versions=3,4,5");
  const ofTwenty = await get<Collation>(
    "5-3",
    `collation?versions=${Array.from({ length: 20 }, (_, index) => 80 + index).join(",")}`,
  );
  expect(origins.sources!.reduce((sum, { words }) => sum + words, 0)).toBe(5000);
  expect(ofMany.sources!.reduce((sum, { words }) => sum + words, 0)).toBe(200);
  expect(collation.parts.length).toBeGreaterThan(100);
  expect(ofTwenty.witnesses).toHaveLength(20);
  expect(bench.errors()).toBe("");
}, 120_000);

const PAGES = [
  "/origins",
  "/origins?version=2",
  "/collation?versions=3,4,5",
  "/collation?versions=3,4,5,p4&view=readings",
  "/v4..v5",
];

test("axe finds nothing serious, light and dark", async () => {
  const { page } = await open(browser, { reducedMotion: "reduce" });
  const looks = { light: new Set<string>(), dark: new Set<string>() };
  for (const path of PAGES) {
    await page.goto(bench.address + HEADING + path, { waitUntil: "load" });
    await page.evaluate(() => document.fonts.ready);
    await expectAccessibleInBoth(page, path, looks);
  }
  await page.context().close();
});

test("without JavaScript and at 360 px all is there, and nothing scrolls sideways", async () => {
  const { page } = await open(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const scripted = await open(browser, { viewport: { width: 360, height: 740 } });
  for (const path of PAGES) {
    await page.goto(bench.address + HEADING + path);
    expect(await page.getByRole("main").innerText()).toMatch(/establish/i);
    await scripted.page.goto(bench.address + HEADING + path, { waitUntil: "load" });
    await scripted.page.evaluate(() => document.fonts.ready);
    expect(await scripted.page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
  }
  await Promise.all([page.context().close(), scripted.page.context().close()]);
});
