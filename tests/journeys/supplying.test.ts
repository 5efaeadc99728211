/** A source that was not held is supplied from a file, shown before anything is kept, and corrected from another; beside a running workbench. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, open, signIn } from "../help/browser.ts";
import { variorum as run } from "../help/commands.ts";
import { joinAsOwner, OWNER, startTestWorkbench, type Client, type TestWorkbench } from "../help/workbench.ts";

let folder: string;
let bench: TestWorkbench;
let owner: Client;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "variorum-supply-"));
  bench = await startTestWorkbench();
  owner = await joinAsOwner(bench);
});
afterAll(async () => {
  await bench.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Some of the Plan's headings, numbered as in print; what stands under them is made up for this. */
const TEXT = `## 四、重大任务和重点工程

### （一）建设泛在智联的数字基础设施体系

第一段是为本次测试写的。

第二段也是为本次测试写的。

### （二）建立高效利用的数据要素资源体系

这一段讲数据，同样是为本次测试写的。

### （十）建立健全规范有序的数字化发展治理体系

既要厘清政府和市场关系，又要推动有效市场和有为政府，此句也是为本次测试写的。
`;

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const given = (text: string, ...more: string[]): string[] => [
  ...["import", "--source", file("plan.md", text), "--work", "nip14", "--by", "Ada"],
  ...["--provenance", "Made up for a test.", ...more],
];

const variorum = (...args: string[]) => run([...args, "--data", bench.data]);

async function last(...args: string[]): Promise<Record<string, unknown>> {
  const { status, stdout, stderr } = await variorum(...args, "--json");
  expect(`${status} ${stderr}`).toMatch(/^0 /);
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as Record<string, unknown>;
}

async function passage(id: string) {
  const answer = await fetch(`${bench.address}/api/works/nip14/passages/${id}`);
  return (await answer.json()) as { locator: string; source: { number: number; words: string[]; provenance: string } };
}

describe("on the command line", () => {
  test("it is shown first, and nothing is kept", async () => {
    const { status, stdout, stderr } = await variorum(...given(TEXT, "--dry-run"));
    expect(status).toBe(0);
    expect(stderr).toContain("* 4.1 ¶ 1  第一段是为本次测试写的。");
    expect(stderr).toMatch(/^\+ Section 10, bullet point .* {2}既要厘清/m);
    expect(stdout).toMatch(
      /^1 passage given words, 0 worded anew, 3 new, 4 as they were; \d+ passages found nothing\. Nothing was kept\.$/m,
    );
    expect((await fetch(`${bench.address}/nip14/4-1-p1`)).status).toBe(404);
  });

  test("what is between comes into the outline, and into words what was held in phrases; the same again is already here", async () => {
    const source = { given: 1, changed: 0, same: 4, new: 3, without: 33 };
    expect(await last(...given(TEXT))).toEqual({
      work: "nip14",
      import: expect.any(String) as string,
      passages: 41,
      versions: 0,
      notTaken: {},
      already: false,
      source,
    });
    expect(await passage("4-1-p2")).toMatchObject({
      locator: "4.1 ¶ 2",
      source: { number: 1, words: ["第二段也是为本次测试写的。"], provenance: "Made up for a test." },
    });
    expect((await passage("s10-government-and-markets")).source).toMatchObject({ number: 2, held: "whole" });
    const outline = await (await fetch(`${bench.address}/nip14?at=4-1`)).text();
    expect(outline.indexOf('id="4-1-p1"')).toBeLessThan(outline.indexOf('id="4-1-p2"'));
    expect(outline.indexOf('id="4-1-p2"')).toBeLessThan(outline.indexOf('id="4-2"'));
    expect(await last(...given(TEXT))).toMatchObject({ passages: 41, already: true, source: { same: 8, new: 0 } });
    expect((await variorum(...given(TEXT))).stdout).toMatch(/^✓ The source of nip14 is already here: 8 passages/);
  });

  test("a corrected file words anew what differs, and nothing else; its renderings wait", async () => {
    const corrected = TEXT.replace("泛在智联的数字", "泛在智能互联的数字").replace("第二段也是", "第二段仍然是");
    expect(await last(...given(corrected))).toMatchObject({ source: { changed: 2, new: 0, given: 0, same: 6 } });
    expect((await passage("4-1")).source).toMatchObject({ number: 2, words: ["建设泛在智能互联的数字基础设施体系"] });
    const review = await fetch(`${bench.address}/review`, { headers: { accept: "application/json" } });
    expect(await review.json()).toMatchObject({ moved: { count: 1, passages: [{ passage: { id: "4-1" } }] } });
    expect((await variorum("verify")).status).toBe(0);
  });

  test("what can't be done is said in one sentence", async () => {
    const said = async (...args: string[]): Promise<string> => {
      const { status, stderr } = await variorum(...args);
      return `${status} ${stderr.trim()}`;
    };
    const source = file("plan.md", TEXT);
    expect(await said("import", "--source", source, "--work", "nothing")).toMatch(
      /^1 There is no work called “nothing” here/,
    );
    expect(await said("import", "--source", file("plan.csv", "passage,rendering\n1,One"), "--work", "nip14")).toMatch(
      /^1 .*is a table/,
    );
    expect(await said("import", "--source", join(folder, "gone.md"), "--work", "nip14")).toMatch(/^1 .*gone\.md/);
  });
});

describe("on the page, by an owner", () => {
  const SECTION = "### （三）构建释放数字生产力的创新发展体系\n\n这一段讲创新，为本次测试写的。\n";

  test("a file is chosen, what comes of it is shown, and it is recorded; the same again is here already", async () => {
    const browser = await launch();
    const { page, faults } = await open(browser);
    await signIn(page, bench.address, OWNER);
    await page.goto(`${bench.address}/nip14/settings`);
    await page.getByRole("link", { name: "Give it its source from a whole text" }).press("Enter");
    const choose = async (): Promise<void> => {
      await page.getByLabel(/from a file/).setInputFiles(file("section.md", SECTION.replace("释放", "释放出")));
      await page.getByRole("button", { name: "Match it with the passages" }).press("Enter");
      await page.waitForURL(/\/nip14\/-\/source\/.+/);
    };
    await choose();
    await page
      .getByText(
        "no passages get their source · 1 with a source that reads differently now · 1 new · 0 unchanged · 40 not in this text",
      )
      .waitFor();
    const changed = page.locator(".supplied", { hasText: "Reads differently now (1)" });
    expect(await changed.locator("ins .changed-words").allInnerTexts()).toEqual(["出"]);
    expect(await page.locator(".supplied", { hasText: "New passages (1)" }).innerText()).toContain("4.3 ¶ 1");
    expect((await fetch(`${bench.address}/nip14/4-3-p1`)).status).toBe(404);
    await page.getByLabel("Where this source is from, and why it is recorded").fill("A corrected issue.");
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("Done.").waitFor();
    expect((await passage("4-3")).source).toMatchObject({ number: 2, provenance: "A corrected issue." });
    expect((await passage("4-3-p1")).source.words).toEqual(["这一段讲创新，为本次测试写的。"]);
    await page.goto(`${bench.address}/nip14/-/source`);
    await choose();
    await page.getByText("The work has all of this source already: there is nothing to record.").waitFor();
    await page.goto(`${bench.address}/works/new`);
    expect(await page.getByRole("heading", { name: "Begun" }).count()).toBe(0);
    expect(faults).toEqual([]);
    await browser.close();
  });

  test("a text that is pasted comes in without a script, and not onto what changed since it was shown", async () => {
    const text = SECTION.replace("这一段", "这一小段");
    const { id } = await owner.json<{ id: string }>("POST", "/api/works/nip14/source", { source: text });
    const { laid } = await owner.json<{ laid: { plan: string } }>("GET", `/nip14/-/source/${id}`);
    const heading = {
      number: 2,
      held: "whole",
      text: "构建释放数字生产力的创新驱动发展体系",
      provenance: "Another issue.",
    };
    await owner.json("POST", "/api/works/nip14/passages/4-3/source", heading);
    const record = (plan: string) =>
      owner.send("POST", `/api/works/nip14/source/${id}`, { plan, provenance: "A test." });
    expect((await record(laid.plan)).status).toBe(409);
    const now = await owner.json<{ laid: { plan: string } }>("GET", `/nip14/-/source/${id}`);
    expect(await (await record(now.laid.plan)).json()).toMatchObject({ work: "nip14", source: { changed: 2 } });
    expect((await record(now.laid.plan)).status).toBe(404);
    expect((await variorum("verify")).status).toBe(0);
  });

  test("nobody else is shown it", async () => {
    expect((await fetch(`${bench.address}/nip14/-/source`)).status).toBe(401);
    const asked = { method: "POST", headers: { "content-type": "application/json" }, body: '{"source":"道"}' };
    expect((await fetch(`${bench.address}/api/works/nip14/source`, asked)).status).toBe(401);
    expect((await owner.send("GET", "/nip14/-/source/nothing")).status).toBe(404);
    expect((await owner.send("POST", "/api/works/nip14/source", { source: " " })).status).toBe(422);
  });
});
