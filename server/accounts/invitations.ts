/**
 * Links that let somebody join, once. Only the SHA-256 of a token is kept. Which invitation an account came from
 * is kept with the account, under a unique index: that is what makes a link serve once, whoever is quicker.
 */
import { createHash, randomBytes } from "node:crypto";
import type { Database } from "better-sqlite3";
import { ROLES, type Role } from "../../translations/ledger/roles.ts";
import type { Invitation } from "./contract.ts";

const DAY = 24 * 60 * 60 * 1000;
const DAYS = 7;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** `open`: it can be used. `unknown`: there never was one, or a newer one took its place. */
export type Found =
  { standing: "open"; hash: string; invitation: Invitation } | { standing: "used" | "expired" | "unknown" };

interface Row {
  role: string;
  inviter: string | null;
  name: string | null;
  rank: string | null;
  expires: number;
  used: 0 | 1;
}

export class Invitations {
  readonly #db: Database;
  readonly #now: () => number;

  /** Makes the table if it is not there yet. The table of accounts must be there. */
  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
    db.exec(`CREATE TABLE IF NOT EXISTS invitation (
      hash TEXT PRIMARY KEY,
      role TEXT NOT NULL,
      inviter TEXT,
      expires INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`);
  }

  /** A new invitation; gives its token: 256 random bits as base64url. */
  make(inviter: string | null, role: Role): string {
    const token = randomBytes(32).toString("base64url");
    this.#db
      .prepare("INSERT INTO invitation (hash, role, inviter, expires) VALUES (?, ?, ?, ?)")
      .run(hashOf(token), role, inviter, this.#now() + DAYS * DAY);
    return token;
  }

  /** The one link that makes the first owner; any earlier one stops working. Null if there is an owner. */
  makeForFirstOwner(): string | null {
    return this.#db
      .transaction(() => {
        if (this.#hasOwner()) return null;
        this.#db.prepare("DELETE FROM invitation WHERE inviter IS NULL").run();
        return this.make(null, "owner");
      })
      .immediate();
  }

  find(token: string): Found {
    if (!TOKEN.test(token)) return { standing: "unknown" };
    const hash = hashOf(token);
    const row = this.#db
      .prepare<[string], Row>(
        `SELECT i.role, i.inviter, i.expires, u.name, u.role AS rank,
           EXISTS (SELECT 1 FROM user WHERE invitation = i.hash) AS used
         FROM invitation i LEFT JOIN user u ON u.id = i.inviter WHERE i.hash = ?`,
      )
      .get(hash);
    if (!row) return { standing: "unknown" };
    if (row.used) return { standing: "used" };
    if (row.expires <= this.#now() || !this.#stillMeant(row)) return { standing: "expired" };
    const expires = new Date(row.expires).toISOString();
    return { standing: "open", hash, invitation: { role: roleOf(row.role), by: row.name, expires } };
  }

  /** Who is no longer an owner can't let people in by links made before; nor the first link, once there is one. */
  #stillMeant({ inviter, rank }: Row): boolean {
    return inviter === null ? !this.#hasOwner() : rank === "owner";
  }

  #hasOwner(): boolean {
    return this.#db.prepare("SELECT 1 FROM user WHERE role = 'owner' LIMIT 1").get() !== undefined;
  }
}

/** A role as it was kept. Anything unknown may only read. */
export function roleOf(kept: unknown): Role {
  return ROLES.find((role) => role === kept) ?? "reader";
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
