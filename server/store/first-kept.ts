/** The rows of records of the first format: they stay as they were, beside what they became. */
import type { Database } from "better-sqlite3";
import type { FirstKept } from "../../translations/ledger/first-kept.ts";

const ROWS = "SELECT work, passage, position, at, type, event, previous, digest FROM first_record";
const IN_ORDER = "ORDER BY work, passage, position";

/** All of them, in the order of works, passages and positions; or those of one work. */
export function firstKept(db: Database, work?: string): Iterable<FirstKept> {
  if (work === undefined) return db.prepare<[], FirstKept>(`${ROWS} ${IN_ORDER}`).iterate();
  return db.prepare<[string], FirstKept>(`${ROWS} WHERE work = ? ${IN_ORDER}`).iterate(work);
}

/** Keeps what an archive brought of them, beside records that are here; what is kept already stays. All or none. */
export function keepFirst(db: Database): (rows: readonly FirstKept[]) => void {
  const keep = db.prepare<[FirstKept]>(
    `INSERT INTO first_record (work, passage, position, at, type, event, previous, digest)
     VALUES (:work, :passage, :position, :at, :type, :event, :previous, :digest) ON CONFLICT DO NOTHING`,
  );
  const all = db.transaction((rows: readonly FirstKept[]) => {
    for (const row of rows) keep.run(row);
  });
  return (rows) => all.immediate(rows);
}
