/** A work written down as a file: what is read of the database for it, passage by passage, and in which pieces it comes. */
import type { Database } from "better-sqlite3";
import { archived, archivedForReaders } from "../../translations/exchange/archive.ts";
import { Counting, type Counts } from "../../translations/exchange/brought.ts";
import { docxFormat, FORMATS, type Format, type PackedFormat } from "../../translations/exchange/formats.ts";
import type { Told } from "../../translations/exchange/told.ts";
import { passageStream, saidIn, type Kept } from "../../translations/ledger/record.ts";
import { evolveVersions, type Version } from "../../translations/ledger/state.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import { writeBag, type BagInfo } from "../bringing/bag.ts";
import { writeZip } from "../host/zip-out.ts";
import { descriptionsIn } from "../store/descriptions.ts";
import { firstKept } from "../store/first-kept.ts";
import { keptOf, recordIn, RECORDS, type RecordRow } from "../store/rows.ts";
import { draftedIn } from "./drafts.ts";
import { readmeOf } from "./readme.ts";

/** What of a work is written, and how. */
export interface Writing {
  work: string;
  /** One of `FORMAT_NAMES`, or one of {@link ARCHIVES}. */
  as: string;
  /** What the addresses in it begin with, such as `https://variorum.example`; of an archive nothing. */
  base: string;
  /** An archive has how its drafts came to be, too. */
  drafts: boolean;
  /** A Word file has each passage's source before it; all other formats have it, or can't. */
  sources: boolean;
}

/** `archive`: all of it, with its records; `public-archive`: what every reader may read. */
export const ARCHIVES: readonly string[] = ["archive", "public-archive"];

/** What was written. */
export interface Written {
  passages: number;
  versions: number;
  leftOut: Counts;
}

/** Takes the next piece of a file. */
export type Put = (piece: string | Uint8Array) => void;

/** There is no work of that name. */
export class NoWork extends Error {
  override name = "NoWork";
}

/**
 * Writes a work down, as it stands at one moment, whatever is added to it meanwhile.
 * @throws NoWork, RangeError if there is no such format.
 */
export function writeDown(db: Database, { work, as, base, drafts, sources }: Writing, put: Put): Written {
  const write = (): Written => {
    if (as === "archive") return writeArchive(db, work, drafts, put);
    if (as === "public-archive") return writeForReaders(db, work, put);
    if (as === "docx") return writePacked(docxFormat(sources), db, work, base, put);
    return writeAs(formatOf(as), db, work, base, put);
  };
  return db.transaction(write)();
}

/**
 * What each format can't hold of a work, by the formats' names.
 * @throws NoWork
 */
export function leftOutOf(db: Database, id: string): Readonly<Record<string, Counts>> {
  const all = Object.entries({ ...FORMATS, docx: docxFormat(false) });
  const counting = all.map(([as, { leftOut }]) => ({ as, leftOut, counts: new Counting() }));
  for (const told of toldOf(db, id, "")) for (const { leftOut, counts } of counting) counts.addAll(leftOut(told));
  return Object.fromEntries(counting.map(({ as, counts }) => [as, counts.counts()]));
}

/** What the work is. @throws NoWork */
function describedAs(db: Database, id: string): Work {
  const found = descriptionsIn(db).read(id);
  if (found === null) throw new NoWork(id);
  return found.work;
}

/**
 * The passages of a work, one after another.
 * @param also of those that went, which are told behind them.
 * @throws NoWork
 */
function* toldOf(db: Database, id: string, base: string, also: readonly Passage[] = []): Generator<Told> {
  const stream = db.prepare<[string], RecordRow>(`${RECORDS} WHERE stream = ? ORDER BY position`);
  for (const passage of [...describedAs(db, id).passages, ...also]) {
    const records = stream.all(passageStream({ work: id, passage: passage.id })).map(recordIn);
    const versions = records.reduce<readonly Version[]>(evolveVersions, []);
    yield { passage, versions, address: (version) => `${base}/${id}/${passage.id}/v${version}` };
  }
}

/** @throws RangeError if there is no format of that name. */
function formatOf(name: string): Format {
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (!format) throw new RangeError(`formatOf: there is no format "${name}"`);
  return format;
}

/** Counts passages while they go out. */
class Counted {
  readonly #counting = new Counting();
  #passages = 0;
  #versions = 0;

  *of(all: Iterable<Told>, leftOut: (told: Told) => Counts): Generator<Told> {
    for (const told of all) {
      yield told;
      this.#passages++;
      this.#versions += told.versions.length;
      this.#counting.addAll(leftOut(told));
    }
  }

  written(): Written {
    return { passages: this.#passages, versions: this.#versions, leftOut: this.#counting.counts() };
  }
}

function writeAs({ head, written, foot, leftOut }: Format, db: Database, id: string, base: string, put: Put): Written {
  const [work, counted] = [describedAs(db, id), new Counted()];
  put(head(work, `${base}/${id}`));
  for (const told of counted.of(toldOf(db, id, base), leftOut)) put(written(told, work));
  put(foot);
  return counted.written();
}

function writePacked({ parts, leftOut }: PackedFormat, db: Database, id: string, base: string, put: Put): Written {
  const [work, counted] = [describedAs(db, id), new Counted()];
  writeZip(parts(work, counted.of(toldOf(db, id, base), leftOut)), put);
  return counted.written();
}

/** The whole work, if asked for with its drafts; who may do what in this workbench is no part of it. */
function writeArchive(db: Database, id: string, drafts: boolean, put: Put): Written {
  const work = describedAs(db, id);
  const rows = db.prepare<[string], RecordRow>(
    `${RECORDS} WHERE work = ? AND stream NOT GLOB 'access/*' ORDER BY number`,
  );
  let last = "";
  const kept = function* (): Generator<Kept> {
    for (const row of rows.iterate(id)) {
      const record = keptOf(row);
      last = saidIn(record).at;
      yield record;
    }
  };
  const { told, written } = toldAnew(db, work);
  const first = [...firstKept(db, id)];
  const readme = readmeOf(work, drafts ? "drafts" : "records", first.length > 0);
  const files = archived(work, readme, kept, told, first, drafts ? () => draftedIn(db, id) : undefined);
  writeBag(id, files, () => infoOf(work, last), put);
  return written();
}

/** What every reader of a work may read. When something was recorded that they may not read is not said either. */
function writeForReaders(db: Database, id: string, put: Put): Written {
  const work = describedAs(db, id);
  const last = db.prepare<[string], RecordRow>(
    `${RECORDS} WHERE work = ? AND stream NOT GLOB 'access/*' AND stream NOT GLOB 'proposal/*' AND stream NOT GLOB 'thread/*' ORDER BY number DESC LIMIT 1`,
  );
  const { told, written } = toldAnew(db, work);
  const info = infoOf(work, saidIn(keptOf(last.get(id)!)).at);
  writeBag(id, archivedForReaders(work, readmeOf(work, "reading"), told), () => info, put);
  return written();
}

/** The passages of a work, anew for each file that tells of them, and how many were told the last time. */
function toldAnew(db: Database, { id, retired }: Work): { told: () => Iterable<Told>; written: () => Written } {
  let [passages, versions] = [0, 0];
  const told = function* (): Generator<Told> {
    [passages, versions] = [0, 0];
    for (const each of toldOf(db, id, "", retired)) {
      passages++;
      versions += each.versions.length;
      yield each;
    }
  };
  return { told, written: () => ({ passages, versions, leftOut: {} }) };
}

/** @param last when the last was recorded of what is in it (ISO 8601). */
function infoOf({ id, title }: Work, last: string): BagInfo {
  return [
    ["External-Identifier", id],
    ["External-Description", title],
    ["Bagging-Date", last.slice(0, 10)],
  ];
}
