/** What an import brought to a work that was there is withdrawn again, as long as nobody has built on it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bringOnto, type BringingOnto } from "../../server/bringing/bringing-onto.ts";
import { undoOnto } from "../../server/bringing/undoing-onto.ts";
import { undoImport } from "../../server/bringing/undoing.ts";
import { audit } from "../../server/care/audit.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { readingOf } from "../../server/reading/reading.ts";
import type { Store } from "../../server/store/store.ts";
import { importsIn } from "../../translations/ledger/imports.ts";
import { currentVersion, isWithdrawn, latestOf } from "../../translations/ledger/state.ts";
import { translationsOf, type Work } from "../../translations/ledger/work.ts";
import { inRole } from "../help/histories.ts";
import { done } from "../help/one-passage.ts";
import { ASV, AT_ONCE, onto, versionsOf, WORK, workWith } from "../help/onto.ts";

const WHY = { by: { name: "Ada" }, reason: "The wrong file." };
const OLIVE = inRole("owner", "olive");

/** How the work reads: what it is, and of each passage its versions, which one stands, and which one stands for each translation. */
async function readIn({ db, store }: Awaited<ReturnType<typeof workWith>>) {
  const { withdrawnTranslations: _, ...work } = (await store.work(WORK))!;
  const passages = [];
  for (const { id } of work.passages) {
    const all = await versionsOf(store, id);
    const versions = all.filter((each) => !isWithdrawn(each));
    const latest = translationsOf(work).map((each) => latestOf(each.id, all, work.translation.id)?.number);
    const newest = await readingOf(db).newest({ work: WORK, passage: id });
    passages.push({ id, versions, current: currentVersion({ versions: all })?.number, latest, newest });
  }
  return { work, passages };
}

async function importOf(store: Store): Promise<string> {
  return importsIn(await store.stream(`work/${WORK}`)).at(-1)!.id;
}

const undo = async (store: Store, id?: string) => undoOnto(store, WORK, id ?? (await importOf(store)), WHY, AT_ONCE);

const wording = fc.constantFrom("a", "b", "c", "字 🦜", "d e");
const wordings = fc.dictionary(
  fc.constantFrom("p1", "p2", "p3", "p4"),
  fc.array(wording, { minLength: 1, maxLength: 3 }),
  { minKeys: 1 },
);
const BASE = { p1: ["x y"], p2: ["y"], p3: ["z"], p4: ["a"] };

/** What comes, of the work's own translation or another, which may be revised from the own. */
const coming = fc.record({ words: wordings, own: fc.boolean(), revises: fc.boolean() });

function bringing(
  work: Work,
  { words, own, revises }: { words: Record<string, string[]>; own: boolean; revises: boolean },
): BringingOnto {
  const translation = own ? translationsOf(work)[0]! : ASV;
  return onto(words, { translation, revises: revises ? work.translation.id : null });
}

test("whatever came, the work reads as it did before; the same again is brought anew, and goes again", async () => {
  let withdrawn = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(coming, { maxLength: 2 }), coming, fc.nat(3), async (before, last, stop) => {
      const made = await workWith(BASE);
      const { db, store } = made;
      for (const each of before) await bringOnto(store, bringing((await store.work(WORK))!, each), AT_ONCE);
      const was = await readIn(made);
      const records = await store.recordsOfWork(WORK);
      const what = bringing((await store.work(WORK))!, last);
      for (let times = 0; times < 2; times++) {
        let left = stop;
        const stopping = async () => {
          if (left-- === 0) throw new Error("stopped");
        };
        const first = await bringOnto(store, what, { now: Date.now, pause: stopping }).catch(() => null);
        const rest = await bringOnto(store, what, AT_ONCE);
        const id = first?.import ?? rest.import;
        if (id === null) break;
        withdrawn++;
        expect(await undo(store, id)).toMatchObject({ was: "undone" });
        expect(await readIn(made)).toEqual(was);
        expect(await undo(store, id)).toEqual({ was: "already" });
      }
      expect((await store.recordsOfWork(WORK)).slice(0, records.length)).toEqual(records);
      expect(audit(db).faults).toEqual([]);
      await store.close();
    }),
    { numRuns: 60 },
  );
  expect(withdrawn).toBeGreaterThan(60);
});

test("each version that it brought keeps its number and its address, and says what became of it", async () => {
  const { db, store } = await workWith(BASE);
  await bringOnto(store, onto({ p1: ["When all began", "When it all began"] }), AT_ONCE);
  expect(await undo(store)).toEqual({ was: "undone", passages: 1 });
  const [, second, third] = await versionsOf(store, "p1");
  for (const version of [second!, third!])
    expect(version).toMatchObject({ translation: ASV.id, words: null, removals: [{ ground: "withdrawn", ...WHY }] });
  expect(translationsOf((await store.work(WORK))!)).toHaveLength(1);
  // What comes then has the next number.
  await bringOnto(store, onto({ p1: ["When all began"] }), AT_ONCE);
  expect((await versionsOf(store, "p1")).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(audit(db).faults).toEqual([]);
  await store.close();
});

const BUILDING: Record<string, (store: Store) => Promise<unknown>> = {
  "proposal-opened": (store) =>
    done(
      openDesk(store),
      { work: WORK, passage: "p1" },
      { type: "open-proposal", proposal: "p", kind: "revision", base: 2 },
      inRole("translator", "ann"),
    ),
  "version-chosen": (store) =>
    openDesk(store).describe(
      WORK,
      { type: "choose-version", passage: "p1", number: 2, current: 1, reason: "Better." },
      OLIVE,
    ),
  "version-recorded": (store) => bringOnto(store, onto({ p1: ["When all began", "Otherwise"] }), AT_ONCE),
  "translation-described": (store) =>
    openDesk(store).describe(
      WORK,
      { type: "describe-translation", translation: ASV.id, words: { publisher: "Others" } },
      OLIVE,
    ),
  "passage-split": (store) =>
    openDesk(store).describe(
      WORK,
      {
        type: "split-passage",
        passage: "p1",
        parts: ["p1-a", "p1-b"].map((id) => ({ id, locator: id })),
        cuts: [2],
        sourceCuts: [{ paragraph: 0, offset: 1 }],
        reason: "Two thoughts.",
      },
      OLIVE,
    ),
};

test.each(Object.entries(BUILDING))("once somebody has built on it by %s, nothing is changed", async (type, build) => {
  const { store } = await workWith(BASE);
  // A draft revises the version that stands: one of the work's own translation.
  const translation = type === "proposal-opened" ? translationsOf((await store.work(WORK))!)[0]! : ASV;
  await bringOnto(store, onto({ p1: ["When all began"], p2: ["Lo"] }, { translation }), AT_ONCE);
  const id = await importOf(store);
  expect(await build(store)).not.toMatchObject({ ok: false });
  const before = await store.recordsOfWork(WORK);
  expect(await undo(store, id)).toMatchObject({ was: "built-on", first: { event: { type } } });
  expect(await store.recordsOfWork(WORK)).toEqual(before);
  await store.close();
});

test("what others do beside it does not keep it; an import on it is undone first", async () => {
  const made = await workWith(BASE);
  const { store } = made;
  await bringOnto(store, onto({ p1: ["When all began"] }), AT_ONCE);
  const [first, was] = [await importOf(store), await readIn(made)];
  await bringOnto(store, onto({ p1: ["When it all began"] }), AT_ONCE);
  const second = await importOf(store);
  const open = { type: "open-proposal" as const, proposal: "beside", kind: "revision" as const, base: 1 };
  await done(openDesk(store), { work: WORK, passage: "p2" }, open, inRole("translator", "ann"));
  expect(await undo(store, first)).toMatchObject({ was: "built-on" });
  expect(await undo(store, second)).toMatchObject({ was: "undone" });
  expect(await readIn(made)).toEqual(was);
  expect(await undo(store, first)).toMatchObject({ was: "undone" });
  expect(await undo(store, "none")).toEqual({ was: "none" });
  await store.close();
});

test("a work is withdrawn itself once what came onto it was", async () => {
  const { store } = await workWith(BASE);
  await bringOnto(store, onto({ p1: ["When all began"] }), AT_ONCE);
  expect(await undoImport(store, WORK, WHY, AT_ONCE)).toMatchObject({ was: "built-on" });
  await undo(store);
  expect(await undoImport(store, WORK, WHY, AT_ONCE)).toEqual({ was: "undone", passages: 4 });
  await store.close();
});

test("stopped on the way, the same again goes on", async () => {
  const all = Object.fromEntries(Array.from({ length: 450 }, (_, at) => [`p${at}`, [`Words ${at}`]]));
  const made = await workWith(all);
  const { db, store } = made;
  const was = await readIn(made);
  await bringOnto(store, onto(Object.fromEntries(Object.keys(all).map((id) => [id, [`Other ${id}`]]))), AT_ONCE);
  const id = await importOf(store);
  let pauses = 0;
  const stopping = {
    now: Date.now,
    pause: async (milliseconds: number) => {
      if (milliseconds > 1 && ++pauses === 2) throw new Error("stopped");
    },
  };
  await expect(undoOnto(store, WORK, id, WHY, stopping)).rejects.toThrow("stopped");
  expect(importsIn(await store.stream(`work/${WORK}`)).at(-1)!.undone).toBeNull();
  expect(await undo(store, id)).toEqual({ was: "undone", passages: 50 });
  expect(await readIn(made)).toEqual(was);
  expect(audit(db).faults).toEqual([]);
  await store.close();
});
