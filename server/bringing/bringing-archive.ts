/**
 * A work is brought in from another workbench's archive, with the same records: the same digests, addresses and chains. If it
 * is here already, what is new is added; if it went another way here, nothing is.
 */
import { Faulted } from "../../translations/ledger/faulted.ts";
import { z } from "zod";
import { keptFlaws, type BroughtOver, type FirstKept } from "../../translations/ledger/first-kept.ts";
import { accountsIn, recordsOf, RecordsRefused, verifiedRecords } from "../../translations/ledger/brought-records.ts";
import { FIRST_FILE, RECORDS_FILE, VERSIONS_FILE, type ArchiveFault } from "../../translations/exchange/archive.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import { partsOf, recordOf, saidIn, type LedgerRecord } from "../../translations/ledger/record.ts";
import { keptInLine } from "../../translations/ledger/lines.ts";
import { actsOf } from "../store/acts.ts";
import type { Store } from "../store/store.ts";
import { throughStage } from "./bringing.ts";
import type { FileBytes } from "./file-bytes.ts";
import { openBag, type Bag, type Unbagging } from "./unbag.ts";

export class ArchiveRefused extends Faulted<ArchiveFault> {
  override name = "ArchiveRefused";
}

/** What came of it. `added`: records that were not here. */
export interface ArchiveCame {
  work: string;
  passages: number;
  versions: number;
  added: number;
}

/** How much goes onto the stage at once: so many records, and about so many characters. */
const PIECE = { records: 100, characters: 200_000 };

/**
 * Brings in the work of an archive.
 * @param hasAccount whether somebody with this id has an account here.
 * @param only the one work that may come in; null: whichever it is.
 * @param keepFirst keeps what records were in the first format, beside them; what is kept already stays. Null: nobody keeps them, and a work that has some can't come in.
 * @param unbagging where it is unpacked, and how much.
 * @throws NotTaken if it is no archive or was altered, ArchiveRefused if the work can't come in. Nothing was changed then, but for what `moved-on` says.
 */
export async function bringArchive(
  store: Store,
  bytes: FileBytes,
  hasAccount: (id: string) => boolean,
  only: string | null = null,
  keepFirst: ((rows: readonly FirstKept[]) => void) | null = null,
  unbagging: Omit<Unbagging, "read"> = {},
): Promise<ArchiveCame> {
  const bag = await openArchive(bytes, unbagging);
  try {
    return await broughtFrom(bag, store, hasAccount, only, keepFirst);
  } finally {
    bag.close();
  }
}

async function openArchive(bytes: FileBytes, unbagging: Omit<Unbagging, "read"> = {}): Promise<Bag> {
  const bag = await openBag(bytes, { ...unbagging, read: [RECORDS_FILE, FIRST_FILE] });
  if (bag.has(RECORDS_FILE)) return bag;
  bag.close();
  throw new NotTaken({ code: bag.has(VERSIONS_FILE) ? "for-readers" : "no-archive" });
}

async function broughtFrom(
  bag: Bag,
  store: Store,
  hasAccount: (id: string) => boolean,
  only: string | null,
  keepFirst: ((rows: readonly FirstKept[]) => void) | null,
): Promise<ArchiveCame> {
  const lines = () => bag.lines(RECORDS_FILE);
  const { work, records, people, proposals, passages, versions, broughtOver } = soundIn(lines);
  const first = firstIn(bag, work, broughtOver);
  if (first.length > 0 && !keepFirst) throw new ArchiveRefused({ code: "first-format" });
  if (only !== null && work !== only) throw new ArchiveRefused({ code: "not-that-work", work, asked: only });
  const staged = (await store.stage.works()).find((each) => each.work === work);
  if (staged) throw new ArchiveRefused({ code: "under-way", work });
  const here = (await store.stream(`work/${work}`)).length > 0;
  const news = here ? await notHere(store, work, recordsOf(lines())) : null;
  if (news?.length === 0) {
    // Stopped on the way it may have come without them.
    keepFirst?.(first);
    return { work, passages, versions, added: 0 };
  }
  // What was done here by those who have an account here stays theirs; what comes from elsewhere can't be.
  refuseOwn(news ? news.flatMap((each) => accountsIn(saidIn(each))) : people, hasAccount);
  for (const id of news ? news.flatMap(openedBy) : proposals)
    if ((await store.passagesOf(id)).length > 0) throw new ArchiveRefused({ code: "own-proposal", id });
  if (news) await addedTo(store, work, news);
  else if (!(await throughStage(store, work, piecesOf(recordsOf(lines())))))
    throw new ArchiveRefused({ code: "under-way", work });
  keepFirst?.(first);
  return { work, passages, versions, added: news?.length ?? records };
}

/** What the records were in the first format. @throws ArchiveRefused if they are not there, or not as they were */
function firstIn(bag: Bag, work: string, broughtOver: ReadonlyMap<string, BroughtOver>): FirstKept[] {
  const refused = () => new ArchiveRefused({ code: "first-format" });
  const rows: FirstKept[] = [];
  for (const line of bag.lines(FIRST_FILE)) {
    const row = FirstLine.safeParse(parsed(line));
    if (!row.success || row.data.work !== work) throw refused();
    rows.push(row.data);
  }
  for (const _ of keptFlaws(rows, broughtOver)) throw refused();
  return rows;
}

const FirstLine = z.strictObject({
  ...{ work: z.string(), passage: z.string(), position: z.int().min(1), at: z.string(), type: z.string() },
  ...{ event: z.string(), previous: z.string().nullable(), digest: z.string() },
});

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function soundIn(lines: () => Iterable<string>): ReturnType<typeof verifiedRecords> {
  try {
    return verifiedRecords(lines);
  } catch (error) {
    if (error instanceof RecordsRefused) throw new ArchiveRefused(error.fault);
    throw error;
  }
}

function openedBy({ event }: LedgerRecord): string[] {
  return event.type === "proposal-opened" ? [event.proposal] : [];
}

function refuseOwn(people: Iterable<string>, hasAccount: (id: string) => boolean): void {
  for (const id of people) if (hasAccount(id)) throw new ArchiveRefused({ code: "own-account", id });
}

/**
 * The records of an archive that the work here does not have yet; none, if it has all of them.
 * @throws ArchiveRefused if both have some that the other has not.
 */
async function notHere(store: Store, work: string, all: Iterable<LedgerRecord>): Promise<LedgerRecord[]> {
  const news: LedgerRecord[] = [];
  const ends = new Map<string, number>();
  const known = new Map<string, readonly string[]>();
  for (const record of all) {
    const { stream, position, digest } = record;
    if (!known.has(stream))
      known.set(
        stream,
        (await store.stream(stream)).map((each) => each.digest),
      );
    const own = known.get(stream)![position - 1];
    if (own === undefined) news.push(record);
    else if (own !== digest) throw new ArchiveRefused({ code: "another-way", work, stream, position });
    ends.set(stream, Math.max(ends.get(stream) ?? 0, position));
  }
  if (news.length === 0) return [];
  // What is only here would stand before what is only there, or the other way round: nobody knows which.
  for (const record of await store.recordsOfWork(work))
    if (!record.stream.startsWith("access/") && record.position > (ends.get(record.stream) ?? 0))
      throw new ArchiveRefused({ code: "another-way", work, stream: record.stream, position: record.position });
  return news;
}

/** Act by act, so that nobody waits long; somebody may write in the work meanwhile. */
async function addedTo(store: Store, work: string, news: readonly LedgerRecord[]): Promise<void> {
  for (const act of actsOf(news))
    if (!(await store.append(act)).ok) throw new ArchiveRefused({ code: "moved-on", work });
}

/** Whole acts, some at a time. */
function* piecesOf(records: Iterable<LedgerRecord>): Generator<LedgerRecord[]> {
  let [piece, characters]: [LedgerRecord[], number] = [[], 0];
  for (const record of records) {
    const isNext = piece.at(-1)?.act.id !== record.act.id;
    if (isNext && (piece.length >= PIECE.records || characters > PIECE.characters)) {
      yield piece;
      [piece, characters] = [[], 0];
    }
    piece.push(record);
    characters += record.body.length + JSON.stringify(record.beside).length;
  }
  if (piece.length > 0) yield piece;
}

/** Which work an archive is of, by its first record. @throws NotTaken if it is no archive or was altered */
export async function archivedWork(bytes: FileBytes): Promise<string> {
  const bag = await openArchive(bytes);
  try {
    const [line = ""] = bag.lines(RECORDS_FILE);
    return partsOf(recordOf(keptInLine(line)).stream)!.work;
  } catch {
    throw new NotTaken({ code: "no-archive" });
  } finally {
    bag.close();
  }
}
