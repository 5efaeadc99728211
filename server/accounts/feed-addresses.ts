/**
 * The secret address of somebody's own feed: who has it reads what is told to them, and what waits for them, without signing in.
 * There is one at most for each account, and only its SHA-256 is kept.
 */
import type { Database } from "better-sqlite3";
import type { Actor } from "../../translations/ledger/roles.ts";
import { actor, type Row } from "./rows.ts";
import { hashOf, newToken } from "./token.ts";

export class FeedAddresses {
  readonly #db: Database;
  readonly #now: () => number;

  /** Makes the table if it is not there yet. The table of accounts must be there. */
  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
    db.exec(`CREATE TABLE IF NOT EXISTS feed_address (
      person TEXT PRIMARY KEY,
      hash TEXT NOT NULL UNIQUE,
      made INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`);
  }

  /** A new one of `person`; the one before opens nothing from then on. */
  make(person: string): string {
    const token = newToken();
    this.#db
      .prepare(
        `INSERT INTO feed_address (person, hash, made) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET hash = excluded.hash, made = excluded.made`,
      )
      .run(person, hashOf(token), this.#now());
    return token;
  }

  /** When the one that `person` has was made, as an ISO 8601 instant; null if they have none. */
  made(person: string): string | null {
    const made = this.#db
      .prepare<[string], number>("SELECT made FROM feed_address WHERE person = ?")
      .pluck()
      .get(person);
    return made === undefined ? null : new Date(made).toISOString();
  }

  /** Takes it away. */
  drop(person: string): void {
    this.#db.prepare("DELETE FROM feed_address WHERE person = ?").run(person);
  }

  /** Whose feed stands there, as they are now; null: nobody's, or of an account that is closed. */
  find(token: string): Actor | null {
    const hash = hashOf(token);
    if (hash === null) return null;
    const row = this.#db
      .prepare<[string], Row>(
        `SELECT u.id, u.name, u.email, u.role, u.parts, u.createdAt FROM feed_address f
         JOIN user u ON u.id = f.person AND u.closed IS NULL WHERE f.hash = ?`,
      )
      .get(hash);
    return row ? actor(row) : null;
  }
}
