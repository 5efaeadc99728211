/**
 * The records of a database: each by itself and after those before it in its stream, all of them in their order, the ends that
 * were noted of them, and those of the first format beside what they became.
 */
import type { Database } from "better-sqlite3";
import { isDescribing, isKnown, type LedgerEvent } from "../../translations/ledger/events.ts";
import { isRemoved } from "../../translations/ledger/enclosures.ts";
import { keptFlaws, sayingOf, type BroughtOver, type FirstKept } from "../../translations/ledger/first-kept.ts";
import {
  partsOf,
  type Kept,
  type LedgerRecord,
  type Place,
  type Said,
  type StreamName,
} from "../../translations/ledger/record.ts";
import { actingIn, actIn, isOfProposal, verifyActs, type Acting } from "../../translations/ledger/verify-acts.ts";
import { goneIn, read, streamVerifier, type Gone, type Read } from "../../translations/ledger/verify.ts";
import { FIRST_FLAWS } from "../store/first-flaws.ts";
import { broughtTo } from "../store/acts.ts";
import { firstKept } from "../store/first-kept.ts";
import { runningDigest } from "../store/ends.ts";
import { besideAsWritten, type RecordRow } from "../store/rows.ts";
import { unpacked } from "../store/packed.ts";
import { placeInWords, streamInWords, type Report } from "./faults.ts";
import { flawInWords } from "./flaws.ts";

/** The ids of the passages of each work, as far as its outline was read. */
export type Works = ReadonlyMap<string, Set<string>>;

/** What stands where, for laying beside the other tables. */
export interface Streams {
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
  /** The numbers of the records that something is wrong with, or that have to do with a proposal: of most acts neither is so. */
  closer: Set<number>;
}

/** A record's row, its digest as text, which is sooner made than bytes; where something has torn it, nothing stands beside it. */
interface FoundRow extends Omit<RecordRow, "digest" | "beside"> {
  work: string;
  position: number;
  digest: string;
  beside: string | null;
}

/** The same as SQLite gives it: of names it would make each row anew, which takes half as long again. */
type Columns = [
  number: number,
  work: string,
  stream: string,
  position: number,
  body: Buffer,
  digest: string,
  beside: string | null,
];

/** All records' rows; what follows says which, and in which order. */
function* found(db: Database, which: string): Generator<FoundRow> {
  const rows = db
    .prepare<[], Columns>(
      `SELECT record.number, work, stream, position, body, lower(hex(digest)), beside
       FROM record LEFT JOIN enclosed ON enclosed.number = record.number ${which}`,
    )
    .raw();
  for (const [number, work, stream, position, body, digest, beside] of rows.iterate())
    yield { number, work, stream, position, body, digest, beside };
}

/** Reads all records, a stream at a time; by their names a work's outline comes before its passages. */
export function readRecords(db: Database, works: Works, step: () => void, report: Report): Streams {
  const streams: Streams = {
    records: 0,
    versions: 0,
    unknown: 0,
    ends: new Map(),
    opened: new Map(),
    named: new Map(),
    elsewhere: new Set(),
    broughtOver: new Map(),
    closer: new Set(),
  };
  const gone = goneByStream(db);
  let open: OpenStream | null = null;
  for (const row of found(db, "ORDER BY stream, position")) {
    if (open?.stream !== row.stream) {
      if (open) endStream(open, works, streams, report);
      open = beginStream(row.stream, gone);
    }
    readRecord(open, row, works, streams, (where, what) => {
      streams.closer.add(row.number);
      report(where, what);
    });
    step();
  }
  if (open) endStream(open, works, streams, report);
  return streams;
}

/** What was removed from each stream: said after what it is of, and so looked for first. */
function goneByStream(db: Database): ReadonlyMap<string, Gone> {
  const removals = new Map<string, Read[]>();
  for (const row of found(db, `WHERE instr(body, CAST('"enclosures":[' AS BLOB)) ORDER BY record.number`)) {
    const removal = read(keptIn(row, () => undefined));
    removals.set(row.stream, [...(removals.get(row.stream) ?? []), removal]);
  }
  return new Map([...removals].map(([stream, found]) => [stream, goneIn(found)]));
}

/** A stream while its records are read, of which none is remembered. */
interface OpenStream {
  stream: string;
  named: StreamName | null;
  problemsOf: ReturnType<typeof streamVerifier>;
  records: number;
  digest: string;
}

function beginStream(stream: string, gone: ReadonlyMap<string, Gone>): OpenStream {
  const problemsOf = streamVerifier(stream, gone.get(stream) ?? new Map());
  return { stream, named: partsOf(stream), problemsOf, records: 0, digest: "" };
}

function endStream({ stream, records, digest }: OpenStream, works: Works, streams: Streams, report: Report): void {
  streams.ends.set(stream, { records, digest });
  placeFaults(works, stream, records, report);
}

function readRecord(open: OpenStream, row: FoundRow, works: Works, streams: Streams, report: Report): void {
  const { named } = open;
  const found = read(keptIn(row, report));
  for (const flaw of open.problemsOf(found)) report(nameOf(row), flawInWords(flaw));
  open.records++;
  open.digest = found.kept.digest;
  streams.records++;
  if (named && row.work !== named.work) report(nameOf(row), `Its row says that it is of the work ${row.work}.`);
  const { kept, said, record } = found;
  // A record that somebody bent may say anything.
  if (!said || typeof record?.stream !== "string" || typeof record.position !== "number") return;
  const { event, was } = record;
  if (isOfProposal(said)) streams.closer.add(row.number);
  if (record.position !== row.position) report(nameOf(row), `It says that it is record ${record.position}.`);
  if (event.type === "version-recorded") streams.versions++;
  if (!isKnown(event)) streams.unknown++;
  if (event.type === "passage-placed") works.get(row.work)?.add(event.passage);
  gatherPeople(said, event, row, streams);
  if (named?.kind === "proposal") noteParts(record, streams);
  if (was !== undefined)
    noteBroughtOver(was, { where: nameOf(row), says: sayingOf(record), lessened: isLess(kept) }, streams, report);
}

/** True of what brings a proposal to passages; a record that somebody bent may name none. */
function isBringing(event: LedgerEvent): boolean {
  return event.type === "part-added" || (event.type === "proposal-opened" && Array.isArray(event.parts));
}

/** Notes what a proposal is brought to. */
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

function gatherPeople({ people }: Said, event: LedgerEvent, row: FoundRow, { named, elsewhere }: Streams): void {
  const ids = idsIn(people);
  if (isDescribing(event) || (event.type === "version-recorded" && event.review?.kind === "recorded"))
    for (const id of ids) elsewhere.add(id);
  // Most records name nobody who was not named before.
  if (ids.every((id) => named.has(id))) return;
  for (const { id, name } of peopleIn(event)) if (!named.has(id)) named.set(id, { name, where: nameOf(row) });
}

/** Those of a record's people who have an account; one that somebody bent may hold anything. */
function idsIn(people: unknown): string[] {
  const ids: string[] = [];
  if (!Array.isArray(people)) return ids;
  for (const person of people as ({ id?: unknown } | null)[]) if (typeof person?.id === "string") ids.push(person.id);
  return ids;
}

/** Everybody in a part of an event: all that has an id and a name. */
function peopleIn(value: unknown): { id: string; name: string }[] {
  if (typeof value !== "object" || value === null) return [];
  const { id, name } = value as { id?: unknown; name?: unknown };
  if (typeof id === "string" && typeof name === "string") return [{ id, name }];
  return Object.entries(value).flatMap(([key, part]) => (key === "rendering" ? [] : peopleIn(part)));
}

/** What is kept in a row; nothing beside the record, so that it is found wanting, if that can't be read. */
function keptIn(row: FoundRow, report: Report): Kept {
  const sealed = { body: unpacked(row.body), digest: row.digest };
  try {
    if (row.beside === null) throw new TypeError("there is no row of it");
    const { beside, asWritten } = besideAsWritten(row.beside);
    if (!asWritten) report(nameOf(row), "What stands beside it is not written as the program writes it.");
    return { ...sealed, beside };
  } catch {
    report(nameOf(row), "What should stand beside it is missing, or can't be read.");
    return { ...sealed, beside: [] };
  }
}

/** The records of the first format, which stay as they were: whole, in order, and each brought over. */
export function firstFaults(db: Database, { broughtOver }: Streams, report: Report): void {
  for (const { of, flaw } of keptFlaws(firstKept(db), broughtOver))
    report("where" in of ? of.where : firstPlaceInWords(of), sentenceOf(KEPT_FLAWS[flaw]));
}

function firstPlaceInWords({ work, passage, position }: FirstKept): string {
  return `${work}/${passage}, record ${position} of the first format`;
}

const KEPT_FLAWS = {
  ...FIRST_FLAWS,
  "not-brought-over": "no record of the ledger says that it was this one",
  "still-there": "what was taken out of it is still there",
  "says-otherwise": "it says something else than the record it was",
  missing: "the record that it says it was is missing",
};

function sentenceOf(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
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

/** A record in the order of all, and how its body begins. */
interface OrderedRow extends Pick<FoundRow, "number" | "stream" | "position"> {
  digest: string;
  beginning: string;
}

/** So many bytes of a body name its act, mostly. */
const BEGINNING = 100;

const ORDERED = `SELECT number, stream, position, lower(hex(digest)), CAST(substr(body, 1, ${BEGINNING}) AS TEXT)
  FROM record ORDER BY number`;

/** Of a row what is looked at in a record of an act: of most the body is not read. */
function actsIn(db: Database, closer: Streams["closer"]): (row: OrderedRow) => Acting | null {
  const whole = db.prepare<[number], Buffer>("SELECT body FROM record WHERE number = ?").pluck();
  return ({ number, stream, digest, beginning }) => {
    const act = closer.has(number) ? null : actIn(beginning);
    return act ? { stream, act, event: null, digest } : actingIn({ body: unpacked(whole.get(number)!), digest });
  };
}

/** True of an act of one record that has nothing to do with a proposal, as most are: there is nothing that it could lack. */
function isAlone(act: readonly { record: Acting | null }[]): boolean {
  const record = act[0]?.record;
  return act.length === 1 && record?.event === null && record.act?.records === 1;
}

/** All records in the order they were added: none left out, none put in, none changed place, and every act whole. */
export function orderFaults(db: Database, { closer }: Streams, step: () => void, report: Report): void {
  const end = db
    .prepare<[], { works: number; records: number; digest: string }>(
      "SELECT works, records, digest FROM ledger_end WHERE one = 1",
    )
    .get();
  if (!end) return report("the ledger", "How it ends is not noted any more.");
  let [digest, count, expected] = ["", 0, 1];
  const acting = actsIn(db, closer);
  let act: { row: Pick<OrderedRow, "stream" | "position">; record: Acting | null }[] = [];
  const finish = () => {
    const problems = isAlone(act) ? [] : verifyActs(act.map(({ record }) => record));
    for (const { position, what } of problems) report(nameOf(act[position - 1]!.row), flawInWords(what));
    act = [];
  };
  const rows = db.prepare<[], [number, string, number, string, string]>(ORDERED).raw();
  for (const [number, stream, position, own, beginning] of rows.iterate()) {
    step();
    const row = { number, stream, position, digest: own, beginning };
    const record = acting(row);
    if (act.length > 0 && act.at(-1)!.record?.act?.id !== record?.act?.id) finish();
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
export function endFaults(db: Database, { ends }: Streams, report: Report): void {
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
