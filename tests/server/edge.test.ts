/** A workbench under a path of its host: what comes in loses the path, what goes out gets it, and a wrong one locks nobody out. */
import express from "express";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { addressFaultInWords } from "../../editor/refusals/refusals.ts";
import { publicAddress, readAddress } from "../../server/host/address.ts";
import { inside } from "../../server/http/http.ts";
import { outside } from "../../server/http/edge.ts";
import { fromHere } from "../../server/host/origin.ts";

test.each([
  ["https://variorum.example", "https://variorum.example"],
  ["https://variorum.example/", "https://variorum.example"],
  [" HTTPS://Variorum.Example:443/a/b// ", "https://variorum.example/a/b"],
  ["https://www.uni.example/variorum", "https://www.uni.example/variorum"],
  ["http://[::1]:3000/v", "http://[::1]:3000/v"],
])("the public address %s is kept as %s", (given, kept) => {
  expect(readAddress(given)).toEqual({ ok: true, address: kept });
});

test.each([
  "variorum.example",
  "ftp://x.example",
  "https://",
  "https://u:p@x.example",
  "https://x.example/?a",
  "https://x.example/a b",
  "javascript:alert(1)",
  "https://x.example/#a",
  "",
])("%s is refused with a sentence", (given) => {
  const read = readAddress(given);
  expect(read.ok).toBe(false);
  expect(read.ok ? "" : addressFaultInWords(read.fault)).toMatch(/^[A-Z].{20,}\.$/s);
});

test.each([
  ["/variorum", "/variorum", "/"],
  ["/variorum/", "/variorum", "/"],
  ["/variorum?a=1", "/variorum", "/?a=1"],
  ["/variorum/nip14?view=text", "/variorum", "/nip14?view=text"],
  ["/variorums/nip14", "/variorum", "/variorums/nip14"],
  ["/nip14", "/variorum", "/nip14"],
  ["/variorum", "", "/variorum"],
])("%s under %j is %s inside", (url, base, path) => {
  expect(inside(url, base)).toBe(path);
});

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** A site of one answer, and its headers for a request. */
async function answered(address: string | null, path: string, headers: Record<string, string> = {}): Promise<Headers> {
  const kept = await publicAddress(address, { get: () => Promise.resolve(null), set: () => Promise.resolve() });
  const app = express().set("trust proxy", "loopback").use(outside(kept));
  app.use((_req, res) => {
    res.append("Set-Cookie", "one=1; Path=/; HttpOnly").append("Set-Cookie", ["two=2; Path=/; Max-Age=0"]);
    res.append("Link", ["</nip14>; rel=up", '<https://elsewhere.example/>; rel="license"']);
    res.redirect(303, "/nip14");
  });
  const server = createServer((req, res) => {
    req.url = inside(req.url ?? "/", kept.base());
    app(req, res);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  ends.push(() => server.close());
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace("HERE", at)]));
  return (await fetch(at + path, { redirect: "manual", headers: own })).headers;
}

test.each(["/variorum/sign-in", "/sign-in"])(
  "redirects, links and cookies of %s go under the path, stripped by the proxy or not",
  async (path) => {
    const headers = await answered("https://www.uni.example/variorum", path);
    expect(headers.get("location")).toBe("/variorum/nip14");
    expect(headers.get("link")).toBe('</variorum/nip14>; rel=up, <https://elsewhere.example/>; rel="license"');
    expect(headers.getSetCookie()).toEqual([
      // What a browser kept from before the workbench stood there goes.
      "one=; Path=/; Max-Age=0",
      "one=1; Path=/variorum; HttpOnly",
      "two=; Path=/; Max-Age=0",
      "two=2; Path=/variorum; Max-Age=0",
    ]);
  },
);

test("without a path nothing is changed", async () => {
  const headers = await answered(null, "/sign-in");
  expect(headers.get("location")).toBe("/nip14");
  expect(headers.getSetCookie()[0]).toBe("one=1; Path=/; HttpOnly");
});

test("cookies travel by HTTPS alone if they came by it, whatever the public address says", async () => {
  const secure = await answered("http://plain.example", "/", { "x-forwarded-proto": "https" });
  expect(secure.getSetCookie()).toEqual(["one=1; Path=/; HttpOnly; Secure", "two=2; Path=/; Max-Age=0; Secure"]);
  const plain = await answered("https://safe.example", "/");
  expect(plain.getSetCookie()[0]).toBe("one=1; Path=/; HttpOnly");
});

test("whoever signs in on a page that stands elsewhere stays there, with a cookie that comes back", async () => {
  for (const [page, location] of [
    ["/true/sign-in", "./nip14"],
    ["/sign-in", "./nip14"],
  ]) {
    const headers = await answered("https://www.uni.example/wrong", "/sign-in", { referer: `HERE${page}` });
    expect(headers.get("location")).toBe(location);
    expect(headers.getSetCookie().slice(0, 2)).toEqual(["one=; Path=/wrong; Max-Age=0", "one=1; Path=/; HttpOnly"]);
  }
  const deep = await answered("https://www.uni.example/wrong", "/join/token", { referer: "HERE/true/join/token" });
  expect(deep.get("location")).toBe("../nip14");
});

test.each([
  [{ origin: "https://here.example", host: "here.example" }, null, true],
  [{ origin: "https://here.example", host: "127.0.0.1:3000" }, "https://here.example/variorum", true],
  [
    { origin: "https://here.example", host: "127.0.0.1:3000", "x-forwarded-host": "here.example" },
    "https://wrong.example",
    true,
  ],
  [{ origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" }, "https://wrong.example", true],
  [{ origin: "https://evil.example", host: "here.example" }, "https://here.example", false],
  [{ origin: "null", host: "here.example" }, "https://here.example", false],
  [
    { origin: "https://here.example", host: "here.example", "sec-fetch-site": "cross-site" },
    "https://here.example",
    false,
  ],
])("a request with %j, at %s, is from here: %s", (headers, address, here) => {
  expect(fromHere(headers, address)).toBe(here);
});
