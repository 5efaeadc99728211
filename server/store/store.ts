/**
 * What the workbench keeps: works and the ledger, and beside them the logs of drafts (`draft-log.ts`).
 * Rules live elsewhere: a store keeps what it is given, whole or not at all.
 */
import type { LedgerRecord } from "../../translations/ledger/events.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { DraftLog } from "./draft-log.ts";
import type { Unwritable } from "./unwritable.ts";

/** One passage's place in the ledger. */
export interface Stream {
  work: string;
  passage: string;
}

/** A work among all those kept. */
export interface Shelved {
  work: Work;
  away: string | null;
}

export interface Store {
  /** Every work with its passages, in the order they were first saved, but those that were put away. */
  works(): Promise<Work[]>;
  /** All works, also those put away, and when they were (ISO 8601 instant; null: they stand with the others). */
  shelf(): Promise<Shelved[]>;
  /** A work by its id, also one put away: its addresses stay. */
  work(id: string): Promise<Work | null>;
  /** Adds a work or replaces its description. The ledger is untouched. */
  saveWork(work: Work): Promise<void>;
  /**
   * Adds a work with its first records, whole, in one durable transaction. False, and nothing is added, if there is a
   * work of that id. All must be of this work, and those of one passage follow each other.
   */
  bringIn(work: Work, records: readonly LedgerRecord[]): Promise<boolean>;
  /** Puts a work away at an instant, or (null) back among the others. False if there is no such work. */
  putAway(id: string, at: string | null): Promise<boolean>;

  /** The records of one passage, in order. */
  records(stream: Stream): Promise<LedgerRecord[]>;
  /** The records of a whole work, each passage's in order. */
  recordsOfWork(work: string): Promise<LedgerRecord[]>;
  /** Where a proposal stands, or null. */
  streamOf(proposal: string): Promise<Stream | null>;
  /**
   * Adds records of one passage in one durable transaction. False, and nothing is added, if the passage has moved on:
   * the first record's `position` and `previous` must follow the last record kept. False also, and nothing is added, if
   * a proposal that they open has its id already.
   */
  append(records: readonly LedgerRecord[]): Promise<boolean>;

  /** The logs of drafts, beside the ledger: what a record says of its proposal's drafts is noted in one transaction with it. */
  readonly drafts: DraftLog;

  /** Tries whether the disk takes anything: null if it does. What it tried is gone again. */
  tryWriting(): Promise<Unwritable | null>;

  close(): Promise<void>;
}
