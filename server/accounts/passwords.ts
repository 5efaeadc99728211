/** The passwords of accounts, as hashes. */
import type { Database } from "better-sqlite3";
import { lengthOf, PASSWORD } from "./entrant.ts";
import { Busy, type PasswordHash } from "./hashing.ts";

/** Secrets of accounts. */
interface Secrets {
  /** Takes all of an account's away. */
  drop(id: string): void;
}

export class Passwords {
  readonly #db: Database;
  readonly #hashing: PasswordHash;
  readonly #secrets: readonly Secrets[];

  /** @param secrets what opens something for an account without its password: a new password takes all of it away. */
  constructor(db: Database, hashing: PasswordHash, secrets: readonly Secrets[]) {
    this.#db = db;
    this.#hashing = hashing;
    this.#secrets = secrets;
  }

  /** Keeps it as that of an account; links for a new one, tokens and the address of its feed serve no more. */
  keep(id: string, hash: string): void {
    this.#db.prepare("UPDATE account SET password = ? WHERE userId = ? AND providerId = 'credential'").run(hash, id);
    for (const each of this.#secrets) each.drop(id);
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
