/** What is news to somebody, folded from the ledger: each piece, the things that it is told of, and who takes part in which of them. */
import type { Database } from "better-sqlite3";
import { DECIDERS, newsOf, partTaken, workThing, type HungOf, type NewsKind } from "../../translations/ledger/news.ts";
import { partsOf } from "../../translations/ledger/record.ts";
import { each, type Projection } from "./projection.ts";

export const news: Projection = {
  name: "news",
  version: 5,
  tables: {
    // By the number of its record; of all of a kind that was done at once, the first says how many passages there are beside.
    reading_news: `(
      number INTEGER PRIMARY KEY,
      work TEXT NOT NULL,
      act TEXT NOT NULL,
      kind TEXT NOT NULL,
      passage TEXT,
      more INTEGER NOT NULL,
      proposal TEXT,
      subject TEXT,
      version INTEGER,
      -- The number of the proposal of its work's outline.
      outline INTEGER,
      -- The number of what was said, in its discussion.
      comment INTEGER,
      -- JSON of the accounts whose deed it is.
      doers TEXT NOT NULL
    ) STRICT`,
    reading_news_of: `(
      thing TEXT NOT NULL,
      number INTEGER NOT NULL,
      PRIMARY KEY (thing, number)
    ) STRICT, WITHOUT ROWID`,
    // Since which record.
    reading_part_taken: `(
      account TEXT NOT NULL,
      thing TEXT NOT NULL,
      since INTEGER NOT NULL,
      PRIMARY KEY (account, thing)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: {
    reading_news_of_act: "reading_news (act, kind)",
    // Somebody may be told of more than is said in any one place.
    reading_news_said: "reading_news (work, subject, comment) WHERE comment IS NOT NULL",
  },
  fold: (db) => {
    const add = db.prepare<[Record<string, string | number | null>]>(
      `INSERT INTO reading_news (number, work, act, kind, passage, more, proposal, subject, version, outline, comment, doers)
       VALUES (:number, :work, :act, :kind, :passage, :more, :proposal, :subject, :version, :outline, :comment, :doers)`,
    );
    const first = db
      .prepare<[string, string], number | null>("SELECT min(number) FROM reading_news WHERE act = ? AND kind = ?")
      .pluck();
    const one = db.prepare<[number]>("UPDATE reading_news SET more = more + 1 WHERE number = ?");
    const tell = db.prepare<[string, number]>("INSERT INTO reading_news_of (thing, number) VALUES (?, ?)");
    const namedThere = db
      .prepare<[string, string, string | null, number], 1>(
        `SELECT 1 FROM reading_news_of JOIN reading_news USING (number)
         WHERE thing = ? AND work = ? AND subject IS ? AND comment = ?`,
      )
      .pluck();
    const take = db.prepare<[string, string, number]>(
      "INSERT INTO reading_part_taken (account, thing, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    );
    // Discussions are folded before; what one hangs on never changes.
    const hung = db.prepare<[string, string], NonNullable<ReturnType<HungOf>>>(
      "SELECT passage, proposal FROM reading_thread WHERE work = ? AND thread = ?",
    );
    const hungOf: HungOf = (work, thread) => hung.get(work, thread) ?? null;
    // So are proposals of outlines, and what one is about.
    const about = db
      .prepare<[string, number], string>(
        "SELECT passages FROM reading_outline_proposal WHERE work = ? AND proposal = ?",
      )
      .pluck();
    const reshaped = (work: string, outline: number) => JSON.parse(about.get(work, outline) ?? "[]") as string[];
    return each(({ number, record }) => {
      const { work } = partsOf(record.stream)!;
      for (const { account, thing } of partTaken(record, hungOf)) take.run(account, thing, number);
      const told = newsOf(record, { hungOf, reshaped });
      if (!told) return;
      const { things, ofWork, by, ...line } = told;
      // Whom something that was said names is told so once, however often it is worded anew.
      const { comment, subject } = line;
      const fresh = things.filter(
        (thing) => comment === null || !thing.startsWith("account/") || !namedThere.get(thing, work, subject, comment),
      );
      const before = first.get(record.act.id, told.kind) ?? null;
      if (before !== null) one.run(before);
      const all = ofWork && before === null ? [...fresh, workThing(work)] : fresh;
      if (all.length === 0) return;
      add.run({ ...line, number, work, act: record.act.id, doers: JSON.stringify(by) });
      for (const thing of new Set(all)) tell.run(thing, number);
    });
  },
};

/** A piece of news, by the number of its record. */
interface NewsRow {
  number: number;
  work: string;
  kind: NewsKind;
  passage: string | null;
  more: number;
  proposal: string | null;
  subject: string | null;
  version: number | null;
  outline: number | null;
  comment: number | null;
}

/** A piece of news as somebody is told it: because they follow what it is about, because it is theirs, or because they decide. */
export interface NewsFor extends NewsRow {
  follows: 0 | 1;
  own: 0 | 1;
  decides: 0 | 1;
}

/** What somebody follows: JSON of what they chose to, each with the number since which they do; and of what they follow no more. */
export interface FollowsAsked {
  account: string;
  chosen: string;
  left: string;
}

/** Which of it: recorded after `beyond`, and (`before`: 0 for all) before another record. */
export interface NewsAsked extends FollowsAsked {
  hidden: string;
  /** Their role everywhere, and JSON of what it is where it is another. */
  role: string;
  elsewhere: string;
  beyond: number;
  before: number;
}

/** Something that somebody follows, since a record; `chosen`: not because they took part. */
export interface FollowRow {
  thing: string;
  since: number;
  chosen: 0 | 1;
}

const FOLLOWED = `SELECT thing, since, 0 AS chosen FROM reading_part_taken
    WHERE account = :account AND thing NOT IN (SELECT value FROM json_each(:left))
      AND thing NOT IN (SELECT key FROM json_each(:chosen))
  UNION ALL SELECT key, value, 1 FROM json_each(:chosen)`;

/** What `db` has of it, the newest first. */
export function newsIn(db: Database) {
  const listed = db.prepare<[NewsAsked & { most: number }], NewsFor>(
    `WITH followed AS (${FOLLOWED} UNION ALL SELECT 'account/' || :account, 0, 2 UNION ALL SELECT '${DECIDERS}', 0, 3)
     SELECT number, work, kind, passage, more, proposal, subject, version, outline, comment,
       max(chosen < 2) AS follows, max(chosen = 2) AS own, max(chosen = 3) AS decides
     FROM followed CROSS JOIN reading_news ON reading_news.number IN (
       SELECT number FROM reading_news_of JOIN reading_news AS line USING (number)
       WHERE reading_news_of.thing = followed.thing AND number > max(followed.since, :beyond)
         AND (:before = 0 OR number < :before)
         AND line.work NOT IN (SELECT value FROM json_each(:hidden))
         AND NOT EXISTS (SELECT 1 FROM json_each(line.doers) WHERE value = :account)
         AND (followed.chosen < 3 OR coalesce(
           (SELECT value FROM json_each(:elsewhere) WHERE key = line.work), :role) IN ('reviewer', 'owner'))
       ORDER BY reading_news_of.number DESC LIMIT :most)
     GROUP BY number ORDER BY number DESC LIMIT :most`,
  );
  const follows = db.prepare<[FollowsAsked & { hidden: string }], FollowRow>(
    `SELECT thing, since, chosen FROM (${FOLLOWED})
     WHERE substr(thing, instr(thing, '/') + 1, instr(substr(thing, instr(thing, '/') + 1) || '/', '/') - 1)
       NOT IN (SELECT value FROM json_each(:hidden))
     ORDER BY since DESC, thing`,
  );
  const part = db
    .prepare<[string, string], number>("SELECT 1 FROM reading_part_taken WHERE account = ? AND thing = ?")
    .pluck();
  return {
    takesPart: (account: string, thing: string): boolean => part.get(account, thing) !== undefined,
    page: (asked: NewsAsked, most: number): NewsFor[] => listed.all({ ...asked, most }),
    follows: (asked: FollowsAsked & { hidden: string }): FollowRow[] => follows.all(asked),
  };
}
