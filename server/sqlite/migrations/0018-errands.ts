/** What somebody has asked for that takes long, until some time after it is done: stopped on the way, it is gone on with. */
import type { Migration } from "./migrate.ts";

export const errands: Migration = {
  number: 18,
  name: "errands",
  sql: `
    CREATE TABLE errand (
      id TEXT PRIMARY KEY,
      -- Whoever asked for it, and in which work.
      person TEXT NOT NULL,
      work TEXT NOT NULL,
      -- What is to be done, and what it is given, as JSON.
      name TEXT NOT NULL,
      asked TEXT NOT NULL,
      begun TEXT NOT NULL,
      -- What came of it, as JSON; null until then.
      came TEXT
    ) STRICT;
  `,
};
