/** Checkpoints of drafts, and the time of each update in their logs. Updates from before have none. */
import type { Migration } from "./migrate.ts";

export const checkpointsTimes: Migration = {
  number: 2,
  name: "checkpoints, times of updates",
  sql: `
    ALTER TABLE draft_update ADD COLUMN at INTEGER;

    CREATE TABLE draft_checkpoint (
      proposal TEXT PRIMARY KEY REFERENCES draft (proposal),
      updates INTEGER NOT NULL CHECK (updates >= 1),
      through INTEGER NOT NULL REFERENCES draft_update (ordinal),
      state BLOB NOT NULL
    ) STRICT;
  `,
};
