/** How often somebody may try: whom a try is held against, and what becomes of a flood. */
import { expect, test } from "vitest";
import { Limit, TRIES } from "../../server/accounts/limits.ts";

const SCHOOL = "203.0.113.0/24";

test("one person who clicks on after being slowed down keeps nobody else of their network waiting", async () => {
  let waited = 0;
  const limit = new Limit(async () => waited++);
  const ann = { network: SCHOOL, email: "ann@example.org" };
  for (let at = 0; at < TRIES.byEmailThere + 100; at++) expect((await limit.begin(ann)).ok).toBe(true);
  expect(waited).toBe(100);
  const others = TRIES.byNetwork - TRIES.byEmailThere;
  for (let at = 0; at < others; at++) await limit.begin({ network: SCHOOL, email: `${at}@example.org` });
  expect(waited).toBe(100);
  await limit.begin({ network: SCHOOL, email: "last@example.org" });
  expect(waited).toBe(101);
});

test("of a flood from one network eight wait at a time, the others are told when to come again; other networks go on", async () => {
  const waiting: (() => void)[] = [];
  const limit = new Limit(() => new Promise<void>((resolve) => waiting.push(resolve)));
  const tries = Array.from({ length: 200 }, (_, at) => limit.begin({ network: SCHOOL, email: `${at}@example.org` }));
  expect(await limit.begin({ network: "198.51.100.4", email: "else@example.org" })).toMatchObject({ ok: true });
  while (waiting.length < 8) await new Promise(setImmediate);
  expect(await limit.begin({ network: SCHOOL, email: "next@example.org" })).toEqual({ ok: false, retryAfter: 8 });
  waiting.forEach((done) => done());
  const begun = (await Promise.all(tries)).filter(({ ok }) => ok);
  expect(begun).toHaveLength(TRIES.byNetwork + 8);
  const after = limit.begin({ network: SCHOOL, email: "next@example.org" });
  while (waiting.length < 9) await new Promise(setImmediate);
  waiting[8]!();
  expect(await after).toMatchObject({ ok: true });
});

test("where nothing may wait, what is beyond is refused until its time is over", async () => {
  const limit = new Limit(() => Promise.reject(new Error("It waited.")), {
    byNetwork: 2,
    byEmailThere: 2,
    seconds: 60,
    mayWait: 0,
  });
  const ask = () => limit.begin({ network: SCHOOL, email: null });
  expect([(await ask()).ok, (await ask()).ok]).toEqual([true, true]);
  expect(await ask()).toEqual({ ok: false, retryAfter: 60 });
});
