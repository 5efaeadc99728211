/** What is folded from the ledger: it says what the ledger says, and made anew it is the same. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import fc from "fast-check";
import { afterAll, describe, expect, test, vi } from "vitest";
import { openDesk } from "../../server/desk/desk.ts";
import { aheadOf, bringUp, makeAhead, rebuild, staleIn } from "../../server/reading/projection.ts";
import { happened, type HappenedRow } from "../../server/reading/happened.ts";
import { PROJECTIONS } from "../../server/reading/projections.ts";
import { readingOf, type ProposalLine, type QueueAsked, type Reading } from "../../server/reading/reading.ts";
import { packed } from "../../server/store/packed.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { expectSameAnew, rowsIn } from "../help/folded.ts";
import { verified } from "../help/verified.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import { aboutWhom, doneBy, happeningOf, isForOwners } from "../../translations/ledger/happening.ts";
import { endsAfter, partsOf, type LedgerRecord, type Numbered } from "../../translations/ledger/record.ts";
import { roleIn } from "../../translations/ledger/access.ts";
import { OWN_LISTS, type OwnList } from "../../translations/people/own-work.ts";
import { atLeast, ROLES, type Actor, type Role } from "../../translations/ledger/roles.ts";
import { hadAHand, isWriter, rightsIn } from "../../translations/ledger/rights.ts";
import {
  countOpen,
  currentVersion,
  isHeld,
  isStale,
  openProposals,
  type PassageState,
  isWithdrawn,
} from "../../translations/ledger/state.ts";
import { histories, inRole, plain, STREAM, take, type History } from "../help/histories.ts";
import { bareWork, opening } from "../help/store-contract.ts";
import { longWork } from "../help/long-work.ts";
import { listsOf } from "../help/own-lists.ts";
import { bring, correct, sharings } from "../help/made-works.ts";
import { plan } from "../../translations/plan/plan.ts";
import { evolve, NOTHING, replay, recordsOfAct } from "../help/one-passage.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-reading-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

const WORKS = ["nip14", "other"];

/** Histories of several passages, whose proposals have ids of their own. */
const several = fc.array(histories(12), { minLength: 1, maxLength: 3 });

interface Told {
  work: string;
  passage: string;
  state: PassageState;
}

/** A store in which each history is that of a passage of its own, one act of each after another. */
async function storeOf(all: readonly History[]) {
  const db = openSqlite(join(folder, `${++files}.db`));
  // Hundreds of commits, and nothing here is about the disk.
  db.pragma("synchronous = OFF");
  const store = sqliteStore(db);
  for (const id of WORKS) await bring(store, bareWork(id));
  const told: Told[] = [];
  const waiting = all.map(({ records }, index) => {
    const place = { work: WORKS[index % 2]!, passage: `s${index}` };
    return { place, acts: actsOf(records, index), kept: [] as LedgerRecord[] };
  });
  for (let round = 0; waiting.some(({ acts }) => acts.length > round); round++)
    for (const { place, acts, kept } of waiting) {
      const act = acts[round];
      if (!act) continue;
      const id = `${place.passage}-${round}`;
      const records = recordsOfAct(
        place,
        endsAfter(kept),
        { id, at: act[0]!.at, newSalt: saltsFrom(id) },
        act.map(({ event }) => event),
      );
      expect(await store.append(records)).toEqual({ ok: true });
      kept.push(...records);
    }
  for (const { place, kept } of waiting) told.push({ ...place, state: replay(kept) });
  return { db, store, told };
}

/** The acts of a history, its proposals called after their passage, and said of it. */
function actsOf(records: readonly LedgerRecord[], index: number): LedgerRecord[][] {
  const acts = new Map<string, LedgerRecord[]>();
  for (const record of records) {
    const { event } = record;
    const moved = JSON.parse(JSON.stringify(event).replaceAll(STREAM.passage, `s${index}`)) as typeof event;
    const own = "proposal" in moved && moved.proposal ? { ...moved, proposal: `${moved.proposal}-${index}` } : moved;
    acts.set(record.act.id, [...(acts.get(record.act.id) ?? []), { ...record, event: own }]);
  }
  return [...acts.values()];
}

/** Line by line what happened in a work, by its records alone: what is of one act and kind is one line, the newest first. */
function linesOf(records: readonly Numbered[], work: string, owners: boolean): HappenedRow[] {
  const lines = new Map<string, HappenedRow>();
  for (const { number, record } of records) {
    const of = partsOf(record.stream)!;
    const told = happeningOf(record.event);
    if (of.work !== work || !told || (isForOwners(told.kind) && !owners)) continue;
    const key = `${record.act.id} ${told.kind}`;
    const before = lines.get(key);
    const passage = of.kind === "passage" ? of.id : told.passage;
    const { at, event } = record;
    const whose = { by: doneBy(event), whom: aboutWhom(event) };
    const line = { ...told, ...whose, passage, number, at, count: 1 };
    lines.set(key, before ? { ...before, count: before.count + 1 } : line);
  }
  return [...lines.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || b.number - a.number);
}

test("what happened is a line for all that is of one kind and was decided at once, page by page, to owners and to others", async () => {
  let toOwners = 0;
  await fc.assert(
    fc.asyncProperty(several, fc.integer({ min: 1, max: 5 }), fc.boolean(), async (all, most, owners) => {
      const { db, store } = await storeOf(all);
      const records = await store.since(0, 10_000);
      for (const work of WORKS) {
        const lines: HappenedRow[] = [];
        let last: number | null = null;
        for (let after: number | null = 0; after !== null;) {
          const asked = { from: "", to: "", since: 0, after, owners };
          const { lines: some, next, span } = await readingOf(db).happened(work, asked, most);
          // The spans of the pages follow each other without a gap, and each holds its own lines.
          if (last !== null) expect(span.to).toBe(last);
          for (const { at } of some) expect(Date.parse(at) >= span.from && Date.parse(at) <= span.to).toBe(true);
          last = span.from;
          lines.push(...some);
          after = next;
        }
        toOwners += lines.filter(({ kind }) => isForOwners(kind)).length;
        expect(lines).toEqual(linesOf(records, work, owners));
      }
      await store.close();
    }),
    { numRuns: 20 },
  );
  expect(toOwners).toBeGreaterThan(0);
});

test("an act whose records come one after another, each to a program that has just started, makes the same lines", async () => {
  await fc.assert(
    fc.asyncProperty(several, async (all) => {
      const { db, store } = await storeOf(all);
      const records = await store.since(0, 10_000);
      const kept = rowsIn(db);
      db.exec("DELETE FROM reading_happened");
      for (const record of records) happened.fold(db)([record]);
      expect(rowsIn(db)).toEqual(kept);
      await store.close();
    }),
    { numRuns: 10 },
  );
});

test("it says what the records say, whatever has happened", async () => {
  await fc.assert(
    fc.asyncProperty(several, async (all) => {
      const { db, store, told } = await storeOf(all);
      const reading = readingOf(db);
      const states = told.map(({ state }) => state);
      expect(await reading.open(null)).toEqual(countOpen(states));
      for (const id of WORKS) {
        const own = told.flatMap(({ work, state }) => (work === id ? [state] : []));
        const held = own.filter(({ versions }) => versions.some(isHeld)).length;
        expect(await reading.work(id)).toEqual({ ...countOpen(own), held });
        const listed = (await reading.works()).get(id);
        if (listed) expect(listed).toEqual(await reading.work(id));
      }
      for (const { work, passage, state } of told) {
        const newest = await reading.newest({ work, passage });
        const { versions } = state;
        expect(newest?.versions ?? 0).toBe(versions.length);
        expect(newest?.notes ?? 0).toBe(versions.reduce((sum, { notes }) => sum + notes.length, 0));
        if (newest && versions.at(-1)!.supplied === null)
          expect(evolve(NOTHING, newest.record).versions[0]).toEqual(versions.at(-1));
        const current = currentVersion(state);
        const read = (await reading.read(work, ["nothing", passage])).get(passage);
        expect(read).toEqual(
          current && {
            notes: newest!.notes,
            current: {
              number: current.number,
              base: current.base,
              words: current.words && { rendering: current.words.rendering },
            },
          },
        );
        const counts = countOpen([state]);
        const some = counts.waiting + counts.written > 0;
        expect((await reading.openIn(work)).get(passage)).toEqual(some ? counts : undefined);
      }
      const open = states.flatMap((state) =>
        state.proposals.flatMap((proposal) => (proposal.status === "open" ? [{ state, proposal }] : [])),
      );
      const { lines, next } = await reading.queue(null, 0, 100);
      expect(next).toBeNull();
      expect(lines.map(({ id }) => id).sort()).toEqual(open.map(({ proposal }) => proposal.id).sort());
      for (const line of lines) {
        const { state, proposal } = open.find((each) => each.proposal.id === line.id)!;
        const { summary, proposers, notes, at } = proposal.submission!;
        const { kind, base, status, passage } = proposal;
        // What revises the current version is not stale, and of one translation nothing else is left to be asked.
        const beside = isStale(state, proposal, "");
        expect(line).toMatchObject({ kind, status, parts: [{ passage, base, beside }] });
        expect(line.rivals).toBe(state.proposals.filter(({ status }) => status === "open").length - 1);
        expect(line.submission).toEqual({ summary, proposers, notes: notes.length, at });
      }
      for (const account of ["ann", "ben", "chi"]) {
        const begun = states.flatMap(openProposals).filter(({ openedBy }) => openedBy.id === account);
        expect(await reading.undecidedOf(inRole("translator", account))).toBe(begun.length);
        const own = states.flatMap((state) =>
          openProposals(state).filter((proposal) => isWriter(proposal, { id: account })),
        );
        const written = await reading.writtenBy(inRole("reader", account), 100);
        expect(written.map(({ id }) => id).sort()).toEqual(own.map(({ id }) => id).sort());
        for (const { id, sentBack } of written) {
          const { status, returns, ...proposal } = own.find((each) => each.id === id)!;
          const last = status === "draft" ? returns.at(-1)?.by.id : undefined;
          expect(sentBack).toBe(last !== undefined && !isWriter(proposal, { id: last }));
        }
        for (const role of ["reviewer", "owner"] as const) {
          const theirs = open.filter(({ proposal }) => rightsIn(proposal, { id: account, name: "", role }).decide);
          const decidable = await reading.decidable(inRole(role, account), 100);
          expect(decidable.map(({ id }) => id)).toEqual(
            lines.map(({ id }) => id).filter((id) => theirs.some(({ proposal }) => proposal.id === id)),
          );
        }
      }
      await store.close();
    }),
    { numRuns: 40 },
  );
});

test("no question looks through all that was ever proposed, of which most is decided", async () => {
  const db = openSqlite(join(folder, `${++files}.db`));
  const store = sqliteStore(db);
  const prepare = vi.spyOn(db, "prepare");
  readingOf(db);
  const asked = prepare.mock.calls.map(([sql]) => sql).filter((sql) => sql.includes("reading_proposal"));
  prepare.mockRestore();
  expect(asked.length).toBeGreaterThan(5);
  for (const sql of asked) {
    const steps = stepsOf(db.prepare.bind(db), sql);
    expect(steps.filter((step) => /^SCAN reading_proposal(?! USING INDEX)/.test(step))).toEqual([]);
  }
  await store.close();
});

/** How SQLite finds what a statement asks for. */
function stepsOf(prepare: Database["prepare"], sql: string): string[] {
  const given = (sql.match(/\?/g) ?? []).map(() => "");
  const named = Object.fromEntries([...sql.matchAll(/:([a-z]+)/g)].map(([, name]) => [name, ""]));
  const plan = prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
  return plan.all(...given, ...(Object.keys(named).length > 0 ? [named] : [])).map(({ detail }) => detail);
}

/** All ids of a list, two at a time: none twice, and none left out. */
async function whole(reading: Reading, visitor: Actor, list: OwnList): Promise<string[]> {
  const ids: string[] = [];
  let next: number | null = 0;
  while (next !== null) {
    const page: Awaited<ReturnType<Reading["own"]>> = await reading.own(visitor, list, next, 2);
    ids.push(...page.lines.map(({ id }) => id));
    next = page.next;
  }
  return ids;
}

function countsOf<Key extends string>(keys: readonly Key[]): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
}

const ALL_WAITING: QueueAsked = { work: "", person: "", mine: false, newest: false };
const SENT_BACK = { type: "return-proposal", reason: "Not yet." } as const;

test("somebody's own proposals stand on the lists on which the ledger's rules have them", async () => {
  const seen = countsOf(OWN_LISTS);
  await fc.assert(
    fc.asyncProperty(histories(40), async (history) => {
      // What is sent back is seldom left there: of what waits at the end, it is.
      for (const { id: proposal } of openProposals(history.state).slice(1))
        take(
          history,
          { actor: inRole("owner", "chi"), command: { ...SENT_BACK, proposal } },
          "2026-03-01T08:00:00.000Z",
        );
      const { db, store, told } = await storeOf([history]);
      const reading = readingOf(db);
      const proposals = told.flatMap(({ state }) => state.proposals);
      for (const actor of ["ann", "ben", "chi"].flatMap((id) => ROLES.map((role) => inRole(role, id)))) {
        const counts = await reading.ownCounts(actor);
        for (const list of OWN_LISTS) {
          const meant = proposals.filter((proposal) => listsOf(proposal, actor).includes(list)).map(({ id }) => id);
          const ids = await whole(reading, actor, list);
          expect(ids.toSorted()).toEqual(meant.toSorted());
          expect(counts[list]).toBe(ids.length);
          seen[list] += ids.length;
        }
      }
      expectSameAnew(db);
      await store.close();
    }),
    { numRuns: 40 },
  );
  expect(Object.entries(seen).filter(([, times]) => times === 0)).toEqual([]);
}, 60_000);

test("of what is asked over all works each visitor learns what is in those that they may read, by their role in each", async () => {
  const VISITORS = [null, ...ROLES.flatMap((role) => [inRole(role, "ann"), inRole(role, "ben")])];
  const seen = { hidden: 0, promoted: 0, decided: 0 };
  const shared = fc.array(fc.tuple(fc.constantFrom(...WORKS), sharings), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(several, shared, async (all, said) => {
      const { db, store, told } = await storeOf(all);
      const [reading, desk] = [readingOf(db), openDesk(store)];
      for (const [id, sharing] of said) {
        const { share } = sharing((await store.work(id))!);
        const made = share.type === "give-role" ? { ...share, person: { id: "ann", name: "Ann" } } : share;
        expect(await desk.share(id, made, inRole("owner"))).toMatchObject({ ok: true });
      }
      for (const visitor of VISITORS) {
        const roles = new Map<string, Role | null>();
        for (const id of WORKS) roles.set(id, roleIn(await desk.access(id), visitor));
        const own = told.filter(({ work }) => roles.get(work) !== null);
        seen.hidden += told.length - own.length;
        expect(await reading.open(visitor)).toEqual(countOpen(own.map(({ state }) => state)));
        const all = own.flatMap(({ work, state }) => openProposals(state).map((proposal) => ({ work, proposal })));
        const queued = (await reading.queue(visitor, 0, 100)).lines.map(({ id }) => id);
        expect(queued.toSorted()).toEqual(
          all.flatMap(({ proposal: { id, status } }) => (status === "open" ? [id] : [])).sort(),
        );
        const revised = await reading.revised(visitor, 100, 1_000_000);
        const everywhere = await reading.revised(inRole("owner", "olive"), 100, 1_000_000);
        expect(revised).toEqual(everywhere.filter(({ work }) => roles.get(work) !== null));
        if (!visitor) continue;
        const begun = all.filter(({ proposal }) => proposal.openedBy.id === visitor.id);
        expect(await reading.undecidedOf(visitor)).toBe(begun.length);
        const written = (await reading.writtenBy(visitor, 100)).map(({ id }) => id);
        const writes = all.filter(({ proposal }) => isWriter(proposal, visitor));
        expect(written.toSorted()).toEqual(writes.map(({ proposal }) => proposal.id).sort());
        const decides = all.filter(
          ({ work, proposal }) => rightsIn(proposal, { ...visitor, role: roles.get(work)! }).decide,
        );
        const decidable = (await reading.decidable(visitor, 100)).map(({ id }) => id);
        expect(decidable.toSorted()).toEqual(decides.map(({ proposal }) => proposal.id).sort());
        const some = async (only: Partial<QueueAsked>) =>
          (await reading.queue(visitor, 0, 100, { ...ALL_WAITING, ...only })).lines.map(({ id }) => id);
        for (const { id, hand } of (await reading.queue(visitor, 0, 100)).lines)
          expect(hand).toBe(all.some(({ proposal }) => proposal.id === id && hadAHand(proposal, visitor)));
        expect(await some({ mine: true })).toEqual(decidable);
        expect(await some({ newest: true })).toEqual(queued.toReversed());
        const bens = all.flatMap(({ proposal }) =>
          proposal.credited.some(({ id }) => id === "ben") ? [proposal.id] : [],
        );
        expect(await some({ person: "ben" })).toEqual(queued.filter((id) => bens.includes(id)));
        const inWork = new Set(all.flatMap(({ work, proposal }) => (work === "other" ? [proposal.id] : [])));
        expect(await some({ work: "other" })).toEqual(queued.filter((id) => inWork.has(id)));
        const proposals = own.flatMap(({ work, state }) => state.proposals.map((proposal) => ({ work, proposal })));
        const counts = await reading.ownCounts(visitor);
        for (const list of OWN_LISTS) {
          const meant = proposals.filter(({ work, proposal }) =>
            listsOf(proposal, { ...visitor, role: roles.get(work)! }).includes(list),
          );
          const ids = await whole(reading, visitor, list);
          expect(ids.toSorted()).toEqual(meant.map(({ proposal }) => proposal.id).sort());
          expect(counts[list]).toBe(ids.length);
          if (list === "decide") seen.decided += ids.length;
        }
        seen.promoted += decides.filter(({ work }) => !atLeast(visitor.role, roles.get(work)!)).length;
      }
      await store.close();
    }),
    { numRuns: 40 },
  );
  expect(Object.entries(seen).filter(([, times]) => times === 0)).toEqual([]);
}, 120_000);

test("which version is current is said by what was recorded or chosen last, not by the highest number", async () => {
  const db = openSqlite(join(folder, `${++files}.db`));
  const store = sqliteStore(db);
  await bring(store, bareWork(STREAM.work));
  const version = (number: number, madeCurrent: boolean): LedgerEvent => ({
    ...{ type: "version-recorded", number, madeCurrent, base: null, words: null, contributors: [], date: "2022-01-24" },
    ...{ publishedIn: [], rationale: "", notes: [], provenance: "Known.", proposal: null },
    review: { kind: "recorded", by: { name: "Ann" } },
  });
  const making = { id: "both", at: "2026-11-24T08:00:00.000Z", newSalt: saltsFrom("both") };
  const records = recordsOfAct(STREAM, new Map(), making, [version(1, true), version(2, false)]);
  expect(await store.append(records)).toEqual({ ok: true });
  expect(currentVersion(replay(await store.records(STREAM)))).toMatchObject({ number: 1 });
  expect(await readingOf(db).newest(STREAM)).toMatchObject({ versions: 2, record: { event: { number: 1 } } });
  await store.append(recordsOfAct(STREAM, endsAfter(records), { ...making, id: "third" }, [version(3, true)]));
  expect(currentVersion(replay(await store.records(STREAM)))).toMatchObject({ number: 3 });
  expect(await readingOf(db).newest(STREAM)).toMatchObject({ versions: 3, record: { event: { number: 3 } } });
  const choice = fc.record({ what: fc.constantFrom("record", "choose", "withdraw"), which: fc.nat(20) });
  const law = fc.array(choice, { minLength: 1, maxLength: 6 });
  let [acts, last] = [0, 3];
  const by = { name: "Ann" };
  await fc.assert(
    fc.asyncProperty(law, async (choices) => {
      for (const { what, which } of choices) {
        const standing = replay(await store.records(STREAM)).versions.filter((each) => !isWithdrawn(each));
        const number = standing[which % Math.max(1, standing.length)]?.number;
        const event: LedgerEvent =
          what === "record" || number === undefined
            ? version(++last, true)
            : { type: what === "choose" ? "version-chosen" : "version-withdrawn", number, reason: "Better.", by };
        const ends = endsAfter(await store.recordsOfWork(STREAM.work));
        await store.append(recordsOfAct(STREAM, ends, { ...making, id: `choice-${++acts}` }, [event]));
      }
      const kept = await store.records(STREAM);
      const { versions } = replay(kept);
      const current = currentVersion({ versions });
      if (choices.at(-1)!.what === "record") expect(current).toMatchObject({ number: last });
      const newest = await readingOf(db).newest(STREAM);
      if (current) {
        const counted = versions.filter((each) => !isWithdrawn(each)).length;
        expect(newest).toMatchObject({ versions: counted, record: { event: { number: current.number } } });
      } else expect(newest).toBeNull();
      expect(versions.filter(isWithdrawn).every(({ words, madeCurrent }) => words === null && !madeCurrent)).toBe(true);
      expect(verified(kept)).toEqual([]);
    }),
    { numRuns: 20 },
  );
  expectSameAnew(db);
  await store.close();
});

test("made anew of the records alone it is the same, to the row", async () => {
  await fc.assert(
    fc.asyncProperty(several, async (all) => {
      const { db, store } = await storeOf(all);
      expectSameAnew(db);
      await store.close();
    }),
    { numRuns: 25 },
  );
});

test("so are works, also one of more records than are read at once, and one that was described otherwise since", async () => {
  const db = openSqlite(join(folder, `${++files}.db`));
  db.pragma("synchronous = OFF");
  const store = sqliteStore(db);
  const long = longWork({ books: 2, chapters: 2, verses: 150 });
  await bring(store, long);
  await bring(store, { ...plan.work, id: "other" });
  await correct(store, { ...long, title: "Again", passages: [...long.passages].reverse() });
  expectSameAnew(db);
  expect((await store.works()).map(({ title }) => title)).toEqual(["Again", plan.work.title]);
  await store.close();
});

describe("a store that is opened", () => {
  test("makes anew what has another version, or was never made, and nothing else", async () => {
    const file = join(folder, `${++files}.db`);
    const db = openSqlite(file);
    const store = sqliteStore(db);
    await bring(store, bareWork("nip14"));
    await store.append(opening(STREAM, "p", "one"));
    const before = rowsIn(db);
    db.exec("DELETE FROM reading_proposal; UPDATE projection SET version = 0 WHERE name = 'proposals'");
    db.exec("UPDATE reading_passage SET versions = 7");
    bringUp(db, PROJECTIONS);
    db.exec("UPDATE reading_passage SET versions = 0");
    expect(rowsIn(db)).toEqual(before);
    await store.close();
  });

  test.each(["ALTER TABLE reading_passage ADD COLUMN more TEXT", "DROP TABLE reading_writer"])(
    "makes anew what has its version, but not its tables: %s",
    async (harm) => {
      const db = openSqlite(join(folder, `${++files}.db`));
      const store = sqliteStore(db);
      await bring(store, bareWork("nip14"));
      await store.append(opening(STREAM, "p", "one"));
      const before = rowsIn(db);
      db.exec(harm);
      bringUp(db, PROJECTIONS);
      expect(rowsIn(db)).toEqual(before);
      await store.close();
    },
  );

  describe("ahead, while another program goes on", () => {
    /** A store whose projections a newer program would read otherwise. */
    const behind = async () => {
      const db = openSqlite(join(folder, `${++files}.db`));
      const store = sqliteStore(db);
      await bring(store, bareWork("nip14"));
      await store.append(opening(STREAM, "p", "one"));
      db.exec("UPDATE projection SET version = version - 1");
      return { db, store };
    };
    const ahead = (db: Database, projections: typeof PROJECTIONS = PROJECTIONS) => {
      const beside = openSqlite(aheadOf(db.name));
      makeAhead(beside, db.name, projections, () => undefined);
      beside.close();
    };
    test("they are taken by the next start, with what came since, and the file is gone", async () => {
      const { db, store } = await behind();
      ahead(db);
      await store.append(opening({ ...STREAM, passage: "4-1" }, "q"));
      const before = rowsIn(db);
      const again = openSqlite(db.name);
      bringUp(again, PROJECTIONS);
      expect(staleIn(again, PROJECTIONS)).toEqual([]);
      again.close();
      expect(rowsIn(db)).toEqual(before);
      expect(existsSync(aheadOf(db.name))).toBe(false);
      expectSameAnew(db);
      await store.close();
    });

    test("the records that it was made of are not read again", async () => {
      const { db, store } = await behind();
      ahead(db);
      const before = rowsIn(db);
      db.exec("DROP TRIGGER record_never_changes");
      db.prepare("UPDATE record SET body = ? WHERE number = 4").run(packed("{"));
      bringUp(db, PROJECTIONS);
      expect(rowsIn(db)).toEqual(before);
      await store.close();
    });

    test.each([
      ["half of it", (db: Database) => db.exec("DROP TABLE ahead")],
      ["another version's", (db: Database) => db.exec("UPDATE ahead SET version = version + 1")],
      ["tables of another shape", (db: Database) => db.exec("ALTER TABLE reading_passage ADD COLUMN more TEXT")],
    ])("%s is nothing: they are made anew", async (_, harm) => {
      const { db, store } = await behind();
      ahead(db);
      const beside = openSqlite(aheadOf(db.name));
      beside.exec("UPDATE reading_passage SET versions = 7");
      harm(beside);
      beside.close();
      const before = rowsIn(db);
      bringUp(db, PROJECTIONS);
      expect(rowsIn(db)).toEqual(before);
      expect(existsSync(aheadOf(db.name))).toBe(false);
      await store.close();
    });

    test("some alone are made, and an older program's start leaves them for the newer one", async () => {
      const { db, store } = await behind();
      db.exec("UPDATE projection SET version = version + 1 WHERE name <> 'happened'");
      const stale = staleIn(db, PROJECTIONS);
      expect(stale.map(({ name }) => name)).toEqual(["happened"]);
      ahead(db, stale);
      const older = PROJECTIONS.map((each) => (each === happened ? { ...each, version: each.version - 1 } : each));
      bringUp(db, older);
      expect(existsSync(aheadOf(db.name))).toBe(true);
      const before = rowsIn(db);
      bringUp(db, PROJECTIONS);
      expect(rowsIn(db)).toEqual(before);
      await store.close();
    });
  });

  test("finds the rows that it changes without looking through all of them", async () => {
    const db = openSqlite(join(folder, `${++files}.db`));
    const store = sqliteStore(db);
    const plans: string[] = [];
    const prepare = db.prepare.bind(db);
    // The tables in which they grow are there for as long as the rows are made.
    const spied = vi.spyOn(db, "prepare").mockImplementation((sql: string) => {
      if (sql.includes("reading_")) plans.push(...stepsOf(prepare, sql).map((step) => `${step}: ${sql}`));
      return prepare(sql);
    });
    rebuild(db, PROJECTIONS);
    spied.mockRestore();
    expect(plans.length).toBeGreaterThan(20);
    expect(plans.filter((plan) => /^(?:SCAN|SEARCH) reading_\w+\b(?! USING)/.test(plan))).toEqual([]);
    await store.close();
  });

  test("that fails on its way leaves the rows that were there, and makes them at the next start", async () => {
    const db = openSqlite(join(folder, `${++files}.db`));
    const store = sqliteStore(db);
    await bring(store, bareWork("nip14"));
    await store.append(opening(STREAM, "p"));
    const before = rowsIn(db);
    db.exec("CREATE TABLE taken (name TEXT)");
    // Where rows grow the name is free.
    const broken = PROJECTIONS.map((each) => {
      const indices = each.name === "proposals" ? { ...each.indices, taken: "reading_part (work)" } : each.indices;
      return { ...each, version: each.version + 1, indices };
    });
    const other = openSqlite(db.name);
    expect(() => rebuild(other, broken)).toThrow(/taken/);
    other.close();
    expect(rowsIn(db)).toEqual(before);
    await store.append(opening({ ...STREAM, passage: "4-1" }, "q"));
    const again = openSqlite(db.name);
    bringUp(again, PROJECTIONS);
    again.close();
    expect(await readingOf(db).open(null)).toEqual({ waiting: 0, written: 2 });
    await store.close();
  });
});

test.each(["{", '{"event":{"type":"version-recorded"}}'])(
  "where a record can't be read it is named, and the rows that were there stay: %s",
  async (body) => {
    const db = openSqlite(join(folder, `${++files}.db`));
    const store = sqliteStore(db);
    await bring(store, bareWork("nip14"));
    await store.append(opening(STREAM, "p", "one"));
    const before = rowsIn(db);
    db.exec("DROP TRIGGER record_never_changes");
    db.prepare("UPDATE record SET body = ? WHERE number = 4").run(packed(body));
    const other = openSqlite(db.name);
    expect(() => rebuild(other, PROJECTIONS)).toThrow(`Record 4 of the ledger, in proposal/${STREAM.work}/p`);
    other.close();
    expect(rowsIn(db)).toEqual(before);
    await store.close();
  },
);

test("of the passages that were revised last those come whose versions are short, the newest first", async () => {
  const db = openSqlite(join(folder, `${++files}.db`));
  const store = sqliteStore(db);
  await bring(store, bareWork("nip14"));
  const revised = async (passage: string, text: string) => {
    const place = { work: "nip14", passage };
    const desk = openDesk(store);
    for (const [base, words] of [
      [null, "Old words."],
      [1, text],
    ] as const) {
      const facts = { base, rendering: plain(words), rationale: "", notes: [], ...RECORDED };
      expect(await desk.execute(place, { type: "record-version", passage, facts }, inRole("owner"))).toMatchObject({
        ok: true,
      });
    }
  };
  await revised("s0", "New words.");
  await revised("s1", "厘清".repeat(5_000));
  await revised("s2", "Newer words.");
  const passages = async (most: number, bytes: number) =>
    (await readingOf(db).revised(null, most, bytes)).map(({ passage }) => passage);
  expect(await passages(9, 20_000)).toEqual(["s2", "s0"]);
  expect(await passages(9, 200_000)).toEqual(["s2", "s1", "s0"]);
  expect(await passages(1, 20_000)).toEqual(["s2"]);
  await store.close();
});

const RECORDED = {
  contributors: [{ name: "Ann", role: "translator" as const }],
  date: "2022-01-24",
  publishedIn: [],
  provenance: "As published.",
};

test("of what somebody writes the newest comes first", async () => {
  const db = openSqlite(join(folder, `${++files}.db`));
  const store = sqliteStore(db);
  await bring(store, bareWork("nip14"));
  for (const id of ["b", "c", "a"]) await store.append(opening({ work: "nip14", passage: `in-${id}` }, id));
  expect((await readingOf(db).writtenBy(inRole("reader", "ada"), 2)).map(({ id }) => id)).toEqual(["a", "c"]);
  await store.close();
});

test("a queue goes on where it stopped, and what comes in meanwhile is behind its end", async () => {
  const db = openSqlite(join(folder, `${++files}.db`));
  const store = sqliteStore(db);
  const reading = readingOf(db);
  await bring(store, bareWork("nip14"));
  const submit = async (id: string) => {
    const place = { work: "nip14", passage: `in-${id}` };
    const opened = opening(place, id);
    await store.append(opened);
    const event = {
      type: "proposal-submitted" as const,
      proposal: id,
      summary: `理顺 ${id}`,
    };
    const rendering = { type: "doc", content: [{ type: "paragraph" }] } as never;
    const act = { id: `submit-${id}`, at: "2026-11-26T08:00:00.000Z", newSalt: saltsFrom(id) };
    await store.append(
      recordsOfAct(place, endsAfter(opened), act, [
        { ...event, parts: [{ passage: place.passage, rendering, notes: [], proposers: [] }] },
      ]),
    );
  };
  for (const id of ["a", "b", "c", "d", "e"]) await submit(id);
  const seen: ProposalLine[] = [];
  let next: number | null = 0;
  while (next !== null) {
    const page: Awaited<ReturnType<typeof reading.queue>> = await reading.queue(null, next, 2);
    seen.push(...page.lines);
    if (next === 0) await submit("f");
    next = page.next;
  }
  expect(seen.map(({ id }) => id)).toEqual(["a", "b", "c", "d", "e", "f"]);
  expect(seen[2]!.submission?.summary).toBe("理顺 c");
  await store.putAway("nip14", "2026-11-26T09:00:00.000Z");
  expect([await reading.open(null), (await reading.queue(null, 0, 9)).lines]).toEqual([{ waiting: 0, written: 0 }, []]);
  expect(await reading.work("nip14")).toMatchObject({ waiting: 6 });
  await store.close();
});
