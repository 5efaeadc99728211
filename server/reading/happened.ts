/** What happened in a work, folded from the ledger: a line for all that is of one kind and was decided at once. */
import type { Database } from "better-sqlite3";
import type { Happening } from "../../translations/ledger/happening.ts";
import { happeningOf } from "../../translations/ledger/happening.ts";
import { partsOf } from "../../translations/ledger/record.ts";
import { each, type Projection } from "./projection.ts";

export const happened: Projection = {
  name: "happened",
  version: 1,
  tables: {
    reading_happened: `(
      work TEXT NOT NULL,
      act TEXT NOT NULL,
      kind TEXT NOT NULL,
      -- The number of the first record of it, and when that was made.
      number INTEGER NOT NULL,
      at TEXT NOT NULL,
      -- The first passage that it is about, and of that a version's number; or the proposal or the discussion that it is about.
      passage TEXT,
      subject TEXT,
      count INTEGER NOT NULL DEFAULT 1,
      PRIMARY KEY (work, act, kind)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: "CREATE INDEX main.reading_happened_when ON reading_happened (work, at, number);",
  fold: (db) => {
    const add = db.prepare<[string, string, Happening, number, string, string | null, string | null]>(
      `INSERT INTO reading_happened (work, act, kind, number, at, passage, subject) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET count = count + 1`,
    );
    return each(({ number, record: { stream, event, at, act } }) => {
      const { work, kind, id } = partsOf(stream)!;
      const told = happeningOf(event);
      if (!told) return;
      add.run(work, act.id, told.kind, number, at, kind === "passage" ? id : told.passage, told.subject);
    });
  },
};

/** A line of what happened. */
export interface HappenedRow {
  number: number;
  kind: Happening;
  at: string;
  passage: string | null;
  subject: string | null;
  count: number;
}

/** What of it is asked for: from one instant until before another ("": without an end), and recorded after `since`. */
export interface HappenedAsked {
  from: string;
  to: string;
  since: number;
  /** The number of the line behind which it goes on; 0: from the newest on. */
  after: number;
}

/** What `db` has of it, the newest first. */
export function happenedIn(db: Database) {
  const listed = db.prepare<[HappenedAsked & { work: string; most: number }], HappenedRow>(
    `SELECT number, kind, at, passage, subject, count FROM reading_happened AS line
     WHERE work = :work AND at >= :from AND (:to = '' OR at < :to) AND number > :since
       AND (:after = 0 OR (at, number) < (SELECT at, number FROM reading_happened WHERE work = :work AND number = :after))
     ORDER BY at DESC, number DESC LIMIT :most`,
  );
  return {
    page(work: string, asked: HappenedAsked, most: number): { lines: HappenedRow[]; next: number | null } {
      const rows = listed.all({ ...asked, work, most: most + 1 });
      const lines = rows.slice(0, most);
      return { lines, next: rows.length > most ? lines.at(-1)!.number : null };
    },
  };
}
