/** What became of a draft's steps when its proposal was decided; null while nothing was done about them. */
import type { Migration } from "./migrate.ts";

export const stepsAfter: Migration = {
  number: 7,
  name: "what became of drafts' steps",
  sql: `ALTER TABLE draft ADD COLUMN steps_after TEXT CHECK (steps_after IN ('kept', 'anonymous', 'dropped'));`,
};
