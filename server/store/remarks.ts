/**
 * What readers without an account remark on passages, until somebody lets it through. None of it stands in the ledger: it may be
 * anything, and goes without a trace there.
 */

/** Words of a text of the passage: by where they stand, in UTF-16 code units, and as they read. */
export interface RemarkedWords {
  side: "target" | "source";
  start: number;
  end: number;
  exact: string;
}

/** A remark that waits. */
export interface HeldRemark {
  id: string;
  work: string;
  passage: string;
  /** The version on which it was written; null: the passage had none. */
  version: number | null;
  /** Null: it is about the whole. */
  chosen: RemarkedWords | null;
  words: string;
  /** As they call themselves; "": they gave no name. */
  name: string;
  /** ISO 8601 instant. */
  at: string;
  /** The same for what came of one address on one day; tells no address. */
  mark: string;
}

/** And one that was refused, which is kept for a while. */
export interface RefusedRemark extends HeldRemark {
  refused: string;
}

/** How many wait in a work, and when the last came. */
export interface RemarksCount {
  work: string;
  count: number;
  last: string;
}

export interface KeptRemarks {
  /** Keeps one; `same`: word for word it waits there already, from the same address; `full`: as many wait in the work as may. */
  hold(remark: HeldRemark, most: number): Promise<"held" | "same" | "full">;
  /** Those of a work that wait, the oldest first. */
  waiting(work: string): Promise<HeldRemark[]>;
  /** Those of a work that were refused, the last first. */
  refused(work: string): Promise<RefusedRemark[]>;
  /** Refuses those of a work that wait; gives how many that were. */
  refuse(work: string, ids: readonly string[], at: string): Promise<number>;
  /** Has one wait again that was refused; false if there is no such one. */
  putBack(work: string, id: string): Promise<boolean>;
  /** Forgets one that waits; false if there is no such one. */
  drop(work: string, id: string): Promise<boolean>;
  /** Leaves of all remarks on a passage the remark alone: words that they quote are to be gone. */
  unquote(work: string, passage: string): Promise<void>;
  /** Forgets what came before one instant, and what was refused before the other. */
  forget(before: { came: string; refused: string }): Promise<void>;
  /** How many wait in each work where any do. */
  counts(): Promise<RemarksCount[]>;
  /** How many of a work came after an instant. */
  since(work: string, at: string): Promise<number>;
  /** Until which remark somebody has looked in a work, by when that came; "": never. */
  seen(person: string, work: string): Promise<string>;
  /** Notes that they have. */
  see(person: string, work: string, until: string): Promise<void>;
}
