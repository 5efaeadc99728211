/** Where the blocks of a text begin and end that somebody brings in: another one is put beside it before it takes its place. */
import type { Migration } from "./migrate.ts";

export const textsInPieces: Migration = {
  number: 17,
  name: "texts in pieces",
  sql: `
    ALTER TABLE staged ADD COLUMN from_a INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE staged ADD COLUMN to_a INTEGER NOT NULL DEFAULT 9007199254740991;
    ALTER TABLE staged ADD COLUMN from_b INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE staged ADD COLUMN to_b INTEGER NOT NULL DEFAULT 9007199254740991;
  `,
};
