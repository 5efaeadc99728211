/** What was set when a draft's proposal was decided, by which its steps are ended later; null before, and in older files. */
import type { Migration } from "./migrate.ts";

export const stepsDecided: Migration = {
  number: 9,
  name: "what was set for drafts' steps when they were decided",
  sql: `ALTER TABLE draft ADD COLUMN steps_decided TEXT;`,
};
