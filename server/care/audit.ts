/**
 * Reads every row of every table that matters, and says what is missing, bent or left over. It only reads, in one
 * transaction, so that the workbench may go on meanwhile. What a passage's records may say stands in
 * `translations/ledger/verify.ts`; here they are found, counted, and laid beside what else the database says of them.
 */
import type { Database } from "better-sqlite3";
import * as Y from "yjs";
import type { LedgerEvent, LedgerRecord } from "../../translations/ledger/events.ts";
import { ROLES } from "../../translations/ledger/roles.ts";
import { verifyStream } from "../../translations/ledger/verify.ts";
import { canonicalJson } from "../../translations/text/json.ts";
import { digestOfWork, runningDigest, type WorkRow } from "../store/ends.ts";
import { MIGRATIONS } from "../store/migrations/index.ts";

/** One thing that is wrong, and where. */
export interface Fault {
  /** The record or row, as a person names it: "nip14/s10, record 3". */
  where: string;
  /** A sentence. */
  what: string;
}

export interface Audit {
  works: number;
  records: number;
  versions: number;
  drafts: number;
  faults: Fault[];
}

type Report = (where: string, what: string) => void;

/** Everything that is wrong with the workbench in `db`, whose tables are this program's. */
export function audit(db: Database): Audit {
  const faults: Fault[] = [];
  const report: Report = (where, what) => faults.push({ where, what });
  db.exec("BEGIN");
  try {
    fileFaults(db, report);
    const works = readWorks(db, report);
    const streams = readStreams(db, works, report);
    orderFaults(db, report);
    endFaults(db, streams, report);
    proposalFaults(db, streams.opened, report);
    const drafts = draftFaults(db, report);
    accountFaults(db, streams, report);
    return { works: works.size, records: streams.records, versions: streams.versions, drafts, faults };
  } finally {
    db.exec("ROLLBACK");
  }
}

/** The file itself, the links between its rows, and what keeps records as they are. */
function fileFaults(db: Database, report: Report): void {
  for (const said of db.pragma("integrity_check(20)") as { integrity_check: string }[])
    if (said.integrity_check !== "ok") report("the file", `SQLite finds it damaged: ${said.integrity_check}.`);
  for (const { table, rowid, parent } of db.pragma("foreign_key_check") as Dangling[])
    report(`a row of “${table}” (${rowid ?? "without number"})`, `It speaks of a row of “${parent}” that is missing.`);
  const triggers = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
  for (const name of ["record_never_changes", "record_never_leaves"])
    if (!triggers.includes(name))
      report("the tables", `The rule “${name}” is missing: records are no longer kept from changing.`);
  const applied = db
    .prepare<[], { number: number; name: string }>("SELECT number, name FROM migration ORDER BY number")
    .all();
  for (const { number, name } of MIGRATIONS)
    if (!applied.some((each) => each.number === number && each.name === name))
      report("the tables", `Step ${number}, “${name}”, is not noted among those that they have had.`);
}

interface Dangling {
  table: string;
  rowid: number | null;
  parent: string;
}

/** The ids of the passages of each work. */
type Works = ReadonlyMap<string, ReadonlySet<string>>;

function readWorks(db: Database, report: Report): Works {
  const works = new Map<string, ReadonlySet<string>>();
  const rows = db.prepare<[], WorkRow & { digest: string }>(
    "SELECT ordinal, id, description, away, digest FROM work ORDER BY ordinal",
  );
  for (const { digest, ...row } of rows.all()) {
    const where = `work ${row.id}`;
    if (digest !== digestOfWork(row))
      report(where, "Its description, place or id was changed behind the program's back: its digest is another.");
    const description = parsed(row.description) as { id?: unknown; passages?: unknown } | undefined;
    const passages = Array.isArray(description?.passages) ? (description.passages as { id?: unknown }[]) : null;
    if (passages === null) report(where, "Its description can't be read.");
    else if (description?.id !== row.id)
      report(where, `Its description is of another work, ${String(description?.id)}.`);
    works.set(row.id, new Set(passages?.map(({ id }) => String(id))));
  }
  return works;
}

/** What stands where, for laying beside the other tables. */
interface Streams {
  records: number;
  versions: number;
  /** How each passage's records end, by `work/passage`. */
  ends: Map<string, { records: number; digest: string }>;
  /** Where each proposal was opened. */
  opened: Map<string, { work: string; passage: string; position: number }>;
  /** Everybody whom records name with an id: what they were called, and where first. */
  named: Map<string, { name: string; where: string }>;
  /** Those of them who brought in what was made elsewhere, or made it: they need no account here. */
  elsewhere: Set<string>;
}

interface RecordRow {
  ordinal: number;
  work: string;
  passage: string;
  position: number;
  at: string;
  type: string;
  event: string;
  previous: string | null;
  digest: string;
}

/** Reads all records, a passage's at a time. */
function readStreams(db: Database, works: Works, report: Report): Streams {
  const streams: Streams = {
    records: 0,
    versions: 0,
    ends: new Map(),
    opened: new Map(),
    named: new Map(),
    elsewhere: new Set(),
  };
  let gathered: LedgerRecord[] = [];
  const finish = () => {
    const last = gathered.at(-1);
    if (!last) return;
    const { work, passage } = last;
    for (const { position, what } of verifyStream(gathered)) report(`${work}/${passage}, record ${position}`, what);
    streams.ends.set(`${work}/${passage}`, { records: gathered.length, digest: last.digest });
    placeFaults(works, work, passage, gathered.length, report);
    gathered = [];
  };
  const rows = db.prepare<[], RecordRow>(
    `SELECT ordinal, work, passage, position, at, type, event, previous, digest FROM record
     ORDER BY work, passage, position`,
  );
  for (const row of rows.iterate()) {
    const last = gathered.at(-1);
    if (last && (last.work !== row.work || last.passage !== row.passage)) finish();
    const event = eventOf(row, report);
    const { work, passage, position, at, previous, digest } = row;
    gathered.push({ work, passage, position, at, event, previous, digest });
    streams.records++;
    if (event.type === "version-recorded") streams.versions++;
    gatherPeople(event, `${work}/${passage}, record ${position}`, streams);
    if (event.type === "proposal-opened") streams.opened.set(event.proposal, { work, passage, position });
  }
  finish();
  return streams;
}

function gatherPeople(event: LedgerEvent, where: string, { named, elsewhere }: Streams): void {
  const recorded = event.type === "version-recorded" && event.review?.kind === "recorded";
  for (const { id, name } of peopleIn(event)) {
    if (!named.has(id)) named.set(id, { name, where });
    if (recorded) elsewhere.add(id);
  }
}

/** Everybody in a part of an event: all that has an id and a name. */
function peopleIn(value: unknown): { id: string; name: string }[] {
  if (typeof value !== "object" || value === null) return [];
  const { id, name } = value as { id?: unknown; name?: unknown };
  if (typeof id === "string" && typeof name === "string") return [{ id, name }];
  return Object.entries(value).flatMap(([key, part]) => (key === "rendering" ? [] : peopleIn(part)));
}

/** The event of a row; one of no known type, so that it is found wanting, if it can't be read. */
function eventOf({ work, passage, position, type, event }: RecordRow, report: Report): LedgerEvent {
  const where = `${work}/${passage}, record ${position}`;
  const read = parsed(event) as LedgerEvent | undefined;
  if (typeof read !== "object" || read === null) {
    report(where, "What it says is no JSON.");
    return { type: "unreadable" } as unknown as LedgerEvent;
  }
  if (canonicalOf(read) !== event) report(where, "What it says is not written as the program writes it.");
  if (read.type !== type) report(where, `It is kept as “${type}”, but says “${read.type}”.`);
  return read;
}

function placeFaults(works: Works, work: string, passage: string, records: number, report: Report): void {
  const passages = works.get(work);
  const where = `${work}/${passage}`;
  if (!passages)
    report(`work ${work}`, `Its row is missing, but there are ${records} records of its passage “${passage}”.`);
  else if (!passages.has(passage) && passages.size > 0)
    report(where, `There are ${records} records of it, but the work has no such passage.`);
}

/** All records in the order they were added: none left out, none put in, none changed place. */
function orderFaults(db: Database, report: Report): void {
  const end = db
    .prepare<[], { works: number; records: number; digest: string }>(
      "SELECT works, records, digest FROM ledger_end WHERE one = 1",
    )
    .get();
  if (!end) return report("the ledger", "How it ends is not noted any more.");
  let [digest, count, expected] = ["", 0, 1];
  const rows = db.prepare<[], Pick<RecordRow, "ordinal" | "work" | "passage" | "position" | "digest">>(
    "SELECT ordinal, work, passage, position, digest FROM record ORDER BY ordinal",
  );
  for (const row of rows.iterate()) {
    if (row.ordinal !== expected)
      report(
        `${row.work}/${row.passage}, record ${row.position}`,
        `It is number ${row.ordinal} of the ledger where ${expected} was expected: records before it are missing.`,
      );
    expected = row.ordinal + 1;
    digest = runningDigest(digest, row.digest);
    count++;
  }
  const works = db.prepare<[], number>("SELECT count(*) FROM work").pluck().get();
  if (end.works !== works) report("the works", `There are ${works}, but there were ${end.works}.`);
  if (end.records !== count) report("the ledger", `It has ${count} records, but it had ${end.records}.`);
  else if (end.digest !== digest)
    report(
      "the ledger",
      "Its records are not those that were added, or in another order: the digest over all of them is another.",
    );
}

/** How each passage ends, beside how it should. */
function endFaults(db: Database, { ends }: Streams, report: Report): void {
  const noted = new Set<string>();
  const rows = db.prepare<[], { work: string; passage: string; records: number; digest: string }>(
    "SELECT work, passage, records, digest FROM passage_end ORDER BY work, passage",
  );
  for (const { work, passage, records, digest } of rows.all()) {
    const where = `${work}/${passage}`;
    noted.add(where);
    const found = ends.get(where) ?? { records: 0, digest: "" };
    if (found.records < records)
      report(
        where,
        found.records === 0
          ? `All its ${records} records are missing.`
          : `It has ${found.records} records, but it had ${records}: some are missing.`,
      );
    else if (found.records > records) report(where, `It has ${found.records} records, but only ${records} were noted.`);
    else if (found.digest !== digest)
      report(`${where}, record ${records}`, "It is not the one that was noted as the last: its digest is another.");
  }
  for (const where of ends.keys()) if (!noted.has(where)) report(where, "How its records end is not noted any more.");
}

/** Where each proposal is said to stand, beside the record that opened it. */
function proposalFaults(db: Database, opened: Streams["opened"], report: Report): void {
  const rows = db
    .prepare<[], { id: string; work: string; passage: string; position: number }>(
      "SELECT id, work, passage, position FROM proposal",
    )
    .all();
  const known = new Map(rows.map((row) => [row.id, row]));
  for (const [id, { work, passage, position }] of opened) {
    const row = known.get(id);
    const where = `proposal ${id}`;
    if (!row) report(where, `Its row is missing: ${work}/${passage}, record ${position}, opened it.`);
    else if (row.work !== work || row.passage !== passage || row.position !== position)
      report(
        where,
        `Its row says that it was opened in ${row.work}/${row.passage}, record ${row.position}; it was in ${work}/${passage}, record ${position}.`,
      );
  }
  for (const id of known.keys())
    if (!opened.has(id)) report(`proposal ${id}`, "There is a row of it, but no record opened it.");
  const draftless = db.prepare<[], string>("SELECT id FROM proposal WHERE id NOT IN (SELECT proposal FROM draft)");
  for (const id of draftless.pluck().all()) report(`proposal ${id}`, "It has no draft.");
}

interface UpdateRow {
  ordinal: number;
  account: string | null;
  bytes: Buffer;
  updates: number;
}

interface DraftRow {
  id: string;
  proposal: string;
  begun: 0 | 1;
  /** How many have come in. */
  updates: number;
}

/** How many updates that came in these stand for. */
function lengthOf(log: readonly UpdateRow[]): number {
  return log.reduce((sum, { updates }) => sum + updates, 0);
}

/** Every draft's log and checkpoint; gives how many drafts were begun. */
function draftFaults(db: Database, report: Report): number {
  const drafts = db.prepare<[], DraftRow>("SELECT id, proposal, begun, updates FROM draft ORDER BY rowid").all();
  const rows = db.prepare<[string], UpdateRow>(
    "SELECT ordinal, account, bytes, updates FROM draft_update WHERE draft = ? ORDER BY ordinal",
  );
  const checkpoint = db.prepare<[string], { updates: number; through: number; state: Buffer }>(
    "SELECT updates, through, state FROM draft_checkpoint WHERE draft = ?",
  );
  for (const { id, proposal, begun, updates } of drafts) {
    const where = `draft ${id} of proposal ${proposal}`;
    const log = rows.all(id);
    const kept = checkpoint.get(id);
    const counted = lengthOf(log.filter(({ ordinal }) => ordinal <= (kept?.through ?? 0)));
    if (begun && log.length === 0) report(where, "It was begun, but its log is missing.");
    if (!begun && log.length > 0) report(where, "It was never begun, but there is a log of it.");
    if (kept && log.length > 0 && counted !== kept.updates)
      report(
        where,
        `Its log has ${counted} updates under its checkpoint, which stands for ${kept.updates}: some are missing.`,
      );
    else if (log.length > 0 && lengthOf(log) !== updates)
      report(where, `Its log has ${lengthOf(log)} updates, but it had ${updates}.`);
    if (kept) replayFault([kept.state], `${where}, checkpoint`, report);
    replayFault(
      log.map(({ bytes }) => bytes),
      `${where}, log`,
      report,
    );
  }
  return drafts.filter(({ begun }) => begun).length;
}

/** Whether updates can be applied one after another, and none waits for one that is not there. */
function replayFault(updates: readonly Uint8Array[], where: string, report: Report): void {
  const doc = new Y.Doc();
  try {
    doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
      report(where, "What was written later needs something that is missing.");
  } catch {
    report(where, "It can't be read.");
  } finally {
    doc.destroy();
  }
}

/** The accounts, in tables that are made when the workbench is first served. Whoever wrote here has one, closed or not. */
function accountFaults(db: Database, { named, elsewhere }: Streams, report: Report): void {
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  if (!tables.includes("user")) return;
  const users = db.prepare<[], { id: string; role: string }>("SELECT id, role FROM user").all();
  for (const { id, role } of users)
    if (!ROLES.some((known) => known === role))
      report(`account ${id}`, `It has a role that there isn't, “${role}”; it may only read.`);
  const ids = new Set(users.map(({ id }) => id));
  for (const [id, { name, where }] of named)
    if (!ids.has(id) && !elsewhere.has(id))
      report(`account ${id}`, `Its row is missing, but records name it, “${name}” (${where}).`);
  const authors = db.prepare<[], { account: string; proposal: string }>(
    "SELECT account, proposal FROM draft_author JOIN draft ON draft = id",
  );
  for (const { account, proposal } of authors.all())
    if (!ids.has(account) && !named.has(account))
      report(`account ${account}`, `Its row is missing, but it wrote in the draft of proposal ${proposal}.`);
  for (const table of ["account", "session"].filter((name) => tables.includes(name))) {
    const orphans = db
      .prepare<[], string>(`SELECT userId FROM ${table} WHERE userId NOT IN (SELECT id FROM user)`)
      .pluck();
    for (const id of orphans.all())
      report(`account ${id}`, `Its row is missing, but there is one of it in “${table}”.`);
  }
}

/** JSON read; undefined if it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The canonical form of what was read; null if it has none, as lone surrogates don't. */
function canonicalOf(value: unknown): string | null {
  try {
    return canonicalJson(value);
  } catch {
    return null;
  }
}
