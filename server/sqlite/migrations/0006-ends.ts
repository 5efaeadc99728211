/**
 * What there has to be, so that what is missing can be noticed: the end of each passage's records, the end of the whole
 * ledger, and the digest of each work's row. And when an owner put a work away.
 */
import type { Database } from "better-sqlite3";
import type { Migration } from "./migrate.ts";
import { digestOfJson, digestOfText } from "../../../translations/text/digest.ts";

export const ends: Migration = {
  number: 6,
  name: "ends of the ledger, works put away",
  sql: `
    ALTER TABLE work ADD COLUMN away TEXT;
    ALTER TABLE work ADD COLUMN digest TEXT NOT NULL DEFAULT '';

    CREATE TABLE passage_end (
      work TEXT NOT NULL,
      passage TEXT NOT NULL,
      records INTEGER NOT NULL CHECK (records >= 1),
      digest TEXT NOT NULL,
      PRIMARY KEY (work, passage)
    ) STRICT, WITHOUT ROWID;

    -- The digest runs over the digests of all records, in the order they were added.
    CREATE TABLE ledger_end (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      works INTEGER NOT NULL,
      records INTEGER NOT NULL,
      digest TEXT NOT NULL
    ) STRICT;

    INSERT INTO ledger_end (one, works, records, digest) VALUES (1, 0, 0, '');
  `,
  then: countEnds,
};

/** A row of `work`, as it was until works had records. */
export interface DescribedRow {
  ordinal: number;
  id: string;
  description: string;
  away: string | null;
}

/** The digest of such a row. */
export function digestOfDescribed({ ordinal, id, description, away }: DescribedRow): string {
  return digestOfJson({ ordinal, id, description, away });
}

/** Counts what is there. */
function countEnds(db: Database): void {
  const works = db.prepare<[], DescribedRow>("SELECT ordinal, id, description, away FROM work").all();
  const seal = db.prepare<[string, string]>("UPDATE work SET digest = ? WHERE id = ?");
  for (const row of works) seal.run(digestOfDescribed(row), row.id);
  db.prepare("UPDATE ledger_end SET works = ?").run(works.length);
  db.exec(`INSERT INTO passage_end (work, passage, records, digest)
    SELECT work, passage, max(position), digest FROM record GROUP BY work, passage`);
  const digests = db.prepare<[], string>("SELECT digest FROM record ORDER BY ordinal").pluck().all();
  db.prepare("UPDATE ledger_end SET records = ?, digest = ?").run(
    digests.length,
    digests.reduce((running, digest) => digestOfText(running + digest), ""),
  );
}
