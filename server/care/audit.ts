/**
 * Reads every row of every table that matters, and says what is missing, bent or left over. It only reads, in one
 * transaction, so that the workbench may go on meanwhile. What a stream's records may say stands in
 * `translations/ledger/verify.ts`, how they are found and counted in `streams.ts`; here they are laid beside what else the
 * database says of them.
 */
import type { Database } from "better-sqlite3";
import * as Y from "yjs";
import type { Place } from "../../translations/ledger/record.ts";
import { ROLES } from "../../translations/ledger/roles.ts";
import { digestOfWork, type WorkRow } from "../store/ends.ts";
import { MIGRATIONS } from "../sqlite/migrations/migrations.ts";
import type { Fault, Report } from "./faults.ts";
import { endFaults, firstFaults, orderFaults, readRecords, type Streams, type Works } from "./streams.ts";

export interface Audit {
  works: number;
  records: number;
  versions: number;
  drafts: number;
  /** Records of kinds that a newer program knows: verified like any other, but for what they say. */
  unknown: number;
  faults: Fault[];
}

/** Is told how much of the work is done: of so many steps so many. */
export type Progress = (done: number, of: number) => void;

/** Everything that is wrong with the workbench in `db`, whose tables are this program's. */
export function audit(db: Database, progress: Progress = () => undefined): Audit {
  const faults: Fault[] = [];
  const report: Report = (where, what) => faults.push({ where, what });
  db.exec("BEGIN");
  try {
    fileFaults(db, report);
    const works = readWorks(db, report);
    const step = stepsThrough(db, progress);
    const streams = readRecords(db, works, step, report);
    firstFaults(db, streams, report);
    orderFaults(db, streams, step, report);
    endFaults(db, streams, report);
    const staged = new Set(db.prepare<[], string>("SELECT id FROM work WHERE staged IS NOT NULL").pluck().all());
    for (const id of works.keys())
      if (!staged.has(id) && !streams.ends.has(`work/${id}`))
        report(`work ${id}`, "There is a row of it, but no record says what it is.");
    proposalFaults(db, streams.opened, report);
    const drafts = draftFaults(db, report);
    accountFaults(db, streams, report);
    const { records, versions, unknown } = streams;
    return { works: works.size - staged.size, records, versions, drafts, unknown, faults };
  } finally {
    db.exec("ROLLBACK");
  }
}

/** So many records are read between two reports of progress. */
const OFTEN = 1_000;

/** What is called for each record that was read: each is read twice, in its stream and in the order of all. */
function stepsThrough(db: Database, progress: Progress): () => void {
  const all = 2 * db.prepare<[], number>("SELECT count(*) FROM record").pluck().get()!;
  let done = 0;
  return () => {
    if (done++ % OFTEN === 0) progress(done, all);
  };
}

/** The file itself, the links between its rows, and what keeps records as they are. */
function fileFaults(db: Database, report: Report): void {
  for (const said of db.pragma("integrity_check(20)") as { integrity_check: string }[])
    if (said.integrity_check !== "ok") report("the file", `SQLite finds it damaged: ${said.integrity_check}.`);
  for (const { table, rowid, parent } of db.pragma("foreign_key_check") as Dangling[])
    report(`a row of “${table}” (${rowid ?? "without number"})`, `It speaks of a row of “${parent}” that is missing.`);
  const triggers = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
  for (const name of ["record", "first_record"].flatMap((table) => [`${table}_never_changes`, `${table}_never_leaves`]))
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

function readWorks(db: Database, report: Report): Works {
  const works = new Map<string, Set<string>>();
  const rows = db.prepare<[], WorkRow & { digest: string }>(
    "SELECT ordinal, id, away, staged, digest FROM work ORDER BY ordinal",
  );
  for (const { digest, ...row } of rows.iterate()) {
    if (digest !== digestOfWork(row))
      report(`work ${row.id}`, "Its place or id was changed behind the program's back: its digest is another.");
    works.set(row.id, new Set());
  }
  return works;
}

/** What each proposal is said to revise, beside the records that say it. */
function proposalFaults(db: Database, opened: Streams["opened"], report: Report): void {
  const works = new Map(
    db
      .prepare<[], { id: string; work: string }>("SELECT id, work FROM proposal")
      .all()
      .map(({ id, work }) => [id, work]),
  );
  const parts = db.prepare<[string], Place>("SELECT work, passage FROM part WHERE proposal = ? ORDER BY rowid");
  for (const [id, places] of opened) {
    const where = `proposal ${id}`;
    const said = placesInWords(places);
    const kept = placesInWords(parts.all(id));
    if (!works.has(id)) report(where, `Its row is missing: it was opened in ${said}.`);
    else if (works.get(id) !== places[0]?.work || kept !== said)
      report(where, `Its rows say that it revises ${kept || "nothing"} of ${works.get(id)}; it is ${said}.`);
  }
  for (const id of works.keys())
    if (!opened.has(id)) report(`proposal ${id}`, "There is a row of it, but no record opened it.");
  const draftless = db.prepare<[], string>("SELECT id FROM proposal WHERE id NOT IN (SELECT proposal FROM draft)");
  for (const id of draftless.pluck().all()) report(`proposal ${id}`, "It has no draft.");
}

function placesInWords(places: readonly Place[]): string {
  return places.map(({ work, passage }) => `${work}/${passage}`).join(", ");
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
