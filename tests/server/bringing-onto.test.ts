/** A translation comes to a work that is there: in the same passages, adding only, and only what is new. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { bringOnto, knownIn, wouldAdd } from "../../server/bringing/bringing-onto.ts";
import { audit } from "../../server/care/audit.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import { gainedBy, keyedOnto, piecesOnto } from "../../translations/exchange/onto.ts";
import { readMarkdown } from "../../translations/exchange/markdown.ts";
import { citedText } from "../../translations/ledger/cited.ts";
import { currentVersion } from "../../translations/ledger/state.ts";
import { translationsOf } from "../../translations/ledger/work.ts";
import { randomness } from "../bench/pairs.ts";
import { ASV, AT_ONCE, brought, onto, versionsOf, WORK, workWith } from "../help/onto.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-onto-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** "1 own: In the beginning *": the number, the translation, the words, and a star at what stands. */
async function told(store: Store, passage: string): Promise<string[]> {
  const versions = await versionsOf(store, passage);
  const standing = currentVersion({ versions })?.number;
  return versions.map(({ number, translation, base, words }) => {
    const from = base === null ? "" : ` < ${base}`;
    return `${number}${from} ${translation === ASV.id ? "asv" : "own"}: ${words && citedText(words)}${number === standing ? " *" : ""}`;
  });
}

test("another translation stands beside the work's own, which goes on to stand; brought again, nothing is new", async () => {
  const { db, store } = await workWith({ "1-1": ["In the beginning", "At the beginning"], "1-2": ["Light"] });
  const asv = onto({ "1-1": ["When all began"], "1-2": ["A light"] });
  expect(await wouldAdd(store, asv)).toEqual({ passages: 2, versions: 2 });
  expect(translationsOf((await store.work(WORK))!)).toHaveLength(1);
  expect(await bringOnto(store, asv, AT_ONCE)).toEqual({ passages: 2, versions: 2, import: expect.any(String) });
  expect(await told(store, "1-1")).toEqual([
    "1 own: In the beginning",
    "2 < 1 own: At the beginning *",
    "3 asv: When all began",
  ]);
  expect(translationsOf((await store.work(WORK))!).map(({ title }) => title)).toContain("American Standard");
  expect(await bringOnto(store, asv, AT_ONCE)).toEqual({ passages: 0, versions: 0, import: null });

  // Its next wording revises it, and what stands goes on to stand; that of what stands stands from then on.
  await bringOnto(store, onto({ "1-1": ["When it all began"], "1-2": ["A light"] }), AT_ONCE);
  expect((await told(store, "1-1")).slice(1)).toEqual([
    "2 < 1 own: At the beginning *",
    "3 asv: When all began",
    "4 < 3 asv: When it all began",
  ]);
  const own = translationsOf((await store.work(WORK))!)[0]!;
  await bringOnto(store, onto({ "1-1": ["At the very beginning"] }, { translation: own }), AT_ONCE);
  expect((await told(store, "1-1")).at(-1)).toBe("5 < 2 own: At the very beginning *");
  // One that goes back to an earlier wording is a version like others.
  await bringOnto(store, onto({ "1-1": ["At the beginning"] }, { translation: own }), AT_ONCE);
  expect((await told(store, "1-1")).at(-1)).toBe("6 < 5 own: At the beginning *");
  expect(audit(db).faults).toEqual([]);
  await store.close();
});

test("one that is revised from another says so of its first versions; where nothing stands, its last one does", async () => {
  const { store } = await workWith({ "1-1": ["In the beginning"], "1-2": ["Light"] });
  const own = (await store.work(WORK))!.translation;
  await bringOnto(store, onto({ "1-1": ["First", "Second"] }, { revises: own.id }), AT_ONCE);
  expect(await told(store, "1-1")).toEqual(["1 own: In the beginning *", "2 < 1 asv: First", "3 < 2 asv: Second"]);
  const third = { ...ASV, id: "third" };
  await bringOnto(store, onto({ "1-2": ["Lo"] }, { revises: "asv", translation: third }), AT_ONCE);
  expect((await versionsOf(store, "1-2")).at(-1)).toMatchObject({
    base: null,
    translation: "third",
    date: "1901-01-01",
  });
  const [first] = brought({ "1-3": ["Lo", "And lo"] });
  const gained = gainedBy([], first!.versions, { translation: ASV.id, own: own.id, revises: own.id });
  expect(gained.map(({ number, madeCurrent, version }) => [number, madeCurrent, version.base])).toEqual([
    [1, true, null],
    [2, true, 1],
  ]);
  await store.close();
});

const wording = fc.constantFrom("a", "b", "c", "字 🦜", "d e");
const wordings = fc.dictionary(
  fc.constantFrom("p1", "p2", "p3", "p4"),
  fc.array(wording, { minLength: 1, maxLength: 3 }),
  {
    minKeys: 1,
  },
);

test("whatever comes, in however many steps: nothing that was is touched, and the whole is there once", async () => {
  await fc.assert(
    fc.asyncProperty(wordings, wordings, fc.nat(4), async (first, second, stop) => {
      const base = { p1: ["x"], p2: ["y"], p3: ["z"], p4: ["a"], ...first };
      const { db, store } = await workWith(base);
      const before = await store.recordsOfWork(WORK);
      const asv = onto(second);
      let left = stop;
      const stopping = {
        now: Date.now,
        pause: async () => {
          if (left-- === 0) throw new Error("stopped");
        },
      };
      await bringOnto(store, asv, stopping).catch(() => undefined);
      await bringOnto(store, asv, AT_ONCE);
      expect(await bringOnto(store, asv, AT_ONCE)).toEqual({ passages: 0, versions: 0, import: null });
      expect((await store.recordsOfWork(WORK)).slice(0, before.length)).toEqual(before);
      for (const [id, all] of Object.entries(second)) {
        const versions = await versionsOf(store, id);
        const own = versions.filter(({ translation }) => translation === ASV.id);
        expect(own.map(({ words }) => words && citedText(words))).toEqual(all);
        expect(own.map(({ base: from }) => from)).toEqual(own.map((_, at) => (at === 0 ? null : own[at - 1]!.number)));
        expect(currentVersion({ versions })?.translation).not.toBe(ASV.id);
      }
      expect(audit(db).faults).toEqual([]);
      await store.close();
    }),
    { numRuns: 40 },
  );
});

test("two who bring the same at once bring it once", async () => {
  const file = join(folder, "both.db");
  const all = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`p${at}`, [`Words ${at}`]]));
  const { db, store } = await workWith(all, file);
  const other = sqliteStore(openSqlite(file));
  const asv = onto(Object.fromEntries(Object.keys(all).map((id) => [id, [`Other ${id}`]])));
  const [one, two] = await Promise.all([bringOnto(store, asv), bringOnto(other, asv)]);
  expect(one.versions + two.versions).toBe(100);
  for (const id of Object.keys(all)) expect(await versionsOf(store, id)).toHaveLength(2);
  expect(translationsOf((await store.work(WORK))!)).toHaveLength(2);
  expect(audit(db).faults).toEqual([]);
  await other.close();
  await store.close();
});

test("passages are known by their keys; what has no place in the work is told", async () => {
  const { store } = await workWith({ "1-1": ["In the beginning"], "1-2": ["Light"] });
  const known = await knownIn(store, (await store.work(WORK))!, "translation");
  const { passages } = readJsonl(
    ["1-2", "9-9"].map((id) => JSON.stringify({ id, versions: [{ text: `Of ${id}` }] })).join("\n"),
  );
  const { placed, without, counts } = keyedOnto(known, passages);
  expect(placed.map(({ passage }) => passage)).toEqual(["1-2"]);
  expect([without.length, counts]).toEqual([1, { "passages without a place": 1 }]);
  await store.close();
});

test("a text without keys is laid beside the work: most paragraphs find theirs, though some came, went, were joined or moved", async () => {
  const [seed, count] = [20261127, 80];
  const random = randomness(seed);
  const vocabulary = Array.from({ length: 900 }, (_, at) => `w${(at * 7919).toString(36)}`);
  const sentence = () =>
    Array.from({ length: 12 + Math.floor(random() * 30) }, () => vocabulary[Math.floor(random() * 900)]!);
  const old = Array.from({ length: count }, sentence);
  const { store } = await workWith(Object.fromEntries(old.map((words, at) => [`p${at}`, [words.join(" ")]])));
  const reworded = old.map((words) =>
    words.map((word) => (random() < 0.2 ? vocabulary[Math.floor(random() * 900)]! : word)),
  );
  const paragraphs = reworded.map((words, at) => ({ at, text: words.join(" ") }));
  paragraphs.splice(10, 1);
  paragraphs.splice(30, 0, { at: -1, text: sentence().join(" ") });
  const [moved] = paragraphs.splice(50, 1);
  paragraphs.splice(5, 0, moved!);
  const { pieces } = readMarkdown(paragraphs.map(({ text }) => text).join("\n\n"));
  const known = await knownIn(store, (await store.work(WORK))!, "translation");
  const { placed } = piecesOnto(known, pieces);
  const right = new Map(paragraphs.map(({ at, text }) => [text, `p${at}`]));
  const found = placed.filter(({ passage, versions }) => {
    const text = JSON.stringify(versions[0]!.rendering);
    return [...right].some(([words, id]) => id === passage && text.includes(words));
  });
  expect(found.length, `seed ${seed}`).toBeGreaterThanOrEqual(76);
  expect(placed.length).toBeLessThanOrEqual(80);
  await store.close();
});
