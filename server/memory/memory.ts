/** What stores in memory keep: the rows of a database, as plain values. */
import type { StepsAfterwards } from "../../translations/ledger/events.ts";
import type { LedgerRecord, Numbered, Place } from "../../translations/ledger/record.ts";
import type { Checkpoint, DraftClient, LoggedUpdate } from "../store/draft-log.ts";

/** A work among all those kept, and when it was put away. */
export interface Standing {
  id: string;
  away: string | null;
  /** The run with which it is still on its way in; null once it is open. */
  staged: string | null;
}

/** A work on the stage. */
export interface MemoryRun {
  work: string;
  act: string;
  /** When a piece was put on last. */
  begun: number;
  pieces: (readonly LedgerRecord[])[];
}

/** What is kept, by however many stores. */
export class Memory {
  shelf: Standing[] = [];
  records: Numbered[] = [];
  /** What each proposal revises, in the order in which it came to it. */
  proposals = new Map<string, readonly Place[]>();
  runs = new Map<string, MemoryRun>();
  drafts = new Map<string, MemoryDraft>();
  /** The last ordinal that was given in any draft's log. */
  ordinal = 0;
  settings = new Map<string, string>();
}

/** One draft and its log. */
export interface MemoryDraft {
  proposal: string;
  passage: string;
  begun: boolean;
  log: LoggedUpdate[];
  checkpoint: (Checkpoint & { through: number }) | null;
  authors: string[];
  clients: DraftClient[];
  /** The ordinal as far as which it was looked through for thinning. */
  thinned: number;
  decided: string | null;
  after: StepsAfterwards | null;
}
