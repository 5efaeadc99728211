/** Which process serves the database, so that a second one keeps out even if the file of the lock is gone. */
import type { Migration } from "./migrate.ts";

export const serving: Migration = {
  number: 8,
  name: "who serves",
  sql: `
    -- "file" is the database's own device and number on it: a copy is served by nobody.
    CREATE TABLE serving (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      file TEXT NOT NULL,
      host TEXT NOT NULL,
      pid INTEGER NOT NULL,
      started TEXT NOT NULL
    ) STRICT;
  `,
};
