/**
 * What the workbench keeps, behind one interface: works, the ledger and the log of every draft.
 * Rules live elsewhere: a store keeps what it is given, whole or not at all.
 */
import type { LedgerRecord } from "../../translations/ledger/events.ts";
import type { Work } from "../../translations/ledger/work.ts";

/** One passage's place in the ledger. */
export interface Stream {
  work: string;
  passage: string;
}

/** A Yjs update as it came in, and the account it came from (null: the server). */
export interface DraftUpdate {
  bytes: Uint8Array;
  by: string | null;
}

export interface Store {
  /** Every work with its passages, in the order they were first saved. */
  works(): Promise<Work[]>;
  work(id: string): Promise<Work | null>;
  /** Adds a work or replaces its description. The ledger is untouched. */
  saveWork(work: Work): Promise<void>;

  /** The records of one passage, in order. */
  records(stream: Stream): Promise<LedgerRecord[]>;
  /** The records of a whole work, each passage's in order. */
  recordsOfWork(work: string): Promise<LedgerRecord[]>;
  /** Where a proposal stands, or null. */
  streamOf(proposal: string): Promise<Stream | null>;
  /**
   * Adds records of one passage in one durable transaction. False, and nothing is added, if the passage has moved on:
   * the first record's `position` and `previous` must follow the last record kept.
   */
  append(records: readonly LedgerRecord[]): Promise<boolean>;

  /** The log of a draft, in the order it was kept; empty if it was never begun. */
  draft(proposal: string): Promise<DraftUpdate[]>;
  /** Begins a draft with its first update, once: false, and nothing is added, if it was begun before. */
  beginDraft(proposal: string, seed: Uint8Array): Promise<boolean>;
  /** Adds updates to a draft that was begun, in one durable transaction: when it resolves they are on disk. */
  appendToDraft(proposal: string, updates: readonly DraftUpdate[]): Promise<void>;
  /** The accounts that have written in a draft, first writer first. */
  draftAuthors(proposal: string): Promise<string[]>;

  close(): Promise<void>;
}
