/** The passwords of accounts, as hashes. */
import type { Database } from "better-sqlite3";
import { lengthOf, PASSWORD } from "./entrant.ts";
import { Busy, type PasswordHash } from "./hashing.ts";
import type { Resets } from "./resets.ts";
import type { Tokens } from "./tokens.ts";

export class Passwords {
  readonly #db: Database;
  readonly #hashing: PasswordHash;
  readonly #resets: Resets;
  readonly #tokens: Tokens;

  constructor(db: Database, hashing: PasswordHash, resets: Resets, tokens: Tokens) {
    this.#db = db;
    this.#hashing = hashing;
    this.#resets = resets;
    this.#tokens = tokens;
  }

  /** Keeps it as that of an account; links for a new one, and tokens, serve no more. */
  keep(id: string, hash: string): void {
    this.#db.prepare("UPDATE account SET password = ? WHERE userId = ? AND providerId = 'credential'").run(hash, id);
    this.#resets.drop(id);
    this.#tokens.drop(id);
  }

  /** The hash of a password; null if too many wait. */
  async hash(password: string): Promise<string | null> {
    try {
      return await this.#hashing.hash(password);
    } catch (error) {
      if (error instanceof Busy) return null;
      throw error;
    }
  }

  /** Whether it is that of an account; null if too many wait. */
  async isOf(id: string, password: string): Promise<boolean | null> {
    if (lengthOf(password) > PASSWORD.most) return false;
    const kept = this.#db
      .prepare<[string], string | null>("SELECT password FROM account WHERE userId = ? AND providerId = 'credential'")
      .pluck()
      .get(id);
    if (!kept) return false;
    try {
      return await this.#hashing.verify({ hash: kept, password });
    } catch (error) {
      if (error instanceof Busy) return null;
      throw error;
    }
  }
}
