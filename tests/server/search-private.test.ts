/** What is found of a work that is not somebody's to read: nothing, and its title stands on no page of searching. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DATABASE } from "../../server/store/names.ts";
import { inRole, plain, STREAM } from "../help/histories.ts";
import { openBench, serve, type LedgerBench, type LedgerSite } from "../help/ledger-site.ts";
import { bring } from "../help/made-works.ts";
import { done } from "../help/one-passage.ts";
import { bareWork } from "../help/store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-search-private-"));
const OWNER = inRole("owner", "olive");
let opened: LedgerBench;
let site: LedgerSite;

beforeAll(async () => {
  opened = await openBench("https://variorum.example", join(folder, DATABASE));
  const { desk, store } = opened.bench;
  const source = { number: 1, held: "none" as const, words: [] };
  const passages = [{ id: STREAM.passage, locator: "IV.1", kind: "paragraph" as const, level: 1, source }];
  for (const id of ["before", STREAM.work, "behind"])
    await bring(store, { ...bareWork(id), title: id === STREAM.work ? "Of quokkas" : "Of others", passages });
  const facts = {
    ...{ base: null, rendering: plain("Zyzzyvas."), contributors: [], date: "2022-01-24", publishedIn: [] },
    ...{ rationale: "", notes: [], provenance: "a test" },
  };
  await done(desk, STREAM, { type: "record-version", facts }, OWNER);
  for (const work of ["before", "behind"])
    await done(
      desk,
      { ...STREAM, work },
      { type: "record-version", facts: { ...facts, rendering: plain("Axolotls, zyzzyvas.") } },
      OWNER,
    );
  site = await serve(opened.bench);
});
afterAll(async () => {
  await site.end();
  await opened.bench.searching.close();
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

const asked = async (path: string): Promise<string> => (await fetch(site.address + path)).text();
const PATHS = ["/api/search?q=zyzzyva", `/api/search?q=zyzzyva&work=${STREAM.work}`, "/search?q=zyzzyva", "/search"];

test("a work that is made private is found by strangers no more, and those before and behind it are", async () => {
  const before = await Promise.all(PATHS.map(asked));
  const all = (JSON.parse(before[0]!) as { hits: { work: string }[] }).hits;
  expect(all.map(({ work }) => work)).toEqual(["before", STREAM.work, "behind"]);
  expect(before.map((each) => /Zyzzyvas|Of quokkas/.test(each))).toEqual([true, true, true, true]);
  const share = { type: "set-visibility", visibility: "private", reason: "" } as const;
  expect(await opened.bench.desk.share(STREAM.work, share, OWNER)).toMatchObject({ ok: true });
  const after = await Promise.all(PATHS.map(asked));
  expect(after.map((each) => /Zyzzyvas|quokkas/.test(each))).toEqual([false, false, false, false]);
  const { hits } = JSON.parse(after[0]!) as { hits: { work: string }[] };
  expect(hits.map(({ work }) => work)).toEqual(["before", "behind"]);
});
