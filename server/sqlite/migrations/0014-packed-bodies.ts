/** The bodies of records lie packed, and their digests as bytes: what they say, and what is digested, stays as it was. */
import { packed } from "../../store/packed.ts";
import type { Migration } from "./migrate.ts";

export const packedBodies: Migration = {
  number: 14,
  name: "bodies of records packed",
  sql: `
    DROP TRIGGER record_never_changes;
    ALTER TABLE record ADD COLUMN packed BLOB NOT NULL DEFAULT x'';
    ALTER TABLE record ADD COLUMN bytes BLOB NOT NULL DEFAULT x'';
  `,
  then(db) {
    db.function("packed", { deterministic: true }, (body) => packed(body as string));
    db.exec(`
      UPDATE record SET packed = packed(body), bytes = unhex(digest);
      ALTER TABLE record DROP COLUMN body;
      ALTER TABLE record DROP COLUMN digest;
      ALTER TABLE record RENAME COLUMN packed TO body;
      ALTER TABLE record RENAME COLUMN bytes TO digest;

      CREATE TRIGGER record_never_changes BEFORE UPDATE ON record
      BEGIN SELECT RAISE(ABORT, 'A record of the ledger never changes.'); END;
    `);
  },
};
