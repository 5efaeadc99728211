/** The store in a SQLite database: works and the ledger; the logs of drafts beside them. Every method is one transaction. */
import type { Database } from "better-sqlite3";
import type { LedgerEvent, LedgerRecord } from "../../translations/ledger/events.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { canonicalJson } from "../../translations/text/json.ts";
import { answer } from "./answer.ts";
import { endsIn, type Ends } from "./ends.ts";
import { SqliteDraftLog, type DraftLogEffects } from "./sqlite-draft-log.ts";
import type { Shelved, Store, Stream } from "./store.ts";
import { unwritable, type Unwritable } from "./unwritable.ts";

/** What a trial of the disk writes, in bytes: a stretch of typing needs less, a checkpoint often more. */
const TRIAL = 65_536;

interface RecordRow {
  work: string;
  passage: string;
  position: number;
  at: string;
  event: string;
  previous: string | null;
  digest: string;
}

type Last = Pick<LedgerRecord, "position" | "digest">;

/** The store in a database whose tables are up to date. Closing it closes the database. */
export class SqliteStore implements Store {
  readonly #db: Database;
  readonly #sql: ReturnType<typeof statements>;
  readonly #ends: Ends;
  readonly drafts: SqliteDraftLog;

  constructor(db: Database, effects: DraftLogEffects) {
    this.#db = db;
    this.#sql = statements(db);
    this.#ends = endsIn(db);
    this.drafts = new SqliteDraftLog(db, effects);
  }

  works(): Promise<Work[]> {
    return answer(() => this.#sql.works.all().map(parseWork));
  }

  work(id: string): Promise<Work | null> {
    return answer(() => {
      const description = this.#sql.work.get(id);
      return description === undefined ? null : parseWork(description);
    });
  }

  shelf(): Promise<Shelved[]> {
    return answer(() => this.#sql.shelf.all().map(({ description, away }) => ({ work: parseWork(description), away })));
  }

  saveWork(work: Work): Promise<void> {
    return answer(() => this.#db.transaction(() => this.#saveWork(work)).immediate());
  }

  #saveWork(work: Work): void {
    this.#sql.saveWork.run(work.id, canonicalJson(work));
    this.#ends.described(work.id);
  }

  bringIn(work: Work, records: readonly LedgerRecord[]): Promise<boolean> {
    return answer(() => this.#db.transaction(() => this.#bringIn(work, records)).immediate());
  }

  #bringIn(work: Work, records: readonly LedgerRecord[]): boolean {
    if (this.#sql.hasWork.get(work.id) !== undefined) return false;
    const stray = records.find((record) => record.work !== work.id);
    if (stray) throw new RangeError(`bringIn: a record of "${stray.work}" can't come with "${work.id}"`);
    this.#saveWork(work);
    for (const passage of new Set(records.map(({ passage }) => passage))) {
      const own = records.filter((record) => record.passage === passage);
      refuseBroken(own);
      if (!this.#append(own)) throw new RangeError(`bringIn: the records of "${passage}" don't begin with a first one`);
    }
    return true;
  }

  putAway(id: string, at: string | null): Promise<boolean> {
    return answer(() =>
      this.#db
        .transaction(() => {
          const done = this.#sql.putAway.run(at, id).changes === 1;
          if (done) this.#ends.described(id);
          return done;
        })
        .immediate(),
    );
  }

  records({ work, passage }: Stream): Promise<LedgerRecord[]> {
    return answer(() => this.#sql.records.all(work, passage).map(parseRecord));
  }

  recordsOfWork(work: string): Promise<LedgerRecord[]> {
    return answer(() => this.#sql.recordsOfWork.all(work).map(parseRecord));
  }

  streamOf(proposal: string): Promise<Stream | null> {
    return answer(() => this.#sql.streamOf.get(proposal) ?? null);
  }

  append(records: readonly LedgerRecord[]): Promise<boolean> {
    return answer(() => {
      refuseBroken(records);
      return this.#db.transaction(() => this.#append(records)).immediate();
    });
  }

  #append(records: readonly LedgerRecord[]): boolean {
    const [first] = records;
    if (!first) return true;
    if (this.#sql.hasWork.get(first.work) === undefined)
      throw new RangeError(`append: there is no work "${first.work}". Save the work before its records.`);
    if (!follows(first, this.#sql.last.get(first.work, first.passage) ?? null)) return false;
    if (records.some(({ event }) => event.type === "proposal-opened" && this.#sql.streamOf.get(event.proposal)))
      return false;
    for (const record of records) this.#add(record);
    return true;
  }

  #add(record: LedgerRecord): void {
    const { work, passage, position, at, event, previous, digest } = record;
    this.#sql.addRecord.run(work, passage, position, at, event.type, canonicalJson(event), previous, digest);
    this.#ends.recorded(record);
    if (event.type === "proposal-opened") this.#sql.addProposal.run(event.proposal, work, passage, position);
    this.drafts.recorded(event);
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
    await this.drafts.settled();
    this.#db.close();
  }
}

const RECORD = "SELECT work, passage, position, at, event, previous, digest FROM record";

function statements(db: Database) {
  return {
    works: db.prepare<[], string>("SELECT description FROM work WHERE away IS NULL ORDER BY ordinal").pluck(),
    shelf: db.prepare<[], { description: string; away: string | null }>(
      "SELECT description, away FROM work ORDER BY ordinal",
    ),
    putAway: db.prepare<[string | null, string]>("UPDATE work SET away = ? WHERE id = ?"),
    work: db.prepare<[string], string>("SELECT description FROM work WHERE id = ?").pluck(),
    hasWork: db.prepare<[string], number>("SELECT 1 FROM work WHERE id = ?").pluck(),
    saveWork: db.prepare<[string, string]>(
      "INSERT INTO work (id, description) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET description = excluded.description",
    ),
    records: db.prepare<[string, string], RecordRow>(`${RECORD} WHERE work = ? AND passage = ? ORDER BY position`),
    recordsOfWork: db.prepare<[string], RecordRow>(`${RECORD} WHERE work = ? ORDER BY ordinal`),
    last: db.prepare<[string, string], Last>(
      "SELECT position, digest FROM record WHERE work = ? AND passage = ? ORDER BY position DESC LIMIT 1",
    ),
    addRecord: db.prepare<[string, string, number, string, string, string, string | null, string]>(
      "INSERT INTO record (work, passage, position, at, type, event, previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    ),
    streamOf: db.prepare<[string], Stream>("SELECT work, passage FROM proposal WHERE id = ?"),
    addProposal: db.prepare<[string, string, string, number]>(
      "INSERT INTO proposal (id, work, passage, position) VALUES (?, ?, ?, ?)",
    ),
    addTrial: db.prepare<[number]>("INSERT INTO trial (bytes) VALUES (zeroblob(?))"),
    dropTrials: db.prepare("DELETE FROM trial"),
  };
}

function follows(record: LedgerRecord, last: Last | null): boolean {
  return record.position === (last?.position ?? 0) + 1 && record.previous === (last?.digest ?? null);
}

function refuseBroken(records: readonly LedgerRecord[]): void {
  records.forEach((record, index) => {
    const before = records[index - 1];
    if (!before) return;
    if (record.work !== before.work || record.passage !== before.passage)
      throw new RangeError("append: records of one call must be of one passage");
    if (!follows(record, before)) throw new RangeError("append: each record must follow the one before it");
  });
}

function parseWork(description: string): Work {
  return JSON.parse(description) as Work;
}

function parseRecord({ event, ...row }: RecordRow): LedgerRecord {
  return { ...row, event: JSON.parse(event) as LedgerEvent };
}
