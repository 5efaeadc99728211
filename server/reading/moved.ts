/**
 * Passages whose source reads otherwise now than in the wording that their rendering follows, folded from the ledger: they wait
 * until somebody says that the rendering still holds, or revises it. Rows of their own, and not more columns of those that every
 * passage has: hardly any passage is ever worded anew, and for one that is, its own stream is read again. When a rendering follows
 * which wording is said once, in `ledger/state.ts`; and which passages are in no outline any more, in rows that counts need too.
 */
import type { Database } from "better-sqlite3";
import { sourceAfter, UNWORDED } from "../../translations/ledger/described.ts";
import { isRemoval } from "../../translations/ledger/events.ts";
import { endedBy } from "../../translations/ledger/describing.ts";
import { partsOf, passageStream, type LedgerRecord } from "../../translations/ledger/record.ts";
import {
  currentVersion,
  evolveVersions,
  renderedSource,
  sourceMoved,
  type Version,
} from "../../translations/ledger/state.ts";
import { recordIn, RECORDS, type RecordRow } from "../store/rows.ts";
import { each, type Projection } from "./projection.ts";

/** The passages that stand in no outline any more. */
export const retired: Projection = {
  name: "retired",
  version: 1,
  tables: {
    reading_retired: `(
      work TEXT NOT NULL,
      passage TEXT NOT NULL,
      PRIMARY KEY (work, passage)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: {},
  fold: (db) => {
    const go = db.prepare<[string, string]>("INSERT INTO reading_retired VALUES (?, ?) ON CONFLICT DO NOTHING");
    const stand = db.prepare<[string, string]>("DELETE FROM reading_retired WHERE work = ? AND passage = ?");
    return each(({ record: { stream, event } }) => {
      const { work } = partsOf(stream)!;
      if (event.type === "passage-placed") stand.run(work, event.passage);
      if (event.type === "passage-retired" || event.type === "passage-split" || event.type === "passages-joined")
        for (const passage of endedBy(event).passages) go.run(work, passage);
    });
  },
};

/** The passages that were worded anew, and what is rendered there. */
export const moved: Projection = {
  name: "moved",
  version: 1,
  tables: {
    reading_moved: `(
      work TEXT NOT NULL,
      passage TEXT NOT NULL,
      -- The wording that stands, the current version, and the wording that this follows; null if there is none.
      source INTEGER NOT NULL,
      version INTEGER,
      rendered INTEGER,
      -- The number of the record since which it waits; null if it does not.
      since INTEGER,
      PRIMARY KEY (work, passage)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: {
    reading_moved_since: "reading_moved (since) WHERE since IS NOT NULL",
  },
  fold: (db) => {
    const known = db
      .prepare<[string, string], number>("SELECT 1 FROM reading_moved WHERE work = ? AND passage = ?")
      .pluck();
    const save = db.prepare<[string, string, number, number | null, number | null, number | null]>(
      "INSERT OR REPLACE INTO reading_moved (work, passage, source, version, rendered, since) VALUES (?, ?, ?, ?, ?, ?)",
    );
    const of = db.prepare<[string, number], RecordRow>(`${RECORDS} WHERE stream = ? AND number <= ? ORDER BY position`);
    return each(({ number, record }) => {
      const { kind, work, id: passage } = partsOf(record.stream)!;
      if (kind !== "passage" || !tells(record)) return;
      const isAnew = record.event.type === "source-worded" && record.event.number > 1;
      if (!isAnew && known.get(work, passage) === undefined) return;
      const { source, worded, version } = read(of.iterate(passageStream({ work, passage }), number));
      const since = version && sourceMoved(version, source) ? worded.get(source.since ?? source.number)! : null;
      save.run(work, passage, source.number, version?.number ?? null, version && renderedSource(version), since);
    });
  },
};

/** True of what changes which wording stands, which version is current, or which wording that follows. */
function tells({ event }: LedgerRecord): boolean {
  const { type } = event;
  if (type === "source-worded" || type === "source-confirmed") return true;
  return type === "version-recorded" || type === "version-chosen" || type === "version-withdrawn" || isRemoval(event);
}

/** What a passage's records say: its source, the numbers of the records that worded it, and its current version. */
function read(rows: Iterable<RecordRow>) {
  let source = UNWORDED;
  let versions: readonly Version[] = [];
  const worded = new Map<number, number>();
  for (const row of rows) {
    const record = recordIn(row);
    versions = evolveVersions(versions, record);
    if (record.event.type !== "source-worded") continue;
    source = sourceAfter(record.event, source);
    worded.set(source.number, row.number);
  }
  return { source, worded, version: currentVersion({ versions }) ?? null };
}

/** A passage that waits, because its source reads otherwise than in the wording that its current version renders. */
export interface MovedLine {
  work: string;
  passage: string;
  version: number;
  rendered: number;
  /** The wording that stands. */
  source: number;
}

/** Where a page of them goes on: behind the number of the record since which its last one waits. */
export interface MovedPage {
  lines: MovedLine[];
  next: number | null;
  /** How many wait, all together. */
  count: number;
}

/** Those that wait in works that stand with the others and are not `hidden`, the longest first, from behind `after`. */
export function movedIn(db: Database): (hidden: ReadonlySet<string>, after: number, most: number) => MovedPage {
  const waiting = `FROM reading_moved JOIN work ON work.id = reading_moved.work AND work.away IS NULL AND work.staged IS NULL
    WHERE since > ? AND reading_moved.work NOT IN (SELECT value FROM json_each(?)) AND NOT EXISTS (
      SELECT 1 FROM reading_retired WHERE reading_retired.work = reading_moved.work AND reading_retired.passage = reading_moved.passage)`;
  const lines = db.prepare<[number, string, number], MovedLine & { since: number }>(
    `SELECT reading_moved.work AS work, passage, version, rendered, source, since ${waiting} ORDER BY since LIMIT ?`,
  );
  const count = db.prepare<[number, string], number>(`SELECT count(*) ${waiting}`).pluck();
  return (hidden, after, most) => {
    const listed = JSON.stringify([...hidden]);
    const rows = lines.all(after, listed, most + 1);
    const shown = rows.slice(0, most);
    const next = rows.length > most ? shown.at(-1)!.since : null;
    return { lines: shown.map(({ since: _, ...line }) => line), next, count: count.get(0, listed)! };
  };
}
