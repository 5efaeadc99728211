/**
 * Records stand in streams, and are kept as the bytes that were digested. What there was is verified, brought over, and
 * stays as it was in a table of its own; every new record says the digest that it had there. What works are is said by
 * records too, and no more by their rows.
 */
import type { Database } from "better-sqlite3";
import { workAfter } from "../../../translations/ledger/described.ts";
import {
  broughtOver,
  firstProblem,
  isOneAct,
  workBroughtOver,
  type FirstEvent,
  type FirstRecord,
} from "../../../translations/ledger/first-format.ts";
import {
  partsOf,
  passageStream,
  proposalStream,
  type End,
  type LedgerRecord,
} from "../../../translations/ledger/record.ts";
import type { Work } from "../../../translations/ledger/work.ts";
import { digestOfText } from "../../../translations/text/digest.ts";
import { FIRST_FLAWS } from "../../store/first-flaws.ts";
import { newSalt } from "../../store/ids.ts";
import { endsIn } from "../../store/ends.ts";
import type { Migration } from "./migrate.ts";
import { besideText } from "../../store/rows.ts";
import { digestOfDescribed, type DescribedRow } from "./0006-ends.ts";

/** What there was can't be brought over; the message names the record and says what to do. */
export class BrokenLedger extends Error {
  override name = "BrokenLedger";
}

export const streams: Migration = {
  number: 13,
  name: "streams, works as records",
  sql: `
    ALTER TABLE record RENAME TO first_record;
    DROP TRIGGER record_never_changes;
    DROP TRIGGER record_never_leaves;

    -- But for what is taken out of it, whole.
    CREATE TRIGGER first_record_never_changes BEFORE UPDATE ON first_record
    WHEN NEW.event <> '' OR (NEW.work, NEW.passage, NEW.position, NEW.at, NEW.type, NEW.previous, NEW.digest)
      IS NOT (OLD.work, OLD.passage, OLD.position, OLD.at, OLD.type, OLD.previous, OLD.digest)
    BEGIN SELECT RAISE(ABORT, 'A record of the ledger never changes.'); END;

    CREATE TRIGGER first_record_never_leaves BEFORE DELETE ON first_record
    BEGIN SELECT RAISE(ABORT, 'A record of the ledger is never deleted.'); END;

    CREATE TABLE record (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      work TEXT NOT NULL REFERENCES work (id),
      stream TEXT NOT NULL,
      position INTEGER NOT NULL CHECK (position >= 1),
      body TEXT NOT NULL,
      digest TEXT NOT NULL,
      UNIQUE (stream, position)
    ) STRICT;

    CREATE INDEX record_of_work ON record (work, number);

    -- What may have to go, beside the record: see rows.ts.
    CREATE TABLE enclosed (
      number INTEGER PRIMARY KEY REFERENCES record (number),
      beside TEXT NOT NULL
    ) STRICT;

    CREATE TRIGGER record_never_changes BEFORE UPDATE ON record
    BEGIN SELECT RAISE(ABORT, 'A record of the ledger never changes.'); END;

    CREATE TRIGGER record_never_leaves BEFORE DELETE ON record
    BEGIN SELECT RAISE(ABORT, 'A record of the ledger is never deleted.'); END;

    -- A key that others refer to can't be changed: the table is made anew, and its rows are back before that is asked.
    PRAGMA defer_foreign_keys = ON;
    CREATE TABLE first_proposal AS SELECT id, work, passage FROM proposal ORDER BY rowid;
    DROP TABLE proposal;
    CREATE TABLE proposal (
      id TEXT PRIMARY KEY,
      work TEXT NOT NULL REFERENCES work (id)
    ) STRICT;
    INSERT INTO proposal (id, work) SELECT id, work FROM first_proposal ORDER BY rowid;

    -- What a proposal revises, in the order in which it came to it.
    CREATE TABLE part (
      proposal TEXT NOT NULL REFERENCES proposal (id),
      work TEXT NOT NULL,
      passage TEXT NOT NULL,
      PRIMARY KEY (proposal, passage)
    ) STRICT;
    CREATE INDEX part_of_passage ON part (work, passage);
    INSERT INTO part (proposal, work, passage) SELECT id, work, passage FROM first_proposal ORDER BY rowid;

    -- The part that a draft is of.
    ALTER TABLE draft ADD COLUMN passage TEXT NOT NULL DEFAULT '';
    UPDATE draft SET passage = (SELECT passage FROM first_proposal WHERE id = proposal);
    DROP TABLE first_proposal;

    -- How each stream ends: how many records it has, and the digest of the last.
    DROP TABLE passage_end;
    CREATE TABLE stream_end (
      stream TEXT PRIMARY KEY,
      work TEXT NOT NULL,
      records INTEGER NOT NULL,
      digest TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX stream_end_of_work ON stream_end (work, stream, digest);
  `,
  then(db) {
    verifyEnd(db);
    const works = verifiedWorks(db);
    db.exec("UPDATE ledger_end SET records = 0, digest = ''");
    const add = adding(db);
    const described = new Map<string, Work>();
    for (const row of works) {
      const records = recordsOfWork(row);
      described.set(row.id, workAfter(records)!);
      add(records);
    }
    const bring = bringingOver(db, described);
    const lastOf = new Map<string, FirstRecord>();
    for (const act of actsOf(inOrder(db))) {
      for (const record of act) {
        const passage = `${record.work}/${record.passage}`;
        const problem = firstProblem(record, lastOf.get(passage) ?? null);
        if (problem) throw broken(`${passage}, record ${record.position}`, FIRST_FLAWS[problem]);
        lastOf.set(passage, record);
      }
      add(bring(act));
    }
    db.exec("ALTER TABLE work DROP COLUMN description");
    const ends = endsIn(db);
    for (const { id } of works) ends.shelved(id);
  },
};

function broken(where: string, what: string): BrokenLedger {
  return new BrokenLedger(
    `The records kept so far can't be brought over: of ${where}, ${what}. Nothing was changed. ` +
      "Restore the last copy that verifies, and start with that.",
  );
}

/** Whether there are as many records as there were, and the same. */
function verifyEnd(db: Database): void {
  const end = db.prepare<[], { records: number; digest: string }>("SELECT records, digest FROM ledger_end").get();
  let [records, digest] = [0, ""];
  for (const each of db.prepare<[], string>("SELECT digest FROM first_record ORDER BY ordinal").pluck().iterate()) {
    records++;
    digest = digestOfText(digest + each);
  }
  if (end?.records !== records)
    throw broken("the whole ledger", `there are ${records}, but there were ${end?.records ?? "some"}`);
  if (end.digest !== digest)
    throw broken("the whole ledger", "some are not those that were added, or in another order");
}

/** The rows of works, in their order, none changed behind the program's back. */
function verifiedWorks(db: Database): DescribedRow[] {
  const rows = db.prepare<[], DescribedRow & { digest: string }>(
    "SELECT ordinal, id, description, away, digest FROM work ORDER BY ordinal",
  );
  return rows.all().map(({ digest, ...row }) => {
    if (digest !== digestOfDescribed(row)) throw broken(`work ${row.id}`, "its description, place or id was changed");
    return row;
  });
}

/** What its description says, as records. */
function recordsOfWork({ id, description }: DescribedRow): LedgerRecord[] {
  try {
    const work = JSON.parse(description) as Parameters<typeof workBroughtOver>[0];
    if (work.id !== id) throw new RangeError("it is of another work");
    return workBroughtOver(work, new Date().toISOString(), newSalt);
  } catch (cause) {
    throw broken(`work ${id}`, `its description can't be read (${(cause as Error).message})`);
  }
}

interface FirstRow extends Omit<FirstRecord, "event"> {
  ordinal: number;
  event: string;
}

/** All records of the first format in the order in which they were added. */
function* inOrder(db: Database): Generator<FirstRecord> {
  const page = db.prepare<[number], FirstRow>(
    `SELECT ordinal, work, passage, position, at, event, previous, digest FROM first_record
     WHERE ordinal > ? ORDER BY ordinal LIMIT 1000`,
  );
  for (let rows = page.all(0); rows.length > 0; rows = page.all(rows.at(-1)!.ordinal))
    for (const { ordinal: _, event, ...row } of rows) yield { ...row, event: parsed(event, row) };
}

function parsed(event: string, { work, passage, position }: Omit<FirstRecord, "event">): FirstEvent {
  try {
    return JSON.parse(event) as FirstEvent;
  } catch {
    throw broken(`${work}/${passage}, record ${position}`, "what it says is no JSON");
  }
}

/** The records as they were decided, at once or one after another. */
function* actsOf(records: Iterable<FirstRecord>): Generator<[FirstRecord, ...FirstRecord[]]> {
  let waiting: FirstRecord | null = null;
  for (const record of records) {
    const together: boolean = waiting !== null && isOneAct(waiting, record);
    if (waiting) yield together ? [waiting, record] : [waiting];
    waiting = together ? null : record;
  }
  if (waiting) yield [waiting];
}

function bringingOver(
  db: Database,
  works: ReadonlyMap<string, Work>,
): (act: readonly [FirstRecord, ...FirstRecord[]]) => LedgerRecord[] {
  const last = db.prepare<[string], End>(
    "SELECT position, digest FROM record WHERE stream = ? ORDER BY position DESC LIMIT 1",
  );
  return (act) => {
    const [{ work, passage }] = act;
    const described = works.get(work);
    if (!described) throw broken(`${work}/${passage}`, "its work is missing");
    const streams = streamsOf(act);
    const odd = streams.find((stream) => !partsOf(stream));
    if (odd !== undefined) throw broken(`${work}/${passage}`, `“${odd}” can't be the name of a stream`);
    const known = new Map(streams.flatMap((stream) => [[stream, last.get(stream)] as const]).filter(hasEnd));
    return broughtOver(act, described, known, newSalt);
  };
}

/** The streams that an act adds to, once it is brought over. */
function streamsOf(act: readonly FirstRecord[]): string[] {
  return act.flatMap(({ work, passage, event }) => [
    passageStream({ work, passage }),
    ...("proposal" in event && event.proposal !== null ? [proposalStream(work, event.proposal)] : []),
  ]);
}

function hasEnd(entry: readonly [string, End | undefined]): entry is readonly [string, End] {
  return entry[1] !== undefined;
}

/** Adds records, and counts them at the ends of their streams and of the ledger. */
function adding(db: Database): (records: readonly LedgerRecord[]) => void {
  const add = db.prepare<[string, string, number, string, string]>(
    "INSERT INTO record (work, stream, position, body, digest) VALUES (?, ?, ?, ?, ?)",
  );
  const addEnclosed = db.prepare<[number | bigint, string]>("INSERT INTO enclosed (number, beside) VALUES (?, ?)");
  const ends = endsIn(db);
  return (records) => {
    for (const record of records) {
      const { stream, position, body, digest, beside } = record;
      const { lastInsertRowid } = add.run(partsOf(stream)!.work, stream, position, body, digest);
      addEnclosed.run(lastInsertRowid, besideText(beside));
    }
    ends.recorded(records);
  };
}
