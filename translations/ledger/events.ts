/**
 * What the ledger says: the facts of one passage, in order. Facts are only ever added.
 * How facts become a state stands in `state.ts`; which facts may be added, in `decide.ts`.
 */
import type { Note, Person, Publication } from "../notes/note.ts";
import { digestOfJson } from "../text/digest.ts";
import type { RenderingJson } from "../text/schema.ts";

/** What somebody did for a version. */
export type Part = "translator" | "reviser" | "glossator" | "editor" | "proposer" | "approver" | "supplier";

export interface Contributor extends Person {
  role: Part;
}

/** A version's words and the digest of their canonical text. */
export interface Words {
  rendering: RenderingJson;
  digest: string;
}

/** How a version came to stand here. */
export type Review = { kind: "recorded"; by: Person } | { kind: "accepted"; by: Person; self: boolean; reason: string };

export interface VersionFacts {
  number: number;
  /** The version it was revised from; null for the first. */
  base: number | null;
  /** Null: known to exist, not held. */
  words: Words | null;
  contributors: Contributor[];
  /** ISO 8601, a day or an instant: when these words were published or accepted. */
  date: string;
  publishedIn: Publication[];
  /** Why it reads as it does. */
  rationale: string;
  notes: Note[];
  /** Where the words come from, or what is known of them if they are not held. */
  provenance: string;
  review: Review;
  /** The proposal it was, if it was one. */
  proposal: string | null;
}

/** `revision`: new words for the next version. `supply`: the wording of a version that is not held. */
export type ProposalKind = "revision" | "supply";

/**
 * Who reads a draft until it is proposed: its writers alone, reviewers too, or everybody with an account. What was
 * proposed everybody reads.
 */
export const READERS = ["writers", "reviewers", "accounts"] as const;
export type Readers = (typeof READERS)[number];
/** What holds where nobody has chosen, and of records from before it could be chosen. */
export const USUAL_READERS: Readers = "reviewers";

/** Who plays back the steps of a draft, with their people and times: its writers, or whoever may read it. */
export const STEP_READERS = ["writers", "readers"] as const;
export type StepReaders = (typeof STEP_READERS)[number];

/**
 * What becomes of a draft's steps when its proposal is decided, as an owner has said beforehand for the whole workbench:
 * kept as they are, kept without people and seconds, or dropped. What was proposed, or was said at last, stays.
 */
export const STEPS_AFTERWARDS = ["kept", "anonymous", "dropped"] as const;
export type StepsAfterwards = (typeof STEPS_AFTERWARDS)[number];

export interface Submission {
  rendering: RenderingJson;
  notes: Note[];
  /** The proposer's reason; for a supply, where the text comes from. */
  summary: string;
  proposers: Person[];
}

export type LedgerEvent =
  | ({ type: "version-recorded" } & VersionFacts)
  | {
      type: "text-supplied";
      number: number;
      words: Words;
      provenance: string;
      by: Person;
      approver: Person;
      proposal: string;
    }
  | {
      type: "proposal-opened";
      proposal: string;
      kind: ProposalKind;
      base: number | null;
      by: Person;
      readers?: Readers;
    }
  | { type: "readers-chosen"; proposal: string; readers: Readers; steps: StepReaders; by: Person }
  | ({ type: "proposal-submitted"; proposal: string } & Submission)
  | { type: "person-invited"; proposal: string; person: Person; by: Person }
  | { type: "person-let-go"; proposal: string; person: Person; by: Person }
  | { type: "proposal-returned"; proposal: string; by: Person; reason: string }
  | { type: "proposal-rebased"; proposal: string; base: number; by: Person }
  | { type: "proposal-accepted"; proposal: string; by: Person; reason: string; number: number }
  | { type: "proposal-declined"; proposal: string; by: Person; reason: string }
  | { type: "proposal-withdrawn"; proposal: string; by: Person; reason: string };

/** One line of the ledger. `position` counts from 1 within the passage. */
export interface LedgerRecord {
  work: string;
  passage: string;
  position: number;
  /** ISO 8601 instant. */
  at: string;
  event: LedgerEvent;
  /** The digest of the record before it in this passage; null for the first. */
  previous: string | null;
  /** SHA-256 of the canonical JSON of all of the above. */
  digest: string;
}

/** The next record after `previous` (null: the first). */
export function chain(
  stream: { work: string; passage: string },
  previous: Pick<LedgerRecord, "position" | "digest"> | null,
  at: string,
  event: LedgerEvent,
): LedgerRecord {
  const body = {
    work: stream.work,
    passage: stream.passage,
    position: (previous?.position ?? 0) + 1,
    at,
    event,
    previous: previous?.digest ?? null,
  };
  return { ...body, digest: digestOfJson(body) };
}

const DECISIVE = ["proposal-accepted", "proposal-declined", "proposal-withdrawn"] as const;

/** True of what decides a proposal, for good. */
export function isDecisive(event: LedgerEvent): event is LedgerEvent & { type: (typeof DECISIVE)[number] } {
  return DECISIVE.some((type) => type === event.type);
}
