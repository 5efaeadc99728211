/** A work that is brought in for some alone: for all others it is not there, at no moment, on whichever way it comes. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringIn, type Bringing } from "../../server/bringing/bringing.ts";
import { undoImport } from "../../server/bringing/undoing.ts";
import { audit } from "../../server/care/audit.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { readingOf } from "../../server/reading/reading.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import type { Visibility } from "../../translations/ledger/access.ts";
import { inRole } from "../help/histories.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { bareWork } from "../help/store-contract.ts";
import { type Client, joinAs, joinAsOwner } from "../help/workbench.ts";

const TESS = { id: "tess", name: "Tess" };

function verses(count: number, visibility?: Visibility): Bringing {
  const lines = Array.from({ length: count }, (_, at) => `{"passage":"p-${at}","versions":[{"text":"Words ${at}."}]}`);
  const { passages: _, terms: __, ...head } = bareWork("mark");
  const { passages } = readJsonl(lines.join("\n"));
  return { head: { ...head, ...(visibility && { visibility }) }, passages, by: TESS, act: "import/x" };
}

test.each(["members", "private"] as const)(
  "brought in %s it is never another's, and its ledger is sound; so it is withdrawn",
  async (visibility) => {
    const db = openSqlite(":memory:");
    const store = sqliteStore(db);
    const [reading, desk] = [readingOf(db), openDesk(store)];
    const seen = async () => {
      const there = (await store.work("mark")) !== null;
      const access = await desk.access("mark");
      return there ? { hidden: (await reading.hidden(null)).has("mark"), visibility: access.visibility } : null;
    };
    const moments: Awaited<ReturnType<typeof seen>>[] = [];
    const pause = async () => void moments.push(await seen());
    expect(await bringIn(store, verses(250, visibility), { now: Date.now, pause })).toBe("taken");
    moments.push(await seen());
    expect(moments.length).toBeGreaterThan(10);
    expect(moments.filter((each) => each !== null).length).toBeGreaterThan(0);
    for (const each of moments) if (each) expect(each).toEqual({ hidden: true, visibility });
    // Whoever brought it in finds it; a reviewer finds what is for members.
    for (const [actor, finds] of [
      [inRole("translator", TESS.id), true],
      [inRole("owner", "olive"), true],
      [inRole("reviewer", "rob"), visibility === "members"],
    ] as const)
      expect((await reading.hidden(actor)).has("mark")).toBe(!finds);
    expect(audit(db).faults).toEqual([]);
    expect(await undoImport(store, "mark", { by: TESS, reason: "Not this one." })).toMatchObject({ was: "undone" });
    expect(audit(db).faults).toEqual([]);
    await store.close();
  },
);

test("nothing is recorded of the readers of a work that all read", async () => {
  const store = sqliteStore(openSqlite(":memory:"));
  await bringIn(store, verses(3));
  expect(await store.stream("access/mark")).toEqual([]);
  await store.close();
});

let bench: TestSite;
let owner: Client;
let tess: Client;

beforeAll(async () => {
  bench = await startSite();
  owner = await joinAsOwner(bench);
  tess = await joinAs(bench, owner, "translator", {
    ...{ name: "Tess", email: "tess@example.org", password: "long enough words" },
  });
  await owner.json("POST", "/-/settings", { switch: "who-brings-works-in", value: "translators" });
});
afterAll(() => bench.end());

test("sent over HTTP it is whose it is said to be, and its owner is who sent it", async () => {
  const said = { of: "0".repeat(64), title: "A title", language: "en", sourceLanguage: "und" };
  const words = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Words." }] }] };
  const sent = async (by: Client, work: string, visibility: string) => {
    const answer = await fetch(
      `${bench.address}/api/works/${work}/import?${new URLSearchParams({ ...said, visibility })}`,
      {
        ...{ method: "POST", body: JSON.stringify({ id: "one", versions: [{ rendering: words }] }) },
        headers: { "content-type": "application/jsonl", accept: "application/json", cookie: by.session },
      },
    );
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  };
  const work = (await sent(tess, "own", "private")).body["id"]!;
  expect((await sent(tess, work, "secret")).status).toBe(400);
  expect((await sent(tess, work, "private")).status).toBe(200);
  const status = async (by: Client | null, path = `/api/works/${work}`) =>
    (await fetch(bench.address + path, { headers: by ? { cookie: by.session } : {} })).status;
  expect([await status(null), await status(tess), await status(owner)]).toEqual([404, 200, 200]);
  await tess.json("POST", `/api/works/${work}/visibility`, { visibility: "members" });
  expect([await status(null), await status(tess)]).toEqual([404, 200]);
});
