/**
 * The logs of drafts in the store's SQLite file. Every method is one transaction, and what it added is on disk when its
 * promise resolves.
 */
import type { Database } from "better-sqlite3";
import type { Making } from "../reading/projection.ts";
import type { Place } from "../../translations/ledger/record.ts";
import {
  broughtIn,
  decidedBy,
  isDecisive,
  type LedgerEvent,
  type StepsAfterwards,
} from "../../translations/ledger/events.ts";
import { answer } from "../store/answer.ts";
import type {
  Checkpoint,
  DraftClient,
  DraftedPart,
  DraftEnd,
  DraftLog,
  DraftLogEffects,
  DraftUpdate,
  LoggedUpdate,
  NewUpdate,
  OpenedDraft,
  Stretch,
  Thinned,
  Untouched,
} from "../store/draft-log.ts";
import { GroupCommit, type SyncFile } from "./group-commit.ts";
import { STEPS_SETTING } from "../store/settings.ts";

/** SQLite's own word for no LIMIT. */
const ALL = -1;

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
  draft: string;
  updates: readonly NewUpdate[];
}

/** The world around a log of drafts on a disk. */
export interface SqliteEffects extends DraftLogEffects {
  /** The wait for the disk; the system's own if it is not given. */
  toDisk?: SyncFile;
  /** Told how far what pages read of many passages is made, where an update of the program needs it anew. */
  told?: Making;
}

export class SqliteDraftLog implements DraftLog {
  readonly #db: Database;
  readonly #sql: ReturnType<typeof statements>;
  readonly #effects: SqliteEffects;
  readonly #appends: GroupCommit<Append>;

  constructor(db: Database, effects: SqliteEffects) {
    this.#db = db;
    this.#effects = effects;
    this.#sql = statements(db);
    this.#appends = new GroupCommit(db, (append) => this.#append(append), effects.toDisk);
  }

  /**
   * Notes what a record of the ledger says of drafts. To be called within the transaction that adds the record: a proposal
   * without a draft could not be written, a decision without its note would leave it to later settings what becomes of the
   * steps, and either without its record would be untrue.
   */
  recorded(event: LedgerEvent): void {
    if (event.type === "proposal-opened" || event.type === "part-added")
      for (const { passage } of broughtIn(event))
        this.#sql.add.run(this.#effects.newDraft(event.proposal), event.proposal, passage);
    if (isDecisive(event))
      for (const passage of decidedBy(event)) this.#sql.noteSteps.run(STEPS_SETTING, event.proposal, passage);
  }

  /**
   * Deletes the steps of what is decided about a passage: what is taken out of it was written in them. To be called within
   * the transaction that adds the record of that.
   */
  takeOut({ work, passage }: Place): void {
    for (const draft of this.#sql.decidedOf.all(work, passage)) {
      this.#drop(draft);
      this.#sql.unbegin.run(draft);
    }
  }

  of(proposal: string, passage: string | null = null): Promise<string[]> {
    return answer(() => this.#sql.of.all({ proposal, passage }));
  }

  partOf(draft: string): Promise<DraftedPart | null> {
    return answer(() => this.#sql.partOf.get(draft) ?? null);
  }

  /** Resolves once nothing waits for the disk. */
  async settled(): Promise<void> {
    await this.#appends.end();
  }

  log(draft: string, after = 0, most = ALL): Promise<LoggedUpdate[]> {
    return answer(() => this.#sql.log.all(draft, after, most).map(parseLogged));
  }

  open(draft: string): Promise<OpenedDraft> {
    return answer(() => this.#db.transaction(() => this.#open(draft)).deferred());
  }

  #open(draft: string): OpenedDraft {
    const kept = this.#sql.checkpoint.get(draft);
    const tail = this.#sql.tail.all(draft, kept?.through ?? 0).map(parseUpdate);
    const clients = this.#sql.clients.all(draft);
    return { checkpoint: kept ? { updates: kept.updates, state: new Uint8Array(kept.state) } : null, tail, clients };
  }

  checkpoint(draft: string, checkpoint: Checkpoint): Promise<boolean> {
    return answer(() => this.#db.transaction(() => this.#checkpoint(draft, checkpoint)).immediate());
  }

  /** Only what was added since the last checkpoint is counted: a log may be long. */
  #checkpoint(draft: string, { updates, state }: Checkpoint): boolean {
    const kept = this.#sql.checkpoint.get(draft);
    const since = this.#sql.since.get(draft, kept?.through ?? 0)!;
    if (since.through === null || (kept?.updates ?? 0) + since.updates !== updates) return false;
    this.#sql.saveCheckpoint.run(draft, updates, since.through, state);
    return true;
  }

  isBegun(draft: string): Promise<boolean> {
    return answer(() => this.#sql.isBegun.get(draft) !== undefined);
  }

  stepsAfter(draft: string): Promise<StepsAfterwards | null> {
    return answer(() => this.#sql.stepsAfter.get(draft) ?? null);
  }

  stepsDecided(draft: string): Promise<string | null> {
    return answer(() => this.#sql.stepsDecided.get(draft) ?? null);
  }

  notEnded(): Promise<string[]> {
    return answer(() => this.#sql.notEnded.all());
  }

  async end(draft: string, steps: StepsAfterwards, instead?: DraftEnd): Promise<boolean> {
    this.#db.pragma("secure_delete = ON");
    try {
      return await answer(() => this.#db.transaction(() => this.#end(draft, steps, instead)).immediate());
    } finally {
      this.#db.pragma("secure_delete = OFF");
    }
  }

  #end(draft: string, steps: StepsAfterwards, instead: DraftEnd | undefined): boolean {
    if (this.#sql.isBegun.get(draft) === undefined || this.#sql.stepsAfter.get(draft)) return false;
    if (instead && !this.#putInstead(draft, instead)) return false;
    this.#sql.end.run(steps, draft);
    return true;
  }

  /** What takes the log's place is never looked through for thinning. */
  #putInstead(draft: string, { log, last }: DraftEnd): boolean {
    if (this.#sql.nthLast.get(draft, 0) !== last) return false;
    this.#drop(draft);
    for (const { bytes, at } of log) this.#sql.addUpdate.run(draft, null, at, bytes);
    this.#sql.saveLength.run(log.length, draft);
    this.#sql.saveThinned.run(this.#sql.nthLast.get(draft, 0) ?? last, draft);
    return true;
  }

  #drop(draft: string): void {
    this.#sql.dropCheckpoint.run(draft);
    this.#sql.dropLog.run(draft);
    this.#sql.dropAuthors.run(draft);
    this.#sql.dropClients.run(draft);
  }

  begin(draft: string, { bytes, by, clients = [] }: NewUpdate): Promise<boolean> {
    return answer(() =>
      this.#db
        .transaction(() => {
          if (this.#sql.partOf.get(draft) === undefined)
            throw new RangeError(`begin: there is no draft "${draft}". Record that its proposal was opened first.`);
          const began = this.#sql.begin.run(draft).changes === 1;
          if (!began) return false;
          this.#sql.addUpdate.run(draft, by, this.#effects.now(), Buffer.from(bytes));
          this.#sql.saveLength.run(1, draft);
          for (const { client, account } of clients) this.#sql.addClient.run(draft, client, account);
          return true;
        })
        .immediate(),
    );
  }

  append(draft: string, updates: readonly NewUpdate[]): Promise<void> {
    return this.#appends.add({ draft, updates });
  }

  #append({ draft, updates }: Append): void {
    if (this.#sql.isBegun.get(draft) === undefined)
      throw new RangeError(`append: the draft "${draft}" was never begun. Begin it from its seed.`);
    const at = this.#effects.now();
    this.#sql.lengthen.run(updates.length, draft);
    for (const { bytes, by, clients = [] } of updates) {
      const { lastInsertRowid } = this.#sql.addUpdate.run(draft, by, at, bytes);
      if (by !== null) this.#sql.addAuthor.run(draft, by, lastInsertRowid);
      for (const { client, account } of clients) this.#sql.addClient.run(draft, client, account);
    }
  }

  toThin(): Promise<string[]> {
    return answer(() => this.#sql.toThin.all());
  }

  thinnable(draft: string, untouched: Untouched): Promise<(Stretch & { updates: number }) | null> {
    return answer(() => this.#db.transaction(() => this.#thinnable(draft, untouched)).deferred());
  }

  #thinnable(draft: string, { updates: last, after: late }: Untouched): (Stretch & { updates: number }) | null {
    const after = this.#sql.thinned.get(draft) ?? 0;
    const covered = this.#sql.checkpoint.get(draft)?.through ?? 0;
    const beforeLast = this.#sql.nthLast.get(draft, last) ?? 0;
    const firstLate = this.#sql.firstLate.get(draft, after, late) ?? Infinity;
    const through = this.#sql.lastUntil.get(draft, after, Math.min(covered, beforeLast, firstLate - 1)) ?? null;
    return through === null ? null : { after, through, updates: this.#sql.countOf.get(draft, after, through)! };
  }

  thin(draft: string, stretch: Stretch, steps: readonly Thinned[]): Promise<boolean> {
    return answer(() => this.#db.transaction(() => this.#thin(draft, stretch, steps)).immediate());
  }

  /** All is looked at before anything is changed. */
  #thin(draft: string, { after, through }: Stretch, steps: readonly Thinned[]): boolean {
    const covered = this.#sql.checkpoint.get(draft)?.through ?? 0;
    if (this.#sql.thinned.get(draft) !== after || through <= after || through > covered) return false;
    const spans = steps.map(({ first, last }) => this.#sql.span.get(draft, first, last)!);
    const fits = ({ first, last, count }: Thinned, at: number) =>
      first > (steps[at - 1]?.last ?? after) && last <= through && spans[at]!.count === count && isOne(spans[at]!);
    if (!steps.every(fits)) return false;
    steps.forEach(({ first, last, bytes }, at) => {
      const since = this.#sql.sinceOf.get(first) ?? null;
      this.#sql.replaceUpdate.run(bytes, since, spans[at]!.updates, draft, last);
      this.#sql.dropUpdates.run(draft, first, last);
    });
    this.#sql.saveThinned.run(through, draft);
    return true;
  }

  authors(draft: string): Promise<string[]> {
    return answer(() => this.#sql.authors.all(draft));
  }
}

const LOG = `SELECT ordinal, bytes, account, at, coalesce(since, at) AS since, updates FROM draft_update
  WHERE draft = ? AND ordinal > ? ORDER BY ordinal LIMIT ?`;

/** The whole log of a draft, for those who only look at a file. */
export function loggedUpdates(db: Database, draft: string): LoggedUpdate[] {
  return db.prepare<[string, number, number], LogRow>(LOG).all(draft, 0, ALL).map(parseLogged);
}

function statements(db: Database) {
  return {
    log: db.prepare<[string, number, number], LogRow>(LOG),
    tail: db.prepare<[string, number], UpdateRow>(
      "SELECT bytes, account FROM draft_update WHERE draft = ? AND ordinal > ? ORDER BY ordinal",
    ),
    since: db.prepare<[string, number], { updates: number; through: number | null }>(
      "SELECT count(*) AS updates, max(ordinal) AS through FROM draft_update WHERE draft = ? AND ordinal > ?",
    ),
    checkpoint: db.prepare<[string], CheckpointRow>(
      "SELECT updates, through, state FROM draft_checkpoint WHERE draft = ?",
    ),
    saveCheckpoint: db.prepare<[string, number, number, Uint8Array]>(
      `INSERT INTO draft_checkpoint (draft, updates, through, state) VALUES (?, ?, ?, ?)
       ON CONFLICT (draft) DO UPDATE SET updates = excluded.updates, through = excluded.through, state = excluded.state`,
    ),
    add: db.prepare<[string, string, string]>("INSERT INTO draft (id, proposal, passage) VALUES (?, ?, ?)"),
    of: db
      .prepare<[{ proposal: string; passage: string | null }], string>(
        "SELECT id FROM draft WHERE proposal = :proposal AND passage = coalesce(:passage, passage) ORDER BY rowid",
      )
      .pluck(),
    partOf: db.prepare<[string], DraftedPart>("SELECT proposal, passage FROM draft WHERE id = ?"),
    isBegun: db.prepare<[string], number>("SELECT 1 FROM draft WHERE id = ? AND begun = 1").pluck(),
    stepsAfter: db.prepare<[string], StepsAfterwards | null>("SELECT steps_after FROM draft WHERE id = ?").pluck(),
    noteSteps: db.prepare<[string, string, string]>(
      "UPDATE draft SET steps_decided = COALESCE((SELECT value FROM setting WHERE name = ?), '') WHERE proposal = ? AND passage = ?",
    ),
    stepsDecided: db.prepare<[string], string | null>("SELECT steps_decided FROM draft WHERE id = ?").pluck(),
    notEnded: db.prepare<[], string>("SELECT id FROM draft WHERE begun = 1 AND steps_after IS NULL").pluck(),
    end: db.prepare<[string, string]>("UPDATE draft SET steps_after = ? WHERE id = ?"),
    dropCheckpoint: db.prepare<[string]>("DELETE FROM draft_checkpoint WHERE draft = ?"),
    dropLog: db.prepare<[string]>("DELETE FROM draft_update WHERE draft = ?"),
    dropClients: db.prepare<[string]>("DELETE FROM draft_client WHERE draft = ?"),
    clients: db.prepare<[string], DraftClient>("SELECT client, account FROM draft_client WHERE draft = ?"),
    addClient: db.prepare<[string, number, string | null]>(
      "INSERT INTO draft_client (draft, client, account) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    ),
    decidedOf: db
      .prepare<[string, string], string>(
        `SELECT draft.id FROM draft JOIN part USING (proposal, passage)
         WHERE work = ? AND passage = ? AND (steps_decided IS NOT NULL OR steps_after IS NOT NULL)`,
      )
      .pluck(),
    unbegin: db.prepare<[string]>(
      "UPDATE draft SET begun = 0, updates = 0, thinned = 0, steps_after = 'dropped' WHERE id = ?",
    ),
    dropAuthors: db.prepare<[string]>("DELETE FROM draft_author WHERE draft = ?"),
    begin: db.prepare<[string]>("UPDATE draft SET begun = 1 WHERE id = ? AND begun = 0"),
    addUpdate: db.prepare<[string, string | null, number | null, Uint8Array]>(
      "INSERT INTO draft_update (draft, account, at, bytes) VALUES (?, ?, ?, ?)",
    ),
    saveLength: db.prepare<[number, string]>("UPDATE draft SET updates = ? WHERE id = ?"),
    lengthen: db.prepare<[number, string]>("UPDATE draft SET updates = updates + ? WHERE id = ?"),
    toThin: db
      .prepare<[], string>("SELECT id FROM draft JOIN draft_checkpoint ON draft = id WHERE through > thinned")
      .pluck(),
    thinned: db.prepare<[string], number>("SELECT thinned FROM draft WHERE id = ?").pluck(),
    saveThinned: db.prepare<[number, string]>("UPDATE draft SET thinned = ? WHERE id = ?"),
    nthLast: db
      .prepare<[string, number], number>(
        "SELECT ordinal FROM draft_update WHERE draft = ? ORDER BY ordinal DESC LIMIT 1 OFFSET ?",
      )
      .pluck(),
    firstLate: db
      .prepare<[string, number, number], number | null>(
        "SELECT min(ordinal) FROM draft_update WHERE draft = ? AND ordinal > ? AND at > ?",
      )
      .pluck(),
    lastUntil: db
      .prepare<[string, number, number], number | null>(
        "SELECT max(ordinal) FROM draft_update WHERE draft = ? AND ordinal > ? AND ordinal <= ?",
      )
      .pluck(),
    countOf: db
      .prepare<[string, number, number], number>(
        "SELECT count(*) FROM draft_update WHERE draft = ? AND ordinal > ? AND ordinal <= ?",
      )
      .pluck(),
    span: db.prepare<[string, number, number], Span>(
      `SELECT count(*) AS count, sum(updates) AS updates, count(DISTINCT account) AS accounts,
         sum(account IS NULL) AS servers
       FROM draft_update WHERE draft = ? AND ordinal BETWEEN ? AND ?`,
    ),
    sinceOf: db
      .prepare<[number], number | null>("SELECT coalesce(since, at) FROM draft_update WHERE ordinal = ?")
      .pluck(),
    replaceUpdate: db.prepare<[Uint8Array, number | null, number, string, number]>(
      "UPDATE draft_update SET bytes = ?, since = ?, updates = ? WHERE draft = ? AND ordinal = ?",
    ),
    dropUpdates: db.prepare<[string, number, number]>(
      "DELETE FROM draft_update WHERE draft = ? AND ordinal >= ? AND ordinal < ?",
    ),
    addAuthor: db.prepare<[string, string, number | bigint]>(
      "INSERT INTO draft_author (draft, account, first) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    ),
    authors: db.prepare<[string], string>("SELECT account FROM draft_author WHERE draft = ? ORDER BY first").pluck(),
  };
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
