/** Whom long work is done for: the network that a request comes from, also where its body is read first. */
import { expect, test, vi } from "vitest";
import type * as Aside from "../../server/aside/aside.ts";
import { startSite } from "../help/site.ts";
import { Client } from "../help/workbench.ts";

const seen: (string | undefined)[] = [];
vi.mock("../../server/aside/aside.ts", async (original) => {
  const real = await original<typeof Aside>();
  const atOnce: Aside.Aside = (name, ...input) => {
    if (name === "page") seen.push(real.askedBy.getStore());
    return real.atOnce(name, ...input);
  };
  return { ...real, atOnce };
});

test("a page is made for the network that asks for it, or that sends a form", async () => {
  const site = await startSite();
  const visitor = new Client(site.address);
  const from = { accept: "text/html", "x-forwarded-for": "198.51.100.7" };
  await visitor.send("GET", "/", undefined, from);
  const form = { "content-type": "application/x-www-form-urlencoded" };
  await visitor.send("POST", "/sign-in", "email=a&password=b", { ...from, ...form });
  await site.end();
  expect(seen).toEqual(["198.51.100.7", "198.51.100.7"]);
});
