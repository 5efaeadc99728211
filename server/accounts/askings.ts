/** People without an account who ask to take part: a short list for owners to answer or to put away. */
import { randomUUID } from "node:crypto";
import type { Database } from "better-sqlite3";
import type { Asking } from "./contract.ts";

/** So many wait at most: more, nobody reads, and each is kept. */
const MOST = 100;

interface Row extends Omit<Asking, "at"> {
  at: number;
}

export class Askings {
  readonly #db: Database;
  readonly #now: () => number;

  /** Makes the table if it is not there yet. */
  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
    db.exec(`CREATE TABLE IF NOT EXISTS asking (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      email TEXT NOT NULL,
      why TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`);
  }

  /** False if too many wait already. The same once more counts as one. */
  add(asking: Pick<Asking, "name" | "email" | "why">): boolean {
    const { changes } = this.#db
      .prepare(
        `INSERT INTO asking (id, name, email, why, at) SELECT :id, :name, :email, :why, :at
         WHERE (SELECT count(*) FROM asking) < :most
         AND NOT EXISTS (SELECT 1 FROM asking WHERE name = :name AND email = :email AND why = :why)`,
      )
      .run({ ...asking, id: randomUUID(), at: this.#now(), most: MOST });
    return changes === 1 || this.#has(asking);
  }

  #has({ name, email, why }: Pick<Asking, "name" | "email" | "why">): boolean {
    const same = this.#db.prepare("SELECT 1 FROM asking WHERE name = ? AND email = ? AND why = ?");
    return same.get(name, email, why) !== undefined;
  }

  all(): Asking[] {
    const rows = this.#db.prepare<[], Row>("SELECT id, name, email, why, at FROM asking ORDER BY at, id").all();
    return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
  }

  putAway(id: string): boolean {
    return this.#db.prepare("DELETE FROM asking WHERE id = ?").run(id).changes === 1;
  }
}
