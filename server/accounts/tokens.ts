/**
 * Tokens for programs: secrets that stand in `Authorization: Bearer`, made by somebody for their own account. Only a
 * token's SHA-256 is kept. What it opens is looked up each time: the account as it is then, with the role that it has.
 */
import { randomUUID } from "node:crypto";
import type { Database } from "better-sqlite3";
import type { Actor } from "../../translations/ledger/roles.ts";
import {
  TOKEN_LIMITS,
  TOKEN_MAY,
  type Token,
  type TokenMay,
  type TokenWanted,
} from "../../translations/people/tokens.ts";
import { actor, type Row } from "./rows.ts";
import { hashOf, newToken } from "./token.ts";

const DAY = 24 * 60 * 60 * 1_000;
/** A use is not written down again sooner than this, in milliseconds: a program that reads writes nothing, mostly. */
const NOTED_EVERY = 10 * 60 * 1_000;
/** Before the secret: it says to whoever finds one, and to programs that look for leaked secrets, what it is. */
const PREFIX = "variorum_";

/** What a token opens: whose it is, the one work it is for (null: all), and what it may beside reading. */
export interface Opened {
  actor: Actor;
  work: string | null;
  may: readonly TokenMay[];
}

interface Kept {
  id: string;
  name: string;
  work: string | null;
  may: string;
  made: number;
  expires: number;
  used: number | null;
}

type Found = Row & { work: string | null; may: string; expires: number; used: number | null };

export class Tokens {
  readonly #db: Database;
  readonly #now: () => number;

  /** Makes the table if it is not there yet. The table of accounts must be there. */
  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
    db.exec(`CREATE TABLE IF NOT EXISTS api_token (
      hash TEXT PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      person TEXT NOT NULL,
      name TEXT NOT NULL,
      work TEXT,
      may TEXT NOT NULL,
      made INTEGER NOT NULL,
      expires INTEGER NOT NULL,
      used INTEGER
    ) STRICT, WITHOUT ROWID`);
    db.exec("CREATE INDEX IF NOT EXISTS api_token_person ON api_token (person)");
  }

  /** A new token of `person`; those of theirs that are past their day go. Null if they have as many as there may be. */
  make(person: string, { name, work, may, days }: TokenWanted): string | null {
    const token = newToken();
    const made = this.#now();
    const kept = { hash: hashOf(token), id: randomUUID(), person, name, work, may: may.join(" "), made };
    return this.#db
      .transaction(() => {
        this.#db.prepare("DELETE FROM api_token WHERE person = ? AND expires <= ?").run(person, made);
        const { changes } = this.#db
          .prepare(
            `INSERT INTO api_token (hash, id, person, name, work, may, made, expires)
             SELECT :hash, :id, :person, :name, :work, :may, :made, :expires
             WHERE (SELECT count(*) FROM api_token WHERE person = :person) < :most`,
          )
          .run({ ...kept, expires: made + days * DAY, most: TOKEN_LIMITS.each });
        return changes === 1 ? PREFIX + token : null;
      })
      .immediate();
  }

  /** Those of `person`, newest first; also those past their day, until another is made. */
  of(person: string): Token[] {
    return this.#db
      .prepare<[string], Kept>(
        "SELECT id, name, work, may, made, expires, used FROM api_token WHERE person = ? ORDER BY made DESC, id",
      )
      .all(person)
      .map(({ id, name, work, may, made, expires, used }) => ({
        ...{ id, name, work, may: mayOf(may), made: instant(made), expires: instant(expires) },
        used: used === null ? null : instant(used),
      }));
  }

  /** Takes one of `person`'s away. False if they have none of that id. */
  revoke(person: string, id: string): boolean {
    return this.#db.prepare("DELETE FROM api_token WHERE person = ? AND id = ?").run(person, id).changes === 1;
  }

  /** Takes all of a person's away. */
  drop(person: string): void {
    this.#db.prepare("DELETE FROM api_token WHERE person = ?").run(person);
  }

  /** What a token opens now; or that it is past its day, or unknown: never made, revoked, or of an account that is closed. */
  find(token: string): Opened | "expired" | "unknown" {
    const hash = token.startsWith(PREFIX) ? hashOf(token.slice(PREFIX.length)) : null;
    const found = hash === null ? undefined : this.#found(hash);
    if (hash === null || found === undefined) return "unknown";
    if (found.expires <= this.#now()) return "expired";
    this.#noteUse(hash, found.used);
    return { actor: actor(found), work: found.work, may: mayOf(found.may) };
  }

  #found(hash: string): Found | undefined {
    return this.#db
      .prepare<[string], Found>(
        `SELECT u.id, u.name, u.email, u.role, u.parts, u.createdAt, t.work, t.may, t.expires, t.used
         FROM api_token t JOIN user u ON u.id = t.person AND u.closed IS NULL WHERE t.hash = ?`,
      )
      .get(hash);
  }

  /** Where nothing can be written just now, nobody is kept from reading. */
  #noteUse(hash: string, used: number | null): void {
    const now = this.#now();
    if (used !== null && now - used < NOTED_EVERY) return;
    try {
      this.#db.prepare("UPDATE api_token SET used = ? WHERE hash = ?").run(now, hash);
    } catch (error) {
      if (!String((error as { code?: unknown }).code).startsWith("SQLITE_")) throw error;
    }
  }
}

function mayOf(kept: string): TokenMay[] {
  return TOKEN_MAY.filter((each) => kept.split(" ").includes(each));
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
