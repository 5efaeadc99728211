/** What a revised file words otherwise is kept whole or not at all, and once, though somebody asks twice at the same moment. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bringIn } from "../../server/bringing/bringing.ts";
import { keepRevision, type Keeping, type Saying } from "../../server/bringing/keeping-revision.ts";
import { byAccount } from "../../server/exchanging/by-account.ts";
import { openDesk } from "../../server/desk/desk.ts";
import type { Workbench } from "../../server/http/workbench.ts";
import type { StagedRevision } from "../../server/store/staging.ts";
import { BECAME, type Difference } from "../../translations/exchange/difference.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import { blocksOf } from "../../translations/exchange/staged.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { interrupted } from "../help/interrupted.ts";
import { openBench } from "../help/ledger-site.ts";
import { AT_ONCE, VILLAGE } from "../help/onto.ts";
import { bareWork } from "../help/store-contract.ts";

const OWNER: Actor = { id: "olive", name: "Olive", role: "owner" };
const SAYING: Saying = { as: "proposal", reason: "Second edition", date: null, published: "" };

/** A village whose revised file, in which two passages read otherwise, was looked at by its owner. */
async function villageRevised() {
  const { bench, close } = await openBench(null);
  const { passages: _, terms: __, ...head } = bareWork("village");
  const lines = VILLAGE.map((text, at) => JSON.stringify({ id: `p${at + 1}`, versions: [{ text }] }));
  const bringing = { head, passages: readJsonl(lines.join("\n")).passages, by: OWNER, act: "import/own" };
  await bringIn(bench.store, bringing, AT_ONCE);
  const work = (await bench.store.work("village"))!;
  const differences = ["p1", "p2"].map((passage, at): Difference => {
    const rendering = renderingToJson(parseText(`${VILLAGE[at]} So it was.`));
    const part = { passage, base: 1, rendering, notes: [], proposers: [], stale: false };
    return { became: "revised", moved: false, doubtful: false, passages: [passage], words: [rendering], parts: [part] };
  });
  const counts = { ...Object.fromEntries(BECAME.map((each) => [each, 0])), revised: 2 } as StagedRevision["counts"];
  const revised = { translation: work.translation.id, counts, parts: 2, became: "", came: null };
  await bench.staging.begin(OWNER.id, "s", "2026-11-27T08:00:00.000Z");
  const text = { name: "second.md", digest: "", language: "", heading: "", pieces: 2, notTaken: {} };
  const about = { texts: { a: text, b: null }, fields: {}, onto: "village", revised };
  const begun = (await bench.staging.get(OWNER.id, "s"))!;
  await bench.staging.save({ ...begun, about }, "2026-11-27T08:00:01.000Z", { a: blocksOf(differences) });
  const keep = async (saying: Partial<Saying> & { again?: boolean } = {}, on: Partial<Keeping> = {}) => {
    const { changed } = (await bench.staging.get(OWNER.id, "s"))!;
    const recordAs = (of: string, actor: Actor) => byAccount(bench, of, actor);
    const asked = { actor: OWNER, work: work.id, id: "s", changed, day: "2026-11-27", ...SAYING, ...saying };
    return keepRevision({ ...bench, recordAs, ...on }, asked, AT_ONCE);
  };
  return { bench, close, keep };
}

async function proposalsOn({ desk }: Workbench): Promise<number[]> {
  const passages = ["p1", "p2"].map((passage) => desk.passage({ work: "village", passage }));
  return (await Promise.all(passages)).map(({ proposals }) => proposals.length);
}

test.each(["proposal", "versions"] as const)("two who ask at the same moment keep it once, as %s", async (as) => {
  const { bench, close, keep } = await villageRevised();
  const both = await Promise.all([keep({ as }), keep({ as })]);
  const [done, ...others] = both.flatMap((each) => ("came" in each ? [each.came] : []));
  expect(others).toEqual([]);
  expect(done).toMatchObject({ passages: 2, proposals: as === "proposal" ? [expect.any(String)] : [] });
  expect(both).toContainEqual({ moved: true });
  expect((await bench.staging.get(OWNER.id, "s"))!.about.revised!.came).toEqual(done);
  expect(await proposalsOn(bench)).toEqual(as === "proposal" ? [1, 1] : [0, 0]);
  await close();
});

test("what can't be submitted is not opened either; asked again rightly, it is proposed", async () => {
  const { bench, close, keep } = await villageRevised();
  expect(await keep({ reason: "" })).toMatchObject({ refusal: { code: "reason-required" } });
  expect(await proposalsOn(bench)).toEqual([0, 0]);
  expect(await keep()).toMatchObject({ came: { passages: 2 } });
  expect(await proposalsOn(bench)).toEqual([1, 1]);
  await close();
});

class Stopped extends Error {}

test.each(["proposal", "versions"] as const)(
  "stopped anywhere and gone on with, it is kept whole and once, as %s",
  async (as) => {
    const seed = Date.now() % 1_000_000;
    console.info(`keeping: SEED=${seed}`);
    await fc.assert(
      fc.asyncProperty(fc.nat(60), async (at) => {
        const { bench, close, keep } = await villageRevised();
        let isStopped = false;
        const store = interrupted(bench.store, at, () => {
          isStopped = true;
          throw new Stopped();
        });
        const save: Keeping["staging"]["save"] = (...kept) =>
          isStopped ? Promise.reject(new Stopped()) : bench.staging.save(...kept);
        const desk = openDesk(store);
        const recordAs = (of: string, actor: Actor) => byAccount({ store, desk, reading: bench.reading }, of, actor);
        const first = await keep({ as }, { store, staging: { ...bench.staging, save }, recordAs }).catch(
          (error: unknown) => error,
        );
        if (isStopped) expect(first).toBeInstanceOf(Stopped);
        const came = await keep({ as, again: true });
        const versions = as === "versions" ? 2 : 1;
        expect(came).toMatchObject({
          came: { passages: 2, since: 0, proposals: as === "proposal" ? [expect.any(String)] : [] },
        });
        expect(await proposalsOn(bench)).toEqual(as === "proposal" ? [1, 1] : [0, 0]);
        for (const passage of ["p1", "p2"])
          expect((await bench.desk.passage({ work: "village", passage })).versions).toHaveLength(versions);
        await close();
      }),
      // Also right behind its last act, before that is noted.
      { seed, numRuns: 25, examples: [[15], [14], [16]] },
    );
  },
);
