/**
 * Whose each Yjs client in a draft is, for good: what comes in under it from anybody else is refused. Drafts that were
 * begun before are looked through when they are brought over to flat text.
 */
import type { Migration } from "./migrate.ts";

export const draftClients: Migration = {
  number: 10,
  name: "clients of drafts",
  sql: `
    CREATE TABLE draft_client (
      proposal TEXT NOT NULL REFERENCES draft (proposal),
      client INTEGER NOT NULL,
      account TEXT,
      PRIMARY KEY (proposal, client)
    ) STRICT, WITHOUT ROWID;
  `,
};
