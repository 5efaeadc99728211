/** How records lie in a SQLite database: in one table what they say for good, in another what may have to go. */
import type { Beside, Enclosure, Json, Removed } from "../../translations/ledger/enclosures.ts";
import { recordOf, type Kept, type LedgerRecord, type Numbered } from "../../translations/ledger/record.ts";

/** A record as it lies there. */
export interface KeptRow {
  body: string;
  digest: string;
  /** What {@link besideText} makes. */
  beside: string;
}

/** And where. */
export interface RecordRow extends KeptRow {
  number: number;
  stream: string;
}

/** All records' rows; more conditions may follow. */
export const RECORDS = "SELECT number, stream, body, digest, beside FROM record JOIN enclosed USING (number)";

/**
 * True of the streams in which something is said about a passage of `:work`: its own, and those of the proposals that
 * revise it.
 */
export const ABOUT = `(stream = 'passage/' || :work || '/' || :passage
  OR stream IN (SELECT 'proposal/' || work || '/' || proposal FROM part WHERE work = :work AND passage = :passage))`;

/** What stands beside a record, as its row has it: `[salt, value]` for each enclosure, where it was removed `[instead]` or `[]`. */
export function besideText(beside: Beside): string {
  return JSON.stringify(beside.map(listOf));
}

function listOf(slot: Enclosure | Removed): Json[] {
  if (slot === null) return [];
  return "instead" in slot ? [slot.instead] : [slot.salt, slot.value];
}

/**
 * A row as it was kept.
 * @throws SyntaxError, TypeError if what stands beside it is none of what {@link besideText} makes.
 */
export function keptOf({ body, digest, beside }: KeptRow): Kept {
  return { body, digest, beside: (JSON.parse(beside) as Json[][]).map(slotOf) };
}

function slotOf([first, second]: Json[]): Enclosure | Removed {
  if (first === undefined) return null;
  return second === undefined ? { instead: first } : { salt: first as string, value: second };
}

/** The record of a row. */
export function recordIn(row: KeptRow): LedgerRecord {
  return recordOf(keptOf(row));
}

/** The record of a row, and its number. */
export function numberedIn(row: RecordRow): Numbered {
  return { number: row.number, record: recordIn(row) };
}
