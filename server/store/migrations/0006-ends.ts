/**
 * What there has to be, so that what is missing can be noticed: the end of each passage's records, the end of the whole
 * ledger, and the digest of each work's row. And when an owner put a work away.
 */
import type { Migration } from "../migrate.ts";
import { countEnds } from "../ends.ts";

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
