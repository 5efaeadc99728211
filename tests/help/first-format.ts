/** Ledgers of the first format, as they were written before records stood in streams. */
import type { Database } from "better-sqlite3";
import { appliedMigrations, migrate, MIGRATIONS } from "../../server/sqlite/migrations/migrations.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import { digestOfDescribed, type DescribedRow } from "../../server/sqlite/migrations/0006-ends.ts";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import type { FirstEvent, FirstRecord } from "../../translations/ledger/first-format.ts";
import type { LedgerRecord, Place } from "../../translations/ledger/record.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { digestOfJson, digestOfText } from "../../translations/text/digest.ts";
import { canonicalJson } from "../../translations/text/json.ts";

/** The records of these events, which are all that was said about a passage, each at its instant. */
export function firstRecords(
  { work, passage }: Place,
  events: readonly [at: string, event: FirstEvent][],
): FirstRecord[] {
  const records: FirstRecord[] = [];
  for (const [at, event] of events) {
    const before = records.at(-1);
    const body = { work, passage, position: records.length + 1, at, event, previous: before?.digest ?? null };
    records.push({ ...body, digest: digestOfJson(body) });
  }
  return records;
}

/** What the records about a passage were in the first format: a version before the decision that made it, and nothing that streams add. */
export function asFirst(place: Place, records: readonly LedgerRecord[]): FirstRecord[] {
  const acts = new Map<string, LedgerRecord[]>();
  for (const record of records) acts.set(record.act.id, [...(acts.get(record.act.id) ?? []), record]);
  const events = [...acts.values()].flatMap((act) =>
    act.map(({ at, event }): [string, FirstEvent] => [at, asFirstEvent(event)]).reverse(),
  );
  return firstRecords(place, events);
}

/** What an event about a proposal of one part was. */
function asFirstEvent(event: LedgerEvent): FirstEvent {
  switch (event.type) {
    case "version-recorded": {
      const { decision: _, madeCurrent: __, source: ___, translation: ____, ...rest } = event;
      return rest;
    }
    case "proposal-opened": {
      const { parts, ...rest } = event;
      return { ...rest, base: parts[0]!.base };
    }
    case "proposal-submitted": {
      const { parts, ...rest } = event;
      const { passage: _, ...words } = parts[0]!;
      return { ...rest, ...words };
    }
    case "proposal-accepted": {
      const { parts, ...rest } = event;
      return { ...rest, number: parts[0]!.number };
    }
    case "proposal-rebased": {
      const { passage: _, ...rest } = event;
      return rest;
    }
    case "proposal-returned":
    case "proposal-declined":
    case "proposal-withdrawn": {
      const { passages: _, ...rest } = event;
      return rest;
    }
    case "text-supplied": {
      const { decision: _, ...rest } = event;
      return rest;
    }
    default:
      return event;
  }
}

/** Adds a work to a database in which works have no records yet. */
export function addFirstWork(db: Database, work: Work): void {
  db.prepare("INSERT INTO work (id, description) VALUES (?, ?)").run(work.id, canonicalJson(work));
  if (appliedMigrations(db) < 6) return;
  const row = db.prepare<[string], DescribedRow>("SELECT ordinal, id, description, away FROM work WHERE id = ?");
  db.prepare("UPDATE work SET digest = ? WHERE id = ?").run(digestOfDescribed(row.get(work.id)!), work.id);
}

/** Adds records to a database whose tables are those of the first format, with the rows of the proposals they open. */
export function addFirst(db: Database, records: readonly FirstRecord[]): void {
  const add = db.prepare(
    "INSERT INTO record (work, passage, position, at, type, event, previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const addProposal = db.prepare("INSERT INTO proposal (id, work, passage, position) VALUES (?, ?, ?, ?)");
  for (const { work, passage, position, at, event, previous, digest } of records) {
    add.run(work, passage, position, at, event.type, canonicalJson(event), previous, digest);
    if (event.type === "proposal-opened") addProposal.run(event.proposal, work, passage, position);
  }
}

/** So many migrations made the tables of the last program of the first format. */
export const FIRST_TABLES = 12;

/** A database as it was left by a program of the first format. @returns its file */
export function leftByFirst(
  file: string,
  records: readonly FirstRecord[],
  work: Work,
  harm: (db: Database) => void = () => undefined,
): string {
  const db = openSqlite(file);
  db.pragma("synchronous = OFF");
  migrate(db, MIGRATIONS.slice(0, FIRST_TABLES));
  addFirstWork(db, work);
  addFirst(db, records);
  for (const { event } of records)
    if (event.type === "proposal-opened")
      db.prepare("INSERT INTO draft (id, proposal) VALUES (?, ?)").run(`draft-of-${event.proposal}`, event.proposal);
  counted(db);
  harm(db);
  db.close();
  return file;
}

/** The ends, as the program kept them. */
function counted(db: Database): void {
  const digests = db.prepare<[], string>("SELECT digest FROM record ORDER BY ordinal").pluck().all();
  const digest = digests.reduce((running, each) => digestOfText(running + each), "");
  db.prepare("UPDATE ledger_end SET works = 1, records = ?, digest = ?").run(digests.length, digest);
  db.exec("INSERT INTO passage_end SELECT work, passage, max(position), digest FROM record GROUP BY work, passage");
}
