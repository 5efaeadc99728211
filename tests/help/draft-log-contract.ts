/** What every log of drafts promises. One suite, run on each implementation with a way to open an empty store and open it again. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DraftLog } from "../../server/store/draft-log.ts";
import type { Store, Stream } from "../../server/store/store.ts";
import { bareWork, chained, opening, type OpenedStore } from "./store-contract.ts";
import { bring, foundingOf } from "./made-works.ts";

const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });

/** Runs the suite. `open` gives an empty store each time. */
export function draftLogContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} as a log of drafts`, () => {
    const place: Stream = { work: "nip14", passage: "s10" };
    let opened: OpenedStore;
    let store: Store;
    let drafts: DraftLog;
    /** Two drafts that were never begun, of the proposals “p” and “q”. */
    let p: string;
    let q: string;
    const more: Store[] = [];

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
      drafts = store.drafts;
      await bring(store, bareWork("nip14"));
      await store.append(opening(place, "p"));
      await store.append(opening({ work: "nip14", passage: "s11" }, "q"));
      [p, q] = [(await drafts.of("p"))[0]!, (await drafts.of("q"))[0]!];
    });

    afterEach(async () => {
      for (const each of [store, ...more.splice(0)]) await each.close();
    });

    async function restarted(): Promise<DraftLog> {
      await store.close();
      store = await opened.reopen();
      return (drafts = store.drafts);
    }

    async function secondWriter(): Promise<DraftLog> {
      const second = await opened.reopen();
      more.push(second);
      return second.drafts;
    }

    async function begun(seed = Uint8Array.of(1)): Promise<void> {
      await drafts.begin(p, { bytes: seed, by: null });
    }

    describe("a draft", () => {
      test("is made with its proposal, of an id of its own, and known by it after a restart", async () => {
        await store.bringIn([...foundingOf(bareWork("other")), ...opening({ work: "other", passage: "s1" }, "r")]);
        await restarted();
        const all = await Promise.all(["p", "q", "r"].map((proposal) => drafts.of(proposal)));
        expect(all.map((each) => each.length)).toEqual([1, 1, 1]);
        const r = all[2]![0];
        expect(all.flat()).toEqual([p, q, r]);
        expect(new Set(["p", "q", "r", ...all.flat()]).size).toBe(6);
        expect(await Promise.all(all.flat().map((draft) => drafts.partOf(draft)))).toEqual([
          { proposal: "p", passage: "s10" },
          { proposal: "q", passage: "s11" },
          { proposal: "r", passage: "s1" },
        ]);
      });

      test("is found by no other name: not by its proposal’s, nor by anything", async () => {
        await begun();
        const [, ...no] = [p, "p", "", p.toUpperCase(), ` ${p}`, "%", "\u0000", "政".repeat(1_000)];
        for (const name of no) {
          expect([name, await drafts.partOf(name)]).toEqual([name, null]);
          expect([name, await drafts.log(name), await drafts.isBegun(name)]).toEqual([name, [], false]);
          await expect(drafts.append(name, [{ bytes: Uint8Array.of(1), by: "ada" }]), name).rejects.toThrow();
          await expect(drafts.begin(name, { bytes: Uint8Array.of(1), by: "ada" }), name).rejects.toThrow();
        }
        expect([await drafts.of(p), await drafts.of("never")]).toEqual([[], []]);
        expect(await drafts.log(p)).toHaveLength(1);
      });

      test("is not made of a proposal that was not opened", async () => {
        const elsewhere: Stream = { work: "nip14", passage: "s12" };
        expect(await store.append(opening(elsewhere, "p"))).toMatchObject({ ok: false });
        const twice = [...opening(elsewhere, "r"), ...opening(place, "s")];
        await expect(store.append(twice)).rejects.toThrow(RangeError);
        await expect(store.bringIn([...foundingOf(bareWork("other")), ...opening(elsewhere, "r")])).rejects.toThrow(
          RangeError,
        );
        expect([await drafts.of("r"), await drafts.of("s"), await drafts.of("p")]).toEqual([[], [], [p]]);
      });

      test("knows what was set when its proposal was decided, begun or not; others do not", async () => {
        expect(await drafts.stepsDecided(p)).toBeNull();
        const last = (await store.records(place)).at(-1)!;
        const by = { id: "ada", name: "Ada" };
        await store.append(
          chained(place, last, [
            { type: "proposal-withdrawn", proposal: "p", passages: [place.passage], by, reason: "" },
          ]),
        );
        await restarted();
        expect([await drafts.stepsDecided(p), await drafts.stepsDecided(q)]).toEqual(["", null]);
        expect(await drafts.notEnded(), "not begun").toEqual([]);
        await begun();
        expect(await drafts.notEnded()).toEqual([p]);
      });
    });

    describe("drafts", () => {
      test("that were never begun are empty, and take nothing", async () => {
        expect(await drafts.log(p)).toEqual([]);
        expect(await drafts.authors(p)).toEqual([]);
        await expect(drafts.append(p, [{ bytes: Uint8Array.of(1), by: "ada" }])).rejects.toThrow(/never begun/);
        await expect(drafts.begin("never", { bytes: Uint8Array.of(1), by: null })).rejects.toThrow(/no draft "never"/);
        expect(await drafts.log(p)).toEqual([]);
      });

      test("are begun once, whoever tries", async () => {
        const second = await secondWriter();
        const tries = [
          drafts.begin(p, { bytes: Uint8Array.of(1), by: null }),
          second.begin(p, { bytes: Uint8Array.of(2), by: null }),
          drafts.begin(p, { bytes: Uint8Array.of(3), by: null }),
        ];
        expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
        expect(await drafts.log(p)).toHaveLength(1);
        expect((await drafts.log(p))[0]!.by).toBeNull();
      });

      test("give back every byte, in order, after a restart", async () => {
        await begun(Uint8Array.of(0));
        const logged = async () => (await drafts.log(p)).map(({ bytes, by }) => ({ bytes, by }));
        const sent = [{ bytes: Uint8Array.of(0), by: null as string | null }];
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.record({ bytes, by: fc.constantFrom("ada", "bo", null) }), { maxLength: 8 }),
            async (updates) => {
              await drafts.append(p, updates);
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
        await begun(large);
        await drafts.append(p, [{ bytes: large, by: "ada" }]);
        const kept = await (await restarted()).log(p);
        expect(kept.map(({ bytes: each }) => Buffer.compare(each, large))).toEqual([0, 0]);
      });

      test("name their authors once, first writer first, never the server", async () => {
        await begun();
        for (const by of ["zoe", null, "ada", "zoe", "陈", "ada"])
          await drafts.append(p, [{ bytes: Uint8Array.of(7), by }]);
        expect(await (await restarted()).authors(p)).toEqual(["zoe", "ada", "陈"]);
      });

      test("do not mix", async () => {
        await begun();
        await drafts.begin(q, { bytes: Uint8Array.of(9), by: null });
        await drafts.append(q, [{ bytes: Uint8Array.of(8), by: "bo" }]);
        expect(await drafts.log(p)).toMatchObject([{ bytes: Uint8Array.of(1), by: null }]);
        expect(await drafts.authors(p)).toEqual([]);
        expect(await drafts.log(q)).toHaveLength(2);
        expect(await drafts.checkpoint(q, { updates: 2, state: Uint8Array.of(17) })).toBe(true);
        expect(await drafts.open(p)).toEqual({
          checkpoint: null,
          tail: [{ bytes: Uint8Array.of(1), by: null }],
          clients: [],
        });
      });

      test("written at the same moment are each kept in order, whoever else is refused", async () => {
        await begun();
        await drafts.begin(q, { bytes: Uint8Array.of(1), by: null });
        const append = (draft: string, at: number) => drafts.append(draft, [{ bytes: Uint8Array.of(at), by: "ada" }]);
        const outcomes = await Promise.allSettled(
          Array.from({ length: 30 }, (_, at) => append([p, q, "never"][at % 3]!, at)),
        );
        expect(outcomes.map(({ status }) => status)).toEqual(
          outcomes.map((_, at) => (at % 3 === 2 ? "rejected" : "fulfilled")),
        );
        const kept = async (draft: string) => (await drafts.log(draft)).slice(1).map(({ bytes: [at] }) => at);
        await restarted();
        expect(await kept(p)).toEqual(Array.from({ length: 10 }, (_, at) => at * 3));
        expect(await kept(q)).toEqual(Array.from({ length: 10 }, (_, at) => at * 3 + 1));
        expect(await kept("never")).toEqual([]);
      });

      test("have what was given just before the store closed", async () => {
        await begun();
        const given = drafts.append(p, [{ bytes: Uint8Array.of(2), by: "ada" }]);
        await restarted();
        await given;
        expect(await drafts.log(p)).toHaveLength(2);
      });

      test("are ended once: as they are, or with a log of nobody’s in place of theirs", async () => {
        await begun();
        expect([await drafts.isBegun(p), await drafts.isBegun("never")]).toEqual([true, false]);
        expect([await drafts.stepsAfter(p), await drafts.notEnded()]).toEqual([null, [p]]);
        await drafts.append(p, [{ bytes: Uint8Array.of(2), by: "ada" }]);
        const last = (await drafts.log(p)).at(-1)!.ordinal;
        expect(await drafts.checkpoint(p, { updates: 2, state: Uint8Array.of(3) })).toBe(true);
        const log = [
          { bytes: Uint8Array.of(7), at: null },
          { bytes: Uint8Array.of(8), at: 60_000 },
        ];
        expect(await drafts.end(p, "anonymous", { log, last: last - 1 })).toBe(false);
        expect(await drafts.authors(p)).toEqual(["ada"]);
        expect(await drafts.end(p, "anonymous", { log, last })).toBe(true);
        expect(await drafts.end(p, "kept")).toBe(false);
        await restarted();
        const kept = (await drafts.log(p)).map(({ bytes: each, by, at }) => ({ bytes: each, by, at }));
        expect(kept).toEqual(log.map((entry) => ({ ...entry, by: null })));
        expect(await drafts.open(p)).toMatchObject({
          checkpoint: null,
          tail: log.map(({ bytes: each }) => ({ bytes: each })),
        });
        expect([await drafts.authors(p), await drafts.stepsAfter(p)]).toEqual([[], "anonymous"]);
        expect(await drafts.notEnded()).toEqual([]);
        expect(await drafts.end("never", "kept")).toBe(false);
      });

      test("know when each update was kept", async () => {
        const before = Date.now();
        await begun();
        await drafts.append(p, [{ bytes: Uint8Array.of(2), by: "ada" }]);
        const times = (await (await restarted()).log(p)).map(({ at }) => at!);
        expect(times).toHaveLength(2);
        const inOrder = [before, ...times, Date.now()];
        expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
      });
    });

    describe("a part of a log", () => {
      test("is what the whole log has there", async () => {
        await begun();
        await drafts.append(
          p,
          Array.from({ length: 9 }, (_, at) => ({ bytes: Uint8Array.of(at), by: "ada" })),
        );
        const whole = await drafts.log(p);
        const ordinals = whole.map(({ ordinal }) => ordinal);
        expect(ordinals).toEqual([...new Set(ordinals)].sort((a, b) => a - b));
        await fc.assert(
          fc.asyncProperty(fc.nat(20), fc.option(fc.nat(12), { nil: undefined }), async (after, most) => {
            const there = whole.filter(({ ordinal }) => ordinal > after);
            expect(await drafts.log(p, after, most)).toEqual(there.slice(0, most));
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
        await begun();
        for (const updates of [letters(10, 4, "ada"), letters(20, 3, "bo"), letters(30, 2, "ada")]) {
          await drafts.append(p, updates);
          const { checkpoint, tail } = await drafts.open(p);
          const count = (checkpoint?.updates ?? 0) + tail.length;
          if (count <= covered) await drafts.checkpoint(p, { updates: count, state: Uint8Array.of(99) });
        }
        return (await drafts.log(p)).map(({ ordinal }) => ordinal);
      }

      const told = async () =>
        (await drafts.log(p)).map(({ bytes: [byte], by, updates }) => `${by ?? ""}${byte}×${updates}`).join(" ");

      test("has its steps in place of what they add up to: account, times, ordinal of the last; all else stays", async () => {
        const at = await logged();
        const before = await drafts.log(p);
        const opened = await drafts.open(p);
        const stretch = await drafts.thinnable(p, NOTHING);
        expect(stretch).toEqual({ after: 0, through: at[9], updates: 10 });
        const steps = [
          { first: at[1]!, last: at[4]!, count: 4, bytes: Uint8Array.of(50, 51) },
          { first: at[5]!, last: at[7]!, count: 3, bytes: Uint8Array.of(60) },
        ];
        expect(await drafts.thin(p, stretch!, steps)).toBe(true);
        await restarted();
        const [, , , , ada, , , bo] = before;
        expect(await drafts.log(p)).toEqual([
          before[0],
          { ...ada!, bytes: Uint8Array.of(50, 51), since: before[1]!.since, updates: 4 },
          { ...bo!, bytes: Uint8Array.of(60), since: before[5]!.since, updates: 3 },
          ...before.slice(8),
        ]);
        expect(await drafts.open(p)).toEqual(opened);
        expect(await drafts.authors(p)).toEqual(["ada", "bo"]);
        expect(await drafts.thinnable(p, NOTHING), "looked through").toBeNull();
        expect(await drafts.toThin()).toEqual([]);
      });

      test("can be thinned again behind what was looked through, and checkpointed as ever", async () => {
        const at = await logged();
        const step = { first: at[1]!, last: at[4]!, count: 4, bytes: Uint8Array.of(50) };
        expect(await drafts.thin(p, { after: 0, through: at[4]! }, [step])).toBe(true);
        expect(await drafts.thinnable(p, NOTHING)).toEqual({ after: at[4], through: at[9], updates: 5 });
        const next = { first: at[5]!, last: at[7]!, count: 3, bytes: Uint8Array.of(60) };
        expect(await drafts.thin(p, { after: at[4]!, through: at[9]! }, [next])).toBe(true);
        expect(await told()).toBe("1×1 ada50×4 bo60×3 ada30×1 ada31×1");
        await drafts.append(p, letters(40, 2, "cy"));
        expect(await drafts.checkpoint(p, { updates: 12, state: Uint8Array.of(98) })).toBe(true);
        expect(await drafts.toThin()).toEqual([p]);
      });

      test("is thinned where a checkpoint covers it, not of late, and not in its last updates", async () => {
        const at = await logged(8);
        expect(await drafts.thinnable(p, NOTHING)).toMatchObject({ after: 0, through: at[7], updates: 8 });
        expect(await drafts.thinnable(p, { updates: 2, after: Infinity })).toMatchObject({ through: at[7] });
        expect(await drafts.thinnable(p, { updates: 5, after: Infinity })).toMatchObject({
          through: at[4],
          updates: 5,
        });
        expect(await drafts.thinnable(p, { updates: 10, after: Infinity })).toBeNull();
        expect(await drafts.thinnable(p, { updates: 0, after: 0 })).toBeNull();
        expect(await drafts.thinnable("nobody", NOTHING)).toBeNull();
        expect(await drafts.toThin()).toEqual([p]);
      });

      test("is left as it is by steps that do not fit it, and by whoever comes too late", async () => {
        const at = await logged(8);
        const before = await drafts.log(p);
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
          expect([what, await drafts.thin(p, through, steps)]).toEqual([what, false]);
          expect(await drafts.log(p)).toEqual(before);
        }
        const second = await secondWriter();
        const tries = [drafts, second].map((each) => each.thin(p, stretch, [good]));
        expect((await Promise.all(tries)).sort()).toEqual([false, true]);
      });
    });

    describe("checkpoints", () => {
      const update = (byte: number) => ({ bytes: Uint8Array.of(byte), by: "ada" });
      const standing = (updates: number) => ({ updates, state: Uint8Array.of(200, updates) });

      test("of drafts that were never begun are not kept", async () => {
        expect(await drafts.open(p)).toEqual({ checkpoint: null, tail: [], clients: [] });
        expect(await drafts.checkpoint(p, standing(0))).toBe(false);
        expect(await drafts.checkpoint(p, standing(1))).toBe(false);
        await begun();
        expect(await drafts.open(p)).toEqual({
          checkpoint: null,
          tail: [{ bytes: Uint8Array.of(1), by: null }],
          clients: [],
        });
      });

      test("and the updates behind them are the whole log, whatever was kept when; the log itself stays", async () => {
        await begun(Uint8Array.of(0));
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
              expect(await drafts.checkpoint(p, standing(log.length))).toBe(log.length > kept);
              kept = log.length;
            } else {
              await drafts.append(p, step.append.map(update));
              log.push(...step.append.map(update));
            }
            const { checkpoint, tail } = await drafts.open(p);
            expect(checkpoint).toEqual(kept > 0 ? standing(kept) : null);
            expect(tail).toEqual(log.slice(kept));
            expect(await drafts.log(p)).toMatchObject(log);
          }),
          { numRuns: 60 },
        );
      });

      test("that stand for another log than the one kept change nothing", async () => {
        await begun();
        await drafts.append(p, [update(2), update(3)]);
        for (const wrong of [0, 1, 2, 4]) expect(await drafts.checkpoint(p, standing(wrong))).toBe(false);
        expect(await drafts.checkpoint(p, standing(3))).toBe(true);
        for (const wrong of [0, 2, 3, 4]) expect(await drafts.checkpoint(p, standing(wrong))).toBe(false);
        const second = await secondWriter();
        await second.append(p, [update(4)]);
        expect(await drafts.checkpoint(p, standing(3))).toBe(false);
        expect(await drafts.open(p)).toEqual({ checkpoint: standing(3), tail: [update(4)], clients: [] });
      });
    });
  });
}
