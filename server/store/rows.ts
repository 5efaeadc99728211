/** How records lie in a SQLite database: in one table what they say for good, in another what may have to go. */
import { besideIn, slotsOf, type Beside, type Slots } from "../../translations/ledger/enclosures.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { recordOf, type Kept, type LedgerRecord, type Numbered } from "../../translations/ledger/record.ts";
import { unpacked } from "./packed.ts";

/** A record as it lies there. */
export interface KeptRow {
  /** What {@link packed} makes of it. */
  body: Buffer;
  /** Its 32 bytes. */
  digest: Buffer;
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

/** True of a row of a work that is open: what is still on its way in is passed over. */
export const SEEN = "work NOT IN (SELECT id FROM work WHERE staged IS NOT NULL)";

/**
 * True of the streams in which something is said about a passage of `:work`: its own, those of the proposals that
 * revise it, and those of the discussions about either.
 */
export const ABOUT = `(stream = 'passage/' || :work || '/' || :passage
  OR stream IN (SELECT 'proposal/' || work || '/' || proposal FROM part WHERE work = :work AND passage = :passage)
  OR stream IN (SELECT 'thread/' || work || '/' || thread FROM reading_thread WHERE work = :work AND passage = :passage)
  OR stream IN (SELECT 'thread/' || reading_thread.work || '/' || thread FROM part JOIN reading_thread USING (work, proposal)
                WHERE part.work = :work AND part.passage = :passage AND reading_thread.passage IS NULL))`;

/**
 * True of the discussions of `reading_thread` that strangers may not hear: on a proposal, or on what it says of a passage, that is a draft
 * or was given up as one. When its people talk there is theirs, and told by no tag of what strangers read.
 */
export const UNHEARD = `proposal IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM reading_part AS said JOIN reading_proposal AS whole ON whole.id = said.proposal
  WHERE said.proposal = reading_thread.proposal AND (reading_thread.passage IS NULL OR said.passage = reading_thread.passage)
    AND said.status <> 'draft' AND whole.submitted IS NOT NULL)`;

/** What stands beside a record, as its row has it. */
export function besideText(beside: Beside): string {
  return JSON.stringify(slotsOf(beside));
}

/**
 * A row as it was kept.
 * @throws SyntaxError, TypeError if what stands beside it is none of what {@link besideText} makes.
 */
export function keptOf(row: KeptRow): Kept {
  return { ...sealedIn(row), beside: besideRead(row.beside) };
}

/** What {@link besideText} wrote. @throws SyntaxError, TypeError if it is none of that */
function besideRead(beside: string): Beside {
  return besideIn(JSON.parse(beside) as Slots);
}

/**
 * The same, and whether it is written as {@link besideText} writes it: to the letter, with nothing behind a salt and its value.
 * @throws SyntaxError, TypeError likewise
 */
export function besideAsWritten(written: string): { beside: Beside; asWritten: boolean } {
  const slots = JSON.parse(written) as Slots;
  const beside = besideIn(slots);
  const asSlots = slots.every((slot) => slot === null || (Array.isArray(slot) && slot.length <= 2));
  return { beside, asWritten: asSlots && JSON.stringify(slots) === written };
}

/** What a row says for good, whatever stands beside it. */
export function sealedIn({ body, digest }: Pick<KeptRow, "body" | "digest">): Omit<Kept, "beside"> {
  return { body: unpacked(body), digest: digest.toString("hex") };
}

/** The rendering among what stands beside a record: of all that is enclosed, it alone is a document. Null if there is none. */
export function renderingBeside(beside: string): RenderingJson | null {
  for (const slot of JSON.parse(beside) as Slots) if (isRendering(slot?.[1])) return slot[1];
  return null;
}

function isRendering(value: unknown): value is RenderingJson {
  return typeof value === "object" && value !== null && "type" in value && value.type === "doc";
}

/** The record of a row. */
export function recordIn(row: KeptRow): LedgerRecord {
  return recordOf(keptOf(row));
}

/** The record of a row, and its number. */
export function numberedIn(row: RecordRow): Numbered {
  return { number: row.number, record: recordIn(row) };
}
