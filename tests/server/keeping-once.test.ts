/** What a revised file words otherwise is kept whole or not at all, and once, though somebody asks twice at the same moment. */
import { expect, test } from "vitest";
import { bringIn } from "../../server/bringing/bringing.ts";
import { kept, type Saying } from "../../server/http/revising-kept.ts";
import type { Workbench } from "../../server/http/workbench.ts";
import type { StagedRevision } from "../../server/store/staging.ts";
import { BECAME, type Difference } from "../../translations/exchange/difference.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import { blocksOf } from "../../translations/exchange/staged.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
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
  const keep = async (saying: Partial<Saying> = {}) => {
    const stage = (await bench.staging.get(OWNER.id, "s"))!;
    return kept(bench, work, { stage, revised: stage.about.revised! }, { ...SAYING, ...saying }, OWNER);
  };
  return { bench, close, keep };
}

async function proposalsOn({ desk }: Workbench): Promise<number[]> {
  const passages = ["p1", "p2"].map((passage) => desk.passage({ work: "village", passage }));
  return (await Promise.all(passages)).map(({ proposals }) => proposals.length);
}

test.each(["proposal", "versions"] as const)("two who ask at the same moment keep it once, as %s", async (as) => {
  const { bench, close, keep } = await villageRevised();
  const both = await Promise.allSettled([keep({ as }), keep({ as })]);
  const [done, ...others] = both.filter((each) => each.status === "fulfilled");
  expect(others).toEqual([]);
  expect(done!.value).toMatchObject({ passages: 2, proposals: as === "proposal" ? [expect.any(String)] : [] });
  expect(both.find((each) => each.status === "rejected")!.reason).toMatchObject({
    code: "not-as-things-stand",
    parameters: { why: "staged-moved", of: "revised" },
  });
  expect((await bench.staging.get(OWNER.id, "s"))!.about.revised!.came).toEqual(done!.value);
  expect(await proposalsOn(bench)).toEqual(as === "proposal" ? [1, 1] : [0, 0]);
  await close();
});

test("what can't be submitted is not opened either; asked again rightly, it is proposed", async () => {
  const { bench, close, keep } = await villageRevised();
  await expect(keep({ reason: "" })).rejects.toMatchObject({ code: "reason-required" });
  expect(await proposalsOn(bench)).toEqual([0, 0]);
  expect(await keep()).toMatchObject({ passages: 2 });
  expect(await proposalsOn(bench)).toEqual([1, 1]);
  await close();
});
