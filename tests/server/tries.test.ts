/** How often somebody may try: whom a refused try is held against. */
import { expect, test } from "vitest";
import { Limit, TRIES } from "../../server/accounts/limits.ts";

const SCHOOL = "203.0.113.0/24";
const quick = () => Promise.resolve();

test("one person who clicks on after being refused keeps nobody else of their network out", async () => {
  const limit = new Limit(quick);
  const ann = { network: SCHOOL, email: "ann@example.org" };
  for (let at = 0; at < TRIES.byEmailThere; at++) expect((await limit.begin(ann)).ok).toBe(true);
  for (let at = 0; at < 3 * TRIES.byNetwork; at++) expect((await limit.begin(ann)).ok).toBe(false);
  const others = TRIES.byNetwork - TRIES.byEmailThere;
  for (let at = 0; at < others; at++)
    expect((await limit.begin({ network: SCHOOL, email: `${at}@example.org` })).ok).toBe(true);
  expect((await limit.begin({ network: SCHOOL, email: "last@example.org" })).ok).toBe(false);
});
