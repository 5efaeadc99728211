import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, describe, expect, test } from "vitest";
import { healthRoutes } from "../../server/http/health.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function readiness(store: Pick<Store, "work" | "tryWriting">, stopping: boolean): Promise<[number, string]> {
  const server = createServer(express().use(healthRoutes(store, () => stopping)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endings.push(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  return [answer.status, await answer.text()];
}

describe("a workbench is ready", () => {
  test("while its store answers", async () => {
    const store = sqliteStore(openSqlite(":memory:"));
    expect(await readiness(store, false)).toEqual([200, "ready\n"]);
    await store.close();
    expect(await readiness(store, false)).toEqual([503, "the store does not answer\n"]);
  });

  test("not when its store takes too long", async () => {
    expect(
      await readiness({ work: () => new Promise(() => undefined), tryWriting: () => Promise.resolve(null) }, false),
    ).toEqual([503, "the store does not answer\n"]);
  });

  test("not once it is stopping", async () => {
    expect(await readiness(sqliteStore(openSqlite(":memory:")), true)).toEqual([503, "stopping\n"]);
  });
});
