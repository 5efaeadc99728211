/**
 * Links that let somebody join, once. Only the SHA-256 of a token is kept. Which invitation an account came from
 * is kept with the account, under a unique index: that is what makes a link serve once, whoever is quicker.
 */
import type { Database } from "better-sqlite3";
import { ROLES, type Role } from "../../translations/ledger/roles.ts";
import type { OpenInvitation } from "../../editor/people/people.ts";
import type { Invitation, Terms } from "./contract.ts";
import { hashOf, newToken } from "./token.ts";

const DAY = 24 * 60 * 60 * 1000;
const DAYS = 7;

/** `open`: it can be used. `unknown`: there never was one, it was revoked, or a newer one took its place. */
export type Found =
  | { standing: "open"; hash: string; invitation: Invitation; email: string | null }
  | { standing: "used" | "expired" | "unknown" };

interface Row {
  role: string;
  inviter: string | null;
  name: string | null;
  rank: string | null;
  expires: number;
  used: 0 | 1;
  email: string | null;
  message: string;
  place: string;
  machine: 0 | 1;
}

type OpenRow = Pick<Row, "role" | "expires" | "email" | "message" | "place"> & {
  id: string;
  name: string;
  made: number | null;
};

/** What has come to the table since its first form. */
const LATER: readonly [column: string, type: string][] = [
  ["made", "INTEGER"],
  ["email", "TEXT"],
  ["message", "TEXT NOT NULL DEFAULT ''"],
  ["place", "TEXT NOT NULL DEFAULT '/'"],
  // 1: made on the machine itself, for an owner, whoever else is one.
  ["machine", "INTEGER NOT NULL DEFAULT 0"],
];

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
    const there = (db.pragma("table_info(invitation)") as { name: string }[]).map(({ name }) => name);
    for (const [column, type] of LATER)
      if (!there.includes(column)) db.exec(`ALTER TABLE invitation ADD COLUMN ${column} ${type}`);
  }

  /** A new invitation; gives its token: 256 random bits as base64url. `inviter` null: this machine. */
  make(inviter: string | null, role: Role, { email = null, message = "", place = "/" }: Terms = {}): string {
    return this.#make({ inviter, role, email, message, place, machine: 0 });
  }

  #make(kept: Pick<Row, "inviter" | "role" | "email" | "message" | "place" | "machine">, days = DAYS): string {
    const token = newToken();
    const now = this.#now();
    this.#db
      .prepare(
        `INSERT INTO invitation (hash, role, inviter, expires, made, email, message, place, machine)
         VALUES (:hash, :role, :inviter, :expires, :made, :email, :message, :place, :machine)`,
      )
      .run({ ...kept, hash: hashOf(token), expires: now + days * DAY, made: now });
    return token;
  }

  /** The one link that makes the first owner; any earlier one stops working. Null if there is an owner. */
  makeForFirstOwner(): string | null {
    return this.#db
      .transaction(() => {
        if (this.#hasOwner()) return null;
        this.#db.prepare("DELETE FROM invitation WHERE inviter IS NULL AND machine = 0").run();
        return this.make(null, "owner");
      })
      .immediate();
  }

  /** A link for an owner, made by whoever has the machine. Any earlier one stops working. */
  makeOnMachine(): string {
    return this.#db
      .transaction(() => {
        this.#db.prepare("DELETE FROM invitation WHERE machine = 1").run();
        return this.#make({ inviter: null, role: "owner", email: null, message: "", place: "/", machine: 1 }, 1);
      })
      .immediate();
  }

  find(token: string): Found {
    const hash = hashOf(token);
    if (hash === null) return { standing: "unknown" };
    const row = this.#db
      .prepare<[string], Row>(
        `SELECT i.role, i.inviter, i.expires, i.email, i.message, i.place, i.machine, u.name, u.role AS rank,
           EXISTS (SELECT 1 FROM user WHERE invitation = i.hash) AS used
         FROM invitation i LEFT JOIN user u ON u.id = i.inviter WHERE i.hash = ?`,
      )
      .get(hash);
    if (!row) return { standing: "unknown" };
    if (row.used) return { standing: "used" };
    if (row.expires <= this.#now() || !this.#stillMeant(row)) return { standing: "expired" };
    const { email, message, place } = row;
    const invitation = {
      role: roleOf(row.role),
      by: row.name,
      expires: instant(row.expires),
      message,
      place,
      bound: email !== null,
      machine: row.machine === 1,
    };
    return { standing: "open", hash, invitation, email };
  }

  /** Those that can still be used, newest first; never those of the machine. */
  open(): OpenInvitation[] {
    const rows = this.#db
      .prepare<[number], OpenRow>(
        `SELECT substr(i.hash, 1, 32) AS id, i.role, i.expires, i.made, i.email, i.message, i.place, u.name
         FROM invitation i JOIN user u ON u.id = i.inviter AND u.role = 'owner'
         WHERE i.expires > ? AND NOT EXISTS (SELECT 1 FROM user WHERE invitation = i.hash)
         ORDER BY i.expires DESC, i.hash`,
      )
      .all(this.#now());
    return rows.map(({ role, name, made, expires, ...rest }) => ({
      ...rest,
      role: roleOf(role),
      by: name,
      made: made === null ? null : instant(made),
      expires: instant(expires),
    }));
  }

  /** False if there is no such open invitation. */
  revoke(id: string): boolean {
    const { changes } = this.#db
      .prepare(
        `DELETE FROM invitation WHERE substr(hash, 1, 32) = ? AND inviter IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM user WHERE invitation = hash)`,
      )
      .run(id);
    return changes > 0;
  }

  /** Uses up a link of the machine for an account that was there before. False if somebody was quicker. */
  spend(hash: string): boolean {
    return this.#db.prepare("DELETE FROM invitation WHERE hash = ? AND machine = 1").run(hash).changes === 1;
  }

  /** Who is no longer an owner can't let people in by links made before; nor the first link, once there is one. */
  #stillMeant({ inviter, rank, machine }: Row): boolean {
    if (machine === 1) return true;
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

function instant(at: number): string {
  return new Date(at).toISOString();
}
