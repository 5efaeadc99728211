/**
 * The logs of drafts: every update of every draft, in the order it came in, with whose it is; and what is kept to open a
 * log quickly, to thin it, and to end it. What the updates say is Yjs's; a log keeps what it is given, whole or not at
 * all, and has no rules.
 */
import type { StepsAfterwards } from "../../translations/ledger/events.ts";

/** Whose a Yjs client in a draft is: an account's, or the server's (null). */
export interface DraftClient {
  client: number;
  account: string | null;
}

/** A Yjs update as it came in, and the account it came from (null: the server). */
export interface DraftUpdate {
  bytes: Uint8Array;
  by: string | null;
}

/** What a draft is of: the part of a proposal that revises a passage. */
export interface DraftedPart {
  proposal: string;
  passage: string;
}

/** An update to be kept, with the clients that are first heard of with it. */
export interface NewUpdate extends DraftUpdate {
  clients?: readonly DraftClient[];
}

/** An update as the log has it: as it came in, or several that were thinned to one. */
export interface LoggedUpdate extends DraftUpdate {
  /** Its place in the log: it rises, with gaps, and is never given again. */
  ordinal: number;
  /** When the last of it was kept, in milliseconds since 1970; null if that was before times were kept. */
  at: number | null;
  /** When the first of it was kept. */
  since: number | null;
  /** How many updates that came in it stands for. */
  updates: number;
}

/** What the first updates of a draft's log add up to: a shortcut for opening it. The log itself stays. */
export interface Checkpoint {
  /** How many updates that came in it stands for, from the first. Thinning the log does not change it. */
  updates: number;
  /** One Yjs update that holds all of them. */
  state: Uint8Array;
}

/** All that opening a draft needs. */
export interface OpenedDraft {
  checkpoint: Checkpoint | null;
  /** The updates behind the checkpoint, or all of them, in the order they were kept. */
  tail: DraftUpdate[];
  /** The clients that have written in it. */
  clients: DraftClient[];
}

/** What of a log must stay as it came in. */
export interface Untouched {
  /** So many of the last updates, */
  updates: number;
  /** and those kept later than this, in milliseconds since 1970, with all that follow them. */
  after: number;
}

/** A stretch of a log, by ordinals: behind `after`, up to and with `through`. */
export interface Stretch {
  after: number;
  through: number;
}

/** Updates of one account that stand one after another, and the one that takes their place. */
export interface Thinned {
  /** The ordinals of the first and the last of them. */
  first: number;
  last: number;
  /** How many they are, in the log as it stands. */
  count: number;
  bytes: Uint8Array;
}

/** A log in place of a draft's own, of nobody's updates: each with its time, in milliseconds since 1970, if it keeps one. */
export interface DraftEnd {
  log: readonly { bytes: Uint8Array; at: number | null }[];
  /** The ordinal of the last update that it takes the place of. */
  last: number;
}

/**
 * A draft has an id of its own. It is given when a part of a proposal is begun, in one transaction with the ledger's record of
 * that, and stands here alone: a record says what was proposed, not in which log it grew.
 */
export interface DraftLog {
  /**
   * The drafts of a proposal, one for each of its parts, in the order in which they were made, or of the part on `passage`
   * alone; none if there is no such proposal.
   */
  of(proposal: string, passage?: string): Promise<string[]>;
  /** The part of a proposal that a draft is of; null if there is no such draft. */
  partOf(draft: string): Promise<DraftedPart | null>;
  /**
   * The log of a draft, in the order it was kept; empty if it was never begun. Updates up to the ordinal `after` are
   * left out, and no more than `most` given.
   */
  log(draft: string, after?: number, most?: number): Promise<LoggedUpdate[]>;
  /** The shortest way to a draft: its checkpoint and what came after. Nothing of either if it was never begun. */
  open(draft: string): Promise<OpenedDraft>;
  /** True if a draft was begun. */
  isBegun(draft: string): Promise<boolean>;
  /** What became of a draft's steps when its proposal was decided; null while nothing was done about them. */
  stepsAfter(draft: string): Promise<StepsAfterwards | null>;
  /**
   * What was set, under the name of `STEPS_SETTING`, when a draft's proposal was decided: noted in the transaction of
   * the ledger that decided it; "" if nothing was set. Null if it is undecided, or was decided before this was noted.
   */
  stepsDecided(draft: string): Promise<string | null>;
  /** The drafts that were begun, and of whose steps it is not known what became. */
  notEnded(): Promise<string[]>;
  /**
   * Notes what became of a draft's steps. With a `log`, that takes the place of the draft's whole log, its checkpoint
   * and its authors, in the same durable transaction; what was there is written over in the file. False, and nothing
   * changes, if it was noted before, or if the last update of the log is not that of ordinal `last`.
   */
  end(draft: string, steps: StepsAfterwards, instead?: DraftEnd): Promise<boolean>;
  /** Begins a draft with its first update, once: false, and nothing is added, if it was begun before. */
  begin(draft: string, seed: NewUpdate): Promise<boolean>;
  /**
   * Adds updates to a draft that was begun, in one durable transaction: when it resolves they are on disk. Those asked for one
   * after another are kept and resolve in that order, also if nobody waits in between; where one fails, one after it may
   * be kept. Whose a client is stays as it was said first.
   */
  append(draft: string, updates: readonly NewUpdate[]): Promise<void>;
  /**
   * Keeps a checkpoint in place of the one before, in one durable transaction; the log is untouched. False, and nothing
   * changes, if the log has not exactly `updates` updates, or the checkpoint kept stands for as many.
   */
  checkpoint(draft: string, checkpoint: Checkpoint): Promise<boolean>;
  /** The drafts whose log reaches further under a checkpoint than it was looked through for thinning. */
  toThin(): Promise<string[]>;
  /**
   * What of a draft's log may be thinned now, and how many updates that are: what lies under a checkpoint, was not
   * looked through yet, and need not stay as it came in. Null if that is nothing.
   */
  thinnable(draft: string, untouched: Untouched): Promise<(Stretch & { updates: number }) | null>;
  /**
   * Puts each of `steps` in place of the updates it adds up to, with their account, the times of the first and the last
   * of them, and the ordinal of the last; and notes that the log was looked through as far as `through`. All in one
   * durable transaction. False, and nothing changes, if the log was looked through by somebody else meanwhile (`after`),
   * if no checkpoint covers it, or if a step does not stand for exactly `count` updates of one account there.
   */
  thin(draft: string, stretch: Stretch, steps: readonly Thinned[]): Promise<boolean>;
  /** The accounts that have written in a draft, first writer first. */
  authors(draft: string): Promise<string[]>;
}

/** The world around a log of drafts. */
export interface DraftLogEffects {
  /** The clock that dates updates, in milliseconds since 1970. */
  now(): number;
  /** A new id for a draft of this proposal, no other draft's. */
  newDraft(proposal: string): string;
}
