/** What every store promises. One suite, run on each implementation with a way to open an empty one and open it again. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store, Stream } from "../../server/store/store.ts";
import { chain, type LedgerEvent, type LedgerRecord } from "../../translations/ledger/events.ts";
import type { Work } from "../../translations/ledger/work.ts";

/** An open store, and the same one opened again after a restart, or by a second process if `store` is left open. */
export interface OpenedStore {
  store: Store;
  reopen(): Promise<Store>;
}

const AT = "2026-11-24T08:00:00.000Z";

/** A work with nothing in it but its names. */
export function bareWork(id: string, title = "Plan"): Work {
  return {
    id,
    title,
    originalTitle: "“十四五”国家信息化规划",
    sourceLanguage: "zh-Hans",
    language: "en",
    issuer: "Commission",
    originalIssuer: "中央网络安全和信息化委员会",
    issued: "2021-12-27",
    translation: { title: "Translation", publisher: "Press", translators: [{ name: "Ada" }], editors: [] },
    about: "",
    rights: "",
    terms: [],
    passages: [],
  };
}

/** The record that opens a proposal, and those that follow it, one for each reason. */
export function opening(stream: Stream, proposal: string, ...reasons: string[]): LedgerRecord[] {
  const by = { id: "ada", name: "Ada" };
  const events: LedgerEvent[] = [
    { type: "proposal-opened", proposal, kind: "revision", base: null, by },
    ...reasons.map((reason): LedgerEvent => ({ type: "proposal-returned", proposal, by, reason })),
  ];
  return chained(stream, null, events);
}

/** Records of these events, behind `last`. */
export function chained(stream: Stream, last: LedgerRecord | null, events: LedgerEvent[]): LedgerRecord[] {
  const records: LedgerRecord[] = [];
  for (const event of events) records.push(chain(stream, records.at(-1) ?? last, AT, event));
  return records;
}

function returned(reason: string): LedgerEvent {
  return { type: "proposal-returned", proposal: "p", by: { name: "Bo" }, reason };
}

const words = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom("政府", "𠮷野家", "👩‍🏫", "e\u0301", "a\u0000b", ""),
);

/** Runs the suite. `open` gives an empty store each time. */
export function storeContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} as a store`, () => {
    const place: Stream = { work: "nip14", passage: "s10" };
    let opened: OpenedStore;
    let store: Store;
    const more: Store[] = [];

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });

    afterEach(async () => {
      for (const each of [store, ...more.splice(0)]) await each.close();
    });

    async function restarted(): Promise<Store> {
      await store.close();
      store = await opened.reopen();
      return store;
    }

    async function secondWriter(): Promise<Store> {
      const second = await opened.reopen();
      more.push(second);
      return second;
    }

    describe("works", () => {
      test("stand in the order in which they were first saved, whole", async () => {
        for (const id of ["zeta", "alpha", "mid"]) await store.saveWork(bareWork(id, `${id} 规划`));
        await store.saveWork(bareWork("zeta", "corrected"));
        expect(await (await restarted()).works()).toEqual([
          bareWork("zeta", "corrected"),
          bareWork("alpha", "alpha 规划"),
          bareWork("mid", "mid 规划"),
        ]);
        expect(await store.work("alpha")).toEqual(bareWork("alpha", "alpha 规划"));
      });

      test("that are not there are null", async () => {
        expect(await store.work("nip14")).toBeNull();
        expect(await store.works()).toEqual([]);
      });

      test("change without touching the ledger", async () => {
        await store.saveWork(bareWork("nip14"));
        const records = opening(place, "p", "one");
        await store.append(records);
        await store.saveWork(bareWork("nip14", "another title"));
        expect(await store.records(place)).toEqual(records);
      });
    });

    describe("a work that is brought in", () => {
      const s11: Stream = { work: "nip14", passage: "s11" };
      const founding = [...opening(place, "p", "one"), ...opening(s11, "q")];

      test("comes with its first records, in whatever order its passages stand, and is there after a restart", async () => {
        const [first, second, third] = founding;
        expect(await store.bringIn(bareWork("nip14"), [first!, third!, second!])).toBe(true);
        await restarted();
        expect(await store.works()).toEqual([bareWork("nip14")]);
        expect(await store.shelf()).toEqual([{ work: bareWork("nip14"), away: null }]);
        expect([await store.records(place), await store.records(s11)]).toEqual([[first, second], [third]]);
        expect([await store.streamOf("p"), await store.streamOf("q")]).toEqual([place, s11]);
        expect(await store.append(chained(place, second!, [returned("and on")]))).toBe(true);
      });

      test("may have no records yet", async () => {
        expect(await store.bringIn(bareWork("nip14"), [])).toBe(true);
        expect([await store.work("nip14"), await store.recordsOfWork("nip14")]).toEqual([bareWork("nip14"), []]);
      });

      test("is brought in once, whoever tries; one of its id that is there, or put away, stays as it is", async () => {
        const second = await secondWriter();
        const tries = [
          store.bringIn(bareWork("nip14", "one"), founding),
          second.bringIn(bareWork("nip14", "other"), founding),
        ];
        const done = await Promise.all(tries);
        expect([...done].sort()).toEqual([false, true]);
        const kept = bareWork("nip14", done[0] ? "one" : "other");
        const after = async () => {
          expect(await store.bringIn(bareWork("nip14", "late"), opening({ ...place, passage: "s12" }, "r"))).toBe(
            false,
          );
          expect([await store.work("nip14"), await store.recordsOfWork("nip14")]).toEqual([kept, founding]);
          expect(await store.streamOf("r")).toBeNull();
        };
        await after();
        await store.putAway("nip14", AT);
        await after();
        expect(await store.shelf()).toEqual([{ work: kept, away: AT }]);
      });

      test("comes whole or not at all", async () => {
        await store.saveWork(bareWork("other"));
        const elsewhere: Stream = { work: "other", passage: "s10" };
        await store.append(opening(elsewhere, "taken"));
        const kept = await store.recordsOfWork("other");
        const bad: [string, LedgerRecord[]][] = [
          ["a gap", opening(place, "p", "one", "two").filter(({ position }) => position !== 2)],
          [
            "no first record, in its last passage",
            [...founding, ...opening({ ...place, passage: "z" }, "r", "x").slice(1)],
          ],
          ["a proposal of an id that is taken", [...founding, ...opening({ ...place, passage: "z" }, "taken")]],
          ["records of another work", [...founding, ...opening({ work: "other", passage: "z" }, "r")]],
        ];
        for (const [what, records] of bad) {
          await expect(store.bringIn(bareWork("nip14"), records), what).rejects.toThrow(RangeError);
          expect([what, await store.work("nip14"), await store.recordsOfWork("nip14")]).toEqual([what, null, []]);
          expect([what, await store.recordsOfWork("other")]).toEqual([what, kept]);
          expect([what, await store.streamOf("p"), await store.streamOf("r")]).toEqual([what, null, null]);
        }
        expect(await store.streamOf("taken")).toEqual(elsewhere);
        expect(await store.bringIn(bareWork("nip14"), founding)).toBe(true);
      });
    });

    describe("a work that is put away", () => {
      const LATER = "2026-11-25T08:00:00.000Z";
      const away = async () => (await store.shelf()).map(({ work, away: at }) => [work.id, at]);

      test("stands no longer with the others, keeps its addresses and its records, and comes back to its place", async () => {
        for (const id of ["zeta", "nip14", "mid"]) await store.saveWork(bareWork(id));
        const records = opening(place, "p", "one");
        await store.append(records);
        expect(await store.putAway("nip14", AT)).toBe(true);
        await restarted();
        expect((await store.works()).map(({ id }) => id)).toEqual(["zeta", "mid"]);
        expect(await away()).toEqual([
          ["zeta", null],
          ["nip14", AT],
          ["mid", null],
        ]);
        expect(await store.work("nip14")).toEqual(bareWork("nip14"));
        expect([await store.records(place), await store.streamOf("p")]).toEqual([records, place]);
        expect(await store.append(chained(place, records.at(-1)!, [returned("and on")]))).toBe(true);
        expect(await store.putAway("nip14", null)).toBe(true);
        await restarted();
        expect((await store.works()).map(({ id }) => id)).toEqual(["zeta", "nip14", "mid"]);
        expect(await away()).toEqual([
          ["zeta", null],
          ["nip14", null],
          ["mid", null],
        ]);
      });

      test("stays away when its description is corrected; putting away again tells the later time", async () => {
        await store.saveWork(bareWork("nip14"));
        await store.putAway("nip14", AT);
        await store.saveWork(bareWork("nip14", "corrected"));
        expect(await store.shelf()).toEqual([{ work: bareWork("nip14", "corrected"), away: AT }]);
        expect(await store.putAway("nip14", LATER)).toBe(true);
        expect(await away()).toEqual([["nip14", LATER]]);
        expect(await store.works()).toEqual([]);
      });

      test("must be there, and an empty shelf is empty", async () => {
        expect(await store.shelf()).toEqual([]);
        expect([await store.putAway("nip14", AT), await store.putAway("nip14", null)]).toEqual([false, false]);
        expect(await store.shelf()).toEqual([]);
      });
    });

    describe("the ledger", () => {
      beforeEach(() => store.saveWork(bareWork("nip14")));

      test("gives back every record as it was, digest and all, after a restart", async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(words, { maxLength: 5 }), fc.uuid(), async (reasons, passage) => {
            const records = opening({ work: "nip14", passage }, passage, ...reasons);
            expect(await store.append(records)).toBe(true);
            expect(await store.records({ work: "nip14", passage })).toEqual(records);
          }),
          { numRuns: 25 },
        );
        const before = await store.recordsOfWork("nip14");
        expect(await (await restarted()).recordsOfWork("nip14")).toEqual(before);
      });

      test("takes a record only after the one before it", async () => {
        const records = opening(place, "p", "one", "two");
        expect(await store.append(records.slice(1, 2))).toBe(false);
        expect(await store.append(records.slice(0, 1))).toBe(true);
        expect(await store.append(records.slice(2))).toBe(false);
        expect(await store.append(records.slice(0, 1))).toBe(false);
        expect(await store.append(records.slice(1))).toBe(true);
        expect(await store.records(place)).toEqual(records);
      });

      test("refuses a record whose `previous` is not the last one's digest", async () => {
        const [first] = opening(place, "p");
        await store.append([first!]);
        const stranger = chain(place, { position: 1, digest: "0".repeat(64) }, AT, returned("x"));
        expect(await store.append([stranger])).toBe(false);
        expect(await store.records(place)).toEqual([first]);
      });

      test("lets exactly one of two writers win each race", async () => {
        const second = await secondWriter();
        const [first] = opening(place, "p");
        await store.append([first!]);
        for (let round = 0; round < 10; round++) {
          const last = (await store.records(place)).at(-1)!;
          const tries = [store, second].map((writer, who) =>
            writer.append(chained(place, last, [returned(`${round} by ${who}`), returned("and")])),
          );
          expect((await Promise.all(tries)).sort()).toEqual([false, true]);
        }
        const records = await second.records(place);
        expect(records.map(({ position }) => position)).toEqual(Array.from({ length: 21 }, (_, at) => at + 1));
        for (const [at, record] of records.entries()) expect(record.previous).toBe(records[at - 1]?.digest ?? null);
      });

      test("adds all of an append or nothing of it", async () => {
        const taken = opening(place, "p");
        await store.append(taken);
        const elsewhere = { work: "nip14", passage: "other" };
        const twice = chained(elsewhere, null, [
          returned("first"),
          ...opening(elsewhere, "p").map(({ event }) => event),
        ]);
        expect(await store.append(twice)).toBe(false);
        expect(await store.records(elsewhere)).toEqual([]);
        expect(await store.streamOf("p")).toEqual(place);
        const broken = opening(elsewhere, "q", "one", "two").filter((_, at) => at !== 1);
        await expect(store.append(broken)).rejects.toThrow(/follow/);
        await expect(
          store.append([...opening(elsewhere, "q"), ...chained(place, taken[0]!, [returned("x")])]),
        ).rejects.toThrow(/one passage/);
        expect(await store.records(elsewhere)).toEqual([]);
        expect(await store.records(place)).toEqual(taken);
      });

      test("refuses the records of a work that was never saved", async () => {
        await expect(store.append(opening({ work: "none", passage: "s10" }, "p"))).rejects.toThrow(/no work "none"/);
      });

      test("takes an empty append for done", async () => {
        expect(await store.append([])).toBe(true);
      });

      test("keeps works and passages apart, and knows where each proposal stands", async () => {
        await store.saveWork(bareWork("other"));
        const places = [place, { work: "nip14", passage: "s11" }, { work: "other", passage: "s10" }];
        for (const [at, each] of places.entries()) await store.append(opening(each, `p${at}`, "reason"));
        for (const [at, each] of places.entries()) {
          expect(await store.records(each)).toEqual(opening(each, `p${at}`, "reason"));
          expect(await store.streamOf(`p${at}`)).toEqual(each);
        }
        expect(await store.recordsOfWork("nip14")).toEqual([
          ...opening(places[0]!, "p0", "reason"),
          ...opening(places[1]!, "p1", "reason"),
        ]);
        expect(await store.streamOf("p9")).toBeNull();
      });
    });

    test("a store that can be written says so", async () => {
      expect(await store.tryWriting()).toBeNull();
    });
  });
}
