/**
 * Logs of drafts that are thinned to playable steps: what a step stands for, since when, and how far a log was looked
 * through; and a place to try whether the disk takes anything.
 */
import type { Migration } from "./migrate.ts";

export const thinnedLogs: Migration = {
  number: 3,
  name: "thinned logs, a place to try the disk",
  sql: `
    ALTER TABLE draft ADD COLUMN thinned INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE draft_update ADD COLUMN since INTEGER;
    ALTER TABLE draft_update ADD COLUMN updates INTEGER NOT NULL DEFAULT 1 CHECK (updates >= 1);

    -- Each row that leaves a log is looked for among the checkpoints.
    CREATE INDEX draft_checkpoint_through ON draft_checkpoint (through);

    CREATE TABLE trial (bytes BLOB NOT NULL) STRICT;
  `,
};
