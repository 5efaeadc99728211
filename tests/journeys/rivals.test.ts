/** Two propose something for the same words: each page says so, before either is decided; other people's drafts are told of nowhere. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, launch, open, signIn } from "../help/browser.ts";
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
  await line.getByRole("link").press("Enter");
  await page.waitForURL(`**/proposals/${hers}`);
  expect(faults).toEqual([]);

  await ann.json("POST", `/api/proposals/${hers}/return`, { reason: "Not yet." });
  expect((await rivalsOf(owner, same)).map(({ id }) => id)).not.toContain(hers);
});
