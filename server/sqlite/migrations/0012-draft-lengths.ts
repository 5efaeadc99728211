/** How many updates came into each draft, noted with each: what is cut off at the end of its log is noticed. */
import type { Migration } from "./migrate.ts";

export const draftLengths: Migration = {
  number: 12,
  name: "lengths of drafts' logs",
  sql: `
    ALTER TABLE draft ADD COLUMN updates INTEGER NOT NULL DEFAULT 0;

    UPDATE draft SET updates = (SELECT coalesce(sum(updates), 0) FROM draft_update WHERE draft = draft.id);
  `,
};
