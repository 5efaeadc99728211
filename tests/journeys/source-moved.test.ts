/** A source is worded anew: what differs is drawn, and the rendering waits until somebody says that it still holds. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, signIn } from "../help/browser.ts";
import { joinAsOwner, OWNER, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

let bench: TestWorkbench;
let browser: Browser;
let owner: Client;
let page: Page;

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

/** Words a passage of the Plan anew, after its first wording. */
async function reword(passage: string, text: string): Promise<void> {
  const path = `/api/works/nip14/passages/${passage}/source`;
  await owner.json("POST", path, { number: 1, held: "whole", text, provenance: "The corrected issue." });
}

test("the difference in the source is drawn word by word, on the page of the passage and on the version's", async () => {
  await reword("4-3", "构建释放数字生产力的创新驱动发展体系");
  for (const path of ["/nip14/4-3", "/nip14/4-3/v2"]) {
    await at(path);
    const moved = page.locator(".source-moved");
    await moved.getByText("v2 renders source wording 1; the source reads otherwise now, in wording 2.").waitFor();
    expect(await moved.locator("ins .changed-words").allInnerTexts()).toEqual(["驱动"]);
    expect(await moved.locator("del").count()).toBe(0);
    await moved.getByText("What changed in the source, in words").press("Enter");
    expect(await moved.locator(".in-words li").allInnerTexts()).toEqual([expect.stringMatching(/驱动/)]);
  }
});

test("its rendering waits in the queue, with how many do, until a reviewer says there that it still holds", async () => {
  await reword("4-5", "构建产业数字化的转型发展体系");
  await at("/review");
  const waiting = page.locator(".moved-sources");
  await waiting.getByRole("heading", { name: "Renderings whose source reads otherwise now (2)" }).waitFor();
  const [first, second] = [waiting.locator("li").nth(0), waiting.locator("li").nth(1)];
  expect(await first.getByRole("heading").innerText()).toContain("4.3");
  expect(await second.locator("ins .changed-words").allInnerTexts()).toEqual(["的"]);
  await first.getByLabel("Why the rendering still holds").focus();
  await page.keyboard.type("The sense is the same.");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${bench.address}/review#moved`);
  await waiting.getByRole("heading", { name: "Renderings whose source reads otherwise now (1)" }).waitFor();
  await at("/nip14/4-3");
  expect(await page.locator(".source-moved").count()).toBe(0);
});

test("a version that renders the source as it reads now ends the waiting; programs are told what waits", async () => {
  const waits = () => owner.json<{ moved: { count: number; passages: unknown[] } }>("GET", "/review");
  expect((await waits()).moved).toMatchObject({
    count: 1,
    passages: [{ passage: { id: "4-5" }, version: 2, rendered: 1, source: 2, now: "构建产业数字化的转型发展体系" }],
  });
  await at("/review");
  await page.locator(".moved-sources").getByRole("link", { name: "Revise the rendering" }).press("Enter");
  await page.getByRole("button", { name: "Propose a revision" }).press("Enter");
  await page.waitForURL(/\/proposals\//);
  const id = page.url().split("/").at(-1)!;
  const text = "Build a system for industries that go digital";
  await owner.json("POST", `/api/proposals/${id}/submit`, { text, summary: "It follows the corrected source." });
  await owner.json("POST", `/api/proposals/${id}/accept`, { reason: "Yes." });
  expect((await waits()).moved).toEqual({ passages: [], next: null, count: 0 });
  await at("/review");
  await page
    .locator(".moved-sources .empty")
    .getByText(/^None\. When a source is worded anew/)
    .waitFor();
});
