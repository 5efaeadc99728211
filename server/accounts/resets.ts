/** Links at which somebody sets a new password, once. An owner makes them for others. Only a token's SHA-256 is kept. */
import type { Database } from "better-sqlite3";
import { hashOf, newToken } from "./token.ts";

const HOURS = 24;
const HOUR = 60 * 60 * 1000;

export interface Reset {
  hash: string;
  person: string;
  name: string;
  email: string;
  expires: number;
}

export class Resets {
  readonly #db: Database;
  readonly #now: () => number;

  /** Makes the table if it is not there yet. The table of accounts must be there. */
  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
    db.exec(`CREATE TABLE IF NOT EXISTS reset (
      hash TEXT PRIMARY KEY,
      person TEXT NOT NULL UNIQUE,
      maker TEXT NOT NULL,
      expires INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`);
  }

  /** A token for `person`'s new password; any earlier one stops working. */
  make(maker: string, person: string): string {
    const token = newToken();
    this.#db
      .prepare("INSERT OR REPLACE INTO reset (hash, person, maker, expires) VALUES (?, ?, ?, ?)")
      .run(hashOf(token), person, maker, this.#now() + HOURS * HOUR);
    return token;
  }

  /** What the token opens; null if it is unknown, used or past its hours, its account closed, or its maker no owner now. */
  find(token: string): Reset | null {
    const hash = hashOf(token);
    if (hash === null) return null;
    const found = this.#db
      .prepare<[string, number], Reset>(
        `SELECT r.hash, r.person, r.expires, u.name, u.email FROM reset r
         JOIN user u ON u.id = r.person AND u.closed IS NULL
         JOIN user m ON m.id = r.maker AND m.role = 'owner'
         WHERE r.hash = ? AND r.expires > ?`,
      )
      .get(hash, this.#now());
    return found ?? null;
  }

  /** Uses a link up. False if somebody was quicker. */
  spend(hash: string): boolean {
    return this.#db.prepare("DELETE FROM reset WHERE hash = ?").run(hash).changes === 1;
  }

  /** Makes every link of a person useless. */
  drop(person: string): void {
    this.#db.prepare("DELETE FROM reset WHERE person = ?").run(person);
  }
}
