/**
 * What people want to be mailed, and how far each was: kept once the server has taken a mail, so that none is lost when the program
 * ends meanwhile.
 */
import type { Database } from "better-sqlite3";
import type { NoticesBeside } from "./notices.ts";
import { MAIL_KINDS, RHYTHMS, USUAL_WISHES, type MailWishes } from "../../translations/ledger/mail-kinds.ts";

/** How far somebody was mailed. */
export interface Mailed {
  /** The number of the record until which they were. */
  told: number;
  /** When the last mail went out, and when the next may be tried again; milliseconds since 1970, 0: never, at once. */
  sent: number;
  next: number;
  /** How often it was tried in vain since. */
  tries: number;
}

const NOTHING: Mailed = { told: 0, sent: 0, next: 0, tries: 0 };

export class MailBeside {
  readonly #db: Database;

  readonly #notices: NoticesBeside;

  /** Makes the tables if they are not there yet. */
  constructor(db: Database, notices: NoticesBeside) {
    this.#db = db;
    this.#notices = notices;
    db.exec(`CREATE TABLE IF NOT EXISTS mail_wish (
      userId TEXT PRIMARY KEY,
      rhythm TEXT NOT NULL,
      off TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`);
    db.exec(`CREATE TABLE IF NOT EXISTS mailed (
      userId TEXT PRIMARY KEY,
      told INTEGER NOT NULL,
      sent INTEGER NOT NULL,
      next INTEGER NOT NULL,
      tries INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`);
  }

  wishes(person: string): MailWishes {
    const row = this.#db
      .prepare<[string], { rhythm: string; off: string }>("SELECT rhythm, off FROM mail_wish WHERE userId = ?")
      .get(person);
    if (!row) return USUAL_WISHES;
    const off = row.off.split(" ");
    return {
      rhythm: RHYTHMS.find((each) => each === row.rhythm) ?? USUAL_WISHES.rhythm,
      off: MAIL_KINDS.filter((each) => off.includes(each)),
    };
  }

  wish(person: string, { rhythm, off }: MailWishes): void {
    this.#db
      .prepare("INSERT OR REPLACE INTO mail_wish (userId, rhythm, off) VALUES (?, ?, ?)")
      .run(person, rhythm, off.join(" "));
  }

  mailed(person: string): Mailed {
    return (
      this.#db.prepare<[string], Mailed>("SELECT told, sent, next, tries FROM mailed WHERE userId = ?").get(person) ??
      NOTHING
    );
  }

  /** Keeps how far somebody was mailed, on disk when this returns. @param notice until which piece of what is told of requests. */
  keep(person: string, mailed: Mailed, notice = 0): void {
    const keep = this.#db.prepare(
      `INSERT OR REPLACE INTO mailed (userId, told, sent, next, tries)
       VALUES (:person, :told, :sent, :next, :tries)`,
    );
    this.#db.transaction(() => {
      keep.run({ person, ...mailed });
      this.#notices.mail(person, notice);
    })();
  }

  /** How many mails were tried in vain and wait. */
  waiting(): number {
    return this.#db.prepare<[], number>("SELECT count(*) FROM mailed WHERE tries > 0").pluck().get()!;
  }

  drop(person: string): void {
    for (const table of ["mail_wish", "mailed"]) this.#db.prepare(`DELETE FROM ${table} WHERE userId = ?`).run(person);
  }
}
