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

function chained(stream: Stream, last: LedgerRecord | null, events: LedgerEvent[]): LedgerRecord[] {
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
const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });

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

    async function withDraft(seed = Uint8Array.of(1)): Promise<void> {
      await store.saveWork(bareWork("nip14"));
      await store.append(opening(place, "p"));
      await store.beginDraft("p", { bytes: seed, by: null });
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

    describe("drafts", () => {
      test("that were never begun are empty, and take nothing", async () => {
        await store.saveWork(bareWork("nip14"));
        await store.append(opening(place, "p"));
        expect(await store.draft("p")).toEqual([]);
        expect(await store.draftAuthors("p")).toEqual([]);
        await expect(store.appendToDraft("p", [{ bytes: Uint8Array.of(1), by: "ada" }])).rejects.toThrow(/never begun/);
        await expect(store.beginDraft("q", { bytes: Uint8Array.of(1), by: null })).rejects.toThrow(/no proposal "q"/);
        expect(await store.draft("p")).toEqual([]);
      });

      test("are begun once, whoever tries", async () => {
        await store.saveWork(bareWork("nip14"));
        await store.append(opening(place, "p"));
        const second = await secondWriter();
        const tries = [
          store.beginDraft("p", { bytes: Uint8Array.of(1), by: null }),
          second.beginDraft("p", { bytes: Uint8Array.of(2), by: null }),
          store.beginDraft("p", { bytes: Uint8Array.of(3), by: null }),
        ];
        expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
        expect(await store.draft("p")).toHaveLength(1);
        expect((await store.draft("p"))[0]!.by).toBeNull();
      });

      test("give back every byte, in order, after a restart", async () => {
        await withDraft(Uint8Array.of(0));
        const logged = async () => (await store.draft("p")).map(({ bytes, by }) => ({ bytes, by }));
        const sent = [{ bytes: Uint8Array.of(0), by: null as string | null }];
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.record({ bytes, by: fc.constantFrom("ada", "bo", null) }), { maxLength: 8 }),
            async (updates) => {
              await store.appendToDraft("p", updates);
              sent.push(...updates);
              expect((await logged()).slice(sent.length - updates.length)).toEqual(updates);
            },
          ),
          { numRuns: 25 },
        );
        await restarted();
        expect(await logged()).toEqual(sent);
      });

      test("keep an update of several megabytes", async () => {
        const large = new Uint8Array(5_000_000).map((_, at) => (at * 31) % 251);
        await withDraft(large);
        await store.appendToDraft("p", [{ bytes: large, by: "ada" }]);
        const kept = await (await restarted()).draft("p");
        expect(kept.map(({ bytes: each }) => Buffer.compare(each, large))).toEqual([0, 0]);
      });

      test("name their authors once, first writer first, never the server", async () => {
        await withDraft();
        for (const by of ["zoe", null, "ada", "zoe", "陈", "ada"])
          await store.appendToDraft("p", [{ bytes: Uint8Array.of(7), by }]);
        expect(await (await restarted()).draftAuthors("p")).toEqual(["zoe", "ada", "陈"]);
      });

      test("do not mix", async () => {
        await withDraft();
        await store.append(
          chained(
            place,
            (await store.records(place)).at(-1)!,
            opening(place, "q").map(({ event }) => event),
          ),
        );
        await store.beginDraft("q", { bytes: Uint8Array.of(9), by: null });
        await store.appendToDraft("q", [{ bytes: Uint8Array.of(8), by: "bo" }]);
        expect(await store.draft("p")).toMatchObject([{ bytes: Uint8Array.of(1), by: null }]);
        expect(await store.draftAuthors("p")).toEqual([]);
        expect(await store.draft("q")).toHaveLength(2);
        expect(await store.checkpointDraft("q", { updates: 2, state: Uint8Array.of(17) })).toBe(true);
        expect(await store.openDraft("p")).toEqual({
          checkpoint: null,
          tail: [{ bytes: Uint8Array.of(1), by: null }],
          clients: [],
        });
      });

      test("written at the same moment are each kept in order, whoever else is refused", async () => {
        await withDraft();
        await store.append(opening({ work: "nip14", passage: "s11" }, "q"));
        await store.beginDraft("q", { bytes: Uint8Array.of(1), by: null });
        const append = (proposal: string, at: number) =>
          store.appendToDraft(proposal, [{ bytes: Uint8Array.of(at), by: "ada" }]);
        const outcomes = await Promise.allSettled(
          Array.from({ length: 30 }, (_, at) => append(["p", "q", "never"][at % 3]!, at)),
        );
        expect(outcomes.map(({ status }) => status)).toEqual(
          outcomes.map((_, at) => (at % 3 === 2 ? "rejected" : "fulfilled")),
        );
        const kept = async (proposal: string) => (await store.draft(proposal)).slice(1).map(({ bytes: [at] }) => at);
        await restarted();
        expect(await kept("p")).toEqual(Array.from({ length: 10 }, (_, at) => at * 3));
        expect(await kept("q")).toEqual(Array.from({ length: 10 }, (_, at) => at * 3 + 1));
        expect(await kept("never")).toEqual([]);
      });

      test("have what was given just before the store closed", async () => {
        await withDraft();
        const given = store.appendToDraft("p", [{ bytes: Uint8Array.of(2), by: "ada" }]);
        await restarted();
        await given;
        expect(await store.draft("p")).toHaveLength(2);
      });

      test("are ended once: as they are, or with a log of nobody’s in place of theirs", async () => {
        await withDraft();
        expect([await store.isBegun("p"), await store.isBegun("never")]).toEqual([true, false]);
        expect([await store.stepsAfter("p"), await store.draftsNotEnded()]).toEqual([null, ["p"]]);
        await store.appendToDraft("p", [{ bytes: Uint8Array.of(2), by: "ada" }]);
        const last = (await store.draft("p")).at(-1)!.ordinal;
        expect(await store.checkpointDraft("p", { updates: 2, state: Uint8Array.of(3) })).toBe(true);
        const log = [
          { bytes: Uint8Array.of(7), at: null },
          { bytes: Uint8Array.of(8), at: 60_000 },
        ];
        expect(await store.endDraft("p", "anonymous", { log, last: last - 1 })).toBe(false);
        expect(await store.draftAuthors("p")).toEqual(["ada"]);
        expect(await store.endDraft("p", "anonymous", { log, last })).toBe(true);
        expect(await store.endDraft("p", "kept")).toBe(false);
        await restarted();
        const kept = (await store.draft("p")).map(({ bytes: each, by, at }) => ({ bytes: each, by, at }));
        expect(kept).toEqual(log.map((entry) => ({ ...entry, by: null })));
        expect(await store.openDraft("p")).toMatchObject({
          checkpoint: null,
          tail: log.map(({ bytes: each }) => ({ bytes: each })),
        });
        expect([await store.draftAuthors("p"), await store.stepsAfter("p")]).toEqual([[], "anonymous"]);
        expect(await store.draftsNotEnded()).toEqual([]);
        expect(await store.endDraft("never", "kept")).toBe(false);
      });

      test("know when each update was kept", async () => {
        const before = Date.now();
        await withDraft();
        await store.appendToDraft("p", [{ bytes: Uint8Array.of(2), by: "ada" }]);
        const times = (await (await restarted()).draft("p")).map(({ at }) => at!);
        expect(times).toHaveLength(2);
        const inOrder = [before, ...times, Date.now()];
        expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
      });
    });

    describe("a part of a log", () => {
      test("is what the whole log has there", async () => {
        await withDraft();
        await store.appendToDraft(
          "p",
          Array.from({ length: 9 }, (_, at) => ({ bytes: Uint8Array.of(at), by: "ada" })),
        );
        const whole = await store.draft("p");
        const ordinals = whole.map(({ ordinal }) => ordinal);
        expect(ordinals).toEqual([...new Set(ordinals)].sort((a, b) => a - b));
        await fc.assert(
          fc.asyncProperty(fc.nat(20), fc.option(fc.nat(12), { nil: undefined }), async (after, most) => {
            const there = whole.filter(({ ordinal }) => ordinal > after);
            expect(await store.draft("p", after, most)).toEqual(there.slice(0, most));
          }),
          { numRuns: 40 },
        );
      });
    });

    describe("a log that is thinned", () => {
      const NOTHING = { updates: 0, after: Infinity };
      const letters = (from: number, count: number, by: string | null) =>
        Array.from({ length: count }, (_, at) => ({ bytes: Uint8Array.of(from + at), by }));

      /** A log of 1 (the server), 10 to 13 (ada), 20 to 22 (bo), 30 and 31 (ada), covered as far as `covered`. */
      async function logged(covered = 10): Promise<number[]> {
        await withDraft();
        for (const updates of [letters(10, 4, "ada"), letters(20, 3, "bo"), letters(30, 2, "ada")]) {
          await store.appendToDraft("p", updates);
          const { checkpoint, tail } = await store.openDraft("p");
          const count = (checkpoint?.updates ?? 0) + tail.length;
          if (count <= covered) await store.checkpointDraft("p", { updates: count, state: Uint8Array.of(99) });
        }
        return (await store.draft("p")).map(({ ordinal }) => ordinal);
      }

      const told = async () =>
        (await store.draft("p")).map(({ bytes: [byte], by, updates }) => `${by ?? ""}${byte}×${updates}`).join(" ");

      test("has its steps in place of what they add up to: account, times, ordinal of the last; all else stays", async () => {
        const at = await logged();
        const before = await store.draft("p");
        const opened = await store.openDraft("p");
        const stretch = await store.thinnable("p", NOTHING);
        expect(stretch).toEqual({ after: 0, through: at[9], updates: 10 });
        const steps = [
          { first: at[1]!, last: at[4]!, count: 4, bytes: Uint8Array.of(50, 51) },
          { first: at[5]!, last: at[7]!, count: 3, bytes: Uint8Array.of(60) },
        ];
        expect(await store.thinDraft("p", stretch!, steps)).toBe(true);
        await restarted();
        const [, , , , ada, , , bo] = before;
        expect(await store.draft("p")).toEqual([
          before[0],
          { ...ada!, bytes: Uint8Array.of(50, 51), since: before[1]!.since, updates: 4 },
          { ...bo!, bytes: Uint8Array.of(60), since: before[5]!.since, updates: 3 },
          ...before.slice(8),
        ]);
        expect(await store.openDraft("p")).toEqual(opened);
        expect(await store.draftAuthors("p")).toEqual(["ada", "bo"]);
        expect(await store.thinnable("p", NOTHING), "looked through").toBeNull();
        expect(await store.draftsToThin()).toEqual([]);
      });

      test("can be thinned again behind what was looked through, and checkpointed as ever", async () => {
        const at = await logged();
        const step = { first: at[1]!, last: at[4]!, count: 4, bytes: Uint8Array.of(50) };
        expect(await store.thinDraft("p", { after: 0, through: at[4]! }, [step])).toBe(true);
        expect(await store.thinnable("p", NOTHING)).toEqual({ after: at[4], through: at[9], updates: 5 });
        const next = { first: at[5]!, last: at[7]!, count: 3, bytes: Uint8Array.of(60) };
        expect(await store.thinDraft("p", { after: at[4]!, through: at[9]! }, [next])).toBe(true);
        expect(await told()).toBe("1×1 ada50×4 bo60×3 ada30×1 ada31×1");
        await store.appendToDraft("p", letters(40, 2, "cy"));
        expect(await store.checkpointDraft("p", { updates: 12, state: Uint8Array.of(98) })).toBe(true);
        expect(await store.draftsToThin()).toEqual(["p"]);
      });

      test("is thinned where a checkpoint covers it, not of late, and not in its last updates", async () => {
        const at = await logged(8);
        expect(await store.thinnable("p", NOTHING)).toMatchObject({ after: 0, through: at[7], updates: 8 });
        expect(await store.thinnable("p", { updates: 2, after: Infinity })).toMatchObject({ through: at[7] });
        expect(await store.thinnable("p", { updates: 5, after: Infinity })).toMatchObject({
          through: at[4],
          updates: 5,
        });
        expect(await store.thinnable("p", { updates: 10, after: Infinity })).toBeNull();
        expect(await store.thinnable("p", { updates: 0, after: 0 })).toBeNull();
        expect(await store.thinnable("nobody", NOTHING)).toBeNull();
        expect(await store.draftsToThin()).toEqual(["p"]);
      });

      test("is left as it is by steps that do not fit it, and by whoever comes too late", async () => {
        const at = await logged(8);
        const before = await store.draft("p");
        const bytes = Uint8Array.of(77);
        const stretch = { after: 0, through: at[7]! };
        const good = { first: at[1]!, last: at[4]!, count: 4, bytes };
        const bad: [string, typeof stretch, (typeof good)[]][] = [
          ["a number that is not there", stretch, [{ ...good, count: 3 }]],
          ["two accounts", stretch, [{ first: at[3]!, last: at[5]!, count: 3, bytes }]],
          ["the server and an account", stretch, [{ first: at[0]!, last: at[2]!, count: 3, bytes }]],
          ["steps that overlap", stretch, [good, { first: at[4]!, last: at[4]!, count: 1, bytes }]],
          ["steps out of order", stretch, [{ first: at[5]!, last: at[7]!, count: 3, bytes }, good]],
          [
            "what no checkpoint covers",
            { after: 0, through: at[9]! },
            [{ first: at[8]!, last: at[9]!, count: 2, bytes }],
          ],
          ["a step behind the stretch", { after: 0, through: at[3]! }, [good]],
          ["another beginning", { after: at[1]!, through: at[7]! }, [good]],
          ["nothing to look through", { after: 0, through: 0 }, []],
        ];
        for (const [what, through, steps] of bad) {
          expect([what, await store.thinDraft("p", through, steps)]).toEqual([what, false]);
          expect(await store.draft("p")).toEqual(before);
        }
        const second = await secondWriter();
        const tries = [store, second].map((each) => each.thinDraft("p", stretch, [good]));
        expect((await Promise.all(tries)).sort()).toEqual([false, true]);
      });
    });

    test("a store that can be written says so", async () => {
      expect(await store.tryWriting()).toBeNull();
    });

    describe("checkpoints", () => {
      const update = (byte: number) => ({ bytes: Uint8Array.of(byte), by: "ada" });
      const standing = (updates: number) => ({ updates, state: Uint8Array.of(200, updates) });

      test("of drafts that were never begun are not kept", async () => {
        expect(await store.openDraft("p")).toEqual({ checkpoint: null, tail: [], clients: [] });
        expect(await store.checkpointDraft("p", standing(0))).toBe(false);
        expect(await store.checkpointDraft("p", standing(1))).toBe(false);
        await withDraft();
        expect(await store.openDraft("p")).toEqual({
          checkpoint: null,
          tail: [{ bytes: Uint8Array.of(1), by: null }],
          clients: [],
        });
      });

      test("and the updates behind them are the whole log, whatever was kept when; the log itself stays", async () => {
        await withDraft(Uint8Array.of(0));
        const log = [{ bytes: Uint8Array.of(0), by: null as string | null }];
        let kept = 0;
        const act = fc.oneof(
          fc.record({ append: fc.array(fc.nat(255), { maxLength: 4 }) }),
          fc.constant("checkpoint" as const),
          fc.constant("restart" as const),
        );
        await fc.assert(
          fc.asyncProperty(act, async (step) => {
            if (step === "restart") await restarted();
            else if (step === "checkpoint") {
              expect(await store.checkpointDraft("p", standing(log.length))).toBe(log.length > kept);
              kept = log.length;
            } else {
              await store.appendToDraft("p", step.append.map(update));
              log.push(...step.append.map(update));
            }
            const { checkpoint, tail } = await store.openDraft("p");
            expect(checkpoint).toEqual(kept > 0 ? standing(kept) : null);
            expect(tail).toEqual(log.slice(kept));
            expect(await store.draft("p")).toMatchObject(log);
          }),
          { numRuns: 60 },
        );
      });

      test("that stand for another log than the one kept change nothing", async () => {
        await withDraft();
        await store.appendToDraft("p", [update(2), update(3)]);
        for (const wrong of [0, 1, 2, 4]) expect(await store.checkpointDraft("p", standing(wrong))).toBe(false);
        expect(await store.checkpointDraft("p", standing(3))).toBe(true);
        for (const wrong of [0, 2, 3, 4]) expect(await store.checkpointDraft("p", standing(wrong))).toBe(false);
        const second = await secondWriter();
        await second.appendToDraft("p", [update(4)]);
        expect(await store.checkpointDraft("p", standing(3))).toBe(false);
        expect(await store.openDraft("p")).toEqual({ checkpoint: standing(3), tail: [update(4)], clients: [] });
      });
    });
  });
}
