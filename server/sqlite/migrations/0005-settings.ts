/** What an owner has set for the whole workbench: values by name. */
import type { Migration } from "./migrate.ts";

export const settings: Migration = {
  number: 5,
  name: "settings",
  sql: `
    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
