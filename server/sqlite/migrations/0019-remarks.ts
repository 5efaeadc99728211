/** What readers without an account remark, until somebody lets it through; and until when each of those who may has looked. */
import type { Migration } from "./migrate.ts";

export const remarks: Migration = {
  number: 19,
  name: "remarks",
  sql: `
    CREATE TABLE remark (
      id TEXT PRIMARY KEY,
      work TEXT NOT NULL,
      passage TEXT NOT NULL,
      -- The version that it was written on; null: there was none.
      version INTEGER,
      -- The words that it is about, as JSON; null: the whole.
      chosen TEXT,
      words TEXT NOT NULL,
      -- As they call themselves; empty: they gave no name.
      name TEXT NOT NULL,
      at TEXT NOT NULL,
      -- The same for what came of one address on one day.
      mark TEXT NOT NULL,
      -- When it was refused; null while it waits.
      refused TEXT
    ) STRICT;
    CREATE INDEX remark_of_work ON remark (work, refused, at);
    CREATE TABLE remark_seen (
      person TEXT NOT NULL,
      work TEXT NOT NULL,
      until TEXT NOT NULL,
      PRIMARY KEY (person, work)
    ) STRICT, WITHOUT ROWID;
  `,
};
