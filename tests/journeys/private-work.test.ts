/** A work that an owner makes private on its page, tried from outside in every way, and by whoever is let in and out again. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CLOSE } from "../../translations/draft/frames.ts";
import { launch, signIn } from "../help/browser.ts";
import { addressOf, Caller } from "../help/live.ts";
import { variorum } from "../help/commands.ts";
import { Client, joinAs, joinAsOwner, OWNER, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

const WORK = "nip14";
const NOWHERE = "nip99";
const PASSAGE = "s10-government-and-markets";
const ANN = { name: "Ann Within", email: "ann@example.org", password: "ann reads here" };
const BEN = { name: "Ben Outside", email: "ben@example.org", password: "ben reads elsewhere" };

let bench: TestWorkbench;
let browser: Browser;
let owner: Client;
let ann: Client;
let ben: Client;
let stranger: Client;
let proposal: string;
const faults: string[] = [];

beforeAll(async () => {
  bench = await startTestWorkbench();
  browser = await launch();
  owner = await joinAsOwner(bench);
  ann = await joinAs(bench, owner, "reader", ANN);
  ben = await joinAs(bench, owner, "reviewer", BEN);
  stranger = new Client(bench.address);
  const begin = `/api/works/${WORK}/passages/${PASSAGE}/proposals`;
  proposal = (await owner.json<{ id: string }>("POST", begin, { base: 2 })).id;
});
afterAll(async () => {
  await browser.close();
  await bench.end();
  expect(faults, "what the browser's console complained of").toEqual([]);
});

async function opened(person: typeof ANN): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on("pageerror", (error) => faults.push(error.message));
  await signIn(page, bench.address, person);
  return page;
}

/** An answer without what was asked for. */
async function answered(by: Client, path: string, more: Record<string, string> = {}): Promise<[number, string]> {
  const answer = await by.send("GET", path, undefined, more);
  return [answer.status, (await answer.text()).replaceAll(NOWHERE, WORK)];
}

/** How a socket of the draft is closed, or that it has a seat. */
async function atSocket(draft: string, by: Client): Promise<number | "seated"> {
  const headers: { cookie?: string } = by.session === "" ? {} : { cookie: by.session };
  const caller = new Caller(addressOf(Number(new URL(bench.address).port), draft), null, headers);
  const told = await Promise.race([caller.seated().then(() => "seated" as const), caller.closed]);
  caller.socket.terminate();
  return told;
}

/** What an event stream told, and whether it has ended. */
async function following(by: Client, path: string) {
  const answer = await fetch(bench.address + path, { headers: { cookie: by.session } });
  const heard = { text: "", ended: false };
  const reading = async () => {
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) heard.text += chunk;
  };
  reading().then(
    () => (heard.ended = true),
    () => (heard.ended = true),
  );
  return heard;
}

const LISTS = ["/", "/review", "/search?q=government", "/api/works", "/api/search?q=government", "/api/news"];

/** The lists that name the work. */
async function namingIn(by: Client): Promise<string[]> {
  const told = await Promise.all(LISTS.map((path) => answered(by, path, { accept: "text/html" })));
  return LISTS.filter((_, at) => new RegExp(`"${WORK}"|/${WORK}`).test(told[at]![1]));
}

async function share(page: Page, act: () => Promise<void>): Promise<void> {
  await page.goto(`${bench.address}/${WORK}/-/readers`);
  await act();
  await page.locator('[role="status"].told').waitFor();
}

test("a private work is there for nobody who may not read it, on no way", async () => {
  const page = await opened(OWNER);
  expect((await namingIn(stranger)).length).toBeGreaterThan(3);
  const draft = await owner.draftOf(proposal);
  const tag = (await stranger.send("GET", `/${WORK}`, undefined, { accept: "text/html" })).headers.get("etag")!;
  const [elsewhere, within] = [await following(ben, "/api/events"), await following(ben, `/api/works/${WORK}/events`)];
  await share(page, async () => {
    await page.locator("#visibility-private").check();
    await page.locator('form:has(#visibility-private) button[type="submit"]').click();
  });
  await expect.poll(() => within.ended).toBe(true);

  const paths = ["", `/${PASSAGE}`, `/${PASSAGE}/v2`, `/${PASSAGE}/v1..v2`, "/-/readers", "/settings"];
  for (const by of [stranger, ben]) {
    for (const accept of ["text/html", "application/json"])
      for (const path of paths) {
        const said = await answered(by, `/${WORK}${path}`, { accept });
        expect([path, said]).toEqual([path, await answered(by, `/${NOWHERE}${path}`, { accept })]);
        if (by === ben) expect(said[0]).toBe(404);
      }
    for (const path of [`/api/works/${WORK}`, `/api/works/${WORK}/events`, `/api/proposals/${proposal}`])
      expect((await answered(by, path))[0]).toBe(404);
    expect((await answered(by, `/${WORK}`, { accept: "text/html", "if-none-match": tag }))[0]).toBe(404);
    expect(await namingIn(by)).toEqual([]);
    expect(await atSocket(draft, by)).toBe(CLOSE.unknownDraft);
  }

  await share(page, async () => {
    await page.locator("#person").selectOption({ label: await optionOf(page, ANN.name) });
    await page.locator("#role").selectOption("translator");
    await page.locator('form:has(#person) button[type="submit"]').click();
  });
  const anns = await opened(ANN);
  await anns.goto(`${bench.address}/${WORK}/${PASSAGE}`);
  await anns
    .getByRole("button", { name: /propose/i })
    .first()
    .waitFor();
  const hers = await following(ann, `/api/works/${WORK}/events`);
  await expect.poll(() => hers.text).toContain("caught-up");
  await owner.json("POST", `/api/proposals/${proposal}/withdraw`, {});
  await expect.poll(() => hers.text).toContain("withdrawn");
  expect(elsewhere.text).not.toContain("withdrawn");

  await share(page, async () => {
    const row = page.locator("form", { hasText: ANN.name }).filter({ has: page.locator('input[name="person"]') });
    await row.locator("select").selectOption("none");
    await row.locator('button[type="submit"]').click();
  });
  await expect.poll(() => hers.ended).toBe(true);
  const gone = await anns.goto(`${bench.address}/${WORK}/${PASSAGE}`);
  expect(gone!.status()).toBe(404);
  expect(await anns.locator("main").textContent()).not.toContain("Government");
});

async function optionOf(page: Page, name: string): Promise<string> {
  const options = await page.locator("#person option").allTextContents();
  return options.find((each) => each.includes(name))!;
}

test("a work that is brought in as private is nobody else's, beside a running workbench too", async () => {
  const file = join(bench.data, "hushed.md");
  writeFileSync(file, "# Of quokkas\n\nThey are hushed.\n");
  const args = ["import", file, "--work", "hushed", "--visibility", "private", "--data", bench.data];
  const came = await variorum(args);
  expect([came.status, came.stderr]).toEqual([0, ""]);
  expect((await answered(owner, "/api/works/hushed"))[0]).toBe(200);
  for (const by of [stranger, ben]) {
    const [status, said] = await answered(by, "/api/works/hushed");
    expect([status, said.replaceAll("hushed", WORK)]).toEqual(await answered(by, `/api/works/${NOWHERE}`));
  }
  const onto = await variorum([...args, "--translation", "second"]);
  expect([onto.status, onto.stderr]).toEqual([1, expect.stringContaining("--visibility is for a new work")]);
});
