/** The stage in a SQLite database. What takes long is done before a transaction begins, for others wait for its lock. */
import type { Database } from "better-sqlite3";
import { recordOf, type LedgerRecord } from "../../translations/ledger/record.ts";
import { opening } from "../reading/works.ts";
import { actsOf, inPieces, refuseBroken, workBroughtIn } from "../store/acts.ts";
import { answer } from "../store/answer.ts";
import type { Ends } from "../store/ends.ts";
import { besideText } from "../store/rows.ts";
import { besideIn, type Slots } from "../../translations/ledger/enclosures.ts";
import type { Stage, Staged } from "../store/stage.ts";

/** So many characters of a work that is opened are gone through in one step: some milliseconds. */
const STRETCH = 500_000;

/** A record on the stage. */
type Piece = [body: string, digest: string, beside: string][];

/** Of the store, what the stage needs, each within a transaction. */
interface Within {
  /** Adds a work's row. */
  shelve: (work: string, run: string) => void;
  /** Adds an act to a work that nobody sees. @throws RangeError if it can't be added */
  append: (act: readonly LedgerRecord[]) => void;
  ends: Ends;
}

export class SqliteStage implements Stage {
  readonly #db: Database;
  readonly #sql: ReturnType<typeof statements>;
  readonly #within: Within;
  readonly #open: ReturnType<typeof opening>;
  /** The works that are being opened, by their runs: each as far as it was read. */
  readonly #opening = new Map<string, ReturnType<ReturnType<typeof opening>>>();
  /** What takes the pieces of the runs that were begun here. */
  readonly #runs = new Map<string, ReturnType<typeof inPieces>>();
  readonly #now: () => number;

  constructor(db: Database, within: Within, now: () => number) {
    this.#db = db;
    this.#sql = statements(db);
    this.#within = within;
    this.#open = opening(db);
    this.#now = now;
  }

  put(run: string, piece: readonly LedgerRecord[]): Promise<void> {
    return answer(() => {
      actsOf(piece).forEach(refuseBroken);
      const begun = this.#runs.get(run);
      const take = begun ?? inPieces(workBroughtIn(piece));
      take(piece);
      const records = JSON.stringify(
        piece.map(({ body, digest, beside }): Piece[number] => [body, digest, besideText(beside)]),
      );
      this.#write(() => {
        const known = this.#sql.run.get(run);
        if ((known === undefined) !== (begun === undefined))
          throw new RangeError(`put: the run "${run}" was cleared, or is not this stage's`);
        const at = new Date(this.#now()).toISOString();
        if (known) this.#sql.touch.run(at, run);
        else this.#sql.addRun.run(run, workBroughtIn(piece), piece[0]!.act.id, at);
        this.#sql.addPiece.run(run, records);
      });
      this.#runs.set(run, take);
    });
  }

  seal(run: string): Promise<boolean> {
    return answer(() =>
      this.#write(() => {
        const known = this.#sql.run.get(run);
        if (!known || this.#sql.hasWork.get(known.work) !== undefined) return false;
        this.#within.shelve(known.work, run);
        this.#runs.delete(run);
        return true;
      }),
    );
  }

  step(work: string): Promise<boolean> {
    return answer(() => {
      const run = this.#sql.runOf.get(work);
      if (run === undefined || run === null) return false;
      const next = this.#sql.next.get(run);
      if (!next) return this.#finish(work, run);
      const acts = actsOf((JSON.parse(next.records) as Piece).map(recordInPiece));
      // Who goes on with the same work beside this one may have been quicker.
      this.#write(() => {
        if (this.#sql.dropPiece.run(next.number).changes === 1) for (const act of acts) this.#within.append(act);
      });
      return true;
    });
  }

  /** True if there is more to read before the work can be opened. */
  #finish(work: string, run: string): boolean {
    const reading = this.#opening.get(run) ?? this.#open(work);
    // What fails is begun anew.
    this.#opening.delete(run);
    const open = stretchOf(reading);
    if (open) this.#write(() => this.#show(work, run, open));
    else this.#opening.set(run, reading);
    return open === null;
  }

  #show(work: string, run: string, open: () => void): void {
    // Who goes on with the same work beside this one may have been quicker.
    if (this.#sql.runOf.get(work) !== run) return;
    open();
    this.#sql.unstage.run(work);
    this.#within.ends.shelved(work);
    this.#sql.dropRun.run(run);
  }

  works(): Promise<Staged[]> {
    return answer(() => this.#sql.works.all());
  }

  drop(run: string): Promise<boolean> {
    return answer(() =>
      this.#write(() => {
        const known = this.#sql.run.get(run);
        if (!known || this.#sql.runOf.get(known.work) === run) return false;
        this.#runs.delete(run);
        const next = this.#sql.firstPiece.get(run);
        if (next === undefined) this.#sql.dropRun.run(run);
        else this.#sql.dropPiece.run(next);
        return next !== undefined;
      }),
    );
  }

  left(before: string): Promise<string[]> {
    return answer(() => this.#sql.left.all(before));
  }

  #write<T>(write: () => T): T {
    return this.#db.transaction(write).immediate();
  }
}

/** Goes a stretch further with what says how much it has done. What it gives at its end; null before. */
function stretchOf<T>(steps: Generator<number, T>): T | null {
  for (let done = 0; done < STRETCH;) {
    const step = steps.next();
    if (step.done) return step.value;
    done += step.value;
  }
  return null;
}

function recordInPiece([body, digest, beside]: Piece[number]): LedgerRecord {
  return recordOf({ body, digest, beside: besideIn(JSON.parse(beside) as Slots) });
}

function statements(db: Database) {
  return {
    run: db.prepare<[string], { work: string }>("SELECT work FROM bringing WHERE run = ?"),
    addRun: db.prepare<[string, string, string, string]>(
      "INSERT INTO bringing (run, work, act, begun) VALUES (?, ?, ?, ?)",
    ),
    // As long as a run goes on, nobody takes it for one that was left.
    touch: db.prepare<[string, string]>("UPDATE bringing SET begun = ? WHERE run = ?"),
    dropRun: db.prepare<[string]>("DELETE FROM bringing WHERE run = ?"),
    addPiece: db.prepare<[string, string]>("INSERT INTO piece (run, records) VALUES (?, ?)"),
    next: db.prepare<[string], { number: number; records: string }>(
      "SELECT number, records FROM piece WHERE run = ? ORDER BY number LIMIT 1",
    ),
    firstPiece: db.prepare<[string], number>("SELECT number FROM piece WHERE run = ? ORDER BY number LIMIT 1").pluck(),
    dropPiece: db.prepare<[number]>("DELETE FROM piece WHERE number = ?"),
    hasWork: db.prepare<[string], number>("SELECT 1 FROM work WHERE id = ?").pluck(),
    runOf: db.prepare<[string], string | null>("SELECT staged FROM work WHERE id = ?").pluck(),
    unstage: db.prepare<[string]>("UPDATE work SET staged = NULL WHERE id = ?"),
    works: db.prepare<[], Staged>(
      `SELECT id AS work, act, (SELECT count(*) FROM piece WHERE piece.run = bringing.run) AS left
       FROM work JOIN bringing ON run = staged WHERE staged IS NOT NULL ORDER BY ordinal`,
    ),
    left: db
      .prepare<[string], string>(
        "SELECT run FROM bringing WHERE begun < ? AND run NOT IN (SELECT staged FROM work WHERE staged IS NOT NULL) ORDER BY begun",
      )
      .pluck(),
  };
}
