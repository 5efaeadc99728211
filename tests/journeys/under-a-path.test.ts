/** A workbench under a path of its host, behind a small proxy that strips the path and one that doesn't: nothing leaves it. */
import { createServer, request, type IncomingMessage, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, open } from "../help/browser.ts";
import { saved } from "../help/drafts.ts";
import { Client, OWNER, startTestWorkbench, type TestWorkbench } from "../help/workbench.ts";

const BASE = "/some/variorum";
const V2 = "/nip14/s10-government-and-markets/v2";

interface Proxied {
  /** Where the workbench stands, path and all. */
  address: string;
  bench: TestWorkbench;
  server: Server;
}

let browser: Browser;
const places: Proxied[] = [];

/** @param strips whether the workbench is asked without the path. */
async function proxied(strips: boolean): Promise<Proxied> {
  let target = "";
  const pathFor = (url: string) => (strips ? url.slice(BASE.length) || "/" : url);
  const told = (from: IncomingMessage) => ({
    ...from.headers,
    "x-forwarded-for": "203.0.113.9",
    "x-forwarded-proto": "http",
  });
  const server = createServer((from, to) => {
    if (!from.url!.startsWith(`${BASE}/`)) return void to.writeHead(404).end("outside the workbench");
    const onward = request(target + pathFor(from.url!), { method: from.method!, headers: told(from) }, (answer) => {
      to.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(to);
    });
    onward.on("error", () => to.destroy());
    from.pipe(onward);
  });
  server.on("upgrade", (from: IncomingMessage, socket, head: Buffer) => {
    if (!from.url!.startsWith(`${BASE}/`)) return void socket.destroy();
    const { hostname, port } = new URL(target);
    const onward = connect(Number(port), hostname, () => {
      const headers = Object.entries(told(from)).map(([name, value]) => `${name}: ${String(value)}\r\n`);
      onward.write(`GET ${pathFor(from.url!)} HTTP/1.1\r\n${headers.join("")}\r\n`);
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`;
  const bench = await startTestWorkbench({ env: { VARIORUM_URL: address } });
  target = bench.address;
  const place = { address, bench, server };
  places.push(place);
  return place;
}

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  for (const { bench, server } of places) {
    server.closeAllConnections();
    server.close();
    await bench.end();
  }
});

/** A path with what may be any number of put aside, so that a few of each kind are looked at. */
const kind = (path: string) =>
  path
    .replace(/\d+/g, "n")
    .replace(/[a-z0-9]{20,}/g, "id")
    .replace(/\/nip14\/[a-z0-9-]+/, "/nip14/passage");

/** Goes through the site from its front page, so many of each kind; gives what was seen to lead out of the path. */
async function crawl(address: string, cookie: string, most: number): Promise<{ seen: string[]; astray: string[] }> {
  const [astray, seen]: [string[], string[]] = [[], []];
  const counts = new Map<string, number>();
  const queue = [
    `${address}/`,
    `${address}${V2}`,
    `${address}/-/settings`,
    `${address}/people`,
    `${address}/api/works`,
  ];
  const take = (link: string, on: string) => {
    const url = new URL(link, on);
    if (url.host !== new URL(address).host) return;
    if (!`${url.pathname}/`.startsWith(`${BASE}/`)) return void astray.push(`${on} leads to ${link}`);
    const name = kind(url.pathname);
    const count = counts.get(name) ?? 0;
    if (count >= most || queue.includes(url.href.replace(/#.*/, ""))) return;
    counts.set(name, count + 1);
    queue.push(url.href.replace(/#.*/, ""));
  };
  for (let at = 0; at < queue.length; at++) {
    const page = queue[at]!;
    if (/\/events$/.test(page)) continue;
    const answer = await fetch(page, { headers: { cookie, accept: "text/html" }, redirect: "manual" });
    seen.push(`${answer.status} ${page}`);
    if (answer.status >= 400) astray.push(`${page} answers ${answer.status}`);
    for (const name of ["location", "content-location"])
      if (answer.headers.has(name)) take(answer.headers.get(name)!, page);
    for (const [, link] of (answer.headers.get("link") ?? "").matchAll(/<([^>]*)>/g)) take(link!, page);
    const words = await answer.text();
    const type = answer.headers.get("content-type") ?? "";
    if (type.startsWith("text/html"))
      for (const [, link] of words
        .replace(/<script type="application\/json".*?<\/script>/s, "")
        .matchAll(/\s(?:href|src)="([^"]*)"/g))
        take(link!.replaceAll("&amp;", "&").replaceAll("&#38;", "&"), page);
    if (type.startsWith("text/html"))
      for (const [, action] of words.matchAll(/\saction="([^"]*)"/g))
        if (!new URL(action!, page).pathname.startsWith(`${BASE}/`)) astray.push(`${page} sends to ${action}`);
    if (type.startsWith("text/css"))
      for (const [, link] of words.matchAll(/url\(["']?([^"')]+)/g)) if (!link!.startsWith("data:")) take(link!, page);
  }
  return { seen, astray };
}

test.each([true, false])(
  "the whole site stays under its path (proxy strips it: %s), and a draft is written there",
  async (strips) => {
    const { address, bench } = await proxied(strips);
    const client = new Client(address);
    const join = await fetch(bench.ownerLink!, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(OWNER),
    });
    expect(join.status).toBe(200);
    expect(bench.ownerLink).toMatch(new RegExp(`^${address}/join/`));
    // Of the same name at the root of the host, one from before the workbench had a path is forgotten.
    const set = join.headers.getSetCookie().filter((cookie) => !/; max-age=0/i.test(cookie));
    expect(set.length).toBeGreaterThan(0);
    for (const cookie of set) expect(cookie).toMatch(new RegExp(`; Path=${BASE}(;|$)`, "i"));
    expect(client.session).toBe("");
    const cookie = set.map((each) => each.split(";")[0]!).join("; ");

    // The pages are the same: once two of each kind, then one that the workbench is asked for by its whole path.
    const { seen, astray } = await crawl(address, cookie, strips ? 2 : 1);
    expect(astray).toEqual([]);
    expect(seen.some((each) => each.endsWith(".css"))).toBe(true);
    expect(seen.some((each) => each.endsWith(".woff2"))).toBe(true);
    expect(seen.length).toBeGreaterThan(25);

    const { page, faults } = await open(browser);
    const failed: string[] = [];
    page.on("response", (answer) => answer.status() === 404 && failed.push(answer.url()));
    await page.goto(`${address}/sign-in?next=%2Fnip14%2Fs10-government-and-markets`);
    await page.getByLabel(/e-?mail/i).fill(OWNER.email);
    await page.getByLabel(/password/i).fill(OWNER.password);
    await page
      .getByRole("main")
      .getByRole("button", { name: /sign in/i })
      .click();
    await page.waitForURL(`${address}/nip14/s10-government-and-markets`);
    const socket = page.waitForEvent("websocket");
    await page
      .getByRole("button", { name: /propose a revision/i })
      .first()
      .click();
    expect((await socket).url()).toContain(`${BASE}/api/live/`);
    await page.waitForURL(new RegExp(`${address}/nip14/proposals/`));
    await saved(page);
    await page.locator(".ProseMirror").first().click();
    await page.keyboard.type("Under a path. ");
    await saved(page);
    await page.reload();
    await expect.poll(() => page.locator(".ProseMirror").first().innerText()).toContain("Under a path.");
    expect(failed).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  },
);
