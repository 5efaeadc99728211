/**
 * What can be wrong with a record: a code, and what it is about. The sentences for whoever verifies are made where they are
 * shown. Where a record that somebody bent may hold anything, so may a flaw.
 */
import type { ProposalStatus } from "./state.ts";

export type Flaw =
  /** Its digest is another than that of its body. */
  | { flaw: "altered" }
  | { flaw: "not-understood"; why: string }
  /** Its body is not canonical JSON. */
  | { flaw: "not-canonical" }
  /** How it follows the record before it in its stream, and in its act. */
  | { flaw: "position"; position: number }
  | { flaw: "previous" | "acts-apart" }
  | { flaw: "instant"; at: unknown }
  | { flaw: "act"; id: unknown; records: unknown; here: number }
  /** What stands beside it. */
  | { flaw: "enclosures"; enclosed: number; beside: number }
  | { flaw: "enclosure-missing" | "enclosure-there" | "enclosure-replaced" | "enclosure-altered" }
  /** It stands in a stream that it is not of. */
  | { flaw: "another-stream"; stream: unknown }
  | { flaw: "another-proposal"; proposal: string | null }
  | { flaw: "another-kind" }
  /** What was decided, and what it made. */
  | { flaw: "accepted-as"; number: unknown }
  | { flaw: "no-decision"; proposal: unknown; number: unknown }
  /** Words that are not those that were recorded, or not in canonical form. */
  | { flaw: "wording-altered"; number: unknown }
  | { flaw: "proposed-form" }
  | { flaw: "words-form"; number: number }
  | { flaw: "words-altered"; number: number; digest: string }
  /** What could not have happened in this stream. */
  | { flaw: "opened-before" | "never-opened"; proposal: string }
  | { flaw: "decided-before"; proposal: string; status: ProposalStatus }
  | { flaw: "not-revised"; proposal: string; passage: unknown }
  | { flaw: "revised-twice" | "begins-without-work" }
  | { flaw: "import-not-begun"; import: string }
  | { flaw: "removed-version" | "chosen-not-there" | "withdrawn-not-there" | "checked-not-there"; number: number }
  | { flaw: "source-number"; expected: number; number: unknown }
  | { flaw: "source-not-there"; version: unknown; source: unknown }
  | { flaw: "passage-not-there"; passage: unknown; after: unknown }
  | { flaw: "passage-not-standing"; passage: unknown }
  | { flaw: "removed-wording"; number: unknown }
  | { flaw: "removed-locator"; passage: unknown }
  | { flaw: "version-number"; after: number; number: number }
  | { flaw: "base-not-there"; number: number; base: number }
  | { flaw: "supplied-not-there" | "supplied-twice"; number: number }
  | { flaw: "nobody"; name: string }
  /** A discussion that is opened a second time, or of which something is said before it is opened, or a number that does not follow. */
  | { flaw: "thread-opened-before" | "thread-not-opened" }
  | { flaw: "comment-number"; after: number; number: unknown }
  | { flaw: "comment-not-there"; number: unknown }
  /** What is proposed for a term: a number that does not follow or was decided, or words that none of them accepted. */
  | { flaw: "term-proposal-not-there" | "term-proposal-decided" | "term-not-accepted"; number: unknown };
