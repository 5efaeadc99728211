/**
 * Two propose something for the same words: each page says so, before either is decided, and lays them side by side; other
 * people's drafts are told of nowhere. One starts from what another proposed, by keyboard.
 */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open, signIn } from "../help/browser.ts";
import { expectWords } from "../help/drafts.ts";
import { joinAs, joinAsOwner, OWNER, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

const ANN = { name: "Ann 安", email: "ann@example.org", password: "ann translates well" };
const PASSAGE = "s10-government-and-markets";

let bench: TestWorkbench;
let browser: Browser;
let owner: Client;
let ann: Client;

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  owner = await joinAsOwner(bench);
  ann = await joinAs(bench, owner, "translator", ANN);
});
afterAll(async () => {
  await browser.close();
  await bench.end();
});

async function begun(client: Client, from: string, to: string): Promise<string> {
  const { id } = await client.json<{ id: string }>("POST", `/api/works/nip14/passages/${PASSAGE}/proposals`, {
    base: 2,
  });
  const { text } = await owner.json<{ text: string }>("GET", `/nip14/${PASSAGE}/v2.json`);
  await client.json("POST", `/api/proposals/${id}/submit`, { text: text.replace(from, to), summary: "Closer." });
  return id;
}
const rivalsOf = async (client: Client, id: string) =>
  (await client.json<{ rivals: { id: string; places: number; words: string[] }[] }>("GET", `/api/proposals/${id}`))
    .rivals;

test("both are told where their words meet and where they don't; once one is taken back nobody is told of it", async () => {
  const hers = await begun(ann, "Clarify", "Explain");
  const other = await begun(owner, "better integration", "closer integration");
  const same = await begun(owner, "Clarify", "Put in order");
  expect(await rivalsOf(ann, hers)).toContainEqual(
    expect.objectContaining({ id: same, places: 1, words: ["Clarify"] }),
  );
  expect(await rivalsOf(ann, hers)).toContainEqual(expect.objectContaining({ id: other, places: 0 }));
  expect(await rivalsOf(owner, same)).toContainEqual(expect.objectContaining({ id: hers, places: 1 }));

  const { page, faults } = await open(browser);
  await signIn(page, bench.address, OWNER);
  await page.goto(`${bench.address}/nip14/proposals/${same}`);
  const line = page.locator(".rivals li").filter({ hasText: "Ann 安" });
  await line.getByText("Both change the same words in 1 place").waitFor();
  await expectAccessible(page, "a proposal with rivals");
  await line.getByRole("link", { name: "Side by side" }).press("Enter");
  await page.waitForURL(/collation\?versions=v2,p\d,p\d$/);
  await page.getByRole("columnheader", { name: "Ann 安" }).waitFor();
  await page.setViewportSize({ width: 390, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await page.goBack();
  await page.getByRole("link", { name: "All 4 side by side" }).waitFor();
  await page.goto(`${bench.address}/review`);
  await page
    .locator(".waiting li")
    .filter({ hasText: "Ann 安" })
    .getByRole("link", { name: "3 rivals" })
    .press("Enter");
  await page.waitForURL(/collation\?versions=v2,p/);

  await page.goto(`${bench.address}/nip14/proposals/${hers}`);
  await page.getByRole("button", { name: "Start from this" }).press("Enter");
  await page.waitForURL((url) => !url.pathname.endsWith(hers));
  await page.getByText("began with what Ann 安 proposed").waitFor();
  await expectWords([page], "Explain the relationship");
  await expectAccessible(page, "a draft that began with another's words");
  await page.goto(`${bench.address}/nip14/proposals/${hers}`);
  await page.getByText(`${OWNER.name} started from this.`).waitFor();
  expect(faults).toEqual([]);

  await ann.json("POST", `/api/proposals/${hers}/return`, { reason: "Not yet." });
  expect((await rivalsOf(owner, same)).map(({ id }) => id)).not.toContain(hers);
});
