import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { readDraft, seedDraft } from "../../translations/draft/draft.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { LoggedUpdate } from "../../server/store/draft-log.ts";
import type { Store } from "../../server/store/store.ts";
import { Checkpoints, updatesOf, WORTH_LEAVING } from "../../server/sync/checkpoints.ts";
import { Playback, type Step } from "../../server/sync/sync.ts";
import { stepsOf } from "../../server/sync/history.ts";
import { Thinning, THINNING, type ThinningLimits } from "../../server/sync/thinning.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { docOf, expectSame, isWhole, live, lives, PEOPLE } from "../help/draft-lives.ts";
import {
  draftIn,
  Listener,
  DRAFT,
  roomOf,
  SEED_WORDS,
  serve,
  until,
  updateFrame,
  withProposal,
  draftOf,
} from "../help/live.ts";
import { otherwise } from "../help/otherwise.ts";
import { wordsIn } from "../help/draft-words.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-thinning-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;

/** A draft in a store with a clock of its own. */
class Draft {
  now = 1_700_000_000_000;
  readonly store: Store;
  readonly failures: unknown[] = [];

  private constructor() {
    const db = openSqlite(join(folder, `${++files}.db`));
    // Thousands of commits, and nothing here is about the disk.
    db.pragma("synchronous = OFF");
    this.store = sqliteStore(db, { now: () => this.now, newDraft: draftOf, toDisk: async () => undefined });
  }

  static async begun(): Promise<Draft> {
    const draft = new Draft();
    await withProposal(draft.store);
    await draft.store.drafts.begin(DRAFT, { bytes: seedDraft({ rendering: parseText(SEED_WORDS) }), by: null });
    return draft;
  }

  log(): Promise<LoggedUpdate[]> {
    return this.store.drafts.log(DRAFT);
  }

  append(by: string | null, ...updates: Uint8Array[]): Promise<void> {
    return this.store.drafts.append(
      DRAFT,
      updates.map((bytes) => ({ bytes, by })),
    );
  }

  async checkpoint(): Promise<boolean> {
    const opened = await this.store.drafts.open(DRAFT);
    return new Checkpoints(this.store.drafts, DRAFT, opened).make(docOf(updatesOf(opened)));
  }

  async thin(limits: Partial<ThinningLimits> = {}): Promise<void> {
    const thinning = new Thinning({
      drafts: this.store.drafts,
      failed: (_, cause) => this.failures.push(cause),
      limits: { recent: 0, last: 0, worth: 1, rest: 0, ...limits },
      now: () => this.now,
    });
    thinning.ask(DRAFT);
    await thinning.done();
  }

  /** Somebody types at the end, letter by letter, with a pause in milliseconds before each. */
  async type(by: string, letters: string, pause: () => number): Promise<void> {
    const doc = await draftIn(this.store);
    const made: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => made.push(update));
    const text = wordsIn(doc);
    for (const letter of letters) {
      this.now += pause();
      text.insert(text.length, letter);
      await this.append(by, ...made.splice(0));
    }
  }
}

const bytesOf = (log: readonly LoggedUpdate[]) => log.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);

/** A document that is nobody's, byte by byte: the same updates make the same, however they are grouped. */
function exact(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc();
  doc.on("beforeObserverCalls", (transaction: Y.Transaction) => (transaction.local = true));
  for (const update of updates) Y.applyUpdate(doc, update);
  expect(isWhole(doc)).toBe(true);
  return Y.encodeStateAsUpdate(doc);
}

/** How the draft read after each of the steps, straight from a log, in a document as copies of drafts are. */
function readings(log: readonly LoggedUpdate[], steps: readonly Step[]): object[] {
  const [doc, reads] = [exactDoc(), [] as object[]];
  let [at, updates] = [0, 0];
  for (const step of steps) {
    for (; updates < step.updates; at++) {
      Y.applyUpdate(doc, log[at]!.bytes);
      updates += log[at]!.updates;
    }
    expect(updates, "a step ends where an update ends").toBe(step.updates);
    const { rendering, ...rest } = readDraft(doc, "");
    reads.push({ rendering: renderingToJson(rendering), ...rest });
  }
  return reads;
}

type Act = "checkpoint" | "thin" | "checkpoint and thin" | "correct" | { wait: number };

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom("checkpoint", "thin", "checkpoint and thin", "correct"),
  fc.record({ wait: fc.integer({ min: -500, max: 6_000 }) }),
);

describe("a thinned log", () => {
  test("makes the same document, steps, times, authors and readings as the whole one, for any life of a draft", async () => {
    let [thinned, waited] = [0, 0];
    await fc.assert(
      fc.asyncProperty(lives(acts, 90), fc.integer({ min: 2, max: 30 }), fc.nat(6), async (life, slice, last) => {
        const draft = await Draft.begun();
        const whole = await draft.log();
        const sofar = docOf([whole[0]!.bytes]);
        const keep = async (by: string | null, bytes: Uint8Array) => {
          draft.now += 90;
          await draft.append(by, bytes);
          Y.applyUpdate(sofar, bytes);
          if (!isWhole(sofar)) waited++;
          whole.push((await draft.store.drafts.log(DRAFT, whole.at(-1)!.ordinal))[0]!);
        };
        await live(life, whole[0]!.bytes, {
          arrive: (bytes, by) => keep(by, bytes),
          act: async (act) => {
            if (typeof act === "object") draft.now += act.wait;
            else if (act === "checkpoint") await draft.checkpoint();
            else if (act === "correct") {
              const doc = docOf(whole.map(({ bytes }) => bytes));
              const before = Y.encodeStateVector(doc);
              doc.getMap("notes").set("n1", { id: "n1", body: "set right" });
              if (isWhole(doc)) await keep(null, Y.encodeStateAsUpdate(doc, before));
            } else {
              if (act !== "thin") await draft.checkpoint();
              const before = (await draft.log()).length;
              await draft.thin({ slice, last });
              thinned += before - (await draft.log()).length;
            }
          },
        });
        await draft.checkpoint();
        const opened = await draft.store.drafts.open(DRAFT);
        const authors = await draft.store.drafts.authors(DRAFT);
        await draft.thin({ slice });
        const log = await draft.log();

        expect(draft.failures).toEqual([]);
        const [all, kept] = [whole, log].map((each) => each.map(({ bytes }) => bytes)) as [Uint8Array[], Uint8Array[]];
        expect(exact(kept)).toEqual(exact(all));
        expectSame(docOf(kept), docOf(all));
        const steps = stepsOf(whole);
        expect(stepsOf(log)).toEqual(steps);
        expect(stepsOf(log, 4)).toEqual(stepsOf(whole, 4));
        expect(readings(log, steps)).toEqual(readings(whole, steps));
        expect(await draft.store.drafts.authors(DRAFT)).toEqual(authors);
        expect(await draft.store.drafts.open(DRAFT)).toEqual(opened);
        expect(log.reduce((sum, { updates }) => sum + updates, 0)).toBe(whole.length);

        await draft.thin({ slice: 1_000 });
        expect(await draft.log(), "what was looked through is not looked through again").toEqual(log);
        await draft.store.close();
      }),
      { numRuns: 40 },
    );
    expect(thinned, "in the middle of their lives").toBeGreaterThan(0);
    expect(waited).toBeGreaterThan(0);
  });

  test("is a fraction of the whole one where somebody wrote as people do, and plays back the same", async () => {
    const draft = await Draft.begun();
    let seed = 7;
    const dice = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const pause = () => Math.round(dice() < 0.02 ? 2_500 + dice() * 20_000 : 80 + dice() * 200);
    for (const by of [...PEOPLE, "ada"])
      await draft.type(by, "the relations between 政府 and markets. ".repeat(10), pause);
    const whole = await draft.log();
    const playback = new Playback(draft.store.drafts);
    const steps = await playback.steps(DRAFT);
    const middle = steps[Math.floor(steps.length / 2)]!.number;
    const played = [await playback.at(DRAFT, middle), await playback.at(DRAFT, steps.length)];
    await draft.checkpoint();
    draft.now += THINNING.recent + 1;
    await draft.thin({ slice: 300, last: 0, worth: 500 });
    const log = await draft.log();
    expect(bytesOf(log) * 5).toBeLessThan(bytesOf(whole));
    for (const reader of [playback, new Playback(draft.store.drafts)]) {
      expect(await reader.steps(DRAFT)).toEqual(steps);
      expect([await reader.at(DRAFT, middle), await reader.at(DRAFT, steps.length)]).toEqual(played);
    }
    expect(draft.failures).toEqual([]);
    await draft.store.close();
  });
});

describe("what stays as it came in", () => {
  const steady = () => 100;

  test("is what no checkpoint covers, the last updates, and what was written of late with all that follows", async () => {
    const draft = await Draft.begun();
    await draft.type("ada", "a".repeat(50), steady);
    const before = await draft.log();
    await draft.thin();
    expect(await draft.log(), "no checkpoint").toEqual(before);
    await draft.checkpoint();
    await draft.type("ada", "b".repeat(10), steady);
    const whole = await draft.log();
    await draft.thin({ recent: 60_000 });
    expect(await draft.log(), "of late").toEqual(whole);
    await draft.thin({ last: 61 });
    expect(await draft.log(), "the last").toEqual(whole);
    await draft.thin({ worth: 52 });
    expect(await draft.log(), "not worth it").toEqual(whole);
    draft.now -= 3_600_000;
    await draft.thin({ recent: 0 });
    expect(await draft.log(), "a clock set back").toEqual(whole);
    draft.now += 3_600_000;
    await draft.thin({ last: 20 });
    expect((await draft.log()).map(({ updates }) => updates)).toEqual([1, 40, ...Array<number>(20).fill(1)]);
    await draft.thin();
    expect((await draft.log()).map(({ updates }) => updates)).toEqual([1, 40, 10, ...Array<number>(10).fill(1)]);
    await draft.store.close();
  });
});

describe("a log's thinning", () => {
  test("goes on through many drafts and turns, and stops at once when it is told to", async () => {
    const draft = await Draft.begun();
    await draft.type("ada", "a".repeat(400), () => 10);
    await draft.checkpoint();
    const whole = await draft.log();
    const limits = { recent: 0, last: 0, worth: 1, rest: 1, slice: 20, atATime: 50 };
    const setting = { drafts: draft.store.drafts, failed: () => undefined, limits, now: () => draft.now };
    let turns = 0;
    const counted = otherwise(draft.store.drafts, {
      thin: (...replacement) => {
        turns++;
        return draft.store.drafts.thin(...replacement);
      },
    });
    const first = new Thinning({ ...setting, drafts: counted });
    await first.askForAll();
    await until(() => turns > 0, "it has begun");
    await first.stop();
    const partly = await draft.log();
    expect(partly.length).toBeLessThan(whole.length);
    expect(partly.length).toBeGreaterThan(whole.length / 20);
    first.ask(DRAFT);
    await first.done();
    expect(await draft.log()).toEqual(partly);
    const second = new Thinning(setting);
    await second.askForAll();
    await second.done();
    const log = await draft.log();
    expect(log.length).toBeLessThan(whole.length / 10);
    expect(exact(log.map(({ bytes }) => bytes))).toEqual(exact(whole.map(({ bytes }) => bytes)));
    expect(stepsOf(log)).toEqual(stepsOf(whole));
    expect(await draft.store.drafts.toThin()).toEqual([]);
    await draft.store.close();
  });

  test("that fails is told, once, and leaves the log whole", async () => {
    const draft = await Draft.begun();
    await draft.type("ada", "a".repeat(60), () => 10);
    await draft.checkpoint();
    const whole = await draft.log();
    const told: unknown[] = [];
    const full = Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
    const failing = otherwise(draft.store.drafts, { thin: () => Promise.reject(full) });
    const limits = { recent: 0, last: 0, worth: 1, rest: 0 };
    const thinning = new Thinning({ drafts: failing, failed: (...failure) => told.push(failure), limits });
    thinning.ask(DRAFT);
    await thinning.done();
    expect(told).toEqual([[DRAFT, full]]);
    expect(await draft.log()).toEqual(whole);
    await draft.store.close();
  });

  test("that would make another document is not done, whatever made it so: it is told, and the log stays", async () => {
    const draft = await Draft.begun();
    await draft.type("ada", "a".repeat(30), () => 10);
    await draft.type("bo", "b", () => 10);
    await draft.type("ada", "c".repeat(30), () => 10);
    await draft.checkpoint();
    const whole = await draft.log();
    const other = new Y.Doc();
    other.getText("summary").insert(0, "not what was written");
    /** An update that is another when it is read again, as a fault of the machine or of Yjs might make it. */
    const unsteady = (update: LoggedUpdate): LoggedUpdate => {
      let reads = 0;
      return Object.defineProperty({ ...update }, "bytes", {
        get: () => (reads++ === 0 ? update.bytes : Y.encodeStateAsUpdate(other)),
      });
    };
    const replaced: unknown[] = [];
    const faulty = otherwise(draft.store.drafts, {
      thin: (...replacement) => Promise.resolve(replaced.push(replacement) > 0),
      log: async (...asked) =>
        (await draft.store.drafts.log(...asked)).map((update) => (update.by === "bo" ? unsteady(update) : update)),
    });
    const told: [string, unknown][] = [];
    const limits = { recent: 0, last: 0, worth: 1, rest: 0 };
    const thinning = new Thinning({
      drafts: faulty,
      failed: (...failure) => told.push(failure),
      limits,
      now: () => draft.now,
    });
    thinning.ask(DRAFT);
    await thinning.done();
    expect(told.map(([proposal, cause]) => [proposal, String(cause)])).toEqual([
      [DRAFT, expect.stringContaining("would make another draft")],
    ]);
    expect(replaced).toEqual([]);
    expect(await draft.log()).toEqual(whole);
    await draft.store.close();
  });

  test("goes unnoticed by a room that was opened before: it goes on, and its next checkpoint is made", async () => {
    const draft = await Draft.begun();
    await draft.type("ada", "a".repeat(60), () => 10);
    await draft.checkpoint();
    const room = await roomOf(draft.store);
    await draft.thin();
    expect((await draft.log()).length).toBeLessThan(10);
    const whole = await draftIn(draft.store);
    const made: Uint8Array[] = [];
    whole.on("update", (update: Uint8Array) => made.push(update));
    for (let at = 0; at <= WORTH_LEAVING; at++) whole.getText("summary").insert(at, "s");
    const ada = new Listener();
    room.sit(ada);
    for (const update of made) room.receive(ada, updateFrame(update));
    await room.rest();
    expect(await draft.store.drafts.open(DRAFT)).toMatchObject({
      checkpoint: { updates: 62 + WORTH_LEAVING },
      tail: [],
    });
    expectSame(docOf(updatesOf(await draft.store.drafts.open(DRAFT))), whole);
    expectSame(await draftIn(draft.store), whole);
    await draft.store.close();
  });

  test("begins when a draft is left, and for all of them when the workbench starts", async () => {
    const draft = await Draft.begun();
    draft.now = Date.now() - 2 * THINNING.recent;
    const enough = THINNING.worth + THINNING.last;
    await draft.type("ada", "a".repeat(enough), () => 1);
    await draft.checkpoint();
    const served = await serve(draft.store);
    const thinned = async () => (await draft.log()).length < enough / 2;
    await served.live.thinLogs();
    await until(thinned, "a start thins the log");
    await draft.type("ada", "b".repeat(enough), () => 1);
    await served.live.read(DRAFT);
    await until(thinned, "leaving the draft thins its log");
    await served.stop();
    expect(served.errors).toEqual([]);
    await draft.store.close();
  });
});
