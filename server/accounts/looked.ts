/** How far each person has looked through what happened in a work: as they said themselves. */
import type { Database } from "better-sqlite3";

/** Until the record of a number, and when they said so. */
export interface Looked {
  number: number;
  /** ISO 8601 instant. */
  at: string;
}

export class LookedThrough {
  readonly #db: Database;
  readonly #now: () => number;

  /** Makes the table if it is not there yet. */
  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
    db.exec(`CREATE TABLE IF NOT EXISTS looked (
      userId TEXT NOT NULL,
      work TEXT NOT NULL,
      number INTEGER NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (userId, work)
    ) STRICT, WITHOUT ROWID`);
  }

  /** Null of a work that they never said it of. */
  in(person: string, work: string): Looked | null {
    const row = this.#db
      .prepare<[string, string], { number: number; at: number }>(
        "SELECT number, at FROM looked WHERE userId = ? AND work = ?",
      )
      .get(person, work);
    return row ? { number: row.number, at: new Date(row.at).toISOString() } : null;
  }

  /** What was looked through stays so: an older page says nothing anew. */
  say(person: string, work: string, number: number): void {
    this.#db
      .prepare(
        `INSERT INTO looked (userId, work, number, at) VALUES (:person, :work, :number, :at)
         ON CONFLICT DO UPDATE SET number = :number, at = :at WHERE number <= :number`,
      )
      .run({ person, work, number, at: this.#now() });
  }

  drop(person: string): void {
    this.#db.prepare("DELETE FROM looked WHERE userId = ?").run(person);
  }
}
