/** A work written down as a file: what is read of the database for it, passage by passage, and in which pieces it comes. */
import type { Database } from "better-sqlite3";
import { archived } from "../../translations/exchange/archive.ts";
import { Counting, type Counts } from "../../translations/exchange/brought.ts";
import { FORMATS } from "../../translations/exchange/formats.ts";
import type { Told } from "../../translations/exchange/told.ts";
import { passageStream, saidIn, type Kept } from "../../translations/ledger/record.ts";
import { evolveVersions, type Version } from "../../translations/ledger/state.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import { writeBag } from "../bringing/bag.ts";
import { keptOf, recordIn, RECORDS, type RecordRow } from "../store/rows.ts";
import { draftedIn } from "./drafts.ts";
import { readmeOf } from "./readme.ts";

/** What of a work is written, and how. */
export interface Writing {
  work: string;
  /** One of {@link FORMATS}, or `archive`: all of it, with its records. */
  as: string;
  /** What the addresses in it begin with, such as `https://variorum.example`; of an archive nothing. */
  base: string;
  /** An archive has how its drafts came to be, too. */
  drafts: boolean;
}

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
export function writeDown(db: Database, { work, as, base, drafts }: Writing, put: Put): Written {
  const write = () => (as === "archive" ? writeArchive(db, work, drafts, put) : writeAs(as, db, work, base, put));
  return db.transaction(write)();
}

/** What the work is. @throws NoWork */
function describedAs(db: Database, id: string): Work {
  const found = db.prepare<[string], string>("SELECT description FROM reading_work WHERE work = ?").pluck().get(id);
  if (found === undefined) throw new NoWork(id);
  return JSON.parse(found) as Work;
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

function writeAs(name: string, db: Database, id: string, base: string, put: Put): Written {
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (!format) throw new RangeError(`writeAs: there is no format "${name}"`);
  const work = describedAs(db, id);
  const counting = new Counting();
  let [passages, versions] = [0, 0];
  put(format.head(work));
  for (const told of toldOf(db, id, base)) {
    put(format.written(told, work));
    passages++;
    versions += told.versions.length;
    counting.addAll(format.leftOut(told));
  }
  put(format.foot);
  return { passages, versions, leftOut: counting.counts() };
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
  let [passages, versions] = [0, 0];
  const told = function* (): Generator<Told> {
    [passages, versions] = [0, 0];
    for (const each of toldOf(db, id, "", work.retired)) {
      passages++;
      versions += each.versions.length;
      yield each;
    }
  };
  const info = () =>
    [
      ["External-Identifier", id],
      ["External-Description", work.title],
      ["Bagging-Date", last.slice(0, 10)],
    ] as const;
  const files = archived(readmeOf(work, drafts), kept, told, drafts ? () => draftedIn(db, id) : undefined);
  writeBag(id, files, info, put);
  return { passages, versions, leftOut: {} };
}
