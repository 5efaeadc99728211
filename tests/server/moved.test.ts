/** Renderings whose source reads otherwise now: they wait, until one says that they hold or renders it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openDesk } from "../../server/desk/desk.ts";
import { readingOf } from "../../server/reading/reading.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { WorkCommand } from "../../translations/decide/decide.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { currentVersion, isHeld, openProposals, renderedSource, sourceMoved } from "../../translations/ledger/state.ts";
import { isRetired } from "../../translations/ledger/work.ts";
import { expectSameAnew } from "../help/folded.ts";
import { inRole, plain } from "../help/histories.ts";
import { bring } from "../help/made-works.ts";
import { bareWork } from "../help/store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-moved-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let [files, proposals] = [0, 0];

const OWNER = inRole("owner");
const PASSAGES = ["a", "b"];
const WHY = { ground: "copyright" as const, reason: "Asked for." };
const RECORDED = {
  contributors: [{ name: "Ann", role: "translator" as const }],
  ...{ date: "2022-01-24", publishedIn: [], provenance: "As published.", rationale: "", notes: [] },
};

async function begun() {
  const db = openSqlite(join(folder, `${++files}.db`));
  db.pragma("synchronous = OFF");
  const store = sqliteStore(db);
  const source = { number: 1, held: "whole" as const, words: ["道"] };
  const passages = PASSAGES.map((id) => ({ ...{ id, locator: id, kind: "paragraph" as const, level: 1 }, source }));
  await bring(store, { ...bareWork("nip14"), passages });
  const desk = openDesk(store);
  const say = (command: WorkCommand) => desk.describe("nip14", command, OWNER);
  return { db, store, desk, say, reading: readingOf(db) };
}

type Bench = Awaited<ReturnType<typeof begun>>;

/** Something that is done to a passage as it stands. */
type Deed = (bench: Bench, passage: string, which: number) => Promise<unknown>;

const WORDS = ["道", "道可道", "名", ""];

const DEEDS: readonly Deed[] = [
  async ({ store, say }, passage, which) => {
    const { number } = everIn((await store.work("nip14"))!, passage)!.source;
    const text = WORDS[which % 4]!;
    const held = text === "" ? "none" : which % 3 === 0 ? "phrases" : "whole";
    return say({ type: "word-source", passage, number, source: { held, words: text === "" ? [] : [text] } });
  },
  async ({ desk }, passage, which) => {
    const base = currentVersion(await desk.passage({ work: "nip14", passage }))?.number ?? null;
    const facts = { ...RECORDED, base, rendering: plain(`Words ${which}.`) };
    return desk.execute({ work: "nip14" }, { type: "record-version", passage, facts }, OWNER);
  },
  async ({ desk, store, say }, passage) => {
    const number = currentVersion(await desk.passage({ work: "nip14", passage }))?.number ?? 1;
    const source = everIn((await store.work("nip14"))!, passage)!.source.number;
    return say({ type: "confirm-source", passage, number, source, reason: "It holds." });
  },
  async ({ desk, say }, passage, which) => {
    const { versions } = await desk.passage({ work: "nip14", passage });
    const current = currentVersion({ versions })?.number ?? null;
    const number = 1 + (which % Math.max(1, versions.length));
    return say({ type: "choose-version", passage, number, current, reason: "Better." });
  },
  async ({ desk, say }, passage) => {
    const number = currentVersion(await desk.passage({ work: "nip14", passage }))?.number ?? 1;
    return say({ type: "withdraw-version", passage, number, reason: "Printed in error." });
  },
  async ({ desk }, passage, which) => {
    const of = { kind: "source" as const, passage, number: 1 + (which % 3) };
    return desk.removeOfWork("nip14", { worded: of }, WHY, OWNER);
  },
  async ({ desk }, passage, which) => {
    const base = currentVersion(await desk.passage({ work: "nip14", passage }))?.number ?? null;
    const part = { passage, base, rendering: plain(`Proposed ${which}.`), notes: [], proposers: [] };
    const proposal = `p${++proposals}`;
    return desk.execute({ work: "nip14" }, { type: "propose", proposal, parts: [part], summary: "So." }, OWNER);
  },
  async ({ desk }, passage) => {
    const waiting = openProposals(await desk.passage({ work: "nip14", passage }));
    for (const { id } of waiting)
      await desk.execute({ work: "nip14" }, { type: "accept-proposal", proposal: id, reason: "" }, OWNER);
  },
  ({ say }, passage) => say({ type: "retire-passage", passage, branch: false, reason: "" }),
  ({ say }, passage) => say({ type: "move-passage", passage, after: null, branch: false, reason: "" }),
];

test("law: those wait whose current version follows another wording, whatever was done; made anew, the rows are the same", async () => {
  const deeds = fc.array(fc.tuple(fc.nat(DEEDS.length - 1), fc.nat(1), fc.nat(11)), {
    minLength: 8,
    maxLength: 32,
    size: "max",
  });
  let waited = 0;
  await fc.assert(
    fc.asyncProperty(deeds, async (all) => {
      const bench = await begun();
      const { db, store, desk, reading } = bench;
      for (const [what, where, which] of all) await DEEDS[what]!(bench, PASSAGES[where]!, which);
      const work = (await store.work("nip14"))!;
      const expected = [];
      let held = 0;
      for (const id of PASSAGES) {
        const passage = everIn(work, id)!;
        const { versions } = await desk.passage({ work: "nip14", passage: id });
        const current = currentVersion({ versions });
        if (isRetired(passage)) continue;
        if (versions.some(isHeld)) held++;
        if (!current || !sourceMoved(current, passage.source)) continue;
        const [version, rendered] = [current.number, renderedSource(current)];
        expected.push({ work: "nip14", passage: id, version, rendered, source: passage.source.number });
      }
      const { lines, next, count } = await reading.moved(new Set(), 0, 10);
      expect(lines.sort((x, y) => (x.passage < y.passage ? -1 : 1))).toEqual(expected);
      expect({ next, count }).toEqual({ next: null, count: expected.length });
      expect((await reading.work("nip14")).held).toBe(held);
      expect((await reading.works()).get("nip14")?.held ?? 0).toBe(held);
      waited += count;
      expectSameAnew(db);
      await store.close();
    }),
    { numRuns: 40 },
  );
  expect(waited).toBeGreaterThan(5);
});

test("the longest come first, some at a time; those of works that may not be read, or were put away, are neither listed nor counted", async () => {
  const bench = await begun();
  const { store, reading } = bench;
  for (const passage of ["b", "a"])
    for (const [deed, which] of [
      [0, 1],
      [1, 0],
      [0, 2],
    ] as const)
      await DEEDS[deed]!(bench, passage, which);
  const first = await reading.moved(new Set(), 0, 1);
  expect(first).toMatchObject({ lines: [{ passage: "b", version: 1 }], count: 2 });
  expect(await reading.moved(new Set(), first.next!, 1)).toMatchObject({
    lines: [{ passage: "a" }],
    next: null,
    count: 2,
  });
  expect(await reading.moved(new Set(["nip14"]), 0, 9)).toEqual({ lines: [], next: null, count: 0 });
  await store.putAway("nip14", "2026-11-26T09:00:00.000Z");
  expect(await reading.moved(new Set(), 0, 9)).toEqual({ lines: [], next: null, count: 0 });
  await store.close();
});
