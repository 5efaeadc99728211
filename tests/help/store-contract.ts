/** What every store promises. One suite, run on each implementation with a way to open an empty one and open it again. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store, Stream } from "../../server/store/store.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { describingRecords, workAfter } from "../../translations/ledger/described.ts";
import { broughtPieces } from "../../translations/exchange/records.ts";
import { isDescribing, type LedgerEvent } from "../../translations/ledger/events.ts";
import { chain, endsAfter, proposalStream, type LedgerRecord } from "../../translations/ledger/record.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import { bring, correct, foundingOf, works } from "./made-works.ts";
import { recordsOfAct } from "./one-passage.ts";

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
    translation: { id: "first", title: "Translation", publisher: "Press", translators: [{ name: "Ada" }], editors: [] },
    about: "",
    rights: "",
    terms: [],
    passages: [],
  };
}

/** One act: the record that opens a proposal, and those that follow it, one for each reason. */
export function opening(stream: Stream, proposal: string, ...reasons: string[]): LedgerRecord[] {
  const by = { id: "ada", name: "Ada" };
  const { passage } = stream;
  const events: LedgerEvent[] = [
    { type: "proposal-opened", proposal, kind: "revision", parts: [{ passage, base: null }], by },
    ...reasons.map((reason): LedgerEvent => ({ type: "proposal-returned", proposal, passages: [passage], by, reason })),
  ];
  return chained(stream, null, events);
}

/** One act of these events, behind `last`. The same events behind the same record are the same act. */
export function chained(stream: Stream, last: LedgerRecord | null, events: LedgerEvent[]): LedgerRecord[] {
  const id = digestOfJson([stream, last?.digest ?? null, events]).slice(0, 20);
  return recordsOfAct(stream, endsAfter(last ? [last] : []), { id, at: AT, newSalt: saltsFrom(id) }, events);
}

/** What a store answers when it has added all. */
const KEPT = { ok: true };

/** And when the stream of a proposal had moved on. */
function moved(proposal: string, work = "nip14"): object {
  return { ok: false, moved: proposalStream(work, proposal) };
}

function returned(reason: string, proposal = "p"): LedgerEvent {
  return { type: "proposal-returned", proposal, passages: ["s10"], by: { name: "Bo" }, reason };
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

    /** The records of a work, in the order of the ledger, but for those that say what it is. */
    async function ofWork(work: string): Promise<LedgerRecord[]> {
      return (await store.recordsOfWork(work)).filter(({ event }) => !isDescribing(event));
    }

    async function secondWriter(): Promise<Store> {
      const second = await opened.reopen();
      more.push(second);
      return second;
    }

    describe("a work on its way in", () => {
      const at = AT;
      const head = (({ passages: _, terms: __, ...rest }) => rest)(bareWork("mark"));
      const verse = fc.record({ source: fc.boolean(), versions: fc.array(words, { maxLength: 3 }) });

      /** Its pieces, `most` records in each. */
      function piecesOf(verses: readonly { source: boolean; versions: string[] }[], most: number): LedgerRecord[][] {
        const passages = verses.map(({ source, versions }, index) => ({
          ...{ id: `v${index}`, locator: `${index}`, kind: "paragraph" as const, level: 1, current: versions.length },
          source: source ? ["源"] : [],
          versions: versions.map((reason, number) => ({
            ...{ rendering: null, date: null, by: [], rationale: reason, base: number === 0 ? null : number },
          })),
        }));
        const making = { id: "import/x", at, newSalt: saltsFrom("x") };
        return [
          ...broughtPieces(head, passages, { name: "Ada" }, at.slice(0, 10), making, {
            records: most,
            characters: 1e6,
          }),
        ];
      }

      test("is seen by nobody until its last step opens it, also by a second process, and is then whole", async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(verse, { maxLength: 6 }), fc.integer({ min: 1, max: 9 }), async (verses, most) => {
            await store.close();
            opened = await open();
            store = opened.store;
            await bring(store, bareWork("nip14"));
            const second = await secondWriter();
            const seen = async (each: Store) => [
              ...[await each.works(), await each.shelf(), await each.work("mark"), await each.stream("work/mark")],
              ...[await each.recordsOfWork("mark"), await each.records({ work: "mark", passage: "v0" })],
              (await each.since(0, 1_000)).map(({ record }) => record),
            ];
            const before = await seen(store);
            const pieces = piecesOf(verses, most);
            for (const piece of pieces) await store.stage.put("run", piece);
            expect(await store.stage.seal("run")).toBe(true);
            const one = pieces[0]![0]!;
            expect(await store.bringIn([one].map((record) => ({ ...record, act: { id: "y", records: 1 } })))).toBe(
              false,
            );
            expect(await store.putAway("mark", at)).toBe(false);
            for (let left = pieces.length; left >= 0; left--) {
              for (const each of [store, second]) expect(await seen(each)).toEqual(before);
              expect(await store.stage.works()).toEqual([{ work: "mark", act: "import/x/1", left }]);
              // Whoever is at hand takes the next step.
              expect(await (left % 2 === 0 ? store : second).stage.step("mark")).toBe(left > 0);
            }
            expect(await second.stage.works()).toEqual([]);
            expect(await second.stage.step("mark")).toBe(false);
            expect(await second.recordsOfWork("mark")).toEqual(pieces.flat());
            expect(await second.work("mark")).toEqual(workAfter(pieces.flat()));
            expect(await store.works()).toHaveLength(2);
          }),
          { numRuns: 15 },
        );
      });

      test("is appended to by nobody, and goes on after a restart", async () => {
        const pieces = piecesOf([{ source: true, versions: ["a", "b"] }], 2);
        for (const piece of pieces) await store.stage.put("run", piece);
        await store.stage.seal("run");
        await store.stage.step("mark");
        await expect(store.append(opening({ work: "mark", passage: "v0" }, "p"))).rejects.toThrow(RangeError);
        await expect(store.stage.put("run", pieces[0]!)).rejects.toThrow(RangeError);
        await restarted();
        while (await store.stage.step("mark"));
        expect(await store.recordsOfWork("mark")).toEqual(pieces.flat());
      });

      test("refuses what does not go on where the pieces before it ended, or is of another work, and goes on after that", async () => {
        const pieces = piecesOf([{ source: true, versions: ["a", "b", "c"] }], 2);
        const [first, second, third] = [pieces[0]!, pieces[1]!, pieces[2]!];
        await store.stage.put("run", first);
        await expect(store.stage.put("run", first)).rejects.toThrow(RangeError);
        await expect(store.stage.put("run", third)).rejects.toThrow(RangeError);
        const stray = describingRecords(bareWork("luke"), null, { id: "x", at, newSalt: saltsFrom("y") });
        await expect(store.stage.put("run", stray)).rejects.toThrow(RangeError);
        for (const piece of [second, ...pieces.slice(2)]) await store.stage.put("run", piece);
        expect(await store.stage.seal("run")).toBe(true);
        while (await store.stage.step("mark"));
        expect(await store.recordsOfWork("mark")).toEqual(pieces.flat());
      });

      test("counts a run as left from its last piece on, and what was cleared takes no more", async () => {
        const pieces = piecesOf([{ source: true, versions: ["a"] }], 2);
        await store.stage.put("run", pieces[0]!);
        const between = new Date(Date.now() + 1).toISOString();
        await new Promise((resolve) => setTimeout(resolve, 5));
        expect(await store.stage.left(between)).toEqual(["run"]);
        await store.stage.put("run", pieces[1]!);
        expect(await store.stage.left(between)).toEqual([]);
        while (await store.stage.drop("run"));
        await expect(store.stage.put("run", pieces[2]!)).rejects.toThrow(RangeError);
      });

      test("takes its id once: another run finds it taken, and can be cleared", async () => {
        const [first] = piecesOf([], 9);
        for (const run of ["one", "other"]) await store.stage.put(run, first!);
        expect(await store.stage.left("2100-01-01T00:00:00.000Z")).toEqual(expect.arrayContaining(["one", "other"]));
        expect(await store.stage.seal("one")).toBe(true);
        expect(await store.stage.seal("other")).toBe(false);
        expect(await store.stage.left("2100-01-01T00:00:00.000Z")).toEqual(["other"]);
        expect(await store.stage.left("1970-01-01T00:00:00.000Z")).toEqual([]);
        expect(await store.stage.drop("one")).toBe(false);
        while (await store.stage.drop("other"));
        expect(await store.stage.left("2100-01-01T00:00:00.000Z")).toEqual([]);
        while (await store.stage.step("mark"));
        expect(await store.recordsOfWork("mark")).toEqual(first);
      });
    });

    describe("works", () => {
      test("stand in the order in which they were brought in, whole, as their records last describe them", async () => {
        for (const id of ["zeta", "alpha", "mid"]) await bring(store, bareWork(id, `${id} 规划`));
        await correct(store, bareWork("zeta", "corrected"));
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

      test("are what their records say, whatever that is, here and for a second process", async () => {
        const second = await secondWriter();
        await fc.assert(
          fc.asyncProperty(works, works, fc.uuid(), async (first, later, id) => {
            await bring(store, { ...first, id });
            expect(await second.work(id)).toEqual({ ...first, id });
            const { terms, passages } = first;
            const { language, translation, otherTranslations: _, ...rest } = later;
            const others = first.otherTranslations && { otherTranslations: first.otherTranslations };
            const kept = { language, translation: { ...translation, id: first.translation.id } };
            const corrected = { ...rest, ...kept, ...others, id, terms, passages: [...passages].reverse() };
            await correct(store, corrected);
            for (const each of [store, second]) expect(await each.work(id)).toEqual(corrected);
          }),
          { numRuns: 20 },
        );
      });

      test("have their records in the ledger like any others, those of a passage's source among its own", async () => {
        const source = { number: 1, held: "whole" as const, words: ["政府"] };
        const passage = { id: "s10", locator: "10", kind: "paragraph" as const, level: 1, source };
        const records = foundingOf({ ...bareWork("nip14"), passages: [passage] });
        await store.bringIn(records);
        const versions = opening(place, "p", "one");
        await store.append(versions);
        expect(await store.records(place)).toEqual([records.at(-1), ...versions]);
        expect(await store.recordsOfWork("nip14")).toEqual([...records, ...versions]);
        expect((await store.since(0, 100)).map(({ record }) => record)).toEqual([...records, ...versions]);
        expect(records.map(({ stream }) => stream)).toEqual([
          ...["work/nip14", "work/nip14", "outline/nip14"],
          "passage/nip14/s10",
        ]);
      });
    });

    describe("a work that is brought in", () => {
      const s11: Stream = { work: "nip14", passage: "s11" };
      const NIP14 = foundingOf(bareWork("nip14"));
      const founding = [...opening(place, "p", "one"), ...opening(s11, "q")];

      test("comes with its first records, in whatever order its passages stand, and is there after a restart", async () => {
        const [first, second, third] = founding;
        expect(await store.bringIn([...NIP14, third!, first!, second!])).toBe(true);
        await restarted();
        expect(await store.works()).toEqual([bareWork("nip14")]);
        expect(await store.shelf()).toEqual([{ work: bareWork("nip14"), away: null }]);
        expect([await store.records(place), await store.records(s11)]).toEqual([[first, second], [third]]);
        expect([await store.passagesOf("p"), await store.passagesOf("q")]).toEqual([[place], [s11]]);
        expect(await store.append(chained(place, second!, [returned("and on")]))).toEqual(KEPT);
      });

      test("may have no records yet", async () => {
        expect(await store.bringIn(NIP14)).toBe(true);
        expect([await store.work("nip14"), await ofWork("nip14")]).toEqual([bareWork("nip14"), []]);
      });

      test("is brought in once, whoever tries; one of its id that is there, or put away, stays as it is", async () => {
        const second = await secondWriter();
        const tries = [
          store.bringIn([...foundingOf(bareWork("nip14", "one")), ...founding]),
          second.bringIn([...foundingOf(bareWork("nip14", "other")), ...founding]),
        ];
        const done = await Promise.all(tries);
        expect([...done].sort()).toEqual([false, true]);
        const kept = bareWork("nip14", done[0] ? "one" : "other");
        const after = async () => {
          const late = [...foundingOf(bareWork("nip14", "late")), ...opening({ ...place, passage: "s12" }, "r")];
          expect(await store.bringIn(late)).toBe(false);
          expect([await store.work("nip14"), await ofWork("nip14")]).toEqual([kept, founding]);
          expect(await store.passagesOf("r")).toEqual([]);
        };
        await after();
        await store.putAway("nip14", AT);
        await after();
        expect(await store.shelf()).toEqual([{ work: kept, away: AT }]);
      });

      test("comes whole or not at all", async () => {
        await bring(store, bareWork("other"));
        const elsewhere: Stream = { work: "other", passage: "s10" };
        await store.append(opening(elsewhere, "taken"));
        const kept = await ofWork("other");
        const bad: [string, LedgerRecord[]][] = [
          ["a gap", [...NIP14, ...opening(place, "p", "one", "two").filter(({ position }) => position !== 2)]],
          [
            "no first record, in its last passage",
            [
              ...NIP14,
              ...founding,
              ...chained({ ...place, passage: "z" }, opening(place, "r")[0]!, [returned("x", "r")]),
            ],
          ],
          ["half an act", [...NIP14, ...founding, ...opening({ ...place, passage: "z" }, "r", "x").slice(0, 1)]],
          [
            "a proposal of an id that is taken",
            [...NIP14, ...founding, ...opening({ ...place, passage: "z" }, "taken")],
          ],
          ["records of another work", [...NIP14, ...founding, ...opening({ work: "other", passage: "z" }, "r")]],
          ["nothing that says what it is", founding],
          ["what it is behind other records", [...founding, ...NIP14]],
          ["none", []],
        ];
        for (const [what, records] of bad) {
          await expect(store.bringIn(records), what).rejects.toThrow(RangeError);
          expect([what, await store.work("nip14"), await ofWork("nip14")]).toEqual([what, null, []]);
          expect([what, await ofWork("other")]).toEqual([what, kept]);
          expect([what, await store.passagesOf("p"), await store.passagesOf("r")]).toEqual([what, [], []]);
        }
        expect(await store.passagesOf("taken")).toEqual([elsewhere]);
        expect(await store.bringIn([...NIP14, ...founding])).toBe(true);
      });
    });

    describe("a work that is put away", () => {
      const LATER = "2026-11-25T08:00:00.000Z";
      const away = async () => (await store.shelf()).map(({ work, away: at }) => [work.id, at]);

      test("stands no longer with the others, keeps its addresses and its records, and comes back to its place", async () => {
        for (const id of ["zeta", "nip14", "mid"]) await bring(store, bareWork(id));
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
        expect([await store.records(place), await store.passagesOf("p")]).toEqual([records, [place]]);
        expect(await store.append(chained(place, records.at(-1)!, [returned("and on")]))).toEqual(KEPT);
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
        await bring(store, bareWork("nip14"));
        await store.putAway("nip14", AT);
        await correct(store, bareWork("nip14", "corrected"));
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
      beforeEach(() => bring(store, bareWork("nip14")));

      test("gives back every record as it was, digest and all, after a restart", async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(words, { maxLength: 5 }), fc.uuid(), async (reasons, passage) => {
            const records = opening({ work: "nip14", passage }, passage, ...reasons);
            expect(await store.append(records)).toEqual(KEPT);
            expect(await store.records({ work: "nip14", passage })).toEqual(records);
          }),
          { numRuns: 25 },
        );
        const before = await store.recordsOfWork("nip14");
        expect(await (await restarted()).recordsOfWork("nip14")).toEqual(before);
      });

      test("takes a record only after the one before it, and says which stream had moved on", async () => {
        const first = opening(place, "p");
        const second = chained(place, first[0]!, [returned("one")]);
        const third = chained(place, second[0]!, [returned("two")]);
        expect(await store.append(second)).toEqual(moved("p"));
        expect(await store.append(first)).toEqual(KEPT);
        expect(await store.append(third)).toEqual(moved("p"));
        expect(await store.append(first)).toEqual(moved("p"));
        expect(await store.append(second)).toEqual(KEPT);
        expect(await store.records(place)).toEqual([...first, ...second]);
      });

      test("refuses a record whose `previous` is not the last one's digest", async () => {
        const [first] = opening(place, "p");
        await store.append([first!]);
        const act = { id: "stranger", records: 1 };
        const last = { position: 1, digest: "0".repeat(64) };
        const stranger = chain(first!.stream, last, returned("x"), { at: AT, act, newSalt: saltsFrom("stranger") });
        expect(await store.append([stranger])).toEqual(moved("p"));
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
          expect((await Promise.all(tries)).map(({ ok }) => ok).sort()).toEqual([false, true]);
        }
        const records = await second.records(place);
        expect(records.map(({ position }) => position)).toEqual(Array.from({ length: 21 }, (_, at) => at + 1));
        for (const [at, record] of records.entries()) expect(record.previous).toBe(records[at - 1]?.digest ?? null);
      });

      test("lets two writers who touch different streams both go on, each from what it last read", async () => {
        const second = await secondWriter();
        const [p, q] = [opening(place, "p"), opening(place, "q")];
        expect([await store.append(p), await second.append(q)]).toEqual([KEPT, KEPT]);
        const both = await Promise.all([
          store.append(chained(place, p[0]!, [returned("one", "p")])),
          second.append(chained(place, q[0]!, [returned("two", "q")])),
        ]);
        expect(both).toEqual([KEPT, KEPT]);
      });

      test("adds an act only if nothing has come to what was read before: a stream, or a passage and what is proposed for it", async () => {
        const own = { type: "version-withdrawn" as const, number: 1, by: { name: "Ada" }, reason: "x" };
        const came: [what: string, acts: (of: Stream) => LedgerRecord[], moved: boolean][] = [
          ["to the passage itself", (of) => chained(of, null, [own]), true],
          ["a proposal for it", (of) => opening(of, `new-${of.passage}`), true],
          ["to a proposal for it", (of) => chained(of, opened.get(of.passage)!, [returned("x", of.passage)]), true],
          ["to a stream", (of) => chained(of, opened.get("read")!, [returned("x", "read")]), true],
          ["to others", (of) => opening({ ...of, passage: "others" }, `others-${of.passage}`), false],
        ];
        const opened = new Map(
          ["read", ...came.map((_, at) => `s${at}`)].map((id) => [id, opening({ ...place, passage: id }, id)[0]!]),
        );
        for (const record of opened.values()) await store.append([record]);
        const second = await secondWriter();
        for (const [at, [what, acts, isMoved]] of came.entries()) {
          const of = { ...place, passage: `s${at}` };
          const read = { through: await store.through(), streams: [proposalStream("nip14", "read")], passages: [of] };
          expect([what, await store.append(opening(place, `before-${at}`), read)]).toEqual([what, KEPT]);
          const records = acts(of);
          expect([what, await second.append(records)]).toEqual([what, KEPT]);
          const act = opening(place, `after-${at}`);
          const answer = isMoved ? { ok: false, moved: records[0]!.stream } : KEPT;
          expect([what, await store.append(act, read)]).toEqual([what, answer]);
          expect([what, await store.passagesOf(`after-${at}`)]).toEqual([what, isMoved ? [] : [place]]);
        }
      });

      test("adds an act only if nothing at all has come to a work that was read whole", async () => {
        await store.append(opening(place, "one"));
        const read = { through: await store.through(), streams: [], passages: [], whole: "nip14" };
        expect(await store.append(opening(place, "two"), { ...read, whole: "another" })).toEqual(KEPT);
        const moved = { ok: false, moved: proposalStream("nip14", "two") };
        expect(await store.append(opening(place, "three"), read)).toEqual(moved);
        expect(await store.passagesOf("three")).toEqual([]);
        const anew = { ...read, through: await store.through() };
        expect(await store.append(opening(place, "three"), anew)).toEqual(KEPT);
      });

      test("gives a stream whole or some records at a time, which are the same", async () => {
        const records = opening(place, "p", "one", "two", "three", "four");
        await store.append(records);
        const stream = proposalStream("nip14", "p");
        for (const most of [1, 2, 5, 6]) {
          const read: LedgerRecord[] = [];
          for (let some = most; some === most;) {
            const next = await store.stream(stream, read.length, most);
            read.push(...next);
            some = next.length;
          }
          expect([most, read]).toEqual([most, records]);
        }
      });

      test("says how a stream ends, and nothing of one that is not there", async () => {
        const records = opening(place, "p", "one", "two");
        await store.append(records);
        const { position, digest } = records.at(-1)!;
        expect(await store.end(proposalStream("nip14", "p"))).toEqual({ position, digest });
        expect(await store.end(proposalStream("nip14", "none"))).toBeNull();
      });

      test("adds one act to several streams, or, if one of them has moved on, to none", async () => {
        const [p, q] = [opening(place, "p"), opening(place, "q")];
        for (const act of [p, q]) await store.append(act);
        const ends = endsAfter([...p, ...q]);
        const both = (id: string) =>
          recordsOfAct(place, ends, { id, at: AT, newSalt: saltsFrom(id) }, [
            returned("both", "p"),
            returned("both", "q"),
          ]);
        expect(await store.append(both("one"))).toEqual(KEPT);
        expect(await store.append(both("two"))).toEqual(moved("p"));
        const stale = endsAfter([...both("one").slice(0, 1), ...q]);
        const half = recordsOfAct(place, stale, { id: "three", at: AT, newSalt: saltsFrom("three") }, [
          returned("both", "p"),
          returned("both", "q"),
        ]);
        expect(await store.append(half)).toEqual(moved("q"));
        expect(await store.records(place)).toEqual([...p, ...q, ...both("one")]);
      });

      test("adds all of an append or nothing of it", async () => {
        const taken = opening(place, "p");
        await store.append(taken);
        const elsewhere = { work: "nip14", passage: "other" };
        const opened = opening(elsewhere, "p").map(({ event }) => event);
        const twice = chained(elsewhere, null, [...opening(elsewhere, "q").map(({ event }) => event), ...opened]);
        expect(await store.append(twice)).toEqual(moved("p"));
        expect(await store.records(elsewhere)).toEqual([]);
        expect([await store.passagesOf("p"), await store.passagesOf("q")]).toEqual([[place], []]);
        const broken = opening(elsewhere, "q", "one", "two").filter((_, at) => at !== 1);
        await expect(store.append(broken)).rejects.toThrow(/follow/);
        await expect(
          store.append([...opening(elsewhere, "q"), ...chained(place, taken[0]!, [returned("x")])]),
        ).rejects.toThrow(/act/);
        await expect(store.append(opening(elsewhere, "q", "one").slice(0, 1))).rejects.toThrow(/act/);
        expect(await store.records(elsewhere)).toEqual([]);
        expect(await store.records(place)).toEqual(taken);
      });

      test("refuses a copy that something was left out of, and keeps nothing of it", async () => {
        const [opened] = opening(place, "p");
        const lacking = { ...opened!, beside: opened!.beside.map(() => ({ leftOut: true as const })) };
        await expect(store.append([lacking])).rejects.toThrow(/left out/);
        expect(await store.append([opened!])).toEqual(KEPT);
      });

      test("refuses what is said of a proposal that nothing opened", async () => {
        await expect(store.append(chained(place, null, [returned("x", "nobody's")]))).rejects.toThrow(RangeError);
        expect(await store.records(place)).toEqual([]);
      });

      test("gives what was added since, in its order, whoever added it and to whatever", async () => {
        const second = await secondWriter();
        const s11 = { work: "nip14", passage: "s11" };
        const [p, q] = [opening(place, "p", "one"), opening(s11, "q")];
        const before = await store.through();
        await store.append(p);
        await second.append(q);
        const all = await store.since(before, 10);
        expect(all.map(({ record }) => record)).toEqual([...p, ...q]);
        const numbers = all.map(({ number }) => number);
        expect([...numbers].sort((a, b) => a - b)).toEqual(numbers);
        expect(await store.since(numbers[0]!, 1)).toEqual(all.slice(1, 2));
        expect(await store.since(numbers[2]!, 10)).toEqual([]);
        expect(await store.through()).toBe(numbers[2]);
      });

      test("refuses the records of a work that was never brought in", async () => {
        await expect(store.append(opening({ work: "none", passage: "s10" }, "p"))).rejects.toThrow(
          /no work of "proposal\/none/,
        );
      });

      test("refuses what is no work's: nothing has to say anything there yet", async () => {
        const record = { ...opening(place, "p")[0]!, stream: "workbench" };
        const before = await store.through();
        await expect(store.append([record])).rejects.toThrow(/no work of "workbench"/);
        expect(await store.through()).toBe(before);
      });

      test("takes an empty append for done", async () => {
        expect(await store.append([])).toEqual(KEPT);
      });

      test("keeps works and passages apart, and knows where each proposal stands", async () => {
        await bring(store, bareWork("other"));
        const places = [place, { work: "nip14", passage: "s11" }, { work: "other", passage: "s10" }];
        for (const [at, each] of places.entries()) await store.append(opening(each, `p${at}`, "reason"));
        for (const [at, each] of places.entries()) {
          expect(await store.records(each)).toEqual(opening(each, `p${at}`, "reason"));
          expect(await store.passagesOf(`p${at}`)).toEqual([each]);
        }
        expect(await ofWork("nip14")).toEqual([
          ...opening(places[0]!, "p0", "reason"),
          ...opening(places[1]!, "p1", "reason"),
        ]);
        expect(await store.passagesOf("p9")).toEqual([]);
      });
    });

    test("a store that can be written says so", async () => {
      expect(await store.tryWriting()).toBeNull();
    });
  });
}
