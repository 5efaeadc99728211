/** Texts that somebody brings in, before they are a work: whose they are, what was read and how it was mended. */
import type { Migration } from "./migrate.ts";

export const stagedTexts: Migration = {
  number: 16,
  name: "staged texts",
  sql: `
    CREATE TABLE staged (
      id TEXT PRIMARY KEY,
      person TEXT NOT NULL,
      changed TEXT NOT NULL,
      made TEXT,
      about TEXT NOT NULL,
      found TEXT NOT NULL,
      pairs TEXT NOT NULL,
      mends TEXT NOT NULL
    ) STRICT;

    CREATE INDEX staged_of_person ON staged (person, changed);

    CREATE TABLE staged_block (
      staged TEXT NOT NULL REFERENCES staged ON DELETE CASCADE,
      side TEXT NOT NULL CHECK (side IN ('a', 'b')),
      place INTEGER NOT NULL,
      pieces TEXT NOT NULL,
      PRIMARY KEY (staged, side, place)
    ) STRICT;
  `,
};
