/** The store in a SQLite database: works and the ledger; the logs of drafts beside them. Every method is one transaction. */
import type { Database } from "better-sqlite3";
import { partsOf, type End, type LedgerRecord, type Numbered, type Place } from "../../translations/ledger/record.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { PROJECTIONS } from "../reading/projections.ts";
import type { Projection } from "../reading/projection.ts";
import { isRemoval } from "../../translations/ledger/events.ts";
import { besideWithout } from "../../translations/ledger/removals.ts";
import { actsOf, broughtTo, cameTo, movedOn, placesOf, refuseBroken, workBroughtIn, type Kept } from "../store/acts.ts";
import { answer } from "../store/answer.ts";
import { descriptionsIn } from "../store/descriptions.ts";
import { endsIn, type Ends } from "../store/ends.ts";
import { parsedWorks, type ParsedWorks } from "./parsed.ts";
import { packed } from "../store/packed.ts";
import { ABOUT, besideText, keptOf, numberedIn, recordIn, RECORDS, SEEN, type RecordRow } from "../store/rows.ts";
import { SqliteStage } from "./sqlite-stage.ts";
import { SqliteDraftLog, type SqliteEffects } from "./sqlite-draft-log.ts";
import type { Appended, ReadBefore, Shelved, Store } from "../store/store.ts";
import { noteTraces, wipeTraces } from "./traces.ts";
import { unwritable, type Unwritable } from "../store/unwritable.ts";

/** After so many milliseconds it is tried again to wipe what removals have left. */
const AGAIN = 5_000;

/** What a trial of the disk writes, in bytes: a stretch of typing needs less, a checkpoint often more. */
const TRIAL = 65_536;

/** The store in a database whose tables are up to date. Closing it closes the database. */
export class SqliteStore implements Store {
  readonly #db: Database;
  readonly #sql: ReturnType<typeof statements>;
  readonly #ends: Ends;
  readonly #parsed: ParsedWorks;
  readonly #kept: Kept;
  readonly #folds: ReturnType<Projection["fold"]>[];
  readonly drafts: SqliteDraftLog;
  readonly stage: SqliteStage;
  #wiping: ReturnType<typeof setTimeout> | undefined;

  constructor(db: Database, effects: SqliteEffects) {
    this.#db = db;
    this.#sql = statements(db);
    this.#ends = endsIn(db);
    this.#parsed = parsedWorks(descriptionsIn(db));
    this.#kept = {
      hasWork: (id) => this.#sql.isOpen.get(id) !== undefined,
      last: (stream) => this.#sql.last.get(stream),
      passagesOf: (proposal) => this.#sql.partsOf.all(proposal),
      proposalsOn: ({ work, passage }) => this.#sql.proposalsOn.all(work, passage),
      cameBehind: (number, work) => this.#sql.cameBehind.get(number, work),
    };
    this.#folds = PROJECTIONS.map(({ fold }) => fold(db, (id) => this.#parsed.known(id)));
    this.drafts = new SqliteDraftLog(db, effects);
    const within = {
      shelve: (work: string, run: string) => this.#shelve(work, run),
      append: (act: readonly LedgerRecord[]) => this.#appendWhole(act, { ...this.#kept, hasWork: () => true }),
      ends: this.#ends,
    };
    this.stage = new SqliteStage(db, within, () => effects.now());
    this.#wipe();
  }

  works(): Promise<Work[]> {
    return answer(() => this.#sql.works.all().map((id) => this.#parsed.work(id)!));
  }

  work(id: string): Promise<Work | null> {
    return this.#parsed.workInTurns(id);
  }

  shelf(): Promise<Shelved[]> {
    return answer(() => this.#sql.shelf.all().map(({ id, away }) => ({ work: this.#parsed.work(id)!, away })));
  }

  bringIn(records: readonly LedgerRecord[]): Promise<boolean> {
    return answer(() => {
      const work = workBroughtIn(records);
      // What needs no lock is done before it is taken: other processes wait meanwhile.
      const acts = [...actsOf(records)];
      acts.forEach(refuseBroken);
      return this.#db.transaction(() => this.#bringIn(work, acts)).immediate();
    });
  }

  #bringIn(work: string, acts: readonly (readonly LedgerRecord[])[]): boolean {
    if (this.#sql.hasWork.get(work) !== undefined) return false;
    this.#shelve(work, null);
    for (const act of acts) this.#appendWhole(act);
    return true;
  }

  #shelve(work: string, run: string | null): void {
    this.#sql.addWork.run(work, run);
    this.#ends.shelved(work);
  }

  /** @throws RangeError if it can't be added. */
  #appendWhole(act: readonly LedgerRecord[], kept: Kept = this.#kept): void {
    const appended = this.#append(act, kept);
    if (!appended.ok) throw new RangeError(`bringIn: the records of "${appended.moved}" don't follow each other`);
  }

  putAway(id: string, at: string | null): Promise<boolean> {
    return answer(() =>
      this.#db
        .transaction(() => {
          const done = this.#sql.putAway.run(at, id).changes === 1;
          if (done) this.#ends.shelved(id);
          return done;
        })
        .immediate(),
    );
  }

  records(place: Place): Promise<LedgerRecord[]> {
    return answer(() => this.#sql.records.all(place).map(recordIn));
  }

  stream(name: string, after = 0, most = -1): Promise<LedgerRecord[]> {
    return answer(() => this.#sql.stream.all(name, after, most).map(recordIn));
  }

  end(stream: string): Promise<End | null> {
    return answer(() => this.#sql.end.get(stream) ?? null);
  }

  proposalsOn({ work, passage }: Place): Promise<string[]> {
    return answer(() => this.#sql.proposalsOn.all(work, passage));
  }

  threadsOn(on: Place | { work: string; proposal: string }): Promise<string[]> {
    return answer(() =>
      "proposal" in on
        ? this.#sql.threadsOfProposal.all(on.work, on.proposal)
        : this.#sql.threadsOn.all(on.work, on.passage),
    );
  }

  termsOf(work: string): Promise<string[]> {
    const before = `term/${work}/`;
    // "0" comes next after "/".
    return answer(() =>
      this.#sql.termsOf.all(work, before, `term/${work}0`).map((stream) => stream.slice(before.length)),
    );
  }

  recordsOfWork(work: string): Promise<LedgerRecord[]> {
    return answer(() => this.#sql.recordsOfWork.all(work).map(recordIn));
  }

  through(): Promise<number> {
    return answer(() => this.#sql.through.get() ?? 0);
  }

  since(number: number, most: number): Promise<Numbered[]> {
    return answer(() => this.#sql.since.all(number, most).map(numberedIn));
  }

  passagesOf(proposal: string): Promise<Place[]> {
    return answer(() => this.#sql.passagesOf.all(proposal));
  }

  append(records: readonly LedgerRecord[], read?: ReadBefore): Promise<Appended> {
    return answer(() => {
      refuseBroken(records);
      // What is folded into its description then begins from what it is now.
      if (records[0]) this.#parsed.work(partsOf(records[0].stream)?.work ?? "");
      const appended = this.#db.transaction(() => this.#append(records, this.#kept, read)).immediate();
      if (appended.ok && records.some(({ event }) => isRemoval(event))) this.#wipe();
      return appended;
    });
  }

  /** Within a transaction: one act, whole, or nothing of it. */
  #append(act: readonly LedgerRecord[], kept: Kept = this.#kept, read?: ReadBefore): Appended {
    const moved = movedOn(act, kept) ?? (read ? cameTo(read, kept) : null);
    if (moved !== null) return { ok: false, moved };
    const added = act.map((record) => this.#add(record));
    this.#ends.recorded(act);
    for (const fold of this.#folds) fold(added);
    return { ok: true };
  }

  #add(record: LedgerRecord): Numbered {
    const { event, stream, position, body, digest } = record;
    const { kind, work, id } = partsOf(stream)!;
    const places = broughtTo(record);
    if (event.type === "proposal-opened") this.#sql.addProposal.run(event.proposal, work);
    if (kind === "proposal") for (const { passage } of places) this.#sql.addPart.run(id, work, passage);
    const kept = this.#sql.addRecord.run(work, stream, position, packed(body), Buffer.from(digest, "hex"));
    const number = Number(kept.lastInsertRowid);
    this.#sql.addEnclosed.run(number, besideText(record.beside));
    this.drafts.recorded(event);
    if (isRemoval(event)) this.#takeOut(record);
    return { number, record };
  }

  /** Within a transaction: deletes what a removal says, and the steps in which it was written. */
  #takeOut(removal: LedgerRecord): void {
    for (const row of this.#sql.before.all(removal.stream, removal.position)) {
      const beside = besideWithout(keptOf(row), removal);
      if (beside === null) continue;
      this.#sql.saveEnclosed.run(besideText(beside), row.number);
      const { was } = recordIn(row);
      if (was !== undefined) this.#sql.emptyFirst.run(was);
    }
    for (const place of placesOf(removal, this.#kept)) this.drafts.takeOut(place);
    // What came of an errand may hold a record as it was.
    this.#sql.forgetErrands.run(partsOf(removal.stream)!.work);
    noteTraces(this.#db);
  }

  /** Wipes what removals have left in the files; where that can't be done yet, it is tried again. */
  #wipe(): void {
    clearTimeout(this.#wiping);
    if (!this.#db.open || wiped(this.#db)) return;
    this.#wiping = setTimeout(() => this.#wipe(), AGAIN).unref();
  }

  async tryWriting(): Promise<Unwritable | null> {
    try {
      await answer(() => this.#db.transaction(() => this.#try()).immediate());
      return null;
    } catch (error) {
      const reason = unwritable(error);
      if (reason === null) throw error;
      return reason;
    }
  }

  #try(): void {
    this.#sql.addTrial.run(TRIAL);
    this.#sql.dropTrials.run();
  }

  async close(): Promise<void> {
    clearTimeout(this.#wiping);
    await this.drafts.settled();
    this.#db.close();
  }
}

/**
 * True if no traces are left. A removal is done, and stays so, whatever keeps the file from being written anew: a disk
 * without room, say. As long as it is so, the doctor tells.
 */
function wiped(db: Database): boolean {
  try {
    return wipeTraces(db);
  } catch {
    return false;
  }
}

function statements(db: Database) {
  return {
    works: db.prepare<[], string>("SELECT id FROM work WHERE away IS NULL AND staged IS NULL ORDER BY ordinal").pluck(),
    shelf: db.prepare<[], { id: string; away: string | null }>(
      "SELECT id, away FROM work WHERE staged IS NULL ORDER BY ordinal",
    ),
    putAway: db.prepare<[string | null, string]>("UPDATE work SET away = ? WHERE id = ? AND staged IS NULL"),
    hasWork: db.prepare<[string], number>("SELECT 1 FROM work WHERE id = ?").pluck(),
    isOpen: db.prepare<[string], number>("SELECT 1 FROM work WHERE id = ? AND staged IS NULL").pluck(),
    addWork: db.prepare<[string, string | null]>("INSERT INTO work (id, staged) VALUES (?, ?)"),
    records: db.prepare<[Place], RecordRow>(`${RECORDS} WHERE ${ABOUT} AND ${SEEN} ORDER BY number`),
    stream: db.prepare<[string, number, number], RecordRow>(
      `${RECORDS} WHERE stream = ? AND position > ? AND ${SEEN} ORDER BY position LIMIT ?`,
    ),
    end: db.prepare<[string], End>(
      `SELECT position, lower(hex(digest)) AS digest FROM record WHERE stream = ? AND ${SEEN}
       ORDER BY position DESC LIMIT 1`,
    ),
    proposalsOn: db
      .prepare<[string, string], string>(
        `SELECT proposal FROM part WHERE work = ? AND passage = ? AND ${SEEN} ORDER BY rowid`,
      )
      .pluck(),
    threadsOn: db
      .prepare<[string, string], string>(
        `SELECT thread FROM reading_thread WHERE work = ? AND passage = ? AND proposal IS NULL AND ${SEEN} ORDER BY opened`,
      )
      .pluck(),
    threadsOfProposal: db
      .prepare<[string, string], string>(
        `SELECT thread FROM reading_thread WHERE work = ? AND proposal = ? AND ${SEEN} ORDER BY opened`,
      )
      .pluck(),
    termsOf: db
      .prepare<[string, string, string], string>(
        `SELECT stream FROM stream_end WHERE work = ? AND stream > ? AND stream < ? AND ${SEEN} ORDER BY stream`,
      )
      .pluck(),
    recordsOfWork: db.prepare<[string], RecordRow>(`${RECORDS} WHERE work = ? AND ${SEEN} ORDER BY number`),
    since: db.prepare<[number, number], RecordRow>(`${RECORDS} WHERE number > ? AND ${SEEN} ORDER BY number LIMIT ?`),
    cameBehind: db
      .prepare<[number, string], string>("SELECT stream FROM record WHERE number > ? AND work = ? LIMIT 1")
      .pluck(),
    through: db.prepare<[], number | null>("SELECT max(number) FROM record").pluck(),
    last: db.prepare<[string], End & { number: number }>(
      "SELECT number, position, lower(hex(digest)) AS digest FROM record WHERE stream = ? ORDER BY position DESC LIMIT 1",
    ),
    addRecord: db.prepare<[string, string, number, Buffer, Buffer]>(
      "INSERT INTO record (work, stream, position, body, digest) VALUES (?, ?, ?, ?, ?)",
    ),
    addEnclosed: db.prepare<[number, string]>("INSERT INTO enclosed (number, beside) VALUES (?, ?)"),
    saveEnclosed: db.prepare<[string, number]>("UPDATE enclosed SET beside = ? WHERE number = ?"),
    before: db.prepare<[string, number], RecordRow>(`${RECORDS} WHERE stream = ? AND position < ? ORDER BY position`),
    emptyFirst: db.prepare<[string]>("UPDATE first_record SET event = '' WHERE digest = ?"),
    forgetErrands: db.prepare<[string]>("DELETE FROM errand WHERE work = ? AND came IS NOT NULL"),
    partsOf: db.prepare<[string], Place>("SELECT work, passage FROM part WHERE proposal = ? ORDER BY rowid"),
    passagesOf: db.prepare<[string], Place>(
      `SELECT work, passage FROM part WHERE proposal = ? AND ${SEEN} ORDER BY rowid`,
    ),
    addProposal: db.prepare<[string, string]>("INSERT INTO proposal (id, work) VALUES (?, ?)"),
    addPart: db.prepare<[string, string, string]>("INSERT INTO part (proposal, work, passage) VALUES (?, ?, ?)"),
    addTrial: db.prepare<[number]>("INSERT INTO trial (bytes) VALUES (zeroblob(?))"),
    dropTrials: db.prepare("DELETE FROM trial"),
  };
}
