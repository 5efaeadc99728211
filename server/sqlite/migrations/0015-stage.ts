/** Works on their way in: what is still to become records, and which works nobody sees yet. */
import type { Migration } from "./migrate.ts";

export const stage: Migration = {
  number: 15,
  name: "works on their way in",
  sql: `
    -- A run that brings a work in, piece by piece.
    CREATE TABLE bringing (
      run TEXT PRIMARY KEY,
      work TEXT NOT NULL,
      act TEXT NOT NULL,
      begun TEXT NOT NULL
    ) STRICT;

    -- Records as they are to be kept, in JSON: [stream, body, digest, what stands beside it].
    CREATE TABLE piece (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      run TEXT NOT NULL REFERENCES bringing (run),
      records TEXT NOT NULL
    ) STRICT;
    CREATE INDEX piece_of_run ON piece (run, number);

    -- The run that a work is still on its way with: nobody sees it.
    ALTER TABLE work ADD COLUMN staged TEXT;
    CREATE INDEX work_staged ON work (id) WHERE staged IS NOT NULL;
  `,
};
