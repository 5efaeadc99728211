/**
 * What was told to people of requests: each piece once, however often it is told under its name, as far as they have seen it, and as far
 * as it was mailed. It is kept at once with what it tells, so that none is lost or told twice when the program ends meanwhile.
 */
import type { Database } from "better-sqlite3";
import type { Notice } from "../../translations/requests/notices.ts";

/** A piece as it is kept. */
export interface KeptNotice extends Notice {
  /** Those told later have higher ones. */
  id: number;
  seen: boolean;
}

/** So many pieces are kept of each person, the last; what is near or late is remembered beyond them. */
const KEPT = 200;

export class NoticesBeside {
  readonly #db: Database;

  /** Makes the tables if they are not there yet. */
  constructor(db: Database) {
    this.#db = db;
    db.exec(`CREATE TABLE IF NOT EXISTS notice (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      userId TEXT NOT NULL,
      key TEXT NOT NULL,
      seen INTEGER NOT NULL DEFAULT 0 CHECK (seen IN (0, 1)),
      mailed INTEGER NOT NULL DEFAULT 0 CHECK (mailed IN (0, 1)),
      -- JSON; null of a piece that is remembered by its name alone.
      body TEXT,
      UNIQUE (userId, key)
    ) STRICT`);
    db.exec("CREATE INDEX IF NOT EXISTS notice_of ON notice (userId, id) WHERE body IS NOT NULL");
  }

  /** Tells what was not told under its name before. Within a transaction that is there already, if there is one. */
  tell(notices: readonly Notice[]): void {
    const add = this.#db.prepare(
      "INSERT INTO notice (userId, key, body) VALUES (?, ?, ?) ON CONFLICT (userId, key) DO NOTHING",
    );
    const forget = this.#db.prepare(
      `UPDATE notice SET body = NULL, seen = 1, mailed = 1 WHERE userId = :person AND body IS NOT NULL AND id <= (
         SELECT id FROM notice WHERE userId = :person AND body IS NOT NULL ORDER BY id DESC LIMIT 1 OFFSET ${KEPT})`,
    );
    this.#db.transaction(() => {
      for (const notice of notices)
        if (add.run(notice.person, notice.key, JSON.stringify(notice)).changes === 1)
          forget.run({ person: notice.person });
    })();
  }

  /** True if something was told to this person under its name. */
  isTold({ person, key }: Pick<Notice, "person" | "key">): boolean {
    return this.#db.prepare("SELECT 1 FROM notice WHERE userId = ? AND key = ?").get(person, key) !== undefined;
  }

  /** What somebody was told, the last first. */
  of(person: string): KeptNotice[] {
    return this.#db
      .prepare<[string], { id: number; seen: number; body: string }>(
        "SELECT id, seen, body FROM notice WHERE userId = ? AND body IS NOT NULL ORDER BY id DESC",
      )
      .all(person)
      .map(({ id, seen, body }) => ({ ...(JSON.parse(body) as Notice), id, seen: seen === 1 }));
  }

  /** Until which piece everything was mailed to somebody, or needs not be; 0: nothing was told to them. */
  mailed(person: string): number {
    return this.#db
      .prepare<[string], number>("SELECT coalesce(max(id), 0) FROM notice WHERE userId = ? AND mailed = 1")
      .pluck()
      .get(person)!;
  }

  /** Notes that somebody has seen all until a piece. */
  see(person: string, id: number): void {
    this.#db.prepare("UPDATE notice SET seen = 1 WHERE userId = ? AND id <= ? AND seen = 0").run(person, id);
  }

  /** Notes that all until a piece was mailed. */
  mail(person: string, id: number): void {
    this.#db.prepare("UPDATE notice SET mailed = 1 WHERE userId = ? AND id <= ? AND mailed = 0").run(person, id);
  }

  /** The last piece that was told to somebody; 0: none. */
  last(person: string): number {
    return this.#db
      .prepare<[string], number>("SELECT coalesce(max(id), 0) FROM notice WHERE userId = ?")
      .pluck()
      .get(person)!;
  }

  /** What changes whenever something is told to somebody, or they see it. */
  stamp(person: string): string {
    const { last, seen } = this.#db
      .prepare<[string], { last: number | null; seen: number | null }>(
        "SELECT max(id) AS last, sum(seen) AS seen FROM notice WHERE userId = ?",
      )
      .get(person)!;
    return `${last ?? 0} ${seen ?? 0}`;
  }

  drop(person: string): void {
    this.#db.prepare("DELETE FROM notice WHERE userId = ?").run(person);
  }
}
