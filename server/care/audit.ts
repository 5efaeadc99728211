/**
 * Reads every row of every table that matters, and says what is missing, bent or left over. It only reads, in one
 * transaction, so that the workbench may go on meanwhile. What a stream's records may say stands in
 * `translations/ledger/verify.ts`; here they are found, counted, and laid beside what else the database says of them.
 */
import type { Database } from "better-sqlite3";
import * as Y from "yjs";
import { isDescribing, isKnown, type LedgerEvent } from "../../translations/ledger/events.ts";
import { isRemoved } from "../../translations/ledger/enclosures.ts";
import { asNow, firstProblem, type FirstEvent, type FirstRecord } from "../../translations/ledger/first-format.ts";
import { partsOf, type Kept, type LedgerRecord, type Place, type Said } from "../../translations/ledger/record.ts";
import { ROLES } from "../../translations/ledger/roles.ts";
import {
  actingIn,
  goneIn,
  read,
  streamVerifier,
  verifyActs,
  type Acting,
  type Gone,
  type Read,
} from "../../translations/ledger/verify.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { canonicalJson } from "../../translations/text/json.ts";
import { broughtTo } from "../store/acts.ts";
import { digestOfWork, runningDigest, type WorkRow } from "../store/ends.ts";
import { MIGRATIONS } from "../sqlite/migrations/migrations.ts";
import { besideText, keptOf, type RecordRow } from "../store/rows.ts";

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
  /** Records of kinds that a newer program knows: verified like any other, but for what they say. */
  unknown: number;
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
    const streams = readRecords(db, works, report);
    firstFaults(db, streams, report);
    orderFaults(db, report);
    endFaults(db, streams, report);
    for (const id of works.keys())
      if (!streams.ends.has(`work/${id}`)) report(`work ${id}`, "There is a row of it, but no record says what it is.");
    proposalFaults(db, streams.opened, report);
    const drafts = draftFaults(db, report);
    accountFaults(db, streams, report);
    const { records, versions, unknown } = streams;
    return { works: works.size, records, versions, drafts, unknown, faults };
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

/** The ids of the passages of each work, as far as its outline was read. */
type Works = ReadonlyMap<string, Set<string>>;

function readWorks(db: Database, report: Report): Works {
  const works = new Map<string, Set<string>>();
  const rows = db.prepare<[], WorkRow & { digest: string }>(
    "SELECT ordinal, id, away, digest FROM work ORDER BY ordinal",
  );
  for (const { digest, ...row } of rows.iterate()) {
    if (digest !== digestOfWork(row))
      report(`work ${row.id}`, "Its place or id was changed behind the program's back: its digest is another.");
    works.set(row.id, new Set());
  }
  return works;
}

/** A record brought over: where it stands now, and what it says there, as {@link sayingOf} has it. */
interface BroughtOver {
  /** True if something was taken out of it since. */
  lessened: boolean;
  where: string;
  says: string;
}

/** What stands where, for laying beside the other tables. */
interface Streams {
  records: number;
  versions: number;
  unknown: number;
  /** How each stream ends. */
  ends: Map<string, { records: number; digest: string }>;
  /** The passages that each proposal revises, in the order in which it came to them. */
  opened: Map<string, Place[]>;
  /** Everybody whom records name with an id: what they were called, and where first. */
  named: Map<string, { name: string; where: string }>;
  /** Those of them who brought in what was made elsewhere, or made it: they need no account here. */
  elsewhere: Set<string>;
  /** Of the records brought over, by the digest that each had before. */
  broughtOver: Map<string, BroughtOver>;
}

/** A record's row; where something has torn it, nothing stands beside it. */
interface FoundRow extends Omit<RecordRow, "beside"> {
  work: string;
  position: number;
  beside: string | null;
}

/** All records' rows; an order follows. */
const FOUND = `SELECT record.number AS number, work, stream, position, body, digest, beside
  FROM record LEFT JOIN enclosed ON enclosed.number = record.number`;

/** Reads all records, a stream at a time; by their names a work's outline comes before its passages. */
function readRecords(db: Database, works: Works, report: Report): Streams {
  const streams: Streams = {
    records: 0,
    versions: 0,
    unknown: 0,
    ends: new Map(),
    opened: new Map(),
    named: new Map(),
    elsewhere: new Set(),
    broughtOver: new Map(),
  };
  const gone = goneByStream(db);
  let open: OpenStream | null = null;
  for (const row of db.prepare<[], FoundRow>(`${FOUND} ORDER BY stream, position`).iterate()) {
    if (open?.stream !== row.stream) {
      if (open) endStream(open, works, streams, report);
      open = beginStream(row.stream, gone);
    }
    readRecord(open, row, works, streams, report);
  }
  if (open) endStream(open, works, streams, report);
  return streams;
}

/** What was removed from each stream: said after what it is of, and so looked for first. */
function goneByStream(db: Database): ReadonlyMap<string, Gone> {
  const removals = new Map<string, Read[]>();
  for (const row of db
    .prepare<[], FoundRow>(`${FOUND} WHERE instr(body, '"enclosures":[') ORDER BY number`)
    .iterate()) {
    const found = read(keptIn(row, () => undefined));
    removals.set(row.stream, [...(removals.get(row.stream) ?? []), found]);
  }
  return new Map([...removals].map(([stream, found]) => [stream, goneIn(found)]));
}

/** A stream while its records are read, of which none is remembered. */
interface OpenStream {
  stream: string;
  problemsOf: ReturnType<typeof streamVerifier>;
  records: number;
  digest: string;
}

function beginStream(stream: string, gone: ReadonlyMap<string, Gone>): OpenStream {
  return { stream, problemsOf: streamVerifier(stream, gone.get(stream) ?? new Map()), records: 0, digest: "" };
}

function endStream({ stream, records, digest }: OpenStream, works: Works, streams: Streams, report: Report): void {
  streams.ends.set(stream, { records, digest });
  placeFaults(works, stream, records, report);
}

function readRecord(open: OpenStream, row: FoundRow, works: Works, streams: Streams, report: Report): void {
  const { stream, position } = row;
  const where = nameOf(row);
  const found = read(keptIn(row, report));
  for (const what of open.problemsOf(found)) report(where, what);
  open.records++;
  open.digest = row.digest;
  streams.records++;
  const named = partsOf(stream);
  if (named && row.work !== named.work) report(where, `Its row says that it is of the work ${row.work}.`);
  const { kept, said, record } = found;
  // A record that somebody bent may say anything.
  if (!said || typeof record?.stream !== "string" || typeof record.position !== "number") return;
  const { event, was } = record;
  if (record.position !== position) report(where, `It says that it is record ${record.position}.`);
  if (event.type === "version-recorded") streams.versions++;
  if (!isKnown(event)) streams.unknown++;
  if (event.type === "passage-placed") works.get(row.work)?.add(event.passage);
  gatherPeople(said, event, where, streams);
  if (named?.kind === "proposal") noteParts(record, streams);
  if (was !== undefined)
    noteBroughtOver(was, { where, says: sayingOf(record), lessened: isLess(kept) }, streams, report);
}

/** A record that somebody bent may say anything. */
function isBringing(event: LedgerEvent): boolean {
  return event.type === "part-added" || (event.type === "proposal-opened" && Array.isArray(event.parts));
}

/** Notes what a proposal is brought to; one that somebody bent may name no passages. */
function noteParts(record: LedgerRecord, { opened }: Streams): void {
  const id = partsOf(record.stream)?.id ?? null;
  if (id !== null && isBringing(record.event)) opened.set(id, [...(opened.get(id) ?? []), ...broughtTo(record)]);
}

/** True if something was taken out of it. */
function isLess({ beside }: Kept): boolean {
  return beside.some(isRemoved);
}

function nameOf({ stream, position }: Pick<FoundRow, "stream" | "position">): string {
  return placeInWords(stream, position);
}

function noteBroughtOver(was: string, now: BroughtOver, { broughtOver }: Streams, report: Report): void {
  const other = broughtOver.get(was);
  if (other) report(now.where, `It says that it was the same record of the first format as ${other.where}.`);
  else broughtOver.set(was, now);
}

/** A record as a person names it: "nip14/s10, record 3", "proposal clearer of nip14, record 2", "outline of nip14, record 5". */
function placeInWords(stream: string, position: number): string {
  return `${streamInWords(stream)}, record ${position}`;
}

function streamInWords(stream: string): string {
  const named = partsOf(stream);
  if (!named) return stream;
  const { kind, work, id } = named;
  if (kind === "other") return stream;
  if (kind === "work") return `work ${work}`;
  if (kind === "passage") return `${work}/${id}`;
  return `${kind}${id === null ? "" : ` ${id}`} of ${work}`;
}

function gatherPeople({ people }: Said, event: LedgerEvent, where: string, { named, elsewhere }: Streams): void {
  const ids = idsIn(people);
  if (isDescribing(event) || (event.type === "version-recorded" && event.review?.kind === "recorded"))
    for (const id of ids) elsewhere.add(id);
  // Most records name nobody who was not named before.
  if (ids.every((id) => named.has(id))) return;
  for (const { id, name } of peopleIn(event)) if (!named.has(id)) named.set(id, { name, where });
}

/** Those of a record's people who have an account; one that somebody bent may hold anything. */
function idsIn(people: unknown): string[] {
  if (!Array.isArray(people)) return [];
  return (people as ({ id?: unknown } | null)[]).flatMap((person) =>
    typeof person?.id === "string" ? [person.id] : [],
  );
}

/** Everybody in a part of an event: all that has an id and a name. */
function peopleIn(value: unknown): { id: string; name: string }[] {
  if (typeof value !== "object" || value === null) return [];
  const { id, name } = value as { id?: unknown; name?: unknown };
  if (typeof id === "string" && typeof name === "string") return [{ id, name }];
  return Object.entries(value).flatMap(([key, part]) => (key === "rendering" ? [] : peopleIn(part)));
}

/** What is kept in a row; nothing beside the record, so that it is found wanting, if that can't be read. */
function keptIn({ beside, ...row }: FoundRow, report: Report): Kept {
  try {
    if (beside === null) throw new TypeError("there is no row of it");
    const kept = keptOf({ ...row, beside });
    if (besideText(kept.beside) !== beside)
      report(nameOf(row), "What stands beside it is not written as the program writes it.");
    return kept;
  } catch {
    report(nameOf(row), "What should stand beside it is missing, or can't be read.");
    return { ...row, beside: [] };
  }
}

/** The records of the first format, which stay as they were: whole, in order, and each brought over. */
function firstFaults(db: Database, { broughtOver }: Streams, report: Report): void {
  const rows = db.prepare<[], Omit<FirstRecord, "event"> & { event: string }>(
    "SELECT work, passage, position, at, event, previous, digest FROM first_record ORDER BY work, passage, position",
  );
  const missing = new Map(broughtOver);
  let before: FirstRecord | null = null;
  for (const { event, ...row } of rows.iterate()) {
    const where = `${row.work}/${row.passage}, record ${row.position} of the first format`;
    const record = { ...row, event: parsed(event) as FirstEvent };
    const same: boolean = before?.work === row.work && before.passage === row.passage;
    const now = broughtOver.get(row.digest);
    const emptied = event === "" && now?.lessened === true;
    const problem = firstProblem(record, same ? before : null, emptied);
    if (problem) report(where, `${problem[0]!.toUpperCase()}${problem.slice(1)}.`);
    if (!now) report(where, "No record of the ledger says that it was this one.");
    else if (now.lessened !== (event === "")) report(where, "What was taken out of it is still there.");
    else if (!emptied && now.says !== sayingOf({ at: row.at, event: nowOf(record) }))
      report(now.where, "It says something else than the record it was.");
    missing.delete(row.digest);
    before = record;
  }
  for (const { where } of missing.values()) report(where, "The record that it says it was is missing.");
}

/** A digest of what a record says and when, but for what streams have added to it: the same in either format. */
function sayingOf({ at, event }: Pick<LedgerRecord, "at" | "event">): string {
  return digestOfText(
    canonicalOf([at, { ...event, decision: undefined, source: undefined, translation: undefined }]) ?? "",
  );
}

/** What a record of the first format says now; one that somebody bent may say nothing that has a new form. */
function nowOf({ event, passage }: FirstRecord): LedgerEvent {
  return typeof event === "object" ? asNow(event, passage) : event;
}

/** Whether a stream is of a work that is there, and if it is a passage's, of one that this has. */
function placeFaults(works: Works, stream: string, records: number, report: Report): void {
  const named = partsOf(stream);
  if (!named) return report(stream, "There is no stream that is called so.");
  const { kind, work, id } = named;
  const passages = works.get(work);
  if (!passages) report(`work ${work}`, `Its row is missing, but there are ${records} records of “${stream}”.`);
  else if (kind === "passage" && !passages.has(id) && passages.size > 0)
    report(`${work}/${id}`, `There are ${records} records of it, but the work has no such passage.`);
}

type OrderedRow = Omit<FoundRow, "work" | "beside">;

/** All records in the order they were added: none left out, none put in, none changed place, and every act whole. */
function orderFaults(db: Database, report: Report): void {
  const end = db
    .prepare<[], { works: number; records: number; digest: string }>(
      "SELECT works, records, digest FROM ledger_end WHERE one = 1",
    )
    .get();
  if (!end) return report("the ledger", "How it ends is not noted any more.");
  let [digest, count, expected] = ["", 0, 1];
  const rows = db.prepare<[], OrderedRow>("SELECT number, stream, position, body, digest FROM record ORDER BY number");
  let act: { row: Pick<OrderedRow, "stream" | "position">; record: Acting | null }[] = [];
  const finish = () => {
    const problems = verifyActs(act.map(({ record }) => record));
    for (const { position, what } of problems) report(nameOf(act[position - 1]!.row), what);
    act = [];
  };
  for (const row of rows.iterate()) {
    const record = actingIn(row);
    if (act.length > 0 && act.at(-1)!.record?.act?.id !== record?.act?.id) finish();
    const { stream, position } = row;
    act.push({ row: { stream, position }, record });
    if (row.number !== expected)
      report(
        placeInWords(row.stream, row.position),
        `It is number ${row.number} of the ledger where ${expected} was expected: records before it are missing.`,
      );
    expected = row.number + 1;
    digest = runningDigest(digest, row.digest);
    count++;
  }
  finish();
  const works = db.prepare<[], number>("SELECT count(*) FROM work").pluck().get();
  if (end.works !== works) report("the works", `There are ${works}, but there were ${end.works}.`);
  if (end.records !== count) report("the ledger", `It has ${count} records, but it had ${end.records}.`);
  else if (end.digest !== digest)
    report(
      "the ledger",
      "Its records are not those that were added, or in another order: the digest over all of them is another.",
    );
}

/** How each stream ends, beside how it should. */
function endFaults(db: Database, { ends }: Streams, report: Report): void {
  const noted = new Set<string>();
  const rows = db.prepare<[], { stream: string; work: string; records: number; digest: string }>(
    "SELECT stream, work, records, digest FROM stream_end ORDER BY stream",
  );
  for (const { stream, work, records, digest } of rows.all()) {
    const where = streamInWords(stream);
    noted.add(stream);
    const found = ends.get(stream) ?? { records: 0, digest: "" };
    if (partsOf(stream)?.work !== work) report(where, `How it ends is noted as of the work ${work}.`);
    if (found.records < records)
      report(
        where,
        found.records === 0
          ? `All its ${records} records are missing.`
          : `It has ${found.records} records, but it had ${records}: some are missing.`,
      );
    else if (found.records > records) report(where, `It has ${found.records} records, but only ${records} were noted.`);
    else if (found.digest !== digest)
      report(where, "Its last record is not the one that was noted: its digest is another.");
  }
  for (const stream of ends.keys())
    if (!noted.has(stream)) report(streamInWords(stream), "How it ends is not noted any more.");
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
