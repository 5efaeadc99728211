/**
 * The ends of the ledger: how many works and records there are, and a digest that runs over all of them. Kept in the
 * transaction that adds a record, so that one which has gone since, or a whole passage of them, is missed.
 */
import type { Database } from "better-sqlite3";
import { digestOfJson, digestOfText } from "../../translations/text/digest.ts";

/** A row of `work`, as it is kept. */
export interface WorkRow {
  ordinal: number;
  id: string;
  description: string;
  /** When it was put away (ISO 8601 instant); null while it stands with the others. */
  away: string | null;
}

/** The digest of a work's row, its place among the works and whether it was put away included. */
export function digestOfWork({ ordinal, id, description, away }: WorkRow): string {
  return digestOfJson({ ordinal, id, description, away });
}

/** The running digest after one more record; "" before the first. */
export function runningDigest(before: string, record: string): string {
  return digestOfText(before + record);
}

/** What is kept at the ends, moved on within a transaction that is already there. */
export interface Ends {
  /** After a record was added. */
  recorded(record: { work: string; passage: string; position: number; digest: string }): void;
  /** After a work's row was added or changed. */
  described(id: string): void;
}

export function endsIn(db: Database): Ends {
  const last = db.prepare<[], string>("SELECT digest FROM ledger_end").pluck();
  const move = db.prepare<[string]>("UPDATE ledger_end SET records = records + 1, digest = ?");
  const movePassage = db.prepare<[string, string, number, string]>(
    `INSERT INTO passage_end (work, passage, records, digest) VALUES (?, ?, ?, ?)
     ON CONFLICT (work, passage) DO UPDATE SET records = excluded.records, digest = excluded.digest`,
  );
  const work = db.prepare<[string], WorkRow>("SELECT ordinal, id, description, away FROM work WHERE id = ?");
  const seal = db.prepare<[string, string]>("UPDATE work SET digest = ? WHERE id = ?");
  const count = db.prepare("UPDATE ledger_end SET works = (SELECT count(*) FROM work)");
  return {
    recorded({ work, passage, position, digest }) {
      move.run(runningDigest(last.get() ?? "", digest));
      movePassage.run(work, passage, position, digest);
    },
    described(id) {
      const row = work.get(id);
      if (row) seal.run(digestOfWork(row), id);
      count.run();
    },
  };
}

/** Counts what is there, in a database that has not been counted. */
export function countEnds(db: Database): void {
  const ends = endsIn(db);
  for (const id of db.prepare<[], string>("SELECT id FROM work").pluck().all()) ends.described(id);
  const records = db.prepare<[], Parameters<Ends["recorded"]>[0]>(
    "SELECT work, passage, position, digest FROM record ORDER BY ordinal",
  );
  for (const record of records.all()) ends.recorded(record);
}
