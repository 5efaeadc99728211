/**
 * The whole way in a real browser, step by step on one workbench: join, read, look, propose together, review, compare,
 * cite, decline, supply. Each step goes on where the one before it ended.
 */
import { createHash } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, open, signIn } from "../help/browser.ts";
import { expectWords, saved, select, surface } from "../help/drafts.ts";
import { invite, joinAs, OWNER, startTestWorkbench, Client, type TestWorkbench, signingIn } from "../help/workbench.ts";

const PASSAGE = "/nip14/s10-government-and-markets";
const ANN = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };
const BEN = { name: "Ben 🖋️", email: "ben@example.org", password: "ben translates too" };
const REX = { name: "Rex Reviewer", email: "rex@example.org", password: "rex reads all of it" };

let bench: TestWorkbench;
let browser: Browser;
let owner: Page;
let ann: Page;
let ben: Page;
let rex: Page;
let reader: Page;
let draft: string;
const faults: string[] = [];

async function person(): Promise<Page> {
  const opened = await open(browser);
  opened.page.on("close", () => faults.push(...opened.faults));
  return opened.page;
}

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  [owner, ann, ben, rex, reader] = await Promise.all([person(), person(), person(), person(), person()]);
});

afterAll(async () => {
  await browser.close();
  await bench.end();
  expect(faults, "what the browsers' consoles complained of").toEqual([]);
});

const present = (page: Page) => page.getByRole("list", { name: "Who is here" });
/** Opens a page, and waits until it hears of what happens: of what comes before that it is told nothing. */
async function follow(page: Page, address: string): Promise<void> {
  const follows = page.waitForResponse((response) => new URL(response.url()).pathname === "/api/events");
  await page.goto(address);
  await follows;
}

/** Waits until the page of a proposal says that it is decided. */
async function decided(page: Page): Promise<void> {
  await page.locator(".mode-name").filter({ hasText: "decided" }).waitFor();
}

describe("1. Read", () => {
  test("the one-time link makes the owner, once", async () => {
    await owner.goto(bench.ownerLink!);
    await owner.getByLabel(/name/i).first().fill(OWNER.name);
    await owner.getByLabel(/e-?mail/i).fill(OWNER.email);
    await owner.getByLabel(/password/i).fill(OWNER.password);
    await owner.getByLabel("I agree").check();
    await owner.getByRole("main").getByRole("button").click();
    await owner.waitForURL(`${bench.address}/`);
    await owner.getByText(OWNER.name).first().waitFor();
    const again = await reader.goto(bench.ownerLink!);
    expect(again?.status()).toBe(410);
  });

  test("the works, the outline, Chinese beside English, and notes on the very words", async () => {
    await reader.goto(bench.address);
    await reader
      .getByRole("main")
      .getByRole("link", { name: /14th Five-Year Plan/ })
      .first()
      .click();
    await reader.waitForURL(/\/nip14$/);
    const passage = reader.locator("#s10-government-and-markets");
    await passage.getByText("Clarify", { exact: false }).first().waitFor();
    expect(await passage.locator("[lang=zh-Hans]").filter({ hasText: "政府" }).count()).toBeGreaterThan(0);
    expect(await passage.locator("mark").allInnerTexts()).toEqual(
      expect.arrayContaining([
        expect.stringContaining("Clarify"),
        expect.stringContaining("厘清"),
        expect.stringContaining("有为"),
      ]),
    );
    expect(await passage.innerText()).toMatch(/v2/);
    expect(await passage.innerText()).toMatch(/2 notes/);
    expect(await passage.innerText()).toMatch(/proposals: 1 waits for review/);
    expect(
      await reader.locator("article[data-passage]").filter({ hasText: "No rendering yet." }).count(),
    ).toBeGreaterThan(5);
  });
});

test("2. Look at a passage: versions, who in which role, alternatives, the open proposal", async () => {
  await reader.goto(bench.address + PASSAGE);
  const main = await reader.getByRole("main").innerText();
  for (const words of ["Paul Triolo", "Rogier Creemers", "not held", "sorting out (the details)", "24 January 2022"])
    expect(main).toContain(words);
  expect(await reader.locator(`a[href*="/nip14/proposals/sort-out"]`).count()).toBeGreaterThan(0);
  await reader
    .getByRole("link", { name: /sign in to propose/i })
    .first()
    .waitFor();
});

describe("3. Propose, two browsers at once", () => {
  test("accounts by invitation", async () => {
    const boss = new Client(bench.address);
    await boss.json("POST", "/api/sign-in", signingIn(OWNER));
    await joinAs(bench, boss, "translator", ANN);
    await joinAs(bench, boss, "translator", BEN);
    await joinAs(bench, boss, "reviewer", REX);
    for (const [page, login] of [
      [ann, ANN],
      [ben, BEN],
      [rex, REX],
    ] as const)
      await signIn(page, bench.address, login);
  });

  test("a draft is seeded from the current version, and both see it", async () => {
    await ann.goto(bench.address + PASSAGE);
    await ann.getByRole("button", { name: /propose a revision/i }).click();
    await ann.waitForURL(/\/nip14\/proposals\//);
    draft = ann.url();
    await invite(bench, ANN, draft.split("/").at(-1)!, BEN);
    await ben.goto(draft);
    for (const page of [ann, ben]) {
      await saved(page);
      await surface(page).getByText("Clarify the relationship").waitFor();
    }
    await present(ann).getByText(BEN.name).waitFor();
    await present(ben).getByText(ANN.name).waitFor();
  });

  test("a draft without a change is refused, kindly", async () => {
    await ann.getByRole("textbox", { name: /summary/i }).fill("No change at all");
    await ann.getByRole("button", { name: "Propose", exact: true }).click();
    await ann
      .getByRole("alert")
      .filter({ hasText: /nothing differs/i })
      .waitFor();
    await ann.getByRole("textbox", { name: /summary/i }).fill("");
  });

  test("both write; each sees the other's words, cursor and the live difference", async () => {
    await select(ann, "Clarify");
    await ann.keyboard.type("Put in order 理顺");
    await select(ben, "a digital China");
    await ben.keyboard.type("Digital China 🇨🇳");
    for (const page of [ann, ben]) {
      await surface(page).getByText("Put in order 理顺").waitFor();
      await surface(page).getByText("Digital China 🇨🇳").first().waitFor();
      await saved(page);
      await page.locator(".ins, ins").filter({ hasText: "Put in order" }).first().waitFor();
      await page.locator(".del, del").filter({ hasText: "Clarify" }).first().waitFor();
    }
    await surface(ann).locator(`.their-caret .flag[data-name="${BEN.name}"]`).first().waitFor();
  });

  test("changes or new text only", async () => {
    await ann.getByRole("button", { name: "New text" }).click();
    await expect.poll(() => ann.locator(".ProseMirror .del:visible").count()).toBe(0);
    await ann.getByRole("button", { name: "Changes", exact: true }).click();
    await ann.locator(".ProseMirror .del:visible").first().waitFor();
  });

  test("a reason hangs on the words, with category and alternative", async () => {
    await select(ann, "Put in order");
    await ann
      .getByRole("button", { name: /add a reason/i })
      .first()
      .click();
    const form = ann.getByRole("form", { name: "A reason" });
    await form.getByLabel("Category").selectOption("terminology");
    await form.getByLabel("Reason", { exact: true }).fill("厘 asks for order down to the smallest part.");
    await form.getByLabel(/another rendering/i).fill("Sort out");
    await form.getByLabel(/words of the source/i).fill("厘");
    await form.getByRole("button", { name: /keep/i }).click();
    await ben.getByText("厘 asks for order down to the smallest part.").first().waitFor();
  });

  test("a summary is required; then it is proposed", async () => {
    await ann.getByRole("button", { name: "Propose", exact: true }).click();
    await ann
      .getByRole("alert")
      .filter({ hasText: /why this is better/i })
      .waitFor();
    await ann.getByRole("textbox", { name: /summary/i }).fill("厘清 asks for more than clarity.");
    await saved(ann);
    await ann.getByRole("button", { name: "Propose", exact: true }).click();
    await ann.getByText("Reviewing").first().waitFor();
  });
});

describe("4. Review", () => {
  test("the proposal shows each change numbered, its reason, and a list in words", async () => {
    await rex.goto(`${bench.address}/review`);
    await rex
      .locator(`a[href="${new URL(draft).pathname}"]`)
      .first()
      .click();
    const main = rex.getByRole("main");
    await main.locator("ins").filter({ hasText: "Put in order" }).first().waitFor();
    await main.locator("del").filter({ hasText: "Clarify" }).first().waitFor();
    const words = await main.innerText();
    expect(words).toContain("厘 asks for order down to the smallest part.");
    expect(words).toMatch(/“Clarify” .*replaced by .*“Put in order 理顺”/s);
    expect(words).toContain("Ann 安");
    expect(words).toContain("Ben 🖋️");
  });

  test("side by side works as well", async () => {
    await rex.getByRole("link", { name: "Side by side", exact: true }).first().click();
    await rex.waitForURL(/view=side/);
    await rex.locator("ins").filter({ hasText: "Put in order" }).first().waitFor();
  });

  test("accepting makes v3, credits proposer and approver, and open reading pages say so by themselves", async () => {
    await follow(reader, `${bench.address}/nip14`);
    await rex.goto(draft);
    await rex
      .locator("summary")
      .filter({ hasText: /accept/i })
      .first()
      .click();
    await rex.getByRole("button", { name: "Accept as v3" }).click();
    await decided(rex);
    await reader
      .getByText(/Version 3 of Section 10, bullet point “Continue to grasp …” was accepted/)
      .first()
      .waitFor();
    const record = (await (await fetch(`${bench.address}${PASSAGE}/v3.json`)).json()) as {
      base: number;
      contributors: { name: string; role: string }[];
      notes: { source: { exact: string } }[];
      text: string;
    };
    expect(record.base).toBe(2);
    expect(record.contributors).toEqual([
      expect.objectContaining({ name: "Ann 安", role: "proposer" }),
      expect.objectContaining({ name: "Ben 🖋️", role: "proposer" }),
      expect.objectContaining({ name: "Rex Reviewer", role: "approver" }),
    ]);
    expect(record.notes[0]!.source.exact).toBe("厘");
    expect(record.text).toContain("Put in order 理顺 the relationship");
  });

  test("a proposal whose base moved can't be accepted silently", async () => {
    await rex.goto(`${bench.address}/nip14/proposals/sort-out`);
    await rex
      .getByText(/moved on/i)
      .first()
      .waitFor();
    expect(await rex.getByRole("button", { name: /Accept as/ }).count()).toBe(0);
    await rex
      .getByText(/what the proposal would change in v3/i)
      .first()
      .waitFor();
  });

  test("declining needs a reason, and the proposal stays readable with it", async () => {
    await rex
      .locator("summary")
      .filter({ hasText: /decline/i })
      .first()
      .click();
    await rex.getByLabel(/why it is declined/i).fill("v3 已经解决了 this another way.");
    await rex.getByRole("button", { name: "Decline", exact: true }).click();
    await decided(rex);
    await reader.goto(`${bench.address}/nip14/proposals/sort-out`);
    const main = await reader.getByRole("main").innerText();
    expect(main).toMatch(/declined/i);
    expect(main).toContain("v3 已经解决了 this another way.");
    expect(main).toContain("Sort out");
  });
});

test("5. Compare any two versions", async () => {
  await reader.goto(`${bench.address}${PASSAGE}/v2..v3`);
  await reader.locator("del").filter({ hasText: "Clarify" }).first().waitFor();
  await reader.locator("ins").filter({ hasText: "Put in order" }).first().waitFor();
  await reader.keyboard.press("F7");
  await reader
    .getByText(/1 of 3/)
    .first()
    .waitFor();
});

test("6. Cite: an address, a digest, the formats, and word of the newer version", async () => {
  await reader.goto(`${bench.address}${PASSAGE}/v2`);
  const main = await reader.getByRole("main").innerText();
  const bytes = Buffer.from(await (await fetch(`${bench.address}${PASSAGE}/v2.txt`)).arrayBuffer());
  expect(main).toContain(createHash("sha256").update(bytes).digest("hex"));
  expect(main).toMatch(/newer version exists/i);
  for (const style of ["Chicago", "MLA", "APA", "BibTeX", "RIS", "CSL-JSON"]) expect(main).toContain(style);
  await reader.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: bench.address });
  await reader.getByRole("button", { name: /copy/i }).first().click();
  await expect.poll(() => reader.evaluate(() => navigator.clipboard.readText())).not.toBe("");
});

describe("7. Supply what is not held", () => {
  test("v1..v2 says that v1 is not held, and offers to supply it", async () => {
    await ann.goto(`${bench.address}${PASSAGE}/v1..v2`);
    expect(await ann.getByRole("main").innerText()).toMatch(/not held/i);
    await ann
      .getByRole("button", { name: /supply its text/i })
      .first()
      .click();
    await ann.waitForURL(/\/nip14\/proposals\//);
    await saved(ann);
    await surface(ann).click();
    await ann.keyboard.insertText("Make clear the relationship between government and markets (a text for this test).");
    await ann.getByLabel(/where this text comes from/i).fill("Pasted by a test; no real source.");
    await saved(ann);
    await ann.getByRole("button", { name: /propose this text/i }).click();
    await ann.getByText("Reviewing").first().waitFor();
  });

  test("once a reviewer accepts, v1 has its text and digest and the difference appears", async () => {
    await follow(reader, bench.address + PASSAGE);
    await rex.goto(ann.url());
    await rex
      .locator("summary")
      .filter({ hasText: /accept/i })
      .first()
      .click();
    await rex.getByRole("button", { name: /accept as the text of v1/i }).click();
    await decided(rex);
    await reader
      .getByText("The wording of version 1 of Section 10, bullet point “Continue to grasp …” is held since")
      .waitFor();
    const record = (await (await fetch(`${bench.address}${PASSAGE}/v1.json`)).json()) as {
      held: boolean;
      digest: string;
      text: string;
    };
    expect(record.held).toBe(true);
    expect(record.digest).toBe(createHash("sha256").update(record.text).digest("hex"));
    await reader.goto(`${bench.address}${PASSAGE}/v1..v2`);
    await reader.locator("ins").first().waitFor();
  });
});

test("one person alone: the owner accepts their own proposal, and the version says self-approved", async () => {
  await owner.goto(`${bench.address}/nip14/4-1`);
  await owner.getByRole("button", { name: /propose a revision/i }).click();
  await saved(owner);
  await surface(owner).getByText("ubiquitous").waitFor();
  await select(owner, "ubiquitous");
  await owner.keyboard.type("pervasive");
  await owner.getByRole("textbox", { name: /summary/i }).fill("Plainer.");
  await saved(owner);
  await owner.keyboard.press("Control+Enter");
  await owner.getByText("Reviewing").first().waitFor();
  await owner
    .locator("summary")
    .filter({ hasText: /accept/i })
    .first()
    .click();
  await owner.getByRole("button", { name: "Accept as v3" }).click();
  await decided(owner);
  await owner.goto(`${bench.address}/nip14/4-1/v3`);
  expect(await owner.getByRole("main").innerText()).toMatch(/self-approved/i);
});

test("a proposal whose base moved is brought up to date, proposed again, then accepted", async () => {
  const boss = new Client(bench.address);
  await boss.json("POST", "/api/sign-in", signingIn(OWNER));
  const begin = () => boss.json<{ id: string }>("POST", "/api/works/nip14/passages/5-7/proposals", { base: 2 });
  const [first, second] = [await begin(), await begin()];
  await boss.json("POST", `/api/proposals/${first.id}/submit`, {
    text: "Action to grow the digital countryside",
    summary: "Vivid.",
  });
  await boss.json("POST", `/api/proposals/${second.id}/submit`, {
    text: "Action to develop the digital village",
    summary: "Short.",
  });
  await boss.json("POST", `/api/proposals/${first.id}/accept`, {});
  const stale = await boss.send("POST", `/api/proposals/${second.id}/accept`, {});
  expect([stale.status, ((await stale.json()) as { code: string }).code]).toEqual([409, "stale-base"]);

  await owner.goto(`${bench.address}/nip14/proposals/${second.id}`);
  await owner.getByText("with both sides’ changes").waitFor();
  await owner.getByRole("button", { name: "Bring up to date" }).click();
  await saved(owner);
  await expectWords([owner], "Action to grow the digital village");
  await owner.getByRole("button", { name: "Propose", exact: true }).click();
  await owner.getByText("Reviewing").first().waitFor();
  await owner.locator("main del").filter({ hasText: "countryside" }).first().waitFor();
  await owner
    .locator("summary")
    .filter({ hasText: /accept/i })
    .first()
    .click();
  await owner.getByRole("button", { name: "Accept as v4" }).click();
  await decided(owner);
  const record = await boss.json<{ base: number; text: string }>("GET", "/nip14/5-7/v4.json");
  expect(record).toMatchObject({ base: 3, text: "Action to grow the digital village" });
});
