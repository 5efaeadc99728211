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
