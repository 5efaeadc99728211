/** Each work as its records describe it, folded from the ledger. */
import type { Database } from "better-sqlite3";
import { foldingWork, workAfter } from "../../translations/ledger/described.ts";
import { isDescribing, isRemoval } from "../../translations/ledger/events.ts";
import { partsOf, type LedgerRecord, type Numbered } from "../../translations/ledger/record.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { DESCRIPTION_TABLES, descriptionsIn, writtenInPieces } from "../store/descriptions.ts";
import { recordIn, RECORDS, type RecordRow } from "../store/rows.ts";
import type { Projection } from "./projection.ts";

export const works: Projection = {
  name: "works",
  version: 5,
  tables: DESCRIPTION_TABLES,
  indices: {},
  fold: (db, known) => {
    const { read, save } = descriptionsIn(db);
    const inRows = (id: string): Work | null => read(id, known?.(id) ?? null)?.work ?? null;
    const all = db.prepare<[string, number], RecordRow>(TELLING);
    // What was taken out is not in what is read again.
    const again = (id: string, through: number): Work | null => workAfter(describingIn(all.iterate(id, through)));
    const isStaged = stagedIn(db);
    let waiting = new Map<string, Folded>();
    return (added, more = false) => {
      // Nothing waits any longer if this fails.
      const works = waiting;
      waiting = new Map();
      for (const [id, records] of describing(added)) {
        // Its row is made when it is opened: written with every piece of it, it would be written many times over.
        if (!more && isStaged(id)) continue;
        const rows = works.has(id) ? works.get(id)!.rows : inRows(id);
        const before = works.get(id)?.work ?? rows;
        const said = records.map(({ record }) => record);
        const described = records.at(-1)!.number;
        const isLess = said.some(({ event }) => isRemoval(event));
        works.set(id, { work: isLess ? again(id, described) : workAfter(said, before), described, rows });
      }
      if (more) waiting = works;
      else
        for (const [id, each] of works)
          if (isStaged(id)) waiting.set(id, each);
          else if (each.work) save(each.work, each.described, each.rows);
    };
  },
};

/**
 * True of the records that may tell of a work. Most are versions, which are not read for this: what a body says of its type
 * stands in it just so.
 */
const MAY_TELL = `stream NOT GLOB 'proposal/*' AND instr(body, CAST('"type":"version-recorded"' AS BLOB)) = 0`;

/** What may tell of a work, up to a record. */
const TELLING = `${RECORDS} WHERE work = ? AND number <= ? AND ${MAY_TELL} ORDER BY number`;

/** Whether a work is still on its way in. */
function stagedIn(db: Database): (work: string) => boolean {
  const staged = db.prepare<[string], number>("SELECT 1 FROM work WHERE id = ? AND staged IS NOT NULL").pluck();
  return (work) => staged.get(work) !== undefined;
}

/** So many of a work's records are looked through at a time. */
const LOOKED_THROUGH = 200;

/**
 * For a work that is to be opened, all of whose records are there: reads what it is, with a pause after every few, each saying
 * how many characters were gone through, and gives what writes it down within the transaction that opens the work.
 */
export function opening(db: Database): (work: string) => Generator<number, () => void> {
  const { saveWritten } = descriptionsIn(db);
  const some = db.prepare<[string, number], { through: number | null; bytes: number }>(
    `SELECT max(number) AS through, total(octet_length(body)) AS bytes
     FROM (SELECT number, body FROM record WHERE work = ? AND number > ? ORDER BY number LIMIT ${LOOKED_THROUGH})`,
  );
  const among = db.prepare<[string, number, number], RecordRow>(
    `${RECORDS} WHERE work = ? AND number > ? AND number <= ? AND ${MAY_TELL} ORDER BY number`,
  );
  return function* (id) {
    const folding = foldingWork();
    let [from, described] = [0, 0];
    for (let next = some.get(id, from)!; next.through !== null; next = some.get(id, from)!) {
      const rows = among.all(id, from, next.through);
      yield next.bytes;
      for (const row of rows) {
        const record = recordIn(row);
        if (!tellsOfWork(record)) continue;
        folding.take(record);
        described = row.number;
        yield row.beside.length;
      }
      from = next.through;
    }
    const work = folding.work();
    const written = work && (yield* writtenInPieces(work));
    return () => void (written && saveWritten(written, described));
  };
}

/** A work, and the number of the last record that describes it. */
interface Folded {
  work: Work | null;
  described: number;
  /** As its rows have it. */
  rows: Work | null;
}

/** Those of a work's records that describe it. */
function* describingIn(rows: Iterable<RecordRow>): Generator<LedgerRecord> {
  for (const row of rows) {
    const record = recordIn(row);
    if (tellsOfWork(record)) yield record;
  }
}

/** True of what describes a work, or takes something out of that. */
function tellsOfWork({ stream, event }: LedgerRecord): boolean {
  if (isDescribing(event) || event.type === "wording-removed") return true;
  return event.type === "name-removed" && partsOf(stream)?.kind !== "proposal";
}

/** Those records that describe works, by work. */
function describing(added: readonly Numbered[]): ReadonlyMap<string, Numbered[]> {
  const found = new Map<string, Numbered[]>();
  for (const one of added) {
    if (!tellsOfWork(one.record)) continue;
    const { work } = partsOf(one.record.stream)!;
    const own = found.get(work);
    if (own) own.push(one);
    else found.set(work, [one]);
  }
  return found;
}
