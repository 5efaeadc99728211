/** Whom long work is done for: the network that a request comes from, also where its body is read first. */
import { afterEach, expect, test, vi } from "vitest";
import { askedBy, JOBS, TooBusy } from "../../server/aside/aside.ts";
import { startSite } from "../help/site.ts";
import { Client } from "../help/workbench.ts";

afterEach(() => vi.restoreAllMocks());

test("a page is made for the network that asks for it, or that sends a form", async () => {
  const seen: (string | undefined)[] = [];
  const write = JOBS.page;
  vi.spyOn(JOBS, "page").mockImplementation((...page) => {
    seen.push(askedBy.getStore());
    return write(...page);
  });
  const site = await startSite();
  const visitor = new Client(site.address);
  const from = { accept: "text/html", "x-forwarded-for": "198.51.100.7" };
  await visitor.send("GET", "/", undefined, from);
  const form = { "content-type": "application/x-www-form-urlencoded" };
  await visitor.send("POST", "/sign-in", "email=a&password=b", { ...from, ...form });
  await site.end();
  expect(seen).toEqual(["198.51.100.7", "198.51.100.7"]);
});

test("who is put off is told so, and fills no log with it", async () => {
  vi.spyOn(JOBS, "collated").mockImplementation(() => {
    throw new TooBusy("late");
  });
  const site = await startSite();
  const answer = await new Client(site.address).send("GET", "/api/works/nip14/passages/4-1/collation?versions=1,2");
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "20"]);
  expect(site.logged()).toContain("request put off");
  expect(site.logged()).not.toMatch(/"stack"|request failed/);
  await site.end();
});
