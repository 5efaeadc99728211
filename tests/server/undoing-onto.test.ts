/** What an import brought to a work that was there is withdrawn again, as long as nobody has built on it. */
import type { Database } from "better-sqlite3";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bringOnto, type BringingOnto } from "../../server/bringing/bringing-onto.ts";
import { atMachine, proposalsFrom, propose } from "../../server/bringing/proposing.ts";
import { supplyTo } from "../../server/bringing/supplying.ts";
import { undoOnto } from "../../server/bringing/undoing-onto.ts";
import { undoneHalfway } from "../../server/bringing/undone-halfway.ts";
import { undoImport } from "../../server/bringing/undoing.ts";
import { audit } from "../../server/care/audit.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { problemFrom } from "../../server/http/problem.ts";
import { readingOf } from "../../server/reading/reading.ts";
import { following } from "../../server/searching/follow.ts";
import { recordsIn } from "../../server/searching/records.ts";
import { openIndex } from "../../server/searching/tables.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { wasProposed } from "../../translations/exchange/said-before.ts";
import type { Supplied, Supply } from "../../translations/exchange/supplied.ts";
import { importsIn } from "../../translations/ledger/imports.ts";
import { currentVersion, isWithdrawn, latestOf, sourceMoved } from "../../translations/ledger/state.ts";
import { translationsOf, type Work } from "../../translations/ledger/work.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import { inRole } from "../help/histories.ts";
import { done } from "../help/one-passage.ts";
import { ASV, AT_ONCE, onto, versionsOf, WORK, workWith } from "../help/onto.ts";
import { examples } from "../help/seeds.ts";

const WHY = { by: { name: "Ada" }, reason: "The wrong file." };
const OLIVE = inRole("owner", "olive");

/**
 * How the work reads: what it is, and of each passage its source, its versions, which one stands, also for each translation, and
 * which wait because their source reads otherwise.
 */
async function readIn({ db, store }: Awaited<ReturnType<typeof workWith>>) {
  const { withdrawnTranslations: _, retired: __, passages: outline, ...work } = (await store.work(WORK))!;
  const { lines } = await readingOf(db).moved(new Set(), 0, 100);
  const passages = [];
  for (const { id, locator, level, source } of outline) {
    const { number: _number, since: _since, ...reads } = source;
    const all = await versionsOf(store, id);
    const versions = all.filter((each) => !isWithdrawn(each));
    const latest = translationsOf(work).map((each) => latestOf(each.id, all, work.translation.id)?.number);
    const newest = await readingOf(db).newest({ work: WORK, passage: id });
    const moved = versions.map((version) => sourceMoved(version, source));
    const current = currentVersion({ versions: all })?.number;
    passages.push({ ...{ id, locator, level, reads, versions, moved, current, latest, newest } });
  }
  return { work, passages, waits: lines.map(({ passage }) => passage) };
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
    { numRuns: examples(60) },
  );
  expect(withdrawn).toBeGreaterThan(examples(60));
});

const texts = fc.array(
  fc.record({
    what: fc.constantFrom("given", "new"),
    passage: fc.constantFrom("p1", "p2", "p3", "p4"),
    words: fc.array(fc.constantFrom("一", "二三", "字 🦜"), { minLength: 1, maxLength: 2 }),
  }),
  { maxLength: 6 },
);

/** A text as it lies on the work: other words of passages, and new ones behind them. */
function supplyOf(
  { passages, retired = [] }: Work,
  text: { what: string; passage: string; words: string[] }[],
): Supply {
  const ever = new Set([...passages, ...retired].map(({ id }) => id));
  const seen = new Set<string>();
  return {
    without: [],
    passages: text.flatMap(({ what, passage, words }, at): Supplied[] => {
      const before = passages.find(({ id }) => id === passage)!;
      const said = {
        locator: `§ ${at}`,
        before: before.source.words,
        kind: "paragraph",
        level: 1,
        doubtful: false,
      } as const;
      const isSame = before.source.words.join("|") === words.join("|");
      if (what === "new") {
        const id = ["n", "m", "o"].map((each) => `${each}-${at}`).find((each) => !ever.has(each))!;
        return [{ ...said, what, passage: id, words, number: 0, after: passage }];
      }
      if (isSame || seen.has(passage)) return [];
      seen.add(passage);
      return [{ ...said, what: "changed", passage, words, number: before.source.number, after: null }];
    }),
  };
}

test("whatever source words came, the source reads as it did, passages that came with it go, and nothing waits for them", async () => {
  let [withdrawn, waited] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { maxLength: 1 }), texts, async (before, last) => {
      const made = await workWith(BASE);
      const { db, store } = made;
      const supply = async (text: (typeof before)[number]) => {
        const said = { supply: supplyOf((await store.work(WORK))!, text), provenance: "A scan.", reason: "New." };
        return supplyTo(store, WORK, said, { digest: digestOfJson(text), file: "源.txt", by: { name: "Ada" } });
      };
      for (const text of before) await supply(text);
      const was = await readIn(made);
      for (let times = 0; times < 2; times++) {
        const came = await supply(last);
        if ("refusal" in came) throw new Error(came.refusal.code);
        if (came.import === null) break;
        waited += (await readIn(made)).waits.length - was.waits.length;
        expect(await undo(store, came.import)).toMatchObject({ was: "undone" });
        expect(await readIn(made)).toEqual(was);
        withdrawn++;
      }
      expect(audit(db).faults).toEqual([]);
      await store.close();
    }),
    { numRuns: examples(40) },
  );
  expect(withdrawn).toBeGreaterThan(examples(20));
  expect(waited).toBeGreaterThan(examples(20));
}, 60_000);

test("a source on which somebody has built stays: a version that renders it, a word that one still holds, a passage moved", async () => {
  const built: [string, (store: Store, id: string) => Promise<unknown>][] = [
    ["version-recorded", (store) => bringOnto(store, onto({ p1: ["Of the new words"] }), AT_ONCE)],
    [
      "source-confirmed",
      (store) =>
        openDesk(store).describe(
          WORK,
          { type: "confirm-source", passage: "p1", number: 1, source: 2, reason: "It holds." },
          OLIVE,
        ),
    ],
    ["version-recorded", (store, id) => bringOnto(store, onto({ [id]: ["Words of the new passage"] }), AT_ONCE)],
    [
      "passage-placed",
      (store, id) =>
        openDesk(store).describe(
          WORK,
          { type: "move-passage", passage: id, after: null, branch: false, reason: "There." },
          OLIVE,
        ),
    ],
  ];
  for (const [type, build] of built) {
    const { store } = await workWith(BASE);
    const text = [
      { what: "given", passage: "p1", words: ["新"] },
      { what: "new", passage: "p2", words: ["又"] },
    ];
    const supply = supplyOf((await store.work(WORK))!, text);
    const of = { digest: "x", file: "源.txt", by: { name: "Ada" } };
    expect(await supplyTo(store, WORK, { supply, provenance: "", reason: "" }, of)).toMatchObject({ records: 3 });
    const id = await importOf(store);
    expect(await build(store, supply.passages[1]!.passage)).not.toMatchObject({ ok: false });
    const before = await store.recordsOfWork(WORK);
    expect(await undo(store, id)).toMatchObject({ was: "built-on", first: { event: { type } } });
    expect(await store.recordsOfWork(WORK)).toEqual(before);
    await store.close();
  }
});

test("proposals that came are given up; proposed again they wait anew; once one was decided, they stay", async () => {
  const made = await workWith(BASE);
  const { store } = made;
  const was = await readIn(made);
  const ada = { name: "Ada" };
  const { passages } = onto({ p1: ["Other words"], p2: ["Others yet"] });
  const parts = passages.map(({ passage, versions }) => ({
    ...{ passage, base: 1, rendering: versions[0]!.rendering!, notes: [], proposers: [ada], stale: false },
  }));
  const bring = async () => {
    const going = proposalsFrom({ digest: "x", file: "second.md", by: ada });
    const came = await propose(parts, { summary: "Second edition" }, atMachine(store, WORK, going));
    if ("refusal" in came) throw new Error(came.refusal.code);
    return came;
  };
  const { proposals } = await bring();
  expect(await undo(store)).toMatchObject({ was: "undone" });
  const status = async (id: string) => (await openDesk(store).proposal(id))!.proposal.status;
  expect(await status(proposals[0]!)).toBe("withdrawn");
  expect(await readIn(made)).toEqual(was);
  const state = await openDesk(store).passage({ work: WORK, passage: "p1" });
  expect(wasProposed(state, parts[0]!.rendering)).toBe(false);
  const again = await bring();
  const decline = { type: "decline-proposal" as const, proposal: again.proposals[0]!, passages: ["p1"], reason: "No." };
  expect(await openDesk(store).execute({ work: WORK }, decline, OLIVE)).toMatchObject({ ok: true });
  expect(await undo(store)).toMatchObject({ was: "built-on", first: { event: { type: "proposal-declined" } } });
  expect(await status(again.proposals[0]!)).toBe("open");
  await store.close();
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

/** What an index of words holds. */
function heldIn(index: Database): unknown[] {
  return ["now", "then"].flatMap((shelf) => {
    index.exec(`CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words_${shelf}, instance)`);
    const rows = index.prepare("SELECT term, doc, col, offset FROM temp.terms ORDER BY doc, col, offset").all();
    index.exec("DROP TABLE temp.terms");
    return rows;
  });
}

test("what was withdrawn is found no more, and what has to go of it is taken out for good", async () => {
  const { db, store } = await workWith(BASE);
  const ledger = recordsIn(db);
  const [followed, anew] = [openSqlite(":memory:"), openSqlite(":memory:")];
  const held = (index: Database) => {
    openIndex(index, ledger);
    const follows = following(index, ledger);
    while (follows.step());
    return heldIn(index);
  };
  const before = held(followed);
  await bringOnto(store, onto({ p1: ["Marsupials began"] }), AT_ONCE);
  expect(held(followed).length).toBeGreaterThan(before.length);
  await undo(store);
  expect(held(followed)).toEqual(before);
  expect(held(anew)).toEqual(before);
  const taking = { of: { version: 2 }, what: "text" as const };
  const why = { ground: "court" as const, reason: "By order." };
  const outcome = await openDesk(store).remove({ work: WORK, passage: "p1" }, taking, why, OLIVE);
  expect(outcome).toMatchObject({ ok: true, events: [{ type: "version-removed", number: 2 }] });
  expect(JSON.stringify(await store.recordsOfWork(WORK))).not.toContain("Marsupials");
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
  const halfway = async () => [...(await undoneHalfway(store, (await store.work(WORK))!, AT_ONCE))];
  expect(await halfway()).toEqual([]);
  await expect(undoOnto(store, WORK, id, WHY, stopping)).rejects.toThrow("stopped");
  expect(importsIn(await store.stream(`work/${WORK}`)).at(-1)!.undone).toBeNull();
  // The records alone say that it stands half way, until the rest is undone.
  expect(await halfway()).toEqual([id]);
  expect(await undo(store, id)).toEqual({ was: "undone", passages: 350 });
  expect(await halfway()).toEqual([]);
  expect(await readIn(made)).toEqual(was);
  expect(audit(db).faults).toEqual([]);
  await store.close();
});

test("an import that is half undone stands half way no more once the same is brought again", async () => {
  const all = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`p${at}`, [`Words ${at}`]]));
  const { store } = await workWith(all);
  const bring = () =>
    bringOnto(store, onto(Object.fromEntries(Object.keys(all).map((id) => [id, [`Other ${id}`]]))), AT_ONCE);
  await bring();
  const id = await importOf(store);
  const pause = async (milliseconds: number) => {
    if (milliseconds > 1) throw new Error("stopped");
  };
  await expect(undoOnto(store, WORK, id, WHY, { now: Date.now, pause })).rejects.toThrow("stopped");
  const halfway = async () => [...(await undoneHalfway(store, (await store.work(WORK))!, AT_ONCE))];
  expect(await halfway()).toEqual([id]);
  expect((await bring()).passages).toBe(50);
  expect(await halfway()).toEqual([]);
  await store.close();
});

const MANY = Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`p${at}`, [`Words ${at}`]]));
const OTHERS = Object.fromEntries(Object.keys(MANY).map((id) => [id, [`Other ${id}`]]));

test("two who undo the same at once undo it once", async () => {
  const { db, store } = await workWith(MANY);
  await bringOnto(store, onto(OTHERS), AT_ONCE);
  const text = Array.from({ length: 60 }, (_, at) => ({ what: "new", passage: `p${at}`, words: ["新"] }));
  const supply = supplyOf((await store.work(WORK))!, text);
  const came = await supplyTo(
    store,
    WORK,
    { supply, provenance: "A scan.", reason: "New." },
    { digest: "s", file: "s", by: WHY.by },
  );
  if ("refusal" in came) throw new Error(came.refusal.code);
  for (const { id } of importsIn(await store.stream(`work/${WORK}`)).reverse()) {
    const both = ["The wrong file.", "Mine."].map((reason) => undoOnto(store, WORK, id, { ...WHY, reason }));
    expect((await Promise.all(both)).map(({ was }) => was)).toContain("undone");
  }
  const types = (await store.recordsOfWork(WORK)).map(({ event }) => event.type);
  const often = (type: string) => types.filter((each) => each === type).length;
  expect(["version-withdrawn", "passage-retired", "translation-withdrawn", "import-undone"].map(often)).toEqual([
    ...[250, 60, 1, 2],
  ]);
  expect(audit(db).faults).toEqual([]);
  await store.close();
});

test("an import that is undone while it comes in brings nothing more, and the same again is another", async () => {
  const made = await workWith(MANY);
  const { store } = made;
  const was = await readIn(made);
  let pauses = 0;
  const undoing = async () => {
    if (++pauses === 3) expect(await undo(store)).toMatchObject({ was: "undone" });
  };
  const stopped = await bringOnto(store, onto(OTHERS), { now: Date.now, pause: undoing }).catch(
    (error: unknown) => error,
  );
  expect(problemFrom(stopped)).toMatchObject({ status: 409, code: "undone-meanwhile" });
  expect(await readIn(made)).toEqual(was);
  expect(await bringOnto(store, onto(OTHERS), AT_ONCE)).toMatchObject({ passages: 250 });
  await store.close();
});

test("an import that comes in while it is undone leaves nothing, wherever the two meet", async () => {
  for (const turns of [0, 1, 4, 12]) {
    const made = await workWith(MANY);
    const { db, store } = made;
    const was = await readIn(made);
    let undoing: ReturnType<typeof undo> | undefined;
    const pause = async () => {
      undoing ??= undo(store);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    };
    const came = await bringOnto(store, onto(OTHERS), { now: Date.now, pause }).catch((error: unknown) => error);
    expect(problemFrom(came)).toMatchObject({ status: 409, code: "undone-meanwhile" });
    expect(await undoing).toMatchObject({ was: "undone" });
    expect(await readIn(made)).toEqual(was);
    expect(audit(db).faults).toEqual([]);
    await store.close();
  }
}, 60_000);
