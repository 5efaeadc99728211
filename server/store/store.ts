/**
 * What the workbench keeps: works and the ledger, and beside them the logs of drafts (`draft-log.ts`).
 * Rules live elsewhere: a store keeps what it is given, whole or not at all.
 */
import type { End, LedgerRecord, Numbered, Place } from "../../translations/ledger/record.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { DraftLog } from "./draft-log.ts";
import type { Stage } from "./stage.ts";
import type { Unwritable } from "./unwritable.ts";

/** One passage's place. */
export type Stream = Place;

/** What was read before an act was decided on, whether or not the act adds to it. */
export interface ReadBefore {
  /** The number of the last record when reading began. */
  through: number;
  /** The names of streams. */
  streams: readonly string[];
  /** Passages, with all that is proposed for them. */
  passages: readonly Place[];
  /** The work, if all of it was read. */
  whole?: string;
}

/** What came of an append. `moved`: the stream that had moved on, so that nothing was added. */
export type Appended = { ok: true } | { ok: false; moved: string };

/** A work among all those kept. */
export interface Shelved {
  work: Work;
  away: string | null;
}

export interface Store {
  /** Every work with its passages, in the order they were brought in, but those that were put away. */
  works(): Promise<Work[]>;
  /** All works, also those put away, and when they were (ISO 8601 instant; null: they stand with the others). */
  shelf(): Promise<Shelved[]>;
  /** A work by its id, also one put away: its addresses stay. */
  work(id: string): Promise<Work | null>;
  /**
   * Adds a work by its first records, whole, in one durable transaction: the first says what the work is. False, and nothing
   * is added, if there is a work of that id. All must be of this work, and whole acts, those of one stream following each
   * other. What is appended later may describe it otherwise.
   * @throws RangeError if they are not so.
   */
  bringIn(records: readonly LedgerRecord[]): Promise<boolean>;
  /** Puts a work away at an instant, or (null) back among the others. False if there is no such work. */
  putAway(id: string, at: string | null): Promise<boolean>;

  /** The records about one passage, in the order of the ledger: its versions', and those of the proposals that revise it. */
  records(place: Place): Promise<LedgerRecord[]>;
  /** The records of one stream, in its order; of a long one some at a time: `most` at most, behind the one at position `after`. */
  stream(name: string, after?: number, most?: number): Promise<LedgerRecord[]>;
  /** How a stream ends; null if there is none. */
  end(stream: string): Promise<End | null>;
  /** The proposals that revise a passage, in the order in which they came to it. */
  proposalsOn(place: Place): Promise<string[]>;
  /** The discussions on a passage, but of those about proposals none; or on a proposal and its parts: as they were begun. */
  threadsOn(on: Place | { work: string; proposal: string }): Promise<string[]>;
  /** The terms of a work of which anything was ever said, also what was only proposed, by their ids in order of letters. */
  termsOf(work: string): Promise<string[]>;
  /** The records of a whole work in the order of the ledger. */
  recordsOfWork(work: string): Promise<LedgerRecord[]>;
  /** The number of the last record; 0 while there is none. */
  through(): Promise<number>;
  /** Records from behind `number` on, in the order of the ledger, `most` of them at most: what a reader has not had. */
  since(number: number, most: number): Promise<Numbered[]>;
  /** The passages that a proposal revises, in the order in which it came to them; none if there is no such proposal. */
  passagesOf(proposal: string): Promise<Place[]>;
  /**
   * Adds one act, whole, in one durable transaction, to as many streams as it concerns. Not `ok`, and nothing is added, if
   * one of these has moved on: a stream's first record must follow the last that is kept of it. So too if a proposal that
   * they open has its id already, or if something has come meanwhile to what was read.
   * @throws RangeError for records that are no whole act, lack what stands beside them, don't follow each other, or belong to
   *   no work or proposal.
   */
  append(records: readonly LedgerRecord[], read?: ReadBefore): Promise<Appended>;

  /** Where works wait that are on their way in. Until one is opened, nothing here tells of it, but that its id is taken. */
  readonly stage: Stage;

  /** The logs of drafts, beside the ledger: what a record says of its proposal's drafts is noted in one transaction with it. */
  readonly drafts: DraftLog;

  /** Tries whether the disk takes anything: null if it does. What it tried is gone again. */
  tryWriting(): Promise<Unwritable | null>;

  close(): Promise<void>;
}
