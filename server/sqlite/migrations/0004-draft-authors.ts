/**
 * Who wrote in a draft, each once: an index over all updates said so as well, but every key stroke had to be put into
 * it, which made a commit twice as long.
 */
import type { Migration } from "./migrate.ts";

export const draftAuthors: Migration = {
  number: 4,
  name: "authors of drafts",
  sql: `
    CREATE TABLE draft_author (
      proposal TEXT NOT NULL REFERENCES draft (proposal),
      account TEXT NOT NULL,
      first INTEGER NOT NULL,
      PRIMARY KEY (proposal, account)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO draft_author (proposal, account, first)
      SELECT proposal, account, min(ordinal) FROM draft_update WHERE account IS NOT NULL GROUP BY proposal, account;

    DROP INDEX draft_update_by_account;
  `,
};
