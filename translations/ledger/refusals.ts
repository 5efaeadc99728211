/** What the ledger answers when it does not add what was asked of it. */

export type RefusalCode =
  | "not-allowed"
  | "not-invited"
  | "unknown-work"
  | "unknown-passage"
  | "unknown-proposal"
  | "unknown-part"
  | "unknown-version"
  | "already-decided"
  | "already-held"
  | "already-exists"
  | "not-submitted"
  | "not-a-draft"
  | "not-yours"
  | "not-a-writer"
  | "stale-base"
  | "unchanged"
  | "empty"
  | "too-large"
  | "removed"
  | "undecided"
  | "words-gone"
  | "reason-required"
  | "not-a-date"
  | "not-a-language";

/** An expected refusal: a code for programs, a sentence for people that says what to do. */
export interface Refusal {
  code: RefusalCode;
  message: string;
  /** The passage whose part of a proposal it is about, where that has several. */
  passage?: string;
}
