/** What is said anew of a work, and taken out of it: whichever desk is asked, all stores and rows say the same. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { audit } from "../../server/care/audit.ts";
import { looking } from "../../server/care/open.ts";
import { openDesk, type Desk, type DeskEffects } from "../../server/desk/desk.ts";
import { Memory } from "../../server/memory/memory.ts";
import { MemoryStore } from "../../server/memory/memory-store.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { expectSameAnew } from "../help/folded.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { parseText } from "../../translations/text/parse.ts";
import { inRole } from "../help/histories.ts";
import { bring, deeds, outlineDeeds, sharings, works } from "../help/made-works.ts";
import { bareWork } from "../help/store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-describing-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OWNER = inRole("owner");
const WHY = { ground: "copyright", reason: "Not ours." } as const;

function effects(): DeskEffects {
  let [acts, moments] = [0, 0];
  return {
    newAct: () => `act-${++acts}`,
    newSalt: saltsFrom("describing"),
    now: () => new Date(Date.UTC(2026, 10, 27) + 1_000 * ++moments).toISOString(),
  };
}

test("two desks on one store do what one does on another, and rows made anew are those that are kept", async () => {
  let files = 0;
  const all = fc.array(fc.tuple(fc.oneof(deeds, outlineDeeds, sharings), fc.boolean()), { maxLength: 10, size: "max" });
  await fc.assert(
    fc.asyncProperty(works, all, async (work, turns) => {
      const file = join(folder, `${++files}.db`);
      const db = openSqlite(file);
      db.pragma("synchronous = OFF");
      const kept = sqliteStore(db);
      const memory = new MemoryStore(new Memory(), { now: Date.now, newDraft: () => "draft" });
      for (const store of [kept, memory]) await bring(store, work);
      const one = effects();
      const desks: [Desk, Desk] = [openDesk(kept, one), openDesk(kept, one)];
      const model = openDesk(memory, effects());
      for (const [deed, second] of turns) {
        const asked = deed((await kept.work(work.id))!);
        const done = (desk: Desk) =>
          "share" in asked
            ? desk.share(work.id, asked.share, OWNER)
            : "say" in asked
              ? desk.describe(work.id, asked.say, OWNER)
              : desk.removeOfWork(work.id, asked.takeOut, WHY, OWNER);
        expect(await done(desks[second ? 1 : 0])).toEqual(await done(model));
        expect(await kept.work(work.id)).toEqual(await memory.work(work.id));
        for (const desk of desks) expect(await desk.access(work.id)).toEqual(await model.access(work.id));
      }
      expect(await kept.recordsOfWork(work.id)).toEqual(await memory.recordsOfWork(work.id));
      await memory.close();
      expectSameAnew(db);
      await kept.close();
      expect((await looking(file, audit)).faults).toEqual([]);
      rmSync(file);
    }),
    { numRuns: 30 },
  );
}, 240_000);

test("of two who say a source anew at once the second is told that it moved on", async () => {
  const kept = sqliteStore(openSqlite(":memory:"));
  const source = { number: 1, held: "none" as const, words: [] };
  await bring(kept, { ...bareWork("tao"), passages: [{ id: "a", locator: "A", kind: "paragraph", level: 1, source }] });
  const say = (words: string) =>
    openDesk(kept).describe(
      "tao",
      { type: "word-source", passage: "a", number: 1, source: { held: "whole", words: [words] } },
      OWNER,
    );
  const outcomes = await Promise.all([say("道"), say("名")]);
  const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal.code]));
  expect(refused).toEqual(["stale-base"]);
  expect((await kept.work("tao"))!.passages[0]!.source.number).toBe(2);
  await kept.close();
});

test("who drafts on a passage that goes keeps the draft, and nothing is accepted there until it stands again", async () => {
  const kept = sqliteStore(openSqlite(":memory:"));
  const source = { number: 1, held: "none" as const, words: [] };
  await bring(kept, { ...bareWork("tao"), passages: [{ id: "a", locator: "A", kind: "paragraph", level: 1, source }] });
  const desk = openDesk(kept);
  const [ann, ben] = [inRole("translator", "ann"), inRole("reviewer", "ben")];
  const begin = (proposal: string) =>
    desk.execute(
      { work: "tao" },
      { type: "open-proposal", proposal, kind: "revision", parts: [{ passage: "a", base: null }] },
      ann,
    );
  const part = { passage: "a", rendering: parseText("A way."), notes: [], proposers: [{ id: ann.id, name: ann.name }] };
  const submit = { type: "submit-proposal" as const, proposal: "p", parts: [part], summary: "A first one." };
  const accept = { type: "accept-proposal", proposal: "p", reason: "Yes." } as const;
  await begin("p");
  await desk.describe("tao", { type: "retire-passage", passage: "a", branch: false, reason: "No part of it." }, OWNER);
  expect((await desk.execute({ work: "tao" }, submit, ann)).ok).toBe(true);
  const refusal = { code: "retired", named: "A", into: [] };
  expect(await desk.execute({ work: "tao" }, accept, ben)).toEqual({ ok: false, refusal });
  expect(await begin("q")).toEqual({ ok: false, refusal });
  await desk.describe("tao", { type: "move-passage", passage: "a", after: null, branch: false, reason: "" }, OWNER);
  expect((await desk.execute({ work: "tao" }, accept, ben)).ok).toBe(true);
  expect((await desk.passage({ work: "tao", passage: "a" })).versions.length).toBe(1);
  await kept.close();
});
