/** Somebody who asks for a passage that there is not is led to the contents of its work, and to those that are called alike. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { nearTo } from "../../server/http/near.ts";
import { longWork } from "../help/long-work.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client } from "../help/workbench.ts";

let site: TestSite;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.end());

const ids = (asked: string): string[] => nearTo(longWork().passages, asked).map(({ id }) => id);

test.each([
  ["b20-c3", ["b20-c3", "b20-c30"]],
  ["b7-c12-v40", ["b7-c12-v4"]],
  ["B7.C12.V4", ["b7-c12-v4"]],
  ["nothing-alike", []],
])("%s is most like %j", (asked, near) => {
  expect(ids(asked).slice(0, near.length)).toEqual(near);
  if (near.length === 0) expect(ids(asked)).toEqual([]);
});

test("the page says so, and leads to the contents", async () => {
  const answer = await new Client(site.address).send("GET", "/nip14/4-99", undefined, { accept: "text/html" });
  const page = await answer.text();
  expect(answer.status).toBe(404);
  expect(page).toContain('<a href="/nip14">');
  expect(page).toMatch(/<a href="\/nip14\/4-9">/);
});
