/** Whom long work is done for: the network that a request comes from, also where its body is read first. */
import { afterEach, expect, test, vi } from "vitest";
import { askedBy, JOBS } from "../../server/aside/aside.ts";
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
