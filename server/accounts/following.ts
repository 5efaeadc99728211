/**
 * What people follow, beside what they follow because they take part in it; and how far each has seen what was told to them. It is
 * nobody else's matter, so it stands here and not in the ledger.
 */
import type { Database } from "better-sqlite3";

/** What somebody said of a thing (as the ledger calls its stream): that they follow it, or (false) that they don't, since a record. */
export interface Said {
  thing: string;
  follows: boolean;
  since: number;
}

/** So many things somebody may say so of. */
export const MOST_FOLLOWED = 2_000;

export class Following {
  readonly #db: Database;

  /** Makes the tables if they are not there yet. */
  constructor(db: Database) {
    this.#db = db;
    db.exec(`CREATE TABLE IF NOT EXISTS following (
      userId TEXT NOT NULL,
      thing TEXT NOT NULL,
      follows INTEGER NOT NULL CHECK (follows IN (0, 1)),
      since INTEGER NOT NULL,
      PRIMARY KEY (userId, thing)
    ) STRICT, WITHOUT ROWID`);
    // '' is who never said: how far the ledger had come when news began to be told.
    db.exec(`CREATE TABLE IF NOT EXISTS news_seen (
      userId TEXT PRIMARY KEY,
      number INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`);
  }

  of(person: string): Said[] {
    return this.#db
      .prepare<[string], Omit<Said, "follows"> & { follows: 0 | 1 }>(
        "SELECT thing, follows, since FROM following WHERE userId = ? ORDER BY thing",
      )
      .all(person)
      .map((row) => ({ ...row, follows: row.follows === 1 }));
  }

  /** What is said again as it stands changes nothing. False if so much was said that no more can be. */
  say(person: string, { thing, follows, since }: Said): boolean {
    const { changes } = this.#db
      .prepare(
        `INSERT INTO following (userId, thing, follows, since)
         SELECT :person, :thing, :follows, :since
         WHERE EXISTS (SELECT 1 FROM following WHERE userId = :person AND thing = :thing)
            OR (SELECT count(*) FROM following WHERE userId = :person) < :most
         ON CONFLICT DO UPDATE SET since = iif(follows = :follows, since, :since), follows = :follows`,
      )
      .run({ person, thing, follows: follows ? 1 : 0, since, most: MOST_FOLLOWED });
    return changes === 1;
  }

  /** The number of the record until which somebody has seen their news. */
  seen(person: string): number {
    return (
      this.#db
        .prepare<[string], number>("SELECT max(number) FROM news_seen WHERE userId IN (?, '')")
        .pluck()
        .get(person) ?? 0
    );
  }

  /** What was seen stays so. `person` "": nobody is told of what was before. */
  see(person: string, number: number): void {
    this.#db
      .prepare(
        `INSERT INTO news_seen (userId, number) VALUES (?, ?)
         ON CONFLICT DO UPDATE SET number = max(number, excluded.number)`,
      )
      .run(person, number);
  }

  /** From which record on news is told, where that was not said before. */
  begin(number: number): void {
    this.#db.prepare("INSERT INTO news_seen (userId, number) VALUES ('', ?) ON CONFLICT DO NOTHING").run(number);
  }

  drop(person: string): void {
    for (const table of ["following", "news_seen"])
      this.#db.prepare(`DELETE FROM ${table} WHERE userId = ?`).run(person);
  }
}
