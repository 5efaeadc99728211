/**
 * Drafts have ids of their own: a proposal will have several. Every proposal gets one, begun or not, and what was kept of
 * its draft follows. The tables are made anew, since a key can't be changed; what is dropped is written over in the file,
 * or words would stay there that the end of a draft's steps takes out.
 */
import type { Migration } from "./migrate.ts";

export const draftIds: Migration = {
  number: 11,
  name: "ids of drafts",
  sql: `
    PRAGMA secure_delete = ON;

    ALTER TABLE draft RENAME TO old_draft;
    ALTER TABLE draft_update RENAME TO old_update;
    ALTER TABLE draft_checkpoint RENAME TO old_checkpoint;
    ALTER TABLE draft_author RENAME TO old_author;
    ALTER TABLE draft_client RENAME TO old_client;

    CREATE TABLE draft (
      id TEXT PRIMARY KEY,
      proposal TEXT NOT NULL REFERENCES proposal (id),
      begun INTEGER NOT NULL DEFAULT 0 CHECK (begun IN (0, 1)),
      thinned INTEGER NOT NULL DEFAULT 0,
      steps_decided TEXT,
      steps_after TEXT CHECK (steps_after IN ('kept', 'anonymous', 'dropped'))
    ) STRICT;

    CREATE INDEX draft_of_proposal ON draft (proposal);

    CREATE TABLE draft_update (
      ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
      draft TEXT NOT NULL REFERENCES draft (id),
      account TEXT,
      at INTEGER,
      since INTEGER,
      updates INTEGER NOT NULL DEFAULT 1 CHECK (updates >= 1),
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE draft_checkpoint (
      draft TEXT PRIMARY KEY REFERENCES draft (id),
      updates INTEGER NOT NULL CHECK (updates >= 1),
      through INTEGER NOT NULL REFERENCES draft_update (ordinal),
      state BLOB NOT NULL
    ) STRICT;

    CREATE TABLE draft_author (
      draft TEXT NOT NULL REFERENCES draft (id),
      account TEXT NOT NULL,
      first INTEGER NOT NULL,
      PRIMARY KEY (draft, account)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE draft_client (
      draft TEXT NOT NULL REFERENCES draft (id),
      client INTEGER NOT NULL,
      account TEXT,
      PRIMARY KEY (draft, client)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO draft (id, proposal, begun, thinned, steps_decided, steps_after)
      SELECT lower(hex(randomblob(10))), id, old_draft.proposal IS NOT NULL, coalesce(thinned, 0), steps_decided, steps_after
      FROM proposal LEFT JOIN old_draft ON old_draft.proposal = id;
    INSERT INTO draft_update (ordinal, draft, account, at, since, updates, bytes)
      SELECT ordinal, id, account, at, since, updates, bytes FROM old_update JOIN draft USING (proposal) ORDER BY ordinal;
    INSERT INTO draft_checkpoint (draft, updates, through, state)
      SELECT id, updates, through, state FROM old_checkpoint JOIN draft USING (proposal);
    INSERT INTO draft_author (draft, account, first)
      SELECT id, account, first FROM old_author JOIN draft USING (proposal);
    INSERT INTO draft_client (draft, client, account)
      SELECT id, client, account FROM old_client JOIN draft USING (proposal);

    -- An ordinal is never given again, also one whose row is gone.
    DELETE FROM sqlite_sequence WHERE name = 'draft_update';
    INSERT INTO sqlite_sequence (name, seq) SELECT 'draft_update', seq FROM sqlite_sequence WHERE name = 'old_update';

    DROP TABLE old_client;
    DROP TABLE old_author;
    DROP TABLE old_checkpoint;
    DROP TABLE old_update;
    DROP TABLE old_draft;

    CREATE INDEX draft_update_in_order ON draft_update (draft, ordinal);
    CREATE INDEX draft_checkpoint_through ON draft_checkpoint (through);

    PRAGMA secure_delete = OFF;
  `,
};
