/**
 * The ends of the ledger: how many works and records there are, and a digest that runs over all of them; and how each stream
 * ends. Kept in the transaction that adds a record, so that one which has gone since, or a whole stream of them, is missed.
 */
import type { Database } from "better-sqlite3";
import { endsAfter, partsOf, type LedgerRecord } from "../../translations/ledger/record.ts";
import { digestOfJson, digestOfText } from "../../translations/text/digest.ts";

/** A row of `work`, as it is kept. */
export interface WorkRow {
  ordinal: number;
  id: string;
  /** When it was put away (ISO 8601 instant); null while it stands with the others. */
  away: string | null;
  /** The run with which it is still on its way in, seen by nobody; null once it is open. */
  staged: string | null;
}

/** The digest of a work's row: its place among the works, whether it was put away, and whether it is open. */
export function digestOfWork({ ordinal, id, away, staged }: WorkRow): string {
  return digestOfJson({ ordinal, id, away, ...(staged && { staged }) });
}

/** The running digest after one more record; "" before the first. */
export function runningDigest(before: string, record: string): string {
  return digestOfText(before + record);
}

/** What is kept at the ends, moved on within a transaction that is already there. */
export interface Ends {
  /** After records were added, in this order. */
  recorded(records: readonly Pick<LedgerRecord, "stream" | "position" | "digest">[]): void;
  /** After a work's row was added or changed. */
  shelved(id: string): void;
}

/** What is kept of works' rows alone. */
function shelvedIn(db: Database): Ends["shelved"] {
  // Tables that are just being brought up to date may lack a column.
  const work = db.prepare<[string], WorkRow>("SELECT * FROM work WHERE id = ?");
  const seal = db.prepare<[string, string]>("UPDATE work SET digest = ? WHERE id = ?");
  const count = db.prepare("UPDATE ledger_end SET works = (SELECT count(*) FROM work)");
  return (id) => {
    const row = work.get(id);
    if (row) seal.run(digestOfWork(row), id);
    count.run();
  };
}

export function endsIn(db: Database): Ends {
  const last = db.prepare<[], string>("SELECT digest FROM ledger_end").pluck();
  const move = db.prepare<[number, string]>("UPDATE ledger_end SET records = records + ?, digest = ?");
  const moveStream = db.prepare<[string, string, number, string]>(
    `INSERT INTO stream_end (stream, work, records, digest) VALUES (?, ?, ?, ?)
     ON CONFLICT (stream) DO UPDATE SET records = excluded.records, digest = excluded.digest`,
  );
  return {
    shelved: shelvedIn(db),
    recorded(records) {
      const running = records.reduce((before, { digest }) => runningDigest(before, digest), last.get() ?? "");
      move.run(records.length, running);
      // Of a stream that has several, the last is its end.
      for (const [stream, { position, digest }] of endsAfter(records))
        moveStream.run(stream, partsOf(stream)!.work, position, digest);
    },
  };
}
