/** What is folded from a store's records, and that it is the same when it is folded anew. */
import type { Database } from "better-sqlite3";
import { expect } from "vitest";
import { PROJECTIONS } from "../../server/reading/projections.ts";
import { rebuild } from "../../server/reading/projection.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";

/** All rows of what is folded. */
export function rowsIn(db: Database): unknown {
  const tables = PROJECTIONS.flatMap((projection) => Object.keys(projection.tables));
  return tables.map((table) => [table, db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()]);
}

/** Made anew of the records alone, through another connection, all of it is the same, to the row. */
export function expectSameAnew(db: Database): void {
  const before = rowsIn(db);
  const other = openSqlite(db.name);
  rebuild(other, PROJECTIONS);
  other.close();
  expect(rowsIn(db)).toEqual(before);
}
