/** The first tables: works, the ledger's records, proposals' places, and the logs of drafts. */
import type { Migration } from "./migrate.ts";

export const worksRecordsDrafts: Migration = {
  number: 1,
  name: "works, records, drafts",
  sql: `
    CREATE TABLE work (
      ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      description TEXT NOT NULL
    ) STRICT;

    CREATE TABLE record (
      ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
      work TEXT NOT NULL REFERENCES work (id),
      passage TEXT NOT NULL,
      position INTEGER NOT NULL CHECK (position >= 1),
      at TEXT NOT NULL,
      type TEXT NOT NULL,
      event TEXT NOT NULL,
      previous TEXT,
      digest TEXT NOT NULL,
      UNIQUE (work, passage, position),
      UNIQUE (work, passage, digest),
      FOREIGN KEY (work, passage, previous) REFERENCES record (work, passage, digest),
      CHECK ((position = 1) = (previous IS NULL))
    ) STRICT;

    CREATE TRIGGER record_never_changes BEFORE UPDATE ON record
    BEGIN SELECT RAISE(ABORT, 'A record of the ledger never changes.'); END;

    CREATE TRIGGER record_never_leaves BEFORE DELETE ON record
    BEGIN SELECT RAISE(ABORT, 'A record of the ledger is never deleted.'); END;

    CREATE TABLE proposal (
      id TEXT PRIMARY KEY,
      work TEXT NOT NULL,
      passage TEXT NOT NULL,
      position INTEGER NOT NULL,
      UNIQUE (work, passage, position),
      FOREIGN KEY (work, passage, position) REFERENCES record (work, passage, position)
    ) STRICT;

    CREATE TABLE draft (
      proposal TEXT PRIMARY KEY REFERENCES proposal (id)
    ) STRICT;

    CREATE TABLE draft_update (
      ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
      proposal TEXT NOT NULL REFERENCES draft (proposal),
      account TEXT,
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE INDEX draft_update_in_order ON draft_update (proposal, ordinal);
    CREATE INDEX draft_update_by_account ON draft_update (proposal, account, ordinal);
  `,
};
