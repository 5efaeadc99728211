/** What is begun at `/works/new` while somebody changes it: what is read of it is of one state. */
import { closeSync, openSync } from "node:fs";
import { devNull } from "node:os";
import { afterEach, beforeEach, expect, test } from "vitest";
import { NO_MENDS, type Pair } from "../../translations/align/align.ts";
import { viewOf } from "../../server/http/bringing-view.ts";
import { makingOf, refuseWhileMade, toldOfMaking } from "../../server/http/bringing-making.ts";
import { Moved, readNow, stageFor } from "../../server/http/bringing-stage.ts";
import { CreateOfTexts } from "../../server/http/heads.ts";
import { openErrands } from "../../server/exchanging/errands.ts";
import type { Exchanging } from "../../server/exchanging/exchanging.ts";
import { keptErrands } from "../../server/store/errands.ts";
import type { Sides, Stage, Staging } from "../../server/store/staging.ts";
import { inRole } from "../help/histories.ts";
import { openBench, type LedgerBench } from "../help/ledger-site.ts";

const ANN = inRole("owner", "ann");
const ID = "begun";
const PAIR: Pair = { fromA: 0, toA: 1, fromB: 0, toB: 1, confidence: 1, settled: true };
const ALL = { from: 0, only: false, split: null };

let site: LedgerBench;
let staging: Staging;

beforeEach(async () => {
  site = await openBench(null);
  ({ staging } = site.bench);
  await staging.begin(ANN.id, ID, at(0));
});
afterEach(() => site.close());

function at(second: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
}

async function now(): Promise<Stage> {
  return (await staging.get(ANN.id, ID))!;
}

const block = (text: string): string => JSON.stringify([{ words: text, kind: "paragraph" }]);

/** Keeps both texts, one piece each, as of a second. */
async function laid(second: number, text: string): Promise<void> {
  const sides: Sides = { a: [block(text)], b: [block(`${text}, rendered`)] };
  expect(await staging.save({ ...(await now()), found: [PAIR], pairs: [PAIR] }, at(second), sides)).toBe(true);
}

/** The same as when a work is made of it: its texts are gone. */
async function cleared(second: number): Promise<void> {
  const done = { ...(await now()), found: [], pairs: [], mends: NO_MENDS };
  expect(await staging.save(done, at(second), { a: [], b: [] })).toBe(true);
}

test("of a state that was changed since, no block is given", async () => {
  await laid(1, "道");
  const first = await now();
  expect(await staging.blocks(first, "a")).toEqual([block("道")]);
  await laid(2, "名");
  expect(await staging.blocks(first, "a")).toBeNull();
  expect(await staging.blocks(await now(), "b", 0, 0)).toEqual([block("名, rendered")]);
  await cleared(3);
  expect(await staging.blocks(await now(), "a")).toEqual([]);
  await staging.discard(ID);
  expect(await staging.blocks(first, "a")).toBeNull();
});

test("a page of it is of one state, whatever is changed between two things that are read for it", async () => {
  const changes = [() => laid(2, "名"), () => laid(3, "天"), () => cleared(4)];
  const bench = {
    ...site.bench,
    staging: {
      ...staging,
      // The moment between what is read first and what is read next.
      blocks: async (...asked: Parameters<Staging["blocks"]>) => {
        await changes.shift()?.();
        return staging.blocks(...asked);
      },
    },
  };
  await laid(1, "道");
  const view = await readNow(
    () => stageFor(bench, ANN, ID),
    (stage) => viewOf(bench, ANN, stage, ALL, {}),
  );
  expect(changes).toEqual([]);
  expect([view.after, view.rows]).toEqual([at(4), []]);
});

test("a text takes the place of another whole, however long both are, and of two at once one does", async () => {
  const text = (name: string, many: number) => Array.from({ length: many }, (_, each) => block(`${name} ${each}`));
  let second = 0;
  for (const many of [0, 1, 20, 21, 22, 45, 3]) {
    const all = text(`${many}:`, many);
    expect(await staging.save(await now(), at(++second), { a: all })).toBe(true);
    expect(await staging.blocks(await now(), "a")).toEqual(all);
    expect(await staging.blocks(await now(), "a", 1, 2)).toEqual(all.slice(1, 3));
  }
  expect(await staging.save(await now(), at(++second), { b: text("beside", 2) })).toBe(true);
  const [state, one, other] = [await now(), text("one", 60), text("other", 70)];
  const kept = await Promise.all([
    staging.save(state, at(++second), { a: one }),
    staging.save(state, at(++second), { a: other }),
  ]);
  expect(kept.filter(Boolean)).toHaveLength(1);
  expect(await staging.blocks(await now(), "a")).toEqual(kept[0] ? one : other);
  expect(await staging.blocks(await now(), "b")).toEqual(text("beside", 2));
  // What was given up is read by nobody, and goes with the next.
  expect(await staging.save(state, at(++second), { a: one })).toBe(false);
  expect(await staging.save(await now(), at(second + 1), { a: [] })).toBe(true);
  expect(await staging.blocks(await now(), "a")).toEqual([]);
});

test("while a work is made of it no text comes to it, nor to a further translation, which that work would not have", async () => {
  await laid(1, "道");
  const stage = await now();
  const further = { id: "further", about: { ...stage.about, beside: { stage: ID, place: 1 } } };
  let isAsked = false;
  // The moment in which the work is made by a process of its own.
  const run = () => {
    isAsked = true;
    for (const refused of refusedNow) expect(refused).toThrow(Moved);
    return Promise.resolve({ moved: true });
  };
  const file = openSync(devNull, "w");
  const exchanging = { ...site.bench.exchanging, withFile: (make: (file: number) => unknown) => make(file), run };
  const errands = openErrands({
    ...{ kept: keptErrands(site.db), exchanging: exchanging as Exchanging, grounds: site.bench },
    ...{ settings: site.bench.settings, person: () => Promise.resolve(ANN), failed: () => undefined },
  });
  const bench = { ...site.bench, errands };
  const refusedNow = [stage, further].map((each) => () => refuseWhileMade(bench, ANN, each));
  const fields = CreateOfTexts.parse({ title: "The Way", work: "way", language: "en", sourceLanguage: "zh" });
  const making = await makingOf(bench, ANN, ID, fields);
  for (const refused of refusedNow) expect(refused).not.toThrow();
  const { ended } = await errands.begin(making, Infinity);
  await expect(async () => toldOfMaking(bench, making, ended!.came)).rejects.toThrow(Moved);
  expect(isAsked).toBe(true);
  closeSync(file);
  for (const refused of refusedNow) expect(refused).not.toThrow();
});
