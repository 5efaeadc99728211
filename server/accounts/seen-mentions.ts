/** Where people were named in what others said, as far as they have seen it. */
import type { Database } from "better-sqlite3";

export class SeenMentions {
  readonly #db: Database;

  /** Makes the table if it is not there yet. */
  constructor(db: Database) {
    this.#db = db;
    db.exec(`CREATE TABLE IF NOT EXISTS seen_mention (
      userId TEXT NOT NULL,
      record INTEGER NOT NULL,
      PRIMARY KEY (userId, record)
    ) STRICT, WITHOUT ROWID`);
  }

  /** Those of the records that somebody has seen. */
  among(person: string, records: readonly number[]): ReadonlySet<number> {
    const seen = this.#db.prepare<[string, string], number>(
      "SELECT record FROM seen_mention WHERE userId = ? AND record IN (SELECT value FROM json_each(?))",
    );
    return new Set(seen.pluck().all(person, JSON.stringify(records)));
  }

  say(person: string, records: readonly number[]): void {
    this.#db
      .prepare("INSERT OR IGNORE INTO seen_mention (userId, record) SELECT ?, value FROM json_each(?)")
      .run(person, JSON.stringify(records));
  }

  /** How many somebody has seen. */
  count(person: string): number {
    return this.#db
      .prepare<[string], number>("SELECT count(*) FROM seen_mention WHERE userId = ?")
      .pluck()
      .get(person)!;
  }

  drop(person: string): void {
    this.#db.prepare("DELETE FROM seen_mention WHERE userId = ?").run(person);
  }
}
