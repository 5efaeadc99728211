/**
 * The store in one SQLite file. Every method is one transaction, and what it added is on disk when its promise
 * resolves. What the tables are stands in `migrations/`; the accounts keep tables of their own in the same file.
 */
import type { Database } from "better-sqlite3";
import { Database as Sqlite } from "./driver.ts";
import {
  isDecisive,
  type LedgerEvent,
  type LedgerRecord,
  type StepsAfterwards,
} from "../../translations/ledger/events.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { canonicalJson } from "../../translations/text/json.ts";
import { endsIn, type Ends } from "./ends.ts";
import { fileProblem } from "./folder.ts";
import { GroupCommit } from "./group-commit.ts";
import { migrate } from "./migrate.ts";
import { keepPrivate } from "./private.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { STEPS_SETTING } from "./settings.ts";
import type {
  Checkpoint,
  DraftClient,
  DraftEnd,
  DraftUpdate,
  LoggedUpdate,
  NewUpdate,
  OpenedDraft,
  Shelved,
  Store,
  Stream,
  Stretch,
  Thinned,
  Untouched,
} from "./store.ts";
import { unwritable, type Unwritable } from "./unwritable.ts";

/** How long a writer waits for another process before it gives up, in milliseconds. */
const PATIENCE = 5_000;

/** SQLite's own word for no LIMIT. */
const ALL = -1;

/** What a trial of the disk writes, in bytes: a stretch of typing needs less, a checkpoint often more. */
const TRIAL = 65_536;

/**
 * Opens a database file, made if it is not there, so that a commit is on the disk itself when it returns
 * (write-ahead log, `synchronous=FULL`), foreign keys hold, and triggers also see `INSERT OR REPLACE`.
 * @throws FolderUnusable if the file may not be written or is no database; what SQLite says if it can't be opened at all,
 *   or lies where a write-ahead log can't be kept.
 */
export function openSqlite(file: string): Database {
  const db = fileOf(file);
  try {
    const journal = db.pragma("journal_mode = WAL", { simple: true });
    if (journal !== "wal" && journal !== "memory")
      throw new Error(`${file} lies on a disk that can't keep a write-ahead log. Put the data folder on a local disk.`);
    for (const setting of ["synchronous = FULL", "fullfsync = ON", "foreign_keys = ON", "recursive_triggers = ON"])
      db.pragma(setting);
    return db;
  } catch (cause) {
    db.close();
    throw fileProblem(file, cause);
  }
}

function fileOf(file: string): Database {
  try {
    if (file !== ":memory:") keepPrivate(file);
    return new Sqlite(file, { timeout: PATIENCE });
  } catch (cause) {
    throw fileProblem(file, cause);
  }
}

/**
 * The store in `db`, its tables brought up to date first. Closing the store closes `db`.
 * @param now the clock that dates the updates of drafts, in milliseconds since 1970.
 * @throws UnknownTables if a newer program has written there.
 */
export function sqliteStore(db: Database, now: () => number = Date.now): Store {
  migrate(db, MIGRATIONS);
  return new SqliteStore(db, now);
}

interface RecordRow {
  work: string;
  passage: string;
  position: number;
  at: string;
  event: string;
  previous: string | null;
  digest: string;
}

interface UpdateRow {
  bytes: Buffer;
  account: string | null;
}

interface LogRow extends UpdateRow {
  ordinal: number;
  at: number | null;
  since: number | null;
  updates: number;
}

/** What stands between two ordinals of a log. */
interface Span {
  count: number;
  updates: number;
  accounts: number;
  /** How many of them are the server's. */
  servers: number;
}

interface CheckpointRow {
  updates: number;
  /** The ordinal of the last update that it stands for. */
  through: number;
  state: Buffer;
}

interface Append {
  proposal: string;
  updates: readonly NewUpdate[];
}

type Last = Pick<LedgerRecord, "position" | "digest">;

class SqliteStore implements Store {
  readonly #db: Database;
  readonly #sql: ReturnType<typeof statements>;
  readonly #now: () => number;
  readonly #ends: Ends;
  readonly #appends: GroupCommit<Append>;

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
    this.#sql = statements(db);
    this.#ends = endsIn(db);
    this.#appends = new GroupCommit(db, (append) => this.#appendToDraft(append));
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
    if (isDecisive(event)) this.#sql.noteSteps.run(STEPS_SETTING, event.proposal);
  }

  draft(proposal: string, after = 0, most = ALL): Promise<LoggedUpdate[]> {
    return answer(() => this.#sql.draft.all(proposal, after, most).map(parseLogged));
  }

  openDraft(proposal: string): Promise<OpenedDraft> {
    return answer(() => this.#db.transaction(() => this.#openDraft(proposal)).deferred());
  }

  #openDraft(proposal: string): OpenedDraft {
    const kept = this.#sql.checkpoint.get(proposal);
    const tail = this.#sql.tail.all(proposal, kept?.through ?? 0).map(parseUpdate);
    const clients = this.#sql.clients.all(proposal);
    return { checkpoint: kept ? { updates: kept.updates, state: new Uint8Array(kept.state) } : null, tail, clients };
  }

  checkpointDraft(proposal: string, checkpoint: Checkpoint): Promise<boolean> {
    return answer(() => this.#db.transaction(() => this.#checkpointDraft(proposal, checkpoint)).immediate());
  }

  /** Only what was added since the last checkpoint is counted: a log may be long. */
  #checkpointDraft(proposal: string, { updates, state }: Checkpoint): boolean {
    const kept = this.#sql.checkpoint.get(proposal);
    const since = this.#sql.since.get(proposal, kept?.through ?? 0)!;
    if (since.through === null || (kept?.updates ?? 0) + since.updates !== updates) return false;
    this.#sql.saveCheckpoint.run(proposal, updates, since.through, state);
    return true;
  }

  isBegun(proposal: string): Promise<boolean> {
    return answer(() => this.#sql.hasDraft.get(proposal) !== undefined);
  }

  stepsAfter(proposal: string): Promise<StepsAfterwards | null> {
    return answer(() => this.#sql.stepsAfter.get(proposal) ?? null);
  }

  stepsDecided(proposal: string): Promise<string | null> {
    return answer(() => this.#sql.stepsDecided.get(proposal) ?? null);
  }

  draftsNotEnded(): Promise<string[]> {
    return answer(() => this.#sql.draftsNotEnded.all());
  }

  async endDraft(proposal: string, steps: StepsAfterwards, instead?: DraftEnd): Promise<boolean> {
    this.#db.pragma("secure_delete = ON");
    try {
      return await answer(() => this.#db.transaction(() => this.#endDraft(proposal, steps, instead)).immediate());
    } finally {
      this.#db.pragma("secure_delete = OFF");
    }
  }

  #endDraft(proposal: string, steps: StepsAfterwards, instead: DraftEnd | undefined): boolean {
    if (this.#sql.hasDraft.get(proposal) === undefined || this.#sql.stepsAfter.get(proposal)) return false;
    if (instead && !this.#putInstead(proposal, instead)) return false;
    this.#sql.endDraft.run(steps, proposal);
    return true;
  }

  /** What takes the log's place is never looked through for thinning. */
  #putInstead(proposal: string, { log, last }: DraftEnd): boolean {
    if (this.#sql.nthLast.get(proposal, 0) !== last) return false;
    this.#sql.dropCheckpoint.run(proposal);
    this.#sql.dropLog.run(proposal);
    this.#sql.dropAuthors.run(proposal);
    this.#sql.dropClients.run(proposal);
    for (const { bytes, at } of log) this.#sql.addUpdate.run(proposal, null, at, bytes);
    this.#sql.saveThinned.run(this.#sql.nthLast.get(proposal, 0) ?? last, proposal);
    return true;
  }

  beginDraft(proposal: string, { bytes, by, clients = [] }: NewUpdate): Promise<boolean> {
    return answer(() =>
      this.#db
        .transaction(() => {
          if (this.#sql.streamOf.get(proposal) === undefined)
            throw new RangeError(`beginDraft: there is no proposal "${proposal}". Record that it was opened first.`);
          const began = this.#sql.beginDraft.run(proposal).changes === 1;
          if (!began) return false;
          this.#sql.addUpdate.run(proposal, by, this.#now(), Buffer.from(bytes));
          for (const { client, account } of clients) this.#sql.addClient.run(proposal, client, account);
          return true;
        })
        .immediate(),
    );
  }

  appendToDraft(proposal: string, updates: readonly NewUpdate[]): Promise<void> {
    return this.#appends.add({ proposal, updates });
  }

  #appendToDraft({ proposal, updates }: Append): void {
    if (this.#sql.hasDraft.get(proposal) === undefined)
      throw new RangeError(`appendToDraft: the draft of "${proposal}" was never begun. Begin it from its seed.`);
    const at = this.#now();
    for (const { bytes, by, clients = [] } of updates) {
      const { lastInsertRowid } = this.#sql.addUpdate.run(proposal, by, at, bytes);
      if (by !== null) this.#sql.addAuthor.run(proposal, by, lastInsertRowid);
      for (const { client, account } of clients) this.#sql.addClient.run(proposal, client, account);
    }
  }

  draftsToThin(): Promise<string[]> {
    return answer(() => this.#sql.draftsToThin.all());
  }

  thinnable(proposal: string, untouched: Untouched): Promise<(Stretch & { updates: number }) | null> {
    return answer(() => this.#db.transaction(() => this.#thinnable(proposal, untouched)).deferred());
  }

  #thinnable(proposal: string, { updates: last, after: late }: Untouched): (Stretch & { updates: number }) | null {
    const after = this.#sql.thinned.get(proposal) ?? 0;
    const covered = this.#sql.checkpoint.get(proposal)?.through ?? 0;
    const beforeLast = this.#sql.nthLast.get(proposal, last) ?? 0;
    const firstLate = this.#sql.firstLate.get(proposal, after, late) ?? Infinity;
    const through = this.#sql.lastUntil.get(proposal, after, Math.min(covered, beforeLast, firstLate - 1)) ?? null;
    return through === null ? null : { after, through, updates: this.#sql.countOf.get(proposal, after, through)! };
  }

  thinDraft(proposal: string, stretch: Stretch, steps: readonly Thinned[]): Promise<boolean> {
    return answer(() => this.#db.transaction(() => this.#thinDraft(proposal, stretch, steps)).immediate());
  }

  /** All is looked at before anything is changed. */
  #thinDraft(proposal: string, { after, through }: Stretch, steps: readonly Thinned[]): boolean {
    const covered = this.#sql.checkpoint.get(proposal)?.through ?? 0;
    if (this.#sql.thinned.get(proposal) !== after || through <= after || through > covered) return false;
    const spans = steps.map(({ first, last }) => this.#sql.span.get(proposal, first, last)!);
    const fits = ({ first, last, count }: Thinned, at: number) =>
      first > (steps[at - 1]?.last ?? after) && last <= through && spans[at]!.count === count && isOne(spans[at]!);
    if (!steps.every(fits)) return false;
    steps.forEach(({ first, last, bytes }, at) => {
      const since = this.#sql.sinceOf.get(first) ?? null;
      this.#sql.replaceUpdate.run(bytes, since, spans[at]!.updates, proposal, last);
      this.#sql.dropUpdates.run(proposal, first, last);
    });
    this.#sql.saveThinned.run(through, proposal);
    return true;
  }

  draftAuthors(proposal: string): Promise<string[]> {
    return answer(() => this.#sql.authors.all(proposal));
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
    await this.#appends.end();
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
    draft: db.prepare<[string, number, number], LogRow>(
      `SELECT ordinal, bytes, account, at, coalesce(since, at) AS since, updates FROM draft_update
       WHERE proposal = ? AND ordinal > ? ORDER BY ordinal LIMIT ?`,
    ),
    tail: db.prepare<[string, number], UpdateRow>(
      "SELECT bytes, account FROM draft_update WHERE proposal = ? AND ordinal > ? ORDER BY ordinal",
    ),
    since: db.prepare<[string, number], { updates: number; through: number | null }>(
      "SELECT count(*) AS updates, max(ordinal) AS through FROM draft_update WHERE proposal = ? AND ordinal > ?",
    ),
    checkpoint: db.prepare<[string], CheckpointRow>(
      "SELECT updates, through, state FROM draft_checkpoint WHERE proposal = ?",
    ),
    saveCheckpoint: db.prepare<[string, number, number, Uint8Array]>(
      `INSERT INTO draft_checkpoint (proposal, updates, through, state) VALUES (?, ?, ?, ?)
       ON CONFLICT (proposal) DO UPDATE SET updates = excluded.updates, through = excluded.through, state = excluded.state`,
    ),
    hasDraft: db.prepare<[string], number>("SELECT 1 FROM draft WHERE proposal = ?").pluck(),
    stepsAfter: db
      .prepare<[string], StepsAfterwards | null>("SELECT steps_after FROM draft WHERE proposal = ?")
      .pluck(),
    noteSteps: db.prepare<[string, string]>(
      "UPDATE draft SET steps_decided = COALESCE((SELECT value FROM setting WHERE name = ?), '') WHERE proposal = ?",
    ),
    stepsDecided: db.prepare<[string], string | null>("SELECT steps_decided FROM draft WHERE proposal = ?").pluck(),
    draftsNotEnded: db.prepare<[], string>("SELECT proposal FROM draft WHERE steps_after IS NULL").pluck(),
    endDraft: db.prepare<[string, string]>("UPDATE draft SET steps_after = ? WHERE proposal = ?"),
    dropCheckpoint: db.prepare<[string]>("DELETE FROM draft_checkpoint WHERE proposal = ?"),
    dropLog: db.prepare<[string]>("DELETE FROM draft_update WHERE proposal = ?"),
    dropClients: db.prepare<[string]>("DELETE FROM draft_client WHERE proposal = ?"),
    clients: db.prepare<[string], DraftClient>("SELECT client, account FROM draft_client WHERE proposal = ?"),
    addClient: db.prepare<[string, number, string | null]>(
      "INSERT INTO draft_client (proposal, client, account) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    ),
    dropAuthors: db.prepare<[string]>("DELETE FROM draft_author WHERE proposal = ?"),
    beginDraft: db.prepare<[string]>("INSERT INTO draft (proposal) VALUES (?) ON CONFLICT DO NOTHING"),
    addUpdate: db.prepare<[string, string | null, number | null, Uint8Array]>(
      "INSERT INTO draft_update (proposal, account, at, bytes) VALUES (?, ?, ?, ?)",
    ),
    draftsToThin: db
      .prepare<[], string>("SELECT proposal FROM draft JOIN draft_checkpoint USING (proposal) WHERE through > thinned")
      .pluck(),
    thinned: db.prepare<[string], number>("SELECT thinned FROM draft WHERE proposal = ?").pluck(),
    saveThinned: db.prepare<[number, string]>("UPDATE draft SET thinned = ? WHERE proposal = ?"),
    nthLast: db
      .prepare<[string, number], number>(
        "SELECT ordinal FROM draft_update WHERE proposal = ? ORDER BY ordinal DESC LIMIT 1 OFFSET ?",
      )
      .pluck(),
    firstLate: db
      .prepare<[string, number, number], number | null>(
        "SELECT min(ordinal) FROM draft_update WHERE proposal = ? AND ordinal > ? AND at > ?",
      )
      .pluck(),
    lastUntil: db
      .prepare<[string, number, number], number | null>(
        "SELECT max(ordinal) FROM draft_update WHERE proposal = ? AND ordinal > ? AND ordinal <= ?",
      )
      .pluck(),
    countOf: db
      .prepare<[string, number, number], number>(
        "SELECT count(*) FROM draft_update WHERE proposal = ? AND ordinal > ? AND ordinal <= ?",
      )
      .pluck(),
    span: db.prepare<[string, number, number], Span>(
      `SELECT count(*) AS count, sum(updates) AS updates, count(DISTINCT account) AS accounts,
         sum(account IS NULL) AS servers
       FROM draft_update WHERE proposal = ? AND ordinal BETWEEN ? AND ?`,
    ),
    sinceOf: db
      .prepare<[number], number | null>("SELECT coalesce(since, at) FROM draft_update WHERE ordinal = ?")
      .pluck(),
    replaceUpdate: db.prepare<[Uint8Array, number | null, number, string, number]>(
      "UPDATE draft_update SET bytes = ?, since = ?, updates = ? WHERE proposal = ? AND ordinal = ?",
    ),
    dropUpdates: db.prepare<[string, number, number]>(
      "DELETE FROM draft_update WHERE proposal = ? AND ordinal >= ? AND ordinal < ?",
    ),
    addTrial: db.prepare<[number]>("INSERT INTO trial (bytes) VALUES (zeroblob(?))"),
    dropTrials: db.prepare("DELETE FROM trial"),
    addAuthor: db.prepare<[string, string, number | bigint]>(
      "INSERT INTO draft_author (proposal, account, first) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    ),
    authors: db.prepare<[string], string>("SELECT account FROM draft_author WHERE proposal = ? ORDER BY first").pluck(),
  };
}

/** Runs `ask` at once; what it throws becomes the promise's rejection. */
function answer<T>(ask: () => T): Promise<T> {
  return new Promise((resolve) => resolve(ask()));
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

/** True if one account, or the server, wrote all of it. */
function isOne({ count, accounts, servers }: Span): boolean {
  return accounts === 0 ? servers === count : accounts === 1 && servers === 0;
}

function parseLogged({ ordinal, at, since, updates, ...row }: LogRow): LoggedUpdate {
  return { ...parseUpdate(row), ordinal, at, since, updates };
}

function parseUpdate({ bytes, account }: UpdateRow): DraftUpdate {
  return { bytes: new Uint8Array(bytes), by: account };
}
