/**
 * Where a work waits that is on its way in. Its records are put here in pieces, under a run of whoever brings it, and the
 * ledger knows nothing of it. Once all are there the run takes the work's id: from then on nobody's files are needed. The
 * pieces then go into the ledger one after another, each in a short transaction of its own and under a work that nobody
 * sees; the step after the last one opens it. So what is in the ledger was always whole on the stage.
 */
import type { LedgerRecord } from "../../translations/ledger/record.ts";

/** A work that has its id, and is not open yet. */
export interface Staged {
  work: string;
  /** The id of its first act. */
  act: string;
  /** How many pieces are still to go into the ledger. */
  left: number;
}

export interface Stage {
  /**
   * Puts the next piece of a run on the stage: whole acts of one work, each stream going on where the piece before left it.
   * The first record of the first piece says what the work is. A run that one stage has begun is no other's to go on with.
   * @throws RangeError if they are not so, or the run is on its way already, or was cleared.
   */
  put(run: string, piece: readonly LedgerRecord[]): Promise<void>;
  /** All of a run is there: its work takes its id. False, and the run is left as it is, if the id is taken. */
  seal(run: string): Promise<boolean>;
  /** Takes a work one piece further, or, when none is left, opens it, on the disk. True as long as there is more to do. */
  step(work: string): Promise<boolean>;
  /** The works that are on their way. */
  works(): Promise<Staged[]>;
  /** Takes a piece off the stage of a run that never took its id. True as long as there is more of it. */
  drop(run: string): Promise<boolean>;
  /** The runs that were put on last before an instant (ISO 8601) and never took their id. */
  left(before: string): Promise<string[]>;
}
